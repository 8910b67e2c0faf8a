"""Does this become our policy? A proposal with what it changes; a second colleague adopts it, anybody may drop it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from troth.desk import compared, draft
from troth.desk.policy_forms import DayField
from troth.desk.staff import Staff, staff_only
from troth.duties import adoption, proposals
from troth.duties.clock import local_date
from troth.duties.proposals import Proposal
from troth.fault import Fault, Faults
from troth.records import folder, versions
from troth.records.place import home


@staff_only
@require_safe
def proposal(http: Staff, number: int) -> HttpResponse:
    """What it changes, who must be told, and what may be done with it."""
    return _page(http, _found(number))


def _found(number: int) -> Proposal:
    found = Proposal.objects.filter(pk=number).first() if number < 10**9 else None
    if found is None:
        raise Http404
    return found


@staff_only
@require_POST
def told(http: Staff, number: int) -> HttpResponse:
    """Note how and on which day people were told of what it brings."""
    row, name, at = _found(number), http.POST.get("purpose", "")[:60], timezone.now()
    wrong: dict[str, str] = {}
    day = _day(http, wrong, "on", "Write the day on which they were told")
    how = " ".join(http.POST.get("how", "").replace("\0", " ").split())[:1_000]
    if len(how) < 5:
        wrong["how"] = "Say how they were told, such as: a letter to every customer"
    if day and not wrong:
        try:
            adoption.told(row, name, how, day, http.user.get_full_name(), at)
        except Fault as fault:
            wrong["on" if day > local_date(at) else "how"] = f"{compared.plain(fault.what)}: {fault.remedy}"
    if wrong:
        return _page(http, row, wrong={f"{key}-{name}": words for key, words in wrong.items()}, status=422)
    messages.success(http, "Noted that they were told.")
    return redirect("desk:policy-proposal", number)


def _day(http: Staff, wrong: dict[str, str], name: str, missing: str) -> date | None:
    """The day of a field; None with what is wrong beside it, or if it may stay empty (`missing` has no words)."""
    try:
        text = DayField().clean(http.POST.get(name, ""))
    except ValidationError as error:
        wrong[name] = error.messages[0]
        return None
    if not text and missing:
        wrong[name] = missing
    return date.fromisoformat(text) if text else None


@staff_only
@require_POST
def adopt(http: Staff, number: int) -> HttpResponse:
    """Make it the next version; its files are written."""
    row, wrong = _found(number), dict[str, str]()
    starts = _day(http, wrong, "starts", "")
    if wrong:
        return _page(http, row, wrong=wrong, status=422)
    try:
        version = adoption.adopt(row, http.user.get_full_name(), timezone.now(), starts)
    except Faults as several:
        return _page(http, row, faults=list(several.faults), status=409)
    except Fault as fault:
        return _page(http, row, faults=[fault], status=409)
    if version.laid_at:
        messages.success(
            http, f"Version {version.number} is adopted, from {compared.day(version.starts)} on. The files are written."
        )
    else:
        messages.error(
            http, f"Version {version.number} is adopted, but its files could not be written into the folder."
        )
    return redirect("desk:policy-versions")


@staff_only
@require_POST
def drop(http: Staff, number: int) -> HttpResponse:
    """Give it up; it stays on record."""
    row = _found(number)
    adoption.drop(row, http.user.get_full_name(), timezone.now())
    messages.success(http, f"{row.reference} is dropped. The policy stays as it is.")
    return redirect("desk:policy")


@staff_only
@require_POST
def again(http: Staff, number: int) -> HttpResponse:
    """Gather what it changes anew, on the files as they lie there now; for when the world moved."""
    row = _found(number)
    base = versions.number(row.against).files if row.against else {}
    if folder.digests({name: text.encode() for name, text in base.items()}) != row.base:
        remedy = "read below what it changes, drop it, and change that on the policy"
        raise Fault("this cannot be made again by itself: it was not made on a version", remedy=remedy)
    changes = draft.again(base, row.files)
    draft.files(http, changes)  # a Fault in words where they cannot be made any more
    draft.add(http, f"What {row.by} proposed as {row.reference}", changes)
    return redirect("desk:policy-changes")


def _moved(row: Proposal) -> str:
    """Why it can no longer be adopted, if something changed since it was proposed."""
    newest = versions.newest()
    if (newest.number if newest else 0) != row.against:
        return f"Version {newest.number if newest else 0} was adopted meanwhile"
    elsewhere = folder.moved(home(), row.base, row.files)
    return f"Somebody changed {', '.join(elsewhere)} in the folder meanwhile" if elsewhere else ""


def _page(
    http: Staff,
    row: Proposal,
    *,
    wrong: dict[str, str] | None = None,
    faults: list[Fault] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = local_date(timezone.now())
    known = wrong or {}
    shown: dict[str, Any] = {
        "row": row,
        "proposed": compared.day(local_date(row.at)),
        "ended": compared.day(local_date(row.ended_at)) if row.ended_at else "",
        "wrong": known,
        "errors": list(known.items()),
        "fault": " ".join(f"{compared.plain(one.what)}. {compared.plain(one.remedy)}." for one in faults or []),
        "given": http.POST,
        "today": today,
    }
    if row.state == "open":
        with draft.in_words():
            policy, found = row.policy(), row.changes(today)
        noted = {one.purpose: one for one in proposals.Told.objects.filter(proposal=row)}
        one = compared.shown(policy, today, found)
        people = [
            {**told, "told": noted.get(told["purpose"]), **_entered(told["purpose"], known, http)}
            for told in one["people"]
        ]
        shown |= {
            "one": {**one, "people": []},
            "people": people,
            "own": row.by.casefold() == http.user.get_full_name().casefold(),
            "moved": _moved(row),
            "ready": found.ready,
            "untold": len(found.untold),
            "starts_wrong": known.get("starts", ""),
        }
    return render(http, "desk/policy-proposal.html", shown, status=status)


def _entered(purpose: str, wrong: dict[str, str], http: Staff) -> dict[str, str]:
    """What was entered about telling these people, with what was wrong with it."""
    own = http.POST.get("purpose") == purpose
    return {
        "how_wrong": wrong.get(f"how-{purpose}", ""),
        "on_wrong": wrong.get(f"on-{purpose}", ""),
        "how": http.POST.get("how", "")[:1_000] if own else "",
        "on": http.POST.get("on", "")[:20] if own else "",
    }
