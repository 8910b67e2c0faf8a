"""What a question can rest on: the tables, lists and rules that its function reaches, found by reading the function.

Wider than the rules that lead to one answer: those are in its ruling. For whoever reviews or changes a rule.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from inspect import getclosurevars, unwrap
from types import CodeType, FunctionType, ModuleType
from typing import Any

from troth.law.asked import Question, questions
from troth.law.contents import Contents
from troth.law.dated import Dated, Rule, carried_out_by, rules
from troth.law.table import Table, listed

ROOMS = "troth.law.uk."  # the law itself; what lies outside only asks it


@cache
def grounds(question: Question) -> tuple[Table[Any] | Contents | Rule, ...]:
    """The tables, lists and single rules that a question reaches, in the order in which it names them."""
    return tuple(dict.fromkeys(_reached(question.answers, set())))


@cache
def rests_on(question: Question) -> frozenset[Rule]:
    """Every rule that an answer to a question may lead over."""
    return frozenset(rule for ground in grounds(question) for rule in rules_in(ground))


def resting_on(rule: Rule) -> tuple[Question, ...]:
    """The questions whose answer may lead over a rule."""
    return tuple(question for question in questions() if rule in rests_on(question))


def rules_in(ground: Table[Any] | Contents | Rule) -> Iterator[Rule]:
    """The rules of a table with what its rows need, of a list, or the rule itself."""
    match ground:
        case Table():
            for row in ground.rows:
                yield from row.rules
                yield from rules_in(row.needs) if row.needs else ()
        case Contents():
            yield from (item.rule for item in ground.items)
        case Rule():
            yield ground


def _reached(thing: Any, seen: set[int]) -> Iterator[Table[Any] | Contents | Rule]:
    """What a value leads to: itself if it is a ground, else what it holds, or what its code names."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    match thing:
        case Table() | Contents() | Rule():
            yield thing
        case str():
            yield from (rule for part in thing.split(";") for rule in _cited().get(part.strip(), ()))
        case Dated():
            yield from _reached([value for _, value in thing.lines], seen)
        case Mapping():
            for value in thing.values():
                yield from _reached(value, seen)
        case tuple() | list() | frozenset():
            for value in sorted(thing, key=repr) if isinstance(thing, frozenset) else thing:
                yield from _reached(value, seen)
        case _ if is_dataclass(thing) and not isinstance(thing, type):
            for field in fields(thing):
                yield from _reached(getattr(thing, field.name), seen)
        case FunctionType() if f"{thing.__module__}.".startswith((ROOMS, f"{listed.__module__}.")):
            yield from _carries(thing)
            for value in _named(thing):
                yield from _reached(value, seen)


@cache
def _cited() -> Mapping[str, tuple[Rule, ...]]:
    """The rules by place, for a step that names only the place."""
    every = rules()
    return {rule.cite.text: tuple(one for one in every if one.cite.text == rule.cite.text) for rule in every}


def _carries(function: Callable[..., object]) -> Iterator[Rule]:
    yield from (rule for rule in rules() if carried_out_by(rule) is function)


def _named(function: FunctionType) -> Iterator[Any]:
    """The values that a function's code names: its module's, its closure's, and those of modules that it names."""
    function = unwrap(function)
    names = tuple(_names(function.__code__))
    yield from getclosurevars(function).nonlocals.values()
    yield from _consts(function.__code__)
    for name in names:
        value = function.__globals__.get(name)
        if isinstance(value, ModuleType):
            yield from (
                vars(value)[other] for other in names if value.__name__.startswith(ROOMS) and other in vars(value)
            )
        elif value is not None:
            yield value


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _names(part)


def _consts(code: CodeType) -> Iterator[str]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _consts(part)
        elif isinstance(part, str):
            yield part
