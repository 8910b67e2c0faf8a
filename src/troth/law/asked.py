"""The questions that can be put to the law by name: from a command, from a case in a file, from a page.

A question is a plain function of the law room: the day, then facts by name. What facts it takes, and of what kind, is
read from its signature; what they mean from the lines `fact: words` of its docstring. A fact that has no value of its
own counts as not shown, which never makes a refusal into a yes.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from math import inf
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from troth.fault import Fault
from troth.law.calendar import Calendar
from troth.law.table import Ruling


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a question takes: its name, what it means, what it may be, and whether it has to be given.

    `kind` is bool, int, float, date or str. `values` are the words that a text may be (empty: any); `many` says that
    several of them may be given.
    """

    name: str
    says: str
    kind: type
    values: tuple[str, ...]
    many: bool
    needed: bool

    def read(self, value: object) -> object:
        """A value as the question takes it, from what a person wrote (`yes`, `2026-03-02`, `a, b`) or a file holds."""
        if self.many:
            several = [v.strip() for v in value.split(",")] if isinstance(value, str) else value
            if not isinstance(several, list | tuple | set | frozenset):
                raise self._unfit(value)
            return frozenset(self._one(v) for v in several if v != "")
        return self._one(value)

    def _one(self, value: object) -> object:
        if isinstance(value, str):
            value = str(value) if self.kind is str else _plain(value.strip(), self.kind)
        fits = type(value) is self.kind or (self.kind is float and type(value) is int)
        if isinstance(value, int | float):
            fits = fits and 0 <= value < inf  # ages, hours, pounds: none is less than nothing, without end or no number
        if not fits or (self.values and value not in self.values):
            raise self._unfit(value)
        return value

    def _unfit(self, value: object) -> Fault:
        shown = str(value)[:60]
        near = get_close_matches(shown, self.values, 1)
        return Fault(
            f"`{self.name}` cannot be `{shown}`",
            because=self.says,
            remedy=f"did you mean `{near[0]}`?" if near else f"write {self.may_be}",
        )

    @property
    def may_be(self) -> str:
        """What a value of it may be, in words."""
        if self.values:
            return f"{'some of (a,b)' if self.many else 'one of'}: {', '.join(self.values)}"
        plain = {
            bool: "yes or no",
            date: "a day, like 2026-11-25",
            int: "a whole number from 0",
            float: "a number from 0",
        }
        return plain.get(self.kind, "words")


def _plain(text: str, kind: type) -> object:
    """A text as a value of a kind; the text itself if it is none."""
    try:
        if kind is bool:
            return {"yes": True, "true": True, "no": False, "false": False}.get(text.lower(), text)
        if kind is date:
            day = date.fromisoformat(text)
            return day if day.isoformat() == text else text  # 20261125 and 2026-W48-3 are slips more often than days
        return kind(re.sub(r",(?=[0-9]{3}(?![0-9]))", "", text).replace("_", "?"))
    except ValueError:
        return text


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name, its words, the facts that it takes, and the function that answers it."""

    name: str
    says: str
    facts: tuple[Fact, ...]
    answers: Callable[..., Ruling[Any]]

    def ask(self, on: date, facts: Mapping[str, object]) -> Ruling[Any]:
        """The ruling; a Fault for a fact that it does not take, that does not fit, or that is missing.

        None for a fact that need not be given says nothing: it is as if left out.
        """
        if type(on) is not date:
            raise Fault("the law is asked on a day", because="an instant can lie on two", remedy="give a date, no time")
        known = {fact.name: fact for fact in self.facts}
        for name in map(str, facts):
            if name not in known:
                near = get_close_matches(name, known, 1)
                raise Fault(
                    f"`{self.name}` takes no fact `{name[:60]}`",
                    remedy=f"did you mean `{near[0]}`?" if near else f"it takes: {', '.join(known) or 'none'}",
                )
        if missing := [fact for fact in self.facts if fact.needed and fact.name not in facts]:
            raise Fault(
                f"`{self.name}` needs {' and '.join(f'`{fact.name}`' for fact in missing)}",
                because="; ".join(fact.says for fact in missing),
                remedy="; ".join(f"say `{fact.name}=...` ({fact.may_be})" for fact in missing),
            )
        told = {name: value for name, value in facts.items() if value is not None or known[name].needed}
        given = {name: known[name].read(value) for name, value in told.items()}
        try:
            return self.answers(on, **given)
        except (OverflowError, ValueError):
            raise Fault("this cannot be counted with", remedy="check the years and the numbers") from None


@cache
def question(name: str) -> Question:
    """The question of this name; a Fault that guesses if there is none."""
    from troth.law.uk import QUESTIONS

    if name not in QUESTIONS:
        near = get_close_matches(name, QUESTIONS, 1) or _about(name)
        raise Fault(
            f"`{name[:60]}` is no question that the law answers here",
            remedy=f"did you mean {' or '.join(f'`{n}`' for n in near)}?" if near else "see them all: troth law ask",
        )
    function = QUESTIONS[name]
    hints = get_type_hints(function)
    lines = (inspect.getdoc(function) or "").splitlines()
    meant = {line.split(":")[0].strip(): line.split(":", 1)[1].strip() for line in lines[1:] if ":" in line}
    given = [p for p in inspect.signature(function).parameters.values() if p.kind is p.KEYWORD_ONLY]
    handed = {name for name, hint in hints.items() if Calendar in (hint, *get_args(hint))}  # by a caller: no fact
    parameters = [p for p in given if p.name not in handed]
    facts = tuple(
        Fact(p.name, meant.get(p.name, ""), *_kind(hints[p.name]), needed=p.default is p.empty) for p in parameters
    )
    return Question(name, lines[0] if lines else name, facts, function)


def _about(words: str) -> list[str]:
    """The questions, three at most, that share most with some words; what their facts say counts half."""
    wanted = {word[:6] for word in re.findall(r"[a-z]{4,}", words[:200].lower())}
    shared = {}
    for one in questions():
        own = f"{one.name} {one.says}".lower()
        facts = " ".join(f"{fact.name} {fact.says} {' '.join(fact.values)}" for fact in one.facts).lower()
        shared[one.name] = sum(2 * (word in own) or word in facts for word in wanted)
    most = max(shared.values())
    return [name for name, count in shared.items() if most and count == most][:3]


def questions() -> tuple[Question, ...]:
    """Every question, in the order in which they are listed."""
    from troth.law.uk import QUESTIONS

    return tuple(question(name) for name in QUESTIONS)


def ask(name: str, on: date, facts: Mapping[str, object] | None = None) -> Ruling[Any]:
    """What the law of a day answers to a question by name; `facts` as a person writes them or as values."""
    return question(str(name)).ask(on, facts or {})


def _kind(hint: Any) -> tuple[type, tuple[str, ...], bool]:
    """What a fact may be: its type, the words of a text, and whether there may be several."""
    if get_origin(hint) in (Union, UnionType):  # `date | None`
        return _kind(next(part for part in get_args(hint) if part is not type(None)))
    if get_origin(hint) is frozenset:
        kind, values, _ = _kind(get_args(hint)[0])
        return kind, values, True
    if get_origin(hint) is Literal:
        return str, get_args(hint), False
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, tuple(hint), False
    return hint, (), False
