"""What the law says, by day: a value that changes on dates, a rule with its citation, and the register of all rules.

A change in the law is a new dated line; nothing is ever rewritten. A question about a day before anything was said
is answered with None.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from inspect import cleandoc
from typing import Generic, TypeVar

from troth.fault import Fault
from troth.words import Citation

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])


class Dated(Generic[T]):
    """A value by the day from which it holds.

    >>> Dated({"2021-01-01": "old", "2026-02-05": "new"}).on(date(2026, 2, 4))
    'old'
    """

    def __init__(self, lines: Mapping[str, T]) -> None:
        by_day = sorted((date.fromisoformat(day), value) for day, value in lines.items())
        self._days = [day for day, _ in by_day]
        self._values = [value for _, value in by_day]

    @property
    def since(self) -> date:
        """The first day on which there is a value."""
        return self._days[0]

    @property
    def lines(self) -> tuple[tuple[date, T], ...]:
        """Each value with the day from which it holds."""
        return tuple(zip(self._days, self._values, strict=True))

    def on(self, day: date) -> T | None:
        """The value of a day; None before there was one."""
        at = bisect_right(self._days, day)
        return self._values[at - 1] if at else None


class Known(StrEnum):
    """How we know what a rule says; counsel looks at the last kind first."""

    READ = "the text was read"
    GUIDANCE = "the regulator's or a practitioner's account was read"
    RECALLED = "known, not read again"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in our words: where it stands, from when (and until when), what brought it, how we know it.

    `unsure` says what is not settled about it and which reading is taken: the stricter one.
    """

    cite: Citation
    says: str
    since: date
    until: date | None = None  # its last day
    by: str = ""
    known: Known = Known.READ
    unsure: str = ""

    def stands(self, on: date) -> bool:
        """Whether the rule is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)

    @property
    def instrument(self) -> str:
        """The law that it stands in: `UK GDPR`, `DPA 2018`, `PECR`; of an Act its schedules too."""
        return _PLACE.split(self.cite.text)[0]


# Where the name of a law ends and the place in it begins.
_PLACE = re.compile(r",? (?:Arts?|Recital|ss?\.|Sch|regs?|paras?|Annex|Part|rule) ?(?=[0-9A-Z])")


LONGEST = 1_000  # characters of a citation; the longest derivation names a dozen places
_RULES: list[Rule] = []
_CARRIED: list[tuple[Rule, Callable[..., object]]] = []


def stated(
    cite: str,
    url: str,
    says: str,
    *,
    since: str,
    until: str = "",
    by: str = "",
    known: Known = Known.READ,
    unsure: str = "",
) -> Rule:
    """Enter a rule in the register and return it, for a row, a list or a value to rest on."""
    last = date.fromisoformat(until) if until else None
    said = " ".join(says.split())
    entry = Rule(Citation(cite, url), said, date.fromisoformat(since), last, by, known, " ".join(unsure.split()))
    _RULES.append(entry)
    return entry


def rule(
    cite: str,
    url: str,
    *,
    since: str,
    until: str = "",
    by: str = "",
    known: Known = Known.READ,
    unsure: str = "",
) -> Callable[[F], F]:
    """Enter a function as the rule that it carries out; the first paragraph of its docstring says the rule."""

    def enter(function: F) -> F:
        says = cleandoc(function.__doc__ or "").split("\n\n")[0]
        entry = stated(cite, url, says, since=since, until=until, by=by, known=known, unsure=unsure)
        _CARRIED.append((entry, function))
        return function

    return enter


def carried_out_by(entry: Rule) -> Callable[..., object] | None:
    """The function that carries a rule out; None if a row, a list or a value does."""
    return next((function for one, function in _CARRIED if one == entry), None)


def carries(function: Callable[..., object]) -> Rule:
    """The rule that a function carries out."""
    return next(entry for entry, one in _CARRIED if one is function)


def rules() -> tuple[Rule, ...]:
    """The register: every rule that was ever in force here, by citation and then by date."""
    return tuple(sorted(_RULES, key=lambda r: (_sorts(r.cite.text), r.since)))


def find(citation: str) -> tuple[Rule, ...]:
    """The rules at a citation or under it, whatever its spelling; a Fault if there is none.

    `UK GDPR Art 12A` finds all its paragraphs; `Article 12A(5)(b)` and `GDPR 12A(5)` find paragraph 5; several may be
    joined by `;`.
    """
    if len(citation) > LONGEST:
        raise _unknown(citation[:LONGEST])
    found: dict[Rule, None] = {}
    for part in filter(None, map(str.strip, citation.split(";"))):
        found |= dict.fromkeys(_one(part))
    if not found:
        raise _unknown(citation)
    return tuple(found)


def _one(citation: str) -> tuple[Rule, ...]:
    known = [(_plain(r.cite.text), r) for r in rules()]
    wanted = _plain(citation)
    while wanted:
        under = (f"{wanted}(", f"{wanted} ", f"{wanted}-")
        hits = tuple(r for plain, r in known if plain == wanted or plain.startswith(under))
        if hits:
            return hits
        shorter = re.sub(r"\s*-?\s*\([^()]*\)$", "", wanted)  # a place inside a rule: show the rule
        if shorter == wanted:
            break
        wanted = shorter
    raise _unknown(citation)


def _unknown(citation: str) -> Fault:
    by_plain = {_plain(r.cite.text): r.cite.text for r in _RULES}
    near = [by_plain[key] for key in get_close_matches(_plain(citation), by_plain, 3)]
    return Fault(
        f"no rule is known at `{citation[:100]}`",
        because="only rules that something here rests on are in the register",
        remedy=f"perhaps {' or '.join(near)}" if near else "write it like: UK GDPR Art 12A(5), or DPA 2018 s. 164A",
    )


# How people write the same place.
_SPELLINGS = (
    (r"\bdata protection act\b", "dpa"),
    (r"\b(?:articles?|arts)\b\.?", "art"),
    (r"\b(?:sections?|ss|sec)\b\.?", "s"),
    (r"\bschedule\b", "sch"),
    (r"\b(?:paragraphs?|paras)\b", "para"),
    (r"\b(?:regulations?|regs)\b", "reg"),
    (r"\bthe\b|[.,]", " "),
    (r"[‐-―]", "-"),
    (r"\b(art|s|para|sch|reg) ?(?=\d)", r"\1 "),
    (r"\s*([(-])\s*|\s+(?=\))", r"\1"),
    (r"^(art .*?)(?: of)?(?: the)?(?: uk)? gdpr$", r"uk gdpr \1"),
    (r"^(?:uk )?(?:gdpr )?(?=art )", "uk gdpr "),
    (r"^(?:uk )?gdpr (?=\d)", "uk gdpr art "),
    (r"^gdpr$", "uk gdpr"),
    (r"^dpa (?=(?:s|sch|part|\d{1,3}[a-z]?(?:\(|$))\b|\d{1,3}[a-z]?$)", "dpa 2018 "),
    (r"^dpa 2018 (?=\d)", "dpa 2018 s "),
    (r"^pecr (?=\d)", "pecr reg "),
    (r"^(?=s \d)", "dpa 2018 "),
)


def _plain(citation: str) -> str:
    text = f" {citation.lower()} "
    for pattern, plain in _SPELLINGS:
        text = re.sub(pattern, plain, " ".join(text.split()))
    return " ".join(text.split())


def _sorts(citation: str) -> list[tuple[int, int, str]]:
    """Citations in the order of the law: Art 4 before Art 12, 12A after 12."""
    pieces = re.findall(r"\d+|\D+", citation)
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in pieces]
