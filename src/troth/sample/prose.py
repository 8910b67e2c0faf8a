"""Business prose with its slots filled: tickets, notes, mails, enquiries, covering letters."""

from datetime import date, timedelta
from random import Random

from troth.sample.topics import COMMENTS, ENQUIRIES, TOPICS

KIT = ("router", "hub", "Corvid 4 router", "Corvid 6 router", "base station")
SPEEDS = ("80 Mb/s", "150 Mb/s", "300 Mb/s", "500 Mb/s", "900 Mb/s")
SLOW = ("2 Mb/s", "4 Mb/s", "6 Mb/s", "9 Mb/s", "12 Mb/s")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
AT_HOME = tuple(topic for topic in TOPICS if not topic.name.endswith("at firms"))
GREETINGS = ("Hello,", "Dear LJT Systems,", "Good morning,", "Hi there,", "Dear Sir or Madam,", "Good afternoon,")
CLOSES = ("Kind regards", "Best wishes", "Many thanks", "Yours sincerely", "Thanks", "Regards")
OPENINGS = (
    "Thank you for writing.",
    "Thank you for your patience with this.",
    "I have looked into it.",
    "Sorry for the trouble.",
    "Thanks for your mail.",
)
ENDS = (
    "I will write again by {weekday}.",
    "Please tell me if anything is not right.",
    "If it comes back, answer this mail and it will reach me.",
    "You can also ring us and ask for me by name.",
    "You need not do anything more.",
)
CONTACT_NOTES = (
    "Prefers to be rung after {time}.",
    "Prefers letters to e-mail.",
    "Speaks softly, please be patient.",
    "Works nights; not before noon.",
    "Asked that we do not ring at work.",
    "Long-standing customer, came by recommendation.",
    "Password question set up on {day}.",
    "Has said no to advertising by telephone, twice. Leave it.",
    "Reads bills closely. Explain changes before they happen.",
)
ACCOUNT_NOTES = (
    "Direct debit came back once, paid by card on the day after.",
    "Agreed: price held until {then}.",
    "Paperless since {day}.",
    "Late twice this year, always paid after the first reminder.",
    "Both holders may speak for the account.",
    "Quote {ref} sent for the renewal.",
)
ORDER_NOTES = (
    "Leave with a neighbour if out.",
    "Discount of 10 % agreed on the telephone.",
    "Part delivery, the rest on {then}.",
    "Wanted before {weekday}.",
    "Box was damaged, contents fine.",
)
VISIT_OUTCOMES = (
    "New socket fitted in the hall, line tested.",
    "Cable run along the skirting, 12 m. Customer shown how to restart the {kit}.",
    "Two access points on the ceiling, tested in every room.",
    "Nobody in; card left.",
    "Old cabling taken out, rubbish taken away.",
    "Fault was a chewed cable behind the sofa. Replaced.",
    "{kit} fitted and labelled. Signed for.",
)
LETTERS = (
    "I have fixed things for as long as I can remember, and for the last {n} years I have been paid for it.",
    "Your advertisement asks for somebody who can talk to customers and to routers. I can do both.",
    "I am looking for a place where a fault is somebody's and gets finished.",
    "I came to IT late, from nursing, and bring its patience with me.",
    "After {n} years on a help desk I would like to go out to customers again.",
)
MORE_LETTERS = (
    "I hold a clean driving licence and live half an hour away.",
    "I could begin after a month's notice.",
    "In my last post I looked after forty small firms.",
    "I am learning for the networking exam in spring.",
    "I would be glad of the chance to meet you.",
)


def slots(rng: Random, on: date) -> dict[str, str]:
    """What the braces stand for, around a day."""
    before, after = on - timedelta(days=rng.randrange(1, 12)), on + timedelta(days=rng.randrange(4, 25))
    return {
        "day": f"{before.day} {before:%B}",
        "then": f"{after.day} {after:%B}",
        "weekday": rng.choice(WEEKDAYS),
        "time": f"{rng.randrange(8, 20)}:{rng.choice(('00', '15', '30', '45'))}",
        "evening": f"{rng.randrange(6, 9)}:{rng.choice(('00', '30'))} in the evening",
        "kit": rng.choice(KIT),
        "speed": rng.choice(SPEEDS),
        "slow": rng.choice(SLOW),
        "ref": f"{rng.choice('QWLR')}-{rng.randrange(10000, 99999)}",
        "money": f"{rng.randrange(4, 60)}.{rng.choice(('00', '40', '80', '99'))}",
        "n": str(rng.randrange(3, 15)),
        "agent": rng.choice(("Tom", "Sunita", "Megan", "Callum")),
    }


class Matter:
    """One matter of one customer: the same story with the same particulars in every trace that it leaves."""

    def __init__(self, rng: Random, on: date, *, firm: bool = False) -> None:
        self._rng, self._topic, self._slots = rng, rng.choice(TOPICS if firm else AT_HOME), slots(rng, on)
        self._story = rng.randrange(len(self._topic.subjects))

    def _said(self, variants: tuple[str, ...]) -> str:
        return _capital(variants[self._story].format_map(self._slots))

    def subject(self) -> str:
        return self._said(self._topic.subjects)

    def asked(self) -> str:
        return self._said(self._topic.asks)

    def heard(self) -> str:
        return self._said(self._topic.heard)

    def did(self) -> str:
        return self._said(self._topic.did)

    def ended(self) -> str:
        return self._said(self._topic.ended)

    def letter(self, name: str) -> str:
        """The customer's mail."""
        return f"{self._rng.choice(GREETINGS)}\n\n{self.asked()}\n\n{self._rng.choice(CLOSES)}\n{name}\n"

    def answer(self, first: str, colleague: str, job: str) -> str:
        """A colleague's mail back."""
        end = self._rng.choice(ENDS).format_map(self._slots)
        said = f"{self._rng.choice(OPENINGS)} {self._said(self._topic.answered)}\n\n{end}"
        return f"Dear {first},\n\n{said}\n\n{self._rng.choice(CLOSES)}\n{colleague}\n{job}, LJT Systems\n"


def line(variants: tuple[str, ...], rng: Random, on: date) -> str:
    """One sentence of a list, its slots filled."""
    return _capital(rng.choice(variants).format_map(slots(rng, on)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def enquiry(rng: Random, on: date) -> tuple[str, str]:
    """Page and words of a web enquiry."""
    page, text = rng.choice(ENQUIRIES)
    return page, text.format_map(slots(rng, on))


def comment(rng: Random, on: date) -> str:
    """A remark under a survey; often none."""
    return line(COMMENTS, rng, on)


def covering_letter(rng: Random, on: date, role: str) -> str:
    """Why somebody wants the job."""
    return f"I am writing about the post of {role}. {line(LETTERS, rng, on)} {line(MORE_LETTERS, rng, on)}"
