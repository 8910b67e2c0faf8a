"""Requests (UK GDPR Art 12): a case with its clock, from the letter to the answer.

A case row holds states, dates and counts. Who asks, and how they may be reached, is sealed under the case's
own key; the person's page opens with a secret of which only the digest is kept.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction

from troth import vault
from troth.duties import clock, places
from troth.fault import Fault
from troth.records import entries, keys
from troth.records.place import in_force, standing
from troth.words import Deadline, Identifier, Nation, Right, Subject

# Letters and digits that nobody mistakes for one another when read aloud (Crockford's base 32).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RIGHTS = {Right.ACCESS: "a copy of your data"}
ENDED = ("closed", "withdrawn")


@dataclass(frozen=True)
class Person:
    """Who asks and how to reach them, as they told it; sealed at rest."""

    name: str
    email: str = ""
    phone: str = ""
    known_by: str = ""
    scope: str = ""
    note: str = ""


class Case(models.Model):
    """One request, from arrival to closing."""

    reference = models.CharField(max_length=12, unique=True)
    token_digest = models.CharField(max_length=64, unique=True)
    right = models.CharField(max_length=24)
    channel = models.CharField(max_length=24)
    state = models.CharField(max_length=12, default="unconfirmed", db_index=True)
    nation = models.CharField(max_length=20)
    policy_digest = models.CharField(max_length=64)
    policy_version = models.PositiveIntegerField(default=0)  # 0: none had been adopted, the files themselves counted
    received_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_how = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    due = models.DateField(null=True, db_index=True)
    derivation = models.JSONField(null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    sealed = models.BinaryField()

    class Meta:
        app_label = "troth"

    def __str__(self) -> str:
        return self.reference

    @property
    def key(self) -> str:
        """The name of the key that seals who asks, and the case's evidence."""
        return f"case:{self.reference}"

    @property
    def findings_key(self) -> str:
        """The name of the key that seals what was found: destroyed when the case closes."""
        return f"findings:{self.reference}"

    @property
    def deadline(self) -> Deadline | None:
        """The day by which the answer leaves; None until the person is confirmed."""
        return clock.unpack(self.derivation) if self.derivation else None

    @property
    def open(self) -> bool:
        """Whether something is still owed."""
        return self.state not in ENDED

    def days_left(self, on: date) -> int | None:
        """Days until the answer is due (negative: late); None while no date runs."""
        return (self.due - on).days if self.due and self.open and not self.answered_at else None

    def details(self) -> dict[str, Any]:
        """What is sealed: the person, the identifiers, the opening word's digest."""
        opened: dict[str, Any] = json.loads(vault.open_(keys.get(self.key), bytes(self.sealed), self.reference))
        return opened

    def seal(self, details: dict[str, Any]) -> None:
        """Seal the details anew; the caller saves the row."""
        self.sealed = vault.seal(keys.get(self.key), json.dumps(details).encode(), self.reference)

    def person(self) -> Person:
        """Who asks. A look from the desk is recorded by `looked_at`."""
        return Person(**self.details()["person"])

    def who(self) -> Subject:
        """The identifiers to search by: verified ones widen a search, claimed ones never do."""
        kept = self.details()["who"]
        return Subject(*(tuple(Identifier(*pair) for pair in kept[name]) for name in ("verified", "claimed")))

    def words(self) -> str:
        """What was asked for, as the person would say it."""
        return RIGHTS.get(Right(self.right), self.right)


@dataclass(frozen=True)
class Opened:
    """A case that has just been opened; `token` opens the person's page and is kept nowhere else."""

    case: Case
    token: str = field(repr=False)


def word_digest(word: str, salt: str) -> str:
    """The digest of an opening word: slow on purpose, and blind to case and outer spaces."""
    folded = " ".join(word.split()).casefold().encode()
    return hashlib.scrypt(folded, salt=salt.encode(), n=2**14, r=8, p=1, maxmem=64 * 2**20).hex()


