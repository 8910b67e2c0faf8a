"""The company's declaration: read, checked against the law, and begun for a new company. Pure: text in, values out.

read(text, where)       the policy that a text declares, or Faults at file:line:column
check(policy, on)       what the law of a day objects to
new(name, nation)       the text of a small valid policy
under(policy, on)       the same with the periods that the law of a day sets
regulator_of(policy, on) who supervises, and how it is reached
purposes_of(policy, c)  what a category is used for
holidays                the bank holidays that the company changes: read(text, where), check(lines, on)
"""

from troth.policy import holidays
from troth.policy.check import check
from troth.policy.keep import Keep
from troth.policy.new import new
from troth.policy.read import read
from troth.policy.values import (
    Category,
    Channel,
    Controller,
    Policy,
    Purpose,
    Recipient,
    purposes_of,
    regulator_of,
    under,
)

__all__ = [
    "Category",
    "Channel",
    "Controller",
    "Keep",
    "Policy",
    "Purpose",
    "Recipient",
    "check",
    "holidays",
    "new",
    "purposes_of",
    "read",
    "regulator_of",
    "under",
]
