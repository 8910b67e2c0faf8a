"""UK GDPR, Article 6 and Annex 1: the lawful bases.

6(1) A use of data is lawful only if one of the bases holds: (a) consent, (b) a contract with the person, (c) a duty by
law, (d) somebody's life, (e) a public task, (ea) a recognised legitimate interest, (f) a legitimate interest that was
weighed. All but consent also ask that the use is necessary. 6(5) An interest is recognised only if Annex 1 lists it.
"""

from datetime import date
from functools import partial
from typing import Literal, get_args

from troth.law.contents import Contents, Item
from troth.law.dated import Known, Rule, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.uk_gdpr import ARTICLE, NEW, OLD
from troth.words import Basis

URL = f"{ARTICLE}6"
DUAA_70 = "DUAA 2025 s. 70 and Sch 4; SI 2026/82 reg 2"

_old = partial(stated, url=URL, since=OLD, known=Known.RECALLED)
_new = partial(stated, url=URL, since=NEW, by=DUAA_70)

ANY = _old("UK GDPR Art 6(1)", says="Data is used lawfully only if, and as far as, at least one of the bases holds.")
CONSENT = _old("UK GDPR Art 6(1)(a)", says="The person consented to the use for this purpose.")
CONTRACT = _old(
    "UK GDPR Art 6(1)(b)",
    says="The use is necessary for a contract with the person, or for steps that they asked for before making one.",
)
DUTY = _old("UK GDPR Art 6(1)(c)", says="The use is necessary to meet a legal obligation of the controller.")
LIFE = _old("UK GDPR Art 6(1)(d)", says="The use is necessary to protect the life of the person or of somebody else.")
TASK_OLD = _old(
    "UK GDPR Art 6(1)(e)",
    says="The use is necessary for a task in the public interest, or under official authority.",
    until="2026-02-04",
)
TASK = _new(
    "UK GDPR Art 6(1)(e)",
    says="""The use is necessary for a task of the controller's own in the public interest, or under its official
    authority. A company that helps with somebody else's task needs another basis.""",
)
RECOGNISED_INTEREST = _new(
    "UK GDPR Art 6(1)(ea)",
    says="""The use is necessary for a recognised legitimate interest. Nothing is weighed against it; people may still
    object, and the notice names it. It is not open to a public authority in its tasks.""",
    known=Known.GUIDANCE,
)
INTEREST = _old(
    "UK GDPR Art 6(1)(f)",
    says="""The use is necessary for a legitimate interest of the controller or of somebody else, and the interests,
    rights and freedoms of the person do not override it; so the two are weighed first. It is not open to a public
    authority in its tasks.""",
)
BY_LAW = _old("UK GDPR Art 6(3)", says="The law that lays down the obligation or the task can be named.")
ONLY_ANNEX_1 = _new(
    "UK GDPR Art 6(5)",
    says="""An interest is a recognised one only if it meets a condition of Annex 1. Marketing and credit control meet
    none.""",
    known=Known.GUIDANCE,
    unsure="Regulations can change Annex 1 (Art 6(6)); none were found by August 2026, and they have to be looked for.",
)
MAY_BE_INTERESTS = _new(
    "UK GDPR Art 6(11)",
    says="""Direct marketing, administration within a group of companies, and the security of networks may be
    legitimate interests. They are weighed like any other.""",
)
ONE_EACH = stated(
    "ICO, lawful basis guidance",
    "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/lawful-basis/a-guide-to-lawful-basis/",
    "Each purpose rests on one basis, which is chosen and written down before it begins and is not swapped afterwards.",
    since=OLD,
    known=Known.RECALLED,
)