def open_case(
    right: str,
    *,
    person: Person,
    who: Subject,
    channel: str,
    at: datetime,
    word: str = "",
    received: datetime | None = None,
) -> Opened:
    """Open a case for a request that arrived `received` (or now); its evidence commits with it."""
    if right not in set(RIGHTS):
        built = ", ".join(sorted(RIGHTS))
        raise Fault(
            f"the desk cannot carry `{right}` yet", because="only " + built + " is built", remedy="see LIMITS.md"
        )
    arrived = received or at
    if arrived > at:
        raise Fault("this request would arrive in the future", where="received", remedy="give the day that it arrived")
    policy, under = in_force(), standing()
    clock.access_deadline(arrived, at, Nation(policy.nation))  # a day that the law cannot count from is refused now
    if not re.fullmatch(r"[^\x00-\x1f\x7f]{1,24}", channel):
        raise Fault("a channel is a word or two on one line", where="channel", remedy="letter, telephone, e-mail")
    token, salt = secrets.token_urlsafe(24), secrets.token_hex(8)
    details = {
        "person": asdict(person),
        "who": {name: [[i.kind, i.value] for i in getattr(who, name)] for name in ("verified", "claimed")},
        "salt": salt,
        "word": word_digest(word, salt) if word else "",
    }
    case = Case(
        reference=_new_reference(),
        token_digest=secret_digest(token),
        right=right,
        channel=channel,
        nation=policy.nation,
        policy_digest=under.digest,
        policy_version=under.number,
        received_at=arrived,
    )
    keys.make(case.key, at)
    case.seal(details)
    with transaction.atomic():
        case.save()
        facts = {"right": right, "channel": channel, "received": arrived.isoformat(timespec="seconds")}
        facts["policy"] = str(under)
        entries.append("request.opened", at, case=case.reference, key=case.key, **facts)
    return Opened(case, token)


def start_clock(case: Case, at: datetime, how: str) -> None:
    """The person is confirmed: the clock starts, counted as Art 12A(2) says. The caller is in a transaction."""
    deadline = clock.access_deadline(case.received_at, at, Nation(case.nation))
    case.confirmed_at, case.confirmed_how = at, how
    case.derivation = clock.pack(deadline)
    assert deadline.at is not None, "nothing was asked that could stop the clock"
    case.due = deadline.at
    case.state = "searching"
    case.save()
    entries.append("identity.confirmed", at, case=case.reference, key=case.key, how=how)


def by_token(token: str) -> Case | None:
    """The case whose page this secret opens."""
    return Case.objects.filter(token_digest=secret_digest(token)).first()


def by_reference(reference: str) -> Case:
    """The case of this reference, as people write it; a Fault if there is none."""
    asked = reference.strip().upper()
    case = Case.objects.filter(reference=asked).first()
    if case is None:
        raise Fault("there is no case of this reference", where=asked[:20], remedy="look it up in the inbox: /desk/")
    return case


def inbox(state: str = "", owner: int | None = None) -> list[Case]:
    """The cases of a state (or all that are `open`), the most urgent first: by due date, then those without one by
    arrival, then those whose answer has left."""
    cases = Case.objects.select_related("owner")
    if state == "open":
        cases = cases.exclude(state__in=ENDED)
    elif state:
        cases = cases.filter(state=state)
    if owner:
        cases = cases.filter(owner=owner)
    return sorted(
        cases, key=lambda c: (not c.open, c.answered_at is not None, c.due is None, c.due or date.max, c.received_at)
    )


def assign(chosen: Iterable[Case], to: Any, by: Any, at: datetime) -> int:
    """Give cases to a colleague; how many changed hands."""
    count = 0
    with transaction.atomic():
        for case in chosen:
            if case.owner_id != to.pk:
                case.owner = to
                case.save(update_fields=["owner"])
                names = {"by": by.get_full_name(), "to": to.get_full_name()}
                entries.append("case.assigned", at, case=case.reference, key=case.key, **names)
                count += 1
    return count


def looked_at(case: Case, by: Any, why: str, at: datetime) -> None:
    """Record that a member of staff saw this person's data, and why: once an hour is enough to say it."""
    hour = at - timedelta(hours=1)
    recent = entries.Entry.objects.filter(case=case.reference, kind="person.looked-at", at__gt=hour)
    if any((said["by"], said["why"]) == (by.get_full_name(), why) for said in map(entries.opened, recent)):
        return
    with transaction.atomic():
        entries.append("person.looked-at", at, case=case.reference, key=case.key, by=by.get_full_name(), why=why)


def journal(case: Case) -> list[dict[str, Any]]:
    """Who did what, newest first: each with its number in the ledger."""
    rows = entries.Entry.objects.filter(case=case.reference).order_by("-id")
    names = {name: store.says for name, store in places.all_stores().items()}
    return [{"index": row.index, "kind": row.kind, "at": row.at, "says": entries.says(row, names)} for row in rows]


def secret_digest(token: str) -> str:
    """The digest by which a secret of a link is known again."""
    return hashlib.sha256(token.encode()).hexdigest()


def _new_reference() -> str:
    """A short name for a case that can be read out: random, so that it tells neither order nor number."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"T-{letters[:4]}-{letters[4:]}"
