"""The evidence: an entry is appended in the transaction of the act that it records, or the act does not happen.

An entry's statement is sealed under a key of its case; the ledger sees bytes only. Indices are given
afterwards by one sequencer under a lock, because rows of concurrent transactions appear out of order.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, models, transaction

from troth import vault
from troth.fault import Fault
from troth.law.calendar import weekday
from troth.ledger import checkpoint, entry, tree
from troth.records import keys
from troth.records.place import publish, signer

# Every kind of evidence, the facts it must carry (references and counts, nobody's data), and how the desk says it.
# The list is short and closed: an act that fits none of them needs a new line here and its reader told.
KINDS: dict[str, tuple[tuple[str, ...], str]] = {
    "request.opened": (("right", "channel", "received", "policy"), "Request received by {channel}"),
    "identity.code-sent": ((), "Code sent to confirm who it is"),
    "identity.confirmed": (("how",), "Identity confirmed: {how}"),
    "identity.refused": (("tries",), "A wrong code was entered"),
    "deadline.moved": (("was", "now", "because"), "The due date moved from {was} to {now}, because {because}"),
    "deadline.explained": (("now", "because"), "The due date stays {now}, worked out anew: {because}"),
    "store.searched": (("store", "found"), "Searched {store}: {found} found"),
    "store.down": (("store",), "{store} could not be reached; it is tried again"),
    "store.asked": (("store", "colleague"), "{colleague} was asked to look in {store}"),
    "store.answered": (("store", "by"), "{by} answered for {store}"),
    "person.looked-at": (("by", "why"), "{by} looked at this person's data: {why}"),
    "look.refused": (("by",), "{by} came without a reason and saw nothing"),
    "look.stopped": (("by", "people"), "{by} had opened {people} people's cases within an hour and was stopped"),
    "finding.decided": (("by", "decision", "count", "reason"), "{by} decided {count}: {decision}"),
    "case.assigned": (("by", "to"), "{by} gave the case to {to}"),
    "answer.approved": (("by",), "{by} approved the answer"),
    "answer.built": (("manifest", "files", "items", "policy"), "The answer was put together: {items} items"),
    "mail.intended": (("mail", "what"), "A message is on its way: {what}"),
    "mail.sent": (("mail",), "The message was handed to the mail server"),
    "mail.failed": (("mail",), "The mail server did not take the message; it is tried again"),
    "answer.link-made": (("delivery",), "A one-time link was made"),
    "answer.refused": (("delivery", "tries"), "A wrong opening word was entered"),
    "answer.opened": (("delivery",), "The person opened the answer"),
    "key.destroying": (("key_name", "rows"), "Working copies are being destroyed: {rows}"),
    "key.destroyed": (("key_name",), "Working copies were destroyed, key and all"),
    "policy.proposed": (("proposal", "digest", "by", "because"), "{by} proposed a change of the policy, {proposal}"),
    "policy.told": (
        ("proposal", "purpose", "how", "on", "by"),
        "{by} noted that people were told of {purpose}, which {proposal} brings, on {on}: {how}",
    ),
    "policy.adopted": (
        ("version", "digest", "starts", "proposal", "proposed_by", "by", "because"),
        "{by} adopted version {version} of the policy ({proposal}, by {proposed_by}), in force from {starts}",
    ),
    "policy.dropped": (("proposal", "by"), "{by} dropped the proposal {proposal}"),
    "map.changing": (
        ("act", "by", "store", "where", "before", "after"),
        "{by} is changing {where} in the map of {store}",
    ),
    "map.answered": (("by", "store", "where"), "{by} answered what was open about {where} in the map of {store}"),
    "map.taken-back": (("by", "store", "where"), "{by} took the answer about {where} in the map of {store} back"),
    "map.unchanged": (
        ("by", "store", "where", "because"),
        "{by} began to change {where} in the map of {store}: {because}",
    ),
    "promises.proved": (
        ("version", "kept", "not_kept", "not_built"),
        "The promises were tried: {kept} kept, {not_kept} not kept, {not_built} not built",
    ),
    "case.withdrawn": ((), "The person took the request back"),
    "case.closed": ((), "The case was closed"),
}


class Entry(models.Model):
    """One leaf of the ledger: its bytes commit to a statement, which opens only with the key named here."""

    index = models.BigIntegerField(null=True, unique=True)
    kind = models.CharField(max_length=40)
    case = models.CharField(max_length=20, blank=True, db_index=True)
    at = models.DateTimeField()
    key = models.CharField(max_length=80)
    content = models.BinaryField()

    class Meta:
        app_label = "troth"
        indexes = [models.Index(fields=["index", "id"], name="entry_waiting")]


class Node(models.Model):
    """The hash of a complete subtree (level, position): written once, never changed."""

    level = models.SmallIntegerField()
    position = models.BigIntegerField()
    digest = models.BinaryField()

    class Meta:
        app_label = "troth"
        constraints = [models.UniqueConstraint(fields=["level", "position"], name="node_once")]


class Head(models.Model):
    """The newest signed checkpoint: one row."""

    size = models.BigIntegerField(default=0)
    note = models.TextField(default="")

    class Meta:
        app_label = "troth"


def append(kind: str, at: datetime, *, case: str = "", key: str, **facts: Any) -> Entry:
    """Record an act; call it inside the act's own transaction.

    `facts` are the kind's own (references, counts, dates), sealed under the key of this name.
    """
    wanted, _ = KINDS[kind]
    if set(facts) != set(wanted):
        raise ValueError(f"{kind} takes {', '.join(wanted) or 'no facts'}")
    if not connection.in_atomic_block:
        raise RuntimeError("evidence belongs in the transaction of its act")
    signer()  # what could not be signed is not done: no evidence, no act
    statement = {"kind": kind, "at": at.isoformat(timespec="seconds"), "case": case, **facts}
    with_key = keys.make(key, at)
    made = entry.make(_canonical(statement), lambda clear: vault.seal(with_key, clear, f"entry:{kind}"))
    row = Entry.objects.create(kind=kind, case=case, at=at, key=key, content=made.entry)
    transaction.on_commit(sequence, robust=True)  # a hiccup here is made good by the next entry
    return row


def _canonical(statement: dict[str, Any]) -> bytes:
    return json.dumps(statement, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def opened_bytes(row: Entry) -> tuple[bytes, bytes]:
    """The salt and the statement of an entry as bytes; a Fault if its key was destroyed."""
    return entry.open_(bytes(row.content), lambda shut: vault.open_(keys.get(row.key), shut, f"entry:{row.kind}"))


def opened(row: Entry) -> dict[str, Any]:
    """The statement of an entry; a Fault if its key was destroyed."""
    statement: dict[str, Any] = json.loads(opened_bytes(row)[1])
    return statement


def says(row: Entry, names: Mapping[str, str] | None = None) -> str:
    """What happened, in a sentence for the desk; what is left of it once its key is gone. `names`: stores in words."""
    try:
        facts = opened(row)
        if "store" in facts:
            facts["store"] = (names or {}).get(facts["store"], facts["store"])
        facts |= {name: weekday(date.fromisoformat(facts[name])) for name in ("was", "now") if name in facts}
        return KINDS[row.kind][1].format(**facts)
    except Fault:
        return "Its words were destroyed with their key; the entry still stands in the ledger"


def sequence() -> None:
    """Give indices to entries that have none, take them into the tree, and sign the new head."""
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(pk=1)
        waiting = list(Entry.objects.filter(index=None).order_by("id"))
        size = head.size
        for row in waiting:
            row.index = size
            _take_in(size, tree.leaf_hash(bytes(row.content)))
            size += 1
        if waiting:
            Entry.objects.bulk_update(waiting, ["index"])
            head.size, head.note = size, checkpoint.sign(signer(), size, root(size))
            head.save()
    if head.note:  # after the commit: where the public key lies, a ledger has begun
        publish()


def _take_in(index: int, leaf: bytes) -> None:
    """Write the leaf and every subtree that it completes."""
    level, position, digest = 0, index, leaf
    Node.objects.create(level=level, position=position, digest=digest)
    while position % 2:
        digest = tree.node_hash(digest_at(level, position - 1), digest)
        level, position = level + 1, position // 2
        Node.objects.create(level=level, position=position, digest=digest)


def digest_at(level: int, position: int) -> bytes:
    """The hash of one complete subtree."""
    return bytes(Node.objects.get(level=level, position=position).digest)


def root(size: int) -> bytes:
    """The root of the tree of the first `size` entries."""
    return tree.root_at(size, digest_at)


def head() -> Head:
    """The newest signed checkpoint; size 0 before the first entry."""
    return Head.objects.filter(pk=1).first() or Head()
