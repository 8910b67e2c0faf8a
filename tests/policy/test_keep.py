"""Periods of retention: what a sentence says, and the day on which it ends, reckoned by hand."""

from datetime import date, datetime

import pytest

from troth.policy import keep

D = date.fromisoformat


@pytest.mark.parametrize(
    ("sentence", "event", "began", "ends"),
    [
        ("6 years after order.completed", "order.completed", "2026-11-25", "2032-11-25"),
        ("6 years after order.completed", "order.completed", "2024-02-29", "2030-02-28"),  # 2030 has no 29 February
        ("4 years after order.completed", "order.completed", "2024-02-29", "2028-02-29"),  # 2028 has one
        ("1 year after order.completed", "order.completed", "2027-02-28", "2028-02-28"),  # not moved to the leap day
        ("100 years after order.completed", "order.completed", "2000-02-29", "2100-02-28"),  # 2100 is no leap year
        ("90 days after call.date", "call.date", "2026-11-25", "2027-02-23"),  # 5 + 31 + 31 + 23
        ("90 days after call.date", "call.date", "2027-12-01", "2028-02-29"),  # 30 + 31 + 29, over a leap day
        ("1 day after call.date", "call.date", "2026-12-31", "2027-01-01"),
        ("1 month after call.date", "call.date", "2027-01-31", "2027-02-28"),
        ("1 month after call.date", "call.date", "2028-01-31", "2028-02-29"),
        ("9 months after application.decided", "application.decided", "2026-05-31", "2027-02-28"),
        ("12 months after application.decided", "application.decided", "2026-12-31", "2027-12-31"),
        ("13 months after application.decided", "application.decided", "2026-12-31", "2028-01-31"),
        ("until consent is withdrawn", "consent.withdrawn", "2026-11-25", "2026-11-25"),
        ("until consent is withdrawn, then 30 days", "consent.withdrawn", "2026-11-25", "2026-12-25"),
        ("until objection is withdrawn", "objection.withdrawn", "2026-11-25", "2026-11-25"),
        ("while customer, then 6 years", "customer.ended", "2026-11-25", "2032-11-25"),
        ("while customer", "customer.ended", "2026-11-25", "2026-11-25"),
        ("while subscription, then 1 month", "subscription.ended", "2026-11-30", "2026-12-30"),
    ],
)
def test_a_period_ends_on_its_day(sentence, event, began, ends):
    rule = keep.parse(sentence)
    assert rule.ends({event: D(began)}) == D(ends)
    assert rule.ends({"something.else": D(began)}) is None


def test_a_period_that_runs_from_a_moment_runs_from_its_day():
    assert keep.parse("1 day after call.date").ends({"call.date": datetime(2026, 11, 25, 23, 59)}) == D("2026-11-26")


def test_a_period_beyond_the_calendar_ends_with_it():
    assert keep.parse("100 years after call.date").ends({"call.date": date(9950, 1, 1)}) == date.max
    assert keep.parse("36525 days after call.date").ends({"call.date": date(9950, 1, 1)}) == date.max


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("6 years after order.completed", "6 years after the order is completed"),
        ("1 year after order.completed", "1 year after the order is completed"),
        ("90 days after call.date", "90 days after the date of the call"),
        ("until consent is withdrawn", "until you withdraw your consent"),
        ("until consent is withdrawn, then 30 days", "until you withdraw your consent, and 30 days after that"),
        ("while customer, then 6 years", "while you are our customer, and 6 years after that"),
        ("  6   years\n after order.completed ", "6 years after the order is completed"),
    ],
)
def test_a_period_is_said_in_words(sentence, words):
    assert keep.parse(sentence).says() == words


def test_an_event_is_said_in_the_words_of_the_policy():
    words = {"order.completed": "your order reaches you"}
    assert keep.parse("6 years after order.completed", words).says() == "6 years after your order reaches you"


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "for ever",
        "6 years",
        "six years after order.completed",
        "6 years after order",
        "6 years after order.completed.",
        "6 fortnights after order.completed",
        "0 days after call.date",
        "101 years after order.completed",
        "36526 days after call.date",
        "9999999 days after call.date",
        "-1 days after call.date",
        "٦ years after order.completed",
        "until consent is given",
        "until hell is frozen",
        "while living, then 6 years",
        "while customer then 6 years",
        "6 years after Order.Completed",
        "6 years after order.completed; DROP TABLE",
    ],
)
def test_what_says_no_period_is_refused_in_words(sentence):
    with pytest.raises(ValueError, match=r"write it as|a period is from|comes"):
        keep.parse(sentence)
