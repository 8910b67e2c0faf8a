"""The check of the ledger from its bytes: whatever is changed, taken out, put in or put back is noticed and named."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from troth.fault import Fault, Faults
from troth.home import Home
from troth.ledger import checkpoint, note, tree
from troth.records import audit, entries, keys
from troth.records.entries import Entry, Head, Node
from troth.records.place import signer

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = datetime(2026, 11, 25, 10, 14, 7, 123456, tzinfo=UTC)
SIZES = [1, 2, 3, 4, 7, 8, 13]


def grow(count, case="T-7K4M-2Q9D"):
    """So many more entries of a case, taken in one by one as in life; the newest head."""
    for number in range(count):
        at = DAY + timedelta(minutes=Entry.objects.count())
        with transaction.atomic():
            entries.append("store.searched", at, case=case, key=f"case:{case}", store="crm", found=number)
        entries.sequence()
    return entries.head().note


def faults(against=None):
    """The faults that the check finds, as `where: what` each."""
    with pytest.raises((Fault, Faults)) as caught:
        audit.fsck(against)
    found = caught.value.faults if isinstance(caught.value, Faults) else [caught.value]
    return [f"{fault.where}: {fault.what}" for fault in found]


def flip(content, place):
    """The bytes with one bit of one byte turned."""
    return content[:place] + bytes([content[place] ^ 0x04]) + content[place + 1 :]


def numbered(index):
    return Entry.objects.get(index=index)


def build_nodes_anew():
    """What somebody with the database in hand does after a change: every hash written again to fit."""
    Node.objects.all().delete()
    for row in Entry.objects.exclude(index=None).order_by("index"):
        entries._take_in(row.index, tree.leaf_hash(bytes(row.content)))


def sign_anew():
    """What somebody with the signing key does."""
    size = Entry.objects.exclude(index=None).count()
    Head.objects.update(size=size, note=checkpoint.sign(signer(), size, entries.root(size)))


def remove_and_close_up(index):
    Entry.objects.filter(index=index).delete()
    for row in Entry.objects.filter(index__gt=index).order_by("index"):
        row.index -= 1
        row.save()


def test_a_ledger_that_has_not_begun_is_empty(monkeypatch, tmp_path):
    unpublished(monkeypatch, tmp_path)
    assert audit.fsck(None) == "The ledger is empty."
    with transaction.atomic():  # evidence that does not commit begins no ledger
        entries.append("store.searched", DAY, case="T", key="case:T", store="crm", found=1)
        transaction.set_rollback(True)
    assert audit.fsck(None) == "The ledger is empty."


def test_a_ledger_whose_database_is_gone_does_not_hold(monkeypatch, tmp_path):
    unpublished(monkeypatch, tmp_path)
    grow(3)
    assert "3 entries" in audit.fsck(None)
    for table in (Entry, Head, Node):
        table.objects.all().delete()
    assert any("gone" in fault for fault in faults())


def unpublished(monkeypatch, tmp_path):
    """As on a new machine: no public key lies in the company's folder yet."""
    monkeypatch.setattr(Home, "public_key_file", tmp_path / "ledger.pub")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", [1, 2, 12])
def test_an_untouched_ledger_holds_whatever_its_size(size, step, monkeypatch):
    monkeypatch.setattr(audit, "STEP", step)
    grow(size)
    assert f"{size} entries lead to the root" in audit.fsck(None)


@pytest.mark.parametrize("size", SIZES)
def test_a_ledger_that_grew_begins_with_every_earlier_head(size):
    heads = [grow(1) for _ in range(size)]
    for count, head in enumerate(heads, 1):
        assert f"begins with the {count} entries" in audit.fsck(head)


def test_the_root_is_the_one_of_the_plain_definition():
    grow(11)

    def plain(leaves):
        if len(leaves) == 1:
            return tree.leaf_hash(leaves[0])
        cut = 1
        while cut * 2 < len(leaves):
            cut *= 2
        return tree.node_hash(plain(leaves[:cut]), plain(leaves[cut:]))

    built = audit.Tree()
    contents = [bytes(row.content) for row in Entry.objects.order_by("index")]
    for count, content in enumerate(contents, 1):
        list(built.take_in(tree.leaf_hash(content)))
        assert built.root() == plain(contents[:count])


