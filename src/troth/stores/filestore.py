"""What stores of files have in common: a path, tables, and keys that begin with where a file lies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from troth.fault import Fault
from troth.stores.base import Entry, Table, a_day, moment, place, read_table
from troth.stores.files import Root
from troth.stores.forms import normal
from troth.stores.match import Verdict
from troth.words import Found


@dataclass
class FileStore:
    """A store whose data lies in files under one path."""

    name: str
    says: str
    path: str
    env: Mapping[str, str]
    home: Path
    maps: Mapping[str, Table]

    @property
    def tables(self) -> Mapping[str, str]:
        """Each table in plain words."""
        return {name: table.says for name, table in self.maps.items()}

    @property
    def whole(self) -> Path:
        """The path that the store file gives; a Fault if the environment lacks a part of it."""
        return place(self.path, self.env, self.home)

    def root(self, words: Iterable[str] = ()) -> Root:
        """The folder at the path; a Fault if there is none."""
        whole = self.whole
        if not whole.is_dir():
            raise self.missing("its folder is not there")
        return Root(whole, words)

    def missing(self, what: str) -> Fault:
        """A fault that says what is not where the store file says."""
        return Fault(
            what,
            where=f"stores/{self.name}.yaml",
            because="an answer must be complete, and a place that cannot be looked into has not said no",
            remedy="see that `path:` is right and its disk is there, and look again",
        )


def found(store: str, table: Table, key: Mapping[str, Any], verdict: Verdict, row: Mapping[str, Any]) -> Found:
    """A row as it may leave the store; days that the store file names are known also as people write them."""
    made = table.found(store, key, verdict, row)
    when = made.when or (_written(row.get(table.when)) if table.when else None)
    clocks = {event: day for event, c in table.clocks.items() if (day := a_day(row.get(c)) or _written(row.get(c)))}
    return replace(made, when=when, clocks=clocks)


def _written(value: Any) -> date | datetime | None:
    """A day written as 31/01/1980 or 31.1.1980."""
    day = moment(normal("birth-date", value)) if isinstance(value, str) else None
    return day if isinstance(day, date) else None


def single(entry: Entry, name: str, rows: str, columns: tuple[str, ...] = ()) -> Table:
    """The one table of a store that has one: its name, `rows:` in words, and the columns that it always has."""
    table = read_table(entry.word("table") or name, entry)
    if columns:
        for column in sorted(table.named - set(columns)):
            entry.wrong(None, f"there is no `{column}` in this store", remedy=f"it has {', '.join(columns)}")
    return replace(table, says=entry.word("rows") or rows)
