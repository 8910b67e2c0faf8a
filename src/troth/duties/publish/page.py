"""The notice as one page of HTML that needs nothing beside it: to hand over, to lay on another website, to compare.

Every text goes through `_t`; ids are those of the sentences, so that `troth notice --compare` can read the page again.
"""

from functools import cache
from html import escape
from pathlib import Path

from troth.duties.pack.plain import visible, weekday
from troth.policy.publish import Notice, Section, Sentence
from troth.policy.publish.markdown import TITLE

SHEET = Path(__file__).parents[2] / "static" / "troth.css"


def of_notice(notice: Notice, version: int | None = None) -> str:
    """The whole page; `version` is the number under which it was adopted."""
    numbered = f"version {version}, " if version else ""
    short = "".join(
        f'<div><dt>{_t(fact.title)}</dt><dd><span id="{_t(fact.id)}">{_t(fact.text)}</span></dd></div>'
        for fact in notice.short
    )
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_t(TITLE)} - {_t(notice.company)}</title>\n<style>\n{_sheet()}</style>\n</head>",
            '<body class="portal">\n<header class="top"><div class="in">',
            f'<p class="name">{_t(notice.company)}</p></div></header>\n<main id="main" class="in">',
            f'<div class="flow"><p class="eyebrow small">Privacy notice, {numbered}as on {_t(weekday(notice.on))}</p>',
            f"<h1>{_t(TITLE)}</h1></div>",
            '<section aria-labelledby="short"><h2 id="short" class="unseen">In short</h2>',
            f'<dl class="facts">{short}</dl></section>',
            *(_section(section) for section in notice.sections),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _section(section: Section) -> str:
    parts = [
        f'<section aria-labelledby="part-{_t(section.id)}" class="flow">',
        f'<h2 id="part-{_t(section.id)}">{_t(section.title)}</h2>',
    ]
    for group, blocks in section.groups:
        parts += [f"<h3>{_t(group)}</h3>"] if group else []
        parts += [f'<ul class="rows">{"".join(map(_block, blocks))}</ul>']
    return "\n".join([*parts, "</section>"])


def _block(block: list[Sentence]) -> str:
    front = " ".join(_sentence(one) for one in block if one.front)
    behind = "".join(f"<div><dt>{_t(one.label)}</dt><dd>{_sentence(one)}</dd></div>" for one in block if not one.front)
    more = f'<details><summary>More</summary><dl class="facts tight">{behind}</dl></details>' if behind else ""
    return f"<li><div>{front}{more}</div></li>\n"


def _sentence(one: Sentence) -> str:
    lead = f"<b>{_t(one.lead)}</b> " if one.lead else ""
    return f'<span id="{_t(one.id)}">{lead}{_t(one.text)}</span>'


def _t(text: str) -> str:
    return escape(visible(text), quote=True)


@cache
def _sheet() -> str:
    return SHEET.read_text(encoding="utf-8")
