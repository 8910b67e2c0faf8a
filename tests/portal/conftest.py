"""Two visitors, and three small systems of the company."""

import re
from dataclasses import dataclass

import pytest
from django.utils import timezone

from portal.pages import HANNAH, Visitor
from troth import flows, stores
from troth.duties import identity, outbox, places, review, search
from troth.words import Found, Whose


@dataclass
class System:
    """One system of the company, as much of it as a request touches."""

    name: str
    says: str
    tables: dict
    kind: str = "sql"
    asks: str = ""


@pytest.fixture
def systems(monkeypatch):
    """A database, a mailbox and a paper book; only Hannah is known in any of them."""
    made = {
        "crm": System("crm", "Customer database", {"contacts": "your contact details"}),
        "mailbox": System("mailbox", "Shared mailbox", {}),
        "paper": System("paper", "The paper order book", {}, asks="Priya Nair"),
    }
    row = {"id": 20418, "first_name": "Hannah", "email": HANNAH}

    def find(known, who, only=None):
        for name in only or known:
            if made[name].asks:
                yield stores.Ask(name, made[name].asks, "Look under the name.")
            elif name == "crm" and HANNAH in who.values("email"):
                holds = {"first_name": "contact.name", "email": "contact.email"}
                yield Found("crm", "contacts", {"id": 20418}, Whose.OWN, row, holds, because="the address is hers")

    monkeypatch.setattr(places, "all_stores", lambda: made)
    monkeypatch.setattr(search.stores, "find", find)
    return made


@pytest.fixture
def visitor(db):
    return Visitor()


@pytest.fixture
def somebody_else(db):
    return Visitor()


@pytest.fixture
def ready(visitor, systems):
    """A case whose answer is on its way, and the path of its link."""
    case = visitor.confirmed()
    flows.run_waiting_here()
    at = timezone.now()
    for task in search.progress(case):
        if task.state == "asked":
            search.answer_task(task, text="", file=None, by="Priya Nair", at=at)
    ids = [row.pk for store in review.findings(case) for table in store.tables for row in table.rows]
    review.decide(case, ids, "include", by="Ruth Adeyemi", at=at)
    case.refresh_from_db()
    if case.confirmed_how == identity.BY_CODE:
        identity.vouch(case, "rang back on the number that we held", "Ruth Adeyemi", at)
    review.approve(case, "Ruth Adeyemi", at)
    flows.run_waiting_here()
    letter = outbox.content(outbox.Mail.objects.get(case=case, what="answer"))
    return case, re.search(r"/answer/[\w-]+/", letter["text"])[0]


@pytest.fixture
def ready_link(ready):
    """The path of the link to an answer that is on its way."""
    return ready[1]
