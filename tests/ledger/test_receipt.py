"""Notes, receipts and packs: accepted as made, refused after any one changed byte, never a traceback."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth import vault
from troth.fault import Fault
from troth.ledger import archive, checkpoint, entry, manifest, note, receipt, tree

SIGNER = note.Signer("example/ledger", bytes(range(32)))
OTHER = note.Signer("example/ledger", bytes(range(1, 33)))
STATEMENT = {"kind": "request.opened", "at": "2026-11-25T10:14:00+00:00", "case": "T-7K4M-2Q9D", "n": 3}


def made(statement=STATEMENT, signer=SIGNER):
    """The receipt of the third of five entries."""
    key = vault.new_key()
    entries = [
        entry.make(receipt.statement_bytes({"n": n}), lambda clear: vault.seal(key, clear, "e")) for n in range(5)
    ]
    entries[2] = entry.make(receipt.statement_bytes(statement), lambda clear: vault.seal(key, clear, "e"))
    leaves = [tree.leaf_hash(one.entry) for one in entries]

    def read(level, position):
        return (
            tree._range(0, 1, lambda *_: leaves[position])
            if level == 0
            else tree.node_hash(read(level - 1, 2 * position), read(level - 1, 2 * position + 1))
        )

    head = checkpoint.sign(signer, 5, tree.root_at(5, read))
    return receipt.make(
        statement=receipt.statement_bytes(statement),
        salt=entries[2].salt,
        entry=entries[2].entry,
        index=2,
        proof=tree.inclusion_proof(2, 5, read),
        checkpoint=head,
    )


def test_a_receipt_shows_its_statement_and_where_it_stands():
    shown = receipt.verify(made(), [SIGNER.verifier])
    assert (shown.statement, shown.index, shown.checkpoint.size) == (STATEMENT, 2, 5)


def test_a_receipt_is_refused_after_any_one_changed_byte():
    data = made()
    for place in range(len(data)):
        for mask in (0x01, 0x20, 0x80):
            changed = data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]
            with pytest.raises(Fault):
                receipt.verify(changed, [SIGNER.verifier])
    for cut in (data[:-1], data[1:], data + b"\n", data + b" "):
        with pytest.raises(Fault):
            receipt.verify(cut, [SIGNER.verifier])


def test_a_receipt_of_another_ledger_is_refused():
    with pytest.raises(Fault, match="key"):
        receipt.verify(made(signer=OTHER), [SIGNER.verifier])


def test_a_statement_that_was_never_committed_is_refused():
    fields = json.loads(made())
    fields["statement"]["n"] = 4
    with pytest.raises(Fault, match="commits"):
        receipt.verify(receipt._canonical(fields), [SIGNER.verifier])


def test_a_statement_in_another_order_is_another_file():
    fields = json.loads(made())
    fields["statement"] = dict(reversed(fields["statement"].items()))
    with pytest.raises(Fault):
        receipt.verify(receipt._canonical(fields), [SIGNER.verifier])


@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
def test_garbage_is_a_fault_in_every_parser(data):
    text = data.decode("utf-8", "replace")
    for read in (
        lambda: receipt.verify(data, [SIGNER.verifier]),
        lambda: archive.read(data),
        lambda: note.verify(text, SIGNER.verifier),
        lambda: checkpoint.verify(text, SIGNER.verifier),
        lambda: note.Verifier.decode(text),
        lambda: note.Signer.decode(text),
    ):
        with pytest.raises(Fault):
            read()


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=6))
def test_a_receipt_of_wrong_shapes_is_a_fault(value):
    fields = json.loads(made())
    for name in fields:
        with pytest.raises(Fault):
            receipt.verify(receipt._canonical({**fields, name: value}), [SIGNER.verifier])


def test_keys_read_back_as_they_were_written():
    assert note.Signer.decode(SIGNER.encode()) == SIGNER
    assert note.Verifier.decode(SIGNER.verifier.encode()) == SIGNER.verifier


def test_a_note_by_another_key_beside_ours_holds_and_a_wrong_one_of_ours_does_not():
    text = "example/ledger\n0\nx\n"
    both = SIGNER.sign(text) + note.Signer("witness", bytes(32)).sign(text).rpartition("\n\n")[2]
    assert note.verify(both, SIGNER.verifier) == text
    forged = SIGNER.sign("example/ledger\n1\nx\n").replace("\n1\n", "\n2\n")
    with pytest.raises(Fault, match="hold"):
        note.verify(forged, SIGNER.verifier)


FILES = {"index.html": b"<p>hello", "tables/crm-orders.csv": b"a,b\n1,2\n", "data.json": b"{}"}


def whole():
    files = {**FILES, manifest.NAME: manifest.make(FILES)}
    return archive.write(files), manifest.digest(files[manifest.NAME])


def test_a_pack_reads_back_as_it_was_written():
    data, digest = whole()
    files = archive.read(data)
    manifest.verify(files, digest)
    assert {name: files[name] for name in FILES} == FILES


def test_a_pack_is_refused_after_any_one_changed_byte():
    data, digest = whole()
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 0x01]) + data[place + 1 :]
        with pytest.raises(Fault):
            manifest.verify(archive.read(changed), digest)


@pytest.mark.parametrize("change", ["missing", "extra", "changed"])
def test_the_file_that_is_not_as_listed_is_named(change):
    data, digest = whole()
    files = archive.read(data)
    if change == "missing":
        del files["index.html"]
    else:
        files["index.html" if change == "changed" else "new.txt"] = b"x"
    with pytest.raises(Fault) as caught:
        manifest.verify(files, digest)
    assert caught.value.where == ("new.txt" if change == "extra" else "index.html")


@pytest.mark.parametrize("name", ["../x", "/x", "a/../b", "", "a//b", "a\\b", ".hidden", "a b", "x" * 101])
def test_names_that_could_leave_the_folder_are_refused(name):
    with pytest.raises(Fault):
        archive.write({name: b""})


def test_an_entry_says_nothing_without_its_key_and_everything_with_it():
    key = vault.new_key()
    one = entry.make(b"secret words", lambda clear: vault.seal(key, clear, "e"))
    assert b"secret" not in one.entry
    assert entry.open_(one.entry, lambda shut: vault.open_(key, shut, "e")) == (one.salt, b"secret words")
    with contextlib.suppress(Fault):
        entry.open_(b"\0" * 32 + one.entry[32:], lambda shut: vault.open_(key, shut, "e"))
        raise AssertionError("a forged commitment was accepted")
