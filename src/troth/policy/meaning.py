"""What a policy means, said in the plainest way: which single uses of data it permits, and whether one may happen now.

A use is one category of data, used for one purpose, by one role or recipient. It is permitted if the purpose says so in
every respect, nothing under `never` forbids it, and the law of the day lets it happen. Whether it may happen to one
person now depends on facts as well: what the person agreed or objected to. Everything else is refused: what is not
named, what nobody declared, what cannot be made out. There is no speed here; `engine.py` has to agree with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from troth.law.uk import approvals
from troth.law.uk.uk_gdpr_5 import PURPOSE
from troth.law.uk.uk_gdpr_6 import bases
from troth.law.uk.uk_gdpr_7 import TAKEN_BACK
from troth.law.uk.uk_gdpr_13 import further_purpose_told
from troth.law.uk.uk_gdpr_16 import restricted_use
from troth.law.uk.uk_gdpr_20 import to_object
from troth.law.uk.uk_gdpr_44 import Safeguard, Tested, transfer
from troth.policy.check.marketing import markets
from troth.policy.check.transfers import SAFEGUARDS, SCHEMES
from troth.policy.source import Path, quoted
from troth.policy.values import Policy, Purpose, Recipient, Refusal, covers
from troth.words import Basis, Step

# What may be done while data is restricted, as the law's question `restricted-use` names it.
Act = Literal["storage", "person-agrees", "legal-claims", "protect-another", "important-public-interest", "other"]
NEW_TEST = date(2026, 2, 5)  # since when a safeguard's test is of protection, not of risks (UK GDPR Art 46(1A))


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A single use: `who` is `role:finance` or `recipient:courier`."""

    purpose: str
    category: str
    who: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody wants to do: use these categories for a purpose, as a role (`by`), giving them to somebody (`to`).

    With neither it is the company's own programs that use the data, and nobody sees it.
    """

    uses: tuple[str, ...]
    purpose: str
    by: str = ""
    to: str = ""
    act: Act = "other"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person. What is not known is not there: no consent, and no objection.

    consents: purposes to which the person agrees, now · objections: purposes to which they object
    overridden: objections against which compelling grounds were shown · no_marketing: the person wants none
    soft_opt_in: marketing for which PECR reg 22(3) is met · untold: new purposes of which the person was not told yet
    restricted: the data may only be stored
    """

    consents: frozenset[str] = frozenset()
    objections: frozenset[str] = frozenset()
    overridden: frozenset[str] = frozenset()
    no_marketing: bool = False
    soft_opt_in: frozenset[str] = frozenset()
    untold: frozenset[str] = frozenset()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no, the clauses of the policy that it rests on, and why: a refusal names every reason that there is."""

    allowed: bool
    clauses: tuple[Path, ...]
    because: tuple[Step, ...]


Why = tuple[Path, Step]


def uses(policy: Policy, on: date) -> frozenset[Use]:
    """Every single use that the policy and the law of a day permit, facts about a person aside."""
    found = set()
    for purpose in policy.purposes.values():
        named = [*(f"role:{role}" for role in purpose.seen_by), *(f"recipient:{to}" for to in purpose.disclosed_to)]
        for category in policy.data:
            for who in named:
                kind, _, name = who.partition(":")
                by, to = (name, "") if kind == "role" else ("", name)
                ask = Ask((category,), purpose.id, by, to)
                if not any(_objections(policy, on, ask)):
                    found.add(Use(purpose.id, category, who, purpose.basis))
    return frozenset(found)


def decide(policy: Policy, on: date, ask: Ask, facts: Facts) -> Decision:
    """Whether it may happen on a day, to the person of whom these facts are known; no, unless everything says yes."""
    against = list(_objections(policy, on, ask))
    if ask.purpose in policy.purposes:
        against += _of_person(policy.purposes[ask.purpose], on, ask, facts)
    if against:
        return Decision(False, tuple(dict.fromkeys(p for p, _ in against)), tuple(step for _, step in against))
    return _allowed(policy, on, ask)


def _allowed(policy: Policy, on: date, ask: Ask) -> Decision:
    """A yes with what it rests on."""
    here: Path = ("purposes", ask.purpose)
    clauses = [(*here, "basis"), (*here, "uses")]
    clauses += [(*here, "seen by")] if ask.by else []
    clauses += [(*here, "disclosed to"), ("recipients", ask.to)] if ask.to else []
    purpose = policy.purposes[ask.purpose]
    why = [Step(f"{purpose.title}: it rests on {purpose.basis}.", _law_of(purpose.basis, on))]
    if ask.to:
        why += _transfer(policy, policy.recipients[ask.to], on)[1]
    return Decision(True, tuple(clauses), tuple(why))


def _law_of(basis: Basis, on: date) -> str:
    """Where the law of a day names a basis; nothing if it does not."""
    found = bases(on)
    return next((step.cite for item, step in zip(found.answer or (), found.because, strict=False) if item == basis), "")


# ---- what the policy, and the law of the day, object to ----


def _objections(policy: Policy, on: date, ask: Ask) -> Iterator[Why]:
    """Every reason against a use that holds for everybody."""
    purpose = policy.purposes.get(ask.purpose)
    if purpose is None:
        yield ("purposes",), Step(f"{quoted(ask.purpose)} is no purpose of this policy.", PURPOSE.cite.text)
        return
    here: Path = ("purposes", purpose.id)
    if not _law_of(purpose.basis, on):
        yield (
            (*here, "basis"),
            Step(f"The law knows no basis called {quoted(purpose.basis)} on this day.", "UK GDPR Art 6(1)"),
        )
    yield from _of_data(policy, purpose, ask)
    if ask.by and ask.by not in policy.roles:
        yield ("roles",), Step(f"{quoted(ask.by)} is no role of this policy.", "UK GDPR Art 5(1)(f)")
    elif ask.by and ask.by not in purpose.seen_by:
        says = f"{quoted(ask.by)} does not need the data for {quoted(purpose.id)}."
        yield (*here, "seen by"), Step(says, "UK GDPR Art 5(1)(f)")
    if ask.to:
        yield from _of_recipient(policy, purpose, on, ask)


def _of_data(policy: Policy, purpose: Purpose, ask: Ask) -> Iterator[Why]:
    """What is used: each category declared, named by the purpose, and forbidden by nothing."""
    here: Path = ("purposes", purpose.id)
    if not ask.uses:
        yield ("data",), Step("No data is named, so nothing can be allowed.", "UK GDPR Art 5(1)(c)")
    for asked in ask.uses:
        meant = [category for category in policy.data if covers(asked, category)]
        if not meant:
            yield ("data",), Step(f"{quoted(asked)} is no category of this policy.", "UK GDPR Art 5(1)(b)")
        for category in meant:
            if not any(covers(use, category) for use in purpose.uses):
                says = f"{quoted(purpose.id)} does not use {quoted(category)}."
                yield (*here, "uses"), Step(says, "UK GDPR Art 5(1)(c)")
            sensitivity = policy.data[category].sensitivity
            if sensitivity != "ordinary" and not purpose.condition:
                cite = "UK GDPR Art 9(1)" if sensitivity == "special" else "UK GDPR Art 10"
                says = f"{quoted(category)} is protected more, and {quoted(purpose.id)} names no second condition."
                yield (*here, "condition"), Step(says, cite)
            for name, refusal in policy.never.items():
                if _forbids(refusal, category, ask):
                    yield ("never", name), Step(refusal.says, "UK GDPR Art 5(1)(b)")


def _forbids(refusal: Refusal, category: str, ask: Ask) -> bool:
    """Whether a prohibition meets a use; one that names recipients forbids only what is given to them."""
    return (
        any(covers(use, category) for use in refusal.uses)
        and (not refusal.for_ or ask.purpose in refusal.for_)
        and (not refusal.to or ask.to in refusal.to)
    )


def _of_recipient(policy: Policy, purpose: Purpose, on: date, ask: Ask) -> Iterator[Why]:
    """To whom it is given: declared, named by the purpose, bound on this day, and where the law lets data go."""
    recipient = policy.recipients.get(ask.to)
    if recipient is None:
        yield ("recipients",), Step(f"{quoted(ask.to)} is no recipient of this policy.", "UK GDPR Art 13(1)(e)")
        return
    if ask.to not in purpose.disclosed_to:
        says = f"{quoted(purpose.id)} gives nothing to {quoted(ask.to)}."
        yield ("purposes", purpose.id, "disclosed to"), Step(says, "UK GDPR Art 13(1)(e)")
    here: Path = ("recipients", ask.to)
    if recipient.contract_until and recipient.contract_until < on:
        says = f"What binds {quoted(ask.to)} lapsed on {recipient.contract_until}."
        yield (*here, "contract until"), Step(says, "UK GDPR Art 28(3)")
    may, why = _transfer(policy, recipient, on)
    if not may:
        yield from (((*here, "country"), step) for step in why)


def _transfer(policy: Policy, recipient: Recipient, on: date) -> tuple[bool, tuple[Step, ...]]:
    """Whether the law of a day lets data go where a recipient is, with the law's own words."""
    approved = approvals.approved(recipient.country, on)
    named = SCHEMES.get(approved.scheme) if approved else None
    assessed = any(
        one.kind == "transfer" and recipient.id in one.of and one.on <= on for one in policy.assessments.values()
    )
    test: Tested = "protection-test" if on >= NEW_TEST else "risk-assessment"
    found = transfer(
        on,
        country=recipient.country,
        scheme=approved.scheme if approved and named and named.search(recipient.approval) else "none",
        safeguard=_safeguard(recipient.safeguard),
        tested=test if recipient.transfer_test or assessed else "no",
    )
    return found.answer is True, found.because


