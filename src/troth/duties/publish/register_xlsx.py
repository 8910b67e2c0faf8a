"""The register as a workbook: a sheet for each half in the order of the regulator's template, and one about it.

Every cell is text and typed so: nothing that a policy says is ever taken for a formula, and nothing is changed by it.
What is missing is an empty cell on red; the last sheet says each in words.
"""

import io
import math
from collections.abc import Iterable
from datetime import UTC

from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from troth.duties.pack.plain import day, visible
from troth.duties.pack.tables import STARTS
from troth.duties.publish.issue import Issue, about
from troth.policy.publish import rows

LONGEST = 32_000  # characters; a cell of a workbook holds 32,767
CUT = " ... (shortened: the whole is in the JSON file)"
ROOM = 409.0  # points; no row is higher
LINE = 13.5  # points of a line of text
WIDTHS = {
    "function": 30, "purpose": 48, "work": 48, "data": 44, "recipients": 50, "others": 50, "contracts": 50,
    "others-bound": 50, "safeguards": 50, "security": 80, "interest": 70, "reason": 50, "consent": 50, "impact": 46,
    "controllers": 44, "location": 40, "basis": 40,
}  # fmt: skip
USUAL = 30
NAMES = ("Controller", "Processor", "About")

HEAD = PatternFill("solid", fgColor="1F5F4A")
GROUP = PatternFill("solid", fgColor="E7F1ED")
MISSING = PatternFill("solid", fgColor="FDECEA")
RULE = Border(bottom=Side(style="thin", color="D5D9E0"), right=Side(style="thin", color="D5D9E0"))
TOP = Alignment(vertical="top", wrap_text=True)
ONE_LINE = Alignment(vertical="top")


def write(made: Issue) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    book = Workbook()
    book.properties.title = f"Register of processing: {visible(made.register.company)}"
    book.properties.creator = visible(made.register.company)
    book.properties.created = book.properties.modified = made.at.astimezone(UTC).replace(tzinfo=None)
    first = book.active
    first.title = NAMES[0]
    for sheet, side in zip((first, book.create_sheet(NAMES[1])), made.register.sides, strict=True):
        _side(sheet, side, made)
    _about(book.create_sheet(NAMES[2]), made)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(sheet: Worksheet, row: int, column: int, text: str) -> Place:
    """A cell that holds this text and nothing else, whatever it begins with."""
    shown = visible(text)
    place: Place = sheet.cell(row, column)
    if shown:
        place.value = shown if len(shown) <= LONGEST else shown[:LONGEST] + CUT
        place.data_type = "s"  # openpyxl took it for a formula if it begins with `=`
    place.quotePrefix = shown.startswith(STARTS)  # also when somebody types into it
    place.alignment = TOP
    return place


# ---- a half of the register ----


def _side(sheet: Worksheet, side: rows.Side, made: Issue) -> None:
    """Who we are, the headings, then a row for each use."""
    put(sheet, 1, 1, f"{side.title}, as on {day(made.on)}").font = Font(bold=True, size=14)
    for row, cell in enumerate(side.head, 2):
        put(sheet, row, 1, cell.column.title).font = Font(bold=True)
        put(sheet, row, 2, "; ".join(cell.lines)).alignment = ONE_LINE
    top = len(side.head) + 3
    _headings(sheet, side, top)
    for row, entry in enumerate(side.entries, top + 1):
        for column, cell in enumerate(entry.cells, 1):
            place = put(sheet, row, column, cell.text)
            place.border = RULE
            if cell.gap:
                place.fill = MISSING
        sheet.row_dimensions[row].height = _height((cell.column.id, cell.text) for cell in entry.cells)
    if not side.entries:
        put(sheet, top + 1, 1, "Nothing").alignment = ONE_LINE
    sheet.freeze_panes = sheet.cell(top + 1, 3)
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(side.columns))}{max(top, top + len(side.entries))}"
    _for_paper(sheet, top)


def _headings(sheet: Worksheet, side: rows.Side, top: int) -> None:
    for column, one in enumerate(side.columns, 1):
        group = put(sheet, top - 1, column, one.group if _begins(side, column - 1) else "")
        group.fill, group.font, group.alignment = GROUP, Font(bold=True, color="1F5F4A"), ONE_LINE
        head = put(sheet, top, column, one.title)
        head.fill, head.font = HEAD, Font(bold=True, color="FFFFFF")
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(one.id, USUAL)
    sheet.row_dimensions[top].height = 2 * LINE + 4


def _begins(side: rows.Side, number: int) -> bool:
    return number == 0 or side.columns[number - 1].group != side.columns[number].group


def _height(cells: Iterable[tuple[str, str]]) -> float:
    """How high a row has to be for all of its text to be seen; programs do not all reckon it themselves."""
    most = max(
        (
            sum(max(1, math.ceil(len(line) * 1.1 / WIDTHS.get(column, USUAL))) for line in text.split("\n"))
            for column, text in cells
        ),
        default=1,
    )
    return min(ROOM, most * LINE + 4)


def _for_paper(sheet: Worksheet, top: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.print_title_rows, sheet.print_title_cols = f"{top}:{top}", "A:B"


# ---- about it ----


def _about(sheet: Worksheet, made: Issue) -> None:
    """What identifies it, how it meets the law, what is missing."""
    for letter, width in zip("ABCD", (34, 72, 26, 44), strict=True):
        sheet.column_dimensions[letter].width = width
    row = 1
    for name, text in about(made):
        put(sheet, row, 1, name).font = Font(bold=True)
        put(sheet, row, 2, text)
        row += 1
    for side in made.register.sides:
        row = _law(sheet, side, row + 1) if side.entries else row
    row = _table(sheet, row + 1, ("Missing in", "What is missing", "Field", "Rule"), _missing(made))
    sheet.page_setup.orientation = "landscape"


def _law(sheet: Worksheet, side: rows.Side, row: int) -> int:
    titles = {cell.column.id: cell.column.title for cell in side.head} | {c.id: c.title for c in side.columns}
    met = (
        (
            f"{side.title}: {one.cite}",
            one.says,
            "Met" if not one.lacking else f"Not met in {len(one.lacking)}",
            ", ".join(titles[column] for column in one.columns),
        )
        for one in side.law
    )
    return _table(sheet, row, ("The law asks for", "What", "State", "Fields"), met)


def _missing(made: Issue) -> Iterable[tuple[str, ...]]:
    found = [(title, c.gap, c.column.title, "/".join(map(str, c.rule))) for title, c in made.register.gaps]
    return found or [("Nothing", "Every field that the law asks for says something.", "", "")]


def _table(sheet: Worksheet, row: int, heads: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> int:
    """A small table; the number of the row behind it."""
    for column, head in enumerate(heads, 1):
        place = put(sheet, row, column, head)
        place.fill, place.font = HEAD, Font(bold=True, color="FFFFFF")
    last = row
    for last, line in enumerate(lines, row + 1):
        for column, text in enumerate(line, 1):
            put(sheet, last, column, text).border = RULE
    return last + 1
