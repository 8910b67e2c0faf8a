"""PECR, regulations 19 to 24, and UK GDPR Article 21(3): calls, messages and letters that advertise.

21(3) Whoever says no is not advertised to, on any channel. 22 E-mail and texts go to an individual only with consent,
or as the soft opt-in allows. 19 Automated calls only with consent. 21 Live calls unless the subscriber said no or is in
the register of those who did (TPS, for companies CTPS). 23 and 24 Who advertises says who they are and how to stop it.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Literal

from troth.law.contents import Contents, Item
from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.pecr import BEGUN, DUAA, GUIDANCE, pecr
from troth.law.uk.uk_gdpr_6 import CONSENT, INTEREST
from troth.law.uk.uk_gdpr_20 import NO_MARKETING, TOLD

REGISTER_DAYS = 28  # how long a new entry does not bind yet, and so how long a look-up is good
CHARITY_FROM = date.fromisoformat(DUAA)

# ---- what is asked before anybody is advertised to ----

NO_IS_KEPT = stated(
    "ICO, direct marketing guidance, respect people's preferences",
    f"{GUIDANCE}direct-marketing-guidance/respect-peoples-preferences/",
    """A no is honoured on every channel, and its entry is kept, with no more than it needs, so that it is still known
    tomorrow: it is suppressed, not deleted.""",
    since=BEGUN,
    known=Known.GUIDANCE,
    unsure="""No law lets a company without a named person refuse e-mail; its no is honoured all the same. Before the
    GDPR the guidance said as much; the older text was not read.""",
)
TOLD_US = pecr(
    "reg 21(1)(a)",
    "No live call that advertises is made to a subscriber who told the caller that they do not want such calls.",
)
LISTED = pecr(
    "reg 21(1)(b)",
    "No live call that advertises is made to a number in the register of those who do not want such calls (TPS, CTPS).",
)
LIVE_CALLS = pecr(
    "reg 21(1)",
    "A live call that advertises may be made where the subscriber did not say no, to the caller or to the register.",
)
NEW_ENTRY = pecr(
    "reg 21(3)",
    "A number that was in the register for less than 28 days before the call does not bind yet.",
    unsure="Whether the day of the entry itself counts: it is counted, so that the entry binds a day earlier.",
)
WELCOME = pecr(
    "reg 21(4)",
    "A subscriber who told this caller that they do not object to its calls may be called, though in the register.",
    unsure="Consent to calls from us is taken as such a word; it has to have been given to us, and for calls.",
)
WITHDRAWN = pecr(
    "reg 21(5)",
    "That word can be taken back at any time, and then the register binds again.",
)
LOOKED_UP = stated(
    "ICO, live direct marketing calls guidance",
    f"{GUIDANCE}guidance-on-direct-marketing-using-live-calls/",
    "Numbers are looked up in the register before they are called, and again at least every 28 days.",
    since=BEGUN,
    known=Known.GUIDANCE,
)
CLAIMS = pecr(
    "reg 21A",
    "A live call that advertises help with claims is made only with consent, given to this caller before.",
    since="2018-09-08",
    by="Financial Guidance and Claims Act 2018 s. 35",
    known=Known.RECALLED,
)
PENSIONS = pecr(
    "reg 21B(1)",
    "Nobody is called to advertise pension schemes, unless an exception is met.",
    since="2019-01-09",
    by="SI 2018/1396",
    known=Known.RECALLED,
    unsure="The exception for clients who would expect such calls, 21B(3), is left out: they are asked too.",
)
PENSIONS_CONSENT = pecr(
    "reg 21B(2)",
    "Whoever is authorised, or runs a pension scheme, may call with the person's consent, given to that caller before.",
    since="2019-01-09",
    by="SI 2018/1396",
    known=Known.RECALLED,
)
AUTOMATED = pecr(
    "reg 19(1)",
    "No automated call that plays a recording to advertise is made to anybody, person or company, without consent.",
)
AUTOMATED_CONSENT = pecr(
    "reg 19(2)",
    "An automated call may be made to a subscriber who agreed to such calls from this caller before, and still does.",
)
INDIVIDUALS = pecr(
    "reg 22(1)",
    "The rule on e-mail and texts protects individual subscribers; one to a company needs no consent under it.",
)
MAIL_CONSENT = pecr(
    "reg 22(2)",
    """E-mail and texts that advertise go to an individual only with consent, given to this sender before and not taken
    back.""",
)
SOFT_OPT_IN = pecr(
    "reg 22(3)",
    """Without consent e-mail and texts may go to customers whose address we got from them in a sale or talks about one:
    about our own similar products, if a free and simple way to refuse was offered then and is offered in every
    message.""",
    unsure="""Whether it follows customers who are taken over from another supplier. They gave their address to that
    supplier, so it does not, until they deal with us.""",
)
CHARITIES = pecr(
    "reg 22(3A)",
    """A charity may write without consent to people who showed interest in its purposes or supported them, and about
    nothing else, if a free and simple way to refuse was offered when it got the address and is offered in every
    message.""",
    since=DUAA,
    by="DUAA 2025 s. 114; SI 2026/82 reg 2",
    known=Known.GUIDANCE,
    unsure="It is taken to reach only addresses that were collected from 5 February 2026 on.",
)
LETTERS = stated(
    "ICO, direct marketing guidance",
    f"{GUIDANCE}direct-marketing-guidance/",
    "No rule of PECR stands against a letter that advertises; the UK GDPR asks for a basis and honours a no.",
    since="2018-05-25",
    known=Known.GUIDANCE,
)

# ---- what it shows ----

_IDENTITY = pecr("reg 23(a)", "A message that advertises does not hide who sends it.")
_ADDRESS = pecr(
    "reg 23(b)",
    "A message that advertises has a valid address to which one can write to stop it.",
)
_NUMBER = pecr(
    "reg 21(A1)",
    "A call that advertises shows its number, or one at which the caller can be reached.",
    since="2016-05-16",
    by="SI 2016/524",
)
_AUTOMATED_NUMBER = pecr(
    "reg 19(2)(b)",
    "An automated call shows its number, or one at which the caller can be reached.",
    since="2016-05-16",
    by="SI 2016/524",
    known=Known.RECALLED,
)
_AUTOMATED_SAYS = pecr(
    "reg 24(1)(a)",
    "An automated call says the caller's name, and an address or a number that can be rung free of charge.",
)
_LIVE_SAYS = pecr(
    "reg 24(1)(b)",
    "A live call says the caller's name, and on request an address or a number that can be rung free of charge.",
)

_SENDER = Item("sender", "who sends it", _IDENTITY)
_STOP = Item("opt-out", "an address to which one can write to stop it", _ADDRESS)
_REFUSE = Item("refuse", "a free and simple way to refuse, in this message too", SOFT_OPT_IN)
_CHARITY_REFUSE = Item("refuse", "a free and simple way to refuse, in this message too", CHARITIES)
_NAME = Item("name", "the caller's name", _LIVE_SAYS)
_CONTACT = Item("contact-on-request", "an address or a free number, to whoever asks for it", _LIVE_SAYS)
_BASIS = (
    Item("assessment", "the balance of our interest in it against the person's, written down", INTEREST),
    Item("right-to-object", "that they can object, told at first contact, clearly and apart from all else", TOLD),
)

MESSAGE = Contents("What an e-mail or text that advertises shows", _SENDER, _STOP)
COMPANY_MESSAGE = Contents("What an e-mail or text to somebody at a company needs", _SENDER, _STOP, *_BASIS)
CUSTOMER_MESSAGE = Contents("What a message without consent to a customer needs", _SENDER, _STOP, _REFUSE, *_BASIS)
CHARITY_MESSAGE = Contents("What a charity's message without consent needs", _SENDER, _STOP, _CHARITY_REFUSE, *_BASIS)
_SHOWN = Item("number", "a number at which the caller can be reached", _NUMBER)
CALL = Contents("What a live call that advertises shows and says", _SHOWN, _NAME, _CONTACT)
CALL_WITHOUT_CONSENT = Contents("What a live call without consent needs", _SHOWN, _NAME, _CONTACT, *_BASIS)
AUTOMATED_CALL = Contents(
    "What an automated call that advertises shows and says",
    Item("number", "a number at which the caller can be reached", _AUTOMATED_NUMBER),
    Item("name", "the caller's name", _AUTOMATED_SAYS),
    Item("contact", "an address or a free number", _AUTOMATED_SAYS),
)
LETTER = Contents("What a letter that advertises needs", *_BASIS)

# ---- the matrix ----

Channel = Literal["email", "sms", "live-call", "automated-call", "claims-call", "pensions-call", "post"]
Source = Literal["sale", "taken-over", "charity-support", "elsewhere"]
_MAIL = ("email", "sms")
_LIVE = ("live-call", "claims-call", "pensions-call")  # the last two until their own rules began

MAY_ADVERTISE = Table(
    Row(False, NO_MARKETING, objected=True, named=True),
    Row(False, TOLD_US, channel=_LIVE, objected=True),
    Row(False, NO_IS_KEPT, objected=True),
    # Letters.
    Row(True, LETTERS, CONSENT, channel="post", consent=True),
    Row(True, LETTERS, needs=LETTER, channel="post"),
    # E-mail and texts.
    Row(True, INDIVIDUALS, needs=COMPANY_MESSAGE, channel=_MAIL, subscriber="corporate", named=True),
    Row(True, INDIVIDUALS, needs=MESSAGE, channel=_MAIL, subscriber="corporate"),
    Row(True, MAIL_CONSENT, needs=MESSAGE, channel=_MAIL, consent=True),
    Row(
        False,
        SOFT_OPT_IN,
        MAIL_CONSENT,
        says="The customers of another supplier gave their address to that supplier, not to us: without consent we "
        "write to them only once they have dealt with us.",
        channel=_MAIL,
        source="taken-over",
    ),
    Row(
        True,
        SOFT_OPT_IN,
        needs=CUSTOMER_MESSAGE,
        channel=_MAIL,
        source="sale",
        similar=True,
        refusal_at_collection=True,
        refusal_in_message=True,
    ),
    Row(
        True,
        CHARITIES,
        needs=CHARITY_MESSAGE,
        channel=_MAIL,
        source="charity-support",
        charity_purposes=True,
        collected_since_charities=True,
        refusal_at_collection=True,
        refusal_in_message=True,
    ),
    Row(False, MAIL_CONSENT, channel=_MAIL),
    # Automated calls.
    Row(True, AUTOMATED_CONSENT, needs=AUTOMATED_CALL, channel="automated-call", consent=True),
    Row(False, AUTOMATED, channel="automated-call"),
    # Live calls, first those with rules of their own.
    Row(True, CLAIMS, needs=CALL, channel="claims-call", consent=True),
    Row(False, CLAIMS, channel="claims-call"),
    Row(True, PENSIONS_CONSENT, needs=CALL, channel="pensions-call", authorised=True, consent=True),
    Row(False, PENSIONS, channel="pensions-call"),
    Row(True, WELCOME, WITHDRAWN, needs=CALL, channel=_LIVE, welcome=True),
    Row(False, LISTED, channel=_LIVE, entry="binding"),
    Row(False, LOOKED_UP, channel=_LIVE, looked_up=False),
    Row(True, NEW_ENTRY, needs=CALL_WITHOUT_CONSENT, channel=_LIVE, entry="new"),
    Row(True, LIVE_CALLS, needs=CALL_WITHOUT_CONSENT, channel=_LIVE),
)


def marketing(
    on: date,
    *,
    channel: Channel,
    subscriber: Literal["individual", "corporate"],
    objected: bool,
    named: bool = True,
    consent: bool = False,
    source: Source = "elsewhere",
    similar: bool = False,
    refusal_at_collection: bool = False,
    refusal_in_message: bool = False,
    charity_purposes: bool = False,
    collected: date | None = None,
    listed_since: date | None = None,
    screened: date | None = None,
    welcome: bool = False,
    authorised: bool = False,
) -> Ruling[bool]:
    """May this message, call or letter that advertises go out?

    channel: how it goes; claims-call and pensions-call are live calls that advertise those
    subscriber: who has the contract for the line or the mailbox (see subscriber-kind)
    objected: the person said no to being advertised to, in whatever way, and has not since said yes again
    named: it goes to somebody whom we know by name, at home or at work, not to an address like office@
    consent: they agreed to being advertised to by us on this channel, and did not take it back
    source: where we have the address from: a sale or talks about one, a supplier's customers, a charity's supporters
    similar: it is about our own products, similar to those of the sale
    refusal_at_collection: a free and simple way to refuse was offered when the address was collected
    refusal_in_message: a free and simple way to refuse was in every message since, and is in this one
    charity_purposes: it is about nothing but the charity's purposes
    collected: the day on which the address was collected
    listed_since: the day of the number's entry in the register (TPS or CTPS), if it has one
    screened: the day on which the number was last looked up in the register
    welcome: they told us that they do not object to our calls, whatever the register says, and did not take it back
    authorised: the caller is authorised by the FCA, or runs a pension scheme
    """
    return MAY_ADVERTISE.on(
        on,
        channel=channel,
        subscriber=subscriber,
        objected=objected,
        named=named,
        consent=consent,
        source=source,
        similar=similar,
        refusal_at_collection=refusal_at_collection,
        refusal_in_message=refusal_in_message,
        charity_purposes=charity_purposes,
        collected_since_charities=collected is not None and collected >= CHARITY_FROM,
        entry=_entry(on, listed_since),
        looked_up=screened is not None and _fresh(on, screened),
        welcome=welcome or consent,
        authorised=authorised,
    )


def _entry(on: date, since: date | None) -> Literal["none", "new", "binding"]:
    """What an entry in the register does on a day."""
    if since is None or since > on:
        return "none"
    return "binding" if on - since >= timedelta(days=REGISTER_DAYS) else "new"


# ---- looking numbers up, and remembering a no ----

GOOD = Table(
    Row(True, LOOKED_UP, says="An entry made since then cannot bind before 28 days have passed.", fresh=True),
    Row(False, LOOKED_UP, says="The number is looked up again: an entry made since may bind by now."),
)


def screening(on: date, *, screened: date) -> Ruling[bool]:
    """Is a look-up in the register (TPS, CTPS) still good for a call?

    screened: the day on which the number was looked up
    """
    return GOOD.on(on, fresh=_fresh(on, screened))


def _fresh(on: date, screened: date) -> bool:
    """Whether no entry made since the look-up can bind yet: one of the same day binds 28 days on."""
    return timedelta() <= on - screened < timedelta(days=REGISTER_DAYS)


FORGET = Table(Row(False, NO_IS_KEPT))


def forget_a_no(on: date) -> Ruling[bool]:
    """Is the entry that remembers a person's no deleted, for example because they ask for it?"""
    return FORGET.on(on)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "marketing": marketing,
    "marketing-message": listed(MESSAGE),
    "marketing-call": listed(CALL),
    "automated-call": listed(AUTOMATED_CALL),
    "screening": screening,
    "forget-a-no": forget_a_no,
}
