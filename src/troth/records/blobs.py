"""Sealed bytes by reference: packs, uploads, whatever is too large for a row of its own."""

import secrets

from django.db import models

from troth import vault
from troth.fault import Fault
from troth.records import keys


class Blob(models.Model):
    """Bytes sealed under a named key; the reference is random and says nothing."""

    ref = models.CharField(max_length=32, primary_key=True)
    key = models.CharField(max_length=80, db_index=True)
    sealed = models.BinaryField()

    class Meta:
        app_label = "troth"


def put(key: str, content: bytes) -> str:
    """Seal bytes under the key of this name (it must exist) and give their reference."""
    ref = secrets.token_hex(16)
    Blob.objects.create(ref=ref, key=key, sealed=vault.seal(keys.get(key), content, ref))
    return ref


def get(ref: str) -> bytes:
    """The bytes in clear; a Fault if they or their key are gone."""
    blob = Blob.objects.filter(ref=ref).first()
    if blob is None:
        raise Fault("these bytes are gone", because="they were destroyed", remedy="ask for them anew")
    return vault.open_(keys.get(blob.key), bytes(blob.sealed), ref)


def sealed_under(key: str) -> models.QuerySet[Blob]:
    """All that one key sealed, for whoever destroys it."""
    return Blob.objects.filter(key=key)
