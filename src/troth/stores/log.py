"""The access logs of a web server, in the combined log format, plain or packed by gzip.

    203.0.113.7 - 10023 [18/Nov/2026:11:02:41 +0000] "GET / HTTP/1.1" 200 5123 "https://..." "Mozilla/5.0 ..."

A log is long and a person's lines in it are few, so the bytes are searched for the value first and only the lines
that hold it are read. A line that is no log line but holds the value where it would stand is not guessed at: it is
shown to the reviewer as somebody else's, and never given out. A line is an event and not a person, so a value is
not frequent for having many of them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

from troth.stores.archives import LARGEST_LOG, Unreadable, gunzip
from troth.stores.base import TABLE_KEYS, Entry
from troth.stores.files import Entry as File
from troth.stores.files import Root, Shelf, shown
from troth.stores.filestore import FileStore, single
from troth.stores.forms import normal
from troth.stores.match import Known, Verdict, by_identifiers
from troth.words import Found, Whose

FIELDS = ("ip", "user", "time", "request", "status", "size", "referrer", "agent")
QUOTED = rb'"((?:[^"\\]|\\.)*)"'
LINE = re.compile(
    rb"(\S+) \S+ (\S+) \[([^\]]{1,40})\] " + QUOTED + rb" (\d{3}) (\d+|-)(?: " + QUOTED + rb" " + QUOTED + rb")?\s*"
)
TIME = re.compile(rb"(\d\d)/([A-Za-z]{3})/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
MONTHS = b"jan feb mar apr may jun jul aug sep oct nov dec".split()
REQUEST_BEGINS = b'] "'  # once a line, in every line that is whole
ESCAPED = re.compile(r"\\x([0-9a-fA-F]{2})")
SPELLED_MANY_WAYS = ("phone", "national-id")  # the bytes do not show it: every line is read
KEPT = 96 << 20  # bytes of unpacked old logs that stay in memory
BROKEN = "the line is broken, so nobody can say whose it is; somebody has to look"


@dataclass
class Log(FileStore):
    """Access logs that lie together."""

    kind: str = "log"
    _unpacked: Shelf = field(default_factory=lambda: Shelf(KEPT), repr=False)
    _counted: dict[str, tuple[object, int]] = field(default_factory=dict, repr=False)

    @property
    def skipped(self) -> dict[str, int]:
        """How many lines of each file were no log lines when it was last read."""
        return {path: count for path, (_, count) in self._counted.items()}

    def find(self, known: Known) -> Iterator[Found]:
        """Every line that holds an identifier of the person in its field."""
        whole = self.whole
        glob, root = ("*", Root(whole)) if whole.is_dir() else (whole.name, Root(whole.parent))
        files = root.entries(glob) if whole.parent.is_dir() else []
        if not files:
            raise self.missing("there is no log where the store file says")
        self._unpacked.keep_only(file.path for file in files)
        self._counted = {file.path: self._counted[file.path] for file in files if file.path in self._counted}
        for file in files:
            content = self._content(root, file)
            if self._counted.get(file.path, (None, 0))[0] != file.stamp:
                self._counted[file.path] = (file.stamp, max(0, _lines(content) - content.count(REQUEST_BEGINS)))
            yield from self._in(file.path, content, known)

    def _content(self, root: Root, file: File) -> bytes:
        if not file.path.endswith(".gz"):
            return root.read(file.path, LARGEST_LOG)

        def unpack() -> bytes:
            try:
                return gunzip(root.read(file.path))
            except Unreadable as error:
                raise root.fault(file.path, "cannot be read", str(error)) from None

        return self._unpacked.get(file.path, file.stamp, unpack, len)

    def _in(self, path: str, content: bytes, known: Known) -> Iterator[Found]:
        (table,) = self.maps.values()
        strong = table.person.strong
        starts = {start for kind, c in strong if known.values(kind) for start in _places(content, kind, c, known)}
        number, counted = 1, 0
        for start in sorted(starts):
            number, counted = number + content.count(b"\n", counted, start), start
            end = content.find(b"\n", start)
            line = content[start : end if end >= 0 else len(content)]
            key = {"path": shown(path), "line": number}
            row = parsed(line)
            if row is None:
                text = line.decode("utf-8", "replace").rstrip()
                yield table.found(self.name, key, Verdict(Whose.OTHER, BROKEN), {"line": text})
            else:
                traits = table.person.traits(row)
                marks = traits.values & known.ids
                if marks:
                    yield table.found(self.name, key, by_identifiers(known, traits, marks), row)


def _lines(content: bytes) -> int:
    return content.count(b"\n") + bool(content and not content.endswith(b"\n"))


def _places(content: bytes, kind: str, column: str, known: Known) -> Iterator[int]:
    """Where lines begin that may hold one of the person's values in this field."""
    values = known.values(kind)
    if kind in SPELLED_MANY_WAYS or not all(value.isascii() for value in values):
        for line in re.finditer(rb"[^\n]+", content):
            row = parsed(line[0])
            if row is not None and normal(kind, row[column]) in values:
                yield line.start()
        return
    text = content.lower() if kind == "email" else content
    before, after = (b" ", b" [") if column == "user" else (b"", b"")
    for value in values:
        needle = before + _escaped(value) + after
        at = text.find(needle)
        while at >= 0:
            yield text.rfind(b"\n", 0, at) + 1
            at = text.find(needle, at + 1)


def _escaped(value: str) -> bytes:
    """As Apache writes a value: quotes and backslashes with a backslash before them."""
    return value.replace("\\", "\\\\").replace('"', '\\"').encode()


def parsed(line: bytes) -> dict[str, Any] | None:
    """The fields of one line; None if it is no line of the combined log format."""
    found = LINE.fullmatch(line)
    if found is None:
        return None
    row: dict[str, Any] = {name: _text(part) for name, part in zip(FIELDS, found.groups(), strict=True)}
    row["time"] = _time(found[3])
    return row if row["time"] else None


def _time(text: bytes) -> datetime | None:
    """The time of a request; months are English in every locale, which `strptime` does not know."""
    found = TIME.fullmatch(text)
    if found is None or found[2].lower() not in MONTHS:
        return None
    away = timedelta(hours=int(found[8]), minutes=int(found[9]))
    try:
        zone = timezone(-away if found[7] == b"-" else away)
        day = date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))
        return datetime.combine(day, time(int(found[4]), int(found[5]), int(found[6])), zone)
    except ValueError:
        return None


def _text(part: bytes | None) -> str | None:
    """A field as text; None for the hyphen by which a log says that there is nothing."""
    if part is None or part == b"-":
        return None
    text = part.decode("utf-8", "replace")
    if "\\" not in text:
        return text
    spelled = ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    try:
        spelled = spelled.encode("latin-1").decode("utf-8") if spelled != text else text
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
    return spelled.replace('\\"', '"').replace("\\\\", "\\")


def read(name: str, entry: Entry, env: Mapping[str, str], home: Path) -> Log:
    """The store that a file of `kind: log` describes; `path` is a file, a folder, or a folder's files by a pattern."""
    entry.only("kind", "path", "table", "rows", *TABLE_KEYS)
    table = single(entry, "requests", "your visits to our website", FIELDS)
    return Log(name, entry.word("says") or name, entry.word("path", needed=True), env, home, {table.name: table})
