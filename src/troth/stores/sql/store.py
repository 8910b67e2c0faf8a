"""The store of kind `sql`: asked for people, and for everything that hangs on one of them."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth.fault import Fault
from troth.stores.base import Entry, Wanted
from troth.stores.match import Id, Known, Seen, frequent, judge
from troth.stores.sql.shape import Shape, read_shape
from troth.words import Found, Whose

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Connection, Engine

    from troth.stores.sql.plan import Plan
    from troth.stores.sql.walk import Reached

LOOK_AGAIN = 60  # seconds after which the catalogue of a server is read again; SQLite says itself when it changed


def read(name: str, entry: Entry, env: Mapping[str, str], home: Path) -> "Sql":
    """The store that a file of kind `sql` describes; what is wrong in it is noted in the entry's faults."""
    return Sql(read_shape(name, entry), env, home)


class Sql:
    """A database, its tables and how their rows hang together."""

    kind = "sql"

    def __init__(self, shape: Shape, env: Mapping[str, str], home: Path) -> None:
        self.shape, self.env, self.home = shape, env, home
        self.name, self.says, self.maps, self.people = shape.name, shape.says, shape.tables, shape.people
        self._planned: tuple[object, Plan] | None = None

    @property
    def tables(self) -> Mapping[str, str]:
        """Each table in plain words."""
        return {name: table.says for name, table in self.maps.items()}

    # ---- the verbs ----

    def describe(self) -> dict[str, tuple[str, ...]]:
        """Every table and its columns as they are now, also those that the file does not name."""
        from troth.stores.sql.address import open_engine, reading
        from troth.stores.sql.catalogue import described

        with reading(open_engine(self._url)) as connection:
            return described(connection)

    def unnamed(self) -> tuple[str, ...]:
        """Columns and tables that are there now and that the file does not name (`table.column`, `table`)."""
        from troth.stores.sql.address import open_engine, reading
        from troth.stores.sql.catalogue import unnamed

        with reading(open_engine(self._url)) as connection:
            return unnamed(connection, self.shape)

    def seen(self, wanted: Wanted) -> tuple[list[Seen], frozenset[Id]]:
        """The rows of the people tables that hold what is wanted, and which of it is too frequent to mean anybody."""
        asked = Known(wanted.ids, wanted.names, wanted.births, wanted.postcodes)
        rows: list[Seen] = []
        crowded: frozenset[Id] = frozenset()
        with self._open() as (connection, plan):
            from troth.stores.sql.people import held

            for table in self.people:
                found = held(connection, plan, table, _marks(asked))
                traits = [traits for _, traits in found.rows]
                crowded |= found.left_out | frequent(asked, traits, partial(plan.total, connection, table))
                rows += (
                    Seen(self.name, table, plan.key(table, row), traits, row)
                    for row, traits in found.rows
                    if asked.concerns(traits)
                )
        return rows, crowded

    def find(self, known: Known) -> Iterator[Found]:
        """Every row about this person, and those that look so, each with its class."""
        if not known.anybody and not known.people:
            return
        with self._open() as (connection, plan):
            from troth.stores.sql.walk import Reached, Walk

            seeds, barred = [], set()
            for seen, verdict in known.people:
                if seen.store == self.name:
                    seeds.append(Reached(seen.table, seen.key, seen.row, verdict))
                    if verdict.whose is Whose.OTHER:
                        barred.add((seen.table, seen.key))
            for table in self.maps:
                if self.maps[table].person and table not in self.people:
                    seeds += self._named(connection, plan, table, known)
            reached = Walk(connection, plan, frozenset(barred)).all(seeds)
        for row in reached:
            yield self._found(plan, row)

    def count(self, table: str) -> int:
        """How many rows a table has; none of them is read out."""
        with self._open() as (connection, plan):
            return plan.total(connection, table)

    def _named(self, connection: "Connection", plan: "Plan", table: str, known: Known) -> "Iterator[Reached]":
        """The rows of a table that name this person, or seem to."""
        from troth.stores.sql.people import held
        from troth.stores.sql.walk import Reached

        found = held(connection, plan, table, _marks(known), known.vouched)
        if found.left_out:
            known = replace(
                known,
                ids=known.ids - found.left_out,
                births=frozenset(day for day in known.births if ("birth-date", day) not in found.left_out),
                postcodes=frozenset(code for code in known.postcodes if ("postcode", code) not in found.left_out),
            )
        for row, verdict in judge(known, found.rows, partial(plan.total, connection, table)):
            yield Reached(table, plan.key(table, row), row, verdict)

    def _found(self, plan: "Plan", reached: "Reached") -> Found:
        live = plan.live[reached.table]
        data = dict(zip(live.columns, plan.turned(reached.table, reached.row), strict=True))
        key = {column: data[column] for column in live.key}
        return self.maps[reached.table].found(self.name, key, reached.verdict, data)

    # ---- the way in ----

    @contextmanager
    def _open(self) -> "Iterator[tuple[Connection, Plan]]":
        """The database at one moment, and the plan for it as it is."""
        from troth.stores.sql.address import open_engine, reading

        engine = open_engine(self._url)
        try:
            with reading(engine) as connection:
                yield connection, self._plan(engine, connection)
        except Fault:
            self._planned = None  # whatever it was, look anew next time
            raise

    @cached_property
    def _url(self) -> "URL":
        from troth.stores.sql.address import address

        return address(self.shape.url, self.env, self.home)

    def _plan(self, engine: "Engine", connection: "Connection") -> "Plan":
        """The prepared plan, made again when the catalogue may have changed."""
        from troth.stores.sql.address import stamp
        from troth.stores.sql.catalogue import catalogue
        from troth.stores.sql.plan import Plan

        now: Any = (engine, stamp(connection) or time.monotonic() // LOOK_AGAIN)
        if self._planned is None or self._planned[0] != now:
            self._planned = (now, Plan(self.shape, catalogue(connection, self.shape), engine.dialect))
        return self._planned[1]


def _marks(known: Known) -> frozenset[Id]:
    """Everything that rows are looked for by; birth dates and postcodes only with a name."""
    if not known.names:
        return known.ids
    days = {("birth-date", day) for day in known.births}
    return known.ids | days | {("postcode", code) for code in known.postcodes}
