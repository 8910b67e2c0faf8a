"""The law as dated code: it answers for a day, with the place that says so and how the answer was found. Pure.

due(duty, received, nation, ...)   the last day for a duty, with its derivation; None where the duty did not exist
absent(duty, on)                   why there was no such duty on a day; None if there was one
exemptions(right, on)              what may be left out, item by item
access_items(on), refusal_items(on)   what an answer and a refusal have to say
regulator(on)                      who supervises
rules(), find(citation)            the register: every rule with its place, its dates and its source
"""

from troth.law.calendar import Calendar, published
from troth.law.dated import Dated, Known, Rule, find, rules
from troth.law.duties import DUTIES, absent, due
from troth.law.uk import commencement as _commencement  # enters its rules in the register
from troth.law.uk.dpa_2018_sch_2 import Exemption, exemptions
from troth.law.uk.regulator import Regulator, regulator
from troth.law.uk.uk_gdpr_15 import Item, access_items, refusal_items

del _commencement

__all__ = [
    "DUTIES",
    "Calendar",
    "Dated",
    "Exemption",
    "Item",
    "Known",
    "Regulator",
    "Rule",
    "absent",
    "access_items",
    "due",
    "exemptions",
    "find",
    "published",
    "refusal_items",
    "regulator",
    "rules",
]
