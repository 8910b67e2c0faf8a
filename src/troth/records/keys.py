"""Keys by name, each wrapped by the master key, in a database of their own.

Write the key before what it seals: a crash then leaves a spare key, never sealed bytes without one. Destroying
a key makes all that it sealed unreadable for ever; the database shreds the freed pages (secure_delete).
"""

from datetime import datetime

from django.db import connections, models

from troth import vault
from troth.fault import Fault
from troth.records.place import master_key

DATABASE = "keys"


class Key(models.Model):
    """One wrapped key; its name says what it is for (`case:T-7K4M-2Q9D`), never whose."""

    name = models.CharField(max_length=80, primary_key=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        app_label = "troth"


def make(name: str, at: datetime) -> bytes:
    """The key of this name, made if there is none yet (32 bytes)."""
    key = vault.new_key()
    row, new = Key.objects.using(DATABASE).get_or_create(
        name=name, defaults={"wrapped": vault.wrap(master_key(), key, name), "made_at": at}
    )
    return key if new else vault.unwrap(master_key(), bytes(row.wrapped), name)


def get(name: str) -> bytes:
    """The key of this name; a Fault if it was destroyed."""
    row = Key.objects.using(DATABASE).filter(name=name).first()
    if row is None:
        raise Fault(
            "what this key sealed cannot be opened any more",
            where=name,
            because="the key was destroyed",
            remedy="nothing: that was the purpose",
        )
    return vault.unwrap(master_key(), bytes(row.wrapped), name)


def stands(name: str) -> bool:
    """Whether the key is there."""
    return Key.objects.using(DATABASE).filter(name=name).exists()


def destroy(name: str) -> bool:
    """Destroy the key; whether it was still there, so that a retry is harmless."""
    gone = bool(Key.objects.using(DATABASE).filter(name=name).delete()[0])
    if connections[DATABASE].vendor == "sqlite":
        # secure_delete shreds the page, yet the old page stays in the write-ahead log until it is folded in.
        with connections[DATABASE].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return gone
