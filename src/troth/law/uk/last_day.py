"""The last day of a period in a nation, for questions that are asked with days; a Fault where it cannot be told."""

from datetime import date

from troth.fault import Fault
from troth.law.calendar import Calendar, published, weekday
from troth.law.uk.reg_1182_71 import Period, ends
from troth.words import Nation, Step


def after(start: date, period: Period) -> date:
    """The last day of a period, before any weekend or holiday is looked at; a Fault at the end of time."""
    try:
        return period.after(start)
    except (OverflowError, ValueError):
        raise Fault("this day cannot be counted with", remedy="check the year") from None


def last_day(
    start: date, period: Period, nation: Nation, what: str, cite: str, calendar: Calendar | None = None
) -> tuple[date, list[Step]]:
    """The working day on which a period that an event began ends, with the steps that lead to it.

    A `calendar` stands in for the nation's. A Fault past the published holidays.
    """
    calendar = calendar or published(Nation(nation))
    calendar.reach(start)
    last, steps = ends(after(start, period), calendar, what, cite)
    return last, [Step(f"The period begins on {weekday(start)}, which is not counted.", cite), *steps]
