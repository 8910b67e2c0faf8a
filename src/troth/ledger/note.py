"""Signed notes (C2SP signed-note): text that a name signed with Ed25519, and the encoding of its keys."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from troth.fault import Fault

ED25519 = b"\x01"
NAME = re.compile(r"[^\s+\x00-\x1f\x7f]{1,200}")
MOST = 1_000_000


def _strict_base64(text: str) -> bytes:
    """The bytes of canonical base64; ValueError for any other spelling of them."""
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("not canonical")
    return raw


def _key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def _named(name: str) -> str:
    if not NAME.fullmatch(name):
        raise Fault("a key's name has neither blanks nor a plus sign", remedy="name it like example.org/ledger")
    return name


@dataclass(frozen=True)
class Verifier:
    """A public key by name (`vkey` of the specification)."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The first four bytes of the key's hash, which its signatures carry."""
        return _key_id(self.name, self.public)

    def encode(self) -> str:
        """`name+id+key`, the form in which it is published."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def decode(cls, text: str) -> "Verifier":
        """The key that `encode` wrote; a Fault for anything else."""
        try:
            name, key_id, encoded = text.strip().split("+", 2)
            raw = _strict_base64(encoded)
            made = cls(_named(name), raw[1:])
            if raw[:1] != ED25519 or len(raw) != 33 or made.id.hex() != key_id:
                raise ValueError
        except (ValueError, binascii.Error):
            raise Fault(
                "this is not a public key of a ledger",
                because="it reads name+id+key, and the id follows from the other two",
                remedy="take the line from the company's ledger.pub",
            ) from None
        return made

    def holds(self, text: str, signature: bytes) -> bool:
        """Whether this key signed this text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, repr=False)
class Signer:
    """A private key by name."""

    name: str
    seed: bytes

    @classmethod
    def generate(cls, name: str) -> "Signer":
        """A fresh key."""
        private = Ed25519PrivateKey.generate()
        return cls(_named(name), private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))

    @property
    def verifier(self) -> Verifier:
        """Its public half."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return Verifier(self.name, public.public_bytes(Encoding.Raw, PublicFormat.Raw))

    def encode(self) -> str:
        """The form in which it lies in its file."""
        key = base64.b64encode(ED25519 + self.seed).decode()
        return f"PRIVATE+KEY+{self.name}+{self.verifier.id.hex()}+{key}"

    @classmethod
    def decode(cls, text: str) -> "Signer":
        """The key that `encode` wrote; a Fault for anything else."""
        try:
            private, key, name, key_id, encoded = text.strip().split("+", 4)
            raw = _strict_base64(encoded)
            made = cls(_named(name), raw[1:])
            if (private, key, raw[:1], len(raw)) != ("PRIVATE", "KEY", ED25519, 33) or made.verifier.id.hex() != key_id:
                raise ValueError
        except (ValueError, binascii.Error):
            raise Fault("this is not a signing key of a ledger", remedy="put back the file from its backup") from None
        return made

    def sign(self, text: str) -> str:
        """The note: the text, a blank line, and this key's signature line."""
        if not text.endswith("\n") or "\n\n" in text:
            raise Fault("a note's text ends with a line break and has no blank line")
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return f"{text}\n\u2014 {self.name} {base64.b64encode(self.verifier.id + signature).decode()}\n"


def verify(note: str, *verifiers: Verifier) -> str:
    """The text of a note that at least one of these keys signed; a Fault otherwise.

    Signatures by other keys are allowed, as the specification asks; a wrong one by a known key is not.
    """
    text, blank, signatures = note[:MOST].rpartition("\n\n")
    text += "\n"
    lines = signatures.split("\n")
    if not blank or lines.pop() != "" or not lines or len(note) > MOST:
        raise Fault("this is not a signed note", remedy="take the whole file, with its last line")
    held = 0
    for line in lines:
        name, raw = _signature(line)
        for verifier in verifiers:
            if (verifier.name, verifier.id) == (name, raw[:4]):
                if not verifier.holds(text, raw[4:]):
                    raise Fault("the signature does not hold", because="the text or the signature was changed")
                held += 1
    if not held:
        raise Fault(
            "no signature by a key that is known here",
            because="another ledger signed it, or nobody did",
            remedy="give the public key of the company that sent it: --key",
        )
    return text


def _signature(line: str) -> tuple[str, bytes]:
    try:
        dash, name, encoded = line.split(" ")
        raw = _strict_base64(encoded)
        if dash != "\u2014" or len(raw) < 5 or not NAME.fullmatch(name):
            raise ValueError
    except (ValueError, binascii.Error):
        raise Fault("a signature line cannot be read", remedy="take the whole file, unchanged") from None
    return name, raw
