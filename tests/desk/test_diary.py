"""The day of a case in a colleague's own calendar."""

import pytest
from icalendar import Calendar

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LINK = "Add to your calendar"


def test_the_day_of_a_case_goes_into_a_calendar_without_a_word_about_the_person(opened, desk):
    case = opened("review")
    path = f"/desk/{case.reference}/due.ics"
    page = desk.get(f"/desk/{case.reference}/").content.decode()
    assert LINK in page and f'href="{path}" download' in page
    answer = desk.get(path)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="due-{case.reference}.ics"'
    (event,) = Calendar.from_ical(answer.content).events
    assert (event["summary"], event["dtstart"].dt) == (f"Answer request {case.reference}", case.due)
    assert f"/desk/{case.reference}/" in event["description"] and "UK GDPR Art 12A" in event["description"]
    assert len(event.alarms.times) == 2
    whole = answer.content.replace(b"\r\n ", b"")
    assert b"Hannah" not in whole and b"Whitcombe" not in whole and b"example.org" not in whole


def test_a_later_file_moves_the_event(opened, desk):
    case = opened("review")
    (before,) = Calendar.from_ical(desk.get(f"/desk/{case.reference}/due.ics").content).events
    case.derivation |= {"at": "2027-01-04", "notice_by": "2027-01-04"}
    case.save()
    (after,) = Calendar.from_ical(desk.get(f"/desk/{case.reference}/due.ics").content).events
    assert before["uid"] == after["uid"] and after["sequence"] >= before["sequence"]
    assert after["dtstart"].dt.isoformat() == "2027-01-04"


def test_before_there_is_a_day_the_desk_says_why_and_offers_none(opened, desk):
    case = opened("unconfirmed")
    assert LINK not in desk.get(f"/desk/{case.reference}/").content.decode()
    answer = desk.get(f"/desk/{case.reference}/due.ics")
    assert answer.status_code == 409 and b"no date yet" in answer.content


def test_a_day_gone_by_and_an_answered_case_are_offered_to_no_calendar(opened, desk):
    for case in (opened("review", days=60), opened("ready", email="a@example.org")):
        assert LINK not in desk.get(f"/desk/{case.reference}/").content.decode()
    assert desk.post(f"/desk/{case.reference}/due.ics").status_code == 405
