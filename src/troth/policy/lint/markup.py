"""HTML and Markdown as plain text of the same length: every word stays at its place, so line and column need no map.

What is markup becomes PAD (it was never there: `w<b>or</b>d` is one word) or BREAK (a sentence ends here: a heading, a
row, an item of a list). An item of a list begins with BULLET.
"""

import re
from bisect import bisect_right
from html import unescape
from html.parser import HTMLParser

from troth.fault import Fault

PAD, BREAK, BULLET = "\0", "\x01", "•"

IS_HTML = re.compile(
    r"<!--|<(?:!doctype +html|/?(?:html|body|main|article|section|div|p|h[1-6]|ul|ol|li|br|table|tr))\b[^<>]{0,300}>",
    re.I,
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u "
    "var wbr".split()
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset("head script style template svg".split())
_REACHED = re.compile(r"(?:mailto|tel):([^?\s]{3,200})", re.I)

# Line by line; what each becomes is said beside it.
_LINE = re.compile(
    r"^[ \t>]*(?:"
    r"(?P<item>[-*+•][ \t])|"  # an item of a list
    r"(?P<number>\d{1,3}[.)][ \t])|"  # a numbered one, or a numbered heading
    r"(?P<heading>\#{1,6}[ \t])|"
    r"(?P<row>\|)|"
    r"(?P<rule>[-=_*]{3,}[ \t]*$))",
    re.M,
)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(([^()\s]{0,500})\)")
_MARK = re.compile(r"\\[\\`*_\[\]<>#|]|\*+|`+|~~|(?<!\w)_+|_+(?!\w)")


def line_starts(text: str) -> list[int]:
    """Where each line begins, counted in characters."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def plain(text: str) -> str:
    """The text without its markup, as long as before; a Fault at an HTML tag or comment that is never closed."""
    return _without_marks(_Blanker(text).result() if IS_HTML.search(text) else text)


class _Blanker(HTMLParser):
    """Puts back at its place what a browser would show."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text, self.lines = text, line_starts(text)
        self.out = [PAD] * len(text)
        self.unseen: list[str] = []

    def result(self) -> str:
        """The blanked text. It is never closed: what is left at its end would be looked through again and again."""
        try:
            self.feed(self.text)
        except AssertionError:  # html.parser's word for a marked section that it does not know
            raise self._unread() from None
        if rest := self.rawdata:
            if rest.startswith("<") and len(rest) > 1:
                raise self._unread()
            self._put(len(self.text) - len(rest), rest)
        return "".join(self.out)

    def _unread(self) -> Fault:
        line, column = self.getpos()
        return Fault(
            f"a tag or comment begins on line {line}, column {column + 1}, and nothing after it can be read",
            because="a browser may show something else than what is read here",
            remedy="close it, or hand over the words as plain text",
        )

    def _here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def _put(self, at: int, words: str) -> None:
        if not self.unseen:
            self.out[at : at + len(words)] = words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self._here()
        if tag in _UNSEEN:
            self.unseen.append(tag)
        elif tag in _CELLS:
            self._put(at, " ")
        elif tag == "li":
            self._put(at, f"{BREAK}{BULLET} ")
        elif tag not in _INLINE:
            self._put(at, BREAK)
        elif tag == "a" and (reached := _REACHED.match(dict(attrs).get("href") or "")):
            self._put(at, f" {reached[1]} ")  # an address that stands only in the link is told all the same

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if tag == self.unseen[-1]:
                self.unseen.pop()
            elif tag in ("html", "body"):
                self.unseen.clear()
        elif tag not in _INLINE:
            self._put(self._here(), " " if tag in _CELLS else BREAK)

    def handle_data(self, data: str) -> None:
        self._put(self._here(), data)

    def handle_entityref(self, name: str) -> None:
        self._put(self._here(), unescape(f"&{name};")[: len(name) + 1])

    def handle_charref(self, name: str) -> None:
        self._put(self._here(), unescape(f"&#{name};")[: len(name) + 2])


def _without_marks(text: str) -> str:
    """The text without the marks of Markdown; plain text has few of them, and they mean the same there."""
    out = list(text)
    for match in _LINE.finditer(text):
        if match.start():
            out[match.start() - 1] = BREAK  # the line break before it
        kind, span = match.lastgroup or "", range(match.start(), match.end())
        for at in span:
            out[at] = " "
        if kind == "item":
            out[match.end() - 2] = BULLET
        elif kind in ("heading", "rule") and (end := text.find("\n", match.end())) >= 0:
            out[end] = BREAK
        elif kind == "row":
            end = text.find("\n", match.end())
            row = text[match.end() : end if end >= 0 else len(text)]
            out[match.end() : match.end() + len(row)] = row.replace("|", " ")
    text = _LINK.sub(_linked, "".join(out))
    return _MARK.sub(_unmarked, text)


def _unmarked(match: re.Match[str]) -> str:
    """Nothing, or after a backslash the letter that it stands before."""
    return f"{PAD}{match[0][1]}" if match[0][0] == "\\" else PAD * len(match[0])


def _linked(match: re.Match[str]) -> str:
    reached = _REACHED.match(match[2])
    shown = f"{match[1]} {reached[1]}" if reached else match[1]
    return shown.ljust(len(match[0]), PAD)


def place(starts: list[int], at: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character."""
    line = bisect_right(starts, at)
    return line, at - starts[line - 1] + 1
