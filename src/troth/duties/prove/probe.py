"""What a probe is: a look at one thing that a promise asks for, and what it saw.

A probe is told what stands around it (`Context`) and gives a `Result`. It looks at the thing itself (the policy in
force, a store, a page as a visitor gets it, the evidence), never at what somebody says of it. What is not built yet has
no probe: its name stands in `missing.py`, with what is missing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from troth import stores
from troth.duties import places
from troth.duties.clock import local_date
from troth.fault import Fault
from troth.policy import Policy, meaning
from troth.policy.check import OBJECTIONS
from troth.policy.promises import Part, Promise, Section, naming
from troth.policy.publish import Notice, notice
from troth.policy.publish.register import Register, register
from troth.policy.source import Path
from troth.records.proofs import BUILT_NOT, FAILS, HOLDS, WAITS, State


@dataclass(frozen=True, slots=True)
class Result:
    """What a probe saw: a state, a sentence, when it was last seen happening, and the evidence for that."""

    state: State
    says: str
    last: datetime | None = None
    evidence: str = ""  # a reference: an entry of the ledger, a place in a file


def kept(says: str, last: datetime | None = None, evidence: str = "") -> Result:
    """It is as promised. Without a time of its own it was seen at the moment of the walk."""
    return Result(HOLDS, says, last, evidence)


def failed(says: str, last: datetime | None = None, evidence: str = "") -> Result:
    """It is not as promised, and this is why."""
    return Result(FAILS, says, last, evidence)


def no_occasion(says: str) -> Result:
    """The control is there, and nothing has happened yet that it could have kept or broken."""
    return Result(WAITS, says)


def not_built(says: str) -> Result:
    """The thing itself is missing: there is nothing that could keep the promise, or break it."""
    return Result(BUILT_NOT, says)


def none_of(wrong: Iterable[str], right: str) -> Result:
    """Kept if nothing is wrong; else the first two things that are, and how many more."""
    found = list(wrong)
    if not found:
        return kept(right)
    more = f"; and {len(found) - 2} more" if len(found) > 2 else ""
    return failed("; ".join(found[:2]) + more)


@dataclass(frozen=True)
class World:
    """What a whole walk looks at, each thing read once and only if somebody asks."""

    at: datetime
    policy: Policy
    version: int = 0  # 0: none was adopted, the files on disk count
    seen: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # pages, by their addresses

    @cached_property
    def on(self) -> date:
        """The day of the walk."""
        return local_date(self.at)

    @cached_property
    def named(self) -> dict[str, tuple[Path, ...]]:
        """The entries of the policy by the promise that they name."""
        return naming(self.policy)

    @cached_property
    def notice(self) -> Notice:
        """The public notice of the day."""
        return notice(self.policy, self.on)

    @cached_property
    def told(self) -> frozenset[Path]:
        """The entries that the notice has a sentence for."""
        return frozenset(one.rule[:2] for one in self.notice.sentences if len(one.rule) > 1)

    @cached_property
    def register(self) -> Register:
        """The register of processing of the day."""
        return register(self.policy, self.on)

    @cached_property
    def uses(self) -> frozenset[meaning.Use]:
        """Every single use that the decisions permit."""
        return meaning.uses(self.policy, self.on)

    @cached_property
    def objections(self) -> tuple[tuple[Path, str], ...]:
        """What the law of the day objects to in the policy: where, and what."""
        return tuple(
            (path, what)
            for one in OBJECTIONS
            if one.since <= self.on
            for path, what, _ in one.found(self.policy, self.on)
        )

    @cached_property
    def stores(self) -> Mapping[str, stores.Store]:
        """The company's systems."""
        return places.all_stores()

    @cached_property
    def described(self) -> Mapping[str, Mapping[str, tuple[str, ...]] | Fault]:
        """The tables and columns of each system that can list them, or why it could not."""
        found: dict[str, Mapping[str, tuple[str, ...]] | Fault] = {}
        for name, store in self.stores.items():
            describe = getattr(store, "describe", None)
            if describe is not None:
                try:
                    found[name] = describe()
                except Fault as fault:
                    found[name] = fault
        return found


@dataclass(frozen=True, slots=True)
class Context:
    """One part of one promise, in the world of a walk."""

    world: World
    promise: Promise
    part: Part

    @property
    def policy(self) -> Policy:
        """The policy in force."""
        return self.world.policy

    @property
    def on(self) -> date:
        """The day of the walk."""
        return self.world.on

    @property
    def entries(self) -> tuple[Path, ...]:
        """The entries of the policy that name the promise at hand."""
        return self.world.named.get(self.promise.id, ())

    def of(self, section: Section) -> dict[str, Any]:
        """Those of one section, by their names."""
        declared: Mapping[str, Any] = getattr(self.policy, section.replace(" ", "_"))
        return {str(key): declared[str(key)] for where, key in self.entries if where == section}


@dataclass(frozen=True, slots=True)
class Probe:
    """A look, by name, and the control that it holds to account, in a few words for the board."""

    name: str
    control: str
    look: Callable[[Context], Result]


PROBES: dict[str, Probe] = {}


def probe(name: str, *, control: str) -> Callable[[Callable[[Context], Result]], Callable[[Context], Result]]:
    """Enter a function as the probe of a name."""

    def enter(look: Callable[[Context], Result]) -> Callable[[Context], Result]:
        PROBES[name] = Probe(name, control, look)
        return look

    return enter


def at_place(policy: Policy, path: Path) -> str:
    """Where an entry stands: `policy.yaml:330`."""
    line, _, _ = policy.source.place(path)
    return f"{policy.source.where}:{line}"
