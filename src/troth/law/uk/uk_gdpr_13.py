"""UK GDPR, Article 13: what people are told when data is collected from them; with Article 14, what may be left untold.

(1)-(2) The list, told when the data is collected. (3) A further purpose is told before it begins: a policy that was
changed on a page tells nobody. (4) What somebody has need not be told again. The list of Article 14: uk_gdpr_14.py.
"""

from datetime import date
from functools import partial
from typing import Literal

from troth.law.contents import Contents, Item, item
from troth.law.dated import Known, stated
from troth.law.table import SILENT, Row, Ruling, Table, listed
from troth.law.uk.uk_gdpr import ARTICLE, NEW, OLD
from troth.law.uk.uk_gdpr_14 import (
    DEFEATS,
    DUAA_77,
    EFFORT,
    EFFORT_FACTORS,
    EFFORT_OLD,
    FURTHER,
    HAS_IT,
    LAID_DOWN,
    LEAD,
    MONTH,
    PROPORTION,
    PUBLISHED,
    SECRET,
)
from troth.law.uk.uk_gdpr_15 import ACCESS
from troth.law.uk.uk_gdpr_16 import CORRECT, RESTRICT
from troth.law.uk.uk_gdpr_17 import DUTY, ERASE
from troth.law.uk.uk_gdpr_20 import OBJECT, OBJECT_OLD, PORTABLE
from troth.words import Basis, Right, Step

URL = f"{ARTICLE}13"

_item = partial(item, url=URL, lead=LEAD, since=OLD, known=Known.RECALLED)
_old = partial(stated, url=URL, since=OLD, known=Known.RECALLED)

_WITHDRAW = _item("withdraw", "UK GDPR Art 13(2)(c)", says="that you can withdraw your consent, if we rest on it")
COLLECTED = Contents(
    "What people are told when data is collected from them",
    _item("controller", "UK GDPR Art 13(1)(a)", says="who we are and how to reach us"),
    _item("dpo", "UK GDPR Art 13(1)(b)", says="how to reach our data protection officer, if we have one"),
    _item("purposes", "UK GDPR Art 13(1)(c)", says="what we use the data for, and on which lawful basis"),
    _item(
        "interest",
        "UK GDPR Art 13(1)(d)",
        says="which legitimate interest we have, if we rest on one",
        until="2026-02-04",
    ),
    _item(
        "interest",
        "UK GDPR Art 13(1)(d)",
        says="which legitimate interest we have, or which condition of Annex 1 is met, if we rest on one",
        since=NEW,
        by="DUAA 2025 s. 70; SI 2026/82 reg 2",
    ),
    _item("recipients", "UK GDPR Art 13(1)(e)", says="who receives it"),
    _item(
        "transfers",
        "UK GDPR Art 13(1)(f)",
        says="where outside the United Kingdom it goes, what protects it there, and how to get a copy of that",
    ),
    _item("keep", "UK GDPR Art 13(2)(a)", says="how long we keep it"),
    _item("rights", "UK GDPR Art 13(2)(b)", says="which rights you have"),
    _WITHDRAW,
    _item(
        "complain-controller",
        "UK GDPR Art 13(2)(ca)",
        says="that you can complain to us",
        since="2026-06-19",
        by="DUAA 2025 s. 103 and Sch 10; SI 2026/82 reg 3",
        known=Known.READ,
    ),
    _item("complain-regulator", "UK GDPR Art 13(2)(d)", says="that you can complain to the regulator"),
    _item(
        "need",
        "UK GDPR Art 13(2)(e)",
        says="whether a law or a contract needs the data, whether you have to give it, and what follows if not",
    ),
    _item(
        "automated-decisions",
        "UK GDPR Art 13(2)(f)",
        says="which decisions a computer takes alone, how, and what they mean for you",
    ),
)

AT_ONCE = _old("UK GDPR Art 13(1)", says="People are told the list when data is collected from them.")
FURTHER_OWN = _old("UK GDPR Art 13(3)", says="People are told of a further purpose before their data is used for it.")
HAS_IT_OWN = _old("UK GDPR Art 13(4)", says="What the person already has need not be told again.")
FOR_RESEARCH = stated(
    "UK GDPR Art 13(5)",
    URL,
    """A further purpose of research, statistics or an archive in the public interest need not be told where that is
    impossible or out of proportion; the people are protected otherwise, and it is published.""",
    since=NEW,
    by=DUAA_77,
)

# ---- what may be left untold ----

_UNTOLD = Table(
    Row(True, HAS_IT_OWN, collected="from-the-person", reason="has-it"),
    Row(False, AT_ONCE, collected="from-the-person"),
    Row(True, HAS_IT, reason="has-it"),
    Row(True, LAID_DOWN, reason="law-lays-it-down"),
    Row(True, SECRET, reason="professional-secret"),
    Row(True, EFFORT_OLD, reason=("impossible", "out-of-proportion", "defeats-the-purpose"), published=True),
    Row(True, EFFORT, PUBLISHED, reason="impossible", published=True),
    Row(True, EFFORT, PROPORTION, PUBLISHED, needs=EFFORT_FACTORS, reason="out-of-proportion", published=True),
    Row(True, DEFEATS, PUBLISHED, reason="defeats-the-purpose", published=True),
    Row(False, PUBLISHED, reason=("impossible", "out-of-proportion", "defeats-the-purpose")),
    Row(False, MONTH, says="No exception is there: within a month at the latest people are told."),
)


