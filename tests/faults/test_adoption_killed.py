"""A process killed (SIGKILL) while it adopts: the version stands or not, and its files follow at the next look."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from troth import policy
from troth.words import Nation

OLD = policy.new("Acme Bicycles Ltd", Nation.ENGLAND)
NEW = OLD.replace(
    "documents:\n",
    "documents:\n  terms: {title: Terms, file: words/terms.md}\n  more: {title: More, file: words/more.md}\n",
)
FILES = {"policy.yaml": NEW, "words/terms.md": "You pay.\n", "words/more.md": "We deliver.\n"}

BEGIN = """
from troth.site.boot import boot
boot(None)
from django.utils import timezone
from troth.duties import adoption
adoption.adopt_disk(by="Ruth Adeyemi", because="", at=timezone.now())
"""
# Dies when a file is brought to the disk for the n-th time, or (0) between the commit and the files.
ADOPT = """
import json, os, signal, sys
from troth.site.boot import boot
boot(None)
from django.utils import timezone
from troth import flows
from troth.duties import adoption
files, die_at = json.loads(sys.argv[1]), int(sys.argv[2])
proposal = adoption.propose(files, by="Ruth Adeyemi", because="", at=timezone.now())
synced, sync = 0, os.fsync
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
def counted(handle):
    global synced
    synced += 1
    if synced == die_at:
        die()
    sync(handle)
def hook(name):
    if name == "before lay_files":
        os.fsync = counted
        if not die_at:
            die()
flows.hang(hook)
adoption.adopt(proposal, "Tom Harker", timezone.now())
print(json.dumps({"synced": synced}))
"""
LOOK = """
import json
from troth.site.boot import boot
boot(None)
from django.utils import timezone
from troth.duties import adoption
from troth.records import audit, entries, versions
before = str(adoption.drift() or "")
adoption.settle(timezone.now())
print(json.dumps({
    "number": versions.newest().number,
    "drift": [before, str(adoption.drift() or "")],
    "kinds": [row.kind for row in entries.Entry.objects.order_by("id")],
    "audit": audit.fsck(None),
}))
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    folder = tmp_path_factory.mktemp("killed")
    (folder / "acme").mkdir()
    (folder / "acme" / "policy.yaml").write_text(OLD)
    run(folder, BEGIN)
    return folder


def run(folder, program, *words):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))} | {
        "TROTH_HOME": str(folder / "acme"),
        "TROTH_STATE": str(folder / "state"),
        "TROTH_KEYS": str(folder / "keys"),
        "PYTHONPATH": str(Path(policy.__file__).parents[2]),
    }
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=env)
    assert done.returncode in (0, -9), done.stderr[-2000:]
    return json.loads(done.stdout) if done.stdout.strip() else None


# The files: three drafts are brought to the disk, then the two folders, then the note beside the databases.
@pytest.mark.parametrize("die_at", [0, 1, 2, 3, 4, 5, 6, 99])
def test_killed_at_any_point_the_files_follow_at_the_next_look(begun, tmp_path, die_at):
    subprocess.run(["cp", "-r", *map(str, begun.iterdir()), str(tmp_path)], check=True)
    ended = run(tmp_path, ADOPT, json.dumps(FILES), str(die_at))
    assert (ended is None) == (die_at < 99), "it died where it was told to"
    assert ended is None or ended["synced"] == 6
    found = run(tmp_path, LOOK)
    lying = {name: (tmp_path / "acme" / name).read_text() for name in FILES}
    assert (found["number"], lying, found["drift"][1]) == (2, FILES, "")
    assert bool(found["drift"][0]) == (die_at < 4), "it was noticed as long as a file was missing"
    assert found["kinds"] == ["policy.proposed", "policy.adopted", "policy.proposed", "policy.adopted"]
    assert found["audit"].startswith("The ledger holds")
