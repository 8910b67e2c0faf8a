"""UK GDPR, Article 17: data is deleted.

(1) Each of seven grounds is enough. (2) Whoever made the data public tells others. (3) What is needed for one of five
things stays. Of Schedule 2 only paragraphs 2 and 5 reach this Article: privilege, for example, never refuses one.
"""

from datetime import date
from functools import partial
from typing import Literal

from troth.law.contents import Contents, Item
from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.dpa_2018 import DEFEAT
from troth.law.uk.dpa_2018_sch_2 import ExemptionId, exemption
from troth.law.uk.uk_gdpr import ARTICLE, NEW, OLD
from troth.law.uk.uk_gdpr_16 import FOR_THEIR_CLAIM, KEEP_UNLAWFUL, TELL
from troth.law.uk.uk_gdpr_20 import NO_MARKETING

_ground = partial(stated, url=f"{ARTICLE}17", since=OLD, known=Known.RECALLED)
ERASE = _ground("UK GDPR Art 17(1)", says="Data is deleted without undue delay if one of the grounds is there.")
NOT_NEEDED = _ground("UK GDPR Art 17(1)(a)", says="Data that is no longer needed for its purpose is deleted.")
WITHDRAWN = _ground(
    "UK GDPR Art 17(1)(b)", says="Data is deleted if consent is withdrawn and there is no other basis for it."
)
OBJECTED = _ground(
    "UK GDPR Art 17(1)(c)",
    says="Data is deleted if the person objects and nothing overrides it; to direct marketing, nothing ever does.",
)
UNLAWFUL = _ground("UK GDPR Art 17(1)(d)", says="Data that was used unlawfully is deleted.")
MUST_GO = _ground("UK GDPR Art 17(1)(e)", says="Data is deleted if a law says that it has to be.")
CHILD_ONLINE = _ground(
    "UK GDPR Art 17(1)(f)", says="Data that an online service collected from a child on its consent is deleted."
)
MALICIOUS = stated(
    "UK GDPR Art 17(1)(g)",
    f"{ARTICLE}17",
    """Data that stems from an allegation by a malicious person is deleted, if it was looked into and nothing is to
    follow.""",
    since="2024-05-24",
    by="the Victims and Prisoners Act 2024 s. 31",
    known=Known.RECALLED,
    unsure="No day was found on which this section begins; we act as if it began with the Act.",
)
PUBLIC = _ground(
    "UK GDPR Art 17(2)",
    says="Whoever made the data public takes reasonable steps to tell others who use it that it is to be deleted.",
)
EXPRESSION = _ground("UK GDPR Art 17(3)(a)", says="Data stays if free expression or information needs it.")
DUTY = _ground(
    "UK GDPR Art 17(3)(b)",
    says="Data stays if a legal duty or a public task needs it.",
    unsure="Once the duty or the task needs it no more, the right to have it deleted holds again. A notice does "
    "not name it for these two bases, as the regulator's table does not.",
)
HEALTH = _ground("UK GDPR Art 17(3)(c)", says="Data stays if public health needs it.")
_RESEARCH = (
    "Data stays if research, statistics or an archive in the public interest needs it and would be ruined without it"
)
RESEARCH_OLD = _ground("UK GDPR Art 17(3)(d)", says=f"{_RESEARCH} (Art 89).", until="2026-02-04")
RESEARCH = stated(
    "UK GDPR Art 17(3)(d)",
    f"{ARTICLE}17",
    f"{_RESEARCH} (Art 84B).",
    since=NEW,
    by="DUAA 2025; SI 2026/82 reg 2",
    known=Known.RECALLED,
)
CLAIMS = _ground(
    "UK GDPR Art 17(3)(e)",
    says="Data stays if legal claims need it: by a hold that is limited, has its reason, is looked at again, and ends.",
)

ERASED = Contents(
    "What else a deletion asks", TELL, Item("public", "others who use what we made public are told", PUBLIC)
)
HOLD = Contents(
    "What a legal hold has",
    Item("scope", "it says which data it keeps", CLAIMS),
    Item("reason", "it says for which claim", CLAIMS),
    Item("review", "a day on which it is looked at again", CLAIMS),
    Item("release", "an end, after which the data goes", CLAIMS),
)

