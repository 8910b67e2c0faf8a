"""What holds of every deadline, on generated days; and a walk from day to day that counts in its own way."""

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from troth import law
from troth.words import Nation, Right

ONE = timedelta(days=1)
EXAMPLES = int(os.environ.get("TROTH_EXAMPLES", "10000"))  # fewer while errors are made on purpose
PUBLISHED = json.loads((Path(__file__).parent / "data" / "uk_bank_holidays.json").read_text(encoding="utf-8"))
OF = {
    Nation.ENGLAND: "england-and-wales",
    Nation.WALES: "england-and-wales",
    Nation.SCOTLAND: "scotland",
    Nation.NORTHERN_IRELAND: "northern-ireland",
}
HOLIDAYS = {nation: {date.fromisoformat(day) for day in PUBLISHED[name]} for nation, name in OF.items()}
NEW = date(2026, 2, 5)

nations = st.sampled_from(list(Nation))
rights = st.sampled_from(list(Right))
days = st.dates(date(2018, 5, 25), date(2028, 6, 1))
new_days = st.dates(NEW, date(2028, 6, 1))


@st.composite
def questions(draw, most=4):
    """A day, and up to four answered questions after it, in any order and overlapping as they like."""
    start = draw(new_days)
    asked = draw(st.lists(st.tuples(st.integers(0, 45), st.integers(0, 20)), max_size=most))
    return start, [(start + ONE * first, start + ONE * (first + length)) for first, length in asked]


def next_working(day, nation):
    while day.weekday() > 4 or day in HOLIDAYS[nation]:
        day += ONE
    return day


def same_day_later(start, months):
    """The day of the same number `months` later, found by stepping from month to month; else the last before it."""
    day = start
    for _ in range(months):
        day = (day.replace(day=28) + ONE * 4).replace(day=1)
    last = day
    while last.month == day.month and last.day < start.day:
        last += ONE
    return last if last.month == day.month else last - ONE


def walk(start, months, pauses, nation):
    """The last day by going from day to day and counting those that count (None: a question stands); and how many
    did not count."""
    need = (same_day_later(start, months) - start).days
    day, counted, left_out = start, 0, 0
    while counted < need:
        day += ONE
        if any(asked <= day and answered is None for asked, answered in pauses):
            return None, left_out
        if any(asked <= day <= answered for asked, answered in pauses):
            left_out += 1
        else:
            counted += 1
    return next_working(day, nation), left_out


@st.composite
def requests(draw):
    """A request of any right and day: when identity and fee came, what was asked, and whether more time is taken."""
    received = draw(days)
    proof, fee = (draw(st.none() | st.integers(0, 40)) for _ in range(2))
    spans = draw(st.lists(st.tuples(st.integers(0, 45), st.none() | st.integers(0, 20)), max_size=4))
    return {
        "duty": draw(rights),
        "received": received,
        "nation": draw(nations),
        "identified": None if proof is None else received + ONE * proof,
        "fee_paid": None if fee is None else received + ONE * fee,
        "clarify": [
            (received + ONE * first, None if length is None else received + ONE * (first + length))
            for first, length in spans
        ],
        "extended": draw(st.booleans()),
    }


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(requests())
def test_a_walk_from_day_to_day_agrees(request):
    found = law.due(**request)
    start = max(filter(None, (request["received"], request["identified"], request["fee_paid"])))
    stops = request["duty"] is Right.ACCESS and request["received"] >= NEW
    pauses = request["clarify"] if stops else []
    months = 3 if request["extended"] else 1
    assert (found.at, found.excluded_days) == walk(start, months, pauses, request["nation"])
    assert found.notice_by == walk(start, 1, pauses, request["nation"])[0]
    if found.at:
        assert start < found.at and found.cautious <= found.at


@settings(max_examples=300, deadline=None)
@given(days, rights, nations)
def test_a_later_start_never_has_an_earlier_end(received, right, nation):
    assert law.due(right, received, nation).at <= law.due(right, received + ONE, nation).at


@settings(max_examples=500, deadline=None)
@given(questions(), nations)
def test_a_pause_never_shortens_and_the_cautious_day_never_comes_later(asked, nation):
    start, pauses = asked
    plain = law.due("access", start, nation)
    found = law.due("access", start, nation, clarify=pauses)
    fewer = law.due("access", start, nation, clarify=pauses[1:])
    assert plain.at <= fewer.at <= found.at
    assert plain.at <= found.cautious <= found.at


@settings(max_examples=200, deadline=None)
@given(questions(), nations, rights)
def test_the_order_of_questions_does_not_matter_and_other_rights_do_not_pause(asked, nation, right):
    start, pauses = asked
    found = law.due(right, start, nation, clarify=pauses)
    turned = law.due(right, start, nation, clarify=pauses[::-1])
    assert (found.at, found.excluded_days) == (turned.at, turned.excluded_days)
    if right is not Right.ACCESS:
        assert (found.at, found.excluded_days) == (law.due(right, start, nation).at, 0)


@settings(max_examples=300, deadline=None)
@given(st.dates(date(2026, 6, 19), date(2028, 10, 1)), nations)
def test_an_acknowledgement_is_thirty_steps_and_the_next_working_day(received, nation):
    day = received
    for _ in range(30):
        day += ONE
    assert law.due("complaint-acknowledgement", received, nation).at == next_working(day, nation)


@settings(max_examples=200, deadline=None)
@given(st.datetimes(datetime(2018, 5, 26), datetime(2040, 1, 1)))
def test_a_breach_has_72_elapsed_hours_on_any_day(aware):
    utc = aware.replace(tzinfo=UTC)
    assert law.due("breach", utc, Nation.ENGLAND).at - utc == timedelta(hours=72)


@settings(max_examples=200, deadline=None)
@given(st.datetimes(datetime(2013, 8, 26), datetime(2040, 1, 1)))
def test_a_providers_breach_has_24_elapsed_hours_and_since_20_august_2025_72(aware):
    utc = aware.replace(tzinfo=UTC)
    hours = 72 if utc.astimezone(ZoneInfo("Europe/London")).date() >= date(2025, 8, 20) else 24
    assert law.due("telecoms-breach", utc, Nation.ENGLAND).at - utc == timedelta(hours=hours)


@pytest.mark.parametrize("nation", Nation)
def test_every_month_end_of_the_published_years_agrees_with_the_walk(nation):
    day = date(2024, 1, 26)
    while day < date(2028, 11, 20):
        if day.day > 25 or day.day < 3:
            assert law.due("erasure", day, nation).at == walk(day, 1, [], nation)[0]
        day += ONE
