"""UK GDPR, Article 15: what a person is told who asks what we hold about them, and what is searched and copied.

(1) The person learns whether data about them is used, gets it, and is told the list below. (1A) What they can claim
is what a reasonable and proportionate search finds. (3) They get a copy; (4) it must not harm the rights of others.
"""

from datetime import date
from functools import partial
from typing import Literal

from troth.law.contents import Contents, Item, item
from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.uk_gdpr import ARTICLE, OLD

_item = partial(item, lead="The answer says", since=OLD, known=Known.RECALLED)
URL = f"{ARTICLE}15"

ANSWER = Contents(
    "What an answer to an access request says",
    _item("confirmation", "UK GDPR Art 15(1)", URL, "whether we use personal data about you, with a copy of it"),
    _item("purposes", "UK GDPR Art 15(1)(a)", URL, "what we use it for"),
    _item("categories", "UK GDPR Art 15(1)(b)", URL, "what kinds of data it is"),
    _item(
        "recipients",
        "UK GDPR Art 15(1)(c)",
        URL,
        "who receives it, by name",
        unsure="The text lets the controller choose between names and kinds; Harrison v Cameron [2024] EWHC 1377 (KB) "
        "gives the choice to the person. We give the names.",
    ),
    _item("keep", "UK GDPR Art 15(1)(d)", URL, "how long we keep it"),
    _item(
        "rights", "UK GDPR Art 15(1)(e)", URL, "your rights to have it corrected, deleted or restricted, and to object"
    ),
    _item(
        "complain-controller",
        "UK GDPR Art 15(1)(ea)",
        URL,
        "that you can complain to us",
        since="2026-06-19",
        by="DUAA 2025 s. 103 and Sch 10; SI 2026/82 reg 3",
        known=Known.READ,
    ),
    _item("complain-regulator", "UK GDPR Art 15(1)(f)", URL, "that you can complain to the regulator"),
    _item("source", "UK GDPR Art 15(1)(g)", URL, "where it came from"),
    _item(
        "automated-decisions",
        "UK GDPR Art 15(1)(h)",
        URL,
        "which decisions a computer took alone, how, and what they mean for you",
    ),
    _item("transfers", "UK GDPR Art 15(2)", URL, "what protects it outside the United Kingdom"),
)


def access_items(on: date) -> tuple[Item, ...]:
    """The list of Art 15 on a day, in the law's order; empty before there was one."""
    return ANSWER.on(on)


ACCESS = ANSWER.items[0].rule  # the right itself
SEARCH = stated(
    "UK GDPR Art 15(1A)",
    URL,
    """The person is entitled to what a reasonable and proportionate search finds, and to no wider one. So it is
    recorded where was looked, with what, and why elsewhere was not.""",
    since="2024-01-01",
    by="DUAA 2025 s. 78, which says that it always held from this day",
)
COPY = stated(
    "UK GDPR Art 15(3)",
    URL,
    """The person gets a copy of the data, in a common electronic form if they asked electronically and do not want
    another. Only further copies may cost a reasonable fee.""",
    since=OLD,
    known=Known.RECALLED,
)
OTHERS = stated(
    "UK GDPR Art 15(4)",
    URL,
    "The copy must not harm the rights of others: what is about somebody else is weighed before it leaves.",
    since=OLD,
    known=Known.RECALLED,
)

SEARCH_RECORD = Contents(
    "What is recorded of a search for somebody's data",
    Item("where", "which systems and papers were searched", SEARCH),
    Item("with-what", "for which names, numbers and words", SEARCH),
    Item("why-not-elsewhere", "why the others were not searched", SEARCH),
)

_SEARCHED = Table(
    Row(True, SEARCH, needs=SEARCH_RECORD, proportionate=True, recorded=True),
    Row(
        False,
        SEARCH,
        says="A search that is not recorded cannot be shown to have been reasonable and proportionate.",
        needs=SEARCH_RECORD,
        proportionate=True,
    ),
    Row(False, SEARCH, says="Where it is reasonable and proportionate to look, the search goes on."),
)


def search_enough(on: date, *, proportionate: bool, recorded: bool = False) -> Ruling[bool]:
    """Is a search for somebody's data enough?

    proportionate: whether every place was searched where it is reasonable and proportionate to look
    recorded: whether it is recorded where was looked, with what, and why elsewhere was not
    """
    return _SEARCHED.on(on, proportionate=proportionate, recorded=recorded)


_COPIED = Table(
    Row(False, COPY, says="The copy is of the person's own data, so this stays out.", about="others"),
    Row(True, COPY, about="person"),
    Row(False, OTHERS, harms_others=True),
    Row(True, COPY, OTHERS, says="What is about the person goes into the copy, though it is about others too."),
)


def in_copy(on: date, *, about: Literal["person", "person-and-others", "others"], harms_others: bool) -> Ruling[bool]:
    """Does an item go into the copy that the person gets?

    about: whose data it is
    harms_others: whether to give it would harm the rights of somebody else, once it is weighed
    """
    return _COPIED.on(on, about=about, harms_others=harms_others)


ASKED = {
    "access-answer": listed(ANSWER),
    "search-enough": search_enough,
    "search-record": listed(SEARCH_RECORD),
    "in-copy": in_copy,
}
