"""The text of a declaration as plain values, with the place of every key and value, so that a fault can point at it.

YAML 1.2, of which a policy needs little: mappings, lists and text. Every scalar is text (`no` is a word, `0113` keeps
its nought); an empty one is None. What could mislead a reader or bomb a machine is refused: duplicate keys, anchors and
aliases, tags, directives, control and direction characters, deep nesting, files that nobody could read through.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from troth.fault import JOINERS, Fault, Faults

LARGEST = 262_144  # characters: five times the longest policy that we know; read in a quarter of a second
DEEPEST = 12
MOST = 15_000  # values; the longest policy that we know has two thousand
MOST_FAULTS = 40
WIDEST = 100  # characters of a line that are shown
BEGIN = "begin with: troth init DIR --name COMPANY"
EMPTY = frozenset({"", "~", "null", "Null", "NULL"})

Path = tuple[str | int, ...]
Place = tuple[int, int, int]  # line and column from 1, and how many characters


class Span(NamedTuple):
    """From which character to which (behind it) something stands, counted in the lines joined by line feeds.

    style: nothing (plain), ', ", | or > of a text; [ or { in brackets, - or : by lines; ? a pair in [] without braces.
    """

    start: int
    end: int
    style: str


class Pointed(Fault):
    """A fault that shows its line, with a caret under the place."""

    shown = ""

    def __str__(self) -> str:
        first, *rest = super().__str__().split("\n")
        return "\n".join([first, *([self.shown] if self.shown else []), *rest])


@dataclass(frozen=True)
class Source:
    """Where every key and value of one text lies. Two are always equal: places are no part of what a policy means."""

    where: str = ""
    lines: tuple[str, ...] = ()
    keys: Mapping[Path, Place] = field(default_factory=dict, repr=False)
    values: Mapping[Path, Place] = field(default_factory=dict, repr=False)
    names: Mapping[Path, Span] = field(default_factory=dict, repr=False)  # of the keys
    spans: Mapping[Path, Span] = field(default_factory=dict, repr=False)  # of the values
    parts: Mapping[Path, "Source"] = field(default_factory=dict, repr=False)  # what stands in files of its own

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source)

    def __hash__(self) -> int:
        return 0

    def fault(self, path: Path, what: str, *, because: str = "", remedy: str = "", key: bool = False) -> Fault:
        """A fault at the value (or the key) of this path, or at the nearest thing above it that is in the text."""
        if path[:2] in self.parts:
            return self.parts[path[:2]].fault(path[2:], what, because=because, remedy=remedy, key=key)
        return self.fault_at(self.place(path, key=key), what, because=because, remedy=remedy)

    def order(self, path: Path) -> tuple[str, Place]:
        """What the places of a policy and its parts are sorted by: the policy's own come first."""
        if path[:2] in self.parts:
            return (self.parts[path[:2]].where, self.parts[path[:2]].place(path[2:]))
        return ("", self.place(path))

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where a value (or its key) stands; where it is missing, the key above it."""
        while path and path not in self.keys and path not in self.values:
            path, key = path[:-1], True
        places = (self.keys, self.values) if key else (self.values, self.keys)
        return places[0].get(path) or places[1].get(path) or (1, 1, 1)

    def fault_at(self, place: Place, what: str, *, because: str = "", remedy: str = "") -> Fault:
        """A fault at a line and column."""
        line, column, _ = place
        where = f"{self.where}:{line}:{column}" if self.lines else self.where
        made = Pointed(what, where=where, because=because, remedy=remedy)
        made.shown = self.excerpt(place)
        return made

    def excerpt(self, place: Place) -> str:
        """The line as a terminal may show it, and a caret under each character meant."""
        line, column, length = place
        if not 1 <= line <= len(self.lines):
            return ""
        text = self.lines[line - 1]
        start = max(0, column - 1 - WIDEST // 2) if column > WIDEST - 20 else 0
        seen = text[start : start + WIDEST]
        shown = "".join(c if c.isprintable() or c in JOINERS else " " if c == "\t" else "\ufffd" for c in seen)
        before = seen[: column - 1 - start]
        meant = seen[column - 1 - start : column - 1 - start + max(1, length)]
        gutter = f"{line:>5} | "
        return f"{gutter}{shown}\n      | {' ' * width(before)}{'^' * max(1, width(meant))}"


def width(text: str) -> int:
    """How many columns of a terminal the text takes: two for wide characters, none for combining ones."""
    wide = {"W": 2, "F": 2}
    return sum(
        0 if unicodedata.combining(c) or c in JOINERS else wide.get(unicodedata.east_asian_width(c), 1) for c in text
    )


def quoted(text: object) -> str:
    """A word of the text as a fault repeats it: on one line, short, nothing invisible."""
    said = "".join(c if c.isprintable() else "\ufffd" for c in str(text))
    return f"`{said if len(said) <= 60 else said[:57] + '...'}`"


def nearest(word: object, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    """The known word that this one is probably meant to be, or nothing."""
    near = get_close_matches(str(word)[:80], list(known), 1, 0.6)
    return near[0] if near else ""


def load(text: str | bytes, where: str, begin: str = BEGIN) -> tuple[Any, Source]:
    """The values of a text and their places; Faults for anything that is not plain, small YAML in UTF-8.

    `begin` says to whoever left it empty how such a file begins.
    """
    if isinstance(text, bytes | bytearray | memoryview):
        try:
            text = bytes(text).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Faults([Fault("this is not text in UTF-8", where=where, remedy="save it as UTF-8")]) from None
    if not isinstance(text, str):
        raise Faults([Fault("this is not text", where=where, remedy="hand over the text of a file")])
    if len(text) > LARGEST:
        raise Faults(
            [
                Fault(
                    f"the file is too long: {len(text):,} characters, {LARGEST:,} are read",
                    where=where,
                    because="a declaration that nobody can read through binds nobody",
                    remedy="move long prose into words/ and name it here",
                )
            ]
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    source = Source(where, tuple(text.split("\n")))
    bad = _unfit(source)
    if bad:
        raise Faults(bad)
    reader = _Reader(text, source)
    try:
        value = reader.document(begin)
    except Fault as fault:
        raise Faults([*reader.faults, fault]) from None
    if reader.faults:
        raise Faults(reader.faults)
    return value, source


def _unfit(source: Source) -> list[Fault]:
    """Characters that no honest text needs: controls, line breaks in disguise, and those that turn its direction."""
    for number, line in enumerate(source.lines, 1):
        if line.isprintable():
            continue
        for column, c in enumerate(line, 1):
            if not fit(c):
                name = unicodedata.name(c, f"U+{ord(c):04X}").lower()
                return [
                    source.fault_at(
                        (number, column, 1),
                        f"a character that cannot be seen stands here ({name})",
                        because="what a reader cannot see could say something else than it seems to",
                        remedy="delete it, or type the words again",
                    )
                ]
    return []


def fit(c: str) -> bool:
    """Whether a character may stand in a declaration: seen, or a tab, a blank, a joiner, a part of a flag."""
    return (
        c.isprintable()
        or c in "\t" + JOINERS
        or unicodedata.category(c) == "Zs"
        or (unicodedata.category(c) in ("Co", "Cn") and ord(c) & 0xFFFE != 0xFFFE)
        or 0xE0020 <= ord(c) <= 0xE007F
    )


class _Reader:
    """From the events of the parser to values; each start is noted, nothing is resolved, nothing is built twice."""

    def __init__(self, text: str, source: Source) -> None:
        self.text, self.source = text, source
        self.keys: dict[Path, Place] = source.keys  # type: ignore[assignment]
        self.values: dict[Path, Place] = source.values  # type: ignore[assignment]
        self.names: dict[Path, Span] = source.names  # type: ignore[assignment]
        self.spans: dict[Path, Span] = source.spans  # type: ignore[assignment]
        self.end = 0  # of the last thing that took room
        self.events = self._parsed()
        self.faults: list[Fault] = []
        self.count = 0

    def _parsed(self) -> Iterator[Any]:
        """The parser's events; whatever it cannot read is a Fault at its place."""
        try:
            yield from YAML(typ="safe", pure=True).parse(self.text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1, 1) if mark else (1, 1, 1)
            said = str(error.problem or error.context or "it does not fit").split("\n")[0]
            raise self.source.fault_at(
                self._inside(place), f"this is no YAML: {_plain(said)}", remedy=_advice(said)
            ) from None
        except Exception:
            # Bad escapes and odd nesting end the parser in whatever happens to it; to the reader it is all one.
            raise Fault(
                "this is no YAML: a value cannot be read", where=self.source.where, remedy="look for a \\ in quotes"
            ) from None

    def _inside(self, place: Place) -> Place:
        """The place, moved to the last line if the parser stopped behind it."""
        line = min(place[0], len(self.source.lines))
        return (line, min(place[1], len(self.source.lines[line - 1]) + 1) if line == place[0] else 1, place[2])

    def document(self, begin: str) -> Any:
        """The one document of the text."""
        value, seen = None, 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                seen += 1
                if seen > 1:
                    raise self._at(event, "a second document begins here", remedy="keep one document in one file")
                if event.version or event.tags:
                    raise self._at(event, "a directive stands here", remedy="delete the line with the %")
            elif isinstance(event, MappingStartEvent | SequenceStartEvent | ScalarEvent | AliasEvent):
                value = self.node(event, (), 0)
        if seen == 0 or value is None:
            raise Fault("the file is empty", where=self.source.where, remedy=begin)
        return value

    def _at(self, event: Any, what: str, *, because: str = "", remedy: str = "") -> Fault:
        return self.source.fault_at(self.place(event), what, because=because, remedy=remedy)

    def place(self, event: Any) -> Place:
        """Where an event begins, and how much of its first line it takes."""
        start, end = event.start_mark, event.end_mark
        if isinstance(event, ScalarEvent) and end.line == start.line:
            return (start.line + 1, start.column + 1, max(1, end.column - start.column))
        if isinstance(event, ScalarEvent) and start.line < len(self.source.lines):
            return (start.line + 1, start.column + 1, max(1, len(self.source.lines[start.line]) - start.column))
        return (start.line + 1, start.column + 1, 1)

    def node(self, event: Any, path: Path, depth: int) -> Any:
        """One value: a text, a list or a mapping."""
        if isinstance(event, AliasEvent) or event.anchor:
            raise self._at(
                event,
                "an anchor or alias (& or *) stands here",
                because="what is meant is written where it is meant, so that a reader sees it",
                remedy="write the value out",
            )
        if event.tag and event.tag != "!":
            raise self._at(event, "a tag (!) stands here", remedy="write the plain value")
        if depth > DEEPEST:
            raise self._at(event, "this is nested too deeply", remedy="write it with fewer levels")
        self.count += 1
        if self.count > MOST or len(self.faults) >= MOST_FAULTS:
            raise self._at(
                event, "there is more than can be read here", remedy="mend what stands above, or say it shorter"
            )
        self.values[path] = self.place(event)
        start, end, flow = event.start_mark.index, event.end_mark.index, getattr(event, "flow_style", False)
        if isinstance(event, ScalarEvent):
            self.spans[path] = Span(start, end, event.style or "")
            self.end = end if end > start else self.end
            return self.scalar(event)
        if isinstance(event, SequenceStartEvent):
            items: Any = self.sequence(path, depth)
            style = "[" if flow else "-"
        else:
            if path in self.keys:  # a fault of the whole entry points at its name
                self.values[path] = self.keys[path]
            items = self.mapping(path, depth)
            style = ("{" if end > start else "?") if flow else ":"
        self.spans[path] = Span(start, self.end, style)
        return items

    def scalar(self, event: Any) -> str | None:
        """Text as it stands; None for an empty plain one."""
        value: str = event.value
        if event.style is None and value in EMPTY:
            return None
        if not value.isprintable() and not all(fit(c) or c == "\n" for c in value):
            raise self._at(event, "an escape makes a character that cannot be seen", remedy="type the words themselves")
        return value

    def _closed(self, event: Any) -> int:
        """Where a list or mapping ends: behind its bracket, or with the last thing in it."""
        taken = self.text[event.start_mark.index : event.end_mark.index]
        return int(event.end_mark.index) if taken in ("]", "}") else self.end

    def sequence(self, path: Path, depth: int) -> list[Any]:
        """A list, each item placed by its number."""
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                self.end = self._closed(event)
                break
            items.append(self.node(event, (*path, len(items)), depth + 1))
        return items

    def mapping(self, path: Path, depth: int) -> dict[str, Any]:
        """A mapping whose keys are words; a key that stands twice is a fault, not a matter of which came last."""
        items: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                self.end = self._closed(event)
                break
            key = self.node(event, (*path, ""), depth + 1)
            name = self.spans.pop((*path, ""))
            if not isinstance(key, str):
                raise self._at(event, "a key is a word", remedy="write `word: value`")
            here = (*path, key)
            if key in items:
                first = self.keys[here][0]
                self.faults.append(
                    self._at(
                        event,
                        f"{quoted(key)} stands here twice, first on line {first}",
                        because="one of the two would silently be dropped",
                        remedy="keep one, or rename one",
                    )
                )
            self.keys[here], self.names[here] = self.place(event), name
            items[key] = self.node(next(self.events), here, depth + 1)
        self.values.pop((*path, ""), None)
        return items


def _plain(said: str) -> str:
    """The parser's complaint, with nothing in it that a terminal could take for a command."""
    return "".join(c if c.isprintable() else "\ufffd" for c in said)[:120]


def _advice(said: str) -> str:
    """What usually helps against a complaint of the parser."""
    if "mapping values are not allowed" in said:
        return "put the text in quotes if it holds a colon and a blank, or look at the indentation"
    if "\\t" in said or "tab" in said:
        return "indent with blanks, not tabs"
    if "quoted scalar" in said:
        return "close the quotes"
    return "look at the indentation, the quotes and the brackets of this line and the one before"
