"""troth prove: its words, its statuses, what it leaves behind; and what troth check says of promises without a rule."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPANY = ROOT / "companies" / "ljt-systems"
ONE = """\
R2:
  title: Periods are reasoned
  says: A period has reasons.
  kept when: No period without reasons.
  owner: Ruth Adeyemi
  parts:
    - {probe: declared, in: purposes, says: The periods are declared}
    - {probe: periods-reasoned, says: Each has its reasons}
"""
MORE = """\
G3:
  title: Erasure
  says: Data is deleted.
  kept when: What must go goes.
  owner: Tom Harker
  parts:
    - {probe: declared, in: rights, says: The right is declared}
    - {probe: erasure, says: What must go goes}
"""
FAILING = """\
F3:
  title: The policy is reviewed
  says: It is reviewed.
  kept when: Nothing goes live without a version.
  owner: Ruth Adeyemi
  parts:
    - {probe: version-adopted, says: Nothing goes live without a version}
"""


@pytest.fixture
def home(tmp_path):
    """A copy of the reference company that promises two things."""
    ours = shutil.ignore_patterns("state", "ledger.pub")
    folder = Path(shutil.copytree(COMPANY, tmp_path / "company", ignore=ours))
    (folder / "promises.yaml").write_text(ONE + MORE)
    return folder


def run(home, *words):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))} | {
        "TROTH_STATE": str(home.parent / "state"),
        "TROTH_KEYS": str(home.parent / "keys"),
        "PYTHONPATH": str(ROOT / "src"),
        "COLUMNS": "200",
    }
    program = [sys.executable, "-m", "troth", "--home", str(home), *words]
    done = subprocess.run(program, capture_output=True, text=True, timeout=120, env=env, cwd=home.parent)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_the_board_in_words_and_the_same_as_one_document(home):
    done = run(home, "prove")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "2 promises: 1 kept, 1 not built, 0 not kept\n"
        "\nNeeds someone\n"
        "  G3  not built  Erasure\n"
        "      1 of 2 parts kept; not built: erasure in every system, read back\n"
        "\nKept\n"
        "  R2  kept       Periods are reasoned\n"
        "      36 periods, each with its reasons\n"
    )
    done = run(home, "prove", "--json")
    shown = json.loads(done.stdout)
    assert (done.returncode, shown["version"]) == (0, 0)
    assert shown["counts"] == {"kept": 1, "not_kept": 0, "not_built": 1}
    kept, open_ = shown["promises"]
    assert (kept["promise"], kept["state"], kept["owner"]) == ("R2", "kept", "Ruth Adeyemi")
    assert [part["probe"] for part in open_["parts"]] == ["declared", "erasure"]
    assert open_["parts"][1] | {"state": "not built", "last": None} == open_["parts"][1]
    assert all(rule.startswith("policy.yaml:") for rule in kept["rules"]) and len(kept["rules"]) == 4


def test_a_promise_that_is_not_kept_is_told_by_the_status_and_a_named_one_with_its_parts(home):
    (home / "promises.yaml").write_text(ONE + FAILING)
    assert run(home, "prove").returncode == 1
    done = run(home, "prove", "f3")
    assert done.returncode == 1
    assert "  F3  NOT KEPT   The policy is reviewed\n" in done.stdout
    assert "      - NOT KEPT: Nothing goes live without a version\n" in done.stdout
    assert "no version was ever adopted" in done.stdout and "owner Ruth Adeyemi" in done.stdout
    assert run(home, "prove", "R2").returncode == 0


def test_only_a_walk_of_all_is_kept_in_the_ledger(home):
    run(home, "prove", "R2")
    assert json.loads(run(home, "ledger", "head", "--json").stdout)["size"] == 0
    run(home, "prove")
    assert json.loads(run(home, "ledger", "head", "--json").stdout)["size"] == 1


@pytest.mark.parametrize(
    ("words", "promises", "says"),
    [
        (["prove", "Z9"], ONE, "`Z9` is no promise of this company"),
        (["prove"], None, "this company has written down no promises"),
        (["prove"], ONE.replace("periods-reasoned", "periods-reasond"), "`periods-reasond` is no probe"),
        (["prove"], ONE.replace("  owner: Ruth Adeyemi\n", ""), "promises.yaml:1:1: `R2` has no `owner`"),
    ],
)
def test_what_cannot_be_tried_is_a_fault_in_words(home, words, promises, says):
    (home / "promises.yaml").unlink()
    if promises:
        (home / "promises.yaml").write_text(promises)
    done = run(home, *words)
    assert (done.returncode, done.stdout) == (1, "") and says in done.stderr


def test_check_names_a_promise_that_no_entry_keeps(home):
    shutil.copy(COMPANY / "promises.yaml", home)
    assert "promise" not in run(home, "check").stderr
    text = (home / "policy.yaml").read_text()
    assert "    promises: [W5]\n" in text
    (home / "policy.yaml").write_text(text.replace("    promises: [W5]\n", ""))
    done = run(home, "check")
    assert done.returncode == 1
    assert (
        "promise W5 has no rule: no entry of `purposes:` names it (Maintaining the customer's equipment)" in done.stderr
    )
    assert "promises.yaml:" in done.stderr
