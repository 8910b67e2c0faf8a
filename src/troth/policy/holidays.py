"""The bank holidays that the company's folder changes: proclaimed, moved or taken away since this release was made.

The published lists come with the release; a line here counts instead of them from the moment that it is written, with a
source of its own, which every date that moves because of it then shows.

read(text, where)   the lines that a text declares, or Faults at file:line:column
check(lines, on)    what does not fit the published lists, or the day on which it is looked at
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from pydantic import Field, ValidationError

from troth.fault import Fault, Faults
from troth.law.calendar import PLACES, PUBLISHED_UNTIL, SATURDAY, Calendar, Change, published, weekday, written
from troth.policy.shape import complaints
from troth.policy.source import MOST_FAULTS, Path, Source, load, nearest, quoted
from troth.policy.values import MANY, Day, Line, Names, Value
from troth.words import Nation

LARGEST = 65_536  # bytes; a line takes two hundred, and a nation has ten days a year
FARTHEST = 5  # years ahead; the nations publish two or three
LAST_YEAR = PUBLISHED_UNTIL.year + 10  # for which this release counts at all, whatever the file says
BEGIN = "write `holidays:` and the first day under it, or delete the file"
YES = ("yes", "true")
TOLD = "the person whose date moves is told the reason"
LOST = "one of two holidays would be lost, and dates come too early"
PLACE = "a last day moves over the bank holidays of the place of the act (Reg 1182/71 Art 2(1) and 3(4))"


class Changed(Value):
    """One day that differs from the published lists of some nations: a holiday, a working day, or moved to another."""

    day: Day
    nations: Names = Field(min_length=1)
    is_: Line = ""  # the name of the holiday, as a sentence has it: the bank holiday for the Jubilee
    moved_to: Day | None = None
    works: Line = ""  # yes: a holiday that was taken away; `because` says why
    because: Line = ""
    known_since: Day
    source: Line  # where it is said; the citation of every date that rests on it

    @property
    def cite(self) -> str:
        """The source as a derivation names it, with the day since which it is known here."""
        return f"{self.source}; known since {written(self.known_since)}"

    def changes(self, list_: Calendar) -> Iterator[Change]:
        """What this line changes in the published list of one nation."""
        if self.is_:
            yield Change(self.day, self.is_.rstrip("."), self.cite)
        elif self.moved_to:
            name = list_.holiday(self.day) or list_.holiday(self.moved_to) or "the bank holiday"
            yield Change(self.day, "", self.cite, f"{name} is moved to {weekday(self.moved_to)}")
            yield Change(self.moved_to, f"{name}, moved from {weekday(self.day)}", self.cite)
        else:
            yield Change(self.day, "", self.cite, self.because.rstrip("."))

    def days(self) -> Iterator[tuple[str, date]]:
        """The days that it speaks of, each with its key."""
        yield "day", self.day
        if self.moved_to:
            yield "moved to", self.moved_to


class Holidays(Value):
    """The lines of one company's folder, and until when it says that the nations have published theirs."""

    holidays: tuple[Changed, ...] = Field((), max_length=MANY)
    published_until: Day | None = None
    source: Source = Field(Source(), alias="\0source", exclude=True, repr=False)

    @property
    def until(self) -> date:
        """The last day that is known: never earlier than what came with the release."""
        return max(PUBLISHED_UNTIL, self.published_until or PUBLISHED_UNTIL)

    def calendar(self, nation: Nation) -> Calendar:
        """The working days of a nation: its published list, changed by the lines that name it."""
        known = published(nation).changed((), self.until)
        return known.changed(
            change for line in self.holidays if nation in line.nations for change in line.changes(known)
        )


def read(text: str | bytes, where: str) -> Holidays:
    """The lines that a text declares; Faults with `file:line:column` for everything that keeps them from counting."""
    if len(text) > LARGEST:
        because = "a line takes a few words, and no nation has more than a dozen bank holidays a year"
        raise Faults([Fault(f"the file is longer than {LARGEST:,} bytes", where=where, because=because, remedy=BEGIN)])
    data, source = load(text, where, begin=BEGIN)
    if not isinstance(data, dict):
        raise Faults([source.fault((), "the file is made of keys, each with a colon and a value", remedy=BEGIN)])
    try:
        found = Holidays.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        raise Faults(islice(complaints(error, source, Holidays), MOST_FAULTS)) from None
    found = found.model_copy(update={"source": source})
    faults = list(islice(_unsound(found), MOST_FAULTS))
    if faults:
        raise Faults(faults)
    return found


def _unsound(found: Holidays) -> Iterator[Fault]:
    """What is wrong in the lines themselves, whenever they are looked at."""
    if found.published_until and found.published_until.year > LAST_YEAR:
        yield _guessed(found, found.published_until)
    told: dict[tuple[str, date], Path] = {}
    for number, line in enumerate(found.holidays):
        here: Path = ("holidays", number)
        yield from _verb(found.source, here, line)
        yield from _nations(found.source, here, line)
        for key, day in line.days():
            yield from _day(found, (*here, key), day)
            for nation in dict.fromkeys(line.nations):
                first = told.setdefault((nation, day), (*here, key))
                if first[:2] != here:
                    there = found.source.place(first)[0]
                    what = f"{weekday(day)} stands here twice for {quoted(nation)}, first on line {there}"
                    because = "one of the two would silently be dropped"
                    yield found.source.fault((*here, key), what, because=because, remedy="keep one")


