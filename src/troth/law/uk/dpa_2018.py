"""Data Protection Act 2018: section 164A, complaints to the controller, and what stands around it.

(1) A person complains about how their own data is used. (2) The controller makes that easy. (3) It acknowledges
receipt within 30 days. (4)-(5) From receipt on it looks into the complaint without undue delay, says how it goes on,
and tells the outcome. Section 165: the way to the regulator. Section 180A: what a court sees and may order.
"""

from datetime import date
from typing import Literal

from troth.law.calendar import Calendar, weekday
from troth.law.contents import Contents, Item
from troth.law.dated import Dated, Known, carries, rule, stated
from troth.law.table import SILENT, Row, Ruling, Table, listed
from troth.law.uk import reg_1182_71 as reg
from troth.law.uk.reg_1182_71 import count, days, ends
from troth.law.uk.uk_gdpr import ARTICLE
from troth.law.uk.uk_gdpr_12 import PLAIN
from troth.words import Deadline, Step

ACT = "https://www.legislation.gov.uk/ukpga/2018/12/"
BEGUN = "2026-06-19"
DUAA_103 = "DUAA 2025 s. 103; SI 2026/82 reg 3"
PLACE, COUNTING = "DPA 2018 s. 164A(3)", "DPA 2018 s. 205(2)"

ACKNOWLEDGE_WITHIN = Dated({BEGUN: days(30)})  # complaints received from that day on: SI 2026/82 reg 7


@rule(PLACE, f"{ACT}section/164A", since=BEGUN, by=DUAA_103)
def acknowledge_complaint(received: date, arrival: str, calendar: Calendar) -> Deadline | None:
    """The controller acknowledges receipt of a complaint within 30 days; an outcome told within them is enough.

    None before the duty existed. The day of receipt is not counted (s. 205(2)); a last day that is no working day
    moves to the next one (Reg 1182/71 Art 3(4)).
    """
    period = ACKNOWLEDGE_WITHIN.on(received)
    if period is None:
        return None
    day = count(received, period).last
    assert day is not None, "nothing stops this period"
    steps = [
        Step(arrival, PLACE),
        Step("The day of receipt is not counted: day 1 is the day after it.", COUNTING),
        Step(f"Day {period.days} is {weekday(day)}.", PLACE),
    ]
    last, rolled = ends(day, calendar, "the acknowledgement is due", f"{COUNTING}; {reg.ROLL}")
    return Deadline(last, PLACE, (*steps, *rolled), cautious=last)


