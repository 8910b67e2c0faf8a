"""Errors as pages: what happened and what to try, in the house's look; nothing about the machine."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from troth.duties.pack.plain import first_up, sentence

LOG = logging.getLogger("troth.site")
# Where even the error page cannot be made (the policy or the database is what is broken): words alone.
BARE = (
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{}</title><h1>{}</h1><p>{}</p></html>"
)

TITLES = {
    400: ("We could not read that", "Go back and try again."),
    403: ("You cannot open this page", "Sign in, or ask the Compliance Manager."),
    404: ("There is no page here", "Check the address, or begin at our first page."),
}


def page(http: HttpRequest, status: int, what: str, remedy: str) -> HttpResponse:
    """One error page."""
    what, remedy = first_up(what), sentence(remedy)
    try:
        return render(http, "error.html", {"status": status, "what": what, "remedy": remedy}, status=status)
    except Exception as error:
        LOG.error("the error page could not be made: %s", type(error).__name__)
        return HttpResponse(format_html(BARE, what, what, remedy), status=status)


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
