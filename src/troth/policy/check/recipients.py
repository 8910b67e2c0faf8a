"""Who receives data: bound by a contract that runs and has the law's terms."""

from collections.abc import Iterator
from datetime import date

from troth.law import ask
from troth.law.calendar import written
from troth.law.uk.uk_gdpr_28 import TERMS
from troth.policy.check.objection import GDPR, Found, at, named, objects
from troth.policy.source import nearest
from troth.policy.values import UNDERTAKINGS, Policy
from troth.words import Basis


@objects("UK GDPR 28(3) and 24(1)", "who is given data is bound by a contract", GDPR + "28")
def recipients_are_bound(policy: Policy, _: date) -> Iterator[Found]:
    """A provider without a contract."""
    for name, recipient in policy.recipients.items():
        if recipient.kind in ("processor", "controller") and not recipient.contract:
            what = f"recipient `{name}` is bound by no contract"
            yield ("recipients", name), what, "add `contract:` with what it is called and its date"


@objects("UK GDPR 28(3)", "a contract binds as long as it runs", GDPR + "28", dated=True)
def contracts_have_not_lapsed(policy: Policy, on: date) -> Iterator[Found]:
    """A contract or undertaking whose last day has passed."""
    for name, recipient in policy.recipients.items():
        if recipient.contract_until and recipient.contract_until < on:
            what = f"what binds `{name}` lapsed on {written(recipient.contract_until)}"
            yield (
                ("recipients", name, "contract until"),
                what,
                "renew it and set `contract until:`, or give nothing more",
            )


@objects("UK GDPR 28(3)", "the contract with a processor has the terms that the law lists", GDPR + "28")
def processors_contracts_have_the_terms(policy: Policy, on: date) -> Iterator[Found]:
    """A processor whose contract was not seen to say all that the law asks for."""
    for name, recipient in policy.recipients.items():
        for number, term in enumerate(recipient.terms):
            if term not in TERMS:
                near = nearest(term, TERMS)
                remedy = f"did you mean `{near}`?" if near else f"write some of: {', '.join(TERMS)}"
                yield ("recipients", name, "terms", number), f"`{term[:60]}` is no term of the law's list", remedy
        if recipient.kind != "processor" or not recipient.contract:
            continue
        held = {*recipient.terms, *(t for one in _looked_at(policy, name) for t in one)} & set(TERMS)
        ruling = ask("processor", on, {"guarantees": True, "written": True, "terms": sorted(held), "works_alone": True})
        if ruling.needs:
            what = f"the contract with `{name}` was not seen to say {named([item.id for item in ruling.needs])}"
            remedy = "read it for each of `troth law ask processor-terms`, and write what it says in `terms:`"
            yield ("recipients", name), what, remedy


def _looked_at(policy: Policy, name: str) -> Iterator[tuple[str, ...]]:
    """The terms that assessments on record found in a recipient's contract."""
    return (one.terms for one in policy.assessments.values() if one.kind == "processor" and name in one.of)


@objects(
    "UK GDPR 28(1) and 32(1)",
    "only a processor is used that binds itself to protect data as the law and we do",
    GDPR + "28",
)
def outside_processors_have_undertaken(policy: Policy, _: date) -> Iterator[Found]:
    """A processor outside the group that has not promised confidentiality, privacy, the law and this policy."""
    known = tuple(UNDERTAKINGS)
    for name, recipient in policy.recipients.items():
        for number, one in enumerate(recipient.undertakes):
            if one not in known:
                near = nearest(one, known)
                remedy = f"did you mean `{near}`?" if near else f"write some of: {', '.join(known)}"
                yield ("recipients", name, "undertakes", number), f"`{one[:60]}` is no undertaking", remedy
        lacks = [one for one in known if one not in recipient.undertakes]
        if recipient.kind == "processor" and recipient.group == "no" and lacks:
            what = f"recipient `{name}` is outside the group and has not undertaken {named(lacks)}"
            yield ("recipients", name), what, f"have it in writing, then `undertakes: [{', '.join(known)}]`"


@objects("UK GDPR 30(1)(d)", "the register names the recipients of each purpose", GDPR + "30")
def recipients_are_given_something(policy: Policy, _: date) -> Iterator[Found]:
    """A recipient to whom no purpose gives anything."""
    given = {name for purpose in policy.purposes.values() for name in purpose.disclosed_to}
    given |= {name for work in policy.for_others.values() for name in work.passed_to}
    for name in policy.recipients:
        if name not in given:
            what = f"recipient `{name}` is declared, and no purpose gives it anything"
            yield ("recipients", name), what, "add it to the `disclosed to:` of a purpose, or delete it"


@objects(
    "UK GDPR 6(1)(a) and (b)",
    "whom the person chooses is given what the person says, and because they say it",
    GDPR + "6",
)
def whom_the_person_chooses_is_given_on_their_word(policy: Policy, _: date) -> Iterator[Found]:
    """A recipient chosen by the person, who gets data for a purpose that the person neither agreed to nor ordered."""
    for purpose in policy.purposes.values():
        for number, name in enumerate(purpose.disclosed_to):
            chosen = name in policy.recipients and policy.recipients[name].kind == "chosen by the person"
            if chosen and purpose.basis not in (Basis.CONSENT, Basis.CONTRACT):
                what = f"purpose `{purpose.id}` gives data to `{name}`, whom the person chooses, on {purpose.basis}"
                yield (*at(purpose), "disclosed to", number), what, "rest it on consent: they say what is given"
