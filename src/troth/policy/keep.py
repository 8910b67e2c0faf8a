"""Until when: the sentence of `keep:`, read into a rule that can be said in words and reckoned in days.

    6 years after order.completed
    until consent is withdrawn
    until consent is withdrawn, then 30 days
    while customer, then 6 years

A period runs from an event, which a store gives the date of (`clocks:`) and the policy may say in words (`events:`).
The day of the event is not counted; a month or a year ends on the day of the same number, or on the last day of a
shorter month. Storage limitation, UK GDPR Art 5(1)(e); the reckoning is Reg. 1182/71 Art 3's without its move to a
working day, because data may go on a Sunday.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

Unit = Literal["day", "month", "year"]
Form = Literal["after", "until", "while"]

LONGEST = {"day": 36_525, "month": 1_200, "year": 100}
SHAPE = (
    "write it as `6 years after order.completed`, `until consent is withdrawn, then 30 days` or "
    "`while customer, then 6 years`"
)

_WORD = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_PERIOD = r"(?P<number>[0-9]{1,6}) (?P<unit>day|month|year)s?"
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("after", re.compile(rf"{_PERIOD} after (?P<thing>{_WORD})\.(?P<event>{_WORD})")),
    ("until", re.compile(rf"until (?P<thing>{_WORD}) is (?P<event>{_WORD})(?:, then {_PERIOD})?")),
    ("while", re.compile(rf"while (?P<thing>{_WORD})(?:, then {_PERIOD})?")),
)
# What the two forms that name no event run from, and how they are said.
STATES = {
    "consent is withdrawn": ("consent.withdrawn", "until you withdraw your consent"),
    "objection is withdrawn": ("objection.withdrawn", "until you take your objection back"),
    "customer": ("customer.ended", "while you are our customer"),
    "subscription": ("subscription.ended", "while your subscription runs"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A number of days, months or years."""

    number: int
    unit: Unit

    def says(self) -> str:
        """6 years, 1 month."""
        return f"{self.number:,} {self.unit}{'' if self.number == 1 else 's'}"

    def after(self, day: date) -> date:
        """The last day of the period that an event of `day` begins; the last day that there is if it runs beyond."""
        try:
            if self.unit == "day":
                return day + timedelta(days=self.number)
            months = day.month - 1 + self.number * (12 if self.unit == "year" else 1)
            year, month = day.year + months // 12, months % 12 + 1
            return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        except (OverflowError, ValueError):
            return date.max

    def shorter_than(self, years: int) -> bool:
        """Whether it ends before so many years have passed, whenever it begins."""
        if self.unit == "day":
            return self.number < years * 365
        return self.number * (12 if self.unit == "year" else 1) < years * 12


@dataclass(frozen=True, slots=True)
class Keep:
    """A period of retention: its sentence, the event that it runs from, and how long after."""

    text: str
    form: Form
    event: str
    period: Period | None
    event_says: str = ""

    def says(self) -> str:
        """In words to the person: `6 years after the order is completed`."""
        if self.form == "after":
            length = self.period.says() if self.period else ""
            return f"{length} after {self.event_says or spoken(self.event)}"
        for event, words in STATES.values():
            if event == self.event:
                return words + (f", and {self.period.says()} after that" if self.period else "")
        return self.text

    def ends(self, clocks: Mapping[str, date]) -> date | None:
        """The last day of the period, if the clocks have the date of its event; None as long as they have not."""
        begun = clocks.get(self.event)
        if begun is None:
            return None
        day = begun.date() if isinstance(begun, datetime) else begun
        return self.period.after(day) if self.period else day

    def __str__(self) -> str:
        return self.text


def parse(text: str, events: Mapping[str, str] | None = None) -> Keep:
    """The rule that a sentence says; a ValueError in words where it says none. `events` gives words for an event."""
    plain = " ".join(text.split())
    for form, pattern in _FORMS:
        if found := pattern.fullmatch(plain):
            return _made(plain, form, found.groupdict(), events or {})
    raise ValueError(SHAPE)


def _made(text: str, form: Form, parts: dict[str, str | None], events: Mapping[str, str]) -> Keep:
    period = None
    if parts["number"] and parts["unit"]:
        unit: Unit = parts["unit"]  # type: ignore[assignment]
        period = Period(int(parts["number"]), unit)
        if not 1 <= period.number <= LONGEST[unit]:
            raise ValueError(f"a period is from 1 to {LONGEST[unit]:,} {unit}s")
    if form == "after":
        event = f"{parts['thing']}.{parts['event']}"
        return Keep(text, form, event, period, events.get(event, ""))
    state = f"{parts['thing']} is {parts['event']}" if form == "until" else str(parts["thing"])
    known = [s for s in STATES if (" is " in s) == (form == "until")]
    if state not in known:
        raise ValueError(f"after `{form}` comes {' or '.join(f'`{s}`' for s in known)}")
    return Keep(text, form, STATES[state][0], period)


def spoken(event: str) -> str:
    """An event that the policy has no words for, as well as its name says it: `the order is completed`."""
    thing, _, what = event.replace("-", " ").partition(".")
    return f"the date of the {thing}" if what == "date" else f"the {thing} is {what}"
