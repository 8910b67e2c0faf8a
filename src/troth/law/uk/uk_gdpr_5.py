"""UK GDPR, Articles 5 and 8A: the principles, and a new purpose for data that is already there.

5(1)(b) Data is collected for a stated purpose and not used in a way that does not fit it. 8A says when a new purpose
fits: (3) always in the listed cases, (2) else if it is weighed and found to fit. (4) Data that was collected on consent
needs a new consent, except in a few cases. 5(3) That a purpose fits is no lawful basis: that is asked for as well.
"""

from datetime import date
from functools import partial
from typing import Literal, get_args

from troth.law.contents import Contents, Item
from troth.law.dated import Known, Rule, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.uk_gdpr import ARTICLE, NEW, OLD
from troth.law.uk.uk_gdpr_13 import FURTHER_OWN
from troth.law.uk.uk_gdpr_14 import FURTHER
from troth.words import Basis

URL = f"{ARTICLE}5"
DUAA_71 = "DUAA 2025 s. 71 and Sch 5; SI 2026/82 reg 2"

_old = partial(stated, since=OLD, known=Known.RECALLED)
_new = partial(stated, since=NEW, by=DUAA_71)

LAWFUL = _old("UK GDPR Art 5(1)(a)", URL, "Data is used lawfully and fairly, and so that people can see how.")
PURPOSE_OLD = _old(
    "UK GDPR Art 5(1)(b)",
    URL,
    """Data is collected for purposes that are stated, clear and legitimate, and is not used further in a way that does
    not fit them. Research, archives and statistics fit, with the safeguards of Art 89.""",
    until="2026-02-04",
)
PURPOSE = _new(
    "UK GDPR Art 5(1)(b)",
    URL,
    """Data is collected, from the person or elsewhere, for purposes that are stated, clear and legitimate; it is not
    used further, by the controller or for it, in a way that does not fit those for which that controller collected
    it.""",
)
MINIMAL = _old(
    "UK GDPR Art 5(1)(c)", URL, "Data is enough for its purpose, has to do with it, and is no more than it needs."
)
ACCURATE = _old(
    "UK GDPR Art 5(1)(d)",
    URL,
    "Data is right and, where it matters, up to date; what is wrong is corrected or deleted without delay.",
)
STORED = _old("UK GDPR Art 5(1)(e)", URL, "Data does not tell who people are for longer than its purposes need.")
SECURE = _old("UK GDPR Art 5(1)(f)", URL, "Data is kept safe from misuse, loss and damage.")
ACCOUNTABLE = _old("UK GDPR Art 5(2)", URL, "The controller answers for all this, and can show that it is so.")
NO_BASIS = _new(
    "UK GDPR Art 5(3)",
    URL,
    "That a new purpose fits the first one makes no use lawful: the use needs a lawful basis of its own as well.",
)

PRINCIPLES = Contents(
    "What holds for every use of personal data",
    Item("lawful", "it is lawful, fair and open", LAWFUL),
    Item("purpose", "it stays with the purposes for which it was collected", PURPOSE_OLD),
    Item("purpose", "it stays with the purposes for which it was collected", PURPOSE),
    Item("minimal", "it is no more than the purpose needs", MINIMAL),
    Item("accurate", "it is right and up to date", ACCURATE),
    Item("keep", "it is kept no longer than needed", STORED),
    Item("secure", "it is kept safe", SECURE),
    Item("accountable", "we answer for all this and can show it", ACCOUNTABLE),
)

# ---- a new purpose ----

# The cases of Annex 2: a new purpose that is one of them fits whatever the first one was.
Listed = Literal[
    "public-task-disclosure",
    "archive-disclosure",
    "public-security",
    "emergency",
    "crime",
    "vital-interests",
    "safeguarding",
    "tax",
    "legal-obligation",
]
LISTED: tuple[str, ...] = get_args(Listed)

