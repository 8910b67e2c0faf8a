"""What goes into an answer, and the answer itself: frozen values, no behaviour.

`Matter` is everything that an answer is made of. `Answer` is what the person reads; the page on our site, the
page in the pack and the letter are three views of this one value. Nothing that was withheld is in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from troth.law import Item as LawItem
from troth.law import Regulator
from troth.policy import Policy
from troth.words import Found

# ---- what goes in ----


@dataclass(frozen=True)
class Asked:
    """The request: its reference, whose it is, and its three days (London's)."""

    reference: str
    person: str
    received: date
    answered: date
    due: date | None = None
    scope: str = ""  # what the person narrowed it to, in their own words; empty: everything


@dataclass(frozen=True)
class Reviewed:
    """A found row and the reviewer's decision; rows of others and staff acts carry none and never leave."""

    found: Found
    decision: str = ""  # include, withhold
    reason: str = ""  # withheld: why, in a sentence for the person, without the content
    exemption_cite: str = ""  # withheld: the law that allows it


@dataclass(frozen=True)
class Searched:
    """One system that was searched; `count` is how many rows it handed to the review, of every class."""

    name: str
    says: str
    count: int
    at: datetime | None = None
    tables: Mapping[str, str] = field(default_factory=dict)  # plain words for a table, where its file has them


@dataclass(frozen=True)
class Disclosure:
    """One disclosure that really happened: to whom (the policy's id, or a name), when, and what."""

    recipient: str
    on: date
    what: str


@dataclass(frozen=True)
class Disclosures:
    """What we know of actual disclosures. `since`: the day from which each one is recorded, if that is known."""

    given: tuple[Disclosure, ...] = ()
    since: date | None = None


@dataclass(frozen=True)
class Automated:
    """A decision that a computer alone took about this person (UK GDPR Art 22A, Art 15(1)(h))."""

    title: str
    logic: str
    consequences: str


@dataclass(frozen=True)
class Matter:
    """Everything that one answer is made of."""

    asked: Asked
    reviewed: tuple[Reviewed, ...]
    searched: tuple[Searched, ...]
    policy: Policy
    law: tuple[LawItem, ...]  # the Art 15 list of the day
    regulator: Regulator
    disclosures: Disclosures = Disclosures()
    automated: tuple[Automated, ...] | None = None  # None: nobody has told us whether there were any


# ---- what comes out ----


@dataclass(frozen=True)
class Field:
    """One field in words: a text, or parts (a list or a nested record), or a file of the pack."""

    label: str
    text: str = ""
    parts: tuple["Field", ...] = ()
    file: str = ""


@dataclass(frozen=True)
class Row:
    """One record of an item."""

    fields: tuple[Field, ...]
    when: str = ""


@dataclass(frozen=True)
class Why:
    """One purpose of an item, with the reason that the policy gives for it."""

    title: str
    says: str
    basis: str
    kept: str
    because: str


@dataclass(frozen=True)
class Item:
    """The records of one table: what they say, and the Art 15 facts beside them."""

    title: str
    says: tuple[str, ...]
    rows: tuple[Row, ...]
    held_in: str
    came_from: tuple[str, ...]
    used_for: tuple[str, ...]
    basis: tuple[str, ...]
    received_by: tuple[str, ...]
    deleted: tuple[str, ...]
    why: tuple[Why, ...]
    also: tuple[str, ...] = ()  # its further purposes, each with how long
    table: str = ""  # its CSV file in the pack


@dataclass(frozen=True)
class Section:
    """Items that serve the same purpose first of all."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Line:
    """A purpose of this person's data: in the table at the top in short, in the letter in full."""

    title: str
    items: int
    basis: str
    kept: str
    says: str
    why: str  # the basis in full
    main: bool  # whether some table fits it best of all


@dataclass(frozen=True)
class Place:
    """A system in which we looked."""

    says: str
    items: int
    at: str


@dataclass(frozen=True)
class LeftOut:
    """How many items were left out for one reason, and the law that allows it; never what they say."""

    count: int
    reason: str
    cite: str


@dataclass(frozen=True)
class Fact:
    """One thing that Art 15 tells a controller to say, and our answer."""

    id: str
    title: str
    answer: tuple[str, ...]
    cite: str


@dataclass(frozen=True)
class Receiver:
    """Somebody outside who may have some of it: what for, where, and what protects it there if that is abroad."""

    name: str
    role: str
    country: str
    safeguard: str

    @property
    def words(self) -> str:
        """On one line: the name, what it does for us, and where it is."""
        return f"{self.name} ({self.role}), {self.country}"


@dataclass(frozen=True)
class Enclosed:
    """A file of the pack, or a folder of them, in words."""

    path: str
    says: str


@dataclass(frozen=True)
class Company:
    """Who answers."""

    name: str
    address: str
    contact: str
    phone: str
    registration: str = ""
    manager: str = ""  # the colleague who answers for it: name, post


@dataclass(frozen=True)
class Answer:
    """The whole answer, as the person reads it."""

    reference: str
    person: str
    company: Company
    received: date
    due: date | None
    answered: date
    lead: str
    scope: str
    count: int
    short: tuple[str, ...]
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    places: tuple[Place, ...]
    receivers: tuple[Receiver, ...]
    left_out: tuple[LeftOut, ...]
    facts: tuple[Fact, ...]
    enclosed: tuple[Enclosed, ...]
    regulator: Regulator
