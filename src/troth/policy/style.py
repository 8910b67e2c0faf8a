"""How a value is written: in the plainest way that reads back as the same, and as wide as a page.

A text stands plain, else in double quotes; a long one is folded over lines, one with line breaks keeps them. A short
list stands in brackets, everything else by lines.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from troth.fault import Faults
from troth.policy.source import EMPTY, load, width

LONG = 100  # columns: a longer text is folded, a longer list goes by lines
WIDEST = 120  # columns of a folded line

Value: TypeAlias = str | Sequence["Value"] | Mapping[str, "Value"]

# What is plain without a look: letters and digits, and between them what means nothing to YAML.
_EASY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./()'&+_-]*[A-Za-z0-9.)])?")
_BETWEEN = re.compile(r"(?<=[^ \t\n]) (?=[^ \t\n])")  # the blanks at which a folded line may end


class Written(NamedTuple):
    """What stands on the line of the key, and the lines below it."""

    head: str
    body: tuple[str, ...] = ()


class Manner(NamedTuple):
    """How a file indents: what stands under a key, and the dashes of a list under it."""

    step: int = 2
    dash: int = 2


def _reads(text: str, value: object) -> bool:
    """Whether a text reads as a value."""
    try:
        return bool(load(text, "")[0] == value)
    except Faults:
        return False


def plain(text: str, *, flow: bool = False) -> bool:
    """Whether a text may stand without quotes, by lines or (`flow`) in brackets."""
    if text in EMPTY:
        return False
    if _EASY.fullmatch(text):
        return True
    if text != text.strip() or any(c in text for c in "\n\t"):
        return False
    if flow:
        return _reads(f"- [{text}, {text}]\n- {{k: {text}, j: {text}}}\n", [[text, text], {"k": text, "j": text}])
    return _reads(f"- {text}\n- k: {text}\n", [text, {"k": text}])


def scalar(text: str, *, flow: bool = False) -> str:
    """A text on one line."""
    return text if plain(text, flow=flow) else quotes(text)


def quotes(text: str) -> str:
    """A text in double quotes, which hold everything that can be seen."""
    marked = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{marked}"'


def single(text: str) -> str:
    """A text of one line in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def key(text: str, *, flow: bool = False) -> str:
    """The name of an entry."""
    if text in EMPTY:
        return quotes(text)
    if _EASY.fullmatch(text):
        return text
    shown = f"{{{text}: v, k: v}}" if flow else f"- {text}: v\n"
    same = text == text.strip() and _reads(shown, {text: "v", "k": "v"} if flow else [{text: "v"}])
    return text if same else quotes(text)


def inline(value: Value) -> str:
    """A value as it stands in brackets."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(k, flow=True)}: {inline(v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(map(inline, value)) + "]"


# ---- texts in lines of their own ----


def wrapped(text: str, columns: int) -> list[str]:
    """A text broken at blanks into lines of at most so many columns, as far as its words allow."""
    lines: list[str] = []
    used = 0
    for word in _BETWEEN.split(text):
        room = width(word)
        if lines and used + 1 + room <= columns:
            lines[-1] += " " + word
            used += 1 + room
        else:
            lines.append(word)
            used = room
    return lines


def rewrapped(text: str, lines: Sequence[str], columns: int) -> list[str]:
    """The same, with those lines of the earlier text kept at both ends that are in the new one."""
    first, last, rest = 0, len(lines), text
    while first < last and rest.startswith(lines[first] + " "):
        rest = rest[len(lines[first]) + 1 :]
        first += 1
    while last > first and rest.endswith(" " + lines[last - 1]):
        rest = rest[: -len(lines[last - 1]) - 1]
        last -= 1
    return [*lines[:first], *wrapped(rest, columns), *lines[last:]]


def folded(text: str, indent: int, earlier: Sequence[str] = ()) -> Written | None:
    """A text of one paragraph folded over lines; None if it cannot be."""
    body = text.removesuffix("\n")
    if "\n" in body or body != body.strip():
        return None
    lines = rewrapped(body, earlier, max(40, WIDEST - indent))
    return _standing(">" if body != text else ">-", lines, text, indent)


def literal(text: str, indent: int) -> Written | None:
    """A text whose line breaks stand as they are; None if something in it would not be seen, or read otherwise."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if any(line != line.rstrip() for line in lines) or not lines[-1] or not lines[0].strip() or lines[0][0].isspace():
        return None
    return _standing("|" if body != text else "|-", lines, text, indent)


def _standing(head: str, lines: Sequence[str], text: str, indent: int) -> Written | None:
    body = tuple(" " * indent + line if line else "" for line in lines)
    # Read one step in, for a deeper one reads alike: a text is taken to be what the parser says it is.
    seen = "\n".join([f"k: {head}", *(" " + line if line else "" for line in lines), ""])
    return Written(head, body) if _reads(seen, {"k": text}) else None


# ---- values by lines ----


def block(value: Value, indent: int, column: int, manner: Manner) -> Written:
    """A value as it stands behind a key or dash.

    indent: the column of the key or dash. column: where the value begins.
    """
    if isinstance(value, str):
        return text_block(value, indent + manner.step)
    if not value:
        return Written("{}" if isinstance(value, Mapping) else "[]")
    if isinstance(value, Mapping):
        return Written("", tuple(entries(value, indent + manner.step, manner)))
    if all(isinstance(item, str) for item in value):
        line = inline(value)
        if column + width(line) <= LONG:
            return Written(line)
    pad = indent + manner.dash
    return Written("", tuple(line for one in value for line in item(one, pad, manner)))


def text_block(text: str, indent: int) -> Written:
    """A text, with its lines so far in if it takes several."""
    made = None
    if "\n" in text.removesuffix("\n"):
        made = literal(text, indent)
    elif width(text) > LONG or text.endswith("\n"):
        made = folded(text, indent)
    return made or Written(scalar(text))


def entries(values: Mapping[str, Value], indent: int, manner: Manner) -> Iterator[str]:
    """The lines of a mapping."""
    for name, value in values.items():
        said = " " * indent + key(name) + ":"
        head, body = block(value, indent, len(said) + 1, manner)
        yield f"{said} {head}" if head else said
        yield from body


def item(value: Value, indent: int, manner: Manner) -> Iterator[str]:
    """The lines of an item of a list; what it holds begins two columns behind its dash."""
    inner: Iterator[str]
    head, body = block(value, indent, indent + 2, manner)
    if head:
        inner = iter([" " * (indent + 2) + head, *body])
    elif isinstance(value, Mapping):
        inner = entries(value, indent + 2, manner)
    else:
        inner = (line for one in value for line in item(one, indent + 2, manner))
    yield " " * indent + "- " + next(inner)[indent + 2 :]
    yield from inner
