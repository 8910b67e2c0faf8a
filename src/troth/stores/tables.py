"""Files that hold rows: CSV as people really save it, XLSX, JSON and NDJSON.

Every cell stays what it is: a text that begins with `=` or `+` is a text. A CSV may have a byte order mark, be in
UTF-8, UTF-16 or Windows' Latin letters, and part its cells by comma, semicolon, tab or bar; a row may be short or
long. What cannot be read to its end is Unreadable: half a table would answer for the whole.
"""

import csv
import io
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from troth.stores.archives import Archive, Unreadable, elements, local

Row = dict[str, Any]
PARTED_BY = (",", ";", "\t", "|")
csv.field_size_limit(64 << 20)  # the module's own 128 kB is less than a long letter in one cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with the number by which a person finds them: a row of a spreadsheet, a line, or none in a lone object."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Row], ...]
    counted: str  # "row", "line" or ""


def read(name: str, content: bytes, wanted: Collection[str], sheet: str | None = None) -> Sheet:
    """The rows of a file of this name; Unreadable if it is not what its ending says."""
    match name.rpartition(".")[2].lower():
        case "csv" | "tsv":
            return read_csv(content, wanted)
        case "xlsx" | "xlsm":
            return read_xlsx(content, sheet)
        case "json":
            return read_json(content)
        case "ndjson" | "jsonl":
            return read_ndjson(content)
        case _:
            raise Unreadable("files of this ending hold no rows that can be read")


def decoded(content: bytes) -> str:
    """Text in whichever of the usual encodings it is; Unreadable if it is no text at all."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        tries = ["utf-16"]
    else:
        tries = ["utf-8-sig", "cp1252"]
    for encoding in tries:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("it is no text in an encoding that we know")


def read_csv(content: bytes, wanted: Collection[str]) -> Sheet:
    """A CSV file; its separator is the one by which its first row has most of the columns that we look for."""
    text = decoded(content)
    parted = max(PARTED_BY, key=lambda by: _fit(text, by, wanted))
    records = _records(text, parted)
    header = _named(next(records, []))
    rows = tuple((number, _row(header, cells)) for number, cells in enumerate(records, 2) if any(cells))
    return Sheet(header, rows, "row")


def _fit(text: str, by: str, wanted: Collection[str]) -> tuple[int, int]:
    try:
        first = next(_records(text, by), [])
    except Unreadable:
        return -1, 0
    return sum(name.strip() in wanted for name in first), len(first)


def _records(text: str, by: str) -> Iterator[list[str]]:
    """Strictly: a quote that is never closed would make one cell of all the people after it."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=by, strict=True)
    except csv.Error:
        raise Unreadable("its quotes do not close") from None


