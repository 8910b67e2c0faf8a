"""Two policies held against each other, decision by decision, under the law of one day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from troth.law.uk import approvals
from troth.policy.diff import telling
from troth.policy.diff.recall import Stood
from troth.policy.diff.values import Change, Difference, Kind, Period, Sentence, Swap, Uses
from troth.policy.keep import Keep
from troth.policy.meaning import Use, uses
from troth.policy.publish import notice
from troth.policy.values import Policy, Purpose, Recipient, Refusal, Value, under


def difference(old: Policy | None, new: Policy, on: date, earlier: Sequence[Stood] = ()) -> Difference:
    """What changes from one policy to another under the law of a day; from nothing, where there was none before.

    `earlier`: older versions with the last day on which each stood. Their data can be held still, so whom a further use
    of it concerns is told.
    """
    after = under(new, on)
    if old is None:
        return Difference(
            first=True, gained=_grouped(uses(after, on), after), sentences=tuple(_sentences(None, new, on))
        )
    before = under(old, on)
    was, now = _plain(uses(before, on)), _plain(uses(after, on))
    periods = tuple(_periods(before, after, on))
    return Difference(
        gained=_grouped(now.keys() - was.keys(), after),
        lost=_grouped(was.keys() - now.keys(), before),
        bases=tuple(_bases(before, after)),
        periods=periods,
        changes=tuple(_changes(before, after)),
        sentences=tuple(_sentences(old, new, on)),
        must_tell=telling.must_tell(before, after, periods, on, earlier),
        refused=telling.refused(before, after, on, earlier),
    )


# ---- uses ----

Single = tuple[str, str, str]  # purpose, category, who


def _plain(found: Iterable[Use]) -> dict[Single, None]:
    """Uses without their basis: that a purpose rests on another one is told by itself."""
    return {(use.purpose, use.category, use.who): None for use in found}


def _grouped(found: Iterable[Use | Single], policy: Policy) -> tuple[Uses, ...]:
    """The uses in groups that read well: by purpose, kinds of data that the same people get, in the policy's order."""
    who: dict[tuple[str, str], set[str]] = defaultdict(set)
    for use in found:
        key, category, one = (use.purpose, use.category, use.who) if isinstance(use, Use) else use
        who[key, category].add(one)
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for purpose in policy.purposes.values():
        for category in policy.data:
            if some := who.get((purpose.id, category)):
                groups[purpose.id, tuple(n for n in _everybody(purpose) if n in some)].append(category)
    return tuple(
        Uses(key, policy.purposes[key].title, tuple(categories), people) for (key, people), categories in groups.items()
    )


def _everybody(purpose: Purpose) -> Iterator[str]:
    yield from (f"role:{role}" for role in purpose.seen_by)
    yield from (f"recipient:{name}" for name in purpose.disclosed_to)


# ---- bases and periods ----


def _both(before: Policy, after: Policy) -> Iterator[tuple[Purpose, Purpose]]:
    """The purposes that stand in both."""
    return ((before.purposes[key], after.purposes[key]) for key in after.purposes if key in before.purposes)


def _bases(before: Policy, after: Policy) -> Iterator[Swap]:
    return (
        Swap(now.id, now.title, was.basis, now.basis) for was, now in _both(before, after) if was.basis != now.basis
    )


def _periods(before: Policy, after: Policy, on: date) -> Iterator[Period]:
    for was, now in _both(before, after):
        days = _days(was.keep, now.keep, on)
        if was.keep.says() != now.keep.says() or days:
            yield Period(now.id, now.title, was.keep.says(), now.keep.says(), days)


def _days(was: Keep, now: Keep, on: date) -> int | None:
    """How many days longer it is kept, if the event of both is of a day; None if that cannot be said."""
    if was.event != now.event:
        return None
    ends = was.ends({was.event: on}), now.ends({now.event: on})
    return (ends[1] - ends[0]).days if ends[0] and ends[1] else None


# ---- what came and went by name ----


def _changes(before: Policy, after: Policy) -> Iterator[Change]:
    yield from _named(
        "purpose",
        {key: p.title for key, p in before.purposes.items()},
        {key: p.title for key, p in after.purposes.items()},
    )
    yield from _named("recipient", _given(before), _given(after))
    yield from _moved(before, after)
    yield from _named("country", _countries(before), _countries(after))
    yield from _named("data", {k: c.says for k, c in before.data.items()}, {k: c.says for k, c in after.data.items()})
    yield from _named(
        "right", {k: r.says for k, r in before.rights.items()}, {k: r.says for k, r in after.rights.items()}
    )
    yield from _prohibitions(before.never, after.never)
    yield from _otherwise("purpose", before.purposes, after.purposes, ("title", "says", "about", "marketing"))
    yield from _entries("document", before.documents, after.documents, "title")
    yield from _entries("cookie", before.cookies, after.cookies, "says")
    yield from _entries("channel", before.channels, after.channels, "says")


