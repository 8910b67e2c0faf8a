"""The law's nouns as frozen values. Every room speaks them; none of them does anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Nation(StrEnum):
    """The nation whose working days count (UK GDPR Art 4A; Reg 1182/71 Art 2(1))."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class Right(StrEnum):
    """A right of UK GDPR Arts 15 to 22D; every one runs on the clock of Art 12A."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    AUTOMATED_DECISION = "automated-decision"


class Basis(StrEnum):
    """A lawful basis of UK GDPR Art 6(1); the value is what a policy file writes."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal obligation"
    VITAL_INTERESTS = "vital interests"
    PUBLIC_TASK = "public task"
    RECOGNISED_INTEREST = "recognised legitimate interest"
    LEGITIMATE_INTERESTS = "legitimate interests"


class Whose(StrEnum):
    """Whose row it is (DESIGN, "Whose row is it?"): the class that every reached row gets."""

    OWN = "own"  # about this person: in the answer, falls under erasure
    SHARED = "shared"  # about this person and others: this person's part only
    OTHER = "other"  # another person's: never in the answer, never touched
    STAFF = "staff"  # this person acted in the course of work


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the law, as counsel writes it, with its address where there is one."""

    text: str
    url: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: a sentence, and the law that it rests on."""

    says: str
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day (or for hours an instant), the law that sets it, and its derivation step by step.

    `at` is None where no date can be given yet (an unanswered clarification); `because` says why.
    `notice_by` is the last day to announce an extension; `cautious` the date on the stricter reading.
    """

    at: date | datetime | None
    cite: str
    because: tuple[Step, ...] = ()
    notice_by: date | None = None
    cautious: date | None = None
    excluded_days: int = 0


@dataclass(frozen=True, slots=True)
class Identifier:
    """Something that tells who a person is: a kind that the policy declares, and a value."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The data subject, as far as known: identifiers that are verified, and those only claimed.

    Claimed ones never widen a search (QUALITY, threat 2).
    """

    verified: tuple[Identifier, ...] = ()
    claimed: tuple[Identifier, ...] = ()

    def values(self, kind: str) -> tuple[str, ...]:
        """The verified values of one kind, in the order given."""
        return tuple(i.value for i in self.verified if i.kind == kind)


@dataclass(frozen=True, slots=True)
class Found:
    """One row that a search reached: where it lies, whose it is, and what it says.

    `key` is the primary key by column (not SQL: path plus row, line or message-id). `holds` gives the
    policy's category of each column that has one. `when` is the date that the row tells of itself; `clocks` are
    the events from which periods run (`order.completed`), where the row has their dates.
    `because` says in words why it is this person's (or why not), without a value of anybody's data.
    """

    store: str
    table: str
    key: Mapping[str, Any]
    whose: Whose
    data: Mapping[str, Any]
    holds: Mapping[str, str] = field(default_factory=dict)
    when: date | datetime | None = None
    because: str = ""
    clocks: Mapping[str, date] = field(default_factory=dict)
