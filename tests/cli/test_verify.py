"""`troth verify`: what holds is said in words, after any one change nothing holds, and garbage is a fault."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from troth import vault
from troth.cli import verify
from troth.duties.pack import check
from troth.fault import Fault
from troth.ledger import archive, checkpoint, entry, manifest, note, receipt, tree

SIGNER = note.Signer("ljt-systems-ltd/ledger", bytes(range(32)))
KEYS = (SIGNER.verifier,)
FILES = {
    "index.html": b"<!doctype html><h1>What do we hold about you?</h1>",
    "data.json": b'{"troth": "answer/1"}\n',
    "letter.pdf": b"%PDF-1.7 and so on",
    "tables/crm-orders.csv": b"\xef\xbb\xbfid,price\r\n1,2.00\r\n",
    "files/calls-calls-0001.wav": bytes(range(64)),
}
STATEMENT = {"at": "2026-12-14T10:05:00+00:00", "case": "T-7K4M-2Q9D", "files": 6, "items": 64, "kind": "answer.built"}


def receipt_of(statement, signer=SIGNER, index=30, size=47):
    """The receipt of one entry of a ledger."""
    key = vault.new_key()

    def seal(clear):
        return vault.seal(key, clear, "e")

    made = {n: entry.make(receipt.statement_bytes({"n": n}), seal) for n in range(size)}
    made[index] = entry.make(receipt.statement_bytes(statement), seal)

    def read(level, position):
        if level == 0:
            return tree.leaf_hash(made[position].entry)
        return tree.node_hash(read(level - 1, 2 * position), read(level - 1, 2 * position + 1))

    return receipt.make(
        statement=receipt.statement_bytes(statement),
        salt=made[index].salt,
        entry=made[index].entry,
        index=index,
        proof=tree.inclusion_proof(index, size, read),
        checkpoint=checkpoint.sign(signer, size, tree.root_at(size, read)),
    )


def pack_of(files, signer=SIGNER, **changes):
    """A whole pack: the files, their list, and the receipt of the list."""
    listed = manifest.make(files)
    said = {**STATEMENT, "manifest": manifest.digest(listed), **changes}
    return {**files, manifest.NAME: listed, manifest.RECEIPT: receipt_of(said, signer)}


@pytest.fixture(scope="module")
def pack():
    """A small pack."""
    return pack_of(FILES)


@pytest.fixture
def unpacked(pack, tmp_path):
    """The small pack as a folder."""
    folder = tmp_path / "answer"
    for name, content in pack.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def key(tmp_path):
    """The company's public key as a file."""
    path = tmp_path / "ledger.pub"
    path.write_text(SIGNER.verifier.encode() + "\n")
    return path


def troth(*words, cwd=None, **env):
    """The command in a process of its own, with nothing of a company around it."""
    command = [sys.executable, "-m", "troth", "verify", *map(str, words)]
    here = {"PATH": "", "HOME": str(cwd or "/"), "PYTHONUTF8": "1", **env}
    done = subprocess.run(command, capture_output=True, text=True, env=here, cwd=cwd or "/", check=False)
    assert "Traceback" not in done.stderr
    return done


# ---- what holds ----


def test_a_pack_as_one_file_is_told_in_words(pack, key, tmp_path):
    path = tmp_path / "answer-T-7K4M-2Q9D.zip"
    path.write_bytes(archive.write(pack))
    done = troth(path, "--key", key)
    assert done.returncode == 0, done.stderr
    for words in (
        "This pack holds",
        "Your answer was put together",
        "Monday 14 December 2026, 10:05 UTC",
        "T-7K4M-2Q9D",
        "entry 30 in a ledger of 47 entries",
        "ljt-systems-ltd/ledger",
        *FILES,
    ):
        assert words in done.stdout


def test_an_unpacked_pack_holds_with_the_key_as_a_line(unpacked):
    done = troth(unpacked, "--key", SIGNER.verifier.encode())
    assert done.returncode == 0
    assert "5, each as it was made" in done.stdout


def test_a_receipt_alone_holds(unpacked, key):
    done = troth(unpacked / "receipt.json", "--key", key)
    assert done.returncode == 0
    assert "This receipt holds" in done.stdout


