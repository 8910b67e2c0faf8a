"""The review: a person reads what was found, decides row by row what leaves, and says yes to the whole.

Rows of others and acts of staff are shown with why they stay out; they cannot be put in. What is withheld
names an exemption and a reason (DPA 2018 Sch 2: item by item, never the whole request).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from troth import law
from troth.duties import clock
from troth.duties.cases import Case
from troth.duties.delivery import deliver_answer
from troth.duties.identity import BY_CODE
from troth.duties.search import Finding, Search
from troth.fault import Fault
from troth.flows import start
from troth.records import entries
from troth.words import Right, Whose

GIVEN = (Whose.OWN, Whose.SHARED)


@dataclass(frozen=True)
class TableFindings:
    """The rows of one table of one store."""

    table: str
    rows: tuple[Finding, ...]

    @property
    def undecided(self) -> int:
        return sum(1 for row in self.rows if row.whose in GIVEN and not row.decision)


@dataclass(frozen=True)
class StoreFindings:
    """What one store held, by table."""

    search: Search
    tables: tuple[TableFindings, ...]

    @property
    def count(self) -> int:
        return sum(len(table.rows) for table in self.tables)

    @property
    def undecided(self) -> int:
        return sum(table.undecided for table in self.tables)


@dataclass(frozen=True)
class Check:
    """One thing that must hold before the answer leaves, and whether it does."""

    says: str
    done: bool


def findings(case: Case) -> list[StoreFindings]:
    """Everything found, by store and table, in the order of the search."""
    found = []
    for search in case.search_set.order_by("id"):
        rows = search.finding_set.select_related("case").order_by("table", "number")
        tables = tuple(TableFindings(name, tuple(group)) for name, group in groupby(rows, key=lambda r: r.table))
        found.append(StoreFindings(search, tables))
    return found


def decide(
    case: Case, ids: Iterable[int], decision: str, *, by: str, at: datetime, reason: str = "", exemption: str = ""
) -> int:
    """Include or withhold rows; how many. Withholding needs an exemption of the law and a reason in words."""
    if decision not in ("include", "withhold"):
        raise Fault("a row is included or withheld")
    known = {e.id for e in law.exemptions(Right(case.right), clock.local_date(at))}
    if decision == "withhold" and (exemption not in known or len(reason.strip()) < 10):
        raise Fault(
            "withholding needs an exemption and a reason",
            because="DPA 2018 Sch 2 applies item by item, and the refusal states its reasons (UK GDPR Art 12(4))",
            remedy="choose the exemption and say in a sentence why it applies to this item",
        )
    with transaction.atomic():
        fresh = Case.objects.select_for_update().get(pk=case.pk)
        if fresh.state not in ("review", "waiting", "searching"):
            raise Fault("this case is not under review any more", where=case.reference)
        rows = Finding.objects.filter(case=fresh, pk__in=list(ids), whose__in=GIVEN)
        kept = {"reason": reason.strip(), "exemption": exemption} if decision == "withhold" else {}
        count = rows.update(decision=decision, **({"reason": "", "exemption": ""} | kept))
        if count:
            facts = {"by": by, "decision": decision, "count": count, "reason": exemption}
            entries.append("finding.decided", at, case=fresh.reference, key=fresh.key, **facts)
    return count


def checks(case: Case) -> list[Check]:
    """What must hold before the answer leaves; computed, never ticked by hand."""
    searches = list(case.search_set.all())
    searched = sum(1 for s in searches if s.state == "done")
    given = Finding.objects.filter(case=case, whose__in=GIVEN)
    decided = given.exclude(decision="").count()
    unreasoned = given.filter(decision="withhold", reason="").count()
    total = given.count()
    return [
        Check(f"Every system searched, {searched} of {len(searches)}", bool(searches) and searched == len(searches)),
        Check("Person confirmed", case.confirmed_at is not None),
        Check("Address held before the request", address_stands(case, searches)),
        Check(f"Every finding decided, {decided} of {total}", decided == total),
        Check("Each thing left out has a reason", unreasoned == 0),
    ]


def address_stands(case: Case, searches: Iterable[Search]) -> bool:
    """Whether the proof of identity is good enough: a colleague's word, or a code to an address that we held before.

    Where nothing was found there is nobody's data to protect.
    """
    if case.confirmed_how != BY_CODE or not any(search.found for search in searches):
        return case.confirmed_at is not None
    told = [search.address_since for search in searches if search.address_since and search.address_told]
    guessed = [search.address_since for search in searches if search.address_since]
    since = max(told) if told else min(guessed, default=None)
    return since is not None and since < clock.local_date(case.received_at)


def approve(case: Case, by: str, at: datetime) -> None:
    """A named person says yes: the pack is built and its link leaves. A Fault while a check does not hold."""
    with transaction.atomic():
        fresh = Case.objects.select_for_update().get(pk=case.pk)
        missing = [check.says for check in checks(fresh) if not check.done]
        if fresh.state != "review" or missing:
            raise Fault(
                "this answer cannot leave yet",
                where=fresh.reference,
                because="; ".join(missing) or f"the case is {fresh.state}",
                remedy="finish the open points on the case's page",
            )
        fresh.state = "approved"
        fresh.save(update_fields=["state"])
        entries.append("answer.approved", at, case=fresh.reference, key=fresh.key, by=by)
        start(deliver_answer, fresh.reference)
    case.refresh_from_db()


def summary(case: Case) -> dict[str, Any]:
    """Counts for a page's first line."""
    searches = list(case.search_set.all())
    given = Finding.objects.filter(case=case, whose__in=GIVEN)
    return {
        "found": Finding.objects.filter(case=case).count(),
        "with_findings": sum(1 for s in searches if s.found),
        "stores": len(searches),
        "undecided": given.filter(decision="").count(),
    }
