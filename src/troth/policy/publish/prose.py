"""The longer words of a company: a small part of Markdown, with slots that the policy and the law fill.

Headings (#, ##, ###), paragraphs, lists (`- ` or `1. `), **bold**, [links](/notice). A slot is a name in braces, such
as `{controller.name}`, `{documents.privacy.at}` or `{regulator.name}`; what fills it is text and never markup.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Literal

from troth.fault import Fault
from troth.policy.publish.says import plain
from troth.policy.source import nearest, quoted
from troth.policy.values import Controller, Document, Policy, regulator_of

Kind = Literal["h2", "h3", "h4", "p", "ul", "ol"]
SLOT = re.compile(r"\{([^{}\n]{0,200})\}")
SPAN = re.compile(r"\*\*(?P<bold>[^*\n]+)\*\*|\[(?P<text>[^\]\n]+)\]\((?P<to>[^()\s]*)\)")
LINKED = re.compile(r"\[[^\]\n]+\]\((?P<to>[^)\s]*)")
ADDRESS = re.compile(r"(?:https?://|mailto:|/(?!/)|#|\{)[^\s\"'<>]*")
HEAD = re.compile(r"(#{1,3})\s+(\S.*)")
ITEM = re.compile(r"(?:(?P<dot>[-*])|(?P<number>[0-9]{1,3}\.))\s+(?P<text>\S.*)")
HEADS: Mapping[str, Kind] = {"#": "h2", "##": "h3", "###": "h4"}
NATIONS = {"northern-ireland": "Northern Ireland"}


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words: plain, bold, or a link."""

    text: str
    bold: bool = False
    to: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph of one line, or a list with a line for each item."""

    kind: Kind
    lines: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A document as it is read: its title and its parts, every slot filled."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def html(self) -> str:
        """As an escaped fragment; the title is the page's own heading, and not in it."""
        return "\n".join(_html(block) for block in self.blocks)


def document(policy: Policy, key: str, on: date) -> Prose:
    """A document of the policy with its slots filled for a day; a Fault if there is none of this name."""
    held = policy.documents.get(key)
    if held is None:
        near = nearest(key, policy.documents)
        remedy = f"did you mean `{near}`?" if near else "name one that the policy has under `documents:`"
        raise Fault(f"there is no document {quoted(key)}", remedy=remedy)
    known, title = slots(policy, on), plain(held.title)
    blocks = [_filled(block, known) for block in parse(held.text)]
    if blocks and blocks[0].kind == "h2" and "".join(s.text for s in blocks[0].lines[0]).strip() == title:
        blocks = blocks[1:]
    return Prose(title, tuple(blocks))


def slots(policy: Policy, on: date) -> dict[str, str]:
    """Every slot with what fills it on a day; empty where the policy says nothing."""
    office = regulator_of(policy, on)
    nation = NATIONS.get(policy.nation, policy.nation.title())
    known = {f"controller.{name}": _of(policy.controller, name) for name in Controller.model_fields}
    known |= {"regulator.name": office.name, "regulator.phone": office.phone, "regulator.web": office.web}
    for key, held in policy.documents.items():
        known |= {f"documents.{key}.at": held.at, f"documents.{key}.title": held.title}
    return {name: plain(text) for name, text in (known | {"nation": nation}).items()}


def _of(ours: Controller, name: str) -> str:
    return str(getattr(ours, name) or "")


def faults(policy: Policy, on: date) -> list[Fault]:
    """Every slot that there is not or that stays empty, and every link that leads nowhere, each at its place."""
    known = slots(policy, on)
    return [fault for key, held in policy.documents.items() for fault in _faults(policy, key, held, known)]


def _faults(policy: Policy, key: str, held: Document, known: Mapping[str, str]) -> Iterator[Fault]:
    for number, line in enumerate(held.text.split("\n"), 1):
        for slot in SLOT.finditer(line):
            if not known.get(slot[1]):
                yield _placed(policy, key, held, number, slot.start() + 1, *_wrong(slot[1], known))
        for link in LINKED.finditer(line):
            if not ADDRESS.fullmatch(link["to"]):
                what = f"the link {quoted(link['to'])} leads nowhere"
                remedy = "write a page of ours (/terms), a web address (https://...) or mailto: and an address"
                yield _placed(policy, key, held, number, link.start("to") + 1, what, "", remedy)


