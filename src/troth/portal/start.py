"""The first page: what one gets, by which day, what we may ask, and how else to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from troth.duties import clock
from troth.fault import Fault
from troth.portal import says
from troth.records.place import in_force
from troth.words import Nation


@require_safe
def front(http: HttpRequest) -> HttpResponse:
    """The site begins with your data."""
    return redirect("portal:start")


@require_safe
def start(http: HttpRequest) -> HttpResponse:
    """The day named is the real one: counted from now, and it shows how."""
    at = timezone.now()
    try:
        deadline = clock.access_deadline(at, None, Nation(in_force().nation))
    except Fault:
        deadline = None  # past the published holidays: one month at most still holds
    shown = {
        "today": says.day(clock.local_date(at)),
        "due": says.due(deadline),
        "steps": says.steps(deadline),
    }
    return render(http, "portal/start.html", shown)
