"""Until when data is kept and policies are reviewed."""

import re
from collections.abc import Iterator
from datetime import date

from troth.law.uk import periods
from troth.law.uk.periods import Statutory
from troth.policy.check.objection import GDPR, Found, at, objects
from troth.policy.source import Path
from troth.policy.values import Policy, Purpose
from troth.words import Basis, Nation


@objects("UK GDPR 5(1)(e) and 5(2)", "a period is no longer than needed, and the company can show why", GDPR + "5")
def periods_have_reasons(policy: Policy, _: date) -> Iterator[Found]:
    """A period without its reason."""
    for purpose in policy.purposes.values():
        if not purpose.because:
            what = f"purpose `{purpose.id}` does not say why it keeps data for so long"
            yield (*at(purpose), "keep"), what, "add `because:` with the reason for this period"


# How a policy writes a law that asks to keep records, and which records.
DUTIES = (
    (re.compile(r"Value Added Tax Act|\bVATA\b"), "vat-records"),
    (re.compile(r"Finance Act 1998"), "corporation-tax"),
    (re.compile(r"Companies Act 2006,? s(?:\.|ection)? ?388"), "accounting-records"),
    (re.compile(r"Pay As You Earn|\bPAYE\b"), "paye-records"),
    (re.compile(r"Minimum Wage"), "minimum-wage-records"),
    (re.compile(r"Working Time Regulations"), "holiday-records"),
)


@objects(
    "UK GDPR 5(1)(e), with the law that is named", "what a law asks to keep is kept for as long as it asks", GDPR + "5"
)
def statutory_periods_are_met(policy: Policy, on: date) -> Iterator[Found]:
    """A period of the law's that there is not on this day, or one shorter than the law that it names."""
    for purpose in policy.purposes.values():
        keep = purpose.keep.under(policy.nation, on)
        if keep.statutory and keep.law is None:
            what = f"purpose `{purpose.id}` keeps by `{keep.statutory}`, for which the law of this day has no period"
            yield (*at(purpose), "keep"), what, "write how long, as `6 years after` an event"
        asked = _asked(purpose, policy.nation, on)
        if asked and asked.period and keep.period and keep.period.shorter_than(asked.period.months // 12):
            length = periods.said(asked.period)
            what = f"purpose `{purpose.id}` keeps for less than the {length} of {asked.rules[0].cite}"
            yield (*at(purpose), "keep"), what, f"write at least {length}, or `statutory {asked.id}`"


def _asked(purpose: Purpose, nation: Nation, on: date) -> Statutory | None:
    """The longest period that a law asks for which the purpose names as its duty."""
    if purpose.basis is not Basis.LEGAL_OBLIGATION:
        return None
    named = (periods.statutory(record, on, nation) for law, record in DUTIES if law.search(purpose.duty))
    return max(filter(None, named), key=lambda one: one.period.months if one.period else 0, default=None)


@objects("UK GDPR 5(2) and 24(1)", "measures are reviewed and brought up to date", GDPR + "24")
def reviews_are_not_overdue(policy: Policy, on: date) -> Iterator[Found]:
    """A review whose day has passed."""
    if policy.review_by and policy.review_by < on:
        yield ("review by",), "the review of this policy is overdue", "review it, then set `reviewed:` and `review by:`"
    for purpose in policy.purposes.values():
        weighed = purpose.assessment
        if weighed and weighed.review_by and weighed.review_by < on:
            path: Path = (*at(purpose), "assessment", "review by")
            yield path, f"the assessment of `{purpose.id}` is due for review", "weigh it again, and set its days"
