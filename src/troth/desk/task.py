"""A system that has no store: what the colleague who was asked found there is entered here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from troth.desk.forms import FILE_MAX, Answer, errors
from troth.desk.staff import Staff, about_case, fault_page
from troth.duties import search
from troth.duties.cases import Case
from troth.fault import Fault


@about_case
@require_http_methods(["GET", "HEAD", "POST"])
def task(http: Staff, case: Case, number: int) -> HttpResponse:
    """The task and its form; the answer becomes findings, and the case goes on by itself when it was the last one."""
    asked = case.search_set.filter(pk=number).exclude(colleague="").first()
    if asked is None:
        return fault_page(http, Fault("there is no such task in this case", where=case.reference))
    form = Answer(http.POST, http.FILES) if http.method == "POST" else Answer()
    if http.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file = (given["file"].name, given["file"].read()) if given["file"] else None
        by = http.user.get_full_name()
        search.answer_task(asked, text=given["text"], file=file, by=by, at=timezone.now())
        messages.success(http, "Thank you, that is kept with the case.")
        return redirect("desk:case", case.reference)
    shown = {
        "case": case,
        "task": asked,
        "form": form,
        "errors": errors(form) if form.is_bound else [],
        "megabytes": FILE_MAX // 1_000_000,
    }
    return render(http, "desk/task.html", shown, status=422 if form.is_bound else 200)
