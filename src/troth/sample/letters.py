"""Mails in plausible order between people and the company, as values; `mailbox` stores them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from email.headerregistry import Address
from random import Random

from troth.sample import prose
from troth.sample.formats import pdf
from troth.sample.model import TODAY, Colleague, Person
from troth.sample.population import Population
from troth.sample.prose import Matter
from troth.sample.reserved import HOUSE, email_spelt, plain

ROOMS = {
    "support": "LJT Systems Support",
    "accounts": "LJT Systems Accounts",
    "jobs": "LJT Systems",
    "news": "LJT Systems News",
}
NEWS = (
    (
        "Three signs of a false mail",
        "Look at the address behind the name, do not sign in from a link, ring us if unsure.",
    ),
    ("Winter opening hours", "We are closed on 25 and 26 December and on 1 January. The fault line answers every day."),
    ("Fibre in your street", "We have been laying cable since spring. See on our website whether yours is ready."),
)
THANKS = ("that helps", "it works now", "that is clear", "I will wait then")
APPLIED_AT, APPLIED_FOR = datetime(2026, 9, 3, 19, 12), "support engineer"
# Those of the cast whose mails are scenes of their own, and those who have none.
APART = "bronwen alasdair patrick judith martin linda theo desmond".split()


@dataclass(eq=False)
class Party:
    """One address in a header: a person's (with or without the name beside it), a colleague's, or a room's."""

    address: str
    name: str = ""
    person: Person | None = None
    colleague: Colleague | None = None

    def header(self) -> Address:
        return Address(self.name, addr_spec=self.address)


@dataclass(eq=False)
class Message:
    """One mail; `answers` is the one before it in its thread."""

    at: datetime
    sender: Party
    to: Party
    subject: str
    body: str
    cc: Party | None = None
    answers: "Message | None" = None
    attached: tuple[str, bytes] | None = None
    id: str = ""

    def parties(self) -> list[Party]:
        return [party for party in (self.sender, self.to, self.cc) if party]


