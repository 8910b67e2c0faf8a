"""Words and code as Markdown, for the pages that docs/weave.py makes."""

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from types import CodeType, FunctionType

from troth.law.calendar import written
from troth.law.dated import Rule, carried_out_by, rules


def plain(value: object) -> str:
    """A value of the code as a reader of a page sees it."""
    match value:
        case None:
            return "not told"
        case bool():
            return "yes" if value else "no"
        case date():
            return written(value)
        case float():
            return f"{value:,}"
        case int():
            return f"{value:,}" if value >= 10_000 else str(value)
        case Mapping():
            return "; ".join(f"{plain(key)}: {plain(one)}" for key, one in value.items())
        case frozenset() | set():
            return ", ".join(sorted(map(plain, value)))
        case tuple() | list():
            return ", ".join(map(plain, value)) or "none"
        case _ if is_dataclass(value):
            told = [(field.name, getattr(value, field.name)) for field in fields(value)]
            return ", ".join(f"{key} {plain(one)}" for key, one in told if one not in (None, 0, ""))
    return "`".join(  # what stands between two ` is code already
        text if at % 2 else re.sub(r"([\\*_|\[\]<>])", r"\\\1", text) for at, text in enumerate(str(value).split("`"))
    )


def times(rule: Rule) -> str:
    """Since when, and until when."""
    return f"{written(rule.since)} to {written(rule.until)}" if rule.until else f"since {written(rule.since)}"


def many(count: int, thing: str) -> str:
    """2 rules, 1 rule."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def columns(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table."""
    head = list(head)
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *map(list, rows))]
    return [*lines, ""]


def folded(says: str, lines: Iterable[str]) -> list[str]:
    """Lines that a reader opens."""
    return [f"<details><summary>{says}</summary>", "", *lines, "</details>", ""]


def source(function: Callable[..., object], words: bool = True) -> list[str]:
    """The code of a function without what stands above `def`, and without its docstring if `words` is not set."""
    lines = inspect.getsource(function).splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("def "))
    body = ast.parse("\n".join(lines[first:])).body[0].body
    if not words and ast.get_docstring(ast.parse("\n".join(lines[first:])).body[0]):
        del lines[first + body[0].lineno - 1 : first + body[0].end_lineno]
    return ["```python", *lines[first:], "```", ""]


def helped_by(function: Callable[..., object]) -> tuple[Callable[..., object], ...]:
    """The functions of the same module that a function calls, and those that they call; rules are shown elsewhere."""
    shown = {carried_out_by(rule) for rule in rules()}
    found: dict[FunctionType, None] = {}
    waiting = [function]
    while waiting:
        one = waiting.pop(0)
        for name in _names(one.__code__):
            value = one.__globals__.get(name)
            mine = isinstance(value, FunctionType) and value.__module__ == function.__module__
            if mine and value is not function and value not in shown and value not in found:
                found[value] = None
                waiting.append(value)
    return tuple(found)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _names(part)


def passes_on(function: Callable[..., object]) -> bool:
    """Whether a question only hands its facts to a table, so that its code says nothing more."""
    body = ast.parse("\n".join(source(function, words=False)[1:-2])).body[0].body
    match body:
        case [ast.Return(ast.Call(ast.Attribute(ast.Name(), "on"), [ast.Name("on")], told))]:
            return all(isinstance(one.value, ast.Name) and one.value.id == one.arg for one in told)
    return False