ACKNOWLEDGE = carries(acknowledge_complaint)
COMPLAIN = stated(
    "DPA 2018 s. 164A(1)",
    f"{ACT}section/164A",
    "A person who thinks that a controller breaks the UK GDPR with data about them can complain to it.",
    since=BEGUN,
    by=DUAA_103,
    unsure="A grievance about marketing calls, mails or cookies alone (PECR) stands outside of the words; we treat it "
    "alike.",
)
EASY = stated(
    "DPA 2018 s. 164A(2)",
    f"{ACT}section/164A",
    "The controller makes it easy to complain: by an electronic form and by other ways.",
    since=BEGUN,
    by=DUAA_103,
    unsure="The Act names form and other ways as an example of the steps; we take both as needed.",
)
HANDLE = stated(
    "DPA 2018 s. 164A(4)",
    f"{ACT}section/164A",
    """Without undue delay from receipt the controller looks into the complaint as far as it needs, tells how it goes
    on, and tells the outcome. The law names no last day.""",
    since=BEGUN,
    by=DUAA_103,
)
STEPS = stated(
    "DPA 2018 s. 164A(5)",
    f"{ACT}section/164A",
    "To deal with a complaint is to make the enquiries that it needs and to tell the person how it goes on.",
    since=BEGUN,
    by=DUAA_103,
)
NUMBERS = stated(
    "DPA 2018 s. 164B",
    f"{ACT}section/164B",
    "The numbers of complaints are reported to the regulator if regulations say so; there are none.",
    since=BEGUN,
    by=DUAA_103,
    unsure="No such regulations were found in November 2026; count the complaints, so that a report would be easy.",
)
GOOD_PRACTICE = stated(
    "ICO, how to deal with data protection complaints",
    "https://ico.org.uk/about-the-ico/responses-to-ico-consultations/summary-of-responses-to-our-consultation-on-draft-"
    "complaints-guidance-for-organisations/key-themes/acknowledge-the-complaint",
    """An outcome that is told within the 30 days needs no acknowledgement of its own. Each point of a complaint is
    answered, and a record of it is kept.""",
    since=BEGUN,
    known=Known.GUIDANCE,
)
ENFORCED = stated(
    "DUAA 2025 Sch 10 paras 16-18",
    "https://www.legislation.gov.uk/ukpga/2025/18/schedule/10",
    """Whoever does not deal with complaints as section 164A says can be served an enforcement notice and fined up to
    the standard maximum.""",
    since=BEGUN,
    by=DUAA_103,
)
TO_REGULATOR_OLD = stated(
    "UK GDPR Art 77",
    f"{ARTICLE}77",
    "A person who thinks that the use of data about them breaks the UK GDPR can complain to the regulator.",
    since="2018-05-25",
    until="2026-06-18",
    by="left out by DUAA 2025 s. 103 and Sch 10; SI 2026/82 reg 3",
    known=Known.RECALLED,
)
TO_REGULATOR = stated(
    "DPA 2018 s. 165",
    f"{ACT}section/165",
    "A person who thinks that the use of data about them breaks the UK GDPR can complain to the regulator; this stands "
    "in the place of Article 77.",
    since=BEGUN,
    by=DUAA_103,
)
DEFEAT = stated(
    "DPA 2018 s. 173",
    f"{ACT}section/173",
    "To alter, hide or destroy data after a request, so that the person does not get it, is an offence.",
    since="2018-05-25",
    known=Known.RECALLED,
)
COURT = stated(
    "DPA 2018 s. 180A",
    f"{ACT}section/180A",
    """In a dispute about an access request the court can look at the disputed data itself; the person sees it only
    once it is decided that they are entitled to it. It orders no search wider than a reasonable and proportionate
    one.""",
    since="2025-08-20",
    by="SI 2025/904",
)
stated(
    COUNTING,
    f"{ACT}section/205",
    "Periods in this Act are counted as Article 3 of Regulation 1182/71 counts them: the day of the event is left out.",
    since="2018-05-25",
)

WAYS = Contents(
    "To whom a person can complain",
    Item("controller", "to us", COMPLAIN),
    Item("regulator", "to the regulator", TO_REGULATOR_OLD),
    Item("regulator", "to the regulator", TO_REGULATOR),
)
DEALING = Contents(
    "What is done about a complaint",
    Item("acknowledge", "its receipt is acknowledged within 30 days", ACKNOWLEDGE),
    Item("enquire", "it is looked into, as far as it needs", STEPS),
    Item("progress", "the person is told how it goes on", STEPS),
    Item("outcome", "the person is told the outcome", HANDLE),
    Item("each-point", "each of its points is answered", GOOD_PRACTICE),
    Item("record", "what came, what was done and what was found is recorded", GOOD_PRACTICE),
)

_CAUGHT = Table(
    Row(True, COMPLAIN, about="own-data"),
    Row(
        True,
        COMPLAIN,
        says="A complaint about marketing or cookies alone stands outside of the words of the section; we treat it "
        "alike.",
        about="own-marketing-or-cookies",
    ),
    Row(False, COMPLAIN, says="The section is about the person's own data and what is done with it."),
)


def is_complaint(
    on: date, *, about: Literal["own-data", "own-marketing-or-cookies", "somebody-elses-data", "other"]
) -> Ruling[bool]:
    """Is what comes on this day a complaint that section 164A has us deal with?

    about: what it is about: how the person's own data is used, calls, mails or cookies alone, or something else
    """
    return _CAUGHT.on(on, about=about)


_EASE = Table(
    Row(True, EASY, electronic_form=True, other_ways=True),
    Row(False, EASY, says="There has to be an electronic form, and other ways too, such as post and telephone."),
)


