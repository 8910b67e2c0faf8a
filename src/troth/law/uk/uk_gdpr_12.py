"""UK GDPR, Article 12: how people are spoken to and answered: any way in, form, proof of identity, fee, refusal.

(1) Short and plain, in writing or electronically, by word of mouth on request. (4) A refusal has its parts. (5) An
answer is free; only what is manifestly unfounded or excessive may cost something or be refused. (6) Proof is asked
only where there is doubt.
"""

from datetime import date
from typing import Literal

from troth.law.contents import Contents, Item
from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table, listed
from troth.law.uk.uk_gdpr import ANSWERED, ANSWERED_OLD, ARTICLE, NEW, OLD
from troth.law.uk.uk_gdpr_15 import COPY
from troth.words import Right

URL = f"{ARTICLE}12"
GUIDANCE = (
    "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/individual-rights/right-of-access/"
    "what-should-we-consider-when-responding-to-a-request/"
)
GUIDED = "2025-12-08"  # the day of the regulator's guidance that was read
_PRACTICE = f"The regulator's practice, read as of {GUIDED}; taken as what the older law asks too."


PLAIN = stated(
    "UK GDPR Art 12(1)",
    URL,
    """What is told to a person is short, clear and in plain words; in writing or electronically, and by word of mouth
    if they wish and their identity is shown. A request is valid by any way in, without a form or special words.""",
    since=OLD,
    known=Known.RECALLED,
    unsure="""The article asks for no form and no address, but does not say so in words; that any way in counts is how
    the regulator reads it.""",
)
REFUSED_OLD = stated(
    "UK GDPR Art 12(4)",
    URL,
    """Whoever does not act on a request says so within the same period, with the reasons, and that the person can
    complain to the regulator or go to court.""",
    since=OLD,
    until="2026-06-18",
    known=Known.RECALLED,
)
REFUSED = stated(
    "UK GDPR Art 12(4)",
    URL,
    """Whoever does not act on a request says so within the same period, with the reasons, and that the person can
    complain to the controller (DPA 2018 s. 164A) and to the regulator (s. 165), or go to court.""",
    since="2026-06-19",
    by="DUAA 2025 Sch 10 para 2; SI 2026/82 reg 3",
)
FREE = stated(
    "UK GDPR Art 12(5)",
    URL,
    """An answer costs the person nothing. A request that is manifestly unfounded or excessive may be refused, or a
    reasonable fee asked; the controller has to show that it is, case by case.""",
    since=OLD,
    known=Known.RECALLED,
)
DOUBT_OLD = stated(
    "UK GDPR Art 12(6)",
    URL,
    "A controller with reasonable doubts about who asks may ask for what is needed to confirm it, and no more.",
    since=OLD,
    until="2026-02-04",
    known=Known.RECALLED,
    unsure="""The older law does not say that the answer may wait for the proof. Read strictly, the month counts from
    the day of the request.""",
)
DOUBT = stated(
    "UK GDPR Art 12(6)",
    URL,
    """A controller with reasonable doubts about who asks may ask for what is needed to confirm it, and no more, and may
    wait with the request until it is confirmed.""",
    since=NEW,
    by="DUAA 2025 s. 76 and Sch 6; SI 2026/82 reg 2",
    known=Known.RECALLED,
)
LIGHTEST = stated(
    "ICO, right of access guidance, identity",
    GUIDANCE,
    """Identity is confirmed in the way that asks least of the person: a login, or details that are known already; a
    passport comes last. Never from everybody as a matter of course.""",
    since=OLD,
    known=Known.GUIDANCE,
    unsure=_PRACTICE,
)
AGENT = stated(
    "ICO, right of access guidance, agents",
    GUIDANCE,
    """Whoever asks on behalf of somebody else shows a written authority or a power to act. The proof of it counts like
    proof of identity: the month begins when it arrives.""",
    since=OLD,
    known=Known.GUIDANCE,
    unsure=_PRACTICE,
)
REFUSAL = Contents(
    "What a refusal says, whatever the right; it leaves by the same day as an answer",
    Item("reasons", "why we do not do what you ask", REFUSED_OLD),
    Item("complain-regulator", "that you can complain to the regulator", REFUSED_OLD),
    Item("court", "that you can go to court", REFUSED_OLD),
    Item("reasons", "why we do not do what you ask", REFUSED),
    Item("complain-controller", "that you can complain to us", REFUSED),
    Item("complain-regulator", "that you can complain to the regulator", REFUSED),
    Item("court", "that you can go to court", REFUSED),
)


