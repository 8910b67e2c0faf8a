"""The strip above the board, as SVG: one mark for each promise, in the order of the policy, grouped by letter.

Only what is not kept is named on it. Names that would lie on one another are said together, at the first of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from troth.records.proofs import FAILS, HOLDS, Proof

PITCH, WIDE, GAP = 10, 8, 10
LETTER = 7  # of a label, at most; an estimate that is rather too wide
MANY = 4  # names that one label says
KINDS = {HOLDS: "good", FAILS: "late"}


@dataclass(frozen=True)
class Mark:
    """One promise on the strip: its kind, and where it stands."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Label:
    """A word above or below the marks: where it is anchored, and by which end."""

    text: str
    x: int
    anchor: str = "start"


@dataclass(frozen=True)
class Strip:
    """The whole strip: how wide it is, its marks, the letters below, the names above, and what it says in words."""

    width: int
    marks: tuple[Mark, ...]
    letters: tuple[Label, ...]
    names: tuple[Label, ...]
    says: str


def strip(proofs: Sequence[Proof]) -> Strip:
    """The strip of these promises."""
    marks, letters, places, x, letter = [], [], [], 0, ""
    for proof in proofs:
        if proof.promise[0] != letter:
            x += GAP if letter else 0
            letter = proof.promise[0]
            letters.append(Label(letter, x))
        marks.append(_mark(KINDS.get(proof.state, "none"), x))
        if proof.state == FAILS:
            places.append((proof.promise, x + WIDE))
        x += PITCH
    width = max(x - PITCH + WIDE, WIDE)
    return Strip(width, tuple(marks), tuple(letters), tuple(_names(places, width)), _words(proofs))


def _mark(kind: str, x: int) -> Mark:
    if kind == "late":
        return Mark(kind, x, 15, WIDE, 22)
    return Mark(kind, x, 18, WIDE, 16) if kind == "good" else Mark(kind, x + 0.5, 18.5, WIDE - 1, 15)


def _names(places: Sequence[tuple[str, int]], width: int) -> list[Label]:
    """A name ends at its mark, or begins there if there is no room before it; what would overlap is said together."""
    found: list[tuple[list[str], int]] = []
    for name, end in places:
        found.append(([name], end))
        while len(found) > 1 and _begins(*found[-2], width) + _long(found[-2][0]) + PITCH > _begins(*found[-1], width):
            names, _ = found.pop()
            found[-1][0].extend(names)
    return [_label(names, end, width) for names, end in found]


def _said(names: Sequence[str]) -> str:
    """The names in words; of many the first, and how many more."""
    some = (
        ", ".join(names) if len(names) <= MANY else f"{', '.join(names[: MANY - 1])} and {len(names) - MANY + 1} more"
    )
    return f"{some} not kept"


def _long(names: Sequence[str]) -> int:
    return LETTER * len(_said(names))


def _begins(names: Sequence[str], end: int, width: int) -> int:
    """Where a label begins whose first mark ends here: it grows to the right, as far as there is room."""
    alone = end - _long(names[:1])
    return max(0, min(alone if alone >= 0 else end - WIDE, width - _long(names)))


def _label(names: Sequence[str], end: int, width: int) -> Label:
    begins = _begins(names, end, width)
    return Label(_said(names), end, "end") if begins + _long(names) == end else Label(_said(names), begins)


def _words(proofs: Sequence[Proof]) -> str:
    """What the strip shows, for who does not see it."""
    kept = sum(proof.state == HOLDS for proof in proofs)
    failing = [proof.promise for proof in proofs if proof.state == FAILS]
    rest = len(proofs) - kept - len(failing)
    not_kept = f"{', '.join(failing)} not kept" if failing else "none not kept"
    return f"{len(proofs)} promises in policy order: {kept} kept, {not_kept}, {rest} not built"
