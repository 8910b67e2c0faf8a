"""Where things stand on the pages that docs/weave.py makes: the page of a law, the mark of a rule, links to both."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
# A law that is too long for one page: the first Article of each part, its page, and what it is about.
PARTS = {
    "UK GDPR": (
        (1, "principles-and-bases", "Articles 1 to 11: principles, lawful bases, consent, special categories"),
        (12, "notices-and-access", "Articles 12 to 15: how people are told and answered, and access"),
        (
            16,
            "rights",
            "Articles 16 to 23: correction, erasure, restriction, portability, objection, automated decisions",
        ),
        (24, "controllers", "Articles 24 to 43: design, processors, the register, breaches, impact assessments"),
        (44, "transfers", "Articles 44 to 50: transfers out of the United Kingdom"),
        (51, "remedies", "Articles 51 to 99: complaints, compensation, fines, other law"),
    )
}
ARTICLES = {"Recital 111": 49}  # the Article that a place belongs to which names none; else the first part has it


TITLES = {
    "UK GDPR": "UK General Data Protection Regulation",
    "DPA 2018": "Data Protection Act 2018",
    "PECR": "Privacy and Electronic Communications (EC Directive) Regulations 2003",
    "CA 2003": "Communications Act 2003",
    "CCA 1974": "Consumer Credit Act 1974",
    "DUAA 2025": "Data (Use and Access) Act 2025",
    "Reg 1182/71": "Regulation (EEC, Euratom) 1182/71: the counting of periods",
    "Reg 611/2013": "Commission Regulation (EU) 611/2013: breaches of public communications services",
    "SI 2018/356": "Investigatory Powers (Interception by Businesses etc.) Regulations 2018",
    "SI 2018/480": "Data Protection (Charges and Information) Regulations 2018",
    "SI 2026/82": "Data (Use and Access) Act 2025, commencement regulations",
    "ICO": "The regulator's guidance",
    "Home Office": "The Home Office's guidance",
}
PAGE_TITLES = {OTHER: "Other laws, each with a rule or a few", GUIDANCE: "Guidance: what authorities say the law means"}


@cache
def page_of(rule: Rule) -> str:
    """The page of a rule: its law's own, a part of that, or one that several laws share."""
    name = shelf(rule)
    if name in LAST:
        return GUIDANCE
    if name in PARTS:
        return f"{slug(name)}-{part_of(rule)[1]}"
    return slug(name) if len(shelved(law.rules())[name]) >= OWN_PAGE else OTHER


def order(page: str) -> int:
    """The place of a part among the parts of its law."""
    return next((part[0] for name, parts in PARTS.items() for part in parts if page == f"{slug(name)}-{part[1]}"), 0)


def title(page: str, names: Iterable[str]) -> str:
    """What a page is called."""
    if page in PAGE_TITLES:
        return PAGE_TITLES[page]
    (one,) = names
    if about := [part[2] for part in PARTS.get(one, ()) if page == f"{slug(one)}-{part[1]}"]:
        return f"{one}, {about[0]}"
    return f"{one}: {TITLES[one]}" if one in TITLES else one


def part_of(rule: Rule) -> tuple[int, str, str]:
    """The part of its law that a rule is shown in."""
    place = rule.cite.text.removeprefix(shelf(rule)).strip(", ")
    found = re.match(r"Arts? (\d+)", place)
    article = int(found[1]) if found else ARTICLES.get(place.split("(")[0], 1)
    return next(part for part in reversed(PARTS[shelf(rule)]) if part[0] <= article)


@cache
def room_page(room: Room) -> str:
    """The page of a room: that on which most of its rules stand."""
    reached = [rule for question in room.questions for rule in sorted(rests_on(question), key=law.rules().index)]
    if not reached:  # it asks the register itself
        reached = [value for value in vars(room.module).values() if isinstance(value, Rule)]
    return Counter(map(page_of, reached)).most_common(1)[0][0]


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
        at = page_of(rule)
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
