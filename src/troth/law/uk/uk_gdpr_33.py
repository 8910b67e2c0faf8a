"""UK GDPR, Articles 33 and 34: a breach is reported to the regulator, and told to the people whom it puts at high risk.

33(1) Without undue delay, and where feasible within 72 hours of becoming aware of it, unless it is unlikely to put
people at risk; later only with reasons. Hours run on through nights, weekends and holidays (Reg 1182/71 Art 3(4)).
34(1) People are told themselves if the risk to them is high.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any, Literal
from zoneinfo import ZoneInfo

from troth.law.calendar import weekday
from troth.law.contents import Contents, Item, item
from troth.law.dated import Dated, Known, carries, rule, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk import reg_1182_71 as reg
from troth.law.uk.uk_gdpr import ARTICLE, OLD
from troth.words import Deadline, Step

LONDON = ZoneInfo("Europe/London")
ZONES = {"BST": "British Summer Time", "GMT": "Greenwich Mean Time"}


@dataclass(frozen=True, slots=True)
class Within:
    """In how many hours something is told, and where the law says so; None where it names no number."""

    hours: int | None
    cite: str

    def late(self, hours: float) -> bool:
        """Whether so many hours are too many."""
        return self.hours is not None and hours > self.hours


NOTIFY_WITHIN = Dated({OLD: Within(72, "UK GDPR Art 33(1)")})


@rule(
    "UK GDPR Art 33(1)",
    f"{ARTICLE}33",
    since=OLD,
    known=Known.RECALLED,
    unsure="""Regulation 1182/71 Art 3(1) may let the hours begin with the next full hour, and Art 3(5) may have two
    working days in them. Neither is taken: the hours run from the minute, which ends them soonest.""",
)
def notify_breach(aware: date | datetime) -> Deadline | None:
    """A breach is told to the regulator without undue delay, and where feasible within 72 hours of becoming aware of
    it, unless it is unlikely to put people at risk. A later report gives the reasons.

    None before the duty existed.
    """
    return told_by(aware, NOTIFY_WITHIN)


def told_by(aware: date | datetime, periods: Dated[Within]) -> Deadline | None:
    """The instant by which the regulator is told, by the law of the day on which the breach became known.

    Elapsed hours, so the wall clock shows another hour if the clocks changed meanwhile. None before there was a duty;
    `at` is None where the law of that day names no number of hours.
    """
    known, says = _known(aware)
    within = periods.on(known.date())
    if within is None:
        return None
    cite, steps = within.cite, [Step(says, within.cite)]
    if within.hours is None:
        steps.append(
            Step("The regulator is told without undue delay; the law of that day names no number of hours.", cite)
        )
        return Deadline(None, cite, tuple(steps))
    last = (known.astimezone(UTC) + timedelta(hours=within.hours)).astimezone(LONDON)
    steps.append(
        Step(
            f"{within.hours} hours run from then without a stop; weekends and holidays count.",
            f"{cite}; {reg.ROLL}",
        )
    )
    if last.utcoffset() != known.utcoffset():
        back = (last.utcoffset() or timedelta()) < (known.utcoffset() or timedelta())
        turn = "back" if back else "forward"
        shows = "earlier" if back else "later"
        steps.append(Step(f"The clocks go {turn} in between, so the clock on the wall shows an hour {shows}."))
    steps.append(Step(f"The regulator is told by {_moment(last)}.", cite))
    return Deadline(last, cite, tuple(steps), cautious=last)


def _known(aware: date | datetime) -> tuple[datetime, str]:
    """The instant from which the hours run, in London, as a sentence too; where a reading is open, the earlier one."""
    if not isinstance(aware, datetime):
        start = datetime.combine(aware, time(), LONDON)
        says = (
            f"The breach became known on {weekday(aware)}; no hour is given, so the hours run from the day's beginning."
        )
        return start, says
    if aware.tzinfo is None:  # a clock on the wall; in the two odd hours of a year it can mean two instants
        known = min(aware.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)).astimezone(LONDON)
    else:
        known = aware.astimezone(LONDON)
    return known, f"The breach became known on {_moment(known)}."


def _moment(at: datetime) -> str:
    zone = at.tzname() or ""
    return f"{weekday(at)} at {at:%H:%M} ({ZONES.get(zone, zone)})"


# ---- what is told, and written down ----

REPORTED = carries(notify_breach)
_old = partial(stated, since=OLD, known=Known.RECALLED)
_item = partial(item, since=OLD, known=Known.RECALLED)

TOLD_CONTROLLER = _old(
    "UK GDPR Art 33(2)",
    f"{ARTICLE}33",
    """Whoever handles data for another company tells that company of a breach without undue delay; to report it to
    the regulator is for that company.""",
)
IN_PHASES = _old(
    "UK GDPR Art 33(4)", f"{ARTICLE}33", "What is not yet known may follow in phases, without undue delay."
)
RECORDED = _old(
    "UK GDPR Art 33(5)",
    f"{ARTICLE}33",
    "Every breach is recorded, reported or not: the facts, the effects and the remedy.",
)
PEOPLE_TOLD = _old(
    "UK GDPR Art 34(1)",
    f"{ARTICLE}34",
    "People are told of a breach without undue delay if it is likely to put them at high risk.",
)
PLAIN_LETTER = _old(
    "UK GDPR Art 34(2)",
    f"{ARTICLE}34",
    """People are told in plain words what happened, whom they can ask, what is likely to follow, and what is done about
    it and what they can do.""",
)
UNINTELLIGIBLE = _old(
    "UK GDPR Art 34(3)(a)",
    f"{ARTICLE}34",
    "People need not be told if nobody can read the data without a right to, for example because it is encrypted.",
)
RISK_GONE = _old(
    "UK GDPR Art 34(3)(b)",
    f"{ARTICLE}34",
    "People need not be told if what was done since makes the high risk unlikely to come true.",
)
PUBLIC_NOTICE = _old(
    "UK GDPR Art 34(3)(c)",
    f"{ARTICLE}34",
    "Where it would be out of all proportion to tell each of them, a public notice that works as well takes its place.",
)
ORDERED = _old(
    "UK GDPR Art 34(4)",
    f"{ARTICLE}34",
    "The regulator can require that people are told.",
)
OTHER_ROUTE = _old(
    "UK GDPR Art 95",
    f"{ARTICLE}95",
    """The UK GDPR adds no duty where the rules on electronic communications have one of the same aim: a breach that the
    provider of a public service reports under PECR regulation 5A is not reported a second time.""",
    unsure="It says nothing of the letter to people: Article 34 is looked at beside PECR regulation 5A.",
)

_REPORT_ITEMS = (
    _item(
        "nature",
        "UK GDPR Art 33(3)(a)",
        f"{ARTICLE}33",
        "what happened, and which kinds of people and records are touched, and roughly how many",
        lead="The report says",
    ),
    _item("contact", "UK GDPR Art 33(3)(b)", f"{ARTICLE}33", "who can be asked, and how", lead="The report says"),
    _item("consequences", "UK GDPR Art 33(3)(c)", f"{ARTICLE}33", "what is likely to follow", lead="The report says"),
    _item(
        "measures",
        "UK GDPR Art 33(3)(d)",
        f"{ARTICLE}33",
        "what is done about it, and against its effects",
        lead="The report says",
    ),
)
REPORT = Contents("What the report of a breach says to the regulator", *_REPORT_ITEMS)
LATE_REPORT = Contents(
    "What a late report says", *_REPORT_ITEMS, Item("reasons", "why it comes after its 72 hours", REPORTED)
)
LETTER = Contents(
    "What people are told of a breach, in plain words",
    Item("nature", "what happened", PLAIN_LETTER),
    Item("contact", "whom you can ask, and how", PLAIN_LETTER),
    Item("consequences", "what is likely to follow", PLAIN_LETTER),
    Item("measures", "what we do about it, and what you can do", PLAIN_LETTER),
)
REGISTER = Contents(
    "What is written down of every breach, reported or not",
    Item("facts", "what happened", RECORDED),
    Item("effects", "what came of it", RECORDED),
    Item("remedy", "what was done about it", RECORDED),
    _item(
        "decision",
        "ICO, personal data breaches guidance",
        "https://ico.org.uk/for-organisations/report-a-breach/personal-data-breach/personal-data-breaches-a-guide/",
        "who was told and who was not, and why",
        lead="The record also says",
    ),
)

Risk = Literal["unlikely", "likely", "high"]

MUST_REPORT = Table(
    Row(False, TOLD_CONTROLLER, processor=True),
    Row(False, OTHER_ROUTE, telecoms=True),
    Row(
        False,
        REPORTED,
        says="The breach is unlikely to put people at risk: it is recorded with the reasons, and not reported.",
        needs=REGISTER,
        risk="unlikely",
    ),
    Row(
        True,
        REPORTED,
        says="The breach may put people at risk and is reported; it comes late, so the reasons go with it.",
        needs=LATE_REPORT,
        late=True,
    ),
    Row(True, REPORTED, says="The breach may put people at risk, so it is reported to the regulator.", needs=REPORT),
)


def breach_report(
    on: date, *, risk: Risk, processor: bool = False, telecoms: bool = False, hours: float = 0
) -> Ruling[bool]:
    """Is a breach of personal data reported to the regulator under the UK GDPR?

    risk: how likely people come to harm, all told
    processor: we handle the data for somebody else, who decides about it
    telecoms: it happened in calls or broadband that we provide to the public ourselves (see breach-report-pecr)
    hours: hours since the breach became known; `on` is the day on which it did
    """
    within = NOTIFY_WITHIN.on(on)
    late = within is not None and within.late(hours)
    return MUST_REPORT.on(on, risk=risk, processor=processor, telecoms=telecoms, late=late)


MUST_TELL_CONTROLLER = Table(
    Row(True, TOLD_CONTROLLER, processor=True),
    Row(False, TOLD_CONTROLLER, says="We decide about this data ourselves, so there is nobody above us to tell."),
)


def tell_controller(on: date, *, processor: bool) -> Ruling[bool]:
    """Do we tell the company for which we handle the data?

    processor: we handle the data for somebody else, who decides about it
    """
    return MUST_TELL_CONTROLLER.on(on, processor=processor)


MUST_TELL_PEOPLE: Table[Literal["each", "public", "no"]] = Table(
    Row("each", ORDERED, needs=LETTER, ordered=True),
    Row(
        "no", PEOPLE_TOLD, says="The risk to people is not high, so they need not be told.", risk=("unlikely", "likely")
    ),
    Row("no", UNINTELLIGIBLE, unintelligible=True),
    Row("no", RISK_GONE, risk_removed=True),
    Row("public", PUBLIC_NOTICE, needs=LETTER, disproportionate=True),
    Row("each", PEOPLE_TOLD, needs=LETTER),
)


def breach_people(
    on: date,
    *,
    risk: Risk,
    unintelligible: bool = False,
    risk_removed: bool = False,
    disproportionate: bool = False,
    ordered: bool = False,
) -> Ruling[Literal["each", "public", "no"]]:
    """Are the people whose data a breach touches told: each of them, by a public notice, or not?

    risk: how likely they come to harm, all told
    unintelligible: nobody can read the data without a right to: encrypted, and the key is safe
    risk_removed: what was done since makes the high risk unlikely to come true
    disproportionate: to tell each of them would be out of all proportion
    ordered: the regulator requires it
    """
    return MUST_TELL_PEOPLE.on(
        on,
        risk=risk,
        unintelligible=unintelligible,
        risk_removed=risk_removed,
        disproportionate=disproportionate,
        ordered=ordered,
    )


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "breach-report": breach_report,
    "breach-tell-controller": tell_controller,
    "breach-people": breach_people,
    "breach-report-contents": listed(REPORT),
    "breach-letter": listed(LETTER),
    "breach-register": listed(REGISTER),
}