def _entries(kind: Kind, before: Mapping[str, Value], after: Mapping[str, Value], name: str) -> Iterator[Change]:
    was, now = ({key: str(getattr(one, name)) for key, one in held.items()} for held in (before, after))
    yield from _named(kind, was, now)
    yield from _otherwise(kind, before, after, FIELDS[kind])


FIELDS: Mapping[Kind, tuple[str, ...]] = {  # what people see or meet, beside what the notice says
    "document": ("title", "at", "text"),
    "cookie": ("says", "group", "lasts", "purpose", "set_by"),
    "channel": ("collects", "asks", "withdraw", "shows", "at", "from_"),
}


def _otherwise(
    kind: Kind, before: Mapping[str, Value], after: Mapping[str, Value], fields: tuple[str, ...]
) -> Iterator[Change]:
    """The entries of both that say something else in these fields."""
    for key, now in after.items():
        for field in fields if key in before else ():
            was, said = _words(getattr(before[key], field)), _words(getattr(now, field))
            if was != said:
                both = (
                    f"{said or 'nothing'}, before {was or 'nothing'}" if max(len(was), len(said)) <= 200 else "changed"
                )
                yield Change(kind, key, f"{field.rstrip('_').replace('_', ' ')}: {both}", "changed")


def _words(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _named(kind: Kind, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    yield from (Change(kind, key, says, "gained") for key, says in now.items() if key not in was)
    yield from (Change(kind, key, says, "lost") for key, says in was.items() if key not in now)


def _given(policy: Policy) -> dict[str, str]:
    """The recipients to whom some purpose gives something, by name."""
    named = {name for purpose in policy.purposes.values() for name in purpose.disclosed_to}
    return {key: r.name for key, r in policy.recipients.items() if key in named}


def _moved(before: Policy, after: Policy) -> Iterator[Change]:
    """Recipients that stand under the same name, and are somebody else, elsewhere or bound for another time now."""
    for key in _given(after):
        if key in _given(before):
            was, now = before.recipients[key], after.recipients[key]
            if (was.name, was.country) != (now.name, now.country):
                says = f"{was.name} ({was.country}) became {now.name} ({now.country})"
                yield Change("recipient", key, says, "changed")
            if was.kind != now.kind:
                says = f"{now.name} is {telling.KINDS[now.kind]}, before {telling.KINDS[was.kind]}"
                yield Change("recipient", key, says, "changed")
            if was.contract_until != now.contract_until:
                says = f"{now.name} is bound {_until(now)}, before {_until(was)}"
                yield Change("recipient", key, says, "changed")


def _until(recipient: Recipient) -> str:
    """Until when what binds a recipient binds it; the day after, nothing is given to it."""
    return f"until {recipient.contract_until}" if recipient.contract_until else "without an end"


def _countries(policy: Policy) -> dict[str, str]:
    """The countries outside the United Kingdom to which data goes."""
    found = (policy.recipients[key].country for key in _given(policy))
    return {country: country for country in found if not approvals.at_home(country)}


def _prohibitions(before: Mapping[str, Refusal], after: Mapping[str, Refusal]) -> Iterator[Change]:
    yield from _named("prohibition", {k: r.says for k, r in before.items()}, {k: r.says for k, r in after.items()})
    for key, now in after.items():
        was = before.get(key)
        if was and (set(was.uses), set(was.for_), set(was.to)) != (set(now.uses), set(now.for_), set(now.to)):
            yield Change("prohibition", key, now.says, "changed")


# ---- words ----


def _sentences(old: Policy | None, new: Policy, on: date) -> Iterator[Sentence]:
    """The sentences of the notice that are not what they were, both notices made by the law of the same day."""
    was = {one.id: one.said for one in notice(old, on).sentences} if old else {}
    now = {one.id: one.said for one in notice(new, on).sentences}
    yield from (Sentence(id, was.get(id, ""), text) for id, text in now.items() if was.get(id) != text)
    yield from (Sentence(id, text, "") for id, text in was.items() if id not in now)