def _verb(source: Source, here: Path, line: Changed) -> Iterator[Fault]:
    """A line says one thing of its day."""
    said = [key for key, value in (("is", line.is_), ("moved to", line.moved_to), ("works", line.works)) if value]
    for key, words in (("is", line.is_), ("because", line.because)):
        if words and not words.strip(". "):
            what = f"{quoted(words)} says nothing"
            yield source.fault((*here, key), what, because=TOLD, remedy=f"write the words of `{key}:`")
    if not said:
        remedy = "write `is:` and its name, `moved to:` and a day, or `works: yes` and `because:`"
        yield source.fault((*here, "day"), f"it is not said what {weekday(line.day)} is", remedy=remedy)
    elif len(said) > 1:
        what = f"`{said[0]}` and `{said[1]}` are said of one day"
        yield source.fault((*here, said[1]), what, remedy="keep one of the two", key=True)
    elif line.works and line.works not in YES:
        what = f"{quoted(line.works)} does not say whether the day works"
        remedy = "write `works: yes`; for a holiday write `is:` and its name"
        yield source.fault((*here, "works"), what, remedy=remedy)
    elif line.works and not line.because:
        what = "it is not said why this day works"
        yield source.fault((*here, "works"), what, because=TOLD, remedy="add `because:`", key=True)
    elif line.because and not line.works:
        yield source.fault((*here, "because"), "`because` belongs to `works: yes`", remedy="delete it", key=True)
    if line.moved_to == line.day:
        yield source.fault((*here, "moved to"), "the day is moved to itself", remedy="write the new day")


def _nations(source: Source, here: Path, line: Changed) -> Iterator[Fault]:
    """Each nation is one that we know, and named once."""
    for place, nation in enumerate(line.nations):
        at: Path = (*here, "nations", place)
        if nation not in PLACES:
            near = nearest(nation, tuple(PLACES))
            remedy = f"did you mean `{near}`?" if near else f"one of: {', '.join(PLACES)}"
            yield source.fault(at, f"{quoted(nation)} is no nation here", because=PLACE, remedy=remedy)
        elif nation in line.nations[:place]:
            yield source.fault(at, f"{quoted(nation)} stands in this list twice", remedy="delete one")


def _day(found: Holidays, path: Path, day: date) -> Iterator[Fault]:
    """A day on which something can change: no weekend, and none past what is published."""
    if day.weekday() >= SATURDAY:
        because = "a weekend is no working day in any case, so a line about it moves nothing"
        remedy = "write the day that is given in its place, if one is"
        yield found.source.fault(path, f"{weekday(day)} is at the weekend", because=because, remedy=remedy)
    elif day > found.until:
        what = f"{weekday(day)} lies past {written(found.until)}, until which bank holidays are known"
        because = "no date is given past that day, because others may still be proclaimed"
        remedy = f"once the nations have published {day.year}, write `published until: {day.year}-12-31`"
        yield found.source.fault(path, what, because=because, remedy=remedy)


def check(found: Holidays, on: date) -> list[Fault]:
    """Every fault that shows only beside the published lists, or on the day of looking; in the order of the file."""
    return list(islice(_unfit(found, on), MOST_FAULTS))


def _unfit(found: Holidays, on: date) -> Iterator[Fault]:
    for number, line in enumerate(found.holidays):
        here: Path = ("holidays", number)
        if line.known_since > on:
            what = f"nobody can know this since {written(line.known_since)}: it is {written(on)}"
            yield found.source.fault((*here, "known since"), what, remedy="write the day on which it became known")
        if not line.is_:
            yield from _works_already(found, here, line)
        if line.moved_to:
            yield from _closed_already(found, here, line, line.moved_to)
    if found.published_until and found.published_until.year > on.year + FARTHEST:
        yield _guessed(found, found.published_until)


def _guessed(found: Holidays, until: date) -> Fault:
    """An end that no nation has reached."""
    what = f"no nation has published its bank holidays until {written(until)}"
    because = "they publish a few years ahead; dates beyond would rest on a guess"
    remedy = "write the last day of the last year on https://www.gov.uk/bank-holidays"
    return found.source.fault(("published until",), what, because=because, remedy=remedy)


def _works_already(found: Holidays, here: Path, line: Changed) -> Iterator[Fault]:
    """A holiday that is taken from a day which has none: a slip, or the release has it by now."""
    for place, nation in enumerate(line.nations):
        known = published(Nation(nation)).changed((), found.until)
        if not known.holiday(line.day):
            what = f"{weekday(line.day)} is no bank holiday of {known.place}, so there is none to take away"
            remedy = "correct the day or the nation; or delete the line, if this release has the change already"
            yield found.source.fault((*here, "nations", place), what, because=PLACE, remedy=remedy)


def _closed_already(found: Holidays, here: Path, line: Changed, day: date) -> Iterator[Fault]:
    """A holiday that is moved onto another, so that one of them is lost, or over a year away."""
    if abs(day - line.day) > timedelta(days=366):
        what = f"a holiday of {line.day.year} is moved to {weekday(day)}"
        yield found.source.fault((*here, "moved to"), what, remedy="check the two years")
    for place, nation in enumerate(line.nations):
        known = published(Nation(nation)).changed((), found.until)
        if known.holiday(line.day) and known.holiday(day):
            what = f"{weekday(day)} is {known.holiday(day)} in {known.place} already"
            yield found.source.fault((*here, "nations", place), what, because=LOST, remedy="check the new day")
