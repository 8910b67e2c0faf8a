"""Why does somebody who does not have a case look at it? They say so, or take it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from troth.desk.staff import REASONS, Staff, ask_why, fault_page, staff_only
from troth.duties import cases, looks
from troth.fault import Fault


@staff_only
def why(http: Staff, reference: str) -> HttpResponse:
    """Take a reason, record it, and open the case to this colleague for an hour."""
    try:
        case = cases.by_reference(reference)
    except Fault as fault:
        return fault_page(http, fault)
    if http.method != "POST":
        return ask_why(http, case, status=200)
    chosen = http.POST.get("reason", "")
    said = (
        " ".join(http.POST.get("words", "").replace("\0", " ").split())[:150]
        if chosen == "other"
        else REASONS.get(chosen, "")
    )
    if len(said) < 5:
        wrong = "Say in a few words why you look" if chosen == "other" else "Choose why you look"
        return ask_why(http, case, wrong, status=422)
    looks.look(case, http.user, said, timezone.now())
    return redirect("desk:case", case.reference)


@staff_only
@require_POST
def take(http: Staff, reference: str) -> HttpResponse:
    """Take the case: from now on it is this colleague's."""
    try:
        case = cases.by_reference(reference)
    except Fault as fault:
        return fault_page(http, fault)
    cases.assign([case], http.user, http.user, timezone.now())
    messages.success(http, "The case is yours now.")
    return redirect("desk:case", case.reference)
