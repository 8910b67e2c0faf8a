"""Working days against the published list, the horizon, and a calendar that is handed in."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from troth import law
from troth.fault import Fault
from troth.law.calendar import Calendar, published, roll, weekday, written
from troth.words import Nation

PUBLISHED = json.loads((Path(__file__).parent / "data" / "uk_bank_holidays.json").read_text(encoding="utf-8"))
OF = {
    Nation.ENGLAND: "england-and-wales",
    Nation.WALES: "england-and-wales",
    Nation.SCOTLAND: "scotland",
    Nation.NORTHERN_IRELAND: "northern-ireland",
}


@pytest.mark.parametrize("nation", Nation)
def test_the_working_days_of_2015_to_2028_are_those_published(nation):
    closed = {date.fromisoformat(day) for day in PUBLISHED[OF[nation]]}
    assert len(closed) > 100
    day, days = date(2015, 1, 1), published(nation)
    while day <= date(2028, 12, 31):
        assert days.works(day) == (day.weekday() < 5 and day not in closed), day
        day += timedelta(days=1)


@pytest.mark.parametrize("nation", Nation)
def test_every_holiday_has_a_name_that_reads_in_a_sentence(nation):
    for text in PUBLISHED[OF[nation]]:
        day = date.fromisoformat(text)
        name = published(nation).holiday(day)
        assert name.startswith("the ") or name[0].isupper(), (day, name)
        assert "(" not in name and ";" not in name


def test_the_one_off_day_of_2026_is_scotlands_alone():
    assert "World Cup" in published(Nation.SCOTLAND).holiday(date(2026, 6, 15))
    assert [n for n in Nation if not published(n).works(date(2026, 6, 15))] == [Nation.SCOTLAND]


def test_the_last_published_day_can_be_reached_and_none_after_it():
    assert law.due("access", date(2028, 11, 29), Nation.ENGLAND).at == date(2028, 12, 29)  # a Friday
    assert not published(Nation.ENGLAND).holiday(date(2028, 12, 31))
    with pytest.raises(Fault) as caught:
        law.due("access", date(2028, 11, 30), Nation.ENGLAND)  # Saturday 30 December rolls into 2029
    assert "31 December 2028" in caught.value.what and caught.value.because and caught.value.remedy


@pytest.mark.parametrize("duty", [duty for duty in law.DUTIES if duty != "breach"])
@pytest.mark.parametrize("received", [date(2028, 12, 31), date(2029, 1, 1), date(2100, 2, 28), date.max])
def test_past_the_horizon_is_a_fault(duty, received):
    with pytest.raises(Fault):
        law.due(duty, received, Nation.SCOTLAND)


def test_a_notice_within_the_horizon_does_not_hide_an_answer_past_it():
    assert law.due("access", date(2028, 10, 20), Nation.ENGLAND).at == date(2028, 11, 20)
    with pytest.raises(Fault):
        law.due("access", date(2028, 10, 20), Nation.ENGLAND, extended=True)


def test_a_calendar_that_is_handed_in_counts_instead_of_the_nations():
    own = Calendar.of_days("Utopia", {date(2031, 3, 5): "the Day of the Beans"}, date(2040, 12, 31))
    found = law.due("access", date(2031, 2, 5), Nation.ENGLAND, calendar=own)
    assert found.at == date(2031, 3, 6)
    assert any(step.says == "Wednesday 5 March 2031 is the Day of the Beans." for step in found.because)
    assert "Utopia" in found.because[-2].says
    with pytest.raises(Fault):
        law.due("access", date(2040, 12, 5), Nation.ENGLAND, calendar=own)


def test_a_calendar_without_an_end_still_gives_faults_and_no_traceback():
    endless = Calendar.of_days("Utopia", {}, date.max)
    with pytest.raises(Fault):
        law.due("access", date(9999, 12, 20), Nation.ENGLAND, calendar=endless)
    with pytest.raises(Fault):
        law.due("complaint-acknowledgement", date(9999, 12, 20), Nation.ENGLAND, calendar=endless)


def test_a_long_row_of_closed_days_is_passed_one_by_one():
    last, passed = roll(date(2026, 12, 25), published(Nation.ENGLAND))
    assert last == date(2026, 12, 29)
    reasons = ["Christmas Day", "", "", "the bank holiday in place of Boxing Day"]  # a weekend needs no name
    assert [(day.day, why) for day, why in passed] == list(zip([25, 26, 27, 28], reasons, strict=True))


def test_days_are_written_out():
    assert written(date(2026, 11, 25)) == "25 November 2026"
    assert weekday(date(2026, 12, 29)) == "Tuesday 29 December 2026"
    assert weekday(date(2027, 1, 4)) == "Monday 4 January 2027"