def _named(cells: list[Any]) -> tuple[str, ...]:
    """A name for every column: a blank one is numbered, a second of the same name too."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = str(cell if cell is not None else "").strip() or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)


def _row(header: tuple[str, ...], cells: list[Any]) -> Row:
    """Cells by column; of a short row the rest is None, of a long one the rest goes by number."""
    row: Row = dict(zip(header, [*cells, *[None] * (len(header) - len(cells))], strict=False))
    row.update({f"column {n}": cell for n, cell in enumerate(cells[len(header) :], len(header) + 1) if cell})
    return row


def read_json(content: bytes) -> Sheet:
    """One object, or a list of them; what lies deeper goes by its path, `applicant.email`."""
    whole = _parsed(content)
    if isinstance(whole, dict):
        row = flat(whole)
        return Sheet(tuple(row), ((0, row),), "")
    if isinstance(whole, list) and all(isinstance(item, dict) for item in whole):
        return _many([(number, flat(item)) for number, item in enumerate(whole, 1)], "row")
    raise Unreadable("its JSON is neither an object nor a list of objects")


def read_ndjson(content: bytes) -> Sheet:
    """One object a line."""
    rows = []
    for number, line in enumerate(decoded(content).split("\n"), 1):
        if line.strip():
            item = _parsed(line.encode())
            if not isinstance(item, dict):
                raise Unreadable(f"line {number} is no JSON object")
            rows.append((number, flat(item)))
    return _many(rows, "line")


def _many(rows: list[tuple[int, Row]], counted: str) -> Sheet:
    return Sheet(tuple(dict.fromkeys(column for _, row in rows for column in row)), tuple(rows), counted)


def _parsed(content: bytes) -> Any:
    try:
        return whole(json.loads(decoded(content)))
    except (ValueError, RecursionError):
        raise Unreadable("its JSON is broken") from None


def whole(value: Any) -> Any:
    """A value without halves of characters (which JSON can write, and no file can hold): they become a mark."""
    match value:
        case str():
            return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [whole(item) for item in value]
        case dict():
            return {whole(name): whole(item) for name, item in value.items()}
        case _:
            return value


def flat(item: Mapping[str, Any], prefix: str = "") -> Row:
    """Values by their path; lists stay as they are."""
    row: Row = {}
    for name, value in item.items():
        if isinstance(value, dict) and value:
            row.update(flat(value, f"{prefix}{name}."))
        else:
            row[f"{prefix}{name}"] = value
    return row


# XLSX ---------------------------------------------------------------------------------------------------------

DAY_ZERO = datetime(1899, 12, 30)  # serial 60 is a 29 February 1900 that never was; later days count from here
DAY_ZERO_1904 = datetime(1904, 1, 1)
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_COLUMNS = 2_000


def read_xlsx(content: bytes, sheet: str | None) -> Sheet:
    """One sheet of a workbook: the named one, or the only one that holds anything."""
    book = _Book(Archive(content))
    if sheet is not None:
        if sheet not in book.sheets:
            raise Unreadable("the workbook has no sheet of the name that the store file gives")
        return book.read(sheet)
    filled = [found for found in map(book.read, book.sheets) if found.columns]
    if len(filled) > 1:
        raise Unreadable(
            "several sheets of the workbook hold something: give the right one in the store file, `sheet:`"
        )
    return filled[0] if filled else Sheet((), (), "row")


class _Book:
    """A workbook's shared texts, date formats and sheets."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        paths = self._targets("xl/_rels/workbook.xml.rels", "Id")
        kinds = self._targets("xl/_rels/workbook.xml.rels", "Type")
        if "xl/workbook.xml" not in archive.names:
            raise Unreadable("it is no workbook")
        self.sheets: dict[str, str] = {}
        self.zero = DAY_ZERO
        for _, element in elements(archive.part("xl/workbook.xml")):
            if local(element.tag) == "sheet":
                link = next((value for key, value in element.items() if local(key) == "id"), "")
                if "worksheets/" in paths.get(link, ""):  # a sheet of its own for a chart holds no cells
                    self.sheets[element.get("name", "")] = paths[link]
            elif local(element.tag) == "workbookPr" and element.get("date1904") in ("1", "true"):
                self.zero = DAY_ZERO_1904
        by_kind = {kind.rpartition("/")[2]: path for kind, path in kinds.items()}
        self.texts = self._shared(by_kind.get("sharedStrings", ""))
        self.dated = self._dated(by_kind.get("styles", ""))

    def _targets(self, part: str, by: str) -> dict[str, str]:
        found = {}
        for _, element in elements(self.archive.part(part)):
            if local(element.tag) == "Relationship":
                target = element.get("Target", "")
                found[element.get(by, "")] = target[1:] if target.startswith("/") else f"xl/{target}"
        return found

    def _shared(self, part: str) -> list[str]:
        texts = []
        for _, element in elements(self.archive.part(part)):
            if local(element.tag) == "si":
                texts.append(_text(element))
                element.clear()
        return texts

    def _dated(self, part: str) -> list[bool]:
        """Whether cells of each style are shown as a date."""
        custom: dict[str, bool] = {}
        styles: list[bool] = []
        inside = False
        for event, element in elements(self.archive.part(part), "start", "end"):
            name = local(element.tag)
            if name == "cellXfs":
                inside = event == "start"
            elif event == "start" and name == "numFmt":
                code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", element.get("formatCode", ""))
                custom[element.get("numFmtId", "")] = bool(re.search("[ymdhs]", code.lower()))
            elif event == "start" and name == "xf" and inside:
                number = element.get("numFmtId", "0")
                styles.append(custom.get(number, _whole(number) and int(number) in DATE_FORMATS))
        return styles

    def read(self, name: str) -> Sheet:
        """The first row that holds something names the columns; rows count as the program shows them."""
        header: tuple[str, ...] = ()
        rows = []
        for number, cells in self._rows(self.sheets[name]):
            if not header:
                header = _named(cells)
            else:
                rows.append((number, _row(header, cells)))
        return Sheet(header, tuple(rows), "row")

    def _rows(self, part: str) -> Iterator[tuple[int, list[Any]]]:
        number = 0
        cells: list[Any] = []
        sheet = None
        for event, element in elements(self.archive.part(part), "start", "end"):
            name = local(element.tag)
            if event == "start":
                if name == "sheetData":
                    sheet = element
                elif name == "row":
                    stated = element.get("r", "")
                    number, cells = int(stated) if _whole(stated) else number + 1, []
            elif name == "c":
                place = _column(element.get("r", ""), len(cells))
                cells.extend([None] * (place - len(cells)))
                cells[place:] = [self._value(element)]
            elif name == "row":
                if any(cell not in (None, "") for cell in cells):
                    yield number, cells
                if sheet is not None:
                    sheet.clear()

    def _value(self, cell: Any) -> Any:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text(cell)
        parts = {local(child.tag): child.text or "" for child in cell}
        raw = parts.get("v", "")
        if not raw:
            return f"={parts['f']}" if parts.get("f") else None
        match kind:
            case "s":
                if not _whole(raw) or int(raw) >= len(self.texts):
                    raise Unreadable("a cell points at a text that is not there")
                return self.texts[int(raw)]
            case "b":
                return raw == "1"
            case "d":
                return _iso(raw)
            case "n":
                return self._number(raw, cell.get("s", "0"))
            case _:  # the text that a formula gave, or the error
                return _plain(raw)

    def _number(self, raw: str, style: str) -> Any:
        try:
            number = float(raw)
        except ValueError:
            return raw
        if _whole(style) and int(style) < len(self.dated) and self.dated[int(style)]:
            return _moment(self.zero, number) or raw
        if number.is_integer() and abs(number) < 10**15:
            return int(number)
        return number


