"""Include or withhold what was chosen: single rows, and whole groups of a table."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from troth import law
from troth.desk.forms import Withhold, errors, ids
from troth.desk.staff import Staff, about_case
from troth.duties import reading, review
from troth.duties.cases import Case
from troth.duties.clock import local_date
from troth.duties.pack.plain import many
from troth.words import Right


@about_case
@require_POST
def include(http: Staff, case: Case) -> HttpResponse:
    """Include the chosen rows and groups; by a button of their own one group, or all that is this person's alone."""
    if "own" in http.POST:
        chosen = reading.own_undecided(case)
    elif "only" in http.POST:  # what else is ticked stays as it is
        chosen = reading.chosen(case, [], ids(http.POST.getlist("only")))
    else:
        chosen = _chosen(http, case)
    count = review.decide(case, chosen, "include", by=http.user.get_full_name(), at=timezone.now())
    _say(http, count, "included")
    return back(http, case)


@about_case
@require_POST
def withhold(http: Staff, case: Case) -> HttpResponse:
    """Ask for exemption and reason, on a page of its own; with both, withhold the chosen rows."""
    chosen = _chosen(http, case)
    if not chosen:
        _say(http, 0, "withheld")
        return back(http, case)
    known = exemptions(case)
    if "exemption" not in http.POST and "reason" not in http.POST:
        return _page(http, case, Withhold([]), known, len(chosen))
    form = Withhold([one.id for one in known], http.POST)
    if not form.is_valid():
        return _page(http, case, form, known, len(chosen), status=422)
    given = form.cleaned_data
    count = review.decide(
        case,
        chosen,
        "withhold",
        by=http.user.get_full_name(),
        at=timezone.now(),
        reason=given["reason"],
        exemption=given["exemption"],
    )
    _say(http, count, "withheld")
    return back(http, case)


def exemptions(case: Case) -> tuple[law.Exemption, ...]:
    """The exemptions that the law of today has for this right."""
    return law.exemptions(Right(case.right), local_date(timezone.now()))


def _chosen(http: Staff, case: Case) -> list[int]:
    return reading.chosen(case, ids(http.POST.getlist("row")), ids(http.POST.getlist("group")))


def _say(http: Staff, count: int, done: str) -> None:
    if count:
        messages.success(http, f"{many(count, 'row')} {done}.")
    else:
        messages.error(http, "Nothing was changed: choose rows that can be decided.")


def back(http: Staff, case: Case) -> HttpResponse:
    """To where the choice was made: the case, or the page of one group or row (numbers only, never an address)."""
    for name, param in (("rows", "first"), ("row", "number")):
        given = ids([http.POST.get(f"from-{name}", "")])
        if given:
            return redirect(reverse(f"desk:{name}", kwargs={"reference": case.reference, param: given[0]}))
    return redirect("desk:case", case.reference)


def _page(
    http: Staff, case: Case, form: Withhold, known: tuple[law.Exemption, ...], count: int, status: int = 200
) -> HttpResponse:
    shown: dict[str, Any] = {
        "case": case,
        "form": form,
        "exemptions": known,
        "errors": errors(form) if form.is_bound else [],
        "count": many(count, "row"),
        "one": count == 1,
        "kept": [(name, value) for name in KEPT for value in http.POST.getlist(name)],
    }
    return render(http, "desk/withhold.html", shown, status=status)


# What the page of the reason carries on: the choice, and the way back.
KEPT = ("row", "group", "from-rows", "from-row")
