"""The basis of each purpose, and marketing, which has rules of its own."""

import re
from collections.abc import Iterator
from datetime import date

from troth.policy.check.objection import GDPR, PECR, Found, at, at_basis, objects, resting_on
from troth.policy.source import Path, nearest
from troth.policy.values import Policy, Purpose, covers
from troth.words import Basis


@objects("UK GDPR 7(1)", "the controller can demonstrate consent", GDPR + "7")
def consent_is_asked_for(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that rests on consent, which no channel asks for."""
    asked = {name for channel in policy.channels.values() for name in channel.asks}
    for purpose in resting_on(policy, Basis.CONSENT):
        if purpose.id not in asked:
            what = f"purpose `{purpose.id}` rests on consent, yet no channel asks for it"
            yield at_basis(purpose), what, f"add `{purpose.id}` to a channel's `asks:`"


@objects("UK GDPR 7(3)", "it is as easy to withdraw consent as to give it, and people are told how", GDPR + "7")
def consent_can_be_withdrawn(policy: Policy, _: date) -> Iterator[Found]:
    """A channel that asks for consent, and does not say how it is taken back."""
    for name, channel in policy.channels.items():
        if channel.asks and not channel.withdraw:
            what = f"channel `{name}` asks for consent and does not say how to take it back"
            yield ("channels", name, "asks"), what, "add `withdraw:` with the one step that it takes"


@objects("UK GDPR 5(1)(a)", "who is asked for a consent that changes nothing is misled", GDPR + "5")
def only_consent_is_asked_for(policy: Policy, _: date) -> Iterator[Found]:
    """A channel that asks for a consent on which nothing rests."""
    for name, channel in policy.channels.items():
        for number, asked in enumerate(channel.asks):
            purpose = policy.purposes.get(asked)
            if purpose is not None and purpose.basis is not Basis.CONSENT:
                what = f"channel `{name}` asks for consent to `{asked}`, which rests on {purpose.basis}"
                yield ("channels", name, "asks", number), what, f"take `{asked}` out of `asks:`, or rest it on consent"


@objects(
    "UK GDPR 6(1)(f)",
    "an interest counts unless the person's interests override it, so the two are weighed",
    GDPR + "6",
)
def interests_are_weighed(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that rests on legitimate interests, without an assessment."""
    for purpose in resting_on(policy, Basis.LEGITIMATE_INTERESTS):
        if purpose.assessment is None:
            what = f"purpose `{purpose.id}` rests on legitimate interests, and nobody has weighed them"
            yield at_basis(purpose), what, "add `assessment:` with `interest:`, `need:` and `balance:`"


@objects("UK GDPR 6(3)", "a legal obligation or a public task is laid down by a law, which can be named", GDPR + "6")
def the_duty_is_named(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that rests on the law, without the law."""
    for purpose in resting_on(policy, Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK):
        if not purpose.duty:
            what = f"purpose `{purpose.id}` rests on {purpose.basis} and names no law"
            yield at_basis(purpose), what, "add `duty:` with the Act and section, or choose another basis"


RECOGNISED = ("public task request", "national security", "emergency", "crime", "safeguarding")


@objects(
    "UK GDPR 6(1)(ea) and Annex 1", "only the interests of Annex 1 are recognised, since 5 February 2026", GDPR + "6"
)
def the_interest_is_recognised(policy: Policy, on: date) -> Iterator[Found]:
    """A recognised interest that Annex 1 does not know, or before there was one."""
    for purpose in resting_on(policy, Basis.RECOGNISED_INTEREST):
        if on < date(2026, 2, 5):
            what = f"purpose `{purpose.id}` rests on a basis that did not exist on this day"
            yield at_basis(purpose), what, "rest it on legitimate interests, and weigh them"
        elif purpose.interest not in RECOGNISED:
            said = f"`{purpose.interest[:60]}` is none that the law recognises" if purpose.interest else "it names none"
            near = nearest(purpose.interest, RECOGNISED) if purpose.interest else ""
            remedy = f"did you mean `{near}`?" if near else f"write `interest:` as one of: {', '.join(RECOGNISED)}"
            path: Path = (*at(purpose), "interest") if purpose.interest else at_basis(purpose)
            yield path, f"purpose `{purpose.id}` rests on a recognised interest, and {said}", remedy


@objects(
    "UK GDPR 6(1)(ea) and Annex 1",
    "marketing and credit control are none of the recognised interests",
    GDPR + "6",
    "2026-02-05",
)
def a_recognised_interest_sells_nothing(policy: Policy, _: date) -> Iterator[Found]:
    """Marketing, or credit control, under a recognised interest."""
    for purpose in resting_on(policy, Basis.RECOGNISED_INTEREST):
        credit = any(re.match(r"credit\b", use) for use in purpose.uses)
        if markets(purpose) or credit:
            what = (
                f"purpose `{purpose.id}` is {'credit control' if credit else 'marketing'} under a recognised interest"
            )
            yield at_basis(purpose), what, "rest it on consent" if not credit else "rest it on legitimate interests"


SELLS = re.compile(r"\b(?:marketing|advert\w*|newsletters?|promot\w+|special offers?)\b", re.IGNORECASE)
WEIGHED = (Basis.CONSENT, Basis.LEGITIMATE_INTERESTS)


def markets(purpose: Purpose) -> bool:
    """Whether a purpose is direct marketing: it says so, or its name does."""
    return purpose.marketing != "no" or bool(SELLS.search(f"{purpose.id} {purpose.title}"))


@objects(
    "UK GDPR 6(1) and 21(2)",
    "marketing is never necessary for a contract or a duty; people may always say no",
    GDPR + "21",
)
def marketing_can_be_refused(policy: Policy, _: date) -> Iterator[Found]:
    """Marketing on a basis that people cannot refuse."""
    for purpose in policy.purposes.values():
        if markets(purpose) and purpose.basis not in (*WEIGHED, Basis.RECOGNISED_INTEREST):
            yield (
                at_basis(purpose),
                f"purpose `{purpose.id}` is marketing and rests on {purpose.basis}",
                "rest it on consent",
            )


@objects("PECR 22", "marketing by e-mail or text needs consent first, or the soft opt-in", PECR + "22")
def electronic_marketing_is_agreed_to(policy: Policy, _: date) -> Iterator[Found]:
    """Marketing to an address or number without consent or the soft opt-in."""
    for purpose in resting_on(policy, Basis.LEGITIMATE_INTERESTS):
        reached = [use for use in purpose.uses if covers(use, "contact.email") or covers(use, "contact.phone")]
        if markets(purpose) and purpose.marketing != "soft opt-in" and reached:
            what = f"purpose `{purpose.id}` is marketing by way of `{reached[0]}`, without consent"
            remedy = "rest it on consent; or write `marketing: soft opt-in` if all of regulation 22(3) is met"
            yield at_basis(purpose), what, remedy
