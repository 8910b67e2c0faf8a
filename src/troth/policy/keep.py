"""Until when: the sentence of `keep:`, read into a rule that can be said in words and reckoned in days.

    6 years after order.completed
    until consent is withdrawn
    until consent is withdrawn, then 30 days
    while customer, then 6 years
    statutory vat-records
    statutory contract-claims after order.completed
    while customer, then statutory contract-claims

Wherever a number of years can stand, a `statutory` period can: it is the law's, by its name in law/uk/periods.py, and
so its length is that of the nation and the day (`Keep.under`). Alone it runs from the event that its records usually
have (`invoice.date`); a record without one has its event named. What the law counts from the end of a financial year
is reckoned from the last day on which that year can end, so that nothing goes too early; whose systems know the day
writes `6 years after` it.

A period runs from an event, which a store gives the date of (`clocks:`) and the policy may say in words (`events:`).
The day of the event is not counted; a month or a year ends on the day of the same number, or on the last day of a
shorter month. Storage limitation, UK GDPR Art 5(1)(e); the reckoning is Reg. 1182/71 Art 3's without its move to a
working day, because data may go on a Sunday.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from troth.fault import Fault
from troth.law.uk import periods
from troth.law.uk.periods import Kind, Statutory
from troth.words import Nation

Unit = Literal["day", "month", "year"]
Form = Literal["after", "until", "while"]

LONGEST = {"day": 36_525, "month": 1_200, "year": 100}
SHAPE = (
    "write it as `6 years after order.completed`, `until consent is withdrawn, then 30 days`, "
    "`while customer, then 6 years` or `statutory vat-records`"
)

_WORD = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_LAWS = rf"statutory (?P<record>{_WORD})"
_PERIOD = rf"(?:(?P<number>[0-9]{{1,6}}) (?P<unit>day|month|year)s?|{_LAWS})"
PATTERNS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("after", re.compile(rf"{_PERIOD} after (?P<thing>{_WORD})\.(?P<event>{_WORD})")),
    ("until", re.compile(rf"until (?P<thing>{_WORD}) is (?P<event>{_WORD})(?:, then {_PERIOD})?")),
    ("while", re.compile(rf"while (?P<thing>{_WORD})(?:, then {_PERIOD})?")),
    ("after", re.compile(_LAWS)),
)
# What the two forms that name no event run from, and how they are said.
STATES = {
    "consent is withdrawn": ("consent.withdrawn", "until you withdraw your consent"),
    "objection is withdrawn": ("objection.withdrawn", "until you take your objection back"),
    "customer": ("customer.ended", "while you are our customer"),
    "subscription": ("subscription.ended", "while your subscription runs"),
}


# Why a period is what it is, where a law or the time for claims makes it so; a judgment has its reason in `because:`.
REASONS = {
    Kind.MUST: ", because the law asks us to",
    Kind.LIMIT: ", because the law asks us to delete it then",
    Kind.CLAIMS: ", because a claim can be brought for as long",
    Kind.JUDGMENT: "",
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
    """A period of retention: its sentence, the event that it runs from, and how long after.

    `statutory` is the name of the law's period, if it is one. Its length is not known before `under` puts it under the
    law of a day (`law`): until then it is only named, and does not end.
    """

    text: str
    form: Form
    event: str
    period: Period | None
    event_says: str = ""
    statutory: str = ""
    law: Statutory | None = None

    def under(self, nation: Nation, on: date) -> "Keep":
        """The same under the law of a day in a nation; not changed if it names no period of the law's, or one without
        a rule on that day.
        """
        law = periods.statutory(self.statutory, on, nation) if self.statutory else None
        return replace(self, period=_reckoned(law), law=law) if law else self

    def says(self) -> str:
        """In words to the person: `6 years after the order is completed`."""
        reason = REASONS[self.law.kind] if self.law else ""
        if self.form == "after":
            return f"{self._after()}{reason}"
        for event, words in STATES.values():
            if event == self.event:
                length = self._length()
                then = self.law.length if self.law and self.law.lead else f"{length} after that"
                return f"{words}, and {then}{reason}" if length else words
        return self.text

    def _after(self) -> str:
        event = self.event_says or spoken(self.event)
        if self.law and self.law.lead:
            return self.law.length
        return f"{self._length()} after {event}" if self._length() else f"until {event}"

    def _length(self) -> str:
        """How long after the event, in words; empty if not at all."""
        if self.law:
            return periods.said(self.law.period) if self.period and self.law.period else ""
        if self.statutory:
            return f"as long as the law sets for {periods.known(self.statutory)[0].says}"
        return self.period.says() if self.period else ""

    def ends(self, clocks: Mapping[str, date]) -> date | None:
        """The last day of the period, if the clocks have the date of its event; None as long as they have not."""
        begun = clocks.get(self.event)
        if begun is None or (self.statutory and self.law is None):
            return None
        day = begun.date() if isinstance(begun, datetime) else begun
        return self.period.after(day) if self.period else day

    def __str__(self) -> str:
        return self.text


def parse(text: str, events: Mapping[str, str] | None = None) -> Keep:
    """The rule that a sentence says; a ValueError in words where it says none. `events` gives words for an event."""
    plain = " ".join(text.split())
    for form, pattern in PATTERNS:
        if found := pattern.fullmatch(plain):
            return _made(plain, form, found.groupdict(), events or {})
    raise ValueError(SHAPE)


def _made(text: str, form: Form, parts: dict[str, str | None], events: Mapping[str, str]) -> Keep:
    period, statutory, thing, happened = None, parts["record"] or "", parts.get("thing"), parts.get("event")
    if statutory:
        usual = _usual(statutory)
        if thing is None:
            if not usual:
                raise ValueError(f"say from when: `statutory {statutory} after order.completed`")
            return Keep(text, form, usual, None, events.get(usual, ""), statutory)
    elif parts["number"] and parts["unit"]:
        unit: Unit = parts["unit"]  # type: ignore[assignment]
        period = Period(int(parts["number"]), unit)
        if not 1 <= period.number <= LONGEST[unit]:
            raise ValueError(f"a period is from 1 to {LONGEST[unit]:,} {unit}s")
    if form == "after":
        event = f"{thing}.{happened}"
        return Keep(text, form, event, period, events.get(event, ""), statutory)
    state = f"{thing} is {happened}" if form == "until" else str(thing)
    known = [s for s in STATES if (" is " in s) == (form == "until")]
    if state not in known:
        raise ValueError(f"after `{form}` comes {' or '.join(f'`{s}`' for s in known)}")
    return Keep(text, form, STATES[state][0], period, statutory=statutory)


def _usual(record: str) -> str:
    """The event that records of this name usually have; a ValueError for a name without a period that ends."""
    try:
        lines = periods.known(record)
    except Fault as fault:
        raise ValueError(fault.remedy) from None
    if any(line.period is None for line in lines):
        raise ValueError(f"`{record}` has no end: write `until objection is withdrawn`")
    return lines[-1].event


def _reckoned(law: Statutory) -> Period | None:
    """The period from the event on, with the longest time that can lie between the event and its start."""
    lead = law.lead.months if law.lead else 0
    if law.period is None or law.period == periods.AT_ONCE:
        return None
    return Period(lead + law.period.months, "month") if law.period.months else Period(law.period.days, "day")


def spoken(event: str) -> str:
    """An event that the policy has no words for, as well as its name says it: `the order is completed`."""
    thing, _, what = event.replace("-", " ").partition(".")
    return f"the date of the {thing}" if what == "date" else f"the {thing} is {what}"
