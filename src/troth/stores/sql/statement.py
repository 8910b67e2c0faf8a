"""A statement with lists of values, compiled once for each size of its lists and run as text from then on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.sql import ColumnElement
from sqlalchemy.types import NullType

LONGEST = 256  # values in one list; longer ones are parted

Row = tuple[Any, ...]
Build = Callable[[Sequence[Sequence[Any]]], Any]  # from lists of parameters to a statement


@dataclass(frozen=True, slots=True)
class Compiled:
    """The text of a statement, and how its parameters are given: by place, or by name."""

    text: str
    order: tuple[str, ...] | None  # of the names; None if they are given by name
    own: dict[str, Any]  # what the dialect itself put in

    def given(self, flat: Sequence[Any]) -> Any:
        """The parameters as the driver takes them, from the values of all lists in their order."""
        named = {f"v{number}": value for number, value in enumerate(flat)} | self.own
        return named if self.order is None else tuple(named[name] for name in self.order)


class Prepared:
    """One statement. Its lists come in a few sizes (1, 2, 4, ...), so that most searches meet no new one.

    A list holds values, or tuples of as many values as a composite key has columns.
    """

    def __init__(self, dialect: Dialect, build: Build) -> None:
        self._dialect, self._build = dialect, build
        self._compiled: dict[tuple[tuple[int, int], ...], Compiled] = {}

    def run(self, connection: Connection, *lists: Sequence[Any]) -> list[Row]:
        """The rows for these lists; a list is filled up by repeating its last value."""
        sizes = tuple((_size(len(values)), len(values[0]) if isinstance(values[0], tuple) else 0) for values in lists)
        compiled = self._compiled.get(sizes) or self._compile(sizes)
        flat: list[Any] = []
        for values, (size, width) in zip(lists, sizes, strict=True):
            for value in (*values, *[values[-1]] * (size - len(values))):
                flat.extend(value) if width else flat.append(value)
        cursor = connection.connection.cursor()  # the driver's own: what SQLAlchemy makes of each row is not needed
        try:
            cursor.execute(compiled.text, compiled.given(flat))
            return list(cursor.fetchall())
        finally:
            cursor.close()

    def over(self, connection: Connection, values: Sequence[Any], *lists: Sequence[Any]) -> Iterator[Row]:
        """The rows for one list of any length, and others that stay the same."""
        for start in range(0, len(values), LONGEST):
            yield from self.run(connection, values[start : start + LONGEST], *lists)

    def _compile(self, sizes: tuple[tuple[int, int], ...]) -> Compiled:
        names = (f"v{number}" for number in count())

        def parameter() -> sa.BindParameter[Any]:
            return sa.bindparam(next(names), type_=NullType())

        lists = [
            [tuple(parameter() for _ in range(width)) if width else parameter() for _ in range(size)]
            for size, width in sizes
        ]
        made = self._build(lists).compile(dialect=self._dialect, compile_kwargs={"render_postcompile": True})
        own = {name: value for name, value in made.params.items() if value is not None}
        order = tuple(made.positiontup) if made.positional else None
        return self._compiled.setdefault(sizes, Compiled(str(made), order, own))


def _size(count: int) -> int:
    return 1 << (count - 1).bit_length() if count > 1 else count


def equal(columns: Sequence[ColumnElement[Any]], rows: Sequence[Row]) -> ColumnElement[bool]:
    """That the columns are equal to one of these rows of parameters."""
    if len(columns) == 1:
        return columns[0].in_([row[0] for row in rows])
    return sa.or_(*(sa.and_(*(c == v for c, v in zip(columns, row, strict=True))) for row in rows))


def without(what: ColumnElement[Any], signs: str) -> ColumnElement[Any]:
    """A text without some signs, written out so that an index on the same expression is used."""
    for sign in signs:
        what = sa.func.replace(what, sa.literal_column(f"'{sign}'"), sa.literal_column("''"))
    return what
