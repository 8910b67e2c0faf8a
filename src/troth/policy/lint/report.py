"""What the lint says of a notice: frozen values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from troth.policy.lint.text import Span
from troth.words import Citation, Nation


class Kind(StrEnum):
    """What a finding is: words that should not be there, what is not there, or what may not be enough."""

    OVERRIDDEN = "overridden"
    MISSING = "missing"
    DOUBTFUL = "doubtful"


class State(StrEnum):
    """Whether what the law asks for was found."""

    FOUND = "found"
    DOUBTFUL = "doubtful"
    MISSING = "not found"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: what is wrong and where (nowhere, if it is missing), because of which law, and what to write.

    `also` are further lines with the same clause.
    """

    id: str
    kind: Kind
    what: str
    because: str
    cite: Citation
    remedy: str
    at: Span | None = None
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that the law asks for on the day, and whether it was found.

    `only_if` is what it depends on, where no word of the notice shows that it is asked of this company: then it is no
    finding, and the company has to know.
    """

    id: str
    says: str
    cite: Citation
    state: State
    at: Span | None = None
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one notice by the law of a day; `lines` are the notice's own, for showing a place."""

    on: date
    nation: Nation
    findings: tuple[Finding, ...]
    asked: tuple[Asked, ...]
    lines: tuple[str, ...]

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings of one kind, in order."""
        return tuple(finding for finding in self.findings if finding.kind is kind)
