"""Who is meant by a value: normal forms, what a row says of a person, and whose a row is by what it says.

Strong kinds (customer, national-id, email, phone, whatever else the policy declares) find people. A name, a birth date
or a postcode alone finds nobody; a name with one of the other two does, if that leaves one person. Blank values match
nobody, and neither do frequent ones, which stand for nobody in particular. Pure: rows come in, verdicts come out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from troth.stores.forms import normal, says
from troth.words import Subject, Whose

WEAK = ("name", "birth-date", "postcode")
DECISIVE = ("customer", "national-id")  # issued to one person: they outweigh an address that a household shares
FEW = 3  # that many rows may share a value in the smallest table
ONE_IN = 200  # of a table's rows
Id = tuple[str, str]  # a kind, and a value in its normal form
T = TypeVar("T")


# ---- what a row says of a person ----


@dataclass(frozen=True, slots=True)
class Person:
    """Which columns of a table tell who somebody is: alternatives by kind; those of a name are joined with a blank."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def strong(self) -> tuple[tuple[str, str], ...]:
        """(kind, column) for every column whose value alone finds somebody."""
        return tuple((kind, c) for kind, columns in self.columns.items() if kind not in WEAK for c in columns)

    @property
    def weak(self) -> tuple[tuple[str, str], ...]:
        """(kind, column) for birth date and postcode, if there is a name to go with them."""
        if "name" not in self.columns:
            return ()
        return tuple((kind, c) for kind in ("birth-date", "postcode") for c in self.columns.get(kind, ()))

    def __bool__(self) -> bool:
        return bool(self.columns)

    def traits(self, row: Mapping[str, Any]) -> "Traits":
        """What one row says, in normal forms, without its blanks."""
        ids = []
        for kind, column in self.strong:
            value = normal(kind, row.get(column))
            if value:
                ids.append((column, (kind, value)))
        parts = [str(part) for c in self.columns.get("name", ()) if (part := row.get(c)) is not None]
        return Traits(
            tuple(ids),
            normal("name", " ".join(parts)),
            frozenset(filter(None, (normal("birth-date", row.get(c)) for c in self.columns.get("birth-date", ())))),
            frozenset(filter(None, (normal("postcode", row.get(c)) for c in self.columns.get("postcode", ())))),
        )


@dataclass(frozen=True, slots=True)
class Traits:
    """What a row says of a person: identifiers by the column they stand in, name, birth dates, postcodes."""

    ids: tuple[tuple[str, Id], ...] = ()
    name: str = ""
    births: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()

    @property
    def values(self) -> frozenset[Id]:
        """The identifiers, wherever they stand."""
        return frozenset(mark for _, mark in self.ids)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whose a row is, and why in words, without a value of anybody's."""

    whose: Whose
    because: str


# ---- what a search goes by ----


@dataclass(frozen=True)
class Known:
    """One person as far as a search may go by it: verified values in normal form, and what is known of them.

    `vouched` stand in an own row of a people table. `household` are values that another person's row there holds too,
    with the names in those rows. `people` are the rows of the people tables that were looked at, judged; a store that
    has such tables begins from them.
    """

    ids: frozenset[Id] = frozenset()
    names: frozenset[str] = frozenset()
    births: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()
    vouched: frozenset[Id] = frozenset()
    household: Mapping[Id, frozenset[str]] = field(default_factory=dict)
    namesakes: frozenset[Id] = frozenset()  # birth dates and postcodes that somebody else of the name has too
    people: tuple[tuple["Seen", Verdict], ...] = ()

    @classmethod
    def given(cls, who: Subject) -> "Known":
        """What the verified identifiers of a request say; the claimed ones are not looked at."""
        marks = {(i.kind, normal(i.kind, i.value)) for i in who.verified}
        marks = {(kind, value) for kind, value in marks if value}
        weak = {kind: frozenset(v for k, v in marks if k == kind) for kind in WEAK}
        strong = frozenset(mark for mark in marks if mark[0] not in WEAK)
        return cls(strong, weak["name"], weak["birth-date"], weak["postcode"])

    def values(self, kind: str) -> frozenset[str]:
        """The normal values of one kind that a search may go by."""
        weak = {"name": self.names, "birth-date": self.births, "postcode": self.postcodes}
        return weak[kind] if kind in weak else frozenset(value for k, value in self.ids if k == kind)

    @property
    def anybody(self) -> bool:
        """Whether there is anything to search by."""
        return bool(self.ids or (self.names and (self.births or self.postcodes)))

    def by_name(self, traits: Traits) -> frozenset[Id]:
        """The birth date or postcode that, with the name, makes a row look like this person's."""
        if not traits.name or traits.name not in self.names:
            return frozenset()
        births = {("birth-date", day) for day in traits.births & self.births}
        return frozenset(births | {("postcode", code) for code in traits.postcodes & self.postcodes})

    def concerns(self, traits: Traits) -> bool:
        """Whether the row is worth a verdict: it holds an identifier, or the name with birth date or postcode."""
        return any(mark in self.ids for _, mark in traits.ids) or bool(self.by_name(traits))


