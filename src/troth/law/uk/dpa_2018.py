"""Data Protection Act 2018: section 164A, complaints to the controller, and what stands around it.

(3) The controller acknowledges receipt within 30 days of it. (4)-(5) It looks into the complaint without undue delay,
says how it goes on, and tells the outcome.
"""

from datetime import date

from troth.law.calendar import Calendar, weekday
from troth.law.dated import Dated, Known, rule, stated
from troth.law.uk import reg_1182_71 as reg
from troth.law.uk.reg_1182_71 import count, days, ends
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


stated(
    "DPA 2018 s. 164A(1)",
    f"{ACT}section/164A",
    "A person can complain to the controller who thinks that it breaks the UK GDPR with data about them.",
    since=BEGUN,
    by=DUAA_103,
)
stated(
    "DPA 2018 s. 164A(2)",
    f"{ACT}section/164A",
    "The controller makes it easy to complain: by an electronic form and by other ways.",
    since=BEGUN,
    by=DUAA_103,
)
stated(
    "DPA 2018 s. 164A(4)",
    f"{ACT}section/164A",
    """Without undue delay from receipt the controller looks into the complaint as far as it needs, tells how it goes
    on, and tells the outcome. The law names no last day.""",
    since=BEGUN,
    by=DUAA_103,
)
stated(
    "DPA 2018 s. 165",
    f"{ACT}section/165",
    "A person can complain to the regulator.",
    since="2018-05-25",
    known=Known.RECALLED,
)
stated(
    "DPA 2018 s. 173",
    f"{ACT}section/173",
    "To alter, hide or destroy data after a request, so that the person does not get them, is an offence.",
    since="2018-05-25",
    known=Known.RECALLED,
)
stated(
    COUNTING,
    f"{ACT}section/205",
    "Periods in this Act are counted as Article 3 of Regulation 1182/71 counts them: the day of the event is left out.",
    since="2018-05-25",
)
