"""From the first page to the opened pack, on the sample estate, with every system of the company."""

import io
import re
import zipfile

import pytest
from django.utils import timezone

from portal.pages import WORD, read
from troth import flows
from troth.duties import cases, identity, outbox, review, search
from troth.words import Whose

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def test_a_person_of_the_estate_asks_and_opens_the_answer(visitor, truth):
    person = next(p for p in truth if "email" in dict(p["who"]) and len(p["own"]) > 3)
    address = dict(person["who"])["email"]
    case = visitor.confirmed(name={"name": person["name"]}, email={"email": address})
    flows.run_waiting_here()
    case.refresh_from_db()
    searches = search.progress(case)
    assert {s.state for s in searches} <= {"done", "asked"} and len(searches) >= 8
    read(visitor.get("/your-data/request/"))

    at = timezone.now()
    for task in searches:
        if task.state == "asked":
            search.answer_task(task, text="", file=None, by="Priya Nair", at=at)
    rows = [row for store in review.findings(case) for table in store.tables for row in table.rows]
    given = [row.pk for row in rows if row.whose in (Whose.OWN, Whose.SHARED)]
    assert len(given) == len(person["own"]) + len(person["shared"])
    review.decide(case, given, "include", by="Ruth Adeyemi", at=at)
    case.refresh_from_db()
    if case.confirmed_how == identity.BY_CODE:
        identity.vouch(case, "rang back on the number that we held", "Ruth Adeyemi", at)
    review.approve(case, "Ruth Adeyemi", at)
    flows.run_waiting_here()

    letter = outbox.content(outbox.Mail.objects.get(case=case, what="answer"))
    assert letter["to"] == address
    link = re.search(r"/answer/[\w-]+/", letter["text"])[0]
    assert visitor.get(link).status_code == 200
    assert visitor.post(link, {"word": WORD}).headers["Location"] == "/answer/"
    response = visitor.get("/answer/")
    page = read(response)
    assert page.title.startswith("What do we hold about you?")
    assert address in response.content.decode()
    pack = zipfile.ZipFile(io.BytesIO(visitor.get("/answer/download/").content))
    assert {"index.html", "data.json", "letter.pdf", "receipt.json"} <= set(pack.namelist())

    flows.run_waiting_here()
    case.refresh_from_db()
    assert case.state == "closed" and not search.Finding.objects.filter(case=case).exists()
    assert cases.Case.objects.count() == 1
    receipts = re.findall(r"/receipt/\d+/", visitor.get("/your-data/request/").content.decode())
    assert len(set(receipts)) >= 4  # received, confirmed, answered, working copies destroyed
