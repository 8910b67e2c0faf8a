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
UNDERTAKINGS = {  # what a provider outside the group binds itself to
    "confidentiality": "to keep what it learns to itself",
    "privacy": "to honour people's privacy",
    "law": "to keep the law on personal data",
    "policy": "to keep this policy",
}
MANY = 500  # entries of one section; nobody reads more

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400, pattern=r"^[^\n]*$")]
Promise = Annotated[str, StringConstraints(pattern=r"^[A-Z][1-9][0-9]?$")]
Names = Annotated[tuple[str, ...], Field(max_length=200)]
Prose = Annotated[str, StringConstraints(max_length=100_000)]
Grade = Literal["low", "medium", "high"]
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
    registered_until: Day | None = None  # until when the fee is paid
    manager: Line = ""  # who answers questions and complaints
    dpo: Line = ""  # how to reach the data protection officer, if there is one (Art 13(1)(b))
    representative: Line = ""  # in the United Kingdom, of a controller outside it (Art 27)


class Complaints(Value):
    """How somebody complains to the company itself (DPA 2018 s. 164A): the ways, and what happens then."""

    ways: tuple[Line, ...]
    says: Words


class Told(Value):
    """A right as people are told of it (UK GDPR Art 13(2)(b)): what it gives them, and how to use it here."""

    says: Words
    promises: tuple[Promise, ...] = ()


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


class Automated(Value):
    """What a computer decides alone (UK GDPR Arts 22A to 22D): how, what it means, what protects the person."""

    how: Words
    means: Words
    safeguards: Names = ()  # the items of the law's list `automated-decision-safeguards`


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
    if_not_given: Words = ""  # whether a law or contract needs the data, and what follows without it (Art 13(2)(e))
    automated: Automated | None = None
    high_risk: Names = ()  # which of the law's kinds of use that ask for an impact assessment it is
    reasoned: Day | None = None  # when the period and its reason were last looked at, if not with the policy
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
    group: Literal["yes", "no"] = "no"  # a company of ours
    undertakes: Names = ()  # of `UNDERTAKINGS`, in writing
    terms: Names = ()  # the items of the law's list `processor-terms` that the contract was seen to hold
    contract_until: Day | None = None  # when the contract or undertaking lapses
    review_by: Day | None = None
    promises: tuple[Promise, ...] = ()


class Channel(Value):
    """A way in which data reaches the company: what is collected, which consents it asks for, how to take them back."""

    id: str = Field("", alias="\0id")
    says: Words
    collects: Names = ()
    asks: Names = ()
    withdraw: Words = ""
    shows: Names = ()  # documents that people are shown or pointed to there
    at: Line = ""  # its address, if it has one
    from_: Literal["the person", "others"] = "the person"  # which of Arts 13 and 14 says what people are told
    promises: tuple[Promise, ...] = ()


class Cookie(Value):
    """Something stored on a device or read from it (PECR reg 6 and Sch A1)."""

    says: Line
    group: Literal["necessary", "statistics", "appearance", "emergency", "consent"]
    lasts: Line
    purpose: Line = ""  # of this policy
    set_by: Line = "us"  # or a recipient
    promises: tuple[Promise, ...] = ()


class Refusal(Value):
    """What is never done, whatever else is allowed: a prohibition beats a permission. Empty `for` and `to` mean all."""

    says: Words
    uses: Names = Field(min_length=1)
    for_: Names = ()  # purposes
    to: Names = ()  # recipients
    promises: tuple[Promise, ...] = ()


class Commission(Value):
    """What the company does with data for other controllers, as their processor (UK GDPR Arts 28 and 30(2))."""

    title: Line
    says: Words
    controllers: tuple[Line, ...] = Field(min_length=1)
    about: tuple[Line, ...] = ()
    data: tuple[Line, ...] = ()
    seen_by: Names = ()
    passed_to: Names = ()  # recipients: processors of ours
    contract: Line = ""
    ends: Words = ""  # what becomes of the data at the end
    promises: tuple[Promise, ...] = ()


class Document(Value):
    """A document that people are pointed to: at its address, its text in a file of words/ or here."""

    title: Line
    at: Line = ""
    file: Line = ""
    text: Prose = ""
    review_by: Day | None = None
    promises: tuple[Promise, ...] = ()


class Risk(Value):
    """What could happen to people, how likely and how bad it is, and what is done against it."""

    says: Words
    likely: Grade
    harm: Grade
    measure: Words


class Assessed(Value):
    """An assessment on record: of purposes (balancing, impact) or recipients (transfer, processor)."""

    kind: Literal["balancing", "impact", "transfer", "processor"]
    of: Names = Field(min_length=1)
    on: Day
    by: Line
    review_by: Day
    asked: tuple[Line, ...] = ()  # who was consulted
    description: Words = ""
    necessity: Words = ""
    interest: Words = ""
    need: Words = ""
    balance: Words = ""
    risks: Mapping[str, Risk] = {}
    terms: Names = ()  # of the law's list `processor-terms`, as found in the contract
    outcome: Words = ""


class Policy(Value):
    """One company's declaration."""

    format: Literal["1"] = Field(alias="policy")
    controller: Controller
    nation: Nation
    reviewed: Day | None = None
    review_by: Day | None = None
    complaints: Complaints | None = None
    regulator: Reached | None = None
    rights: Mapping[str, Told] = {}
    security: Mapping[str, Line] = {}  # in general how data is kept secure (Art 30(1)(g))
    identifiers: Mapping[str, Line] = Field(min_length=1, max_length=MANY)
    people: Mapping[str, Line] = {}
    roles: Mapping[str, Line] = {}
    events: Mapping[str, Line] = {}
    data: Mapping[str, Category] = Field(min_length=1, max_length=MANY)
    purposes: Mapping[str, Purpose] = Field(min_length=1, max_length=MANY)
    recipients: Mapping[str, Recipient] = Field({}, max_length=MANY)
    channels: Mapping[str, Channel] = Field({}, max_length=MANY)
    cookies: Mapping[str, Cookie] = Field({}, max_length=MANY)
    never: Mapping[str, Refusal] = Field({}, max_length=MANY)
    for_others: Mapping[str, Commission] = Field({}, max_length=MANY)
    documents: Mapping[str, Document] = {}
    assessments: Mapping[str, Assessed] = Field({}, max_length=MANY)  # here, or a file each in assessments/
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
