"""A deadline kept with its case: as the law gave it, derivation and all, when it was last counted.

The working days are those of the nation, changed by what the company's folder says of bank holidays.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from troth import law
from troth.fault import Fault
from troth.law.calendar import Calendar
from troth.words import Deadline, Nation, Step

LONDON = ZoneInfo("Europe/London")


def local_date(at: datetime) -> date:
    """The day on which something happened, by the clocks of the United Kingdom; a time without a zone is theirs."""
    return at.astimezone(LONDON).date() if at.tzinfo else at.date()


def access_deadline(
    received: datetime, confirmed: datetime | None, nation: Nation, days: Calendar | None = None
) -> Deadline:
    """The day by which an access request is answered; `confirmed` is when the proof of identity came in.

    `days` are the nation's working days, where the caller has them at hand.
    """
    if days is None:
        from troth.records.place import working_days  # who only asks for a day or its derivation needs no Django

        days = working_days(nation)
    identified = local_date(confirmed) if confirmed else None
    deadline = law.due("access", local_date(received), nation, identified=identified, calendar=days)
    if deadline is None:
        raise Fault(
            "this right did not exist on that day",
            where="received",
            because="it came with the GDPR on 25 May 2018",
            remedy="check the day on which the request arrived",
        )
    return deadline


def pack(deadline: Deadline) -> dict[str, Any]:
    """A deadline as JSON."""
    return {
        "at": _iso(deadline.at),
        "cite": deadline.cite,
        "because": [[step.says, step.cite] for step in deadline.because],
        "notice_by": _iso(deadline.notice_by),
        "cautious": _iso(deadline.cautious),
        "excluded_days": deadline.excluded_days,
    }


def unpack(stored: dict[str, Any]) -> Deadline:
    """The deadline as it was kept."""
    return Deadline(
        at=_day(stored["at"]),
        cite=stored["cite"],
        because=tuple(Step(says, cite) for says, cite in stored["because"]),
        notice_by=_day(stored["notice_by"]),
        cautious=_day(stored["cautious"]),
        excluded_days=stored["excluded_days"],
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
