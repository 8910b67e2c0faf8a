"""UK GDPR, Articles 9 and 10: special categories and criminal offences, which need a second key.

9(1) Data on race, politics, religion, unions, genes, biometrics, health, sex life and orientation is not used, unless
(2) one of ten conditions is met, on top of a lawful basis under Article 6; some of them ask for a condition of DPA 2018
Schedule 1 as well. 10 So does data on criminal offences.
"""

from datetime import date
from functools import partial
from typing import Literal, get_args

from troth.law.contents import Contents, Item
from troth.law.dated import Known, Rule, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.dpa_2018 import ACT
from troth.law.uk.uk_gdpr import ARTICLE, NEW, OLD

URL = f"{ARTICLE}9"

_rule = partial(stated, since=OLD, known=Known.RECALLED)
_PROHIBITED = (
    "Data on race or ethnic origin, politics, religion or belief, unions, genes, biometrics that identify, health, sex "
    "life or orientation is not used unless a condition of Art 9(2) is met, on top of a lawful basis."
)

PROHIBITED_OLD = _rule(
    "UK GDPR Art 9(1)",
    URL,
    _PROHIBITED,
    until="2026-02-04",
    unsure="The text did not yet say that a basis of Art 6 is needed as well; the regulator did, and so do we.",
)
PROHIBITED = stated("UK GDPR Art 9(1)", URL, _PROHIBITED, since=NEW, by="DUAA 2025 Sch 11 para 4; SI 2026/82 reg 2")

Condition = Literal[
    "explicit-consent",
    "employment",
    "vital-interests",
    "non-profit",
    "made-public",
    "claims",
    "substantial-public-interest",
    "health-care",
    "public-health",
    "research",
]
CONDITIONS: tuple[str, ...] = get_args(Condition)

_MET: dict[str, Rule] = {
    "explicit-consent": _rule(
        "UK GDPR Art 9(2)(a)", URL, "The person consented expressly to this use for a stated purpose."
    ),
    "employment": _rule(
        "UK GDPR Art 9(2)(b)",
        URL,
        "A law on employment, social security or social protection lays down the right or the duty that needs the use.",
    ),
    "vital-interests": _rule(
        "UK GDPR Art 9(2)(c)", URL, "The use is needed to protect somebody's life, and the person cannot consent."
    ),
    "non-profit": _rule(
        "UK GDPR Art 9(2)(d)",
        URL,
        "A body without profit uses data on its own members for its political, religious or union aims.",
    ),
    "made-public": _rule("UK GDPR Art 9(2)(e)", URL, "The person has plainly made the data public."),
    "claims": _rule("UK GDPR Art 9(2)(f)", URL, "The use is needed for legal claims, or by a court."),
    "substantial-public-interest": _rule(
        "UK GDPR Art 9(2)(g)",
        URL,
        "A law allows the use for a substantial public interest, in proportion and with safeguards.",
    ),
    "health-care": _rule(
        "UK GDPR Art 9(2)(h)",
        URL,
        "The use is needed for health or social care, by somebody who is bound to secrecy.",
    ),
    "public-health": _rule(
        "UK GDPR Art 9(2)(i)", URL, "The use is needed for public health, under a law with safeguards."
    ),
    "research": _rule(
        "UK GDPR Art 9(2)(j)",
        URL,
        "The use is needed for archives in the public interest, research or statistics, with the safeguards for them.",
    ),
}
SECOND_KEYS = Contents(
    "The conditions one of which special-category data needs on top of a lawful basis",
    Item("explicit-consent", "you agreed to it expressly", _MET["explicit-consent"]),
    Item("employment", "a law on employment or social security needs it", _MET["employment"]),
    Item("vital-interests", "it protects a life, and you cannot agree to it", _MET["vital-interests"]),
    Item("non-profit", "a body without profit uses data on its own members", _MET["non-profit"]),
    Item("made-public", "you plainly made the data public", _MET["made-public"]),
    Item("claims", "it is needed for legal claims", _MET["claims"]),
    Item(
        "substantial-public-interest",
        "a law allows it for a substantial public interest",
        _MET["substantial-public-interest"],
    ),
    Item("health-care", "it is needed for health or social care", _MET["health-care"]),
    Item("public-health", "it is needed for public health", _MET["public-health"]),
    Item("research", "it is needed for archives, research or statistics", _MET["research"]),
)

