"""How `troth law` says a deadline, a rule and a change of the law: in words, and as JSON."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from troth.law import Known, Question, Rule
from troth.law.calendar import weekday, written
from troth.law.shelves import look_first, shelf, shelved
from troth.words import Deadline, Step

LOOK = "!"  # before what counsel looks at first


# ---- a deadline ----


def deadline_document(deadline: Deadline) -> dict[str, Any]:
    """A deadline as `--json` prints it."""
    return {
        "due": iso(deadline.at),
        "notice_by": iso(deadline.notice_by),
        "cautious": iso(deadline.cautious),
        "excluded_days": deadline.excluded_days,
        "because": [{"says": step.says, "cite": step.cite} for step in deadline.because],
    }


def deadline_in_words(deadline: Deadline) -> list[str]:
    """A deadline as a person reads it."""
    lines = [said(deadline.at) if deadline.at else "No day can be given."]
    lines += [wrapped(f"  {number}. ", cited(step)) for number, step in enumerate(deadline.because, 1)]
    if deadline.notice_by:
        lines.append(f"If longer is taken, the person is told so by {said(deadline.notice_by)}.")
    if deadline.cautious and deadline.cautious != deadline.at:
        lines.append(f"On the stricter reading: {said(deadline.cautious)}.")
    return lines


def cited(step: Step) -> str:
    """A step with its place."""
    return f"{step.says} [{step.cite}]" if step.cite else step.says


def said(at: date | datetime) -> str:
    """A day or an instant as a person reads it."""
    return f"{weekday(at)}, {at:%H:%M} {at.tzname()}" if isinstance(at, datetime) else weekday(at)


def iso(at: date | datetime | None) -> str | None:
    """A day or an instant as machines read it."""
    if isinstance(at, datetime):
        return at.isoformat(timespec="seconds" if at.second else "minutes")
    return at.isoformat() if at else None


# ---- rules ----


def rule_document(rule: Rule) -> dict[str, Any]:
    """A rule as `--json` prints it."""
    return {
        "cite": rule.cite.text,
        "instrument": rule.instrument,
        "says": rule.says,
        "since": iso(rule.since),
        "until": iso(rule.until),
        "by": rule.by,
        "known": str(rule.known),
        "unsure": rule.unsure,
        "url": rule.cite.url,
    }


def rule_in_words(rule: Rule, asked: Sequence[Question] = ()) -> str:
    """A rule as a person reads it, with the questions whose answer may rest on it."""
    by = f", by {rule.by}" if rule.by else ""
    lines = [rule.says, f"In force {times(rule)}{by}.", f"Source: {rule.known}."]
    if rule.unsure:
        lines.append(f"Not settled: {rule.unsure}")
    if asked:
        lines.append(f"Questions that may rest on it: {', '.join(question.name for question in asked)}.")
    return "\n".join([str(rule.cite), *(wrapped("  ", line) for line in lines), f"  {rule.cite.url}"])


def times(rule: Rule) -> str:
    """Since when a rule is in force, and until when it was."""
    return f"since {written(rule.since)}" if rule.until is None else f"{written(rule.since)} to {written(rule.until)}"


def rules_in_words(rules: Sequence[Rule], today: date) -> str:
    """Rules in rows under the law that they stand in, and how many there are."""
    parts = []
    for name, within in shelved(rules).items():
        rows = [(_mark(rule), _place(rule), "\n".join(_dates(rule)), rule.says) for rule in within]
        parts.append(f"{name}\n\n{in_rows(rows)}\n")
    return "\n".join([*parts, *(wrapped("", line) for line in _counted(rules, today))])


def _place(rule: Rule) -> str:
    return rule.cite.text.removeprefix(shelf(rule)).strip(", ") or "(whole)"


def _mark(rule: Rule) -> str:
    return LOOK if look_first(rule) else " "


def _dates(rule: Rule) -> tuple[str, ...]:
    return (_short(rule.since), f"to {_short(rule.until).strip()}") if rule.until else (_short(rule.since),)


def _short(day: date) -> str:
    return f"{day.day:>2} {written(day).split()[1][:3]} {day.year}"


def _counted(rules: Sequence[Rule], today: date) -> Iterator[str]:
    names = len(shelved(rules))
    standing = sum(rule.stands(today) for rule in rules)
    places = "" if names == 1 else f" in {names} laws and sources"
    yield f"{_many(rules, 'rule')}{places}; {standing} in force on {written(today)}."
    if marked := [rule for rule in rules if look_first(rule)]:
        recalled = sum(rule.known is Known.RECALLED for rule in marked)
        unsure = sum(bool(rule.unsure) for rule in marked)
        told = f"text not read again: {recalled}; not settled: {unsure}"
        yield f"{LOOK} marks the {len(marked)} that counsel looks at first ({told})."


def _many(things: Sequence[object], name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


# ---- changes of the law ----


class Change(NamedTuple):
    """A rule that begins on a day, or has it as its last."""

    day: date
    word: str
    rule: Rule


def changes(rules: Iterable[Rule], since: date) -> list[Change]:
    """What begins or ends on a day or after it, in order of time."""
    found = []
    for rule in rules:
        if rule.since >= since:
            found.append(Change(rule.since, "begins", rule))
        if rule.until and rule.until >= since:
            found.append(Change(rule.until, "ends", rule))
    order = list(shelved(change.rule for change in found))
    return sorted(found, key=lambda change: (change.day, order.index(shelf(change.rule))))


def change_document(change: Change) -> dict[str, Any]:
    """A change as `--json` prints it."""
    return {"on": iso(change.day), "change": change.word, **rule_document(change.rule)}


def changes_in_words(found: Sequence[Change], since: date, today: date) -> str:
    """Changes under the day on which they take effect; for what ends that is its last day."""
    if not found:
        return f"No rule begins or ends on {written(since)} or later."
    parts = []
    for day in dict.fromkeys(change.day for change in found):
        rows = [(_mark(c.rule), c.word, str(c.rule.cite), c.rule.says) for c in found if c.day == day]
        parts.append(f"{weekday(day)}{', still to come' if day > today else ''}\n\n{in_rows(rows)}\n")
    begin = sum(change.word == "begins" for change in found)
    told = f"Since {written(since)}: {begin} begin, {len(found) - begin} end (the day is their last)."
    marked = any(look_first(change.rule) for change in found)
    return "\n".join([*parts, told, *([f"{LOOK} marks what counsel looks at first."] if marked else [])])


# ---- rows ----


def _width() -> int:
    """The terminal's width, within what is pleasant to read."""
    return max(60, min(shutil.get_terminal_size().columns, 120))


