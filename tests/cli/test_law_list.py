"""troth law list and show: every rule, what changed since a day, and what counsel looks at first."""

import json
import re
from datetime import date

import pytest
from typer.testing import CliRunner

from troth import law
from troth.cli import app, law_words
from troth.law.dated import Known, Rule
from troth.words import Citation


@pytest.fixture
def ask(monkeypatch, tmp_path):
    """`troth law ...` in a terminal of some width."""
    monkeypatch.chdir(tmp_path)

    def asked(*words, columns=80):
        monkeypatch.setenv("COLUMNS", str(columns))
        return CliRunner().invoke(app, ["law", *words])

    return asked


def document(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def told(result):
    """The words without the breaks of the terminal."""
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_every_rule_of_the_register_is_there_once(ask):
    found = document(ask("list", "--json"))
    assert len(found) == len(law.rules())
    places = sorted((rule["cite"], rule["since"]) for rule in found)
    assert places == sorted((rule.cite.text, rule.since.isoformat()) for rule in law.rules())
    keys = ["cite", "instrument", "says", "since", "until", "by", "known", "unsure", "url"]
    assert all(list(rule) == keys for rule in found)


@pytest.mark.parametrize("columns", [20, 80, 120, 500])
def test_rows_keep_to_the_terminal_and_lose_no_word(ask, columns):
    result = ask("list", "--in", "UK GDPR Art 12A", columns=columns)
    lines = result.stdout.splitlines()
    assert lines[0] == "UK GDPR"
    assert max(map(len, lines)) <= max(60, min(columns, 120))
    assert all(line == line.rstrip() for line in lines)
    column = min(line.index("A request is answered") for line in lines if "A request is answered" in line)
    words = " ".join(" ".join(line[column:] for line in lines[2:-2]).split())
    for rule in law.find("UK GDPR Art 12A"):
        assert rule.says in words
    assert told(result).endswith("6 rules; 6 in force on " + re.findall(r"in force on (.*)\.", told(result))[0] + ".")


def test_a_rule_that_ended_has_its_last_day_and_the_mark_is_explained(ask):
    text = ask("list", "--in", "UK GDPR Art 12(4)").stdout
    assert re.search(r"^!  Art 12\(4\)  25 May 2018 ", text, re.M)
    assert re.search(r"^ +to 18 Jun 2026 ", text, re.M)
    assert re.search(r"^   Art 12\(4\)  19 Jun 2026 ", text, re.M)
    assert "! marks the 1 that counsel looks at first (text not read again: 1; not settled: 0)." in " ".join(
        text.split()
    )


def test_on_a_day_only_what_stands_on_it(ask):
    (rule,) = document(ask("list", "--in", "UK GDPR Art 12(4)", "--on", "2026-06-18", "--json"))
    assert rule["until"] == "2026-06-18"
    assert "in force on 18 June 2026" in told(ask("list", "--on", "2026-06-18"))
    assert told(ask("list", "--on", "1066-10-14")) == "No rule was in force on 14 October 1066."
    assert document(ask("list", "--on", "0001-01-01", "--in", "DPA 2018", "--json")) == []


@pytest.mark.parametrize("name", ["DPA 2018", "dpa 2018", "Data Protection Act 2018", "the Data  Protection Act 2018"])
def test_a_law_is_found_however_it_is_written(ask, name):
    found = document(ask("list", "--in", name, "--json"))
    assert len(found) == sum(rule.instrument == "DPA 2018" for rule in law.rules())


def test_what_begins_and_what_ends_comes_in_order_of_time(ask):
    found = document(ask("list", "--changed-since", "2026-02-04", "--json"))
    days = [change["on"] for change in found]
    assert days == sorted(days) and days[0] >= "2026-02-04"
    by_place = {(c["on"], c["change"], c["cite"]) for c in found}
    assert ("2026-02-04", "ends", "UK GDPR Art 12(3)") in by_place
    assert ("2026-02-05", "begins", "UK GDPR Art 12A(5)") in by_place
    assert ("2026-06-18", "ends", "UK GDPR Art 12(4)") in by_place
    for change in found:
        assert change["on"] == (change["since"] if change["change"] == "begins" else change["until"])
    later = document(ask("list", "--changed-since", "2026-02-05", "--json"))
    assert ("2026-02-04", "ends", "UK GDPR Art 12(3)") not in {(c["on"], c["change"], c["cite"]) for c in later}


def test_changes_stand_under_their_day_with_a_count(ask):
    text = ask("list", "--changed-since", "2026-06-18", "--in", "UK GDPR Art 12(4)").stdout
    first, second = text.index("Thursday 18 June 2026\n"), text.index("Friday 19 June 2026\n")
    assert first < text.index("ends") < second < text.index("begins")
    assert "Since 18 June 2026: 1 begin, 1 end (the day is their last)." in text
    assert told(ask("list", "--changed-since", "9999-12-31")) == "No rule begins or ends on 31 December 9999 or later."
    assert document(ask("list", "--changed-since", "9999-12-31", "--json")) == []


def test_a_change_that_is_still_to_come_says_so():
    rule = Rule(Citation("UK GDPR Art 99"), "Something new holds then.", date(2027, 1, 1))
    said = law_words.changes_in_words(law_words.changes([rule], date(2026, 1, 1)), date(2026, 1, 1), date(2026, 11, 25))
    assert said.startswith("Friday 1 January 2027, still to come\n")
    said = law_words.changes_in_words(law_words.changes([rule], date(2026, 1, 1)), date(2026, 1, 1), date(2027, 1, 1))
    assert said.startswith("Friday 1 January 2027\n")


def test_counsel_looks_first_at_what_was_recalled_or_is_not_settled():
    def entry(known, unsure=""):
        return Rule(Citation("UK GDPR Art 99"), "Something.", date(2026, 1, 1), known=known, unsure=unsure)

    assert law_words.look_first(entry(Known.RECALLED))
    assert law_words.look_first(entry(Known.READ, "Whether it is so."))
    assert not law_words.look_first(entry(Known.READ)) and not law_words.look_first(entry(Known.GUIDANCE))


def test_show_tells_what_is_not_settled_and_which_questions_may_rest_on_it(ask):
    text = told(ask("show", "UK GDPR Art 15(1)(c)"))
    assert "Not settled: The text lets the controller choose between names and kinds;" in text
    assert "Questions that may rest on it: access-answer." in text
    assert "Not settled" not in told(ask("show", "UK GDPR Art 12A(1)"))
    (rule,) = document(ask("show", "UK GDPR Art 15(1)(c)", "--json"))
    assert rule["unsure"].endswith("We give the names.")


@pytest.mark.parametrize(
    "words",
    [
        ["--changed-since", "soon"],
        ["--changed-since", "2026-2-5"],
        ["--on", "2026-02-30"],
        ["--on", "🙂"],
        ["--on", "9" * 5000],
        ["--in"],
        ["bananas"],
    ],
)
def test_wrong_use_is_2_and_says_what_is_wrong(ask, words):
    result = ask("list", *words)
    assert result.exit_code == 2
    assert result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("UK GDRP", "did you mean `UK GDPR`?"),
        ("dpa 2081", "did you mean `DPA 2018`?"),
        ("🙂" * 3, "one of: UK GDPR, DPA 2018"),
        (";", "one of: UK GDPR"),
        ("a" * 9000, "one of: UK GDPR"),
        ("(((", "one of: UK GDPR"),
        ("\n", "one of: UK GDPR"),
    ],
)
def test_an_unknown_law_is_a_fault_that_guesses(ask, name, remedy):
    result = ask("list", "--in", name)
    assert result.exit_code == 1 and result.stdout == ""
    assert remedy in result.exception.remedy
    assert len(str(result.exception)) < 2000
