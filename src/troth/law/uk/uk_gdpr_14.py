"""UK GDPR, Article 14: what people are told when their data comes from elsewhere, and by when.

(1)-(2) The list. (3) It is told within a month, by the first contact or the first disclosure, whichever comes first.
(5)-(7) When it need not be told, item by item, and what is done instead.
"""

from datetime import date
from functools import partial

from troth.fault import Fault
from troth.law.calendar import Calendar, weekday, written
from troth.law.contents import Contents, Item, item
from troth.law.dated import Known, stated
from troth.law.table import SILENT, Ruling, listed
from troth.law.uk.last_day import after, last_day
from troth.law.uk.reg_1182_71 import months
from troth.law.uk.uk_gdpr import ARTICLE, NEW, OLD, PLACES
from troth.words import Nation, Step

URL = f"{ARTICLE}14"
LEAD = "A notice says"
DUAA_77 = "DUAA 2025 s. 77; SI 2026/82 reg 2"

_item = partial(item, url=URL, lead=LEAD, since=OLD, known=Known.RECALLED)
_old = partial(stated, url=URL, since=OLD, known=Known.RECALLED)
_new = partial(stated, url=URL, since=NEW, by=DUAA_77)

OBTAINED = Contents(
    "What people are told when their data comes from elsewhere",
    _item("controller", "UK GDPR Art 14(1)(a)", says="who we are and how to reach us"),
    _item("dpo", "UK GDPR Art 14(1)(b)", says="how to reach our data protection officer, if we have one"),
    _item("purposes", "UK GDPR Art 14(1)(c)", says="what we use the data for, and on which lawful basis"),
    _item("categories", "UK GDPR Art 14(1)(d)", says="what kinds of data it is"),
    _item("recipients", "UK GDPR Art 14(1)(e)", says="who receives it"),
    _item(
        "transfers",
        "UK GDPR Art 14(1)(f)",
        says="where outside the United Kingdom it goes, what protects it there, and how to get a copy of that",
    ),
    _item("keep", "UK GDPR Art 14(2)(a)", says="how long we keep it"),
    _item(
        "interest",
        "UK GDPR Art 14(2)(b)",
        says="which legitimate interest we have, if we rest on one",
        until="2026-02-04",
    ),
    _item(
        "interest",
        "UK GDPR Art 14(2)(b)",
        says="which legitimate interest we have, or which condition of Annex 1 is met, if we rest on one",
        since=NEW,
        by="DUAA 2025 s. 70; SI 2026/82 reg 2",
    ),
    _item("rights", "UK GDPR Art 14(2)(c)", says="which rights you have"),
    _item("withdraw", "UK GDPR Art 14(2)(d)", says="that you can withdraw your consent, if we rest on it"),
    _item(
        "complain-controller",
        "UK GDPR Art 14(2)(da)",
        says="that you can complain to us",
        since="2026-06-19",
        by="DUAA 2025 s. 103 and Sch 10; SI 2026/82 reg 3",
        unsure="That the item belongs in this list is sure, its letter is not.",
    ),
    _item("complain-regulator", "UK GDPR Art 14(2)(e)", says="that you can complain to the regulator"),
    _item("source", "UK GDPR Art 14(2)(f)", says="where the data came from, and whether from a public source"),
    _item(
        "automated-decisions",
        "UK GDPR Art 14(2)(g)",
        says="which decisions a computer takes alone, how, and what they mean for you",
    ),
)

MONTH = _old(
    "UK GDPR Art 14(3)(a)", says="Within a reasonable time, and at the latest within one month, people are told."
)
CONTACT = _old(
    "UK GDPR Art 14(3)(b)",
    says="If the data serves to contact the person, they are told at the first contact at the latest.",
)
DISCLOSURE = _old(
    "UK GDPR Art 14(3)(c)",
    says="If the data goes to somebody else, people are told at the first disclosure at the latest.",
)
FURTHER = _old("UK GDPR Art 14(4)", says="People are told of a further purpose before their data is used for it.")
HAS_IT = _old("UK GDPR Art 14(5)(a)", says="What the person already has need not be told again.")
EFFORT_OLD = _old(
    "UK GDPR Art 14(5)(b)",
    says="""What it is impossible or out of proportion to tell, or what would defeat the purpose if told, need not be
    told; people are protected otherwise, and it is published.""",
    until="2026-02-04",
)
LAID_DOWN = _old("UK GDPR Art 14(5)(c)", says="Where a law itself says that the data is obtained, it need not be told.")
SECRET = _old("UK GDPR Art 14(5)(d)", says="What has to stay a professional secret is not told.")
EFFORT = _new("UK GDPR Art 14(5)(e)", says="What it is impossible or out of proportion to tell need not be told.")
DEFEATS = _new("UK GDPR Art 14(5)(f)", says="What would defeat the purpose if told, or nearly, need not be told.")
PROPORTION = _new(
    "UK GDPR Art 14(6)",
    says="Whether it is out of proportion turns on how many people there are, how old the data is, and what protects "
    "them.",
)
PUBLISHED = _new(
    "UK GDPR Art 14(7)",
    says="Whoever does not tell people protects them otherwise, and publishes what they would be told.",
)
EFFORT_FACTORS = Contents(
    "What is weighed before it is out of proportion to tell people",
    Item("number", "how many people there are", PROPORTION),
    Item("age", "how old the data is", PROPORTION),
    Item("safeguards", "what protects the people", PROPORTION),
)

WITHIN = months(1)


def notice_due(
    on: date,
    *,
    obtained: date,
    nation: Nation,
    contact: date | None = None,
    disclosure: date | None = None,
    calendar: Calendar | None = None,
) -> Ruling[date]:
    """By when are people told if their data came from elsewhere?

    obtained: the day on which the data came
    nation: whose bank holidays count
    contact: the day of the first contact with the person, if it is known
    disclosure: the day on which the data first goes to somebody else, if it is known
    """
    places = PLACES.on(obtained)
    if places is None or not MONTH.stands(on):
        return Ruling(None, (SILENT,))
    for what, day in (("the first contact was", contact), ("the data was disclosed", disclosure)):
        if day and day < obtained:
            raise Fault(
                f"{what} on {written(day)}, before the data came on {written(obtained)}",
                remedy="check the two days; they may be reversed",
            )
    found = [Step(MONTH.says, MONTH.cite.text)]
    events = [(at, entry) for at, entry in ((contact, CONTACT), (disclosure, DISCLOSURE)) if at]
    first = min(events, key=lambda event: event[0], default=None)
    if first is None or first[0] >= after(obtained, WITHIN):  # else no holiday has to be known
        last, steps = last_day(obtained, WITHIN, nation, "people are told", places.counting, calendar)
        found += steps
        if first is None or first[0] >= last:
            return Ruling(last, tuple(found), OBTAINED.on(on))
    at, entry = first
    return Ruling(at, (*found, Step(f"{entry.says} That is {weekday(at)}.", entry.cite.text)), OBTAINED.on(on))


ASKED = {
    "notice-obtained": listed(OBTAINED),
    "notice-due": notice_due,
    "effort-factors": listed(EFFORT_FACTORS),
}
