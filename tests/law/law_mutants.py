"""Deliberate errors in the law's data, one at a time, each held against every case of tests/cases.

A row is missing, or answers otherwise; a condition, or one of its values, is missing; an item is missing; a dated line
or a rule begins or ends a day sooner or later. An error that every case survives is printed.
"""

import sys
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from law import told
from troth import law
from troth.law import uk
from troth.law.contents import Contents
from troth.law.dated import Dated
from troth.law.grounds import grounds, rests_on
from troth.law.table import Table

ONE_DAY = timedelta(days=1)
ANY_RULE = ("stands", "begins", "ends")  # questions about the register itself
ASKED = [case for _, case in told.every_case() if "ask" in case]
TOLD = [case for _, case in told.every_case() if "ask" not in case]


@contextmanager
def changed(thing, name, value):
    """An attribute with another value for a while, frozen or not."""
    kept = getattr(thing, name)
    object.__setattr__(thing, name, value)
    try:
        yield
    finally:
        object.__setattr__(thing, name, kept)


def named(kind):
    """(module.name, value) of every value of a kind that a file of the law defines, each once."""
    seen = set()
    for module in [m for name, m in sorted(vars(sys.modules["troth.law.uk"]).items()) if hasattr(m, "__file__")]:
        for name, value in vars(module).items():
            if isinstance(value, kind) and id(value) not in seen:
                seen.add(id(value))
                yield f"{module.__name__.rsplit('.', 1)[1]}.{name}", value


def errors():
    """(what it is in, what is wrong, a way to make it so) for every error."""
    for name, table in named(Table):
        answers = list(dict.fromkeys(row.answer for row in table.rows))
        for at, row in enumerate(table.rows):
            place = f"{name}, row {at + 1} ({row.rules[0].cite})"
            yield table, f"{place} is missing", changed(table, "rows", table.rows[:at] + table.rows[at + 1 :])
            for other in answers if len(answers) > 1 else [None]:
                if other != row.answer:
                    yield table, f"{place} says {other}", changed(row, "answer", other)
            for fact, values in row.when.items():
                rest = {key: value for key, value in row.when.items() if key != fact}
                yield table, f"{place} does not ask for {fact}", changed(row, "when", rest)
                for value in values if len(values) > 1 else ():
                    fewer = {**row.when, fact: tuple(v for v in values if v != value)}
                    yield table, f"{place} does not know {fact}={value}", changed(row, "when", fewer)
    for name, contents in named(Contents):
        for at, item in enumerate(contents.items):
            rest = contents.items[:at] + contents.items[at + 1 :]
            yield contents, f"{name} lacks `{item.id}`", changed(contents, "items", rest)
    for name, value in named(Dated):
        for at, day in enumerate(value._days):
            if day.year > 1900:
                for way in (ONE_DAY, -ONE_DAY):
                    days = [*value._days[:at], day + way, *value._days[at + 1 :]]
                    yield value, f"{name}: {day} comes on {day + way}", changed(value, "_days", days)
    for rule in law.rules():
        for name in ("since", "until"):
            day = getattr(rule, name)
            for way in (ONE_DAY, -ONE_DAY) if day and day > date(1900, 1, 1) else ():
                yield rule, f"{rule.cite}: {name} {day} is {day + way}", changed(rule, name, day + way)


@cache
def near(thing):
    """The cases that a table, a list or a rule can matter to; all of them for a value that no question names."""
    asks = {q.name for q in law.questions() if thing in grounds(q) or thing in rests_on(q)}
    return [case for case in ASKED if not asks or case["ask"] in asks or case["ask"] in ANY_RULE]


def noticed(cases):
    """Whether one of these cases, or a case of a clock, fails now."""
    try:
        return any(told.wrong(case) for case in cases) or any(told.missed(case) for case in TOLD)
    except Exception:  # an error that breaks the question is noticed too
        return True


def main():
    """Print what survives, and the score."""
    assert uk.QUESTIONS, "the cases do not hold as it is"
    total = survived = 0
    for thing, says, error in errors():
        cases = ASKED if isinstance(thing, Dated) else near(thing)
        total += 1
        with error:
            if not noticed(cases):
                survived += 1
                print(f"survived: {says}")
    print(f"law: errors in the data: {total - survived} of {total} noticed, {1 - survived / total:.1%}")


if __name__ == "__main__":
    if "--hold" in sys.argv:  # only whether the cases hold as it is
        sys.exit(noticed(ASKED))
    main()
