"""The open questions of store maps, asked and answered: each answer changes one value, takes out its question, and is
on record. Nothing is written over what somebody else changed meanwhile.

A file lies elsewhere than our records, so an answer has an entry of intent before the file is written and one of its
outcome after. An intent without outcome is settled at the next look, by what lies there then (`settle`).
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from troth.duties.map_words import Act, Question, question
from troth.fault import Fault, Faults
from troth.flows import at as point
from troth.policy.doubts import answered
from troth.policy.edit import Drop, edited
from troth.policy.source import Path, load
from troth.policy.style import Value
from troth.records import entries, folder
from troth.records.place import home, in_force
from troth.stores import asked, check
from troth.stores.base import Entry
from troth.stores.load import read as read_store

KEY = "policy"  # the key that seals the evidence: it tells of the company, and is never destroyed
INTENT, DONE, BACK, UNDONE = "map.changing", "map.answered", "map.taken-back", "map.unchanged"
LAST = "last-answer.json"  # in the state folder: what the file was before the last answer


@dataclass(frozen=True)
class System:
    """One system whose map asks something; `trouble` is why its file cannot be read."""

    store: str
    says: str
    questions: tuple[Question, ...]
    trouble: Fault | None = None


@dataclass(frozen=True)
class Last:
    """The answer given last, which can be taken back while its file is as it left it."""

    store: str
    place: str
    by: str
    was: str  # the file before, and the digest of the file since
    now: str
    where: str


def open_questions() -> tuple[System, ...]:
    """Every system whose map asks something, by name, its questions in the order of the file."""
    policy, found = in_force(), []
    for one in asked.maps(home().stores_folder):
        names = [_name(one, number) for number in range(len(one.doubts))]
        questions = tuple(
            question(name, one.store, one.digest, one.says, doubt, one.data, policy)
            for name, doubt in zip(names, one.doubts, strict=True)
        )
        found.append(System(one.store, one.says, questions, one.fault))
    return tuple(found)


def count() -> int:
    """How many questions are open in all maps."""
    return sum(len(one.doubts) for one in asked.maps(home().stores_folder))


def _name(one: asked.Map, number: int) -> str:
    """A question's name in a form: it counts for this file as it lies there, and for no other."""
    return hashlib.sha256(f"{one.store}\0{one.digest}\0{number}".encode()).hexdigest()[:24]


def by_name(name: str) -> Question:
    """The question that a form was about; a Fault if its file is no longer as it was then."""
    for system in open_questions():
        for one in system.questions:
            if one.id == name:
                return one
    raise _moved()


def _moved() -> Fault:
    return Fault(
        "the file changed meanwhile: look again",
        because="an answer counts for the file that it was given to",
        remedy="look at the question as it is now, and answer it again; nothing was written",
    )


# ---- an answer ----


def answer(about: Question, value: Value | Act, by: str, at: datetime) -> None:
    """Put a value where the question stands, or leave it (`Act.STANDS`), or take its line out; the question goes.

    A Fault, and nothing written, if the file is not as it was when the question was asked, or the map would be wrong.
    """
    with folder.held(home()):
        _settle(at)
        now = asked.read(home().stores_folder, about.store)
        if now is None or now.digest != about.digest:
            raise _moved()
        before = now.content.decode()
        after = _after(before, about, value)
        left = Last(about.store, about.place, by, before, _digest(after), about.where)
        _keep(left)
        _write(DONE, left, before, after, by, at)


def _after(before: str, about: Question, value: Value | Act) -> str:
    """The new text, read as a store and against the policy; a Fault with the first thing that would be wrong."""
    doubt, where = about.doubt, asked.name_of(about.store)
    try:
        after = answered(before, where, doubt, None if isinstance(value, Act) else value)
        if value is Act.DROP:
            after = edited(after, where, [Drop(doubt.path)])
        known = Counter(fault.what for fault in _faults(about.store, before))
        faults = _faults(about.store, after)
    except Faults as several:
        raise several.faults[0] from None
    here = set() if value is Act.DROP else _places(after, where, doubt.path)
    for fault in faults:
        known[fault.what] -= 1
        # What is wrong elsewhere in the file was so before, and is for others to mend.
        if known[fault.what] < 0 or fault.where in here:
            raise Fault(fault.what, where=fault.where, because=fault.because, remedy=fault.remedy)
    return after


