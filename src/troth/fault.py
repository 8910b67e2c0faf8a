"""The one error shape: where it is, what is wrong, because of what, and what to try.

The same value prints in a terminal, in a page and in the API. Strangers see only `what` and `remedy`.
No fault carries a value of personal data: opaque references only.
"""

from collections.abc import Iterable, Iterator

MOST = 2_000  # characters of one part that a terminal shows
JOINERS = "\u200c\u200d"  # emoji and several scripts need them


def plain(text: str, most: int = MOST) -> str:
    """Words that somebody typed, as a terminal may show them: on one line, not too long, nothing invisible in them."""
    cut = text if len(text) <= most else f"{text[: most - 3]}..."
    return "".join(c if c.isprintable() or c in JOINERS else "\ufffd" for c in cut)


class Fault(Exception):
    """One thing that is wrong, in four parts; `where` and `because` may be empty."""

    def __init__(self, what: str, *, where: str = "", because: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.because, self.remedy = what, where, because, remedy

    def __str__(self) -> str:
        """As a terminal shows it: where and what on a line, then because and try."""
        lines = [plain(f"{self.where}: {self.what}" if self.where else self.what)]
        if self.because:
            lines.append(f"  because  {plain(self.because)}")
        if self.remedy:
            lines.append(f"  try      {plain(self.remedy)}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.what, self.where, self.because, self.remedy)

    def as_json(self) -> dict[str, str]:
        """The four parts by the names that the law of the house gives them."""
        return {"where": self.where, "what": self.what, "because": self.because, "try": self.remedy}

    def to_strangers(self) -> dict[str, str]:
        """What somebody outside may read: what is wrong and what to try."""
        return {"what": self.what, "try": self.remedy}


def _again(what: str, where: str, because: str, remedy: str) -> Fault:
    return Fault(what, where=where, because=because, remedy=remedy)


class Faults(Exception):
    """Several faults found in one reading, so that they can be mended in one go."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)
