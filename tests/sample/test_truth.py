"""The truth against plain queries and plain reading of the files, by programs that know nothing of how it was made."""

import json
import sqlite3
from collections import Counter
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

import pytest

Key = tuple[tuple[str, object], ...]
Rows = dict[str, set[Key]]


def one(truth: list[dict], name: str, nth: int = 0) -> dict:
    return [person for person in truth if person["name"] == name][nth]


def rows(person: dict, whose: str, store: str = "crm") -> Rows:
    """The keys of one class in one store, by table."""
    found: Rows = {}
    for row in person[whose]:
        if row["store"] == store:
            found.setdefault(row["table"], set()).add(tuple(sorted(row["key"].items())))
    return found


def keys(found: list[sqlite3.Row]) -> set[Key]:
    return {tuple(sorted(dict(row).items())) for row in found}


def by_hand(
    crm: sqlite3.Connection, numbers: list[int], email: str, name: str, others_on_it: bool
) -> tuple[Rows, Rows]:
    """Own and shared rows of the person with these customer numbers, by queries that a clerk would write.

    `others_on_it`: somebody else holds the accounts too, so that what belongs to them is shared.
    """
    contacts = ", ".join(str(number) for number in numbers)
    accounts = f"SELECT account_id FROM contacts WHERE id IN ({contacts})"
    addresses = f"SELECT address_id FROM contacts WHERE id IN ({contacts})"
    tickets = f"""WITH RECURSIVE mine(id) AS (SELECT id FROM tickets WHERE contact_id IN ({contacts})
        UNION SELECT t.id FROM tickets t JOIN mine ON t.follows_id = mine.id) SELECT id FROM mine"""
    orders = f"SELECT id FROM orders WHERE contact_id IN ({contacts})"
    visits = f"SELECT id FROM visits WHERE contact_id IN ({contacts})"
    personal = {
        "contacts": f"SELECT id FROM contacts WHERE id IN ({contacts})",
        "orders": orders,
        "order_lines": f"SELECT order_id, line_no FROM order_lines WHERE order_id IN ({orders})",
        "payments": f"SELECT id FROM payments WHERE contact_id IN ({contacts})",
        "tickets": tickets,
        "visits": visits,
        "credit_checks": f"SELECT id FROM credit_checks WHERE contact_id IN ({contacts})",
        "logins": f"SELECT id FROM logins WHERE contact_id IN ({contacts})",
        "subscriptions": f"SELECT id FROM subscriptions WHERE contact_id IN ({contacts})",
        "equipment": f"SELECT id FROM equipment WHERE contact_id IN ({contacts})",
        "invoices": f"SELECT id FROM invoices WHERE contact_id IN ({contacts})",
        "notes": f"""SELECT id FROM notes WHERE entity_table = 'contacts' AND entity_id IN ({contacts})
            UNION SELECT id FROM notes WHERE entity_table = 'orders' AND entity_id IN ({orders})
            UNION SELECT id FROM notes WHERE entity_table = 'visits' AND entity_id IN ({visits})
            UNION SELECT id FROM notes WHERE entity_table = 'tickets' AND entity_id IN ({tickets})
            UNION SELECT id FROM notes WHERE entity_table = 'invoices' AND entity_id IN
                (SELECT id FROM invoices WHERE contact_id IN ({contacts}))""",
        "tags": f"""SELECT entity_table, entity_id, tag FROM tags
            WHERE entity_table = 'contacts' AND entity_id IN ({contacts}) UNION
            SELECT entity_table, entity_id, tag FROM tags
            WHERE entity_table = 'tickets' AND entity_id IN ({tickets})""",
        "enquiries": f"SELECT id FROM enquiries WHERE lower(trim(email)) = '{email}' AND name = '{name}'",
        "identity_checks": f"""SELECT national_id FROM identity_checks WHERE upper(replace(national_id, ' ', '')) IN
            (SELECT upper(replace(national_id, ' ', '')) FROM contacts WHERE id IN ({contacts}))""",
        "staff": f"SELECT id FROM staff WHERE contact_id IN ({contacts})",
    }
    together = {
        "accounts": f"SELECT id FROM accounts WHERE id IN ({accounts})",
        "sites": f"SELECT id FROM sites WHERE account_id IN ({accounts})",
        "subscriptions": f"SELECT id FROM subscriptions WHERE held_by = 'account' AND account_id IN ({accounts})",
        "equipment": f"""SELECT e.id FROM equipment e JOIN sites s ON s.id = e.site_id
            WHERE e.held_by = 'account' AND s.account_id IN ({accounts})""",
        "invoices": f"SELECT id FROM invoices WHERE held_by = 'account' AND account_id IN ({accounts})",
        "notes": f"""SELECT id FROM notes WHERE entity_table = 'accounts' AND entity_id IN ({accounts})
            UNION SELECT id FROM notes WHERE entity_table = 'invoices' AND entity_id IN
                (SELECT id FROM invoices WHERE held_by = 'account' AND account_id IN ({accounts}))""",
        "tags": f"""SELECT entity_table, entity_id, tag FROM tags
            WHERE entity_table = 'accounts' AND entity_id IN ({accounts})""",
        "addresses": f"SELECT id FROM addresses WHERE id IN ({addresses})",
    }
    household_mail = crm.execute(
        "SELECT count(DISTINCT first_name) FROM contacts WHERE lower(trim(email)) = ?", [email]
    )
    by_mail = {
        "newsletter": f"SELECT id FROM newsletter WHERE lower(trim(email)) = '{email}'",
        "reviews": f"SELECT id FROM reviews WHERE lower(trim(email)) = '{email}'",
    }
    (together if household_mail.fetchone()[0] > 1 else personal).update(by_mail)
    own = {table: keys(crm.execute(sql).fetchall()) for table, sql in personal.items()}
    shared = {table: keys(crm.execute(sql).fetchall()) for table, sql in together.items()}
    if not others_on_it:
        own = {table: own.get(table, set()) | shared.get(table, set()) for table in own | shared}
        shared = {}
    return ({t: r for t, r in own.items() if r}, {t: r for t, r in shared.items() if r})


