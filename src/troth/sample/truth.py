"""Whose row each row is, written down by the hand that makes it. Nothing here ever reads the estate back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from troth.sample.model import Person

Row = tuple[str, str, tuple[tuple[str, Any], ...]]


@dataclass(eq=False, slots=True)
class Part:
    """One entry of the truth: who asks, by which identifiers, which trap it sets, and who stands near.

    Without a `person` nobody may be found: what is given is too little to tell who asks.
    """

    name: str
    who: Sequence[tuple[str, str]]
    trap: str
    person: Person | None
    near: Sequence[Person] = ()


class Book:
    """The rows of the people whom the truth follows, by class."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Person, dict[Row, None]]] = {w: {} for w in ("own", "shared", "other", "staff")}

    def _add(self, whose: str, person: Person, store: str, table: str, key: dict[str, Any]) -> None:
        if person.tracked:
            self._rows[whose].setdefault(person, {})[store, table, tuple(key.items())] = None

    def own(self, person: Person, store: str, table: str, **key: Any) -> None:
        """A row about this person."""
        self._add("own", person, store, table, key)

    def about(self, people: Iterable[Person], store: str, table: str, **key: Any) -> None:
        """A row about all of these: one's own if it is one, shared by each if they are several."""
        all_of_them = dict.fromkeys(people)
        for person in all_of_them:
            self._add("own" if len(all_of_them) == 1 else "shared", person, store, table, key)

    def shared(self, person: Person, store: str, table: str, **key: Any) -> None:
        """A row about this person in which others are named."""
        self._add("shared", person, store, table, key)

    def written(self, by: Person, mates: Iterable[Person], store: str, table: str, **key: Any) -> None:
        """A row with the writer's name on it, found by a value that others of the household have too."""
        self.own(by, store, table, **key)
        for mate in mates:
            if mate is not by:
                self.other(mate, store, table, **key)

    def other(self, person: Person, store: str, table: str, **key: Any) -> None:
        """A row that lies near this person and is somebody else's."""
        self._add("other", person, store, table, key)

    def staff(self, person: Person | None, store: str, table: str, **key: Any) -> None:
        """A row in which this person acted at work."""
        if person is not None:
            self._add("staff", person, store, table, key)

    def of(self, part: Part) -> dict[str, Any]:
        """One entry of truth.json. What belongs to those who stand near, and not to this person, is `other`."""
        mine: dict[str, dict[Row, None]] = {w: {} for w in self._rows}
        if part.person is not None:
            mine = {whose: dict(rows.get(part.person, {})) for whose, rows in self._rows.items()}
        for near in part.near:
            for whose in ("own", "shared"):
                mine["other"] |= self._rows[whose].get(near, {})
        given = mine["own"].keys() | mine["shared"].keys()
        mine["shared"] = {row: None for row in mine["shared"] if row not in mine["own"]}
        for whose in ("other", "staff"):
            mine[whose] = {row: None for row in mine[whose] if row not in given}
        entry: dict[str, Any] = {"name": part.name, "who": [list(pair) for pair in part.who], "trap": part.trap}
        return entry | {whose: [_plain(row) for row in sorted(rows, key=_order)] for whose, rows in mine.items()}


def _order(row: Row) -> tuple[str, str, str]:
    return row[0], row[1], "|".join(f"{value:>12}" for _, value in row[2])


def _plain(row: Row) -> dict[str, Any]:
    store, table, key = row
    return {"store": store, "table": table, "key": dict(key)}
