"""A difference as lines that a colleague reads, and as plain data."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from troth.policy.diff.values import Difference, MustTell, Period, Uses

NOTHING = "Nothing changes in what is done, nor in the words of the notice."
HEADS = {
    "gained": "May be done from now on",
    "lost": "May not be done any more",
    "bases": "Rests on another basis",
    "periods": "Kept for another time",
    "changes": "Came, went and changed",
    "sentences": "In the notice",
    "before": "To be told before it starts",
    "after": "To be told when it starts",
    "refused": "Not allowed",
}


def says(difference: Difference) -> str:
    """The difference in lines under headings; what keeps it from being adopted comes first."""
    if difference.empty:
        return NOTHING
    parts = [f"{HEADS[key]}\n" + "\n".join(f"  {line}" for line in lines) for key, lines in _parts(difference) if lines]
    return "\n\n".join(["This is the first version.", *parts] if difference.first else parts)


def _parts(d: Difference) -> Iterator[tuple[str, list[str]]]:
    yield "refused", [f"{one.because} ({one.cite}). Try: {one.remedy}." for one in d.refused]
    yield "before", [_told(one) for one in d.must_tell if one.before]
    yield "after", [_told(one) for one in d.must_tell if not one.before]
    yield "gained", [f"+ {line}" for line in _uses(d.gained)]
    yield "lost", [f"- {line}" for line in _uses(d.lost)]
    yield "bases", [f"{one.title}: {one.now}, before {one.was}" for one in d.bases]
    yield "periods", [f"{one.title}: {one.now}, before {one.was}{_longer(one)}" for one in d.periods]
    signs = {"gained": "+", "lost": "-", "changed": "~"}
    yield "changes", [f"{signs[one.how]} {one.kind} {one.name}: {one.says}" for one in d.changes]
    yield "sentences", list(_sentences(d))


def _told(one: MustTell) -> str:
    return f"{'; '.join(one.people)}: {one.because} ({one.cite}) [{one.purpose}]"


def _uses(found: Iterable[Uses]) -> Iterator[str]:
    for one in found:
        named = [who.partition(":") for who in one.who]
        seen, given = ([name for kind, _, name in named if kind == wanted] for wanted in ("role", "recipient"))
        ways = [f"seen by {_and(seen)}"] if seen else []
        ways += [f"given to {_and(given)}"] if given else []
        yield f"{one.title}: {', '.join(one.categories)}; {'; '.join(ways)}"


def _and(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _longer(one: Period) -> str:
    if one.days is None:
        return " (the two cannot be reckoned against each other)"
    if not one.days:
        return ""
    days = abs(one.days)
    return f" ({days:,} day{'' if days == 1 else 's'} {'more' if one.days > 0 else 'fewer'})"


def _sentences(d: Difference) -> Iterator[str]:
    if d.first:
        yield f"{len(d.sentences)} sentences"
        return
    for one in d.sentences:
        yield from (f"- {one.id}: {one.was}" for _ in range(bool(one.was)))
        yield from (f"+ {one.id}: {one.now}" for _ in range(bool(one.now)))


def as_json(difference: Difference) -> dict[str, Any]:
    """The difference as plain data, by the names of its fields."""
    made = asdict(difference)
    for name, one in zip(made["periods"], difference.periods, strict=True):
        name["how"] = one.how
    return {"empty": difference.empty, **made}
