"""The check of the whole ledger from its bytes (`troth ledger fsck`): nothing that was computed before is believed.

The tree is built anew from the entries and held against the stored hashes, the signed head, and a checkpoint that
was kept elsewhere. Only the last of these notices a whole database put back to an earlier day, or a ledger that
somebody with the signing key wrote anew. It takes no lock: what was signed once does not change, so that entries
which come in meanwhile do no harm.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import Max

from troth import vault
from troth.fault import Fault, Faults
from troth.ledger import checkpoint, entry, note, tree
from troth.records import keys
from troth.records.entries import Entry, Head, Node
from troth.records.place import home

STEP = 12  # 2**12 entries at a time, so that whole subtrees come together
# In this order faults are told: what is wrong first of all, then what follows from it.
ORDER = ("head", "missing", "changed", "entry", "row", "hash", "root", "beyond", "key", "against")
RESTORE = "put back the database from a backup; do not begin anew beside the old key"
HEAD, ELSEWHERE = "the signed head", "the checkpoint kept elsewhere"


@dataclass
class Reading:
    """What one reading of the ledger has shown so far; of each kind of fault only the first is kept."""

    faults: dict[str, Fault] = field(default_factory=dict)
    read: int = 0
    at: str = "entry 0"  # where the reading is
    roots: dict[int, bytes] = field(default_factory=dict)  # by size, for the sizes that somebody signed
    unlike: tuple[int, int, int] | None = None  # the first stored hash that differs: entry, level, position
    silent: dict[str, tuple[str, int]] = field(default_factory=dict)  # key -> its first entry, and how many
    announced: set[str] = field(default_factory=set)  # keys whose destruction stands in the ledger
    waiting: int = 0

    def note(self, kind: str, what: str, *, where: str = "", because: str = "", remedy: str = "") -> None:
        """Keep a fault if it is the first of its kind."""
        self.faults.setdefault(kind, Fault(what, where=where, because=because, remedy=remedy))

    def all(self) -> Faults:
        """What was noted, the gravest first."""
        return Faults(self.faults[kind] for kind in ORDER if kind in self.faults)


def fsck(against: str | None) -> str:
    """The verdict in words; Faults that name the first entry or hash that is not as it was.

    `against` is the text of a checkpoint that was kept elsewhere; the ledger must begin with what it signed.
    """
    reading = Reading()
    verifier = _verifier()
    if verifier is None:
        return "The ledger is empty."
    try:
        head = _head(reading, verifier)
        kept = _kept(reading, against, verifier) if against is not None else None
        _read(reading, head, kept)
        _read_waiting(reading)
        _look_beyond(reading, verifier)
    except (DatabaseError, ValueError, TypeError, AttributeError, OverflowError) as error:
        reading.note("row", "a row cannot be read", where=reading.at, because=type(error).__name__)
        raise reading.all() from None
    _judge(reading, head, kept)
    if reading.faults:
        raise reading.all()
    return _verdict(reading, head, kept)


# ---- what was signed ----


def _verifier() -> note.Verifier | None:
    """The published key; None for a ledger that has not begun. The private key is not needed here."""
    path = home().public_key_file
    if path.exists():
        return note.Verifier.decode(path.read_text(encoding="utf-8", errors="replace"))
    if Entry.objects.exists() or Head.objects.exists():
        raise Fault("the ledger’s public key is gone", where=str(path), remedy="put the file back from a copy")
    return None


def _head(reading: Reading, verifier: note.Verifier) -> checkpoint.Checkpoint | None:
    """The signed head; None if there is none that holds (a fault, unless nothing was taken in yet)."""
    row = Head.objects.filter(pk=1).first()
    if row is None or not row.note:
        if Entry.objects.exclude(index=None).exists():
            reading.note("head", "it is gone, and there are entries", where=HEAD, remedy="put it back from a backup")
        elif not Entry.objects.exists():
            because = "the key of the ledger is published, which happens with its first entry"
            reading.note("head", "the ledger is gone, entries and all", where=HEAD, because=because, remedy=RESTORE)
        return None
    try:
        signed = checkpoint.verify(row.note, verifier)
    except Fault as fault:
        reading.note("head", fault.what, where=HEAD, because=fault.because)
        return None
    if signed.size != row.size:
        because = f"its row says {row.size}, its signature {signed.size}"
        reading.note("head", "its size was changed after it was signed", where=HEAD, because=because)
    return signed


def _kept(reading: Reading, against: str, verifier: note.Verifier) -> checkpoint.Checkpoint | None:
    try:
        return checkpoint.verify(against.replace("\r\n", "\n"), verifier)
    except Fault as fault:
        reading.note("against", fault.what, where=ELSEWHERE, because=fault.because, remedy=fault.remedy)
        return None


# ---- what is there ----


@dataclass
class Tree:
    """The tree while it grows: the complete subtrees that stand side by side, the largest first."""

    size: int = 0
    standing: list[tuple[int, bytes]] = field(default_factory=list)  # level, digest

    def take_in(self, leaf: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Add a leaf; it and every subtree that it completes, as level, position and digest."""
        level, position, digest = 0, self.size, leaf
        yield level, position, digest
        while self.standing and self.standing[-1][0] == level:
            digest = tree.node_hash(self.standing.pop()[1], digest)
            level, position = level + 1, position // 2
            yield level, position, digest
        self.standing.append((level, digest))
        self.size += 1

    def root(self) -> bytes:
        """The root over all that was taken in (RFC 9162 2.1.1)."""
        digest = b""
        for _, left in reversed(self.standing):
            digest = tree.node_hash(left, digest) if digest else left
        return digest or tree.EMPTY


