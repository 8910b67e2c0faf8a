"""One group of findings, page by page: for a table with more rows than a case's page can hold."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from troth.desk import case as cases_page
from troth.desk.staff import Staff, about_case, fault_page
from troth.duties import reading
from troth.duties.cases import Case
from troth.duties.clock import local_date
from troth.fault import Fault

PAGE = 100


@about_case
@require_safe
def rows(http: Staff, case: Case, first: int) -> HttpResponse:
    """The rows of the group in which this finding lies."""
    try:
        inside = reading.members(case, first)
        found = next((held, group) for held in reading.held(case) for group in held.groups if group.id == inside[0].pk)
    except Fault as fault:
        return fault_page(http, fault)
    held, group = found
    last = -(-group.count // PAGE)
    asked = http.GET.get("page", "")
    page = min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    lines = cases_page.group_lines(case, group, local_date(timezone.now()), start=(page - 1) * PAGE, most=PAGE)
    shown = {
        "case": case,
        "person": case.person(),
        "store": held.says,
        "lines": lines,
        "group": group,
        "decidable": case.state in cases_page.DECIDABLE and group.given,
        "from": (page - 1) * PAGE + 1,
        "to": (page - 1) * PAGE + len(lines.rows),
        "pages": range(1, last + 1) if last > 1 else [],
        "page": page,
    }
    return render(http, "desk/rows.html", shown)
