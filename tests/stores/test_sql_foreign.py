"""Two databases that nobody here designed, with people whose rows are known: nothing missing, nothing of others."""

import gzip
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from troth import stores
from troth.words import Found, Identifier, Subject

DATA = Path(__file__).parent / "data"
KINDS = {"customer_id": "customer", "birth_date": "birth-date"}
NAMES = ("sakila", "northwind")


def truth(name: str) -> list[dict[str, Any]]:
    return json.loads((DATA / f"{name}.truth.json").read_text(encoding="utf-8"))["people"]


PEOPLE = [pytest.param(name, person, id=f"{name}-{person['id']}") for name in NAMES for person in truth(name)]


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Both databases unpacked, each with its store file in a folder of its own."""
    folder = tmp_path_factory.mktemp("foreign")
    for name in NAMES:
        with gzip.open(DATA / f"{name}.sqlite.gz") as packed, (folder / f"{name}.sqlite").open("wb") as plain:
            shutil.copyfileobj(packed, plain)
        (folder / name).mkdir()
        shutil.copy(DATA / f"{name}.yaml", folder / name)
    yield folder


def found(databases: Path, name: str, person: dict[str, Any]) -> list[Found]:
    opened = stores.load(databases / name, {"DATABASES": str(databases)}, databases)
    given = person["request_identifiers"].items()
    who = Subject(tuple(Identifier(KINDS.get(kind, kind), value) for kind, value in given))
    rows = list(stores.find(opened, who))
    assert all(isinstance(row, Found) for row in rows), rows
    return rows  # type: ignore[return-value]


def keys(rows: list[Found], *classes: str) -> dict[str, set[tuple[Any, ...]]]:
    by_table: dict[str, set[tuple[Any, ...]]] = {}
    for row in rows:
        if row.whose in classes:
            by_table.setdefault(row.table, set()).add(tuple(row.key.values()))
    return by_table


@pytest.mark.parametrize(("name", "person"), PEOPLE)
def test_own_rows_are_exactly_those_of_the_truth(databases: Path, name: str, person: dict[str, Any]) -> None:
    rows = found(databases, name, person)
    own = {table: {tuple(key) for key in said["keys"]} for table, said in person["own"].items() if said["keys"]}
    assert keys(rows, "own") == own
    assert keys(rows, "shared") == {}
    assert sum(row.whose == "own" for row in rows) == person["own_total_rows"], "a row counts once"


@pytest.mark.parametrize(("name", "person"), PEOPLE)
def test_no_row_of_third_parties_is_given(databases: Path, name: str, person: dict[str, Any]) -> None:
    """The truth has queries for rows that must not appear; whoever paid has a payment, so that one query is no trap."""
    given = keys(found(databases, name, person), "own", "shared")
    tables = {"payment_id": "payment", "employee_id": "employees", "customer_id": "customers"}
    own_id = next(iter(person["own"].values()))["keys"][0][0]
    looked = 0
    with sqlite3.connect(databases / f"{name}.sqlite") as database:
        for what, said in {**person.get("third_party", {}), **person.get("must_not_include", {})}.items():
            if said["pk"][0] in tables and "payments BY this person" not in what:
                theirs = {row[:1] for row in database.execute(said["sql"], {"id": own_id})}
                assert not theirs & given.get(tables[said["pk"][0]], set()), what
                looked += 1
    database.close()
    assert looked or person["id"] == "staff-1", "the truth has a trap for everybody but him, who has his own test"


def test_a_payment_for_somebody_elses_rental_is_the_payers_and_not_the_renters(databases: Path) -> None:
    payer = next(person for person in truth("sakila") if person["id"] == "customer-16")
    renter = next(person for person in truth("sakila") if person["id"] == "customer-130")
    assert (424,) in keys(found(databases, "sakila", payer), "own")["payment"]
    assert (424,) not in keys(found(databases, "sakila", renter), "own", "shared", "other", "staff")["payment"]


def test_a_blank_telephone_number_joins_nobody(databases: Path) -> None:
    person = truth("sakila")[0]
    assert person["must_not_include"]["everyone joined by the blank phone"]["keys"] == [[603]]
    assert len(keys(found(databases, "sakila", person), "own", "shared", "other")["address"]) == 1
    opened = stores.load(databases / "sakila", {"DATABASES": str(databases)}, databases)
    assert list(stores.find(opened, Subject((Identifier("phone", " "),)))) == []


def test_a_colleague_gets_no_customer_whom_he_served_and_no_password(databases: Path) -> None:
    mike = next(person for person in truth("sakila") if person["id"] == "staff-1")
    rows = found(databases, "sakila", mike)
    assert len(keys(rows, "staff")["rental"]) == 8040, "what he did at work is there, in its own class"
    assert set(keys(rows, "own", "shared")) == {"staff", "address"}
    database = sqlite3.connect(databases / "sakila.sqlite")
    assert database.execute("SELECT password FROM staff WHERE staff_id = 1").fetchone()[0], "there is one"
    database.close()
    assert "password" not in next(row for row in rows if row.table == "staff").data


def test_an_address_that_a_shop_has_too_is_shared(databases: Path, tmp_path: Path) -> None:
    """A customer who moves into the address of a shop shares it; the shop itself is never given."""
    (tmp_path / "sakila").mkdir()
    shutil.copy(databases / "sakila.sqlite", tmp_path)
    shutil.copy(DATA / "sakila.yaml", tmp_path / "sakila")
    with sqlite3.connect(tmp_path / "sakila.sqlite") as changed:
        changed.execute("UPDATE customer SET address_id = 1 WHERE customer_id = 1")
    changed.close()
    rows = found(tmp_path, "sakila", truth("sakila")[0])
    assert keys(rows, "shared") == {"address": {(1,)}}
    assert "store" not in keys(rows, "own", "shared", "other", "staff")


def test_values_come_as_the_kinds_that_their_columns_declare(databases: Path) -> None:
    from datetime import date, datetime
    from decimal import Decimal

    rows = found(databases, "sakila", truth("sakila")[0])
    payment = next(row for row in rows if row.table == "payment" and row.key == {"payment_id": 1})
    assert payment.data["amount"] == Decimal("2.99") and isinstance(payment.data["amount"], Decimal)
    assert payment.when == datetime(2005, 5, 25, 11, 30, 37)
    customer = next(row for row in rows if row.table == "customer")
    assert customer.data["create_date"] == date(2006, 2, 14) == customer.when
    order = next(row for row in found(databases, "northwind", truth("northwind")[0]) if row.key == {"order_id": 10355})
    assert order.clocks == {"order.completed": date(1996, 11, 20)}
