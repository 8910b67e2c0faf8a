"""Questions that are asked with days: what cannot be counted is a fault that says how to mend it."""

from datetime import date

import pytest

from troth import law
from troth.fault import Fault

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("fact", ["contact", "disclosure"])
def test_nobody_was_contacted_about_data_that_had_not_come(fact):
    given = {"obtained": date(2026, 11, 2), "nation": "england"}
    with pytest.raises(Fault) as caught:
        law.ask("notice-due", TODAY, given | {fact: date(2026, 11, 1)})
    assert "1 November 2026" in caught.value.what and "2 November 2026" in caught.value.what and caught.value.remedy
    assert law.ask("notice-due", TODAY, given | {fact: date(2026, 11, 2)}).answer == date(2026, 11, 2)


def test_a_notice_past_the_published_holidays_is_a_fault():
    assert law.ask("notice-due", TODAY, {"obtained": date(2028, 11, 29), "nation": "england"}).answer == date(
        2028, 12, 29
    )
    for obtained in (date(2028, 11, 30), date(2029, 1, 1), date.max):
        with pytest.raises(Fault):
            law.ask("notice-due", TODAY, {"obtained": obtained, "nation": "england"})


def test_marks_past_the_published_holidays_are_a_fault():
    for asked in (date(2028, 8, 1), date(2029, 1, 1), date.max):
        with pytest.raises(Fault):
            law.ask("exam-marks-due", TODAY, {"asked": asked, "nation": "england"})


def test_no_request_is_closed_after_the_end_of_time():
    with pytest.raises(Fault):
        law.ask("close-after", TODAY, {"asked": date.max})
    with pytest.raises(Fault):
        law.ask("close-after", TODAY, {"asked": TODAY, "wait": 10**9})


@pytest.mark.parametrize("nation", ["england", "wales", "scotland", "northern-ireland"])
def test_a_notice_is_never_due_before_the_data_came_nor_after_contact_or_disclosure(nation):
    for day in range(1, 29):
        obtained, contact, disclosure = date(2026, 11, day), date(2026, 12, 29 - day), date(2026, 12, day)
        given = {"obtained": obtained, "nation": nation, "contact": contact, "disclosure": disclosure}
        due = law.ask("notice-due", TODAY, given).answer
        assert obtained <= due <= min(contact, disclosure)
        assert due <= law.ask("notice-due", TODAY, {"obtained": obtained, "nation": nation}).answer
