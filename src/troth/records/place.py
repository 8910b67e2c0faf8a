"""The one home that this process works on, and its two secrets on disk: the master key and the signing key.

Settings hand the home in once; nothing else in the records reads the environment.
"""

import re
from datetime import date
from functools import cache, lru_cache

from django.conf import settings
from django.db import connections
from django.utils import timezone

from troth import policy
from troth.fault import Fault, Faults
from troth.home import Home, digest_of, write_once
from troth.law.calendar import Calendar, published
from troth.ledger import note
from troth.records import versions
from troth.vault import new_key
from troth.words import Nation


def home() -> Home:
    """The company's folder that this process serves."""
    found: Home = settings.TROTH
    return found


@lru_cache(maxsize=16)
def _policy(text: str, beside: tuple[tuple[str, bytes], ...]) -> policy.Policy:
    return policy.read(text, "policy.yaml", dict(beside))


def on_disk() -> policy.Policy:
    """The declaration as it stands on disk, read again when a file of it changed."""
    return _policy(home().policy_text(), tuple(home().beside().items()))


def standing(on: date | None = None) -> versions.Standing:
    """Which version stands on a day (today, if none is named): number and digest; 0 and that of the files on disk as
    long as none was ever adopted.
    """
    found = versions.standing(on or timezone.localdate())
    return found if found.number else versions.Standing(0, digest_of(home().files()))


def in_force(on: date | None = None) -> policy.Policy:
    """The newest adopted version whose first day has come; what stands on disk as long as none was ever adopted.

    Which day it is, is read here where no caller says it: every page asks, and none asks for another day than today.
    """
    found = versions.standing(on or timezone.localdate())
    return versions.policy_at(found) if found.number else on_disk()


@lru_cache(maxsize=16)
def _working_days(text: bytes | None, nation: Nation) -> Calendar | Fault:
    """The calendar, or the first thing that is wrong: it is asked for by every page, and reading takes a while."""
    if text is None:
        return published(nation)
    try:
        return policy.holidays.read(text, "holidays.yaml").calendar(nation)
    except Faults as several:
        return several.faults[0]


def working_days(nation: Nation) -> Calendar:
    """The working days of a nation, as published and as the company's folder changes them; read again when that does.

    A Fault if the company's lines cannot be read: a date that leaves them out could be wrong.
    """
    found = _working_days(home().holidays_text(), nation)
    if isinstance(found, Fault):
        raise Fault(
            "no date can be counted now: the list of bank holidays has a fault",
            where=found.where,
            because=found.what,
            remedy="mend the file; `troth check` names every fault in it",
        )
    return found


def site() -> str:
    """The address of the site as people reach it, for links in letters."""
    return home().env.get("TROTH_SITE", "http://127.0.0.1:8000").rstrip("/")


def secret(name: str, make: bytes) -> bytes:
    """The bytes of a secret file beside the keys; written once, readable by its owner alone, if it is not there."""
    folder = home().keys
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    if not path.exists():
        write_once(path, make)
    return path.read_bytes()


def master_key() -> bytes:
    """The key that wraps every other (32 bytes); a Fault if it is gone although it has wrapped some."""
    if not (home().keys / "master.key").exists() and _wrapped_before():
        raise Fault(
            "the master key is gone",
            where=str(home().keys / "master.key"),
            because="it wraps the keys that are there; a new one would open none of them",
            remedy="put back the file from its backup",
        )
    key = secret("master.key", new_key())
    if len(key) != 32:
        raise Fault(
            "the master key is not 32 bytes long",
            where=str(home().keys / "master.key"),
            because="without it nothing sealed can be opened",
            remedy="put back the file from its backup",
        )
    return key


def _wrapped_before() -> bool:
    """Whether the database of keys holds any; read plainly, since the table stands in a room beside this one."""
    with connections["keys"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM troth_key LIMIT 1")
        return cursor.fetchone() is not None


LONGEST = 60  # letters of the company's name in that of its key, which has to fit on a line


@cache
def signer() -> note.Signer:
    """The company's signing key for checkpoints; a Fault if it is not the one whose public half is published."""
    name = re.sub(r"[^a-z0-9]+", "-", in_force().controller.name.casefold()).strip("-")[:LONGEST] + "/ledger"
    public = home().public_key_file
    if public.exists() and not (home().keys / "ledger.key").exists():
        raise Fault(
            "the ledger's signing key is gone",
            where=str(home().keys / "ledger.key"),
            because="its public half is published, and another key would not match it",
            remedy=f"put back the file from its backup, or remove {public} to begin a new ledger",
        )
    made = note.Signer.generate(name)
    held = note.Signer.decode(secret("ledger.key", made.encode().encode()).decode("utf-8", "replace").strip())
    if public.exists() and public.read_text(encoding="utf-8", errors="replace").strip() != held.verifier.encode():
        raise Fault(
            "the published key is not the one that this machine signs with",
            where=str(public),
            because="receipts signed now would not verify against it",
            remedy=f"put back the signing key into {home().keys}, or remove the published key to begin a new ledger",
        )
    return held


def publish() -> None:
    """Lay the public key into the company's folder, once a head was signed: where it lies, a ledger has begun."""
    public = home().public_key_file
    if not public.exists():
        public.write_text(signer().verifier.encode() + "\n")
