"""Uses that put people at risk: assessed first, and safeguards where a computer decides alone."""

import re
from collections.abc import Iterator
from datetime import date

from troth.law.uk.uk_gdpr_35 import TRIGGERS
from troth.policy.check.marketing import markets
from troth.policy.check.objection import GDPR, Found, agreed_to, answer, assessed, at, named, objects, sensitive
from troth.policy.source import nearest
from troth.policy.values import Policy, Purpose, covers
from troth.words import Basis

FIRST = "a use that is likely to put people at high risk is assessed before it begins"
ASSESS = "write assessments/{name}.yaml with `kind: impact` and `of: [{name}]`"


def _unassessed(policy: Policy, purpose: Purpose, on: date, *kinds: str) -> bool:
    """Whether a use of these kinds needs an impact assessment that is not on record."""
    needed = bool(kinds) and answer("impact-assessment", on, triggers=list(kinds))
    return bool(needed) and assessed(policy, "impact", purpose.id, on) is None


@objects("UK GDPR 35(1) and (3)", FIRST, GDPR + "35", dated=True)
def high_risk_is_assessed_first(policy: Policy, on: date) -> Iterator[Found]:
    """A purpose that says that it is of a kind with high risk, without its assessment; or a kind that nobody named."""
    known = tuple(item.id for item in TRIGGERS.items)
    for purpose in policy.purposes.values():
        for number, kind in enumerate(purpose.high_risk):
            if kind not in known:
                near = nearest(kind, known)
                remedy = f"did you mean `{near}`?" if near else f"write one of: {', '.join(known)}"
                what = f"`{kind[:60]}` is no kind of high risk that the law or the regulator names"
                yield (*at(purpose), "high risk", number), what, remedy
        if _unassessed(policy, purpose, on, *(kind for kind in purpose.high_risk if kind in known)):
            what = f"purpose `{purpose.id}` is of high risk, and its impact was not assessed"
            yield (*at(purpose), "high risk"), what, ASSESS.format(name=purpose.id)


CREDIT = re.compile(
    r"\bcredit[- ](?:check|reference|scor\w+|search|rating)|\bcheck\w* (?:\w+ )?credit\b(?! card)", re.IGNORECASE
)


@objects(
    "UK GDPR 35(4): the regulator's list", "a credit check can cost people a service, so it is assessed first",
    GDPR + "35", dated=True,
)  # fmt: skip
def credit_checks_are_assessed_first(policy: Policy, on: date) -> Iterator[Found]:
    """A credit check without an impact assessment."""
    for purpose in policy.purposes.values():
        checks = CREDIT.search(f"{purpose.id} {purpose.title} {purpose.says}")
        if checks and not purpose.high_risk and _unassessed(policy, purpose, on, "denial-of-service"):
            what = f"purpose `{purpose.id}` checks credit, and its impact was not assessed"
            yield at(purpose), what, ASSESS.format(name=purpose.id)


BODY = re.compile(r"\b(?:biometric\w*|facial recognition|face recognition|voiceprints?|fingerprints?)\b", re.IGNORECASE)
GENES = re.compile(r"\b(?:genetic\w*|genome\w*|DNA)\b")


@objects("UK GDPR 35(4): the regulator's list", "biometric and genetic data is assessed first", GDPR + "35", dated=True)
def biometrics_and_genes_are_assessed_first(policy: Policy, on: date) -> Iterator[Found]:
    """Biometric or genetic data without an impact assessment."""
    kinds = {"biometrics": BODY, "genetic-data": GENES}
    for purpose in policy.purposes.values():
        for kind, written in kinds.items():
            held = [n for n, c in policy.data.items() if written.search(f"{n} {c.says}")]
            used = [use for use in purpose.uses if any(covers(use, one) for one in held)]
            if used and not purpose.high_risk and _unassessed(policy, purpose, on, kind):
                what = (
                    f"purpose `{purpose.id}` uses {kind.replace('-data', ' data')} (`{used[0]}`), and was not assessed"
                )
                yield (*at(purpose), "uses", purpose.uses.index(used[0])), what, ASSESS.format(name=purpose.id)


