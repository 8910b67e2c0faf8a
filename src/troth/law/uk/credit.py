"""Credit reference agencies: DPA 2018 section 13, the Consumer Credit Act 1974, and what checking credit asks of us.

DPA 2018 s. 13 An agency takes a request for access to be about the person's financial standing, unless they say
otherwise, and adds how a wrong file is put right (CCA 1974 s. 159). CCA 1974 s. 157 Who refuses credit on an agency's
word names it.
"""

from datetime import date
from functools import partial
from typing import Literal

from troth.law.contents import Contents, Item
from troth.law.dated import Known, Rule, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.dpa_2018 import ACT
from troth.law.uk.uk_gdpr import OLD
from troth.law.uk.uk_gdpr_13 import COLLECTED
from troth.law.uk.uk_gdpr_14 import MONTH, OBTAINED
from troth.law.uk.uk_gdpr_22a import SAFEGUARDED, SAFEGUARDED_OLD
from troth.law.uk.uk_gdpr_35 import LIST

CREDIT_ACT = "https://www.legislation.gov.uk/ukpga/1974/39/"

# ---- what an agency answers ----

FINANCIAL_STANDING = stated(
    "DPA 2018 s. 13(2)",
    f"{ACT}section/13",
    """A credit reference agency answers a request for access with data on financial standing, unless the person asks
    for more.""",
    since=OLD,
    known=Known.RECALLED,
    unsure="The section was read, by which subsection each goes was not.",
)
HOW_TO_CORRECT = stated(
    "DPA 2018 s. 13(3)",
    f"{ACT}section/13",
    "A credit reference agency that answers a request for access adds the person's rights under CCA 1974 s. 159.",
    since=OLD,
    known=Known.RECALLED,
    unsure="The section was read, by which subsection each goes was not.",
)
CORRECTION = stated(
    "CCA 1974 s. 159",
    f"{CREDIT_ACT}section/159",
    "A person can have a wrong entry in an agency's file removed or changed, and can add a notice of correction to it.",
    since=OLD,
    known=Known.RECALLED,
)

AGENCY_NOTICE = Contents(
    "What a credit reference agency adds to its answer",
    Item(
        "rights-stated", "a statement of your rights under section 159 of the Consumer Credit Act 1974", HOW_TO_CORRECT
    ),
    Item("correction", "how to have a wrong entry removed or changed, or a notice of correction added", CORRECTION),
)
_ANSWER = Table[str](
    Row("everything", FINANCIAL_STANDING, asked_for_more=True, needs=AGENCY_NOTICE, says="The person asked for more."),
    Row("financial standing", FINANCIAL_STANDING, needs=AGENCY_NOTICE),
)


def agency_answer(on: date, *, asked_for_more: bool = False) -> Ruling[str]:
    """With what does a credit reference agency answer a request for access?

    asked_for_more: the person said that they want more than the data on their financial standing
    """
    return _ANSWER.on(on, asked_for_more=asked_for_more)


# ---- when we check credit ----

_named = partial(
    stated,
    url=f"{CREDIT_ACT}section/157",
    since="2011-02-01",
    by="SI 2010/1010",
    known=Known.RECALLED,
    unsure="Read as it stood in 2016; the day on which it began was not read.",
)
NAMED_AT_ONCE = _named(
    "CCA 1974 s. 157(A1)",
    says="""Whoever refuses regulated credit on what a credit reference agency says tells the person so with the
    refusal, and the agency's name, address and telephone number. Hire, and credit secured on land, are not meant.""",
)
NAMED_ON_REQUEST = _named(
    "CCA 1974 s. 157(1)",
    says="""Whoever asked an agency before a regulated agreement gives its name and address to a person who asks in
    writing, up to 28 days after the talks ended.""",
)


def _asks_for(contents: Contents, name: str) -> Rule:
    """The rule that asks for an item of a notice."""
    return next(entry.rule for entry in contents.items if entry.id == name)


_SOURCE = _asks_for(OBTAINED, "source")
CREDIT_CHECK = Contents(
    "What checking somebody's credit asks of us",
    Item("assessment", "we assess the impact before we begin", LIST),
    Item("recipients", "we tell people beforehand that an agency gets their data", _asks_for(COLLECTED, "recipients")),
    Item("notice", "we tell people within a month at the latest what we got from the agency", MONTH),
    Item("source", "we tell them that it came from the agency", _SOURCE),
    Item(
        "safeguards", "if a computer alone refuses, people can speak, have a person look, and contest", SAFEGUARDED_OLD
    ),
    Item(
        "safeguards",
        "if a computer alone refuses, people are told, can speak, have a person look, and contest",
        SAFEGUARDED,
    ),
    Item(
        "named-at-once", "if we refuse regulated credit on its word, we name the agency with the refusal", NAMED_AT_ONCE
    ),
    Item("named-on-request", "before another regulated agreement we name the agency to whoever asks", NAMED_ON_REQUEST),
)

_NAMED = Table[str](
    Row("with the refusal", NAMED_AT_ONCE, agreement="credit", refused=True),
    Row("on request", NAMED_ON_REQUEST, agreement=("credit", "hire or secured on land")),
    Row("in the notice", _SOURCE),
)


def agency_named(
    on: date, *, agreement: Literal["credit", "hire or secured on land", "not regulated"], refused: bool = True
) -> Ruling[str]:
    """When do we name the credit reference agency that we asked about somebody?

    agreement: whether it is regulated by the Consumer Credit Act 1974: as credit, as hire or secured on land, or not
    refused: we refuse on what the agency says
    """
    return _NAMED.on(on, agreement=agreement, refused=refused)


ASKED = {
    "credit-agency-answer": agency_answer,
    "credit-check-duties": listed(CREDIT_CHECK),
    "credit-agency-named": agency_named,
}
