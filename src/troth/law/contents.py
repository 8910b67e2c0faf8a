"""What the law asks to be said, written down or agreed: lists of items, each from its day on, in the law's order.

ANSWER = Contents("what an answer says", item("purposes", "UK GDPR Art 15(1)(a)", URL, "The answer says ...", ...))
ANSWER.on(day)     # the items of that day
"""

from dataclasses import dataclass
from datetime import date

from troth.law.dated import Known, Rule, stated
from troth.words import Citation


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the law asks for, in plain words that can stand in a list, with the rule that asks for it."""

    id: str
    says: str
    rule: Rule

    @property
    def cite(self) -> Citation:
        """The place that asks for it."""
        return self.rule.cite


class Contents:
    """A list by day: its title, and its items in the law's order."""

    def __init__(self, title: str, *items: Item) -> None:
        self.title, self.items = title, items

    def on(self, day: date) -> tuple[Item, ...]:
        """The items that the law of a day asks for; none before there was a list."""
        return tuple(item for item in self.items if item.rule.stands(day))


def item(
    id: str,
    cite: str,
    url: str,
    says: str,
    *,
    lead: str = "",
    since: str,
    until: str = "",
    by: str = "",
    known: Known = Known.READ,
    unsure: str = "",
) -> Item:
    """An item with a rule of its own; the rule's sentence is `lead` and the item's words."""
    sentence = f"{lead} {says}".strip()
    sentence = f"{sentence[0].upper()}{sentence[1:]}{'' if sentence.endswith('.') else '.'}"
    return Item(id, says, stated(cite, url, sentence, since=since, until=until, by=by, known=known, unsure=unsure))