BASES = Contents(
    "The lawful bases, one of which every purpose needs",
    Item(Basis.CONSENT, "you agreed to it", CONSENT),
    Item(Basis.CONTRACT, "it is needed for a contract with you, or because you asked for one", CONTRACT),
    Item(Basis.LEGAL_OBLIGATION, "a law obliges us to", DUTY),
    Item(Basis.VITAL_INTERESTS, "it is needed to protect somebody's life", LIFE),
    Item(Basis.PUBLIC_TASK, "it is needed for a public task", TASK_OLD),
    Item(Basis.PUBLIC_TASK, "it is needed for a public task of our own", TASK),
    Item(Basis.RECOGNISED_INTEREST, "it is needed for an interest that the law recognises", RECOGNISED_INTEREST),
    Item(Basis.LEGITIMATE_INTERESTS, "it is needed for an interest that we weighed against yours", INTEREST),
)
BALANCING_TEST = Contents(
    "What is written down before a use rests on legitimate interests",
    Item("purpose", "what the interest is, whose, and why it is legitimate", INTEREST),
    Item("necessity", "why the use is needed for it, and nothing milder would do", INTEREST),
    Item("balance", "what it means for people, what they expect, and why it does not outweigh the interest", INTEREST),
)

# ---- Annex 1 ----

Recognised = Literal["public-task-disclosure", "national-security", "emergency", "crime", "safeguarding"]
RECOGNISED: tuple[str, ...] = get_args(Recognised)

_annex = partial(_new, url="https://www.legislation.gov.uk/eur/2016/679/annex/1")
_RECOGNISED: dict[str, Rule] = {
    "public-task-disclosure": _annex(
        "UK GDPR Annex 1 para 1",
        says="""Somebody asks for the data, and the request says that they need it for a public task that a law lays
        down.""",
    ),
    "national-security": _annex(
        "UK GDPR Annex 1 para 2",
        says="The use is necessary for national security, to protect public security, or for defence.",
    ),
    "emergency": _annex(
        "UK GDPR Annex 1 para 3",
        says="The use is necessary to respond to an emergency, as Part 2 of the Civil Contingencies Act 2004 has it.",
    ),
    "crime": _annex(
        "UK GDPR Annex 1 para 5",
        says="The use is necessary to detect, investigate or prevent crime, or to catch or prosecute offenders.",
    ),
    "safeguarding": _annex(
        "UK GDPR Annex 1 para 6",
        says="The use is necessary to protect a vulnerable person, a child or an adult at risk, from harm or neglect.",
        known=Known.RECALLED,
    ),
}
ANNEX_1 = Contents(
    "The recognised legitimate interests",
    Item(
        "public-task-disclosure",
        "to give what is needed for a public task, at request",
        _RECOGNISED["public-task-disclosure"],
    ),
    Item("national-security", "national security, public security or defence", _RECOGNISED["national-security"]),
    Item("emergency", "to respond to an emergency", _RECOGNISED["emergency"]),
    Item("crime", "to detect, investigate, prevent or prosecute crime", _RECOGNISED["crime"]),
    Item("safeguarding", "to protect a vulnerable person", _RECOGNISED["safeguarding"]),
)

# ---- may this use rest on this basis? ----

Use = Literal["marketing", "credit-control", "group-administration", "network-security", "other"]

