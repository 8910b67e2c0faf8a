"""From the text of policy.yaml to a `Policy`, or to everything that is wrong with it, each fault at its place.

What the text says must have the right shape, and every name in it must be declared. Whether the law allows what it says
is asked afterwards (`check`).
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from pydantic import ValidationError

from troth.fault import Fault, Faults
from troth.policy import keep
from troth.policy.beside import Beside, join
from troth.policy.shape import complaints
from troth.policy.source import MOST_FAULTS, Path, Source, load, nearest, quoted
from troth.policy.values import CATEGORY, WORD, Category, Policy
from troth.words import Right

SECTIONS = "purposes recipients roles people channels documents cookies never security assessments identifiers".split()
NAMED = {**dict.fromkeys(SECTIONS, WORD), "for others": WORD, "data": CATEGORY, "events": CATEGORY}


def read(text: str | bytes, where: str, beside: Beside | None = None) -> Policy:
    """The policy that a text declares; Faults with `file:line:column` for everything that keeps it from being one.

    `beside` holds the files that lie beside it, by their names in the company's folder (`assessments/credit.yaml`,
    `words/terms.md`); None where only the text itself is looked at.
    """
    data, source = load(text, where)
    if not isinstance(data, dict):
        what = "a policy is made of keys, each with a colon and a value"
        raise Faults([source.fault((), what, remedy="write `policy: 1` as the first line")])
    data, source = join(data, source, beside)
    names = _names(data, source)
    try:
        policy = Policy.model_validate(_with_rules(data), by_alias=True, by_name=False)
    except ValidationError as error:
        raise Faults(_few(chain(names, complaints(error, source)), where)) from None
    policy = policy.model_copy(update=_known_by(policy, source))
    faults = _few(chain(names, _references(policy)), where)
    if faults:
        raise Faults(faults)
    return policy


def _few(faults: Iterator[Fault], where: str) -> list[Fault]:
    """The first faults; of the others it is said that there are some, for nobody mends a thousand at once."""
    first = list(islice(faults, MOST_FAULTS))
    if next(faults, None) is not None:
        first.append(Fault("and there are more", where=where, remedy="mend these first"))
    return first


def _known_by(policy: Policy, source: Source) -> dict[str, Any]:
    """Purposes and recipients that know the key they stand under, and the places of everything."""
    return {
        "purposes": {key: p.model_copy(update={"id": key}) for key, p in policy.purposes.items()},
        "recipients": {key: r.model_copy(update={"id": key}) for key, r in policy.recipients.items()},
        "channels": {key: c.model_copy(update={"id": key}) for key, c in policy.channels.items()},
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


SHORT = {"data": "says", "rights": "says", "documents": "title"}  # what an entry says that is no more than a text


def _with_rules(data: dict[str, Any]) -> dict[str, Any]:
    """The data with short forms written out, and each `keep:` sentence read; one that is none stays text, and fails."""
    made = dict(data)
    for section, key in SHORT.items():
        if isinstance(data.get(section), dict):
            made[section] = {k: {key: v} if isinstance(v, str) else v for k, v in data[section].items()}
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


# ---- references ----


def _references(policy: Policy) -> Iterator[Fault]:
    """Every name that is used must be declared."""
    source = policy.source
    categories = dict.fromkeys([*policy.data, *parents(policy.data)])
    titles: dict[str, str] = {}
    for key, purpose in policy.purposes.items():
        here: Path = ("purposes", key)
        if titles.setdefault(purpose.title.casefold(), key) != key:
            what = f"purpose {quoted(key)} has the same title as {quoted(titles[purpose.title.casefold()])}"
            yield source.fault((*here, "title"), what, because="people could not tell them apart", remedy="rename one")
        yield from _all(categories, "category", (*here, "uses"), purpose.uses, source)
        yield from _all(policy.roles, "role", (*here, "seen by"), purpose.seen_by, source)
        yield from _all(policy.recipients, "recipient", (*here, "disclosed to"), purpose.disclosed_to, source)
        yield from _all(policy.people, "kind of people", (*here, "about"), purpose.about, source)
        if purpose.keep.form == "after" and policy.events and purpose.keep.event not in policy.events:
            yield _unknown("event", purpose.keep.event, (*here, "keep"), tuple(policy.events), source)
    for key, channel in policy.channels.items():
        yield from _all(categories, "category", ("channels", key, "collects"), channel.collects, source)
        yield from _all(policy.purposes, "purpose", ("channels", key, "asks"), channel.asks, source)
        yield from _all(policy.documents, "document", ("channels", key, "shows"), channel.shows, source)
    yield from _of_others(policy, categories)


def _of_others(policy: Policy, categories: Mapping[str, Any]) -> Iterator[Fault]:
    """The names that rights, cookies, refusals, commissions and assessments use."""
    source, either = policy.source, {**policy.purposes, **policy.recipients}
    for name in policy.rights:
        if name not in tuple(Right):
            yield _unknown("right", name, ("rights", name), tuple(Right), source)
    for key, cookie in policy.cookies.items():
        if cookie.purpose and cookie.purpose not in policy.purposes:
            yield _unknown("purpose", cookie.purpose, ("cookies", key, "purpose"), tuple(policy.purposes), source)
        if cookie.set_by != "us" and cookie.set_by not in policy.recipients:
            yield _unknown("recipient", cookie.set_by, ("cookies", key, "set by"), tuple(policy.recipients), source)
    for key, refusal in policy.never.items():
        yield from _all(categories, "category", ("never", key, "uses"), refusal.uses, source)
        yield from _all(policy.purposes, "purpose", ("never", key, "for"), refusal.for_, source)
        yield from _all(policy.recipients, "recipient", ("never", key, "to"), refusal.to, source)
    for key, commission in policy.for_others.items():
        yield from _all(policy.roles, "role", ("for others", key, "seen by"), commission.seen_by, source)
        yield from _all(policy.recipients, "recipient", ("for others", key, "passed to"), commission.passed_to, source)
    for key, assessed in policy.assessments.items():
        yield from _all(either, "purpose or recipient", ("assessments", key, "of"), assessed.of, source)


def _all(
    known: Mapping[str, Any] | Sequence[str], what: str, path: Path, names: Sequence[str], source: Source
) -> Iterator[Fault]:
    for number, name in enumerate(names):
        if name not in known:
            yield _unknown(what, name, (*path, number), tuple(known), source)
        elif name in names[:number]:
            yield source.fault((*path, number), f"{quoted(name)} stands in this list twice", remedy="delete one")


def parents(data: Mapping[str, Category]) -> tuple[str, ...]:
    """The names above the declared categories: `contact` for `contact.email`."""
    return tuple(dict.fromkeys(name[:place] for name in data for place, c in enumerate(name) if c == "."))


def _unknown(what: str, name: str, path: Path, known: tuple[str, ...], source: Source) -> Fault:
    near = nearest(name, known)
    where = {"category": "data", "kind of people": "people"}.get(what, what + "s")
    remedy = f"did you mean `{near}`?" if near else f"declare it under `{where}:`"
    if what == "right" and not near:
        remedy = f"write one of: {', '.join(known)}"
    because = "" if what != "category" else "UK GDPR 5(1)(b): what is used is named; 30(1)(c): and in the register"
    return source.fault(path, f"{quoted(name)} is no {what} of this policy", because=because, remedy=remedy)
