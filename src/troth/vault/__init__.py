"""Sealing and opening, with keys that are handed in: AES-256-GCM, HMAC-SHA256, HKDF of `cryptography`.

Sealed bytes are `version(1) || key commitment(16) || nonce(12) || ciphertext`. The commitment ties them to
one key: plain GCM can be made to open under two. `about` says what they are and is authenticated with them,
so that a row's bytes cannot be moved to another row.
"""

import hashlib
import hmac
import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from troth.fault import Fault

VERSION = b"\x01"
KEY_SIZE = 32
HEAD = 1 + 16 + 12
Random = Callable[[int], bytes]


def new_key(random: Random = os.urandom) -> bytes:
    """A fresh key (32 bytes)."""
    return random(KEY_SIZE)


def derive(key: bytes, purpose: str) -> bytes:
    """A sub-key for one purpose (32 bytes): the same key and purpose give the same one (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=None, info=f"troth/{purpose}".encode()).derive(_sound(key))


def digest(key: bytes, text: str) -> bytes:
    """A keyed digest (32 bytes) by which something is known again without being kept in clear."""
    return hmac.new(_sound(key), text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def seal(key: bytes, clear: bytes, about: str, random: Random = os.urandom) -> bytes:
    """Seal bytes under a key, bound to what they are about."""
    nonce = random(12)
    return VERSION + _commitment(key) + nonce + AESGCM(key).encrypt(nonce, clear, about.encode())


def open_(key: bytes, sealed: bytes, about: str) -> bytes:
    """The bytes in clear; a Fault if the key, the bytes or what they are about is another."""
    if len(sealed) < HEAD + 16 or sealed[:1] != VERSION:
        raise Fault("these bytes were not sealed by this vault", remedy="check that the file or row is whole")
    if not hmac.compare_digest(sealed[1:17], _commitment(key)):
        raise Fault("this key does not open these bytes", because="they were sealed under another key")
    try:
        return AESGCM(key).decrypt(sealed[17:HEAD], sealed[HEAD:], about.encode())
    except InvalidTag:
        raise Fault(
            "these sealed bytes have been changed, or belong somewhere else",
            because="their authentication does not hold",
            remedy="put back the row from a backup, and look for who changed it",
        ) from None


def wrap(master: bytes, key: bytes, name: str) -> bytes:
    """A key sealed under the master key, bound to its name."""
    return seal(master, _sound(key), f"key:{name}")


def unwrap(master: bytes, wrapped: bytes, name: str) -> bytes:
    """The key again; a Fault if the master key or the name is another."""
    return open_(master, wrapped, f"key:{name}")


def _commitment(key: bytes) -> bytes:
    return hmac.new(_sound(key), b"troth/key-commitment", hashlib.sha256).digest()[:16]


def _sound(key: bytes) -> bytes:
    if len(key) != KEY_SIZE:
        raise Fault("a key of this vault is 32 bytes long", remedy="hand in the key that was made here")
    return key
