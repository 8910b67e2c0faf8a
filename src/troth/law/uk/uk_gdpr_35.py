"""UK GDPR, Articles 35 and 36: when the impact is assessed first, what is written down, when the regulator is asked.

35(1) A use that is likely to put people at high risk is assessed before it begins. 35(3) names three kinds, and the
regulator names ten more (35(4)); five of these count only together with another sign of risk.
"""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Literal

from troth.law.contents import Contents, Item, item
from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.uk_gdpr import ARTICLE, OLD
from troth.words import Step

URL = f"{ARTICLE}35"

_rule = partial(stated, since=OLD, known=Known.RECALLED)
_named = partial(item, url=URL, lead="The impact is assessed of", since=OLD, known=Known.RECALLED)

FIRST = _rule(
    "UK GDPR Art 35(1)",
    URL,
    "Before a use of data begins that is likely to put people at high risk, what it means for them is assessed.",
)
LIST = stated(
    "ICO, uses likely to result in high risk",
    "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/accountability-and-governance/"
    "data-protection-impact-assessments-dpias/examples-of-processing-likely-to-result-in-high-risk/",
    """The regulator's list under Art 35(4): ten kinds of use whose impact is assessed. Innovative technology,
    biometrics, genetic data, data that people do not know of, and tracking count only together with another sign of
    risk.""",
    since=OLD,
    known=Known.GUIDANCE,
    unsure="The list rests on guidelines that the regulator still uses though they no longer bind it.",
)

Trigger = Literal[
    "systematic-profiling",
    "large-scale-sensitive",
    "public-monitoring",
    "innovative-technology",
    "denial-of-service",
    "large-scale-profiling",
    "biometrics",
    "genetic-data",
    "data-matching",
    "invisible-processing",
    "tracking",
    "vulnerable-people",
    "physical-harm",
]
# Kinds of the regulator's list that count only together with another sign of risk.
TOGETHER = frozenset({"innovative-technology", "biometrics", "genetic-data", "invisible-processing", "tracking"})
TRIGGERS = Contents(
    "The kinds of use whose impact is assessed first",
    _named(
        "systematic-profiling",
        "UK GDPR Art 35(3)(a)",
        says="a systematic and extensive evaluation of people by computer, on which significant decisions rest",
    ),
    _named(
        "large-scale-sensitive",
        "UK GDPR Art 35(3)(b)",
        says="special-category data, or data on offences, on a large scale",
    ),
    _named(
        "public-monitoring",
        "UK GDPR Art 35(3)(c)",
        says="a place open to the public that is watched systematically and on a large scale",
    ),
    Item("innovative-technology", "new technology, or old technology used in a new way", LIST),
    Item("denial-of-service", "a service refused by computer or over sensitive data, such as by a credit check", LIST),
    Item("large-scale-profiling", "profiles of people on a large scale", LIST),
    Item("biometrics", "biometric data that identifies somebody", LIST),
    Item("genetic-data", "genetic data, other than in a doctor's care", LIST),
    Item("data-matching", "data from several sources that is put together", LIST),
    Item("invisible-processing", "data from elsewhere, where people are not told because it would be too hard", LIST),
    Item("tracking", "where people are or what they do is followed, online or off", LIST),
    Item(
        "vulnerable-people", "children or other vulnerable people are marketed to, profiled or offered services", LIST
    ),
    Item("physical-harm", "people could come to bodily harm if the data leaked", LIST),
)

_part = partial(item, url=URL, lead="The assessment says", since=OLD, known=Known.RECALLED)
CONTENTS = Contents(
    "What an impact assessment says",
    _part("description", "UK GDPR Art 35(7)(a)", says="what is done, what for, and for what interest"),
    _part("necessity", "UK GDPR Art 35(7)(b)", says="why it is necessary, and in proportion"),
    _part("risks", "UK GDPR Art 35(7)(c)", says="what could happen to people"),
    _part("measures", "UK GDPR Art 35(7)(d)", says="what is done against it, and how this is shown"),
)

_NEEDED = Table[bool](
    Row(True, FIRST, named=True, needs=CONTENTS),
    Row(True, FIRST, together="several", needs=CONTENTS, says="Several signs of risk come together."),
    Row(
        True,
        FIRST,
        screened=False,
        needs=CONTENTS,
        says="Nobody has shown, on record, that no other sign of risk is there.",
    ),
    Row(
        False,
        FIRST,
        LIST,
        together="one",
        says="The one sign of risk that is there counts only with another, and there is none.",
    ),
    Row(False, FIRST, says="The use was looked at, and a high risk to people is not likely."),
)


def impact_assessment(on: date, *, triggers: frozenset[Trigger], screened: bool = False) -> Ruling[bool]:
    """Must the impact of this use be assessed before it begins?

    triggers: the kinds of use that it is, of those that the law and the regulator name
    screened: somebody looked, on record, and found no sign of a high risk beside these
    """
    met = [kind for kind in TRIGGERS.on(on) if kind.id in triggers]
    weak = sum(kind.id in TOGETHER for kind in met)
    ruling = _NEEDED.on(
        on,
        named=len(met) > weak,
        together="several" if weak > 1 else "one" if weak else "none",
        screened=screened,
    )
    signs = tuple(Step(f"It is of a kind that is named: {kind.says}.", kind.cite.text) for kind in met)
    return replace(ruling, because=(*signs, *ruling.because))


ASK_FIRST = _rule(
    "UK GDPR Art 36(1)",
    f"{ARTICLE}36",
    """If the assessment shows a high risk that nothing done about it takes away, the regulator is asked before the use
    begins.""",
)
_CONSULT = Table[bool](
    Row(False, ASK_FIRST, risk_remains=False, says="No high risk remains after what is done about it."),
    Row(True, ASK_FIRST),
)


def prior_consultation(on: date, *, risk_remains: bool) -> Ruling[bool]:
    """Must the regulator be asked before this use begins?

    risk_remains: the assessment shows a high risk that remains after all that is done about it
    """
    return _CONSULT.on(on, risk_remains=risk_remains)


ASKED = {
    "impact-assessment": impact_assessment,
    "impact-assessment-triggers": listed(TRIGGERS),
    "impact-assessment-contents": listed(CONTENTS),
    "prior-consultation": prior_consultation,
}
