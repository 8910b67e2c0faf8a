"""Dates that move with the bank holidays: an open case is counted again with the working days as they are now.

A holiday that is proclaimed, moved or taken away after a request came changes the day by which it is answered
(Reg 1182/71 Art 3(4)); the law of the day of receipt stays. The case's own facts are counted afresh, and where the
result differs, the new day, its derivation and the evidence commit together. What cannot be counted keeps its day, and
the desk says so (`uncounted`).
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from troth.duties import clock
from troth.duties.cases import ENDED, Case
from troth.fault import Fault
from troth.flows import every, step
from troth.law.calendar import Calendar, weekday
from troth.records import entries
from troth.records.place import working_days
from troth.words import Deadline, Nation

log = logging.getLogger("troth.recount")
OTHERWISE = "the days are counted otherwise by a newer release"


@dataclass(frozen=True)
class Recounted:
    """What a case's clock says now, what it said before, and why that differs."""

    deadline: Deadline
    was: date
    now: date
    because: str


@dataclass(frozen=True)
class Moved:
    """The last move of a case's day, as its evidence has it."""

    was: date
    now: date
    because: str
    at: datetime

    @property
    def earlier(self) -> bool:
        """Whether there is less time than before."""
        return self.now < self.was


@every(600)
def keep_dates() -> None:
    """Open cases follow the bank holidays: at the start, each day, and soon after the company's list changed."""
    step(recount_open)


def recount_open() -> int:
    """Count every running case again; how many changed. One that cannot be counted is noted, and stops no other."""
    at, changed = timezone.now(), 0
    for nation in running().order_by("nation").values_list("nation", flat=True).distinct():
        try:
            days = working_days(Nation(nation))
        except Fault as fault:
            log.error("no date of %s can be counted again: %s: %s", nation, fault.where, fault.because or fault.what)
            continue
        for case in running().filter(nation=nation).defer("sealed").order_by("id"):
            try:
                if recounted(case, days) and recount(case, days, at):
                    changed += 1
            except Fault as fault:
                log.error("the date of %s could not be counted again: %s", case.reference, fault.what)
            except Exception as error:  # a damaged row or a lost key: this case alone stays as it is
                log.error("the date of %s could not be counted again: %s", case.reference, type(error).__name__)
    return changed


def running() -> QuerySet[Case]:
    """The cases whose answer is still owed by a day."""
    return Case.objects.exclude(state__in=ENDED).filter(answered_at=None).exclude(due=None)


def recounted(case: Case, days: Calendar) -> Recounted | None:
    """What these working days make of a running case's facts; None where nothing differs from what is kept.

    A Fault if no day can be given.
    """
    if case.due is None or case.answered_at or not case.open:
        return None
    deadline = clock.access_deadline(case.received_at, case.confirmed_at, Nation(case.nation), days)
    if deadline.at is None or clock.pack(deadline) == case.derivation:
        return None
    return Recounted(deadline, case.due, deadline.at, _because(case, deadline, days))


def _because(case: Case, deadline: Deadline, days: Calendar) -> str:
    """Why the day differs: what the earlier of the two is now. Where it stays, the first step that is new."""
    was, now = case.due, deadline.at
    assert was and now
    if was < now and days.holiday(was):
        return f"{weekday(was)} is {days.holiday(was)} ({days.source(was)})"
    if now < was and days.works(now):
        says = days.restored(now).rstrip(".") or f"{weekday(now)} is a working day"
        return f"{says} ({days.source(now)})"
    known = case.deadline.because if case.deadline else ()
    new = [step for step in deadline.because if step not in known]
    return new[0].says.rstrip(".") if new and was == now else OTHERWISE


def recount(case: Case, days: Calendar, at: datetime) -> bool:
    """Store what is counted now, with its evidence; whether anything changed. Done again it changes nothing."""
    with transaction.atomic():
        fresh = Case.objects.select_for_update().get(pk=case.pk)
        result = recounted(fresh, days)
        if result is None:
            return False
        fresh.due, fresh.derivation = result.now, clock.pack(result.deadline)
        fresh.save(update_fields=["due", "derivation"])
        facts: dict[str, Any] = {"now": result.now.isoformat(), "because": result.because}
        kind = "deadline.explained"
        if result.was != result.now:
            kind, facts["was"] = "deadline.moved", result.was.isoformat()
        entries.append(kind, at, case=fresh.reference, key=fresh.key, **facts)
    return True


# ---- what the faces show ----


def moves(chosen: Iterable[Case]) -> dict[str, Moved]:
    """The last move of each of these cases that is still running and was moved, by reference."""
    open_ones = {case.reference for case in chosen if case.due and case.open and not case.answered_at}
    rows = entries.Entry.objects.filter(kind="deadline.moved", case__in=open_ones).order_by("id")
    return {row.case: _moved(row) for row in rows}


def _moved(row: entries.Entry) -> Moved:
    said = entries.opened(row)
    return Moved(date.fromisoformat(said["was"]), date.fromisoformat(said["now"]), said["because"], row.at)


def uncounted(chosen: Iterable[Case]) -> dict[str, Fault]:
    """Those of the running cases whose day cannot be counted with the working days of now, by reference, and why."""
    found: dict[str, Fault] = {}
    for case in chosen:
        try:
            if case.due and case.open and not case.answered_at:
                recounted(case, working_days(Nation(case.nation)))
        except Fault as fault:
            found[case.reference] = fault
    return found
