"""The traps lie where they should: in the database and in the files, seen by plain queries."""

import json
import sqlite3
import unicodedata
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

DIGITS = "replace(replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', ''), '+', '')"


def test_the_switchboard_is_frequent_and_blanks_are_about(crm: sqlite3.Connection) -> None:
    total = crm.execute("SELECT count(*) FROM contacts").fetchone()[0]
    office = crm.execute(f"SELECT count(*) FROM contacts WHERE {DIGITS} LIKE '%1184960000'").fetchone()[0]
    assert office > 3 and office * 50 > total
    assert crm.execute("SELECT count(*) FROM contacts WHERE phone = ' '").fetchone()[0] > 3
    others = f"SELECT count(*) n FROM contacts WHERE {DIGITS} NOT LIKE '%1184960000' AND trim(phone) <> ''"
    assert crm.execute(f"SELECT max(n) FROM ({others} GROUP BY substr({DIGITS}, -9))").fetchone()[0] <= 3


def test_addresses_and_accounts_are_shared_and_accounts_have_parents(crm: sqlite3.Connection) -> None:
    def many(sql: str) -> int:
        return int(crm.execute(f"SELECT count(*) FROM ({sql})").fetchone()[0])

    assert many("SELECT 1 FROM contacts GROUP BY address_id HAVING count(DISTINCT account_id) > 1") > 2
    assert many("SELECT 1 FROM contacts JOIN accounts a ON a.id = account_id WHERE a.kind = 'home'"
                " GROUP BY account_id HAVING count(*) > 1") > 2  # fmt: skip
    assert many("SELECT 1 FROM accounts WHERE parent_id IS NOT NULL") > 0
    together = "SELECT 1 FROM contacts JOIN accounts a ON a.id = account_id WHERE a.kind = 'home'"
    one_mail = "SELECT 1 FROM contacts WHERE trim(email) <> '' GROUP BY lower(trim(email))"
    namesakes = "SELECT 1 FROM contacts WHERE born NOT NULL GROUP BY first_name, last_name, born"
    assert many("SELECT 1 FROM contacts GROUP BY address_id HAVING count(DISTINCT account_id) > 1") > 2
    assert many(f"{together} GROUP BY account_id HAVING count(*) > 1") > 2
    assert many("SELECT 1 FROM accounts WHERE parent_id IS NOT NULL") > 0
    assert many(f"{one_mail} HAVING count(DISTINCT first_name) > 1") > 0
    assert many(f"{namesakes} HAVING count(DISTINCT postcode) > 1") > 0


def test_payments_tickets_and_notes_cross_people(crm: sqlite3.Connection) -> None:
    crossed = crm.execute("SELECT count(*) FROM payments p JOIN invoices i ON i.id = p.invoice_id JOIN contacts c"
                          " ON c.id = p.contact_id WHERE i.account_id <> c.account_id").fetchone()[0]  # fmt: skip
    assert crossed == 2
    continued = "SELECT count(*) FROM tickets WHERE contact_id IS NULL AND follows_id IS NOT NULL"
    assert crm.execute(continued).fetchone()[0] > 10
    assert crm.execute("SELECT count(*) FROM tickets t JOIN tickets r ON r.id = t.related_id"
                       " WHERE r.contact_id <> t.contact_id").fetchone()[0] > 0  # fmt: skip
    tables = {row[0] for row in crm.execute("SELECT DISTINCT entity_table FROM notes")}
    assert {"contacts", "accounts", "orders", "tickets"} <= tables
    (quoted,) = crm.execute("SELECT phone FROM contacts WHERE last_name = 'Keane'").fetchone()
    digits = "".join(c for c in quoted if c.isdigit())[-9:]
    notes = [text for (text,) in crm.execute("SELECT text FROM notes")]
    assert sum(digits in "".join(c for c in text if c.isdigit()) for text in notes) == 1


def test_credit_notes_name_invoices_of_the_same_holder(crm: sqlite3.Connection) -> None:
    found = crm.execute(
        "SELECT c.account_id = i.account_id, c.contact_id IS i.contact_id, c.held_by = i.held_by, c.total < 0"
        " FROM invoices c JOIN invoices i ON i.id = c.credit_of"
    ).fetchall()
    assert found and all(all(row) for row in found)


def test_names_are_composed_here_and_decomposed_there(crm: sqlite3.Connection, answers: dict, taken_over: dict) -> None:
    composed = [name for row in crm.execute("SELECT first_name, last_name FROM contacts") for name in row]
    assert all(unicodedata.is_normalized("NFC", name) for name in composed)
    for name in ("Łucja", "สมชาย", "Ελένη", "أحمد", "王"):
        assert name in composed
    there = [str(cells["first_name"]) for cells in taken_over.values()] + [
        answer["name"] for answer in answers.values()
    ]
    assert all(unicodedata.is_normalized("NFD", name) for name in there)
    assert any(not unicodedata.is_normalized("NFC", name) for name in there)


def test_cells_that_look_like_formulas_are_text(taken_over: dict, answers: dict, crm: sqlite3.Connection) -> None:
    remarks = [str(cells["remarks"] or "") for cells in taken_over.values()]
    comments = [answer["comment"] for answer in answers.values()]
    written = "SELECT subject FROM tickets UNION SELECT text FROM notes UNION SELECT text FROM enquiries"
    texts = [text for (text,) in crm.execute(written)]
    begun = {text[0] for text in remarks + comments + texts if text and text[0] in "=+-@"}
    assert begun == set("=+-@")
    assert any(text[0] in "=+-@" for text in remarks if text)


def test_spellings_of_phones_and_addresses_vary(crm: sqlite3.Connection) -> None:
    phones = [row[0] for row in crm.execute("SELECT phone FROM contacts WHERE trim(phone) <> ''")]
    for begin in ("+44 (0)", "0044", "+44 1", "01", "(0"):
        assert any(phone.startswith(begin) for phone in phones), begin
    emails = [row[0] for row in crm.execute("SELECT email FROM contacts WHERE email IS NOT NULL")]
    assert any(email != email.strip() for email in emails) and any(email != email.lower() for email in emails)


def test_a_thread_and_a_call_have_two_customers(mails: dict[str, EmailMessage], call_sheets: dict[str, dict]) -> None:
    both = {"bronwen.ellis@larkmail.example", "alasdair.munro@postbox.example"}
    met = [
        both & {each.lower() for _, each in getaddresses(map(str, (m["From"], m["To"], m["Cc"])))}
        for m in mails.values()
    ]
    assert sorted(map(len, filter(None, met))) == [1, 1, 2, 2]
    two = [sheet for sheet in call_sheets.values() if sheet["second_name"]]
    assert [(sheet["name"], sheet["second_name"]) for sheet in two] == [("Niamh Gallagher", "Gareth Hughes")]


def test_one_address_is_newer_than_a_week(crm: sqlite3.Connection, truth: list[dict]) -> None:
    (theo,) = [person for person in truth if "changed a few days ago" in person["trap"]]
    since = crm.execute("SELECT email_since FROM contacts WHERE lower(trim(email)) = ?", [theo["who"][0][1]]).fetchone()
    assert since[0] == "2026-11-18"


def test_applicants_bring_forms_cvs_and_lone_cvs(estate: Path) -> None:
    forms = list((estate / "applications").glob("*/application.json"))
    assert len(forms) >= 18
    for form in forms:
        assert (form.parent / json.loads(form.read_text(encoding="utf-8"))["cv"]).is_file()
    assert {path.suffix for path in (estate / "applications" / "unsorted").iterdir()} == {".pdf", ".docx"}
