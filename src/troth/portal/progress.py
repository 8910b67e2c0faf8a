"""Where a request stands. Its link opens it anywhere; from then on the browser's session knows the way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from troth.duties import cases, overview, receipts, recount, search
from troth.duties.cases import Case
from troth.duties.clock import local_date
from troth.duties.delivery import Delivery
from troth.duties.diary import as_calendar
from troth.duties.pack.plain import weekday
from troth.fault import Fault
from troth.portal import says, visit
from troth.records.place import in_force, site


@require_safe
def arrive(http: HttpRequest, token: str) -> HttpResponse:
    """The link of a request: remembered in the session, so that its secret leaves the address."""
    if cases.by_token(token) is None:
        return nowhere(http)
    if visit.token(http) != token:
        visit.follow(http, token)
    return redirect("portal:progress")


@require_safe
def progress(http: HttpRequest) -> HttpResponse:
    """Clock, derivation, what has happened, what to keep."""
    case = visit.case(http)
    if case is None:
        return nowhere(http)
    at, delivery = timezone.now(), Delivery.objects.filter(case=case).first()
    today, deadline = local_date(at), case.deadline
    running = bool(case.due and case.open and not case.answered_at)
    shown = {
        "case": case,
        "clock": says.clock(case, delivery, at),
        "moved": says.moved(recount.moves([case]).get(case.reference)),
        "steps": says.steps(deadline),
        "cautious": weekday(deadline.cautious) if deadline and deadline.cautious not in (None, deadline.at) else "",
        "tasks": says.tasks(case, search.progress(case), delivery, overview.destroyed_at(case), today),
        "receipts": [(held.index, held.title, says.moment(held.at)) for held in _receipts(case)],
        "running": running,
        "to_come": running and case.due and case.due >= today,
        "takes_back": case.open and case.state != "ready",
        "link": f"{site()}/your-data/request/{visit.token(http)}/",
        "at": "request",
    }
    return render(http, "portal/progress.html", shown)


def _receipts(case: Case) -> list[receipts.Held]:
    """The receipts of a case; none for the moment in which the ledger is still taking an entry in."""
    try:
        return receipts.for_case(case)
    except Fault:
        return []


@require_safe
def receipt(http: HttpRequest, index: int) -> HttpResponse:
    """One receipt as a file: what the ledger says about one act, checkable without us."""
    case = visit.case(http)
    held = next((held for held in _receipts(case) if held.index == index), None) if case else None
    if case is None or held is None:
        return nowhere(http)
    return _file(held.content, "application/json", f"receipt-{case.reference}-{index}.json")


@require_safe
def calendar(http: HttpRequest) -> HttpResponse:
    """The day of the answer for the person's own calendar."""
    case = visit.case(http)
    if case is None or case.deadline is None:
        return nowhere(http)
    company = in_force().controller.name
    content = as_calendar(
        case.deadline,
        f"Answer due from {company}",
        f"{case.reference}@{site().partition('://')[2]}",
        timezone.now(),
        says=f"Request {case.reference}: by this day {company} answers your request for your data.",
        remind=False,  # it is ours to keep the day
    )
    return _file(content, "text/calendar; charset=utf-8", f"answer-due-{case.reference}.ics")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
def leave(http: HttpRequest) -> HttpResponse:
    """Forget request and answer in this browser, for a computer that others use too."""
    http.session.flush()
    return redirect("portal:start")


def nowhere(http: HttpRequest) -> HttpResponse:
    """No request is open in this browser, or its link is not right: one page for both."""
    return render(http, "portal/nowhere.html", {"at": "request"}, status=404)