def _safeguard(text: str) -> Safeguard:
    """Which safeguard of the law a policy's words mean, if any."""
    known: dict[str, Safeguard] = {kind: kind for kind in get_args(Safeguard)}
    return next((known[kind] for kind, written in SAFEGUARDS.items() if written.search(text)), "none")


# ---- what is known of the person ----


def _of_person(purpose: Purpose, on: date, ask: Ask, facts: Facts) -> Iterator[Why]:
    """Every reason against a use that lies with this person."""
    here: Path = ("purposes", purpose.id)
    if purpose.basis == Basis.CONSENT and purpose.id not in facts.consents:
        yield (*here, "basis"), Step(f"This person does not agree to {quoted(purpose.id)}.", TAKEN_BACK.cite.text)
    if purpose.id in facts.objections or (markets(purpose) and facts.no_marketing):
        stops = to_object(
            on,
            marketing=markets(purpose),
            basis=purpose.basis,
            overridden=purpose.id in facts.overridden,
        )
        if stops.answer is not False:  # what the law does not say is no permission
            yield from (((*here, "basis"), step) for step in stops.because)
    if purpose.marketing == "soft opt-in" and purpose.id not in facts.soft_opt_in:
        says = "This person's details were not taken as the soft opt-in asks."
        yield (*here, "marketing"), Step(says, "PECR reg 22(3)")
    if purpose.id in facts.untold:
        told = further_purpose_told(on, collected="elsewhere", told="latest-policy-governs")
        yield from ((here, step) for step in told.because)
    if facts.restricted:
        used = restricted_use(on, use=ask.act)
        if used.answer is not True:
            yield from ((here, step) for step in used.because)
