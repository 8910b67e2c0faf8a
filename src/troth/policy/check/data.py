"""What is used, of whom, from where, seen by whom; data that needs a second key; what is never done."""

import re
from collections.abc import Iterator
from datetime import date

from troth.law.uk.uk_gdpr_9 import CONDITIONS
from troth.policy.check.objection import GDPR, Found, answer, at, objects, sensitive, shown
from troth.policy.values import Policy, Purpose, Refusal, covers
from troth.words import Basis

# ---- the second key ----


@objects(
    "UK GDPR 9(2) and 10",
    "special-category and criminal-offence data need a second condition beside the basis",
    GDPR + "9",
)
def sensitive_data_has_a_second_key(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that uses sensitive data without its own condition."""
    for purpose in policy.purposes.values():
        for kind, words in (("special", "special-category"), ("criminal", "criminal-offence")):
            use = sensitive(policy, purpose, kind)
            if use and not purpose.condition:
                what = f"purpose `{purpose.id}` uses {words} data (`{use}`) without a second condition"
                remedy = "add `condition:`, for example UK GDPR 9(2)(b) with DPA 2018 Sch 1 para 1"
                yield (*at(purpose), "uses", purpose.uses.index(use)), what, remedy
                break


PARAGRAPH = re.compile(r"\b9\s?\(2\)\s?\(([a-j])\)")
SCHEDULE_1 = re.compile(r"\bSch(?:edule)?\.? ?1\b")
AUTHORITY = re.compile(r"\bofficial authority\b", re.IGNORECASE)


@objects(
    "UK GDPR 9(2) and 10, DPA 2018 s. 10",
    "the second condition is one of the law's; some of them ask for one of Schedule 1 as well",
    GDPR + "9",
)
def the_second_key_is_the_laws(policy: Policy, on: date) -> Iterator[Found]:
    """A condition that the law does not know, or that lacks its half in Schedule 1."""
    for purpose in policy.purposes.values():
        found = PARAGRAPH.search(purpose.condition)
        condition = CONDITIONS["abcdefghij".index(found[1])] if found else None
        condition = condition or next((one for one in CONDITIONS if one in purpose.condition), None)
        # The document that DPA 2018 Sch 1 para 39 asks for says how the principles are kept, and when data goes: so
        # does this policy, whose every purpose has a period with its reason.
        facts = {"based": True, "schedule_1": bool(SCHEDULE_1.search(purpose.condition)), "policy_document": True}
        for kind, data in (("special", "special-category"), ("criminal", "criminal-offence")):
            if not purpose.condition or not sensitive(policy, purpose, kind):
                continue
            own = {"condition": condition} if kind == "special" else {"official_authority": _official(purpose)}
            if answer("special-category", on, data=data, **facts, **own) is False:
                said = (
                    "lacks its half in DPA 2018 Schedule 1"
                    if condition or kind == "criminal"
                    else "is none of the law's"
                )
                what = f"the condition of `{purpose.id}` {said}: {shown(purpose.condition)}"
                remedy = "name one of UK GDPR 9(2)(a) to (j), and the paragraph of DPA 2018 Sch 1 where it needs one"
                yield (*at(purpose), "condition"), what, remedy


def _official(purpose: Purpose) -> bool:
    return bool(AUTHORITY.search(purpose.condition))


NATIONAL = re.compile(
    r"\bnational-(?:id|insurance)|\bnino\b|\bNational Insurance\b|\bNHS number|\bpassport\b", re.IGNORECASE
)


@objects(
    "UK GDPR 5(1)(c)", "data is limited to what is necessary: a national number, to what a law asks for", GDPR + "5"
)
def a_national_number_rests_on_a_law(policy: Policy, _: date) -> Iterator[Found]:
    """A National Insurance or like number that is used where no law asks for it."""
    kinds = [name for name, c in policy.data.items() if NATIONAL.search(f"{name} {c.says}")]
    for purpose in policy.purposes.values():
        used = [use for use in purpose.uses if any(covers(use, kind) for kind in kinds)]
        if used and purpose.basis not in (Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK):
            what = (
                f"purpose `{purpose.id}` uses `{used[0]}` and rests on {purpose.basis}, so no law asks for that number"
            )
            path = (*at(purpose), "uses", purpose.uses.index(used[0]))
            yield path, what, "use another number, or rest it on the law that asks for this one"


# ---- what is used, and what reaches us ----


@objects("UK GDPR 5(1)(c)", "data is limited to what the purposes need", GDPR + "5")
def what_is_held_is_used(policy: Policy, _: date) -> Iterator[Found]:
    """A category that no purpose uses."""
    collected = [one for channel in policy.channels.values() for one in channel.collects]
    for name in policy.data:
        under = any(other.startswith(name + ".") for other in policy.data)
        if not under and not any(covers(one, name) for one in collected) and not _used(policy, name):
            what = f"category `{name}` is collected and never used"
            yield ("data", name), what, "add it to the `uses:` of a purpose, or stop collecting it"


@objects("UK GDPR 5(1)(b) and (c)", "data is collected for a purpose, and no more than that needs", GDPR + "5")
def what_a_channel_collects_is_used(policy: Policy, _: date) -> Iterator[Found]:
    """A channel that collects what no purpose uses."""
    for name, channel in policy.channels.items():
        for number, one in enumerate(channel.collects):
            if not _used(policy, one):
                what = f"channel `{name}` collects `{one}`, which no purpose uses"
                yield ("channels", name, "collects", number), what, "stop collecting it, or add it to a purpose"


def _used(policy: Policy, name: str) -> bool:
    """Whether a purpose uses a category, or a part of it."""
    return any(covers(use, name) or covers(name, use) for p in policy.purposes.values() for use in p.uses)


PERSON = re.compile(r"^(?:you|yourself|the person|your (?:browser|device|answers))\b", re.IGNORECASE)


def _from_the_person(purpose: Purpose) -> bool:
    return bool(purpose.sources) and all(PERSON.search(source) for source in purpose.sources)


@objects(
    "UK GDPR 13(1) and 30(1)", "people are told when data is collected, so the policy says where that is", GDPR + "13"
)
def what_is_used_reaches_us(policy: Policy, _: date) -> Iterator[Found]:
    """A category that comes from the person alone, and that no channel collects."""
    collected = [one for channel in policy.channels.values() for one in channel.collects]
    for name in policy.data:
        using = [p for p in policy.purposes.values() if any(covers(use, name) for use in p.uses)]
        if not using or any(covers(one, name) or covers(name, one) for one in collected):
            continue
        if all(_from_the_person(p) for p in using):
            what = f"category `{name}` comes from people themselves, and no channel collects it"
            yield ("data", name), what, "add it to the `collects:` of a channel, or name another source"


@objects("UK GDPR 14(2)(f) and 15(1)(g)", "people are told where their data comes from", GDPR + "14")
def the_source_is_named(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that does not say where its data comes from."""
    for purpose in policy.purposes.values():
        if not purpose.sources:
            what = f"purpose `{purpose.id}` does not say where the data comes from"
            yield at(purpose), what, "add `sources:`, for example `sources: [you]`"


@objects("UK GDPR 25(2)", "data is not open to more people than the purpose needs, so the policy says who", GDPR + "25")
def somebody_needs_it(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that nobody in the company is said to need."""
    for purpose in policy.purposes.values():
        if not purpose.seen_by:
            what = f"purpose `{purpose.id}` is seen by nobody: either nobody needs it, or the role is missing"
            yield at(purpose), what, "add `seen by:` with the roles that need it, or delete the purpose"


# ---- what is never done ----


@objects(
    "UK GDPR 5(1)(a)", "what people are told is never done is not done: data is used fairly and openly", GDPR + "5"
)
def a_prohibition_is_kept(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that permits what the policy says is never done."""
    for name, refusal in policy.never.items():
        for purpose in policy.purposes.values():
            if refusal.for_ and purpose.id not in refusal.for_:
                continue
            refused = [use for use in purpose.uses if any(covers(one, use) for one in refusal.uses)]
            if refused and _whole(purpose, refusal, refused):
                what = f"purpose `{purpose.id}` uses `{refused[0]}`, which `never: {name}` rules out"
                yield (
                    at_use(purpose, refused[0]),
                    what,
                    "take it out of the purpose, or say the prohibition less widely",
                )


def at_use(purpose: Purpose, use: str) -> tuple[str | int, ...]:
    """Where a use of a purpose stands."""
    return (*at(purpose), "uses", purpose.uses.index(use))


def _whole(purpose: Purpose, refusal: Refusal, refused: list[str]) -> bool:
    """Whether nothing is left of the permission: one for some recipients only is a permission with an exception."""
    if not refusal.to:
        return True
    given = [to for to in purpose.disclosed_to if to in refusal.to]
    return bool(given) and len(refused) == len(purpose.uses)


# ---- names ----


@objects("UK GDPR 5(2)", "what was decided can be shown, so no two names may be mistaken for each other", GDPR + "5")
def names_cannot_be_mistaken(policy: Policy, _: date) -> Iterator[Found]:
    """Two names that look alike: `1` and `l`, `0` and `o`, `rn` and `m`."""
    for section in ("purposes", "recipients", "data", "roles"):
        seen: dict[str, str] = {}
        for name in getattr(policy, section):
            look = name.replace("1", "l").replace("0", "o").replace("rn", "m").replace("-", "")
            if look in seen:
                what = f"`{name}` looks like `{seen[look]}`"
                yield (section, name), what, "give one of them another name"
            seen.setdefault(look, name)
