"""The pages beside the notice: cookies, and the terms of business."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from troth.duties.publish import pdf
from troth.duties.publish.editions import Edition, current, numbered, numbers
from troth.fault import Fault
from troth.policy.publish import cookies as listed
from troth.policy.publish import document
from troth.policy.publish.prose import Prose
from troth.portal import sayings, says


@require_safe
def cookies(http: HttpRequest) -> HttpResponse:
    """What is stored on devices, in groups by what the law asks; and how a choice is changed."""
    on = timezone.localdate()
    edition = current(on)
    page = listed(edition.policy, on)
    held = edition.policy.documents.get("cookies")
    prose = document(edition.policy, "cookies", on) if held and held.text else None
    shown = {
        "cookies": page,
        "change": [sayings.linked(words) for words in page.change],
        "prose": mark_safe(prose.html) if prose else "",  # built of escaped parts
        "edition": edition,
        "day": says.day(on),
        "at": "cookies",
    }
    return render(http, "portal/cookies.html", shown)


@require_safe
def terms(http: HttpRequest, version: int | None = None) -> HttpResponse:
    """The terms of business: those of today, or of a version."""
    edition, prose = _terms(version)
    shown = {
        "title": prose.title,
        "prose": mark_safe(prose.html),  # built of escaped parts
        "edition": edition,
        "starts": says.day(edition.starts) if edition.starts else "",
        "day": says.day(timezone.localdate()),
        "versions": [(number, says.day(starts)) for number, starts in numbers()],
        "at": "terms",
    }
    return render(http, "portal/terms.html", shown)


@require_safe
def terms_file(http: HttpRequest, version: int | None = None) -> HttpResponse:
    """The terms of business as a tagged PDF."""
    edition, prose = _terms(version)
    about = f"Version {edition.number}." if edition.number else f"As on {says.day(timezone.localdate())}."
    content = pdf.of_document(prose, edition.policy.controller, about)
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": "inline"})


def _terms(version: int | None) -> tuple[Edition, Prose]:
    on = timezone.localdate()
    try:
        edition = numbered(version) if version else current(on)
        held = document(edition.policy, "terms", edition.starts or on if version else on)
    except Fault as fault:
        raise Http404 from fault
    if not held.blocks:
        raise Http404
    return edition, held