_annex = partial(_new, url="https://www.legislation.gov.uk/eur/2016/679/annex/2")
_NUMBER = "The words of the case were read in an account of it, the number of the paragraph was not."
_LISTED: dict[str, Rule] = {
    "public-task-disclosure": _annex(
        "UK GDPR Annex 2 para 1",
        says="""Somebody asks for the data and the request says that they need it for a public task that a law lays
        down and that protects an aim of Art 23(1)(c) to (j); no public authority may use this for its own tasks.""",
    ),
    "archive-disclosure": _annex(
        "UK GDPR Annex 2 para 2",
        says="""Somebody asks for data that was collected on consent, says that they only archive it in the public
        interest, and can be believed to keep to the standards of archives.""",
    ),
    "public-security": _annex("UK GDPR Annex 2 para 3", says="The use is needed to protect public security."),
    "emergency": _annex(
        "UK GDPR Annex 2 para 4",
        says="The use is needed to respond to an emergency, as Part 2 of the Civil Contingencies Act 2004 has it.",
    ),
    "crime": _annex(
        "UK GDPR Annex 2 para 6",
        says="The use is needed to detect, investigate or prevent crime, or to catch or prosecute offenders.",
    ),
    "vital-interests": _annex(
        "UK GDPR Annex 2 para 7",
        says="The use is needed to protect the life of the person or of somebody else.",
        known=Known.GUIDANCE,
    ),
    "safeguarding": _annex(
        "UK GDPR Annex 2 para 8",
        says="The use is needed to protect a vulnerable person from harm or neglect.",
        known=Known.GUIDANCE,
        unsure=_NUMBER,
    ),
    "tax": _annex(
        "UK GDPR Annex 2 para 11",
        says="The use is needed to assess or collect a tax or a duty.",
        known=Known.GUIDANCE,
        unsure=_NUMBER,
    ),
    "legal-obligation": _annex(
        "UK GDPR Annex 2 para 12",
        says="The use is needed to meet an obligation that a law or a court lays on the controller.",
        known=Known.GUIDANCE,
        unsure=_NUMBER,
    ),
}
ANNEX_2 = Contents(
    "New purposes that always fit the first one",
    Item(
        "public-task-disclosure",
        "what somebody needs for a public task, and asks for",
        _LISTED["public-task-disclosure"],
    ),
    Item("archive-disclosure", "what an archive asks for in the public interest", _LISTED["archive-disclosure"]),
    Item("public-security", "public security", _LISTED["public-security"]),
    Item("emergency", "the response to an emergency", _LISTED["emergency"]),
    Item("crime", "crime: to detect, investigate, prevent or prosecute it", _LISTED["crime"]),
    Item("vital-interests", "the protection of a life", _LISTED["vital-interests"]),
    Item("safeguarding", "the protection of a vulnerable person", _LISTED["safeguarding"]),
    Item("tax", "a tax or a duty", _LISTED["tax"]),
    Item("legal-obligation", "an obligation that a law or a court lays down", _LISTED["legal-obligation"]),
)

FIT_OLD = _old(
    "UK GDPR Art 6(4)",
    f"{ARTICLE}6",
    """A new purpose rests on the person's consent or on a law, or it has to fit the first one: the link between them,
    the setting, the kind of data, the consequences and the safeguards are weighed.""",
    until="2026-02-04",
    unsure="""Recital 50 asks for no further basis where a purpose fits, and the text does not speak of data that was
    collected on consent; the regulator asks for a new consent there. We ask for both.""",
)
_URL_8A = f"{ARTICLE}8A"
_fits = partial(_new, known=Known.RECALLED, unsure="The cases were read; by which letter each goes was not.")
WEIGHED = _new(
    "UK GDPR Art 8A(2)",
    _URL_8A,
    """Whether a new purpose fits is weighed: the link to the first one, the setting and what people expect, the kind
    of data and of use, the consequences for people, and the safeguards.""",
)
CONSENTED = _fits(
    "UK GDPR Art 8A(3)(a)",
    _URL_8A,
    "A new purpose fits if the person consents to it, and it is stated, clear and legitimate.",
)
RESEARCH = _fits(
    "UK GDPR Art 8A(3)(b)",
    _URL_8A,
    "Research, archiving in the public interest and statistics fit, if they keep to the safeguards of Art 84B.",
)
COMPLIANCE = _fits(
    "UK GDPR Art 8A(3)(c)",
    _URL_8A,
    "A use fits that sees to it, or shows, that data is used as the principles of Art 5(1) want it.",
)
IS_LISTED = _fits("UK GDPR Art 8A(3)(d)", _URL_8A, "A new purpose fits if it is one of the cases of Annex 2.")
BY_LAW = _fits(
    "UK GDPR Art 8A(3)(e)",
    _URL_8A,
    "A new purpose fits if it is needed for an aim of Art 23(1)(c) to (j) and an Act or a rule of law allows it.",
)
FROM_CONSENT = _fits(
    "UK GDPR Art 8A(4)",
    _URL_8A,
    """Data that was collected on consent serves a new purpose only with a new consent or to keep to the principles;
    or, if the controller cannot reasonably be expected to get consent, in a case of Annex 2 or where a law allows
    it.""",
)

