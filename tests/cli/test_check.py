"""troth check: its words, its statuses, its places; against copies of the reference company."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the reference company."""
    return Path(shutil.copytree(COMPANY, tmp_path / "company", ignore=shutil.ignore_patterns("state", "ledger.pub")))


def change(home: Path, old: str, new: str, file: str = "policy.yaml") -> str:
    """Replace one thing in a file; where the new one stands, as `line:column`."""
    text = (home / file).read_text(encoding="utf-8")
    assert old in text
    before = text[: text.index(old)]
    (home / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def check(home: Path, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "troth", "--home", str(home), "check", *words]
    env = {k: v for k, v in os.environ.items() if not k.startswith("TROTH_")}
    env["PYTHONPATH"] = str(COMPANY.parents[1] / "src")
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", timeout=60, env=env, cwd=cwd)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_the_reference_company_has_no_fault() -> None:
    done = check(COMPANY, "--on", "2026-11-25")
    assert (done.returncode, done.stdout, done.stderr) == (0, "No fault found, by the law of 25 November 2026.\n", "")


def test_no_fault_is_an_empty_list_as_json() -> None:
    done = check(COMPANY, "--on", "2026-11-25", "--json")
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], "")


def test_a_fault_says_where_what_because_and_try(home: Path) -> None:
    place = change(home, "basis: consent", "basis: consnet")
    line, column = place.split(":")
    at = f"{line}:{int(column) + len('basis: ')}"
    done = check(Path("company"), cwd=home.parent)
    assert done.returncode == 1 and done.stdout == ""
    said = done.stderr.splitlines()
    assert said[0] == f"company/policy.yaml:{at}: `consnet` is no basis"
    assert said[1].endswith("|     basis: consnet") and said[2].endswith("|            ^^^^^^^")
    assert said[1].index("consnet") == said[2].index("^")
    assert said[3].startswith("  because  UK GDPR 6(1)")
    assert said[4] == "  try      did you mean `consent`?"


def test_a_fault_as_json_has_the_same_four_parts(home: Path) -> None:
    change(home, "keep: 90 days after call.date", "keep: 90 dyas after call.date")
    done = check(home, "--json")
    (fault,) = json.loads(done.stdout)
    assert done.returncode == 1 and set(fault) == {"where", "what", "because", "try"}
    assert fault["try"] == "did you mean `90 days after call.date`?"


def test_the_law_of_the_day_decides(home: Path) -> None:
    change(home, "complaints:\n  ways: [the form at /complain/, ", "complaints:\n  ways: [")
    change(home, "e-mail, telephone, letter]", "e-mail]")
    assert check(home, "--on", "2026-06-18").returncode == 0
    done = check(home, "--on", "2026-06-19")
    assert done.returncode == 1 and "DPA 2018 s. 164A(2)" in done.stderr


def test_store_files_are_checked_against_the_policy(home: Path) -> None:
    change(home, "contact.email", "contact.emial", "stores/crm.yaml")
    done = check(home, "--json")
    (fault,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert "stores/crm.yaml:" in fault["where"] and "`contact.email`" in fault["try"]


def test_faults_of_the_policy_and_of_the_stores_come_in_one_go(home: Path) -> None:
    change(home, "basis: consent", "basis: consnet")
    change(home, "kind: sql", "kind: sqll", "stores/crm.yaml")
    wheres = [f["where"] for f in json.loads(check(home, "--json").stdout)]
    assert any("policy.yaml" in w for w in wheres) and any("crm.yaml" in w for w in wheres)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"[" * 50_000, b"a: &a [*a]", b"\0" * 100, b"x" * 5_000_000, b"policy: 1", b"- a\n- b"],
    ids=["empty", "not UTF-8", "brackets", "aliases", "NUL", "5 MB", "hardly begun", "a list"],
)
def test_a_poisoned_policy_ends_in_faults_at_once(home: Path, content: bytes) -> None:
    (home / "policy.yaml").write_bytes(content)
    began = time.perf_counter()
    done = check(home)
    assert done.returncode == 1 and done.stderr.strip()
    assert time.perf_counter() - began < 10  # a second of work, and the start of Python on a busy machine


def test_a_policy_that_is_a_folder_or_not_there_is_a_fault(home: Path) -> None:
    (home / "policy.yaml").unlink()
    done = check(home)
    assert done.returncode == 1 and "no policy.yaml" in done.stderr


def test_a_day_that_is_none_is_wrong_use() -> None:
    assert check(COMPANY, "--on", "2026-02-30").returncode == 2
    assert check(COMPANY, "--when", "2026-02-28").returncode == 2


LINE = """\
holidays:
  - day: 2027-06-07
    nations: [england]
    is: the bank holiday for the Jubilee
    known since: 2026-11-24
    source: Proclamation of 24 November 2026
"""


