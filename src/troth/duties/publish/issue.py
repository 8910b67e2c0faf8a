"""The register as it is handed over: what it says, of which version, made when, with a digest that anybody can redo.

The digest is that of the register as JSON, which holds nothing of the moment: the same policy, day and systems give the
same bytes, whoever makes them.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from troth.duties.pack.plain import day, moment
from troth.policy import Controller, Policy
from troth.policy.publish import register as plain
from troth.policy.publish.dpv import dpv
from troth.policy.publish.rows import Cell, Entry, Register, Side
from troth.stores.base import Store

IDLE = "Not needed"


@dataclass(frozen=True)
class Issue:
    """One register with what identifies it. `unmapped` are systems into which a colleague looks, by their names."""

    policy: Policy
    register: Register
    at: datetime
    version: int | None = None
    files: str = ""  # the SHA-256 of the policy's files
    places: Mapping[str, tuple[str, ...]] | None = None
    unmapped: tuple[str, ...] = ()
    site: str = ""

    @property
    def company(self) -> Controller:
        """Whose register it is."""
        return self.policy.controller

    @property
    def on(self) -> date:
        """The day whose law and policy it says."""
        return self.register.on

    @cached_property
    def json(self) -> bytes:
        """The register as JSON, in UTF-8: what the digest is of."""
        said = {"version": self.version, "policy": self.files, **plain.as_json(self.register)}
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()

    @cached_property
    def jsonld(self) -> bytes:
        """The register in the terms of W3C DPV, as JSON-LD in UTF-8."""
        said = dpv(self.policy, self.on, self.places, self.site)
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the register as JSON, in hexadecimal."""
        return hashlib.sha256(self.json).hexdigest()

    @property
    def command(self) -> str:
        """How anybody who has the company's folder makes the same JSON again."""
        numbered = f" --version {self.version}" if self.version else ""
        return f"troth register --format json{numbered} --on {self.on.isoformat()}"


def issue(
    policy: Policy,
    on: date,
    at: datetime,
    *,
    version: int | None = None,
    files: str = "",
    stores: Iterable[Store] | None = None,
    site: str = "",
) -> Issue:
    """The register of a policy on a day, made at a moment; `stores` are the company's systems, if they are known."""
    known = None if stores is None else list(stores)
    places = None if known is None else held_in(known)
    unmapped = tuple(store.says for store in known or () if not any(held_in([store])))
    made = plain.register(policy, on, places, site)
    return Issue(policy, made, at, version, files, places, unmapped, site)


def held_in(stores: Iterable[Store]) -> dict[str, tuple[str, ...]]:
    """Which systems hold each category of data, by what their files say of their columns."""
    found: dict[str, dict[str, None]] = {}
    for store in stores:
        for table in store.maps.values():
            for category in table.columns.values():
                found.setdefault(category, {})[store.says] = None
    return {category: tuple(names) for category, names in found.items()}


# ---- how it is read: what is the same for all uses is said once, what is not needed in one line ----


def shared(side: Side) -> tuple[Cell, ...]:
    """The fields that say the same of every use, where there are several."""
    if len(side.entries) < 2:
        return ()
    first, *others = side.entries
    return tuple(
        cell
        for cell in first.cells
        if all((one := other.cell(cell.column.id)).text == cell.text and one.gap == cell.gap for other in others)
    )


def own(side: Side, entry: Entry) -> list[tuple[str, list[Cell]]]:
    """The fields of one use under their headings, without those that all share and those that it does not need."""
    common = {cell.column.id for cell in shared(side)}
    kept = [(group, [c for c in cells if c.column.id not in common and not idle(c)]) for group, cells in entry.groups]
    return [(group, cells) for group, cells in kept if cells]


def unneeded(side: Side, entry: Entry) -> list[str]:
    """The titles of the fields that one use does not need."""
    common = {cell.column.id for cell in shared(side)}
    return [cell.column.title for cell in entry.cells if cell.column.id not in common and idle(cell)]


def idle(cell: Cell) -> bool:
    """Whether a field is one that this use does not need."""
    return cell.text.startswith(IDLE)


def lines(cell: Cell) -> list[str]:
    """What a field says, line by line; what is missing is said, and so is a field that nothing fills."""
    missing = [f"Missing: {cell.gap}"] if cell.gap else []
    return [*cell.lines, *missing] or ["Nothing is recorded here yet." if not cell.column.built else "Nothing is said."]


def title(cell: Cell) -> str:
    """The title of a field, without the remark that nothing fills it, which its words then say."""
    return cell.column.title if cell.column.built else cell.column.title.partition(" (")[0]


def about(made: Issue) -> list[tuple[str, str]]:
    """What identifies the register and how it is checked: for a sheet, a page or a sheet of paper."""
    numbered = f"Version {made.version}" if made.version else "The policy as it stands in the folder, not adopted"
    empty = [c.title.partition(" (")[0] for c in made.register.controller.columns if not c.built]
    said = [
        ("What it is", "The register of processing activities (UK GDPR Art 30), compiled from the company's policy"),
        ("Company", made.register.company),
        ("As on", day(made.on)),
        ("Made", moment(made.at)),
        ("Version of the policy", numbered),
        ("SHA-256 of the policy's files", made.files),
        ("SHA-256 of this register as JSON", made.digest),
        ("How to verify", f"Run in the company's folder: {made.command}\nIts SHA-256 is the figure above."),
        (
            "Uses",
            f"{len(made.register.controller.entries)} of our own, {len(made.register.processor.entries)} for others",
        ),
        (
            "Left empty for now",
            f"{', '.join(empty)}: nothing here records these yet. It does not mean that there is none.",
        ),
        ("Systems without a map", f"{', '.join(made.unmapped)}: a colleague looks there." if made.unmapped else ""),
    ]
    return [(name, text) for name, text in said if text]
