"""What data is used for and why that is allowed, who receives it, where it goes abroad, and how long it is kept."""

from collections.abc import Iterable, Iterator
from datetime import date

from troth.law.calendar import written
from troth.law.uk import approvals
from troth.law.uk.uk_gdpr_6 import ANNEX_1 as CONDITIONS
from troth.law.uk.uk_gdpr_6 import BASES as LAWFUL
from troth.policy.publish import says
from troth.policy.publish.says import abroad, country, inside, listed, plain, sentence
from troth.policy.publish.values import Part, Sentence, law, name
from troth.policy.source import Path
from troth.policy.values import UNDERTAKINGS, Policy, Purpose, Recipient
from troth.words import Basis

INTERESTS = (Basis.LEGITIMATE_INTERESTS, Basis.RECOGNISED_INTEREST)
NAMED = (*INTERESTS, Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK)  # what they rest on is always seen


# ---- what for, and why we may ----


def why(policy: Policy, on: date) -> Iterator[Sentence]:
    """Each purpose with its basis (UK GDPR Art 13(1)(c)-(d)), under the basis that it shares with others."""
    cites = {item.id: item.cite.text for item in LAWFUL.on(on)}
    for basis, heading in says.HEADINGS.items():
        resting = [purpose for purpose in policy.purposes.values() if purpose.basis is basis]
        if not resting:
            continue
        key = str(basis).replace(" ", "-")
        yield from law(f"basis/{key}", says.BASES[basis], cites.get(basis, ""), on, group=heading)
        if basis in says.NEED and not all(purpose.if_not_given for purpose in resting):
            yield from law(
                f"need/{key}", says.NEED[basis], cites.get(basis, ""), on, group=heading, meets=("need",)
            )  # fmt: skip
        for purpose in resting:
            yield from _purpose(policy, purpose, heading)


def _purpose(policy: Policy, purpose: Purpose, heading: str) -> Iterator[Sentence]:
    """What one purpose says of itself; only what it is for, and what it rests on, is always seen."""
    here: Path = ("purposes", purpose.id)
    block = name(here)

    def said(field: str, label: str, text: str, *meets: str, front: bool = False, because: str = "") -> Sentence:
        rule = (*here, field)
        return Sentence(
            name(rule), sentence(text), rule, purpose.promises, because, label=label, block=block, group=heading,
            front=front, meets=meets,
        )  # fmt: skip

    yield Sentence(
        block, sentence(purpose.says), (*here, "says"), purpose.promises, lead=_title(purpose, "."), block=block,
        group=heading, meets=("purposes",),
    )  # fmt: skip
    rests, because = _rests(purpose)
    interest = ("interest",) if purpose.basis in INTERESTS else ()
    shown = purpose.basis in NAMED
    yield said("basis", "Why we may", rests, "purposes", *interest, front=shown, because=because)
    if purpose.condition:
        yield said("condition", "Why we may, with data that the law protects more", purpose.condition)
    yield said(
        "uses", "What we use", "; ".join(kind for use in purpose.uses for kind in says.kinds(policy, use)), "categories"
    )
    if purpose.sources:
        yield said("sources", "Where it comes from", "; ".join(inside(plain(s)) for s in purpose.sources), "source")
    if purpose.seen_by:
        yield said("seen by", "Who sees it here", listed(says.role(policy, one) for one in purpose.seen_by))
    given = [plain(policy.recipients[one].name) for one in purpose.disclosed_to]
    yield said("disclosed to", "Who receives it", listed(given) or "Nobody outside our company")
    if purpose.if_not_given:
        yield said("if not given", "If you do not give it", purpose.if_not_given, "need")


def _title(purpose: Purpose, stop: str) -> str:
    return f"{plain(purpose.title).rstrip('.:')}{stop}"


def _rests(purpose: Purpose) -> tuple[str, str]:
    """What a purpose rests on, in plain words, and why that holds."""
    words = says.WHY[purpose.basis]
    match purpose.basis:
        case Basis.LEGAL_OBLIGATION | Basis.PUBLIC_TASK:
            return f"{words}: {plain(purpose.duty) or 'it names none'}", ""
        case Basis.RECOGNISED_INTEREST:
            named = says.ANNEX_1.get(purpose.interest, purpose.interest.replace(" ", "-"))
            condition = next((item.says for item in CONDITIONS.items if item.id == named), plain(purpose.interest))
            return f"{words}: {condition}", ""
        case Basis.LEGITIMATE_INTERESTS:
            weighed = purpose.assessment
            if weighed is None:
                return f"{words}: {plain(purpose.interest) or 'it was not weighed'}", ""
            return (
                f"{words}: {inside(plain(weighed.interest))}",
                f"{sentence(weighed.need)} {sentence(weighed.balance)}",
            )
        case _:
            return words, ""


# ---- who receives it ----


def receives(policy: Policy, on: date) -> Iterator[Sentence]:
    """Each recipient by name, what it does, for which purposes, and what binds it (UK GDPR Art 13(1)(e))."""
    if not policy.recipients:
        yield Sentence("recipients", "Nobody outside our company.", ("recipients",), meets=("recipients",))
    for kind, heading in says.KINDS.items():
        for key, who in policy.recipients.items():
            if who.kind == kind:
                yield from _recipient(policy, key, who, heading)


