"""UK GDPR Art 45A: where personal data may go because the United Kingdom approved it, day by day, each with its rule.

What was approved when the transition ended stands in DPA 2018 Sch 21 para 5; later approvals have regulations of their
own. It is the United Kingdom's list, never the Union's: a country that the Union approved later is not on it. An
approval with a scheme covers only the recipients that the scheme covers.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from troth.law.dated import Known, Rule, stated

SCHEDULE = "https://www.legislation.gov.uk/ukpga/2018/12/schedule/21"
SI = "https://www.legislation.gov.uk/uksi/"
BEGUN = "2020-12-31"  # the transition period ended that night

Approval = Literal["home", "whole", "part", "none"]
Scheme = Literal["none", "pipeda", "appi", "uk-extension"]


@dataclass(frozen=True, slots=True)
class Approved:
    """One approval: the rule that gives it, the places, and the scheme that a recipient must be under (if any)."""

    rule: Rule
    places: frozenset[str]
    scheme: Scheme = "none"


HOME = frozenset({"united kingdom", "uk", "gb", "great britain", "england", "wales", "scotland", "northern ireland"})
EEA = frozenset(
    "austria belgium bulgaria croatia cyprus czechia denmark estonia finland france germany greece hungary iceland "
    "ireland italy latvia liechtenstein lithuania luxembourg malta netherlands norway poland portugal romania slovakia "
    "slovenia spain sweden".split()
)
_TAKEN_OVER = frozenset(
    {"switzerland", "andorra", "argentina", "guernsey", "isle of man", "israel", "jersey", "new zealand", "uruguay"}
)
_schedule = partial(stated, url=SCHEDULE, since=BEGUN, known=Known.GUIDANCE)

# In the order in which they were given.
APPROVALS: tuple[Approved, ...] = (
    Approved(
        _schedule("DPA 2018 Sch 21 para 5(1)(a)", says="The states of the European Economic Area are approved."), EEA
    ),
    Approved(_schedule("DPA 2018 Sch 21 para 5(1)(b)", says="Gibraltar is approved."), frozenset({"gibraltar"})),
    Approved(
        _schedule(
            "DPA 2018 Sch 21 para 5(1)(c)-(d)",
            says="The institutions, bodies and agencies of the European Union and of the European Economic Area are "
            "approved.",
        ),
        frozenset({"european union bodies"}),
    ),
    Approved(
        _schedule(
            "DPA 2018 Sch 21 para 5(1)(e)",
            says="Countries that the European Union had approved by the end of 2020 are approved here too: "
            "Switzerland, Andorra, Argentina, Guernsey, the Isle of Man, Israel, Jersey, New Zealand and Uruguay.",
        ),
        _TAKEN_OVER,
    ),
    Approved(
        _schedule(
            "DPA 2018 Sch 21 para 5(2), Faroe Islands",
            says="The Faroe Islands are approved.",
            unsure="Many lists leave them out. The regulator put them on its own list on 13 October 2023, as a "
            "correction; the line of the schedule was not read. The regulator is followed here: this is not the "
            "stricter reading.",
        ),
        frozenset({"faroe islands"}),
    ),
    Approved(
        _schedule(
            "DPA 2018 Sch 21 para 5(2), Canada",
            says="Canada is approved in part: for recipients that are under its Act on personal information (PIPEDA).",
        ),
        frozenset({"canada"}),
        "pipeda",
    ),
    Approved(
        _schedule(
            "DPA 2018 Sch 21 para 5(1)(f), Japan",
            says="Japan is approved in part: for private businesses under its Act on personal information (APPI).",
        ),
        frozenset({"japan"}),
        "appi",
    ),
    Approved(
        stated(
            "SI 2022/1213",
            f"{SI}2022/1213",
            "South Korea is approved.",
            since="2022-12-19",
            known=Known.GUIDANCE,
        ),
        frozenset({"south korea"}),
    ),
    Approved(
        stated(
            "SI 2023/1028",
            f"{SI}2023/1028",
            "The United States are approved in part: for companies on the list of the Data Privacy Framework that are "
            "listed for its UK Extension too.",
            since="2023-10-12",
            known=Known.GUIDANCE,
        ),
        frozenset({"united states"}),
        "uk-extension",
    ),
)

_SAME = {
    "usa": "united states",
    "us": "united states",
    "u.s.": "united states",
    "u.s.a.": "united states",
    "the united states": "united states",
    "united states of america": "united states",
    "republic of ireland": "ireland",
    "republic of korea": "south korea",
    "korea": "south korea",
    "czech republic": "czechia",
    "the netherlands": "netherlands",
    "holland": "netherlands",
    "the faroe islands": "faroe islands",
    "the isle of man": "isle of man",
}


def _place(country: str) -> str:
    """The one name under which a country stands here."""
    plain = " ".join(country.split()).casefold()
    return _SAME.get(plain, plain)


def at_home(country: str) -> bool:
    """Whether it is the United Kingdom or a nation of it."""
    return _place(country) in HOME


def approved(country: str, on: date) -> Approved | None:
    """The approval of a country on a day; None if it has none."""
    place = _place(country)
    return next((one for one in APPROVALS if place in one.places and one.rule.stands(on)), None)


def approval(country: str, on: date) -> Approval:
    """Whether data may go to a country on a day without more: `whole`, to some recipients (`part`), or not (`none`)."""
    if at_home(country):
        return "home"
    found = approved(country, on)
    if found is None:
        return "none"
    return "whole" if found.scheme == "none" else "part"


def known() -> tuple[str, ...]:
    """Every country name that is understood, for a nearest spelling."""
    return tuple(sorted({*HOME, *_SAME, *(place for one in APPROVALS for place in one.places)}))