KINDS = Contents(
    "The special categories of data",
    *(
        Item(name, says, rule)
        for rule in (PROHIBITED_OLD, PROHIBITED)
        for name, says in (
            ("race", "race or ethnic origin"),
            ("politics", "political opinions"),
            ("belief", "religion or belief"),
            ("union", "membership of a trade union"),
            ("genes", "genetic data"),
            ("biometrics", "biometric data that identifies somebody"),
            ("health", "health"),
            ("sex-life", "sex life"),
            ("orientation", "sexual orientation"),
        )
    ),
)

UNDER_PART_1 = _rule(
    "DPA 2018 s. 10(2)",
    f"{ACT}section/10",
    "Employment, health care, public health and research meet Art 9(2) only with a condition of Sch 1 Part 1.",
)
UNDER_PART_2 = _rule(
    "DPA 2018 s. 10(3)",
    f"{ACT}section/10",
    "A substantial public interest meets Art 9(2)(g) only with a condition of Sch 1 Part 2.",
)
CRIMES_UNDER_SCHEDULE_1 = _rule(
    "DPA 2018 s. 10(5)",
    f"{ACT}section/10",
    "Data on criminal offences is used, without official authority, only if a condition of Sch 1 Parts 1 to 3 is met.",
)
POLICY_DOCUMENT = _rule(
    "DPA 2018 Sch 1 para 39",
    f"{ACT}schedule/1/paragraph/39",
    """Where a condition of Sch 1 asks for it, a policy document says how the principles are kept and when data is
    deleted.""",
    unsure="""Not every condition of Parts 1 to 3 asks for the document in every case. We ask for it for employment, for
    every substantial public interest, and for data on offences.""",
)
CRIMES = _rule(
    "UK GDPR Art 10",
    f"{ARTICLE}10",
    """Data on criminal convictions, offences or security measures is used, on top of a lawful basis, only under
    official authority or where a law allows it with safeguards.""",
)

_ONE_KEY = "The use has no lawful basis under Article 6: a condition alone is not enough."
_SECOND_KEY = Table[bool](
    Row(False, CRIMES, data="criminal-offence", based=False, says="The use has no lawful basis under Article 6."),
    Row(True, CRIMES, data="criminal-offence", official_authority=True),
    Row(False, CRIMES_UNDER_SCHEDULE_1, data="criminal-offence", schedule_1=False),
    Row(False, POLICY_DOCUMENT, data="criminal-offence", policy_document=False),
    Row(True, CRIMES, CRIMES_UNDER_SCHEDULE_1, POLICY_DOCUMENT, data="criminal-offence"),
    Row(False, PROHIBITED, based=False, says=_ONE_KEY),
    Row(False, PROHIBITED_OLD, based=False, says=_ONE_KEY),
    Row(False, UNDER_PART_1, condition=("employment", "health-care", "public-health", "research"), schedule_1=False),
    Row(False, UNDER_PART_2, condition="substantial-public-interest", schedule_1=False),
    Row(False, POLICY_DOCUMENT, condition=("employment", "substantial-public-interest"), policy_document=False),
    *(Row(True, rule, condition=name) for name, rule in _MET.items()),
    Row(False, PROHIBITED),
    Row(False, PROHIBITED_OLD),
)


def special_category(
    on: date,
    *,
    data: Literal["special-category", "criminal-offence"],
    based: bool = False,
    condition: Condition | None = None,
    schedule_1: bool = False,
    policy_document: bool = False,
    official_authority: bool = False,
) -> Ruling[bool]:
    """May special-category data, or data on criminal offences, be used?

    data: which of the two it is
    based: the use has a lawful basis under Article 6 (ask `basis`)
    condition: the condition of Article 9(2) that is met, on record
    schedule_1: a condition of DPA 2018 Schedule 1 is met that fits it
    policy_document: there is a policy document as Schedule 1 asks for it
    official_authority: data on offences is used under the control of official authority
    """
    return _SECOND_KEY.on(
        on,
        data=data,
        based=based,
        condition=condition,
        schedule_1=schedule_1,
        policy_document=policy_document,
        official_authority=official_authority,
    )


ASKED = {
    "special-category": special_category,
    "special-categories": listed(KINDS),
    "special-category-conditions": listed(SECOND_KEYS),
}
