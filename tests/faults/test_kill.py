"""A worker killed (SIGKILL) at every step boundary: the work resumes, and every effect happens once."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

DRIVE = Path(__file__).with_name("drive.py")
SHARES = 2  # the points are dealt out, so that two processes share the work
# What one request leaves in the ledger, whatever happened on the way; one `store.searched` for each of seven stores.
ONCE = {
    "request.opened": 1,
    "identity.code-sent": 1,
    "identity.confirmed": 1,
    "store.searched": 7,
    "finding.decided": 1,
    "answer.approved": 1,
    "answer.built": 1,
    "answer.link-made": 1,
    "answer.opened": 1,
    "mail.intended": 2,
    "mail.sent": 2,
    "key.destroying": 1,
    "key.destroyed": 1,
    "case.closed": 1,
}


# As a company's own machine: none of the tests' settings.
ENV = {name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))}


def drive(*words):
    command = [sys.executable, DRIVE, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, env=ENV)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("storm")
    drive("prepare", made)
    return made


def test_killed_at_every_step_boundary_it_resumes_and_does_each_effect_once(folder):
    shares = [
        subprocess.Popen(
            [sys.executable, DRIVE, "storm", folder, str(first), str(SHARES)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=ENV,
        )
        for first in range(1, SHARES + 1)
    ]
    outcomes = []
    for share in shares:
        out, err = share.communicate(timeout=900)
        assert share.returncode == 0, err[-2000:]
        outcomes += [json.loads(line) for line in out.splitlines()]
    calm = next(o for o in outcomes if "passed" in o)
    killed = [o for o in outcomes if "killed_at" in o]
    assert len(killed) >= 24, "too few step boundaries were passed for this to mean anything"
    assert {o["killed_at"] for o in killed} == set(range(1, len(killed) + 1))
    for outcome in outcomes:
        assert outcome["state"] == "closed", outcome
        assert Counter(outcome["kinds"]) == ONCE, outcome
        assert outcome["indices"] == list(range(len(outcome["indices"])))
        assert outcome["items"] == calm["items"] > 0
        assert outcome["searches"] == calm["searches"]
        assert (outcome["deliveries"], outcome["findings"], outcome["findings_key"]) == (1, 0, False)
        mails = Counter(outcome["subjects"])
        # A mail is handed to another system: killed between that and our note, it may go out a second time, alike.
        assert len(mails) == 2 and max(mails.values()) <= 2, outcome
