"""Working days: which days are none, in which nation, and why; and how days are written out.

Bank holidays are those of the nation where the act is to be done (Reg 1182/71 Art 2(1)). The nations publish them a
few years ahead; what lies beyond is not guessed, because a day can still be proclaimed or moved. One that was since
then is a `Change`, which a calendar takes in as a value, with its own source.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from troth.fault import Fault
from troth.law.dated import stated
from troth.words import Nation

PUBLISHED_UNTIL = date(2028, 12, 31)  # gov.uk/bank-holidays, as read in November 2026

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def written(day: date) -> str:
    """25 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Tuesday 29 December 2026."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Change:
    """A day that became a holiday, or is one no more, since the list was published; `cite` says where that is said.

    `holiday` is its name as a sentence has it; empty: the day is a working day, and `because` says why.
    """

    day: date
    holiday: str
    cite: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of one place: its name, its holidays year by year (each with its name), and how far they go.

    `cite` says where the holidays come from; `changes` are the days that differ from them, each with its own source.
    """

    place: str
    year: Callable[[int], Mapping[date, str]]
    until: date
    cite: str
    changes: Mapping[date, Change] = field(default_factory=dict, hash=False)

    @classmethod
    def of_days(cls, place: str, days: Mapping[date, str], until: date) -> "Calendar":
        """A calendar with exactly these holidays, for a simulation or a test."""
        kept = dict(days)
        return cls(place, lambda _: kept, until, f"Holidays of {place}")

    def changed(self, changes: Iterable[Change], until: date | None = None) -> "Calendar":
        """This calendar with days that were proclaimed, moved or taken away since; of two changes of a day the later.

        With an `until` that is later, it is known for longer.
        """
        kept = {**self.changes, **{change.day: change for change in changes}}
        return replace(self, changes=kept, until=max(self.until, until or self.until))

    def holiday(self, day: date) -> str:
        """The name of the holiday that a day is, empty if it is none; a Fault past the last known year."""
        self.reach(day)
        changed = self.changes.get(day)
        return changed.holiday if changed else self.year(day.year).get(day, "")

    def source(self, day: date) -> str:
        """Where it is said what a day is: the source of its change, else that of the whole list."""
        return self.changes[day].cite if day in self.changes else self.cite

    def restored(self, day: date) -> str:
        """That a day which was a holiday works again, as a sentence with the reason; empty for every other day."""
        changed = self.changes.get(day)
        if changed is None or changed.holiday or day.weekday() >= SATURDAY:
            return ""
        return f"{weekday(day)} is no holiday in {self.place} any more: {changed.because}."

    def works(self, day: date) -> bool:
        """Whether a day is a working day."""
        return day.weekday() < SATURDAY and not self.holiday(day)

    def reach(self, day: date) -> None:
        """A Fault if a day lies past what this calendar knows."""
        if day > self.until:
            raise Fault(
                f"no date can be given: the bank holidays of {self.place} are known to {written(self.until)} only",
                because="a last day moves over bank holidays (Reg 1182/71 Art 3(4)), and one may still be proclaimed",
                remedy="ask again when the nation has published them, and say so in holidays.yaml: `published until:`",
            )


@cache
def published(nation: Nation) -> Calendar:
    """The bank holidays of a nation as they are published."""
    return Calendar(PLACES[nation], lambda year: _holidays(nation, year), PUBLISHED_UNTIL, _SOURCES[nation])


@cache
def _holidays(nation: Nation, year: int) -> Mapping[date, str]:
    from holidays import country_holidays  # slow to load, and only dates need it

    known = country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year)
    named = {day: _named(name) for day, name in known.items()}
    return named | {day: name for day, name in PROCLAIMED.get(nation, {}).items() if day.year == year}


PLACES = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}
_SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


def _published(place: str) -> str:
    return stated(
        f"Bank holidays of {place}",
        "https://www.gov.uk/bank-holidays",
        f"The bank holidays of {place}, as they are published; known until {written(PUBLISHED_UNTIL)}.",
        since="2015-01-01",
        by="the Banking and Financial Dealings Act 1971 and proclamations under it",
    ).cite.text


_ENGLAND_AND_WALES = _published("England and Wales")
_SOURCES = {
    Nation.ENGLAND: _ENGLAND_AND_WALES,
    Nation.WALES: _ENGLAND_AND_WALES,
    Nation.SCOTLAND: _published("Scotland"),
    Nation.NORTHERN_IRELAND: _published("Northern Ireland"),
}

# One-off days, here so that they hold with any release of the package.
PROCLAIMED: Mapping[Nation, Mapping[date, str]] = {
    Nation.SCOTLAND: {date(2026, 6, 15): "the one-off bank holiday for the World Cup"},
}

# What people in the United Kingdom call the days that the package names otherwise.
_NAMES = {
    "New Year Holiday": "the 2 January bank holiday",
    "Saint Patrick's Day": "St Patrick's Day",
    "May Day": "the early May bank holiday",
    "Spring Bank Holiday": "the spring bank holiday",
    "Battle of the Boyne": "the bank holiday for the Battle of the Boyne",
    "Summer Bank Holiday": "the summer bank holiday",
    "Late Summer Bank Holiday": "the summer bank holiday",
    "Saint Andrew's Day": "St Andrew's Day",
    "Platinum Jubilee of Elizabeth II": "the bank holiday for the Platinum Jubilee",
    "State Funeral of Queen Elizabeth II": "the bank holiday for the State Funeral of Queen Elizabeth II",
    "Coronation of Charles III": "the bank holiday for the Coronation",
}
_OBSERVED = " (observed)"


def _named(name: str) -> str:
    first = name.split(";")[0].strip()
    plain = first.removesuffix(_OBSERVED)
    said = _NAMES.get(plain, plain)
    return f"the bank holiday in place of {said}" if first.endswith(_OBSERVED) else said


def roll(day: date, calendar: Calendar) -> tuple[date, tuple[tuple[date, str], ...]]:
    """The day itself if it is a working day, else the next one; with each day passed over and its holiday's name."""
    passed: list[tuple[date, str]] = []
    while not calendar.works(day):
        passed.append((day, "" if day.weekday() >= SATURDAY else calendar.holiday(day)))
        day += ONE_DAY
    return day, tuple(passed)
