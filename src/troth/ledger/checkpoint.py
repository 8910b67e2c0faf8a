"""Checkpoints (C2SP tlog-checkpoint): the size and root of the log on one day, as a signed note."""

import base64
import binascii
import re
from dataclasses import dataclass

from troth.fault import Fault
from troth.ledger import note


@dataclass(frozen=True)
class Checkpoint:
    """What a log looked like: whose it is, how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def sign(signer: note.Signer, size: int, root: bytes) -> str:
    """The signed checkpoint of a log; its origin is the key's name."""
    return signer.sign(Checkpoint(signer.name, size, root).text())


def verify(text: str, verifier: note.Verifier) -> Checkpoint:
    """The checkpoint in a note that this key signed; a Fault otherwise."""
    lines = note.verify(text, verifier).split("\n")
    try:
        origin, size, encoded = lines[:3]
        root = base64.b64decode(encoded, validate=True)
        if not re.fullmatch(r"0|[1-9][0-9]{0,17}", size) or len(root) != 32 or lines[-1] != "":
            raise ValueError
    except (ValueError, binascii.Error):
        raise Fault("this note is no checkpoint", remedy="take the one that `troth ledger head` prints") from None
    if origin != verifier.name:
        raise Fault("this checkpoint is of another log", because=f"it names {origin}")
    return Checkpoint(origin, int(size), root)
