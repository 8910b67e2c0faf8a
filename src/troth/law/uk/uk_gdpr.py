"""UK GDPR, Articles 12 and 12A: by when a request is answered. One clock serves every right of Articles 15 to 22D.

12A(1) The period is one month from the relevant time. (2) The relevant time is the latest of: the request arrives, what
confirms identity arrives, a fee that may be charged is paid. (3) Two further months may be taken where a request is
complex or one of many, (4) if the person is told so, with reasons, inside the first month. (5)-(6) While the person of
an access request is asked what they mean, the days from question to answer count neither for (1) nor for (4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from troth.law.calendar import Calendar, roll, weekday, written
from troth.law.dated import Dated, Known, rule, stated
from troth.law.uk import reg_1182_71 as reg
from troth.law.uk.reg_1182_71 import Counted, Question, count, ends, falls, months
from troth.words import Deadline, Right, Step

ARTICLE = "https://www.legislation.gov.uk/eur/2016/679/article/"
RECITALS = "https://www.legislation.gov.uk/eur/2016/679/introduction"
OLD, NEW = "2018-05-25", "2026-02-05"
DUAA_76 = "DUAA 2025 s. 76 and Sch 6; SI 2026/82 reg 2"

MONTH = months(1)  # Art 12(3) since 2018, Art 12A(1) since 2026: the same period
EXTENDED = months(3)  # one and two further months, from the start: never from a day that was clamped or moved
PATIENCE = months(1)  # how long to wait for an answer before closing: the regulator's practice, no rule


@dataclass(frozen=True, slots=True)
class Places:
    """Where the law of one day says each part of the clock."""

    start: str
    identity: str
    fee: str
    period: str
    extension: str
    notice: str
    counting: str
    pause: str  # empty: this law knows no pause


# A request keeps the clock of the day on which it arrived (SI 2026/82 reg 4).
PLACES = Dated(
    {
        OLD: Places(
            start="UK GDPR Art 12(3)",
            identity="UK GDPR Art 12(6)",
            fee="UK GDPR Art 12(5)",
            period="UK GDPR Art 12(3)",
            extension="UK GDPR Art 12(3)",
            notice="UK GDPR Art 12(3)",
            counting=reg.ROLL,
            pause="",
        ),
        NEW: Places(
            start="UK GDPR Art 12A(2)",
            identity="UK GDPR Art 12A(2)",
            fee="UK GDPR Art 12A(2)",
            period="UK GDPR Art 12A(1)",
            extension="UK GDPR Art 12A(3)",
            notice="UK GDPR Art 12A(4)",
            counting=f"UK GDPR Art 4A; {reg.ROLL}",
            pause="UK GDPR Art 12A(5)-(6)",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the clock sees it: which right, and the days of what happened."""

    right: Right
    received: date
    arrival: str  # how the day of arrival came about, as a sentence
    identified: date | None = None
    fee_paid: date | None = None
    questions: tuple[Question, ...] = ()
    extended: bool = False


@rule("UK GDPR Art 12A(1)", f"{ARTICLE}12A", since=NEW, by=DUAA_76)
def answer(asked: Asked, calendar: Calendar) -> Deadline | None:
    """A request is answered without undue delay, and at the latest within one month of the relevant time.

    None for a request that came before the right existed in this form.
    """
    places = PLACES.on(asked.received)
    if places is None:
        return None
    start = relevant_time(asked.received, asked.identified, asked.fee_paid)
    steps = _start(asked, start, places)
    questions = asked.questions if pausable(asked.right, places) else ()
    month = count(start, MONTH, questions)
    whole = count(start, EXTENDED, questions) if asked.extended else month
    notice = roll(month.last, calendar)[0] if month.last else None
    steps += [*_period(asked, start, places), *_asked(asked, questions, places)]
    told = _told(asked, notice, places)
    if whole.last is None:
        steps += [*_stands(whole.stopped or start, places), *told]
        return Deadline(None, places.pause, tuple(steps), notice_by=notice, excluded_days=whole.excluded)
    steps += _paused(questions, whole, places)
    last, moved = ends(whole.last, calendar, "the answer is due", places.counting)
    cautious, because = _cautious(asked, start, whole, last, calendar, places)
    steps += [*moved, *because, *told]
    if not asked.extended and not whole.excluded:
        steps.append(Step("Nothing was paused and nothing was extended."))
    cite = places.extension if asked.extended else places.period
    return Deadline(last, cite, tuple(steps), notice, cautious, whole.excluded)


