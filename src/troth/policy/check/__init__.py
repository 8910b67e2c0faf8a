"""What the law of a day objects to in a policy. Each objection is one function: its citation, the law in our words, and
where the policy does not meet it.

A function yields `(path, what, try)` for each place; `check` turns them into faults with the law as their reason. What
the law says is asked of the law room (`objection.answer`), not written here again. To add one: write it under the
others of its subject, and give it a good and a bad example in tests/policy/objections.toml.
"""

from datetime import date

from troth.fault import Fault
from troth.policy.check import (
    assessments,
    basis,
    consent,
    cookies,
    data,
    impact,
    keeping,
    marketing,
    recipients,
    register,
    telling,
    transfers,
)
from troth.policy.check.objection import OBJECTIONS, Objection
from troth.policy.values import Policy

SUBJECTS = (
    basis, consent, marketing, cookies, data, impact, assessments, recipients, transfers, keeping, telling, register,
)  # fmt: skip

__all__ = ["OBJECTIONS", "SUBJECTS", "Objection", "check"]


def check(policy: Policy, on: date, today: date | None = None) -> list[Fault]:
    """Every fault that the law of a day finds in a policy, in the order of the file, then of its documents.

    `today` is the day of which is known what was done and what is due, if that is later than the day whose law counts.
    """
    known = max(on, today or on)
    faults = [
        (policy.source.order(path), policy.source.fault(path, what, because=f"{one.cite}: {one.law}", remedy=remedy))
        for one in OBJECTIONS
        if one.since <= on
        for path, what, remedy in one.found(policy, known if one.dated else on)
    ]
    return [*(fault for _, fault in sorted(faults, key=lambda pair: pair[0])), *_in_words(policy, on)]


def _in_words(policy: Policy, on: date) -> list[Fault]:
    """What is wrong in the documents' words; the room that publishes them is asked only where there are any."""
    if not any(document.text for document in policy.documents.values()):
        return []
    from troth.policy.publish import prose

    return prose.faults(policy, on)
