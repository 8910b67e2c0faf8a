"""What the law of a day objects to in a policy. Each objection is one function: its citation, the law in our words, and
where the policy does not meet it.

A function yields `(path, what, try)` for each place; `check` turns them into faults with the law as their reason. To
add one: write it under the others of its subject, and give it a good and a bad example in tests/policy/test_check.py.
"""

from datetime import date

from troth.fault import Fault
from troth.policy.check import basis, data, keeping, recipients
from troth.policy.check.objection import OBJECTIONS, Objection
from troth.policy.values import Policy

__all__ = ["OBJECTIONS", "Objection", "basis", "check", "data", "keeping", "recipients"]


def check(policy: Policy, on: date) -> list[Fault]:
    """Every fault that the law of a day finds in a policy, in the order of the file."""
    faults = [
        (policy.source.order(path), policy.source.fault(path, what, because=f"{one.cite}: {one.law}", remedy=remedy))
        for one in OBJECTIONS
        if one.since <= on
        for path, what, remedy in one.found(policy, on)
    ]
    return [fault for _, fault in sorted(faults, key=lambda pair: pair[0])]
