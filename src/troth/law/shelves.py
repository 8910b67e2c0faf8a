"""How the law room is laid out for whoever reads it: the laws as shelves, and the rooms with their questions."""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from inspect import cleandoc
from types import ModuleType

from troth.law import uk
from troth.law.asked import Question, question
from troth.law.dated import Known, Rule

# The three that a company meets daily come first; guidance is no law and comes last.
FIRST, LAST = ("UK GDPR", "DPA 2018", "PECR"), ("Home Office", "ICO")
# What a shelf gathers: the nations' bank holidays, and the pages of one authority.
_SHELF = re.compile(r", | of (?=England|Scotland|Northern)")
_ANNEXED = re.compile(r" (?:Annex|Sch|Recital) ?(?=[0-9A-Z])")


def shelf(rule: Rule) -> str:
    """The law or authority under which a rule is shown."""
    return _SHELF.split(rule.instrument)[0]


def shelved(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """Rules by shelf: the daily three, then laws by name, then guidance. On a shelf what is annexed comes last."""
    found: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=lambda rule: bool(_ANNEXED.search(rule.cite.text))):
        found.setdefault(shelf(rule), []).append(rule)
    ends = (*FIRST, *LAST)
    middle = sorted(set(found) - set(ends))
    return {name: found[name] for name in (*FIRST, *middle, *LAST) if name in found}


def look_first(rule: Rule) -> bool:
    """Whether counsel looks at a rule first: its text was not read again, or something about it is not settled."""
    return rule.known is Known.RECALLED or bool(rule.unsure)


@dataclass(frozen=True, slots=True)
class Room:
    """A part of the law: its module, what it is about, and the questions that it answers."""

    module: ModuleType
    says: str
    questions: tuple[Question, ...]


def rooms() -> tuple[Room, ...]:
    """The rooms that answer questions, in the order in which questions are listed.

    A room that offers another's questions beside its own is told of its own alone.
    """
    order = {name: at for at, name in enumerate(uk.QUESTIONS)}
    inside = [module for name, module in sorted(sys.modules.items()) if name.startswith(f"{uk.__name__}.")]
    homes: dict[str, ModuleType] = {}
    for module in sorted(inside, key=lambda module: len(getattr(module, "ASKED", ()))):
        for name in getattr(module, "ASKED", ()):
            homes.setdefault(name, module)
    found = [_room(module, [name for name in order if homes.get(name) is module]) for module in inside]
    return tuple(sorted((r for r in found if r.questions), key=lambda room: order[room.questions[0].name]))


def _room(module: ModuleType, asked: Iterable[str]) -> Room:
    says = " ".join(cleandoc(module.__doc__ or "").split("\n\n")[0].split())
    return Room(module, says, tuple(question(name) for name in asked))
