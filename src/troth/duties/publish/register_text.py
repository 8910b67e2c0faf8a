"""The register as text: Markdown with a table for each use, and one page of HTML that needs nothing beside it."""

from collections.abc import Iterable
from html import escape

from troth.duties.pack.plain import visible, weekday
from troth.duties.publish.issue import Issue, about, lines, own, shared, title, unneeded
from troth.duties.publish.page import SHEET
from troth.policy.publish.markdown import escaped
from troth.policy.publish.rows import Cell, Entry, Side

TITLE = "What do we do with personal data, use by use?"

# ---- Markdown ----


def markdown(made: Issue) -> str:
    """The register in Markdown, in UTF-8."""
    parts = [f"# {TITLE}", f"{_m(made.register.company)}, as on {weekday(made.on)}."]
    parts.append(_m_table(("What", "It says"), about(made)))
    for side in made.register.sides:
        if side.entries:
            parts += [f"## {_m(side.title)}", _m_table(("Field", "What it says"), map(_pair, side.head))]
            if common := shared(side):
                parts += ["### The same for all of them", _m_table(("Field", "What it says"), map(_pair, common))]
            parts += [part for entry in side.entries for part in _m_entry(side, entry)]
            parts += [f"### What the law asks for: {_m(side.title.lower())}", _m_law(side)]
    return "\n\n".join(parts) + "\n"


def _m_entry(side: Side, entry: Entry) -> list[str]:
    pairs = [_pair(cell) for _, cells in own(side, entry) for cell in cells]
    left = unneeded(side, entry)
    pairs += [("Not needed", "; ".join(left))] if left else []
    return [f"### {_m(entry.title)}", _m_table(("Field", "What it says"), pairs)]


def _m_law(side: Side) -> str:
    rows = [(one.cite, one.says, "missing in " + ", ".join(one.lacking) if one.lacking else "met") for one in side.law]
    return _m_table(("The law", "What", "State"), rows)


def _pair(cell: Cell) -> tuple[str, str]:
    return title(cell), "\n".join(lines(cell))


def _m_table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    drawn = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    for row in rows:
        drawn.append("| " + " | ".join(_m(part).replace("\n", "<br>") for part in row) + " |")
    return "\n".join(drawn)


def _m(text: str) -> str:
    return escaped(visible(text))


# ---- HTML ----


def html(made: Issue) -> str:
    """The register as a page by itself."""
    company = _t(made.register.company)
    body = [
        f'<div class="flow"><p class="eyebrow small">Register of processing, as on {_t(weekday(made.on))}</p>',
        f"<h1>{_t(TITLE)}</h1></div>",
        f'<section><h2 class="unseen">About this register</h2>{_facts(about(made))}</section>',
        *(_side(side, number) for number, side in enumerate(made.register.sides) if side.entries),
    ]
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Register of processing - {company}</title>\n<style>\n{SHEET.read_text(encoding='utf-8')}</style>",
            f'</head>\n<body class="portal">\n<header class="top"><div class="in"><p class="name">{company}</p></div>',
            '</header>\n<main id="main" class="in">',
            *body,
            "</main>\n</body>\n</html>\n",
        ]
    )


def _side(side: Side, number: int) -> str:
    links = "".join(f'<li><a href="#{number}-{_t(e.id)}">{_t(e.title)}</a></li>' for e in side.entries)
    common = shared(side)
    same = f"<h3>The same for all of them</h3>{_facts(map(_pair, common))}" if common else ""
    law = [(f"{one.cite}: {one.says}", "Missing" if one.lacking else "Met") for one in side.law]
    return "\n".join(
        [
            f'<section class="flow"><h2>{_t(side.title)}</h2>{_facts(map(_pair, side.head))}{same}',
            f"<h3>Each of them</h3><ul>{links}</ul></section>",
            *(_entry(side, entry, number) for entry in side.entries),
            f'<section class="flow"><h3>What the law asks for</h3>{_facts(law)}</section>',
        ]
    )


def _entry(side: Side, entry: Entry, number: int) -> str:
    parts = [f'<section class="flow" id="{number}-{_t(entry.id)}"><h3>{_t(entry.title)}</h3>']
    parts += [f"<h4>{_t(group)}</h4>{_facts(map(_pair, cells))}" for group, cells in own(side, entry)]
    left = unneeded(side, entry)
    parts += [f'<p class="small soft">Not needed: {_t("; ".join(left))}.</p>'] if left else []
    return "\n".join([*parts, "</section>"])


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    shown = "".join(
        f"<div><dt>{_t(name)}</dt><dd>{''.join(f'<p>{_t(line)}</p>' for line in text.splitlines())}</dd></div>"
        for name, text in pairs
    )
    return f'<dl class="facts">{shown}</dl>'


def _t(text: str) -> str:
    return escape(visible(text), quote=True)
