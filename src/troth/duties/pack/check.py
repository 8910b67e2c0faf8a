"""Whether a pack is as it was made: its receipt against the company's key, its list of files against the receipt,
and every file against the list. No network, no database; what a person does at home is what we do here.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from troth.fault import Fault
from troth.ledger import manifest, note, receipt

ACT = "answer.built"


@dataclass(frozen=True)
class Checked:
    """What a pack proves: the act in the ledger, and the size of each file that stands as it was made."""

    receipt: receipt.Receipt
    files: Mapping[str, int]


def verify(files: Mapping[str, bytes], verifiers: Iterable[note.Verifier]) -> Checked:
    """What these files prove together; a Fault that names what does not hold."""
    for name in (manifest.NAME, manifest.RECEIPT):
        if name not in files:
            raise Fault(
                "this is no whole pack: a file is missing",
                where=name,
                because="without it nothing in the pack can be checked",
                remedy="take the pack as it was sent, with all its files",
            )
    try:
        shown = receipt.verify(files[manifest.RECEIPT], verifiers)
    except Fault as fault:
        raise Fault(fault.what, where=manifest.RECEIPT, because=fault.because, remedy=fault.remedy) from None
    digest = shown.statement.get("manifest")
    if shown.statement.get("kind") != ACT or not isinstance(digest, str) or not re.fullmatch("[0-9a-f]{64}", digest):
        raise Fault(
            "this receipt is of another act, not of a pack",
            where=manifest.RECEIPT,
            remedy="put back the receipt.json that came with this pack",
        )
    manifest.verify(files, digest)
    rows = json.loads(files[manifest.NAME])["files"]  # authentic: its hash stands in the ledger
    return Checked(shown, {row["path"]: row["size"] for row in rows})
