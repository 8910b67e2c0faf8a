"""Open questions in a file: comments that begin with `# ?`, each about the value beside or below it.

    mobile: contact.phone   # ? 0.72: looks like telephone numbers; is it the person's own?
    # ? 0.55: whose row is this? [own, shared, staff, other]
    - {contacts: {id: account_id}, as: shared}

A question may begin with how sure whoever wrote the value is, from 0 to 1, and end with the answers to choose from. It
stands on the line of a value, or on the lines directly above a key or item; there, lines of comment that are indented
more carry it on. A question with an empty line below it is about nothing, and a comment like any other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from troth.fault import Faults
from troth.policy.edit import Put, edited
from troth.policy.layout import MORE, QUESTION, Layout
from troth.policy.source import Path, load
from troth.policy.splice import Edit, spliced
from troth.policy.style import Value

_SURE = re.compile(r"(0|1|0?\.[0-9]{1,6}|1\.0{1,6})[ \t]*:[ \t]*")
_CHOICES = re.compile(r"[ \t]*\[([^\[\]]*)\]$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about a value: the line it begins on (from 1), the value as it stands, and how sure it is, if said."""

    path: Path
    line: int
    value: Any = field(hash=False)
    question: str
    sure: float | None = None  # from 0 to 1
    choices: tuple[str, ...] = ()


def doubts(text: str | bytes, where: str) -> tuple[Doubt, ...]:
    """The open questions of a text, in its order; Faults for a text that cannot be read."""
    data, source = load(text, where)
    return tuple(doubt for doubt, _ in _found(Layout(source), data))


def answered(text: str, where: str, doubt: Doubt, value: Value | None) -> str:
    """The text with a doubt's comment taken out, and the value put there if it is another one; None leaves it as it is.

    A Fault if the question or the value is not what it was when the doubt was read; its line may have moved.
    """
    data, source = load(text, where)
    out = next((out for one, out in _found(Layout(source), data) if _same(one, doubt)), None)
    if out is None:
        raise source.fault(
            doubt.path,
            "this question is no longer open, or what it asks about has changed meanwhile",
            because="an answer counts for the value that it was given to",
            remedy="look at the question again",
        )
    made = spliced(text, [out])
    try:
        unchanged = load(made, where)[0] == data
    except Faults:
        unchanged = False
    if not unchanged:
        raise source.fault(doubt.path, "this question cannot be taken out from here", remedy="delete its comment")
    return made if value == doubt.value or value is None else edited(made, where, [Put(doubt.path, value)])


def _same(one: Doubt, other: Doubt) -> bool:
    return replace(one, line=other.line) == other


# ---- which comments, about what ----


def _found(layout: Layout, data: Any) -> Iterator[tuple[Doubt, Edit]]:
    """Each doubt, with the edit that takes its comment out."""
    asked = [(start, end) for start, end in layout.comments if QUESTION.match(layout.text, start, end)]
    if not asked:
        return
    places = _Places(layout)
    for start, end in asked:
        line = last = layout.line(start)
        if line in layout.whole:
            path = places.below[line]
            while MORE.match(layout.text, *layout.whole.get(last + 1, (0, 0))):
                last += 1
            out = (layout.starts[line], min(len(layout.text), layout.eol(layout.starts[last]) + 1), "")
        else:
            path = places.beside(start)
            begin = layout.begin(start)
            out = (begin + len(layout.text[begin:start].rstrip(" \t")), end, "")
        if path is not None:
            said = " ".join(
                one.strip()[1:].strip() for one in [layout.text[start:end], *layout.source.lines[line + 1 : last + 1]]
            )
            yield _doubt(path, line, _value(data, path), said.removeprefix("?").strip()), out


def _doubt(path: Path, line: int, value: Any, said: str) -> Doubt:
    sure, choices = _SURE.match(said), _CHOICES.search(said)
    among = tuple(one.strip() for one in choices[1].split(",") if one.strip()) if choices else ()
    question = said[sure.end() if sure else 0 : choices.start() if choices and among else len(said)]
    return Doubt(path, line + 1, value, question.strip(), float(sure[1]) if sure else None, among)


def _value(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


class _Places:
    """The entries of a text by their lines."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.on: dict[int, list[tuple[Path, int, int]]] = {}  # what begins on a line: its opening, its end
        self.until: dict[int, list[tuple[Path, int]]] = {}  # what ends on it
        self.first: dict[int, Path] = {}  # what is the first thing on it
        for path in sorted(filter(None, layout.source.spans), key=len):
            opening, start, end = layout.opening(path), layout.start(path), layout.end(path)
            self.on.setdefault(layout.line(opening), []).append((path, opening, end))
            self.until.setdefault(layout.line(end), []).append((path, end))
            for at in (opening, start) if layout.style(path) not in ("-", ":") else (opening,):
                if not layout.text[layout.begin(at) : at].strip():
                    self.first.setdefault(layout.line(at), path)
        # What a comment on a line of its own is about: the entry under it, with nothing but comments between.
        self.below: dict[int, Path | None] = {}
        for line in sorted(layout.whole, reverse=True):
            self.below[line] = self.below[line + 1] if line + 1 in layout.whole else self.first.get(line + 1)

    def beside(self, start: int) -> Path | None:
        """What a comment behind something is about: the largest thing that is whole on the line, the last of several;
        else the last that begins on it; else what ends there.
        """
        line = self.layout.line(start)
        on = self.on.get(line, [])
        whole = [
            (len(path), -opening, path) for path, opening, end in on if self.layout.line(end) == line and end <= start
        ]
        if whole:
            return min(whole)[2]
        if on:
            return max(on, key=lambda one: (one[1], len(one[0])))[0]
        until = [(end, len(path), path) for path, end in self.until.get(line, []) if end <= start]
        return max(until, key=lambda one: one[:2])[2] if until else None
