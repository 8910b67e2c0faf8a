"""A deadline as a calendar file (RFC 5545), for any calendar to take in: the day, how it is worked out, reminders.

    as_calendar(deadline, "Answer the access request", uid, stamped)

Pure: the clock and the words come from the face that offers the file. Nobody's data belongs into the title.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from troth.fault import Fault
from troth.law.calendar import weekday
from troth.words import Deadline, Step

DAYS_AHEAD = (5, 1)  # for a day: at nine in the morning, so many days before
HOURS_AHEAD = (24, 4)  # for an instant
MORNING = timedelta(hours=9)


def as_calendar(
    deadline: Deadline,
    title: str,
    uid: str,
    stamped: datetime,
    *,
    says: str = "",
    notice: str = "",
    remind: bool = True,
) -> bytes:
    """A file with an event on the last day, or at the last instant, and the derivation in its description.

    `uid` names the event for ever, so that a later file moves it; `stamped` is when the file is made. `says` goes
    before the derivation. `notice` is the title of a second event on the last day to announce a longer time, where that
    is another day. Reminders count from the stricter reading. A Fault if no day can be given.
    """
    if deadline.at is None:
        because = deadline.because[-1].says if deadline.because else ""
        raise Fault("there is no day to put into a calendar", because=because, remedy="try again once there is one")
    words = "\n".join(filter(None, (says, *_working(deadline))))
    made = Calendar()
    made.add("prodid", "-//troth//troth//EN")
    made.add("version", "2.0")
    ahead = tuple(_ahead(deadline.at, deadline.cautious or deadline.at)) if remind else ()
    made.add_component(_event(deadline.at, title, words, uid, stamped, ahead))
    if notice and deadline.notice_by and deadline.notice_by != deadline.at:
        ahead = tuple(_ahead(deadline.notice_by, deadline.notice_by)) if remind else ()
        made.add_component(_event(deadline.notice_by, notice, words, f"notice-{uid}", stamped, ahead))
    return bytes(made.to_ical())


def _event(at: date, title: str, says: str, uid: str, stamped: datetime, ahead: tuple[timedelta, ...]) -> Event:
    moment = stamped.astimezone(UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", moment)
    event.add("sequence", int(moment.timestamp() // 60))  # grows with each file, so that the later one counts
    if isinstance(at, datetime):
        event.add("dtstart", at.astimezone(UTC))
    else:
        event.add("dtstart", at)
        event.add("dtend", at + timedelta(days=1))
    event.add("summary", _printable(title))
    event.add("description", _printable(says))
    event.add("transp", "TRANSPARENT")  # the day stays free for other things
    for before in ahead:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _printable(title))
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def _ahead(at: date, cautious: date) -> Iterator[timedelta]:
    """How long before (negative) an event its reminders come."""
    if isinstance(at, datetime):
        yield from (timedelta(hours=-hours) for hours in HOURS_AHEAD)
    else:
        yield from (cautious - at - timedelta(days=days) + MORNING for days in DAYS_AHEAD)


def _working(deadline: Deadline) -> Iterator[str]:
    for number, step in enumerate(deadline.because, 1):
        yield f"{number}. {_cited(step)}"
    if deadline.cautious and deadline.cautious != deadline.at:
        yield f"On the stricter reading: {weekday(deadline.cautious)}."


def _cited(step: Step) -> str:
    return f"{step.says} [{step.cite}]" if step.cite else step.says


def _printable(text: str) -> str:
    """The text without what a content line may not hold (3.1: no control characters but line ends)."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