@pytest.mark.parametrize("index", range(7))
def test_a_turned_bit_names_its_entry(index):
    grow(7)
    row = numbered(index)
    whole = bytes(row.content)
    for place in (0, 31, 32, 40, len(whole) // 2, len(whole) - 1):
        row.content = flip(whole, place)
        row.save()
        assert all(f.startswith(f"entry {index}:") for f in faults()), place
    row.content = whole
    row.save()
    assert "holds" in audit.fsck(None)


@pytest.mark.parametrize("index", range(5))
def test_an_entry_that_was_cut_short_is_named(index):
    grow(5)
    row = numbered(index)
    for keep in (-1, 33, 10, 0):
        row.content = bytes(row.content)[:keep]
        row.save()
        assert faults()[0].startswith(f"entry {index}:")


@pytest.mark.parametrize("index", range(5))
def test_an_entry_that_was_taken_out_is_named(index):
    grow(5)
    Entry.objects.filter(index=index).delete()
    assert faults()[0] == f"entry {index}: it is missing"


@pytest.mark.parametrize("index", range(5))
def test_an_entry_that_was_taken_out_is_named_after_the_others_closed_up(index):
    grow(5)
    remove_and_close_up(index)
    assert faults()[0].startswith("entry 4: it is missing")
    build_nodes_anew()
    assert faults()[0].startswith("entry 4: it is missing")


@pytest.mark.parametrize("last", range(1, 5))
def test_a_tail_that_was_cut_off_is_named(last):
    grow(5)
    Entry.objects.filter(index__gte=last).delete()
    assert faults()[0] == f"entry {last}: it is missing"


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 4), (2, 3), (0, 4)])
def test_two_entries_that_changed_places_are_noticed_at_the_first(one, other):
    grow(5)
    first, second = numbered(one), numbered(other)
    first.index = None
    first.save()
    second.index = one
    second.save()
    first.index = other
    first.save()
    assert f"entry {one}: it is not the entry that was written" in faults()


def test_contents_that_changed_places_are_noticed_at_the_first():
    grow(5)
    first, second = numbered(1), numbered(3)
    first.content, second.content = bytes(second.content), bytes(first.content)
    first.save()
    second.save()
    assert any(f.startswith("entry 1:") for f in faults())


@pytest.mark.parametrize("index", range(6))
def test_an_entry_that_was_put_in_is_named(index):
    grow(5)
    grow(1)
    new = numbered(5)
    Head.objects.update(size=5, note=checkpoint.sign(signer(), 5, entries.root(5)))
    Node.objects.all().delete()
    for row in Entry.objects.filter(index__lt=5).order_by("index"):
        entries._take_in(row.index, tree.leaf_hash(bytes(row.content)))
    new.index = None
    new.save()
    assert "1 more wait" in audit.fsck(None)  # present before: sound, and one entry not taken in
    for row in Entry.objects.filter(index__gte=index).order_by("-index"):
        row.index += 1
        row.save()
    new.index = index
    new.save()
    changed = [f"entry {index}: it is not the entry that was written"] if index < 5 else []
    assert faults() == [*changed, "entry 5: it stands behind the signed head"]


def test_an_entry_that_waits_must_open_too():
    grow(2)
    with transaction.atomic():
        entries.append("case.closed", DAY, case="T-7K4M-2Q9D", key="case:T-7K4M-2Q9D")
    assert "1 more wait" in audit.fsck(None)
    row = Entry.objects.get(index=None)
    row.content = flip(bytes(row.content), 3)
    row.save()
    assert faults()[0].startswith("the entry that waits in row")


def test_a_head_that_was_put_back_is_noticed():
    earlier = grow(3)
    grow(4)
    Head.objects.update(size=3, note=earlier)
    assert "entry 3: it stands behind the signed head" in faults()


def test_a_head_whose_size_was_changed_is_noticed():
    grow(3)
    Head.objects.update(size=2)
    assert faults()[0].startswith("the signed head:")


def test_a_head_that_is_gone_or_garbage_or_of_another_key_is_noticed():
    grow(3)
    other = note.Signer(signer().name, bytes(range(32)))
    for text in ("", "garbage", checkpoint.sign(other, 3, entries.root(3))):
        Head.objects.update(note=text)
        assert faults()[0].startswith("the signed head:")
    Head.objects.all().delete()
    assert faults()[0].startswith("the signed head:")


def test_any_changed_letter_of_the_head_is_noticed():
    text = grow(3)
    for place in range(len(text)):
        Head.objects.update(note=text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :])
        assert faults()[0].startswith("the signed head:"), place


@pytest.mark.parametrize(("level", "position"), [(0, 0), (0, 5), (1, 1), (2, 0), (2, 1)])
def test_a_forged_or_missing_hash_is_named_as_such_and_no_entry_is_blamed(level, position):
    grow(9)
    row = Node.objects.get(level=level, position=position)
    row.digest = flip(bytes(row.digest), 9)
    row.save()
    assert faults() == [f"hash {position} of level {level}: it is not the hash of the entries below it"]
    row.delete()
    assert faults() == [f"hash {position} of level {level}: it is not the hash of the entries below it"]


@pytest.mark.parametrize(("level", "position"), [(0, 9), (1, 4), (3, 1), (4, 0), (-1, 0), (70, 0)])
def test_a_hash_of_no_entry_is_noticed(level, position):
    grow(9)
    Node.objects.create(level=level, position=position, digest=bytes(32))
    assert faults() == [f"hash {position} of level {level}: it belongs to no entry that the head signs"]


