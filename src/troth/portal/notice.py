"""The privacy notice: as it stands, as it stood on a day or in a version, what changed, and copies to keep."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from troth.duties.publish import pdf
from troth.duties.publish.editions import Edition, before, current, last_day, numbered, numbers
from troth.fault import Fault
from troth.policy.publish import Notice, as_json, markdown
from troth.policy.publish import notice as compiled
from troth.portal import sayings, says
from troth.portal.forms import Line

FORMS = {"pdf": "application/pdf", "md": "text/markdown; charset=utf-8", "json": "application/json"}


class AsOf(forms.Form):
    """The day on which somebody wants to see the notice as it stood."""

    use_required_attribute = False
    day, month, year = Line(2), Line(2), Line(4)

    def __init__(self, data: Any, today: date) -> None:
        self.today = today
        super().__init__(data, auto_id="%s")

    def clean(self) -> dict[str, Any]:
        """The three numbers make a day that has come."""
        given: dict[str, Any] = self.cleaned_data
        try:
            given["on"] = date(*(int(given.get(part) or "") for part in ("year", "month", "day")))
        except ValueError:
            raise ValidationError({"day": "Write a day that there is, like 3 12 2026"}) from None
        if given["on"] > self.today:
            raise ValidationError({"day": "Choose today, or a day before it"})
        if given["on"].year < 2000:
            raise ValidationError({"day": "Choose a day since the year 2000"})
        return given


@gzip_page
@require_safe
def notice(http: HttpRequest, version: int | None = None) -> HttpResponse:
    """The notice of today, of another day (`?day=&month=&year=`), or of a version."""
    today = timezone.localdate()
    asked = AsOf(http.GET if {"day", "month", "year"} & set(http.GET) else None, today)
    if asked.is_bound and not asked.is_valid():
        return _page(http, current(today), today, asked, status=422)
    if version is not None:
        edition = _numbered(version)
        return _page(http, edition, _shown_on(edition, today), asked)
    on = asked.cleaned_data["on"] if asked.is_bound else today
    return _page(http, current(on), on, asked)


def _numbered(version: int) -> Edition:
    try:
        return numbered(version)
    except Fault as fault:
        raise Http404 from fault


def _shown_on(edition: Edition, today: date) -> date:
    """The day under whose law a version is shown: today if it stands, else the last on which it did."""
    if edition.number is None or edition.starts is None:
        return today
    return max(edition.starts, last_day(edition.number, today))


def _page(http: HttpRequest, edition: Edition, on: date, asked: AsOf, status: int = 200) -> HttpResponse:
    made = compiled(edition.policy, on)
    today = timezone.localdate()
    line_of = f"version {edition.number}" if edition.number else "policy.yaml"
    known, rows = numbers(), sayings.sections(made, edition.policy, line_of)
    shown = {
        "notice": made,
        "short": [(fact, sayings.linked(fact.text)) for fact in made.short],
        "sections": rows,
        "proved": any(row.checked for section in rows for group in section.groups for row in group.rows),
        "edition": edition,
        "starts": says.day(edition.starts) if edition.starts else "",
        "day": says.day(on),
        "on": on,
        "past": on != today,
        "before_all": bool(known) and edition.number is None,
        "versions": [(number, says.day(starts)) for number, starts in known],
        "form": asked,
        "many_recipients": len(edition.policy.recipients),
        "at": "notice",
    }
    return render(http, "portal/notice.html", shown, status=status)


@gzip_page
@require_safe
def changes(http: HttpRequest, version: int) -> HttpResponse:
    """What a version says otherwise than the one before it: added, dropped, changed, side by side."""
    edition = _numbered(version)
    starts = edition.starts or timezone.localdate()
    older = before(version)
    if older is None:
        return render(http, "portal/changes.html", {"edition": edition, "first": True, "at": "notice"})
    shown = {
        "edition": edition,
        "before": older,
        "starts": says.day(starts),
        "adopted": says.on(edition.adopted_at) if edition.adopted_at else "",
        **_difference(compiled(older.policy, starts), compiled(edition.policy, starts)),
        "at": "notice",
    }
    return render(http, "portal/changes.html", shown)


def _difference(old: Notice, new: Notice) -> Mapping[str, Any]:
    """Sentences by id: those that only one of the two has, and pairs that say something else."""
    was = {one.id: one for one in old.sentences}
    now = {one.id: one for one in new.sentences}
    where = {one.id: section.title for made in (old, new) for section in made.sections for one in section.sentences}
    return {
        "added": [(where[id], one.said) for id, one in now.items() if id not in was],
        "dropped": [(where[id], one.said) for id, one in was.items() if id not in now],
        "changed": [
            (where[id], was[id].said, one.said) for id, one in now.items() if id in was and was[id].said != one.said
        ],
    }


@require_safe
def copy(http: HttpRequest, form: str, version: int | None = None) -> HttpResponse:
    """The notice as a file: a tagged PDF, Markdown or JSON."""
    today = timezone.localdate()
    edition = _numbered(version) if version else current(today)
    on = _shown_on(edition, today)
    made = compiled(edition.policy, on)
    match form:
        case "pdf":
            content = pdf.of_notice(made, edition.policy.controller, edition.number)
        case "md":
            content = markdown(made, edition.number).encode()
        case _:
            document = {"version": edition.number, **as_json(made)}
            content = json.dumps(document, ensure_ascii=False, indent=1).encode()
    name = f"privacy-notice{f'-{edition.number}' if edition.number else ''}-{on:%Y-%m-%d}.{form}"
    shown = "attachment" if form != "pdf" else "inline"
    return HttpResponse(
        content, content_type=FORMS[form], headers={"Content-Disposition": f'{shown}; filename="{name}"'}
    )
