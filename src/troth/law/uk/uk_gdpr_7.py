"""UK GDPR, Articles 7 and 8: what makes consent consent, how it is taken back, and when a child can give it.

4(11) Consent is freely given, for a stated purpose, by somebody who knows what they agree to, by a clear act. 7(1) It
can be shown. 7(2) It stands apart from other matters. 7(3) It can be taken back at any time, as easily as it was given.
7(4) A service does not depend on it. 8(1) Online, a child can give it from an age on.
"""

from datetime import date
from functools import partial
from typing import Literal

from troth.law.contents import Contents, Item
from troth.law.dated import Dated, Known, stated
from troth.law.table import SILENT, Row, Ruling, Table, listed
from troth.law.uk.dpa_2018 import ACT
from troth.law.uk.uk_gdpr import ARTICLE, OLD
from troth.law.uk.uk_gdpr_6 import ONE_EACH
from troth.words import Step

_rule = partial(stated, since=OLD, known=Known.RECALLED)

MEANS = _rule(
    "UK GDPR Art 4(11)",
    f"{ARTICLE}4",
    """Consent is freely given, specific and informed, and shows beyond doubt, by a clear act, that the person agrees.
    A box that is ticked beforehand, silence, or doing nothing is no consent.""",
)
PROVED = _rule(
    "UK GDPR Art 7(1)",
    f"{ARTICLE}7",
    "The controller can show that the person consented.",
    unsure="""The text does not say what a record of consent holds; the regulator asks for who, when, how, and what
    they were told. We keep these and also purpose and channel.""",
)
APART = _rule(
    "UK GDPR Art 7(2)",
    f"{ARTICLE}7",
    "Consent is asked for apart from other matters, in plain words and easy to find; else it does not bind.",
)
TAKEN_BACK = _rule(
    "UK GDPR Art 7(3)",
    f"{ARTICLE}7",
    """People can take consent back at any time, as easily as they gave it, and are told so before they give it. What
    was done before stays lawful; what rested on the consent ends.""",
    unsure="""The text forbids no other basis afterwards, and Art 17(1)(b) speaks of one; the regulator calls the swap
    unfair. We do not let a use that rested on consent go on under another basis.""",
)
NO_CONDITION = _rule(
    "UK GDPR Art 7(4)",
    f"{ARTICLE}7",
    "A contract or a service does not depend on a consent that it does not need.",
    unsure="""The text asks to take the utmost account of it, and does not say that such a consent never counts. We do
    not count it.""",
)

CONDITIONS = Contents(
    "What makes consent count",
    Item("freely-given", "people have a real choice, and it costs them nothing to say no", MEANS),
    Item("specific", "it is asked for each purpose by itself", MEANS),
    Item("informed", "people know who asks, for what data and what purpose", MEANS),
    Item("clear-act", "they say yes by an act of their own; no box is ticked beforehand", MEANS),
    Item("recorded", "it can be shown", PROVED),
    Item("apart", "it stands apart from terms and other matters, in plain words", APART),
    Item("told-of-withdrawal", "people are told beforehand that they can take it back", TAKEN_BACK),
    Item("easily-withdrawn", "it is as easy to take back as to give", TAKEN_BACK),
    Item("no-condition", "the service can be had without it", NO_CONDITION),
)
RECORD = Contents(
    "What a record of consent holds",
    Item("who", "who consented", PROVED),
    Item("when", "when", PROVED),
    Item("how", "by what act", PROVED),
    Item("wording", "which version of the words they saw", PROVED),
    Item("purpose", "to what purpose", PROVED),
    Item("channel", "by which channel", PROVED),
)

_VALID = Table[bool](
    Row(False, MEANS, freely_given=False, says="It was not freely given: people had no real choice."),
    Row(False, MEANS, specific=False, says="It was not given for this purpose by itself."),
    Row(False, MEANS, informed=False, says="People did not know who asked, for what data, and for what purpose."),
    Row(False, MEANS, clear_act=False, says="They did not say yes by a clear act of their own."),
    Row(False, MEANS, unticked=False, says="A box was ticked beforehand, or doing nothing counted as a yes."),
    Row(False, APART, apart=False),
    Row(False, NO_CONDITION, optional=False),
    Row(
        False, TAKEN_BACK, told_of_withdrawal=False, says="People were not told beforehand that they can take it back."
    ),
    Row(False, TAKEN_BACK, easily_withdrawn=False, says="It is harder to take back than it was to give."),
    Row(False, PROVED, recorded=False, needs=RECORD),
    Row(True, MEANS, PROVED, APART, TAKEN_BACK, NO_CONDITION, needs=RECORD),
)


def consent_valid(
    on: date,
    *,
    freely_given: bool = False,
    specific: bool = False,
    informed: bool = False,
    clear_act: bool = False,
    unticked: bool = False,
    apart: bool = False,
    optional: bool = False,
    told_of_withdrawal: bool = False,
    easily_withdrawn: bool = False,
    recorded: bool = False,
) -> Ruling[bool]:
    """Does a consent that was asked for like this count?

    freely_given: people had a real choice, without pressure or a price for saying no
    specific: it was asked for this purpose by itself
    informed: they knew who asked, for what data and for what purpose
    clear_act: they said yes by a clear act of their own
    unticked: no box was ticked beforehand, and doing nothing counted as no
    apart: it stood apart from terms and other matters, in plain words
    optional: the service can be had without it
    told_of_withdrawal: they were told beforehand that they can take it back
    easily_withdrawn: it can be taken back as easily as it was given (ask `withdrawal`)
    recorded: who, when, how, which words, for what purpose and by which channel is on record
    """
    return _VALID.on(
        on,
        freely_given=freely_given,
        specific=specific,
        informed=informed,
        clear_act=clear_act,
        unticked=unticked,
        apart=apart,
        optional=optional,
        told_of_withdrawal=told_of_withdrawal,
        easily_withdrawn=easily_withdrawn,
        recorded=recorded,
    )


