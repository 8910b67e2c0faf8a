"""How the desk says things: a case's clock, its next step, days and values. Words only; what holds the duties know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from troth.duties.cases import Case
from troth.duties.clock import LONDON, local_date
from troth.duties.overview import SOON_DAYS, Points
from troth.duties.pack.plain import day, empty, label, many, plural, said, singular, visible
from troth.duties.reading import Group, Read
from troth.fault import Fault

WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
CHANNELS = {
    "letter": "by letter",
    "telephone": "by telephone",
    "e-mail": "by e-mail",
    "in person": "in person",
    "web form": "by web form",
}
FLOWS = {
    "answer_access": "The search",
    "deliver_answer": "Putting the answer together",
    "close_case": "Destroying the working copies",
    "send_mail": "A letter to the person",
}
RIGHTS = {"access": "Access"}


# ---- days ----


def short_day(on: date, today: date) -> str:
    """Wed 2 December, with the year where it is not this one."""
    text = f"{WEEKDAYS[on.weekday()]} {day(on)}"
    return text.removesuffix(f" {on.year}") if on.year == today.year else text


def moment(at: datetime, today: date | None = None) -> str:
    """2 December, 15:24, London's time; the day alone where only the day was noted."""
    local = at.astimezone(LONDON)
    text = day(local.date())
    if today and today.year == local.year:
        text = text.removesuffix(f" {local.year}")
    return text if (local.hour, local.minute, local.second) == (0, 0, 0) else f"{text}, {local:%H:%M}"


# ---- a case ----


@dataclass(frozen=True)
class Clock:
    """The clock of a case: the chip's kind and word, what is left, and the day that goes with it."""

    kind: str
    word: str
    left: str
    day: str


def clock(case: Case, today: date) -> Clock:
    """How the clock of a case stands today."""
    if case.state == "withdrawn":
        return Clock("none", "Withdrawn", "Nothing due", _on("taken back", case.closed_at, today))
    if case.answered_at and case.due:
        early = (case.due - local_date(case.answered_at)).days
        in_time = "on the day" if early == 0 else f"{many(abs(early), 'day')} {'early' if early > 0 else 'late'}"
        kind = "good" if early >= 0 else "late"
        word = "Answered" if case.open else "Closed"
        return Clock(kind, word, in_time[:1].upper() + in_time[1:], _on("", case.answered_at, today))
    if case.due is None:
        return Clock("paused", "Not started", "No date yet", "waits for identity")
    left = (case.due - today).days
    due = short_day(case.due, today)
    if left < 0:
        return Clock("late", "Overdue", f"{many(-left, 'day')} late", due)
    if left == 0:
        return Clock("soon", "Due today", "Due today", due)
    return Clock(
        "soon" if left <= SOON_DAYS else "good", "Due soon" if left <= SOON_DAYS else "Running", many(left, "day"), due
    )


def moved(points: Points, today: date) -> str:
    """That the day moved with the bank holidays, for a list: earlier, was Mon 7 June."""
    if points.moved is None:
        return ""
    return f"{'earlier' if points.moved.earlier else 'later'}, was {short_day(points.moved.was, today)}"


def fault(one: Fault) -> str:
    """A fault in a line: what, because, where."""
    return "; ".join(filter(None, (one.what, one.because, one.where)))


def _on(what: str, at: datetime | None, today: date) -> str:
    return f"{what} {short_day(local_date(at), today)}".strip() if at else what


def next_step(case: Case, points: Points, today: date) -> str:
    """What happens next, and who does it."""
    match case.state:
        case "unconfirmed":
            if points.code_sent:
                sent = day(local_date(points.code_sent)).removesuffix(f" {today.year}")
                return f"We sent a code on {sent}; wait, or confirm in another way"
            return "Find out who it is"
        case "searching":
            return (
                f"Search: {points.searched} of {many(points.stores, 'system')}"
                if points.stores
                else "The search begins"
            )
        case "waiting":
            waits = [f"{name} looks in a system" for name in dict.fromkeys(points.asked)]
            waits += [f"{name} is down, tried again by itself" for name in points.down]
            return "; ".join(waits) or "The search ends"
        case "review":
            return f"Decide {many(points.undecided, 'finding')}" if points.undecided else "Approve the answer"
        case "approved":
            return "The answer is being put together"
        case "ready":
            return "The link is over: make a new one" if points.link_over else "Waits for the person to open it"
    return "Nothing"


