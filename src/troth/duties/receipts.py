"""Receipts: what the ledger says about one act, for the person to keep; they verify offline, for ever."""

from dataclasses import dataclass
from datetime import datetime

from troth.duties.cases import Case
from troth.fault import Fault
from troth.ledger import receipt, tree
from troth.records import entries

# The acts of a case that a person may hold evidence of.
FOR_PEOPLE = {
    "request.opened": "Your request",
    "identity.confirmed": "Your identity was confirmed",
    "deadline.moved": "The day of your answer moved",
    "answer.built": "Your answer",
    "case.withdrawn": "You took your request back",
    "key.destroyed": "Our working copies were destroyed",
}


@dataclass(frozen=True)
class Held:
    """One receipt: the entry it proves, and the canonical bytes of the file."""

    index: int
    kind: str
    title: str
    at: datetime
    content: bytes


def make(row: entries.Entry) -> bytes:
    """The receipt of one entry against the newest head; a Fault if its words were destroyed."""
    entries.sequence()
    row.refresh_from_db()
    head = entries.head()
    if row.index is None or row.index >= head.size:
        raise Fault("the ledger has not taken this entry in yet", remedy="ask again in a second")
    salt, statement = entries.opened_bytes(row)
    return receipt.make(
        statement=statement,
        salt=salt,
        entry=bytes(row.content),
        index=row.index,
        proof=tree.inclusion_proof(row.index, head.size, entries.digest_at),
        checkpoint=head.note,
    )


def for_case(case: Case) -> list[Held]:
    """Every receipt that the person of a case may hold, oldest first."""
    entries.sequence()  # an entry has its index only once the ledger has taken it in
    rows = entries.Entry.objects.filter(case=case.reference, kind__in=FOR_PEOPLE).order_by("id")
    return [Held(row.index or 0, row.kind, FOR_PEOPLE[row.kind], row.at, make(row)) for row in rows]