def numbers_of(crm: sqlite3.Connection, first: str, last: str) -> list[int]:
    found = crm.execute("SELECT id FROM contacts WHERE first_name = ? AND lower(last_name) = lower(?)", [first, last])
    return [row[0] for row in found]


ORDINARY = (
    "Hannah Whitcombe", "Dev Patel", "Ffion Bevan", "Owen Castle", "Marguerite Doyle", "Samuel Osei", "Colin Marsh",
    "Agnieszka Nowak", "Grace Adeyinka", "Tomos Pritchard",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "together"),
    [
        *((name, False) for name in ORDINARY),
        ("Stephen Whittaker", False),  # two records of one person
        ("Yvonne Baptiste", False),
        ("Priya Nair", False),  # a colleague
        ("Gareth Hughes", False),  # a national identifier
        ("Graham Tennant", False),  # pays another's invoice
        ("Doreen Tennant", False),
        ("Rosalind Keane", False),
        ("Patrick Sowerby", True),  # a joint account
        ("Judith Sowerby", True),
        ("Martin Thorpe", True),  # a household's e-mail address
        ("Linda Thorpe", True),
        ("Joanne Hartley", True),  # a firm with three contacts
    ],
)
def test_rows_of_the_customer_database_are_those_that_plain_queries_give(
    name: str, together: bool, truth: list[dict], crm: sqlite3.Connection
) -> None:
    first, _, last = name.partition(" ")
    numbers = numbers_of(crm, first, last)
    assert numbers
    email = crm.execute("SELECT lower(trim(email)) FROM contacts WHERE id = ?", [numbers[0]]).fetchone()[0]
    own, shared = by_hand(crm, numbers, email, name, together)
    person = one(truth, name)
    assert rows(person, "own") == own
    assert rows(person, "shared") == shared
    if name in ORDINARY:
        assert len(own["orders"]) >= 5 and len(own["tickets"]) >= 4 and len(own["invoices"]) >= 10
        assert sum(map(len, own.values())) > 80


