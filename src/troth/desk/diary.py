"""The day by which a request is answered, for a colleague's own calendar. It names the request, not the person."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from troth.desk.staff import Staff, about_case
from troth.duties.cases import Case
from troth.duties.diary import as_calendar
from troth.fault import Fault
from troth.records.place import site


@about_case
@require_safe
def diary(http: Staff, case: Case) -> HttpResponse:
    """The last day as a calendar file, with its derivation and the way back to the case."""
    if case.deadline is None:
        because = "the month begins when the person is confirmed (UK GDPR Art 12A(2))"
        raise Fault("this request has no date yet", because=because, remedy="confirm the person first")
    content = as_calendar(
        case.deadline,
        f"Answer request {case.reference}",
        f"{case.reference}-desk@{site().partition('://')[2]}",
        timezone.now(),
        says=f"{site()}/desk/{case.reference}/",
        notice=f"Last day to say that request {case.reference} takes longer",
    )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="due-{case.reference}.ics"'},
    )
