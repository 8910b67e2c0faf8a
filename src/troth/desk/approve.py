"""The last look before an answer leaves: what, to whom, and that it cannot be called back."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from troth.desk import says
from troth.desk.decide import exemptions
from troth.desk.staff import Staff, about_case
from troth.duties import delivery, reading, review
from troth.duties.cases import Case
from troth.duties.clock import local_date
from troth.duties.pack.plain import many, weekday
from troth.words import Whose


@about_case
@require_http_methods(["GET", "HEAD", "POST"])
def approve(http: Staff, case: Case) -> HttpResponse:
    """Warn, and on the press of the button say yes; a case that moved on meanwhile gives a fault in words."""
    at = timezone.now()
    if http.method == "POST":
        review.approve(case, http.user.get_full_name(), at)
        messages.success(http, "Approved. The answer is put together now, and its link leaves by itself.")
        return redirect("desk:case", case.reference)
    checks = review.checks(case)
    if case.state != "review" or not all(check.done for check in checks):
        return render(http, "desk/approve.html", {"case": case, "missing": checks, "person": case.person()}, status=409)
    systems = reading.held(case)
    groups = [group for held in systems for group in held.groups]
    person = case.person()
    shown: dict[str, Any] = {
        "case": case,
        "person": person,
        "leaving": [
            (
                held.says,
                [(says.title(g), g.included) for g in held.groups if g.included],
                sum(g.included for g in held.groups),
            )
            for held in systems
            if any(g.included for g in held.groups)
        ],
        "included": many(sum(g.included for g in groups), "row"),
        "withheld": _withheld(case),
        "others": sum(g.count for g in groups if g.whose == Whose.OTHER),
        "staff": sum(g.count for g in groups if g.whose == Whose.STAFF),
        "held_in": reading.address_held(case) if person.email else [],
        "word": bool(case.details()["word"]),
        "days": delivery.LINK_DAYS,
        "due": weekday(case.due) if case.due else "",
        "clock": says.clock(case, local_date(at)),
    }
    return render(http, "desk/approve.html", shown)


@about_case
@require_safe
def preview(http: Staff, case: Case) -> HttpResponse:
    """The answer as the person will read it, to be read from start to end before the yes."""
    shown = {"case": case, "answer": reading.preview(case, timezone.now())}
    return render(http, "desk/preview.html", shown)


def _withheld(case: Case) -> list[tuple[str, str, str]]:
    """How many rows stay out for one reason: the count, the law, the reason."""
    kinds = {str(one.id): str(one.cite) for one in exemptions(case)}
    counts = Counter(reading.reasons(case))
    return [(many(n, "row"), kinds.get(exemption, exemption), reason) for (exemption, reason), n in counts.items()]
