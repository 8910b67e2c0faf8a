"""One thing that the law objects to in a policy, how it is entered, and what the functions that look for it share."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from troth.law import ask
from troth.policy.source import Path
from troth.policy.values import Assessed, Policy, Purpose
from troth.words import Basis, Citation

Found = tuple[Path, str, str]
Finder = Callable[[Policy, date], Iterator[Found]]

LAW = "https://www.legislation.gov.uk/"
GDPR = f"{LAW}eur/2016/679/article/"
DPA = f"{LAW}ukpga/2018/12/"
PECR = f"{LAW}uksi/2003/2426/"
NEW = "2026-02-05"  # DUAA 2025; SI 2026/82 reg 2


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that the law objects to: where it says so, what it says, how it is found, since when it counts.

    `dated` objections look at days that the policy names (a test, a review, a contract's end). They are judged by what
    is known today, also where the law of an earlier day is asked.
    """

    cite: Citation
    law: str
    found: Finder
    since: date
    dated: bool = False


OBJECTIONS: list[Objection] = []


def objects(
    cite: str, law: str, url: str, since: str = "0001-01-01", *, dated: bool = False
) -> Callable[[Finder], Finder]:
    """Enter a function as an objection of the law."""

    def enter(finder: Finder) -> Finder:
        OBJECTIONS.append(Objection(Citation(cite, url), law, finder, date.fromisoformat(since), dated))
        return finder

    return enter


def answer(question: str, on: date, **facts: object) -> Any:
    """What the law room answers to a question on a day; None where the law of that day says nothing."""
    return ask(question, on, facts).answer


# ---- what a policy says, as several objections need it ----


def resting_on(policy: Policy, *bases: Basis) -> Iterator[Purpose]:
    """The purposes that rest on one of these bases."""
    return (purpose for purpose in policy.purposes.values() if purpose.basis in bases)


def sensitive(policy: Policy, purpose: Purpose, kind: str) -> str:
    """The first use of a purpose that holds data of a sensitivity; empty if there is none."""
    names = [name for name, category in policy.data.items() if category.sensitivity == kind]
    return next((use for use in purpose.uses if any(_within(use, name) for name in names)), "")


def _within(use: str, name: str) -> bool:
    return name == use or name.startswith(use + ".")


EXPLICIT = re.compile(r"\b9\s?\(2\)\s?\(a\)|\bexplicit-consent\b")


def agreed_to(purpose: Purpose) -> bool:
    """Whether people have to agree to a purpose: by its basis, or by its second key, explicit consent."""
    return purpose.basis is Basis.CONSENT or bool(EXPLICIT.search(purpose.condition))


def assessed(policy: Policy, kind: str, name: str, on: date) -> Assessed | None:
    """The newest assessment of a kind that is on record for a purpose or recipient by a day."""
    found = [one for one in policy.assessments.values() if one.kind == kind and name in one.of and one.on <= on]
    return max(found, key=lambda one: one.on, default=None)


# ---- places and words ----


def at(purpose: Purpose) -> Path:
    """Where a purpose stands in the file."""
    return ("purposes", purpose.id)


def at_basis(purpose: Purpose) -> Path:
    """Where its basis stands."""
    return ("purposes", purpose.id, "basis")


def shown(text: str) -> str:
    """A text from the file as it can be printed."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:60])


def named(names: Sequence[str], most: int = 4) -> str:
    """Some names as a sentence has them: `a`, `b` and 3 more."""
    first = ", ".join(f"`{name}`" for name in names[:most])
    return first if len(names) <= most else f"{first} and {len(names) - most} more"


_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b(?:([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})|([0-9]{{1,2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}}))\b")


def day_in(text: str) -> date | None:
    """The first day that a text names, as 2026-09-14 or 14 September 2026."""
    for year, month, day, d, name, y in _DAY.findall(text):
        try:
            return date(int(year or y), int(month) if month else _MONTHS.index(name) + 1, int(day or d))
        except ValueError:
            continue
    return None
