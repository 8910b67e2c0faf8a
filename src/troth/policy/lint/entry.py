"""The entries of the lint, and how their words are looked for.

A `Clause` is something that a notice should not say; a `Look` is how one thing that the law asks for is looked for.
Both are written as `Words`: small patterns that have to stand together in a sentence, in whatever order. Each pattern
is matched against small letters with single blanks between them and holds no unbounded gap, so that looking takes
time in proportion to the text.

An entry rests on rules of the law room by their citations: the first that stands on the day counts, and on a day on
which none stands there is nothing to find.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from troth.law import Rule, rules
from troth.policy.lint.text import Text
from troth.words import Nation

Law = str | Rule  # a rule of the law room by its citation, or one that the law room does not have


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns that all stand in one sentence, where none of `none` does.

    With `across`, all but the first may stand in so many sentences before or after it instead.
    """

    every: tuple[str, ...]
    none: str = ""
    across: int = 0


def words(*every: str, none: str = "", across: int = 0) -> Words:
    """Words that stand together; the first pattern is the one that is seldom there."""
    return Words(every, none, across)


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that the law overrides, or that misleads: how it is worded, what is wrong with it, what to write.

    It is none if the notice says `nowhere` somewhere; `nations` are those in which it is one (empty: all).
    """

    id: str
    law: tuple[Law, ...]
    said: tuple[Words, ...]
    what: str
    remedy: str
    nowhere: tuple[Words, ...] = ()
    nations: frozenset[Nation] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what the law asks for, by a name that ends the sentence "nothing was found on ...", and its words."""

    name: str
    said: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How one thing that the law asks for is looked for.

    All parts there: found. Some of them, or only what is `vague`: doubtful, and `doubt` says why. `settled` finds it at
    once. `when` are words that show that it is asked of this company; without them it is no finding, for only the
    company knows whether `only_if` is so. `says` and `law` are empty where the law room's own list says both.
    """

    id: str
    parts: tuple[Part, ...]
    remedy: str
    vague: tuple[Words, ...] = ()
    doubt: str = ""
    settled: tuple[Words, ...] = ()
    when: tuple[Words, ...] = ()
    only_if: str = ""
    says: str = ""
    law: tuple[Law, ...] = ()


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern as it is matched: `.` stays in its sentence, `^` is the beginning of one."""
    return re.compile(text, re.M)


def found(text: Text, said: Iterable[Words]) -> Iterator[tuple[int, int]]:
    """Where words stand together in a notice, once a sentence: from the first to the last of them that are in it."""
    for one in said:
        yield from _together(text, one)


def first(text: Text, said: Iterable[Words]) -> tuple[int, int] | None:
    """Where words stand together first, in the order of the notice."""
    return min((hit for one in said if (hit := next(_together(text, one), None))), default=None)


def _together(text: Text, one: Words) -> Iterator[tuple[int, int]]:
    seen = -1
    for match in pattern(one.every[0]).finditer(text.said):
        number = text.sentence(match.start())
        if number == seen:
            continue
        seen = number
        here = text.bounds(number, number)
        if one.none and pattern(one.none).search(text.said, *here):
            continue
        wide = text.bounds(number - one.across, number + one.across) if one.across else here
        others = [pattern(other).search(text.said, *wide) for other in one.every[1:]]
        if all(others):
            spans = [match.span(), *(other.span() for other in others if other)]
            inside = [span for span in spans if here[0] <= span[0] < here[1]]
            yield min(inside)[0], max(span[1] for span in inside)


@cache
def _by_citation() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules():
        found.setdefault(rule.cite.text, []).append(rule)
    return {cite: tuple(those) for cite, those in found.items()}


def known(law: Law) -> tuple[Rule, ...]:
    """The rules at a citation, whenever they stood; none if the law room has no such place."""
    return _by_citation().get(law, ()) if isinstance(law, str) else (law,)


def standing(law: Iterable[Law], on: date) -> Rule | None:
    """The first of these rules that stands on a day."""
    return next((rule for one in law for rule in known(one) if rule.stands(on)), None)
