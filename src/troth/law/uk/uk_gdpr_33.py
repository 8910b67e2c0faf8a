"""UK GDPR, Article 33: a breach is told to the regulator.

(1) Without undue delay, and where feasible within 72 hours of becoming aware of it, unless it is unlikely to put
people at risk; later only with reasons. Hours run on through nights, weekends and holidays (Reg 1182/71 Art 3(4)).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.law.calendar import weekday
from troth.law.dated import Dated, Known, rule, stated
from troth.law.uk import reg_1182_71 as reg
from troth.law.uk.uk_gdpr import ARTICLE, OLD
from troth.words import Deadline, Step

LONDON = ZoneInfo("Europe/London")
NOTIFY_WITHIN = Dated({OLD: timedelta(hours=72)})
ZONES = {"BST": "British Summer Time", "GMT": "Greenwich Mean Time"}


@rule("UK GDPR Art 33(1)", f"{ARTICLE}33", since=OLD, known=Known.RECALLED)
def notify_breach(aware: date | datetime) -> Deadline | None:
    """A breach is told to the regulator without undue delay, and where feasible within 72 hours of becoming aware of
    it, unless it is unlikely to put people at risk. Who is later gives the reasons.

    Elapsed hours, so the wall clock shows another hour if the clocks changed meanwhile. None before the duty existed.
    """
    known, steps = _known(aware)
    within = NOTIFY_WITHIN.on(known.date())
    if within is None:
        return None
    last = (known.astimezone(UTC) + within).astimezone(LONDON)
    hours = int(within.total_seconds() // 3600)
    steps.append(Step(f"{hours} hours run from then without a stop; weekends and holidays count.",
                      f"UK GDPR Art 33(1); {reg.ROLL}"))  # fmt: skip
    if last.utcoffset() != known.utcoffset():
        back = (last.utcoffset() or timedelta()) < (known.utcoffset() or timedelta())
        turn = "back" if back else "forward"
        shows = "earlier" if back else "later"
        steps.append(Step(f"The clocks go {turn} in between, so the clock on the wall shows an hour {shows}."))
    steps.append(Step(f"The regulator is told by {_moment(last)}.", "UK GDPR Art 33(1)"))
    return Deadline(last, "UK GDPR Art 33(1)", tuple(steps), cautious=last)


def _known(aware: date | datetime) -> tuple[datetime, list[Step]]:
    """The instant from which the hours run, in London; where a reading is open, the earlier instant."""
    if not isinstance(aware, datetime):
        start = datetime.combine(aware, time(), LONDON)
        says = (
            f"The breach became known on {weekday(aware)}; no hour is given, so the hours run from the day's beginning."
        )
        return start, [Step(says, "UK GDPR Art 33(1)")]
    if aware.tzinfo is None:  # a clock on the wall; in the two odd hours of a year it can mean two instants
        known = min(aware.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)).astimezone(LONDON)
    else:
        known = aware.astimezone(LONDON)
    return known, [Step(f"The breach became known on {_moment(known)}.", "UK GDPR Art 33(1)")]


def _moment(at: datetime) -> str:
    zone = at.tzname() or ""
    return f"{weekday(at)} at {at:%H:%M} ({ZONES.get(zone, zone)})"


stated(
    "UK GDPR Art 33(3)",
    f"{ARTICLE}33",
    """The report says what happened, which kinds of people and records are touched and roughly how many, whom to ask,
    what is likely to follow, and what is done about it.""",
    since=OLD,
    known=Known.RECALLED,
)
stated(
    "UK GDPR Art 33(4)",
    f"{ARTICLE}33",
    "What is not yet known may follow in phases.",
    since=OLD,
    known=Known.RECALLED,
)
stated(
    "UK GDPR Art 33(5)",
    f"{ARTICLE}33",
    "Every breach is recorded, reported or not: the facts, the effects and the remedy.",
    since=OLD,
    known=Known.RECALLED,
)
stated(
    "UK GDPR Art 34(1)",
    f"{ARTICLE}34",
    "People are told of a breach in plain words and without undue delay if it is likely to put them at high risk.",
    since=OLD,
    known=Known.RECALLED,
)
