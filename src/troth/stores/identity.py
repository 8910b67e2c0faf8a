"""Who is meant: from the verified identifiers of a request to one person, by way of the people tables.

The people tables alone say who somebody is. Rows that the given identifiers find there are one person, or several: then
the one whose name was given, or whom a number names that is issued to one person. If there are still several, nobody is
meant, and somebody has to look. From the person's own rows further identifiers are taken, and those find further rows
of the same person, until nothing new turns up. A value that another person's row holds too is a household's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from troth.stores.base import Wanted
from troth.stores.forms import says
from troth.stores.match import DECISIVE, Id, Known, Seen, Traits, Verdict, agree, people_among, together
from troth.words import Subject, Whose

Row = tuple[str, str, tuple[object, ...]]  # store, table, key
Asking = Callable[[Wanted], tuple[list[Seen], frozenset[Id]]]  # what `Vouching.seen` does


@dataclass
class Rows:
    """The rows of the people tables looked at so far, and the values that are too frequent to mean anybody."""

    stores: Sequence[Asking]
    seen: dict[Row, Seen] = field(default_factory=dict)
    frequent: set[Id] = field(default_factory=set)
    asked: set[Id] = field(default_factory=set)

    def ask(self, ids: Iterable[Id], names: frozenset[str], births: frozenset[str], postcodes: frozenset[str]) -> None:
        """Look for the rows that hold what was not asked for yet."""
        marks = frozenset(ids) - self.asked
        days = {("birth-date", day) for day in births} - self.asked if names else set()
        codes = {("postcode", code) for code in postcodes} - self.asked if names else set()
        if not (marks or days or codes):
            return
        self.asked |= marks | days | codes
        wanted = Wanted(marks, names, frozenset(day for _, day in days), frozenset(code for _, code in codes))
        for ask in self.stores:
            rows, frequent = ask(wanted)
            self.frequent |= frequent
            self.seen.update({(row.store, row.table, row.key): row for row in rows})

    def marks(self, row: Seen) -> frozenset[Id]:
        """The identifiers of a row that can mean somebody."""
        return row.traits.values - self.frequent

    def holding(self, marks: Iterable[Id]) -> list[Seen]:
        """The rows that hold one of these identifiers."""
        looked_for = set(marks) - self.frequent
        return [row for row in self.seen.values() if row.traits.values & looked_for]

    def named(self, known: Known) -> list[Seen]:
        """The rows of the name, with a birth date or postcode that goes with it."""
        return [row for row in self.seen.values() if known.by_name(row.traits) - self.frequent]


def meet(stores: Sequence[Asking], who: Subject) -> Known:
    """What a search for this person may go by; whatever a store raises that could not be asked."""
    given = Known.given(who)
    rows = Rows(stores)
    rows.ask(given.ids, given.names, given.births, given.postcodes)
    candidates = rows.holding(given.ids)
    mine = _chosen(given, candidates) if candidates else _by_name(rows, rows.named(given))
    if not mine:
        return _nobody(given, rows)
    mine = _widened(given, rows, mine)
    return _known(given, rows, mine)


# ---- which of several ----


def _chosen(given: Known, rows: list[Seen]) -> list[Seen]:
    """The rows of the one person meant, of those that hold a given identifier; none if it cannot be told."""
    people = [[rows[number] for number in group] for group in people_among([row.traits for row in rows])]
    if len(people) == 1:
        return people[0]
    asked = Traits(births=given.births)
    called = [p for p in people if any(row.traits.name in given.names and agree(row.traits, asked) for row in p)]
    people = called or people
    for test in (_decided, _all_given):
        if len(people) > 1:
            people = test(given, people) or people
    return people[0] if len(people) == 1 else []


def _decided(given: Known, people: list[list[Seen]]) -> list[list[Seen]]:
    """Those whom a number names that is issued to one person."""
    numbers = {mark for mark in given.ids if mark[0] in DECISIVE}
    return [person for person in people if any(row.traits.values & numbers for row in person)]


def _all_given(given: Known, people: list[list[Seen]]) -> list[list[Seen]]:
    """Those who have every one of the given identifiers that anybody has."""
    held = [given.ids & frozenset().union(*(row.traits.values for row in person)) for person in people]
    anybodys = frozenset().union(*held)
    return [person for person, marks in zip(people, held, strict=True) if marks == anybodys]


def _by_name(rows: Rows, named: list[Seen]) -> list[Seen]:
    """Rows found by a name with birth date or postcode only: one person if something else holds them together too."""
    if len(people_among([row.traits for row in named])) > 1:
        return []
    ties = [frozenset(mark for mark in rows.marks(row) if mark[0] != "customer") for row in named]
    return named if len(together(ties)) == 1 else []


# ---- everything that is theirs ----


def _widened(given: Known, rows: Rows, mine: list[Seen]) -> list[Seen]:
    """With the rows that share an identifier with them and agree in name and birth date, to the end."""
    while True:
        known = _of(given, rows, mine)
        rows.ask(known.ids, known.names, known.births, known.postcodes)
        marks = frozenset().union(*(rows.marks(row) for row in mine))
        near = [row for row in rows.holding(marks) if row not in mine]
        groups = people_among([row.traits for row in (*mine, *near)])
        theirs = {number for group in groups if any(number < len(mine) for number in group) for number in group}
        more = [row for number, row in enumerate(near, len(mine)) if number in theirs and _fits(known, row.traits)]
        if not more:
            return mine
        mine = [*mine, *more]


def _fits(known: Known, traits: Traits) -> bool:
    """Whether a row agrees with all that is known of the person."""
    named = not traits.name or not known.names or traits.name in known.names
    return named and agree(Traits(births=traits.births), Traits(births=known.births))


def _of(given: Known, rows: Rows, mine: list[Seen]) -> Known:
    """What the given identifiers and these rows say of the person."""
    own = [row.traits for row in mine]
    births = frozenset().union(*(t.births for t in own))
    return Known(
        (given.ids | frozenset().union(*(t.values for t in own))) - rows.frequent,
        given.names | frozenset(t.name for t in own if t.name),
        frozenset(day for day in births or given.births if ("birth-date", day) not in rows.frequent),
        frozenset(
            code
            for code in given.postcodes.union(*(t.postcodes for t in own))
            if ("postcode", code) not in rows.frequent
        ),
    )


def _known(given: Known, rows: Rows, mine: list[Seen]) -> Known:
    """The person, complete: which values others have too, and every row of the people tables with whose it is."""
    known = _of(given, rows, mine)
    own = frozenset((row.store, row.table, row.key) for row in mine)
    theirs = [row for key, row in rows.seen.items() if key not in own]
    household: dict[Id, frozenset[str]] = {}
    namesakes: set[Id] = set()
    judged: list[tuple[Seen, Verdict]] = [(row, _mine(given, row)) for row in mine]
    for row in theirs:
        shared, by_name = row.traits.values & known.ids, known.by_name(row.traits)
        for mark in shared:
            household[mark] = household.get(mark, frozenset()) | {row.traits.name}
        namesakes |= by_name
        if shared or by_name:
            judged.append((row, _not_mine(known, row, shared, by_name)))
    vouched = {mark for row in mine for mark in row.traits.values}
    vouched |= {("birth-date", day) for row in mine for day in row.traits.births}
    vouched |= {("postcode", code) for row in mine for code in row.traits.postcodes}
    return Known(
        known.ids,
        known.names,
        known.births,
        known.postcodes,
        frozenset(vouched - rows.frequent),
        household,
        frozenset(namesakes),
        tuple(judged),
    )


def _mine(given: Known, row: Seen) -> Verdict:
    held = row.traits.values & given.ids
    if held:
        return Verdict(Whose.OWN, f"it holds {says(kind for kind, _ in sorted(held))} that we were given")
    if given.by_name(row.traits):
        words = says(["name", *(kind for kind, _ in sorted(given.by_name(row.traits)))])
        return Verdict(Whose.OWN, f"it holds {words} that we were given")
    return Verdict(Whose.OWN, "it shares an identifier and the name with a row of this person")


def _not_mine(known: Known, row: Seen, shared: frozenset[Id], by_name: frozenset[Id]) -> Verdict:
    kinds = [kind for kind, _ in sorted(shared)] + (["name", *(kind for kind, _ in sorted(by_name))] if by_name else [])
    words = says(kinds)
    if row.traits.name and row.traits.name not in known.names:
        return Verdict(Whose.OTHER, f"it holds {words} of this person, but the name in it is somebody else's")
    if not agree(Traits(births=row.traits.births), Traits(births=known.births)):
        return Verdict(Whose.OTHER, f"it holds {words} of this person, but another birth date")
    return Verdict(Whose.OTHER, f"it holds {words} of this person, which is not enough; somebody has to look")


def _nobody(given: Known, rows: Rows) -> Known:
    """No one person is meant: what several people have finds nobody; what no people table knows can still find rows."""
    candidates = rows.holding(given.ids) or rows.named(given)
    contested = frozenset().union(*(row.traits.values for row in candidates))
    because = "several people have what we were given; somebody has to look"
    if not candidates:
        return Known(given.ids - rows.frequent, given.names, *_rare(given, rows))
    return Known(
        given.ids - contested - rows.frequent,
        people=tuple((row, Verdict(Whose.OTHER, because)) for row in candidates),
    )


def _rare(given: Known, rows: Rows) -> tuple[frozenset[str], frozenset[str]]:
    """The given birth dates and postcodes that are not frequent in the people tables."""
    days = frozenset(day for day in given.births if ("birth-date", day) not in rows.frequent)
    codes = frozenset(code for code in given.postcodes if ("postcode", code) not in rows.frequent)
    return days, codes
