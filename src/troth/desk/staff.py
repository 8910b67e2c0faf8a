"""Who may come in: signed-in staff, and to a case only whom it is open to (need to know, `duties/looks.py`)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from troth.duties import cases, looks
from troth.duties.cases import Case
from troth.fault import Fault

View = Callable[..., HttpResponse]


class Staff(HttpRequest):
    """A request of somebody who has come through `staff_only`."""

    user: User


def staff_only(view: View) -> View:
    """Let a view be reached by signed-in, active members of the staff; others are sent to sign in, or refused.

    A fault that the view meets becomes a page in words.
    """

    @wraps(view)
    def guarded(http: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not http.user.is_authenticated:
            return redirect_to_login("/desk/")  # the address that was wanted stays out of the log of this one
        if not (http.user.is_active and http.user.is_staff):
            raise PermissionDenied
        try:
            return view(http, *args, **kwargs)
        except Fault as fault:  # a colleague is told the reason too, which strangers are not
            return fault_page(http, fault, status=409)

    guarded.staff_only = True  # type: ignore[attr-defined]
    return guarded


def about_case(view: View) -> View:
    """As `staff_only`, and give the view its case: the look is on record before the view begins.

    Whom the case is not open to is asked why, sees nothing of the person, and that is on record too.
    """

    @staff_only
    @wraps(view)
    def guarded(http: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            case = cases.by_reference(reference)
        except Fault as fault:
            return fault_page(http, fault)
        at = timezone.now()
        if not looks.may_look(case, http.user, at):
            looks.turned_away(case, http.user, at)
            return ask_why(http, case)
        if case.owner_id == http.user.pk:
            looks.look(case, http.user, looks.WORKING, at)
        return view(http, case, *args, **kwargs)

    return guarded


REASONS = {
    "standing-in": "standing in for the owner",
    "asked": "the person asked about the request",
    "second": "a second look at the decisions",
    "check": "a check of our own work",
    "other": "another reason",
}


def ask_why(http: HttpRequest, case: Case, wrong: str = "", status: int = 403) -> HttpResponse:
    """The page that asks for a reason; it shows nothing of the person."""
    shown = {"case": case, "reasons": REASONS, "wrong": wrong, "given": http.POST.get("reason", "")}
    return render(http, "desk/why.html", shown, status=status)


def fault_page(http: HttpRequest, fault: Fault, status: int = 404) -> HttpResponse:
    """A fault as a page of the desk, with its reason: 404 for what is not there, 409 for what cannot be done now."""
    return render(http, "desk/fault.html", {"fault": fault}, status=status)


def colleagues() -> list[User]:
    """The staff to whom a case may be given, by name."""
    active = get_user_model().objects.filter(is_staff=True, is_active=True)
    return sorted(active, key=lambda user: (user.get_full_name().casefold(), user.pk))
