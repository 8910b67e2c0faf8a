"""The estate's people before any system holds them: persons, households, accounts, and what links them.

A `Person` is a human being; a `Contact` is a row about one, so that a person with two rows is known here as one.
That knowledge is what the truth is made of.
"""

from dataclasses import dataclass, field
from datetime import date

from troth.sample.reserved import HOUSE

TODAY = date(2026, 11, 20)  # the estate is as it was at the end of this day, whenever it is made


@dataclass(eq=False, slots=True)
class Person:
    """Somebody. `email_mates` and `line_mates` are all who use the same address or line, this person included."""

    title: str
    first: str
    last: str
    born: date | None = None
    email: str = ""
    landline: str = ""
    mobile: str = ""
    national_id: str = ""
    rich: bool = False  # a long history: one of those whom a demonstration shows
    tracked: bool = False  # whose rows the truth writes down
    listed: bool = True  # a landline that stands in the customer database
    ip: str = ""
    contacts: list["Contact"] = field(default_factory=list)
    email_mates: list["Person"] = field(default_factory=list)
    line_mates: list["Person"] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.email_mates = self.email_mates or [self]
        self.line_mates = self.line_mates or [self]

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def number(self) -> int:
        """The customer number (of the first row, where there are two)."""
        return self.contacts[0].id

    @property
    def firm(self) -> bool:
        """A customer at a firm, rather than at home."""
        return bool(self.contacts) and self.contacts[0].account.kind == "business"

    @property
    def phone(self) -> str:
        """The number from which this person rings."""
        return self.mobile or self.landline


@dataclass(eq=False, slots=True)
class Address:
    """A place, and who lives or works there."""

    line1: str
    town: str
    postcode: str
    area: str
    line2: str = ""
    id: int = 0
    people: list[Person] = field(default_factory=list)

    def text(self) -> str:
        """On one line, as an order has it."""
        return ", ".join(part for part in (self.line1, self.line2, f"{self.town} {self.postcode}") if part)


@dataclass(eq=False, slots=True)
class Account:
    """What is billed together: one holder's, two joint holders', or a firm's."""

    kind: str  # home | business
    name: str
    address: Address
    opened_on: date
    closed_on: date | None = None
    parent: "Account | None" = None
    id: int = 0
    contacts: list["Contact"] = field(default_factory=list)

    @property
    def people(self) -> list[Person]:
        """Whose account it is: each person once, whatever the number of rows."""
        return list(dict.fromkeys(contact.person for contact in self.contacts))

    @property
    def until(self) -> date:
        """The last day on which anything can happen on it."""
        return self.closed_on or TODAY


@dataclass(eq=False, slots=True)
class Contact:
    """One row of the customer database about a person; each field as somebody typed it."""

    person: Person
    account: Account
    address: Address
    created_on: date
    first: str = ""
    last: str = ""
    email: str | None = None
    email_since: date | None = None
    phone: str | None = None
    mobile: str | None = None
    born: date | None = None
    national_id: str | None = None
    job: str | None = None
    id: int = 0
    order_ids: list[int] = field(default_factory=list)
    card: tuple[str, str, str] = ("", "", "")

    def __post_init__(self) -> None:
        self.person.contacts.append(self)
        self.account.contacts.append(self)
        for address in (self.address, self.account.address):
            if self.person not in address.people:
                address.people.append(self.person)


@dataclass(eq=False, slots=True)
class Colleague:
    """Somebody who works at the company; `person` where the truth follows them, or where they are a customer too."""

    id: int
    name: str
    job: str
    started_on: date
    left_on: date | None = None
    phone: str = ""
    person: Person | None = None

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@{HOUSE}"

    @property
    def first(self) -> str:
        return self.name.split()[0]

    @property
    def tracked(self) -> bool:
        return self.person is not None and self.person.tracked
