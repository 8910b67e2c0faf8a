"""From the reviewed findings of a case to a pack that verifies: complete, and with nobody else's data in it."""

import json
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction

from troth.cli import verify
from troth.duties import answer, cases, delivery, places, review, search
from troth.duties.pack import check
from troth.fault import Fault
from troth.ledger import archive, manifest
from troth.policy import values
from troth.records.place import signer
from troth.words import Found, Identifier, Subject, Whose

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
RECEIVED = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
ANSWERED = datetime(2026, 12, 14, 10, 5, tzinfo=UTC)
ROWS = [
    Found("crm", "contacts", {"id": 1}, Whose.OWN, {"first_name": "Hannah", "email": "hannah@example.org"},
          {"first_name": "contact.name", "email": "contact.email"}),
    Found("crm", "invoices", {"id": 9}, Whose.OWN, {"number": "INV-9", "scan": b"%PDF-1.4 page"}, {"number": "invoice"},
          clocks={"invoice.date": date(2026, 1, 3)}),
    Found("crm", "tickets", {"id": 2}, Whose.SHARED, {"subject": "SECRET-ONE"}, {"subject": "support.ticket"}),
    Found("crm", "contacts", {"id": 3}, Whose.OTHER, {"first_name": "SECRET-TWO"}),
    Found("crm", "tickets", {"id": 4}, Whose.STAFF, {"subject": "SECRET-THREE"}),
]  # fmt: skip


@pytest.fixture
def case(monkeypatch):
    """Hannah's case under review: one system with five rows, one with none."""
    stores = {
        "crm": SimpleNamespace(says="Customer database", tables={"invoices": "your invoices"}),
        "paper": SimpleNamespace(says="Paper order book", tables={}),
    }
    monkeypatch.setattr(places, "all_stores", lambda: stores)
    opened = cases.open_case(
        "access",
        person=cases.Person(name="Hannah Whitcombe", email="hannah@example.org", scope="everything"),
        who=Subject((Identifier("email", "hannah@example.org"),)),
        channel="web form",
        at=RECEIVED,
        word="lighthouse",
    )
    row = opened.case
    with transaction.atomic():
        cases.start_clock(row, RECEIVED + timedelta(minutes=4), "a colleague knows the person")
    search.keys.make(row.findings_key, RECEIVED)
    for name, rows in (("crm", ROWS), ("paper", [])):
        at = datetime(2026, 11, 26, 9, 4, tzinfo=UTC)
        task = search.Search.objects.create(case=row, store=name, state="done", found=len(rows), at=at)
        search.keep(task, rows)
    return row


def decided(case):
    """Every row that may leave is decided: the shared ticket stays out."""
    by, at = "Ruth Adeyemi", ANSWERED
    ids = {finding.table: finding.pk for finding in case.finding_set.filter(whose__in=("own", "shared"))}
    review.decide(case, [ids["contacts"], ids["invoices"]], "include", by=by, at=at)
    reason = "It tells about another customer, who did not agree"
    review.decide(case, [ids["tickets"]], "withhold", by=by, at=at, reason=reason, exemption="third-party")
    return case


def test_it_holds_what_was_included_in_words_of_the_systems_and_nothing_else(case):
    built = answer.build(decided(case), ANSWERED)
    told = json.loads(built.files["data.json"])
    assert built.items == 2
    assert {t["table"]: [r["data"] for r in t["records"]] for t in told["tables"]} == {
        "contacts": [{"first_name": "Hannah", "email": "hannah@example.org"}],
        "invoices": [{"number": "INV-9", "scan": {"file": "files/crm-invoices-0001.pdf"}}],
    }
    assert built.files["files/crm-invoices-0001.pdf"] == b"%PDF-1.4 page"
    assert built.manifest_digest == manifest.digest(built.files[manifest.NAME])
    assert "Your invoices" in built.page
    assert "Paper order book" in built.page
    assert "26\u00a0November 2026, 09:04" in built.page
    for secret in ("SECRET-ONE", "SECRET-TWO", "SECRET-THREE"):
        assert secret not in built.page
        assert not any(secret.encode() in content for content in built.files.values())


def test_its_days_are_londons_and_its_law_is_that_of_the_day(case):
    told = json.loads(answer.build(decided(case), ANSWERED).files["data.json"])
    assert told["request"]["received"] == "2026-11-25"
    assert told["request"]["answered"] == "2026-12-14"
    assert told["request"]["due"] == case.due.isoformat()
    assert {"complain-controller", "complain-regulator"} <= {fact["id"] for fact in told["facts"]}
    assert told["left_out"][0]["cite"].startswith("DPA 2018 Sch 2")


def test_the_page_for_the_site_is_a_fragment_that_leads_to_the_download(case):
    page = answer.build(decided(case), ANSWERED).page
    assert "<html" not in page
    assert page.count("<h1>") == 1
    assert 'href="/answer/download/"' in page
    assert 'href="files/' not in page


def test_an_undecided_finding_or_a_system_that_did_not_answer_stops_it(case):
    with pytest.raises(Fault, match="decided"):
        answer.build(case, ANSWERED)
    decided(case)
    answer.build(case, ANSWERED)
    case.search_set.filter(store="paper").update(state="down")
    with pytest.raises(Fault, match="searched to its end"):
        answer.build(case, ANSWERED)


def test_a_finding_that_was_lost_between_search_and_review_stops_it(case):
    decided(case)
    case.finding_set.filter(whose="other").delete()
    with pytest.raises(Fault, match="came through"):
        answer.build(case, ANSWERED)


def test_a_person_without_a_name_is_not_called_the_person(case):
    details = case.details()
    details["person"]["name"] = "the person"
    case.seal(details)
    case.save()
    page = answer.build(decided(case), ANSWERED).page
    assert "You asked for a copy of your data" in page
    assert "the person," not in page


def test_the_delivered_pack_verifies_with_the_published_key_and_not_after_a_change(case, tmp_path):
    decided(case)
    delivery.build_answer(case.reference)
    delivery.seal_pack(case.reference)
    files = delivery.pack_of(case)
    checked = check.verify(files, [signer().verifier])
    assert checked.receipt.statement["case"] == case.reference
    assert checked.receipt.statement["items"] == 2
    assert set(checked.files) == set(files) - {"manifest.json", "receipt.json"}
    packed = tmp_path / "answer.zip"
    packed.write_bytes(archive.write(files))
    assert verify.held(packed, (signer().verifier,))["kind"] == "pack"
    for name in files:
        changed = {**files, name: files[name][:-1] + bytes([files[name][-1] ^ 1])}
        with pytest.raises(Fault):
            check.verify(changed, [signer().verifier])


def test_the_regulator_is_reached_as_the_policy_says_and_periods_are_those_of_the_day(case, monkeypatch):
    ours = answer.in_force()
    newer = ours.model_copy(update={"regulator": values.Reached(phone="0300 111 2222")})
    monkeypatch.setattr(answer, "in_force", lambda: newer)
    matter = answer.gather(decided(case), ANSWERED)
    assert matter.regulator.phone == "0300 111 2222"
    assert matter.regulator.name == "Information Commission"
    assert "0300 111 2222" in answer.build(case, ANSWERED).page
    tax = matter.policy.purposes["tax-and-accounts"].keep
    assert tax.says() == "6 years after the end of the accounting period, because the law asks us to"
    assert tax.ends({"invoice.date": date(2026, 1, 3)}) == date(2033, 1, 3)
