"""Periods of retention: what a sentence says, and the day on which it ends, reckoned by hand."""

from datetime import date, datetime
from typing import get_args

import pytest

from troth.fault import Fault
from troth.law.uk import periods
from troth.policy import keep
from troth.words import Nation

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


# ---- periods of the law's ----

TODAY = D("2026-11-25")


@pytest.mark.parametrize(
    ("sentence", "nation", "event", "began", "ends"),
    [
        # six years from the end of an accounting period, which ends up to a year after the invoice
        ("statutory vat-records", "england", "invoice.date", "2026-11-25", "2033-11-25"),
        ("statutory vat-records after invoice.date", "wales", "invoice.date", "2026-11-25", "2033-11-25"),
        ("statutory corporation-tax after invoice.date", "england", "invoice.date", "2024-02-29", "2031-02-28"),
        ("statutory paye-records", "england", "pay.date", "2026-04-30", "2030-04-30"),
        ("statutory minimum-wage-records", "england", "pay.date", "2026-12-31", "2033-02-28"),
        ("statutory accounting-records after payment.date", "england", "payment.date", "2026-11-25", "2029-11-25"),
        ("statutory contract-claims after order.completed", "england", "order.completed", "2026-11-25", "2032-11-25"),
        ("statutory contract-claims after order.completed", "scotland", "order.completed", "2026-11-25", "2031-11-25"),
        ("statutory deed-claims after deed.signed", "northern-ireland", "deed.signed", "2026-11-25", "2038-11-25"),
        ("while customer, then statutory contract-claims", "england", "customer.ended", "2026-11-25", "2032-11-25"),
        ("while customer, then statutory contract-claims", "scotland", "customer.ended", "2026-11-25", "2031-11-25"),
        (
            "until consent is withdrawn, then statutory consent-evidence",
            "england",
            "consent.withdrawn",
            "2026-11-25",
            "2032-11-25",
        ),
        ("statutory rejected-applicants", "england", "application.decided", "2026-08-31", "2027-02-28"),
        ("statutory cctv after camera.recorded", "england", "camera.recorded", "2026-11-25", "2026-12-25"),
        ("statutory identity-documents", "england", "identity.checked", "2026-11-25", "2026-11-25"),
        ("statutory traffic-data after call.ended", "england", "call.ended", "2026-11-25", "2026-11-25"),
    ],
)
def test_a_period_of_the_laws_ends_on_its_day(sentence, nation, event, began, ends):
    rule = keep.parse(sentence).under(Nation(nation), TODAY)
    assert rule.event == event
    assert rule.ends({event: D(began)}) == D(ends)
    assert rule.ends({}) is None


def test_a_period_of_the_laws_is_that_of_the_day():
    rule, paid = keep.parse("statutory minimum-wage-records"), {"pay.date": D("2021-01-31")}
    assert rule.under(Nation.ENGLAND, D("2021-03-31")).ends(paid) == D("2024-03-31")
    assert rule.under(Nation.ENGLAND, D("2021-04-01")).ends(paid) == D("2027-03-31")


def test_a_period_that_the_law_does_not_have_yet_does_not_end():
    rule, made = keep.parse("statutory holiday-records after holiday.recorded"), {"holiday.recorded": D("2026-01-05")}
    before, after = rule.under(Nation.ENGLAND, D("2026-04-05")), rule.under(Nation.ENGLAND, D("2026-04-06"))
    assert before.law is None and before.ends(made) is None
    assert after.ends(made) == D("2032-01-05")


def test_a_period_of_the_laws_does_not_end_before_the_day_is_known():
    assert keep.parse("statutory vat-records").ends({"invoice.date": D("1999-01-01")}) is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("statutory vat-records", "6 years after the end of the accounting period, because the law asks us to"),
        ("statutory accounting-records", "3 years after the date of the invoice, because the law asks us to"),
        (
            "statutory contract-claims after order.completed",
            "6 years after the order is completed, because a claim can be brought for as long",
        ),
        (
            "while customer, then statutory contract-claims",
            "while you are our customer, and 6 years after that, because a claim can be brought for as long",
        ),
        (
            "while customer, then statutory vat-records",
            "while you are our customer, and 6 years after the end of the accounting period, because the law asks us "
            "to",
        ),
        ("statutory call-recordings", "3 months after the date of the call"),
        ("statutory identity-documents", "until the identity is checked"),
        (
            "statutory traffic-data after call.ended",
            "until the call is ended, because the law asks us to delete it then",
        ),
        ("6 years after order.completed", "6 years after the order is completed"),
    ],
)
def test_a_period_of_the_laws_is_said_in_words(sentence, words):
    assert keep.parse(sentence).under(Nation.ENGLAND, TODAY).says() == words


def test_before_the_day_is_known_only_the_law_is_named():
    assert (
        keep.parse("statutory vat-records").says()
        == "as long as the law sets for records for VAT after the date of the invoice"
    )
    assert keep.parse("while customer, then statutory contract-claims").says() == (
        "while you are our customer, and as long as the law sets for what a contract claim needs after that"
    )


def test_an_event_of_the_laws_period_is_said_in_the_words_of_the_policy():
    words = {"invoice.date": "the day of your invoice"}
    rule = keep.parse("statutory accounting-records", words).under(Nation.ENGLAND, TODAY)
    assert rule.says() == "3 years after the day of your invoice, because the law asks us to"


@pytest.mark.parametrize(
    ("sentence", "remedy"),
    [
        ("statutory vat-recods", "did you mean `vat-records`"),
        ("statutory bananas", "one of: vat-records"),
        ("statutory holiday-records", "say from when: `statutory holiday-records after"),
        ("statutory contract-claims", "say from when"),
        ("statutory suppression", "until objection is withdrawn"),
        ("while customer, then statutory suppression", "until objection is withdrawn"),
        ("statutory", "statutory vat-records"),
        ("statutory vat-records after invoice", "write it as"),
        ("statutory vat-records, then 30 days", "write it as"),
    ],
)
def test_what_is_no_period_of_the_laws_is_refused_in_words(sentence, remedy):
    with pytest.raises(ValueError, match=remedy):
        keep.parse(sentence)


def test_the_law_room_has_a_period_for_every_record_that_can_be_asked_for():
    assert set(periods.NAMES) == set(get_args(periods.Record))
    today = {line.id for line in periods.catalogue(TODAY, Nation.ENGLAND)}
    assert today == set(periods.NAMES)
    for nation in Nation:
        found = [line.id for line in periods.catalogue(TODAY, nation)]
        assert len(found) == len(set(found)) and set(found) == today
    assert "holiday-records" not in {line.id for line in periods.catalogue(D("2026-04-05"), Nation.ENGLAND)}
    with pytest.raises(Fault, match="no period"):
        periods.statutory("vat-recods", TODAY, Nation.ENGLAND)
