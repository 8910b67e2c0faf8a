"""UK GDPR, Articles 22A to 22D: decisions that a computer takes alone. Article 22 before 5 February 2026.

22A(1) A decision is solely automated if no person takes part in it in a meaningful way, and significant if it has legal
or like effects on somebody. 22B(4) None may rest on a recognised legitimate interest; 22B(1) special-category data asks
for more. 22C The person is told, can speak, can have a person look at it, and can contest it.
"""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Literal

from troth.law.contents import Contents, Item, item
from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.dpa_2018 import ACT
from troth.law.uk.uk_gdpr import ARTICLE, NEW, OLD
from troth.law.uk.uk_gdpr_6 import ANY
from troth.words import Basis, Step

DUAA_80 = "DUAA 2025 s. 80; SI 2026/82 reg 2"
_LAST = "2026-02-04"  # the last day of the old Article 22

_new = partial(stated, since=NEW, by=DUAA_80)
_old = partial(stated, since=OLD, until=_LAST, known=Known.RECALLED)

SOLELY = _new(
    "UK GDPR Art 22A(1)(a)",
    f"{ARTICLE}22A",
    "A decision is taken by a computer alone if no person takes part in it in a meaningful way.",
    unsure="""The regulator's guidance on what is meaningful is a draft of 31 March 2026, and regulations may say more
    (Art 22D). We count a person only who looks at the case before the decision has effect, and who can change it.""",
)
SIGNIFICANT = _new(
    "UK GDPR Art 22A(1)(b)",
    f"{ARTICLE}22A",
    """A decision is significant if it has a legal effect on the person, or one that matters as much, such as a refusal
    of credit or of a job.""",
)
PROFILED = _new(
    "UK GDPR Art 22A(2)",
    f"{ARTICLE}22A",
    "Whether a person's part is meaningful depends also on how far profiling leads to the decision.",
)
SPECIAL = _new(
    "UK GDPR Art 22B(1)",
    f"{ARTICLE}22B",
    """A computer alone takes no significant decision that rests, even in part, on special-category data, except in two
    cases.""",
)
EXPRESSLY = _new(
    "UK GDPR Art 22B(2)",
    f"{ARTICLE}22B",
    "It may if the decision rests on nothing but data to whose use the person consented expressly.",
)
PUBLIC_INTEREST = _new(
    "UK GDPR Art 22B(3)",
    f"{ARTICLE}22B",
    """It may if the decision is necessary for a contract with the person, or a law asks for it or allows it, and there
    is a substantial public interest as Art 9(2)(g) has it.""",
)
NOT_RECOGNISED = _new(
    "UK GDPR Art 22B(4)",
    f"{ARTICLE}22B",
    "A computer alone takes no significant decision that relies, even in part, on a recognised legitimate interest.",
)
SAFEGUARDED = _new(
    "UK GDPR Art 22C(1)",
    f"{ARTICLE}22C",
    "A computer alone may take significant decisions with data about people only if there are safeguards for them.",
)

RIGHT_OLD = _old(
    "UK GDPR Art 22(1)",
    f"{ARTICLE}22",
    "A computer alone takes no decision with legal or like effects on a person, except in three cases.",
)
CONTRACT_OLD = _old(
    "UK GDPR Art 22(2)(a)", f"{ARTICLE}22", "It may if the decision is necessary for a contract with the person."
)
BY_LAW_OLD = _old("UK GDPR Art 22(2)(b)", f"{ARTICLE}22", "It may if a law allows it and lays down safeguards.")
TOLD_OLD = _old(
    "DPA 2018 s. 14",
    f"{ACT}section/14",
    """Where a law allows the decision, the person is told in writing that a computer took it alone, and has one month
    to ask that it is looked at again or taken by a person.""",
)
EXPRESSLY_OLD = _old("UK GDPR Art 22(2)(c)", f"{ARTICLE}22", "It may if the person consented expressly to it.")
SAFEGUARDED_OLD = _old(
    "UK GDPR Art 22(3)",
    f"{ARTICLE}22",
    "The person can have a person look at the decision, can say what they think, and can contest it.",
)
SPECIAL_OLD = _old(
    "UK GDPR Art 22(4)",
    f"{ARTICLE}22",
    """The decision rests on no special-category data unless the person consented expressly, or there is a substantial
    public interest as Art 9(2)(g) has it.""",
)

Safeguard = Literal["information", "representations", "human-intervention", "contest"]

