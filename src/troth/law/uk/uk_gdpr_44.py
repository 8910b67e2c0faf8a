"""UK GDPR, Articles 44A to 49: when personal data may leave the United Kingdom.

There are three ways: the United Kingdom has approved the country, or the recipient in it (Art 45A, approvals.py); a
safeguard binds the recipient, and a test shows that protection is not materially lower with it (Art 46); or, now and
then, one of the exceptions (Art 49). Agreement that is read into handing over data is none of them. What counts is
whether data leaves the United Kingdom, not the European Economic Area.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Literal

from troth.law.contents import Contents, Item
from troth.law.dated import Known, Rule, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk import approvals
from troth.law.uk.approvals import BEGUN, Scheme
from troth.law.uk.uk_gdpr import ARTICLE, NEW, RECITALS
from troth.words import Step

ICO = "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/international-transfers/"
ACT_2018 = "https://www.legislation.gov.uk/ukpga/2018/12/"
NEW_LAW = date.fromisoformat(NEW)
DUAA_7 = "DUAA 2025 Sch 7; SI 2026/82 reg 2"

Safeguard = Literal["none", "idta", "addendum", "bcr", "public-bodies", "eu-sccs"]
Tested = Literal["no", "risk-assessment", "protection-test"]
Derogation = Literal[
    "none", "explicit-consent", "contract", "public-interest", "claims", "vital", "register", "implied-agreement"
]

_was = partial(stated, since=BEGUN, until="2026-02-04", known=Known.RECALLED)
_is = partial(stated, since=NEW, by=DUAA_7)
_both = partial(stated, since=BEGUN, known=Known.RECALLED)

# ---- what a transfer is, and that it needs one of three ways ----

_STEPS = stated(
    "ICO, international transfers guidance",
    ICO,
    """Data is transferred if the UK GDPR applies to what is done with it, if it is we who send it or open it to
    somebody, and if that is another legal person outside the United Kingdom. Whether that is inside the European
    Economic Area does not matter.""",
    since=BEGUN,
    known=Known.GUIDANCE,
    unsure="It is the regulator's test, last put into words on 15 January 2026. What goes to a branch or "
    "colleague abroad is then no transfer; it must be kept safe there all the same (UK GDPR Art 32).",
)
_OLD_RULE = _was(
    "UK GDPR Art 44",
    f"{ARTICLE}44",
    "Data leaves the United Kingdom only under an approval, a safeguard or an exception.",
)
_RULE = _is(
    "UK GDPR Art 44A",
    f"{ARTICLE}44A",
    "Data leaves the United Kingdom only under an approval, a safeguard that was tested, or an exception.",
)

# ---- approvals ----

_OLD_APPROVAL = _was(
    "UK GDPR Art 45(1)", f"{ARTICLE}45", "Data may go where the Secretary of State has found protection to be adequate."
)
_APPROVAL = _is(
    "UK GDPR Art 45A",
    f"{ARTICLE}45A",
    "Data may go where the Secretary of State has approved the country, or the kind of recipient in it.",
    unsure="Approvals after August 2026 may be missing here; a country that is not on the list counts as not approved.",
)

# ---- safeguards ----

_OLD_SAFEGUARD = _was(
    "UK GDPR Art 46(1)",
    f"{ARTICLE}46",
    """Without an approval data may go under a safeguard that gives people rights that they can enforce; whoever sends
    it first weighs the risks in the country and with the recipient, and writes that down.""",
)
_SAFEGUARD = _is(
    "UK GDPR Art 46(1A)",
    f"{ARTICLE}46",
    """Without an approval data may go under a safeguard if whoever sends it, acting reasonably and in proportion,
    considers that protection is not materially lower with it than in the United Kingdom. That test is written down.""",
)
_CONTINUES = stated(
    "DUAA 2025 Sch 9, safeguards from before",
    "https://www.legislation.gov.uk/ukpga/2025/18/schedule/9",
    "A safeguard that was agreed before 5 February 2026 and met the older law goes on to count.",
    since=NEW,
    by="SI 2026/82 reg 2",
    unsure="What changes in such an agreement makes it a new one is not said; a new one needs the new test.",
)
_UNION_ALONE = stated(
    "ICO, the Union's standard clauses",
    f"{ICO}international-data-transfer-agreement-and-guidance/",
    "The European Union's standard contractual clauses alone are no safeguard here; the UK Addendum makes them one.",
    since=BEGUN,
    known=Known.GUIDANCE,
)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A safeguard as people know it: its rule (it counts while that stands), and the last day to have agreed on it."""

    says: str
    rule: Rule
    agreed_by: date | None = None


