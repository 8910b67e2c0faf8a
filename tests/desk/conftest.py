"""The desk's cast: two colleagues, a handful of people, and systems whose every row is written here."""

import io
import re
import wave
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from troth import flows, stores
from troth.duties import cases, identity, outbox, places, review, search
from troth.fault import Fault
from troth.site.accounts import colleague
from troth.words import Found, Identifier, Subject, Whose

HANNAH = "hannah.whitcombe@example.org"


def recording(seconds=2):
    """A WAV of silence: 8,000 one-byte samples a second."""
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return made.getvalue()


@dataclass
class System:
    """One system of the company, as much of it as the desk asks about."""

    name: str
    says: str
    rows: list = field(default_factory=list)
    tables: dict = field(default_factory=dict)
    asks: tuple = ()
    down: bool = False
    kind: str = "sql"


def found(store, table, key, whose, data, **more):
    """A row of a system."""
    return Found(store, table, key, Whose(whose), data, **more)


ROUTER = "A router, and help to set it up"
JOINT = "Colin Marsh of the same household"


@pytest.fixture
def systems(monkeypatch):
    """Five systems; a test may change them before it searches."""
    crm = System(
        "crm",
        "Customer database",
        [
            found(
                "crm",
                "contacts",
                {"id": 20418},
                "own",
                {"id": 20418, "first_name": "Hannah", "last_name": "Whitcombe", "email": HANNAH},
                holds={"email": "contact.email"},
                when=datetime(2023, 3, 3, 9, 30),
                because="the e-mail address is this person's",
            ),
            *(
                found("crm", "orders", {"id": n}, "own", {"id": n, "what": ROUTER, "total": n}, when=date(2024, 1, n))
                for n in range(1, 26)
            ),
            found("crm", "accounts", {"id": 771}, "shared", {"id": 771, "town": "Leeds"}, because="a joint account"),
            found("crm", "contacts", {"id": 9}, "other", {"id": 9, "who": JOINT}, because="another of the household"),
            found("crm", "tickets", {"id": 5}, "staff", {"id": 5, "topic": "Line of another customer"}),
        ],
        {"orders": "what you ordered"},
    )
    calls = System(
        "calls",
        "Call recordings",
        [found("calls", "calls", {"path": "a.wav"}, "own", {"path": "a.wav", "sound": recording(), "agent": "Tom"})],
    )
    mail = System(
        "mailbox",
        "Shared mailbox",
        [
            found(
                "mailbox",
                "messages",
                {"path": "cur/1", "message-id": "<1@example.org>"},
                "own",
                {"subject": "My line", "text": "It drops. <script>alert(1)</script>\n" * 2000, "cv.pdf": b"%PDF-1.4 x"},
            )
        ],
    )
    made = {
        "crm": crm,
        "calls": calls,
        "mailbox": mail,
        "weblog": System("weblog", "Web server log"),
        "paper": System("paper", "The paper order book", asks=("Priya Nair", "Look under the name, left page.")),
    }

    def find(known, who, only=None):
        for name in only or known:
            system = made[name]
            if system.down:
                yield stores.Failed(name, Fault("the database does not answer"))
            elif system.asks:
                yield stores.Ask(name, *system.asks)
            else:
                for row in system.rows:
                    address = next(iter(who.values("email")), "")
                    yield replace(row, data={**row.data, "email": address}) if "email" in row.data else row

    monkeypatch.setattr(places, "all_stores", lambda: made)
    monkeypatch.setattr(search.stores, "find", find)
    return made


@pytest.fixture
def ruth(db):
    return colleague("Ruth Adeyemi", "ruth.adeyemi@ljtsystems.example")


@pytest.fixture
def tom(db):
    return colleague("Tom Harker", "tom.harker@ljtsystems.example")


def signed_in(user):
    """A browser in which this colleague is signed in."""
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def desk(ruth):
    return signed_in(ruth)


@pytest.fixture
def toms(tom):
    return signed_in(tom)


@pytest.fixture
def opened(systems, ruth):
    """Open a case of Hannah's as our page does, Ruth's, and carry it to a stage; gives the case."""

    def carry(to="review", *, name="Hannah Whitcombe", email=HANNAH, word="lighthouse", days=2, owner=ruth):
        at = timezone.now() - timedelta(days=days)
        made = cases.open_case(
            "access",
            person=cases.Person(name=name, email=email, scope="everything"),
            who=Subject((Identifier("email", email),)),
            channel="web form",
            at=at,
            word=word,
        )
        case = made.case
        identity.send_code(case, at)
        if owner:
            cases.assign([case], owner, ruth, at)
        if to == "unconfirmed":
            return case
        letter = outbox.Mail.objects.filter(case=case, what="code").latest("id")
        code = re.search(r"\d{6}", outbox.content(letter)["subject"])[0]
        assert identity.confirm(case, code, at + timedelta(minutes=2))
        if to == "searching":
            return case
        flows.run_waiting_here()
        case.refresh_from_db()
        if to == "waiting":
            return case
        for task in case.search_set.filter(state="asked"):
            search.answer_task(task, text="", file=None, by="Priya Nair", at=at)
        case.refresh_from_db()
        if to == "review":
            return case
        ids = [row.pk for store in review.findings(case) for table in store.tables for row in table.rows]
        review.decide(case, ids, "include", by="Ruth Adeyemi", at=at)
        if to == "decided":
            return case
        review.approve(case, "Ruth Adeyemi", timezone.now())
        if to == "approved":
            return case
        flows.run_waiting_here()
        case.refresh_from_db()
        return case

    return carry
