"""Need to know: who of the staff looks at whom, and why, is on record before they see it.

The colleague who has a case sees its person. Anybody else says why first, which opens that case to them for an
hour; trying without a reason is on record too. One colleague who opens very many people's cases is stopped.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from troth.duties import cases
from troth.duties.cases import Case
from troth.fault import Fault
from troth.records import entries

OPEN_FOR = timedelta(hours=1)
PEOPLE_AN_HOUR = 60
WORKING = "working on the case"
# Looks that show a name among others; they are on record, and open nothing.
IN_LIST, BY_NAME = "the name, in the list of own cases", "the name, looked up"


def may_look(case: Case, by: Any, at: datetime) -> bool:
    """Whether the case stands open to this colleague: it is theirs, or they said why within the hour."""
    if case.owner_id == by.pk:
        return True
    return any(why not in (IN_LIST, BY_NAME) for _, why in _looks(by, at - OPEN_FOR, [case]))


def look(case: Case, by: Any, why: str, at: datetime) -> None:
    """Record a look and its reason; a Fault if this colleague has opened too many people's cases within the hour."""
    why = " ".join(why.split())
    if len(why) < 5:
        raise Fault("say in a few words why you look", because="every look at a person is on record with its reason")
    others = {reference for reference, said in _looks(by, at - OPEN_FOR) if said != IN_LIST} - {case.reference}
    if len(others) >= PEOPLE_AN_HOUR:
        with transaction.atomic():
            facts = {"by": by.get_full_name(), "people": len(others)}
            entries.append("look.stopped", at, case=case.reference, key=case.key, **facts)
        raise Fault(
            f"you have opened {len(others)} people’s cases within an hour",
            because="one account that looks at very many people is stopped, whoever it is; this is on record",
            remedy="go on in an hour, or ask a colleague to take some of the cases",
        )
    cases.looked_at(case, by, why[:200], at)


def turned_away(case: Case, by: Any, at: datetime) -> None:
    """Record that a colleague came without a reason and saw nothing: once an hour is enough to say it."""
    recent = entries.Entry.objects.filter(case=case.reference, kind="look.refused", at__gt=at - OPEN_FOR)
    if all(entries.opened(row)["by"] != by.get_full_name() for row in recent):
        with transaction.atomic():
            entries.append("look.refused", at, case=case.reference, key=case.key, by=by.get_full_name())


def names(chosen: Iterable[Case], by: Any, at: datetime, why: str) -> dict[int, str]:
    """The names of these people for a list, by case; each is a look, recorded once a day."""
    shown = list(chosen)
    known = {reference for reference, said in _looks(by, at - timedelta(days=1), shown) if said == why}
    with transaction.atomic():
        for case in shown:
            if case.reference not in known:
                facts = {"by": by.get_full_name(), "why": why}
                entries.append("person.looked-at", at, case=case.reference, key=case.key, **facts)
    return {case.pk: case.person().name for case in shown}


def _looks(by: Any, since: datetime, chosen: Iterable[Case] | None = None) -> list[tuple[str, str]]:
    """The cases that this colleague looked at since then, each with the reason given."""
    rows = entries.Entry.objects.filter(kind="person.looked-at", at__gt=since)
    if chosen is not None:
        rows = rows.filter(case__in=[case.reference for case in chosen])
    said = ((row.case, entries.opened(row)) for row in rows)
    return [(case, facts["why"]) for case, facts in said if facts["by"] == by.get_full_name()]
