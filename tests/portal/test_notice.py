"""The notice's pages: whole, as it stood, what changed, copies to keep; cookies and terms; in a browser, with axe."""

import io
import json
import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pypdf
import pytest
from django.db import transaction
from django.utils import timezone

from portal.pages import Visitor, problems, read
from portal.test_in_a_browser import chromium, sound
from troth.duties.publish import editions
from troth.home import digest_of
from troth.policy.publish import compare
from troth.portal import sayings
from troth.records import entries
from troth.records.place import home, in_force
from troth.records.versions import Version, _read

__all__ = ["chromium"]  # a fixture
pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def visitor():
    return Visitor()


def adopted(number, starts, *changes, because=""):
    """A version in the records: what lies on disk with some things written otherwise."""
    text = home().policy_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    beside = {name: held.decode() for name, held in home().beside().items()}
    at = datetime(2026, 2, 20, 9, 0, tzinfo=UTC)
    files = {"policy.yaml": text, **beside}
    told = {"version": number, "digest": digest_of(files), "starts": starts.isoformat(), "proposal": "P-0000-0000"}
    told |= {"proposed_by": "Sunita Rao", "by": "Ruth Adeyemi", "because": because}
    with transaction.atomic():
        entry = entries.append("policy.adopted", at, key="policy", **told)
        return Version.objects.create(
            number=number, starts=starts, adopted_at=at, adopted_by="Ruth Adeyemi", proposed_by="Sunita Rao",
            because=because, files=files, base={}, digest=digest_of(files), entry=entry,
        )  # fmt: skip


@pytest.fixture
def versions(db):
    """Two versions: the first kept calls for 30 days; the second is what lies on disk."""
    adopted(1, date(2026, 3, 2), ("keep: 90 days after call.date", "keep: 30 days after call.date"))
    adopted(2, date(2026, 11, 2), because="Questions about calls come later than we thought.")
    yield
    _read.cache_clear()


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("path", ["/notice", "/notice/", "/cookies", "/cookies/", "/terms", "/terms/"])
def test_each_page_is_there_with_and_without_the_last_stroke(visitor, path):
    reply = visitor.get(path)
    assert reply.status_code == 200
    page = read(reply)
    assert "LJT Systems Ltd" in page.title


def test_the_page_says_what_the_rules_say_sentence_by_sentence(visitor):
    reply = visitor.get("/notice")
    read(reply)
    assert compare(reply.content.decode(), in_force(), timezone.localdate()) == []
    assert "not adopted as a numbered version yet" in reply.content.decode()


def test_behind_a_sentence_stand_its_rule_with_its_line_and_its_reason(visitor):
    html = visitor.get("/notice").content.decode()
    row = html[html.index('id="purposes/calls/keep"') :].split("</details>")[0]
    line = home().policy_text().split("\n").index("    keep: 90 days after call.date") + 1
    assert f'<code>keep: 90 days after call.date</code> <span class="soft">(policy.yaml, line {line})' in row
    assert "Most questions about a call come within three months" in row
    further = html[html.index('id="law/further-purpose"') :].split("</details>")[0]
    assert "UK GDPR Art 13(3)" in further


def test_no_state_is_shown_where_nothing_was_tried_and_the_worst_one_where_it_was(visitor, monkeypatch):
    monkeypatch.setattr(sayings, "_states", dict)
    assert 'class="chip' not in visitor.get("/notice").content.decode()
    last = datetime(2026, 11, 27, 2, 14, tzinfo=UTC)

    def proof(state, says):
        return SimpleNamespace(state=state, last=last, since=last, says=says, evidence="Entry 48,213")

    found = {"W13": proof("kept", "41 recordings were destroyed."), "H7": proof("not kept", "One was left.")}
    monkeypatch.setattr(sayings, "_states", lambda: found)
    html = visitor.get("/notice").content.decode()
    row = html[html.index('id="purposes/calls/keep"') :].split("</details>")[0]
    assert '<span class="chip late">Not kept since 27\u00a0November 2026</span>' in row
    for words in (
        "Friday 27\u00a0November 2026, 02:14",
        "41 recordings were destroyed.",
        "One was left.",
        "Entry 48,213",
    ):
        assert words in row
    assert "and when we last checked" in html
    folds = re.findall(r"<details( open)?>\s*<summary>[^<]*, and \w+ more</summary>", html)
    assert 0 < sum(map(bool, folds)) < len(folds), "what is not kept is never folded away"


