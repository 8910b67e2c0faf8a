"""A folder of files: tables, JSON documents with files beside them, and documents that lie alone.

The store file says by patterns which files are what; the first pattern that fits a file is the one that counts.

    files:
      "*/application.json": {table: applications, person: {...}, with: folder}   the files beside belong to it
      "**/*.{pdf,docx}":    {table: documents, columns: {content: ...}}          where no such file lies beside
      "*.csv":              {table: answers, person: {...}}

A file that lies beside a JSON document of `with: folder` is whose that document is. One that lies alone is read, and
whose it is comes from its text (`whose.py`). What was read stays in memory until the file changes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from troth.stores import tables
from troth.stores.archives import Unreadable
from troth.stores.base import TABLE_KEYS, Entry, Table, read_table
from troth.stores.documents import READABLE, ending, text_of
from troth.stores.files import Entry as File
from troth.stores.files import Root, Shelf, matches, shown
from troth.stores.filestore import FileStore, found
from troth.stores.match import Id, Known, Traits, Verdict, frequent, judge
from troth.stores.pdftext import Reader
from troth.stores.whose import Text, judged
from troth.words import Found, Whose

LOOSE = ("json", "ndjson", "jsonl")  # here a value that is not there need not be named
ROWS = ("csv", "tsv", "xlsx", "xlsm", "json", "ndjson", "jsonl")
LARGEST_TABLE = 64 << 20
LARGEST_DOCUMENT = 96 << 20
KEPT = 96 << 20
TAKES = 8  # bytes of memory, about, for each byte of a table that is kept
GIVEN = (Whose.OWN, Whose.SHARED)


@dataclass(frozen=True, slots=True)
class Pages:
    """The rows of one file, what each says of a person, and where each value stands."""

    sheet: tables.Sheet
    traits: tuple[Traits, ...]
    holding: Mapping[Id, tuple[int, ...]]
    named: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, sheet: tables.Sheet, table: Table) -> "Pages":
        """A sheet with its index."""
        traits = tuple(table.person.traits(row) for _, row in sheet.rows)
        holding: dict[Id, list[int]] = {}
        named: dict[str, list[int]] = {}
        for number, said in enumerate(traits):
            for mark in said.values:
                holding.setdefault(mark, []).append(number)
            if said.name:
                named.setdefault(said.name, []).append(number)
        fixed = {mark: tuple(numbers) for mark, numbers in holding.items()}
        return cls(sheet, traits, fixed, {name: tuple(numbers) for name, numbers in named.items()})

    def about(self, known: Known) -> list[int]:
        """The rows that hold something of this person, in their order."""
        numbers = {number for mark in known.ids for number in self.holding.get(mark, ())}
        for name in known.names:
            numbers |= {number for number in self.named.get(name, ()) if known.by_name(self.traits[number])}
        return sorted(numbers)


@dataclass(frozen=True)
class Pattern:
    """What the store file says of the files that one pattern fits."""

    glob: str
    table: Table
    sheet: str | None = None
    with_folder: bool = False


@dataclass
class Folder(FileStore):
    """Files under one folder; `ours` tells the company's own addresses in documents."""

    patterns: tuple[Pattern, ...] = ()
    ours: tuple[str, ...] = ()
    kind: str = "folder"
    _read: Shelf = field(default_factory=lambda: Shelf(KEPT), repr=False)

    def find(self, known: Known) -> Iterator[Found]:
        """Every row and document that holds something of the person, file by file."""
        root = self.root(part for pattern in self.patterns for part in pattern.glob.split("/"))
        files = root.entries()
        self._read.keep_only(file.path for file in files)
        fitting = [(file, pattern) for file in files if (pattern := self._pattern(file.path))]
        leads = self._leads(root, [file for file, pattern in fitting if pattern.with_folder])
        beside = {file.path: lead for file in files if (lead := _lead(file, leads)) and lead is not file}
        read = [(file, pattern) for file, pattern in fitting if file.path not in beside]
        holding = [(file, pattern) for file, pattern in read if pattern.table.person and ending(file.name) in ROWS]
        verdicts = self._judged(root, known, holding)
        in_rows = {file.path for file, _ in holding}
        results = [
            *(made for file, pattern in holding for made in self._rows(root, file, pattern, verdicts)),
            *self._beside(root, [(file, beside[file.path]) for file in files if file.path in beside], verdicts),
            *self._alone(root, known, [file for file, _ in read if file.path not in in_rows]),
        ]
        yield from sorted(results, key=lambda made: str(made.key["path"]))

    def _pattern(self, path: str) -> Pattern | None:
        return next((pattern for pattern in self.patterns if matches(path, pattern.glob)), None)

    def _leads(self, root: Root, leads: list[File]) -> dict[str, File]:
        """The one document in each folder that says whose the folder is."""
        by_folder: dict[str, File] = {}
        for file in leads:
            if file.folder in by_folder:
                raise root.fault(
                    file.path,
                    "is the second in its folder that says whose the folder is",
                    f"stores/{self.name}.yaml lets one document name the person of a folder",
                    "give each document a folder of its own",
                )
            by_folder[file.folder] = file
        return by_folder

    # ---- rows ----

    def _judged(self, root: Root, known: Known, holding: list[tuple[File, Pattern]]) -> dict[tuple[str, int], Verdict]:
        """Whose the rows are, by file and place in it. All files of one table are judged together."""
        about: dict[str, list[tuple[tuple[str, int], Traits]]] = {}
        total: dict[str, int] = {}
        for file, pattern in holding:
            name, pages = pattern.table.name, self._pages(root, file, pattern)
            total[name] = total.get(name, 0) + len(pages.traits)
            about.setdefault(name, []).extend(((file.path, n), pages.traits[n]) for n in pages.about(known))
        return {place: verdict for name, rows in about.items() for place, verdict in judge(known, rows, total[name])}

    def _pages(self, root: Root, file: File, pattern: Pattern) -> Pages:
        wanted = {column for columns in pattern.table.person.columns.values() for column in columns}

        def make() -> Pages:
            content = root.read(file.path, LARGEST_TABLE)
            try:
                sheet = tables.read(file.name, content, wanted, pattern.sheet)
                if pattern.with_folder and sheet.counted:
                    raise Unreadable("it describes several people, and a folder is one person's")
            except Unreadable as error:
                raise root.fault(file.path, "cannot be read", str(error)) from None
            lacking = sorted(wanted - set(sheet.columns)) if sheet.rows else []
            if ending(file.name) in LOOSE and len(lacking) < len(wanted):
                lacking = []
            if lacking:
                raise root.fault(
                    file.path,
                    f"lacks the column{'s' * (len(lacking) > 1)} {', '.join(f'`{column}`' for column in lacking)}",
                    "the store file says that people are told by it, and without it they cannot be found",
                    f"correct the file, or what stores/{self.name}.yaml says of it",
                )
            return Pages.of(sheet, pattern.table)

        stamp = (file.stamp, pattern.glob)
        return self._read.get(file.path, stamp, make, lambda pages: TAKES * file.size + 1_000 * len(pages.traits))

    def _rows(
        self, root: Root, file: File, pattern: Pattern, verdicts: Mapping[tuple[str, int], Verdict]
    ) -> Iterator[Found]:
        pages = self._pages(root, file, pattern)
        for place, (number, row) in enumerate(pages.sheet.rows):
            if (file.path, place) in verdicts:
                key = {"path": shown(file.path)} | ({pages.sheet.counted: number} if pages.sheet.counted else {})
                yield found(self.name, pattern.table, key, verdicts[file.path, place], row)

    # ---- documents ----

    def _beside(
        self, root: Root, beside: list[tuple[File, File]], verdicts: Mapping[tuple[str, int], Verdict]
    ) -> Iterator[Found]:
        """The files that lie beside a document which names its person: theirs, as it is."""
        for file, lead in beside:
            verdict = verdicts.get((lead.path, 0))
            if verdict:
                because = f"it lies beside a file of which: {verdict.because}"
                yield self._document(root, file, Verdict(verdict.whose, because))

    def _alone(self, root: Root, known: Known, lone: list[File]) -> Iterator[Found]:
        """Documents that nothing but their own text assigns to anybody."""
        with Reader() as reader:
            texts = [(file, self._text(root, file, reader)) for file in lone]
        crowded = frequent(known, _heads([text for _, text in texts]), len(texts))
        for file, text in texts:
            verdict = judged(known, text, crowded)
            if verdict:
                yield self._document(root, file, verdict, text.text)

    def _text(self, root: Root, file: File, reader: Reader) -> Text:
        def make() -> Text:
            try:
                text = text_of(file.name, root.read(file.path, LARGEST_DOCUMENT), reader)
                if not text.strip():
                    raise Unreadable("it holds no text, only pictures perhaps, so nobody can be told from it")
            except Unreadable as error:
                raise root.fault(
                    file.path,
                    "cannot be read",
                    str(error),
                    "(#3 is the third by name in its folder) lay a file beside it that says whose it is, or mend it",
                ) from None
            return Text.of(text, self._is_ours)

        return self._read.get(file.path, file.stamp, make, lambda text: 2_000 + 2 * len(text.text))

    def _is_ours(self, address: str) -> bool:
        domain = address.rpartition("@")[2]
        return any(domain == ours or domain.endswith(f".{ours}") for ours in self.ours)

    def _document(self, root: Root, file: File, verdict: Verdict, text: str = "") -> Found:
        """A document as a row: its name, its bytes, and its text where that costs nothing."""
        pattern = self._pattern(file.path)
        table = pattern.table if pattern and not pattern.with_folder else BESIDE
        row: dict[str, Any] = {"file": shown(file.name)}
        if verdict.whose in GIVEN:
            row["content"] = root.read(file.path, LARGEST_DOCUMENT)
            said = text or _cheap_text(file.name, row["content"])
            if said:
                row["text"] = said
        return found(self.name, table, {"path": shown(file.path)}, verdict, row)


