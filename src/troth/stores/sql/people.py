"""The rows of a table that say they are somebody: found by identifiers, never by one that is blank or frequent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from troth.stores.forms import normal
from troth.stores.match import FEW, Id, Traits, too_many
from troth.stores.sql.plan import Plan
from troth.stores.sql.statement import Row
from troth.stores.sql.values import spellings

AT_ONCE = 50  # rows that are taken without counting first

Mark = tuple[str, str]  # a kind, and a column of the table


@dataclass(frozen=True)
class Held:
    """Rows of one table that hold a value which was asked for, and the values that were left out as frequent."""

    rows: list[tuple[Row, Traits]]
    left_out: frozenset[Id]


def held(
    connection: Connection, plan: Plan, table: str, ids: Iterable[Id], trusted: frozenset[Id] = frozenset()
) -> Held:
    """The rows that hold one of these identifiers (birth dates and postcodes among them), in one statement.

    Where too many rows come at once, frequent values are counted first and left out, unless they are `trusted`.
    """
    wanted = _by_column(plan, table, ids)
    if not wanted:
        return Held([], frozenset())
    rows = _rows(connection, plan, table, wanted, AT_ONCE + 1)
    left_out: frozenset[Id] = frozenset()
    if len(rows) > AT_ONCE:
        left_out = _frequent(connection, plan, table, wanted) - trusted
        rest = {mark: [v for v in values if (mark[0], v) not in left_out] for mark, values in wanted.items()}
        rows = _rows(connection, plan, table, {mark: values for mark, values in rest.items() if values}, 0)
    person, columns = plan.shape.tables[table].person, plan.live[table].columns
    return Held([(row, person.traits(dict(zip(columns, row, strict=True)))) for row in rows], left_out)


def _by_column(plan: Plan, table: str, ids: Iterable[Id]) -> dict[Mark, list[str]]:
    """The values that each identifying column is asked for."""
    person = plan.shape.tables[table].person
    by_kind: dict[str, list[str]] = {}
    for kind, value in sorted(ids):
        by_kind.setdefault(kind, []).append(value)
    return {mark: by_kind[mark[0]] for mark in (*person.strong, *person.weak) if mark[0] in by_kind}


def _rows(connection: Connection, plan: Plan, table: str, wanted: Mapping[Mark, list[str]], most: int) -> list[Row]:
    lists = {mark: spelled for mark, values in wanted.items() if (spelled := _spelled(plan, table, mark, values))}
    if not lists:
        return []
    return plan.holding(table, tuple(lists), most).run(connection, *lists.values())


def _spelled(plan: Plan, table: str, mark: Mark, values: list[str]) -> list[object]:
    declared = plan.live[table].types[mark[1]]
    return list(dict.fromkeys(s for value in values for s in spellings(mark[0], value, declared, plan.loose)))


def _frequent(connection: Connection, plan: Plan, table: str, wanted: Mapping[Mark, list[str]]) -> frozenset[Id]:
    """Which of the values are frequent in one of their columns, counted by the database."""
    counted: dict[tuple[str, Id], int] = {}
    for (kind, column), values in wanted.items():
        spelled = _spelled(plan, table, (kind, column), values)
        if not spelled:
            continue
        for value, count in plan.counting(table, kind, column).run(connection, spelled):
            place = (column, (kind, normal(kind, value)))
            counted[place] = counted.get(place, 0) + int(count)
    if max(counted.values(), default=0) <= FEW:
        return frozenset()
    return too_many(counted, lambda: plan.total(connection, table))