def test_the_key_of_the_company_is_taken_where_none_is_given(unpacked, key, tmp_path):
    home = tmp_path / "company"
    home.mkdir()
    (home / "policy.yaml").write_text("policy: 1\n")
    refused = troth(unpacked, TROTH_HOME=str(home))
    assert refused.returncode == 1
    assert "has not begun" in refused.stderr
    key.rename(home / "ledger.pub")
    assert troth(unpacked, TROTH_HOME=str(home)).returncode == 0


def test_json_is_one_document_that_names_every_file(unpacked, key, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"{}")
    done = troth(unpacked, bad, "--key", key, "--json")
    assert (done.returncode, done.stderr) == (1, "")
    told = json.loads(done.stdout)
    assert told["holds"] is False
    good, refused = told["files"]
    assert (good["holds"], good["kind"], good["entry"], good["ledger"]["size"]) == (True, "pack", 30, 47)
    assert {row["path"]: row["size"] for row in good["checked"]} == {n: len(c) for n, c in FILES.items()}
    assert (refused["holds"], set(refused["fault"])) == (False, {"where", "what", "because", "try"})


def test_what_holds_is_printed_also_when_something_else_does_not(unpacked, key, tmp_path):
    done = troth(tmp_path / "nowhere", unpacked, "--key", key)
    assert done.returncode == 1
    assert "This pack holds" in done.stdout
    assert "nowhere: this file is not there" in done.stderr


def test_it_needs_no_django_no_database_and_no_network(unpacked, key):
    program = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise AssertionError('the network was asked')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from troth.cli import app\n"
        f"app(['verify', {str(unpacked)!r}, '--key', {str(key)!r}], standalone_mode=False)\n"
        "loaded = [m for m in ('django', 'dbos', 'sqlite3', 'sqlalchemy', 'typst') if m in sys.modules]\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_act_that_a_person_may_hold_a_receipt_of_has_words():
    from troth.duties import receipts
    from troth.records.entries import KINDS

    assert set(verify.ACTS) == set(receipts.FOR_PEOPLE)
    facts = {name for kind in receipts.FOR_PEOPLE for name in KINDS[kind][0]}
    assert facts - set(verify.TOLD) <= {"files"}  # the files are listed one by one


# ---- what does not hold ----


def test_a_small_pack_is_refused_after_any_one_changed_byte(pack):
    data = archive.write(pack)
    check.verify(archive.read(data), KEYS)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        with pytest.raises(Fault):
            check.verify(archive.read(bytes(changed)), KEYS)


def test_a_small_pack_is_refused_when_cut_or_lengthened_anywhere(pack):
    data = archive.write(pack)
    for place in range(0, len(data), 5):
        before, after = data[:place], data[place:]
        for changed in (before, after[1:], before + after[1:], before + b"\0" + after):
            with pytest.raises(Fault):
                check.verify(archive.read(changed), KEYS)


def test_a_receipt_is_refused_after_any_one_changed_byte(pack, tmp_path):
    data = pack[manifest.RECEIPT]
    path = tmp_path / "receipt.json"
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])
        with pytest.raises(Fault):
            verify.held(path, KEYS)


def test_a_large_pack_is_refused_after_changed_bytes_anywhere():
    chance = random.Random(7)
    files = {f"files/part-{n:05d}.bin": chance.randbytes(400) for n in range(1500)}
    files["big.bin"] = chance.randbytes(500_000)
    pack = pack_of(files)
    data = archive.write(pack)
    assert len(check.verify(archive.read(data), KEYS).files) == 1501
    for _ in range(60):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        with pytest.raises(Fault):
            check.verify(archive.read(bytes(changed)), KEYS)


@pytest.mark.parametrize("name", [*FILES, manifest.NAME, manifest.RECEIPT])
def test_a_file_of_the_folder_that_was_changed_taken_out_or_renamed_is_named(unpacked, name):
    path = unpacked / name
    content = path.read_bytes()
    for place in range(0, len(content), 7):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(Fault) as caught:
            verify.held(unpacked, KEYS)
        assert caught.value.where.split(":")[0] == name
    path.write_bytes(content + b"\n")
    with pytest.raises(Fault):
        verify.held(unpacked, KEYS)
    path.write_bytes(content)
    verify.held(unpacked, KEYS)
    path.rename(path.with_name("renamed.txt"))
    with pytest.raises(Fault):
        verify.held(unpacked, KEYS)
    path.with_name("renamed.txt").unlink()
    with pytest.raises(Fault):
        verify.held(unpacked, KEYS)