_NO_NEWER = "No newer version was found in November 2026; a new one would be a rule of its own here."
# By the word for it. A new version of a document is a new dated rule.
MECHANISMS: Mapping[str, Mechanism] = {
    "idta": Mechanism(
        "the International Data Transfer Agreement",
        stated(
            "ICO, International Data Transfer Agreement, version A1.0",
            f"{ICO}international-data-transfer-agreement-and-guidance/",
            "The regulator's International Data Transfer Agreement (version A1.0) is a safeguard (DPA 2018 s. 119A).",
            since="2022-03-21",
            known=Known.GUIDANCE,
            unsure=_NO_NEWER,
        ),
    ),
    "addendum": Mechanism(
        "the UK Addendum to the Union's standard clauses",
        stated(
            "ICO, International Data Transfer Addendum, version B1.0",
            f"{ICO}international-data-transfer-agreement-and-guidance/",
            "The regulator's Addendum (version B1.0) to the Union's clauses is a safeguard (DPA 2018 s. 119A).",
            since="2022-03-21",
            known=Known.GUIDANCE,
            unsure=_NO_NEWER,
        ),
    ),
    "bcr": Mechanism(
        "binding corporate rules",
        _both(
            "UK GDPR Art 46(2)(b)",
            f"{ARTICLE}46",
            "Binding corporate rules that the regulator has approved are a safeguard inside a group (Art 47).",
        ),
    ),
    "public-bodies": Mechanism(
        "a binding instrument between public bodies",
        _both(
            "UK GDPR Art 46(2)(a)",
            f"{ARTICLE}46",
            "A legally binding instrument between public bodies is a safeguard.",
        ),
    ),
    "eu-sccs": Mechanism(
        "the Union's older standard clauses, in a contract of before 22 September 2022",
        stated(
            "DPA 2018 Sch 21 para 7",
            f"{ACT_2018}schedule/21",
            """A contract on the Union's older standard clauses that was made by 21 September 2022 counts as a safeguard
            until 21 March 2024.""",
            since=BEGUN,
            until="2024-03-20",
            known=Known.GUIDANCE,
            unsure="Whether 21 March 2024 itself is still covered is told in two ways; it is taken as not covered.",
        ),
        agreed_by=date(2022, 9, 21),
    ),
}


def counts(safeguard: str, on: date, agreed: date | None = None) -> Mechanism | None:
    """The safeguard of this name, if it counts on a day; `agreed` is the day of the contract."""
    found = MECHANISMS.get(safeguard)
    if found is None or not found.rule.stands(on):
        return None
    if found.agreed_by is not None and (agreed is None or agreed > found.agreed_by):
        return None
    return found


# ---- exceptions ----

_exception = partial(_both, url=f"{ARTICLE}49")
_CONSENT = _exception(
    "UK GDPR Art 49(1)(a)",
    says="""Data may go where the person agrees to it in so many words, having been told of the risks. Agreement that is
    read into handing over data is none.""",
)
_CONTRACT = _exception(
    "UK GDPR Art 49(1)(b)-(c)",
    says="Data may go where a contract with the person, or made for the person, needs it.",
)
_PUBLIC_INTEREST = _exception(
    "UK GDPR Art 49(1)(d)", says="Data may go where an important public interest needs it that domestic law recognises."
)
_CLAIMS = _exception("UK GDPR Art 49(1)(e)", says="Data may go where it is needed to make or defend a claim at law.")
_VITAL = _exception(
    "UK GDPR Art 49(1)(f)", says="Data may go where somebody's life needs it and the person cannot agree."
)
_REGISTER = _exception(
    "UK GDPR Art 49(1)(g)", says="Data may go from a register that the law opens to the public, as far as it is open."
)
_OCCASIONAL = _both(
    "UK GDPR Recital 111",
    RECITALS,
    says="An exception is for now and then: who sends data again and again needs an approval or a safeguard.",
    unsure="The recital says it of contracts and claims only. We ask it of every one, the stricter reading.",
)

