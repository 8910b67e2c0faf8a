"""Working days against the published list, the horizon, and a calendar that is handed in."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth import law
from troth.fault import Fault
from troth.law.calendar import Calendar, Change, published, roll, weekday, written
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


@pytest.mark.parametrize("duty", [duty for duty in law.DUTIES if not duty.endswith("breach")])
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


# ---- days that were proclaimed, moved or taken away since ----

JUBILEE = Change(date(2027, 6, 7), "the bank holiday for the Jubilee", "Proclamation of 24 November 2026")
TAKEN_AWAY = Change(date(2027, 5, 3), "", "Order of 1 March 2027", "it is kept on Monday 10 May 2027 instead")


def steps(received, days, nation=Nation.ENGLAND):
    found = law.due("access", received, nation, calendar=days)
    return found, [(step.says, step.cite) for step in found.because]


def test_a_proclaimed_day_moves_the_last_day_with_its_own_source():
    days = published(Nation.ENGLAND).changed([JUBILEE])
    assert law.due("access", date(2027, 5, 7), Nation.ENGLAND).at == date(2027, 6, 7)
    found, said = steps(date(2027, 5, 7), days)
    assert found.at == found.notice_by == found.cautious == date(2027, 6, 8)
    assert ("Monday 7 June 2027 is the bank holiday for the Jubilee.", "Proclamation of 24 November 2026") in said


def test_published_days_keep_their_source_beside_a_proclaimed_one():
    days = published(Nation.ENGLAND).changed([Change(date(2026, 12, 29), "the day after", "Proclamation")])
    found, said = steps(date(2026, 11, 25), days)
    assert found.at == date(2026, 12, 30)
    assert ("Friday 25 December 2026 is Christmas Day.", "Bank holidays of England and Wales") in said
    assert ("Tuesday 29 December 2026 is the day after.", "Proclamation") in said


def test_a_day_taken_away_works_again_and_the_derivation_says_why():
    days = published(Nation.SCOTLAND).changed([TAKEN_AWAY])
    assert law.due("access", date(2027, 4, 3), Nation.SCOTLAND).at == date(2027, 5, 4)
    found, said = steps(date(2027, 4, 3), days, Nation.SCOTLAND)
    assert found.at == date(2027, 5, 3)
    why = "Monday 3 May 2027 is no holiday in Scotland any more: it is kept on Monday 10 May 2027 instead."
    assert said.index((why, "Order of 1 March 2027")) == len(said) - 3, "just before the day that it makes the last one"
    from_saturday, said = steps(date(2027, 4, 1), days, Nation.SCOTLAND)  # 1 May is a Saturday
    assert from_saturday.at == date(2027, 5, 3) and (why, "Order of 1 March 2027") in said


def test_a_change_belongs_to_the_calendar_that_was_given_it():
    before = published(Nation.WALES)
    after = before.changed([JUBILEE])
    assert before.works(JUBILEE.day) and not after.works(JUBILEE.day)
    assert published(Nation.WALES).works(JUBILEE.day) and hash(after) != 0
    assert (after.source(JUBILEE.day), before.source(JUBILEE.day)) == (JUBILEE.cite, before.cite)
    assert not after.restored(JUBILEE.day) and not after.restored(date(2027, 6, 8))


def test_of_two_changes_of_a_day_the_later_counts():
    days = published(Nation.WALES).changed([JUBILEE])
    again = days.changed([Change(JUBILEE.day, "", "Proclamation of 1 May 2027", "it was put off")])
    assert again.works(JUBILEE.day) and "put off" in again.restored(JUBILEE.day)
    assert not again.changed([JUBILEE]).works(JUBILEE.day)


def test_a_weekend_does_not_become_a_working_day():
    days = published(Nation.ENGLAND).changed([Change(date(2027, 6, 5), "", "Order", "a slip")])
    assert not days.works(date(2027, 6, 5)) and not days.restored(date(2027, 6, 5))


def test_the_horizon_can_be_put_off_and_never_brought_nearer():
    assert published(Nation.ENGLAND).changed((), date(2027, 1, 1)).until == date(2028, 12, 31)
    longer = published(Nation.ENGLAND).changed((), date(2029, 12, 31))
    assert law.due("access", date(2028, 12, 20), Nation.ENGLAND, calendar=longer).at == date(2029, 1, 22)
    with pytest.raises(Fault, match="31 December 2029"):
        law.due("access", date(2029, 12, 1), Nation.ENGLAND, calendar=longer)  # 1 January 2030


days_of_years = st.dates(date(2026, 2, 5), date(2028, 10, 1))


@settings(max_examples=300, deadline=None)
@given(
    received=days_of_years,
    nation=st.sampled_from(list(Nation)),
    changes=st.dictionaries(st.dates(date(2026, 2, 5), date(2028, 12, 1)), st.booleans(), max_size=30),
)
def test_with_any_changes_the_last_day_is_the_first_working_one(received, nation, changes):
    made = [Change(day, "a new day" if closed else "", "here", "it works") for day, closed in changes.items()]
    days = published(nation).changed(made)
    found = law.due("access", received, nation, calendar=days)
    plain = law.due("access", received, nation, calendar=Calendar.of_days("nowhere", {}, date.max))
    for day in (plain.at + timedelta(days=n) for n in range((found.at - plain.at).days)):
        closed = day.weekday() > 4 or changes.get(day, day.isoformat() in PUBLISHED[OF[nation]])
        assert closed, day
    assert found.at.weekday() < 5
    assert not changes.get(found.at, found.at.isoformat() in PUBLISHED[OF[nation]])
