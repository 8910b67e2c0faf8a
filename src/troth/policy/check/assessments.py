"""Assessments on record: of the right thing, complete for their kind, made by now; and reviews that are due."""

import re
from collections.abc import Iterator
from datetime import date

from troth.law.calendar import written
from troth.policy.check.objection import GDPR, Found, answer, at, named, objects, shown
from troth.policy.reviews import dated
from troth.policy.source import Path
from troth.policy.values import Assessed, Policy

# Where an assessment says what an item of the law's list asks for.
SAYS = {
    "balancing": ("balancing-test", {"purpose": "interest", "necessity": "need", "balance": "balance"}),
    "impact": (
        "impact-assessment-contents",
        {"description": "description", "necessity": "necessity", "risks": "risks", "measures": "risks"},
    ),
    "transfer": ("transfer-record", {"data": "description", "country": "risks", "conclusion": "outcome"}),
    "processor": ("", {"guarantees": "outcome"}),  # UK GDPR 28(1)
}
CITES = {
    "balancing": "what the interest, the need and the balance are",
    "impact": "what is done, why it is necessary, what could happen to people, and what is done against it",
    "transfer": "what is sent, what could happen to it there, and why protection is not materially lower",
    "processor": "why it gives enough guarantees",
}


@objects(
    "UK GDPR 5(2), 28(1), 35(7) and 46(1A)", "an assessment says what the law asks of its kind, or shows nothing",
    GDPR + "35",
)  # fmt: skip
def assessments_are_complete(policy: Policy, on: date) -> Iterator[Found]:
    """An assessment that leaves out what its kind has to say."""
    for key, one in policy.assessments.items():
        lacks = _lacks(one, on)
        if lacks:
            what = f"the {one.kind} assessment `{key}` does not say {named(lacks)}"
            yield ("assessments", key), what, f"write {CITES[one.kind]}"


def _lacks(one: Assessed, on: date) -> list[str]:
    """The keys that are missing or empty of those that the law's list of the day asks for."""
    question, keys = SAYS[one.kind]
    asked = (answer(question, on) or ()) if question else keys
    return list(dict.fromkeys(keys[item] for item in asked if item in keys and not getattr(one, keys[item])))


@objects("UK GDPR 5(2)", "an assessment shows something about what it is of", GDPR + "5")
def assessments_are_of_what_they_say(policy: Policy, _: date) -> Iterator[Found]:
    """A balancing or impact assessment of a recipient, or one of a transfer or processor that is of a purpose."""
    for key, one in policy.assessments.items():
        uses = one.kind in ("balancing", "impact")
        known = policy.purposes if uses else policy.recipients
        for number, name in enumerate(one.of):
            if name not in known:
                sort = "purpose" if uses else "recipient"
                what = f"the {one.kind} assessment `{key}` is of `{name}`, which is no {sort}"
                remedy = f"name {sort}s, or write another `kind:`"
                yield ("assessments", key, "of", number), what, remedy


@objects("UK GDPR 5(2)", "what is to show something was made before, not after", GDPR + "5", dated=True)
def nothing_was_done_tomorrow(policy: Policy, on: date) -> Iterator[Found]:
    """An assessment or review that is dated later than today."""
    days: list[tuple[Path, str, date | None]] = [(("reviewed",), "this policy was reviewed", policy.reviewed)]
    days += [
        ((*at(p), "reasoned"), f"the period of `{p.id}` was reasoned", p.reasoned) for p in policy.purposes.values()
    ]
    days += [(("assessments", k, "on"), f"`{k}` was assessed", one.on) for k, one in policy.assessments.items()]
    for path, says, day in days:
        if day and day > on:
            yield path, f"{says} on {written(day)}, which is still to come", "write the day on which it was done"


@objects("UK GDPR 5(2) and 24(1)", "measures are reviewed and brought up to date", GDPR + "24", dated=True)
def reviews_are_not_overdue(policy: Policy, on: date) -> Iterator[Found]:
    """A review whose day has passed: of the policy, of an assessment, a document, a recipient."""
    for one in dated(policy):
        if one.reviewed and one.day < on:
            whole = len(one.path) == 1
            said = "this policy" if whole else re.sub(r"^(The|What)\b", lambda first: first[0].lower(), shown(one.says))
            what = f"the review of {said} is overdue: its day was {written(one.day)}"
            yield one.path, what, f"look at it again, then set `review by:`{' and `reviewed:`' if whole else ''}"