@pytest.mark.usefixtures("versions")
def test_a_version_stays_readable_at_its_address_and_says_what_it_said(visitor):
    first, second, today = (visitor.get(path) for path in ("/notice/1", "/notice/2/", "/notice"))
    for reply in (first, second, today):
        read(reply)
    assert "30 days after the call." in text_of(first) and "90 days after the call." not in text_of(first)
    assert "version 1, in force since Monday 2\u00a0March 2026" in first.content.decode()
    assert "90 days after the call." in text_of(second)
    assert "version 2, in force since Monday 2\u00a0November 2026" in today.content.decode()
    assert "(version 2, line " in today.content.decode()


@pytest.mark.usefixtures("versions")
@pytest.mark.parametrize(
    ("day", "says"), [((1, 11, 2026), "30 days"), ((2, 11, 2026), "90 days"), ((2, 3, 2026), "30 days")]
)
def test_the_notice_as_it_stood_on_a_day(visitor, day, says):
    reply = visitor.get(f"/notice?day={day[0]}&month={day[1]}&year={day[2]}")
    page = read(reply)
    assert f"{says} after the call." in text_of(reply)
    assert "This is how the notice stood on" in text_of(reply)
    values = [attrs["value"] for tag, attrs in page.seen if tag == "input"]
    assert values == [str(part) for part in day]


@pytest.mark.usefixtures("versions")
def test_before_the_first_version_it_says_so(visitor):
    reply = visitor.get("/notice?day=1&month=3&year=2026")
    assert "We had no numbered version on Sunday 1\u00a0March 2026 yet" in reply.content.decode()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("day=31&month=2&year=2026", "Write a day that there is"),
        ("day=&month=&year=", "Write a day that there is"),
        ("day=1", "Write a day that there is"),
        ("day=%00&month=2&year=2026", "Type it again"),
        ("day=1&month=1&year=9999", "Choose today, or a day before it"),
        ("day=1&month=1&year=0001", "Choose a day since the year 2000"),
        ("day=٣&month=<b>&year=2026", "Write a day that there is"),
    ],
)
def test_a_day_that_is_none_is_said_as_the_house_says_it(visitor, query, says):
    reply = visitor.get(f"/notice?{query}")
    assert reply.status_code == 422
    page = read(reply)
    assert page.title.startswith("Error: ")
    assert any(field == "day" and says in message for field, message in problems(reply))
    assert "<b>" not in re.findall(r'name="month"[^>]*>', reply.content.decode())[0]


@pytest.mark.usefixtures("versions")
def test_what_changed_stands_side_by_side(visitor):
    reply = visitor.get("/notice/2/changes/")
    read(reply)
    html = reply.content.decode()
    assert "30 days after the call." in html and "90 days after the call." in html
    assert "Questions about calls come later than we thought." in html
    assert "What is new" not in html and "What is no longer there" not in html
    assert "it is the first version" in visitor.get("/notice/1/changes").content.decode()


def test_what_was_added_and_what_was_dropped_are_named(visitor, versions):
    helps = ("title: Technical support", "title: Help with technical things")
    adopted(3, date(2026, 11, 20), helps)
    adopted(4, date(2026, 11, 21), helps, ("  leavers: ", "  goers: "))
    assert "Help with technical things." in text_of(visitor.get("/notice/3/changes"))
    html = visitor.get("/notice/4/changes").content.decode()
    assert "What is new" in html and "What is no longer there" in html


@pytest.mark.usefixtures("versions")
@pytest.mark.parametrize(
    "path", ["/notice/3", "/notice/3/changes", "/notice/3.pdf", "/terms/3", "/notice/0", "/notice/999999999999"]
)
def test_a_version_that_there_is_not_is_no_page(visitor, path):
    assert visitor.get(path).status_code == 404


