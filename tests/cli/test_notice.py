"""troth notice: four forms of one notice, and a published one held against the rules."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
DAY = ("--on", "2026-11-28")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the reference company."""
    return Path(shutil.copytree(COMPANY, tmp_path / "company", ignore=shutil.ignore_patterns("state", "ledger.pub")))


def notice(home: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-m", "troth", "--home", str(home), "notice", *words]
    env = {k: v for k, v in os.environ.items() if not k.startswith("TROTH_")}
    env["PYTHONPATH"] = str(COMPANY.parents[1] / "src")
    done = subprocess.run(program, capture_output=True, timeout=120, env=env, cwd=home.parent)
    assert b"Traceback" not in done.stdout + done.stderr
    return done


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_what_is_written_says_what_the_rules_say_until_a_rule_changes(home: Path, form: str) -> None:
    file = home.parent / f"notice.{form}"
    written = notice(home, *DAY, "--format", form, "--out", str(file))
    assert written.returncode == 0 and file.stat().st_size > 10_000
    same = notice(home, *DAY, "--compare", str(file))
    assert (same.returncode, same.stderr) == (0, b"") and b"says what the rules say" in same.stdout
    text = (home / "policy.yaml").read_text(encoding="utf-8")
    rule = "keep: 90 days after call.date"
    line = text[: text.index(rule)].count("\n") + 1
    (home / "policy.yaml").write_text(text.replace(rule, "keep: 60 days after call.date"), encoding="utf-8")
    other = notice(home, *DAY, "--compare", str(file))
    assert other.returncode == 1 and other.stdout == b""
    assert f"company/policy.yaml:{line}:11:".encode() in other.stderr and b"(purposes/calls/keep)" in other.stderr


def test_without_a_file_it_is_written_to_the_terminal_as_text(home: Path) -> None:
    done = notice(home, *DAY)
    assert done.returncode == 0 and done.stdout.startswith(b"# What do we do with your data?\n")


def test_json_is_one_document_with_the_laws_items(home: Path) -> None:
    document = json.loads(notice(home, *DAY, "--format", "json").stdout)
    assert set(document) >= {"company", "on", "short", "sections", "law"}
    assert all(document["law"].values()) and "complain-controller" in document["law"]
    before = json.loads(notice(home, "--on", "2026-06-18", "--format", "json").stdout)
    assert "complain-controller" not in before["law"]


def test_html_stands_alone(home: Path) -> None:
    html = notice(home, *DAY, "--format", "html").stdout.decode()
    assert "<style>" in html and "<link" not in html and "<script" not in html and "src=" not in html
    assert html.count("<h1>") == 1 and '<html lang="en-GB">' in html


def test_the_pdf_is_tagged_with_title_language_headings_and_every_front_sentence(home: Path) -> None:
    document = pypdf.PdfReader(io.BytesIO(notice(home, *DAY, "--format", "pdf").stdout))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"].lower() == "en-gb"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert document.metadata.title == "What do we do with your data?"
    assert document.metadata.author == "LJT Systems Ltd"
    pages = [
        re.sub(r"LJT Systems Ltd\. Privacy notice\. As on .*? Page \d+ of \d+\s*$", "", p.extract_text())
        for p in document.pages
    ]
    words = "".join("".join(pages).split()).replace("-", "")  # a sentence may go on behind the foot of a page
    published = json.loads(notice(home, *DAY, "--format", "json").stdout)
    for section in published["sections"]:
        assert squeezed(section["title"]) in words
        for one in section["sentences"]:
            assert squeezed(one["text"]) in words, one["id"]


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("--format", "docx"), 2, b"docx"),
        (("--on", "2026-02-30"), 2, b"2026-02-30"),
        (("--compare", "gone.md"), 1, b"gone.md"),
        (("--compare", "company/policy.yaml"), 1, b"no sentence in it carries an id"),
        (("--out", "no/such/folder/notice.md"), 1, b"no/such/folder"),
        (("--version", "-1"), 2, b"--version"),
    ],
)
def test_wrong_use_and_files_that_are_none_end_in_words(
    home: Path, words: tuple[str, ...], status: int, says: bytes
) -> None:
    done = notice(home, *words)
    assert done.returncode == status and says in done.stderr and done.stdout == b""


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(home: Path) -> None:
    pipe = home.parent / "pipe.md"
    os.mkfifo(pipe)
    done = notice(home, *DAY, "--compare", str(pipe))
    assert (done.returncode, done.stdout) == (1, b"") and b"this is no file" in done.stderr


@pytest.mark.parametrize("day", ["0001-01-01", "2017-01-01", "9999-12-31"])
def test_a_notice_of_a_day_on_which_there_was_no_such_law_is_still_one(home: Path, day: str) -> None:
    """The portal shows the notice as on any day since 2000: before 25 May 2018 the law gave none of these rights."""
    done = notice(home, "--on", day)
    assert (done.returncode, done.stderr) == (0, b"") and b"You can complain" in done.stdout
    assert (b"free of charge. You can complain" in done.stdout) is (day > "2018-05-25")
