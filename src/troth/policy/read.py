"""From the text of policy.yaml to a `Policy`, or to everything that is wrong with it, each fault at its place.

What the text says must have the right shape, and every name in it must be declared. Whether the law allows what it says
is asked afterwards (`check`).
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from troth.fault import Fault, Faults
from troth.policy import keep
from troth.policy.source import Path, Source, load, nearest, quoted
from troth.policy.values import CATEGORY, WORD, Category, Policy, covers
from troth.words import Basis, Nation

MOST = 40  # faults of one reading; the rest is counted

# Why a key has to be there: the law, where it is the law.
LAW = {
    "basis": "UK GDPR 6(1): every use needs one of the lawful bases; 13(1)(c): and people are told which",
    "uses": "UK GDPR 5(1)(b): data is collected for specified purposes",
    "keep": "UK GDPR 5(1)(e): no longer than needed; 13(2)(a): and people are told how long",
    "says": "UK GDPR 12(1): people are told in plain words",
    "title": "UK GDPR 12(1): people are told in plain words",
    "controller": "UK GDPR 13(1)(a): people are told who decides, and how to reach them",
    "name": "UK GDPR 13(1)(a) and (e): people are told who has their data",
    "address": "UK GDPR 13(1)(a): people are told who decides, and how to reach them",
    "contact": "UK GDPR 13(1)(a): people are told who decides, and how to reach them",
    "country": "UK GDPR 13(1)(f): people are told where their data goes",
    "role": "UK GDPR 13(1)(e): people are told who receives their data",
    "nation": "UK GDPR 4A: the working days of the nation decide when a period ends",
    "interest": "UK GDPR 6(1)(f): the interest, the need for it and the balance",
    "need": "UK GDPR 6(1)(f): the interest, the need for it and the balance",
    "balance": "UK GDPR 6(1)(f): the interest, the need for it and the balance",
}
TRY = {
    "basis": f"write one of: {', '.join(Basis)}",
    "nation": f"write one of: {', '.join(Nation)}",
    "keep": keep.SHAPE,
    "uses": "list the categories that it needs, for example `uses: [contact.email]`",
    "policy": "write `policy: 1` as the first line",
    "identifiers": "write for example `identifiers: {email: E-mail address}`",
}
SECTIONS = {"purposes": WORD, "recipients": WORD, "roles": WORD, "people": WORD, "channels": WORD, "documents": WORD}
NAMED = {**SECTIONS, "identifiers": WORD, "data": CATEGORY, "events": CATEGORY}


def read(text: str | bytes, where: str) -> Policy:
    """The policy that a text declares; Faults with `file:line:column` for everything that keeps it from being one."""
    data, source = load(text, where)
    if not isinstance(data, dict):
        raise Faults([source.fault((), "a policy is a list of words with a colon", remedy=TRY["policy"])])
    faults = list(_names(data, source))
    try:
        policy = Policy.model_validate(_with_rules(data), by_alias=True, by_name=False)
    except ValidationError as error:
        raise Faults(_few([*faults, *_shape(error, data, source)])) from None
    policy = policy.model_copy(update=_known_by(policy, source))
    faults += _references(policy)
    if faults:
        raise Faults(_few(faults))
    return policy


def _few(faults: list[Fault]) -> list[Fault]:
    """The first faults, and how many more there are."""
    if len(faults) <= MOST:
        return faults
    more = Fault(f"and {len(faults) - MOST:,} more", where=faults[0].where.split(":")[0], remedy="mend these first")
    return [*faults[:MOST], more]


def _known_by(policy: Policy, source: Source) -> dict[str, Any]:
    """Purposes and recipients that know the key they stand under, and the places of everything."""
    return {
        "purposes": {key: p.model_copy(update={"id": key}) for key, p in policy.purposes.items()},
        "recipients": {key: r.model_copy(update={"id": key}) for key, r in policy.recipients.items()},
        "source": source,
    }


# ---- names ----


def _names(data: Mapping[str, Any], source: Source) -> Iterator[Fault]:
    """The names that the policy gives: small plain letters, digits and hyphens, so that no two can be mistaken."""
    for section, pattern in NAMED.items():
        named = data.get(section)
        for name in named if isinstance(named, dict) else ():
            if not pattern.fullmatch(name) or len(name) > 60:
                yield source.fault(
                    (section, name), f"{quoted(name)} is no name{_odd(name)}", remedy=_plainer(name, pattern), key=True
                )


def _odd(name: str) -> str:
    """Which letter only looks like another, if that is what is wrong."""
    for c in name:
        if not c.isascii() and c.isprintable():
            return f": {quoted(c)} in it is {unicodedata.name(c, 'a letter without a name').lower()}"
    return ""


def _plainer(name: str, pattern: Any) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    tried = "-".join("".join(c if c.isalnum() or c == "." else " " for c in ascii_only).split())[:60]
    rule = "small letters a to z, digits and hyphens, and a letter first"
    return f"write `{tried}`: {rule}" if tried != name and pattern.fullmatch(tried) else f"use {rule}"


# ---- shape ----


def _with_rules(data: dict[str, Any]) -> dict[str, Any]:
    """The data with short forms written out, and each `keep:` sentence read; one that is none stays text, and fails."""
    made = dict(data)
    if isinstance(data.get("data"), dict):
        made["data"] = {k: {"says": v} if isinstance(v, str) else v for k, v in data["data"].items()}
    if isinstance(data.get("purposes"), dict):
        events = data.get("events")
        words = {k: v for k, v in events.items() if isinstance(v, str)} if isinstance(events, dict) else {}
        made["purposes"] = {k: _titled(k, _kept(v, words)) for k, v in data["purposes"].items()}
    return made


def _kept(purpose: Any, events: Mapping[str, str]) -> Any:
    if not isinstance(purpose, dict) or not isinstance(purpose.get("keep"), str):
        return purpose
    try:
        return {**purpose, "keep": keep.parse(purpose["keep"], events)}
    except ValueError:
        return purpose


def _titled(key: str, purpose: Any) -> Any:
    """A purpose without a title is called by its name."""
    if isinstance(purpose, dict) and "title" not in purpose:
        return {**purpose, "title": key.replace("-", " ").capitalize()}
    return purpose


def _shape(error: ValidationError, data: Any, source: Source) -> Iterator[Fault]:
    """Each complaint of the shape, at its place, in words."""
    for one in error.errors(include_url=False):
        path = tuple(one["loc"])
        yield _said(one["type"], path, one, source)


def _said(kind: str, path: Path, one: Mapping[str, Any], source: Source) -> Fault:
    key = str(path[-1]) if path else ""
    value, context = one.get("input"), one.get("ctx") or {}
    name = f"`{key}`" if isinstance(path[-1] if path else "", str) else "an item"
    because, remedy = LAW.get(key, ""), TRY.get(key, "")
    match kind:
        case "missing":
            whose = f"{quoted(path[-2])} has no `{key}`" if len(path) > 1 else f"there is no `{key}`"
            return source.fault(path[:-1], whose, because=because, remedy=remedy or f"add `{key}:`", key=True)
        case "extra_forbidden":
            near = nearest(key, _keys_at(path[:-1]))
            remedy = f"did you mean `{near}`?" if near else f"known here: {', '.join(_keys_at(path[:-1]))}"
            return source.fault(path, f"{quoted(key)} is no key that belongs here", remedy=remedy, key=True)
        case _ if value is None:
            return source.fault(
                path, f"{name} is empty", because=because, remedy=remedy or "write it, or delete the line", key=True
            )
        case "enum" | "literal_error":
            known = tuple(str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", "))
            near = nearest(value, known)
            remedy = f"did you mean `{near}`?" if near else f"write one of: {', '.join(known)}"
            return source.fault(path, f"{quoted(value)} is no {key}", because=because, remedy=remedy)
        case "is_instance_of" | "dataclass_type" | "dataclass_exact_type" if key == "keep":
            return source.fault(path, f"{quoted(value)} says no period", because=because, remedy=_period(value))
        case "tuple_type" | "list_type":
            what = f"{name} is a list"
            return source.fault(
                path, what, because=because, remedy=f"write [{value}]" if _short(value) else "write [one, another]"
            )
        case "model_type" | "mapping_type" | "dict_type" | "model_attributes_type":
            return source.fault(
                path, f"{name} holds several keys, each with a value", remedy="write them under it, indented"
            )
        case "string_type":
            return source.fault(
                path, f"{name} is text, not a list or a group of keys", because=because, remedy="write it on one line"
            )
        case "string_too_short" | "too_short":
            return source.fault(
                path, f"{name} is empty", because=because, remedy=remedy or "write it, or delete the line"
            )
        case "string_too_long":
            return source.fault(
                path, f"{name} is longer than {context.get('max_length')} characters", remedy="say it shorter"
            )
        case "value_error":
            return source.fault(path, f"{quoted(value)} does not fit", remedy=str(context.get("error", "")))
        case "string_pattern_mismatch" if "promises" in path:
            return source.fault(
                path, f"{quoted(value)} is no promise", remedy="write its letter and number, for example W13"
            )
        case "string_pattern_mismatch":
            return source.fault(path, f"{name} is one line", remedy="put it on one line")
        case _:
            return source.fault(
                path, f"{name} does not fit", because=str(one.get("msg", "")), remedy=remedy or "look at the guide"
            )


def _short(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable() and len(value) < 60


def _period(value: Any) -> str:
    """Why a sentence is no period, from the grammar itself."""
    try:
        keep.parse(str(value))
    except ValueError as error:
        return str(error)
    return keep.SHAPE


def _keys_at(path: Path) -> tuple[str, ...]:
    """The keys that may stand at a path, as the file writes them."""
    model: Any = Policy
    for part in path:
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            return ()
        found = next((f for f in model.model_fields.values() if f.alias == part), None)
        if found is not None:
            model = _inner(found.annotation)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return ()
    return tuple(f.alias for f in model.model_fields.values() if f.alias and not f.alias.startswith("\0"))


def _inner(annotation: Any) -> Any:
    """The model inside an annotation such as `Mapping[str, Purpose]` or `Assessment | None`."""
    for part in getattr(annotation, "__args__", ()):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return annotation


# ---- references ----


def _references(policy: Policy) -> Iterator[Fault]:
    """Every name that is used must be declared."""
    source = policy.source
    for key, purpose in policy.purposes.items():
        here: Path = ("purposes", key)
        yield from _all_categories(policy, (*here, "uses"), purpose.uses)
        yield from _all(policy.roles, "role", (*here, "seen by"), purpose.seen_by, source)
        yield from _all(policy.recipients, "recipient", (*here, "disclosed to"), purpose.disclosed_to, source)
        yield from _all(policy.people, "kind of people", (*here, "about"), purpose.about, source)
        if purpose.keep.form == "after" and policy.events and purpose.keep.event not in policy.events:
            yield _unknown("event", purpose.keep.event, (*here, "keep"), tuple(policy.events), source)
    for key, channel in policy.channels.items():
        yield from _all_categories(policy, ("channels", key, "collects"), channel.collects)
        yield from _all(policy.purposes, "purpose", ("channels", key, "asks"), channel.asks, source)


def _all(known: Mapping[str, Any], what: str, path: Path, names: Sequence[str], source: Source) -> Iterator[Fault]:
    for number, name in enumerate(names):
        if name not in known:
            yield _unknown(what, name, (*path, number), tuple(known), source)
        elif name in names[:number]:
            yield source.fault((*path, number), f"{quoted(name)} stands in this list twice", remedy="delete one")


def _all_categories(policy: Policy, path: Path, names: Sequence[str]) -> Iterator[Fault]:
    known = tuple(dict.fromkeys([*policy.data, *parents(policy.data)]))
    yield from _all(dict.fromkeys(known), "category", path, names, policy.source)


def parents(data: Mapping[str, Category]) -> tuple[str, ...]:
    """The names above the declared categories: `contact` for `contact.email`."""
    above = (name[:place] for name in data for place, c in enumerate(name) if c == ".")
    return tuple(dict.fromkeys(name for name in above if any(covers(name, known) for known in data)))


def _unknown(what: str, name: str, path: Path, known: tuple[str, ...], source: Source) -> Fault:
    near = nearest(name, known)
    where = {"category": "data", "kind of people": "people"}.get(what, what + "s")
    remedy = f"did you mean `{near}`?" if near else f"declare it under `{where}:`"
    because = "" if what != "category" else "UK GDPR 5(1)(b): what is used is named; 30(1)(c): and in the register"
    return source.fault(path, f"{quoted(name)} is no {what} of this policy", because=because, remedy=remedy)