class Stored:
    """The stored hashes, read a stretch of entries at a time."""

    def __init__(self) -> None:
        self._stretch, self._digests = -1, dict[tuple[int, int], bytes]()

    def at(self, level: int, position: int) -> bytes | None:
        """The stored hash of one subtree; None if there is none."""
        if level > STEP:
            row = Node.objects.filter(level=level, position=position).first()
            return _bytes(row.digest) if row else None
        stretch = position >> (STEP - level)
        if stretch != self._stretch:
            self._stretch, self._digests = stretch, {}
            for below in range(STEP + 1):
                first = stretch << (STEP - below)
                within = Node.objects.filter(level=below, position__gte=first, position__lt=first + (1 << STEP - below))
                self._digests |= {(n.level, n.position): _bytes(n.digest) for n in within}
        return self._digests.get((level, position))


class Opener:
    """Opens entries with their keys, each key fetched once."""

    def __init__(self) -> None:
        self._keys: dict[str, bytes | None] = {}
        self.able = (home().keys / "master.key").exists()  # without it no key opens, and none may be made

    def statement(self, row: Entry) -> dict[str, Any] | None:
        """What an entry says; None if its key is gone; a Fault if its bytes are not what that key sealed."""
        if row.key not in self._keys:
            self._keys[row.key] = keys.get(row.key) if keys.stands(row.key) else None
        key = self._keys[row.key]
        if key is None:
            return None
        about = f"entry:{row.kind}"
        _, clear = entry.open_(_bytes(row.content), lambda shut: vault.open_(key, shut, about))
        statement: dict[str, Any] = json.loads(clear)
        return statement


def _read(reading: Reading, head: checkpoint.Checkpoint | None, kept: checkpoint.Checkpoint | None) -> None:
    """Build the tree from every entry up to the signed head, and hold it against the stored hashes as it grows."""
    built, stored, opener = Tree(), Stored(), Opener()
    wanted = {signed.size for signed in (head, kept) if signed}
    reading.roots[0] = tree.EMPTY
    rows = Entry.objects.exclude(index=None).order_by("index", "id")
    for row in (rows.filter(index__lt=head.size) if head else rows).iterator(1 << STEP):
        if row.index != built.size:
            break
        for level, position, digest in built.take_in(tree.leaf_hash(_bytes(row.content))):
            if reading.unlike is None and stored.at(level, position) != digest:
                reading.unlike = (row.index, level, position)
        reading.read = built.size
        if built.size in wanted:
            reading.roots[built.size] = built.root()
        _open(reading, row, f"entry {row.index}", opener)
        reading.at = f"entry {built.size}"


def _open(reading: Reading, row: Entry, where: str, opener: Opener) -> None:
    """Hold the columns that people search by against the sealed words, as long as these can be opened."""
    if not opener.able:
        return
    try:
        said = opener.statement(row)
    except Fault as fault:
        reading.note("entry", fault.what, where=where, because=fault.because, remedy=fault.remedy)
        return
    if said is None:
        first, count = reading.silent.get(row.key, (where, 0))
        reading.silent[row.key] = (first, count + 1)
        return
    if said["kind"] in ("key.destroying", "key.destroyed"):
        reading.announced.add(said["key_name"])
    at = datetime.fromisoformat(said["at"])
    if (said["kind"], said["case"], at) != (row.kind, row.case, row.at.replace(microsecond=0)):
        because = "its kind, case or time is not the one that was sealed"
        reading.note("entry", "this row was changed after it was written", where=where, because=because)