@pytest.mark.parametrize("name", ["extra.txt", "tables/extra.csv", ".hidden", "a b"])
def test_a_file_that_was_added_is_named(unpacked, name):
    (unpacked / name).write_bytes(b"")
    with pytest.raises(Fault, match="does not belong") as caught:
        verify.held(unpacked, KEYS)
    assert caught.value.where == name


def test_two_files_that_changed_places_are_noticed(unpacked):
    one, other = unpacked / "index.html", unpacked / "data.json"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    with pytest.raises(Fault, match="changed"):
        verify.held(unpacked, KEYS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_links_and_pipes_are_no_part_of_a_pack(unpacked, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for target in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(Fault, match="no file"):
            verify.held(target, KEYS)
    content = (unpacked / "data.json").read_bytes()
    (unpacked / "data.json").unlink()
    (tmp_path / "elsewhere").write_bytes(content)
    (unpacked / "data.json").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Fault, match="link"):
        verify.held(unpacked, KEYS)


def test_a_pack_of_another_company_is_refused(tmp_path):
    other = note.Signer("other/ledger", bytes(range(1, 33)))
    same_name = note.Signer(SIGNER.name, bytes(range(2, 34)))
    for signer in (other, same_name):
        with pytest.raises(Fault, match="key"):
            check.verify(pack_of(FILES, signer), KEYS)


def test_a_receipt_of_another_act_does_not_stand_for_a_pack():
    digest = manifest.digest(manifest.make(FILES))
    for changes in ({"kind": "request.opened"}, {"manifest": 7}, {"manifest": digest.upper()}, {"manifest": "0" * 64}):
        with pytest.raises(Fault):
            check.verify(pack_of(FILES, **changes), KEYS)


def test_a_pack_without_its_receipt_or_list_says_which_is_missing(pack):
    for name in (manifest.NAME, manifest.RECEIPT):
        with pytest.raises(Fault, match="missing") as caught:
            check.verify({n: c for n, c in pack.items() if n != name}, KEYS)
        assert caught.value.where == name


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18),
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 200_000,
        bytes(99),
    ],
)
def test_garbage_is_a_fault_that_names_the_file(content, key, tmp_path):
    path = tmp_path / "garbage"
    path.write_bytes(content)
    done = troth(path, "--key", key)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{path}: ")


def test_what_is_not_there_too_large_or_no_pack_is_a_fault(key, tmp_path):
    huge = tmp_path / "huge.zip"
    with huge.open("wb") as file:
        file.truncate(verify.MOST + 1)
    (tmp_path / "folder").mkdir()
    for path, words in (("nowhere", "not there"), ("huge.zip", "larger"), ("folder", "no pack")):
        done = troth(tmp_path / path, "--key", key)
        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr


def test_a_name_that_could_move_the_cursor_is_printed_without_that(unpacked, key):
    evil = unpacked.with_name("a\x1b[2J\nok")
    unpacked.rename(evil)
    shown = troth(evil, "--key", key)
    assert shown.returncode == 0
    assert "\x1b" not in shown.stdout
    (evil / "data.json").unlink()
    assert "\x1b" not in troth(evil, "--key", key).stderr


def test_without_any_key_it_says_where_to_get_one(unpacked, tmp_path):
    done = troth(unpacked, cwd=tmp_path)
    assert done.returncode == 1
    assert "no public key to check against" in done.stderr
    assert "--key" in done.stderr


def test_a_key_that_is_none_is_refused(unpacked, tmp_path):
    for text in ("", "\n", "garbage", SIGNER.verifier.encode()[:-2], "\0"):
        (tmp_path / "key").write_text(text)
        assert troth(unpacked, "--key", tmp_path / "key").returncode == 1
    assert troth(unpacked, "--key", tmp_path).returncode == 1
    assert troth(unpacked, "--key", "name+00000000+AAAA").returncode == 1


def test_wrong_use_is_2(unpacked, tmp_path):
    assert troth().returncode == 2
    assert troth(unpacked, "--key", tmp_path / "nowhere").returncode == 2
    assert troth(unpacked, "--key", "x" * 5000).returncode == 2
    assert troth(unpacked, "--nonsense").returncode == 2