@rule("UK GDPR Art 12A(2)", f"{ARTICLE}12A", since=NEW, by=DUAA_76)
def relevant_time(received: date, identified: date | None, fee_paid: date | None) -> date:
    """The month counts from the latest of three days: the request arrived, what confirms the person's identity
    arrived, a fee that may be charged was paid. The last two move the start; they are no pause.

    Proof that somebody may act for the person counts like proof of identity.
    """
    return max(received, identified or received, fee_paid or received)


def pausable(right: Right, places: Places) -> bool:
    """Whether questions about what is meant stop the clock: those about an access request, since the law says so."""
    return bool(places.pause) and right is Right.ACCESS


# ---- the derivation, step by step ----


def _start(asked: Asked, start: date, places: Places) -> list[Step]:
    """What happened when, and from which day the month counts."""
    steps = [Step(asked.arrival, places.start)]
    if asked.identified:
        same = asked.identified == asked.received
        later = f"What confirms identity arrived on {weekday(asked.identified)}."
        steps.append(Step("Identity was confirmed the same day." if same else later, places.identity))
    if asked.fee_paid:
        same = asked.fee_paid == asked.received
        later = f"The fee was paid on {weekday(asked.fee_paid)}."
        steps.append(Step("The fee was paid the same day." if same else later, places.fee))
    if start == asked.received:
        counts = "The month counts from that day; the day itself is not counted."
    else:
        counts = f"So the month counts afresh from {weekday(start)}; that day itself is not counted."
    return [*steps, Step(counts, reg.START)]


def _period(asked: Asked, start: date, places: Places) -> list[Step]:
    """Where one month ends, or three."""
    cite = f"{places.period}; {reg.END}"
    if not asked.extended:
        return [Step(falls("One month", start, MONTH.after(start)), cite)]
    says = "Because the request is complex, or one of many, two further months are taken, counted from the same start."
    return [
        Step(says, places.extension),
        Step(falls("Three months", start, EXTENDED.after(start)), f"{places.extension}; {reg.END}"),
    ]


def _asked(asked: Asked, questions: Sequence[Question], places: Places) -> list[Step]:
    """What the person was asked, or why that does not matter."""
    if asked.questions and not questions:
        if places.pause:
            says = "Questions about what is meant do not stop this clock: only an access request can be paused."
            return [Step(says, places.pause)]
        says = "The request came before 5 February 2026 and keeps the older law, in which no question stops the clock."
        return [Step(says, "SI 2026/82 reg 4; UK GDPR Art 12(3)")]
    steps = []
    for question, answer in questions:
        if answer is None:
            says = f"On {weekday(question)} the person was asked what they mean."
        elif answer == question:
            says = f"On {weekday(question)} the person was asked what they mean, and answered."
        else:
            says = f"The person was asked what they mean on {weekday(question)} and answered on {weekday(answer)}."
        steps.append(Step(says, places.pause))
    return steps


def _paused(questions: Sequence[Question], whole: Counted, places: Places) -> list[Step]:
    """How many days the questions leave out, and where the period ends without them."""
    if not questions or whole.last is None:
        return []
    if not whole.excluded:
        return [Step("None of these days lies in the period, so nothing changes.", places.pause)]
    one = whole.excluded == 1
    lost = "1 day of the period does" if one else f"{whole.excluded} days of the period do"
    says = f"{lost} not count: from question to answer, both days included."
    return [Step(f"{says} Without {'it' if one else 'them'} the period ends on {weekday(whole.last)}.", places.pause)]