def may_leave_untold(
    on: date,
    *,
    collected: Literal["from-the-person", "elsewhere"],
    reason: Literal[
        "none",
        "has-it",
        "impossible",
        "out-of-proportion",
        "defeats-the-purpose",
        "law-lays-it-down",
        "professional-secret",
    ] = "none",
    published: bool = False,
) -> Ruling[bool]:
    """May an item of a notice be left untold?

    collected: where the data comes from
    reason: why it need not be told
    published: whether people are protected otherwise, and what they would be told is published
    """
    return _UNTOLD.on(on, collected=collected, reason=reason, published=published)


_LATEST_GOVERNS = (
    "A clause by which our latest policy governs tells nobody: older data keeps the purposes that were told."
)
_FURTHER = Table(
    Row(True, FURTHER_OWN, collected="from-the-person", told="before"),
    Row(True, FURTHER, told="before"),
    Row(True, FOR_RESEARCH, collected="from-the-person", research=True, effort=True, published=True),
    Row(True, EFFORT, PUBLISHED, collected="elsewhere", effort=True, published=True),
    Row(True, EFFORT_OLD, collected="elsewhere", effort=True, published=True),
    Row(False, FURTHER_OWN, FURTHER, says=_LATEST_GOVERNS, told="latest-policy-governs"),
    Row(False, FURTHER_OWN, collected="from-the-person"),
    Row(False, FURTHER),
)


def further_purpose_told(
    on: date,
    *,
    collected: Literal["from-the-person", "elsewhere"],
    told: Literal["before", "afterwards", "latest-policy-governs", "not"],
    research: bool = False,
    out_of_proportion: bool = False,
    published: bool = False,
) -> Ruling[bool]:
    """Are people told enough for a further purpose to begin?

    collected: where the data came from
    told: how the people are told of the further purpose
    research: whether it is research, statistics or an archive in the public interest
    out_of_proportion: whether it is impossible or out of proportion to tell them
    published: whether people are protected otherwise, and what they would be told is published
    """
    return _FURTHER.on(
        on, collected=collected, told=told, research=research, effort=out_of_proportion, published=published
    )


# ---- which rights a notice names ----

_ALWAYS = (
    Item(Right.ACCESS, "to be told what we hold, and to get a copy", ACCESS),
    Item(Right.RECTIFICATION, "to have it corrected", CORRECT),
)
_ERASURE = Item(Right.ERASURE, "to have it deleted", ERASE)
_RESTRICTION = Item(Right.RESTRICTION, "to have it only stored for a while", RESTRICT)
_PORTABILITY = Item(Right.PORTABILITY, "to take along what you gave us", PORTABLE)
_OBJECTION_OLD, _OBJECTION = (Item(Right.OBJECTION, "to object", entry) for entry in (OBJECT_OLD, OBJECT))

_CONSENT = Item("withdraw", "to withdraw your consent", _WITHDRAW.rule)

_TITLE = "Which rights a person has by the lawful basis"
RIGHTS = {
    Basis.CONSENT: Contents(_TITLE, *_ALWAYS, _ERASURE, _RESTRICTION, _PORTABILITY, _CONSENT),
    Basis.CONTRACT: Contents(_TITLE, *_ALWAYS, _ERASURE, _RESTRICTION, _PORTABILITY),
    Basis.LEGAL_OBLIGATION: Contents(_TITLE, *_ALWAYS, _RESTRICTION),
    Basis.VITAL_INTERESTS: Contents(_TITLE, *_ALWAYS, _ERASURE, _RESTRICTION),
    Basis.PUBLIC_TASK: Contents(_TITLE, *_ALWAYS, _RESTRICTION, _OBJECTION_OLD, _OBJECTION),
    Basis.RECOGNISED_INTEREST: Contents(_TITLE, *_ALWAYS, _ERASURE, _RESTRICTION, _OBJECTION),
    Basis.LEGITIMATE_INTERESTS: Contents(_TITLE, *_ALWAYS, _ERASURE, _RESTRICTION, _OBJECTION_OLD, _OBJECTION),
}


def rights_by_basis(on: date, *, basis: Basis) -> Ruling[tuple[str, ...]]:
    """Which rights does a person have for data that is used on this lawful basis?

    basis: the lawful basis
    """
    if basis == Basis.RECOGNISED_INTEREST and not OBJECT.stands(on):
        return Ruling(None, (SILENT,))
    found = listed(RIGHTS[Basis(basis)])(on)
    if found.answer and Right.ERASURE not in found.answer:
        return Ruling(found.answer, (*found.because, Step(DUTY.says, DUTY.cite.text)), found.needs)
    return found


# Those without a place of their own in the list of rooms follow here.
ASKED = {
    "notice-collected": listed(COLLECTED),
    "may-leave-untold": may_leave_untold,
    "further-purpose-told": further_purpose_told,
    "rights-by-basis": rights_by_basis,
}
