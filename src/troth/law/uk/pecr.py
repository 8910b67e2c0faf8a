"""PECR, the Privacy and Electronic Communications Regulations 2003: whom they protect, and what counts as sent.

2(1) An individual subscriber is a person, also one in business; a corporate one is a body that is a person in law.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from troth.law.dated import Known, Rule, stated
from troth.law.table import Row, Ruling, Table
from troth.words import Nation

REGULATION = "https://www.legislation.gov.uk/uksi/2003/2426/regulation/"
GUIDANCE = "https://ico.org.uk/for-organisations/direct-marketing-and-privacy-and-electronic-communications/"
BEGUN, DUAA = "2003-12-11", "2026-02-05"


def pecr(
    place: str,
    says: str,
    *,
    since: str = BEGUN,
    until: str = "",
    by: str = "",
    known: Known = Known.READ,
    unsure: str = "",
) -> Rule:
    """A rule of these regulations, at a place like `reg 22(3)`; its link is that of the regulation."""
    url = REGULATION + place.removeprefix("reg ").split("(")[0]
    return stated(f"PECR {place}", url, says, since=since, until=until, by=by, known=known, unsure=unsure)


KINDS = pecr(
    "reg 2(1)",
    """A company, an LLP, a partnership in Scotland or another body that is a person in law is a corporate subscriber; a
    person, a sole trader, or people together without such a body are individual subscribers.""",
)
SUBSCRIBERS: Table[Literal["individual", "corporate"]] = Table(
    Row("corporate", KINDS, what=("company", "llp", "public-body")),
    Row(
        "corporate",
        KINDS,
        says="A partnership in Scotland is a person in law, and so a corporate subscriber.",
        what="partnership",
        nation=Nation.SCOTLAND,
    ),
    Row("individual", KINDS, says="No body that is a person in law subscribes here, so the individuals in it do."),
)

What = Literal["person", "sole-trader", "partnership", "llp", "company", "public-body", "association"]


def subscriber_kind(
    on: date, *, what: What, nation: Nation | None = None
) -> Ruling[Literal["individual", "corporate"]]:
    """Is a subscriber an individual or a corporate one?

    what: who has the contract for the line or the mailbox
    nation: the nation in which a partnership is formed
    """
    return SUBSCRIBERS.on(on, what=what, nation=nation)


ATTEMPTS = stated(
    "DUAA 2025 s. 110",
    "https://www.legislation.gov.uk/ukpga/2025/18/section/110",
    "A message that was sent and never received counts, and so does a call that was tried and not answered.",
    since=DUAA,
    by="SI 2026/82 reg 2",
)
COUNTS = Table(Row(True, ATTEMPTS))


def attempt(on: date) -> Ruling[bool]:
    """Does a message that nobody received, or a call that nobody answered, count as sent or made?"""
    return COUNTS.on(on)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "subscriber-kind": subscriber_kind,
    "marketing-attempt": attempt,
}