BESIDE = Table("documents", "documents that lie beside")


def _lead(file: File, leads: Mapping[str, File]) -> File | None:
    """The document that says whose the folder is in which a file lies, or the nearest one above it."""
    folder = file.folder
    while folder and folder not in leads:
        folder = folder.rpartition("/")[0]
    return leads.get(folder)


def _heads(texts: list[Text]) -> list[Traits]:
    """What stands at the head of documents; papers that begin alike are one writer's and count once."""
    alike = {(text.head.partition("\n")[0], mark) for text in texts for mark in text.first}
    return [Traits(((mark[0], mark),)) for _, mark in sorted(alike)]


def _cheap_text(name: str, content: bytes) -> str:
    """The text of what can be read at once: a PDF takes a process of its own, and its reader has the file anyway."""
    if ending(name) not in READABLE or ending(name) == "pdf":
        return ""
    try:
        with Reader() as reader:
            return text_of(name, content, reader)
    except Unreadable:
        return ""


def read(name: str, entry: Entry, env: Mapping[str, str], home: Path) -> Folder:
    """The store that a file of `kind: folder` describes."""
    entry.only("kind", "says", "path", "ours", "files")
    patterns = tuple(_read_pattern(glob, inner) for glob, inner in entry.entries("files").items())
    if not patterns and not entry.faults:
        entry.wrong(None, "`files` is missing", remedy='add `files: {"*.csv": {table: ..., person: ...}}`')
    maps: dict[str, Table] = {}
    for pattern in patterns:
        same = maps.get(pattern.table.name)
        table = pattern.table
        if same:
            table = replace(same, person=same.person or table.person, columns={**table.columns, **same.columns})
        maps[table.name] = table
    if any(pattern.with_folder for pattern in patterns):
        maps.setdefault(BESIDE.name, BESIDE)
    ours = tuple(domain.strip().lower().removeprefix("@") for domain in entry.words("ours"))
    path = entry.word("path", needed=True)
    return Folder(name, entry.word("says") or name, path, env, home, maps, patterns, ours)


def _read_pattern(glob: str, entry: Entry) -> Pattern:
    entry.only("table", "sheet", "with", *TABLE_KEYS)
    table = read_table(entry.word("table", needed=True), entry)
    kind = ending(glob)
    if glob.startswith("/") or ".." in glob.split("/"):
        entry.wrong(None, "a pattern stays inside the folder", remedy='write it from there, for example "*/*.csv"')
    with_folder = entry.word("with", among=("folder",)) == "folder"
    if with_folder and kind != "json":
        entry.wrong("with", "only a JSON file says whose the files beside it are", remedy="leave `with:` out")
    if with_folder and not table.person:
        entry.wrong(None, "nothing says whose the folder is", remedy="write `person: {email: ...}`")
    if not table.person and kind in ROWS:
        entry.wrong(None, "nothing says who a row is about", remedy="write `person: {email: ...}`")
    return Pattern(glob, table, entry.word("sheet") or None, with_folder)
