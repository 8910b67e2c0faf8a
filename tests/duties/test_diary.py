"""A deadline as a calendar file, read back by a library that others wrote too."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from troth import law
from troth.duties.diary import as_calendar
from troth.fault import Fault
from troth.words import Deadline, Nation, Step

AT = datetime(2026, 11, 25, 10, 14, 7, 999, tzinfo=timezone(timedelta(hours=1)))
PAUSED = law.due("access", date(2026, 3, 2), Nation.ENGLAND, clarify=[(date(2026, 3, 5), date(2026, 3, 12))])


def events(content):
    read = Calendar.from_ical(content)
    assert (read["version"], read["prodid"]) == ("2.0", "-//troth//troth//EN")
    assert not read.errors and not any(event.errors for event in read.events)
    return read.events


def reminders(event):
    return [time.trigger for time in event.alarms.times]


def test_a_day_is_an_event_that_fills_it_with_its_derivation():
    (event,) = events(as_calendar(PAUSED, "Answer the access request", "one@example.org", AT, says="Look here."))
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 4, 10), date(2026, 4, 11))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert (event["summary"], event["uid"]) == ("Answer the access request", "one@example.org")
    assert event["dtstamp"].dt == datetime(2026, 11, 25, 9, 14, 7, tzinfo=UTC)
    lines = event["description"].split("\n")
    assert lines[:2] == ["Look here.", "1. The request arrived on Monday 2 March 2026. [UK GDPR Art 12A(2)]"]
    assert lines[-1] == "On the stricter reading: Thursday 9 April 2026."
    assert len(lines) == len(PAUSED.because) + 2


def test_reminders_come_at_nine_and_count_from_the_stricter_reading():
    (event,) = events(as_calendar(PAUSED, "Answer", "one", AT))
    found = [trigger.replace(tzinfo=None) for trigger in reminders(event)]
    assert found == [datetime(2026, 4, 4, 9), datetime(2026, 4, 8, 9)]
    (event,) = events(as_calendar(PAUSED, "Answer", "one", AT, remind=False))
    assert reminders(event) == []


def test_an_instant_is_an_event_at_that_instant_with_reminders_by_the_hour():
    breach = law.due("breach", datetime(2026, 10, 24, 10), Nation.ENGLAND)
    (event,) = events(as_calendar(breach, "Tell the regulator", "one", AT))
    due = datetime(2026, 10, 27, 9, tzinfo=UTC)
    assert event["dtstart"].dt == due and "dtend" not in event
    assert reminders(event) == [due - timedelta(hours=24), due - timedelta(hours=4)]


def test_a_longer_time_has_an_event_of_its_own_for_its_notice():
    longer = law.due("access", date(2026, 11, 25), Nation.ENGLAND, extended=True)
    assert longer.notice_by != longer.at
    answer, notice = events(as_calendar(longer, "Answer", "one", AT, notice="Tell the person"))
    assert (answer["dtstart"].dt, notice["dtstart"].dt) == (longer.at, longer.notice_by)
    assert (notice["summary"], answer["uid"] != notice["uid"]) == ("Tell the person", True)
    assert len(events(as_calendar(longer, "Answer", "one", AT))) == 1, "nobody asked for the second"
    assert PAUSED.notice_by == PAUSED.at
    assert len(events(as_calendar(PAUSED, "Answer", "one", AT, notice="Tell the person"))) == 1


def test_the_same_deadline_gives_the_same_file_and_a_later_one_counts_more():
    assert as_calendar(PAUSED, "Answer", "one", AT) == as_calendar(PAUSED, "Answer", "one", AT)
    (first,), (later,) = (events(as_calendar(PAUSED, "Answer", "one", at)) for at in (AT, AT + timedelta(minutes=1)))
    assert first["uid"] == later["uid"] and first["sequence"] < later["sequence"] < 2**31


def test_without_a_day_there_is_no_file():
    open_question = law.due("access", date(2026, 9, 1), Nation.ENGLAND, clarify=[(date(2026, 9, 3), None)])
    with pytest.raises(Fault) as caught:
        as_calendar(open_question, "Answer", "one", AT)
    assert caught.value.because and caught.value.remedy
    with pytest.raises(Fault):
        as_calendar(Deadline(None, ""), "Answer", "one", AT)


def test_lines_are_folded_at_75_octets_and_no_letter_is_cut_in_two():
    """RFC 5545, 3.1; and 3.3.11: backslash, semicolon, comma and line end are escaped."""
    says = "Ä, b; c\\ d\ne " + "Ω🙂" * 120
    content = as_calendar(PAUSED, "Smith; Sons, Ltd", "one", AT, says=says)
    assert content.endswith(b"END:VCALENDAR\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    whole = content.decode().replace("\r\n ", "")
    assert "SUMMARY:Smith\\; Sons\\, Ltd\r\n" in whole
    assert "DESCRIPTION:Ä\\, b\\; c\\\\ d\\ne Ω🙂" in whole
    (event,) = events(content)
    assert event["description"].startswith(says)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=300), st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_words_come_back_and_add_no_line_of_their_own(title, says):
    deadline = Deadline(date(2026, 12, 29), "UK GDPR Art 12A", (Step(says, "UK GDPR Art 12A(2)"),))
    (event,) = events(as_calendar(deadline, title, "one", AT, notice=title))
    assert (event["dtstart"].dt, event["uid"]) == (date(2026, 12, 29), "one")
    plain = "".join(sign if sign.isprintable() else " " for sign in title.replace("\n", ""))
    assert "".join(event["summary"].split()) == "".join(plain.split())


def test_it_needs_no_settings():
    code = "import sys; import troth.duties.diary; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
