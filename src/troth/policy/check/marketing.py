"""Marketing: the basis that it can have, e-mail and texts, calls; and the recording of calls (SI 2018/356)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from troth.policy.check.objection import GDPR, LAW, PECR, Found, answer, at, at_basis, objects, resting_on
from troth.policy.values import Policy, Purpose, covers
from troth.words import Basis

SELLS = re.compile(r"\b(?:marketing|advert\w*|newsletters?|promot\w+|special offers?)\b", re.IGNORECASE)
SIMILAR = re.compile(r"\bsimilar\b|\blike (?:it|those|what)\b", re.IGNORECASE)
CALLS = re.compile(r"\b(?:ring|rings|call|calls|telephone)\b", re.IGNORECASE)
TEXTS = re.compile(r"\b(?:texts?|SMS|messages?|e-?mails?)\b", re.IGNORECASE)
SCREENED = re.compile(r"\bC?TPS\b|Telephone Preference Service", re.IGNORECASE)


def markets(purpose: Purpose) -> bool:
    """Whether a purpose is direct marketing: it says so, or its name does."""
    return purpose.marketing != "no" or bool(SELLS.search(f"{purpose.id} {purpose.title}"))


def reached(purpose: Purpose, *ways: str) -> str:
    """The first use by which a purpose reaches people in one of these ways; empty if by none."""
    return next((use for use in purpose.uses if any(covers(use, way) for way in ways)), "")


@objects(
    "UK GDPR 21(4) and 21(2)", "people are told that they may refuse marketing, so the policy says what is", GDPR + "21"
)
def marketing_says_so(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that is marketing by its name, and does not say that it is."""
    for purpose in policy.purposes.values():
        if markets(purpose) and purpose.marketing == "no":
            what = f"purpose `{purpose.id}` is marketing by its name, and does not say so"
            yield at(purpose), what, "add `marketing: yes`, or call it what it is if it advertises nothing"


@objects(
    "UK GDPR 6(1) and 21(2)",
    "marketing is never necessary for a contract or a duty; people may always say no",
    GDPR + "21",
)
def marketing_can_be_refused(policy: Policy, on: date) -> Iterator[Found]:
    """Marketing on a basis that people cannot refuse."""
    rest = [basis for basis in Basis if basis not in (Basis.CONSENT, Basis.RECOGNISED_INTEREST)]
    for purpose in resting_on(policy, *rest):
        facts = {"necessary": True, "contract": True, "law_named": True, "own_task": True, "weighed_on": on}
        if markets(purpose) and answer("basis", on, basis=purpose.basis, use="marketing", **facts) is False:
            what = f"purpose `{purpose.id}` is marketing and rests on {purpose.basis}"
            yield at_basis(purpose), what, "rest it on consent"


@objects("PECR 22(2)", "marketing by e-mail or text needs consent first, or the soft opt-in", PECR + "regulation/22")
def electronic_marketing_is_agreed_to(policy: Policy, on: date) -> Iterator[Found]:
    """Marketing to an address or number without consent or the soft opt-in."""
    for purpose in resting_on(policy, Basis.LEGITIMATE_INTERESTS):
        words = f"{purpose.title} {purpose.says}"
        rings = CALLS.search(words) and not TEXTS.search(words)  # live calls have a rule of their own (PECR 21)
        way = reached(purpose, "contact.email", *(() if rings else ("contact.phone",)))
        if markets(purpose) and purpose.marketing != "soft opt-in" and way and _may_write(on) is False:
            what = f"purpose `{purpose.id}` is marketing by way of `{way}`, without consent"
            remedy = "rest it on consent; or write `marketing: soft opt-in` if all of regulation 22(3) is met"
            yield at_basis(purpose), what, remedy


def _may_write(on: date, **facts: object) -> bool | None:
    """Whether an e-mail that advertises may go to an individual."""
    allowed: bool | None = answer("marketing", on, channel="email", subscriber="individual", objected=False, **facts)
    return allowed


