"""The policy's files in the company's folder, written from a version: each whole, and only over what is known.

Several files cannot change in one moment. So each is written for itself, and each may be what it was before or what it
is to be: a writing that was cut off is carried on, and a file that is neither was changed by somebody meanwhile.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from troth.fault import Fault
from troth.home import Home
from troth.law.calendar import weekday

Base = Mapping[str, str]  # name -> SHA-256 of what lies there


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file, by name."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def moved(home: Home, base: Base, files: Mapping[str, str]) -> list[str]:
    """The names of files that are neither what they were (`base`) nor what they are to be (`files`)."""
    now, new = digests(home.files()), digests({name: text.encode() for name, text in files.items()})
    names = dict.fromkeys([*base, *files, *now])
    return [name for name in names if now.get(name) not in (base.get(name), new.get(name))]


def lies(home: Home, files: Mapping[str, str]) -> bool:
    """Whether exactly these files lie in the folder."""
    return home.files() == {name: text.encode() for name, text in files.items()}


def lay(home: Home, base: Base, files: Mapping[str, str]) -> None:
    """Write the files, and remove those of `base` that are none of them; the caller holds the folder (`held`)."""
    for name, text in files.items():
        _put(home.folder / name, text.encode())
    for name in base:
        if name not in files:
            (home.folder / name).unlink(missing_ok=True)
    for folder in {(home.folder / name).parent for name in (*base, *files)}:
        _sync(folder)


def _put(path: Path, content: bytes) -> None:
    """One file: written beside, brought to the disk, and put in its place in one step."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")  # one that was left by a crash is written over
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(mode)
    draft.replace(path)


def _sync(folder: Path) -> None:
    if folder.is_dir():
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def held(home: Home) -> Iterator[None]:
    """The folder for one writer at a time, on this machine."""
    with (home.state / "folder.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# ---- what was adopted, and what lies there ----


def note_adopted(home: Home, said: bytes) -> None:
    """Keep, beside the databases, which files were adopted last; the caller holds the folder (`held`)."""
    if home.state.is_dir():
        _put(home.adopted_file, said)


NOT_WHOLE = (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError)  # a note that is not one


def noted(home: Home) -> int:
    """The number of the version adopted last, as far as that was noted beside the databases; 0 if it was not."""
    try:
        return int(json.loads(home.adopted_file.read_bytes())["number"])
    except NOT_WHOLE:
        return 0


def drift(home: Home) -> Fault | None:
    """That the files in the folder are not what was adopted last, as far as that was noted beside the databases."""
    try:
        said = json.loads(home.adopted_file.read_bytes())
        return differs(home, int(said["number"]), date.fromisoformat(said["starts"]), dict(said["files"]))
    except NOT_WHOLE:
        return None  # nothing was adopted, or the note is not whole: the databases know
    except Fault:
        return None  # files that cannot be read are faults of their own


def differs(home: Home, number: int, starts: date, files: Base) -> Fault | None:
    """The fault that names each file which is not that of a version; None if all are."""
    now = digests(home.files())
    names = [name for name in dict.fromkeys([*files, *now]) if now.get(name) != files.get(name)]
    if not names:
        return None
    return Fault(
        f"{names[0]} is not what is in force"
        if len(names) == 1
        else f"{len(names)} files of the policy are not what is in force: {', '.join(names)}",
        where=str(home.folder / names[0]),
        because=f"version {number} was adopted, from {weekday(starts)} on",
        remedy="adopt it (troth adopt --by NAME), or put it back; troth diff shows what differs",
    )
