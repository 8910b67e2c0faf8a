"""What a stranger can learn from the pages for people: nothing about anybody."""

import re
import statistics
import time

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from portal.pages import ANSWERS, HANNAH, Visitor, code_of, read
from troth import flows
from troth.duties import cases, outbox
from troth.records import entries
from troth.site import errors

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
UNKNOWN = "joanna.nobody-here12@example.org"
assert len(UNKNOWN) == len(HANNAH) + 4


def same(text, address):
    """A page or letter without what is new each time: the address typed, the reference, secrets of forms."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", text.replace(address, "ADDRESS"))
    text = re.sub(r"/your-data/request/[\w-]{20,}/", "/your-data/request/SECRET/", text)
    text = re.sub(r"T-[0-9A-Z]{4}-[0-9A-Z]{4}", "REFERENCE", text)
    text = re.sub(r"receipt/\d+/", "receipt/N/", text)
    return re.sub(r"\b\d{6}\b", "CODE", text)


def replies(address):
    """Everything that a stranger sees when asking with this address, up to the code."""
    visitor, seen = Visitor(), []
    for step, given in {**ANSWERS, "email": {"email": address}}.items():
        seen.append(visitor.post(f"/your-data/{step}/", given))
    seen += [visitor.get("/your-data/check/"), visitor.post("/your-data/check/"), visitor.get("/your-data/code/")]
    flows.run_waiting_here()
    case = cases.Case.objects.latest("id")
    wrong = f"{(int(code_of(case)) + 1) % 10**6:06d}"
    seen += [visitor.post("/your-data/code/", {"code": wrong}), visitor.post("/your-data/code/again/")]
    seen += [visitor.get("/your-data/code/"), visitor.get("/your-data/request/"), visitor.get("/answer/")]
    letter = outbox.content(outbox.Mail.objects.filter(case=case).earliest("id"))
    said = [(r.status_code, r.headers.get("Location", ""), same(r.content.decode(), address)) for r in seen]
    kinds = list(entries.Entry.objects.filter(case=case.reference).order_by("id").values_list("kind", flat=True))
    return said, same(letter["subject"] + letter["text"], address), kinds


def test_a_known_and_an_unknown_address_look_the_same_in_words_status_letter_and_evidence(systems):
    assert replies(HANNAH) == replies(UNKNOWN)


def test_a_confirmed_mailbox_that_nobody_knows_sees_the_same_progress(systems):
    pages = []
    for address in (HANNAH, UNKNOWN):
        visitor = Visitor()
        visitor.confirmed(email={"email": address})
        flows.run_waiting_here()
        text = same(visitor.get("/your-data/request/").content.decode(), address)
        pages.append(re.sub(r"\d\d:\d\d", "TIME", text))
    assert pages[0] == pages[1]


def test_a_known_address_takes_no_longer_than_an_unknown_one(systems):
    """The wizard looks nothing up, so there is nothing to time; this holds it to that, coarsely."""
    spent = {HANNAH: [], UNKNOWN: []}
    for _ in range(15):
        for address, times in spent.items():
            visitor = Visitor()
            visitor.fill(email={"email": address})
            begun = time.perf_counter()
            visitor.post("/your-data/check/")
            times.append(time.perf_counter() - begun)
    known, unknown = (statistics.median(times) for times in spent.values())
    assert abs(known - unknown) < 0.5 * max(known, unknown)


def test_no_search_begins_before_the_code_came_back(visitor, systems):
    case = visitor.send()
    flows.run_waiting_here()
    assert not case.search_set.exists()
    visitor.post("/your-data/code/", {"code": code_of(case)})
    flows.run_waiting_here()
    assert case.search_set.exists()


def test_no_address_of_a_page_holds_anything_that_was_typed(visitor, systems):
    """Every address that the journey leads through, and every link on its pages."""
    paths = []
    for step, given in ANSWERS.items():
        paths.append(visitor.post(f"/your-data/{step}/", given).headers["Location"])
    paths.append(visitor.post("/your-data/check/").headers["Location"])
    flows.run_waiting_here()
    paths.append(visitor.post("/your-data/code/", {"code": code_of(cases.Case.objects.get())}).headers["Location"])
    for path in list(paths):
        response = visitor.get(path)
        if response.status_code == 200:
            paths += [a["href"] for tag, a in read(response).seen if tag == "a" and "mailto:" not in a["href"]]
    held = " ".join(paths).casefold()
    assert "your-data" in held
    assert not any(word in held for word in ("hannah", "whitcombe", "lighthouse", "example.org", "?"))


def test_secrets_are_kept_as_digests_only(visitor, systems, django_db_blocker):
    visitor.confirmed()
    token = visitor.browser.session["asked"]["token"]
    assert cases.by_token(token) is not None
    for row in cases.Case.objects.values():
        assert all(token not in str(value) for value in row.values())
    session = visitor.browser.session
    stored = session.get_model_class().objects.get(session_key=session.session_key).session_data
    assert token not in stored and HANNAH not in stored and HANNAH.encode().hex() not in stored


def test_a_secret_that_is_cut_or_changed_opens_nothing(visitor, somebody_else):
    visitor.send()
    token = visitor.browser.session["asked"]["token"]
    for wrong in (token[:-1], token + "A", token.swapcase(), token[::-1], "A" * 32):
        assert somebody_else.get(f"/your-data/request/{wrong}/").status_code == 404
    assert somebody_else.get(f"/your-data/request/{token}/").status_code == 302


def test_the_session_has_a_new_name_once_it_follows_a_request(visitor):
    visitor.fill()
    before = visitor.browser.session.session_key
    visitor.post("/your-data/check/")
    assert visitor.browser.session.session_key != before


def forms():
    """Every address of the portal that takes a form, from its own table: a page that is added is walked too."""
    for one in get_resolver().url_patterns:
        for leaf in getattr(one, "url_patterns", [one]):
            if isinstance(leaf, URLPattern) and leaf.callback.__module__.startswith("troth.portal."):
                path = str(one.pattern) + str(leaf.pattern)
                for part, some in (
                    ("secret:token", "a" * 32),
                    ("int:index", "0"),
                    ("int:version", "1"),
                    ("form:form", "md"),
                ):
                    path = path.replace(f"<{part}>", some)
                yield f"/{path}"


def test_every_form_of_the_table_is_refused_without_its_token_and_every_page_is_private(db):
    paths = list(forms())
    assert len(paths) > 15
    browser = Client(enforce_csrf_checks=True)
    for path in paths:
        assert browser.post(path, {"whose": "mine"}).status_code in (403, 405), path
        response = browser.get(path)
        assert response.headers["Cache-Control"] == "no-store", path
        assert response.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
        assert "script" not in response.headers["Content-Security-Policy"].replace("script-src", "script")
        assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_other_methods_are_refused(db, method):
    for path in forms():
        assert getattr(Client(), method)(path).status_code == 405, path


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"whose=%ff%fe&x=%00", "application/x-www-form-urlencoded"),
        (b"whose=mine", "application/x-www-form-urlencoded; charset=no-such-thing"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"\xff\xfe", "multipart/form-data"),
        (b'{"whose": "mine"}', "application/json"),
        (b"a=1&" * 5000, "application/x-www-form-urlencoded"),
        (b"a=" + b"x" * 2_000_000, "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_form_breaks_nothing(db, content, kind):
    browser = Client()
    response = browser.generic("POST", "/your-data/whose/", content, content_type=kind)
    assert response.status_code in (302, 400, 413, 422)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(db):
    response = Client().generic("POST", "/your-data/whose/", b"x", CONTENT_LENGTH="99999999999")
    assert response.status_code == 413
    read(response)


@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 413, 429, 500])
def test_every_error_is_a_page_that_says_what_and_what_to_try(rf, db, status):
    response = errors.page(rf.get("/"), status, "the thing did not work", "try it again")
    page = read(response)
    assert response.status_code == status and page.title == "The thing did not work - LJT Systems Ltd"
    assert "Try it again." in response.content.decode()


def test_the_error_page_stands_when_nothing_else_does(rf, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(errors, "render", broken)
    response = errors.page(rf.get("/"), 500, "something <b>", "try again")
    assert response.status_code == 500
    assert b"Something &lt;b&gt;" in response.content and b"Try again." in response.content


def test_a_missing_page_is_in_the_look_of_the_house(visitor):
    visitor.browser.raise_request_exception = False
    response = visitor.get("/no/such/page/")
    assert response.status_code == 404
    assert read(response).title == "There is no page here - LJT Systems Ltd"
