"""Making the estate: the same bytes each time, nothing overwritten, as much as such a firm has."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from troth import sample
from troth.fault import Fault


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_people_and_seed_give_the_same_bytes_in_every_file(estate: Path, tmp_path: Path) -> None:
    sample.make(tmp_path / "again", people=150)
    assert digests(tmp_path / "again") == digests(estate)


def test_another_seed_gives_another_estate_with_the_same_fifty(estate: Path, tmp_path: Path) -> None:
    sample.make(tmp_path / "other", people=150, seed=8)
    mine, other = (json.loads((folder / "truth.json").read_text()) for folder in (estate, tmp_path / "other"))
    assert [person["name"] for person in mine["people"]] == [person["name"] for person in other["people"]]
    assert mine != other


def test_a_folder_that_holds_anything_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(Fault, match="not empty"):
        sample.make(tmp_path, people=150)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "estate").write_text("a file")
    with pytest.raises(Fault, match="not empty"):
        sample.make(tmp_path / "estate", people=150)


def test_a_folder_that_cannot_be_made_is_a_fault_without_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Fault, match="cannot be written"):
        sample.make(tmp_path / "file" / "estate", people=150)


@pytest.mark.parametrize("people", [0, 119, 10_000_000])
def test_a_number_of_people_out_of_reach_is_refused(people: int, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be made") as refused:
        sample.make(tmp_path / "estate", people=people)
    assert "120" in refused.value.remedy
    assert not (tmp_path / "estate").exists()


def test_progress_rises_and_names_what_is_made(tmp_path: Path) -> None:
    heard: list[tuple[str, float]] = []
    sample.make(tmp_path / "estate", people=120, progress=lambda what, share: heard.append((what, share)))
    shares = [share for _, share in heard]
    assert shares == sorted(shares) and shares[0] > 0 and shares[-1] < 1
    assert {"customer database", "mailbox"} <= {what for what, _ in heard}


def test_there_are_as_many_customers_as_asked_for_and_some_rows_twice(crm: sqlite3.Connection) -> None:
    rows = crm.execute("SELECT count(*) FROM contacts").fetchone()[0]
    # Two records of one person: the same e-mail address in any spelling and the same name.
    again = crm.execute(
        "SELECT count(*) - count(DISTINCT lower(trim(email)) || lower(first_name || last_name)) FROM contacts"
        " WHERE trim(email) <> ''"
    ).fetchone()[0]
    assert rows - again == 150
    assert again >= 2


def test_every_table_has_rows_and_each_customer_several_orders_invoices_and_tickets(crm: sqlite3.Connection) -> None:
    tables = [
        row[0] for row in crm.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    ]
    counts = {table: crm.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    assert len(tables) == 22 and min(counts.values()) > 0
    per_customer = {table: counts[table] / 150 for table in ("orders", "invoices", "tickets", "order_lines", "notes")}
    assert 2 < per_customer["orders"] < 5
    assert 5 < per_customer["invoices"] < 16
    assert 1.5 < per_customer["tickets"] < 4
    assert crm.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert crm.execute("PRAGMA foreign_key_check").fetchall() == []


def test_nothing_in_the_database_happens_after_the_day_of_the_estate(crm: sqlite3.Connection) -> None:
    for table, column in (
        ("orders", "placed_on"), ("invoices", "issued_on"), ("payments", "paid_on"), ("tickets", "opened_at"),
        ("notes", "written_at"), ("contacts", "created_at"), ("contacts", "email_since"), ("enquiries", "received_at"),
        ("visits", "done_on"), ("logins", "last_seen_at"), ("reviews", "written_on"),
    ):  # fmt: skip
        assert crm.execute(f"SELECT max({column}) FROM {table}").fetchone()[0] < "2026-11-21", (table, column)
