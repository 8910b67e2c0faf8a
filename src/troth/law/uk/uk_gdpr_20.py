"""UK GDPR, Articles 20 and 21: a person takes along what they provided, and can object.

20 reaches what a person provided, used by machines on consent or for a contract. 21(1) reaches three bases and is
weighed; 21(2)-(3) direct marketing, always and at once. 21(4) The right to object is told at first contact.
"""

from datetime import date
from functools import partial

from troth.law.contents import Contents, Item
from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table
from troth.law.uk.uk_gdpr import ARTICLE, NEW, OLD
from troth.law.uk.uk_gdpr_16 import PENDING
from troth.words import Basis

_portable = partial(stated, url=f"{ARTICLE}20", since=OLD, known=Known.RECALLED)
_objecting = partial(stated, url=f"{ARTICLE}21", since=OLD, known=Known.RECALLED)
PORTABLE = _portable(
    "UK GDPR Art 20(1)",
    says="""A person gets what they provided in a structured, common form that machines read, if it is used by automated
    means on their consent or for a contract with them.""",
)
DIRECT = _portable(
    "UK GDPR Art 20(2)", says="It goes to another controller directly, if the person asks and it can be done."
)
NOT_OTHERS = _portable("UK GDPR Art 20(4)", says="To take data along must not harm the rights of others.")
_FEW_REASONS = "The text asks for reasons of the person's own situation; few or none are no ground to refuse here."
OBJECT_OLD = _objecting(
    "UK GDPR Art 21(1)",
    says="""A person can object to a use for a public task or for legitimate interests. It ends, unless compelling
    grounds or legal claims are shown that override the objection.""",
    until="2026-02-04",
    unsure=_FEW_REASONS,
)
OBJECT = stated(
    "UK GDPR Art 21(1)",
    f"{ARTICLE}21",
    """A person can object to a use for a public task, for a recognised legitimate interest or for legitimate interests.
    It ends, unless compelling grounds or legal claims are shown that override the objection.""",
    since=NEW,
    by="DUAA 2025 s. 70; SI 2026/82 reg 2",
    unsure=_FEW_REASONS,
)
MARKETING = _objecting(
    "UK GDPR Art 21(2)",
    says="A person can object to direct marketing, and to profiling for it, at any time and without a reason.",
)
NO_MARKETING = _objecting(
    "UK GDPR Art 21(3)",
    says="""After an objection there is no more direct marketing, at once and whatever speaks for it. As little as is
    needed to remember the objection is kept.""",
    unsure="""The article ends the marketing; that the objection itself is remembered, even by somebody who asks to be
    deleted, is the regulator's guidance.""",
)
TOLD = _objecting(
    "UK GDPR Art 21(4)",
    says="The right to object is told at the first contact at the latest, clearly and apart from all else.",
)

STOPPED = Contents(
    "What an objection to direct marketing asks",
    Item("stop", "it stops at once, profiling for it too", NO_MARKETING),
    Item("remember", "as little as is needed to remember the objection is kept", NO_MARKETING),
)
WEIGHED = Contents("What an objection asks", Item("restrict", "while it is weighed the data is only stored", PENDING))


# ---- Article 20 ----

_PORTABILITY = Table(
    Row(False, NOT_OTHERS, harms_others=True),
    Row(True, PORTABLE, provided=True, basis=(Basis.CONSENT, Basis.CONTRACT), automated=True),
    Row(
        False,
        PORTABLE,
        says="It is not what the person provided, used by machines on consent or for a contract.",
    ),
)


def to_portability(on: date, *, provided: bool, basis: Basis, automated: bool, harms_others: bool) -> Ruling[bool]:
    """Does the person get this data to take along?

    provided: whether the person provided it, also by using a service or a device
    basis: the lawful basis on which it is used
    automated: whether it is used by automated means, not on paper
    harms_others: whether to hand it over would harm the rights of others
    """
    return _PORTABILITY.on(on, provided=provided, basis=basis, automated=automated, harms_others=harms_others)


_DIRECT = Table(
    Row(True, DIRECT, asked=True, feasible=True),
    Row(False, DIRECT, says="It goes to the person."),
)


def direct_transfer(on: date, *, asked: bool, feasible: bool = False) -> Ruling[bool]:
    """Does the data go straight to another controller?

    asked: whether the person asks for that
    feasible: whether it can technically be done
    """
    return _DIRECT.on(on, asked=asked, feasible=feasible)


# ---- Article 21 ----

_INTERESTS = (Basis.PUBLIC_TASK, Basis.LEGITIMATE_INTERESTS)
_OVERRIDE = "Compelling grounds or legal claims are shown that override the objection."
_NO_OBJECTION = "What rests on this basis cannot be objected to; a consent can be withdrawn."
_OBJECTION = Table(
    Row(True, MARKETING, NO_MARKETING, needs=STOPPED, marketing=True),
    Row(False, OBJECT_OLD, says=_OVERRIDE, needs=WEIGHED, basis=_INTERESTS, overridden=True),
    Row(True, OBJECT_OLD, needs=WEIGHED, basis=_INTERESTS),
    Row(False, OBJECT_OLD, says=_NO_OBJECTION),
    Row(False, OBJECT, says=_OVERRIDE, needs=WEIGHED, basis=(*_INTERESTS, Basis.RECOGNISED_INTEREST), overridden=True),
    Row(True, OBJECT, needs=WEIGHED, basis=(*_INTERESTS, Basis.RECOGNISED_INTEREST)),
    Row(False, OBJECT, says=_NO_OBJECTION),
)


def to_object(on: date, *, marketing: bool, basis: Basis, overridden: bool = False) -> Ruling[bool]:
    """Does a use stop because the person objects?

    marketing: whether it is direct marketing, or profiling for it
    basis: the lawful basis of the use
    overridden: whether we show compelling grounds, or legal claims, that override the objection
    """
    return _OBJECTION.on(on, marketing=marketing, basis=basis, overridden=overridden)


_TOLD = Table(
    Row(True, TOLD, by_first_contact=True, apart=True),
    Row(False, TOLD),
)


def objection_told(on: date, *, by_first_contact: bool = False, apart: bool = False) -> Ruling[bool]:
    """Was the right to object told as it has to be?

    by_first_contact: whether it was told at the first contact at the latest
    apart: whether clearly, and apart from all else
    """
    return _TOLD.on(on, by_first_contact=by_first_contact, apart=apart)


ASKED = {
    "to-portability": to_portability,
    "direct-transfer": direct_transfer,
    "to-object": to_object,
    "objection-told": objection_told,
}
