"""The law as dated code: it answers for a day, with the place that says so and how the answer was found. Pure.

due(duty, received, nation, ...)   the last day for a duty, with its derivation; None where the duty did not exist
absent(duty, on)                   why there was no such duty on a day; None if there was one
exemptions(right, on)              what may be left out, item by item
access_items(on), refusal_items(on)   what an answer and a refusal have to say
regulator(on)                      who supervises
ask(question, on, facts)           every other question by name, with the rules that lead to the answer; questions()
rules(), find(citation)            the register: every rule with its place, its dates and its source
"""

from troth.law.asked import Fact, Question, ask, questions
from troth.law.calendar import Calendar, published
from troth.law.contents import Contents, Item
from troth.law.dated import Dated, Known, Rule, carried_out_by, find, rules
from troth.law.duties import DUTIES, absent, due
from troth.law.table import Ruling
from troth.law.uk.dpa_2018_sch_2 import Exemption, exemptions
from troth.law.uk.regulator import Regulator, regulator
from troth.law.uk.uk_gdpr_12 import refusal_items
from troth.law.uk.uk_gdpr_15 import access_items

__all__ = [
    "DUTIES",
    "Calendar",
    "Contents",
    "Dated",
    "Exemption",
    "Fact",
    "Item",
    "Known",
    "Question",
    "Regulator",
    "Rule",
    "Ruling",
    "absent",
    "access_items",
    "ask",
    "carried_out_by",
    "due",
    "exemptions",
    "find",
    "published",
    "questions",
    "refusal_items",
    "regulator",
    "rules",
]