_WAY_BACK = Table[bool](
    Row(False, TAKEN_BACK, any_time=False, says="Consent can be taken back at any time, not only at some times."),
    Row(False, TAKEN_BACK, same_channel=False, says="Consent can be taken back by the channel by which it was given."),
    Row(False, TAKEN_BACK, more_steps=True, says="To take consent back takes no more steps than it took to give it."),
    Row(False, TAKEN_BACK, free=False, says="Whoever takes consent back pays nothing and loses nothing else."),
    Row(True, TAKEN_BACK),
)


def withdrawal(
    on: date,
    *,
    steps_to_give: int,
    steps_to_withdraw: int,
    any_time: bool = False,
    same_channel: bool = False,
    free: bool = False,
) -> Ruling[bool]:
    """Is this way to take consent back easy enough?

    steps_to_give: how many steps it takes to consent
    steps_to_withdraw: how many steps it takes to take the consent back
    any_time: it is open at any time
    same_channel: it is open by the channel by which people consented
    free: it costs nothing, and the person loses nothing that did not rest on the consent
    """
    return _WAY_BACK.on(
        on, any_time=any_time, same_channel=same_channel, free=free, more_steps=steps_to_withdraw > steps_to_give
    )


_AFTERWARDS = Table[bool](
    Row(True, TAKEN_BACK, used="before", says="What was done before consent was taken back stays lawful."),
    Row(
        True,
        ONE_EACH,
        own_basis=True,
        says="This purpose never rested on the consent: it had a basis of its own from the start, and people knew.",
    ),
    Row(False, TAKEN_BACK, says="Consent was taken back, and what rested on it ends. No other basis takes its place."),
)


def use_after_withdrawal(on: date, *, used: Literal["before", "after"], own_basis: bool = False) -> Ruling[bool]:
    """Is a use of the data lawful when the person takes consent back?

    used: whether the data was used before or after consent was taken back
    own_basis: the use is for a purpose that rested on another basis from the start, and people were told so then
    """
    return _AFTERWARDS.on(on, used=used, own_basis=own_basis)


# ---- children ----

AGE = _rule(
    "UK GDPR Art 8(1)",
    f"{ARTICLE}8",
    """A child's consent to an online service that is offered to children counts from the age of 13. For a younger
    child, who has parental responsibility consents, or lets the child.""",
    known=Known.READ,
    unsure="""Since 29 April 2026 regulations can raise the age, up to 16 (Art 8(2A)); none were found, and they have
    to be looked for.""",
)
CHECKED = _rule(
    "UK GDPR Art 8(2)",
    f"{ARTICLE}8",
    "Reasonable efforts are made to check that whoever has parental responsibility did consent.",
)
AGE_MAY_CHANGE = stated(
    "UK GDPR Art 8(2A)",
    f"{ARTICLE}8",
    "Regulations may change the age from which a child can consent, for all services or some, to one from 13 to 16.",
    since="2026-04-29",
    by="Children's Wellbeing and Schools Act 2026 s. 72",
)
COUNSELLING = _rule(
    "DPA 2018 s. 9",
    f"{ACT}section/9",
    "The age does not hold for services that prevent harm to a child or counsel it.",
    unsure="""The Act does not say what holds instead. We let a consent to them count only from a child that
    understands it.""",
)

AGE_OF_CONSENT = Dated({OLD: 13})  # UK GDPR Art 8(1); regulations under Art 8(2A) would be a new line here


def child_age(on: date) -> Ruling[int]:
    """From which age does a child's own consent to an online service count?"""
    standing = [entry for entry in (AGE, AGE_MAY_CHANGE) if entry.stands(on)]
    because = tuple(Step(entry.says, entry.cite.text) for entry in standing)
    return Ruling(AGE_OF_CONSENT.on(on), because or (SILENT,))


_CHILD = Table[bool](
    Row(True, COUNSELLING, counselling=True, understands=True),
    Row(True, AGE, old_enough=True, says="The child is old enough to consent to an online service."),
    Row(True, AGE, CHECKED, parental=True, checked=True),
    Row(False, CHECKED, parental=True),
    Row(False, AGE),
)


def child_consent(
    on: date,
    *,
    age: int | None = None,
    parental: bool = False,
    checked: bool = False,
    counselling: bool = False,
    understands: bool = False,
) -> Ruling[bool]:
    """Does consent count that a child, or somebody for it, gives to an online service?

    age: the child's age in years; left out, it is not known
    parental: somebody with parental responsibility consented, or let the child
    checked: reasonable efforts were made to check that they have that responsibility and consented
    counselling: the service prevents harm to the child or counsels it
    understands: the child understands what it agrees to
    """
    from_age = AGE_OF_CONSENT.on(on)
    return _CHILD.on(
        on,
        old_enough=age is not None and from_age is not None and age >= from_age,
        parental=parental,
        checked=checked,
        counselling=counselling,
        understands=understands,
    )


ASKED = {
    "consent-conditions": listed(CONDITIONS),
    "consent-record": listed(RECORD),
    "consent-valid": consent_valid,
    "withdrawal": withdrawal,
    "use-after-withdrawal": use_after_withdrawal,
    "child-age": child_age,
    "child-consent": child_consent,
}
