"""The versions of the policy: each whole, numbered, dated, and by whom it was proposed and adopted.

A version holds every file that makes the policy (policy.yaml, assessments/, words/), so that it can be read for ever,
whatever became of the files. The newest version whose first day has come is in force. Here they are read; how one
comes about is duties/adoption.py.
"""

from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from django.db import DatabaseError, connection, models

from troth import policy
from troth.fault import Fault
from troth.home import digest_of


class Version(models.Model):
    """One version of the policy, adopted. Its ledger entry is that of the adoption; nothing of it changes afterwards
    but `laid_at`: when its files were seen to lie in the company's folder.
    """

    number = models.PositiveIntegerField(unique=True)
    starts = models.DateField(db_index=True)
    adopted_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=200)
    proposed_by = models.CharField(max_length=200)
    because = models.TextField(blank=True)
    files = models.JSONField()
    base = models.JSONField()
    digest = models.CharField(max_length=64)
    proposal = models.ForeignKey("troth.Proposal", null=True, on_delete=models.PROTECT)
    entry = models.ForeignKey("troth.Entry", on_delete=models.PROTECT)
    laid_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "troth"

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def index(self) -> int | None:
        """The number of its entry in the ledger; None for the moment before it has one."""
        return self.entry.index


class Standing(NamedTuple):
    """Which version stands on a day: its number (0: none was ever adopted) and the digest of its files."""

    number: int
    digest: str

    def __str__(self) -> str:
        """As evidence names it: `3:` and the digest."""
        return f"{self.number}:{self.digest}"


NOTHING = Standing(0, "")


def latest(on: date) -> Version | None:
    """The version in force on a day: the newest whose first day has come; None if there is none."""
    return Version.objects.filter(starts__lte=on).order_by("-number").first()


def newest() -> Version | None:
    """The version adopted last, whether or not its first day has come."""
    return Version.objects.order_by("-number").first()


def number(n: int) -> Version:
    """The version of a number; a Fault if there is none."""
    found = Version.objects.filter(number=n).first()
    if found is None:
        last = newest()
        remedy = f"they are 1 to {last.number}" if last else "adopt the first: troth adopt --by NAME"
        raise Fault("there is no version of this number", where=str(n)[:12], remedy=remedy)
    return found


def before(version: Version) -> Version | None:
    """The version in whose place one came: the newest older one that stood on its first day; None for the first."""
    older = Version.objects.filter(number__lt=version.number, starts__lte=version.starts)
    return older.order_by("-number").first()


def before_day(on: date) -> list[tuple[policy.Policy, date]]:
    """The versions that stood before the one of a day, each with the last day on which it did."""
    came = list(Version.objects.filter(starts__lte=on).order_by("number"))
    return [(policy_of(one), next_one.starts) for one, next_one in pairwise(came)]


def all() -> list[Version]:
    """Every version, the newest first."""
    return list(Version.objects.select_related("entry").order_by("-number"))


def policy_of(version: Version) -> policy.Policy:
    """What a version says."""
    return _read(version.number, version.digest)


def policy_at(found: Standing) -> policy.Policy:
    """What the version of this number and digest says."""
    return _read(found.number, found.digest)


def standing(on: date) -> Standing:
    """Which version stands on a day, in one small query; none as long as the database has no versions at all."""
    try:
        found = Version.objects.filter(starts__lte=on).order_by("-number").values_list("number", "digest").first()
    except DatabaseError:
        # A company that has not begun has no table; a database that is damaged or locked is no such company.
        if connection.in_atomic_block or Version._meta.db_table in connection.introspection.table_names():
            raise
        return NOTHING
    return Standing(*found) if found else NOTHING


@lru_cache(maxsize=64)
def _read(number: int, digest: str) -> policy.Policy:
    """A version's policy; by number and digest, so that it is read once."""
    files = Version.objects.values_list("files", flat=True).get(number=number, digest=digest)
    if digest_of(files) != digest:
        raise Fault(
            f"version {number} is not what was adopted",
            because="its files in the database do not have the digest that the ledger holds",
            remedy="put back the database from its backup",
        )
    return of_files(files, f"version {number}: policy.yaml")


def of_files(files: dict[str, str], where: str) -> policy.Policy:
    """The policy that files make; Faults if they make none."""
    beside: dict[str, str | bytes] = {name: text.encode() for name, text in files.items() if name != "policy.yaml"}
    return policy.read(files["policy.yaml"], where, beside)
