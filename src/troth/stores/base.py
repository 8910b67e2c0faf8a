"""What every store is and says, and how its file is read.

A store is one place where data lies. It is made from a file of the company's `stores/` folder and answers `find` with
rows, each with its class and address; it never sees a request, a deadline or Django. It is asked with a `Known`: what a
search may go by (`match.py`), so that a claimed identifier never reaches it.

    read(name, entry, env, home) -> Store      what a kind's module offers; see `load.py`
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from troth.fault import Fault
from troth.policy.source import Path as Keys
from troth.policy.source import Source, nearest, quoted
from troth.stores.match import Id, Known, Person, Seen, Verdict
from troth.words import Found, Whose

ERASE = ("delete", "clear", "replace", "keep")  # what a file may say; carried out by the duty of erasure
EVENT = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Ask:
    """A system that has no store: a named colleague looks, and reports."""

    store: str
    colleague: str
    asks: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A store that could not be searched; there is no answer from it, not even a part of one."""

    store: str
    fault: Fault


@dataclass(frozen=True)
class Wanted:
    """What people tables are asked for: rows that hold one of these; births and postcodes count with a name only."""

    ids: frozenset[Id] = frozenset()
    names: frozenset[str] = frozenset()
    births: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()


class Store(Protocol):
    """One place where data lies."""

    name: str
    says: str
    kind: str
    maps: Mapping[str, "Table"]

    @property
    def tables(self) -> Mapping[str, str]:
        """Each table in plain words."""

    def find(self, known: Known) -> Iterator[Found | Ask]:
        """Every row about this person, and those that only look so, with class and address; a Fault if it cannot say.

        A Fault may come at any time: whatever was yielded before it is then no answer.
        """


@runtime_checkable
class Vouching(Protocol):
    """A store with people tables: their rows say who somebody is, and vouch for further identifiers."""

    people: tuple[str, ...]

    def seen(self, wanted: Wanted) -> tuple[list[Seen], frozenset[Id]]:
        """The rows of the people tables that hold what is wanted, and which values are too frequent to mean anybody."""


@dataclass(frozen=True)
class Table:
    """What a store file says of one table: who a row is about, what its columns hold, what may be shown."""

    name: str
    says: str
    person: Person = field(default_factory=Person)
    columns: Mapping[str, str] = field(default_factory=dict)  # column -> category of the policy
    when: str = ""
    clocks: Mapping[str, str] = field(default_factory=dict)  # event -> column
    erase: str = ""
    others: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    source: Source = field(default_factory=Source, compare=False, repr=False)
    path: Keys = field(default=(), compare=False)

    @property
    def named(self) -> frozenset[str]:
        """Every column that the file names in this table."""
        people = {c for columns in self.person.columns.values() for c in columns}
        when = {self.when} if self.when else set()
        return frozenset({*people, *self.columns, *when, *self.clocks.values(), *self.others, *self.hide})

    def found(self, store: str, key: Mapping[str, Any], verdict: Verdict, row: Mapping[str, Any]) -> Found:
        """A row as it may leave the store: nothing hidden in it, and of a shared one nothing that speaks of others."""
        left_out = {*self.hide, *(self.others if verdict.whose is not Whose.OWN else ())}
        data = {column: value for column, value in row.items() if column not in left_out}
        return Found(
            store,
            self.name,
            key,
            verdict.whose,
            data,
            {column: category for column, category in self.columns.items() if column in data},
            moment(row.get(self.when)) if self.when else None,
            verdict.because,
            {event: day for event, column in self.clocks.items() if (day := a_day(row.get(column)))},
        )


def moment(value: Any) -> date | datetime | None:
    """A date or time, also one written as text in ISO; None for what is neither."""
    if isinstance(value, date):  # a datetime is one
        return value
    if isinstance(value, str):
        text = value.strip()
        try:
            return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        except ValueError:
            return None
    return None


def a_day(value: Any) -> date | None:
    """The day of a date or time; None for what is neither."""
    found = moment(value)
    return found.date() if isinstance(found, datetime) else found


# ---- the words of a store file ----

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def expanded(text: str, env: Mapping[str, str]) -> str:
    """The text with each ${NAME} from the environment; a Fault that names the one which is missing, never a value."""
    for name in VARIABLE.findall(text):
        if not env.get(name):
            raise Fault(
                f"the environment says nothing for {name}",
                because="a store file names its secrets and places, and the environment gives them",
                remedy=f"set {name} for this program and start it again",
            )
    return VARIABLE.sub(lambda found: env[found[1]], text)


