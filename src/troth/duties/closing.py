"""Closing: what was copied for the answer is destroyed, with an entry of intent before and of outcome after."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from troth.duties.cases import Case
from troth.duties.search import Finding
from troth.fault import Fault
from troth.flows import flow, start, step
from troth.records import entries, keys


@flow
def close_case(case: str) -> None:
    """Destroy the findings of a case; it closes when they are gone."""
    step(destroy_findings, case)
    step(note_closed, case)


def destroy(case: Case, key: str, rows: QuerySet[Any]) -> None:
    """Destroy a key and the rows that it sealed, with an entry of intent before and of outcome after.

    The key goes first: from that moment nobody can read the rows, backup or not. It can run again at any point.
    """
    at = timezone.now()
    about = {"case": case.reference, "key": case.key, "key_name": key}
    with transaction.atomic():
        if not _noted("key.destroying", case, key):
            entries.append("key.destroying", at, **about, rows=rows.count())
    keys.destroy(key)
    rows.all().delete()
    with transaction.atomic():
        if keys.stands(key) or rows.all().exists():
            raise Fault("something is still there after its destruction", where=case.reference)
        if not _noted("key.destroyed", case, key):
            entries.append("key.destroyed", at, **about)


def _noted(kind: str, case: Case, key: str) -> bool:
    told = entries.Entry.objects.filter(kind=kind, case=case.reference)
    return any(entries.opened(entry)["key_name"] == key for entry in told)


def destroy_findings(case: str) -> str:
    """Destroy what was copied for the answer."""
    row = Case.objects.get(reference=case)
    destroy(row, row.findings_key, Finding.objects.filter(case=row))
    return "destroyed"


def note_closed(case: str) -> str:
    """An answered case is closed once its working copies are gone."""
    with transaction.atomic():
        row = Case.objects.select_for_update().get(reference=case)
        if row.state == "ready":
            row.state, row.closed_at = "closed", timezone.now()
            row.save(update_fields=["state", "closed_at"])
            entries.append("case.closed", row.closed_at, case=case, key=row.key)
        return row.state


def withdraw(case: Case, at: datetime) -> None:
    """The person takes the request back: nothing more is searched, and what was found is destroyed."""
    with transaction.atomic():
        fresh = Case.objects.select_for_update().get(pk=case.pk)
        if not fresh.open or fresh.state == "ready":
            raise Fault("this request cannot be taken back any more", because="its answer has left, or it is closed")
        fresh.state, fresh.closed_at = "withdrawn", at
        fresh.save(update_fields=["state", "closed_at"])
        entries.append("case.withdrawn", at, case=fresh.reference, key=fresh.key)
        start(close_case, fresh.reference)
    case.refresh_from_db()