def _stands(question: date, places: Places) -> list[Step]:
    """A question without an answer stops everything; how long to wait."""
    stops = f"The question of {written(question)} has no answer yet. The clock stands still, and no day can be given."
    wait = f"One month is a usual time to wait for an answer, here until {weekday(PATIENCE.after(question))}."
    close = "After that the request can be closed, with the reasons and the ways to complain."
    return [Step(stops, places.pause), Step(f"{wait} {close}", "ICO, right of access guidance, no answer")]


def _told(asked: Asked, notice: date | None, places: Places) -> list[Step]:
    """The condition of an extension: its notice."""
    if not asked.extended or notice is None:
        return []
    says = f"The longer time holds only if the person is told of it, with the reasons, by {weekday(notice)}."
    return [Step(says, places.notice)]


def _cautious(
    asked: Asked, start: date, whole: Counted, last: date, calendar: Calendar, places: Places
) -> tuple[date, list[Step]]:
    """The day on the stricter reading, and the step that says so where it differs."""
    if whole.excluded and whole.last:
        strict = roll(date.fromordinal(whole.last.toordinal() - 1), calendar)[0]
        says = f"Whoever counts a pause without its last day comes to {weekday(strict)}; to answer by then is safe."
        cite = places.pause
    elif not places.pause and start > asked.received:
        period = EXTENDED if asked.extended else MONTH
        strict = roll(period.after(asked.received), calendar)[0]
        says = f"The older law counts from arrival; read strictly, the day would be {weekday(strict)}."
        cite = places.period
    else:
        return last, []
    return strict, [Step(says, cite)] if strict != last else []


# ---- rules that no function carries out ----

stated(
    "UK GDPR Art 4A",
    f"{ARTICLE}4A",
    "Periods in this law are counted as Article 3 of Regulation 1182/71 counts them.",
    since=NEW,
    by="DUAA 2025 Sch 11 para 3",
)
ANSWERED_OLD = stated(
    "UK GDPR Art 12(3)",
    f"{ARTICLE}12",
    """A request is answered within one month of its arrival. Two further months may be taken if it is complex or one of
    many, and the person is told so, with reasons, inside the first month.""",
    since=OLD,
    until="2026-02-04",
    known=Known.RECALLED,
)
ANSWERED = stated(
    "UK GDPR Art 12(3)",
    f"{ARTICLE}12",
    """A request is answered without undue delay and before the period of Article 12A ends; one made electronically is
    answered in a common electronic form, unless the person asks otherwise.""",
    since=NEW,
    by=DUAA_76,
)
LONGER = stated(
    "UK GDPR Art 12A(3)",
    f"{ARTICLE}12A",
    """Two further months may be taken where that is needed because a request is complex, or because of how many
    requests the person made. They count from the same start.""",
    since=NEW,
    by=DUAA_76,
)
LONGER_TOLD = stated(
    "UK GDPR Art 12A(4)",
    f"{ARTICLE}12A",
    "The longer time holds only if the person is told of it, with the reasons, inside the first month.",
    since=NEW,
    by=DUAA_76,
)
WHAT_IS_MEANT = stated(
    "UK GDPR Art 12A(5)",
    f"{ARTICLE}12A",
    """The controller of an access request may ask what information or processing is meant, where it reasonably needs to
    know. A large amount of data is one example of that.""",
    since=NEW,
    by=DUAA_76,
)
PAUSED = stated(
    "UK GDPR Art 12A(6)",
    f"{ARTICLE}12A",
    """The days from the one on which that is asked to the one on which it is answered, both included, count neither for
    the answer nor for the notice of a longer time.""",
    since=NEW,
    by=DUAA_76,
    unsure="""How the regulator counts in an example of its own was not read. Whoever leaves out the last day of the
    pause comes to an answer a day earlier; that day is given beside the other, as the cautious one.""",
)
