"""One thing that the law objects to in a policy, how it is entered, and what the functions that look for it share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from troth.policy.source import Path
from troth.policy.values import Policy, Purpose
from troth.words import Basis, Citation

Found = tuple[Path, str, str]
Finder = Callable[[Policy, date], Iterator[Found]]

GDPR = "https://www.legislation.gov.uk/eur/2016/679/article/"
DPA = "https://www.legislation.gov.uk/ukpga/2018/12/"
PECR = "https://www.legislation.gov.uk/uksi/2003/2426/regulation/"


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that the law objects to: where it says so, what it says, how it is found, since when it counts."""

    cite: Citation
    law: str
    found: Finder
    since: date


OBJECTIONS: list[Objection] = []


def objects(cite: str, law: str, url: str, since: str = "0001-01-01") -> Callable[[Finder], Finder]:
    """Enter a function as an objection of the law."""

    def enter(finder: Finder) -> Finder:
        OBJECTIONS.append(Objection(Citation(cite, url), law, finder, date.fromisoformat(since)))
        return finder

    return enter


def resting_on(policy: Policy, *bases: Basis) -> Iterator[Purpose]:
    """The purposes that rest on one of these bases."""
    return (purpose for purpose in policy.purposes.values() if purpose.basis in bases)


def at(purpose: Purpose) -> Path:
    """Where a purpose stands in the file."""
    return ("purposes", purpose.id)


def at_basis(purpose: Purpose) -> Path:
    """Where its basis stands."""
    return ("purposes", purpose.id, "basis")


def shown(text: str) -> str:
    """A text from the file as it can be printed."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:60])