# ---- the questions ----

_TRANSFERRED = Table[bool](
    Row(False, _STEPS, says="Data that stays in the United Kingdom is not transferred.", home=True),
    Row(False, _STEPS, says="Our own branch or colleague abroad is no other legal person.", separate=False),
    Row(False, _STEPS, says="It is not we who send it: the person does, or somebody else.", sent_by_us=False),
    Row(False, _STEPS, says="The UK GDPR does not apply to what is done with it.", in_scope=False),
    Row(True, _STEPS),
)
_ALLOWED = Table[bool](
    Row(True, _APPROVAL, approved=True),
    Row(True, _OLD_APPROVAL, approved=True),
    Row(True, _SAFEGUARD, safeguard=True, tested="protection-test"),
    Row(True, _CONTINUES, safeguard=True, tested="risk-assessment", from_before=True),
    Row(True, _OLD_SAFEGUARD, safeguard=True, tested="risk-assessment"),
    Row(True, _CONSENT, _OCCASIONAL, derogation="explicit-consent", told=True, occasional=True),
    Row(True, _CONTRACT, _OCCASIONAL, derogation="contract", occasional=True),
    Row(True, _PUBLIC_INTEREST, _OCCASIONAL, derogation="public-interest", occasional=True),
    Row(True, _CLAIMS, _OCCASIONAL, derogation="claims", occasional=True),
    Row(True, _VITAL, _OCCASIONAL, derogation="vital", occasional=True),
    Row(True, _REGISTER, _OCCASIONAL, derogation="register", occasional=True),
    Row(False, _CONSENT, derogation="implied-agreement"),
    Row(False, _CONSENT, derogation="explicit-consent", told=False),
    Row(False, _OCCASIONAL, exception=True),
    Row(False, _UNION_ALONE, clauses_alone=True),
    Row(False, _SAFEGUARD, safeguard=True),
    Row(False, _OLD_SAFEGUARD, safeguard=True),
    Row(False, _RULE),
    Row(False, _OLD_RULE),
)
_BY_SAFEGUARD = {entry.cite.text for entry in (_SAFEGUARD, _CONTINUES, _OLD_SAFEGUARD)}


def transferred(
    on: date, *, country: str, separate: bool = True, sent_by_us: bool = True, in_scope: bool = True
) -> Ruling[bool]:
    """Is it a transfer out of the United Kingdom, so that an approval, a safeguard or an exception is needed?

    country: the country in which the recipient is
    separate: whether the recipient is another legal person (a sister company is one, our own branch is not)
    sent_by_us: whether it is we who send the data or open it to the recipient
    in_scope: whether the UK GDPR applies to what is done with the data
    """
    home = approvals.at_home(country)
    return _TRANSFERRED.on(on, home=home, separate=separate, sent_by_us=sent_by_us, in_scope=in_scope)