def refusal_items(on: date) -> tuple[Item, ...]:
    """What a refusal tells the person on a day; empty before there was such a duty."""
    return REFUSAL.on(on)


# ---- coming in, and the form of the answer ----

_REQUEST = Table(
    Row(False, PLAIN, says="What asks for none of these rights is no request under this law.", asks=False),
    Row(True, PLAIN, says="A request by word of mouth counts: nobody has to write.", in_writing=False),
    Row(True, PLAIN, says="A request need not name a law, a right or a form.", names_the_law=False),
    Row(
        True,
        PLAIN,
        says="A request counts from the day on which it arrives, at whatever desk.",
        at_the_right_desk=False,
    ),
    Row(True, PLAIN, says="A request is valid by any way in."),
)


def is_request(
    on: date, *, asks: bool, in_writing: bool = False, names_the_law: bool = False, at_the_right_desk: bool = False
) -> Ruling[bool]:
    """Is this a request that has to be answered?

    asks: whether somebody asks, in whatever words, for something that Articles 15 to 22D give
    in_writing: whether it came in writing
    names_the_law: whether it names the law or the right, or came on our form
    at_the_right_desk: whether it came to the address or the team that is meant for requests
    """
    return _REQUEST.on(
        on, asks=asks, in_writing=in_writing, names_the_law=names_the_law, at_the_right_desk=at_the_right_desk
    )


_FORM = Table[str](
    Row(
        "spoken",
        PLAIN,
        says="By word of mouth, since the person wishes it and is identified.",
        wants="spoken",
        known=True,
    ),
    Row("electronic", PLAIN, says="Electronically, as the person wishes.", wants="electronic"),
    Row("paper", PLAIN, says="On paper, as the person wishes.", wants="paper"),
    Row("electronic", ANSWERED, says="What is asked electronically is answered so, in a common form.", electronic=True),
    Row("electronic", ANSWERED_OLD, says="What is asked electronically is answered so.", electronic=True),
    Row("paper", PLAIN, says="In writing, since nothing else was asked for."),
)


def answer_form(
    on: date,
    *,
    asked_electronically: bool,
    wants: Literal["nothing-else", "electronic", "paper", "spoken"] = "nothing-else",
    identified: bool = False,
) -> Ruling[str]:
    """In which form is a request answered?

    asked_electronically: whether the request came electronically
    wants: the form that the person asks for, if any
    identified: whether the person's identity is shown
    """
    return _FORM.on(on, electronic=asked_electronically, wants=wants, known=identified)


# ---- proof ----

_PROOF = Table(
    Row(True, AGENT, of="authority"),
    Row(
        False,
        LIGHTEST,
        says="Proof is never asked of everybody as a matter of course: the doubt is about this request.",
        of_everybody=True,
    ),
    Row(
        False,
        LIGHTEST,
        says="While a lighter way would do, such as a login or details that are known, no document is asked for.",
        by="document",
        lighter_way=True,
    ),
    Row(True, DOUBT, doubt=True),
    Row(True, DOUBT_OLD, doubt=True),
    Row(False, DOUBT, says="Without a reasonable doubt about who asks, no proof is asked."),
    Row(False, DOUBT_OLD, says="Without a reasonable doubt about who asks, no proof is asked."),
)


