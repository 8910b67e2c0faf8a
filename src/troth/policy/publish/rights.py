"""What people can do about it: their rights, objecting, taking a yes back, complaining; what we never do; computers."""

import re
from collections.abc import Iterator
from datetime import date

from troth.law.uk.uk_gdpr_13 import COLLECTED, RIGHTS
from troth.law.uk.uk_gdpr_22a import SAFEGUARDS
from troth.policy.publish.says import first_up, inside, listed, plain, sentence
from troth.policy.publish.values import Part, Sentence, law, name
from troth.policy.source import Path
from troth.policy.values import Policy, regulator_of
from troth.words import Basis, Right

# ---- rights ----

NAMES = {
    Right.ACCESS: "See it.",
    Right.RECTIFICATION: "Put it right.",
    Right.ERASURE: "Delete it.",
    Right.RESTRICTION: "Hold it still.",
    Right.PORTABILITY: "Take it along.",
    Right.OBJECTION: "Say stop.",
    Right.AUTOMATED_DECISION: "Have a person decide.",
}
RESTS = {
    Basis.CONSENT: "your yes",
    Basis.CONTRACT: "a contract with you",
    Basis.LEGAL_OBLIGATION: "the law",
    Basis.VITAL_INTERESTS: "saving a life",
    Basis.PUBLIC_TASK: "a public task",
    Basis.RECOGNISED_INTEREST: "an interest that the law names",
    Basis.LEGITIMATE_INTERESTS: "our interests",
}


def rights(policy: Policy, on: date) -> Iterator[Sentence]:
    """Every right that somebody has under a basis of this policy (UK GDPR Art 13(2)(b)), but for objecting."""
    month = "UK GDPR Art 12A(1)" if on >= date(2026, 2, 5) else "UK GDPR Art 12(3)"
    ask = f"Ask us in any way and in any words, such as by a letter or at {policy.controller.contact}."
    yield from law("rights/time", f"{ask} We answer within a month.", month, on, block="rights", meets=("rights",))
    yield from law("rights/free", "You pay nothing.", "UK GDPR Art 12(5)", on, block="rights", meets=("rights",))
    for right in Right:
        if right is not Right.OBJECTION:
            yield from _right(policy, right, on)


def _right(policy: Policy, right: Right, on: date) -> Iterator[Sentence]:
    """A right in the policy's words, or else the law's, and for which uses it holds, if not for all."""
    having = [basis for basis in RESTS if _used(policy, basis) and right in _rights(basis, on)]
    told, rule = policy.rights.get(right), ("rights", str(right))
    if not having and told is None:
        return
    lead, block = NAMES[right], name(rule)
    if told:
        text = sentence(told.says)
        yield Sentence(block, text, rule, told.promises, lead=lead, block=block, meets=("rights",))
    else:
        item = next(one for basis in having for one in RIGHTS[basis].on(on) if one.id == right)
        text = f"You have the right {item.says}."
        yield from law(str(right), text, item.cite.text, on, lead=lead, block=block, meets=("rights",))
    others = [basis for basis in RESTS if _used(policy, basis) and basis not in having]
    if right is Right.ERASURE and Basis.LEGAL_OBLIGATION in others:
        # The right stands whatever the basis; what a law makes us keep is taken out of it.
        what = "It does not reach what a law makes us keep, for as long as it does."
        yield from law(f"{right}/for", what, "UK GDPR Art 17(3)(b)", on, block=block, meets=("rights",))
    elif having and others:
        what = f"It holds for what rests on {listed(RESTS[basis] for basis in having)}."
        cite = next(one.cite.text for one in RIGHTS[having[0]].on(on) if one.id == right)
        yield from law(f"{right}/for", what, cite, on, block=block, meets=("rights",))


def _used(policy: Policy, basis: Basis) -> bool:
    return any(purpose.basis is basis for purpose in policy.purposes.values())


def _rights(basis: Basis, on: date) -> set[str]:
    return {item.id for item in RIGHTS[basis].on(on)}


# ---- objecting, told apart from all else (UK GDPR Art 21(4)) ----

ADVERTISING = re.compile(r"\b(?:advert\w*|marketing)\b", re.IGNORECASE)


