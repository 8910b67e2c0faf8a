"""UK GDPR, Article 12A: when two further months may be taken, and when a question to the person stops the clock.

How the days are counted: uk_gdpr.py. A request keeps the law of the day on which it came, so `on` is that day here.
"""

from datetime import date
from typing import Literal

from troth.law.calendar import weekday
from troth.law.contents import Contents, Item
from troth.law.dated import Known, stated
from troth.law.table import SILENT, Row, Ruling, Table, listed
from troth.law.uk.last_day import after
from troth.law.uk.reg_1182_71 import months
from troth.law.uk.uk_gdpr import ANSWERED_OLD, LONGER, LONGER_TOLD, NEW, PAUSED, WHAT_IS_MEANT
from troth.law.uk.uk_gdpr_12 import GUIDANCE, GUIDED, REFUSAL
from troth.words import Right, Step

ASKING = stated(
    "ICO, right of access guidance, asking what is meant",
    GUIDANCE,
    """What is meant is asked promptly, never of everybody, and only to know which data; a question about the format
    stops no clock.""",
    since=NEW,
    known=Known.GUIDANCE,
    unsure="This is the regulator's practice, no rule of the statute; who departs from it gets no pause here.",
)
WAITING = stated(
    "ICO, right of access guidance, no answer",
    GUIDANCE,
    """Whoever gets no answer to a question about what is meant waits for a reasonable time, usually a month, and can
    then close the request, with the reasons and the ways to complain.""",
    since=GUIDED,
    known=Known.GUIDANCE,
    unsure="This is the regulator's practice, no rule of the statute. A company may wait longer; less than a month "
    "is not taken.",
)

EXTENSION = Contents(
    "What the notice of a longer time says; it leaves inside the first month",
    Item("longer", "that we take longer, and until when", ANSWERED_OLD),
    Item("reasons", "why we need the time", ANSWERED_OLD),
    Item("longer", "that we take longer, and until when", LONGER_TOLD),
    Item("reasons", "why we need the time", LONGER_TOLD),
)


_NEEDS_TIME = ("complexity", "number")
_NO_TIME = "A lack of people or time is no ground: the request is complex, or one of many of the same person."
_TOO_LATE = "No notice with reasons inside the first month, no longer time."
_EXTEND = Table(
    Row(True, LONGER, LONGER_TOLD, needs=EXTENSION, ground=_NEEDS_TIME, told_in_time=True, with_reasons=True),
    Row(False, LONGER_TOLD, says=_TOO_LATE, needs=EXTENSION, ground=_NEEDS_TIME),
    Row(False, LONGER, says=_NO_TIME),
    Row(True, ANSWERED_OLD, needs=EXTENSION, ground=_NEEDS_TIME, told_in_time=True, with_reasons=True),
    Row(False, ANSWERED_OLD, says=_TOO_LATE, needs=EXTENSION, ground=_NEEDS_TIME),
    Row(False, ANSWERED_OLD, says=_NO_TIME),
)


def may_extend(
    on: date,
    *,
    ground: Literal["complexity", "number", "our-workload"],
    told_in_time: bool = False,
    with_reasons: bool = False,
) -> Ruling[bool]:
    """May two further months be taken for a request that came on this day?

    ground: why more time is needed: the request is complex, the person made many of them, or we are busy
    told_in_time: whether the person is told of it inside the first month
    with_reasons: whether that notice says why
    """
    return _EXTEND.on(on, ground=ground, told_in_time=told_in_time, with_reasons=with_reasons)


_PAUSES = Table(
    Row(False, ASKING, says="A question about the format stops no clock.", about="format"),
    Row(False, ASKING, says="What is asked of everybody as a matter of course stops no clock.", of_everybody=True),
    Row(False, ASKING, says="A question that was not asked promptly stops no clock.", promptly=False),
    Row(True, WHAT_IS_MEANT, PAUSED, right=Right.ACCESS, needed=True),
    Row(False, WHAT_IS_MEANT, says="Without a need to know what is meant the clock runs on.", right=Right.ACCESS),
    Row(False, WHAT_IS_MEANT, says="Only the clock of an access request stops; every other right runs on."),
    Row(False, ANSWERED_OLD, says="In the older law no question stops the clock."),
)


def asking_pauses(
    on: date,
    *,
    right: Right,
    needed: bool = False,
    about: Literal["which-data", "format"] = "format",
    of_everybody: bool = True,
    promptly: bool = False,
) -> Ruling[bool]:
    """Does asking the person what they mean stop the clock of a request that came on this day?

    right: the right that is used
    needed: whether the answer is reasonably needed to know which data or processing is meant
    about: what the question is about
    of_everybody: whether it is asked of everybody as a matter of course
    promptly: whether it was asked without delay
    """
    facts = {"needed": needed, "about": about, "of_everybody": of_everybody, "promptly": promptly}
    return _PAUSES.on(on, right=right, **facts)


def close_after(on: date, *, asked: date, wait: int = 1) -> Ruling[date]:
    """After which day may a request be closed if the person does not say what they mean?

    asked: the day on which the person was asked what they mean
    wait: for how many months the company waits
    """
    if not WAITING.stands(on):
        return Ruling(None, (SILENT,))
    last = after(asked, months(max(wait, 1)))
    waited = Step(f"Without an answer by {weekday(last)} the request can be closed.", WAITING.cite.text)
    return Ruling(last, (Step(WAITING.says, WAITING.cite.text), waited), REFUSAL.on(on))


ASKED = {
    "may-extend": may_extend,
    "extension-notice": listed(EXTENSION),
    "asking-pauses": asking_pauses,
    "close-after": close_after,
}
