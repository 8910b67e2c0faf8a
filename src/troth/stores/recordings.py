"""Recordings of calls: a sound file each, and beside it a JSON file of the same name that says who was on the line.

The sound cannot be searched, so whose a recording is comes from its JSON file alone. One that has none could be
anybody's: the store has no answer until somebody says whose it is or takes it away. A call with two parties from
outside is shared, and of it each is told only their own particulars.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from troth.stores.archives import Unreadable
from troth.stores.base import TABLE_KEYS, Entry
from troth.stores.files import Entry as File
from troth.stores.files import Root, Shelf, shown
from troth.stores.filestore import FileStore, found, single
from troth.stores.match import Known, Person, Traits, Verdict, judge
from troth.stores.tables import Row, read_json
from troth.words import Found, Whose

SOUNDS = ("wav", "mp3", "ogg", "opus", "flac", "m4a")
LARGEST_SIDECAR = 1 << 20
KEPT = 48 << 20
TAKES = 8  # bytes of memory, about, for each byte of a sidecar that is kept


@dataclass(frozen=True, slots=True)
class Call:
    """One recording: what its sidecar says, and what that tells of each party on the line."""

    path: str
    sound: str  # the path of the sound; empty if it is not there
    row: Row
    parties: tuple[Traits, ...]


@dataclass
class Recordings(FileStore):
    """A folder of recordings."""

    parties: tuple[Person, ...] = ()
    kind: str = "recordings"
    _read: Shelf = field(default_factory=lambda: Shelf(KEPT), repr=False)

    def find(self, known: Known) -> Iterator[Found]:
        """Every call that the person was a party to, or that was made over a line which they share."""
        root = self.root()
        calls = list(self._calls(root))
        sides = [((call, n), traits) for call in calls for n, traits in enumerate(call.parties)]
        held = [(side, traits) for side, traits in sides if known.concerns(traits)]
        verdicts: dict[str, dict[int, Verdict]] = {}
        for (call, number), verdict in judge(known, held, len(calls)):
            verdicts.setdefault(call.path, {})[number] = verdict
        for call in calls:
            if call.path in verdicts:
                yield self._found(root, call, verdicts[call.path])

    def _calls(self, root: Root) -> Iterator[Call]:
        files = root.entries()
        self._read.keep_only(file.path for file in files)
        sounds = {stem: file for file in files if (stem := _stem(file.path, SOUNDS))}
        sidecars = {stem: file for file in files if (stem := _stem(file.path, ("json",)))}
        alone = [file for stem, file in sounds.items() if stem not in sidecars]
        if alone:
            more = f" ({len(alone)} in all)" if len(alone) > 1 else ""
            raise root.fault(
                alone[0].path,
                f"is a recording of which nothing says who is on it{more}",
                "a recording belongs to whom its JSON file names, and this one has none",
                "(#3 is the third by name in its folder) write its JSON file, or take it out of the folder",
            )
        for stem, file in sidecars.items():
            row, parties = self._read.get(file.path, file.stamp, partial(self._sidecar, root, file), _heavy)
            yield Call(file.path, sounds[stem].path if stem in sounds else "", row, parties)

    def _sidecar(self, root: Root, file: File) -> tuple[Row, tuple[Traits, ...]]:
        try:
            sheet = read_json(root.read(file.path, LARGEST_SIDECAR))
            if sheet.counted:
                raise Unreadable("it describes several recordings, not one")
        except Unreadable as error:
            raise root.fault(file.path, "cannot be read", str(error)) from None
        row = sheet.rows[0][1]
        return row, tuple(person.traits(row) for person in self.parties)

    def _found(self, root: Root, call: Call, verdicts: Mapping[int, Verdict]) -> Found:
        """The call, without the particulars of other parties, and with its sound if it is this person's."""
        (table,) = self.maps.values()
        verdict = min(verdicts.values(), key=lambda verdict: list(Whose).index(verdict.whose))
        theirs = {number for number, other in verdicts.items() if other.whose is verdict.whose}
        others = [n for n, traits in enumerate(call.parties) if n not in theirs and (traits.ids or traits.name)]
        if others and verdict.whose is Whose.OWN:
            verdict = Verdict(Whose.SHARED, f"{verdict.because}, and somebody else was on the line")
        row = dict(call.row)
        if verdict.whose in (Whose.OWN, Whose.SHARED):
            unsaid = frozenset().union(*(columns_of(self.parties[n]) for n in others))
            row = {column: value for column, value in row.items() if column not in unsaid}
            if call.sound:
                row["content"] = root.read(call.sound)
            else:
                verdict = replace(verdict, because=f"{verdict.because}; its sound is not in the folder")
        return found(self.name, table, {"path": shown(call.sound or call.path)}, verdict, row)


def columns_of(person: Person) -> frozenset[str]:
    """Every column that tells of this party."""
    return frozenset(chain.from_iterable(person.columns.values()))


def _heavy(read: tuple[Row, tuple[Traits, ...]]) -> int:
    return 2_000 + TAKES * sum(len(value) for value in read[0].values() if isinstance(value, str))


def _stem(path: str, endings: tuple[str, ...]) -> str:
    """The path without its ending, if that is one of these; else nothing."""
    stem, _, ending = path.rpartition(".")
    return stem if ending.lower() in endings else ""


def read(name: str, entry: Entry, env: Mapping[str, str], home: Path) -> Recordings:
    """The store that a file of `kind: recordings` describes: one party by `person:`, or several by `parties:`."""
    entry.only("kind", "path", "table", "rows", "parties", *TABLE_KEYS)
    table = single(entry, "recordings", "recordings of calls with you")
    listed = [Person({kind: party.words(kind) for kind in party.value}) for party in entry.listed("parties")]
    parties = tuple(listed) or (table.person,)
    if listed and table.person:
        entry.wrong(
            "person", "the people on a call are said twice", remedy="leave `parties:` or `person:`", of_key=True
        )
    if not all(party.strong for party in parties):
        entry.wrong(None, "nothing says who is on a call", remedy="write `person: {phone: ..., customer: ...}`")
    merged: dict[str, tuple[str, ...]] = {}
    for party in parties:
        for kind, columns in party.columns.items():
            merged[kind] = (*merged.get(kind, ()), *columns)
    table = replace(table, person=Person(merged))
    path = entry.word("path", needed=True)
    return Recordings(name, entry.word("says") or name, path, env, home, {table.name: table}, parties)
