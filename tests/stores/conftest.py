"""A small database made for one test, with its store file, and a question to it."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from troth import stores
from troth.fault import Fault
from troth.words import Found, Identifier, Subject


@dataclass
class Place:
    """A folder of stores over small databases."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    def database(self, script: str, name: str = "small") -> Path:
        """A database made by a script."""
        path = self.folder / f"{name}.sqlite"
        with sqlite3.connect(path) as made:
            made.execute("PRAGMA synchronous = OFF")  # a test's database need not outlive a power cut
            made.executescript(script)
        made.close()
        return path

    def file(self, text: str, name: str = "small", *, whole: bool = False) -> Path:
        """A store file; what every one of them needs is put in front."""
        path = self.folder / "stores" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        if not whole and not re.search("^kind:", text, re.M):
            text = f"kind: sql\nsays: A small database\nurl: sqlite:///{name}.sqlite\n{text}"
        path.write_text(text, encoding="utf-8")
        return path

    def load(self) -> dict[str, stores.Store]:
        return stores.load(self.folder / "stores", self.env, self.folder)

    def find(self, *who: str, claimed: tuple[str, ...] = (), only: list[str] | None = None) -> "Answer":
        """What is found for `kind=value`; a store that failed is an error here."""
        answer = Answer(list(stores.find(self.load(), subject(*who, claimed=claimed), only)))
        assert not answer.faults, answer.faults[0]
        return answer

    def faults(self, *who: str, only: list[str] | None = None) -> dict[str, Fault]:
        """The faults of the stores that failed, by store."""
        found = stores.find(self.load(), subject(*who), only)
        return {result.store: result.fault for result in found if isinstance(result, stores.Failed)}


@dataclass
class Answer:
    """What a search gave."""

    results: list[object]

    @property
    def rows(self) -> list[Found]:
        return [result for result in self.results if isinstance(result, Found)]

    @property
    def faults(self) -> list[Fault]:
        return [result.fault for result in self.results if isinstance(result, stores.Failed)]

    def of(self, whose: str) -> dict[str, list[object]]:
        """The keys of one class by table, sorted; a key of one column as its value."""
        found: dict[str, list[object]] = {}
        for row in self.rows:
            if row.whose == whose:
                key = tuple(row.key.values())
                found.setdefault(row.table, []).append(key[0] if len(key) == 1 else key)
        return {table: sorted(keys, key=repr) for table, keys in found.items()}

    @property
    def own(self) -> dict[str, list[object]]:
        return self.of("own")

    @property
    def shared(self) -> dict[str, list[object]]:
        return self.of("shared")

    @property
    def other(self) -> dict[str, list[object]]:
        return self.of("other")

    @property
    def staff(self) -> dict[str, list[object]]:
        return self.of("staff")


def subject(*who: str, claimed: tuple[str, ...] = ()) -> Subject:
    verified, asserted = (tuple(Identifier(*pair.split("=", 1)) for pair in pairs) for pairs in (who, claimed))
    return Subject(verified, asserted)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A folder of stores over small databases."""
    yield Place(tmp_path)


@pytest.fixture
def asked() -> Callable[..., Subject]:
    """A subject from `kind=value`."""
    return subject
