"""A small policy without fault, and for each objection of the law the least that makes it speak.

The policy is sound.yaml, the examples are objections.toml: add one there for a new objection.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
TODAY = date(2026, 11, 25)
SOUND = (HERE / "sound.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Example:
    """What makes an objection speak, where it points, and what looks alike and is lawful."""

    objection: str
    bad: list[list[str]]
    at: str
    says: str = ""
    good: tuple[list[str], ...] = ()
    also: tuple[str, ...] = ()
    on: date = TODAY


def change(*edits, text=SOUND):
    """The sound policy with some words changed, each of which stands in it once."""
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands in the policy {text.count(old)} times"
        text = text.replace(old, new)
    return text


EXAMPLES = tuple(
    Example(**entry) for entry in tomllib.loads((HERE / "objections.toml").read_text(encoding="utf-8"))["example"]
)
