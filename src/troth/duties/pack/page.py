"""The answer as HTML: a fragment for our site, and a whole page that opens from a disk with nothing else beside it.

Every text goes through `_t`. Functions return markup and take values; markup is never taken from a value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from troth.duties.pack.plain import first_up, inside, many, spelt, visible
from troth.duties.pack.values import Answer, Enclosed, Fact, Field, Item, Line, Row, Section
from troth.fault import Fault

SHOWN = 400  # rows of one table on the page; all of them are in its CSV file and in data.json
CARD = 7  # so many columns at most stand side by side
LINE = 80  # letters that fit a line of a table
OPEN = 20  # so many fields of a single record stand open
FEW = 5  # answers that stand open


@dataclass(frozen=True)
class Links:
    """Addresses of our site; empty ones show as words. `pack` says that the pack's files lie beside the page."""

    rights: str = ""
    complain: str = ""
    download: str = ""
    pack: bool = False


def _t(text: str) -> str:
    """Text as markup; line ends stay, and its direction stays its own."""
    return escape(visible(text), quote=True).replace("\n", "<br>")


def _own(text: str) -> str:
    """A value of somebody's, kept from turning the letters around it (bidi)."""
    return f"<bdi>{_t(text)}</bdi>"


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{_t(text)}</p>" for text in texts)


def _list(texts: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{_t(text)}</li>" for text in texts) + "</ul>"


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address, quote=True)}">{_t(text)}</a>' if address else _t(text)


def body(answer: Answer, links: Links | None = None) -> str:
    """The answer as an escaped fragment with one h1, for the inside of a page's `main`."""
    links = links or Links()
    return "\n".join(
        [
            _top(answer, links),
            _in_short(answer),
            *(_section(number, section, links) for number, section in enumerate(answer.sections, 1)),
            _places(answer),
            _left_out(answer),
            _facts(answer.facts),
            _next(answer, links),
            *([_beside(answer.enclosed)] if links.pack else []),
        ]
    )


def _top(answer: Answer, links: Links) -> str:
    button = f'<p class="acts"><a class="btn" href="{escape(links.download, quote=True)}">Download everything</a></p>'
    scope = f"<p>You asked for: {_own(answer.scope)}</p>" if answer.scope else ""
    return (
        '<div class="flow">'
        f'<p class="eyebrow small">Answer to request <span class="ref">{_t(answer.reference)}</span></p>'
        f'<h1>What do we hold about you?</h1><p class="lead">{_t(answer.lead)}</p>{scope}'
        f"{button if links.download else ''}</div>"
    )


def _in_short(answer: Answer) -> str:
    said = "".join(f"<li>{_t(text)}</li>" for text in answer.short)
    table = _purposes(answer.lines) if answer.lines else ""
    return f'<section aria-labelledby="short" class="flow"><h2 id="short">In short</h2><ul>{said}</ul>{table}</section>'


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _cells(*cells: tuple[str, str, str]) -> str:
    """Cells of a row that becomes a card on a narrow screen: heading, class, text."""
    return "".join(f'<td role="cell" data-h="{_t(head)}"{_class(kind)}>{_t(text)}</td>' for head, kind, text in cells)


def _heads(*heads: tuple[str, str]) -> str:
    cells = "".join(
        f'<th role="columnheader" scope="col"{_class(kind)}><span class="nobr">{_t(head)}</span></th>'
        if kind
        else f'<th role="columnheader" scope="col">{_t(head)}</th>'
        for head, kind in heads
    )
    return f'<thead role="rowgroup"><tr role="row">{cells}</tr></thead>'


def _purposes(lines: Sequence[Line]) -> str:
    """The purposes that the parts of the answer are named after; those that use the same things too, on a click."""
    first, others = [line for line in lines if line.main], [line for line in lines if not line.main]
    note = '<p class="soft small">An item can serve more than one purpose, so these numbers can add up to more.</p>'
    if not first or len(others) <= FEW:
        return _lines(lines, "Items by purpose") + note
    more = f"<summary>{first_up(spelt(len(others)))} more purposes that use some of it</summary>"
    rest = _lines(others, "Items by further purposes")
    return f"{_lines(first, 'Items by purpose')}<details>{more}{rest}</details>{note}"


