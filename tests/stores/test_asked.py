"""How many questions of store files are open, as `troth check` says it: a line, and no fault."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from troth.stores import asked

REFERENCE = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
FILE = "kind: person\nsays: The book   # ? so?\ncolleague: Priya Nair\nasks: Look.   # ? and so?\n"


def test_no_question_no_line(tmp_path):
    (tmp_path / "book.yaml").write_text("kind: person   # why not?\nsays: 'x # ? no'\n")
    assert asked.line(tmp_path) == "" and asked.line(tmp_path / "nothing") == ""


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["book"], "2 questions are open in stores/book.yaml: "),
        (["book", "box"], "4 questions are open in stores/book.yaml and stores/box.yaml: "),
        (["a", "b", "c"], "6 questions are open in 3 files of stores/: "),
    ],
)
def test_the_line_counts_and_says_where(tmp_path, names, says):
    for name in names:
        (tmp_path / f"{name}.yaml").write_text(FILE)
    (tmp_path / "broken.yaml").write_text("a: [   # ? so?\n")
    assert asked.line(tmp_path) == says + "answer at the desk (/desk/policy/doubts/) or in the file."


def test_a_check_says_so_and_finds_no_fault_and_its_document_stays_as_it_was(tmp_path):
    folder = tmp_path / "company"
    shutil.copytree(REFERENCE, folder, ignore=shutil.ignore_patterns("state", "ledger.pub"))
    file = folder / "stores" / "crm.yaml"
    command = [sys.executable, "-m", "troth", "--home", str(folder), "check"]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))}
    run = {"capture_output": True, "text": True, "env": env, "timeout": 120, "cwd": tmp_path}
    assert "open" not in subprocess.run(command, **run).stdout
    text = file.read_text()
    assert "mobile: contact.phone\n" in text
    file.write_text(text.replace("mobile: contact.phone\n", "mobile: contact.phone   # ? 0.7: so?\n"))
    done = subprocess.run(command, **run)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 question is open in stores/crm.yaml: ") and "No fault found" in done.stdout
    assert json.loads(subprocess.run([*command, "--json"], **run).stdout) == []
