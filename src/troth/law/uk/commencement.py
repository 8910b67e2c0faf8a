"""When the Data (Use and Access) Act 2025 began, part by part, and which law a matter keeps that began before."""

from datetime import date
from typing import Literal

from troth.law.calendar import written
from troth.law.dated import Rule, find, rules, stated
from troth.law.table import Row, Ruling, Table
from troth.words import Step

SI_2025_904 = "https://www.legislation.gov.uk/uksi/2025/904"
SI_2026_82 = "https://www.legislation.gov.uk/uksi/2026/82/made"
FEBRUARY, JUNE = date(2026, 2, 5), date(2026, 6, 19)

Matter = Literal["request", "decision", "complaint", "penalty"]

stated(
    "SI 2025/904",
    SI_2025_904,
    """The 72 hours for breaches of those who provide calls and broadband, the counting of periods in PECR, and the
    court's way of deciding what a person may see, begin.""",
    since="2025-08-20",
)
BEGAN_IN_FEBRUARY = stated(
    "SI 2026/82 reg 2",
    SI_2026_82,
    """The new clock of requests (UK GDPR Art 12A), recognised legitimate interests, and the new rules on decisions
    that a computer takes alone, on transfers, on cookies and on penalties under PECR, begin.""",
    since="2026-02-05",
)
BEGAN_IN_JUNE = stated(
    "SI 2026/82 reg 3",
    SI_2026_82,
    "Complaints to the controller (DPA 2018 s. 164A) begin.",
    since="2026-06-19",
)
KEEPS_CLOCK = stated(
    "SI 2026/82 reg 4",
    SI_2026_82,
    "A request that came before 5 February 2026 keeps the clock of the older law.",
    since="2026-02-05",
)
KEEPS_ARTICLE_22 = stated(
    "SI 2026/82 reg 5",
    SI_2026_82,
    "A decision taken by a computer alone before 5 February 2026 keeps the older Article 22.",
    since="2026-02-05",
)
NO_ACKNOWLEDGEMENT = stated(
    "SI 2026/82 reg 7",
    SI_2026_82,
    "Only complaints received from 19 June 2026 on have to be acknowledged within 30 days.",
    since="2026-06-19",
)
KEEPS_PENALTY = stated(
    "SI 2026/82 reg 11",
    SI_2026_82,
    "What somebody did under PECR before 5 February 2026 keeps the older penalties, whenever it comes to light.",
    since="2026-02-05",
)

_KEPT = Table(
    Row("older", KEEPS_CLOCK, matter="request", early=True),
    Row("older", KEEPS_ARTICLE_22, matter="decision", early=True),
    Row("older", NO_ACKNOWLEDGEMENT, matter="complaint", early=True),
    Row("older", KEEPS_PENALTY, matter="penalty", early=True),
    Row("newer", BEGAN_IN_JUNE, matter="complaint"),
    Row("newer", BEGAN_IN_FEBRUARY, matter=("request", "decision", "penalty")),
)


def keeps_law(on: date, *, matter: Matter, began: date) -> Ruling[str]:
    """Which law does a matter keep that began on this day: the older or the newer one?

    matter: a request, a decision that a computer took alone, a complaint, or a penalty for what was done under PECR
    began: the day on which the request or complaint arrived, or the decision or the act was done
    """
    return _KEPT.on(on, matter=matter, early=began < (JUNE if matter == "complaint" else FEBRUARY))


def stands(on: date, *, cite: str) -> Ruling[bool]:
    """Is there a rule in force at this place?

    cite: the place, like: UK GDPR Art 12A(5)
    """
    known = find(cite)
    standing = [Step(entry.says, entry.cite.text) for entry in known if entry.stands(on)]
    if standing:
        return Ruling(True, tuple(standing))
    return Ruling(False, tuple(Step(_when(entry), entry.cite.text) for entry in known))


def _when(entry: Rule) -> str:
    last = f" and held until {written(entry.until)}" if entry.until else ""
    return f"This is not in force on that day: it began on {written(entry.since)}{last}."


def begins(on: date) -> Ruling[tuple[str, ...]]:
    """Which rules begin on this day?"""
    begun = [entry for entry in rules() if entry.since == on]
    return Ruling(tuple(e.cite.text for e in begun), tuple(Step(e.says, e.cite.text) for e in begun))


def ends(on: date) -> Ruling[tuple[str, ...]]:
    """Which rules have this day as their last?"""
    over = [entry for entry in rules() if entry.until == on]
    return Ruling(tuple(e.cite.text for e in over), tuple(Step(e.says, e.cite.text) for e in over))


ASKED = {"keeps-law": keeps_law, "stands": stands, "begins": begins, "ends": ends}
