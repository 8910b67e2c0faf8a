"""The regulator: what it is called on a day, and how a person reaches it.

DUAA 2025 ss. 118 and 119 put the Information Commission in the place of the Information Commissioner; what older
papers say of the one counts for the other.
"""

from dataclasses import dataclass
from datetime import date

from troth.law.dated import Dated, Known, stated

URL = "https://www.legislation.gov.uk/ukpga/2025/18/section/119"


@dataclass(frozen=True, slots=True)
class Regulator:
    """Who supervises data protection, and the two shortest ways there."""

    name: str
    phone: str
    web: str


_PHONE, _WEB = "0303 123 1113", "ico.org.uk/make-a-complaint"
_COMMISSIONER = Regulator("Information Commissioner", _PHONE, _WEB)
_COMMISSION = Regulator("Information Commission", _PHONE, _WEB)
REGULATOR = Dated({"0001-01-01": _COMMISSIONER, "2026-09-30": _COMMISSION})  # before its time there is no question


def regulator(on: date) -> Regulator:
    """The regulator of a day."""
    named = REGULATOR.on(on)
    assert named is not None, "the first line has no beginning"
    return named


stated(
    "DUAA 2025 s. 119",
    URL,
    "The Information Commission takes the place of the Information Commissioner, and of its name in older papers.",
    since="2026-09-30",
    by="SI 2026/1015 reg 2",
    known=Known.GUIDANCE,
)
