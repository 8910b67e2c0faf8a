"""What protects data outside the United Kingdom: an approval, or a safeguard with its test."""

import re
from collections.abc import Iterator
from datetime import date

from troth.law.calendar import written
from troth.law.uk import approvals
from troth.law.uk.uk_gdpr_44 import MECHANISMS, counts
from troth.policy.check.objection import GDPR, NEW, Found, answer, assessed, day_in, objects, shown
from troth.policy.keep import Period
from troth.policy.source import Path, nearest
from troth.policy.values import Policy, Recipient

YEARS_OF_A_TEST = 2  # that names no day for its review; a judgment of ours: the law names no time


@objects("UK GDPR 44A to 46", "data leaves the United Kingdom only with an approval or a safeguard", GDPR + "44A")
def transfers_are_covered(policy: Policy, on: date) -> Iterator[Found]:
    """A recipient abroad with neither."""
    for name, recipient in policy.recipients.items():
        stands = answer("approved-country", on, country=recipient.country)
        if stands in (None, "home", "whole") or recipient.safeguard or (stands == "part" and recipient.approval):
            continue
        path: Path = ("recipients", name, "country")
        near = nearest(recipient.country.casefold(), approvals.known()) if stands == "none" else ""
        near = "" if near == recipient.country.casefold() else near  # it is known, and was not approved on that day
        if stands == "part":
            what = f"{shown(recipient.country)} is approved in part, and nothing says that `{name}` is covered"
            yield path, what, "add `approval:` with the scheme and the day you looked it up, or a `safeguard:`"
        else:
            what = f"recipient `{name}` is in {shown(recipient.country)}, with neither approval nor safeguard"
            remedy = "add `safeguard:` (for example the International Data Transfer Agreement) and `transfer test:`"
            yield path, what, f"did you mean `{near.title()}`? Otherwise {remedy}" if near else remedy


# How a policy writes the scheme under which a country is approved in part.
SCHEMES = {
    "uk-extension": re.compile(r"\bUK Extension\b", re.IGNORECASE),
    "pipeda": re.compile(r"\bPIPEDA\b|Personal Information Protection", re.IGNORECASE),
    "appi": re.compile(r"\bAPPI\b|Act on the Protection of Personal", re.IGNORECASE),
}


@objects("UK GDPR 45A", "a country that is approved in part is so only for recipients under its scheme", GDPR + "45A")
def approvals_in_part_are_looked_up(policy: Policy, on: date) -> Iterator[Found]:
    """An approval in part that does not name its scheme, or the day on which the recipient was looked up."""
    for name, recipient in policy.recipients.items():
        approval = approvals.approved(recipient.country, on)
        if not recipient.approval or approval is None or approval.scheme == "none":
            continue
        path = ("recipients", name, "approval")
        if not SCHEMES[approval.scheme].search(recipient.approval):
            what = f"`{name}`: {shown(recipient.country)} is approved under {approval.scheme} only, which is not named"
            yield path, what, "look whether it is under that scheme, and write the scheme and the day you looked"
        elif day_in(recipient.approval) is None:
            what = f"the approval of `{name}` does not say when it was looked up"
            yield path, what, "look it up again, and write the day, such as 19 October 2026"


# How a policy writes a safeguard of Article 46; the first that fits is meant, so the Addendum comes before the clauses.
SAFEGUARDS = {
    "addendum": re.compile(r"\baddendum\b", re.IGNORECASE),
    "idta": re.compile(r"\bIDTA\b|international data transfer", re.IGNORECASE),
    "bcr": re.compile(r"binding corporate|\bBCRs?\b", re.IGNORECASE),
    "eu-sccs": re.compile(r"standard contractual clauses|\bSCCs?\b", re.IGNORECASE),
}
EXCEPTION = re.compile(r"\b49\b")
IMPLIED = re.compile(r"\b(?:by (?:providing|giving|using|submitting)|you agree|deemed)\b", re.IGNORECASE)


def _kind(recipient: Recipient) -> str:
    """The safeguard that is meant; empty if it is none of the law's by its name."""
    return next((kind for kind, written in SAFEGUARDS.items() if written.search(recipient.safeguard)), "")


def _away(recipient: Recipient, on: date) -> bool:
    """Whether a recipient is abroad without the approval of its whole country."""
    return answer("approved-country", on, country=recipient.country) in ("none", "part")


