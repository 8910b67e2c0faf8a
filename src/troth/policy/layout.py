"""What stands where in a text: its lines, comments, keys and values, so that one thing can be changed and nothing else.

Places are characters of the lines joined by line feeds (`source.Span`). A comment is never inside a value: what stands
between quotes, or in the lines of a folded text, is text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from troth.policy.source import Path, Source

HEADER = re.compile(r"(?:![ \t]*)?[|>][-+1-9]*")  # of a text in lines of its own
QUESTION = re.compile(r"#[ \t]+\?(?:[ \t]|$)")
MORE = re.compile(r"#[ \t]{3,}\S")  # a question goes on, deeper than its first word


class Layout:
    """The text of a source with everything that stands in it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = "\n".join(source.lines)
        self.starts = [0]
        for line in source.lines[:-1]:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.parts: dict[Path, list[str | int]] = {}
        for path in source.spans:
            if path:
                self.parts.setdefault(path[:-1], []).append(path[-1])

    # ---- lines ----

    def line(self, at: int) -> int:
        """The number of the line, from 0, that a place is on."""
        return bisect_right(self.starts, at) - 1

    def begin(self, at: int) -> int:
        """Where the line of a place begins."""
        return self.starts[self.line(at)]

    def eol(self, at: int) -> int:
        """Where the line of a place ends: at its line feed, or at the end of the text."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found

    def column(self, at: int) -> int:
        """How many characters of its line stand before a place."""
        return at - self.begin(at)

    def blank(self, line: int) -> bool:
        """Whether nothing stands on a line; a line that is not there is blank too."""
        return not 0 <= line < len(self.source.lines) or not self.source.lines[line].strip()

    # ---- values ----

    def style(self, path: Path) -> str:
        """How a value is written (`Span`)."""
        return self.source.spans[path].style

    def children(self, path: Path) -> list[Path]:
        """What a list or mapping holds, in the order of the text."""
        return [(*path, part) for part in self.parts.get(path, ())]

    def flowing(self, path: Path) -> bool:
        """Whether a value stands inside brackets."""
        return bool(path) and self.style(path[:-1]) in ("[", "{", "?")

    def empty(self, path: Path) -> bool:
        """Whether nothing at all stands for a value: `key:` or `-` alone."""
        start, end, style = self.source.spans[path]
        return start == end and style == ""

    def mark(self, path: Path) -> int:
        """Behind the colon of a key or the dash of an item: where what it holds may begin."""
        if path in self.source.names:
            end = self.source.names[path].end
            for at in range(end, len(self.text)):
                if self.text[at] == ":":
                    return at + 1
                if not self.text[at].isspace():
                    break
            return end
        return self.dash(path) + 1

    def dash(self, path: Path) -> int:
        """The dash of an item of a list by lines."""
        number = path[-1]
        if not isinstance(number, int) or number == 0:
            return self.source.spans[path[:-1]].start
        at = self.end((*path[:-1], number - 1))
        for one in range(bisect_left(self.comments, (at, 0)), len(self.comments)):
            start, end = self.comments[one]
            if (found := self.text.find("-", at, start)) >= 0:
                return found
            at = end
        return self.text.index("-", at)

    def start(self, path: Path) -> int:
        """Where a value begins; for one that is empty, where it would."""
        return self.mark(path) if self.empty(path) and not self.inside(path) else self.source.spans[path].start

    def inside(self, path: Path) -> bool:
        """Whether it is an item of a list in brackets."""
        return bool(path) and self.style(path[:-1]) == "["

    def end(self, path: Path) -> int:
        """Behind the last character of a value, without the blank lines that mean nothing."""
        start, end, style = self.source.spans[path]
        if style in ("-", ":", "?"):
            return self.end((*path, self.parts[path][-1]))
        if style in ("|", ">"):
            return self._lines_end(start, end)
        return self.start(path) if start == end else end

    def open(self, path: Path) -> bool:
        """Whether empty lines behind a value would belong to it: its last text keeps them (`|+`)."""
        while self.parts.get(path) and self.style(path) in ("-", ":"):
            path = (*path, self.parts[path][-1])
        start, _, style = self.source.spans[path]
        header = HEADER.match(self.text, start) if style in ("|", ">") else None
        return bool(header and "+" in header[0])

    def _lines_end(self, start: int, end: int) -> int:
        """The end of a text in lines of its own: with the blank lines behind it only if it keeps them."""
        header = HEADER.match(self.text, start)
        if header and "+" in header[0]:
            return end - 1 if self.text[end - 1 : end] == "\n" else end
        return self.eol(start + len(self.text[start:end].rstrip()) - 1)

    def opening(self, path: Path) -> int:
        """Where an entry begins: its key, its dash, or an item in brackets."""
        if path in self.source.names:
            return self.source.names[path].start
        return self.source.spans[path].start if self.flowing(path) else self.dash(path)

    def odd(self, path: Path) -> bool:
        """Whether the key is written with a question mark before it."""
        name = self.source.names.get(path)
        return name is not None and bool(
            re.search(r"(?:^|[\s\[{,])\?[ \t]*$", self.text[self.begin(name.start) : name.start])
        )

    # ---- comments ----

    @cached_property
    def comments(self) -> list[tuple[int, int]]:
        """Where each comment begins and ends, in order."""
        found, at = [], 0
        for start, end in [*self._texts(), (len(self.text), len(self.text))]:
            while (sign := self.text.find("#", at, start)) >= 0:
                at = self.eol(sign)
                found.append((sign, at))
            at = max(at, end)
        return found

    def _texts(self) -> Iterator[tuple[int, int]]:
        """Where every key and every text stands, in order; of one in lines of its own, its header and its lines."""
        spans = [(span, False) for span in self.source.names.values()]
        spans += [(span, True) for span in self.source.spans.values() if span.style not in ("[", "{", "-", ":", "?")]
        for (start, end, style), value in sorted(spans):
            header = HEADER.match(self.text, start) if value and style in ("|", ">") else None
            if header:
                yield start, header.end()
                yield self.eol(start), end
            elif end > start:
                yield start, end

    @cached_property
    def whole(self) -> dict[int, tuple[int, int]]:
        """The comments that have a line to themselves, by its number."""
        return {self.line(s): (s, e) for s, e in self.comments if not self.text[self.begin(s) : s].strip()}

    def above(self, path: Path) -> list[int]:
        """The lines of comment directly above an entry that begins its line, from the top."""
        opening = self.opening(path)
        line = self.line(opening)
        if self.text[self.starts[line] : opening].strip():
            return []
        first = line
        while first - 1 in self.whole:
            first -= 1
        return list(range(first, line))

    def asked(self, lines: list[int]) -> list[list[int]]:
        """Those of some lines of comment that are questions (`# ?`), each with the lines that carry it on."""
        found: list[list[int]] = []
        for line in lines:
            start, end = self.whole[line]
            if QUESTION.match(self.text, start, end):
                found.append([line])
            elif found and found[-1][-1] == line - 1 and MORE.match(self.text, start, end):
                found[-1].append(line)
        return found

    def own(self, path: Path) -> list[int]:
        """The lines of comment above an entry that are about it alone: in its column, or a question.

        What stands above the first key of a file is about the file.
        """
        lines = self.above(path)
        asked = {line for question in self.asked(lines) for line in question}
        column = self.column(self.opening(path))
        head = path == (self.parts[()][0],)
        for line in reversed(lines):
            if line not in asked and (head or self.column(self.whole[line][0]) != column):
                return [one for one in lines if one > line]
        return lines
