"""What the file of an SQL store says: tables, and how their rows hang together.

A link says that rows of one table hang on rows of another, which of their columns are then equal, and whose a row is
that is reached by it. A link knows no direction of keys: an address hangs on the customer who names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from troth.policy.source import Path as Keys
from troth.policy.source import nearest, quoted
from troth.stores.base import TABLE_KEYS, Entry, Table, read_table

OWN, SHARED, IF_OTHERS, STAFF, OTHER = "own", "shared", "shared if others", "staff", "other"
AS = (OWN, SHARED, IF_OTHERS, STAFF, OTHER)


@dataclass(frozen=True)
class Link:
    """Rows of `child` hang on rows of `parent` where these columns are equal and `where` holds of the child."""

    child: str
    parent: str
    columns: tuple[tuple[str, str], ...]  # (of the child, of the parent)
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_: str = OWN  # own: whatever the parent's row is
    path: Keys = ()

    @property
    def mine(self) -> tuple[str, ...]:
        """The columns of the child."""
        return tuple(child for child, _ in self.columns)

    @property
    def theirs(self) -> tuple[str, ...]:
        """The columns of the parent."""
        return tuple(parent for _, parent in self.columns)


@dataclass(frozen=True)
class Shape:
    """One store file, read: its tables, its links, and which tables say who people are."""

    name: str
    says: str
    url: str
    tables: Mapping[str, Table]
    links: tuple[Link, ...]
    people: tuple[str, ...]

    def columns(self, table: str) -> frozenset[str]:
        """Every column of a table that the file names."""
        return self.tables[table].named | self.needed(table)

    def needed(self, table: str) -> frozenset[str]:
        """The columns that a search cannot do without, be they hidden from the answer or not."""
        entry = self.tables[table]
        people = {column for columns in entry.person.columns.values() for column in columns}
        below = {column for link in self.links if link.child == table for column in (*link.mine, *link.where)}
        above = {column for link in self.links if link.parent == table for column in link.theirs}
        return frozenset(people | below | above | {*entry.clocks.values(), *filter(None, [entry.when])})

    def key_of(self, table: str, column: str) -> Keys:
        """Where in the file a column is named first, for a fault that points at it."""
        path = self.tables[table].path
        entry = self.tables[table]
        for kind, columns in entry.person.columns.items():
            if column in columns:
                return (*path, "person", kind)
        for key, named in (("columns", entry.columns), ("when", (entry.when,)), ("clocks", entry.clocks.values())):
            if column in named:
                return (*path, key, column) if key == "columns" else (*path, key)
        for link in self.links:
            if link.child == table and (column in link.mine or column in link.where):
                return link.path
            if link.parent == table and column in link.theirs:
                return link.path
        return (*path, "hide") if column in entry.hide else (*path, "others")


def read_shape(name: str, entry: Entry) -> Shape:
    """The shape of a file; what is wrong in it is noted in the entry's faults."""
    entry.only("kind", "says", "url", "people", "tables")
    inner = entry.entries("tables")
    if not inner:
        entry.wrong(None, "the store names no tables", remedy="add `tables:` with a table under it")
    tables = {}
    links: list[Link] = []
    for table, of_table in inner.items():
        of_table.only(*TABLE_KEYS, "of")
        tables[table] = read_table(table, of_table)
        for number, link in enumerate(of_table.listed("of")):
            links += _link(table, link, number, tuple(inner))
    people = entry.words("people")
    for table in people:
        if table not in tables:
            entry.wrong("people", f"{quoted(table)} is no table of this store", remedy=_meant(table, tuple(tables)))
        elif not tables[table].person:
            inner[table].wrong(
                None,
                f"{quoted(table)} says who people are, but not by which columns",
                remedy="add for example `person: {customer: id, email: email, name: [first_name, last_name]}`",
            )
    url = entry.word("url", needed=True)
    return Shape(name, entry.word("says") or name, url, tables, tuple(links), tuple(people))


def _link(child: str, entry: Entry, number: int, tables: tuple[str, ...]) -> list[Link]:
    """One item of `of:`; nothing if it is wrong."""
    parents = [key for key in entry.value if key not in ("as", "where")]
    as_ = entry.word("as", among=AS) or OWN
    if len(parents) != 1:
        remedy = "write for example `- {contacts: {contact_id: id}}`"
        entry.wrong(None, "a link names one table, and which columns are equal", remedy=remedy)
        return []
    if parents[0] not in tables:
        what = f"{quoted(parents[0])} is no table of this store"
        entry.wrong(parents[0], what, remedy=_meant(parents[0], tables), of_key=True)
        return []
    columns = entry.pairs(parents[0])
    where = entry.entry("where")
    if not columns:
        entry.wrong(parents[0], "a link says which columns are equal", remedy="write `{column here: column there}`")
        return []
    conditions = {column: where.words(column) for column in where.value}
    return [Link(child, parents[0], tuple(columns.items()), conditions, as_, entry.path)]


def _meant(word: str, known: tuple[str, ...]) -> str:
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else f"the tables are {', '.join(known)}"