_SELLS = "Marketing is not necessary for a contract, a duty, a life or a public task: it can rest on none of them."
_BASIS = Table[bool](
    Row(
        False,
        ANY,
        basis=(Basis.CONTRACT, Basis.LEGAL_OBLIGATION, Basis.VITAL_INTERESTS, Basis.PUBLIC_TASK),
        use="marketing",
        says=_SELLS,
    ),
    Row(False, ONLY_ANNEX_1, basis=Basis.RECOGNISED_INTEREST, use=("marketing", "credit-control")),
    Row(True, CONSENT, ONE_EACH, basis=Basis.CONSENT, consent_valid=True),
    Row(False, CONSENT, basis=Basis.CONSENT, says="There is no consent of this person that counts."),
    Row(False, ANY, necessary=False, says="The use is not necessary for what it is to rest on."),
    Row(True, CONTRACT, ONE_EACH, basis=Basis.CONTRACT, contract=True),
    Row(False, CONTRACT, basis=Basis.CONTRACT, says="There is no contract with this person, nor did they ask for one."),
    Row(True, DUTY, BY_LAW, ONE_EACH, basis=Basis.LEGAL_OBLIGATION, law_named=True),
    Row(True, LIFE, ONE_EACH, basis=Basis.VITAL_INTERESTS, life_at_risk=True),
    Row(False, LIFE, basis=Basis.VITAL_INTERESTS, says="Nobody's life is at risk."),
    Row(
        False,
        BY_LAW,
        basis=(Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK),
        law_named=False,
        says="No law is named that lays down the obligation or the task.",
    ),
    Row(True, TASK, BY_LAW, ONE_EACH, basis=Basis.PUBLIC_TASK, own_task=True),
    Row(False, TASK, basis=Basis.PUBLIC_TASK, says="The public task is not the controller's own."),
    Row(True, TASK_OLD, BY_LAW, ONE_EACH, basis=Basis.PUBLIC_TASK),
    Row(
        False,
        _RECOGNISED["public-task-disclosure"],
        basis=Basis.RECOGNISED_INTEREST,
        condition="public-task-disclosure",
        request_says_so=False,
        says="The request does not say that the data is needed for a public task.",
    ),
    *(
        Row(True, RECOGNISED_INTEREST, rule, ONE_EACH, basis=Basis.RECOGNISED_INTEREST, condition=name)
        for name, rule in _RECOGNISED.items()
    ),
    Row(False, ONLY_ANNEX_1, basis=Basis.RECOGNISED_INTEREST),
    Row(
        False,
        INTEREST,
        basis=Basis.LEGITIMATE_INTERESTS,
        weighed=False,
        needs=BALANCING_TEST,
        says="The interest has not been weighed against those of the people, on record, by this day.",
    ),
    Row(
        True,
        INTEREST,
        MAY_BE_INTERESTS,
        ONE_EACH,
        needs=BALANCING_TEST,
        use=("marketing", "group-administration", "network-security"),
    ),
    Row(True, INTEREST, ONE_EACH, basis=Basis.LEGITIMATE_INTERESTS, needs=BALANCING_TEST),
    Row(False, ANY, says="There is no such lawful basis on this day."),
)


def may_rest_on(
    on: date,
    *,
    basis: Basis,
    use: Use,
    consent_valid: bool = False,
    necessary: bool = False,
    contract: bool = False,
    law_named: bool = False,
    own_task: bool = False,
    life_at_risk: bool = False,
    condition: Recognised | None = None,
    request_says_so: bool = False,
    weighed_on: date | None = None,
) -> Ruling[bool]:
    """May this use of data rest on this lawful basis?

    basis: the lawful basis
    use: what kind of use it is
    consent_valid: the person's consent counts (ask `consent-valid`) and has not been withdrawn
    necessary: the purpose cannot reasonably be reached without the use
    contract: there is a contract with this person, or they asked for steps towards one
    law_named: the law that lays down the obligation or the task is named
    own_task: the public task is the controller's own
    life_at_risk: somebody's life is in danger
    condition: the condition of Annex 1 that is met
    request_says_so: the request for the data says that it is needed for a public task
    weighed_on: the day of the assessment, on record, that found the interest not to be overridden
    """
    return _BASIS.on(
        on,
        basis=basis,
        use=use,
        consent_valid=consent_valid,
        necessary=necessary,
        contract=contract,
        law_named=law_named,
        own_task=own_task,
        life_at_risk=life_at_risk,
        condition=condition,
        request_says_so=request_says_so,
        weighed=weighed_on is not None and weighed_on <= on,
    )


bases = listed(BASES)

ASKED = {
    "bases": bases,
    "basis": may_rest_on,
    "balancing-test": listed(BALANCING_TEST),
    "recognised-interests": listed(ANNEX_1),
}
