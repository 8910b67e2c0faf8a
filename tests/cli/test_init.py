"""troth init: a new company's folder that passes check, for any name; nothing is ever overwritten."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from troth import policy

SOURCE = Path(__file__).resolve().parents[2] / "src"


def troth(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("TROTH_")} | {"PYTHONPATH": str(SOURCE)}
    program = [sys.executable, "-m", "troth", *words]
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", timeout=60, env=env, cwd=cwd)
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.mark.parametrize("nation", ["england", "wales", "scotland", "northern-ireland"])
def test_a_new_folder_passes_check(tmp_path: Path, nation: str) -> None:
    made = troth("init", "acme", "--name", "Acme Bicycles Ltd", "--nation", nation, cwd=tmp_path)
    assert made.returncode == 0 and "acme" in made.stdout and made.stderr == ""
    folder = tmp_path / "acme"
    assert {p.name for p in folder.iterdir()} == {"policy.yaml", "stores", "schemas", ".gitignore", "README.md"}
    checked = troth("--home", "acme", "check", cwd=tmp_path)
    assert checked.returncode == 0, checked.stderr
    read = policy.read((folder / "policy.yaml").read_text(encoding="utf-8"), "p")
    assert (read.controller.name, read.nation.value) == ("Acme Bicycles Ltd", nation)


def test_the_nation_is_england_unless_told(tmp_path: Path) -> None:
    assert troth("init", str(tmp_path / "new"), "--name", "Acme").returncode == 0
    text = (tmp_path / "new" / "policy.yaml").read_text(encoding="utf-8")
    assert policy.read(text, "p").nation.value == "england"


@pytest.mark.parametrize("name", ["Quote\"s: #1 \\ {x} & 'y'", "株式会社 🚲", "עברית", "null", "{name}", "- x"])
def test_any_name_is_held(tmp_path: Path, name: str) -> None:
    assert troth("init", str(tmp_path / "new"), "--name", name).returncode == 0
    text = (tmp_path / "new" / "policy.yaml").read_text(encoding="utf-8")
    assert policy.read(text, "p").controller.name == name
    assert name in (tmp_path / "new" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", "   ", "two\nlines", "esc\x1b[31m", "turn\u202earound", "x" * 1_000])
def test_a_name_that_is_none_is_wrong_use_and_makes_nothing(tmp_path: Path, name: str) -> None:
    done = troth("init", str(tmp_path / "new"), "--name", name)
    assert done.returncode == 2 and done.stderr and "\x1b" not in done.stderr
    assert not (tmp_path / "new").exists()


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("mine")
    done = troth("init", str(tmp_path), "--name", "Acme")
    assert done.returncode == 1 and "something here already" in done.stderr
    assert (tmp_path / "policy.yaml").read_text() == "mine" and len(list(tmp_path.iterdir())) == 1
    (tmp_path / "file").write_text("mine")
    assert troth("init", str(tmp_path / "file"), "--name", "Acme").returncode == 1


def test_an_empty_folder_may_be_begun_in(tmp_path: Path) -> None:
    assert troth("init", str(tmp_path), "--name", "Acme").returncode == 0


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = troth("init", str(tmp_path / "file" / "new"), "--name", "Acme")
    assert done.returncode == 1 and "cannot be made" in done.stderr


def test_wrong_use_is_said(tmp_path: Path) -> None:
    assert troth("init", str(tmp_path / "new")).returncode == 2
    assert troth("init", str(tmp_path / "new"), "--name", "Acme", "--nation", "kent").returncode == 2
    assert not (tmp_path / "new").exists()
