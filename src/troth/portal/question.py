"""One question of the wizard on one page, with what was answered before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from troth.portal import asking, visit


@require_http_methods(["GET", "HEAD", "POST"])
def question(http: HttpRequest, step: str) -> HttpResponse:
    """Ask, keep the answer, and go on; a question that comes too early leads to the one that is open."""
    answers, names = visit.answers(http), asking.names()
    missing = asking.missing(answers)
    if step not in names or (missing and names.index(step) > names.index(missing)):
        return redirect(f"portal:{asking.after(answers)}")
    form = asking.ALL[step].form(http.POST if http.method == "POST" else None, answers=answers, step=step)
    if form.is_valid():
        if form.cleaned_data.get("whose") == "other":
            return redirect("portal:elsewhere")
        visit.keep(http, step, form.cleaned_data)
        return redirect(f"portal:{asking.after(visit.answers(http))}")
    shown = {
        "form": form,
        "number": names.index(step) + 1,
        "of": len(names),
        "back": reverse(f"portal:{asking.before(step, answers)}"),
        "kept": step in answers,
    }
    return render(http, f"portal/{step}.html", shown, status=422 if form.is_bound else 200)