@objects(
    "PECR 22(3)",
    "without consent only customers are written to, from whom we have the address, about our own similar products, and "
    "they could refuse when they gave it",
    PECR + "regulation/22",
)
def the_soft_opt_in_is_met(policy: Policy, on: date) -> Iterator[Found]:
    """A soft opt-in that lacks one of its conditions, as far as a policy can show them."""
    for purpose in policy.purposes.values():
        if purpose.marketing != "soft opt-in":
            continue
        collecting = [c for c in policy.channels.values() if c.from_ == "the person" and _collects(c.collects, purpose)]
        met = {
            "source": "sale" if "you" in purpose.sources and collecting else "elsewhere",
            "similar": bool(SIMILAR.search(purpose.says)),
            "refusal_at_collection": any(c.withdraw for c in collecting),
            "refusal_in_message": True,
        }
        if _may_write(on, **met) is False:
            yield (*at(purpose), "marketing"), f"the soft opt-in of `{purpose.id}` {_lacks(met)[0]}", _lacks(met)[1]


def _collects(collected: tuple[str, ...], purpose: Purpose) -> bool:
    return any(covers(use, one) or covers(one, use) for one in collected for use in purpose.uses)


def _lacks(met: Mapping[str, object]) -> tuple[str, str]:
    """The first condition that is not met, and what to do about it."""
    if met["source"] != "sale":
        return "does not have the address from the person", "let people give it to you in a sale, or ask for consent"
    if not met["similar"]:
        return "does not say that it is about similar products", "say so in `says:`, or ask for consent"
    return "has no way to refuse where the address is collected", "add `withdraw:` to the channel that collects it"


@objects(
    "PECR 21(1)",
    "nobody is rung to advertise who said no, to the caller or to the Telephone Preference Service",
    PECR + "regulation/21",
)
def live_calls_are_screened(policy: Policy, on: date) -> Iterator[Found]:
    """Marketing by telephone without consent, whose numbers nobody looks up."""
    for purpose in resting_on(policy, Basis.LEGITIMATE_INTERESTS):
        if not markets(purpose) or not reached(purpose, "contact.phone"):
            continue
        looked_up = on if SCREENED.search(f"{purpose.says} {purpose.because}") else None
        facts = {"channel": "live-call", "subscriber": "individual", "objected": False, "screened": looked_up}
        if answer("marketing", on, **facts) is False:
            what = f"purpose `{purpose.id}` rings people to advertise, and looks nobody up in the TPS"
            remedy = "say in `says:` that numbers are looked up in that register first, or rest it on consent"
            yield (*at(purpose), "says"), what, remedy


# ---- recordings of calls ----

RECORDING = re.compile(
    r"\b(?:call|voice|phone|telephone)s?[\w.\- ]*\brecord|\brecord\w* of (?:\w+ )*calls?\b", re.IGNORECASE
)
TELLS = re.compile(r"\b(?:tells?|told|informs?|informed|announced?|announces|warned|hears?)\b", re.IGNORECASE)
SI = f"{LAW}uksi/2018/356/regulation/"


def records(policy: Policy) -> Iterator[Purpose]:
    """The purposes that use recordings of calls."""
    kinds = [name for name, c in policy.data.items() if RECORDING.search(f"{name} {c.says}")]
    return (p for p in policy.purposes.values() if any(covers(use, kind) for use in p.uses for kind in kinds))


def _may_record(on: date, purpose: str, told: str) -> bool | None:
    facts = {"solely": True, "controller": True, "business_system": True, "told": told}
    allowed: bool | None = answer("record-call", on, purposes=[purpose], **facts)
    return allowed


@objects(
    "SI 2018/356 reg 4(1)(c)", "everybody who may be recorded is told before, with all reasonable efforts", f"{SI}4"
)
def callers_are_told_of_the_recording(policy: Policy, on: date) -> Iterator[Found]:
    """Recordings of calls, of which no purpose says that people are told first."""
    using = list(records(policy))
    told = any(TELLS.search(purpose.says) for purpose in using)
    if using and not told and _may_record(on, "standards", "nobody") is False:
        what = f"purpose `{using[0].id}` uses recordings of calls and does not say that people are told first"
        yield (*at(using[0]), "says"), what, "say so in `says:`, and have it said on every call"


@objects("SI 2018/356 reg 3(1)(b)", "calls are recorded for the listed purposes; marketing is none of them", f"{SI}3")
def recordings_sell_nothing(policy: Policy, on: date) -> Iterator[Found]:
    """Recordings of calls that are used for marketing."""
    for purpose in records(policy):
        if markets(purpose) and _may_record(on, "marketing-analysis", "everybody") is False:
            what = f"purpose `{purpose.id}` uses recordings of calls for marketing"
            yield (*at(purpose), "uses"), what, "take the recordings out of its `uses:`"