CHILDREN = re.compile(r"\b(?:child|children|pupils?|minors?|teenagers?|toddlers?|under-?1[0-8]s?)\b", re.IGNORECASE)


@objects(
    "UK GDPR 35(4) and 25(1A)", "children who are marketed to or judged by a computer are thought of first",
    GDPR + "35", dated=True,
)  # fmt: skip
def children_are_thought_of_first(policy: Policy, on: date) -> Iterator[Found]:
    """Marketing to children, or decisions about them by a computer, without an impact assessment."""
    young = {key for key, says in policy.people.items() if CHILDREN.search(f"{key} {says}")}
    for purpose in policy.purposes.values():
        met = young & set(purpose.about) and (markets(purpose) or purpose.automated) and not purpose.high_risk
        if met and _unassessed(policy, purpose, on, "vulnerable-people"):
            what = f"purpose `{purpose.id}` is about children, and its impact was not assessed"
            yield (*at(purpose), "about"), what, ASSESS.format(name=purpose.id)


# ---- decisions that a computer takes alone ----


@objects(
    "UK GDPR 35(3)(a)",
    "decisions by computer that weigh on people are assessed before they begin",
    GDPR + "35",
    dated=True,
)
def decisions_by_computer_are_assessed_first(policy: Policy, on: date) -> Iterator[Found]:
    """An automated decision without an impact assessment."""
    for purpose in policy.purposes.values():
        alone = purpose.automated and not purpose.high_risk
        if alone and _unassessed(policy, purpose, on, "systematic-profiling"):
            what = f"purpose `{purpose.id}` has a computer decide alone, and its impact was not assessed"
            yield (*at(purpose), "automated"), what, ASSESS.format(name=purpose.id)


@objects(
    "UK GDPR 22C", "whoever a computer decides about is told, can speak, can have a person look, and can contest it",
    GDPR + "22C",
)  # fmt: skip
def decisions_by_computer_have_safeguards(policy: Policy, on: date) -> Iterator[Found]:
    """An automated decision without one of the safeguards, or with one that the law does not know."""
    needed = answer("automated-decision-safeguards", on) or ()
    for purpose in policy.purposes.values():
        if purpose.automated is None:
            continue
        path = (*at(purpose), "automated")
        has = set(purpose.automated.safeguards)
        for number, one in enumerate(purpose.automated.safeguards):
            if one not in needed:
                has.add(near := nearest(one, needed))
                remedy = f"did you mean `{near}`?" if near else f"write one of: {', '.join(needed)}"
                yield (*path, "safeguards", number), f"`{one[:60]}` is no safeguard of the law's", remedy
        if lacks := [one for one in needed if one not in has]:
            what = f"purpose `{purpose.id}` has a computer decide alone, without {named(lacks)}"
            yield path, what, f"add `safeguards: [{', '.join(needed)}]` and keep them, or have a person decide"


@objects(
    "UK GDPR 22B(1)", "a computer alone decides on sensitive data only with express consent, or where a law allows",
    GDPR + "22B",
)  # fmt: skip
def a_computer_decides_only_what_it_may(policy: Policy, on: date) -> Iterator[Found]:
    """An automated decision on data, or on a basis, on which there may be none."""
    every = answer("automated-decision-safeguards", on)
    for purpose in policy.purposes.values():
        if purpose.automated is None or purpose.basis is Basis.RECOGNISED_INTEREST:
            continue
        special = sensitive(policy, purpose, "special")
        facts = {
            "significant": True,
            "special_category": bool(special),
            "bases": [purpose.basis],
            "explicit_consent": agreed_to(purpose),
            "contract": purpose.basis is Basis.CONTRACT,
            "by_law": purpose.basis is Basis.LEGAL_OBLIGATION,
            "public_interest": "9(2)(g)" in purpose.condition,
            "safeguards": every,
        }
        if every and answer("automated-decision", on, **facts) is False:
            over = f"on `{special}`" if special else f"on the basis of {purpose.basis}"
            what = f"purpose `{purpose.id}` has a computer decide alone {over}, which the law of this day forbids"
            yield (*at(purpose), "automated"), what, "have a person decide, or leave this data out of the decision"
