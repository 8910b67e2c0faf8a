"""The estate as plain programs see it: its database, its files, its people; nothing of `troth.sample` is asked."""

import csv
import email
import email.policy
import gzip
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest


@pytest.fixture(scope="session")
def crm(estate: Path) -> Iterator[sqlite3.Connection]:
    """The customer database, to read."""
    db = sqlite3.connect(f"file:{estate / 'crm.sqlite'}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    yield db
    db.close()


@pytest.fixture(scope="session")
def log_lines(estate: Path) -> list[tuple[str, int, str]]:
    """File, line number and text of every line of the web log."""
    lines = []
    for path in sorted((estate / "web").iterdir()):
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
        lines += [(path.name, number, line) for number, line in enumerate(text.split("\n")[:-1], 1)]
    return lines


@pytest.fixture(scope="session")
def mails(estate: Path) -> dict[str, email.message.EmailMessage]:
    """Every message by its path in the Maildir."""
    found = {}
    for path in sorted((estate / "mail").rglob("*")):
        if path.is_file():
            parsed = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            found[path.relative_to(estate / "mail").as_posix()] = parsed
    return found


@pytest.fixture(scope="session")
def call_sheets(estate: Path) -> dict[str, dict]:
    """The sheet of every recorded call, by the name of its recording."""
    return {
        path.with_suffix(".wav").name: json.loads(path.read_text(encoding="utf-8"))
        for path in (estate / "calls").glob("*.json")
    }


@pytest.fixture(scope="session")
def answers(estate: Path) -> dict[tuple[str, int], dict[str, str]]:
    """Every survey answer by file and row."""
    found = {}
    for path in (estate / "surveys").glob("*.csv"):
        records = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        found |= {(path.name, row): record for row, record in enumerate(records, 2)}
    return found


@pytest.fixture(scope="session")
def taken_over(estate: Path) -> dict[tuple[str, int], dict[str, object]]:
    """Every person of the previous provider's list by file and row."""
    found = {}
    for path in (estate / "takeover").glob("*.xlsx"):
        head, *rows = openpyxl.load_workbook(path)["Customers"].values
        found |= {(path.name, row): dict(zip(head, cells, strict=True)) for row, cells in enumerate(rows, 2)}
    return found
