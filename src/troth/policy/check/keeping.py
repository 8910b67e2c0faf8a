"""Until when data is kept: with a reason, for as long as a law asks, and with an end that comes."""

import re
from collections.abc import Iterator
from datetime import date

from troth.law.uk import periods
from troth.law.uk.periods import Statutory
from troth.policy.check.objection import GDPR, PECR, Found, agreed_to, at, objects
from troth.policy.values import Policy, Purpose, covers
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


TRAFFIC = re.compile(r"\btraffic\b", re.IGNORECASE)


@objects(
    "PECR 7(1) and (2)",
    "traffic data goes when the transmission ends, but for what a bill needs or the subscriber agreed to",
    PECR + "regulation/7",
)
def limited_periods_are_kept(policy: Policy, on: date) -> Iterator[Found]:
    """Traffic data that is kept longer than the law lets a provider keep it."""
    limit = periods.statutory("traffic-data", on, policy.nation)
    held = [name for name, c in policy.data.items() if TRAFFIC.search(f"{name} {c.says}")]
    for purpose in policy.purposes.values():
        used = [use for use in purpose.uses if any(covers(use, name) for name in held)]
        fits = purpose.keep.statutory in ("traffic-data", "billing-data") or agreed_to(purpose)
        if limit and used and not fits:
            what = f"purpose `{purpose.id}` keeps traffic data (`{used[0]}`) beyond {limit.after}"
            yield (*at(purpose), "keep"), what, "write `statutory traffic-data`, or `statutory billing-data` for a bill"


CUSTOMER = re.compile(r"\b(?:customer|client|subscriber|member|buyer|patient|tenant|user)", re.IGNORECASE)
STATES = {"customer.ended": "customer", "subscription.ended": "subscription"}


@objects("UK GDPR 5(1)(e) and 13(2)(a)", "a period is told by what will come to an end for these people", GDPR + "5")
def periods_fit_the_people(policy: Policy, _: date) -> Iterator[Found]:
    """`while customer` of people who never are customers: it would never end, for it never began."""
    for purpose in policy.purposes.values():
        state = STATES.get(purpose.keep.event, "") if purpose.keep.form == "while" else ""
        if state and purpose.about and not any(_buys(policy, one) for one in purpose.about):
            what = f"purpose `{purpose.id}` keeps `while {state}`, and is about nobody who is a customer"
            yield (*at(purpose), "keep"), what, "write a period after something that happens to these people"


def _buys(policy: Policy, people: str) -> bool:
    return bool(CUSTOMER.search(f"{people} {policy.people.get(people, '')}"))


@objects("UK GDPR 5(1)(e)", "data is kept no longer than its purpose needs, so what ends it can come", GDPR + "5")
def periods_come_to_an_end(policy: Policy, _: date) -> Iterator[Found]:
    """`until consent is withdrawn` where nobody consented."""
    for purpose in policy.purposes.values():
        waits = purpose.keep.form == "until" and purpose.keep.event == "consent.withdrawn"
        if waits and not agreed_to(purpose):
            what = f"purpose `{purpose.id}` keeps until consent is withdrawn, and rests on {purpose.basis}"
            yield (*at(purpose), "keep"), what, "write another period: there is no consent that could be withdrawn"
