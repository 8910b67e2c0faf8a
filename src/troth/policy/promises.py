"""The promises of the company's published policy, one by one, and what each asks for: its parts, each held by a probe.

The file `promises.yaml` lies beside the policy. It says what is promised and what would be seen if it is kept; whether
it is kept is for `troth prove` to look at. Here the words are read, and held against the entries of the policy that
name a promise (`promises: [W5]`): a promise that needs an entry and has none is no rule, only words.

read(text, where)       the promises that a text declares, or Faults at file:line:column
check(promises, policy) promises that no entry of the policy keeps, and names in the policy that are no promise
naming(policy)          the entries of a policy by the promise that they name
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError

from troth.fault import Fault, Faults
from troth.policy.shape import complaints
from troth.policy.source import MOST_FAULTS, Path, Source, load, nearest, quoted
from troth.policy.values import Line, Policy, Value, Words

ID = re.compile(r"[A-Z][1-9][0-9]?")
BEGIN = "begin with a promise: `F1:`, and under it title, says, kept when, owner and parts; or delete the file"
DECLARED = "declared"  # the one probe that is asked here too: whether an entry of the policy names the promise
Section = Literal["purposes", "recipients", "channels", "data", "rights", "documents", "cookies", "never", "for others"]
SECTIONS: tuple[Section, ...] = (
    "purposes",
    "recipients",
    "channels",
    "data",
    "rights",
    "documents",
    "cookies",
    "never",
    "for others",
)
KEEPS = "a promise is kept by a rule that names it; without one it is words only"


class Part(Value):
    """One thing that a promise asks for, in plain words, and the probe that looks whether it is so."""

    probe: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
    says: Line
    in_: Section | None = None  # for `declared`: in which section of the policy an entry must name the promise


class Promise(Value):
    """A sentence of the published policy: what it says, when it is kept, who answers for it, part by part."""

    id: str = Field("", alias="\0id")  # the key it stands under
    title: Line
    says: Words
    kept_when: Words
    owner: Line
    parts: tuple[Part, ...] = Field(min_length=1, max_length=20)
    source: Source = Field(Source(), alias="\0source", exclude=True, repr=False)


class _Promises(Value):
    """The shape of the file: what stands under each id, as complaints about it need."""

    promises: Mapping[str, Promise]


def read(text: str | bytes, where: str) -> tuple[Promise, ...]:
    """The promises that a text declares, in its order; Faults with `file:line:column` for everything that is wrong."""
    data, source = load(text, where, begin=BEGIN)
    if not isinstance(data, dict):
        raise Faults([source.fault((), "the file is made of promises, each under its number", remedy=BEGIN)])
    faults = [_no_id(source, key) for key in data if not ID.fullmatch(key)]
    try:
        found = _Promises.model_validate({"promises": data}, by_alias=True, by_name=False).promises
    except ValidationError as error:
        raise Faults(islice([*faults, *_complaints(error, source)], MOST_FAULTS)) from None
    faults += [fault for key, promise in found.items() for fault in _twice(source, key, promise)]
    if faults:
        raise Faults(faults[:MOST_FAULTS])
    return tuple(one.model_copy(update={"id": key, "source": source}) for key, one in found.items())


def _no_id(source: Source, key: str) -> Fault:
    remedy = "write a capital and a number, such as W5"
    return source.fault((key,), f"{quoted(key)} is no number of a promise", remedy=remedy, key=True)


class _Moved(Source):
    """The places of the file, for paths that begin with the section that the file itself does not write."""

    def fault(self, path: Path, what: str, **more: Any) -> Fault:
        return super().fault(path[1:], what, **more)


def _complaints(error: ValidationError, source: Source) -> Iterator[Fault]:
    moved = _Moved(source.where, source.lines, source.keys, source.values)
    return complaints(error, moved, _Promises)


def _twice(source: Source, key: str, promise: Promise) -> Iterator[Fault]:
    """A part that says nothing new, and a section where only `declared` asks for one."""
    seen: dict[tuple[str, str | None], int] = {}
    for number, part in enumerate(promise.parts):
        here: Path = (key, "parts", number)
        if seen.setdefault((part.probe, part.in_), number) != number:
            yield source.fault(here, f"{quoted(part.probe)} is asked twice of {key}", remedy="keep one of the two")
        if (part.probe == DECLARED) != (part.in_ is not None):
            what = "`in:` names the section in which an entry keeps the promise"
            remedy = f"write for example `in: purposes` with `probe: {DECLARED}`, and with no other"
            yield source.fault((*here, "in" if part.in_ else "probe"), what, remedy=remedy)


# ---- against the policy ----


def naming(policy: Policy) -> dict[str, tuple[Path, ...]]:
    """The entries of a policy by the promise that they name, each by its path, in the policy's order."""
    found: dict[str, dict[Path, None]] = {}
    for path, promises in entries(policy):
        for name in promises:
            found.setdefault(name, {})[path] = None
    return {name: tuple(paths) for name, paths in found.items()}


def entries(policy: Policy) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every entry that can name promises, by its path, with those that it names."""
    for section in SECTIONS:
        declared: Mapping[str, Any] = getattr(policy, section.replace(" ", "_"))
        for key, entry in declared.items():
            yield (section, key), entry.promises


def check(promises: Sequence[Promise], policy: Policy) -> list[Fault]:
    """Promises that no entry of the policy keeps, and names in the policy that are no promise, each at its place."""
    known, named = {promise.id: promise for promise in promises}, naming(policy)
    faults = []
    for promise in promises:
        for number, part in enumerate(promise.parts):
            paths = named.get(promise.id, ())
            if part.in_ and not any(path[0] == part.in_ for path in paths):
                faults.append(_no_rule(promise, number, part.in_, paths))
    for path, names in entries(policy):
        faults += [_no_promise(policy, path, n, name, known) for n, name in enumerate(names) if name not in known]
    return faults


def _no_rule(promise: Promise, number: int, section: str, paths: Sequence[Path]) -> Fault:
    what = f"promise {promise.id} has no rule: no entry of `{section}:` names it ({promise.title})"
    remedy = f"put `{promise.id}` into the `promises:` of the entry that keeps it"
    if paths:
        remedy += f"; so far {' and '.join('/'.join(map(str, path)) for path in paths[:2])} names it"
    return promise.source.fault((promise.id, "parts", number), what, because=KEEPS, remedy=remedy)


def _no_promise(policy: Policy, path: Path, number: int, name: str, known: Mapping[str, Promise]) -> Fault:
    near = nearest(name, tuple(known))
    remedy = f"did you mean `{near}`?" if near else "write it into promises.yaml, or delete it here"
    what = f"{quoted(name)} is no promise of this company"
    return policy.source.fault((*path, "promises", number), what, because=KEEPS, remedy=remedy)