def place(text: str, env: Mapping[str, str], home: Path) -> Path:
    """A path of a store file: from the environment, relative to the company's folder."""
    return (home / Path(expanded(text, env)).expanduser()).absolute()


class Entry:
    """One mapping of a store file. What is wrong is collected in `faults`, at its place, and read on."""

    def __init__(self, value: Any, source: Source, path: Keys, faults: list[Fault]) -> None:
        self.source, self.path, self.faults = source, path, faults
        if not isinstance(value, dict):
            self.wrong(None, "here belongs a list of words with a colon")
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}

    def wrong(
        self, key: str | int | None, what: str, *, because: str = "", remedy: str = "", of_key: bool = False
    ) -> None:
        """Note a fault at a key of this mapping (or at itself)."""
        path = self.path if key is None else (*self.path, key)
        self.faults.append(self.source.fault(path, what, because=because, remedy=remedy, key=of_key))

    def __contains__(self, key: str) -> bool:
        return key in self.value

    def only(self, *keys: str) -> None:
        """A fault for every key that is none of these."""
        for key in self.value:
            if key not in keys:
                near = nearest(key, keys)
                meant = f"did you mean `{near}`?" if near else f"it knows {', '.join(keys)}"
                self.wrong(key, f"{quoted(key)} means nothing here", remedy=meant, of_key=True)

    def word(self, key: str, *, needed: bool = False, among: tuple[str, ...] = ()) -> str:
        """A text; empty if it is not there."""
        value = self.value.get(key)
        if value is None:
            if needed:
                self.wrong(None, f"`{key}` is missing", remedy=f"add `{key}:` here")
            return ""
        if not isinstance(value, str):
            self.wrong(key, f"`{key}` is one text", remedy=f"write `{key}: ...` on one line")
            return ""
        if among and value not in among:
            near = nearest(value, among)
            meant = f"did you mean `{near}`?" if near else f"it is one of {', '.join(among)}"
            self.wrong(key, f"{quoted(value)} is no `{key}`", remedy=meant)
            return ""
        return value.strip()

    def words(self, key: str) -> tuple[str, ...]:
        """One text or a list of texts."""
        value = self.value.get(key)
        value = [value] if isinstance(value, str) else value or []
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.wrong(key, f"`{key}` is a word or a list of words", remedy=f"write `{key}: [one, two]`")
            return ()
        return tuple(value)

    def pairs(self, key: str) -> dict[str, str]:
        """A mapping of texts to texts."""
        value = self.value.get(key)
        if value is None:
            return {}
        inner = self.entry(key)
        found = {}
        for name, text in inner.value.items():
            if isinstance(text, str):
                found[name] = text
            else:
                inner.wrong(name, f"{quoted(name)} needs one word", remedy=f"write `{name}: ...`")
        return found

    def entry(self, key: str) -> "Entry":
        """The mapping under a key; an empty one if it is not there."""
        return Entry(
            {} if self.value.get(key) is None else self.value[key], self.source, (*self.path, key), self.faults
        )

    def entries(self, key: str) -> dict[str, "Entry"]:
        """The mappings under the names of a mapping."""
        inner = self.entry(key)
        return {name: inner.entry(name) for name in inner.value}

    def listed(self, key: str) -> list["Entry"]:
        """The mappings of a list."""
        value = self.value.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(key, f"`{key}` is a list", remedy="begin each line of it with a dash")
            return []
        return [Entry(item, self.source, (*self.path, key, number), self.faults) for number, item in enumerate(value)]


TABLE_KEYS = ("says", "person", "columns", "when", "clocks", "erase", "others", "hide")


def read_table(name: str, entry: Entry) -> Table:
    """What the common keys of a table say; the keys of its own kind are for its store to read (`entry.only`)."""
    person = entry.entry("person")
    columns = {kind: person.words(kind) for kind in person.value}
    clocks = entry.pairs("clocks")
    for event in clocks:
        if not EVENT.fullmatch(event):
            entry.entry("clocks").wrong(
                event, f"{quoted(event)} is no event", remedy="write it as `order.completed`", of_key=True
            )
    return Table(
        name,
        entry.word("says") or f"data in {name}",
        Person({kind: words for kind, words in columns.items() if words}),
        entry.pairs("columns"),
        entry.word("when"),
        clocks,
        entry.word("erase", among=ERASE),
        entry.words("others"),
        entry.words("hide"),
        entry.source,
        entry.path,
    )
