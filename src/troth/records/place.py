"""The one home that this process works on, and its two secrets on disk: the master key and the signing key.

Settings hand the home in once; nothing else in the records reads the environment.
"""

import os
import re
from functools import cache
from pathlib import Path

from django.conf import settings

from troth import policy
from troth.fault import Fault
from troth.home import Home
from troth.ledger import note
from troth.vault import new_key


def home() -> Home:
    """The company's folder that this process serves."""
    found: Home = settings.TROTH
    return found


@cache
def _policy(text: str) -> policy.Policy:
    return policy.read(text, "policy.yaml")


def in_force() -> policy.Policy:
    """The declaration as it stands on disk, read again when the file changed."""
    return _policy(home().policy_text())


def site() -> str:
    """The address of the site as people reach it, for links in letters."""
    return home().env.get("TROTH_SITE", "http://127.0.0.1:8000").rstrip("/")


def secret(name: str, make: bytes) -> bytes:
    """The bytes of a secret file beside the keys; written once, readable by its owner alone, if it is not there."""
    folder = home().keys
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    if not path.exists():
        _write_once(path, make)
    return path.read_bytes()


def _write_once(path: Path, content: bytes) -> None:
    """Put a whole file there or nothing: a half-written key would be worse than none."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        draft.unlink()


def master_key() -> bytes:
    """The key that wraps every other (32 bytes)."""
    key = secret("master.key", new_key())
    if len(key) != 32:
        raise Fault(
            "the master key is not 32 bytes long",
            where=str(home().keys / "master.key"),
            because="without it nothing sealed can be opened",
            remedy="put back the file from its backup",
        )
    return key


@cache
def signer() -> note.Signer:
    """The company's signing key for checkpoints; its public half is published in the company's folder."""
    name = re.sub(r"[^a-z0-9]+", "-", in_force().controller.name.casefold()).strip("-") + "/ledger"
    made = note.Signer.generate(name)
    held = note.Signer.decode(secret("ledger.key", made.encode().encode()).decode().strip())
    public = home().public_key_file
    if not public.exists():
        public.write_text(held.verifier.encode() + "\n")
    elif public.read_text().strip() != held.verifier.encode():
        raise Fault(
            "the published key is not the one that this machine signs with",
            where=str(public),
            because="receipts signed now would not verify against it",
            remedy=f"put back the signing key into {home().keys}, or remove the published key to begin a new ledger",
        )
    return held
