"""What can be wrong with a database: a fault that names the store, says why and what to try, and never a secret."""

import sqlite3
from pathlib import Path

import pytest

from troth.stores.sql import address

CONTACTS = (
    "CREATE TABLE contacts (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO contacts VALUES (1, 'anna@example.org');"
)
FILE = """
people: contacts
tables:
  contacts:
    person: {customer: id, email: email}
    columns: {email: contact.email}
"""
SECRET = "s3cret-p@ss/word"


@pytest.fixture
def crm(place):
    place.database(CONTACTS)
    place.file(FILE)
    return place


def one(place, *who: str) -> str:
    """The one fault, as a terminal shows it."""
    faults = place.faults(*(who or ("customer=1",)))
    assert list(faults) == ["small"]
    return str(faults["small"])


def renamed(place, script: str) -> None:
    with sqlite3.connect(place.folder / "small.sqlite") as changed:
        changed.executescript(script)
    changed.close()


def test_a_column_that_is_gone_is_named_where_the_file_names_it_with_the_nearest_spelling(crm) -> None:
    assert crm.find("customer=1").own
    renamed(crm, "ALTER TABLE contacts RENAME COLUMN email TO e_mail;")
    said = one(crm)
    assert "small.yaml:8:35: there is no column `email` in the table `contacts` of `small`" in said
    assert "did you mean `e_mail`?" in said


def test_a_table_that_is_gone_is_named_with_the_nearest_spelling(crm) -> None:
    renamed(crm, "ALTER TABLE contacts RENAME TO contact;")
    said = one(crm)
    assert "small.yaml:7:3: there is no table `contacts` in the database of `small`" in said
    assert "did you mean `contact`?" in said


def test_it_is_found_again_when_it_is_mended_by_the_same_store(crm) -> None:
    from troth import stores
    from troth.words import Identifier, Subject

    opened, who = crm.load(), Subject((Identifier("customer", "1"),))
    renamed(crm, "ALTER TABLE contacts RENAME TO contact;")
    assert isinstance(next(stores.find(opened, who)), stores.Failed)
    renamed(crm, "ALTER TABLE contact RENAME TO contacts;")
    assert next(stores.find(opened, who)).key == {"id": 1}


def test_every_name_that_is_gone_is_said_at_once(crm) -> None:
    crm.file(
        FILE.replace("email: email}", "email: emial, phone: fone}") + "  orders: {of: [{contacts: {contact: id}}]}\n"
    )
    said = one(crm)
    for name in ("`emial`", "`fone`", "`orders`"):
        assert name in said


def test_the_columns_of_links_and_conditions_must_be_there_too(crm) -> None:
    renamed(crm, "CREATE TABLE notes (id INTEGER PRIMARY KEY, contact_id INTEGER);")
    crm.file(FILE + "  notes: {of: [{contacts: {contactid: idd}, where: {kind: a}}]}\n")
    said = one(crm)
    for name in ("`contactid`", "`idd`", "`kind`"):
        assert name in said


def test_a_missing_file_is_said_and_not_made(place) -> None:
    place.file(FILE)
    said = one(place)
    assert said.startswith("stores/small.yaml: its database file is not there")
    assert not (place.folder / "small.sqlite").exists()


@pytest.mark.parametrize(
    "content",
    [b"not a database at all, but long enough to look like a file\n" * 20, b"SQLite format 3\0" + b"\xff" * 4000],
)
def test_a_file_that_is_no_database_is_said(crm, content: bytes) -> None:
    (crm.folder / "small.sqlite").write_bytes(content)
    assert "its file is no database" in one(crm) or "its database" in one(crm)


def test_an_empty_file_is_a_database_without_the_table(crm) -> None:
    (crm.folder / "small.sqlite").write_bytes(b"")
    assert "there is no table `contacts`" in one(crm)


def test_a_database_that_ends_in_the_middle_is_said(crm) -> None:
    renamed(
        crm,
        "INSERT INTO contacts SELECT i, printf('p%d@example.org', i) FROM (WITH RECURSIVE n(i) AS "
        "(SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n);",
    )
    file = crm.folder / "small.sqlite"
    file.write_bytes(file.read_bytes()[:20_000])
    assert "its database file is damaged" in one(crm, "email=p4000@example.org")


def test_a_folder_in_place_of_the_file_is_said(crm) -> None:
    (crm.folder / "small.sqlite").unlink()
    (crm.folder / "small.sqlite").mkdir()
    assert "its database file is a folder" in one(crm)


def test_a_locked_database_is_said_after_a_short_wait(crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "WAIT", 0.05)
    writer = sqlite3.connect(crm.folder / "small.sqlite", isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    try:
        assert "its database is locked by another program" in one(crm)
    finally:
        writer.close()
    assert crm.find("customer=1").own == {"contacts": [1]}


def test_a_variable_that_is_not_set_is_named(place) -> None:
    place.file("kind: sql\nurl: sqlite:///${NOT_SET_HERE}/crm.sqlite\n" + FILE)
    assert "the environment says nothing for NOT_SET_HERE" in one(place)


def test_the_environment_gives_the_place(place) -> None:
    place.database(CONTACTS)
    place.env = {"ESTATE": str(place.folder), "WHOLE": f"sqlite:///{place.folder}/small.sqlite"}
    for url in ("sqlite:///${ESTATE}/small.sqlite", "${WHOLE}"):
        place.file(f"kind: sql\nurl: {url}\n" + FILE)
        assert place.find("customer=1").own == {"contacts": [1]}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql://reader:${PW}@127.0.0.1:1/crm", "its server does not answer"),
        ("postgresql://reader:${PW}@no-such-host.invalid/crm", "its server"),
        ("oracle://reader:${PW}@127.0.0.1:1/crm", "the driver for `oracle` is not installed"),
        ("nosuch://reader:${PW}@127.0.0.1/crm", "there is no kind of database `nosuch`"),
        ("sqlite://", "the URL names no database file"),
        ("sqlite:///:memory:", "the URL names no database file"),
        ("${PW}", "the URL of the store cannot be read"),
        ("crm.sqlite ${PW}", "the URL of the store cannot be read"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_without_the_secret(place, url: str, says: str) -> None:
    place.env = {"PW": SECRET}
    place.file(f'kind: sql\nurl: "{url}"\n' + FILE)
    said = one(place)
    assert says in said
    assert SECRET not in said and "s3cret" not in said and "Traceback" not in said


def test_a_password_may_hold_any_character(place) -> None:
    url = address.address("postgresql://reader:${PW}@db.example/crm", {"PW": SECRET}, Path())
    assert (url.username, url.password, url.host, url.database) == ("reader", SECRET, "db.example", "crm")
    assert url.drivername == "postgresql+psycopg"


def test_what_a_driver_says_is_never_repeated() -> None:
    error = sqlite3.OperationalError(f"connecting with {SECRET} for anna@example.org failed strangely")
    said = str(address.trouble(error))
    assert SECRET not in said and "anna" not in said and "OperationalError" in said


def test_an_error_of_the_program_itself_is_a_fault_without_a_value(crm, monkeypatch: pytest.MonkeyPatch) -> None:
    from troth.stores.sql import people

    def broken(*_: object) -> None:
        raise RuntimeError("anna@example.org is odd")

    monkeypatch.setattr(people, "held", broken)
    said = one(crm)
    assert "RuntimeError" in said and "anna" not in said
