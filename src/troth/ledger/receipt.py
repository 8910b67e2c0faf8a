"""A receipt: one entry shown to somebody outside, with the proof that it stands in a signed ledger.

The file is canonical JSON: any changed byte, blanks included, is refused. Nothing else is needed to check it
but the company's public key.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from troth.fault import Fault
from troth.ledger import checkpoint, entry, note, tree

KIND = "receipt/1"
NAMES = ("troth", "statement", "salt", "entry", "index", "proof", "checkpoint")
MOST = 2_000_000


@dataclass(frozen=True)
class Receipt:
    """What a verified receipt says: the statement, the entry's number, and the log as it was signed."""

    statement: dict[str, Any]
    index: int
    checkpoint: checkpoint.Checkpoint


def make(*, statement: bytes, salt: bytes, entry: bytes, index: int, proof: Sequence[bytes], checkpoint: str) -> bytes:
    """The bytes of a receipt file."""
    values = (KIND, json.loads(statement), _b64(salt), _b64(entry), index, [_b64(h) for h in proof], checkpoint)
    return _canonical(dict(zip(NAMES, values, strict=True)))


def statement_bytes(statement: dict[str, Any]) -> bytes:
    """A statement as it is committed to: JSON with sorted keys and no blanks."""
    return json.dumps(statement, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def verify(data: bytes, verifiers: Iterable[note.Verifier]) -> Receipt:
    """What the receipt proves; a Fault that says what does not hold."""
    fields = _read(data)
    try:
        salt, leaf = _raw(fields["salt"]), _raw(fields["entry"])
        proof = [_raw(h) for h in fields["proof"]]
        index, signed = fields["index"], fields["checkpoint"]
        if type(index) is not int or not isinstance(signed, str) or not isinstance(fields["statement"], dict):
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise Fault("this receipt cannot be read", remedy="take the file as it was sent, unchanged") from None
    head = _head(signed, tuple(verifiers))
    if not entry.shows(leaf, salt, statement_bytes(fields["statement"])):
        raise Fault("the statement is not the one that the entry commits to", because="one of them was changed")
    if not tree.verify_inclusion(index, head.size, tree.leaf_hash(leaf), proof, head.root):
        raise Fault("the entry is not in the signed ledger", because="the proof does not lead to the signed root")
    return Receipt(fields["statement"], index, head)


def _head(signed: str, verifiers: tuple[note.Verifier, ...]) -> checkpoint.Checkpoint:
    """The checkpoint; one signature line only, so that no byte stands outside what is verified."""
    if signed.count("\n") != 5:
        raise Fault("the checkpoint has lines that do not belong there", because="the file was changed")
    last: Fault | None = None
    for verifier in verifiers:
        try:
            return checkpoint.verify(signed, verifier)
        except Fault as fault:
            last = fault
    raise last or Fault("no public key to check against", remedy="give it with --key, or name the company's folder")


def _read(data: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(data[:MOST])
        if len(data) > MOST or not isinstance(fields, dict) or tuple(fields) != NAMES or fields["troth"] != KIND:
            raise ValueError
        ordered = isinstance(fields["statement"], dict) and list(fields["statement"]) == sorted(fields["statement"])
        same = ordered and _canonical(fields) == data
    except (ValueError, RecursionError):
        raise Fault(
            "this is no receipt", because="it has not the form of one", remedy="give a receipt's file"
        ) from None
    if not same:
        raise Fault("this receipt was changed after it was made", because="its bytes are not in the one form allowed")
    return fields


def _canonical(fields: dict[str, Any]) -> bytes:
    return (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: Any) -> bytes:
    raw = base64.b64decode(text, validate=True)
    if _b64(raw) != text:
        raise ValueError("not canonical")
    return raw
