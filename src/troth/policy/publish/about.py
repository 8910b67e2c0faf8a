"""Who we are, what we hold and how it reaches us; and what else is told: safety, cookies, work for others, changes."""

from collections.abc import Iterator
from datetime import date

from troth.law.calendar import written
from troth.policy.publish.says import CONTACT, first_up, groups, inside, kinds, listed, many, plain, sentence, spelt
from troth.policy.publish.values import Part, Sentence, law, name
from troth.policy.source import Path
from troth.policy.values import Channel, Policy, regulator_of

# ---- who we are ----


def who(policy: Policy, on: date) -> Iterator[Sentence]:
    """The controller, how to reach it and whoever else has to be named (UK GDPR Art 13(1)(a)-(b))."""
    ours, met = policy.controller, ("controller",)

    def said(field: str, text: str, meets: tuple[str, ...] = met) -> Iterator[Sentence]:
        if getattr(ours, field):
            rule: Path = ("controller", field)
            yield Sentence(name(rule), text, rule, block="controller", meets=meets)

    yield from said("name", f"We are {plain(ours.name)}.")
    yield from said("address", f"You find us at {plain(ours.address)}.")
    yield from said("manager", f"{plain(ours.manager)}, answers for your data here.")
    yield from said("contact", f"Write to {ours.contact}.")
    yield from said("phone", f"Ring {ours.phone}.")
    yield from said("dpo", f"Our data protection officer: {sentence(ours.dpo)}", ("dpo",))
    yield from said("representative", f"Our representative in the United Kingdom: {sentence(ours.representative)}")
    if ours.registration:
        office, until = regulator_of(policy, on).name, ours.registered_until
        paid = f", until {written(until)}" if until else ""
        text = f"We are on the register of the {office}: {ours.registration}{paid}."
        yield Sentence("controller/registration", text, ("controller", "registration"), block="controller")
    yield from _whom(policy, on)


def _whom(policy: Policy, on: date) -> Iterator[Sentence]:
    people = [inside(plain(says)) for says in policy.people.values()]
    if people:
        text = f"This notice is for all whose data we use: {listed(people)}."
        yield Sentence("people", text, ("people",))
    if "children" in policy.people:
        text = "If you are a child, these rights are yours. Ask us yourself, or with somebody who looks after you."
        yield from law("children", text, "DPA 2018 s. 208", on)


# ---- what we hold, and how it reaches us ----

MORE = {"special": "the law protects this more", "criminal": "about offences: the law protects this more"}


def what(policy: Policy, on: date) -> Iterator[Sentence]:
    """The kinds of data (UK GDPR Art 14(1)(d)), and the ways by which they reach us."""
    for above, names in groups(policy):
        block = f"data/{above or names[0]}"
        for at, one in enumerate(names):
            says = policy.data[one]
            more = f" ({MORE[says.sensitivity]})" if says.sensitivity != "ordinary" else ""
            lead = f"{CONTACT}:" if above == "contact" and at == 0 else ""
            words = plain(says.says)
            text = f"{inside(words) if lead or at else first_up(words)}{more}{'.' if one == names[-1] else ';'}"
            rule = ("data", one)
            yield Sentence(
                name(rule), text, rule, says.promises, lead=lead, block=block, group="Kinds of data",
                meets=("categories",),
            )  # fmt: skip
    for key, channel in policy.channels.items():
        yield _reaches(policy, key, channel)


ELSEWHERE = (
    "It comes from others, not from you. "
    "We tell you within a month, or sooner: when we first write to you or pass it on."
)


def _reaches(policy: Policy, key: str, channel: Channel) -> Sentence:
    got = "; ".join(kind for use in channel.collects for kind in kinds(policy, use))
    text = f"We get: {got}." if got else "We get what you tell us there."
    others = channel.from_ == "others"
    told = f" {ELSEWHERE}" if others else ""
    rule = ("channels", key)
    lead = f"{first_up(plain(channel.says)).rstrip('.')}."
    return Sentence(
        name(rule), text + told, rule, channel.promises, cite="UK GDPR Art 14(3)" if others else "", lead=lead,
        block=name(rule), group="How it reaches us", meets=("source",) if others else (),
    )  # fmt: skip


# ---- how it is kept safe, cookies ----


def safe(policy: Policy, on: date) -> Iterator[Sentence]:
    """In general how data is kept secure."""
    for key, line in policy.security.items():
        rule = ("security", key)
        yield Sentence(name(rule), sentence(line), rule)


GROUPS = {
    "necessary": "to make the site work",
    "statistics": "to count visits",
    "appearance": "to fit the page to your device",
    "emergency": "to help in an emergency",
    "consent": "only after your yes",
}


def cookies(policy: Policy, on: date) -> Iterator[Sentence]:
    """How many cookies there are and where they are listed."""
    if not policy.cookies:
        return
    used = [cookie.group for cookie in policy.cookies.values()]
    told = [f"{spelt(used.count(group))} {words}" for group, words in GROUPS.items() if group in used]
    page = policy.documents.get("cookies")
    where = f" They are listed at {page.at}." if page and page.at else ""
    text = f"Our website uses {many(len(used), 'cookie', 'cookies')}: {listed(told)}.{where}"
    yield Sentence("cookies", text, ("cookies",))


# ---- work for others ----


def others(policy: Policy, on: date) -> Iterator[Sentence]:
    """What we do with data as a processor of somebody else: their notice speaks for it."""
    for key, work in policy.for_others.items():
        rule = ("for others", key)
        whose = listed(inside(plain(one)) for one in work.controllers)
        text = f"{sentence(work.says)} Whose data it is: {whose}. Their notice speaks for it."
        yield Sentence(name(rule), text, rule, work.promises, lead=f"{plain(work.title)}.", because=plain(work.ends))


# ---- how the notice changes ----


def changes(policy: Policy, on: date) -> Iterator[Sentence]:
    """That a new use is told first, when the notice is looked at again, and which documents there are beside it."""
    yield from law(
        "further-purpose", "If we want to use your data for something new, we tell you before we begin.",
        "UK GDPR Art 13(3)", on,
    )  # fmt: skip
    if policy.reviewed:
        yield Sentence("reviewed", f"We last looked through it on {written(policy.reviewed)}.", ("reviewed",))
    if policy.review_by:
        text = f"We look at it again by {written(policy.review_by)}, or sooner if the law or our work changes."
        yield Sentence("review-by", text, ("review by",))
    for key, document in policy.documents.items():
        rule = ("documents", key)
        where = f" You find it at {document.at}." if document.at else ""
        text = f"{sentence(document.title)}{where}"
        yield Sentence(name(rule), text, rule, document.promises, group="Our documents")


FIRST = (
    Part("who", "Who are we?", who),
    Part("what", "What do we hold about you?", what),
)
LAST = (
    Part("safe", "How do we keep it safe?", safe),
    Part("cookies", "Do we use cookies?", cookies),
    Part("others", "What do we do for other companies?", others),
    Part("changes", "When does this notice change?", changes),
)
