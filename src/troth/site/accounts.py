"""Signing in to the desk, in its first form: a link made on this machine, good once and for ten minutes.

Passwords, passkeys and single sign-on are not built; until they are, the server listens on loopback only.
"""

import re
from datetime import timedelta

from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from troth.fault import Fault
from troth.records.signin import Pass

MINUTES = 10


def link_for(user: User) -> str:
    """The path of a new sign-in link for one colleague."""
    return f"/accounts/in/{Pass.make(user, timezone.now() + timedelta(minutes=MINUTES))}/"


def colleague(name: str, email: str) -> User:
    """The staff account of this name, made if there is none; it has no password."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
        raise Fault("a colleague is named by an e-mail address", where="--staff", remedy="ruth@company.example")
    user, new = get_user_model().objects.get_or_create(
        username=email, defaults={"first_name": name.split(" ")[0], "last_name": name.partition(" ")[2], "email": email}
    )
    if new:
        user.is_staff = True
        user.set_unusable_password()
        user.save()
    return user


def signed_out(http: HttpRequest) -> HttpResponse:
    """What the desk shows to somebody who is not signed in."""
    return render(http, "accounts/in.html", {}, status=403 if http.GET.get("next") else 200)


def enter(http: HttpRequest, secret: str) -> HttpResponse:
    """Ask before signing in (a link that only shows is not spent); the press of the button spends it."""
    if http.method != "POST":
        return render(http, "accounts/enter.html", {"secret": secret})
    user = Pass.spend(secret, timezone.now())
    if user is None:
        return render(http, "accounts/in.html", {"spent": True}, status=410)
    login(http, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("desk:inbox")


@require_POST
def leave(http: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(http)
    return redirect("accounts:in")


app_name = "accounts"
urlpatterns = [
    path("", signed_out, name="in"),
    path("in/<str:secret>/", enter, name="enter"),
    path("out/", leave, name="out"),
]
