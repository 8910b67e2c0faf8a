"""UK GDPR, Articles 16, 18 and 19: data is corrected, or only stored for a while, and recipients are told.

Deletion: uk_gdpr_17.py. To take data along, and to object: uk_gdpr_20.py.
"""

from datetime import date
from functools import partial
from typing import Literal

from troth.law.contents import Contents, Item
from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table
from troth.law.uk.uk_gdpr import ARTICLE, OLD
from troth.words import Right

_old = partial(stated, since=OLD, known=Known.RECALLED)
CORRECT = _old(
    "UK GDPR Art 16",
    f"{ARTICLE}16",
    "Data that is wrong is corrected, and data that is incomplete for its purpose is completed.",
)
_restricting = partial(_old, url=f"{ARTICLE}18")
RESTRICT = _restricting("UK GDPR Art 18(1)", says="Data is only stored, for a while, if one of four grounds is there.")
DISPUTED = _restricting(
    "UK GDPR Art 18(1)(a)", says="While it is checked whether contested data is right, it is only stored."
)
KEEP_UNLAWFUL = _restricting(
    "UK GDPR Art 18(1)(b)", says="Data that was used unlawfully is only stored, not deleted, if the person wants that."
)
FOR_THEIR_CLAIM = _restricting(
    "UK GDPR Art 18(1)(c)", says="Data that only the person still needs, for a legal claim, is only stored."
)
PENDING = _restricting(
    "UK GDPR Art 18(1)(d)", says="While it is weighed whether an objection is overridden, the data is only stored."
)
STORED = _restricting(
    "UK GDPR Art 18(2)",
    says="""Restricted data is stored and no more, unless the person agrees, a legal claim needs it, somebody else's
    rights have to be protected, or an important public interest asks for it.""",
)
LIFTED = _restricting("UK GDPR Art 18(3)", says="The person is told before a restriction is lifted.")
RECIPIENTS = _old(
    "UK GDPR Art 19",
    f"{ARTICLE}19",
    """Each recipient is told of a correction, a deletion and a restriction, unless that is impossible or out of
    proportion. A person who asks is told who the recipients are.""",
)

TELL = Item("recipients", "each recipient is told, unless that is impossible or out of proportion", RECIPIENTS)
CORRECTED = Contents(
    "What else a correction asks", TELL, Item("restrict", "meanwhile the data is only stored", DISPUTED)
)
RESTRICTED = Contents(
    "What else a restriction asks",
    Item("store-only", "the data is stored and no more", STORED),
    TELL,
    Item("tell-before-lifting", "the person is told before it is lifted", LIFTED),
)

# ---- Article 16 ----

_CORRECTION = Table(
    Row(True, CORRECT, says="Data that is wrong is corrected.", needs=CORRECTED, it_is="wrong"),
    Row(
        True,
        CORRECT,
        says="What is missing is added, if need be in the person's words.",
        needs=CORRECTED,
        it_is="incomplete",
    ),
    Row(False, CORRECT, says="It is not shown that the data is wrong or incomplete for its purpose."),
)


def to_rectification(on: date, *, it_is: Literal["wrong", "incomplete", "right"]) -> Ruling[bool]:
    """Is the data corrected?

    it_is: what the data is, for the purpose that it has
    """
    return _CORRECTION.on(on, it_is=it_is)


# ---- Article 18 ----

_RESTRICTION = Table(
    Row(True, DISPUTED, needs=RESTRICTED, ground="accuracy-contested"),
    Row(True, KEEP_UNLAWFUL, needs=RESTRICTED, ground="unlawful-use"),
    Row(True, FOR_THEIR_CLAIM, needs=RESTRICTED, ground="needed-for-their-claim"),
    Row(True, PENDING, needs=RESTRICTED, ground="objection-pending"),
    Row(False, RESTRICT, says="None of the four grounds to restrict is there."),
)


def to_restriction(
    on: date,
    *,
    ground: Literal["none", "accuracy-contested", "unlawful-use", "needed-for-their-claim", "objection-pending"],
) -> Ruling[bool]:
    """Is the data only stored when the person asks for it?

    ground: why it should only be stored
    """
    return _RESTRICTION.on(on, ground=ground)


_USE = Table(
    Row(True, STORED, use=("storage", "person-agrees", "legal-claims", "protect-another", "important-public-interest")),
    Row(False, STORED, says="While data is restricted it is stored and no more."),
)


def restricted_use(
    on: date,
    *,
    use: Literal["storage", "person-agrees", "legal-claims", "protect-another", "important-public-interest", "other"],
) -> Ruling[bool]:
    """May restricted data be used for this?

    use: what is to be done with it
    """
    return _USE.on(on, use=use)


_LIFT = Table(
    Row(True, LIFTED, says="The person was told before.", told=True),
    Row(False, LIFTED),
)


def may_lift_restriction(on: date, *, told: bool = False) -> Ruling[bool]:
    """May a restriction be lifted?

    told: whether the person was told of it before
    """
    return _LIFT.on(on, told=told)


# ---- Article 19 ----

_AFTER = Table(
    Row(False, RECIPIENTS, says="It cannot be done, so it is not owed.", impossible=True),
    Row(False, RECIPIENTS, says="It would be out of proportion.", out_of_proportion=True),
    Row(True, RECIPIENTS, after=(Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION)),
    Row(False, RECIPIENTS, says="Recipients are told of corrections, deletions and restrictions."),
)


def tell_recipients(
    on: date, *, after: Right, impossible: bool = False, out_of_proportion: bool = False
) -> Ruling[bool]:
    """Are those who received the data told?

    after: the right that was carried out
    impossible: whether it is impossible to tell this recipient
    out_of_proportion: whether to tell this recipient would be out of proportion
    """
    return _AFTER.on(on, after=after, impossible=impossible, out_of_proportion=out_of_proportion)


_NAMED = Table(
    Row(True, RECIPIENTS, says="The person asks, so they are told who was told.", asked=True),
    Row(False, RECIPIENTS, says="The person is told who the recipients are if they ask."),
)


def name_recipients(on: date, *, asked: bool) -> Ruling[bool]:
    """Is the person told which recipients were told?

    asked: whether the person asks
    """
    return _NAMED.on(on, asked=asked)


ASKED = {
    "to-rectification": to_rectification,
    "to-restriction": to_restriction,
    "restricted-use": restricted_use,
    "may-lift-restriction": may_lift_restriction,
    "tell-recipients": tell_recipients,
    "name-recipients": name_recipients,
}
