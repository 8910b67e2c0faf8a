"""Words for values: as people say them, and never a word too clever."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from troth.duties.pack import plain


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("created_at", "Created"),
        ("customerId", "Customer reference"),
        ("id", "Reference"),
        ("email", "E-mail"),
        ("first_name", "First name"),
        ("dob", "Date of birth"),
        ("ip", "IP address"),
        ("line1", "Line 1"),
        ("h2", "H2"),
        ("phone_no", "Phone number"),
        ("VAT", "VAT"),
        ("is.active", "Is active"),
        ("message-id", "Message reference"),
        ("", "Value"),
        ("___", "Value"),
        ("名前", "名前"),
        ("a\ud800", "A\ufffd"),
    ],
)
def test_names_of_columns_in_words(name, says):
    assert plain.label(name) == says


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("invoice", "invoices"),
        ("entry", "entries"),
        ("day", "days"),
        ("address", "addresses"),
        ("box", "boxes"),
        ("match", "matches"),
        ("survey", "surveys"),
        ("status", "statuses"),
        ("wish", "wishes"),
    ],
)
def test_one_and_several(one, several):
    assert plain.plural(one) == several
    assert plain.singular(several) == one
    assert plain.many(1, one) == f"1 {one}"
    assert plain.many(1203, one) == f"1,203 {several}"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (0, "0"),
        (Decimal("38.40"), "38.40"),
        (Decimal("1E+3"), "1000"),
        (Decimal("NaN"), "NaN"),
        (date(2026, 11, 5), "5\u00a0November 2026"),
        (datetime(2026, 11, 5, 9, 4), "5\u00a0November 2026, 09:04"),
        (datetime(2026, 11, 5, 9, 4, 7, tzinfo=UTC), "5\u00a0November 2026, 09:04:07\u00a0UTC"),
        (datetime(2026, 7, 5, 9, 4, tzinfo=timezone(timedelta(hours=1), "BST")), "5\u00a0July 2026, 09:04\u00a0BST"),
        (time(23, 59), "23:59"),
        ("lone \udfff", "lone \ufffd"),
    ],
)
def test_values_in_words(value, says):
    assert plain.said(value) == says


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ([], ""),
        ([date(2026, 3, 3)], "3\u00a0March 2026"),
        ([date(2026, 3, 3), datetime(2026, 3, 3, 12)], "3\u00a0March 2026"),
        ([date(2026, 3, 30), date(2026, 3, 3)], "March 2026"),
        ([date(2026, 11, 3), date(2023, 3, 3)], "March 2023 to November 2026"),
    ],
)
def test_spans_of_days(days, says):
    assert plain.span(days) == says


def test_lists_and_numbers_in_words():
    assert plain.listed(["one"]) == "one"
    assert plain.listed(["one", "two"]) == "one and two"
    assert plain.listed(["one", "two", "three"]) == "one, two and three"
    assert [plain.spelt(n) for n in (0, 1, 15, 20, 21, 1200)] == ["no", "one", "fifteen", "twenty", "21", "1,200"]


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Good service", "good service"),
        ("A person decides", "a person decides"),
        ("LJT Systems", "LJT Systems"),
        ("UK law", "UK law"),
        ("I", "I"),
        ("", ""),
        ("e-mail", "e-mail"),
    ],
)
def test_a_text_within_a_sentence(text, within):
    assert plain.inside(text) == within


def test_what_counts_as_empty():
    assert all(map(plain.empty, [None, "", "  \n", [], {}, (), b"", set()]))
    assert not any(map(plain.empty, [0, False, "0", [None], {"a": None}, b"\0"]))
