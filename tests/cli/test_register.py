"""troth register: six forms of one register, of the day that is asked for, with what is missing on stderr."""

import hashlib
import io
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
DAY = ("--on", "2026-11-28")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the reference company."""
    return Path(shutil.copytree(COMPANY, tmp_path / "company", ignore=shutil.ignore_patterns("state", "ledger.pub")))


def register(home: Path, *words: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return troth(home, "register", *words, **more)


def troth(home: Path, *words: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-m", "troth", "--home", str(home), *words]
    env = {k: v for k, v in os.environ.items() if not k.startswith(("TROTH_", "DJANGO_"))}
    env |= {"PYTHONPATH": str(COMPANY.parents[1] / "src"), "TROTH_STATE": str(home.parent / "state")}
    env |= {"TROTH_KEYS": str(home.parent / "keys")}
    streams: dict[str, Any] = {"capture_output": True} | more
    done = subprocess.run(program, timeout=120, env=env, cwd=home.parent, check=False, **streams)
    assert b"Traceback" not in (done.stdout or b"") + (done.stderr or b"")
    return done


def test_every_form_is_written(home: Path) -> None:
    begins = {"xlsx": b"PK", "pdf": b"%PDF-", "json": b"{", "jsonld": b"{", "md": b"# What", "html": b"<!doctype html>"}
    for form, first in begins.items():
        done = register(home, *DAY, "--format", form)
        assert (done.returncode, done.stderr) == (0, b"") and done.stdout.startswith(first), form
    assert not (home / "state").exists() and not (home.parent / "state").exists()  # nothing is begun for it


def test_a_file_holds_what_a_pipe_gives_and_the_workbook_names_its_digest(home: Path) -> None:
    piped = register(home, *DAY, "--format", "json").stdout
    file = home.parent / "register.json"
    done = register(home, *DAY, "--format", "json", "--out", str(file))
    assert file.read_bytes() == piped and b"register.json, " in done.stdout
    book = openpyxl.load_workbook(io.BytesIO(register(home, *DAY, "--format", "xlsx").stdout))
    told = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert told["SHA-256 of this register as JSON"] == hashlib.sha256(piped).hexdigest()
    said = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(
        io.BytesIO(register(home, *DAY, "--format", "pdf").stdout)).pages[:1]).split())  # fmt: skip
    assert hashlib.sha256(piped).hexdigest() in said


def test_it_is_the_register_of_the_day(home: Path) -> None:
    def interest(day: str) -> str:
        told = json.loads(register(home, "--on", day, "--format", "json").stdout)
        (one,) = [entry for entry in told["controller"]["entries"] if entry["id"] == "fraud-prevention"]
        return str(one["cells"]["basis"]["text"])

    assert "UK GDPR Art 6(1)(ea)" in interest("2026-02-05")
    assert "no basis on this day" in interest("2026-02-04")


def test_what_is_missing_is_said_and_the_register_is_written(home: Path) -> None:
    text = (home / "policy.yaml").read_text(encoding="utf-8")
    line = "    contract: Processing agreement of 13 January 2026\n"
    assert line in text
    (home / "policy.yaml").write_text(text.replace(line, ""), encoding="utf-8")
    done = register(home, *DAY)
    assert done.returncode == 0 and done.stdout.startswith(b"# What")
    assert b"1 field is missing" in done.stderr and b"No contract is named with Tilworth Payments Ltd." in done.stderr
    assert b"Missing: No contract is named with Tilworth Payments Ltd." in done.stdout


def test_a_version_is_read_from_the_records_and_one_that_there_is_not_is_refused(home: Path) -> None:
    done = register(home, "--version", "7")
    assert done.returncode == 1 and done.stdout == b"" and b"no version of this number" in done.stderr


def test_an_adopted_version_keeps_its_register_whatever_becomes_of_the_file(home: Path) -> None:
    def told(*words: str) -> tuple[object, str]:
        made = json.loads(register(home, *DAY, "--format", "json", *words).stdout)
        (one,) = [entry for entry in made["controller"]["entries"] if entry["id"] == "calls"]
        return made["version"], one["cells"]["keep"]["text"]

    assert troth(home, "adopt", "--by", "Ruth Adeyemi", "--because", "We begin").returncode == 0
    text = (home / "policy.yaml").read_text(encoding="utf-8")
    assert "keep: 90 days after call.date" in text
    (home / "policy.yaml").write_text(text.replace("keep: 90 days after call.date", "keep: 60 days after call.date"))
    assert told() == (None, "60 days after the call.")
    assert told("--version", "1") == (1, "90 days after the call.")


def test_a_workbook_is_not_thrown_at_a_terminal(home: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        done = register(home, *DAY, "--format", "xlsx", capture_output=False, stdout=theirs, stderr=subprocess.PIPE)
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 1 and b"name a file with --out" in done.stderr


@pytest.mark.parametrize("words", [("--format", "csv"), ("--on", "tomorrow"), ("--version", "-1"), ("x",)])
def test_what_means_nothing_is_wrong_use(home: Path, words: tuple[str, ...]) -> None:
    assert register(home, *words).returncode == 2


def test_stores_with_faults_are_said_and_the_register_is_written(home: Path) -> None:
    (home / "stores" / "broken.yaml").write_text("kind: nothing\n", encoding="utf-8")
    done = register(home, *DAY, "--format", "json")
    assert done.returncode == 0 and b"The systems are not named in the register" in done.stderr
    assert json.loads(done.stdout)["controller"]["entries"][0]["cells"]["location"] == {
        "text": "", "rule": "purposes/accounts/uses",
    }  # fmt: skip
