"""The code that was mailed. To a stranger this page is the same for every address, known to the company or not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from troth.duties import identity
from troth.duties.cases import Case
from troth.fault import Fault
from troth.portal import visit
from troth.portal.forms import Code

WRONG = "This code does not open your request. Check the digits, or send a new code: only the newest one works"


@require_http_methods(["GET", "HEAD", "POST"])
def code(http: HttpRequest) -> HttpResponse:
    """Ask for the code. A request that waits for none, is over or never was leads to the same next page."""
    case = visit.case(http)
    if case is None or case.state != "unconfirmed":
        return redirect("portal:progress")
    form = Code(http.POST if http.method == "POST" else None, auto_id="%s")
    if form.is_valid():
        if identity.confirm(case, form.cleaned_data["code"], timezone.now()):
            return redirect("portal:progress")
        form.add_error("code", WRONG)
    return _page(http, case, form, 422 if form.is_bound else 200)


@require_POST
def again(http: HttpRequest) -> HttpResponse:
    """Mail a new code; the older ones stop working."""
    case = visit.case(http)
    if case is None or case.state != "unconfirmed":
        return redirect("portal:progress")
    try:
        identity.send_code(case, timezone.now())
    except Fault as fault:
        return _page(http, case, Code(auto_id="%s"), 429, fault)
    messages.success(http, "We have sent a new code. The earlier one does not work any more.")
    return redirect("portal:code")


def _page(http: HttpRequest, case: Case, form: Code, status: int, fault: Fault | None = None) -> HttpResponse:
    shown = {"case": case, "form": form, "email": visit.email(http), "minutes": identity.MINUTES, "fault": fault}
    return render(http, "portal/code.html", {**shown, "at": "request"}, status=status)
