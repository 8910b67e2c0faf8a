"""What differs between two policies, as frozen values; names are the policies' own, words are for people."""

from dataclasses import dataclass, fields
from typing import Literal

from troth.words import Basis

Kind = Literal[
    "purpose", "recipient", "country", "data", "right", "prohibition", "document", "cookie", "channel"
]  # what a policy has under a name


@dataclass(frozen=True, slots=True)
class Uses:
    """Single uses gained or lost together: these categories, for this purpose, by any of these (`role:finance`)."""

    purpose: str
    title: str
    categories: tuple[str, ...]
    who: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many single uses it is."""
        return len(self.categories) * len(self.who)


@dataclass(frozen=True, slots=True)
class Swap:
    """A purpose that rests on another basis now."""

    purpose: str
    title: str
    was: Basis
    now: Basis


@dataclass(frozen=True, slots=True)
class Period:
    """A period that changed, in words; `days` is how many more there are (fewer: negative) where the event is of the
    day of the comparison, None where the two do not run from the same event or cannot be reckoned.
    """

    purpose: str
    title: str
    was: str
    now: str
    days: int | None

    @property
    def how(self) -> Literal["longer", "shorter", "as long", "otherwise"]:
        """Which way it changed."""
        if self.days is None:
            return "otherwise"
        return "longer" if self.days > 0 else "shorter" if self.days < 0 else "as long"


@dataclass(frozen=True, slots=True)
class Change:
    """Something with a name that came, went or changed, such as a recipient or a prohibition."""

    kind: Kind
    name: str
    says: str
    how: Literal["gained", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the notice that was added (`was` empty), dropped (`now` empty) or changed."""

    id: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class MustTell:
    """Who is told of what, and under which law. `before`: it does not start until they were told; else they are told
    when it starts. `purpose` is the name under which it is noted that they were.
    """

    purpose: str
    people: tuple[str, ...]
    because: str
    cite: str
    before: bool
    law: str = ""  # its words


@dataclass(frozen=True, slots=True)
class Refused:
    """What the law does not allow however it is told."""

    purpose: str
    because: str
    cite: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changes; `first` where there was no policy before, so that nobody holds data under another."""

    first: bool = False
    gained: tuple[Uses, ...] = ()
    lost: tuple[Uses, ...] = ()
    bases: tuple[Swap, ...] = ()
    periods: tuple[Period, ...] = ()
    changes: tuple[Change, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    must_tell: tuple[MustTell, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing changes that the company does or says."""
        return not any(getattr(self, field.name) for field in fields(self) if field.name != "first")

    @property
    def first_tell(self) -> tuple[MustTell, ...]:
        """What does not start until people were told of it."""
        return tuple(one for one in self.must_tell if one.before)

    def named(self, kind: str, how: str) -> tuple[Change, ...]:
        """The changes of one kind and way: `named("recipient", "gained")`."""
        return tuple(one for one in self.changes if (one.kind, one.how) == (kind, how))

    @property
    def categories(self) -> tuple[str, ...]:
        """The kinds of data that any of it concerns, once each."""
        return tuple(dict.fromkeys(name for one in (*self.gained, *self.lost) for name in one.categories))