def _moment(zero: datetime, serial: float) -> date | datetime | time | None:
    """The day, moment or time of day that a spreadsheet's number stands for; None if it is out of every calendar."""
    if 0 <= serial < 1:
        return (zero + timedelta(seconds=round(serial * 86_400))).time()
    if zero is DAY_ZERO and serial < 60:
        serial += 1
    try:
        moment = zero + timedelta(days=int(serial), seconds=round((serial - int(serial)) * 86_400))
    except (OverflowError, ValueError):
        return None
    return moment.date() if serial.is_integer() else moment


def _whole(text: str) -> bool:
    """Whether the text is a number that a sheet can have: a spiteful one is longer than what may be converted."""
    return text.isascii() and text.isdecimal() and len(text) <= 9


def _iso(raw: str) -> Any:
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return raw
    return moment.date() if len(raw) <= 10 else moment


def _text(element: Any) -> str:
    """The text of a cell, its runs joined; how it is spoken (`rPh`) is no part of it."""
    found = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            found.append(child.text or "")
        elif name in ("r", "is"):
            found.append(_text(child))
    return _plain("".join(found)) if local(element.tag) != "r" else "".join(found)


def _plain(text: str) -> str:
    return whole(ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)) if "_x" in text else text


def _column(place: str, nth: int) -> int:
    """The column of a cell, from 0: `C5` is 2; a cell that does not say follows the one before."""
    number = 0
    for letter in place:
        if not letter.isalpha() or not letter.isascii():
            break
        number = number * 26 + ord(letter.upper()) - 64
        if number > MOST_COLUMNS:
            raise Unreadable(f"a sheet has more than {MOST_COLUMNS} columns")
    return number - 1 if number else nth
