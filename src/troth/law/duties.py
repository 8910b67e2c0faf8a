"""The duties that have a last day, by name: one question for all of them, checked before it is counted."""

from collections.abc import Sequence
from datetime import date, datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from troth.fault import Fault
from troth.law.calendar import PLACES, Calendar, published, weekday, written
from troth.law.uk import dpa_2018, pecr_breach, uk_gdpr, uk_gdpr_33
from troth.law.uk.reg_1182_71 import Question
from troth.words import Deadline, Nation, Right, Step

LONDON = ZoneInfo("Europe/London")
COMPLAINT, BREACH, TELECOMS_BREACH = "complaint-acknowledgement", "breach", "telecoms-breach"
DUTIES = (*(str(right) for right in Right), COMPLAINT, BREACH, TELECOMS_BREACH)


def due(
    duty: str,
    received: date | datetime,
    nation: Nation,
    *,
    identified: date | None = None,
    fee_paid: date | None = None,
    clarify: Sequence[Question] = (),
    extended: bool = False,
    calendar: Calendar | None = None,
) -> Deadline | None:
    """The last day (for a breach the last instant) to do a duty that `received` began, with its derivation.

    `received` may carry a time: a day counts as London has it. `identified` and `fee_paid` are the days on which the
    proof of identity and the fee arrived, `clarify` the days of each question about what is meant and of its answer
    (None while there is none), `extended` whether two further months are taken. A `calendar` stands in for the
    nation's.

    None if the duty did not exist on that day (`absent` says why). `at` is None while a question stands, and where the
    law of that day names no number of hours. A Fault for an unknown duty or nation, days in the
    wrong order, and a day past the published holidays.
    """
    _known(duty, nation)
    questions = tuple((_day(asked), answered and _day(answered)) for asked, answered in clarify)
    if duty in (COMPLAINT, BREACH, TELECOMS_BREACH) and (identified or fee_paid or questions or extended):
        raise Fault(
            f"nothing moves, stops or lengthens the time of `{duty}`",
            because="identity, fee, questions and two further months belong to requests (UK GDPR Art 12A)",
            remedy="leave them out",
        )
    try:
        if duty == BREACH:
            return uk_gdpr_33.notify_breach(received)
        if duty == TELECOMS_BREACH:
            return pecr_breach.notify_breach(received)
        day, arrival = _arrived("The complaint" if duty == COMPLAINT else "The request", received)
        if day < _begins(duty):
            return None
        days = calendar or published(Nation(nation))
        days.reach(day)
        if duty == COMPLAINT:
            return dpa_2018.acknowledge_complaint(day, arrival, days)
        proof, fee = identified and _day(identified), fee_paid and _day(fee_paid)
        _in_order(day, proof, fee, questions)
        return uk_gdpr.answer(uk_gdpr.Asked(Right(duty), day, arrival, proof, fee, questions, extended), days)
    except (OverflowError, ValueError):
        raise Fault("this day cannot be counted with", remedy="check the year") from None


def _in_order(received: date, identified: date | None, fee_paid: date | None, questions: Sequence[Question]) -> None:
    """A Fault if something happened before what it answers to."""
    for what, day in (("the proof of identity came", identified), ("the fee was paid", fee_paid)):
        if day:
            _after(what, day, "the request arrived", received)
    for asked, answered in questions:
        _after("the question was asked", asked, "the request arrived", received)
        if answered:
            _after("the answer came", answered, "its question was asked", asked)


def _after(what: str, day: date, before: str, earlier: date) -> None:
    if day < earlier:
        raise Fault(
            f"{what} on {written(day)}, before {before} on {written(earlier)}",
            remedy="check the two days; they may be reversed",
        )


def absent(duty: str, on: date | datetime) -> Step | None:
    """Why there was no such duty on a day, as a sentence with its source; None if there was one."""
    _known(duty, Nation.ENGLAND)
    day = _arrived("", on)[0]
    begins = _begins(duty)
    if day >= begins:
        return None
    if duty == COMPLAINT:
        says = (
            f"Complaints received before {written(begins)} need no acknowledgement by law: the duty begins on that day."
        )
        return Step(says, "SI 2026/82 reg 7")
    brought = "SI 2011/1208" if duty == TELECOMS_BREACH else "the GDPR"
    says = f"There was no such duty on {written(day)}: it begins on {written(begins)}, with {brought}."
    return Step(says, {BREACH: "UK GDPR Art 33(1)", TELECOMS_BREACH: pecr_breach.PLACE}.get(duty, "UK GDPR Art 12(3)"))


def _begins(duty: str) -> date:
    """The first day on which a duty exists."""
    if duty == COMPLAINT:
        return dpa_2018.ACKNOWLEDGE_WITHIN.since
    if duty == TELECOMS_BREACH:
        return pecr_breach.NOTIFY_WITHIN.since
    return uk_gdpr_33.NOTIFY_WITHIN.since if duty == BREACH else uk_gdpr.PLACES.since


def _known(duty: str, nation: Nation) -> None:
    if duty not in DUTIES:
        near = get_close_matches(duty, DUTIES, 1)
        raise Fault(
            f"`{duty[:60]}` is no duty that has a last day",
            remedy=f"did you mean `{near[0]}`?" if near else f"one of: {', '.join(DUTIES)}",
        )
    if nation not in PLACES:
        raise Fault(
            f"`{str(nation)[:60]}` is no nation of the United Kingdom",
            because="a last day moves over the bank holidays of the place of the act (Reg 1182/71 Art 2(1))",
            remedy=f"one of: {', '.join(PLACES)}",
        )


def _day(at: date | datetime) -> date:
    if not isinstance(at, datetime):
        return at
    return at.astimezone(LONDON).date() if at.tzinfo else at.date()


def _arrived(what: str, at: date | datetime) -> tuple[date, str]:
    """The day of arrival by London's clocks, and a sentence that says it."""
    day = _day(at)
    if isinstance(at, datetime) and at.date() != day:
        return day, f"{what} arrived on {weekday(day)}, by the clocks of London."
    return day, f"{what} arrived on {weekday(day)}."
