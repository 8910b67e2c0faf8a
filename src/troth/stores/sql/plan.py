"""The prepared plan of one store: every statement that a search needs, made once from the file and the catalogue."""

import time
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.sql import ColumnElement, Select
from sqlalchemy.types import String

from troth.stores.sql.catalogue import Live
from troth.stores.sql.shape import Link, Shape
from troth.stores.sql.statement import Build, Prepared, Row, equal, without
from troth.stores.sql.values import fitting, turn

TOTALS_FOR = 60  # seconds for which a count of a table's rows is good enough to say what is frequent
PHONE_SIGNS = " -()+./"


class Plan:
    """The tables, links and statements of one store. A row is a tuple of the columns that are read (`Live.columns`)."""

    def __init__(self, shape: Shape, live: Mapping[str, Live], dialect: Dialect) -> None:
        self.shape, self.live, self.dialect = shape, live, dialect
        self.loose = dialect.name == "sqlite"
        self.order = _parents_first(shape)
        self._keys = {name: table.at(table.key) for name, table in live.items()}
        self._turns = {
            name: [(place, turned) for place, c in enumerate(table.columns) if (turned := turn(table.types[c]))]
            for name, table in live.items()
        }
        self._prepared: dict[tuple[Any, ...], Prepared] = {}
        self._totals: dict[str, tuple[float, int]] = {}

    # ---- rows ----

    def key(self, table: str, row: Row) -> Row:
        """The primary key of a row, or all its columns, so that it counts once."""
        return tuple(hashable(row[place]) for place in self._keys[table])

    def turned(self, table: str, row: Row) -> Row:
        """A row whose values are of the kinds that the columns declare."""
        values = list(row)
        for place, turned in self._turns[table]:
            values[place] = turned(values[place])
        return tuple(values)

    # ---- people ----

    def holding(self, table: str, marks: Sequence[tuple[str, str]], most: int = 0) -> Prepared:
        """Rows that hold, in one of these (kind, column), a value of its list; `most` of them, or all."""

        def build(lists: Sequence[Sequence[Any]]) -> Any:
            tests = (self.expression(table, *mark).in_(values) for mark, values in zip(marks, lists, strict=True))
            statement = self._select(table).where(sa.or_(*tests))
            return statement.limit(most) if most else statement

        return self._statement(("holding", table, tuple(marks), most), build)

    def counting(self, table: str, kind: str, column: str) -> Prepared:
        """How many rows hold each value of a list in one column."""

        def build(lists: Sequence[Sequence[Any]]) -> Any:
            what = self.expression(table, kind, column)
            return sa.select(what, sa.func.count()).where(what.in_(lists[0])).group_by(what)

        return self._statement(("counting", table, kind, column), build)

    def expression(self, table: str, kind: str, column: str) -> ColumnElement[Any]:
        """What is compared with the spellings of a kind (`values.spellings`); a database may have an index on it."""
        what: ColumnElement[Any] = self.live[table].clause.c[column]
        if kind in ("email", "phone", "national-id", "postcode"):
            if not self.loose and not isinstance(self.live[table].types[column], String):
                what = sa.cast(what, String(100))
            if kind == "email":
                return sa.func.lower(sa.func.trim(what))
            return without(what, PHONE_SIGNS) if kind == "phone" else sa.func.upper(without(what, " "))
        return what

    def total(self, connection: Connection, table: str) -> int:
        """How many rows a table has, or had a moment ago."""
        at, count = self._totals.get(table, (None, 0))
        if at is None or time.monotonic() - at > TOTALS_FOR:
            clause = self.live[table].clause
            statement = self._statement(("total", table), lambda _: sa.select(sa.func.count()).select_from(clause))
            count = int(statement.run(connection)[0][0])
            self._totals[table] = (time.monotonic(), count)
        return count

    # ---- links ----

    def below(self, connection: Connection, link: Link, parents: Iterable[Row]) -> list[Row]:
        """The rows of the link's child that hang on these rows of its parent."""
        wanted = dict.fromkeys(
            v for row in parents for v in self.across(link.parent, link.theirs, link.child, link.mine, row)
        )
        conditions = [self.conditions(link, column) for column in link.where]
        if not wanted or not all(conditions):
            return []

        def build(lists: Sequence[Sequence[Any]]) -> Any:
            columns = self.live[link.child].clause.c
            tests = (columns[name].in_(values) for name, values in zip(link.where, lists[1:], strict=True))
            return self._select(link.child).where(equal([columns[name] for name in link.mine], lists[0]), *tests)

        return list(self._statement(("below", link.path), build).over(connection, list(wanted), *conditions))

    def above(self, connection: Connection, link: Link, children: Iterable[Row]) -> dict[Row, int]:
        """How many rows of the link's parent reach these rows of its child, by the values that are equal."""
        wanted = dict.fromkeys(
            v for row in children for v in self.across(link.child, link.mine, link.parent, link.theirs, row)
        )
        if not wanted:
            return {}

        def build(lists: Sequence[Sequence[Any]]) -> Any:
            columns = [self.live[link.parent].clause.c[name] for name in link.theirs]
            return sa.select(*columns, sa.func.count()).where(equal(columns, lists[0])).group_by(*columns)

        rows = self._statement(("above", link.path), build).over(connection, list(wanted))
        return {tuple(hashable(value) for value in row[:-1]): int(row[-1]) for row in rows}

    def across(self, one: str, columns: Sequence[str], two: str, others: Sequence[str], row: Row) -> list[Row]:
        """The values of a row's columns as another table's columns may hold them; none if one of them is blank."""
        types = self.live[two].types
        places = self.live[one].at(columns)
        return list(product(*(fitting(row[p], types[c], self.loose) for p, c in zip(places, others, strict=True))))

    def conditions(self, link: Link, column: str) -> list[Any]:
        """The values that a link's `where` allows in a column of the child."""
        declared = self.live[link.child].types[column]
        return [value for word in link.where[column] for value in fitting(word, declared, self.loose)]

    def meets(self, link: Link, row: Row) -> bool:
        """Whether a row of the child meets the link's `where`."""
        places = self.live[link.child].at(link.where)
        return all(row[p] in self.conditions(link, c) for p, c in zip(places, link.where, strict=True))

    # ---- statements ----

    def _select(self, table: str) -> Select[Any]:
        live = self.live[table]
        return sa.select(*(live.clause.c[column] for column in live.columns))

    def _statement(self, name: tuple[Any, ...], build: Build) -> Prepared:
        if name not in self._prepared:
            self._prepared[name] = Prepared(self.dialect, build)
        return self._prepared[name]


def hashable(value: Any) -> Any:
    """A value as a part of a key: JSON and arrays of a database come as lists and mappings."""
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    return repr(value) if isinstance(value, list | dict | set) else value


def _parents_first(shape: Shape) -> dict[str, int]:
    """The tables numbered so that a parent comes before its children, as far as there is no cycle."""
    parents: dict[str, list[str]] = {name: [] for name in shape.tables}
    for link in shape.links:
        parents[link.child].append(link.parent)
    order: dict[str, int] = {}
    begun: set[str] = set()
    for first in shape.tables:
        waiting = [(first, iter(parents[first]))]
        begun.add(first)
        while waiting:
            table, rest = waiting[-1]
            following = next((parent for parent in rest if parent not in begun), None)
            if following is None:
                waiting.pop()
                order.setdefault(table, len(order))
            else:
                begun.add(following)
                waiting.append((following, iter(parents[following])))
    return order
