"""The regulator: what it is called on a day, and how a person reaches it.

DUAA 2025 ss. 118 and 119 put the Information Commission in the place of the Information Commissioner; what older
papers say of the one counts for the other. The name is the law's. Telephone, website and post are the regulator's own,
and may be newer than what stands here: a company can say them in its policy (`Contact`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Literal

from troth.law.dated import Dated, Known, stated
from troth.law.table import Row, Ruling, Table

_ACT_2018 = "https://www.legislation.gov.uk/ukpga/2018/12/section/114"
_ACT_2025 = "https://www.legislation.gov.uk/ukpga/2025/18/section/"
_ICO = "https://ico.org.uk/global/contact-us/"
_COMPLAIN = "https://ico.org.uk/make-a-complaint/"

Part = Literal["name", "phone", "web", "post"]


@dataclass(frozen=True, slots=True)
class Contact:
    """How a company says that the regulator is reached; what is empty is as it stands here."""

    phone: str = ""
    web: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Regulator:
    """Who supervises data protection, and the ways there; `post` is empty while the address is not certain."""

    name: str
    phone: str
    web: str
    post: str = ""


# Before its time there is no question, so each first line has no beginning.
NAME = Dated({"0001-01-01": "Information Commissioner", "2026-09-30": "Information Commission"})
PHONE = Dated({"0001-01-01": "0303 123 1113"})
WEB = Dated({"0001-01-01": "ico.org.uk/make-a-complaint"})
# "Autumn 2026" can begin with September; from then on no address is given out as certain.
POST = Dated({"0001-01-01": "Wycliffe House, Water Lane, Wilmslow SK9 5AF", "2026-09-01": ""})


def regulator(on: date, contact: Contact | None = None) -> Regulator:
    """The regulator of a day; `contact` goes before what stands here, part by part."""
    said = contact or Contact()
    return Regulator(
        name=_of(NAME, on),
        phone=said.phone or _of(PHONE, on),
        web=said.web or _of(WEB, on),
        post=said.post or _of(POST, on),
    )


def _of(value: Dated[str], on: date) -> str:
    """A value whose first line has no beginning."""
    return value.on(on) or ""


_COMMISSIONER = stated(
    "DPA 2018 s. 114",
    _ACT_2018,
    "The Information Commissioner supervises data protection.",
    since="2018-05-25",
    until="2026-09-29",
    known=Known.RECALLED,
)
_since_september = partial(stated, since="2026-09-30", by="SI 2026/1015 reg 2", known=Known.GUIDANCE)
_ABOLISHED = _since_september(
    "DUAA 2025 s. 118",
    f"{_ACT_2025}118",
    "There is no Information Commissioner any more.",
)
_COMMISSION = _since_september(
    "DUAA 2025 s. 119(1)",
    f"{_ACT_2025}119",
    "The Information Commission does what the Information Commissioner did: it supervises data protection.",
)
_OLD_NAME = _since_september(
    "DUAA 2025 s. 119(2)",
    f"{_ACT_2025}119",
    "Where an older paper says Information Commissioner, it means the Information Commission.",
)
_PHONE = stated(
    "ICO, telephone",
    _ICO,
    "The regulator's helpline is 0303 123 1113.",
    since="2018-05-25",
    known=Known.GUIDANCE,
    unsure="It is the regulator's own number and may change; a policy can say another (`regulator:`).",
)
_WEB = stated(
    "ICO, make a complaint",
    _COMPLAIN,
    "A complaint to the regulator begins at ico.org.uk/make-a-complaint.",
    since="2018-05-25",
    known=Known.GUIDANCE,
    unsure="The Information Commission may move to a site of its own; a policy can say another (`regulator:`).",
)
_AT_WILMSLOW = stated(
    "ICO, postal address",
    _ICO,
    "The regulator's post goes to Wycliffe House, Water Lane, Wilmslow SK9 5AF.",
    since="2018-05-25",
    until="2026-08-31",
    known=Known.RECALLED,
)
_MOVING = stated(
    "ICO, postal address",
    _ICO,
    "The regulator moves from Wilmslow to 3 Circle Square, Manchester, in autumn 2026: ask it before you write.",
    since="2026-09-01",
    known=Known.GUIDANCE,
    unsure="The day of the move is not known, so no address is given from 1 September 2026 on; no notice has to name "
    "one. A policy can say one (`regulator:`).",
)

_REACHED = Table[str](
    Row("Information Commissioner", _COMMISSIONER, part="name"),
    Row("Information Commission", _COMMISSION, _ABOLISHED, _OLD_NAME, part="name"),
    Row(PHONE.on(date.max) or "", _PHONE, part="phone"),
    Row(WEB.on(date.max) or "", _WEB, part="web"),
    Row(POST.on(date(2026, 8, 31)) or "", _AT_WILMSLOW),  # what is left: the post
    Row("not certain", _MOVING),
)


def reached(on: date, *, part: Part = "name") -> Ruling[str]:
    """Who supervises data protection, and how is it reached?

    part: what you want to know: its name, its phone, its web address or its post
    """
    return _REACHED.on(on, part=part)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {"regulator": reached}
