"""troth law: the contract of its output, wrong use and faults, as another process sees them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import troth
from troth.cli import app

ROOT = Path(troth.__file__).parent.parent.parent
COMPANY = ROOT / "companies" / "ljt-systems"
PAUSED = "access --received 2026-03-02 --clarify 2026-03-05/2026-03-12".split()


@pytest.fixture
def ask(monkeypatch, tmp_path):
    """`troth law ...` outside any company's folder."""
    monkeypatch.delenv("TROTH_HOME", raising=False)
    monkeypatch.chdir(tmp_path)

    def asked(*words, home=""):
        return CliRunner().invoke(app, [*(["--home", str(home)] if home else []), "law", *words])

    return asked


def document(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_due_prints_one_document_with_the_five_keys(ask):
    found = document(ask("due", *PAUSED, "--nation", "england", "--json"))
    assert list(found) == ["due", "notice_by", "cautious", "excluded_days", "because"]
    assert (found["due"], found["cautious"], found["excluded_days"]) == ("2026-04-10", "2026-04-09", 8)
    assert found["notice_by"] == "2026-04-10"
    assert all(set(step) == {"says", "cite"} for step in found["because"])
    assert "UK GDPR Art 12A(5)-(6)" in [step["cite"] for step in found["because"]]


def test_every_option_reaches_the_law(ask):
    words = "access --received 2026-06-01 --identified 2026-06-08 --clarify 2026-06-05/2026-06-10 --json".split()
    assert document(ask("due", *words))["due"] == "2026-07-10"
    words = "access --received 2026-07-01 --fee-paid 2026-07-20 --json".split()
    assert document(ask("due", *words))["due"] == "2026-08-20"
    words = "access --received 2026-11-25 --extended --json".split()
    assert document(ask("due", *words))["due"] == "2027-02-25"
    words = (
        "access --received 2026-09-01 --clarify 2026-09-03/2026-09-08 --clarify 2026-09-15/2026-09-20 --json".split()
    )
    assert document(ask("due", *words))["due"] == "2026-10-13"
    words = "access --received 2026-03-31T23:30Z --json".split()
    assert document(ask("due", *words))["due"] == "2026-05-01"


def test_a_breach_takes_a_time_and_gives_a_time(ask):
    found = document(ask("due", "breach", "--received", "2026-10-24T10:00", "--json"))
    assert found["due"] == "2026-10-27T09:00+00:00"
    assert found["notice_by"] is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("access --received 2026-09-01 --clarify 2026-09-03/", "has no answer yet"),
        ("complaint-acknowledgement --received 2026-06-18", "19 June 2026"),
    ],
)
def test_no_day_is_an_answer_with_its_reason(ask, words, reason):
    found = document(ask("due", *words.split(), "--json"))
    assert found["due"] is None and found["cautious"] is None
    assert any(reason in step["says"] for step in found["because"])
    assert "No day can be given." in ask("due", *words.split()).stdout


def test_in_words_the_day_comes_first_and_the_stricter_reading_last(ask):
    lines = ask("due", *PAUSED).stdout.splitlines()
    assert lines[0] == "Friday 10 April 2026"
    assert lines[1] == "  1. The request arrived on Monday 2 March 2026. [UK GDPR Art 12A(2)]"
    assert lines[-1] == "On the stricter reading: Thursday 9 April 2026."


def test_the_nation_is_the_policys_unless_one_is_named(ask, tmp_path):
    text = (COMPANY / "policy.yaml").read_text(encoding="utf-8")
    assert "\nnation: england\n" in text
    (tmp_path / "company").mkdir()
    (tmp_path / "company" / "policy.yaml").write_text(text.replace("nation: england", "nation: scotland"), "utf-8")
    words = ["due", "access", "--received", "2026-05-15", "--json"]
    assert document(ask(*words))["due"] == "2026-06-15"
    assert document(ask(*words, home=tmp_path / "company"))["due"] == "2026-06-16"
    assert document(ask(*words, "--nation", "england", home=tmp_path / "company"))["due"] == "2026-06-15"


@pytest.mark.parametrize(
    "words",
    [
        "due acces --received 2026-03-02",
        "due access",
        "due access --received 2026-3-2",
        "due access --received 2026-02-30",
        "due access --received 2026-03-02T25:00",
        "due access --received 2026-03-02 --nation atlantis",
        "due access --received 2026-03-02 --clarify 2026-03-05/soon",
        "due access --received 2026-03-02 --identified tomorrow",
        "show",
        "show X --on never",
        "bananas",
    ],
)
def test_wrong_use_is_2_and_says_what_is_wrong(ask, words):
    result = ask(*words.split())
    assert result.exit_code == 2
    assert result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("words", "home"),
    [
        ("due access --received 2026-03-02 --clarify 2026-03-12/2026-03-05", ""),
        ("due access --received 2028-12-15", ""),
        ("due breach --received 9999-12-31T23:00", ""),
        ("due access --received 2026-03-02", "nowhere"),
        ("show bananas", ""),
    ],
)
def test_a_fault_is_1_with_a_remedy_and_no_traceback(tmp_path, words, home):
    command = [sys.executable, "-m", "troth", *(["--home", home] if home else []), "law", *words.split()]
    env = {k: v for k, v in os.environ.items() if k != "TROTH_HOME"} | {"PYTHONPATH": str(ROOT / "src")}
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=env, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert "  try      " in result.stderr and "Traceback" not in result.stderr


def test_show_tells_a_rule_its_dates_and_its_source(ask):
    shown = ask("show", "DPA 2018 s. 164A(3)").stdout
    assert "30 days" in shown
    assert "In force since 19 June 2026, by DUAA 2025 s. 103; SI 2026/82 reg 3." in shown
    assert "https://www.legislation.gov.uk/ukpga/2018/12/section/164A" in shown


def test_show_on_a_day_keeps_to_what_was_in_force(ask):
    before = ask("show", "DPA 2018 s. 164A(3)", "--on", "2026-06-18")
    assert before.exit_code == 0 and "not in force on 18 June 2026" in before.stdout
    (rule,) = document(ask("show", "UK GDPR Art 12(3)", "--on", "2026-02-04", "--json"))
    assert (rule["since"], rule["until"]) == ("2018-05-25", "2026-02-04")
    assert len(document(ask("show", "UK GDPR Art 12(3)", "--json"))) == 2
    assert document(ask("show", "DPA 2018 s. 164A", "--on", "2026-06-18", "--json")) == []
