"""PECR, regulations 5 to 8: what the provider of public calls or broadband owes when its service is not safe.

5A(2) A provider tells the regulator of every breach of personal data in its service, whatever the risk. Only such a
provider does: who supports somebody else's computers reports under UK GDPR Article 33, where risk decides.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from troth.law.contents import Contents, Item
from troth.law.dated import Dated, Known, find, rule, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.pecr import REGULATION, pecr
from troth.law.uk.uk_gdpr_33 import IN_PHASES, Within, told_by
from troth.words import Deadline

BREACHES, HOURS, DUAA = "2011-05-26", "2013-08-25", "2025-08-20"
SI_2011_1208 = "SI 2011/1208"
DUAA_111 = "DUAA 2025 s. 111; SI 2025/904"
EU_611 = "https://www.legislation.gov.uk/eur/2013/611"
PLACE, COUNTING = "PECR reg 5A(2)", "Reg 611/2013 Art 2(2)"

# ---- the clock ----

NOTIFY_WITHIN = Dated(
    {
        BREACHES: Within(None, PLACE),
        HOURS: Within(24, f"{PLACE}; {COUNTING}"),
        DUAA: Within(72, f"{PLACE}; {COUNTING}"),
    }
)

pecr(
    "reg 5A(2)",
    """The provider of a public electronic communications service tells the regulator without undue delay of every
    breach of personal data in its service, whatever the risk.""",
    since=BREACHES,
    until="2025-08-19",
    by=SI_2011_1208,
)


@rule(PLACE, f"{REGULATION}5A", since=DUAA, by=DUAA_111)
def notify_breach(aware: date | datetime) -> Deadline | None:
    """The provider of a public electronic communications service tells the regulator of every breach of personal data
    in its service, whatever the risk: without undue delay, and where feasible within 72 hours of becoming aware of it.

    None before the duty existed. The hours of a breach are those of the day on which it became known.
    """
    return told_by(aware, NOTIFY_WITHIN)


_EVERY_OLD, _EVERY = find(PLACE)
stated(
    COUNTING,
    f"{EU_611}/article/2",
    "The regulator is told within 24 hours of the breach being found, where feasible.",
    since=HOURS,
    until="2025-08-19",
)
stated(
    COUNTING,
    f"{EU_611}/article/2",
    "The regulator is told without undue delay, and where feasible within 72 hours of becoming aware of the breach.",
    since=DUAA,
    by=DUAA_111,
    unsure="Whether the hours stop for weekends and holidays: they do not, as under UK GDPR Article 33.",
)

# ---- the report, the log, the letter ----

_in_2011 = partial(pecr, since=BREACHES, by=SI_2011_1208, known=Known.GUIDANCE)
_REASONS = pecr(
    "reg 5A(3A)",
    "A report that comes after 72 hours gives the reasons.",
    since=DUAA,
    by=DUAA_111,
)
_SUBSCRIBERS = _in_2011(
    "reg 5A(3)",
    """A subscriber or user is told of a breach without undue delay if it is likely to harm their personal data or
    their privacy.""",
)
_REPORT_SAYS = _in_2011(
    "reg 5A(4)",
    "The report says what happened, what follows from it, and what the provider does or proposes to do about it.",
)
_NOTE_SAYS = _in_2011(
    "reg 5A(5)",
    "Subscribers and users are told what happened, whom they can ask, and what they can do against harm.",
    known=Known.RECALLED,
)
_UNINTELLIGIBLE = _in_2011(
    "reg 5A(6)",
    """Subscribers and users need not be told if the provider has shown the regulator that nobody can read the data
    without a right to.""",
)
_ORDERED = _in_2011(
    "reg 5A(7)",
    "The regulator can require that subscribers and users are told.",
    known=Known.RECALLED,
)
_LOG = _in_2011(
    "reg 5A(8)",
    "The provider keeps a log of every breach: the facts, the effects and the remedy.",
)
_LATE_FINE = _in_2011(
    "reg 5C",
    "A provider that does not report a breach as it should can be fined a fixed sum of 1,000 pounds.",
    unsure="Regulations may now change the sum; none were found.",
)
_PHASES_OLD = stated(
    "Reg 611/2013 Art 2(3)",
    f"{EU_611}/article/2",
    """What is not yet known follows in a second report, as soon as it can and within three days of the first; if even
    that cannot be, with the reasons.""",
    since=HOURS,
    until="2025-08-19",
    known=Known.RECALLED,
)
_PHASES = stated(
    "Reg 611/2013 Art 2(3)",
    f"{EU_611}/article/2",
    "What is not yet known may follow in phases, without undue further delay.",
    since=DUAA,
    by=DUAA_111,
)
_ANNEX = stated(
    "Reg 611/2013 Annex I",
    f"{EU_611}/annex/I",
    """The report names the provider and whom to ask, says whether it is the first one, when the breach happened and was
    found, how it came about, which data and how many people it touches, what protected them, whether other providers
    are involved, and whether people are told.""",
    since=HOURS,
    known=Known.RECALLED,
    unsure="The items are recalled; the annex itself was not read again.",
)

_REPORT_ITEMS = (
    Item("nature", "what happened", _REPORT_SAYS),
    Item("consequences", "what follows from it", _REPORT_SAYS),
    Item("measures", "what is done or proposed about it", _REPORT_SAYS),
    Item("provider", "the name of the provider, and who can be asked", _ANNEX),
    Item("sequence", "whether this is the first report of it or a further one", _ANNEX),
    Item("times", "when it happened and when it was found", _ANNEX),
    Item("cause", "how it came about, such as loss, theft or copying", _ANNEX),
    Item("data", "which data it touches, and how many people", _ANNEX),
    Item("protection", "what protected the data", _ANNEX),
    Item("others", "whether other providers are involved", _ANNEX),
    Item("people-told", "whether, how and when people are told", _ANNEX),
)
REPORT = Contents("What a provider's report of a breach says to the regulator", *_REPORT_ITEMS)
LATE_REPORT = Contents(
    "What a late report says", *_REPORT_ITEMS, Item("reasons", "why it comes after its 72 hours", _REASONS)
)
NOTE = Contents(
    "What subscribers and users are told of a breach",
    Item("nature", "what happened", _NOTE_SAYS),
    Item("contact", "whom you can ask", _NOTE_SAYS),
    Item("advice", "what you can do against harm", _NOTE_SAYS),
)
LOG = Contents(
    "What a provider's log holds of every breach",
    Item("facts", "what happened", _LOG),
    Item("effects", "what came of it", _LOG),
    Item("remedy", "what was done about it", _LOG),
)

_NOT_OURS = "Only the provider of a public electronic communications service reports so, and only what happens in it."
MUST_REPORT = Table(
    Row(False, _EVERY, says=_NOT_OURS, provides=False),
    Row(False, _EVERY, says="It did not happen in the service that we provide.", service_related=False),
    Row(True, _EVERY, needs=LATE_REPORT, late=True),
    Row(True, _EVERY, needs=REPORT),
    Row(False, _EVERY_OLD, says=_NOT_OURS, provides=False),
    Row(False, _EVERY_OLD, says="It did not happen in the service that we provide.", service_related=False),
    Row(True, _EVERY_OLD, needs=REPORT),
)


def breach_report(on: date, *, provides: bool, service_related: bool, hours: float = 0) -> Ruling[bool]:
    """Is a breach reported to the regulator under PECR, whatever the risk?

    provides: on this line of business we are the provider of calls or broadband to the public, not only IT support
    service_related: the personal data was lost, seen or changed in providing that service
    hours: hours since the breach became known; `on` is the day on which it did
    """
    within = NOTIFY_WITHIN.on(on)
    late = within is not None and within.late(hours)
    return MUST_REPORT.on(on, provides=provides, service_related=service_related, late=late)


MUST_TELL = Table(
    Row(True, _ORDERED, needs=NOTE, ordered=True),
    Row(False, _UNINTELLIGIBLE, unintelligible=True),
    Row(True, _SUBSCRIBERS, needs=NOTE, adverse=True),
    Row(False, _SUBSCRIBERS, says="It is unlikely to harm their data or their privacy, so they need not be told."),
)


def breach_subscribers(on: date, *, adverse: bool, unintelligible: bool = False, ordered: bool = False) -> Ruling[bool]:
    """Are subscribers and users told of a breach in the calls or broadband that we provide?

    adverse: it is likely to harm their personal data or their privacy
    unintelligible: the regulator is satisfied that nobody can read the data without a right to
    ordered: the regulator requires it
    """
    return MUST_TELL.on(on, adverse=adverse, unintelligible=unintelligible, ordered=ordered)


IN_PARTS = Table(
    Row(True, _PHASES, telecoms=True),
    Row(True, _PHASES_OLD, telecoms=True),
    Row(True, IN_PHASES),
)


def in_parts(on: date, *, telecoms: bool) -> Ruling[bool]:
    """May what is not yet known of a breach follow later?

    telecoms: it happened in calls or broadband that we provide to the public ourselves
    """
    return IN_PARTS.on(on, telecoms=telecoms)


FINE = Table(Row(1000, _LATE_FINE))


def late_fine(on: date) -> Ruling[int]:
    """How many pounds is the fixed fine for a provider's breach that is not reported as it should be?"""
    return FINE.on(on)


