"""How the pages say things: days, the clock of a request, and what has happened, in words for the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from troth.duties.cases import Case
from troth.duties.clock import LONDON, local_date
from troth.duties.delivery import LINK_DAYS, Delivery
from troth.duties.identity import BY_CODE
from troth.duties.pack.plain import many, sentence, weekday
from troth.duties.recount import Moved
from troth.duties.search import Search
from troth.words import Deadline, Step


def day(on: date) -> str:
    """Tuesday 29 December 2026."""
    return weekday(on)


def moment(at: datetime) -> str:
    """Wednesday 25 November 2026, 10:14 in London; the day alone where only the day was noted."""
    local = at.astimezone(LONDON)
    said = day(local.date())
    return said if (local.hour, local.minute, local.second) == (0, 0, 0) else f"{said}, {local:%H:%M}"


def on(at: datetime) -> str:
    """The day of a moment in London."""
    return day(local_date(at))


def due(deadline: Deadline | None) -> str:
    """The day of a deadline; empty while no day can be named."""
    return day(deadline.at) if deadline and deadline.at else ""


def steps(deadline: Deadline | None) -> list[Step]:
    """How a day was worked out, each step a sentence with its law."""
    return [Step(sentence(step.says), step.cite) for step in deadline.because] if deadline else []


# ---- the clock ----


@dataclass(frozen=True)
class Clock:
    """The panel of a request: a heading, a day or a few words, the kind and word of its chip, and what it means."""

    head: str
    day: str
    kind: str
    word: str
    says: str


def clock(case: Case, delivery: Delivery | None, at: datetime) -> Clock:
    """How a request stands, as its person needs to know it."""
    match case.state:
        case "unconfirmed":
            wait = "We sent you a code. The month begins on the day that you enter it."
            return Clock("No date yet", "We wait for your code", "paused", "Waiting for you", wait)
        case "withdrawn":
            said = "Nothing more is searched or sent. You can ask again whenever you like."
            return Clock("You took it back on", on(case.closed_at or at), "none", "Taken back", said)
        case "closed":
            opened = on(delivery.opened_at) if delivery and delivery.opened_at else ""
            said = f"You opened our answer{f' on {opened}' if opened else ''}."
            return Clock("We answered on", on(case.answered_at or at), "good", "Answered", said)
        case "ready":
            return _ready(case, delivery, at)
    left = case.days_left(local_date(at)) or 0
    head, answer_by = "We answer by", day(case.due) if case.due else ""
    if left < 0:
        said = f"We are {many(-left, 'day')} late, and we are sorry. You need do nothing; you can complain, see below."
        return Clock("We should have answered by", answer_by, "late", "Late", said)
    waits = "We are not waiting for anything from you."
    if left == 0:
        return Clock(head, answer_by, "soon", "Today", waits)
    return Clock(head, answer_by, "good", "Running", f"{many(left, 'day')} left. {waits}")


def _ready(case: Case, delivery: Delivery | None, at: datetime) -> Clock:
    head, answered = "We answered on", on(case.answered_at or at)
    if not case.person().email or delivery is None or delivery.sent_at is None:
        return Clock(head, answered, "good", "Ready", "A colleague of ours hands you the answer.")
    if delivery.over(at):
        said = "The link that we sent you does not work any more. Write to us, and we send you a new one."
        return Clock(head, answered, "soon", "Link over", said)
    until = day(local_date(delivery.sent_at + timedelta(days=LINK_DAYS)))
    said = f"We sent you a link on {on(delivery.sent_at)}. It works once, until {until}, together with your word."
    return Clock(head, answered, "good", "Ready", said)


def moved(move: Moved | None) -> str:
    """That the day moved with the bank holidays since it was told, and why."""
    if move is None:
        return ""
    return f"It was {day(move.was)} until {on(move.at)}. It moved because {move.because}."


# ---- what has happened ----


@dataclass(frozen=True)
class Task:
    """One line of what has happened: a title, a sentence, the kind and word of its chip."""

    title: str
    says: str
    kind: str = "none"
    word: str = "Not yet"

    @property
    def current(self) -> bool:
        """Whether this is where the request stands."""
        return self.kind in ("now", "paused")


def tasks(
    case: Case, searches: Sequence[Search], delivery: Delivery | None, destroyed: datetime | None, today: date
) -> list[Task]:
    """Every step of a request in order: done, now, or still to come."""
    lines = [_done("We received your request", moment(case.received_at)), _identity(case)]
    if case.state == "withdrawn":
        kept = lines if case.confirmed_at else lines[:1]
        back = _done("You took your request back", moment(case.closed_at or case.received_at))
        return [*kept, back, *([_gone(destroyed)] if case.confirmed_at else [])]
    return [*lines, _search(case, searches), _review(case, searches), _answer(case, delivery, today), _gone(destroyed)]


def _done(title: str, says: str) -> Task:
    return Task(title, says, "good", "Done")


def _identity(case: Case) -> Task:
    if not case.confirmed_at:
        return Task("You confirm who you are", "By the code that we sent to your email", "paused", "Waiting for you")
    how = "by a code to your email" if case.confirmed_how == BY_CODE else "by a colleague of ours"
    return _done("You confirmed who you are", f"{on(case.confirmed_at)}, {how}")


def _search(case: Case, searches: Sequence[Search]) -> Task:
    done = [s.at for s in searches if s.state == "done" and s.at]
    count = f"{len(done)} of {len(searches)} searched"
    if case.state in ("review", "approved", "ready", "closed"):
        until = f" by {on(max(done))}" if done else ""
        return _done("We searched our systems", count + until)
    if case.state not in ("searching", "waiting"):
        return Task("We search our systems", "As soon as you have confirmed who you are")
    waits = []
    if any(s.state == "asked" for s in searches):
        waits.append("A colleague looks through papers or a system that only people can search.")
    if any(s.state == "down" for s in searches):
        waits.append("One system cannot be reached at the moment. We try it again by ourselves.")
    says = " ".join([f"{count}.", *waits]) if searches else "It begins within a minute."
    return Task("We search our systems", says, "now", "Now")


def _review(case: Case, searches: Sequence[Search]) -> Task:
    owner = case.owner.get_full_name() if case.owner else "A colleague"
    says = f"{owner} takes out what is about other people."
    if case.state in ("approved", "ready", "closed"):
        return _done("A person read what we found", says.replace("takes", "took"))
    if case.state != "review":
        return Task("A person reads what we found", says)
    since = max((s.at for s in searches if s.at), default=None)
    return Task("A person reads what we found", (f"Since {on(since)}. " if since else "") + says, "now", "Now")


def _answer(case: Case, delivery: Delivery | None, today: date) -> Task:
    if case.state == "closed" and delivery and delivery.opened_at:
        return _done("Your answer is ready", f"You opened it on {moment(delivery.opened_at)}")
    if case.state in ("ready", "closed"):
        return _done("Your answer is ready", moment(case.answered_at) if case.answered_at else "")
    if case.state == "approved":
        return Task("Your answer is ready", "We put it together. The link follows in a moment.", "now", "Now")
    by = f"By {day(case.due)}. " if case.due and case.due >= today else ""
    return Task("Your answer is ready", f"{by}We send you a link. It opens with the word that you chose.")


def _gone(destroyed: datetime | None) -> Task:
    if destroyed:
        return _done("We destroyed our working copies", moment(destroyed))
    return Task("We destroy our working copies", "When you have opened your answer")
