"""Questions that cannot be answered: each a fault that says how to mend it."""

from datetime import date, datetime, timedelta, timezone

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
