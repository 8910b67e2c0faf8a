"""What happens between a customer and the company: tickets, visits, notes, tags, checks, sign-ins."""

from collections.abc import Sequence
from datetime import date, timedelta

from troth.sample.model import TODAY, Account, Colleague, Contact, Person
from troth.sample.prose import ACCOUNT_NOTES, CONTACT_NOTES, ORDER_NOTES, VISIT_OUTCOMES, Matter, line
from troth.sample.rows import Rows, stamp

HOW_MANY_TICKETS = (0, 0, 1, 1, 1, 2, 2, 3, 4, 6)
CONTACT_TAGS = (
    "large print",
    "no calls before noon",
    "prefers letters",
    "speaks Welsh",
    "vulnerable",
    "recommended us",
)
ACCOUNT_TAGS = ("paperless", "late payer", "price held", "loyalty discount")
TICKET_TAGS = ("fault", "billing", "goodwill", "wholesaler", "callback")
AGAIN = ("Same fault as before, since {day}.", "Rang again: not solved after all.", "Back since {day}, only worse.")
AGENCIES = ("Meridian Credit Reference Ltd", "Northgate Data Agency Ltd")
IDENTITY_AGENCY = "Veritas Identity Checks Ltd"


class Support:
    """The support of one contact after another."""

    def __init__(self, rows: Rows, staff: Sequence[Colleague]) -> None:
        self._rows, self._rng, self.book = rows, rows.rng, rows.book
        self._agents = [c for c in staff if c.job in ("Support", "Support team lead", "Order desk")]
        self._engineers = [c for c in staff if c.job == "Field engineer"]
        self._back_office = [c for c in staff if c.job in ("Accounts", "Sales", "Order desk")]
        self._latest: list[tuple[int, Contact]] = []  # tickets of others, to which a new one may be related

    def of(self, contact: Contact, site: int) -> None:
        """Everything that happened with one contact."""
        rng = self._rng
        many = rng.randrange(4, 8) if contact.person.rich else rng.choice(HOW_MANY_TICKETS)
        many = max(many, 1 if contact.person.tracked else 0)
        days = (contact.account.until - contact.created_on).days
        for turn in range(many if days > 20 else 0):
            day = contact.created_on + timedelta(days=rng.randrange(days))
            number = self.ticket(contact, day)
            if rng.random() < 0.07 or (contact.person.rich and turn == 0):
                number = self._continued(contact, number, day, 2 if contact.person.rich else 1)
            if rng.random() < 0.22:
                self._visit(contact, site, day, number)
        if rng.random() < 0.2:
            self._visit(contact, site, contact.created_on, None)
        if rng.random() < 0.14 or contact.person.rich:
            self.note(
                "contacts",
                contact.id,
                contact.created_on,
                line(CONTACT_NOTES, rng, contact.created_on),
                [contact.person],
            )
        if rng.random() < 0.08 or contact.person.rich:
            self._tag("contacts", contact.id, rng.choice(CONTACT_TAGS), [contact.person])
        for order in contact.order_ids:
            if rng.random() < 0.06:
                self.note(
                    "orders", order, contact.created_on, line(ORDER_NOTES, rng, contact.created_on), [contact.person]
                )
        self._checks(contact)
        self._login(contact)

    def account(self, account: Account) -> None:
        """Notes and tags on an account: about all of its holders."""
        if self._rng.random() < 0.12 or any(person.rich for person in account.people):
            day = account.until - timedelta(days=self._rng.randrange(1 + (account.until - account.opened_on).days))
            self.note("accounts", account.id, day, line(ACCOUNT_NOTES, self._rng, day), account.people)
        if self._rng.random() < 0.1:
            self._tag("accounts", account.id, self._rng.choice(ACCOUNT_TAGS), account.people)

    def ticket(
        self, contact: Contact, day: date, *, handler: Colleague | None = None, subject: str = "", text: str = "",
        related: int | None = None,
    ) -> int:  # fmt: skip
        """A ticket with its notes; its number."""
        rng, rows = self._rng, self._rows
        number, matter = rows.number("tickets", day), Matter(rng, day, firm=contact.person.firm)
        agent = handler or rng.choice(self._agents)
        by_phone = rng.random() < 0.5
        opened = rows.moment(day)
        closed = opened + timedelta(days=rng.randrange(12), minutes=rng.randrange(15, 300))
        if related is None and self._latest and rng.random() < 0.04:
            related = rng.choice(self._latest)[0]
        self._latest = [*self._latest[-40:], (number, contact)]
        rows.add(
            "tickets", number, contact.id, agent.id, None, related, stamp(opened),
            stamp(closed) if closed.date() <= TODAY else None,
            "telephone" if by_phone else rng.choice(("e-mail", "website")),
            subject or matter.subject(), text or (matter.heard() if by_phone else matter.asked()),
        )  # fmt: skip
        self.book.own(contact.person, "crm", "tickets", id=number)
        self.book.staff(agent.person, "crm", "tickets", id=number)
        for written in (matter.did, matter.ended)[: 0 if text else rng.choice((0, 1, 1, 2, 2))]:
            author = agent if rng.random() < 0.7 else rng.choice(self._agents)
            day = min(day + timedelta(days=rng.randrange(1, 5)), TODAY)
            self.note("tickets", number, day, written(), [contact.person], author)
        if rng.random() < 0.07:
            self._tag("tickets", number, rng.choice(TICKET_TAGS), [contact.person])
        return number

    def _continued(self, contact: Contact, number: int, day: date, times: int) -> int:
        """The same matter again: new tickets that name only the one before."""
        for _ in range(times):
            day = min(day + timedelta(days=self._rng.randrange(8, 40)), TODAY)
            again, agent = self._rows.number("tickets", day), self._rng.choice(self._agents)
            opened = self._rows.moment(day)
            self._rows.add(
                "tickets", again, None, agent.id, number, None, stamp(opened), None, "telephone", "The same again",
                line(AGAIN, self._rng, day),
            )  # fmt: skip
            self.book.own(contact.person, "crm", "tickets", id=again)
            self.book.staff(agent.person, "crm", "tickets", id=again)
            self.note(
                "tickets", again, day, Matter(self._rng, day, firm=contact.person.firm).did(), [contact.person], agent
            )
            number = again
        return number

    def note(
        self, table: str, number: int, day: date, text: str, people: list[Person], author: Colleague | None = None
    ) -> int:
        """A note that names its owner by table and number; whose it is follows from whom the owner is about."""
        note, by = self._rows.number("notes", day), author or self._rng.choice(self._back_office)
        self._rows.add("notes", note, table, number, by.id, stamp(self._rows.moment(day)), text)
        self.book.about(people, "crm", "notes", id=note)
        self.book.staff(by.person, "crm", "notes", id=note)
        return note

    def _tag(self, table: str, number: int, tag: str, people: list[Person]) -> None:
        self._rows.add("tags", table, number, tag)
        self.book.about(people, "crm", "tags", entity_table=table, entity_id=number, tag=tag)

    def _visit(self, contact: Contact, site: int, day: date, ticket: int | None) -> None:
        day += timedelta(days=self._rng.randrange(2, 15))
        done = day <= TODAY
        number, engineer = self._rows.number("visits", day), self._rng.choice(self._engineers)
        self._rows.add(
            "visits", number, site, contact.id, engineer.id, ticket, stamp(self._rows.moment(day)),
            stamp(day) if done else None, line(VISIT_OUTCOMES, self._rng, day) if done else None,
        )  # fmt: skip
        self.book.own(contact.person, "crm", "visits", id=number)
        self.book.staff(engineer.person, "crm", "visits", id=number)
        if done and self._rng.random() < 0.15:
            self.note("visits", number, day, "Parking at the back, ring first.", [contact.person], engineer)

    def _checks(self, contact: Contact) -> None:
        """A credit check where something was sold by the month, and the identity behind a national identifier."""
        rng, rows, person = self._rng, self._rows, contact.person
        if rng.random() < 0.2 or person.rich:
            day = min(contact.created_on + timedelta(days=rng.randrange(3)), TODAY)
            number = rows.number("credit_checks", day)
            score = rng.randrange(310, 990)
            rows.add(
                "credit_checks", number, contact.id, rng.choice(AGENCIES), f"{rng.randrange(16**8):08X}",
                stamp(contact.created_on), stamp(day), score, "accepted" if score > 420 else "accepted with a deposit",
                rng.choice(self._back_office).name,
            )  # fmt: skip
            self.book.own(person, "crm", "credit_checks", id=number)

    def identity(self, person: Person, written: str, on: date) -> None:
        """An identity check: the agency's list has the national identifier as its key, and no customer number."""
        self._rows.add(
            "identity_checks", written, person.name, stamp(person.born), IDENTITY_AGENCY, stamp(on),
            self._rng.choice(("passport", "driving licence", "residence permit")), "confirmed",
        )  # fmt: skip
        self.book.own(person, "crm", "identity_checks", national_id=written)

    def _login(self, contact: Contact) -> None:
        if contact.email is None or not contact.email.strip() or not (contact.person.rich or self._rng.random() < 0.6):
            return
        number = self._rows.number("logins", contact.created_on)
        seen = contact.created_on + timedelta(
            days=self._rng.randrange(1 + (contact.account.until - contact.created_on).days)
        )
        self._rows.add(
            "logins", number, contact.id, contact.email.strip().lower(),
            f"pbkdf2_sha256$600000${self._rng.getrandbits(48):x}${self._rng.getrandbits(256):064x}",
            stamp(self._rows.moment(seen, 6, 23)), contact.person.ip,
        )  # fmt: skip
        self.book.own(contact.person, "crm", "logins", id=number)