def objecting(policy: Policy, on: date) -> Iterator[Sentence]:
    """When people can say stop to a use that needs no yes, and that a no to advertising always counts."""
    open_to = [p for p in policy.purposes.values() if Right.OBJECTION in _rights(p.basis, on)]
    told, rule = policy.rights.get(Right.OBJECTION), ("rights", str(Right.OBJECTION))
    if told:
        yield Sentence(name(rule), sentence(told.says), rule, told.promises, meets=("rights",))
    elif open_to:
        text = (
            "You can object at any time, for a reason of your own. We then stop, unless our reasons weigh more than "
            "yours or we need the data for a claim in law."
        )
        yield from law("objection", text, "UK GDPR Art 21(1)", on, meets=("rights",))
    if open_to:
        what = f"You can object to these: {'; '.join(inside(plain(p.title)) for p in open_to)}."
        yield from law("objection/for", what, "UK GDPR Art 21(1)", on, meets=("rights",))
    if told and ADVERTISING.search(told.says):
        return
    text = "You can say no to advertising at any time. You need no reason. We stop at once."
    yield from law("objection/advertising", text, "UK GDPR Art 21(2)", on, meets=("rights",))


# ---- taking a yes back ----


def withdrawing(policy: Policy, on: date) -> Iterator[Sentence]:
    """That a yes can be taken back, and how, channel by channel (UK GDPR Art 13(2)(c))."""
    if not _used(policy, Basis.CONSENT):
        return
    item = next((one for one in COLLECTED.on(on) if one.id == "withdraw"), None)
    text = (
        "You can take your yes back at any time. It is as easy as it was to give it. "
        "It does not make unlawful what we did before."
    )
    yield from law("withdraw", text, "UK GDPR Art 7(3)", on, meets=("withdraw",) if item else ())
    for key, channel in policy.channels.items():
        if channel.asks and channel.withdraw:
            rule: Path = ("channels", key, "withdraw")
            asked = "; ".join(inside(plain(policy.purposes[one].title)) for one in channel.asks)
            lead = f"{first_up(asked)}:"
            yield Sentence(
                name(rule), sentence(channel.withdraw), rule, channel.promises, lead=lead, meets=("withdraw",)
            )  # fmt: skip


# ---- what is never done, and what computers decide ----


def never(policy: Policy, on: date) -> Iterator[Sentence]:
    """What is ruled out, whatever else is allowed."""
    for key, refusal in policy.never.items():
        rule = ("never", key)
        yield Sentence(name(rule), sentence(refusal.says), rule, refusal.promises)


def computers(policy: Policy, on: date) -> Iterator[Sentence]:
    """What a computer decides alone (UK GDPR Art 13(2)(f)), or that none does."""
    met = ("automated-decisions",)
    found = [purpose for purpose in policy.purposes.values() if purpose.automated]
    if not found:
        text = "No. No computer takes a decision alone that matters to you. People decide."
        yield Sentence("purposes/automated", text, ("purposes",), cite="UK GDPR Art 13(2)(f)", meets=met)
    for purpose in found:
        automated = purpose.automated
        if automated is None:
            continue
        rule = ("purposes", purpose.id, "automated")
        text = f"{sentence(automated.how)} {sentence(automated.means)}"
        lead = f"{plain(purpose.title)}."
        yield Sentence(name(rule), text, rule, purpose.promises, lead=lead, block=name(rule), meets=met)
        known = {item.id: item for item in SAFEGUARDS.on(on)}
        kept = [known[one].says for one in automated.safeguards if one in known]
        if kept:
            yield Sentence(
                f"{name(rule)}/safeguards", f"Whoever it is about {listed(kept)}.", (*rule, "safeguards"),
                purpose.promises, cite="UK GDPR Art 22C(2)", block=name(rule), meets=met,
            )  # fmt: skip


# ---- complaining ----


def complaining(policy: Policy, on: date) -> Iterator[Sentence]:
    """The two ways to complain: to the company itself, and to the regulator."""
    ours = policy.complaints
    if ours:
        met = ("complain-controller",)
        yield Sentence("complaints", sentence(ours.says), ("complaints", "says"), meets=met)
        text = f"You can use {listed(inside(plain(way)) for way in ours.ways)}."
        yield Sentence("complaints/ways", text, ("complaints", "ways"), meets=met)
    office = regulator_of(policy, on)
    post = f", or write to {office.post}" if office.post else ""
    ways = f"Ring {office.phone} or go to {office.web}{post}."
    text = f"You can also go to the {office.name} at any time. It watches over us. {ways}"
    yield Sentence(
        "law/complain-regulator", text, ("regulator",) if policy.regulator else (), cite="UK GDPR Art 13(2)(d)",
        meets=("complain-regulator",),
    )  # fmt: skip


PARTS = (
    Part("rights", "What can you ask us to do?", rights),
    Part("objecting", "When can you say stop?", objecting),
    Part("withdrawing", "How do you take a yes back?", withdrawing),
    Part("never", "What do we never do?", never),
    Part("computers", "Does a computer decide about you?", computers),
    Part("complaining", "Are you unhappy with us?", complaining),
)
