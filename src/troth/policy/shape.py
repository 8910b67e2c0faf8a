"""What is wrong with the shape of a policy, in words: each complaint of pydantic at its place, with law and remedy."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from troth.fault import Fault
from troth.law.uk import periods
from troth.policy import keep
from troth.policy.source import Path, Source, nearest, quoted
from troth.policy.values import Policy
from troth.words import Basis, Nation

REACHED = "UK GDPR 13(1)(a): people are told who decides, and how to reach them"
WEIGHED = "UK GDPR 6(1)(f): the interest, the need for it and the balance"
PLAIN = "UK GDPR 12(1): people are told in plain words"

# Why a key has to be there: the law, where it is the law.
LAW = {
    "basis": "UK GDPR 6(1): every use needs one of the lawful bases; 13(1)(c): and people are told which",
    "uses": "UK GDPR 5(1)(b): data is collected for specified purposes",
    "keep": "UK GDPR 5(1)(e): no longer than needed; 13(2)(a): and people are told how long",
    "says": PLAIN,
    "title": PLAIN,
    "controller": REACHED,
    "address": REACHED,
    "contact": REACHED,
    "name": "UK GDPR 13(1)(a) and (e): people are told who has their data",
    "country": "UK GDPR 13(1)(f): people are told where their data goes",
    "role": "UK GDPR 13(1)(e): people are told who receives their data",
    "nation": "UK GDPR 4A: the working days of the nation decide when a period ends",
    "nations": "Reg 1182/71 Art 2(1): the bank holidays of the place of the act count",
    "source": "a date comes with the place that says so, also to the person who waits for it",
    "known since": "a date that moves says since when that is known",
    "interest": WEIGHED,
    "need": WEIGHED,
    "balance": WEIGHED,
}
TRY = {
    "basis": f"write one of: {', '.join(Basis)}",
    "nation": f"write one of: {', '.join(Nation)}",
    "keep": keep.SHAPE,
    "uses": "list the categories that it needs, for example `uses: [contact.email]`",
    "nations": f"write [one] or [one, another] of: {', '.join(Nation)}",
    "source": "name the proclamation, or https://www.gov.uk/bank-holidays",
    "known since": "write the day on which you learned of it, as 2026-11-25",
    "day": "write a day as 2026-11-25",
    "policy": "write `policy: 1` as the first line",
    "identifiers": "write for example `identifiers: {email: E-mail address}`",
}
# A complaint that needs no more than a sentence: what, and what to try.
SAYS = {
    "tuple_type": ("{name} is a list", "write [one] or [one, another]"),
    "model_type": ("{name} holds several keys, each with a value", "write them under it, indented"),
    "mapping_type": ("{name} holds several keys, each with a value", "write them under it, indented"),
    "dict_type": ("{name} holds several keys, each with a value", "write them under it, indented"),
    "string_type": ("{name} is text, not a list or a group of keys", "write it on one line"),
    "string_too_short": ("{name} is empty", "write it, or delete the line"),
    "too_short": ("{name} is empty", "write it, or delete the line"),
    "string_too_long": ("{name} is longer than {max_length} characters", "say it shorter"),
    "too_long": ("{name} has more than {max_length} entries", "join some of them"),
    "string_pattern_mismatch": ("{name} is one line", "put it on one line"),
}
PERIOD_WORDS = (
    tuple(
        "day days month months year years after until while is then consent objection withdrawn withdrawn, customer "
        "customer, subscription subscription, statutory".split()
    )
    + periods.NAMES
)


def complaints(error: ValidationError, source: Source, model: type[BaseModel] = Policy) -> Iterator[Fault]:
    """Each complaint about the shape of a policy (or of another `model`), at its place, in words."""
    for one in error.errors(include_url=False):
        path = tuple(one["loc"])
        key = str(path[-1]) if path else ""
        yield _said(one["type"], path, key, one, source, model)


def _said(kind: str, path: Path, key: str, one: Mapping[str, Any], source: Source, model: type[BaseModel]) -> Fault:
    value, context = one.get("input"), one.get("ctx") or {}
    because, remedy = LAW.get(key, ""), TRY.get(key, "")
    name = f"`{key}`" if path and isinstance(path[-1], str) else "this item"
    if kind == "missing":
        what = f"{_above(path[-2])} has no `{key}`" if len(path) > 1 else f"there is no `{key}`"
        return source.fault(path[:-1], what, because=because, remedy=remedy or f"add `{key}:`", key=True)
    if kind == "extra_forbidden":
        known = keys_at(path[:-1], model)
        near = nearest(key, known)
        remedy = f"did you mean `{near}`?" if near else f"known here: {', '.join(known)}"
        return source.fault(path, f"{quoted(key)} is no key that belongs here", remedy=remedy, key=True)
    if value is None:
        remedy = remedy or "write it, or delete the line"
        return source.fault(path, f"{name} is empty", because=because, remedy=remedy, key=True)
    if key == "keep":
        return source.fault(path, f"{quoted(value)} says no period", because=because, remedy=_period(value))
    if kind in ("enum", "literal_error"):
        return source.fault(path, f"{quoted(value)} is no {key}", because=because, remedy=_choice(value, context))
    if "promises" in path and kind == "string_pattern_mismatch":
        what = f"{quoted(value)} is no promise"
        return source.fault(path, what, remedy="write its letter and number, for example W13")
    if kind == "value_error":
        return source.fault(path, f"{quoted(value)} does not fit", remedy=str(context.get("error", "")))
    what, usual = SAYS.get(kind, ("{name} does not fit", "look at how the reference company writes it"))
    said = what.format(name=name, max_length=context.get("max_length", ""))
    return source.fault(path, said, because=because, remedy=remedy or usual)


def _choice(value: Any, context: Mapping[str, Any]) -> str:
    """The word that is probably meant, or all that may stand there."""
    known = tuple(str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", "))
    near = nearest(value, known)
    return f"did you mean `{near}`?" if near else f"write one of: {', '.join(known)}"


def _period(value: Any) -> str:
    """What a sentence that is no period probably means, or why it is none, from the grammar itself."""
    text = str(value)[:200]
    tried = " ".join(word if "." in word else nearest(word, PERIOD_WORDS) or word for word in text.lower().split())
    for sentence in (tried, tried.replace(" then", ", then").replace(",,", ",")):
        try:
            keep.parse(sentence)
        except ValueError:
            continue
        return f"did you mean `{sentence}`?"
    try:
        keep.parse(text)
    except ValueError as error:
        return str(error)
    return keep.SHAPE


def _above(part: str | int) -> str:
    return quoted(part) if isinstance(part, str) else "this entry"


def keys_at(path: Path, root: type[BaseModel] = Policy) -> tuple[str, ...]:
    """The keys that may stand at a path, as the file writes them."""
    model: Any = root
    for part in path:
        found = next((f for f in model.model_fields.values() if f.alias == part), None) if _is_model(model) else None
        model = _inner(found.annotation) if found else model
    if not _is_model(model):
        return ()
    return tuple(f.alias for f in model.model_fields.values() if f.alias and not f.alias.startswith("\0"))


def _is_model(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, BaseModel)


def _inner(annotation: Any) -> Any:
    """The model inside an annotation such as `Mapping[str, Purpose]` or `Assessment | None`."""
    return next((part for part in getattr(annotation, "__args__", ()) if _is_model(part)), annotation)