def easy_to_complain(on: date, *, electronic_form: bool = False, other_ways: bool = False) -> Ruling[bool]:
    """Is it easy enough to complain?

    electronic_form: whether there is a form that can be filled in electronically
    other_ways: whether one can complain in other ways too, such as by post or telephone
    """
    return _EASE.on(on, electronic_form=electronic_form, other_ways=other_ways)


_APART = Table(
    Row(False, GOOD_PRACTICE, says="The outcome came within the 30 days, and is enough.", outcome_in_time=True),
    Row(True, ACKNOWLEDGE),
)


def acknowledgement_needed(on: date, *, outcome_in_time: bool = False) -> Ruling[bool]:
    """Does a complaint that comes on this day need an acknowledgement of its own?

    outcome_in_time: whether its outcome is told within the 30 days
    """
    return _APART.on(on, outcome_in_time=outcome_in_time)


def look_into_from(on: date, *, received: date, acknowledged: date | None = None) -> Ruling[date]:
    """From which day is a complaint looked into?

    received: the day on which the complaint arrived
    acknowledged: the day on which its receipt was acknowledged, if it was
    """
    if not HANDLE.stands(on) or not HANDLE.stands(received):
        return Ruling(None, (SILENT,))
    steps = [
        Step(
            f"The complaint arrived on {weekday(received)}: it is looked into without undue delay from then on.",
            HANDLE.cite.text,
        )
    ]
    if acknowledged and acknowledged > received:
        steps.append(Step("That its receipt was acknowledged later moves nothing.", HANDLE.cite.text))
    steps.append(Step("The law names no last day for the outcome: set a target of your own.", HANDLE.cite.text))
    return Ruling(received, tuple(steps), DEALING.on(on))


_CAME = Table[tuple[str, ...]](
    Row(("request", "complaint"), COMPLAIN, says="It is both, and each has its own clock.", asks=True, complains=True),
    Row(("complaint",), COMPLAIN, says="It says that something is wrong, and asks for no right.", complains=True),
    Row(("request",), PLAIN, says="It asks for a right: a request.", asks=True),
    Row((), PLAIN, says="It asks for no right that has a clock."),
)


def what_came(on: date, *, asks: bool, complains: bool) -> Ruling[tuple[str, ...]]:
    """Is what comes on this day a request, a complaint, or both?

    asks: whether it asks, in whatever words, for something that Articles 15 to 22D give
    complains: whether it says that something is wrong with how the person's data is used
    """
    return _CAME.on(on, asks=asks, complains=complains)


_NUMBERS = Table(Row(False, NUMBERS))


def report_numbers(on: date) -> Ruling[bool]:
    """Does the controller report how many complaints it had?"""
    return _NUMBERS.on(on)


_ENFORCED = Table(Row(True, ENFORCED))


def complaints_enforced(on: date) -> Ruling[bool]:
    """Can the regulator act against a controller that does not deal with complaints?"""
    return _ENFORCED.on(on)


_ORDERS = Table(
    Row(
        False,
        COURT,
        says="No court orders a wider search than a reasonable and proportionate one.",
        order="wider-search",
    ),
    Row(True, COURT, says="The court can look at the disputed data itself.", order="show-the-court"),
    Row(True, COURT, says="It is decided that the person is entitled to the data.", decided=True),
    Row(False, COURT, says="Before it is decided, the person does not see the disputed data."),
)


def court_may_order(
    on: date, *, order: Literal["show-the-court", "show-the-person", "wider-search"], decided: bool = False
) -> Ruling[bool]:
    """Can a court order this in a dispute about an access request?

    order: that the disputed data is shown to it, that it is shown to the person, or that more is searched
    decided: whether it is decided that the person is entitled to the disputed data
    """
    return _ORDERS.on(on, order=order, decided=decided)


ASKED = {
    "complaint": is_complaint,
    "request-or-complaint": what_came,
    "easy-to-complain": easy_to_complain,
    "acknowledgement-needed": acknowledgement_needed,
    "complaint-duties": listed(DEALING),
    "look-into-from": look_into_from,
    "ways-to-complain": listed(WAYS),
    "report-complaint-numbers": report_numbers,
    "complaints-enforced": complaints_enforced,
    "court-may-order": court_may_order,
}
