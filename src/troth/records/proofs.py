"""What a walk of the promises saw, kept: the walk with its counts, and for each promise how long it has been so.

A `Stretch` is the time in which the state of one promise stayed the same; each walk brings the newest one up to date,
or begins another. So the newest stretches are the board, and all stretches of a promise are its history.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from django.db import models, transaction

from troth.records import entries

State = Literal["kept", "not kept", "not built", "no occasion"]  # the last one is of parts alone
HOLDS: Final = "kept"
FAILS: Final = "not kept"
BUILT_NOT: Final = "not built"
WAITS: Final = "no occasion"
KEY = "promises"  # the name of the key that seals the evidence of a walk


@dataclass(frozen=True, slots=True)
class PartProof:
    """One part of a promise: what it asks for, whether it is so, what was seen, by which control and when last."""

    probe: str
    says: str
    state: State
    saw: str
    control: str = ""
    last: datetime | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """One promise as it stands: kept, not kept (and why) or not built (and what is missing).

    `last` is when something last happened that shows it, `says` what was seen then, `evidence` where that can be read;
    `rules` are the places of the entries of the policy that keep it. `since` is known once the proof was saved.
    """

    promise: str
    title: str
    words: str
    kept_when: str
    state: State
    owner: str
    control: str
    says: str
    parts: tuple[PartProof, ...]
    last: datetime | None = None
    evidence: str = ""
    rules: tuple[str, ...] = ()
    since: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """As plain data; times in ISO."""
        made: dict[str, Any] = _plain(asdict(self))
        return made


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _proof(stored: dict[str, Any], since: datetime) -> Proof:
    """A proof as it was kept."""
    parts = tuple(PartProof(**{**part, "last": _time(part["last"])}) for part in stored["parts"])
    made = Proof(**{**stored, "parts": parts, "rules": tuple(stored["rules"]), "last": _time(stored["last"])})
    return replace(made, since=since)


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


class Walk(models.Model):
    """One walk of all promises: when, under which version of the policy, with which result."""

    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField()
    not_kept = models.PositiveIntegerField()
    not_built = models.PositiveIntegerField()
    entry = models.ForeignKey("troth.Entry", on_delete=models.PROTECT)

    class Meta:
        app_label = "troth"

    def __str__(self) -> str:
        return f"the walk of {self.at:%Y-%m-%d %H:%M}"

    @property
    def promises(self) -> int:
        """How many there are."""
        return self.kept + self.not_kept + self.not_built


class Stretch(models.Model):
    """The time in which the state of a promise stayed the same; `walk` is the last that saw it, `proof` what it saw."""

    promise = models.CharField(max_length=4, db_index=True)
    place = models.PositiveIntegerField(default=0)  # of the promise among all
    state = models.CharField(max_length=9)
    since = models.DateTimeField()
    walk = models.ForeignKey(Walk, on_delete=models.PROTECT)
    proof = models.JSONField()

    class Meta:
        app_label = "troth"

    def __str__(self) -> str:
        return f"{self.promise} {self.state}"


def save(proofs: Iterable[Proof], at: datetime, version: int) -> Walk:
    """Keep what a walk saw, with its evidence; a state that is as it was goes on since its first day."""
    seen = tuple(proofs)
    counts = {state: sum(proof.state == state for proof in seen) for state in (HOLDS, FAILS, BUILT_NOT)}
    facts: dict[str, Any] = {"kept": counts[HOLDS], "not_kept": counts[FAILS], "not_built": counts[BUILT_NOT]}
    with transaction.atomic():
        entry = entries.append("promises.proved", at, key=KEY, version=version, **facts)
        walk = Walk.objects.create(at=at, version=version, entry=entry, **facts)
        before = {one.promise: one for one in Stretch.objects.order_by("id")}  # of each promise the newest
        for place, proof in enumerate(seen):
            stretch = before.get(proof.promise)
            if stretch is None or stretch.state != proof.state:
                stretch = Stretch(promise=proof.promise, state=proof.state, since=at)
            stretch.walk, stretch.place, stretch.proof = walk, place, replace(proof, since=None).as_json()
            stretch.save()
    return walk


def newest() -> Walk | None:
    """The last walk; None before the first."""
    return Walk.objects.select_related("entry").order_by("-id").first()


def of_walk(walk: Walk) -> tuple[Proof, ...]:
    """What a walk saw of each promise, in the order of the promises; as long as it is the newest."""
    rows = Stretch.objects.filter(walk=walk).order_by("place")
    return tuple(_proof(row.proof, row.since) for row in rows)


def history(promise: str) -> list[tuple[str, datetime, Proof]]:
    """The states that a promise was in, the newest first: each with its first walk, and what the last one saw."""
    rows = Stretch.objects.filter(promise=promise).order_by("-id")
    return [(row.state, row.since, _proof(row.proof, row.since)) for row in rows]
