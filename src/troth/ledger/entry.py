"""An entry: `commit(32) || sealed`, where commit = SHA-256(salt(32) || statement).

The salt lies inside the sealed part. Who holds the key reads and checks; who is shown statement and salt (in a
receipt) checks without the key; once the key is destroyed, what is left says nothing and still verifies.
"""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass

from troth.fault import Fault

SALT = 32


@dataclass(frozen=True)
class Made:
    """A new entry and the salt that lets its statement be shown."""

    entry: bytes
    salt: bytes


def make(statement: bytes, seal: Callable[[bytes], bytes], random: Callable[[int], bytes] = os.urandom) -> Made:
    """The entry of a statement; `seal` closes what only the key's holder may read."""
    salt = random(SALT)
    return Made(_commit(salt, statement) + seal(salt + statement), salt)


def open_(entry: bytes, unseal: Callable[[bytes], bytes]) -> tuple[bytes, bytes]:
    """The salt and statement of an entry, checked against its commitment."""
    clear = unseal(entry[32:])
    salt, statement = clear[:SALT], clear[SALT:]
    if not shows(entry, salt, statement):
        raise Fault("this entry does not hold what it commits to", because="it was changed after it was written")
    return salt, statement


def shows(entry: bytes, salt: bytes, statement: bytes) -> bool:
    """Whether the entry commits to this statement with this salt."""
    return len(salt) == SALT and len(entry) > 32 and hmac.compare_digest(entry[:32], _commit(salt, statement))


def _commit(salt: bytes, statement: bytes) -> bytes:
    return hashlib.sha256(salt + statement).digest()
