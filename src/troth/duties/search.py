"""The search (UK GDPR Art 15(1A): reasonable and proportionate, and itself on record).

One durable step a store. What is found is sealed at once under a key of the case's own; the checkpoint holds
references. A store that is down leaves the case waiting and is tried again by itself; a system that has no
store asks a named colleague. Nothing is silently skipped.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from troth import stores, vault
from troth.duties import clock, encode, places
from troth.duties.cases import Case
from troth.fault import Fault
from troth.flows import every, flow, start, step
from troth.records import entries, keys
from troth.words import Found, Subject, Whose

AGAIN_MINUTES = 1


class Search(models.Model):
    """One store searched for one case, or the task of a named colleague where the system has no store."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    store = models.CharField(max_length=60)
    state = models.CharField(max_length=8, default="todo")  # todo, done, down, asked
    found = models.IntegerField(default=0)
    at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    colleague = models.CharField(max_length=120, blank=True)
    asks = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    address_since = models.DateField(null=True)  # since when this store holds the address that was confirmed
    address_told = models.BooleanField(default=False)  # the store records that day itself (clock `email.held`)

    class Meta:
        app_label = "troth"
        constraints = [models.UniqueConstraint(fields=["case", "store"], name="store_once_a_case")]

    @property
    def says(self) -> str:
        """The store in words, as its file has them."""
        store = places.all_stores().get(self.store)
        return store.says if store else self.store


class Finding(models.Model):
    """One row that the search reached, sealed, with its class and the reviewer's decision."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    search = models.ForeignKey(Search, on_delete=models.CASCADE)
    number = models.IntegerField()
    table = models.CharField(max_length=120)
    whose = models.CharField(max_length=8)
    sealed = models.BinaryField()
    decision = models.CharField(max_length=8, blank=True)  # include, withhold
    reason = models.TextField(blank=True)
    exemption = models.CharField(max_length=20, blank=True)

    class Meta:
        app_label = "troth"
        constraints = [models.UniqueConstraint(fields=["search", "number"], name="finding_once")]

    def row(self) -> Found:
        """The row in clear; a Fault once the case is closed and its key destroyed."""
        key = keys.get(self.case.findings_key)
        return encode.from_bytes(vault.open_(key, bytes(self.sealed), self.case.reference))


@dataclass(frozen=True)
class Down:
    """A store that could not be searched now, and why in words."""

    trouble: str


@flow
def answer_access(case: str) -> None:
    """UK GDPR 15: search every store; ends where a person has to read. The reviewer's yes starts the delivery."""
    for store in step(list_stores, case):
        step(search, case, store)
    step(offer_for_review, case)


def list_stores(case: str) -> list[str]:
    """Write down every store that has to be searched; the names of those not done yet."""
    row = Case.objects.get(reference=case)
    if not row.open:
        return []
    with transaction.atomic():
        for name in places.all_stores():
            Search.objects.get_or_create(case=row, store=name)
    return list(
        Search.objects.filter(case=row, state__in=("todo", "down")).order_by("id").values_list("store", flat=True)
    )


def search(case: str, store: str) -> str:
    """Search one store and seal what it holds; the findings of an earlier try are replaced, so a retry is harmless."""
    row = Case.objects.get(reference=case)
    if not row.open:
        return "over"  # taken back meanwhile: no new key, no new copies
    keys.make(row.findings_key, timezone.now())
    result = _look(store, row.who())
    with transaction.atomic():
        task = Search.objects.select_for_update().get(case=row, store=store)
        fresh = Case.objects.get(pk=row.pk)
        if task.state in ("done", "asked") or not fresh.open:
            return task.state
        task.at = timezone.now()
        about = {"case": case, "key": row.key, "store": store}
        if isinstance(result, Down):
            if task.state != "down":
                entries.append("store.down", task.at, **about)
            task.state, task.trouble = "down", result.trouble
        elif isinstance(result, stores.Ask):
            task.state, task.colleague, task.asks = "asked", result.colleague, result.asks
            entries.append("store.asked", task.at, **about, colleague=result.colleague)
        else:
            task.state, task.trouble, task.found = "done", "", len(result)
            task.address_since, task.address_told = held_since(result, row.who())
            keep(task, result)
            entries.append("store.searched", task.at, **about, found=len(result))
        task.save()
        return task.state


