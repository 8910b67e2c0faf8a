"""Following a request: the code, the clock in words, what to keep, and taking it back."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from portal.pages import WORD, Visitor, code_of, problems, read
from troth import flows
from troth.duties import cases, identity, search

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
# A key is destroyed outside any transaction: its bytes leave the file at once.
DESTROYING = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def link_of(visitor):
    """The link that the page asks the person to keep."""
    page = visitor.get("/your-data/request/").content.decode()
    return re.search(r"/your-data/request/[\w-]{16,}/", page)[0]


def test_the_right_code_starts_the_clock_and_leads_to_the_progress_page(visitor, systems):
    case = visitor.send()
    read(visitor.get("/your-data/code/"))
    code = code_of(case)
    response = visitor.post("/your-data/code/", {"code": f" {code[:3]} {code[3:]} "})
    assert response.headers["Location"] == "/your-data/request/"
    case.refresh_from_db()
    assert case.state == "searching" and case.due is not None
    text = visitor.get("/your-data/request/").content.decode()
    assert "We answer by" in text and case.reference in text and "days left" in text


def test_a_code_in_the_digits_of_another_script_is_the_same_code(visitor, systems):
    case = visitor.send()
    arabic = "".join(chr(0x660 + int(c)) for c in code_of(case))
    assert visitor.post("/your-data/code/", {"code": arabic}).status_code == 302


@pytest.mark.parametrize("given", ["", "12345", "1234567", "abcdef", "½½½½½½", "12 34", "1" * 41, "12\n3456", "a\0"])
def test_what_is_no_code_is_not_counted_as_a_try(visitor, given):
    visitor.send()
    response = visitor.post("/your-data/code/", {"code": given})
    assert response.status_code == 422 and [field for field, _ in problems(response)] == ["code"]
    read(response)
    assert identity.Code.objects.get().tries == 0


def test_a_wrong_code_an_old_one_and_the_eleventh_try_say_the_same(visitor):
    case = visitor.send()
    wrong = f"{(int(code_of(case)) + 1) % 10**6:06d}"
    said = [problems(visitor.post("/your-data/code/", {"code": wrong})) for _ in range(identity.TRIES)]
    right = {"code": code_of(case)}
    said.append(problems(visitor.post("/your-data/code/", right)))
    identity.Code.objects.update(tries=0, sent_at=timezone.now() - timedelta(minutes=31))
    said.append(problems(visitor.post("/your-data/code/", right)))
    assert said[0] and all(each == said[0] for each in said)
    case.refresh_from_db()
    assert case.state == "unconfirmed"


def test_a_new_code_replaces_the_old_one(visitor, systems):
    case = visitor.send()
    old = code_of(case)
    response = visitor.post("/your-data/code/again/")
    assert response.headers["Location"] == "/your-data/code/"
    assert "We have sent a new code" in visitor.get("/your-data/code/").content.decode()
    new = code_of(case)
    if new != old:
        assert visitor.post("/your-data/code/", {"code": old}).status_code == 422
    assert visitor.post("/your-data/code/", {"code": new}).status_code == 302


def test_a_mailbox_cannot_be_filled_with_codes(visitor):
    visitor.send()
    for _ in range(identity.MAILS_A_DAY - 1):
        assert visitor.post("/your-data/code/again/").status_code == 302
    response = visitor.post("/your-data/code/again/")
    read(response)
    assert response.status_code == 429 and "several codes today already" in response.content.decode()
    assert identity.Code.objects.count() == identity.MAILS_A_DAY


def test_a_code_for_a_request_that_is_over_or_never_was_leads_to_the_same_next_page(visitor, somebody_else, systems):
    case = visitor.confirmed()
    done = visitor.post("/your-data/code/", {"code": "123456"})
    visitor.post("/your-data/request/withdraw/")
    taken_back = visitor.post("/your-data/code/", {"code": code_of(case)})
    never = somebody_else.post("/your-data/code/", {"code": "123456"})
    for response in (done, taken_back, never):
        assert (response.status_code, response.headers["Location"]) == (302, "/your-data/request/")


def test_the_progress_page_counts_systems_and_says_what_waits(visitor, systems):
    case = visitor.confirmed()
    assert "It begins within a minute" in visitor.get("/your-data/request/").content.decode()
    flows.run_waiting_here()
    text = visitor.get("/your-data/request/").content.decode()
    assert "2 of 3 searched. A colleague looks through papers" in text
    task = search.Search.objects.get(case=case, state="asked")
    search.answer_task(task, text="", file=None, by="Tom Harker", at=timezone.now())
    response = visitor.get("/your-data/request/")
    assert "3 of 3 searched" in response.content.decode() and 'aria-current="step"' in response.content.decode()
    read(response)


@pytest.mark.parametrize("state", ["unconfirmed", "searching", "waiting", "review", "approved", "ready", "closed"])
def test_every_state_has_a_sound_page_with_one_current_step_at_most(visitor, systems, state):
    case = visitor.send() if state == "unconfirmed" else visitor.confirmed()
    answered = timezone.now() if state in ("ready", "closed") else None
    cases.Case.objects.update(state=state, answered_at=answered)
    response = visitor.get("/your-data/request/")
    read(response)
    current = response.content.decode().count('aria-current="step"')
    assert current == (0 if state in ("ready", "closed") else 1)
    assert case.reference in response.content.decode()


def test_a_late_request_says_so_and_offers_no_calendar_for_a_day_gone_by(visitor, systems):
    case = visitor.confirmed()
    cases.Case.objects.update(due=case.due - timedelta(days=60))
    text = visitor.get("/your-data/request/").content.decode()
    assert "Late" in text and "we are sorry" in text and "Add to your calendar" not in text


def test_the_derivation_is_shown_step_by_step_with_its_law(visitor, systems):
    case = visitor.confirmed()
    text = visitor.get("/your-data/request/").content.decode()
    assert case.deadline.because
    for step in case.deadline.because:
        assert step.cite in text


def test_the_link_to_keep_opens_the_request_in_another_browser_and_leaves_the_address(visitor, somebody_else, systems):
    case = visitor.confirmed()
    link = link_of(visitor)
    response = somebody_else.get(link)
    assert response.headers["Location"] == "/your-data/request/"
    assert case.reference in somebody_else.get("/your-data/request/").content.decode()
    assert somebody_else.get("/your-data/code/").headers["Location"] == "/your-data/request/"


def test_the_address_that_was_typed_is_shown_in_no_other_browser(visitor, somebody_else):
    case = visitor.send()
    address = case.person().email
    assert address in visitor.get("/your-data/code/").content.decode()
    somebody_else.get(link_of(visitor))
    pages = [somebody_else.get(path) for path in ("/your-data/code/", "/your-data/request/")]
    assert all(case.reference in page.content.decode() for page in pages)
    assert all(address not in page.content.decode() for page in pages)


@pytest.mark.parametrize("path", ["request/", "request/due.ics", "request/receipt/0/", "request/" + "a" * 32 + "/"])
def test_without_a_request_one_page_tells_what_to_do(visitor, path):
    response = visitor.get(f"/your-data/{path}")
    assert response.status_code == 404 and "Which request is it?" in read(response).title


def test_receipts_download_and_prove_the_acts_of_this_case_only(visitor, somebody_else, systems):
    case = visitor.confirmed()
    page = visitor.get("/your-data/request/").content.decode()
    numbers = re.findall(r"/your-data/request/receipt/(\d+)/", page)
    assert len(set(numbers)) == 2  # received, confirmed
    response = visitor.get(f"/your-data/request/receipt/{numbers[0]}/")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"].startswith(f'attachment; filename="receipt-{case.reference}')
    assert json.loads(response.content)
    somebody_else.confirmed(email={"email": "other@example.org"})
    assert somebody_else.get(f"/your-data/request/receipt/{numbers[0]}/").status_code == 404
    assert visitor.get("/your-data/request/receipt/99999999999999999999/").status_code == 404


def test_the_day_goes_into_a_calendar_without_a_word_about_the_person(visitor, systems):
    case = visitor.confirmed()
    response = visitor.get("/your-data/request/due.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="answer-due-{case.reference}.ics"'
    (event,) = Calendar.from_ical(response.content).events
    assert (event["dtstart"].dt, event["dtend"].dt) == (case.due, case.due + timedelta(days=1))
    assert event["summary"] == "Answer due from LJT Systems Ltd"
    assert case.reference in event["description"] and "UK GDPR Art 12A" in event["description"]
    assert not event.alarms.times, "the day is ours to keep"
    person = case.person()
    for told in (person.name, person.email, "Whitcombe"):
        assert told.encode() not in response.content.replace(b"\r\n ", b"")


def test_there_is_no_calendar_before_there_is_a_day(visitor, systems):
    visitor.send()
    assert visitor.get("/your-data/request/due.ics").status_code == 404
    assert "Add to your calendar" not in visitor.get("/your-data/request/").content.decode()


@DESTROYING
def test_a_request_is_taken_back_after_a_question(visitor, systems):
    case = visitor.confirmed()
    flows.run_waiting_here()
    assert search.Finding.objects.filter(case=case).exists()
    response = visitor.get("/your-data/request/withdraw/")
    read(response)
    assert "cannot be undone" in response.content.decode()
    case.refresh_from_db()
    assert case.state == "waiting"
    assert visitor.post("/your-data/request/withdraw/").headers["Location"] == "/your-data/request/"
    flows.run_waiting_here()
    case.refresh_from_db()
    assert case.state == "withdrawn" and not search.Finding.objects.filter(case=case).exists()
    response = visitor.get("/your-data/request/")
    read(response)
    text = response.content.decode()
    assert "You took it back on" in text and "We destroyed our working copies" in text
    assert visitor.get("/your-data/request/withdraw/").headers["Location"] == "/your-data/request/"


def test_closing_the_page_forgets_the_request_in_this_browser(visitor):
    visitor.send()
    assert visitor.get("/your-data/request/").status_code == 200
    visitor.post("/your-data/request/leave/")
    assert visitor.get("/your-data/request/").status_code == 404


def test_asking_again_in_the_same_browser_follows_the_newer_request(visitor, systems):
    first = visitor.confirmed()
    second = visitor.send(word={"word": WORD + " two"})
    text = visitor.get("/your-data/code/").content.decode()
    assert second.reference in text and first.reference not in text


def test_a_request_noted_at_the_desk_has_a_page_too(db, systems):
    made = cases.open_case(
        "access",
        person=cases.Person(name="Hannah"),
        who=cases.Subject(),
        channel="letter",
        at=timezone.now(),
    )
    identity.vouch(made.case, "saw her passport", "Ruth Adeyemi", timezone.now())
    visitor = Visitor()
    visitor.get(f"/your-data/request/{made.token}/")
    response = visitor.get("/your-data/request/")
    read(response)
    assert "by a colleague of ours" in response.content.decode()
    assert "passport" not in response.content.decode()
