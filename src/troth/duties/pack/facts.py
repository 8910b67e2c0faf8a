"""The facts of UK GDPR Art 15(1), each answered for this person; an item of the law's list with no answer stops us."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from troth.duties.pack import purposes
from troth.duties.pack.plain import day, first_up, inside, listed, many, sentence, sound, spelt
from troth.duties.pack.values import Fact, Matter, Receiver
from troth.fault import Fault
from troth.policy import Policy, Purpose, Recipient

HOME = frozenset({"united kingdom", "uk", "gb", "england", "wales", "scotland", "northern ireland"})


@dataclass(frozen=True)
class Told:
    """What the facts are told from: the matter, and what composing it has shown."""

    matter: Matter
    count: int
    used: tuple[Purpose, ...]
    categories: tuple[str, ...]
    left_out: int

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        return recipients(self.matter.policy, self.used)

    @property
    def company(self) -> str:
        return self.matter.policy.controller.name


def recipients(policy: Policy, used: Iterable[Purpose]) -> tuple[Recipient, ...]:
    """Everybody to whom these purposes may disclose, once each, in the policy's order of purposes."""
    named = dict.fromkeys(name for purpose in used for name in purpose.disclosed_to)
    return tuple(policy.recipients[name] for name in named)


def recipient(who: Recipient) -> str:
    """A recipient by name, with what it does for us and where it is."""
    return Receiver(who.name, who.role, who.country, "").words


def receivers(told: Told) -> tuple[Receiver, ...]:
    """The recipients for a table, each with what protects the data where it is abroad."""
    return tuple(Receiver(r.name, r.role, r.country, protection(r) if abroad(r) else "") for r in told.recipients)


def protection(who: Recipient) -> str:
    """What protects data that goes abroad: a safeguard, or the approval of the country (UK GDPR Arts 45A and 46)."""
    return who.safeguard or who.approval or f"{who.country} is approved by the United Kingdom, so no more is needed"


def sources(purpose: Purpose) -> tuple[str, ...]:
    """Where the data of a purpose come from, in the policy's words."""
    return tuple(first_up(source) for source in purpose.sources)


def abroad(who: Recipient) -> bool:
    """Whether what goes there leaves the United Kingdom (UK GDPR Art 44A)."""
    return who.country.strip().lower() not in HOME


def country(name: str) -> str:
    """A country as it stands in a sentence."""
    return f"the {name}" if name.startswith(("United ", "Netherlands", "Philippines")) else name


def in_short(told: Told, with_items: int) -> tuple[str, ...]:
    """The answer in four or five sentences."""
    looked = many(len(told.matter.searched), "system")
    if told.count:
        first = f"We hold {many(told.count, 'item')} about you, in {with_items} of the {looked} that we searched."
    else:
        first = f"We searched {looked} and found nothing about you that belongs in this answer."
    said = [first]
    if told.count:
        said.append(_passing_on(told))
    said += _alone(told)
    if told.left_out:
        said.append(f"We left out {many(told.left_out, 'item')}. What we left out, and why, is further down.")
    return tuple(said)


def _passing_on(told: Told) -> str:
    known = told.recipients
    if not known:
        return "Our policy lets us pass none of it on to anybody else."
    away = sorted({r.country for r in known if abroad(r)})
    one = len(known) == 1
    where = (
        ("It is in the United Kingdom" if one else "All are in the United Kingdom")
        if not away
        else f"{'It is' if one else 'Some are'} outside the United Kingdom, in {listed(map(country, away))}"
    )
    companies = f"{spelt(len(known))} {'recipient' if one else 'recipients'}"
    return f"Our policy lets {companies} have some of it. {where}; {'it is' if one else 'all are'} named further down."


def _alone(told: Told) -> list[str]:
    decided = told.matter.automated
    if decided is None:
        return []
    if not decided:
        return ["No computer alone decided anything about you."]
    return [f"A computer alone took {many(len(decided), 'decision')} about you. You can have a person look again."]


