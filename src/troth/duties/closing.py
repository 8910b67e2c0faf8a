"""Closing: what was copied for the answer is destroyed, with an entry of intent before and of outcome after."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from troth.duties.cases import Case
from troth.duties.search import Finding
from troth.fault import Fault
from troth.flows import flow, start, step
from troth.records import entries, keys


@flow
def close_case(case: str) -> None:
    """Destroy the findings of a case; it closes when they are gone."""
    step(intend_destruction, case)
    step(destroy_findings, case)
    step(note_destruction, case)


def intend_destruction(case: str) -> None:
    """Say what is about to be destroyed: if we die after it, somebody sees open work."""
    row = Case.objects.get(reference=case)
    with transaction.atomic():
        if not _noted("key.destroying", row):
            entries.append("key.destroying", timezone.now(), case=case, key=row.key, key_name=row.findings_key)


def destroy_findings(case: str) -> int:
    """Destroy the key first, then the rows: from that moment nobody can read them, backup or not."""
    row = Case.objects.get(reference=case)
    keys.destroy(row.findings_key)
    return Finding.objects.filter(case=row).delete()[0]


def note_destruction(case: str) -> None:
    """Record that nothing is left, after looking; then the case is closed."""
    with transaction.atomic():
        row = Case.objects.select_for_update().get(reference=case)
        left = Finding.objects.filter(case=row).count()
        if left or keys.stands(row.findings_key):
            raise Fault("working copies are still there after their destruction", where=case)
        at = timezone.now()
        if not _noted("key.destroyed", row):
            entries.append("key.destroyed", at, case=case, key=row.key, key_name=row.findings_key, rows=left)
        if row.state == "ready":
            row.state, row.closed_at = "closed", at
            row.save(update_fields=["state", "closed_at"])
            entries.append("case.closed", at, case=case, key=row.key)


def _noted(kind: str, row: Case) -> bool:
    return entries.Entry.objects.filter(kind=kind, case=row.reference).exists()


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
