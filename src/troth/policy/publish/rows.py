"""What the register of processing is made of: columns in the regulator's order, entries, and cells with their rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from troth.policy.source import Path
from troth.policy.values import Commission, Policy, Purpose


@dataclass(frozen=True, slots=True)
class Said:
    """What the policy says to one column: plain text (a line for each thing), the rule, and what is missing, if any."""

    text: str
    rule: Path = ()
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a column is asked about: one use of data, under the law of a day, with where its data lies."""

    policy: Policy
    on: date
    places: Mapping[str, tuple[str, ...]] | None = None  # category -> the systems that hold it
    site: str = ""  # what comes before the address of a page

    def link(self, address: str) -> str:
        """The whole address of a page of ours."""
        return f"{self.site}{address}" if address.startswith("/") else address


@dataclass(frozen=True, slots=True)
class OfPurpose(Asked):
    """A use of our own."""

    purpose: Purpose = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class OfCommission(Asked):
    """A use for other controllers."""

    key: str = field(kw_only=True)
    work: Commission = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Column:
    """One field of the regulator's template, under its heading; `meets` names the items of the law's list.

    `built` is false of a field that nothing here fills yet: it stays empty, and its title says so.
    """

    id: str
    title: str
    group: str
    meets: tuple[str, ...] = ()
    built: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one entry; an empty text with a gap is something that the law asks for and that is not there."""

    column: Column
    text: str
    rule: Path = ()
    gap: str = ""

    @property
    def lines(self) -> list[str]:
        """The text, a line for each thing."""
        return self.text.split("\n") if self.text else []


@dataclass(frozen=True, slots=True)
class Entry:
    """One use of data: a purpose of ours, or something that is done for others.

    `basis`, `roles` and `recipients` are what a list of entries is sorted out by; of work for others there is no basis.
    """

    id: str
    title: str
    cells: tuple[Cell, ...]
    basis: str = ""
    roles: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()

    def cell(self, column: str) -> Cell:
        """The cell of a column."""
        return next(cell for cell in self.cells if cell.column.id == column)

    @property
    def groups(self) -> list[tuple[str, list[Cell]]]:
        """The cells under their headings, in order."""
        found: list[tuple[str, list[Cell]]] = []
        for cell in self.cells:
            if not found or found[-1][0] != cell.column.group:
                found.append((cell.column.group, []))
            found[-1][1].append(cell)
        return found


@dataclass(frozen=True, slots=True)
class Met:
    """An item of the law's list, the columns that meet it, and the entries in which they do not."""

    id: str
    says: str
    cite: str
    columns: tuple[str, ...]
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One half of the register: as a controller, or as a processor. `head` is said once, above all entries."""

    title: str
    head: tuple[Cell, ...]
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    law: tuple[Met, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The register of processing of a company on a day (UK GDPR Art 30)."""

    company: str
    on: date
    controller: Side
    processor: Side

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both halves."""
        return (self.controller, self.processor)

    @property
    def gaps(self) -> tuple[tuple[str, Cell], ...]:
        """What is missing: each with the title of its entry, those that are said once with the company's name."""
        found: list[tuple[str, Cell]] = []
        for side in self.sides:
            found += [(self.company, cell) for cell in side.head if cell.gap] if side.entries else []
            found += [(entry.title, cell) for entry in side.entries for cell in entry.cells if cell.gap]
        return tuple(found)


Says = Callable[[OfPurpose], Said]
SaysOfOthers = Callable[[OfCommission], Said]