_item = partial(
    item,
    url=f"{ARTICLE}22C",
    lead="The person",
    since=NEW,
    by=DUAA_80,
    known=Known.RECALLED,
    unsure="The four were read; by which letter each goes was not.",
)
SAFEGUARDS = Contents(
    "The safeguards for people about whom a computer alone decides",
    Item("representations", "can say what they think of the decision", SAFEGUARDED_OLD),
    Item("human-intervention", "can have a person look at it", SAFEGUARDED_OLD),
    Item("contest", "can contest it", SAFEGUARDED_OLD),
    _item("information", "UK GDPR Art 22C(2)(a)", says="is told about the decision"),
    _item("representations", "UK GDPR Art 22C(2)(b)", says="can say what they think of the decision"),
    _item("human-intervention", "UK GDPR Art 22C(2)(c)", says="can have a person look at it"),
    _item("contest", "UK GDPR Art 22C(2)(d)", says="can contest it"),
)

_DECISION = Table[bool](
    Row(False, ANY, based=False, says="The use of the data for the decision has no lawful basis."),
    Row(True, SOLELY, PROFILED, human=True, says="A person takes part in the decision in a meaningful way."),
    Row(True, SIGNIFICANT, significant=False, says="The decision has no legal effect on the person, nor a like one."),
    Row(False, NOT_RECOGNISED, recognised=True),
    Row(False, SAFEGUARDED, safeguarded=False, needs=SAFEGUARDS),
    Row(True, EXPRESSLY, special_category=True, explicit_consent=True, needs=SAFEGUARDS),
    Row(True, PUBLIC_INTEREST, special_category=True, contract=True, public_interest=True, needs=SAFEGUARDS),
    Row(True, PUBLIC_INTEREST, special_category=True, by_law=True, public_interest=True, needs=SAFEGUARDS),
    Row(False, SPECIAL, special_category=True),
    Row(True, SAFEGUARDED, needs=SAFEGUARDS),
    # the law before 5 February 2026
    Row(True, RIGHT_OLD, human=True, says="A person takes part in the decision."),
    Row(True, RIGHT_OLD, significant=False, says="The decision has no legal effect on the person, nor a like one."),
    Row(False, SPECIAL_OLD, special_category=True, explicit_consent=False, public_interest=False),
    Row(False, SAFEGUARDED_OLD, safeguarded=False, needs=SAFEGUARDS),
    Row(True, CONTRACT_OLD, contract=True, needs=SAFEGUARDS),
    Row(True, BY_LAW_OLD, TOLD_OLD, by_law=True, needs=SAFEGUARDS),
    Row(True, EXPRESSLY_OLD, explicit_consent=True, needs=SAFEGUARDS),
    Row(False, RIGHT_OLD),
)


def automated_decision(
    on: date,
    *,
    significant: bool,
    special_category: bool,
    bases: frozenset[Basis],
    human: bool = False,
    explicit_consent: bool = False,
    contract: bool = False,
    by_law: bool = False,
    public_interest: bool = False,
    safeguards: frozenset[Safeguard] = frozenset(),
    decided: date | None = None,
) -> Ruling[bool]:
    """May a decision about a person be taken like this by a computer?

    significant: it has a legal effect on the person, or one that matters as much, such as a refusal of credit
    special_category: it rests, even in part, on special-category data
    bases: the lawful bases on which it relies, wholly or in part
    human: a person who can change it looks at the case before it has effect
    explicit_consent: the person consented expressly, and it rests on no other data than they consented to
    contract: it is necessary for a contract with the person
    by_law: a law asks for it or allows it
    public_interest: there is a substantial public interest as Article 9(2)(g) has it
    safeguards: what the person has
    decided: the day of the decision, if it was another
    """
    day = decided or on
    ruling = _DECISION.on(
        day,
        significant=significant,
        special_category=special_category,
        based=bool(bases),
        recognised=Basis.RECOGNISED_INTEREST in bases,
        human=human,
        explicit_consent=explicit_consent,
        contract=contract,
        by_law=by_law,
        public_interest=public_interest,
        safeguarded=safeguards >= {item.id for item in SAFEGUARDS.on(day)},
    )
    if day < date.fromisoformat(NEW) <= on:
        kept = Step("The decision was taken before 5 February 2026 and keeps the older Article 22.", "SI 2026/82 reg 5")
        return replace(ruling, because=(kept, *ruling.because))
    return ruling


ASKED = {"automated-decision": automated_decision, "automated-decision-safeguards": listed(SAFEGUARDS)}
