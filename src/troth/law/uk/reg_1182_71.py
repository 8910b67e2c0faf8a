"""Regulation (EEC, Euratom) 1182/71, Article 3: how periods are counted (UK GDPR Art 4A says that it applies).

(1) The day of the event is not counted. (2)(c) A period in months ends with the day of the same number; where the
month has none, with its last day. (4) A last day that is a Saturday, Sunday or public holiday gives way to the next
working day, unless the period is in hours.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from troth.law.calendar import ONE_DAY, SUNDAY, Calendar, roll, weekday
from troth.law.dated import Known, rule, stated
from troth.words import Step

URL = "https://www.legislation.gov.uk/eur/1971/1182"
START, END, ROLL = "Reg 1182/71 Art 3(1)", "Reg 1182/71 Art 3(2)(c)", "Reg 1182/71 Art 3(4)"

Question = tuple[date, date | None]  # the day it was asked, and the day it was answered, if it was


@dataclass(frozen=True, slots=True)
class Period:
    """A period of months or of days."""

    months: int = 0
    days: int = 0

    def after(self, start: date) -> date:
        """The last day of the period, before any weekend or holiday is looked at."""
        return months_on(start, self.months) if self.months else days_on(start, self.days)


def months(count: int) -> Period:
    """A period of calendar months."""
    return Period(months=count)


def days(count: int) -> Period:
    """A period of calendar days."""
    return Period(days=count)


@rule(START, URL, since="1971-07-01", known=Known.RECALLED)
def days_on(start: date, count: int) -> date:
    """A period counts from the day after the event: the day of the event itself is not counted."""
    return start + timedelta(days=count)


@rule(END, URL, since="1971-07-01", known=Known.RECALLED)
def months_on(start: date, count: int) -> date:
    """A period in months ends with the day of the same number; if that month has no such day, with its last day."""
    year, month = divmod(start.month - 1 + count, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def falls(period: str, start: date, last: date) -> str:
    """Where a period of months ends, as a sentence; says so where the month is too short."""
    if last.day == start.day:
        return f"{period} on is {weekday(last)}."
    return f"{period} on there is no day {start.day}, so the last day of that month counts: {weekday(last)}."


@rule(ROLL, URL, since="1971-07-01", known=Known.RECALLED)
def ends(day: date, calendar: Calendar, what: str, cite: str) -> tuple[date, list[Step]]:
    """A period whose last day is a Saturday, a Sunday or a public holiday ends with the next working day. Periods in
    hours run on without regard to it, and the start of a period never moves.

    The steps say what each day passed over is, and end with `what` is due by then.
    """
    last, passed = roll(day, calendar)
    again = [Step(says, calendar.source(last)) for says in (calendar.restored(last),) if says]
    if not passed:
        works = f"{weekday(last)} is a working day in {calendar.place}: {what} by the end of that day."
        return last, [*again, Step(works, cite)]
    next_one = f"The next working day in {calendar.place} is {weekday(last)}: {what} by the end of that day."
    return last, [*_passed(passed, calendar, cite), *again, Step(next_one, cite)]


def _passed(passed: tuple[tuple[date, str], ...], calendar: Calendar, cite: str) -> list[Step]:
    """What each day passed over is; a Saturday and its Sunday share a step."""
    steps: list[Step] = []
    for day, holiday in passed:
        if holiday:
            steps.append(Step(f"{weekday(day)} is {holiday}.", calendar.source(day)))
        elif day.weekday() == SUNDAY and steps:  # what comes before it here is its Saturday
            steps[-1] = Step(f"{weekday(day - ONE_DAY)} and {weekday(day)} are the weekend.", cite)
        else:
            steps.append(Step(f"{weekday(day)} is at the weekend.", cite))
    return steps


stated(
    "Reg 1182/71 Art 2(1)",
    URL,
    """Public holidays are the days designated as such where the act is to be done: here the nation of the office that
    answers.""",
    since="1971-07-01",
    known=Known.RECALLED,
    unsure="""The text speaks of the place of the act and not of four nations. Whoever is in doubt takes the nation in
    which the day comes first.""",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A period counted out: its last day (None while a question stands), the days left out, and what stops it."""

    last: date | None
    excluded: int = 0
    stopped: date | None = None  # the day of the question that stands


def count(start: date, period: Period, questions: Sequence[Question] = ()) -> Counted:
    """A period from a start day in which the days of questions are left out, from asking to answering, both included.

    Days that questions share are left out once. The start day was never in the period, so leaving it out changes
    nothing; a question asked after the period's last day comes too late to stop it.
    """
    last, excluded, told = period.after(start), 0, start
    stands = min((asked for asked, answered in questions if answered is None), default=date.max)
    for asked, answered in sorted((asked, answered) for asked, answered in questions if answered):
        first, until = max(asked, told + ONE_DAY), min(answered, stands - ONE_DAY)
        if first <= last and first <= until:
            left_out = (until - first).days + 1
            last, excluded, told = last + timedelta(days=left_out), excluded + left_out, until
    if stands <= last:
        return Counted(None, excluded, stands)
    return Counted(last, excluded)
