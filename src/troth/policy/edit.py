"""One thing in a file changed and nothing else: every comment, blank line, quote and line end around it stays.

The file is the source, and people write in it; so a form at the desk changes only the characters of what it changes.
What comes out is read again: were its values not the old ones with the changes made, nothing is changed at all.
"""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NoReturn

from troth.fault import Fault, Faults
from troth.policy import splice
from troth.policy.layout import Layout
from troth.policy.source import Path, Source, fit, load, quoted
from troth.policy.style import Value

BY_HAND = "change it in the file itself"


@dataclass(frozen=True, slots=True)
class Put:
    """A value for a path: in the place of what stands there, or as a new key or item at the end of what holds it.

    A list put over a list, and a mapping over a mapping, change only the items and keys that differ.
    """

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Drop:
    """A path that goes: a key with its value, or an item, and the comments that are about it alone.

    Those are the comments in it, behind it, and directly above it in its column; what stands above the first key of a
    file is about the file.
    """

    path: Path


Change = Put | Drop


def edited(text: str, where: str, changes: Sequence[Change]) -> str:
    """The text with the changes made, one after the other; a Fault, and nothing changed, where that cannot be done.

    Line breaks in a value are line feeds. Faults for a text that cannot be read in the first place.
    """
    try:
        return _edited(text, where, changes)
    except Fault:
        # A last line without an end may be what a folded text cannot be put behind.
        if text.endswith(("\n", "\r")) or load(text, where)[0] != load(text + "\n", where)[0]:
            raise
        return _edited(splice.ended(text), where, changes)


def _edited(text: str, where: str, changes: Sequence[Change]) -> str:
    draft = _Draft(text, where)
    wanted = {"": deepcopy(draft.data)}
    for change in changes:
        _apply(wanted, change, draft.source)
        try:
            draft.change(change)
        except Faults:
            _unsafe(draft.source, change.path)
    if draft.data != wanted[""]:
        _unsafe(draft.source, changes[-1].path)
    return draft.text


def _unsafe(source: Source, path: Path) -> NoReturn:
    raise source.fault(
        path,
        "this is written in a way that cannot be changed from here",
        because="what stands around it would be changed with it",
        remedy=BY_HAND,
    ) from None


# ---- the plain meaning of a change ----


def _apply(root: dict[str, Any], change: Change, source: Source) -> None:
    """The change made to plain values, where a Fault says why it cannot be."""
    if not change.path:
        raise source.fault((), "a whole file is not changed at once", remedy="change what is in it, by its key")
    holder: Any = root[""]
    for number, part in enumerate(change.path[:-1]):
        if not _holds(holder, part):
            _missing(source, change.path[: number + 1])
        holder = holder[part]
    last = change.path[-1]
    if isinstance(change, Drop):
        if not _holds(holder, last):
            _missing(source, change.path)
        del holder[last]
        return
    value = _plain(change.value, change.path, source)
    if isinstance(last, int):
        if not isinstance(holder, list):
            raise source.fault(change.path[:-1], "there is no list here", remedy="name a list, or a key of this")
        if not 0 <= last <= len(holder):
            _missing(source, change.path)
        holder[last : last + 1] = [value]
    elif isinstance(holder, dict):
        _plain(last, change.path, source)
        holder[last] = value
    else:
        what = f"{quoted(last)} can only stand in a group of keys, and there is none here"
        raise source.fault(change.path[:-1], what, remedy="name a group of keys, or put one here")


def _holds(holder: Any, part: str | int) -> bool:
    if isinstance(part, int):
        return isinstance(holder, list) and 0 <= part < len(holder)
    return isinstance(holder, dict) and part in holder


def _missing(source: Source, path: Path) -> NoReturn:
    said = quoted(path[-1]) if isinstance(path[-1], str) else f"number {path[-1] + 1} of this list"
    raise source.fault(path, f"{said} does not stand here", remedy="see whether it was changed meanwhile")


def _plain(value: Any, path: Path, source: Source) -> Any:
    """A new value as a file reads: text, lists and mappings, of characters that can be seen."""
    if isinstance(value, str):
        if all(fit(c) or c == "\n" for c in value):
            return value
        raise source.fault(
            path,
            "there is a character in this value that cannot be seen",
            because="what a reader cannot see could say something else than it seems to",
            remedy="type the words again",
        )
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {_plain(key, path, source): _plain(one, path, source) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_plain(one, path, source) for one in value]
    raise source.fault(path, "a value is text, a list or a group of keys", remedy="write it as text")


# ---- the change in the text ----


class _Draft:
    """A text on its way through the changes; read again after each step, so that places are never out of date."""

    def __init__(self, text: str, where: str) -> None:
        self.where = where
        self.read(text)

    def read(self, text: str) -> None:
        self.data, self.source = load(text, self.where)
        self.text, self.layout = text, Layout(self.source)

    def make(self, edits: list[splice.Edit]) -> None:
        self.read(splice.spliced(self.text, edits))

    def at(self, path: Path) -> Any:
        value = self.data
        for part in path:
            value = value[part]
        return value

    def change(self, change: Change) -> None:
        if isinstance(change, Drop):
            self.make(splice.dropped(self.layout, change.path))
            return
        holder, last = self.at(change.path[:-1]), change.path[-1]
        if _holds(holder, last):
            self.put(change.path, change.value)
        elif isinstance(last, int):
            self.make(splice.inserted(self.layout, change.path[:-1], last, change.value))
        else:
            self.make(splice.added(self.layout, change.path[:-1], last, change.value))

    def put(self, path: Path, value: Value) -> None:
        old = self.at(path)
        if old == (value if isinstance(value, str | Mapping) else list(value)):
            return
        if isinstance(value, Mapping) and isinstance(old, dict) and value and old:
            for key, one in value.items():
                self.change(Put((*path, key), one))
            for key in old.keys() - value.keys():
                self.change(Drop((*path, key)))
        elif isinstance(old, list) and old and value and not isinstance(value, str | Mapping):
            if splice.on_one_line(self.layout, path):
                self.make(splice.relisted(self.layout, path, old, value))
            else:
                self.relist(path, old, value)
        else:
            self.make(splice.replaced(self.layout, path, old, value))

    def relist(self, path: Path, old: list[Any], new: Sequence[Value]) -> None:
        """Only the items that differ, from the end on, so that the numbers of those before stay right."""
        said = [[json.dumps(one, sort_keys=True) for one in items] for items in (old, list(new))]
        steps = SequenceMatcher(None, said[0], said[1], autojunk=False).get_opcodes()
        for _, first, end, new_first, new_end in reversed([step for step in steps if step[0] != "equal"]):
            both = min(end - first, new_end - new_first)
            for number in reversed(range(first + both, end)):
                self.make(splice.dropped(self.layout, (*path, number)))
            for number in range(both, new_end - new_first):
                self.make(splice.inserted(self.layout, path, first + number, new[new_first + number]))
            for number in range(both):
                self.put((*path, first + number), new[new_first + number])
