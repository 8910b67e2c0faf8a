"""Questions that are asked with days: what cannot be counted is a fault that says how to mend it."""

from datetime import date

import pytest

from troth import law
from troth.fault import Fault
from troth.law.calendar import Calendar
from troth.law.uk.dpa_2018_sch_2 import exam_marks_due
from troth.law.uk.uk_gdpr_14 import notice_due
from troth.words import Nation

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


def test_a_calendar_that_is_handed_in_counts_instead_of_the_nations():
    closed = {date(2026, 12, 23): "the Day of the Beans"}
    own = Calendar.of_days("Utopia", closed, date(2030, 12, 31))
    told = notice_due(TODAY, obtained=date(2026, 11, 23), nation=Nation.ENGLAND, calendar=own)
    assert told.answer == date(2026, 12, 24)
    assert told.because[-1].says == (
        "The next working day in Utopia is Thursday 24 December 2026: people are told by the end of that day."
    )
    usual = exam_marks_due(
        TODAY, asked=date(2026, 11, 23), nation=Nation.ENGLAND, results=date(2026, 11, 1), calendar=own
    )
    assert usual.answer == date(2026, 12, 24)
    assert usual.because[-1].says.endswith("the marks are due by the end of that day.")
    late = exam_marks_due(TODAY, asked=date(2026, 7, 23), nation=Nation.ENGLAND, calendar=own)
    assert late.answer == date(2026, 12, 24)
    assert late.because[-1].says.endswith("the marks are due by the end of that day.")
    soon = exam_marks_due(
        TODAY, asked=date(2026, 11, 1), nation=Nation.ENGLAND, results=date(2026, 11, 13), calendar=own
    )
    assert soon.answer == date(2026, 12, 24)
    assert soon.because[-1].says.endswith("the marks are due by the end of that day.")


@pytest.mark.parametrize(("fact", "what"), [("contact", "the first contact was"), ("disclosure", "disclosed")])
def test_what_came_before_the_data_is_said(fact, what):
    with pytest.raises(Fault) as caught:
        law.ask("notice-due", TODAY, {"obtained": date(2026, 11, 2), "nation": "england", fact: date(2026, 11, 1)})
    assert what in caught.value.what and "1 November 2026" in caught.value.what
    assert caught.value.remedy == "check the two days; they may be reversed"
