"""Rows of the customer database on their way into the file: collected, numbered by day, written in a fixed order."""

import sqlite3
from collections import Counter, defaultdict
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

from troth.sample.truth import Book

BEGAN = date(2012, 1, 1)  # no number is older
HELD_BACK = 40_000  # rows in memory before they are written
# The firm's programs search by what is typed, however it was typed: indexes on the values without their spelling.
DIGITS = "replace(" * 7 + "{}, ' ', ''), '-', ''), '(', ''), ')', ''), '+', ''), '.', ''), '/', '')"
SEARCHED = {
    "email": ("lower(trim({}))", "contacts staff enquiries newsletter reviews"),
    "phone": (DIGITS, "contacts staff enquiries"),
    "mobile": (DIGITS, "contacts"),
    "national_id": ("upper(replace({}, ' ', ''))", "contacts identity_checks"),
    "postcode": ("upper(replace({}, ' ', ''))", "contacts"),
    "born": ("{}", "contacts identity_checks"),
}
INDEXES = "".join(
    f"CREATE INDEX {table}_{column}_searched ON {table} ({how.format(column)});\n"
    for column, (how, tables) in SEARCHED.items()
    for table in tables.split()
)


class Rows:
    """The tables of one new database, and the book in which is written whose each row is."""

    def __init__(self, path: Path, book: Book, people: int, rng: Random) -> None:
        self.book, self.rng = book, rng
        self.counts: Counter[str] = Counter()
        self._held: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._size = 0
        self._a_day = 100 * (1 + people // 8000)  # so many numbers a day, for each table
        self._used: Counter[tuple[str, int]] = Counter()
        self._db = sqlite3.connect(path, isolation_level=None)
        # The file is new and nobody else's: it needs no journal until it is whole.
        self._db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")
        schema = Path(__file__).with_name("crm.sql").read_text(encoding="utf-8")
        tables, _, self._indexes = schema.partition("-- What the firm's own programs search by.")
        self._db.executescript(tables)
        self._db.execute("BEGIN")

    def number(self, table: str, day: date) -> int:
        """The next number of a table on a day: later days have higher ones. A full day goes on into the next."""
        index = (day - BEGAN).days
        while self._used[table, index] >= self._a_day - 1:
            index += 1
        self._used[table, index] += 1
        return index * self._a_day + self._used[table, index]

    def add(self, table: str, *values: Any) -> None:
        """One row, its values in the order of the columns."""
        self._held[table].append(values)
        self._size += 1
        if self._size >= HELD_BACK:
            self.write()

    def write(self) -> None:
        """Hand what is held to the database."""
        for table, rows in self._held.items():
            marks = ", ".join("?" * len(rows[0]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            self.counts[table] += len(rows)
        self._held.clear()
        self._size = 0

    def close(self) -> None:
        """Write the rest, then the indexes; pack the file so that its bytes depend on its rows alone."""
        self.write()
        self._db.execute("COMMIT")
        self._db.executescript(self._indexes + INDEXES)
        broken = self._db.execute("PRAGMA foreign_key_check").fetchone()
        assert broken is None, f"a key of {broken[0]} leads nowhere" if broken else ""
        self._db.executescript("ANALYZE; VACUUM;")
        self._db.close()

    def moment(self, day: date, first: int = 8, last: int = 18) -> datetime:
        """Some time of a day, within the hours given."""
        rng = self.rng
        return datetime.combine(day, time(rng.randrange(first, last), rng.randrange(60), rng.randrange(60)))


def stamp(at: datetime | date | None) -> str | None:
    """A date or a time as the database has it."""
    return None if at is None else str(at)


def money(value: float) -> float:
    """To the penny."""
    return round(value, 2)