# ---- a service that stays at risk ----

_AT_RISK = pecr(
    "reg 5(3)",
    """Where a significant risk to the security of the service is left whatever the provider does, subscribers are told
    what it is, what they can do about it, and what that is likely to cost them.""",
)
_FREE = pecr(
    "reg 5(4)",
    "To be told of such a risk costs the subscriber nothing beyond the price of getting the message.",
    known=Known.RECALLED,
)
RISK_NOTE = Contents(
    "What subscribers are told of a risk to the service",
    Item("risk", "what the risk is", _AT_RISK),
    Item("advice", "what you can do about it", _AT_RISK),
    Item("cost", "what that is likely to cost you", _AT_RISK),
    Item("free", "nothing is asked for telling you", _FREE),
)

MUST_WARN = Table(
    Row(True, _AT_RISK, needs=RISK_NOTE, provides=True, significant=True),
    Row(False, _AT_RISK, says="There is no significant risk left in a public service that we provide."),
)


def security_risk(on: date, *, provides: bool, significant: bool) -> Ruling[bool]:
    """Are subscribers told of a remaining risk to the security of the service?

    provides: on this line of business we are the provider of calls or broadband to the public
    significant: whatever we do, the risk that is left is significant
    """
    return MUST_WARN.on(on, provides=provides, significant=significant)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "breach-report-pecr": breach_report,
    "breach-report-pecr-contents": listed(REPORT),
    "breach-log": listed(LOG),
    "breach-subscribers": breach_subscribers,
    "breach-in-parts": in_parts,
    "breach-late-fine": late_fine,
    "security-risk": security_risk,
}
