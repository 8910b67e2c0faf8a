"""Asking for somebody else: what we need for it, and where it goes, since the form does not carry it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def elsewhere(http: HttpRequest) -> HttpResponse:
    """How to ask for a child, a client or anybody who agreed."""
    return render(http, "portal/elsewhere.html")