def may_ask_proof(
    on: date,
    *,
    of: Literal["identity", "authority"] = "identity",
    doubt: bool = False,
    of_everybody: bool = True,
    by: Literal["known-details", "document"] = "document",
    lighter_way: bool = True,
) -> Ruling[bool]:
    """May the person, or somebody who acts for them, be asked for proof?

    of: what is to be proved: who asks, or that somebody may act for the person
    doubt: whether there are reasonable doubts about who sent this request, written down
    of_everybody: whether proof is asked of everybody as a matter of course
    by: what is asked for: a login or details that are known already, or a document
    lighter_way: whether something lighter than a document would do
    """
    return _PROOF.on(on, of=of, doubt=doubt, of_everybody=of_everybody, by=by, lighter_way=lighter_way)


_WAIT = Table(
    Row(True, DOUBT, says="The request may wait for the proof, and its month begins with it.", doubt=True, asked=True),
    Row(False, DOUBT, says="Without a doubt, and before the proof is asked for, the clock runs."),
    Row(False, DOUBT_OLD, says="The older law does not let a request wait: read strictly, the month runs on."),
)


def may_wait_for_proof(on: date, *, doubt: bool, asked: bool = False) -> Ruling[bool]:
    """May a request wait until identity is confirmed?

    doubt: whether there are reasonable doubts about who sent it
    asked: whether the person has been asked for the proof
    """
    return _WAIT.on(on, doubt=doubt, asked=asked)


# ---- fee and refusal ----

Ground = Literal["none", "unwelcome", "clearly-unfounded", "volume", "manifestly-unfounded", "manifestly-excessive"]
_MANIFESTLY = ("manifestly-unfounded", "manifestly-excessive")
_NOT_CLEARLY = "That a request is `clearly unfounded` is not the test: it has to be manifestly so."
_NOT_VOLUME = "Many requests or much data alone do not make a request manifestly excessive."
_NOT_SHOWN = "The controller has to show it for this very request, and has not."

_REFUSE = Table(
    Row(True, FREE, needs=REFUSAL, ground=_MANIFESTLY, shown=True),
    Row(False, FREE, says=_NOT_SHOWN, ground=_MANIFESTLY),
    Row(False, FREE, says=_NOT_CLEARLY, ground="clearly-unfounded"),
    Row(False, FREE, says=_NOT_VOLUME, ground="volume"),
    Row(False, FREE, says="Nothing shows that the request is manifestly unfounded or excessive: it is answered."),
)


def may_refuse(on: date, *, ground: Ground, shown: bool = False) -> Ruling[bool]:
    """May a request be refused for what it is?

    ground: what is held against it
    shown: whether the controller can show that for this very request, and has written it down
    """
    return _REFUSE.on(on, ground=ground, shown=shown)


_FEE = Table(
    Row(True, FREE, says="A fee of what it really costs may be asked.", ground=_MANIFESTLY, shown=True),
    Row(True, COPY, says="A further copy may cost what it really costs.", further_copy=True, right=Right.ACCESS),
    Row(False, FREE, says=_NOT_SHOWN, ground=_MANIFESTLY),
    Row(False, FREE, says=_NOT_CLEARLY, ground="clearly-unfounded"),
    Row(False, FREE, says=_NOT_VOLUME, ground="volume"),
    Row(False, FREE, says="An answer costs the person nothing."),
)


def may_ask_fee(
    on: date, *, right: Right, ground: Ground = "none", shown: bool = False, further_copy: bool = False
) -> Ruling[bool]:
    """May a fee be asked?

    right: the right that is used
    ground: what is held against the request, if anything
    shown: whether the controller can show that for this very request, and has written it down
    further_copy: whether the person already has the copy and asks for another
    """
    return _FEE.on(on, right=right, ground=ground, shown=shown, further_copy=further_copy)


ASKED = {
    "request": is_request,
    "answer-form": answer_form,
    "may-ask-proof": may_ask_proof,
    "may-wait-for-proof": may_wait_for_proof,
    "may-refuse": may_refuse,
    "refusal": listed(REFUSAL),
    "may-ask-fee": may_ask_fee,
}