def _lines(lines: Iterable[Line], caption: str) -> str:
    rows = "".join(
        f'<tr role="row"><th role="rowheader" scope="row">{_t(line.title)}</th>'
        + _cells(("Items", "num", f"{line.items:,}"), ("Basis", "nobr", line.basis), ("How long", "", line.kept))
        + "</tr>"
        for line in lines
    )
    heads = _heads(("What we use it for", ""), ("Items", "num"), ("Why we may", ""), ("How long", ""))
    return (
        f'<table role="table" class="cards"><caption class="unseen">{caption}</caption>'
        f'{heads}<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _section(number: int, section: Section, links: Links) -> str:
    items = "".join(_item(f"item-{number}-{place}", item, links) for place, item in enumerate(section.items, 1))
    head = f"section-{number}"
    title = f'<h2 id="{head}">{_t(section.title)}</h2>'
    return f'<section aria-labelledby="{head}" class="flow">{title}<div>{items}</div></section>'


def _item(mark: str, item: Item, links: Links) -> str:
    told = (
        ("Held in", (item.held_in,)),
        ("Came from", _one(item.came_from)),
        ("Used for", _one(item.used_for)),
        ("Basis", _one(item.basis)),
        ("May receive it", ("; ".join(item.received_by) or "Nobody else",)),
        ("We keep it", item.deleted),
    )
    facts = "".join(f"<div><dt>{head}</dt><dd>{_paragraphs(texts)}</dd></div>" for head, texts in told if texts)
    return (
        f'<article class="item" aria-labelledby="{mark}"><h3 id="{mark}">{_t(item.title)}</h3>{_paragraphs(item.says)}'
        f'{_content(item, links)}<dl class="facts tight">{facts}</dl>{_why(item)}</article>'
    )


def _one(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Several short texts as one line."""
    return ("; ".join((texts[0], *map(inside, texts[1:]))),) if texts else ()


def _why(item: Item) -> str:
    if not item.why:
        return ""
    said = "".join(
        f"<p><strong>{_t(why.title)}.</strong> {_t(why.says)} Basis: {_t(inside(why.basis))}"
        f" We keep it: {_t(inside(why.kept))}. {_t(why.because)}</p>"
        for why in item.why
    )
    if item.also:
        said += f"<p>Also used for: {_t(_one(item.also)[0])}. Each of these is explained further down.</p>"
    unseen = f'<span class="unseen"> {_t(item.title)}</span>'
    return (
        f'<div class="acts"><details><summary>Why do you have this?{unseen}</summary>'
        f'<div class="inset">{said}</div></details></div>'
    )


# ---- what an item says ----


def _content(item: Item, links: Links) -> str:
    """One short record stands open; several, or long ones, open on a click."""
    inner = _rows(item, links)
    size = sum(len(f.text) + 40 * len(f.parts) for row in item.rows for f in row.fields)
    if len(item.rows) == 1 and size < 1200 and len(item.rows[0].fields) <= OPEN:
        return f'<div class="excerpt">{inner}</div>'
    what = "Read it" if len(item.rows) == 1 else f"Read all {len(item.rows):,}"
    unseen = f'<span class="unseen"> {_t(item.title)}</span>'
    return f"<details><summary>{what}{unseen}</summary>{inner}</details>"


def _rows(item: Item, links: Links) -> str:
    shown = item.rows[:SHOWN]
    rest = len(item.rows) - len(shown)
    left = f"<p>{many(rest, 'more record')} in the pack: {_t(item.table)} and data.json.</p>" if rest else ""
    if len(shown) == 1:
        return _record(shown[0], links)
    same = _same(item.rows)
    heads = list(dict.fromkeys(f.label for row in shown for f in row.fields if f not in same))
    common = f"<p>The same in all of them:</p>{_fields(same, links)}" if same else ""
    if not heads:
        return common + left
    if _fits(shown, heads):
        return common + _table(item, shown, heads, links) + left
    cards = "".join(
        f"<li>{f'<p><strong>{_t(row.when)}</strong></p>' if row.when else ''}"
        f"{_fields([f for f in row.fields if f not in same], links)}</li>"
        for row in shown
    )
    return f"{common}<ol>{cards}</ol>{left}"


def _fits(rows: tuple[Row, ...], heads: list[str]) -> bool:
    """Whether these records stand side by side in a table: short texts on one line, each under a head of its own."""
    wide = dict.fromkeys(heads, 0)
    for row in rows:
        if len({f.label for f in row.fields}) < len(row.fields):
            return False
        for f in row.fields:
            if f.parts or "\n" in f.text:
                return False
            wide[f.label] = max(wide.get(f.label, 0), len(f.text) + len(f.file))
    return len(heads) <= CARD and sum(max(wide[head], *map(len, head.split())) + 2 for head in heads) <= LINE


def _same(rows: tuple[Row, ...]) -> list[Field]:
    """The fields that every record has alike; worth saying once if there are several records."""
    common = set(rows[0].fields)
    for row in rows[1:]:
        common &= set(row.fields)
    return [f for f in rows[0].fields if f in common]


def _table(item: Item, rows: tuple[Row, ...], heads: list[str], links: Links) -> str:
    lines = []
    for row in rows:
        held = {f.label: f for f in row.fields}
        cells = "".join(
            f'<td role="cell" data-h="{_t(head)}">{_value(held[head], links) if head in held else ""}</td>'
            for head in heads
        )
        lines.append(f'<tr role="row">{cells}</tr>')
    return (
        f'<table role="table" class="cards"><caption class="unseen">{_t(item.title)}</caption>'
        f'{_heads(*((head, "") for head in heads))}<tbody role="rowgroup">{"".join(lines)}</tbody></table>'
    )


def _record(row: Row, links: Links) -> str:
    return _fields(row.fields, links)


def _fields(fields: Iterable[Field], links: Links) -> str:
    inner = "".join(f"<div><dt>{_t(f.label)}</dt><dd>{_value(f, links)}</dd></div>" for f in fields)
    return f'<dl class="facts tight">{inner}</dl>' if inner else ""


def _value(field: Field, links: Links) -> str:
    if field.parts:
        return _fields(field.parts, links)
    if field.file and links.pack:
        return f'<a href="{escape(field.file, quote=True)}">{_t(field.file)}</a> ({_t(field.text)})'
    if field.file:
        return f"{_t(field.text)}, in the download as {_t(field.file)}"
    return _own(field.text)


# ---- the rest of the answer ----


def _places(answer: Answer) -> str:
    rows = "".join(
        f'<tr role="row"><th role="rowheader" scope="row">{_t(place.says)}</th>'
        + _cells(("Items", "num", f"{place.items:,}"), ("Searched", "", place.at))
        + "</tr>"
        for place in answer.places
    )
    heads = _heads(("System", ""), ("Items here", "num"), ("Searched", ""))
    return (
        '<section aria-labelledby="places" class="flow"><h2 id="places">Where we looked</h2>'
        '<table role="table" class="cards"><caption class="unseen">Systems that we searched</caption>'
        f'{heads}<tbody role="rowgroup">{rows}</tbody></table></section>'
    )


def _left_out(answer: Answer) -> str:
    if answer.left_out:
        said = "".join(f"<li>{many(x.count, 'item')}: {_t(x.reason)} ({_t(x.cite)})</li>" for x in answer.left_out)
        office = _t(answer.regulator.name)
        told = f"<ul>{said}</ul><p>You can complain about this, to us or to the {office}; see below.</p>"
    else:
        told = "<p>Nothing.</p>"
    return f'<section aria-labelledby="left-out" class="flow"><h2 id="left-out">What we left out</h2>{told}</section>'


def _facts(facts: Iterable[Fact]) -> str:
    inner = "".join(
        f'<div><dt>{_t(fact.title)}</dt><dd>{_answer(fact)}<p class="soft">{_t(fact.cite)}</p></dd></div>'
        for fact in facts
    )
    return (
        '<section aria-labelledby="facts" class="flow"><h2 id="facts">What the law says we must tell you</h2>'
        f'<dl class="facts small">{inner}</dl></section>'
    )


def _answer(fact: Fact) -> str:
    if len(fact.answer) == 1:
        return _paragraphs(fact.answer)
    if len(fact.answer) <= FEW:
        return _list(fact.answer)
    unseen = f'<span class="unseen"> {_t(fact.title)}</span>'
    return f"<details><summary>Read all {len(fact.answer)}{unseen}</summary>{_list(fact.answer)}</details>"


def _next(answer: Answer, links: Links) -> str:
    company, office = answer.company, answer.regulator
    ring = f" or ring {_t(company.phone)}" if company.phone else ""
    return (
        '<section aria-labelledby="next" class="flow"><h2 id="next">What you can do now</h2>'
        f"<p>Ask us to {_link(links.rights, 'correct, delete or stop using')} any of it: "
        f"write to {_t(company.contact)}{ring}. You may also:</p><ul>"
        f"<li>{_link(links.complain, 'complain to us')}. We acknowledge it within 30 days and tell you the outcome</li>"
        f"<li>complain to the {_t(office.name)} at any time: "
        f'<span class="nobr">{_t(office.phone)}</span>, {_t(office.web)}</li>'
        "<li>go to court if you think that we broke the law.</li></ul></section>"
    )


def _beside(enclosed: Iterable[Enclosed]) -> str:
    """The files that lie beside the page, and how to see that none was changed."""
    listed = "".join(f"<div><dt>{_t(one.path)}</dt><dd>{_t(one.says)}</dd></div>" for one in enclosed)
    return (
        '<section aria-labelledby="beside" class="flow"><h2 id="beside">The files beside this page</h2>'
        f'<dl class="facts tight">{listed}</dl>'
        "<p>In the tables, a text that a spreadsheet could take for a formula (it begins with =, +, -, @ or a tab) has "
        "an apostrophe before it. data.json has it as we hold it.</p>"
        "<h3>Is this as we made it?</h3>"
        "<p>Our ledger holds the hash of manifest.json, and manifest.json the hash of every other file; receipt.json "
        "proves it. Anybody can check that with our public key, without asking us:</p>"
        "<p><code>troth verify FOLDER --key KEY</code></p></section>"
    )


# ---- the page that stands alone ----

ALONE = """
details > summary + * { margin-top: .5rem; }
.lone td { overflow-wrap: anywhere; } .lone th { overflow-wrap: break-word; }
@media print { details::details-content { content-visibility: visible; display: block; } summary { list-style: none; }
  a.btn, .skip { display: none; } .item { break-inside: auto; } @page { margin: 18mm; }
  body.lone, .lone .small, .lone .facts.tight, .lone td, .lone th, .lone .acts { font-size: 9pt; line-height: 1.4; }
  .lone td, .lone th { padding-block: 3pt; } main > section { margin-top: 20pt; } }
"""


def document(answer: Answer, css: str) -> str:
    """The whole page for the pack: the sheet inside, no script, and nothing fetched from anywhere."""
    if "</" in css or "@import" in css or "url(" in css:
        raise Fault("the style sheet cannot stand inside a page", because="the pack’s page fetches nothing")
    company = answer.company
    at = ", ".join(part for part in (company.name, company.address.replace("\n", ", ")) if part)
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>What do we hold about you? - {_t(company.name)}</title>\n<style>\n{css}\n{ALONE}</style>\n</head>\n"
        '<body class="portal lone">\n<a class="skip" href="#main">Skip to the main part</a>\n'
        f'<header class="top"><div class="in"><span class="name">{_t(company.name)}</span></div></header>\n'
        f'<main id="main" class="in">\n{body(answer, Links(pack=True))}\n</main>\n'
        f'<footer class="foot"><div class="in"><div class="word"><p>{_t(at)}</p></div></div></footer>\n'
        "</body>\n</html>\n"
    )