def _look(store: str, who: Subject) -> list[Found] | Down | stores.Ask:
    """One store's whole answer. A part of it is no answer: one failure anywhere in it leaves the store down."""
    rows: list[Found] = []
    for result in stores.find(places.all_stores(), who, only=[store]):
        if isinstance(result, stores.Ask):
            return result
        if not isinstance(result, Found):
            return Down(result.fault.what)
        rows.append(result)
    return rows


def held_since(rows: list[Found], who: Subject) -> tuple[date | None, bool]:
    """Since when this person's rows hold the confirmed e-mail address, and whether a row records that day itself.

    A row records it by its clock `email.held`; failing that its own date is the best there is (QUALITY, threat 1:
    an address that was changed just before a request proves little).
    """
    addresses = {address.strip().casefold() for address in who.values("email")}
    told, guessed = [], []
    for row in rows:
        texts = (value.strip().casefold() for value in row.data.values() if isinstance(value, str))
        if row.whose in (Whose.OWN, Whose.SHARED) and any(text in addresses for text in texts):
            if "email.held" in row.clocks:
                told.append(row.clocks["email.held"])
            elif row.when:
                guessed.append(clock.local_date(row.when) if isinstance(row.when, datetime) else row.when)
    return min(told or guessed, default=None), bool(told)


def keep(task: Search, rows: list[Found]) -> None:
    """Seal rows as the findings of one search; rows of others and staff acts stay out of the answer from the start.

    What somebody did at work is kept as a reference: its content is customers', and a colleague touches thousands.
    """
    rows = [replace(row, data={}, holds={}, clocks={}) if row.whose == Whose.STAFF else row for row in rows]
    task.finding_set.all().delete()
    key = keys.get(task.case.findings_key)
    Finding.objects.bulk_create(
        Finding(
            case=task.case,
            search=task,
            number=number,
            table=found.table,
            whose=found.whose,
            sealed=vault.seal(key, encode.to_bytes(found), task.case.reference),
        )
        for number, found in enumerate(rows, 1)
    )


def offer_for_review(case: str) -> str:
    """Move the case on: to review when every store has answered, else it waits, and says for what."""
    with transaction.atomic():
        row = Case.objects.select_for_update().get(reference=case)
        if row.state not in ("searching", "waiting"):
            return row.state
        left = Search.objects.filter(case=row).exclude(state="done").exists()
        row.state = "waiting" if left else "review"
        row.save(update_fields=["state"])
        return row.state


@every(60)
def look_again() -> None:
    """Cases that wait for a store which was down are searched again."""
    step(start_again)


def start_again() -> int:
    """Ask for a new search of each case with a store that is down; how many."""
    late = timezone.now() - timedelta(minutes=AGAIN_MINUTES)
    waiting = Case.objects.filter(state="waiting", search__state="down", search__at__lt=late).distinct()
    for case in waiting:
        tries = f"again-{int(timezone.now().timestamp()) // 60}"
        with transaction.atomic():
            start(answer_access, case.reference, occurrence=tries)
    return len(waiting)


def progress(case: Case) -> list[Search]:
    """Every store of a case, in order, with what became of it."""
    return list(case.search_set.order_by("id"))


def answer_task(task: Search, *, text: str, file: tuple[str, bytes] | None, by: str, at: datetime) -> None:
    """A colleague says what lies in a system that has no store: words, a file, or that nothing is there."""
    rows: list[Found] = []
    if text.strip():
        rows.append(_reported(task, len(rows) + 1, {"found": text.strip()}, by))
    if file:
        rows.append(_reported(task, len(rows) + 1, {"file": file[0], "content": file[1]}, by))
    with transaction.atomic():
        fresh = Search.objects.select_for_update().select_related("case").get(pk=task.pk)
        if fresh.state != "asked":
            raise Fault("this task was answered already", remedy="open the case to see what was found")
        fresh.state, fresh.found, fresh.at, fresh.answered_by = "done", len(rows), at, by
        fresh.save()
        keep(fresh, rows)
        case = fresh.case
        entries.append("store.answered", at, case=case.reference, key=case.key, store=fresh.store, by=by)
        offer_for_review(case.reference)


def _reported(task: Search, number: int, data: dict[str, Any], by: str) -> Found:
    return Found(task.store, "reported", {"report": number}, Whose.OWN, data, because=f"{by} looked and reported it")
