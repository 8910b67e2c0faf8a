"""UK GDPR, Article 15: what a person is told who asks what is held about them."""

from dataclasses import dataclass
from datetime import date

from troth.law.dated import Dated, Known, stated
from troth.law.uk.uk_gdpr import ARTICLE, OLD
from troth.words import Citation


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the law asks a controller to say, in plain words, with its place."""

    id: str
    says: str
    cite: Citation


def _item(id: str, place: str, says: str, since: str = OLD, by: str = "", known: Known = Known.RECALLED) -> Item:
    entry = stated(f"UK GDPR Art {place}", f"{ARTICLE}15", f"The answer says {says}.", since=since, by=by, known=known)
    return Item(id, says, entry.cite)


_CONFIRMATION = _item("confirmation", "15(1)", "whether we use personal data about you, with a copy of it")
_FIRST = (
    _CONFIRMATION,
    _item("purposes", "15(1)(a)", "what we use it for"),
    _item("categories", "15(1)(b)", "what kinds of data it is"),
    _item("recipients", "15(1)(c)", "who receives it, by name"),
    _item("keep", "15(1)(d)", "how long we keep it"),
    _item("rights", "15(1)(e)", "your rights to have it corrected, deleted or restricted, and to object"),
)
_TO_US = _item(
    "complain-controller",
    "15(1)(ea)",
    "that you can complain to us",
    since="2026-06-19",
    by="DUAA 2025 s. 103 and Sch 10; SI 2026/82 reg 3",
    known=Known.READ,
)
_LAST = (
    _item("complain-regulator", "15(1)(f)", "that you can complain to the regulator", known=Known.READ),
    _item("source", "15(1)(g)", "where it came from"),
    _item("automated-decisions", "15(1)(h)", "which decisions a computer took alone, how, and what they mean for you",
          known=Known.READ),
    _item("transfers", "15(2)", "what protects it outside the United Kingdom"),
)  # fmt: skip

ITEMS = Dated({OLD: (*_FIRST, *_LAST), "2026-06-19": (*_FIRST, _TO_US, *_LAST)})


def access_items(on: date) -> tuple[Item, ...]:
    """The list of Art 15 on a day, in the law's order; empty before there was one."""
    return ITEMS.on(on) or ()


stated(
    "UK GDPR Art 15(1A)",
    f"{ARTICLE}15",
    """The person is entitled to what a reasonable and proportionate search finds, and to no wider one. So it is
    recorded where was looked, with what, and why elsewhere was not.""",
    since="2024-01-01",
    by="DUAA 2025 s. 78, which says that it always held from this day",
)
stated(
    "UK GDPR Art 15(3)",
    f"{ARTICLE}15",
    "The person gets a copy of the data. Only further copies may cost a reasonable fee.",
    since=OLD,
    known=Known.RECALLED,
)
stated(
    "UK GDPR Art 15(4)",
    f"{ARTICLE}15",
    "The copy must not harm the rights of others: what is about somebody else is weighed before it leaves.",
    since=OLD,
    known=Known.RECALLED,
)


# ---- Article 12(4): what a refusal says ----

_REASONS = Item("reasons", "why we do not do what you ask", Citation("UK GDPR Art 12(4)", f"{ARTICLE}12"))
_REGULATOR = Item("complain-regulator", "that you can complain to the regulator",
                  Citation("UK GDPR Art 12(4); DPA 2018 s. 165", f"{ARTICLE}12"))  # fmt: skip
_CONTROLLER = Item("complain-controller", "that you can complain to us",
                   Citation("UK GDPR Art 12(4); DPA 2018 s. 164A", f"{ARTICLE}12"))  # fmt: skip
_COURT = Item("court", "that you can go to court", Citation("UK GDPR Art 12(4)", f"{ARTICLE}12"))
REFUSAL = Dated({OLD: (_REASONS, _REGULATOR, _COURT), "2026-06-19": (_REASONS, _CONTROLLER, _REGULATOR, _COURT)})


def refusal_items(on: date) -> tuple[Item, ...]:
    """What a refusal tells the person, whatever the right; it leaves by the same day as an answer."""
    return REFUSAL.on(on) or ()