def _places(text: str, where: str, path: Path) -> set[str]:
    """Every place of a text, as faults name it, that is a value's or in it."""
    _, source = load(text, where)
    places = (*source.keys.items(), *source.values.items())
    return {f"{where}:{line}:{column}" for at, (line, column, _) in places if at[: len(path)] == path}


def _faults(store: str, text: str) -> list[Fault]:
    """Everything that is wrong in a store file of this text, by itself and against the policy in force."""
    faults: list[Fault] = []
    data, source = load(text.encode(), asked.name_of(store))
    made = read_store(store, Entry(data, source, (), faults), home().env, home().folder)
    return [*faults, *(check({store: made}, in_force()) if made and not faults else ())]


# ---- the last answer, taken back ----


def last() -> Last | None:
    """The answer that can be taken back; None if there is none, or its file has changed since."""
    try:
        found = Last(**json.loads((home().state / LAST).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    now = asked.read(home().stores_folder, found.store)
    return found if now and now.digest == found.now else None


def take_back(by: str, at: datetime) -> Last:
    """Put the file back as it was before the last answer, with its question; a Fault if it has changed since."""
    with folder.held(home()):
        _settle(at)
        found = last()
        if found is None:
            raise Fault(
                "the last answer cannot be taken back",
                because="its file has changed since, or it was taken back already",
                remedy="look at the value in the file, or at the question if it is asked again",
            )
        now = asked.read(home().stores_folder, found.store)
        _write(BACK, found, now.content.decode() if now else "", found.was, by, at)
        (home().state / LAST).unlink(missing_ok=True)
    return found


def _keep(one: Last) -> None:
    """Note what the file is before it is changed. If it then is not changed, the note counts for nothing."""
    said = {name: getattr(one, name) for name in one.__dataclass_fields__}
    folder.lay(replace(home(), folder=home().state), {}, {LAST: json.dumps(said)})


# ---- the file and its evidence ----


def _write(act: str, one: Last, before: str, after: str, by: str, at: datetime) -> None:
    """Intent, file, outcome; the caller holds the folder."""
    facts = {"by": by, "store": one.store, "where": one.where}
    with transaction.atomic(durable=True):
        entries.append(INTENT, at, key=KEY, act=act, before=_digest(before), after=_digest(after), **facts)
    point("before lay_map")
    try:
        folder.lay(home(), {}, {asked.name_of(one.store): after})
    except OSError as error:
        _settle(at)
        what = "the file could not be written, and is as it was"
        raise Fault(
            what, where=asked.name_of(one.store), because=type(error).__name__, remedy="see its rights"
        ) from None
    point("after lay_map")
    _settle(at)


def settle(at: datetime) -> None:
    """See that every intent has its outcome: what was cut off is noted by what lies there now."""
    if _waiting():
        with folder.held(home()):
            _settle(at)


def _waiting() -> dict[str, Any] | None:
    """The statement of an intent without outcome. Only the newest can be one: none begins before the last has ended."""
    newest = entries.Entry.objects.filter(kind__in=(INTENT, DONE, BACK, UNDONE)).order_by("-id").first()
    return entries.opened(newest) if newest and newest.kind == INTENT else None


def _settle(at: datetime) -> None:
    said = _waiting()
    if said is None:
        return
    facts = {name: said[name] for name in ("by", "store", "where")}
    found = asked.read(home().stores_folder, said["store"])
    digest = found.digest if found else ""
    with transaction.atomic(durable=True):
        if digest == said["after"]:
            entries.append(said["act"], at, key=KEY, **facts)
        else:
            because = "it was not written" if digest == said["before"] else "somebody changed the file; look at it"
            entries.append(UNDONE, at, key=KEY, because=because, **facts)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