@dataclass(frozen=True)
class Seen:
    """One row of a people table as a store saw it; `row` is the store's own."""

    store: str
    table: str
    key: tuple[Any, ...]
    traits: Traits
    row: Any = field(default=None, compare=False, repr=False)


# ---- whose a row is ----


def judge(known: Known, rows: Iterable[tuple[T, Traits]], total: int | Callable[[], int]) -> list[tuple[T, Verdict]]:
    """Whose each row of one table is, in their order; rows that match nobody are left out.

    `rows` are all rows of a table, or at least all that hold a value of `known`; `total` is how many rows the table
    has (asked only where that matters). Not for people tables: those are judged by who they say people are.

    A frequent value finds nobody, unless this person's own row in a people table vouches for it and it is nobody else's
    there: then it is they who are busy, and only a row that names somebody else is not theirs. Nor is it frequent for
    being in many rows of one name.
    """
    rows = list(rows)
    crowded = frequent(known, (traits for _, traits in rows), total)
    busy = {mark for mark in crowded & known.ids if _holders(mark, rows) <= FEW}
    good = (known.ids | _weak_marks(known)) - (crowded - known.vouched - busy)
    held = [
        (row, traits, traits.values & known.ids & good, known.by_name(traits) & good)
        for row, traits in rows
        if known.concerns(traits)
    ]
    several = _several(known, [(traits, marks) for _, traits, marks, _ in held if marks])
    by_name = [traits for _, traits, marks, weak in held if weak and not marks and not _contradicts(known, traits)]
    alone = len(together([traits.values for traits in by_name if traits.values])) <= 1
    judged: list[tuple[T, Verdict]] = []
    for row, traits, marks, weak in held:
        if marks:
            judged.append((row, by_identifiers(known, traits, marks, (crowded & known.vouched) | several)))
        elif weak:
            judged.append((row, _by_name(known, traits, weak, alone)))
    return judged


def _holders(mark: Id, rows: Sequence[tuple[object, Traits]]) -> int:
    """How many people may be meant by a value: rows of one name are one person, a row without a name is one more."""
    return len({traits.name or number for number, (_, traits) in enumerate(rows) if mark in traits.values})


def _weak_marks(known: Known) -> frozenset[Id]:
    births = {("birth-date", day) for day in known.births}
    return frozenset(births | {("postcode", code) for code in known.postcodes})


def frequent(known: Known, rows: Iterable[Traits], total: int | Callable[[], int]) -> frozenset[Id]:
    """Those of the person's values that more than 3 rows, and more than 1 in 200 of the table's, hold in one column."""
    counted: Counter[tuple[str, Id]] = Counter()
    for traits in rows:
        counted.update((column, mark) for column, mark in traits.ids if mark in known.ids)
        counted.update(("", ("birth-date", day)) for day in traits.births & known.births)
        counted.update(("", ("postcode", code)) for code in traits.postcodes & known.postcodes)
    return too_many(counted, total)


def too_many(counted: Mapping[tuple[str, Id], int], total: int | Callable[[], int]) -> frozenset[Id]:
    """The values that are frequent, from how many rows hold each in one column and how many rows there are."""
    many = {place: count for place, count in counted.items() if count > FEW}
    if not many:
        return frozenset()
    rows = total() if callable(total) else total
    return frozenset(mark for (_, mark), count in many.items() if count * ONE_IN > rows)


def _several(known: Known, rows: Sequence[tuple[Traits, frozenset[Id]]]) -> frozenset[Id]:
    """Values for which no people table vouches, and which rows of several people hold here."""
    found = set()
    for mark in known.ids - known.vouched:
        if len(people_among([traits for traits, marks in rows if mark in marks])) > 1:
            found.add(mark)
    return frozenset(found)


def by_identifiers(known: Known, traits: Traits, marks: frozenset[Id], unsure: frozenset[Id] = frozenset()) -> Verdict:
    """Whose a row is that holds these identifiers of the person; `unsure` are those which others here may have too."""
    kinds = says(kind for kind, _ in sorted(marks))
    sole = marks - known.household.keys()
    if any(kind in DECISIVE for kind, _ in sole):
        return Verdict(Whose.OWN, f"it holds {kinds} of this person")
    elsewhere = _anothers(known, traits)
    if sole - unsure and not elsewhere:
        return Verdict(Whose.OWN, f"it holds {kinds} of this person")
    if elsewhere and not traits.name:
        return Verdict(Whose.OTHER, f"it holds {kinds}, but {says([elsewhere])} in it is somebody else's")
    if traits.name and known.names and traits.name not in known.names:
        return Verdict(Whose.OTHER, f"it holds {kinds}, but the name in it is somebody else's")
    if marks <= unsure - known.vouched and not known.names:
        return Verdict(Whose.OTHER, f"several people have {kinds} here; somebody has to look")
    return _among_others(known, traits, marks, kinds)


