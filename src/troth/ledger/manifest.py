"""A pack's manifest: every file with its size and hash; its own hash stands in the ledger."""

import hashlib
import json
from collections.abc import Mapping

from troth.fault import Fault

NAME, RECEIPT = "manifest.json", "receipt.json"
KIND = "manifest/1"


def make(files: Mapping[str, bytes]) -> bytes:
    """The manifest of these files, as canonical JSON."""
    rows = [
        {"path": name, "size": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
        for name in sorted(files)
    ]
    return (json.dumps({"troth": KIND, "files": rows}, indent=1) + "\n").encode()


def digest(manifest: bytes) -> str:
    """The hash by which the ledger knows a manifest."""
    return hashlib.sha256(manifest).hexdigest()


def verify(files: Mapping[str, bytes], digest_in_ledger: str) -> None:
    """A Fault that names what is missing, extra or changed among a pack's files; nothing if all is as it was."""
    kept = files.get(NAME, b"")
    if digest(kept) != digest_in_ledger:
        raise Fault("the list of files is not the one in the ledger", where=NAME, because="it was changed")
    listed = {row["path"]: row for row in json.loads(kept)["files"]}
    there = set(files) - {NAME, RECEIPT}
    for name in sorted(set(listed) | there):
        if name not in there:
            raise Fault("a file of the pack is missing", where=name)
        if name not in listed:
            raise Fault("this file does not belong to the pack", where=name, remedy="take it out and check again")
        if hashlib.sha256(files[name]).hexdigest() != listed[name]["sha256"]:
            raise Fault("this file was changed after the pack was made", where=name)
