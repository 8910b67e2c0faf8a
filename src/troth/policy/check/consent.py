"""Consent: asked for, by somebody who knows what it is, freely given, and as easily taken back."""

import re
from collections.abc import Iterator
from datetime import date

from troth.policy.check.objection import GDPR, Found, agreed_to, answer, at_basis, objects, resting_on
from troth.policy.values import Policy
from troth.words import Basis

# What makes consent count, where nothing speaks against it.
_ALL = (
    "freely_given", "specific", "informed", "clear_act", "unticked", "apart", "optional", "told_of_withdrawal",
    "easily_withdrawn", "recorded",
)  # fmt: skip


def _counts(on: date, **but: bool) -> bool:
    """Whether a consent counts that is right in everything else."""
    return answer("consent-valid", on, **(dict.fromkeys(_ALL, True) | but)) is not False


@objects("UK GDPR 7(1)", "the controller can demonstrate consent", GDPR + "7")
def consent_is_asked_for(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that rests on consent, which no channel asks for."""
    asked = {name for channel in policy.channels.values() for name in channel.asks}
    for purpose in policy.purposes.values():
        if agreed_to(purpose) and purpose.id not in asked:
            what = f"purpose `{purpose.id}` rests on consent, yet no channel asks for it"
            yield at_basis(purpose), what, f"add `{purpose.id}` to a channel's `asks:`"


@objects("UK GDPR 7(3)", "it is as easy to withdraw consent as to give it, and people are told how", GDPR + "7")
def consent_can_be_withdrawn(policy: Policy, on: date) -> Iterator[Found]:
    """A channel that asks for consent, and does not say how it is taken back there."""
    for name, channel in policy.channels.items():
        back = answer(
            "withdrawal", on, steps_to_give=1, steps_to_withdraw=1, any_time=True, free=True,
            same_channel=bool(channel.withdraw),
        )  # fmt: skip
        if channel.asks and back is False:
            what = f"channel `{name}` asks for consent and does not say how to take it back"
            yield ("channels", name, "asks"), what, "add `withdraw:` with the one step that it takes"


@objects("UK GDPR 5(1)(a)", "who is asked for a consent that changes nothing is misled", GDPR + "5")
def only_consent_is_asked_for(policy: Policy, _: date) -> Iterator[Found]:
    """A channel that asks for a consent on which nothing rests."""
    for name, channel in policy.channels.items():
        for number, asked in enumerate(channel.asks):
            purpose = policy.purposes.get(asked)
            if purpose is not None and not agreed_to(purpose):
                what = f"channel `{name}` asks for consent to `{asked}`, which rests on {purpose.basis}"
                yield ("channels", name, "asks", number), what, f"take `{asked}` out of `asks:`, or rest it on consent"


@objects("UK GDPR 4(11)", "whoever consents knows who asks, for what data and for what purpose", GDPR + "4")
def consent_is_informed(policy: Policy, on: date) -> Iterator[Found]:
    """A channel that asks for consent without the notice that says to what."""
    for name, channel in policy.channels.items():
        unseen = channel.asks and "privacy" in policy.documents and "privacy" not in channel.shows
        if unseen and not _counts(on, informed=False):
            what = f"channel `{name}` asks for consent and does not show the privacy notice"
            yield ("channels", name, "asks"), what, "add `shows: [privacy]`"


@objects("UK GDPR 4(11)", "consent is given by the person, by a clear act of their own", GDPR + "4")
def consent_comes_from_the_person(policy: Policy, on: date) -> Iterator[Found]:
    """A channel that asks for consent where the person is not there."""
    for name, channel in policy.channels.items():
        if channel.asks and channel.from_ == "others" and not _counts(on, clear_act=False):
            what = f"channel `{name}` takes data from others, and asks them for a consent that only the person can give"
            yield ("channels", name, "asks"), what, "ask for it where the person is: move `asks:` to another channel"


# How a policy says that a service depends on a yes.
DEPENDS = re.compile(
    r"\b(?:cannot|can't|unable to|refuse(?: to)?|will not|do not) "
    r"(?:open|keep|deliver|supply|serve|provide|sell|accept|carry out|your (?:order|account))\b"
    r"|\b(?:close|end|stop|suspend) (?:\w+ ){0,2}(?:account|order|service|contract)\b"
    r"|\byou (?:must|have to)\b|\b(?:is|are) (?:required|mandatory|compulsory)\b",
    re.IGNORECASE,
)


@objects("UK GDPR 7(4)", "a contract or a service does not depend on a consent that it does not need", GDPR + "7")
def consent_is_free(policy: Policy, on: date) -> Iterator[Found]:
    """A purpose on consent whose refusal costs people a service."""
    for purpose in resting_on(policy, Basis.CONSENT):
        if DEPENDS.search(purpose.if_not_given) and not _counts(on, optional=False):
            what = f"purpose `{purpose.id}` rests on consent, and a service depends on it"
            remedy = "let people have the service without it, or rest the purpose on contract"
            yield ("purposes", purpose.id, "if not given"), what, remedy
