"""Errors as pages: what happened and what to try, in the house's look; nothing about the machine."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TITLES = {
    400: ("We could not read that", "Go back and try again."),
    403: ("You cannot open this page", "Sign in, or ask the Compliance Manager."),
    404: ("There is no page here", "Check the address, or begin at our first page."),
}


def page(http: HttpRequest, status: int, what: str, remedy: str) -> HttpResponse:
    """One error page."""
    return render(http, "error.html", {"status": status, "what": what, "remedy": remedy}, status=status)


def forged(http: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page, or came too late."""
    return page(
        http, 403, "This form is too old, or came from somewhere else", "Go back, reload the page and send it again."
    )


def bad(http: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400"""
    return page(http, 400, *TITLES[400])


def denied(http: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403"""
    return page(http, 403, *TITLES[403])


def missing(http: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404"""
    return page(http, 404, *TITLES[404])


def broken(http: HttpRequest) -> HttpResponse:
    """500"""
    return page(http, 500, "Something went wrong here", "Nothing that you sent is lost. Try again in a minute.")