@pytest.mark.parametrize("name", ORDINARY)
def test_rows_of_the_files_are_those_that_plain_reading_gives(
    name: str, truth: list[dict], crm: sqlite3.Connection, log_lines: list[tuple[str, int, str]],
    mails: dict[str, EmailMessage], call_sheets: dict[str, dict], answers: dict, taken_over: dict,
) -> None:  # fmt: skip
    person = one(truth, name)
    (number,) = numbers_of(crm, *name.split())
    address = person["who"][0][1]
    log = {(("line", line), ("path", path)) for path, line, text in log_lines if f" - {number} [" in text}
    letters = {
        (("message-id", mail["Message-ID"].strip()), ("path", path))
        for path, mail in mails.items()
        if address in [each.lower() for _, each in getaddresses(map(str, (mail["From"], mail["To"], mail["Cc"])))]
    }
    calls = {
        (("path", path),)
        for path, sheet in call_sheets.items()
        if number in (sheet["customer"], sheet["second_customer"])
    }
    survey = {
        (("path", path), ("row", row))
        for (path, row), answer in answers.items()
        if answer["customer"] == str(number) or answer["email"].strip().lower() == address
    }
    list_rows = {
        (("path", path), ("row", row))
        for (path, row), cells in taken_over.items()
        if str(cells["email"] or "").strip().lower() == address
    }
    assert rows(person, "own", "weblog") == {"requests": log} and len(log) > 5
    assert rows(person, "own", "mailbox") == {"messages": letters} and len(letters) == 3
    assert rows(person, "own", "calls") == {"calls": calls} and calls
    assert rows(person, "own", "surveys") == {"answers": survey} and survey
    assert rows(person, "own", "takeover").get("takeover_customers", set()) == list_rows
    assert not person["shared"]


def test_an_applicant_has_the_form_and_the_cv_and_a_referee_has_neither(truth: list[dict], estate: Path) -> None:
    applicant, referee = one(truth, "Callum Strathearn"), one(truth, "Margaret Ainsley")
    forms = {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))
        for path in (estate / "applications").glob("*/application.json")
    }
    (folder,) = [name for name, form in forms.items() if form["email"] == "callum.strathearn@example.com"]
    assert forms[folder]["referee_email"] == "margaret.ainsley@example.org"
    assert rows(applicant, "own", "applications") == {
        "applications": {(("path", f"{folder}/application.json"),)},
        "documents": {(("path", f"{folder}/cv.pdf"),)},
    }
    assert rows(referee, "own", "applications") == {} == rows(referee, "shared", "applications")
    assert {key[0][1] for key in rows(referee, "other", "applications")["documents"]} > {f"{folder}/cv.pdf"}


def test_fifty_people_each_with_a_trap_and_no_row_in_two_classes(truth: list[dict]) -> None:
    assert len(truth) == 50
    assert all(person["trap"] and person["who"] for person in truth)
    for person in truth:
        seen = [
            json.dumps(row, sort_keys=True) for whose in ("own", "shared", "other", "staff") for row in person[whose]
        ]
        assert len(seen) == len(set(seen)), person["name"]
        kinds = {kind for kind, _ in person["who"]}
        assert kinds <= {"customer", "email", "phone", "national-id", "name", "birth-date", "postcode"}
    asked_by = Counter(" ".join(kind for kind, _ in person["who"]) for person in truth)
    assert set(asked_by) == {
        "email", "customer", "phone", "name birth-date", "name postcode", "national-id", "email name",
    }  # fmt: skip


