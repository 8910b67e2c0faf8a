"""The page of a case says where it stands, for what it waits, and who has it now."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from troth import flows
from troth.duties import closing, delivery, outbox, search
from troth.duties.search import Finding
from troth.flows import Start
from troth.records import keys

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def page_of(desk, case):
    """The page of a case, without its markup's line ends."""
    answer = desk.get(f"/desk/{case.reference}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_person_who_is_not_confirmed_can_get_another_code_or_a_colleagues_word(opened, desk, mailoutbox):
    case = opened("unconfirmed")
    page = page_of(desk, case)
    assert "Who is it that asks?" in page and "Not started" in page and "No date yet" in page
    for _ in range(6):
        last = desk.post(f"/desk/{case.reference}/code/")
    assert last.status_code == 409 and "sent several codes today" in last.content.decode()
    assert desk.post(f"/desk/{case.reference}/vouch/", {"how": "x"}).status_code == 422
    assert desk.post(f"/desk/{case.reference}/vouch/", {"how": "saw her and her card"}).status_code == 302
    assert desk.post(f"/desk/{case.reference}/vouch/", {"how": "saw her and her card"}).status_code == 409
    assert desk.post(f"/desk/{case.reference}/code/").status_code == 409
    assert "Saw her and her card (Ruth Adeyemi)" in page_of(desk, case)


def test_the_clock_shows_each_step_with_its_law(opened, desk):
    case = opened("review")
    page = page_of(desk, case)
    assert len(case.deadline.because) > 1
    for step in case.deadline.because:
        assert step.cite in page
    assert page.count("<cite>") >= len([s for s in case.deadline.because if s.cite])


def test_a_system_that_is_down_is_said_with_since_when_and_that_it_goes_on_by_itself(opened, desk, systems):
    systems["mailbox"].down = True
    case = opened("waiting")
    page = page_of(desk, case)
    assert "What are we waiting for?" in page
    assert re.search(r"Down since \d+ \w+, \d\d:\d\d, last tried .* It is tried again by itself", page)
    assert "Shared mailbox is down, tried again by itself" in desk.get("/desk/").content.decode()
    systems["mailbox"].down = False
    case.search_set.filter(state="down").update(at=timezone.now() - timedelta(minutes=5))
    search.start_again()
    flows.run_waiting_here()
    assert "Down since" not in page_of(desk, case)


def test_work_that_stopped_is_seen_with_its_next_try(opened, desk):
    case = opened("approved")
    assert "Is the answer for Hannah Whitcombe ready?" in page_of(desk, case)
    again = timezone.now() + timedelta(minutes=2)
    stopped = Start.objects.filter(flow="deliver_answer", refs=[case.reference])
    assert stopped.update(state="failed", tries=3, trouble="Fault", next_at=again) == 1
    assert "Putting the answer together stopped (3 tries); it is tried again at" in page_of(desk, case)


def test_a_task_says_who_was_asked_for_what_and_takes_one_answer(opened, desk):
    case = opened("waiting")
    task = case.search_set.get(state="asked")
    at = f"/desk/{case.reference}/task/{task.pk}/"
    page = page_of(desk, case)
    assert "We asked Priya Nair" in page and "Look under the name, left page." in page and at in page
    assert desk.post(at, {}).status_code == 422
    both = desk.post(at, {"text": "Two orders of 2011", "nothing": "1"})
    assert both.status_code == 422 and b"which one is it" in both.content
    assert desk.post(at, {"text": "Two orders of 2011"}).status_code == 302
    assert desk.post(at, {"nothing": "1"}).status_code == 409
    assert "answered this already" in desk.get(at).content.decode()
    case.refresh_from_db()
    assert case.state == "review"
    assert "Found: Two orders of 2011" in page_of(desk, case)
    other = case.search_set.exclude(pk=task.pk).first()
    assert desk.get(f"/desk/{case.reference}/task/{other.pk}/").status_code == 404


def test_a_closed_case_says_what_was_destroyed_and_shows_nobodys_findings(opened, desk):
    case = opened("ready")
    letter = outbox.Mail.objects.filter(case=case, what="answer").latest("id")
    token = re.search(r"/answer/([\w-]+)/", outbox.content(letter)["text"])[1]
    assert delivery.unlock(token, "lighthouse", timezone.now())
    flows.run_waiting_here()
    page = page_of(desk, case)
    assert "What became of this request?" in page and "Destroyed with their key on" in page
    assert "Leeds" not in page
    assert desk.post(f"/desk/{case.reference}/link/").status_code == 409
    assert desk.post(f"/desk/{case.reference}/include/", {"own": "1"}).status_code == 409
    assert "Ended" in desk.get("/desk/", {"show": "ended"}).content.decode()
    assert case.reference in desk.get("/desk/", {"show": "ended"}).content.decode()
    assert case.reference not in desk.get("/desk/").content.decode()


def test_a_withdrawn_case_says_so(opened, desk):
    case = opened("waiting")
    closing.withdraw(case, timezone.now())
    flows.run_waiting_here()
    page = page_of(desk, case)
    assert "Withdrawn" in page and "None: the person took the request back" in page


def test_a_link_that_was_tried_too_often_is_over_and_a_new_one_helps(opened, desk):
    case = opened("ready")
    delivery.Delivery.objects.filter(case=case).update(tries=delivery.TRIES)
    assert "too many wrong words" in page_of(desk, case)
    assert "The link is over: make a new one" in desk.get("/desk/").content.decode()
    assert desk.post(f"/desk/{case.reference}/link/").status_code == 302
    assert "too many wrong words" not in page_of(desk, case)


def test_the_counters_count(opened, desk, systems):
    late = opened("review", email="a@example.org", days=60)
    opened("review", email="b@example.org", days=3)
    opened("unconfirmed", email="c@example.org")
    opened("ready", email="d@example.org", days=1)
    page = " ".join(desk.get("/desk/").content.decode().split())
    assert re.findall(r"<dt>([\w ]+)</dt><dd>([\w ]+)</dd>", page) == [
        ("overdue", "1"),
        ("due within 5 days", "0"),
        ("to decide", "2"),
        ("waiting for somebody", "1"),
        ("answered on time this year", "1 of 1"),
    ]
    assert "One answer is late." in page
    assert page.index(late.reference) == min(page.index(ref) for ref in re.findall(r"T-\w{4}-\w{4}", page))
    assert "days late" in page


def test_an_answer_that_nobody_opened_goes_after_its_time_with_all_that_was_copied_for_it(opened):
    case = opened("ready")
    told = delivery.Delivery.objects.get(case=case)
    assert keys.stands(case.findings_key) and keys.stands(told.key) and Finding.objects.filter(case=case).exists()
    assert delivery.destroy_old_packs() == 0, "its time is not over"
    told.sent_at -= timedelta(days=delivery.LINK_DAYS + 1)
    told.save()
    assert delivery.destroy_old_packs() == 1
    flows.run_waiting_here()
    case.refresh_from_db()
    assert case.state == "closed"
    assert not keys.stands(case.findings_key) and not keys.stands(told.key)
    assert not Finding.objects.filter(case=case).exists()
