"""Taking a request back, after a question that says what happens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from troth.duties import closing
from troth.portal import visit


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(http: HttpRequest) -> HttpResponse:
    """Ask first; the press of the button takes it back. A request that is over shows what became of it."""
    case = visit.case(http)
    if case is None or not case.open or case.state == "ready":
        return redirect("portal:progress")
    if http.method == "POST":
        closing.withdraw(case, timezone.now())
        return redirect("portal:progress")
    return render(http, "portal/withdraw.html", {"case": case, "at": "request"})
