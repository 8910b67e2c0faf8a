"""troth sample: what it makes, what it says, what it refuses."""

import subprocess
import sys
from pathlib import Path


def sample(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "troth", "sample", *words], capture_output=True, text=True, timeout=60)


def test_it_makes_an_estate_and_says_what_is_in_it(tmp_path: Path) -> None:
    done = sample(str(tmp_path / "estate"), "--people", "120", "--seed", "3")
    assert done.returncode == 0, done.stderr
    assert "an estate of 120 people, seed 3" in done.stdout
    for said in ("contacts (customer database)", "mails", "recorded calls", "crm.sqlite", "truth.json"):
        assert said in done.stdout
    assert "the sample estate" in done.stderr
    assert (tmp_path / "estate" / "truth.json").is_file()


def test_a_folder_that_is_not_empty_is_refused_without_traceback(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = sample(str(tmp_path))
    assert refused.returncode == 1
    assert "not empty" in refused.stderr and "Traceback" not in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_too_few_people_are_wrong_use(tmp_path: Path) -> None:
    wrong = sample(str(tmp_path / "estate"), "--people", "5")
    assert wrong.returncode == 2
    assert "120" in wrong.stderr
    assert not (tmp_path / "estate").exists()


def test_help_has_an_example(tmp_path: Path) -> None:
    shown = sample("--help")
    assert shown.returncode == 0
    assert "Example:  troth sample estate --people 5000 --seed 7" in shown.stdout