QUESTIONS = {
    "unconfirmed": "Who is it that asks?",
    "searching": "What do we hold about {name}?",
    "waiting": "What are we waiting for?",
    "review": "What do we give {name}?",
    "approved": "Is the answer for {name} ready?",
    "ready": "Has {name} opened the answer?",
    "closed": "What became of this request?",
    "withdrawn": "What became of this request?",
}


def question(case: Case, name: str) -> str:
    """The question that the page of a case answers."""
    return QUESTIONS[case.state].format(name=name)


def right(case: Case) -> str:
    """Access."""
    return RIGHTS.get(case.right, label(case.right))


def channel(case: Case) -> str:
    """By which way it came: by web form."""
    return CHANNELS.get(case.channel, f"by {case.channel}")


# ---- findings ----


MASS = ("equipment", "correspondence", "information", "news", "mail")  # what nobody counts by adding an s


def title(group: Group) -> str:
    """45 invoices; 1 invoice; 2 of equipment."""
    name = label(group.table)
    name = name if name[:2].isupper() else name[:1].lower() + name[1:]
    if name in MASS:
        return f"{group.count:,} of {name}"
    return f"{group.count:,} {plural(name)}" if group.count > 1 else f"1 {singular(name)}"


STATES = {"include": "Included", "withhold": "Withheld", "": "To decide"}
LINE = 140
PART = 60


def line(read: Read) -> str:
    """One finding in a line, shortened: first what the policy has a word for; its heading date is not said again."""
    found = read.found
    heads = {found.when, found.when.isoformat()} if found.when else set()
    told = {name: value for name, value in found.data.items() if not empty(value) and not _among(value, heads)}
    inside = [name for name in told if name not in found.key]
    parts: list[str] = []
    for name in sorted(inside, key=lambda name: name not in found.holds) or list(told):
        parts.append(f"{label(str(name))}: {brief(told[name], PART)}")
        if sum(map(len, parts)) > LINE or len(parts) == 4:
            break
    return "; ".join(parts) or "Nothing but its key"


def _among(value: Any, known: set[Any]) -> bool:
    return isinstance(value, str | date) and value in known


def size(count: int) -> str:
    """140 KB, 1.2 MB."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{round(count / 1000)} KB"


def brief(value: Any, most: int) -> str:
    """A value as text of at most so many letters, its size added where something is cut off."""
    if isinstance(value, bytes | bytearray | memoryview):
        return f"file of {size(len(value))}"
    if isinstance(value, Mapping):
        text = "; ".join(f"{label(str(k))}: {brief(v, most)}" for k, v in value.items() if not empty(v))
    elif isinstance(value, list | tuple | set | frozenset):
        text = "; ".join(brief(v, most) for v in value if not empty(v))
    else:
        text = said(value)
    flat = " ".join(visible(text).split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}… ({size(len(text.encode(errors='replace')))})"


def full(value: Any, most: int) -> str:
    """A value as text with its line ends, cut only where it is very long."""
    if isinstance(value, Mapping):
        text = "\n".join(f"{label(str(k))}: {full(v, most)}" for k, v in value.items() if not empty(v))
    elif isinstance(value, list | tuple | set | frozenset):
        text = "\n".join(full(v, most) for v in value if not empty(v))
    elif isinstance(value, bytes | bytearray | memoryview):
        text = f"file of {size(len(value))}"
    else:
        text = said(value)
    text = visible(text)
    return text if len(text) <= most else f"{text[:most]}… ({size(len(text.encode(errors='replace')))} in all)"


def when(value: date | datetime | None, today: date) -> str:
    """The date that a row tells of itself."""
    if value is None:
        return ""
    return moment(value, today) if isinstance(value, datetime) and value.tzinfo else said(value)
