"""SI 2018/356: when a business may record or monitor calls and messages, which would otherwise be interception.

3(1) The controller of the system may, or who has its express consent, (2) for the purposes named there and no others,
if regulation 4 is met: for nothing but that, on a system used for the business, and with all reasonable efforts made to
inform everybody who may use it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Literal

from troth.law.contents import Contents, Item
from troth.law.dated import Known, stated
from troth.law.table import SILENT, Row, Ruling, Table, listed
from troth.law.uk.uk_gdpr_5 import MINIMAL, STORED
from troth.law.uk.uk_gdpr_6 import INTEREST
from troth.law.uk.uk_gdpr_12 import PLAIN

REGULATION = "https://www.legislation.gov.uk/uksi/2018/356/regulation/"
OLD, BEGUN = "2000-10-24", "2018-06-27"

_new = partial(stated, since=BEGUN)
_old = partial(stated, since=OLD, until="2018-06-26", known=Known.RECALLED)

OFFENCE = _new(
    "IPA 2016 s. 3",
    "https://www.legislation.gov.uk/ukpga/2016/25/section/3",
    "Whoever intercepts a call or message on its way, on purpose and without lawful authority, commits an offence.",
    known=Known.RECALLED,
    unsure="Whether one side of a call that records it intercepts it is disputed; it is taken to.",
)
AGREED = _new(
    "IPA 2016 s. 44(1)",
    "https://www.legislation.gov.uk/ukpga/2016/25/section/44",
    "There is lawful authority if the sender and the recipient have both agreed.",
    known=Known.RECALLED,
)
CONTROLLER = _new(
    "SI 2018/356 reg 3(1)(a)",
    f"{REGULATION}3",
    "Calls are recorded by whoever controls the telephone system, or with the express consent of whoever does.",
)
_WHY = {
    "facts": ("a", "Calls may be recorded to establish facts, such as what was ordered."),
    "compliance": ("b", "Calls may be recorded to check that rules and practices which bind the business are kept."),
    "standards": (
        "c",
        "Calls may be recorded to check or show the standards that people at the telephone reach or should.",
    ),
    "crime": ("e", "Calls may be recorded to prevent or detect crime."),
    "misuse": ("f", "Calls may be recorded to look into or detect the unauthorised use of a telephone system."),
    "operation": ("g", "Calls may be recorded to keep the system running well."),
}
PURPOSES = {
    purpose: _new(
        f"SI 2018/356 reg 3(2)({letter})",
        f"{REGULATION}3",
        says,
        unsure="The letter of the paragraph was not read again." if letter in "efg" else "",
    )
    for purpose, (letter, says) in _WHY.items()
}
LISTED_ONLY = _new(
    "SI 2018/356 reg 3(1)(b)",
    f"{REGULATION}3",
    "Only the purposes that the regulation lists allow it; to study calls for marketing is none of them.",
)
SOLELY = _new(
    "SI 2018/356 reg 4(1)(a)",
    f"{REGULATION}4",
    "Calls are recorded for nothing but to monitor, or keep a record of, those that have to do with the business.",
)
BUSINESS_SYSTEM = _new(
    "SI 2018/356 reg 4(1)(b)",
    f"{REGULATION}4",
    "The telephone system is there for use in the business, wholly or in part.",
)
EVERYBODY_TOLD = _new(
    "SI 2018/356 reg 4(1)(c)",
    f"{REGULATION}4",
    "All reasonable efforts are made to inform everybody who may use the system that calls may be recorded.",
    unsure="Whether the one at the other end uses the system: both ends are told.",
)
OFFENCE_OLD = _old(
    "RIPA 2000 s. 1",
    "https://www.legislation.gov.uk/ukpga/2000/23/section/1",
    "Whoever intercepts a call or message on its way, on purpose and without lawful authority, commits an offence.",
    since="2000-10-02",
    unsure="Its own rule on the agreement of both sides, section 3(1), is left out: that alone is not enough here.",
)
ALLOWED_OLD = _old(
    "SI 2000/2699 reg 3",
    "https://www.legislation.gov.uk/uksi/2000/2699/regulation/3",
    """A business may record calls for the purposes that are listed there, on the conditions of today: for nothing else,
    on its own system, with all reasonable efforts made to inform everybody who may use it.""",
    unsure="The day on which newer regulations took its place: 27 June 2018, when the Act of 2016 came into force.",
)

RECORDING = Contents(
    "What else the recording of a call needs",
    Item("assessment", "the balance of our interest in it against the person's, written down", INTEREST),
    Item("notice", "what happens with the recording, told in plain words", PLAIN),
    Item("card-pause", "a pause while card details are read out", MINIMAL),
    Item("keep", "a day on which it is destroyed", STORED),
)

Purpose = Literal["facts", "compliance", "standards", "crime", "misuse", "operation", "marketing-analysis", "other"]
_LISTED = tuple(PURPOSES)

MAY_RECORD = Table(
    Row(True, AGREED, needs=RECORDING, all_agreed=True),
    Row(False, CONTROLLER, OFFENCE, controller=False),
    Row(False, SOLELY, OFFENCE, solely=False),
    Row(False, BUSINESS_SYSTEM, OFFENCE, business_system=False),
    Row(False, EVERYBODY_TOLD, OFFENCE, told=("own-side", "nobody")),
    *(Row(True, entry, EVERYBODY_TOLD, needs=RECORDING, purpose=purpose) for purpose, entry in PURPOSES.items()),
    Row(False, LISTED_ONLY, OFFENCE),
    # Before 27 June 2018.
    Row(
        True,
        ALLOWED_OLD,
        purpose=_LISTED,
        controller=True,
        solely=True,
        business_system=True,
        told="everybody",
    ),
    Row(False, OFFENCE_OLD),
)


def record_call(
    on: date,
    *,
    purposes: frozenset[Purpose],
    solely: bool = False,
    controller: bool = False,
    business_system: bool = False,
    told: Literal["everybody", "own-side", "nobody"] = "nobody",
    all_agreed: bool = False,
) -> Ruling[bool]:
    """May we record this call, or listen in?

    purposes: all that the recording is for; each has to be allowed
    solely: it is for nothing else, and the call has to do with our business
    controller: we control the telephone system, or its controller expressly agreed
    business_system: the system is there for use in the business
    told: who was told before that calls may be recorded, with all reasonable efforts
    all_agreed: everybody on the line agreed to the recording, for just these purposes
    """
    rulings = [
        MAY_RECORD.on(
            on,
            purpose=purpose,
            solely=solely,
            controller=controller,
            business_system=business_system,
            told=told,
            all_agreed=all_agreed,
        )
        for purpose in sorted(purposes or {"other"})
    ]
    if any(ruling.answer is None for ruling in rulings):
        return Ruling(None, (SILENT,))
    refused = next((ruling for ruling in rulings if not ruling.answer), None)
    if refused:
        return refused
    because = dict.fromkeys(step for ruling in rulings for step in ruling.because)
    return Ruling(True, tuple(because), rulings[0].needs)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "record-call": record_call,
    "call-recording": listed(RECORDING),
}
