"""A machine that is damaged, and words that no command expects: a fault, status 1 or 2, never a traceback."""

import os
import shutil
import subprocess
import sys

import pytest


def troth(place, *words, **more):
    """Run a command over the company at `place`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))}
    env = kept | {"TROTH_HOME": str(place / "c"), "TROTH_STATE": str(place / "st"), "TROTH_KEYS": str(place / "k")}
    command = [sys.executable, "-m", "troth", *words]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", env=env | more, timeout=60)


REQUEST = ("request", "access", "--who", "email=a@example.org")


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A company with one request, whose ledger holds."""
    place = tmp_path_factory.mktemp("machine")
    assert troth(place, "init", str(place / "c"), "--name", "Acme").returncode == 0
    assert troth(place, *REQUEST).returncode == 0
    assert "holds" in troth(place, "ledger", "fsck").stdout
    return place


@pytest.fixture
def place(sound, tmp_path):
    """A copy of it, to damage."""
    shutil.copytree(sound, tmp_path / "m")
    return tmp_path / "m"


def refused(done, status=1):
    assert done.returncode == status, (done.stdout, done.stderr)
    assert done.stderr.strip() and "Traceback" not in done.stderr


def gone(path):
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def garbage(path):
    path.write_bytes(bytes(range(200, 256)) * 2)


def folder(path):
    path.unlink()
    path.mkdir()


def empty(path):
    path.write_bytes(b"")


def broken(path):
    """A database whose pages after the first are nonsense."""
    path.write_bytes(path.read_bytes()[:8192].ljust(8192, b"\0") + b"\xff" * 40_000)


@pytest.mark.parametrize(
    "file, damage, words",
    [
        ("k/master.key", gone, REQUEST),
        ("k/master.key", folder, REQUEST),
        ("k/master.key", garbage, ("ledger", "fsck")),
        ("k/ledger.key", gone, REQUEST),
        ("k/ledger.key", garbage, REQUEST),
        ("k/ledger.key", empty, REQUEST),
        ("k/site.key", garbage, ("ledger", "head")),
        ("k/site.key", empty, ("ledger", "head")),
        ("k/site.key", folder, ("ledger", "head")),
        ("c/ledger.pub", garbage, ("ledger", "fsck")),
        ("c/ledger.pub", folder, ("ledger", "fsck")),
        ("k/keys.sqlite", broken, REQUEST),
        ("st/troth.sqlite", gone, ("ledger", "fsck")),
        ("st/troth.sqlite", empty, ("ledger", "fsck")),
        ("c/policy.yaml", garbage, ("worker",)),
    ],
)
def test_a_damaged_machine_is_said_and_nothing_goes_on(place, file, damage, words):
    damage(place / file)
    for name in ("st/troth.sqlite", "k/keys.sqlite"):  # what SQLite keeps beside a file goes with it
        if file == name:
            for beside in (place / name).parent.glob(f"{(place / name).name}-*"):
                beside.unlink()
    refused(troth(place, *words))


@pytest.mark.parametrize("file", ["k/master.key", "k/ledger.key"])
def test_a_key_that_is_gone_is_not_replaced(place, file):
    kept = (place / file).read_bytes()
    (place / file).unlink()
    refused(troth(place, *REQUEST))
    assert not (place / file).exists()
    (place / file).write_bytes(kept)
    assert troth(place, *REQUEST).returncode == 0
    assert "holds" in troth(place, "ledger", "fsck").stdout


@pytest.mark.parametrize(
    "words",
    [
        (*REQUEST, "--received", "1900-01-01"),
        (*REQUEST, "--received", "1900-01-01", "--identified", "rang back"),
        (*REQUEST, "--channel", "x\ny"),
        (*REQUEST, "--name", "x" * 5000),
        ("answer", "T-0000-0000", "--out", "/proc/zz/x"),
        ("serve", "--staff", "notmail"),
        ("demo", "--folder", "/dev/null"),
        ("--home", "a" * 300, "check"),
        ("init", "a" * 300, "--name", "X"),
    ],
)
def test_what_cannot_be_done_is_a_fault(place, words):
    before = troth(place, "ledger", "head").stdout
    refused(troth(place, *words))
    assert troth(place, "ledger", "head").stdout == before  # nothing half done


@pytest.mark.parametrize(
    "words", [(*REQUEST, "--name", b"\xff"), ("approve", b"\xff", "--by", "x"), ("answer", b"\xff", "--out", "o")]
)
def test_bytes_that_are_no_text_are_wrong_use(place, words):
    refused(troth(place, *words), 2)


def test_an_identifier_that_was_mistyped_is_not_said_again(place):
    for typed in ("martha@example.org", "Martha Quillfeather=x"):
        done = troth(place, "find", "--who", typed)
        refused(done, 2)
        assert "artha" not in done.stderr


@pytest.mark.parametrize(
    "name, value", [("TROTH_STATE", "/proc/zz"), ("TROTH_KEYS", "/proc/zz"), ("TROTH_MAIL", "smtp://h:99999")]
)
def test_an_environment_that_cannot_be_used_is_said(place, name, value):
    refused(troth(place, "ledger", "head", **{name: value}))