def _read_waiting(reading: Reading) -> None:
    """Entries that the ledger has not taken in yet; each must open like any other."""
    opener = Opener()
    for row in Entry.objects.filter(index=None).order_by("id").iterator():
        reading.waiting += 1
        reading.at = f"the entry that waits in row {row.pk}"
        _open(reading, row, reading.at, opener)


def _look_beyond(reading: Reading, verifier: note.Verifier) -> None:
    """Entries and hashes that no signed head covers; what came in meanwhile is covered by the head read last."""
    last = Entry.objects.aggregate(last=Max("index"))["last"]
    tops = list(Node.objects.values_list("level").annotate(top=Max("position")).order_by("level"))
    now = _head(reading, verifier)
    if now is None:
        return
    if last is not None and last >= now.size:
        because = f"the head signs {now.size}: it was put back to an earlier one, or the entry came past us"
        reading.note("beyond", "it stands behind the signed head", where=f"entry {now.size}", because=because)
    for level, top in tops:
        if not 0 <= level < 63 or top >= now.size >> level:
            where = f"hash {top} of level {level}"
            reading.note("beyond", "it belongs to no entry that the head signs", where=where)


# ---- what follows ----


def _judge(reading: Reading, head: checkpoint.Checkpoint | None, kept: checkpoint.Checkpoint | None) -> None:
    """Which entry or hash is not as it was, from what the reading has shown."""
    if head and reading.read < head.size:
        where = f"entry {reading.read}"
        reading.note("missing", "it is missing", where=where, because=f"the signed head covers {head.size} entries")
    elif reading.unlike:
        index, level, position = reading.unlike
        if head and reading.roots.get(head.size) == head.root:  # the entries are those that were signed
            where = f"hash {position} of level {level}"
            reading.note("hash", "it is not the hash of the entries below it", where=where)
        else:
            because = "its hash is not the one that the ledger took in"
            reading.note("changed", "it is not the entry that was written", where=f"entry {index}", because=because)
    elif head and reading.roots[head.size] != head.root:
        because = "an entry and all hashes above it were written anew"
        reading.note("root", "it does not sign these entries", where=HEAD, because=because)
    if kept:
        _judge_kept(reading, head, kept)
    for key, (where, _) in reading.silent.items():
        if key not in reading.announced:
            because = "no entry says that it was destroyed"
            reading.note("key", "the key of this entry is gone", where=where, because=because)


def _judge_kept(reading: Reading, head: checkpoint.Checkpoint | None, kept: checkpoint.Checkpoint) -> None:
    if (head.size if head else reading.read) < kept.size:
        reading.note(
            "against",
            f"this ledger is shorter than it was: entry {reading.read} was there, and is not",
            where=ELSEWHERE,
            because="the ledger was put back to an earlier day, or its end was cut off",
        )
    elif reading.roots.get(kept.size, kept.root) != kept.root:
        reading.note(
            "against",
            f"this ledger does not begin with the {kept.size} entries that were signed then",
            where=ELSEWHERE,
            because="an entry among them was changed, and what follows was signed anew",
        )


def _verdict(reading: Reading, head: checkpoint.Checkpoint | None, kept: checkpoint.Checkpoint | None) -> str:
    size = head.size if head else 0
    silent = sum(count for _, count in reading.silent.values())
    said = [f"The ledger holds: {size:,} entries lead to the root that {head.origin if head else 'nobody'} signed."]
    if not Opener().able:
        said.append("Their words were not read: the master key is not here.")
    elif silent:
        said.append(f"{size - silent:,} of them say what their rows say; the words of {silent:,} were destroyed.")
    else:
        said.append("Each says what its row says.")
    if reading.waiting:
        said.append(f"{reading.waiting:,} more wait to be taken in.")
    if kept:
        said.append(f"It begins with the {kept.size:,} entries of {ELSEWHERE}.")
    return " ".join(said)


def _bytes(value: Any) -> bytes:
    """A column's bytes; none for a value that is no bytes."""
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else b""