def _among_others(known: Known, traits: Traits, marks: frozenset[Id], kinds: str) -> Verdict:
    """A row found by what several people may hold, which does not name somebody else, except perhaps a namesake."""
    shared = marks & known.household.keys()
    if not traits.name and marks <= known.household.keys() | (known.ids - known.vouched):
        return Verdict(Whose.SHARED, f"it holds {kinds}, which other people use too, and does not say whose it is")
    if traits.births and known.births and not traits.births & known.births:
        return Verdict(Whose.OTHER, f"it holds {kinds} and the name, but another birth date")
    namesake = any(traits.name in known.household[mark] for mark in shared)
    if namesake and not traits.births & known.births:
        return Verdict(Whose.OTHER, f"it holds {kinds} and a name that two people have; somebody has to look")
    return Verdict(Whose.OWN, f"it holds {kinds}{' and the name' if traits.name else ''} of this person")


def _anothers(known: Known, traits: Traits) -> str:
    """The decisive kind by which a row names somebody else; empty if it does not."""
    for kind in DECISIVE:
        mine = known.values(kind)
        theirs = {value for k, value in traits.values if k == kind}
        if mine and theirs and not mine & theirs:
            return kind
    return ""


def _contradicts(known: Known, traits: Traits) -> str:
    """What in a row of this person's name says that it is somebody else; empty if nothing does."""
    if traits.births and known.births and not traits.births & known.births:
        return "birth-date"
    return _anothers(known, traits)


def _by_name(known: Known, traits: Traits, marks: frozenset[Id], alone: bool) -> Verdict:
    """Whose a row is that only a name with a birth date or a postcode ties to this person."""
    words = says(["name", *(kind for kind, _ in sorted(marks))])
    against = _contradicts(known, traits)
    if against:
        return Verdict(Whose.OTHER, f"it holds {words}, but {says([against])} in it is somebody else's")
    if marks <= known.namesakes:
        return Verdict(Whose.OTHER, f"it holds {words}, and so does somebody else; somebody has to look")
    if not alone:
        return Verdict(Whose.OTHER, f"several people have {words}; somebody has to look")
    return Verdict(Whose.OWN, f"it holds {words} of this person")


# ---- which rows are one person ----


def agree(one: Traits, two: Traits) -> bool:
    """Whether two rows may be one person: names agree and birth dates do not conflict, as far as they are there."""
    names = not one.name or not two.name or one.name == two.name
    return names and (not one.births or not two.births or bool(one.births & two.births))


def people_among(rows: Sequence[Traits]) -> list[list[int]]:
    """Numbers of the rows, grouped by person. A row that agrees with two people of the others stands alone.

    >>> anna, bert = Traits(name="anna"), Traits(name="bert")
    >>> born = Traits(name="anna", births=frozenset({"1980-01-31"}))
    >>> people_among([anna, bert, born]), len(people_among([anna, bert, Traits()]))
    ([[2, 0], [1]], 3)
    """
    profiles: dict[tuple[str, frozenset[str]], list[int]] = {}
    for number, traits in enumerate(rows):
        profiles.setdefault((traits.name, traits.births), []).append(number)
    people: list[tuple[list[Traits], list[int]]] = []
    named: dict[str, list[tuple[list[Traits], list[int]]]] = {}
    for profile in sorted(profiles, key=lambda p: (not (p[0] and p[1]), not p[0], not p[1])):
        traits = Traits(name=profile[0], births=profile[1])
        near = named.get(traits.name, []) if traits.name else people  # those without a name come last
        fitting = list(islice((person for person in near if all(agree(traits, other) for other in person[0])), 2))
        if len(fitting) == 1:
            fitting[0][0].append(traits)
            fitting[0][1].extend(profiles[profile])
        else:
            people.append(([traits], list(profiles[profile])))
            named.setdefault(traits.name, []).append(people[-1])
    return [numbers for _, numbers in people]


def together(sets: Sequence[frozenset[Id]]) -> list[list[int]]:
    """Numbers of the sets, grouped so that those which share a value, directly or by way of others, are together."""
    leads = list(range(len(sets)))

    def lead(number: int) -> int:
        while leads[number] != number:
            leads[number] = number = leads[leads[number]]
        return number

    first: dict[Id, int] = {}
    for number, values in enumerate(sets):
        for value in values:
            leads[lead(number)] = lead(first.setdefault(value, number))
    groups: dict[int, list[int]] = {}
    for number in range(len(sets)):
        groups.setdefault(lead(number), []).append(number)
    return list(groups.values())