def wrapped(lead: str, text: str) -> str:
    """A text in lines of the terminal, each under the first one's beginning."""
    return textwrap.fill(text, _width(), initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False)


def in_rows(rows: Sequence[tuple[str, ...]], widest: int = 24) -> str:
    """Rows of cells in columns; the last column takes the room that is left, and every cell wraps in its own."""
    most = [max(len(part) for row in rows for part in row[at].split("\n")) for at in range(len(rows[0]) - 1)]
    widths = [min(width, widest) for width in most]
    widths.append(_width() - sum(widths) - 2 * len(widths))
    return "\n".join(_row(row, widths) for row in rows)


def _row(row: tuple[str, ...], widths: Sequence[int]) -> str:
    cells = [_cell(text, width) for text, width in zip(row, widths, strict=True)]
    height = max(map(len, cells))
    filled = [cell + [""] * (height - len(cell)) for cell in cells]
    lines = zip(*filled, strict=True)
    return "\n".join(
        "  ".join(part.ljust(width) for part, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _cell(text: str, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in _fitted(part, width)]


def _fitted(text: str, width: int) -> list[str]:
    lead = text[: len(text) - len(text.lstrip())]
    return textwrap.wrap(text, width, subsequent_indent=lead, break_on_hyphens=False) or [""]