@objects("UK GDPR 46 and 49", "a safeguard is one of the law's; agreement is explicit, or it is none", GDPR + "46")
def safeguards_are_the_laws(policy: Policy, on: date) -> Iterator[Found]:
    """Union clauses alone, a safeguard that there is not on this day, or an agreement read into handing over data."""
    for name, recipient in policy.recipients.items():
        if not _away(recipient, on):
            continue
        kind, path = _kind(recipient), ("recipients", name, "safeguard")
        if IMPLIED.search(recipient.safeguard):
            what = f"`{name}`: handing over data is no agreement to send it abroad"
            yield path, what, "name a safeguard of Article 46"
        elif kind == "eu-sccs" and not EXCEPTION.search(recipient.safeguard):
            what = f"`{name}`: the Union's clauses alone are no safeguard here"
            yield path, what, "add the UK Addendum, or use the International Data Transfer Agreement"
        elif kind and kind != "eu-sccs" and not counts(kind, on):
            what = f"`{name}`: {MECHANISMS[kind].says} is no safeguard on this day"
            yield path, what, "name a safeguard of Article 46 that counts on it"


def _tested(policy: Policy, on: date) -> Iterator[tuple[str, Recipient, date | None]]:
    """The recipients under a safeguard, each with the day of its test on record, if it has one with a day."""
    for name, recipient in policy.recipients.items():
        if _away(recipient, on) and recipient.safeguard and not recipient.approval:
            record = assessed(policy, "transfer", name, date.max)
            yield name, recipient, record.on if record else day_in(recipient.transfer_test)


@objects("UK GDPR 46(1A)", "a safeguard rests on a test that protection is not materially lower", GDPR + "46", NEW)
def safeguards_are_tested(policy: Policy, on: date) -> Iterator[Found]:
    """A safeguard without its test."""
    for name, recipient, day in _tested(policy, on):
        if day is None and not recipient.transfer_test:
            what = f"the safeguard of `{name}` was not tested"
            yield ("recipients", name, "safeguard"), what, "add `transfer test:` with its day and who made it"


@objects(
    "UK GDPR 46(1A) and 5(2)", "the test of a transfer is on record, and looked at again", GDPR + "46", NEW, dated=True
)
def transfer_tests_are_on_record(policy: Policy, on: date) -> Iterator[Found]:
    """A transfer's test without a day, of a day that is still to come, or so old that it has to be made again."""
    for name, recipient, day in _tested(policy, on):
        path = ("recipients", name, "transfer test")
        if not recipient.transfer_test or assessed(policy, "transfer", name, on):
            continue
        if day is None:
            what = f"the test of the transfer to `{name}` has no day"
            yield path, what, "write its day and who made it, such as: Of 14 September 2026, by A. Name"
        elif day > on:
            yield path, f"the transfer to `{name}` is to be tested only on {written(day)}", "test it before data goes"
        elif not recipient.review_by and _later(day) < on:
            what = f"the test of the transfer to `{name}` is more than {YEARS_OF_A_TEST} years old"
            yield path, what, "make it again, and give the recipient a `review by:`"


def _later(day: date) -> date:
    """The day until which a test stands that names no review."""
    return Period(YEARS_OF_A_TEST, "year").after(day)


@objects(
    "UK GDPR 46(1A) and DUAA 2025 Sch 9",
    "a safeguard that was agreed since 5 February 2026 needs the test of the new law",
    GDPR + "46",
    NEW,
)
def new_safeguards_have_the_new_test(policy: Policy, on: date) -> Iterator[Found]:
    """A new safeguard that leans on an older test of risks."""
    for name, recipient, day in _tested(policy, on):
        kind = _kind(recipient)
        if day is None or not counts(kind, on):
            continue
        tested = "protection-test" if day >= date.fromisoformat(NEW) else "risk-assessment"
        agreed = day_in(recipient.safeguard) or day_in(recipient.contract)
        facts = {"country": recipient.country, "safeguard": kind, "tested": tested, "agreed": agreed}
        if answer("transfer", on, **facts) is False:
            what = f"the transfer to `{name}` was tested on {written(day)}, by the older law"
            remedy = "test whether protection is not materially lower there, and write the new day"
            yield ("recipients", name, "transfer test"), what, remedy
