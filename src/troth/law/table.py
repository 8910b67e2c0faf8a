"""A question that the law answers by cases: rows of conditions, each resting on a rule; the first that fits decides.

    MAY_CALL = Table(
        Row(False, OBJECTED, objected=True),
        Row(False, LISTED, listed=True),
        Row(True, LIVE_CALLS),
    )
    MAY_CALL.on(day, objected=False, listed=True).answer   # False, because of the rule LISTED

A row counts only on days on which all its rules stand. So a change in the law is a new rule and a new row, and a
question about a day before there was any rule is answered with None. A table whose last row has no conditions answers
every question; it says no where the law wants a reason for a yes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from troth.law.contents import Contents, Item
from troth.law.dated import Rule
from troth.words import Step

T = TypeVar("T")
SILENT = Step("The law said nothing on this on that day.")


@dataclass(frozen=True, slots=True)
class Ruling(Generic[T]):
    """What the law of a day says to a question: the answer (None: no such law), and the rules that lead there.

    `needs` is what else has to be there for the answer to hold, such as what a message must show.
    """

    answer: T | None
    because: tuple[Step, ...]
    needs: tuple[Item, ...] = ()


class Row(Generic[T]):
    """One case: its answer, the rules that it rests on, what else it needs, and the facts on which it fits.

    A fact fits a value, or one of several in a tuple. `says` puts the case in words where the rule's own are too wide.
    """

    __slots__ = ("answer", "needs", "rules", "says", "when")

    def __init__(self, answer: T, *rules: Rule, says: str = "", needs: Contents | None = None, **when: object) -> None:
        self.answer, self.rules, self.says, self.needs = answer, rules, says, needs
        self.when: Mapping[str, tuple[object, ...]] = {
            fact: value if isinstance(value, tuple) else (value,) for fact, value in when.items()
        }

    def fits(self, day: date, facts: Mapping[str, object]) -> bool:
        """Whether this is the case, under the law of a day."""
        return all(rule.stands(day) for rule in self.rules) and all(
            facts[fact] in values for fact, values in self.when.items()
        )

    def ruling(self, day: date) -> Ruling[T]:
        """The answer with its reasons."""
        first, *more = self.rules
        steps = (Step(self.says or first.says, first.cite.text), *(Step(r.says, r.cite.text) for r in more))
        return Ruling(self.answer, steps, self.needs.on(day) if self.needs else ())


class Table(Generic[T]):
    """Rows in the order in which they are asked."""

    def __init__(self, *rows: Row[T]) -> None:
        self.rows = rows

    def on(self, day: date, **facts: object) -> Ruling[T]:
        """The ruling of the first row that fits; its answer is None if none does."""
        for row in self.rows:
            if row.fits(day, facts):
                return row.ruling(day)
        return Ruling(None, (SILENT,))


def listed(contents: Contents) -> Callable[[date], Ruling[tuple[str, ...]]]:
    """A list as a question: its answer is the names of the items of that day, each with the rule that asks for it."""

    def ask(on: date) -> Ruling[tuple[str, ...]]:
        items = contents.on(on)
        if not items:
            return Ruling(None, (SILENT,))
        because = tuple(Step(item.rule.says, item.cite.text) for item in items)
        return Ruling(tuple(item.id for item in items), because, items)

    ask.__doc__ = contents.title
    return ask
