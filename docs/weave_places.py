"""Where things stand on the pages that docs/weave.py makes: the page of a law, the mark of a rule, links to both."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from weave_words import plain

from troth import law
from troth.law.calendar import written
from troth.law.contents import Contents
from troth.law.dated import Rule
from troth.law.grounds import grounds, rests_on
from troth.law.shelves import LAST, Room, rooms, shelf, shelved
from troth.law.table import Table

OWN_PAGE = 5  # rules that a law has to have for a page of its own
OTHER, GUIDANCE = "other-laws", "guidance"


@cache
def page_of(name: str) -> str:
    """The page of a shelf: its own, or one that it shares."""
    if name in LAST:
        return GUIDANCE
    return slug(name) if len(shelved(law.rules())[name]) >= OWN_PAGE else OTHER


@cache
def room_page(room: Room) -> str:
    """The page of a room: that of the law on which most of its rules stand."""
    reached = [rule for question in room.questions for rule in sorted(rests_on(question), key=law.rules().index)]
    if not reached:  # it asks the register itself
        reached = [value for value in vars(room.module).values() if isinstance(value, Rule)]
    return page_of(Counter(map(shelf, reached)).most_common(1)[0][0])


def slug(text: str) -> str:
    """Words as they may stand in an address: `UK GDPR Art 12(4)` is uk-gdpr-art-12-4."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


@cache
def anchor(rule: Rule) -> str:
    """The mark of a rule on its page; a rule that ended has its last day in it."""
    return slug(rule.cite.text) + (f"-until-{rule.until}" if rule.until else "")


def name(rule: Rule) -> str:
    """The heading of a rule."""
    return rule.cite.text + (f", until {written(rule.until)}" if rule.until else "")


class Page:
    """One page while it is woven: it knows its own name, so that links on it are short."""

    def __init__(self, page: str) -> None:
        self.page = page

    def rule(self, rule: Rule, says: str = "") -> str:
        """A link to a rule."""
        at = page_of(shelf(rule))
        return f"[{plain(says or name(rule))}]({'' if at == self.page else f'{at}.md'}#{anchor(rule)})"

    def question(self, asked: law.Question) -> str:
        """A link to a question."""
        return self.to(room_of()[asked.name], f"ask-{asked.name}", f"`{asked.name}`")

    def list_(self, contents: Contents) -> str:
        """A link to where a list stands."""
        asked = home_of()[id(contents)]
        return self.to(room_of()[asked.name], list_mark(contents), plain(contents.title))

    def to(self, room: Room, mark: str, says: str) -> str:
        """A link to a mark on the page of a room."""
        at = room_page(room)
        return f"[{says}]({'' if at == self.page else f'{at}.md'}#{mark})"


@cache
def room_of() -> Mapping[str, Room]:
    """Question's name -> its room."""
    return {question.name: room for room in rooms() for question in room.questions}


@cache
def home_of() -> Mapping[int, law.Question]:
    """Where each table and list is shown: at the question that is that list, else at the first that reaches it."""
    every = [question for room in rooms() for question in room.questions]
    homes: dict[int, law.Question] = {}
    for alone in (True, False):
        for question in every:
            reached = tuple(decides(question))
            if not alone or (len(reached) == 1 and isinstance(reached[0], Contents)):
                for ground in reached:
                    homes.setdefault(id(ground), question)
    return homes


def list_mark(contents: Contents) -> str:
    """The mark of a list: the question that it is shown at, with its number where that shows several."""
    home = home_of()[id(contents)]
    there = [one for one in decides(home) if isinstance(one, Contents) and home_of()[id(one)] is home]
    at = next(at for at, one in enumerate(there) if one is contents)
    return f"list-{home.name}" + (f"-{at + 1}" if at else "")


def decides(question: law.Question) -> Iterator[Table | Contents]:
    """The tables and lists that a question reaches, with the lists that its rows need, each once."""
    found: dict[int, Table | Contents] = {}
    for ground in grounds(question):
        if isinstance(ground, Table):
            found[id(ground)] = ground
            found |= {id(row.needs): row.needs for row in ground.rows if row.needs}
        elif isinstance(ground, Contents):
            found[id(ground)] = ground
    yield from found.values()
