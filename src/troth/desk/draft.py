"""Changes of the policy that a colleague has gathered and not proposed yet.

They are kept in the session as acts (this value for that key), not as a text: each time they are made anew on the files
as they lie in the folder, so that what somebody else writes there meanwhile is never lost.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

from troth import policy
from troth.desk.staff import Staff
from troth.duties import adoption
from troth.fault import Fault, Faults
from troth.policy import Policy
from troth.policy.edit import Change, Drop, Put, edited
from troth.policy.source import Path, load
from troth.policy.style import Value
from troth.records import versions

MAIN = "policy.yaml"
HELD = "policy"  # the session's name for it
MOST = 40  # gathered changes
Made = tuple[str, Change]  # the file, and the change in it; a Drop of the empty path is the whole file


@contextmanager
def in_words() -> Iterator[None]:
    """Several faults become the first of them, which a page can show."""
    try:
        yield
    except Faults as several:
        first = several.faults[0]
        raise Fault(first.what, where=first.where, because=first.because, remedy=first.remedy) from None


def steps(http: Staff) -> list[dict[str, Any]]:
    """What was gathered: each with what it says, and its changes."""
    return list(http.session.get(HELD, []))


def add(http: Staff, says: str, changes: Iterable[Made]) -> None:
    """Gather a change; a Fault if there are too many already."""
    held = steps(http)
    if len(held) >= MOST:
        raise Fault("so many changes are hard to read at once", remedy="propose what is gathered first")
    http.session[HELD] = [*held, {"says": says, "changes": [_plain(name, one) for name, one in changes]}]


def clear(http: Staff) -> None:
    """Throw away what was gathered."""
    http.session.pop(HELD, None)


def _plain(name: str, change: Change) -> list[Any]:
    path = list(change.path)
    return [name, path, change.value] if isinstance(change, Put) else [name, path]


def files(http: Staff, more: Iterable[Made] = ()) -> dict[str, str]:
    """The files of the folder with everything gathered, and perhaps more, made in them; a Fault if one cannot be."""
    asked = [step["changes"] for step in steps(http)]
    extra = [_plain(name, one) for name, one in more]
    with in_words():
        base = adoption.from_disk()
        return dict(_made(tuple(base.items()), json.dumps([*asked, *([extra] if extra else [])])))


@lru_cache(maxsize=8)
def _made(base: tuple[tuple[str, str], ...], asked: str) -> tuple[tuple[str, str], ...]:
    made = dict(base)
    for step in json.loads(asked):
        for name in dict.fromkeys(one[0] for one in step):
            if name not in made:
                raise Fault("this file is no longer there", where=name, remedy="throw the changes away, and begin anew")
            changes = [_change(one) for one in step if one[0] == name]
            if any(not one.path for one in changes):
                del made[name]
            else:
                made[name] = edited(made[name], name, changes)
    return tuple(made.items())


def _change(plain: list[Any]) -> Change:
    path = tuple(plain[1])
    return Put(path, plain[2]) if len(plain) == 3 else Drop(path)


@lru_cache(maxsize=8)
def _read(made: tuple[tuple[str, str], ...]) -> Policy:
    return versions.of_files(dict(made), MAIN)


def read(made: Mapping[str, str]) -> Policy:
    """The policy that files make; a Fault, the first, if they make none."""
    with in_words():
        return _read(tuple(made.items()))


def now(http: Staff) -> Policy:
    """The policy as it lies in the folder, with everything gathered."""
    return read(files(http))


def put(path: Path, old: Value, new: Value) -> Iterator[Made]:
    """What makes a key say something else: nothing if it says so already, a Drop if it is to say nothing."""
    was = old if isinstance(old, str | Mapping) else list(old)
    if was == new:
        return
    yield MAIN, Put(path, new) if new else Drop(path)


def between(old: Any, new: Any, path: Path = ()) -> Iterator[Change]:
    """What makes plain values others: what differs key by key, each list that differs whole."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        if old != new:
            yield Put(path, new)
        return
    for key in old.keys() - new.keys():
        yield Drop((*path, key))
    for key, value in new.items():
        if key not in old:
            yield Put((*path, key), value)
        else:
            yield from between(old[key], value, (*path, key))


def again(base: Mapping[str, str], proposed: Mapping[str, str]) -> list[Made]:
    """What a proposal changed in the files that it was made on, as changes that can be made in others."""
    made: list[Made] = []
    for name, text in base.items():
        if name not in proposed:
            made.append((name, Drop(())))
        elif proposed[name] != text:
            if not name.endswith(".yaml"):
                raise Fault("what it changed is prose", where=name, remedy="make this change in the file itself")
            with in_words():
                made += [(name, one) for one in between(load(text, name)[0], load(proposed[name], name)[0])]
    if set(proposed) - set(base):
        raise Fault("it brought a file of its own", remedy="lay that file into the folder yourself")
    return made


def objections(before: Policy, after: Policy, on: date) -> list[Fault]:
    """What the law of a day finds in the second that it did not find in the first."""
    known = {fault.what for fault in policy.check(before, on)}
    return [fault for fault in policy.check(after, on) if fault.what not in known]


def at_field(found: Policy, entry: Path, fault: Fault) -> str:
    """Which key of an entry a fault points at; empty if it is none of its keys."""
    name, _, place = fault.where.partition(":")
    if name != MAIN or not place:
        return ""
    line, _, column = place.partition(":")
    here = (int(line), int(column or 1))
    starts = sorted((place[:2], path) for path, place in found.source.keys.items())
    above = [path for place, path in starts if place <= here]
    last = above[-1] if above else ()
    return str(last[2]) if last[:2] == entry and len(last) > 2 else "*" if last == entry else ""
