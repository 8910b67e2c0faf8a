"""Who must be told before a change of the policy starts, who is told when it does, and what no telling makes lawful.

UK GDPR Arts 13(3) and 14(4): data that is held already is used for a further purpose only after its people were told.
A further purpose is a new one, but also an old one that takes in kinds of data or kinds of people that it did not.
Art 7(3): what rested on consent does not go on under another basis. Arts 6(4) and 8A(4): data that is held on consent
alone serves a new purpose only with a new consent, or where a law says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import get_args

from troth.law.dated import Rule
from troth.law.table import Ruling
from troth.law.uk import approvals
from troth.law.uk.uk_gdpr_5 import Listed, new_purpose
from troth.law.uk.uk_gdpr_7 import use_after_withdrawal
from troth.law.uk.uk_gdpr_13 import COLLECTED, further_purpose_told
from troth.policy.check.marketing import markets
from troth.policy.diff.recall import Stood, recalled
from troth.policy.diff.values import MustTell, Period, Refused
from troth.policy.values import Policy, Purpose, covers
from troth.words import Basis

Held = dict[tuple[str, str], set[Basis]]  # (category, kind of people) -> the bases on which it is held
KINDS = {
    "processor": "bound by our orders",
    "controller": "its own master",
    "authority": "a public body",
    "chosen by the person": "chosen by the person",
}
ANYBODY = ""  # where a purpose does not say about whom it is


def must_tell(
    before: Policy, after: Policy, periods: tuple[Period, ...], on: date, earlier: Iterable[Stood] = ()
) -> tuple[MustTell, ...]:
    """Everything that somebody is told of, what cannot start without it first."""
    found = [*_further(before, after, on, recalled(before, earlier, on)), *_items(before, after, periods, on)]
    return tuple(sorted(found, key=lambda one: not one.before))


def refused(before: Policy, after: Policy, on: date, earlier: Iterable[Stood] = ()) -> tuple[Refused, ...]:
    """What the law of a day does not allow, however people are told of it."""
    known = recalled(before, earlier, on)
    return (*_off_consent(known, after, on), *_beyond_consent(before, after, on, known))


# ---- whose data is held, and for what ----


def _kinds(purpose: Purpose, both: tuple[Policy, Policy]) -> tuple[str, ...]:
    """The kinds of people that a purpose is about; all of either policy where it does not say."""
    return purpose.about or tuple(dict.fromkeys(kind for policy in both for kind in policy.people)) or (ANYBODY,)


def _pairs(purpose: Purpose, policy: Policy, both: tuple[Policy, Policy]) -> Iterator[tuple[str, str]]:
    """Each kind of data with each kind of people whose it is, for one purpose; not what is never used for it."""
    for category in policy.data:
        if any(covers(use, category) for use in purpose.uses) and not _forbidden(policy, category, purpose.id):
            yield from ((category, kind) for kind in _kinds(purpose, both))


def _forbidden(policy: Policy, category: str, purpose: str, to: str = "") -> bool:
    """Whether a prohibition keeps a kind of data from a purpose, whoever gets it; or from a recipient of it."""
    return any(
        any(covers(use, category) for use in refusal.uses)
        and (not refusal.for_ or purpose in refusal.for_)
        and (not refusal.to or to in refusal.to)
        for refusal in policy.never.values()
    )


def _held(known: Policy, both: tuple[Policy, Policy]) -> Held:
    found: Held = defaultdict(set)
    for purpose in known.purposes.values():
        for pair in _pairs(purpose, known, both):
            found[pair].add(purpose.basis)
    return found


def _taken_in(before: Policy, after: Policy, recall: Policy) -> dict[str, list[tuple[str, str]]]:
    """By purpose: the data held already that it takes in anew, each kind of data with each kind of people."""
    both = (recall, after)
    held = _held(recall, both)
    found = {}
    for purpose in after.purposes.values():
        older = before.purposes.get(purpose.id)
        known = set(_pairs(older, before, both)) if older else set()
        found[purpose.id] = [
            (category, kind)
            for category, kind in _pairs(purpose, after, both)
            if any((part, kind) in held for part in _meant(recall, category))
            and not all((part, kind) in known for part in _meant(recall, category))
        ]
    return found


def _meant(before: Policy, category: str) -> list[str]:
    """What a kind of data was called before: itself, the whole that it is a part of now, or the parts that it joins."""
    return [one for one in before.data if covers(one, category) or covers(category, one)]


# ---- before it starts ----


def _further(before: Policy, after: Policy, on: date, recall: Policy) -> Iterator[MustTell]:
    """Further purposes for data that is held already (UK GDPR Arts 13(3) and 14(4))."""
    law = further_purpose_told(on, collected="elsewhere", told="latest-policy-governs")
    cite, says = " and ".join(dict.fromkeys(step.cite for step in law.because)), law.because[-1].says
    for key, pairs in _taken_in(before, after, recall).items():
        purpose, older = after.purposes[key], before.purposes.get(key)
        if pairs:
            data = _listed([after.data[name].says for name in dict.fromkeys(category for category, _ in pairs)])
            how = "is new" if older is None else "takes in more"
            people = _people(after, dict.fromkeys(kind for _, kind in pairs))
            yield MustTell(
                key, people, f"{purpose.title} {how}, and uses data that is held already: {data}", cite, True, says
            )
        elif older and markets(purpose) and not markets(older):
            people = _people(after, dict.fromkeys(_kinds(purpose, (before, after))))
            yield MustTell(key, people, f"{purpose.title} becomes direct marketing", cite, True, says)


def _people(policy: Policy, kinds: dict[str, None]) -> tuple[str, ...]:
    return tuple(policy.people.get(kind, kind) or "everybody whose data is held" for kind in kinds)


def _listed(words: list[str], most: int = 6) -> str:
    """Some words and how many more there are."""
    shown = "; ".join(words[:most])
    return f"{shown}; and {len(words) - most} more" if len(words) > most else shown


# ---- when it starts ----


def _items(before: Policy, after: Policy, periods: tuple[Period, ...], on: date) -> Iterator[MustTell]:
    """The items of Art 13(1) and (2) of purposes that people know already, and that are not what they were told."""
    longer = {one.purpose: one for one in periods if one.how in ("longer", "otherwise")}
    for key, now in after.purposes.items():
        was = before.purposes.get(key)
        if was is None:
            continue
        people = _people(after, dict.fromkeys(_kinds(now, (before, after))))
        for item, because in _changed(before, after, was, now):
            yield from _told(key, people, f"{now.title}: {because}", item, on)
        if key in longer:
            yield from _told(key, people, f"{now.title}: kept {longer[key].now}, not {longer[key].was}", "keep", on)


def _changed(before: Policy, after: Policy, was: Purpose, now: Purpose) -> Iterator[tuple[str, str]]:
    """Each item of the law's list that changed, with what changed. Whether other words mean another purpose no machine
    can tell, so they are told.
    """
    if was.title != now.title:
        yield "purposes", f"was called {was.title}"
    if was.says != now.says:
        yield "purposes", f"is told in other words: {now.says}"
    if was.basis != now.basis:
        yield "purposes", f"rests on {now.basis}, not on {was.basis}"
    for name in now.disclosed_to:
        recipient, older = after.recipients[name], before.recipients.get(name)
        known = older is not None and name in was.disclosed_to
        if not known or (older and older.name != recipient.name):
            yield "recipients", f"goes to {recipient.name} as well"
        elif older and older.kind != recipient.kind:
            yield "recipients", f"{recipient.name} is {KINDS[recipient.kind]} now, before {KINDS[older.kind]}"
        if more := [c for c in _given(after, now, name) if _forbidden(before, c, was.id, name) and c in before.data]:
            says = _listed([after.data[category].says for category in more])
            yield "recipients", f"what was never given to {recipient.name} goes there: {says}"
        if not approvals.at_home(recipient.country) and not (known and older and older.country == recipient.country):
            yield "transfers", f"goes to {recipient.country}"
    if now.automated and was.automated != now.automated:
        yield "automated-decisions", "a computer decides alone"


def _given(policy: Policy, purpose: Purpose, to: str) -> Iterator[str]:
    """The kinds of data of a purpose that a recipient may be given."""
    for category in policy.data:
        if any(covers(use, category) for use in purpose.uses) and not _forbidden(policy, category, purpose.id, to):
            yield category


def _told(key: str, people: tuple[str, ...], because: str, item: str, on: date) -> Iterator[MustTell]:
    rule = _rule(item, on)
    if rule is not None:
        yield MustTell(key, people, because, rule.cite.text, False, rule.says)


def _rule(item: str, on: date) -> Rule | None:
    """The rule by which people are told of an item on a day."""
    return next((one.rule for one in COLLECTED.on(on) if one.id == item), None)


# ---- what no telling makes lawful ----


def _off_consent(before: Policy, after: Policy, on: date) -> Iterator[Refused]:
    """A purpose that rested on consent, and is to go on under another basis."""
    for key, now in after.purposes.items():
        was = before.purposes.get(key)
        if was and was.basis == Basis.CONSENT != now.basis:
            law = use_after_withdrawal(on, used="after")
            because = f"{now.title} rested on consent, and is to rest on {now.basis}: {_said(law)}"
            remedy = "leave it on consent, or begin another purpose with data of its own"
            yield Refused(key, because, law.because[0].cite, remedy)


def _beyond_consent(before: Policy, after: Policy, on: date, recall: Policy) -> Iterator[Refused]:
    """Data that is held on consent alone, for a further purpose that asks for none."""
    held = _held(recall, (recall, after))
    for key, pairs in _taken_in(before, after, recall).items():
        only = dict.fromkeys(
            category
            for category, kind in pairs
            if set().union(*(held.get((part, kind), set()) for part in _meant(recall, category))) == {Basis.CONSENT}
        )
        purpose = after.purposes[key]
        if not only or (law := _may_follow(purpose, on)).answer is True:
            continue
        data = _listed([after.data[name].says for name in only])
        because = f"{purpose.title} uses what is held on consent alone ({data}): {_said(law)}"
        yield Refused(key, because, law.because[0].cite, "rest it on consent, or leave these data out")


def _may_follow(purpose: Purpose, on: date) -> Ruling[bool]:
    """May data that was collected on consent serve this purpose, if its people are told?

    A purpose that a law lays down does not hang on whether people agree, so consent counts as out of reach for it.
    """
    lawful = {Basis.LEGAL_OBLIGATION: "legal-obligation", Basis.VITAL_INTERESTS: "vital-interests"}
    named = lawful.get(purpose.basis) or (purpose.interest if purpose.basis == Basis.RECOGNISED_INTEREST else "")
    case: Listed | None = next((one for one in get_args(Listed) if one == named), None)
    by_law = purpose.basis in (Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK)
    return new_purpose(
        on,
        collected_on=Basis.CONSENT,
        based=True,
        told=True,
        consented=purpose.basis == Basis.CONSENT,
        case=case,
        by_law=by_law,
        consent_out_of_reach=case is not None or by_law,
    )


def _said(law: Ruling[bool]) -> str:
    text = law.because[0].says.rstrip(".")
    return text[:1].lower() + text[1:]
