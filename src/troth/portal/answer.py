"""The answer: looking at its link uses nothing up; the right word opens it, once, in this browser, for a day."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from troth.duties import delivery
from troth.duties.delivery import GRANT_HOURS, LINK_DAYS, TRIES, Delivery
from troth.duties.pack.plain import many
from troth.fault import Fault
from troth.portal import says, visit
from troth.portal.forms import Opening


@require_http_methods(["GET", "HEAD", "POST"])
def unlock(http: HttpRequest, token: str) -> HttpResponse:
    """Ask for the word; a link that never was, was used or is over leads to one page."""
    at = timezone.now()
    if delivery.waiting(token, at) is None:
        return over(http)
    form = Opening(http.POST if http.method == "POST" else None, auto_id="%s")
    if form.is_valid():
        grant = delivery.unlock(token, form.cleaned_data["word"], at)
        if grant:
            visit.hold(http, grant)
            return redirect("portal:answer")
        waiting = delivery.waiting(token, at)
        if waiting is None:
            return over(http)
        left = many(TRIES - waiting.tries, "try", "tries")
        form.add_error("word", f"This is not the word that opens your answer. You have {left} left")
    return render(
        http, "portal/unlock.html", {"form": form, "hours": GRANT_HOURS}, status=422 if form.is_bound else 200
    )


@require_safe
def answer(http: HttpRequest) -> HttpResponse:
    """The answer to read, while this browser holds the grant."""
    grant = visit.grant(http)
    try:
        page = delivery.page(grant, timezone.now())
    except Fault:
        return over(http)
    opened = Delivery.objects.get(pk=grant.delivery).opened_at
    until = says.moment(opened + timedelta(hours=GRANT_HOURS)) if opened else ""
    return render(http, "portal/answer.html", {"page": page, "until": until, "at": "answer"})


@require_safe
def download(http: HttpRequest) -> HttpResponse:
    """The whole pack as a file."""
    try:
        name, content = delivery.pack(visit.grant(http), timezone.now())
    except Fault:
        return over(http)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def over(http: HttpRequest) -> HttpResponse:
    """What to do when an answer does not open here."""
    return render(http, "portal/over.html", {"days": LINK_DAYS, "tries": TRIES, "hours": GRANT_HOURS}, status=410)
