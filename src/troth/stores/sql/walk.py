"""From a person's own rows to every row that hangs on them, each with its class, to the end.

A class is the strongest that anything claims for the row: own, shared, staff, other. So what is own is followed to its
end first, then what is shared; rows of staff and others are never followed. A row reached by `shared if others` is own
as long as only this person's own rows reach it, by whichever of its links; that is asked again when more rows turn out
to be theirs. Each link is one statement for all the rows it starts from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from troth.stores.match import Verdict
from troth.stores.sql.plan import Plan, hashable
from troth.stores.sql.shape import IF_OTHERS, OTHER, OWN, SHARED, STAFF, Link
from troth.stores.sql.statement import Row
from troth.words import Whose

RANK = {Whose.OWN: 0, Whose.SHARED: 1, Whose.STAFF: 2, Whose.OTHER: 3}
Place = tuple[str, Row]  # a table, and a row's key there


@dataclass(frozen=True, slots=True)
class Reached:
    """One row that a search reached."""

    table: str
    key: Row
    row: Row
    verdict: Verdict


class Walk:
    """One search of one store. `barred` are rows of people tables that are somebody else's, whatever hangs on what."""

    def __init__(self, connection: Connection, plan: Plan, barred: frozenset[Place]) -> None:
        self.connection, self.plan, self.barred = connection, plan, barred
        self.reached: dict[Place, Reached] = {}
        self._unsure: dict[Place, tuple[Row, Link]] = {}  # reached `shared if others`, not yet own

    def all(self, seeds: Iterable[Reached]) -> list[Reached]:
        """Every row that hangs on the seeds, and they themselves, own ones first."""
        begin: dict[Whose, list[Reached]] = {whose: [] for whose in RANK}
        for seed in seeds:
            begin[seed.verdict.whose].append(seed)
        self._follow(self._new(begin[Whose.OWN]), Whose.OWN)
        while decided := self._new(self._nobody_elses()):
            self._follow(decided, Whose.OWN)
        shared = self._new([*begin[Whose.SHARED], *self._shared_out()])
        self._follow(shared, Whose.SHARED)
        for as_, whose in ((STAFF, Whose.STAFF), (OTHER, Whose.OTHER)):
            self._new([*begin[whose], *self._edge(as_, whose)])
        return sorted(self.reached.values(), key=lambda reached: RANK[reached.verdict.whose])

    def _new(self, rows: Iterable[Reached]) -> list[Reached]:
        """Those rows that nothing stronger, or nothing at all, had claimed; they are now."""
        added = []
        for reached in rows:
            place = (reached.table, reached.key)
            if place not in self.reached and (place not in self.barred or reached.verdict.whose is Whose.OTHER):
                self.reached[place] = reached
                added.append(reached)
        return added

    # ---- downwards ----

    def _follow(self, begin: list[Reached], whose: Whose) -> None:
        """Every row of one class that hangs on these; parents before children, so that a link seldom runs twice."""
        waiting: dict[str, list[Row]] = {}
        self._wait(waiting, begin)
        while waiting:
            table = min(waiting, key=self.plan.order.__getitem__)
            rows = waiting.pop(table)
            for link in self._links(table):
                if link.as_ == OWN or (whose is Whose.SHARED and link.as_ in (SHARED, IF_OTHERS)):
                    self._wait(waiting, self._new(self._below(link, rows, whose)))
                elif link.as_ == IF_OTHERS:
                    for row in self.plan.below(self.connection, link, rows):
                        self._unsure.setdefault((link.child, self.plan.key(link.child, row)), (row, link))

    def _wait(self, waiting: dict[str, list[Row]], rows: Iterable[Reached]) -> None:
        for reached in rows:
            waiting.setdefault(reached.table, []).append(reached.row)

    def _links(self, parent: str) -> list[Link]:
        return [link for link in self.plan.shape.links if link.parent == parent]

    def _below(self, link: Link, rows: list[Row], whose: Whose) -> Iterator[Reached]:
        verdict = Verdict(whose, f"its {_named(link.mine)} leads to {_SAID[whose]} in {link.parent}")
        for row in self.plan.below(self.connection, link, rows):
            yield Reached(link.child, self.plan.key(link.child, row), row, verdict)

    # ---- shared if others ----

    def _nobody_elses(self) -> list[Reached]:
        """The rows reached `shared if others` that, as far as is known now, only this person's own rows reach."""
        unsure: dict[str, dict[Place, tuple[Row, Link]]] = {}
        for place, found in self._unsure.items():
            if place not in self.reached:
                unsure.setdefault(place[0], {})[place] = found
        decided = []
        for table, places in unsure.items():
            others = self._others(table, [row for row, _ in places.values()])
            for place, (row, link) in places.items():
                if place[1] not in others:
                    because = f"{_SAID[Whose.OWN]} in {link.parent} leads to it, and nobody else's does"
                    decided.append(Reached(table, place[1], row, Verdict(Whose.OWN, because)))
        return decided

    def _others(self, table: str, rows: list[Row]) -> set[Row]:
        """The keys of those rows which rows of somebody else reach, by any link that asks for it."""
        found: set[Row] = set()
        for link in self.plan.shape.links:
            if link.child != table or link.as_ != IF_OTHERS:
                continue
            fit = [row for row in rows if self.plan.meets(link, row)]
            counts = self.plan.above(self.connection, link, fit)
            own = self._own(link)
            for row in fit:
                values = self.plan.across(link.child, link.mine, link.parent, link.theirs, row)
                if any(counts.get(value, 0) > own.get(value, 0) for value in values):
                    found.add(self.plan.key(table, row))
        return found

    def _own(self, link: Link) -> dict[Row, int]:
        """How many of the person's own rows of the link's parent have each of the values that it compares."""
        places = self.plan.live[link.parent].at(link.theirs)
        counted: dict[Row, int] = {}
        for reached in self.reached.values():
            if reached.table == link.parent and reached.verdict.whose is Whose.OWN:
                value = tuple(hashable(reached.row[place]) for place in places)
                counted[value] = counted.get(value, 0) + 1
        return counted

    # ---- what is not own ----

    def _shared_out(self) -> list[Reached]:
        """The rows that the person's own rows share with others."""
        because = "{} in {} leads to it, and so do other people's rows"
        left = [
            Reached(table, key, row, Verdict(Whose.SHARED, because.format(_SAID[Whose.OWN], link.parent)))
            for (table, key), (row, link) in self._unsure.items()
        ]
        return [*left, *self._edge(SHARED, Whose.SHARED)]

    def _edge(self, as_: str, whose: Whose) -> list[Reached]:
        """The rows that hang on own or shared ones by a link of this kind."""
        found: list[Reached] = []
        for link in self.plan.shape.links:
            if link.as_ == as_:
                rows = [r.row for r in self.reached.values() if r.table == link.parent and RANK[r.verdict.whose] < 2]
                found += (Reached(r.table, r.key, r.row, _edge(link, whose)) for r in self._below(link, rows, whose))
        return found


_SAID = {
    Whose.OWN: "this person's row",
    Whose.SHARED: "a row that this person shares",
    Whose.STAFF: "a row of this person",
    Whose.OTHER: "a row of this person",
}


def _edge(link: Link, whose: Whose) -> Verdict:
    """Why a row at the edge has its class."""
    column = _named(link.mine)
    match whose:
        case Whose.STAFF:
            return Verdict(whose, f"this person acted in the course of work ({column} in {link.child})")
        case Whose.OTHER:
            return Verdict(
                whose, f"its {column} leads to this person's row in {link.parent}, but it is about somebody else"
            )
        case _:
            return Verdict(
                whose, f"its {column} leads to this person's row in {link.parent}, and it is about others too"
            )


def _named(columns: tuple[str, ...]) -> str:
    return " and ".join(columns)