def _recipient(policy: Policy, key: str, who: Recipient, heading: str) -> Iterator[Sentence]:
    here: Path = ("recipients", key)
    block = name(here)

    def behind(field: str, label: str, text: str) -> Sentence:
        return Sentence(
            f"{block}/{field}", text, here, who.promises, label=label, block=block, group=heading, front=False
        )  # fmt: skip

    yield Sentence(
        block, f"{plain(who.role).rstrip('.')}.", here, who.promises, lead=f"{plain(who.name)}:", block=block,
        group=heading, meets=("recipients",),
    )  # fmt: skip
    what_for = [_title(p, "") for p in policy.purposes.values() if key in p.disclosed_to]
    if what_for:
        yield behind("for", "What for", f"{'; '.join(what_for)}.")
    yield behind("bound", "What binds it", _bound(who))


def _bound(who: Recipient) -> str:
    told = [says.BOUND[who.kind]]
    if who.group == "yes":
        told.append("It is a company of our group.")
    if who.contract:
        told.append(sentence(who.contract))
    if who.undertakes:
        told.append(f"It promised us in writing {listed(UNDERTAKINGS.get(one, one) for one in who.undertakes)}.")
    return " ".join(told)


# ---- where it goes abroad ----


def away(policy: Policy, on: date) -> Iterator[Sentence]:
    """Each recipient abroad with what protects the data there, and how to get a copy (UK GDPR Art 13(1)(f))."""
    gone = {key: who for key, who in policy.recipients.items() if abroad(who.country)}
    met = ("transfers",)
    if not gone:
        yield Sentence("recipients/at-home", "We send no data out of the United Kingdom.", ("recipients",), meets=met)
        return
    yield Sentence(
        "recipients/abroad", f"Some of it goes to {listed(_countries(gone.values()))}. Nobody gets it there without "
        "protection.", ("recipients",), meets=met,
    )  # fmt: skip
    for key, who in gone.items():
        rule = ("recipients", key, "country")
        text = f"is in {country(who.country)}. {_protected(who, on)}"
        yield Sentence(
            name(rule), text, rule, who.promises, because=plain(who.transfer_test), lead=plain(who.name), meets=met
        )  # fmt: skip
    copy = f"You can have a copy of what protects it. Ask us at {policy.controller.contact}."
    yield Sentence("recipients/copy", copy, ("controller", "contact"), cite="UK GDPR Art 13(1)(f)", meets=met)


def _countries(recipients: Iterable[Recipient]) -> list[str]:
    return list(dict.fromkeys(country(who.country) for who in recipients))


def _protected(who: Recipient, on: date) -> str:
    """What protects data in the country of a recipient: an approval of all or part of it, or a safeguard."""
    if who.safeguard:
        return f"What protects your data there: {sentence(who.safeguard)}"
    match approvals.approval(who.country, on):
        case "whole":
            return "The United Kingdom has approved sending data there."
        case "part":
            found = "The United Kingdom has approved sending data to companies in this scheme."
            return f"{found} {sentence(who.approval)}"
        case _:
            return sentence(who.approval) or "Nothing is on record that protects it there."


# ---- how long ----

YEAR, LONG = 366, 5 * 366
LENGTHS = (
    "A year or less",
    "Up to five years",
    "More than five years",
    "As long as you are with us",
    "Until you say stop",
)


def long(policy: Policy, on: date) -> Iterator[Sentence]:
    """How long each purpose keeps what it uses, and why (UK GDPR Art 13(2)(a)); the short ones first."""
    yield from law("keep", "We keep data no longer than we need it. Then we delete it.", "UK GDPR Art 5(1)(e)", on)
    sorted_ = sorted(policy.purposes.values(), key=lambda purpose: _rank(purpose)[:2])
    for purpose in sorted_:
        rule = ("purposes", purpose.id, "keep")
        looked = f" Looked at last on {written(purpose.reasoned)}." if purpose.reasoned else ""
        yield Sentence(
            name(rule), f"{plain(purpose.keep.says())}.", rule, purpose.promises, sentence(purpose.because) + looked,
            lead=_title(purpose, ":"), group=LENGTHS[_rank(purpose)[0]], meets=("keep",),
        )  # fmt: skip


def _rank(purpose: Purpose) -> tuple[int, int]:
    """Under which heading a period stands, and how many days it is at most."""
    keep = purpose.keep
    days = (keep.period.after(date(2001, 1, 1)) - date(2001, 1, 1)).days if keep.period else 0
    if keep.form != "after":
        return (3 if keep.form == "while" else 4), days
    return (0 if days <= YEAR else 1 if days <= LONG else 2), days


PARTS = (
    Part("why", "What do we use it for, and why may we?", why),
    Part("receives", "Who receives it?", receives),
    Part("abroad", "Does it leave the United Kingdom?", away),
    Part("how-long", "How long do we keep it?", long),
)
