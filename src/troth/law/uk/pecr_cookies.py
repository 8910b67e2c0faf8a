"""PECR, regulation 6 and Schedule A1: what may be stored on a device, or read from it: cookies, pixels, fingerprints.

6(1) Nothing is stored or read unless an exception of Schedule A1 is met: consent (para 2), pure transmission (3), what
the requested service cannot do without (4), statistics about our own service (5), its looks (6), an emergency (7).
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Literal, get_args

from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table
from troth.law.uk.pecr import DUAA, pecr

SCHEDULE = "https://www.legislation.gov.uk/uksi/2003/2426/schedule/A1"
CONSENT_SINCE = "2011-05-26"

DUAA_112 = "DUAA 2025 s. 112 and Sch 12; SI 2026/82 reg 2"

_new = partial(stated, url=SCHEDULE, since=DUAA, by=DUAA_112)
_old = partial(pecr, until="2026-02-04", known=Known.RECALLED)

BARRED = pecr(
    "reg 6(1)",
    "Nothing is stored on somebody's device or read from it, unless an exception of Schedule A1 is met.",
    since=DUAA,
    by=DUAA_112,
    unsure="Regulations can add exceptions; none for advertising was found, so it needs consent.",
)
BY_CONSENT = _new(
    "PECR Sch A1 para 2",
    says="""What the subscriber or user agreed to, after clear and full information about its purpose, may be stored or
    read; to be asked once is enough for the same purpose.""",
)
TRANSMISSION = _new(
    "PECR Sch A1 para 3",
    says="What does nothing but carry a communication over a network needs no consent.",
)
REQUESTED = _new(
    "PECR Sch A1 para 4(1)",
    says="What is strictly necessary for a service that the subscriber or user asked for needs no consent.",
    known=Known.RECALLED,
)
SAFE = _new(
    "PECR Sch A1 para 4(2)",
    says="""Strictly necessary is, for example, what the service needs to be secure, to prevent or detect fraud and
    faults, to know who is signed in, and to remember what was chosen or typed in.""",
    known=Known.RECALLED,
)
STATISTICS = _new(
    "PECR Sch A1 para 5",
    says="""Statistics about the use of our own service, only to improve it, need no consent if they go to nobody but
    those who help with that, and people are clearly informed, offered a free and simple way to object, and do not
    object.""",
    known=Known.RECALLED,
)
APPEARANCE = _new(
    "PECR Sch A1 para 6",
    says="""What only fits the looks or the working of our service to the person or the device needs no consent if
    people are clearly informed, offered a free and simple way to object, and do not object.""",
    known=Known.RECALLED,
)
EMERGENCY = _new(
    "PECR Sch A1 para 7",
    says="What only finds a device that calls for help in an emergency needs no consent.",
    known=Known.RECALLED,
)
BARRED_OLD = _old(
    "reg 6(1)",
    "Nothing is stored on somebody's device or read from it, unless the conditions of the regulation are met.",
)
REFUSABLE = _old(
    "reg 6(2)",
    "People are clearly informed of the purpose and given the opportunity to refuse.",
    until="2011-05-25",
)
BY_CONSENT_OLD = _old(
    "reg 6(2)",
    "People are clearly informed of the purpose and have agreed.",
    since=CONSENT_SINCE,
    by="SI 2011/1208",
)
TRANSMISSION_OLD = _old(
    "reg 6(4)(a)",
    "What does nothing but carry a communication over a network needs no consent.",
)
REQUESTED_OLD = _old(
    "reg 6(4)(b)",
    "What is strictly necessary for a service that the subscriber or user asked for needs no consent.",
    unsure="Whether that took in fraud and faults, of which it said nothing: it did not.",
)

Purpose = Literal[
    "transmission",
    "requested-service",
    "security",
    "fraud",
    "faults",
    "sign-in",
    "input",
    "statistics",
    "appearance",
    "emergency",
    "advertising",
    "frequency-capping",
    "advertising-measurement",
]
Sharing = Literal["nobody", "helpers", "others"]
Objection = Literal["not-offered", "open", "made"]

MAY_STORE = Table(
    Row(True, TRANSMISSION, purpose="transmission", only=True),
    Row(True, REQUESTED, purpose="requested-service", necessary=True),
    Row(True, SAFE, purpose=("security", "fraud", "faults", "sign-in", "input"), necessary=True),
    Row(
        True,
        STATISTICS,
        purpose="statistics",
        only=True,
        shared_with=("nobody", "helpers"),
        informed=True,
        objection="open",
    ),
    Row(True, APPEARANCE, purpose="appearance", only=True, informed=True, objection="open"),
    Row(True, EMERGENCY, purpose="emergency", only=True),
    Row(True, BY_CONSENT, consent=True, informed=True),
    Row(False, BARRED),
    # Before 5 February 2026.
    Row(True, TRANSMISSION_OLD, purpose="transmission", only=True),
    Row(True, REQUESTED_OLD, purpose=("requested-service", "security", "sign-in", "input"), necessary=True),
    Row(True, BY_CONSENT_OLD, consent=True, informed=True),
    Row(True, REFUSABLE, informed=True, objection="open"),
    Row(False, BARRED_OLD),
)


def cookie(
    on: date,
    *,
    purpose: Purpose,
    consent: bool = False,
    informed: bool = False,
    necessary: bool = False,
    only: bool = False,
    shared_with: Sharing = "others",
    objection: Objection = "not-offered",
) -> Ruling[bool]:
    """May this be stored on a visitor's device, or read from it?

    purpose: what it is for
    consent: the visitor agreed to this purpose, and did not take it back
    informed: clear and full information about the purpose was given before
    necessary: the service that the visitor asked for cannot do without it
    only: it is used for this purpose and no other
    shared_with: who gets what it tells: nobody, those who help us to improve the service, or others too
    objection: whether a free and simple way to object is offered, and whether the visitor took it
    """
    return MAY_STORE.on(
        on,
        purpose=purpose,
        consent=consent,
        informed=informed,
        necessary=necessary,
        only=only,
        shared_with=shared_with,
        objection=objection,
    )


Choice = Literal["none", "objection", "consent"]


def cookie_choice(on: date, *, purpose: Purpose) -> Ruling[Choice]:
    """What choice does a visitor have before this is stored or read: none, to object, or to agree?

    purpose: what it is for, and it is used for no other
    """
    at_best = partial(cookie, on, purpose=purpose, necessary=True, only=True, shared_with="nobody")
    ways: tuple[tuple[Choice, Ruling[bool]], ...] = (
        ("none", at_best()),
        ("objection", at_best(informed=True, objection="open")),
        ("consent", at_best(informed=True, consent=True)),
    )
    for choice, ruling in ways:
        if ruling.answer:
            return Ruling(choice, ruling.because)
    return Ruling(None, ways[-1][1].because)


def cookies_that_need_consent(on: date) -> Ruling[tuple[str, ...]]:
    """Which purposes need a visitor's consent first?"""
    asked = {purpose: cookie_choice(on, purpose=purpose) for purpose in get_args(Purpose)}
    strictest = asked["advertising"]
    if strictest.answer is None:
        return Ruling(None, strictest.because)
    return Ruling(tuple(p for p, ruling in asked.items() if ruling.answer == "consent"), strictest.because)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "cookie": cookie,
    "cookie-choice": cookie_choice,
    "cookie-consent": cookies_that_need_consent,
}
