"""Which characters of a text a change takes out and puts in: each act answers with edits, and `spliced` makes them.

The style of what is there is kept: in brackets stays in brackets, quotes that somebody chose stay, and so do the lines
of a folded text that say the same as before.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from troth.policy import style
from troth.policy.layout import HEADER, QUESTION, Layout
from troth.policy.source import Path, width
from troth.policy.style import LONG, Manner, Value, Written

Edit = tuple[int, int, str]  # from, to (behind it), and what comes there


def spliced(text: str, edits: Sequence[Edit]) -> str:
    """A text with some of its spans replaced; places count as in `source.load`, where a line ends in one character.

    The byte-order mark and the line ends of the text stay, and new lines end as its first one does.
    """
    body = text.removeprefix("\ufeff")
    doubles = [found.start() - number for number, found in enumerate(re.finditer("\r\n", body))]
    made, at, end = [text[: len(text) - len(body)]], 0, _line_end(text)
    for first, last, new in sorted(edits, key=lambda edit: edit[:2]):
        made += [body[at : first + bisect_left(doubles, first)], new.replace("\n", end)]
        at = last + bisect_left(doubles, last)
    return "".join([*made, body[at:]])


def ended(text: str) -> str:
    """A text whose last line ends as its first one does."""
    return text + _line_end(text)


def _line_end(text: str) -> str:
    found = re.search("\r\n|\r|\n", text)
    return found[0] if found else "\n"


# ---- put in the place of another ----


def replaced(layout: Layout, path: Path, old: Any, value: Value) -> list[Edit]:
    """A value in the place of another."""
    start, end, was = layout.source.spans[path]
    if layout.flowing(path):
        if not layout.empty(path):
            kept = _kept(layout, path, old, value, 0)
            return [(start, end, kept.head if kept else style.inline(value))]
        mark = layout.mark(path)
        return [(mark, mark, f"{'' if layout.text[mark - 1] == ':' else ':'} {style.inline(value)}")]
    mark, start, end = layout.mark(path), layout.start(path), layout.end(path)
    alone = "\n" not in layout.text[mark:start]  # beginning on the line of its key or dash
    column = layout.column(start) if alone and start > mark else layout.column(mark) + 1
    head, body = _by_lines(layout, path, old, value, column)
    below = "".join("\n" + line for line in body)
    before = " " + head if head else ""
    if was in ("-", ":"):
        after = _tail(layout, path)
        if alone:
            return [(start, after, head + below)]
        return [(mark, mark, before), (layout.eol(mark), after, below)]
    if layout.empty(path):
        return [(mark, mark, before), (layout.eol(mark), layout.eol(mark), below)]
    first = start if head or not alone else mark
    if was in ("|", ">"):
        header = HEADER.match(layout.text, start)
        return [(first, header.end() if header else start, head), (layout.eol(start), end, below)]
    if was in ("[", "{") and layout.text[start + 1 : layout.eol(start)].lstrip().startswith("#"):
        return [(first, start + 1, head), (layout.eol(start), end, ""), (layout.eol(end), layout.eol(end), below)]
    return [(first, end, head), (layout.eol(end), layout.eol(end), below)]


def _by_lines(layout: Layout, path: Path, old: Any, value: Value, column: int) -> Written:
    """A value as it is written behind its key or dash, beginning in a column."""
    manner = manner_of(layout)
    name = layout.source.names.get(path)
    indent = layout.column(name.start) if name else column - 2
    if kept := _kept(layout, path, old, value, indent + manner.step):
        return kept
    if name:
        return style.block(value, indent, column, manner)
    first, *body = style.item(value, indent, manner)
    return Written(first[indent + 2 :], tuple(body))


def _kept(layout: Layout, path: Path, old: Any, value: Value, indent: int) -> Written | None:
    """A text in the style of the one before, if it had it by choice or still needs it."""
    if not isinstance(old, str) or not isinstance(value, str):
        return None
    start, end, was = layout.source.spans[path]
    flow = layout.flowing(path)
    room = LONG if "\n" in layout.text[start:end] else max(LONG, width(old))
    fits = flow or ("\n" not in value and width(value) <= room)
    if was in ("'", '"') and fits:
        if style.plain(value, flow=flow) and not style.plain(old, flow=flow):
            return None
        one_line = was == "'" and not any(c in value for c in "\n\t")
        return Written(style.single(value) if one_line else style.quotes(value))
    if was == "" and fits:
        return Written(style.scalar(value, flow=flow))
    if was in ("|", ">"):
        long = "\n" in old.removesuffix("\n") or width(old) > LONG
        needed = "\n" in value.removesuffix("\n") or width(value) > LONG
        if needed or not long:
            lines = layout.text[start : layout.end(path)].split("\n")[1:]
            deep = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), indent)
            if was == "|":
                return style.literal(value, deep)
            flat = [line[deep:] for line in lines]
            return style.folded(value, deep, flat if " ".join(flat) == old.removesuffix("\n") else ())
    return None


# ---- lists ----


def on_one_line(layout: Layout, path: Path) -> bool:
    """Whether a list stands in brackets on one line."""
    start, end, was = layout.source.spans[path]
    return was == "[" and "\n" not in layout.text[start:end]


def relisted(layout: Layout, path: Path, old: Sequence[Any], new: Sequence[Value]) -> list[Edit]:
    """A list in brackets on one line, with other items; those that it had stand as they stood."""
    items = layout.children(path)
    places = [(layout.opening(one), layout.end(one)) for one in items]
    had = [(one, layout.text[first:last]) for one, (first, last) in zip(old, places, strict=True)]
    between = layout.text[places[0][1] : places[1][0]] if len(places) > 1 else ", "
    said = [next((text for one, text in had if one == value), None) or style.inline(value) for value in new]
    return [(places[0][0], places[-1][1], between.join(said))]


def inserted(layout: Layout, path: Path, number: int, value: Value) -> list[Edit]:
    """A new item in a list, before the one that has its number now."""
    start, _, was = layout.source.spans[path]
    items = layout.children(path)
    if was == "[":
        said = style.inline(value)
        if not items:
            return [(start + 1, start + 1, said)]
        if number == len(items):
            return [_behind(layout, items[-1], said)]
        at = layout.opening(items[number])
        return [(at, at, f"{said}, ")]
    dash = layout.dash(items[0])
    pad = layout.column(dash)
    lines = "\n".join(style.item(value, pad, manner_of(layout)))
    if number:
        at = _tail(layout, items[number - 1], last=number == len(items))
        return [(at, at, "\n" + lines)]
    if own := layout.own(items[0]):
        at = layout.starts[own[0]]
        return [(at, at, lines + "\n")]
    return [(dash, dash, f"{lines[pad:]}\n{' ' * pad}")]


# ---- keys ----


def added(layout: Layout, path: Path, name: str, value: Value) -> list[Edit]:
    """A new key at the end of a mapping; behind an empty line, if the last one stands behind one."""
    start, _, was = layout.source.spans[path]
    keys = layout.children(path)
    if was != ":":
        said = f"{style.key(name, flow=True)}: {style.inline(value)}"
        if not keys:
            return [(start + 1, start + 1, said)]
        behind = _behind(layout, keys[-1], said)
        return [behind] if was == "{" else [(start, start, "{"), (behind[0], behind[1], behind[2] + "}")]
    pad = layout.column(layout.opening(keys[0]))
    lines = "\n".join(style.entries({name: value}, pad, manner_of(layout)))
    at = _tail(layout, keys[-1], last=True)
    kept = layout.text[at - 1 : at] == "\n"  # an empty line that is part of the text above
    apart = len(keys) > 1 and not kept and layout.blank(_top(layout, keys[-1]) - 1)
    return [(at, at, ("\n\n" if apart else "\n") + lines)]


def _behind(layout: Layout, path: Path, said: str) -> Edit:
    """Something put behind the last entry in brackets."""
    at = layout.end(path)
    open_end = layout.empty(path) and layout.text[at - 1] == ":"  # `a:,` would be a word with a colon
    return (at, at, f"{' ' if open_end else ''}, {said}")


# ---- taken out ----


def dropped(layout: Layout, path: Path) -> list[Edit]:
    """An entry that goes, with the comments that are about it alone."""
    parent = path[:-1]
    siblings = layout.children(parent)
    if len(siblings) == 1:
        return _emptied(layout, path)
    if layout.flowing(path):
        return _dropped_in_brackets(layout, path, siblings)
    opening, after = layout.opening(path), _tail(layout, path)
    if layout.odd(path):
        return []  # which drops nothing, and so is refused
    if layout.text[layout.begin(opening) : opening].strip():  # the first, on the line of the dash above it
        following = layout.opening(siblings[1])
        if not layout.text[after:following].strip(" \n") and "\n" not in layout.text[after + 1 : following]:
            return [(opening, following, "")]
        return [(opening - 1, after, "")]
    return [_lines_out(layout, path, after)]


def _lines_out(layout: Layout, path: Path, after: int) -> Edit:
    """The lines of an entry; of the empty lines around it those below stay."""
    top, text = layout.starts[_top(layout, path)], layout.text
    siblings = layout.children(path[:-1])
    number = siblings.index(path)
    floor = layout.end(siblings[number - 1]) if number else layout.mark(path[:-1]) if len(path) > 1 else 0
    if number and layout.open(siblings[number - 1]) and not text[floor:top].strip():
        while after < len(text) - 1 and layout.blank(layout.line(after) + 1):
            after = layout.eol(after + 1)
    elif layout.blank(layout.line(after) + 1):
        while top > floor + 1 and layout.blank(layout.line(top) - 1) and layout.starts[layout.line(top) - 1] > floor:
            top = layout.starts[layout.line(top) - 1]
    if after < len(text):
        return (top, after + 1, "")
    return (max(0, top - 1), after, "")


def _emptied(layout: Layout, path: Path) -> list[Edit]:
    """The last entry that goes, so that empty brackets stand there."""
    parent = path[:-1]
    start, end, was = layout.source.spans[parent]
    brackets = "[]" if was in ("[", "-") else "{}"
    if was in ("[", "{") and "\n" in layout.text[start:end]:
        return _dropped_in_brackets(layout, path, [path])
    if was not in ("-", ":"):
        return [(start, end, brackets)]
    after = _tail(layout, path)
    if not parent:
        return [(layout.starts[_top(layout, path)], after, brackets)]
    mark = layout.mark(parent)
    if "\n" not in layout.text[mark:start]:
        return [(start, after, brackets)]
    return [(mark, mark, " " + brackets), _lines_out(layout, path, after)]


def _dropped_in_brackets(layout: Layout, path: Path, siblings: list[Path]) -> list[Edit]:
    text, number = layout.text, siblings.index(path)
    opening, end = layout.opening(path), layout.end(path)
    comma = _comma(layout, end)
    behind = comma + 1 if comma is not None and comma < layout.eol(end) else end
    rest = text[behind : layout.eol(behind)].strip()
    if not text[layout.begin(opening) : opening].strip() and (not rest or rest.startswith("#")):
        return [(layout.starts[_top(layout, path)], min(len(text), layout.eol(behind) + 1), "")]
    if number + 1 < len(siblings):
        following = layout.opening(siblings[number + 1])
        if not _commented(layout, end, following):
            return [(opening, following, "")]
    elif number and not _commented(layout, before := layout.end(siblings[number - 1]), opening):
        return [(before, end, "")]
    return [(opening, behind, "")]


def _comma(layout: Layout, at: int) -> int | None:
    """The comma behind an entry in brackets, if there is one."""
    comments = dict(layout.comments)
    while at < len(layout.text):
        at = comments.get(at, at)
        if not layout.text[at].isspace():
            return at if layout.text[at] == "," else None
        at += 1
    return None


def _commented(layout: Layout, start: int, end: int) -> bool:
    return any(start <= first < end for first, _ in layout.comments)


# ---- around an entry ----


def _top(layout: Layout, path: Path) -> int:
    """The first line of an entry with the comments above it that are its own."""
    own = layout.own(path)
    return own[0] if own else layout.line(layout.opening(path))


def _tail(layout: Layout, path: Path, *, last: bool = False) -> int:
    """The end of the last line of an entry: with the comments below it that stand deeper, and so in it; with those in
    its own column too, if it is the last.
    """
    column = layout.column(layout.opening(path))
    end = layout.eol(layout.end(path))
    line = layout.line(end) + 1
    while line in layout.whole:
        first, after = layout.whole[line]
        if QUESTION.match(layout.text, first) or layout.column(first) < column + (not last):
            break
        end, line = after, line + 1
    return end


def manner_of(layout: Layout) -> Manner:
    """How the file indents, as the first group of keys and the first list under a key show."""
    step = dash = None
    for path, (start, _, was) in layout.source.spans.items():
        name = layout.source.names.get(path)
        if name is None or was not in ("-", ":") or "\n" not in layout.text[name.end : start]:
            continue
        deeper = layout.column(start) - layout.column(name.start)
        if was == ":" and step is None:
            step = deeper
        elif was == "-" and dash is None:
            dash = deeper
    return Manner(step or 2, 2 if dash is None else dash)