def test_those_who_cannot_be_told_apart_are_given_nothing_although_rows_lie_there(truth: list[dict]) -> None:
    for name, kinds in (
        ("Thorpe household", {"email"}),
        ("John Davies", {"name", "birth-date"}),
        ("Office switchboard", {"phone"}),
    ):
        (person,) = [p for p in truth if p["name"] == name and {kind for kind, _ in p["who"]} == kinds]
        assert person["own"] == [] == person["shared"]
        assert len(person["other"]) > 20


def test_every_row_of_the_truth_is_there(
    truth: list[dict], crm: sqlite3.Connection, estate: Path, log_lines: list[tuple[str, int, str]],
    mails: dict[str, EmailMessage], answers: dict, taken_over: dict,
) -> None:  # fmt: skip
    lines = {(path, number) for path, number, _ in log_lines}
    for row in (row for person in truth for whose in ("own", "shared", "other", "staff") for row in person[whose]):
        key = row["key"]
        match row["store"]:
            case "crm":
                where = " AND ".join(f"{column} = ?" for column in key)
                assert crm.execute(f"SELECT 1 FROM {row['table']} WHERE {where}", list(key.values())).fetchone(), row
            case "weblog":
                assert (key["path"], key["line"]) in lines
            case "mailbox":
                assert mails[key["path"]]["Message-ID"].strip() == key["message-id"]
            case "surveys":
                assert (key["path"], key["row"]) in answers
            case "takeover":
                assert (key["path"], key["row"]) in taken_over
            case "calls" | "applications" as store:
                assert (estate / store / key["path"]).is_file()
            case other:
                pytest.fail(f"no such store: {other}")


def test_colleagues_at_work_are_not_subjects(truth: list[dict], crm: sqlite3.Connection) -> None:
    for name in ("Priya Nair", "Tom Harker"):
        person = one(truth, name)
        (number,) = crm.execute("SELECT id FROM staff WHERE name = ?", [name]).fetchone()
        handled = keys(crm.execute("SELECT id FROM tickets WHERE handled_by = ?", [number]).fetchall())
        own = rows(person, "own").get("tickets", set())
        assert rows(person, "staff")["tickets"] == handled - own
        assert handled - own
    own = rows(one(truth, "Priya Nair"), "own")["tickets"]
    (herself,) = crm.execute("SELECT id FROM staff WHERE name = 'Priya Nair'").fetchone()
    assert own & keys(crm.execute("SELECT id FROM tickets WHERE handled_by = ?", [herself]).fetchall())


def test_no_value_of_the_fifty_is_so_frequent_that_a_search_would_refuse_it(
    truth: list[dict], crm: sqlite3.Connection, log_lines: list[tuple[str, int, str]],
    mails: dict[str, EmailMessage], call_sheets: dict[str, dict], answers: dict,
) -> None:  # fmt: skip
    def bearable(count: int, total: int) -> bool:
        return count <= 3 or count * 200 <= total

    written = [
        each.lower() for m in mails.values() for _, each in getaddresses(map(str, (m["From"], m["To"], m["Cc"])))
    ]
    surveyed = [answer["email"].strip().lower() for answer in answers.values()]
    users = Counter(text.split(" ")[2] for _, _, text in log_lines if text.count(" ") > 5)
    for person in truth:
        for kind, value in person["who"]:
            if kind == "email" and "ljtsystems" not in value:
                address = value.strip().lower()
                assert bearable(written.count(address), len(mails)), address
                assert bearable(surveyed.count(address), len(answers)), address
                for table in ("contacts", "enquiries", "newsletter", "reviews"):
                    found, total = crm.execute(
                        f"SELECT sum(lower(trim(email)) = ?), count(*) FROM {table}", [address]
                    ).fetchone()
                    assert bearable(found or 0, total), (table, address)
        for key in rows(person, "own").get("contacts", ()):
            assert bearable(users[str(dict(key)["id"])], len(log_lines))
    callers = Counter("".join(c for c in sheet["caller"] if c.isdigit())[-9:] for sheet in call_sheets.values())
    del callers[""]
    assert all(bearable(count, len(call_sheets)) for digits, count in callers.items() if digits != "184960000")
