"""Proposals: a change of the policy before it is one, with everything that whoever approves it has to see.

What changes is said as decisions, periods and words (policy/diff), with what the law finds wrong in it, who must be
told before it starts, and which tables of which systems hold the data that it is about.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from troth import policy
from troth.duties import places
from troth.fault import Fault, Faults
from troth.policy import diff
from troth.policy.diff import Difference, MustTell
from troth.policy.values import covers
from troth.records import versions


@dataclass(frozen=True)
class Touched:
    """A table that holds what a change is about: how many rows it has, None where nobody can count them from here."""

    store: str
    says: str
    table: str
    table_says: str
    categories: tuple[str, ...]
    rows: int | None


@dataclass(frozen=True)
class Changes:
    """What a proposal changes under the law of a day, and what keeps it from being adopted."""

    difference: Difference
    faults: tuple[Fault, ...]
    untold: tuple[MustTell, ...]  # who must still be told before it starts

    @property
    def ready(self) -> bool:
        """Whether somebody may adopt it."""
        return not (self.faults or self.difference.refused or self.untold)

    @property
    def touched(self) -> list[Touched]:
        """The tables that hold the data concerned; asked for only where it is shown, because it asks the systems."""
        return touched(self.difference)


class Proposal(models.Model):
    """A change of the policy that somebody proposed: the files as they would be, and as they were then (`base`)."""

    by = models.CharField(max_length=200)
    because = models.TextField(blank=True)
    at = models.DateTimeField()
    files = models.JSONField()  # name -> text
    base = models.JSONField()  # name -> SHA-256 of what lay there when it was proposed
    digest = models.CharField(max_length=64)
    against = models.PositiveIntegerField(default=0)  # the newest version then
    state = models.CharField(max_length=8, default="open", db_index=True)  # open, adopted, dropped
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "troth"

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Its short name: P7."""
        return f"P{self.pk}"

    def policy(self) -> policy.Policy:
        """What it would make of the policy."""
        return versions.of_files(self.files, "policy.yaml")

    def changes(self, on: date) -> Changes:
        """What it changes if it starts on a day, under the law of that day, and what still keeps it from that."""
        return changes(self.policy(), on, told=self.told_set.values_list("purpose", flat=True))


class Told(models.Model):
    """That people were told of a new purpose before it starts, how and when, as a colleague noted it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE)
    purpose = models.CharField(max_length=60)
    how = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        app_label = "troth"


def waiting() -> list[Proposal]:
    """The proposals that nobody has adopted or dropped, the oldest first."""
    return list(Proposal.objects.filter(state="open").order_by("id"))


REFERENCE = re.compile(r"[Pp]([1-9][0-9]{0,8})")


def by_reference(reference: str) -> Proposal:
    """The proposal of a reference, as people write it; a Fault if there is none."""
    asked = REFERENCE.fullmatch(reference.strip())
    found = Proposal.objects.filter(pk=int(asked[1])).first() if asked else None
    if found is None:
        remedy = "the desk lists what waits: /desk/policy/"
        raise Fault("there is no proposal of this reference", where=reference[:20], remedy=remedy)
    return found


def changes(proposed: policy.Policy, on: date, *, told: Iterable[str] = ()) -> Changes:
    """What a policy changes against the version that stands on the day on which it would start."""
    found = versions.latest(on)
    before = versions.policy_of(found) if found else None
    difference = diff.difference(before, proposed, on, versions.before_day(on) if found else ())
    known = set(told)
    untold = tuple(one for one in difference.first_tell if one.purpose not in known)
    return Changes(difference, tuple(policy.check(proposed, on)), untold)


def objections(found: Changes) -> Faults | None:
    """What keeps a change from being adopted, one fault a reason; None if nothing does."""
    faults = [*found.faults]
    faults += [
        Fault(f"the law does not allow this: {one.because}", where=one.purpose, because=one.cite, remedy=one.remedy)
        for one in found.difference.refused
    ]
    faults += [
        Fault(
            f"somebody must be told before this starts: {'; '.join(one.people)}",
            where=one.purpose,
            because=f"{one.because}. {one.cite}: {one.law}",
            remedy=f'tell them, and note how and when: --told "{one.purpose}: by letter, 2026-11-27", or at the desk',
        )
        for one in found.untold
    ]
    return Faults(faults) if faults else None


def touched(difference: Difference) -> list[Touched]:
    """The tables that hold the data that a difference is about, by what the store files say; no row is read out."""
    wanted = difference.categories
    found = []
    for name, store in places.all_stores().items():
        for table, said in store.maps.items():
            held = tuple(dict.fromkeys(c for c in said.columns.values() if any(_meets(c, one) for one in wanted)))
            if held:
                found.append(Touched(name, store.says, table, said.says, held, _count(store, table)))
    return found


def _meets(held: str, asked: str) -> bool:
    return covers(held, asked) or covers(asked, held)


def _count(store: object, table: str) -> int | None:
    """How many rows a table has; None where its kind of store cannot count, or is not there."""
    count = getattr(store, "count", None)
    try:
        return int(count(table)) if count else None
    except Fault:
        return None
