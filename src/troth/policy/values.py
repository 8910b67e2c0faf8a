"""What a policy says, as frozen values; their fields are the keys of the file, and their types are its shape.

A field whose name has two words is written with a blank (`seen by:`). `because` of every field that the law asks for
stands in `LAW`, so that a missing one is refused with its reason.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, StringConstraints

from troth.law.uk.regulator import Contact, Regulator, regulator
from troth.policy.keep import Keep
from troth.policy.source import Source
from troth.words import Basis, Nation

WORD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
CATEGORY = re.compile(rf"{WORD.pattern}(?:\.{WORD.pattern})*")
MANY = 500  # entries of one section; nobody reads more

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400, pattern=r"^[^\n]*$")]
Promise = Annotated[str, StringConstraints(pattern=r"^[A-Z][1-9][0-9]?$")]
Names = Annotated[tuple[str, ...], Field(max_length=200)]
Sensitivity = Literal["ordinary", "special", "criminal"]  # special: UK GDPR Art 9(1); criminal: Art 10


def _day(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError("write a day as 2026-11-25")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("there is no such day; write one as 2026-11-25") from None
    return value


Day = Annotated[date, BeforeValidator(_day)]


def _spaced(name: str) -> str:
    return name.rstrip("_").replace("_", " ")


class Value(BaseModel):
    """The manner of every value here: frozen, nothing that is not declared, blanks in names."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=_spaced, validate_by_name=True, validate_by_alias=True
    )


class Controller(Value):
    """Who decides, and how to reach them (UK GDPR Art 13(1)(a))."""

    name: Line
    address: Words
    contact: Line
    phone: Line = ""
    registration: Line = ""  # with the regulator, under the fee regulations
    manager: Line = ""  # who answers questions and complaints


class Complaints(Value):
    """How somebody complains to the company itself (DPA 2018 s. 164A): the ways, and what happens then."""

    ways: tuple[Line, ...]
    says: Words


class Reached(Value):
    """How the regulator is reached, where that is newer than what stands in the law room; its name is the law's."""

    phone: Line = ""
    web: Line = ""
    post: Line = ""


class Category(Value):
    """A kind of personal data, in words that fit a list."""

    says: Line
    sensitivity: Sensitivity = "ordinary"
    promises: tuple[Promise, ...] = ()


class Assessment(Value):
    """Why a legitimate interest does not give way: the interest, the need, the balance (UK GDPR Art 6(1)(f))."""

    interest: Words
    need: Words
    balance: Words
    on: Day | None = None
    by: Line = ""
    review_by: Day | None = None


class Purpose(Value):
    """One use of personal data: what for, on which basis, of what, from whom, seen by and given to whom, until when."""

    id: str = Field("", alias="\0id")  # the key it stands under; no file can write this alias
    title: Line
    says: Words
    basis: Basis
    uses: Names = Field(min_length=1)
    keep: InstanceOf[Keep]
    because: Words = ""  # why for so long
    about: Names = ()  # people
    sources: tuple[Line, ...] = ()
    seen_by: Names = ()
    disclosed_to: Names = ()
    duty: Line = ""  # the law that a legal obligation or public task rests on
    interest: Line = ""  # the condition of Annex 1 that a recognised interest meets
    assessment: Assessment | None = None
    condition: Line = ""  # the second key to special-category or criminal data
    marketing: Literal["yes", "no", "soft opt-in"] = "no"
    promises: tuple[Promise, ...] = ()


class Recipient(Value):
    """Somebody outside who may be given data: what for, where, bound by what."""

    id: str = Field("", alias="\0id")
    name: Line
    role: Line
    kind: Literal["processor", "controller", "authority", "chosen by the person"] = "processor"
    country: Line
    contract: Line = ""
    approval: Line = ""  # how a country that is approved only in part covers this recipient
    safeguard: Line = ""
    transfer_test: Line = ""
    promises: tuple[Promise, ...] = ()


class Channel(Value):
    """A way in which data reaches the company: what is collected, which consents it asks for, how to take them back."""

    says: Words
    collects: Names = ()
    asks: Names = ()
    withdraw: Words = ""
    promises: tuple[Promise, ...] = ()


class Policy(Value):
    """One company's declaration."""

    format: Literal["1"] = Field(alias="policy")
    controller: Controller
    nation: Nation
    reviewed: Day | None = None
    review_by: Day | None = None
    complaints: Complaints | None = None
    regulator: Reached | None = None
    identifiers: Mapping[str, Line] = Field(min_length=1, max_length=MANY)
    people: Mapping[str, Line] = {}
    roles: Mapping[str, Line] = {}
    events: Mapping[str, Line] = {}
    data: Mapping[str, Category] = Field(min_length=1, max_length=MANY)
    purposes: Mapping[str, Purpose] = Field(min_length=1, max_length=MANY)
    recipients: Mapping[str, Recipient] = Field({}, max_length=MANY)
    channels: Mapping[str, Channel] = Field({}, max_length=MANY)
    documents: Mapping[str, Line] = {}
    source: Source = Field(Source(), alias="\0source", exclude=True, repr=False)


def under(policy: Policy, on: date) -> Policy:
    """The policy under the law of a day: each `keep: statutory ...` with the period that the law gives it."""
    kept = {key: p.model_copy(update={"keep": p.keep.under(policy.nation, on)}) for key, p in policy.purposes.items()}
    return policy.model_copy(update={"purposes": kept})


def regulator_of(policy: Policy, on: date) -> Regulator:
    """The regulator of a day, reached as the policy says where it says so."""
    said = policy.regulator
    return regulator(on, Contact(said.phone, said.web, said.post) if said else None)


def covers(use: str, category: str) -> bool:
    """Whether what is said of `use` holds for a category: it is that category, or a part of it."""
    return category == use or category.startswith(use + ".")


def purposes_of(policy: Policy, category: str) -> tuple[Purpose, ...]:
    """The purposes whose `uses` cover a category (`contact` covers `contact.email`), in the policy's order."""
    return tuple(p for p in policy.purposes.values() if any(covers(use, category) for use in p.uses))