def test_bank_holidays_are_checked_with_their_place(home: Path) -> None:
    (home / "holidays.yaml").write_text(LINE, encoding="utf-8")
    assert check(home, "--on", "2026-06-19").returncode == 0, "the law of a past day, and what is known today"
    change(home, "[england]", "[englnad]", "holidays.yaml")
    change(home, "basis: consent", "basis: consnet")
    done = check(Path("company"), "--json", cwd=home.parent)
    policy, days = json.loads(done.stdout)
    assert done.returncode == 1 and policy["try"] == "did you mean `consent`?"
    assert (days["where"], days["try"]) == ("company/holidays.yaml:3:15", "did you mean `england`?")


def test_what_nobody_can_know_yet_is_a_fault(home: Path) -> None:
    (home / "holidays.yaml").write_text(LINE.replace("2026-11-24", "2062-11-24"), encoding="utf-8")
    assert "holidays.yaml:5:18: nobody can know this since 24 November 2062" in check(home).stderr


@pytest.mark.parametrize("name", ["holidays.yml", "holiday.yaml", "bank-holidays.yaml"])
def test_a_list_of_another_name_is_not_read_in_silence(home: Path, name: str) -> None:
    (home / name).write_text(LINE, encoding="utf-8")
    done = check(home)
    assert done.returncode == 1 and f"{name}: this file is not read" in done.stderr and "holidays.yaml" in done.stderr


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"[" * 50_000, b"x" * 1_000_000, b"a: &a [*a]"], ids=lambda c: repr(c[:9])
)
def test_poisoned_bank_holidays_end_in_faults_at_once(home: Path, content: bytes) -> None:
    (home / "holidays.yaml").write_bytes(content)
    done = check(home)
    assert done.returncode == 1 and "holidays.yaml" in done.stderr and "init" not in done.stderr


def test_bank_holidays_that_are_a_folder_or_a_link_to_nowhere_are_a_fault(home: Path) -> None:
    (home / "holidays.yaml").symlink_to(home / "gone")
    assert "the company's bank holidays cannot be read" in check(home).stderr
    (home / "holidays.yaml").unlink()
    (home / "holidays.yaml").mkdir()
    assert "the company's bank holidays cannot be read" in check(home).stderr
    (home / "holidays.yaml").rmdir()
    os.mkfifo(home / "holidays.yaml")
    assert "the company's bank holidays cannot be read" in check(home).stderr, "and nobody waits for its other end"


def test_the_last_day_of_time_is_a_day_to_look_at(home: Path) -> None:
    (home / "holidays.yaml").write_text("published until: 2029-12-31\n", encoding="utf-8")
    assert "this could not be done" not in check(home, "--on", "9999-12-31").stderr


def test_a_folder_of_nobody_is_a_fault(home: Path) -> None:
    done = check(Path("~nobody-of-this-name"), cwd=home.parent)
    assert done.returncode == 1 and "no folder can have this name" in done.stderr


# ---- dates ----


def test_an_older_day_is_asked_for_its_law_not_for_what_was_done_by_then(home: Path) -> None:
    """The assessments of the reference company are of autumn 2026; a basis of February 2026 is none the day before."""
    assert check(home, "--on", "2026-06-19").returncode == 0
    said = json.loads(check(home, "--on", "2026-02-04", "--json").stdout)
    assert said and all("did not exist" in f["what"] or "cookie" in f["what"] for f in said)


def test_what_will_be_due_is_asked_for_a_day_to_come(home: Path) -> None:
    change(home, "review by: 2027-10-19", "review by: 2027-01-19")
    assert "overdue" not in check(home, "--on", "2027-01-19").stderr
    assert "the review of this policy is overdue" in check(home, "--on", "2027-01-20").stderr


def test_a_period_whose_date_no_store_gives_would_never_end(home: Path) -> None:
    change(home, "clocks: {credit.checked: checked_on}", "hide: []", "stores/crm.yaml")
    (fault,) = json.loads(check(home, "--json").stdout)
    assert fault["what"] == "no store gives the date of `credit.checked`, so what `credit-check` keeps would never go"
    assert "policy.yaml:" in fault["where"] and fault["because"].startswith("UK GDPR 5(1)(e)")


def test_a_date_that_is_all_but_an_event_is_guessed(home: Path) -> None:
    place = change(home, "{credit.checked: checked_on}", "{credit.cheked: checked_on}", "stores/crm.yaml")
    faults = json.loads(check(home, "--json").stdout)
    (slip,) = [fault for fault in faults if "crm.yaml" in fault["where"]]
    line, column = place.split(":")
    assert slip["where"].endswith(f"crm.yaml:{line}:{int(column) + 1}")
    assert slip["try"] == "did you mean `credit.checked`?"
    assert any("never go" in fault["what"] for fault in faults), "and the period has lost its date"


def test_without_stores_nobody_misses_a_date(home: Path) -> None:
    shutil.rmtree(home / "stores")
    (home / "stores").mkdir()
    assert check(home).returncode == 0


def test_a_slot_that_there_is_not_is_a_fault_in_the_documents_file(home: Path) -> None:
    place = change(home, "{controller.name}", "{controler.name}", "words/terms.md")
    (fault,) = json.loads(check(home, "--json").stdout)
    assert fault["where"].endswith(f"words/terms.md:{place}") and "{controller.name}" in fault["try"]
