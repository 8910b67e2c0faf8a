"""The tables of the pack as CSV (RFC 4180), as safe to open in a spreadsheet as to read by a program.

UTF-8 with a byte order mark, because Excel takes a file without one for another encoding. A text that a spreadsheet
could take for a formula gets an apostrophe in front; numbers stay numbers. The exact values are in data.json.
"""

import csv
import io
import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from troth.duties.pack import data
from troth.duties.pack.layout import Group, Layout
from troth.duties.pack.plain import visible
from troth.duties.pack.values import Reviewed

BOM = "\ufeff"
# What spreadsheets take for the beginning of a formula; the wide signs too, where a Japanese one opens the file.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(layout: Layout) -> dict[str, bytes]:
    """Every table of the layout, by the path of its file."""
    return {path: _table(layout, group) for group, path in layout.tables.items()}


def _table(layout: Layout, group: Group) -> bytes:
    rows = layout.groups[group]
    columns, addresses = columns_of(rows)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(name) for name in (*addresses, *columns)])
    for number, row in enumerate(rows):
        address = [row.found.key.get(name) for name in addresses]
        held = [layout.files.get((group, number, name)) or row.found.data.get(name) for name in columns]
        writer.writerow([cell(value) for value in (*address, *held)])
    return (BOM + out.getvalue()).encode()


def columns_of(rows: tuple[Reviewed, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of these rows in the order in which they first occur, and those that only their address has."""
    columns = tuple(dict.fromkeys(name for row in rows for name in row.found.data))
    addresses = tuple(dict.fromkeys(name for row in rows for name in row.found.key if name not in columns))
    return columns, addresses


def cell(value: Any) -> str:
    """One value as the text of a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float() | Decimal() if math.isfinite(value):
            return str(value)
        case Mapping() | list() | tuple() | set() | frozenset():
            return safe(json.dumps(data.exact(value), ensure_ascii=False))
        case bytes() | bytearray() | memoryview():
            return safe(data.exact(value)["base64"]) if len(value) else ""
        case _:
            return safe(str(data.exact(value)))


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula, without what no file may hold; its line ends stay."""
    return "\r\n".join(visible(part) for part in (f"'{text}" if text.startswith(STARTS) else text).split("\r\n"))
