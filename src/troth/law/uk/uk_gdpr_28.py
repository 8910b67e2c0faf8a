"""UK GDPR, Articles 25 to 30: design, processors, and the register of what is done with data.

25 Data protection is built in, and is the default; services that children use have their protection in mind. 28 A
processor is chosen with care, bound by a written contract with all its terms, and takes on no other unasked. 30 There
is a register of every kind of use.
"""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Literal, get_args

from troth.law.contents import Contents, Item, item
from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.uk_gdpr import ARTICLE, NEW, OLD

_rule = partial(stated, since=OLD, known=Known.RECALLED)

# ---- design ----

CHILDREN = stated(
    "UK GDPR Art 25(1A)",
    f"{ARTICLE}25",
    """Whoever runs an online service that children are likely to use takes into account how children are best protected
    and supported in using it, that they know less of risks and of their rights, and that their needs change with
    age.""",
    since=NEW,
    by="DUAA 2025 s. 81; SI 2026/82 reg 2",
)
DESIGN = Contents(
    "What is built into whatever uses personal data",
    item(
        "by-design",
        "UK GDPR Art 25(1)",
        f"{ARTICLE}25",
        "what keeps the principles is built in from the start, in proportion to the risks",
        since=OLD,
        known=Known.RECALLED,
    ),
    Item("children-protected", "where children are likely to use it: how they are best protected", CHILDREN),
    Item("children-differ", "where children are likely to use it: what they know and need at their age", CHILDREN),
    item(
        "by-default",
        "UK GDPR Art 25(2)",
        f"{ARTICLE}25",
        "as it comes, it uses only the data that each purpose needs, for no longer, and opens it to no more people",
        since=OLD,
        known=Known.RECALLED,
    ),
)

# ---- processors ----

_URL_28 = f"{ARTICLE}28"
_term = partial(item, url=_URL_28, lead="The contract with a processor says", since=OLD, known=Known.RECALLED)

CHOSEN = _rule(
    "UK GDPR Art 28(1)",
    _URL_28,
    "Only a processor is used that gives enough guarantees that it protects data as the law wants.",
)
SUB_PROCESSORS = _rule(
    "UK GDPR Art 28(2)",
    _URL_28,
    """A processor takes on another only with the controller's written authorisation; under a general one it tells of
    each change first, so that the controller can object.""",
)
BOUND = _rule(
    "UK GDPR Art 28(3)",
    _URL_28,
    "What a processor does is laid down in a contract that binds it, with the terms that this paragraph lists.",
)
BOUND_TOO = _rule(
    "UK GDPR Art 28(4)",
    _URL_28,
    "A processor binds each processor that it takes on to the same terms, and answers for it.",
)
WRITTEN = _rule("UK GDPR Art 28(9)", _URL_28, "The contract is in writing, which may be electronic.")

Term = Literal[
    "subject",
    "duration",
    "purpose",
    "data",
    "people",
    "instructions",
    "confidentiality",
    "security",
    "sub-processors",
    "rights",
    "assistance",
    "return",
    "audit",
]
TERMS: tuple[str, ...] = get_args(Term)
PROCESSOR_TERMS = Contents(
    "What the contract with a processor says",
    Item("subject", "what is done for the controller", BOUND),
    Item("duration", "for how long", BOUND),
    Item("purpose", "of what nature it is, and what for", BOUND),
    Item("data", "what kinds of data it uses", BOUND),
    Item("people", "about what kinds of people", BOUND),
    _term(
        "instructions", "UK GDPR Art 28(3)(a)", says="that it acts only on documented instructions, transfers included"
    ),
    _term("confidentiality", "UK GDPR Art 28(3)(b)", says="that everybody who works on the data keeps it confidential"),
    _term("security", "UK GDPR Art 28(3)(c)", says="that it keeps the data secure as Art 32 asks"),
    _term(
        "sub-processors", "UK GDPR Art 28(3)(d)", says="that it takes on others only if authorised, and binds them too"
    ),
    _term("rights", "UK GDPR Art 28(3)(e)", says="that it helps to answer the requests of people"),
    _term("assistance", "UK GDPR Art 28(3)(f)", says="that it helps with security, breaches and impact assessments"),
    _term(
        "return",
        "UK GDPR Art 28(3)(g)",
        says="that it deletes or returns all data at the end, as the controller chooses",
    ),
    _term(
        "audit", "UK GDPR Art 28(3)(h)", says="that it shows that it keeps all this, and lets the controller inspect"
    ),
)

