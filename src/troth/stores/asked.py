"""The open questions of a company's store files, as the files lie there; read without the stores themselves.

A file that asks nothing is only looked through, so that this costs little; the rules of a question: `policy/doubts.py`.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from troth.fault import Fault, Faults
from troth.policy.doubts import Doubt, doubts
from troth.policy.source import load

LIKELY = re.compile(rb"#[ \t]+\?")  # a text without it asks nothing


@dataclass(frozen=True)
class Map:
    """One store file: its bytes, its values and its questions; `fault` is why it cannot be read."""

    store: str
    content: bytes
    data: Any = None
    doubts: tuple[Doubt, ...] = ()
    fault: Fault | None = None

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def says(self) -> str:
        """The system in plain words; the file's name where it has none."""
        said = self.data.get("says") if isinstance(self.data, dict) else None
        return said if isinstance(said, str) and said.strip() else self.store


def name_of(store: str) -> str:
    """The name of a store's file in the company's folder."""
    return f"stores/{store}.yaml"


def read(folder: Path, store: str) -> Map | None:
    """One store file with its questions; None if it does not lie there."""
    path = folder / f"{store}.yaml"
    try:
        content = path.read_bytes() if path.is_file() else None
    except OSError as error:
        return Map(store, b"", fault=Fault("this file cannot be read", because=type(error).__name__))
    if content is None:
        return None
    try:
        data, _ = load(content, name_of(store))
        return Map(store, content, data, doubts(content, name_of(store)))
    except Faults as several:
        return Map(store, content, fault=several.faults[0])


def maps(folder: Path) -> Iterator[Map]:
    """Every store file that asks something, by name, and every one that seems to and cannot be read."""
    for path in sorted(folder.glob("*.yaml")):
        try:
            asks = path.is_file() and LIKELY.search(path.read_bytes())
        except OSError:
            continue  # `troth check` says so, and a search does
        found = read(folder, path.stem) if asks else None
        if found and (found.doubts or found.fault):
            yield found


def line(folder: Path) -> str:
    """How many questions are open, and where, in a line for a terminal; empty if none is."""
    asking = {name_of(one.store): len(one.doubts) for one in maps(folder) if one.doubts}
    if not asking:
        return ""
    count, names = sum(asking.values()), list(asking)
    said = "1 question is open" if count == 1 else f"{count} questions are open"
    where = " and ".join(names) if len(names) < 3 else f"{len(names)} files of stores/"
    return f"{said} in {where}: answer at the desk (/desk/policy/doubts/) or in the file."
