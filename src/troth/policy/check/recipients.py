"""Who receives data, and what protects it outside the United Kingdom."""

import re
from collections.abc import Iterator
from datetime import date

from troth.law.uk import approvals
from troth.law.uk.uk_gdpr_44 import MECHANISMS, counts
from troth.policy.check.objection import GDPR, Found, objects, shown
from troth.policy.source import Path, nearest
from troth.policy.values import Policy


@objects("UK GDPR 28(3) and 24(1)", "who is given data is bound by a contract", GDPR + "28")
def recipients_are_bound(policy: Policy, _: date) -> Iterator[Found]:
    """A provider without a contract."""
    for name, recipient in policy.recipients.items():
        if recipient.kind in ("processor", "controller") and not recipient.contract:
            what = f"recipient `{name}` is bound by no contract"
            yield ("recipients", name), what, "add `contract:` with what it is called and its date"


@objects("UK GDPR 30(1)(d)", "the register names the recipients of each purpose", GDPR + "30")
def recipients_are_given_something(policy: Policy, _: date) -> Iterator[Found]:
    """A recipient to whom no purpose gives anything."""
    given = {name for purpose in policy.purposes.values() for name in purpose.disclosed_to}
    for name in policy.recipients:
        if name not in given:
            what = f"recipient `{name}` is declared, and no purpose gives it anything"
            yield ("recipients", name), what, "add it to the `disclosed to:` of a purpose, or delete it"


@objects("UK GDPR 44A to 46", "data leaves the United Kingdom only with an approval or a safeguard", GDPR + "44A")
def transfers_are_covered(policy: Policy, on: date) -> Iterator[Found]:
    """A recipient abroad with neither."""
    for name, recipient in policy.recipients.items():
        stands = approvals.approval(recipient.country, on)
        if stands in ("home", "whole") or recipient.safeguard or (stands == "part" and recipient.approval):
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


# How a policy writes a safeguard of Article 46; the first that fits is meant, so the Addendum comes before the clauses.
SAFEGUARDS = {
    "addendum": re.compile(r"\baddendum\b", re.IGNORECASE),
    "idta": re.compile(r"\bIDTA\b|international data transfer", re.IGNORECASE),
    "bcr": re.compile(r"binding corporate|\bBCRs?\b", re.IGNORECASE),
    "eu-sccs": re.compile(r"standard contractual clauses|\bSCCs?\b", re.IGNORECASE),
}
EXCEPTION = re.compile(r"\b49\b")
IMPLIED = re.compile(r"\b(?:by (?:providing|giving|using|submitting)|you agree|deemed)\b", re.IGNORECASE)


@objects("UK GDPR 46 and 49", "a safeguard is one of the law's; agreement is explicit, or it is none", GDPR + "46")
def safeguards_are_the_laws(policy: Policy, on: date) -> Iterator[Found]:
    """Union clauses alone, a safeguard that there is not on this day, or an agreement read into handing over data."""
    for name, recipient in policy.recipients.items():
        text, path = recipient.safeguard, ("recipients", name, "safeguard")
        if approvals.approval(recipient.country, on) in ("home", "whole"):
            continue
        kind = next((kind for kind, written in SAFEGUARDS.items() if written.search(text)), "")
        if IMPLIED.search(text):
            what = f"`{name}`: handing over data is no agreement to send it abroad"
            yield path, what, "name a safeguard of Article 46"
        elif kind == "eu-sccs" and not EXCEPTION.search(text):
            what = f"`{name}`: the Union's clauses alone are no safeguard here"
            yield path, what, "add the UK Addendum, or use the International Data Transfer Agreement"
        elif kind and kind != "eu-sccs" and not counts(kind, on):
            what = f"`{name}`: {MECHANISMS[kind].says} is no safeguard on this day"
            yield path, what, "name a safeguard of Article 46 that counts on it"


@objects(
    "UK GDPR 46(1A)", "a safeguard rests on a test that protection is not materially lower", GDPR + "46", "2026-02-05"
)
def safeguards_are_tested(policy: Policy, on: date) -> Iterator[Found]:
    """A safeguard without its test."""
    for name, recipient in policy.recipients.items():
        away = approvals.approval(recipient.country, on) in ("none", "part")
        if away and recipient.safeguard and not recipient.approval and not recipient.transfer_test:
            what = f"the safeguard of `{name}` was not tested"
            yield ("recipients", name, "safeguard"), what, "add `transfer test:` with its day and who made it"
