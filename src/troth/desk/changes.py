"""What would it change? Everything gathered, held against what is in force; proposed, gone on with, or thrown away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from troth.desk import compared, draft
from troth.desk.staff import Staff, staff_only
from troth.duties import adoption
from troth.duties.clock import local_date
from troth.fault import Fault
from troth.home import digest_of
from troth.records import versions


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def changes(http: Staff) -> HttpResponse:
    """The preview, also of what somebody wrote into the folder; a POST proposes what it shows, with a reason."""
    if not draft.steps(http) and versions.newest() and not adoption.drift():
        return render(http, "desk/policy-changes.html", {"none": True})
    if http.method != "POST":
        return _page(http)
    because = " ".join(http.POST.get("because", "").replace("\0", " ").split())
    if len(because) < 5:
        return _page(http, wrong="Say in a sentence why the policy is to change: whoever adopts it reads it")
    if len(because) > 2_000:
        return _page(http, wrong="Write at most 2,000 letters", because=because[:2_000])
    if http.POST.get("shown") != _shown(http):
        return _page(http, fault="The files in the folder changed since you looked: read again what it would change")
    made = draft.files(http)
    try:
        with draft.in_words():
            row = adoption.propose(made, by=http.user.get_full_name(), because=because, at=timezone.now())
    except Fault as fault:
        return _page(http, fault=f"{compared.plain(fault.what)}. {compared.plain(fault.remedy)}", because=because)
    draft.clear(http)
    messages.success(http, f"Proposed as {row.reference}. A colleague has to read it and adopt it.")
    return redirect("desk:policy-proposal", row.pk)


def _shown(http: Staff) -> str:
    """What tells the files that were shown from others."""
    return digest_of(draft.files(http))


def _page(http: Staff, wrong: str = "", fault: str = "", because: str = "") -> HttpResponse:
    today = local_date(timezone.now())
    try:
        made = draft.read(draft.files(http))
    except Fault as broken:
        shown: dict[str, Any] = {"steps": draft.steps(http), "broken": compared.objection(broken)}
        return render(http, "desk/policy-changes.html", shown, status=409)
    shown = {
        "steps": draft.steps(http),
        "one": compared.shown(made, today),
        "day": compared.day(today),
        "shown": _shown(http),
        "because": because or http.POST.get("because", "")[:2_000],
        "wrong": wrong,
        "errors": [("because", wrong)] if wrong else [],
        "fault": fault,
        "drift": adoption.drift(),
    }
    return render(http, "desk/policy-changes.html", shown, status=422 if wrong or fault else 200)


@staff_only
@require_POST
def throw_away(http: Staff) -> HttpResponse:
    """Forget what was gathered; nothing was written anywhere."""
    draft.clear(http)
    messages.success(http, "Thrown away. Nothing was changed.")
    return redirect("desk:policy")