_ERASURE = Table(
    Row(False, EXPRESSION, exception="expression", needed=True),
    Row(False, DUTY, exception="legal-duty-or-public-task", needed=True),
    Row(False, HEALTH, exception="public-health", needed=True),
    Row(False, RESEARCH_OLD, exception="research", needed=True, ruins_it=True),
    Row(False, RESEARCH, exception="research", needed=True, ruins_it=True),
    Row(False, CLAIMS, needs=HOLD, exception="legal-claims", needed=True),
    Row(True, NOT_NEEDED, needs=ERASED, ground="no-longer-needed"),
    Row(True, WITHDRAWN, needs=ERASED, ground="consent-withdrawn", other_basis=False),
    Row(True, OBJECTED, needs=ERASED, ground="objection", overridden=False),
    Row(True, OBJECTED, needs=ERASED, ground="marketing-objection"),
    Row(True, UNLAWFUL, needs=ERASED, ground="unlawful-use"),
    Row(True, MUST_GO, needs=ERASED, ground="law-says-so"),
    Row(True, CHILD_ONLINE, needs=ERASED, ground="child-online"),
    Row(True, MALICIOUS, needs=ERASED, ground="malicious-allegation"),
    Row(False, ERASE, says="None of the grounds to delete is there."),
)


def to_erasure(
    on: date,
    *,
    ground: Literal[
        "none",
        "no-longer-needed",
        "consent-withdrawn",
        "objection",
        "marketing-objection",
        "unlawful-use",
        "law-says-so",
        "child-online",
        "malicious-allegation",
    ],
    other_basis: bool = False,
    overridden: bool = False,
    exception: Literal[
        "none", "expression", "legal-duty-or-public-task", "public-health", "research", "legal-claims"
    ] = "none",
    needed: bool = False,
    ruins_it: bool = False,
    exempt: ExemptionId | None = None,
) -> Ruling[bool]:
    """Is the data deleted when the person asks for it?

    ground: why it should go
    other_basis: consent is withdrawn: whether another basis was there for them all along
    overridden: the person objects: whether compelling grounds or claims are shown that override it
    exception: for what it should stay
    needed: whether it is needed for exactly that
    ruins_it: research: whether it would be ruined without the data
    exempt: an exemption of Schedule 2 that is claimed and whose test is met for this very item
    """
    reach = exemption(on, of=exempt, article="17") if exempt else None
    if reach and reach.answer:
        return Ruling(False, reach.because)
    facts = {"other_basis": other_basis, "overridden": overridden, "needed": needed, "ruins_it": ruins_it}
    found = _ERASURE.on(on, ground=ground, exception=exception, **facts)
    return Ruling(found.answer, (*found.because, *reach.because), found.needs) if reach else found


_NOW = Table(
    Row(
        False,
        DEFEAT,
        says="Somebody has asked for this data and has no answer yet: until then nothing is deleted.",
        access_open=True,
    ),
    Row(False, CLAIMS, says="A legal hold keeps it.", needs=HOLD, held=True),
    Row(False, KEEP_UNLAWFUL, FOR_THEIR_CLAIM, says="The person wants it kept.", person_wants_it=True),
    Row(
        False,
        NO_MARKETING,
        says="It remembers an objection, and stays, as little as is needed.",
        remembers_objection=True,
    ),
    Row(True, ERASE, says="It is to go, and nothing keeps it.", needs=ERASED, to_go=True),
    Row(False, ERASE, says="It is not shown that it is to go."),
)


def may_delete_now(
    on: date,
    *,
    to_go: bool,
    access_open: bool,
    held: bool,
    person_wants_it: bool,
    remembers_objection: bool,
) -> Ruling[bool]:
    """May the data be deleted now?

    to_go: whether the right to erasure holds, or the time to keep them is over
    access_open: whether an access request that reaches it has no answer yet
    held: whether a legal hold keeps it
    person_wants_it: whether the person asked that it stays, as its use was unlawful or for a claim of their own
    remembers_objection: whether it is the entry that remembers an objection to marketing
    """
    return _NOW.on(
        on,
        to_go=to_go,
        access_open=access_open,
        held=held,
        person_wants_it=person_wants_it,
        remembers_objection=remembers_objection,
    )


ASKED = {"to-erasure": to_erasure, "legal-hold": listed(HOLD), "may-delete-now": may_delete_now}
