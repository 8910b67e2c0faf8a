"""troth find: its lines, its statuses, its words; against a company of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
CRM = """
kind: sql
says: Customer database
url: sqlite:///${CRM_FILE}
people: contacts
tables:
  contacts:
    says: your contact details
    person: {customer: id, email: email}
    hide: [password]
  accounts:
    says: your account
    others: [holder]
    of: [{contacts: {id: account_id}, as: shared if others}]
  orders:
    says: your orders
    of: [{contacts: {contact_id: id}}, {contacts: {taken_by: id}, as: staff}]
  visits:
    says: your visits
    of: [{contacts: {contact_id: id}}]
"""
PAPER = """
kind: person
says: The order book
colleague: Priya Nair
asks: Look in the paper order book.
"""
DATABASE = """
CREATE TABLE contacts (id INTEGER PRIMARY KEY, email TEXT, account_id INTEGER, password TEXT, born DATE);
CREATE TABLE accounts (id NUMERIC(8) PRIMARY KEY, holder TEXT);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY, contact_id INTEGER, taken_by INTEGER, total DECIMAL(8, 2), photo BLOB, x REAL
);
CREATE TABLE visits (contact_id INTEGER, at TIMESTAMP);
INSERT INTO contacts VALUES (1, 'anna@example.org', 10, 'hash', '1980-01-31');
INSERT INTO contacts VALUES (2, 'bert@example.org', 10, 'hash', NULL);
INSERT INTO accounts VALUES (10, 'Bert');
INSERT INTO orders VALUES (5, 1, 2, 19.9, x'00FF', 9e999), (6, 2, 1, 5, NULL, 0.5);
INSERT INTO visits VALUES (1, '2026-01-31 10:20:30');
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A company with one database and one order book on paper."""
    (tmp_path / "stores").mkdir()
    (tmp_path / "policy.yaml").write_bytes((COMPANY / "policy.yaml").read_bytes())
    (tmp_path / "stores" / "crm.yaml").write_text(CRM)
    (tmp_path / "stores" / "paper.yaml").write_text(PAPER)
    with sqlite3.connect(tmp_path / "crm.sqlite") as made:
        made.executescript(DATABASE)
    made.close()
    return tmp_path


def find(home: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "troth", "--home", str(home), "find", *words]
    surroundings = {**os.environ, "CRM_FILE": str(home / "crm.sqlite"), **env}
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", timeout=60, env=surroundings)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_json_lines_are_the_rows_that_are_own_or_shared_and_no_others(home: Path) -> None:
    done = find(home, "--who", "email=anna@example.org", "--json")
    assert done.returncode == 0, done.stderr
    rows = {line["table"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert rows == {
        "contacts": {
            "store": "crm",
            "table": "contacts",
            "key": {"id": 1},
            "class": "own",
            "data": {"id": 1, "email": "anna@example.org", "account_id": 10, "born": "1980-01-31"},
        },
        "orders": {
            "store": "crm",
            "table": "orders",
            "key": {"id": 5},
            "class": "own",
            "data": {"id": 5, "contact_id": 1, "taken_by": 2, "total": "19.9", "photo": "AP8=", "x": "inf"},
        },
        "visits": {
            "store": "crm",
            "table": "visits",
            "key": {"contact_id": 1, "at": "2026-01-31T10:20:30"},
            "class": "own",
            "data": {"contact_id": 1, "at": "2026-01-31T10:20:30"},
        },
        "accounts": {"store": "crm", "table": "accounts", "key": {"id": 10}, "class": "shared", "data": {"id": "10"}},
    }
    assert len(done.stdout.splitlines()) == 4, "neither the order that she took for somebody else, nor his contact"


def test_a_system_that_only_a_colleague_can_look_into_is_named_with_whom_to_ask(home: Path) -> None:
    done = find(home, "--who", "customer=1", "--json")
    assert "paper: not searched here; ask Priya Nair: Look in the paper order book." in done.stderr


def test_people_read_a_table_with_counts_store_by_store(home: Path) -> None:
    done = find(home, "--who", "customer=1")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "store  table     own  shared  what it is",
        "crm    contacts    1          your contact details",
        "       orders      1          your orders",
        "       visits      1          your visits",
        "       accounts    0       1  your account",
        "       all         3       1",
    ]


def test_nobody_found_is_no_failure_and_is_said(home: Path) -> None:
    done = find(home, "--who", "email=nobody@example.org", "--json")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nobody was found by these identifiers." in done.stderr


def test_several_identifiers_and_one_store_can_be_given(home: Path) -> None:
    done = find(home, "--who", "email=anna@example.org", "--who", "customer=1", "--store", "crm", "--json")
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 4
    assert "paper" not in done.stderr


def test_a_store_that_failed_is_status_1_with_the_rest_printed_and_the_fault_on_stderr(home: Path) -> None:
    (home / "stores" / "web.yaml").write_text(
        "kind: sql\nurl: sqlite:///gone.sqlite\ntables: {visits: {person: {customer: who}}}\n"
    )
    done = find(home, "--who", "customer=1", "--json")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 4
    assert "web could not be searched\nstores/web.yaml: its database file is not there" in done.stderr
    assert "  try      " in done.stderr


def test_while_the_people_are_not_known_nothing_is_printed(home: Path) -> None:
    done = find(home, "--who", "customer=1", "--json", CRM_FILE="/nowhere/crm.sqlite")
    assert (done.returncode, done.stdout) == (1, "")
    assert "its database file is not there" in done.stderr and "Nobody was found" not in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--who", "custmer=1"], "did you mean `customer`?"),
        (["--who", "customer"], "write KIND=VALUE"),
        (["--who", "customer= "], "write KIND=VALUE"),
        (["--who", "customer=1", "--store", "crmm"], "did you mean `crm`?"),
        ([], "--who"),
    ],
)
def test_wrong_use_is_status_2_and_says_what_is_meant(home: Path, words: list[str], says: str) -> None:
    done = find(home, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in " ".join(done.stderr.replace("│", " ").split())


def test_a_bad_store_file_is_status_1_at_its_place(home: Path) -> None:
    (home / "stores" / "crm.yaml").write_text(CRM.replace("hide:", "hid:"))
    done = find(home, "--who", "customer=1")
    assert done.returncode == 1
    assert "crm.yaml:10:5: `hid` means nothing here" in done.stderr and "did you mean `hide`?" in done.stderr


def test_no_company_here_is_said(tmp_path: Path) -> None:
    done = find(tmp_path, "--who", "customer=1")
    assert done.returncode == 1 and "no company's folder here" in done.stderr


def test_it_needs_no_django_and_no_server(home: Path) -> None:
    script = (
        "import sys; from troth.cli import main; sys.argv = ['troth', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        "print([name for name in ('django', 'dbos') if name in sys.modules])"
    )
    program = [sys.executable, "-c", script, "--home", str(home), "find", "--who", "customer=1", "--json"]
    done = subprocess.run(
        program, capture_output=True, text=True, timeout=60, env={**os.environ, "CRM_FILE": str(home / "crm.sqlite")}
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
    assert len(done.stdout.splitlines()) == 5