def transfer(
    on: date,
    *,
    country: str,
    separate: bool = True,
    sent_by_us: bool = True,
    in_scope: bool = True,
    scheme: Scheme = "none",
    safeguard: Safeguard = "none",
    tested: Tested = "no",
    agreed: date | None = None,
    derogation: Derogation = "none",
    told: bool = False,
    occasional: bool = False,
) -> Ruling[bool]:
    """May this data go to a recipient in that country?

    country: the country in which the recipient is
    separate: whether the recipient is another legal person (a sister company is one, our own branch is not)
    sent_by_us: whether it is we who send the data or open it to the recipient
    in_scope: whether the UK GDPR applies to what is done with the data
    scheme: the scheme that the recipient is under, where a country is approved in part
    safeguard: what binds the recipient
    tested: which test is on record: of the risks (the older law), or that protection is not materially lower
    agreed: the day on which the safeguard was agreed
    derogation: the exception that is relied on
    told: whether the person was told of the risks before agreeing
    occasional: whether it happens now and then only
    """
    away = transferred(on, country=country, separate=separate, sent_by_us=sent_by_us, in_scope=in_scope)
    if away.answer is not True:
        return replace(away, answer=None if away.answer is None else True)
    approval, mechanism = approvals.approved(country, on), counts(safeguard, on, agreed)
    ruling = _ALLOWED.on(
        on,
        approved=approval is not None and approval.scheme in ("none", scheme),
        safeguard=mechanism is not None,
        clauses_alone=safeguard == "eu-sccs" and mechanism is None,
        tested=tested,
        from_before=agreed is not None and agreed < NEW_LAW,
        derogation=derogation,
        exception=derogation not in ("none", "implied-agreement"),
        told=told,
        occasional=occasional,
    )
    beside = [approval.rule] if approval is not None else []
    if mechanism is not None and ruling.because[0].cite in _BY_SAFEGUARD:
        beside.append(mechanism.rule)
    return replace(ruling, because=(*ruling.because, *(Step(entry.says, entry.cite.text) for entry in beside)))


_NOT_APPROVED = Table[approvals.Approval](
    Row("home", _STEPS, says="Data that stays in the United Kingdom is not transferred.", home=True),
    Row("none", _APPROVAL, says="The United Kingdom has not approved it."),
    Row("none", _OLD_APPROVAL, says="The United Kingdom has not approved it."),
)


def approved(on: date, *, country: str) -> Ruling[approvals.Approval]:
    """Has the United Kingdom approved a country, wholly, in part or not?

    country: the name of the country
    """
    found, answer = approvals.approved(country, on), approvals.approval(country, on)
    if found is not None:
        return Ruling(answer, (Step(found.rule.says, found.rule.cite.text),))
    return _NOT_APPROVED.on(on, home=answer == "home")


# ---- what comes the other way ----

_EUROPE = "https://ico.org.uk/for-organisations/data-protection-and-the-eu/"
_INBOUND = stated(
    "Decision (EU) 2021/1772",
    _EUROPE,
    """The European Union holds the United Kingdom's protection to be adequate, so data may come here from there without
    more. The decision was renewed on 19 December 2025 and ends with 27 December 2031.""",
    since="2021-06-28",
    until="2031-12-27",
    known=Known.GUIDANCE,
)
_LAPSED = stated(
    "Decision (EU) 2021/1772",
    _EUROPE,
    "The European Union's decision on the United Kingdom has ended; data comes from there under a safeguard only.",
    since="2031-12-28",
    known=Known.GUIDANCE,
    unsure="It may be renewed before, or withdrawn; until then it is taken to end on its day.",
)
_COMES = Table[bool](Row(True, _INBOUND), Row(False, _LAPSED))


def inbound(on: date) -> Ruling[bool]:
    """May personal data come to us from the European Union without more?"""
    return _COMES.on(on)


# ---- the record of a test ----


def _recorded(rule: Rule, conclusion: str) -> tuple[Item, ...]:
    return (
        Item("data", "what is sent, about whom, and what for", rule),
        Item("recipient", "who receives it, in which country, and to whom it goes on from there", rule),
        Item("safeguard", "which safeguard binds the recipient, in which version, since when", rule),
        Item(
            "country", "what the law and practice there let others do with it, and what people can do about that", rule
        ),
        Item("conclusion", conclusion, rule),
        Item("decided", "who decided this, when, and when it is looked at again", rule),
    )


RECORD = Contents(
    "What the record of a transfer's test holds",
    *_recorded(_OLD_SAFEGUARD, "why the risks can be borne, and what was added so that they can"),
    *_recorded(_SAFEGUARD, "why protection is not materially lower there, and what was added so that it is not"),
)

ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "transfer": transfer,
    "restricted-transfer": transferred,
    "approved-country": approved,
    "inbound-transfer": inbound,
    "transfer-record": listed(RECORD),
}