@pytest.mark.usefixtures("versions")
def test_copies_to_keep_say_the_same(visitor):
    today = timezone.localdate()
    pdf, md, data = (visitor.get(f"/notice.{form}") for form in ("pdf", "md", "json"))
    assert compare(md.content.decode(), in_force(), today) == []
    assert compare(data.content.decode(), in_force(), today) == []
    assert json.loads(data.content)["version"] == 2
    assert (pdf["Content-Type"], md["Content-Type"]) == ("application/pdf", "text/markdown; charset=utf-8")
    words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages)
    assert "Version 2, as on" in " ".join(words.split())
    old = visitor.get("/notice/1.md").content.decode()
    assert "30 days after the call." in old and "Version 1." in old


def test_the_cookie_page_names_each_with_what_for_how_long_by_whom_and_which_need_a_yes(visitor):
    reply = visitor.get("/cookies")
    read(reply)
    html, known = reply.content.decode(), in_force()
    assert known.cookies
    parts = dict(re.findall(r'<section aria-labelledby="([\w-]+)".*?>(.*?)</section>', html, re.S))
    for name, cookie in known.cookies.items():
        part = parts[cookie.group]
        assert f">{name}<" in part and cookie.lasts in part
        assert cookie.set_by == "us" or known.recipients[cookie.set_by].name in part
    assert "only if you say yes" in parts["consent"]


def test_without_cookies_the_page_says_that_there_are_none(visitor, monkeypatch):
    none = in_force().model_copy(update={"cookies": {}})
    monkeypatch.setattr(editions, "on_disk", lambda: none)
    reply = visitor.get("/cookies")
    read(reply)
    assert "None. We leave nothing on your device" in reply.content.decode()


def test_the_terms_are_there_to_read_and_to_keep(visitor):
    reply = visitor.get("/terms")
    read(reply)
    assert "Terms of business" in reply.content.decode() and "{controller" not in reply.content.decode()
    document = pypdf.PdfReader(io.BytesIO(visitor.get("/terms.pdf").content))
    assert document.metadata.title == "Terms of business"


def test_every_page_leads_to_the_notice_the_cookies_and_the_terms(visitor):
    for path in ("/your-data/", "/notice", "/cookies", "/terms"):
        links = {attrs.get("href") for tag, attrs in read(visitor.get(path)).seen if tag == "a"}
        assert {"/notice", "/cookies", "/terms", "/your-data/"} <= links


def test_links_within_sentences_lead_to_pages_that_there_are(visitor):
    seen = read(visitor.get("/notice")).seen
    ours = {attrs["href"] for tag, attrs in seen if tag == "a" and attrs["href"].startswith("/")}
    assert "/your-data/" in ours
    for path in ours:
        assert visitor.get(path).status_code in (200, 302), path
    assert any(attrs["href"] == "mailto:compliance@ljtsystems.example" for tag, attrs in seen if tag == "a")


def test_the_page_travels_small(visitor):
    reply = visitor.get("/notice", HTTP_ACCEPT_ENCODING="gzip")
    assert reply["Content-Encoding"] == "gzip" and len(reply.content) < 50_000


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_the_pages_in_a_browser(chromium, live_server, versions):
    page = chromium.new_page(reduced_motion="reduce")
    noise = []
    page.on("console", lambda said: noise.append(said.text) if "status of 4" not in said.text else None)
    page.on("request", lambda asked: noise.append(asked.url) if not asked.url.startswith(live_server.url) else None)
    for path in ("/notice", "/notice?day=40&month=1&year=2026", "/notice/2/changes", "/cookies", "/terms"):
        page.goto(live_server.url + path)
        sound(page)
    page.goto(live_server.url + "/notice")
    page.fill("#day", "3")
    page.fill("#month", "3")
    page.click("main form button")
    assert "This is how the notice stood on Tuesday 3" in page.inner_text("main")
    assert not [said for said in noise if not said.startswith("data:")]


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_sentence_opens_by_keyboard_without_scripts_and_shows_its_rule(chromium, live_server):
    page = chromium.new_context(java_script_enabled=False, reduced_motion="reduce").new_page()
    page.goto(live_server.url + "/notice")
    row = page.locator("details", has=page.locator('[id="law/further-purpose"]')).last
    assert not row.locator("text=UK GDPR Art 13(3)").is_visible()
    row.locator("summary").press("Enter")
    assert row.locator("text=UK GDPR Art 13(3)").is_visible()
    page.goto(live_server.url + "/notice#recipients/courier")
    assert page.locator('[id="recipients/courier"]').is_visible(), "a link to a folded sentence opens it"