def _wrong(slot: str, known: Mapping[str, str]) -> tuple[str, str, str]:
    if slot in known:
        remedy = f"write `{slot.replace('.', ': ')}` into the policy, or take the slot out"
        return f"the slot {quoted(slot)} stays empty: the policy does not say it", "", remedy
    near = nearest(slot, known)
    remedy = f"did you mean `{{{near}}}`?" if near else f"write one of: {', '.join(sorted(known)[:12])}"
    return f"{quoted(slot)} is no slot", "a reader would see the braces", remedy


def _placed(
    policy: Policy, key: str, held: Document, line: int, column: int, what: str, because: str, remedy: str
) -> Fault:
    if not held.file:
        return policy.source.fault(("documents", key, "text"), what, because=because, remedy=remedy)
    folder, slash, _ = policy.source.where.rpartition("/")
    return Fault(what, where=f"{folder}{slash}{held.file}:{line}:{column}", because=because, remedy=remedy)


# ---- from text to blocks ----


def parse(text: str) -> list[Block]:
    """The blocks of a text; whatever is not of the subset is plain words."""
    found: list[Block] = []
    paragraph: list[str] = []

    def close() -> None:
        if paragraph:
            found.append(Block("p", (_spans(" ".join(paragraph)),)))
            paragraph.clear()

    for raw in text.split("\n"):
        line = raw.strip()
        head, item = HEAD.fullmatch(line), ITEM.fullmatch(line)
        if not line:
            close()
        elif head:
            close()
            found.append(Block(HEADS[head[1]], (_spans(head[2]),)))
        elif item:
            close()
            _add_item(found, "ul" if item["dot"] else "ol", item["text"])
        elif raw[:1] in " \t" and not paragraph and found and found[-1].kind in ("ul", "ol"):
            _continue(found, line)
        else:
            paragraph.append(line)
    close()
    return found


def _add_item(found: list[Block], kind: Kind, text: str) -> None:
    before = found.pop().lines if found and found[-1].kind == kind else ()
    found.append(Block(kind, (*before, _spans(text))))


def _continue(found: list[Block], text: str) -> None:
    """A line that is indented under an item goes on with it."""
    last = found.pop()
    *items, item = last.lines
    found.append(Block(last.kind, (*items, (*item, Span(" "), *_spans(text)))))


def _spans(text: str) -> tuple[Span, ...]:
    found, at = [], 0
    for span in SPAN.finditer(text):
        if span["to"] is not None and not ADDRESS.fullmatch(span["to"]):
            continue
        if span.start() > at:
            found.append(Span(text[at : span.start()]))
        found.append(Span(span["bold"], bold=True) if span["bold"] else Span(span["text"], to=span["to"]))
        at = span.end()
    return (*found, Span(text[at:])) if at < len(text) else tuple(found)


# ---- slots and markup ----


def _filled(block: Block, known: Mapping[str, str]) -> Block:
    lines = tuple(tuple(_fill(span, known) for span in line) for line in block.lines)
    return Block(block.kind, lines)


def _fill(span: Span, known: Mapping[str, str]) -> Span:
    to = _put(span.to, known)
    return Span(_put(span.text, known), span.bold, to if ADDRESS.fullmatch(to) else "")


def _put(text: str, known: Mapping[str, str]) -> str:
    return SLOT.sub(lambda slot: known.get(slot[1]) or slot[0], text)


def _html(block: Block) -> str:
    lines = ["".join(map(_marked, line)) for line in block.lines]
    if block.kind in ("ul", "ol"):
        return f"<{block.kind}>{''.join(f'<li>{line}</li>' for line in lines)}</{block.kind}>"
    return f"<{block.kind}>{' '.join(lines)}</{block.kind}>"


def _marked(span: Span) -> str:
    text = escape(span.text)
    if span.to:
        return f'<a href="{escape(span.to)}">{text}</a>'
    return f"<strong>{text}</strong>" if span.bold else text
