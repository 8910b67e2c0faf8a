"""The notice as Markdown; the id of each sentence goes with it as a comment, which no reader sees.

- **Taking payments.** We send invoices and take your payments. <!-- purposes/payments -->
"""

import re

from troth.law.calendar import weekday
from troth.policy.publish.values import Fact, Notice, Sentence

TITLE = "What do we do with your data?"
SHORT = "In short"
SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


def markdown(notice: Notice, version: int | None = None) -> str:
    """The whole notice, both layers, in UTF-8 Markdown; `version` is the number under which it was adopted."""
    numbered = f"Version {version}. " if version else ""
    lines = [f"# {TITLE}", "", f"{escaped(notice.company)}. {numbered}As on {weekday(notice.on)}. <!-- about -->", ""]
    lines += [f"## {SHORT}", ""]
    lines += [f"- {_marked(fact, f'**{fact.title}.** ')}" for fact in notice.short]
    for section in notice.sections:
        lines += ["", f"## {section.title}"]
        for group, blocks in section.groups:
            lines += ["", *([f"### {group}", ""] if group else [])]
            for block in blocks:
                lines.append(f"- {' '.join(_marked(one) for one in block if one.front)}")
                if behind := [_marked(one) for one in block if not one.front]:
                    lines.append(f"  {' '.join(behind)}")
    return "\n".join(lines) + "\n"


def _marked(one: Sentence | Fact, before: str = "") -> str:
    """A sentence with its id; its lead in bold, its label in italics."""
    if isinstance(one, Sentence):
        before = f"_{one.label}:_ " if one.label and not one.front else ""
        before += f"**{escaped(one.lead)}** " if one.lead else ""
    return f"{before}{escaped(one.text)} <!-- {one.id} -->"


def escaped(text: str) -> str:
    """Text that stays text in Markdown."""
    return SIGNS.sub(r"\\\1", text)
