"""troth adopt, diff and what-if: their words, their statuses, and what they leave behind."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from troth import policy
from troth.words import Nation

ROOT = Path(__file__).resolve().parents[2]
POLICY = policy.new("Acme Bicycles Ltd", Nation.ENGLAND)
RUTH = ("--by", "Ruth Adeyemi")
TODAY = date.today().isoformat()
LONGER = ("keep: 2 years after message.date", "keep: 3 years after message.date")
FURTHER = ("uses: [contact, message]", "uses: [contact, message, order]")


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A company whose first version is adopted."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / "acme").mkdir()
    (folder / "acme" / "policy.yaml").write_text(POLICY)
    run(folder, "adopt", *RUTH, "--because", "We begin")
    return folder


@pytest.fixture
def company(begun, tmp_path):
    return Path(shutil.copytree(begun, tmp_path / "copy"))


def run(folder, *words, status=0, home=True):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))} | {
        "TROTH_STATE": str(folder / "state"),
        "TROTH_KEYS": str(folder / "keys"),
        "PYTHONPATH": str(ROOT / "src"),
        "COLUMNS": "200",
    }
    where = ["--home", str(folder / "acme")] if home else []
    done = subprocess.run(
        [sys.executable, "-m", "troth", *where, *words],
        capture_output=True,
        text=True,
        timeout=120,
        env=env,
        cwd=folder,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == status, done.stdout + done.stderr
    return done


def change(folder, *changes):
    file = folder / "acme" / "policy.yaml"
    text = file.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text)


def test_the_version_is_said_with_its_day_its_entry_its_digest_and_what_it_changes(company):
    change(company, LONGER)
    said = run(company, "adopt", *RUTH, "--because", "Answers are asked for later").stdout
    assert said.startswith("Version 2 was adopted by Ruth Adeyemi, in force from ")
    assert "Entry 3 of the ledger" in said
    assert "Answering questions: 3 years after the message, before 2 years after the message" in said
    made = run(company, "diff", "1", "2", "--json").stdout
    assert [one["purpose"] for one in json.loads(made)["periods"]] == ["enquiries"]


def test_adopt_as_json_is_one_document(company):
    change(company, LONGER)
    starts = (date.today() + timedelta(days=40)).isoformat()
    made = json.loads(run(company, "adopt", *RUTH, "--starts", starts, "--json").stdout)
    assert (made["number"], made["starts"], made["adopted_by"], made["entry"]) == (2, starts, "Ruth Adeyemi", 3)
    assert len(made["digest"]) == 64 and made["difference"]["empty"] is False


def test_nothing_to_adopt_is_said_kindly(company):
    done = run(company, "adopt", *RUTH, status=1)
    assert done.stderr.startswith("nothing is to adopt: version 1 says just this already\n")


def test_a_policy_with_faults_is_not_adopted(company):
    change(company, ("basis: consent", "basis: whatever"))
    assert "policy.yaml:" in run(company, "adopt", *RUTH, status=1).stderr


def test_whom_to_tell_is_said_and_once_told_it_is_adopted(company):
    change(company, FURTHER)
    done = run(company, "adopt", *RUTH, status=1)
    assert "enquiries: somebody must be told before this starts: Customers" in done.stderr
    assert '--told "enquiries: ' in done.stderr
    for wrong in ("enquiries", "enquiries: a letter", "enquiries: a letter, 2026-02-30", "a letter, 2026-11-01"):
        assert "PURPOSE: how, YYYY-MM-DD" in run(company, "adopt", *RUTH, "--told", wrong, status=2).stderr
    run(company, "adopt", *RUTH, "--told", f"enquiries: a letter, to every customer, {TODAY}")
    assert run(company, "ledger", "fsck").stdout.startswith("The ledger holds: 5 entries")


def test_check_says_that_the_folder_is_not_what_is_in_force_and_stays_at_peace(company):
    assert run(company, "check").stderr == ""
    change(company, LONGER)
    done = run(company, "check")
    assert "policy.yaml is not what is in force" in done.stderr
    assert done.stdout.startswith("No fault found")


def test_diff_compares_what_is_in_force_with_the_folder_and_any_two(company):
    assert run(company, "diff").stdout.endswith("Nothing changes in what is done, nor in the words of the notice.\n")
    change(company, FURTHER)
    said = run(company, "diff").stdout
    assert said.startswith("From version 1 to what lies in the folder:\n\nTo be told before it starts\n")
    assert "+ Answering questions: order; seen by customer-service" in said
    back = run(company, "diff", "disk", "1").stdout
    assert "- Answering questions: order; seen by customer-service" in back
    (company / "other").mkdir()
    (company / "other" / "policy.yaml").write_text(POLICY)
    assert "Nothing changes" in run(company, "diff", "other", "1").stdout
    assert "they are 1 to 1" in run(company, "diff", "7", status=1).stderr
    assert "no company's folder" in run(company, "diff", "nowhere", status=1).stderr


def test_diff_before_anything_was_adopted_says_that_it_is_the_first(tmp_path):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "policy.yaml").write_text(POLICY)
    assert "This is the first version." in run(tmp_path, "diff").stdout
    assert "adopt the first" in run(tmp_path, "diff", "1", status=1).stderr


def test_what_if_says_what_would_change_where_the_data_lies_and_that_it_could_not_be_adopted_yet(company):
    draft = company / "draft.yaml"
    draft.write_text(POLICY.replace(*FURTHER))
    done = run(company, "what-if", "--file", str(draft), status=1)
    assert "+ Answering questions: order" in done.stdout
    made = json.loads(run(company, "what-if", "--file", str(draft), "--json", status=1).stdout)
    assert made["ready"] is False and made["touched"] == [] and made["faults"] == []
    assert [one["purpose"] for one in made["difference"]["must_tell"] if one["before"]] == ["enquiries"]
    assert (company / "acme" / "policy.yaml").read_text() == POLICY
    assert "Nothing changes" in run(company, "what-if").stdout
    wrong = POLICY.replace(
        "    because: People come back to an earlier answer; after two years hardly anybody does.\n", ""
    )
    draft.write_text(wrong)
    assert "The law of that day finds" in run(company, "what-if", "--file", str(draft), status=1).stdout
    run(company, "what-if", "--file", str(draft), "--folder", "acme", status=2)
    run(company, "what-if", "--file", "nowhere.yaml", status=1)


def test_what_if_waits_for_no_pipe_and_reads_no_endless_file(company):
    os.mkfifo(company / "pipe.yaml")
    for odd in (company / "pipe.yaml", Path("/dev/zero"), company):
        assert "it is no file" in run(company, "what-if", "--file", str(odd), status=1).stderr


def test_a_proposal_is_approved_by_its_reference_by_somebody_else(company):
    propose = (
        "from troth.site.boot import boot; boot(None)\n"
        "from django.utils import timezone\n"
        "from troth.duties import adoption\n"
        "import sys\n"
        "print(adoption.propose({'policy.yaml': sys.argv[1]}, by='Ruth Adeyemi', because='', at=timezone.now()))\n"
    )
    env = os.environ | {
        "TROTH_HOME": str(company / "acme"),
        "TROTH_STATE": str(company / "state"),
        "TROTH_KEYS": str(company / "keys"),
        "DJANGO_SETTINGS_MODULE": "troth.site.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    text = POLICY.replace(*LONGER)
    made = subprocess.run([sys.executable, "-c", propose, text], capture_output=True, text=True, env=env, check=True)
    reference = made.stdout.strip()
    assert "does not adopt it" in run(company, "approve", reference, *RUTH, status=1).stderr
    change(company, ("nation: england", "nation: england  # a word in between"))
    assert "the world moved" in run(company, "approve", reference, "--by", "Tom Harker", status=1).stderr
    (company / "acme" / "policy.yaml").write_text(POLICY)
    said = run(company, "approve", reference.lower(), "--by", "Tom Harker").stdout
    assert said.startswith("Version 2 of the policy is adopted, in force from ")
    assert (company / "acme" / "policy.yaml").read_text() == text
    assert "no proposal of this reference" in run(company, "approve", "P99", "--by", "Tom Harker", status=1).stderr
