"""Note a request that came by letter, call or e-mail: it becomes a case with its clock from the day it arrived."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from troth.desk.forms import CHANNELS, Note, errors
from troth.desk.staff import Staff, staff_only
from troth.duties import cases, intake
from troth.duties.clock import local_date
from troth.fault import Fault
from troth.records.place import in_force

# The kinds that most letters give come first; the company's own kinds follow in the policy's order.
FIRST = ("email", "phone", "customer")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(http: Staff) -> HttpResponse:
    """The form, and the case that it opens; whoever notes a request has it until it is given on."""
    at = timezone.now()
    today = local_date(at)
    if http.method != "POST":
        start = {"day": str(today.day), "month": str(today.month), "year": str(today.year)}
        return _page(http, Note(_kinds(), today, initial=start))
    form = Note(_kinds(), today, http.POST)
    if not form.is_valid():
        return _page(http, form, status=422)
    entered = form.cleaned_data
    known = entered["proof"] == "known"
    try:
        case = intake.note(
            "access",
            name=entered["name"],
            given=form.given(),
            channel=entered["channel"],
            by=http.user.get_full_name(),
            at=at,
            received=form.received(at),
            identified=entered["how"] if known else "",
            remark=entered["remark"],
        )
    except Fault as fault:
        form.add_error(None, f"{fault.what}: {fault.remedy}" if fault.remedy else fault.what)
        return _page(http, form, status=422)
    cases.assign([case], http.user, http.user, at)
    return redirect("desk:case", case.reference)


def _kinds() -> dict[str, str]:
    declared = in_force().identifiers
    order = [kind for kind in FIRST if kind in declared] + [kind for kind in declared if kind not in FIRST]
    return {kind: declared[kind] for kind in order if kind != "name"} | ({"name": ""} if "name" in declared else {})


def _page(http: Staff, form: Note, status: int = 200) -> HttpResponse:
    shown: dict[str, Any] = {
        "form": form,
        "channels": CHANNELS,
        "kinds": [(form[f"who-{kind}"], says, kind) for kind, says in form.kinds.items() if kind != "name"],
        "errors": errors(form),
        "fault": next(iter(form.non_field_errors()), "") if form.is_bound else "",
    }
    return render(http, "desk/new.html", shown, status=status)
