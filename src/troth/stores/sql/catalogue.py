"""The database's own catalogue: which tables and columns there are now. Names reach a statement only from here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.types import TypeEngine

from troth.fault import Fault, Faults
from troth.policy.source import nearest, quoted
from troth.stores.sql.shape import Shape


@dataclass(frozen=True)
class Live:
    """One table as it is now. `columns` are those that are read: all but the hidden ones that no search needs."""

    name: str
    clause: sa.TableClause
    columns: tuple[str, ...]
    types: Mapping[str, TypeEngine[Any]]
    key: tuple[str, ...]  # of the primary key; where there is none, all columns that are read

    def at(self, columns: Iterable[str]) -> tuple[int, ...]:
        """The places of columns in a row that was read."""
        return tuple(self.columns.index(column) for column in columns)


def catalogue(connection: Connection, shape: Shape) -> dict[str, Live]:
    """The tables of the shape, as the database has them; Faults for each name that it has not."""
    inspector = sa.inspect(connection)
    there = (*inspector.get_table_names(), *inspector.get_view_names())
    found: dict[str, Live] = {}
    faults: list[Fault] = []
    for name in shape.tables:
        place = _place(name, there, inspector)
        if place is None:
            faults.append(_no_table(shape, name, there))
            continue
        live = _live(name, *place, shape, inspector)
        missing = sorted(shape.columns(name) - live.types.keys())
        faults += [_no_column(shape, name, column, tuple(live.types)) for column in missing]
        found[name] = live
    if faults:
        raise Faults(faults)
    return found


def described(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Every table of the database with its columns as they are now, whether or not the file names it."""
    inspector = sa.inspect(connection)
    names = sorted((*inspector.get_table_names(), *inspector.get_view_names()))
    return {name: tuple(column["name"] for column in inspector.get_columns(name)) for name in names}


def unnamed(connection: Connection, shape: Shape) -> tuple[str, ...]:
    """What the file does not name: columns of its tables, and tables that hang on them; `table.column`, `table`.

    Keys are left out: they say which row it is, and what it hangs on. A table on which nothing of ours hangs by a key
    is left out too: whether it holds anything about anybody, only a look at its content can tell.
    """
    inspector = sa.inspect(connection)
    found = []
    for name, columns in described(connection).items():
        foreign = inspector.get_foreign_keys(name)
        if name in shape.tables:
            keys = {*inspector.get_pk_constraint(name)["constrained_columns"]}
            keys |= {column for key in foreign for column in key["constrained_columns"]}
            found += [f"{name}.{column}" for column in columns if column not in shape.columns(name) | keys]
        elif any(key["referred_table"] in shape.tables for key in foreign):
            found.append(name)
    return tuple(found)


def _place(name: str, there: tuple[str, ...], inspector: sa.Inspector) -> tuple[str, str | None] | None:
    """Table and schema of a name as the file writes it (`orders`, `sales.orders`)."""
    if name in there:
        return name, None
    schema, dot, table = name.partition(".")
    if dot and schema in inspector.get_schema_names():
        names = (*inspector.get_table_names(schema), *inspector.get_view_names(schema))
        return (table, schema) if table in names else None
    return None


def _live(name: str, table: str, schema: str | None, shape: Shape, inspector: sa.Inspector) -> Live:
    try:
        types = {column["name"]: column["type"] for column in inspector.get_columns(table, schema)}
        key = tuple(inspector.get_pk_constraint(table, schema)["constrained_columns"])
    except NoSuchTableError:  # dropped between two looks
        types, key = {}, ()
    hidden = set(shape.tables[name].hide) - set(key) - shape.needed(name)
    columns = tuple(column for column in types if column not in hidden)
    clause = sa.table(table, *(sa.column(column) for column in types), schema=schema)
    return Live(name, clause, columns, types, key or columns)


def _no_table(shape: Shape, name: str, there: tuple[str, ...]) -> Fault:
    near = nearest(name, there)
    return shape.tables[name].source.fault(
        shape.tables[name].path,
        f"there is no table {quoted(name)} in the database of `{shape.name}`",
        because="the database's own catalogue decides what there is",
        remedy=f"did you mean `{near}`?" if near else "take it out of the store file, or see that `url:` is right",
        key=True,
    )


def _no_column(shape: Shape, table: str, column: str, there: tuple[str, ...]) -> Fault:
    near = nearest(column, there)
    return shape.tables[table].source.fault(
        shape.key_of(table, column),
        f"there is no column {quoted(column)} in the table {quoted(table)} of `{shape.name}`",
        because="the database's own catalogue decides what there is",
        remedy=f"did you mean `{near}`?"
        if near
        else "take it out of the store file, or name the column that holds it now",
    )
