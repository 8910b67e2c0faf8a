"""Data Protection Act 2018, Part 7: who acts for whom (sections 187 and 208), and other laws (section 183A).

A child who understands a right uses it; in Scotland one of twelve or more is taken to understand. A parent acts only if
the child cannot, or agrees. An agent shows an authority. A newer law does not override data protection in silence.
"""

from datetime import date
from typing import Literal

from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table
from troth.law.uk.dpa_2018 import ACT
from troth.law.uk.uk_gdpr import OLD
from troth.law.uk.uk_gdpr_12 import AGENT, GUIDANCE, PLAIN
from troth.words import Nation

ADULT, PRESUMED = 18, 12

SCOTTISH_CHILD = stated(
    "DPA 2018 s. 208",
    f"{ACT}section/208",
    """In Scotland a child who has a general understanding of what that means can use the rights. One of twelve or more
    is taken to have it, unless the contrary is shown.""",
    since=OLD,
)
CHILD = stated(
    "ICO, right of access guidance, children",
    GUIDANCE,
    """The right is the child's. A child who understands it uses it; a parent acts only if the child cannot, or
    agrees.""",
    since=OLD,
    known=Known.RECALLED,
    unsure="Outside Scotland no age is written down. Where it is not known whether a child understands, neither child "
    "nor parent is answered until it is.",
)
BODIES = stated(
    "DPA 2018 s. 187",
    f"{ACT}section/187",
    """A body that works for people's data rights without profit can complain to the regulator and go to court for a
    person who gave it authority (UK GDPR Art 80).""",
    since=OLD,
    known=Known.RECALLED,
    unsure="Whether the section reaches complaints to the controller was not read; an authority is enough for us.",
)
NO_OVERRIDE = stated(
    "DPA 2018 s. 183A",
    f"{ACT}section/183A",
    """A law made since 20 August 2025 that tells or allows somebody to use data does not override data protection law,
    unless it says so in words.""",
    since="2025-08-20",
    by="SI 2025/904",
    unsure="Of older laws the section says nothing; until counsel has looked, none of them is taken to override.",
)

_ACT = Table(
    Row(True, PLAIN, says="A grown person uses their own rights.", who="person", child=False),
    Row(True, SCOTTISH_CHILD, who="person", nation=Nation.SCOTLAND, presumed=True, understands=("yes", "not-known")),
    Row(True, SCOTTISH_CHILD, CHILD, who="person", nation=Nation.SCOTLAND, understands="yes"),
    Row(True, CHILD, who="person", understands="yes"),
    Row(True, CHILD, says="The child agrees that the parent acts.", who="parent", child=True, agrees=True),
    Row(True, CHILD, says="The child does not understand the right yet.", who="parent", child=True, understands="no"),
    Row(True, BODIES, who="body", authority=True, to="complain-or-sue"),
    Row(True, AGENT, who=("agent", "body"), authority=True),
    Row(False, AGENT, says="Nobody acts for another without a written authority or a power.", who=("agent", "body")),
    Row(False, CHILD, says="A parent acts only if the child cannot, or agrees.", who="parent"),
    Row(False, CHILD, says="It is not shown that the child understands the right."),
)


def may_act_for(
    on: date,
    *,
    who: Literal["person", "parent", "agent", "body"],
    age: int,
    nation: Nation,
    understands: Literal["yes", "no", "not-known"] = "not-known",
    agrees: bool = False,
    authority: bool = False,
    to: Literal["use-a-right", "complain-or-sue"] = "use-a-right",
) -> Ruling[bool]:
    """May this one act: the person themselves, or somebody for them?

    who: who acts: the person, a parent, an agent, or a body that works for people's data rights without profit
    age: how old the person is whose data it is
    nation: the nation whose law counts for a child
    understands: whether a child understands what it means to use the right
    agrees: whether a child agrees that the parent acts
    authority: whether an agent or a body shows a written authority or a power
    to: what they want to do
    """
    return _ACT.on(
        on,
        who=who,
        child=age < ADULT,
        presumed=age >= PRESUMED,
        nation=nation,
        understands=understands,
        agrees=agrees,
        authority=authority,
        to=to,
    )


_OVERRIDES = Table(
    Row(True, NO_OVERRIDE, says="The newer law says in words that it overrides.", newer=True, says_so=True),
    Row(False, NO_OVERRIDE, newer=True),
    Row(False, NO_OVERRIDE, says="The section says nothing of a law this old; it is not taken to override."),
)


def law_overrides(on: date, *, made: date, says_so: bool = False) -> Ruling[bool]:
    """Does another law that tells or allows us to use data override data protection law?

    made: the day on which that law was made
    says_so: whether it says in words that it overrides data protection law
    """
    return _OVERRIDES.on(on, newer=made >= NO_OVERRIDE.since, says_so=says_so)


ASKED = {"may-act-for": may_act_for, "law-overrides": law_overrides}
