"""The basis of each purpose: the law that is named, interests that are weighed, interests that the law recognises."""

import re
from collections.abc import Iterator
from datetime import date

from troth.law.uk.uk_gdpr_6 import RECOGNISED
from troth.policy.check.marketing import markets
from troth.policy.check.objection import GDPR, NEW, Found, answer, at, at_basis, objects, resting_on
from troth.policy.source import Path, nearest
from troth.policy.values import Policy, Purpose
from troth.words import Basis


@objects("UK GDPR 6(3)", "a legal obligation or a public task is laid down by a law, which can be named", GDPR + "6")
def the_duty_is_named(policy: Policy, on: date) -> Iterator[Found]:
    """A purpose that rests on the law, without the law."""
    for purpose in resting_on(policy, Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK):
        facts = {"use": "other", "necessary": True, "own_task": True, "law_named": bool(purpose.duty)}
        if answer("basis", on, basis=purpose.basis, **facts) is False:
            what = f"purpose `{purpose.id}` rests on {purpose.basis} and names no law"
            yield at_basis(purpose), what, "add `duty:` with the Act and section, or choose another basis"


# ---- legitimate interests ----


@objects(
    "UK GDPR 6(1)(f)",
    "an interest counts unless the person's interests override it, so the two are weighed, on record",
    GDPR + "6",
    dated=True,
)
def interests_are_weighed(policy: Policy, on: date) -> Iterator[Found]:
    """A purpose that rests on legitimate interests, without a balancing test that has a day, an owner and a review."""
    for purpose in resting_on(policy, Basis.LEGITIMATE_INTERESTS):
        days = [one.on for one in policy.assessments.values() if one.kind == "balancing" and purpose.id in one.of]
        weighed = purpose.assessment
        path: Path = (*at(purpose), "assessment")
        if weighed and not days and (lacks := _lacks(purpose)):
            what = f"the balancing test of `{purpose.id}` does not say {lacks[0]}"
            yield path, what, f"add {' and '.join(key for key, _ in lacks[1])}"
            continue
        if weighed and weighed.on:
            days.append(weighed.on)
        facts = {"use": "other", "necessary": True, "weighed_on": min(days, default=None)}
        if answer("basis", on, basis=purpose.basis, **facts) is False:
            what = f"purpose `{purpose.id}` rests on legitimate interests, and nobody has weighed them"
            remedy = "add `assessment:` with `interest:`, `need:`, `balance:`, `on:`, `by:` and `review by:`"
            yield at_basis(purpose), f"{what} by this day" if days else what, remedy


def _lacks(purpose: Purpose) -> tuple[str, list[tuple[str, str]]] | None:
    """What a balancing test in the policy lacks to be on record: in words, and the keys for it."""
    weighed = purpose.assessment
    if weighed is None:
        return None
    parts = (
        (weighed.on, "`on:`", "when"),
        (weighed.by, "`by:`", "by whom"),
        (weighed.review_by, "`review by:`", "until when"),
    )
    lacks = [(key, word) for value, key, word in parts if not value]
    if not lacks:
        return None
    return f"{' and '.join(word for _, word in lacks)} it was made", lacks


# ---- recognised interests ----

# How policies wrote some of the conditions of Annex 1 before they had the law's names.
ONCE = {"public task request": "public-task-disclosure", "public task": "public-task-disclosure"}


@objects(
    "UK GDPR 6(1)(ea) and Annex 1", "only the interests of Annex 1 are recognised, since 5 February 2026", GDPR + "6"
)
def the_interest_is_recognised(policy: Policy, on: date) -> Iterator[Found]:
    """A recognised interest that Annex 1 does not know, or before there was one."""
    known = answer("recognised-interests", on)
    for purpose in resting_on(policy, Basis.RECOGNISED_INTEREST):
        if known is None:
            what = f"purpose `{purpose.id}` rests on a basis that did not exist on this day"
            yield at_basis(purpose), what, "rest it on legitimate interests, and weigh them"
        elif purpose.interest not in known:
            said = f"`{purpose.interest[:60]}` is none that the law recognises" if purpose.interest else "it names none"
            near = ONCE.get(purpose.interest) or nearest(purpose.interest, RECOGNISED) if purpose.interest else ""
            remedy = f"did you mean `{near}`?" if near else f"write `interest:` as one of: {', '.join(known)}"
            path: Path = (*at(purpose), "interest") if purpose.interest else at_basis(purpose)
            yield path, f"purpose `{purpose.id}` rests on a recognised interest, and {said}", remedy


@objects(
    "UK GDPR 6(5) and Annex 1", "marketing and credit control are none of the recognised interests", GDPR + "6", NEW
)
def a_recognised_interest_sells_nothing(policy: Policy, on: date) -> Iterator[Found]:
    """Marketing, or credit control, under a recognised interest."""
    for purpose in resting_on(policy, Basis.RECOGNISED_INTEREST):
        credit = any(re.match(r"credit\b", use) for use in purpose.uses)
        use = "credit-control" if credit else "marketing" if markets(purpose) else ""
        condition = purpose.interest if purpose.interest in RECOGNISED else None
        facts = {"necessary": True, "request_says_so": True, "condition": condition}
        if use and answer("basis", on, basis=purpose.basis, use=use, **facts) is False:
            what = f"purpose `{purpose.id}` is {use.replace('-', ' ')} under a recognised interest"
            yield at_basis(purpose), what, "rest it on legitimate interests" if credit else "rest it on consent"


@objects("UK GDPR 22B(4)", "a computer alone decides nothing that relies on a recognised interest", GDPR + "22B", NEW)
def a_recognised_interest_decides_nothing_alone(policy: Policy, on: date) -> Iterator[Found]:
    """An automated decision under a recognised interest."""
    every = answer("automated-decision-safeguards", on)
    for purpose in resting_on(policy, Basis.RECOGNISED_INTEREST):
        facts = {"significant": True, "special_category": False, "bases": [purpose.basis], "safeguards": every}
        if purpose.automated and answer("automated-decision", on, **facts) is False:
            what = f"purpose `{purpose.id}` has a computer decide alone under a recognised interest"
            yield (*at(purpose), "automated"), what, "have a person decide, or rest it on another basis"
