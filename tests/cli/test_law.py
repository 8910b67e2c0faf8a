"""troth law: the contract of its output, wrong use and faults, as another process sees them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

import troth
from troth import law
from troth.cli import app
from troth.fault import Fault

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


def test_lines_fit_the_terminal(ask, monkeypatch):
    for width in (80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = ask("due", *PAUSED, "--extended").stdout.splitlines()
        assert max(map(len, lines)) <= width and any(line.startswith("     ") for line in lines)


def test_the_nation_is_the_policys_unless_one_is_named(ask, tmp_path):
    text = (COMPANY / "policy.yaml").read_text(encoding="utf-8")
    assert "\nnation: england\n" in text
    (tmp_path / "company").mkdir()
    (tmp_path / "company" / "policy.yaml").write_text(text.replace("nation: england", "nation: scotland"), "utf-8")
    words = ["due", "access", "--received", "2026-05-15", "--json"]
    assert document(ask(*words))["due"] == "2026-06-15"
    assert document(ask(*words, home=tmp_path / "company"))["due"] == "2026-06-16"
    assert document(ask(*words, "--nation", "england", home=tmp_path / "company"))["due"] == "2026-06-15"


HOLIDAYS = """\
holidays:
  - day: 2026-12-29
    nations: [england]
    is: the bank holiday for the Jubilee
    known since: 2026-11-24
    source: Proclamation of 24 November 2026
"""


def test_the_bank_holidays_of_the_folder_count(ask, tmp_path):
    words = ["due", "access", "--received", "2026-11-25", "--json"]
    home = tmp_path / "company"
    shutil.copytree(COMPANY, home, ignore=shutil.ignore_patterns("state"))
    assert document(ask(*words, home=home))["due"] == "2026-12-29"
    (home / "holidays.yaml").write_text(HOLIDAYS, "utf-8")
    found = document(ask(*words, home=home))
    assert found["due"] == "2026-12-30"
    step = {
        "says": "Tuesday 29 December 2026 is the bank holiday for the Jubilee.",
        "cite": "Proclamation of 24 November 2026; known since 24 November 2026",
    }
    assert step in found["because"]
    assert document(ask(*words, "--nation", "england", home=home))["due"] == "2026-12-30"
    assert document(ask(*words, "--nation", "scotland", home=home))["due"] == "2026-12-29"
    assert document(ask(*words))["due"] == "2026-12-29", "outside the folder the published list counts"


@pytest.mark.parametrize("named", [[], ["--nation", "england"]])
def test_bank_holidays_that_cannot_be_read_give_no_date(ask, tmp_path, named):
    home = tmp_path / "company"
    shutil.copytree(COMPANY, home, ignore=shutil.ignore_patterns("state"))
    (home / "holidays.yaml").write_text(HOLIDAYS.replace("england", "englnad"), "utf-8")
    result = ask("due", "access", "--received", "2026-11-25", *named, home=home)
    assert result.exit_code == 1 and not result.stdout
    assert "holidays.yaml:3:15: `englnad` is no nation here" in str(result.exception)


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
        "due access --received 2026-03-02 --json --ics -",
        "due access --received 2026-03-02 --ref R17",
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


# ---- as a calendar file ----


def events(content):
    return Calendar.from_ical(content).events


def test_a_deadline_goes_into_a_calendar_file(ask, tmp_path):
    result = ask("due", *PAUSED, "--ics", "due.ics")
    assert result.stdout == ask("due", *PAUSED).stdout
    assert result.stderr == "Written to due.ics.\n"
    (event,) = events((tmp_path / "due.ics").read_bytes())
    assert event["dtstart"].dt.isoformat() == "2026-04-10"
    assert event["summary"] == "Answer the access request"
    assert "UK GDPR Art 12A(5)-(6)" in event["description"] and "9 April 2026" in event["description"]
    assert document(ask("due", *PAUSED, "--ics", "due.ics", "--json"))["due"] == "2026-04-10"
    assert [path.name for path in tmp_path.iterdir()] == ["due.ics"], "no draft is left"


def test_a_later_file_moves_the_event_and_another_request_has_its_own(ask, tmp_path):
    def uid(*words):
        assert ask("due", *words, "--ics", "due.ics").exit_code == 0
        return events((tmp_path / "due.ics").read_bytes())[0]["uid"]

    first = uid("access", "--received", "2026-03-02")
    assert uid(*PAUSED) == uid("access", "--received", "2026-03-02T09:15", "--extended") == first
    others = [uid("access", "--received", "2026-03-03"), uid("erasure", "--received", "2026-03-02")]
    others.append(uid("access", "--received", "2026-03-02", "--ref", "R 17"))
    assert len({first, *others}) == 4


def test_a_reference_is_in_the_title_and_not_in_the_name(ask):
    result = ask("due", "access", "--received", "2026-11-25", "--extended", "--ref", "R 17", "--ics", "-")
    answer, notice = events(result.stdout_bytes)
    assert answer["summary"] == "Answer the access request (R 17)"
    assert notice["summary"] == "Last day to tell the person that the answer takes longer (R 17)"
    assert "17" not in answer["uid"].partition("-")[0] or len(answer["uid"]) == 36


def test_a_hyphen_prints_the_file_alone(ask, tmp_path):
    result = ask("due", "breach", "--received", "2026-10-24T10:00", "--ics", "-")
    assert result.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n") and result.stdout_bytes.endswith(b"END:VCALENDAR\r\n")
    (event,) = events(result.stdout_bytes)
    assert event["dtstart"].dt.isoformat() == "2026-10-27T09:00:00+00:00"
    assert event["summary"] == "Tell the regulator of the breach"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("duty", law.DUTIES)
def test_every_duty_has_a_title(ask, duty):
    result = ask("due", duty, "--received", "2026-11-25", "--ics", "-")
    assert events(result.stdout_bytes)[0]["summary"].split()[0] in ("Answer", "Acknowledge", "Tell")


@pytest.mark.parametrize("file", ["due.ics", "-"])
def test_without_a_day_no_file_is_written_and_that_is_said(ask, tmp_path, file):
    result = ask("due", "access", "--received", "2026-09-01", "--clarify", "2026-09-03/", "--ics", file)
    assert result.exit_code == 1 and f"nothing was written to {file}" in result.exception.what
    assert "One month is a usual time to wait" in result.exception.because
    assert list(tmp_path.iterdir()) == []
    assert ("No day can be given." in result.stdout) == (file != "-")


@pytest.mark.parametrize("name", ["folder", "nowhere/due.ics", "a\0b", "n" * 5000, "/dev/null", "due.ics/x", "loop"])
def test_what_cannot_be_written_is_a_fault_and_what_was_there_stays(ask, tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "due.ics").write_text("before")
    (tmp_path / "loop").symlink_to("loop")
    result = ask("due", *PAUSED, "--ics", name)
    assert result.exit_code == 1 and result.stdout == ""
    assert isinstance(result.exception, Fault) and result.exception.remedy
    assert (tmp_path / "due.ics").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["due.ics", "folder", "loop"]


def test_a_file_that_was_there_is_replaced_whole_also_behind_a_link(ask, tmp_path):
    (tmp_path / "old.ics").write_text("before" * 5000)
    (tmp_path / "link 🙂.ics").symlink_to("old.ics")
    assert ask("due", *PAUSED, "--ics", "link 🙂.ics").exit_code == 0
    assert len(events((tmp_path / "old.ics").read_bytes())) == 1
    assert (tmp_path / "link 🙂.ics").is_symlink()