def answered(told: Told) -> tuple[Fact, ...]:
    """Each item of the law's list with our answer, in the law's order."""
    missing = [item.id for item in told.matter.law if item.id not in ANSWERS]
    if missing:
        raise Fault(
            f"the law asks for `{missing[0]}` and an answer has no words for it",
            where=told.matter.asked.reference,
            because="UK GDPR Art 15(1) is a complete list",
            remedy="add it to troth/duties/pack/facts.py",
        )
    return tuple(
        Fact(item.id, first_up(item.says), tuple(map(sound, ANSWERS[item.id](told))), str(item.cite))
        for item in told.matter.law
    )


def _confirmation(told: Told) -> list[str]:
    if told.count:
        return [f"Yes. {told.company} processes personal data about you."]
    if told.left_out:
        return ["We hold nothing about you that we can give you."]
    return ["No. We searched and hold no personal data about you, apart from this request itself."]


def _purposes(told: Told) -> list[str]:
    return [f"{p.title}: {sentence(p.says)} {sentence(purposes.reason(p))}" for p in told.used] or ["None."]


def _categories(told: Told) -> list[str]:
    return list(told.categories) or ["None."]


def _recipients(told: Told) -> list[str]:
    known = told.matter.disclosures
    names = told.matter.policy.recipients
    lines = [
        f"{names[d.recipient].name if d.recipient in names else d.recipient}, {day(d.on)}: {d.what}"
        for d in known.given
    ]
    if known.since:
        lines.append(f"We record each disclosure since {day(known.since)}; we keep no record of single ones before.")
    if told.recipients:
        lines.append("These may receive some of it under our policy:" if lines else "These may receive some of it:")
        lines += [recipient(r) for r in told.recipients]
    return lines or ["Nobody outside our company."]


def _keep(told: Told) -> list[str]:
    return [f"{p.title}: {p.keep.says()}." for p in told.used] or ["Nothing is kept."]


def _rights(told: Told) -> list[str]:
    contact = told.matter.policy.controller.contact
    return [
        "You can ask us to correct your data, to delete it, or to limit what we do with it. You can object to a use "
        f"that rests on our interests, and an objection to advertising always counts. Write to {contact}."
    ]


def _complain_to_us(told: Told) -> list[str]:
    contact = told.matter.policy.controller.contact
    return [f"You can complain to us at {contact}. We acknowledge it within 30 days and tell you the outcome."]


def _complain_to_regulator(told: Told) -> list[str]:
    office = told.matter.regulator
    return [f"You can complain to the {office.name} at any time: {office.phone}, {office.web}."]


def _source(told: Told) -> list[str]:
    lines = [f"{p.title}: {listed(map(inside, p.sources))}." for p in told.used if p.sources]
    return lines or ["We have no information on where it came from other than what the items themselves say."]


def _automated(told: Told) -> list[str]:
    decided = told.matter.automated
    if decided is None:
        return ["We know of no decision about you that a computer took alone. Ask us if you think that there was one."]
    if not decided:
        return ["No computer alone decided anything about you."]
    return [f"{d.title}: {sentence(d.logic)} {sentence(d.consequences)}" for d in decided]


def _transfers(told: Told) -> list[str]:
    away = [f"{recipient(r)}: {sentence(protection(r))}" for r in told.recipients if abroad(r)]
    return away or ["Our policy sends none of it outside the United Kingdom."]


ANSWERS: dict[str, Callable[[Told], list[str]]] = {
    "confirmation": _confirmation,
    "purposes": _purposes,
    "categories": _categories,
    "recipients": _recipients,
    "keep": _keep,
    "rights": _rights,
    "complain-controller": _complain_to_us,
    "complain-regulator": _complain_to_regulator,
    "source": _source,
    "automated-decisions": _automated,
    "transfers": _transfers,
}
