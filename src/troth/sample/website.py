"""What people leave on the website without signing in: enquiries, newsletter, reviews. An address alone links it."""

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from troth.sample import prose
from troth.sample.model import TODAY, Colleague, Person
from troth.sample.population import Population
from troth.sample.reserved import email_spelt, spelt
from troth.sample.rows import Rows, stamp
from troth.sample.topics import REVIEWS
from troth.sample.trade import PRODUCTS

TOPICS = ("offers", "security", "offers, security", "how-to", "service news")


class Website:
    """Rows that come in by the website's forms."""

    def __init__(self, rows: Rows, staff: Sequence[Colleague]) -> None:
        self._rows, self._rng, self._book = rows, rows.rng, rows.book
        self._sellers = [colleague for colleague in staff if colleague.job == "Sales"]

    def enquiry(
        self, by: Person, day: date, *, email: str | None = None, phone: str | None = None, text: str = "",
    ) -> None:  # fmt: skip
        """An enquiry with the writer's name; e-mail and telephone as the person has them unless given."""
        rows, rng = self._rows, self._rng
        number, seller = rows.number("enquiries", day), rng.choice(self._sellers)
        at = rows.moment(day, 7, 23)
        page, words = prose.enquiry(rng, day)
        if email is None:
            email = email_spelt(by.email, rng) if by.email else ""
        if phone is None:
            known = by.phone if by.listed and by.line_mates == [by] else by.mobile
            phone = spelt(known, rng) if known and rng.random() < 0.7 else rng.choice(("", " "))
        rows.add(
            "enquiries", number, stamp(at), unicodedata.normalize("NFD", by.name), email, phone, page, text or words,
            seller.id, stamp(at + timedelta(hours=rng.randrange(1, 60))),
        )  # fmt: skip
        mates = [*by.email_mates, *by.line_mates]
        self._book.written(by, mates, "crm", "enquiries", id=number)
        self._book.staff(seller.person, "crm", "enquiries", id=number)

    def newsletter(self, by: Person, day: date, spelling: str = "") -> None:
        """A sign-up: the address and nothing else, so a household's address is everybody's there."""
        rows, rng = self._rows, self._rng
        number, at = rows.number("newsletter", day), rows.moment(day, 7, 23)
        left = at + timedelta(days=rng.randrange(20, 900)) if rng.random() < 0.25 else None
        rows.add(
            "newsletter", number, spelling or email_spelt(by.email, rng), stamp(at),
            stamp(at + timedelta(minutes=rng.randrange(1, 90))) if rng.random() < 0.9 else None,
            stamp(left) if left and left.date() <= TODAY else None, rng.choice(TOPICS),
            rng.choice(("/news", "/", "/order/thanks")),
        )  # fmt: skip
        self._book.about(by.email_mates, "crm", "newsletter", id=number)

    def review(self, by: Person, day: date) -> None:
        """A review, under a shortened name."""
        rng = self._rng
        number, (stars, text) = self._rows.number("reviews", day), rng.choice(REVIEWS)
        sku = rng.choice([product[0] for product in PRODUCTS if product[2] == "device"])
        shown = f"{by.first} {by.last[0]}." if rng.random() < 0.8 else "A customer"
        self._rows.add("reviews", number, sku, email_spelt(by.email, rng), shown, stars, text, stamp(day))
        self._book.about(by.email_mates, "crm", "reviews", id=number)


def fill(site: Website, crowd: Population, rng: Random, strangers: int) -> None:
    """What customers and strangers left there over the years."""
    for person in crowd.customers:
        if not person.email or person.tracked:
            continue
        since = person.contacts[0].created_on
        if rng.random() < 0.13:
            site.enquiry(person, _day(rng, since - timedelta(days=30)))
        if rng.random() < 0.3:
            site.newsletter(person, _day(rng, since))
        if rng.random() < 0.1:
            site.review(person, _day(rng, since))
    for _ in range(strangers):
        person = crowd.somebody(rng)
        if rng.random() < 0.3:
            person.mobile = crowd.numbers.landline("elsewhere")
        site.enquiry(person, _day(rng, TODAY - timedelta(days=1100)))
        if rng.random() < 0.3:
            site.newsletter(person, _day(rng, TODAY - timedelta(days=1100)))


def scenes(site: Website, crowd: Population, rng: Random) -> None:
    """What the cast left there: by household address, by landline alone, with blanks and capitals."""
    cast = crowd.cast
    days = iter(TODAY - timedelta(days=9 + 11 * n) for n in range(200))
    for person in cast.people.values():
        if not person.contacts or not person.email or person.email_mates != [person] or person is cast["theo"]:
            continue
        if person.rich or rng.random() < 0.5:
            site.enquiry(person, next(days))
        if person.rich or rng.random() < 0.5:
            site.newsletter(person, next(days))
        if person.rich or rng.random() < 0.3:
            site.review(person, next(days))
    zoe, martin, linda = cast["zoe"], cast["martin"], cast["linda"]
    for person in (zoe, martin, linda, zoe):
        site.enquiry(person, next(days), phone="")
    site.newsletter(zoe, next(days), " Zoe.Fairbairn@LarkMail.example")
    site.review(zoe, next(days))
    site.newsletter(martin, next(days))
    site.review(linda, next(days))
    for sharer in (cast["charlotte"], cast["imran"]):  # the flat's landline is all that they typed beside the name
        site.enquiry(sharer, next(days), email="", phone=spelt(sharer.landline, rng))
    site.enquiry(cast["eleanor"], next(days), email="ELEANOR.FINCH@example.org ")
    site.enquiry(cast["keith"], next(days), phone=" ")
    site.enquiry(cast["blank"], next(days), email="", phone=" ")
    site.enquiry(cast["victor"], next(days), text='=HYPERLINK("http://example.org/pay","Click for your refund")')


def _day(rng: Random, since: date) -> date:
    """A day between then and now."""
    return since + timedelta(days=rng.randrange(max(1, (TODAY - since).days)))
