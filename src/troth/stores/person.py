"""A system that has no store: a named colleague looks, and says what is there. Nothing is silently skipped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from troth.stores.base import Ask, Entry, Table
from troth.stores.match import Known


@dataclass(frozen=True)
class Colleague:
    """Somebody who is asked to look in a place that no program reaches."""

    name: str
    says: str
    colleague: str
    asks: str
    kind: str = "person"

    @property
    def maps(self) -> Mapping[str, Table]:
        """Nothing is mapped: a person reads what lies there."""
        return {}

    @property
    def tables(self) -> Mapping[str, str]:
        """No tables: what is found is reported in words."""
        return {}

    def find(self, known: Known) -> Iterator[Ask]:
        """The task. Whoever looks is told who it is about by the case, not by the store."""
        yield Ask(self.name, self.colleague, self.asks)


def read(name: str, entry: Entry, env: Mapping[str, str], home: Path) -> Colleague:
    """The store that a file of `kind: person` describes."""
    entry.only("kind", "says", "colleague", "asks")
    says, asks = entry.word("says", needed=True), entry.word("asks", needed=True)
    return Colleague(name, says, entry.word("colleague", needed=True), asks)
