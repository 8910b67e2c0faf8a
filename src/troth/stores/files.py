"""The files that a store may read: those under its root, and nothing else.

A root is walked without following a link, and every part of a path is opened from its parent without following
one, so that a path swapped for a link between the look and the reading leads nowhere. A link that leads out of
the root is a fault: it may stand for something that the answer would then lack.

Names of files can name people, so a fault points at a file by its place: `#3/#1` is the first, by name, in the
third thing of the root. Only words that the store file itself uses are written out.
"""

import os
import re
import stat
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from troth.fault import Fault

MOST_FILES = 500_000
DEEPEST = 24
LARGEST = 256 << 20  # a file that is read whole
JUNK = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".gitignore"})  # what systems leave behind
COUNTED = "(#3 is the third by name in its folder) mend it, or take it out of there, and look again"

BRACES = re.compile(r"^[^{}]*(\{[^{}]+\}[^{}]*)+$")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file under a root: its path from there, and what changes when its content does."""

    path: str
    size: int
    stamp: tuple[int, int, int]

    @property
    def folder(self) -> str:
        """The path of the folder that it lies in; empty for the root."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """Its name without the folder."""
        return self.path.rpartition("/")[2]


class Root:
    """A folder that a store may read; `words` are the names that its faults may write out."""

    def __init__(self, path: Path, words: Iterable[str] = ()) -> None:
        self.path = os.path.realpath(path)
        self.words = frozenset(words)

    def entries(self, glob: str = "") -> list[Entry]:
        """Every file under the root, by path; a Fault if it is not there, too large a tree, or a link leads out.

        With a `glob` only the files of the root itself that it means: what else lies there is somebody else's affair.
        """
        found: list[Entry] = []
        try:
            self._walk(self.path, "", 0, found, glob)
        except OSError as error:
            raise Fault(
                "its folder cannot be read",
                because=(error.strerror or type(error).__name__).lower(),
                remedy="see that the folder of the store file is there and may be read",
            ) from None
        found.sort(key=lambda entry: entry.path)
        return found

    def _walk(self, folder: str, prefix: str, depth: int, found: list[Entry], glob: str = "") -> None:
        if depth > DEEPEST:
            raise Fault(f"its folders lie more than {DEEPEST} deep", remedy="lay them flatter, and look again")
        with os.scandir(folder) as things:
            for thing in things:
                path = prefix + thing.name
                if glob and (not matches(path, glob) or thing.is_dir(follow_symlinks=False)):
                    continue
                if thing.is_symlink():
                    self._refuse_way_out(thing.path, path)
                elif thing.is_dir(follow_symlinks=False):
                    self._walk(thing.path, path + "/", depth + 1, found)
                elif thing.is_file(follow_symlinks=False) and thing.name not in JUNK:
                    about = thing.stat(follow_symlinks=False)
                    found.append(Entry(path, about.st_size, (about.st_mtime_ns, about.st_size, about.st_ino)))
                    if len(found) > MOST_FILES:
                        raise Fault(f"its folder holds more than {MOST_FILES} files", remedy="split the store in two")

    def _refuse_way_out(self, link: str, path: str) -> None:
        """A link to something inside the root is passed over, for that is read where it lies."""
        if os.path.commonpath([self.path, os.path.realpath(link)]) != self.path:
            raise Fault(
                f"the link {self.place(path)} leads out of the folder and was not followed",
                because="a store reads what lies in its own folder, and an answer must be complete",
                remedy="put the file itself there, or give the place it lies in a store of its own",
            )

    def read(self, path: str, limit: int = LARGEST, *, only: int = -1) -> bytes:
        """The bytes of one file, or its first ones; a Fault if it is no plain file in the root, or larger than that."""
        try:
            handle = self._open(path)
        except OSError as error:
            raise self.fault(path, "cannot be read", (error.strerror or type(error).__name__).lower()) from None
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise self.fault(path, "cannot be read", "it is no plain file")
            if only >= 0:
                return file.read(only)
            content = b"" if about.st_size > limit else file.read(limit + 1)
            if about.st_size > limit or len(content) > limit:
                raise self.fault(path, "is too large to be searched", f"it holds more than {limit >> 20} MB")
            return content

    def _open(self, path: str) -> int:
        """Open part by part, no part being a link (what openat2 calls RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS)."""
        parts = path.split("/")
        if not all(part and part not in (".", "..") and "\0" not in part for part in parts):
            raise PermissionError(0, "its path leads out of the folder")
        here = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for part in parts[:-1]:
                there = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here)
                os.close(here)
                here = there
            return os.open(parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=here)
        finally:
            os.close(here)

    def fault(self, path: str, what: str, because: str, remedy: str = COUNTED) -> Fault:
        """A fault about one file, which names it by its place only."""
        return Fault(f"the file {self.place(path)} {what}", because=because, remedy=remedy)

    def place(self, path: str) -> str:
        """A path that names nobody: words of the store file stay, everything else becomes its number by name."""
        here, said = Path(self.path), []
        for part in path.strip("/").split("/"):
            if part in self.words:
                said.append(part)
            else:
                try:
                    names = sorted(thing.name for thing in here.iterdir())
                except OSError:
                    names = []
                said.append(f"#{names.index(part) + 1}" if part in names else "#?")
            here = here / part
        return "/".join(said)


@cache
def pattern(glob: str) -> re.Pattern[str]:
    """A glob of a store file: `*` and `?` stay in a name, `**/` is any number of folders, `{pdf,docx}` is either."""
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", ",": "|", "}": ")"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?|[{},])" if BRACES.search(glob) else r"(\*\*/|\*\*|\*|\?)", glob)
    return re.compile("".join(parts.get(piece) or re.escape(piece) for piece in pieces), re.DOTALL)


def matches(path: str, glob: str) -> bool:
    """Whether a path from the root is one that the glob means."""
    return pattern(glob).fullmatch(path) is not None


def shown(path: str) -> str:
    """A path as a key shows it; bytes that are no UTF-8 are written as `\\xNN`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


class Shelf:
    """What was read of files, kept in memory until the file changes; the longest unused goes first.

    A long-lived process answers many people, and the files between them are mostly the same. What is kept is
    bounded, and a file that is gone leaves at the next look (`keep_only`): what was erased does not linger here.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: OrderedDict[str, tuple[object, Any, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, path: str, stamp: object, make: Callable[[], T], weight: Callable[[T], int]) -> T:
        """What `make` makes of the file, or what it made when the file was last the same."""
        with self._lock:
            held = self._held.get(path)
            if held is not None and held[0] == stamp:
                self._held.move_to_end(path)
                kept: T = held[1]
                return kept
        made = make()
        heavy = weight(made)
        with self._lock:
            self._drop(path)
            if heavy <= self.most:
                self._held[path] = (stamp, made, heavy)
                self._weight += heavy
                while self._weight > self.most:
                    self._drop(next(iter(self._held)))
        return made

    def keep_only(self, paths: Iterable[str]) -> None:
        """Forget every file that is not among these."""
        with self._lock:
            for gone in self._held.keys() - set(paths):
                self._drop(gone)

    def _drop(self, path: str) -> None:
        held = self._held.pop(path, None)
        self._weight -= held[2] if held else 0