def test_an_entry_that_was_written_anew_with_all_hashes_is_named_by_its_seal():
    grow(6)
    row = numbered(2)
    row.content = flip(bytes(row.content), 60)
    row.save()
    build_nodes_anew()
    found = faults()
    assert found[0].startswith("entry 2:")
    assert "the signed head: it does not sign these entries" in found


def test_an_entry_that_was_sealed_anew_with_all_hashes_is_noticed_by_the_signature():
    grow(6)
    forged = entries.entry.make(
        entries._canonical({**entries.opened(numbered(2)), "found": 99}),
        lambda clear: entries.vault.seal(keys.get("case:T-7K4M-2Q9D"), clear, "entry:store.searched"),
    )
    Entry.objects.filter(index=2).update(content=forged.entry)
    assert "entry 2: it is not the entry that was written" in faults()
    build_nodes_anew()
    assert faults() == ["the signed head: it does not sign these entries"]


def test_a_ledger_written_anew_with_the_signing_key_is_noticed_by_a_checkpoint_kept_elsewhere():
    kept = grow(6)
    grow(2)
    forged = entries.entry.make(
        entries._canonical({**entries.opened(numbered(2)), "found": 99}),
        lambda clear: entries.vault.seal(keys.get("case:T-7K4M-2Q9D"), clear, "entry:store.searched"),
    )
    Entry.objects.filter(index=2).update(content=forged.entry)
    build_nodes_anew()
    sign_anew()
    assert "holds" in audit.fsck(None)  # nothing within can show it
    assert faults(kept) == [
        "the checkpoint kept elsewhere: this ledger does not begin with the 6 entries that were signed then"
    ]


def test_a_whole_database_put_back_to_an_earlier_day_is_noticed_by_a_checkpoint_kept_elsewhere():
    grow(4)
    saved = [list(table.objects.values()) for table in (Entry, Node, Head)]
    kept = grow(3)
    assert "begins with the 7 entries" in audit.fsck(kept)
    for table, rows in zip((Entry, Node, Head), saved, strict=True):
        table.objects.all().delete()
        table.objects.bulk_create(table(**row) for row in rows)
    assert "holds" in audit.fsck(None)
    assert faults(kept) == [
        "the checkpoint kept elsewhere: this ledger is shorter than it was: entry 4 was there, and is not"
    ]


def test_a_checkpoint_that_is_none_or_of_another_ledger_is_a_fault_about_the_checkpoint():
    head = grow(3)
    other = note.Signer("other/ledger", bytes(range(32)))
    for text in ("", "garbage", checkpoint.sign(other, 3, bytes(32)), head.replace("\n3\n", "\n2\n")):
        assert [f.partition(":")[0] for f in faults(text)] == ["the checkpoint kept elsewhere"]


@pytest.mark.parametrize(
    "change",
    [{"kind": "store.down"}, {"case": "T-0000-0000"}, {"at": DAY + timedelta(days=1)}, {"key": "case:T-0000-0000"}],
    ids=lambda change: next(iter(change)),
)
def test_a_row_whose_columns_say_something_else_than_was_sealed_is_named(change):
    grow(4)
    keys.make("case:T-0000-0000", DAY)
    Entry.objects.filter(index=2).update(**change)
    assert [f.partition(":")[0] for f in faults()] == ["entry 2"]


def test_a_key_that_went_with_evidence_leaves_a_ledger_that_holds_and_says_how_much_is_silent():
    grow(3, case="T-0000-0001")
    with transaction.atomic():
        facts = {"case": "T-7K4M-2Q9D", "key": "case:T-7K4M-2Q9D", "key_name": "case:T-0000-0001"}
        entries.append("key.destroying", DAY, rows=3, **facts)
    entries.sequence()
    keys.Key.objects.using("keys").filter(name="case:T-0000-0001").delete()
    assert "the words of 3 were destroyed" in audit.fsck(None)


def test_a_key_that_went_without_evidence_is_noticed():
    grow(2)
    grow(2, case="T-0000-0001")
    keys.Key.objects.using("keys").filter(name="case:T-0000-0001").delete()
    assert faults() == ["entry 2: the key of this entry is gone"]


def test_a_row_that_cannot_be_read_is_a_fault_and_no_traceback():
    grow(4)
    with transaction.atomic(), entries.connection.cursor() as cursor:
        cursor.execute("UPDATE troth_entry SET at = 'garbage' WHERE \"index\" = 2")
    assert faults()[0].startswith("entry 2:")
    with transaction.atomic(), entries.connection.cursor() as cursor:
        cursor.execute("UPDATE troth_entry SET content = 'text' WHERE \"index\" = 1")
    assert faults()[0].startswith("entry 1:")
