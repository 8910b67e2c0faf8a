"""Findings keep every value and its kind while they are sealed."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from troth.duties import encode
from troth.words import Found, Whose

VALUES = [
    None,
    True,
    -7,
    2.5,
    "Zoe\u0308 \x00 \ud800",
    b"\x00\xff",
    Decimal("38.40"),
    date(2026, 11, 25),
    datetime(2026, 11, 25, 10, 14, 7, 5, tzinfo=UTC),
    datetime(2026, 11, 25, 10, 14),
    time(9, 5),
    ["a", {"b": date(2026, 1, 1)}],
    {"a": 1, "b": [Decimal("1")]},
    {"$day": "not a day"},
    {"$bytes": {"$plain": 1}},
    {"$plain": [["a", 1]]},
    {},
]


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_value_comes_back_as_it_was(value):
    found = Found("crm", "t", {"id": value}, Whose.SHARED, {"value": value}, {"value": "contact.name"})
    assert encode.from_bytes(encode.to_bytes(found)) == found


@pytest.mark.parametrize("name", ["$day", "$plain", "$bytes"])
def test_a_column_that_is_called_like_a_tag_is_a_column(name):
    found = Found("crm", "t", {name: 1}, Whose.OWN, {name: "x"}, {name: "a"}, clocks={"call.date": date(2026, 1, 2)})
    assert encode.from_bytes(encode.to_bytes(found)) == found
