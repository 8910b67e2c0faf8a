"""The customer database: every table, and the scenes in which the cast's rows touch one another's."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from troth.sample import website
from troth.sample.model import TODAY, Account, Contact
from troth.sample.population import Population
from troth.sample.reserved import national_id_spelt, plain
from troth.sample.rows import Rows, stamp
from troth.sample.support import Support
from troth.sample.trade import Trade
from troth.sample.truth import Book

ACCESS = (
    "Key safe by the side door, ask the office for the code.",
    "Ring twice.",
    "Dog, friendly.",
    "Reception until 5.",
)


def make(
    path: Path, crowd: Population, book: Book, rng: Random, people: int, said: Callable[[float], None]
) -> dict[str, int]:
    """Write the database; the number of rows of each table."""
    rows = Rows(path, book, people, rng)
    trade = Trade(rows, crowd.by_job("Sales", "Order desk"))
    support = Support(rows, crowd.staff)
    _staff(rows, crowd)
    for address in crowd.addresses:
        rows.add("addresses", address.id, address.line1, address.line2 or None, address.town, address.postcode)
        book.about(address.people, "crm", "addresses", id=address.id)
    for done, account in enumerate(crowd.accounts):
        site = _account(rows, account)
        trade.of(account, site)
        for contact in account.contacts:
            support.of(contact, site)
        support.account(account)
        if done % 500 == 0:
            said(done / len(crowd.accounts))
    _identities(support, crowd, rng)
    web = website.Website(rows, crowd.staff)
    website.fill(web, crowd, rng, strangers=10 + people // 6)
    website.scenes(web, crowd, rng)
    _scenes(trade, support, crowd)
    rows.close()
    return dict(rows.counts)


def _staff(rows: Rows, crowd: Population) -> None:
    for colleague in crowd.staff:
        record = colleague.person.contacts[0].id if colleague.person and colleague.person.contacts else None
        rows.add(
            "staff", colleague.id, colleague.name, colleague.job, colleague.email, plain(colleague.phone),
            stamp(colleague.started_on), stamp(colleague.left_on), record,
        )  # fmt: skip
        if colleague.person:
            rows.book.own(colleague.person, "crm", "staff", id=colleague.id)


def _account(rows: Rows, account: Account) -> int:
    """An account with its contacts and its site; the site's number."""
    rng, book, firm = rows.rng, rows.book, account.kind == "business"
    status = "closed" if account.closed_on else "on stop" if rng.random() < 0.02 else "live"
    rows.add(
        "accounts", account.id, account.kind, account.name, account.parent and account.parent.id,
        account.contacts[0].id, stamp(account.opened_on), stamp(account.closed_on),
        "30 days" if firm else "direct debit", rng.choice((2500, 5000, 10000)) if firm else None, status,
    )  # fmt: skip
    book.about(account.people, "crm", "accounts", id=account.id)
    for contact in account.contacts:
        _contact(rows, contact)
    name = "Home" if not firm else rng.choice(("Main office", "Head office", "Shop"))
    access = rng.choice(ACCESS) if rng.random() < 0.2 else None
    rows.add("sites", account.id, account.id, account.address.id, name, access)
    book.about(account.people, "crm", "sites", id=account.id)
    return account.id


def _contact(rows: Rows, contact: Contact) -> None:
    person, rng = contact.person, rows.rng
    yes = rng.random() < 0.35
    asked = contact.created_on + timedelta(days=rng.randrange(1 + (TODAY - contact.created_on).days))
    rows.add(
        "contacts", contact.id, contact.account.id, contact.address.id, person.title or None, contact.first,
        contact.last, contact.email, stamp(contact.email_since), contact.phone, contact.mobile, stamp(contact.born),
        contact.national_id, contact.address.postcode, contact.job, "yes" if yes else "no",
        stamp(asked) if yes or rng.random() < 0.2 else None,
        stamp(datetime.combine(contact.created_on, time(rng.randrange(8, 18), rng.randrange(60)))),
        stamp(contact.account.closed_on),
    )  # fmt: skip
    rows.book.own(person, "crm", "contacts", id=contact.id)


def _identities(support: Support, crowd: Population, rng: Random) -> None:
    """Identity checks of some customers who gave a national identifier, and of an applicant who was taken on."""
    cast = crowd.cast
    for person in crowd.customers:
        if person.national_id and (person.tracked or rng.random() < 0.6):
            support.identity(person, national_id_spelt(person.national_id, rng), person.contacts[0].created_on)
    support.identity(cast["ngozi"], cast["ngozi"].national_id.lower(), date(2026, 9, 14))


def _scenes(trade: Trade, support: Support, crowd: Population) -> None:
    """Rows of the cast that lie near another's."""
    cast = crowd.cast
    graham, doreen = cast["graham"].contacts[0], cast["doreen"].contacts[0]
    for months in (2, 5):
        day = TODAY - timedelta(days=30 * months)
        bill = trade.invoice(doreen.account, doreen, day, 27.5)
        trade.payment(bill, graham, day + timedelta(days=6), 27.5)

    rosalind, desmond = cast["rosalind"], cast["desmond"].contacts[0]
    number = support.ticket(
        desmond,
        date(2026, 5, 12),
        subject="Same fault as next door",
        text="The line drops each evening. Same fault as next door, he says.",
    )
    text = f"Rang Mrs Keane next door on {plain(rosalind.landline)} to compare: hers is steady again since Monday."
    support.note("tickets", number, date(2026, 5, 13), text, [desmond.person])

    hannah, colin = cast["hannah"].contacts[0], cast["colin"]
    number = support.ticket(
        hannah,
        date(2026, 5, 11),
        subject="Line drops each evening",
        text="Broadband goes off at about eight, back at ten.",
    )
    text = (
        f"Same fault as next door, who rang on Monday from {plain(colin.landline)} (Mr Marsh). She is at home from 9."
    )
    note = support.note("tickets", number, date(2026, 5, 12), text, [hannah.person])
    support.book.other(colin, "crm", "notes", id=note)

    imran, charlotte = cast["imran"].contacts[0], cast["charlotte"].contacts[0]
    first = support.ticket(
        imran,
        date(2026, 9, 7),
        subject="No broadband in the flat",
        text="No light on the router since this morning. The sockets have power.",
    )
    support.ticket(
        charlotte,
        date(2026, 9, 8),
        subject="Broadband down",
        related=first,
        text="Down since yesterday. The other line in the flat is down too.",
    )

    priya = cast["priya"].contacts[0]
    herself = next(colleague for colleague in crowd.staff if colleague.person is priya.person)
    support.ticket(
        priya,
        date(2026, 6, 2),
        handler=herself,
        subject="Staff discount missing on the last bill",
        text="The discount was taken off with the upgrade. Put back, credit with the next bill.",
    )
    support.ticket(
        priya,
        date(2026, 8, 19),
        subject="Wi-Fi at home",
        text="No signal in the loft. Asked for a second access point at the staff price.",
    )
    support.ticket(
        hannah,
        date(2026, 10, 6),
        handler=herself,
        subject="Delivery on a Saturday?",
        text="Out at work all week. Delivery moved to Saturday morning, no charge.",
    )

    victor = cast["victor"].contacts[0]
    number = support.ticket(
        victor,
        date(2026, 7, 15),
        subject='=HYPERLINK("http://example.org/pay","Refund")',
        text="@SUM(A1:A9) is what his export shows in the first cell.",
    )
    support.note(
        "tickets",
        number,
        date(2026, 7, 16),
        "-2+3+cmd|' /C calc'!A0 in the next one. Told him to delete it.",
        [victor.person],
    )
