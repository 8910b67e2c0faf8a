"""How `troth law ask` says a question, its facts and its answer: in words, and as JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from troth.cli.law_words import cited, in_rows, iso, said, wrapped
from troth.law import Fact, Item, Question, Ruling
from troth.law.calendar import written
from troth.law.shelves import Room
from troth.law.table import SILENT


def question_document(question: Question) -> dict[str, Any]:
    """A question as `--json` prints it."""
    return {"question": question.name, "says": question.says, "facts": [_fact_document(f) for f in question.facts]}


def _fact_document(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "says": fact.says,
        "kind": fact.kind.__name__,
        "values": list(fact.values),
        "many": fact.many,
        "needed": fact.needed,
    }


def questions_in_words(within: Iterable[Room]) -> str:
    """Every question with its words, under the part of the law that answers it."""
    parts = []
    for room in within:
        rows = [(f"  {question.name}", question.says) for question in room.questions]
        parts.append(f"{wrapped('', room.says)}\n\n{in_rows(rows, widest=32)}\n")
    return "\n".join([*parts, "What a question takes:  troth law ask QUESTION --facts"])


def question_in_words(question: Question) -> str:
    """A question, the facts that it takes with their meaning and what they may be, and how it is asked."""
    parts = [wrapped("", question.says)]
    for head, needed in (("It needs:", True), ("It also takes; what is not told counts as not shown:", False)):
        rows = [(f"  {fact.name}", f"{fact.says}\n{fact.may_be}") for fact in question.facts if fact.needed is needed]
        if rows:
            parts += ["", head, in_rows(rows, widest=30)]
    example = " ".join(f"{fact.name}={_sample(fact)}" for fact in question.facts if fact.needed)
    return "\n".join([*parts, "", f"Example:  troth law ask {question.name} {example}".rstrip()])


def _sample(fact: Fact) -> str:
    plain = {bool: "no", date: "2026-11-25", int: "1", float: "1"}
    return fact.values[0] if fact.values else plain.get(fact.kind, '"..."')


def ruling_document(question: Question, on: date, ruling: Ruling[Any]) -> dict[str, Any]:
    """A ruling as `--json` prints it."""
    return {
        "question": question.name,
        "on": iso(on),
        "answer": _plain(ruling.answer),
        "because": [{"says": step.says, "cite": step.cite} for step in ruling.because],
        "needs": [{"id": item.id, "says": item.says, "cite": item.cite.text} for item in ruling.needs],
    }


def _plain(answer: Any) -> Any:
    if isinstance(answer, date):
        return iso(answer)
    if isinstance(answer, tuple | list | set | frozenset):
        return [_plain(part) for part in (sorted(answer) if isinstance(answer, set | frozenset) else answer)]
    return answer if answer is None or isinstance(answer, bool | int | float) else str(answer)


def ruling_in_words(question: Question, on: date, ruling: Ruling[Any], told: Iterable[str]) -> str:
    """The answer first, then what leads to it, what else has to be there, and what was not told."""
    listed = isinstance(ruling.answer, tuple) and ruling.answer == tuple(item.id for item in ruling.needs)
    lines = [_answered(question, on, ruling, listed)]
    if listed:
        lines += [_bullet(item) for item in ruling.needs]
    else:
        lines += [
            wrapped(f"  {number}. ", cited(step)) for number, step in enumerate(ruling.because, 1) if step != SILENT
        ]
        if ruling.needs:
            lines += ["This also has to be there:", *(_bullet(item) for item in ruling.needs)]
    if not listed and ruling.answer is not None:
        lines.append(f"This is the law of {written(on)}.")
    if untold := [fact.name for fact in question.facts if fact.name not in set(told)]:
        lines.append(wrapped("", f"Not told, so not shown: {', '.join(untold)}."))
        lines.append(f"What they mean:  troth law ask {question.name} --facts")
    return "\n".join(lines)


def _answered(question: Question, on: date, ruling: Ruling[Any], listed: bool) -> str:
    match ruling.answer:
        case None:
            return f"There was no such law on {written(on)}."
        case bool():
            return "Yes" if ruling.answer else "No"
        case date():
            return said(ruling.answer)
        case int() if ruling.answer >= 10_000:
            return f"{ruling.answer:,}"
        case tuple() if listed:
            return wrapped("", f"{question.says} (the law of {written(on)}):")
        case tuple() | list() | set() | frozenset():
            return ", ".join(map(str, _plain(ruling.answer))) or "None"
        case _:
            return str(ruling.answer)


def _bullet(item: Item) -> str:
    return wrapped("  - ", f"{item.id}: {item.says} [{item.cite}]")
