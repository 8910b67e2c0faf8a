"""The notice and the company's other documents as tagged PDFs (PDF/UA-1, by typst).

What they say goes to the compiler as JSON and is never part of its source. A sign that no font of this machine has
cannot stand in a PDF of this standard: it is replaced.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from troth.duties.pack.letter import GONE, SIGN, common, drawn
from troth.duties.pack.plain import straight, weekday
from troth.fault import Fault
from troth.policy import Controller
from troth.policy.publish import Notice, Sentence
from troth.policy.publish.markdown import TITLE
from troth.policy.publish.prose import Block, Prose

SOURCE = Path(__file__).with_name("paper.typ")


@lru_cache(maxsize=8)
def of_notice(notice: Notice, company: Controller, version: int | None = None) -> bytes:
    """The notice, both layers, as a PDF; `version` is the number under which it was adopted."""
    numbered = f"Version {version}, as" if version else "As"
    sections = [
        {
            "title": section.title,
            "groups": [
                {"title": group, "blocks": [_block(block) for block in blocks]} for group, blocks in section.groups
            ],
        }
        for section in notice.sections
    ]
    short = [[fact.title, fact.text] for fact in notice.short]
    about = f"Privacy notice. {numbered} on {weekday(notice.on)}."
    return _paper(company, TITLE, about, short=short, sections=sections)


def _block(sentences: list[Sentence]) -> dict[str, Any]:
    front = [[one.lead, one.text] for one in sentences if one.front]
    behind = [[one.label, one.text] for one in sentences if not one.front]
    return {"front": front, "behind": behind}


@lru_cache(maxsize=8)
def of_document(prose: Prose, company: Controller, about: str) -> bytes:
    """A document of the company, such as its terms, as a PDF; `about` says which version it is."""
    return _paper(company, prose.title, about, prose=[_prose(block) for block in prose.blocks])


def _prose(block: Block) -> dict[str, Any]:
    lines = [[{"text": span.text, "bold": span.bold, "to": span.to} for span in line] for line in block.lines]
    return {"kind": block.kind, "lines": lines}


def _paper(ours: Controller, title: str, about: str, **parts: Any) -> bytes:
    said = {
        "title": title,
        "about": about,
        "company": ours.name,
        "lines": [*(line.strip() for line in ours.address.splitlines()), *filter(None, (ours.contact, ours.phone))],
        "short": [],
        "sections": [],
        "prose": [],
        **parts,
    }
    return typeset(SOURCE, said)


def typeset(source: Path, said: Mapping[str, Any]) -> bytes:
    """A paper set from its source and what it says (`title` among it); a Fault if even the plainest letters fail."""
    for fits in (drawn, common):
        if made := _set(source, json.dumps(_fitted(said, fits))):
            return made
    raise Fault("the document could not be set", where=said["title"], remedy="look at what its texts hold")


def _fitted(value: Any, fits: Any) -> Any:
    """The same with every sign that does not fit replaced."""
    if isinstance(value, str):
        return "".join(sign if fits(sign) else GONE for sign in SIGN.findall(straight(value).replace("\n", " ")))
    if isinstance(value, Mapping):
        return {name: _fitted(part, fits) for name, part in value.items()}
    return [_fitted(part, fits) for part in value] if isinstance(value, Iterable) else value


@cache
def _fonts() -> Any:
    """Every font of this machine and of the compiler: looked for once."""
    import typst

    return typst.Fonts(include_system_fonts=True)


def _set(source: Path, said: str) -> bytes | None:
    """The PDF, or None if the compiler refuses a text."""
    import typst  # 80 MB: loaded when the first paper is set

    try:
        made: bytes = typst.compile(
            source.read_bytes(), sys_inputs={"paper": said}, format="pdf", pdf_standards=["ua-1"], font_paths=_fonts()
        )
    except typst.TypstError:
        return None
    return made
