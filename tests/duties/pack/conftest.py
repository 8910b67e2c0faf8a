"""Hannah Whitcombe's matter: what the review of an ordinary customer's request hands over, for tests to change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from troth import law, policy
from troth.duties.pack.compose import compose
from troth.duties.pack.layout import lay_out
from troth.duties.pack.make import make
from troth.duties.pack.values import Asked, Matter, Reviewed, Searched
from troth.words import Found, Whose

ROOT = Path(__file__).resolve().parents[3]
CSS = (ROOT / "src/troth/static/troth.css").read_text(encoding="utf-8")
ANSWERED = date(2026, 12, 14)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(28)
THIRD_PARTY = "Data Protection Act 2018, Schedule 2, paragraph 16"


def found(store, table, data, holds=(), key=None, whose=Whose.OWN, **more):
    """A finding whose columns hold the categories given in order."""
    holds = dict(zip(data, holds, strict=False)) if not isinstance(holds, dict) else holds
    return Found(store, table, key or {"id": 1}, whose, data, {c: h for c, h in holds.items() if h}, **more)


def given(row):
    """A reviewed row that leaves."""
    return Reviewed(row, "include")


def withheld(row):
    """A reviewed row that is about somebody else."""
    return Reviewed(row, "withhold", "It is about another customer, who did not agree", THIRD_PARTY)


def invoice(number):
    day = date(2023 + number // 12, number % 12 + 1, 3)
    data = {"number": f"INV-{number:04d}", "issued": day, "net": Decimal("32.00"), "vat": Decimal("6.40")}
    holds = ["invoice"] * 4
    return given(found("crm", "invoices", data, holds, {"id": number}, when=day, clocks={"invoice.date": day}))


def rows():
    """What was found about Hannah, as reviewed."""
    visit = {
        "time": datetime(2026, 11, 24, 8, 1, tzinfo=UTC),
        "request": "GET /help",
        "ip": "203.0.113.9",
        "status": 200,
    }
    visit_holds, visited = [None, "usage.pages", "ip-address"], {"website.visited": date(2026, 11, 24)}
    mail_holds, rang = ["contact.email", "message", "message"], {"call.date": RANG.date()}
    return (
        given(found("crm", "contacts", CONTACT, CONTACT_HOLDS, {"id": 10023}, when=date(2023, 3, 3))),
        *(invoice(number) for number in range(45)),
        given(found("crm", "credit_checks", CREDIT, ["credit"] * 3, clocks={"credit.checked": date(2026, 3, 3)})),
        given(found("crm", "tickets", TICKET, ["support.ticket"] * 3, {"id": 77}, clocks={"ticket.closed": CLOSED})),
        withheld(found("crm", "tickets", {"subject": "SECRET-OF-THE-NEIGHBOUR"}, ["support.ticket"], {"id": 78})),
        Reviewed(found("crm", "contacts", {"first_name": "SECRET-NAMESAKE"}, whose=Whose.OTHER, key={"id": 4})),
        Reviewed(found("crm", "tickets", {"subject": "SECRET-STAFF-ACT"}, whose=Whose.STAFF, key={"id": 5})),
        given(found("calls", "calls", CALL, CALL_HOLDS, {"path": "11/1102.wav"}, when=RANG, clocks=rang)),
        given(found("mailbox", "messages", MAIL, mail_holds, {"message-id": "<1@example.org>"})),
        *(
            given(
                found(
                    "weblog",
                    "visits",
                    visit | {"request": f"GET /page/{n}"},
                    visit_holds,
                    {"path": "access.log", "line": n},
                    clocks=visited,
                )
            )
            for n in range(13)
        ),
        given(found("crm", "accounts", ACCOUNT, ["account.details"] * 3, {"id": 700}, whose=Whose.SHARED)),
    )


CONTACT = {
    "id": 10023,
    "first_name": "Hannah",
    "last_name": "Whitcombe",
    "email": "hannah@example.org",
    "mobile": "07700 900123",
    "address": "14 Larkfield Rise\nReading\nRG4 9VK",
    "created_at": datetime(2023, 3, 3, 10, 15),
}
CONTACT_HOLDS = {
    "id": "account.details",
    "first_name": "contact.name",
    "last_name": "contact.name",
    "email": "contact.email",
    "mobile": "contact.phone",
    "address": "contact.address",
}
CREDIT = {"result": "accepted", "checked_on": date(2026, 3, 3), "agency": "Ridings Credit Reference Ltd"}
TICKET = {"subject": "Line drops when it rains", "status": "closed", "opened": datetime(2026, 11, 17, 9, 2)}
CLOSED = date(2026, 11, 20)
CALL = {"caller": "020 7946 0521", "minutes": 6, "recording": WAV, "words": "Good morning. My line is down again."}
CALL_HOLDS = ["call.details", "call.details", "call.recording", "call.recording"]
RANG = datetime(2026, 11, 18, 11, 2)
MAIL = {"from": "hannah@example.org", "subject": "My bill", "text": "Dear LJT,\n\nwhy is it higher?\n\nHannah"}
ACCOUNT = {"number": "A-700", "kind": "household", "status": "open"}


SAYS = {
    "crm": ("Customer database", {"contacts": "your contact details", "invoices": "your invoices"}),
    "calls": ("Recordings of calls", {"calls": "recordings of your calls"}),
    "mailbox": ("Our mail", {"messages": "e-mails between you and us"}),
    "weblog": ("Log of our website", {"visits": "your visits to our website"}),
    "paper": ("Paper order book", {}),
}


@cache
def declared():
    """The reference company's policy."""
    return policy.read((ROOT / "companies/ljt-systems/policy.yaml").read_text(encoding="utf-8"), "policy.yaml")


def matter_of(reviewed, **changes):
    """A matter whose searches agree with the rows that came through the review."""
    stores = dict.fromkeys((*SAYS, *(row.found.store for row in reviewed)))
    searched = tuple(
        Searched(
            store,
            SAYS.get(store, (store, {}))[0],
            sum(1 for row in reviewed if row.found.store == store),
            datetime(2026, 11, 26, 9, 4, tzinfo=UTC),
            SAYS.get(store, (store, {}))[1],
        )
        for store in stores
    )
    asked = Asked("T-7K4M-2Q9D", "Hannah Whitcombe", date(2026, 11, 25), ANSWERED, date(2026, 12, 29))
    whole = Matter(
        asked=asked,
        reviewed=tuple(reviewed),
        searched=searched,
        policy=declared(),
        law=law.access_items(ANSWERED),
        regulator=law.regulator(ANSWERED),
    )
    return replace(whole, **changes)


@pytest.fixture(scope="session")
def cast():
    """The makers of matters, for tests that need another one than Hannah's."""
    return SimpleNamespace(found=found, given=given, withheld=withheld, rows=rows, matter_of=matter_of, css=CSS)


@pytest.fixture(scope="session")
def hannah():
    """Hannah's matter."""
    return matter_of(rows())


@pytest.fixture(scope="session")
def answer(hannah):
    """The answer to Hannah."""
    return compose(hannah, lay_out(hannah))


@pytest.fixture(scope="session")
def pack(hannah):
    """Hannah's pack."""
    return make(hannah, CSS)