_PROCESSOR = Table[bool](
    Row(False, CHOSEN, guarantees=False),
    Row(False, WRITTEN, written=False, says="There is no contract in writing."),
    Row(False, BOUND, complete=False, says="The contract lacks terms that the law asks for."),
    Row(True, CHOSEN, BOUND, WRITTEN, works_alone=True),
    Row(False, SUB_PROCESSORS, authorised=False),
    Row(False, BOUND_TOO, flows_down=False),
    Row(True, CHOSEN, BOUND, SUB_PROCESSORS, BOUND_TOO, WRITTEN),
)


def processor(
    on: date,
    *,
    guarantees: bool = False,
    written: bool = False,
    terms: frozenset[Term] = frozenset(),
    works_alone: bool = False,
    authorised: bool = False,
    flows_down: bool = False,
) -> Ruling[bool]:
    """May this processor be used?

    guarantees: it was looked at, and gives enough guarantees that it protects data
    written: there is a contract in writing that binds it
    terms: what the contract says; what it lacks is what the answer needs
    works_alone: it takes on no other processor for this
    authorised: every other processor that it takes on was authorised in writing
    flows_down: every other processor is bound to the same terms
    """
    lacking = tuple(term for term in PROCESSOR_TERMS.on(on) if term.id not in terms)
    ruling = _PROCESSOR.on(
        on,
        guarantees=guarantees,
        written=written,
        complete=not lacking,
        works_alone=works_alone,
        authorised=authorised,
        flows_down=flows_down,
    )
    return replace(ruling, needs=lacking)


# ---- the register ----

_URL_30 = f"{ARTICLE}30"
_entry = partial(item, url=_URL_30, lead="The register says", since=OLD, known=Known.RECALLED)

KEPT = _rule("UK GDPR Art 30(1)", _URL_30, "Every controller keeps a register of what it does with personal data.")
PEOPLE_AND_DATA = _rule(
    "UK GDPR Art 30(1)(c)", _URL_30, "The register says what kinds of people and of data there are in each use."
)
BY_PROCESSOR = _rule(
    "UK GDPR Art 30(2)(a)",
    _URL_30,
    "The register of a processor says who it is and for which controllers it acts, with their contacts.",
)
SMALL = _rule(
    "UK GDPR Art 30(5)",
    _URL_30,
    """Whoever employs fewer than 250 people needs no register for uses that are occasional, are unlikely to put
    people's rights at risk, and touch no special-category data nor data on offences.""",
    unsure="No change of it was found in the Data (Use and Access) Act 2025.",
)

CONTROLLER_REGISTER = Contents(
    "What the register of a controller holds",
    _entry(
        "names", "UK GDPR Art 30(1)(a)", says="who the controller and its data protection officer are, with contacts"
    ),
    _entry("purposes", "UK GDPR Art 30(1)(b)", says="what each use is for"),
    Item("people", "what kinds of people it concerns", PEOPLE_AND_DATA),
    Item("data", "what kinds of data it uses", PEOPLE_AND_DATA),
    _entry("recipients", "UK GDPR Art 30(1)(d)", says="what kinds of recipients get it"),
    _entry("transfers", "UK GDPR Art 30(1)(e)", says="where it goes abroad, and what protects it there"),
    _entry("keep", "UK GDPR Art 30(1)(f)", says="when each kind of data is deleted"),
    _entry("security", "UK GDPR Art 30(1)(g)", says="in general how it is kept secure"),
)
PROCESSOR_REGISTER = Contents(
    "What the register of a processor holds",
    Item("names", "who the processor is, with contacts", BY_PROCESSOR),
    Item("controllers", "for which controllers it acts", BY_PROCESSOR),
    _entry("uses", "UK GDPR Art 30(2)(b)", says="what it does for each controller"),
    _entry("transfers", "UK GDPR Art 30(2)(c)", says="where data goes abroad with it, and what protects it there"),
    _entry("security", "UK GDPR Art 30(2)(d)", says="in general how it keeps data secure"),
)

_REGISTER = Table[bool](
    Row(False, SMALL, small=True, occasional=True, harmless=True, ordinary=True),
    Row(True, KEPT, needs=CONTROLLER_REGISTER),
)


def register_needed(
    on: date, *, staff: int, occasional: bool = False, harmless: bool = False, ordinary: bool = False
) -> Ruling[bool]:
    """Does this use of data have to be in the register?

    staff: how many people the company employs
    occasional: the use happens only now and then
    harmless: it is unlikely to put the rights of people at risk
    ordinary: it touches no special-category data and no data on criminal offences
    """
    return _REGISTER.on(on, small=staff < 250, occasional=occasional, harmless=harmless, ordinary=ordinary)


ASKED = {
    "design": listed(DESIGN),
    "processor": processor,
    "processor-terms": listed(PROCESSOR_TERMS),
    "register-needed": register_needed,
    "controller-register": listed(CONTROLLER_REGISTER),
    "processor-register": listed(PROCESSOR_REGISTER),
}
