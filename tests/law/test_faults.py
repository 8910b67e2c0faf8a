"""Questions that cannot be answered: each a fault that says how to mend it."""

from datetime import date, datetime, timedelta, timezone
from time import monotonic

import pytest

from troth import law
from troth.fault import Fault
from troth.words import Nation

RECEIVED = date(2026, 3, 2)
BEFORE, AFTER = date(2026, 3, 1), date(2026, 3, 9)


@pytest.mark.parametrize(
    "given",
    [
        {"identified": BEFORE},
        {"fee_paid": BEFORE},
        {"clarify": [(BEFORE, AFTER)]},
        {"clarify": [(BEFORE, None)]},
        {"clarify": [(AFTER, RECEIVED)]},
    ],
)
def test_days_in_the_wrong_order_are_a_fault(given):
    with pytest.raises(Fault) as caught:
        law.due("access", RECEIVED, Nation.ENGLAND, **given)
    assert "before" in caught.value.what and "March 2026" in caught.value.what and caught.value.remedy


@pytest.mark.parametrize(
    ("wrong", "meant"), [("acces", "access"), ("erase", "erasure"), ("complaint", "complaint-ack")]
)
def test_an_unknown_duty_is_a_fault_that_guesses(wrong, meant):
    with pytest.raises(Fault) as caught:
        law.due(wrong, RECEIVED, Nation.ENGLAND)
    assert meant in caught.value.remedy
    with pytest.raises(Fault):
        law.absent(wrong, RECEIVED)


def test_an_unknown_nation_is_a_fault_that_lists_them():
    with pytest.raises(Fault) as caught:
        law.due("access", RECEIVED, "atlantis")
    assert "northern-ireland" in caught.value.remedy


@pytest.mark.parametrize("duty", ["complaint-acknowledgement", "breach", "telecoms-breach"])
@pytest.mark.parametrize(
    "given", [{"extended": True}, {"identified": AFTER}, {"fee_paid": AFTER}, {"clarify": [(AFTER, None)]}]
)
def test_what_belongs_to_requests_is_refused_elsewhere(duty, given):
    with pytest.raises(Fault):
        law.due(duty, date(2026, 7, 1), Nation.ENGLAND, **given)


def test_an_instant_at_either_end_of_time_is_a_fault():
    for duty in ("breach", "telecoms-breach"):
        with pytest.raises(Fault):
            law.due(duty, datetime(9999, 12, 31, 23), Nation.ENGLAND)
    with pytest.raises(Fault):
        law.due("access", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))), Nation.ENGLAND)


def test_a_day_before_any_of_this_law_gives_none_and_the_reason():
    for duty in law.DUTIES:
        assert law.due(duty, date(1999, 1, 1), Nation.WALES) is None
        assert "begins on" in law.absent(duty, date(1999, 1, 1)).says


def test_times_stand_for_londons_days():
    late = datetime(2026, 6, 1, 23, 30, tzinfo=timezone(timedelta(hours=0)))  # half past midnight in London
    found = law.due("access", late, Nation.ENGLAND, identified=late, fee_paid=late, clarify=[(late, late)])
    assert found.at == date(2026, 7, 2)
    assert law.due("access", datetime(2026, 6, 1, 23, 30), Nation.ENGLAND).at == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("name", "on", "facts"),
    [
        ("refusal", datetime(2026, 3, 2), {}),
        ("refusal", "2026-03-02", {}),
        ("refusal", None, {}),
        (None, RECEIVED, {}),
        (17, RECEIVED, {}),
        ([], RECEIVED, {}),
        ("refusal", RECEIVED, {1: 2}),
        ("refusal", RECEIVED, {None: 2}),
        ("screening", RECEIVED, {"screened": None}),
        ("kept-in-backup", RECEIVED, {"done": [["told"]]}),
        ("kept-in-backup", RECEIVED, {"done": {"told": 1}}),
        ("transfer", RECEIVED, {"country": object()}),
    ],
)
def test_values_of_the_wrong_kind_are_a_fault(name, on, facts):
    with pytest.raises(Fault) as caught:
        law.ask(name, on, facts)
    assert caught.value.remedy


@pytest.mark.parametrize("hours", ["nan", "inf", "-inf", "-1", "1e309", float("nan"), float("inf"), -0.5, -1])
def test_a_number_without_end_or_less_than_nothing_is_a_fault(hours):
    with pytest.raises(Fault) as caught:
        law.ask("breach-report", RECEIVED, {"risk": "likely", "hours": hours})
    assert caught.value.remedy == "write a number from 0"
    with pytest.raises(Fault):
        law.ask("child-consent", RECEIVED, {"age": -13})


@pytest.mark.parametrize("day", ["20261101", "2026-W48-3", "2026-11-01T10:00", "1 November 2026"])
def test_a_day_is_written_in_one_way_only(day):
    assert law.ask("screening", RECEIVED, {"screened": " 2026-03-01 "}).answer is True
    with pytest.raises(Fault):
        law.ask("screening", RECEIVED, {"screened": day})


def test_a_value_of_the_house_is_as_good_as_its_word_and_none_says_nothing():
    facts = {"who": "person", "age": 30}
    by_word = law.ask("may-act-for", RECEIVED, {**facts, "nation": "scotland"})
    assert law.ask("may-act-for", RECEIVED, {**facts, "nation": Nation.SCOTLAND, "to": None}) == by_word
    assert law.ask("child-consent", RECEIVED, {"age": None}) == law.ask("child-consent", RECEIVED)


def test_a_citation_that_nobody_wrote_by_hand_is_a_fault_at_once():
    for citation in ("zz" + "(a)" * 20_000, "; ".join(["UK GDPR Art 12A(5)"] * 3_000)):
        begun = monotonic()
        with pytest.raises(Fault) as caught:
            law.find(citation)
        assert len(str(caught.value)) < 500 and monotonic() - begun < 3