_NEW_PURPOSE = Table[bool](
    Row(False, NO_BASIS, based=False),
    Row(False, FIT_OLD, based=False, says="The new purpose has no lawful basis of its own."),
    Row(False, FURTHER_OWN, FURTHER, told=False),
    # the law since 5 February 2026
    Row(True, CONSENTED, consented=True),
    Row(True, COMPLIANCE, compliance=True),
    Row(False, FROM_CONSENT, collected_on=Basis.CONSENT, consent_out_of_reach=False),
    Row(True, IS_LISTED, _LISTED["archive-disclosure"], case="archive-disclosure", collected_on=Basis.CONSENT),
    *(Row(True, IS_LISTED, _LISTED[case], case=case) for case in LISTED if case != "archive-disclosure"),
    Row(True, BY_LAW, by_law=True),
    Row(False, FROM_CONSENT, collected_on=Basis.CONSENT),
    Row(True, RESEARCH, research=True),
    Row(True, WEIGHED, fits=True),
    Row(False, PURPOSE),
    # the law before
    Row(True, FIT_OLD, consented=True),
    Row(True, FIT_OLD, by_law=True),
    Row(False, FIT_OLD, collected_on=Basis.CONSENT, says="Data that was collected on consent needs a new consent."),
    Row(True, PURPOSE_OLD, research=True),
    Row(True, FIT_OLD, fits=True),
    Row(False, PURPOSE_OLD),
)


def new_purpose(
    on: date,
    *,
    collected_on: Basis,
    based: bool = False,
    told: bool = False,
    consented: bool = False,
    compliance: bool = False,
    case: Listed | None = None,
    by_law: bool = False,
    consent_out_of_reach: bool = False,
    research: bool = False,
    fits: bool = False,
) -> Ruling[bool]:
    """May data that is already here be used for a new purpose?

    collected_on: the lawful basis on which the data was collected
    based: the new purpose has a lawful basis of its own (ask `basis`)
    told: people were told of the new purpose before it begins, or an exemption from telling them applies
    consented: the person consents to the new purpose, which is stated, clear and legitimate
    compliance: the use only sees to it, or shows, that data is used as the principles want it
    case: the case of Annex 2 that it is, if any
    by_law: a law allows it, and it is needed for an aim of Art 23(1)(c) to (j)
    consent_out_of_reach: the controller cannot reasonably be expected to ask the person for consent
    research: it is research, archiving in the public interest or statistics, with the safeguards for them
    fits: it was weighed, on record, and found to fit the first purpose
    """
    return _NEW_PURPOSE.on(
        on,
        collected_on=collected_on,
        based=based,
        told=told,
        consented=consented,
        compliance=compliance,
        case=case,
        by_law=by_law,
        consent_out_of_reach=consent_out_of_reach,
        research=research,
        fits=fits,
    )


ASKED = {"principles": listed(PRINCIPLES), "new-purpose": new_purpose, "new-purpose-cases": listed(ANNEX_2)}
