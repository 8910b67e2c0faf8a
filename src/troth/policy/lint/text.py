"""A notice as sentences in plain small letters, one a line, each with the way back to where it stands in the file.

Quotation marks, dashes and blanks are made alike, and what cannot be seen is dropped, so that one pattern fits however
the words were typed. A sentence is cut at LONGEST, so no pattern has more than that to look through at a time.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from troth.fault import Fault
from troth.policy.lint.markup import BREAK, BULLET, PAD, line_starts, place, plain

MOST = 1_000_000  # characters: the longest notice that we know has a tenth of it
LONGEST = 1_000  # characters of a sentence
WORDY = 40  # characters of a word
SHOWN = 160  # characters of a clause that is quoted
ENGLISH = frozenset("the and of to you your we our us or in for is are with that this it be not".split())
SOME, SHARE = 20, 0.05  # from so many words on, at least this part of an English text is among them

_UNTYPED = {code: " " for code in range(32) if chr(code) != "\n"}  # so that PAD and BREAK are ours alone
_ALIKE = {
    **dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2028\u2029"), " "),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), PAD),
    **dict.fromkeys([*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], PAD),
    **dict.fromkeys(map(ord, "‘’‛′`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_LIGATURE = re.compile("[ﬀ-ﬄ]")
_TOKEN = re.compile(rf"[^\s{BREAK}]+|{BREAK}|\n[ {PAD}]*\n")
_ENDS = re.compile(r"[.?!][\"')\]]*$")
_SHORT = frozenset(
    "e.g. i.e. s. ss. art. arts. no. nos. ltd. co. inc. etc. mr. mrs. ms. dr. st. para. paras. reg. regs. sch. cl. v. "
    "u.k. u.s. approx. incl. tel. vs.".split()
)


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the file: line and column from 1, how many characters of its line, and the words there."""

    line: int
    column: int
    length: int
    quote: str


@dataclass(slots=True)
class Text:
    """`said` is every sentence, one a line; `find` in it, and ask `span` where that stands."""

    lines: tuple[str, ...]
    said: str = ""
    _plain: str = ""  # the file without markup, character by character
    _alike: str = ""  # the same as it is read
    _words: list[int] = field(default_factory=list)  # where each word begins in `said`
    _froms: list[int] = field(default_factory=list)  # and where in `raw`
    _sentences: list[int] = field(default_factory=list)  # where each sentence begins in `said`
    _starts: list[int] = field(default_factory=list)  # where each line begins in the file

    @classmethod
    def of(cls, text: str) -> "Text":
        """Read a notice; a Fault if it is too long, holds no words, or is not in English."""
        if len(text) > MOST:
            raise Fault(
                f"the notice is too long: {len(text):,} characters, {MOST:,} are read",
                because="nobody reads a notice of this length, so it tells nobody anything",
                remedy="hand over the notice alone",
            )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        bare = plain(text.translate(_UNTYPED))
        made = cls(tuple(text.split("\n")), "", bare, bare.translate(_ALIKE), _starts=line_starts(text))
        made._fill()
        made._fit()
        return made

    def _fill(self) -> None:
        pieces: list[str] = []
        length, since, bare = 0, 0, True
        for token in _TOKEN.finditer(self._alike):
            word = token[0]
            if word[0] in f"{BREAK}\n":
                bare = True
                continue
            word = _lower(word.replace(PAD, ""))[:WORDY]
            if not word:
                continue
            bare = bare or length - since > LONGEST
            if pieces:
                pieces.append("\n" if bare else " ")
                length += 1
            if bare:
                self._sentences.append(length)
                since, bare = length, False
            self._words.append(length)
            self._froms.append(token.start())
            pieces.append(word)
            length += len(word)
            if word[-1] in ".?!\"')]" and _ENDS.search(word) and word not in _SHORT and not _initial(word):
                bare = True
        self.said = "".join(pieces)

    def _fit(self) -> None:
        known = re.findall(r"[^\W\d_]+", self.said)
        if not known:
            raise Fault("there are no words here", remedy="hand over the text of a privacy notice")
        common = sum(word in ENGLISH for word in known)
        if len(known) >= SOME and common < SHARE * len(known):
            raise Fault(
                "this does not read as English",
                because="words in another language would only be missed here, so all would count as not said",
                remedy="hand over the English text",
            )

    def sentence(self, at: int) -> int:
        """The number of the sentence in which a place of `said` lies."""
        return bisect_right(self._sentences, at) - 1

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """Where the sentences from one number to another lie in `said`."""
        end = self._sentences[last + 1] - 1 if last + 1 < len(self._sentences) else len(self.said)
        return self._sentences[max(0, first)], end

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of `said` stands in the file, quoted as its sentence is written there."""
        at, last = self._from(start), self._from(max(start, end - 1))
        line, column = place(self._starts, at)
        ends = self._starts[line - 1] + len(self.lines[line - 1])
        length = max(1, min(last + 1, ends) - at)
        return Span(line, column, length, self._quote(start, end))

    def _quote(self, start: int, end: int) -> str:
        """The sentence in its own letters, or as much of it as is shown, from a word on."""
        first, last = self.bounds(number := self.sentence(start), number)
        if last - first > SHOWN:
            first = max(first, start - 40)
        words = [word for word in self._between(first, last) if word != BULLET]
        quote = " ".join(words)
        return quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 3].rstrip()}..."

    def _between(self, first: int, last: int) -> Iterator[str]:
        at = max(0, bisect_right(self._words, first) - 1)
        while at < len(self._words) and self._words[at] < last:
            until = self._words[at + 1] - 1 if at + 1 < len(self._words) else len(self.said)
            length = min(until, last) - self._words[at]
            yield "".join(self._kept(self._froms[at], length))
            at += 1

    def _kept(self, start: int, most: int) -> Iterator[str]:
        """So many characters of the file from here on, without those that were dropped."""
        return (self._plain[at] for at in self._shown(start, most))

    def _shown(self, start: int, most: int) -> Iterator[int]:
        at = start
        while most > 0 and at < len(self._alike):
            if self._alike[at] != PAD:
                most -= len(_LIGATURES.get(self._alike[at], "x"))
                yield at
            at += 1

    def _from(self, at: int) -> int:
        """Where a place of `said` stands in the file."""
        word = max(0, bisect_right(self._words, at) - 1)
        return max(self._shown(self._froms[word], at - self._words[word] + 1), default=self._froms[word])


def _lower(word: str) -> str:
    """A word in small letters, never longer than it was but for a printer's ligatures."""
    low = word.lower()
    low = low if len(low) == len(word) else word
    return low if low.isascii() else _LIGATURE.sub(lambda match: _LIGATURES[match[0]], low)


def _initial(word: str) -> bool:
    return len(word) == 2 and word[0].isalpha()
