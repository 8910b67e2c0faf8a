"""UK GDPR Art 45A: the countries to which personal data may go because the Secretary of State approved them, by day.

What was approved when the transition ended stands in DPA 2018 Sch 21 paras 4 and 5; later approvals have their own
regulations. It is the United Kingdom's list, not the Union's. A country approved in part covers some recipients only:
those under PIPEDA (Canada), the private sector under the APPI (Japan), those listed for the UK Extension to the Data
Privacy Framework (United States).
"""

from datetime import date
from typing import Literal

from troth.law.dated import Dated

HOME = frozenset({"united kingdom", "uk", "gb", "great britain", "england", "wales", "scotland", "northern ireland"})
EEA = (
    "austria belgium bulgaria croatia cyprus czechia denmark estonia finland france germany greece hungary iceland "
    "ireland italy latvia liechtenstein lithuania luxembourg malta netherlands norway poland portugal romania slovakia "
    "slovenia spain sweden"
)
_WHOLE = frozenset(EEA.split()) | {
    "gibraltar",
    "switzerland",
    "andorra",
    "argentina",
    "faroe islands",
    "guernsey",
    "isle of man",
    "israel",
    "jersey",
    "new zealand",
    "uruguay",
}
_PART = frozenset({"canada", "japan"})

WHOLE = Dated({"2020-12-31": _WHOLE, "2022-12-19": _WHOLE | {"south korea"}})  # SI 2022/1213
PART = Dated({"2020-12-31": _PART, "2023-10-12": _PART | {"united states"}})  # SI 2023/1028

_SAME = {
    "usa": "united states",
    "us": "united states",
    "u.s.": "united states",
    "u.s.a.": "united states",
    "united states of america": "united states",
    "republic of ireland": "ireland",
    "republic of korea": "south korea",
    "korea": "south korea",
    "czech republic": "czechia",
    "the netherlands": "netherlands",
    "holland": "netherlands",
}

Approval = Literal["home", "whole", "part", "none"]


def approval(country: str, on: date) -> Approval:
    """Whether data may go to a country on a day without more: `whole`, to some recipients (`part`), or not (`none`)."""
    plain = " ".join(country.split()).casefold()
    plain = _SAME.get(plain, plain)
    if plain in HOME:
        return "home"
    if plain in (WHOLE.on(on) or ()):
        return "whole"
    return "part" if plain in (PART.on(on) or ()) else "none"


def known() -> tuple[str, ...]:
    """Every country name that is understood, for a nearest spelling."""
    last = date.max
    return tuple(sorted({*HOME, *(WHOLE.on(last) or ()), *(PART.on(last) or ()), *_SAME}))