@dataclass(eq=False)
class Letters:
    """What people write and what comes back."""

    crowd: Population
    rng: Random
    agents: list[Colleague] = field(init=False)

    def __post_init__(self) -> None:
        self.agents = self.crowd.by_job("Support", "Support team lead")

    def thread(self, person: Person, length: int) -> list[Message]:
        """A matter: the person writes, a colleague answers, the person thanks; or a bill, or news."""
        rng, at = self.rng, self._when()
        if length == 1 and rng.random() < 0.5:
            return [self._bill(person, at) if rng.random() < 0.5 else self._news(person, at)]
        matter = Matter(rng, at.date(), firm=person.firm)
        messages = [Message(at, self.of(person), room("support"), matter.subject(), matter.letter(person.name))]
        if length > 1:
            messages.append(self.answer(messages[0], person, matter))
        if length > 2:
            thanks = _text(f"Thank you, {rng.choice(THANKS)}.", person.first)
            messages.append(self.reply(messages[1], self.of(person), room("support"), thanks))
        return messages

    def answer(self, to: Message, person: Person, matter: Matter, cc: Party | None = None) -> Message:
        """A colleague's answer, from the room's address or from the own one."""
        agent = self.rng.choice(self.agents)
        sender = Party(agent.email, agent.name, colleague=agent)
        if self.rng.random() < 0.6:
            sender = room("support", f"{agent.name}, LJT Systems")
        return self.reply(to, sender, self.of(person), matter.answer(person.first, agent.name, agent.job), cc)

    def reply(self, to: Message, sender: Party, reader: Party, body: str, cc: Party | None = None) -> Message:
        """A message that answers another, some hours later, with the other's words quoted beneath."""
        at = to.at + timedelta(hours=self.rng.randrange(1, 40), minutes=self.rng.randrange(60))
        if not 8 <= at.hour < 18:  # in working hours, of the next day if need be
            at = at.replace(hour=self.rng.randrange(8, 18)) + timedelta(days=at.hour >= 18)
        at = min(at, datetime.combine(TODAY, time(22)))
        quoted = "\n".join(f"> {line}" for line in to.body.rstrip().splitlines() if not line.startswith(">"))
        return Message(at, sender, reader, f"Re: {to.subject.removeprefix('Re: ')}", f"{body}\n{quoted}\n", cc, to)

    def of(self, person: Person, *, named: bool = True) -> Party:
        """A person's side of a header, the address now and then with capitals."""
        address = email_spelt(person.email, self.rng).strip() if self.rng.random() < 0.3 else person.email
        return Party(address, person.name if named else "", person)

    def of_the_cast(self, most: int) -> Iterable[Message]:
        """Threads of the cast; no address more often than a small mailbox bears."""
        for short, person in self.crowd.cast.people.items():
            if short in APART or not person.email or not person.contacts:
                continue
            mine = min(most, self.rng.randrange(5, 9) if person.rich else self.rng.randrange(0, 4))
            while mine > 0:
                thread = self.thread(person, min(mine, self.rng.choice((1, 2, 3))))
                mine -= len(thread)
                yield from thread

    def scenes(self) -> Iterable[Message]:
        """Mails in which one of the cast stands beside another."""
        cast = self.crowd.cast
        yield from self._two_customers(cast["bronwen"], cast["alasdair"])
        yield from self._two_customers(cast["patrick"], cast["judith"])
        for short in ("martin", "linda", "zoe", "zoe"):
            yield from self.thread(cast[short], 1)
        # No name beside the household's address: it may be either of the two.
        asks = "The middle light of the router is red since this morning. What does it mean?"
        yield Message(
            self._when(), self.of(cast["martin"], named=False), room("support"), "Red light", _text("Hello,", asks)
        )
        yield self._quotes(cast["desmond"], cast["rosalind"])
        notice = _text(
            f"Dear {cast['theo'].first},",
            "You asked us on the telephone to use this address from now on. If it was not you, please tell us at once.",
            ROOMS["accounts"],
        )
        at = datetime(2026, 11, 18, 9, 40)
        yield Message(at, room("accounts"), self.of(cast["theo"]), "Your new e-mail address", notice)
        yield from self._application(cast["callum"], answered=True)
        yield from self._application(cast["lone"], answered=False)

    def _two_customers(self, one: Person, two: Person) -> Iterable[Message]:
        """One thread with two customers, then an answer to each that the other does not see."""
        at = self._when() - timedelta(days=5)
        matter = Matter(self.rng, at.date(), firm=one.firm)
        asked = Message(at, self.of(one), room("support"), matter.subject(), matter.letter(one.name), self.of(two))
        answered = self.answer(asked, one, matter, cc=self.of(two))
        words = _text("Hello,", "For my own line the time does not suit. Please ring me first.", two.first)
        return (
            asked,
            answered,
            self.reply(answered, self.of(two), room("support"), words),
            self.answer(answered, one, matter),
        )

    def _quotes(self, writer: Person, other: Person) -> Message:
        """A mail whose words give somebody else's number and address."""
        at = self._when()
        words = _text(
            "Hello,",
            Matter(self.rng, at.date()).asked(),
            f"{other.title} {other.last} next door has it too, you can ring her on {plain(other.landline)} or write to "
            f"{other.email}.",
            writer.name,
        )
        return Message(at, self.of(writer), room("support"), "Same fault as next door", words)

    def _application(self, person: Person, *, answered: bool) -> Iterable[Message]:
        letter = prose.covering_letter(self.rng, APPLIED_AT.date(), APPLIED_FOR)
        words = _text("Dear Sir or Madam,", letter, person.name)
        sent = Message(APPLIED_AT, self.of(person), room("jobs"), f"Application: {APPLIED_FOR}", words)
        yield sent
        if answered:
            reader = self.crowd.by_job("People and hiring")[0]
            thanks = "Thank you. We read every application and write again within three weeks."
            back = _text(f"Dear {person.first},", thanks, reader.name)
            yield self.reply(sent, room("jobs", f"{reader.name}, LJT Systems"), self.of(person), back)

    def _bill(self, person: Person, at: datetime) -> Message:
        total, month = f"£{self.rng.randrange(2000, 9000) / 100:.2f}", f"{at:%B %Y}"
        # The program that makes the bills has Latin letters only.
        name = f"{person.title} {person.last}".encode("cp1252", "replace").decode("cp1252").strip()
        lines = ["Your bill", "", name, "", f"Services for {month}   {total}", "VAT is included."]
        sheet = pdf(f"Bill for {month}", [*lines, "", "LJT Systems Ltd, 2 Foundry Yard, Reading"])
        said = f"Your bill over {total} is attached. You need not do anything."
        words = _text(f"Dear {person.first},", said, ROOMS["accounts"])
        subject = f"Your bill for {month}"
        return Message(at, room("accounts"), self.of(person), subject, words, attached=("bill.pdf", sheet))

    def _news(self, person: Person, at: datetime) -> Message:
        subject, news = self.rng.choice(NEWS)
        leave = f"You have this mail because you asked for it. Leave with one click: https://www.{HOUSE}/preferences/"
        return Message(at, room("news"), self.of(person), subject, _text(f"Hello {person.first},", news, leave))

    def _when(self) -> datetime:
        """A time in the last two years, more often of late."""
        rng = self.rng
        day = TODAY - timedelta(days=int(720 * rng.random() ** 1.3))
        return datetime.combine(day, time(rng.randrange(7, 22), rng.randrange(60), rng.randrange(60)))


def room(name: str, shown: str = "") -> Party:
    """An address of the company that several colleagues read."""
    return Party(f"{name}@{HOUSE}", shown or ROOMS[name])


def _text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"
