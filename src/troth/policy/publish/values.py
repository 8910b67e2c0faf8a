"""What a notice is made of: facts in short, sections of sentences, each sentence with its rule."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from troth.law.dated import Rule, rules
from troth.policy.source import Path
from troth.policy.values import Policy


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that the notice says.

    `lead` are its first words, which name what it is about (a purpose, a recipient), and are part of it. `label` is a
    heading of ours for it. Sentences of one `block` are about one thing, and stand together; `front` are those that are
    always seen. `meets` names the items of the law's lists.
    """

    id: str
    text: str
    rule: Path = ()
    promises: tuple[str, ...] = ()
    because: str = ""
    cite: str = ""
    lead: str = ""
    label: str = ""
    block: str = ""
    group: str = ""
    front: bool = True
    meets: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """All of it, as it is read aloud."""
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the short layer, and the section that says more."""

    id: str
    title: str
    text: str
    rule: Path = ()
    more: str = ""

    @property
    def said(self) -> str:
        """All of it."""
        return self.text


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the whole, under a question."""

    id: str
    title: str
    sentences: tuple[Sentence, ...]

    @property
    def groups(self) -> list[tuple[str, list[list[Sentence]]]]:
        """The sentences under their smaller headings, block by block."""
        found: list[tuple[str, list[list[Sentence]]]] = []
        for one in self.sentences:
            if not found or found[-1][0] != one.group:
                found.append((one.group, []))
            blocks = found[-1][1]
            if blocks and one.block and blocks[-1][0].block == one.block:
                blocks[-1].append(one)
            else:
                blocks.append([one])
        return found


@dataclass(frozen=True, slots=True)
class Notice:
    """What people are told, on a day. `asked` are the items of the law's lists that apply to this company."""

    company: str
    on: date
    short: tuple[Fact, ...]
    sections: tuple[Section, ...]
    asked: tuple[str, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the whole, in order."""
        return tuple(one for section in self.sections for one in section.sentences)


@dataclass(frozen=True, slots=True)
class Part:
    """How one section is made: its id, its question, and what it says of a policy on a day. No words, no section."""

    id: str
    title: str
    says: Callable[[Policy, date], Iterable[Sentence]]


def name(path: Path) -> str:
    """The id of what the policy says at a path: `purposes/calls/if-not-given`."""
    return "/".join(str(part).replace(" ", "-") for part in path)


def law(id: str, text: str, cite: str, on: date, **more: Any) -> Iterator[Sentence]:
    """What the law alone adds, if the rule at this place stands on the day."""
    if any(rule.stands(on) for rule in _places().get(cite, ())):
        yield Sentence(f"law/{id}", text, cite=cite, **more)


@cache
def _places() -> Mapping[str, tuple[Rule, ...]]:
    """The law's rules by their place."""
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules():
        found[rule.cite.text] = (*found.get(rule.cite.text, ()), rule)
    return found
