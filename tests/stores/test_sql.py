"""Rows that hang on a person's rows, in a database: whose they are, and how far they are followed."""

import sqlite3
from datetime import date, datetime
from decimal import Decimal

import pytest

CONTACTS = "CREATE TABLE contacts (id INTEGER PRIMARY KEY, email TEXT, account_id INTEGER, address_id INTEGER);"
CAST = """
INSERT INTO contacts VALUES
  (1, 'anna@example.org', 10, 20), (2, 'bert@example.org', 10, 21), (3, 'carla@example.org', 11, 21);
"""
PEOPLE = """
people: contacts
tables:
  contacts:
    person: {customer: id, email: email}
"""


@pytest.fixture
def shop(place):
    """A shop of three people with further tables, and what the store file says of those."""

    def made(script: str, tables: str, people: str = PEOPLE, cast: str = CONTACTS + CAST) -> None:
        place.database(cast + script)
        place.file(people + tables)

    made.find, made.place = place.find, place  # type: ignore[attr-defined]
    return made


# ---- own ----


def test_rows_are_followed_through_several_tables(shop) -> None:
    shop(
        """CREATE TABLE orders (id INTEGER PRIMARY KEY, contact_id INTEGER);
        CREATE TABLE lines (id INTEGER PRIMARY KEY, order_id INTEGER);
        CREATE TABLE parts (id INTEGER PRIMARY KEY, line_id INTEGER);
        INSERT INTO orders VALUES (5, 1), (6, 2), (7, NULL);
        INSERT INTO lines VALUES (50, 5), (51, 5), (60, 6), (70, NULL);
        INSERT INTO parts VALUES (500, 50), (600, 60);""",
        """
  parts: {of: [{lines: {line_id: id}}]}
  lines: {of: [{orders: {order_id: id}}]}
  orders: {of: [{contacts: {contact_id: id}}]}
""",
    )
    assert shop.find("customer=1").own == {"contacts": [1], "orders": [5], "lines": [50, 51], "parts": [500]}


def test_a_note_that_names_its_owner_by_table_and_number_is_found_and_no_other(shop) -> None:
    shop(
        """CREATE TABLE orders (id INTEGER PRIMARY KEY, contact_id INTEGER);
        CREATE TABLE notes (id INTEGER PRIMARY KEY, entity_table TEXT, entity_id TEXT);
        INSERT INTO orders VALUES (2, 1), (1, 2);
        INSERT INTO notes VALUES (1, 'contacts', '1'), (2, 'contacts', '2'), (3, 'orders', '2'), (4, 'orders', '1'),
                                 (5, 'invoices', '1'), (6, NULL, '1');""",
        """
  orders: {of: [{contacts: {contact_id: id}}]}
  notes:
    of:
      - {contacts: {entity_id: id}, where: {entity_table: contacts}}
      - {orders: {entity_id: id}, where: {entity_table: [orders, order]}}
""",
    )
    assert shop.find("customer=1").own == {"contacts": [1], "orders": [2], "notes": [1, 3]}


def test_composite_keys_are_compared_as_a_whole(shop) -> None:
    shop(
        """CREATE TABLE orders (shop TEXT, number INTEGER, contact_id INTEGER, PRIMARY KEY (shop, number));
        CREATE TABLE lines (shop TEXT, number INTEGER, line INTEGER, PRIMARY KEY (shop, number, line));
        INSERT INTO orders VALUES ('north', 1, 1), ('south', 2, 1), ('north', 2, 2), ('south', 1, 3);
        INSERT INTO lines VALUES ('north', 1, 1), ('north', 1, 2), ('north', 2, 1), ('south', 1, 1),
                                 ('south', 2, 1);""",
        """
  orders: {of: [{contacts: {contact_id: id}}]}
  lines: {of: [{orders: {shop: shop, number: number}}]}
""",
    )
    found = shop.find("customer=1").own
    assert found["orders"] == [("north", 1), ("south", 2)]
    assert found["lines"] == [("north", 1, 1), ("north", 1, 2), ("south", 2, 1)]


def test_a_row_without_primary_key_is_known_by_all_its_columns_and_counts_once(shop) -> None:
    shop(
        """CREATE TABLE visits (contact_id INTEGER, at TEXT);
        INSERT INTO visits VALUES (1, '2026-01-01'), (1, '2026-01-01'), (1, '2026-01-02'), (2, '2026-01-01'),
                                  (1, NULL);""",
        """
  visits: {of: [{contacts: {contact_id: id}}]}
""",
    )
    rows = [row for row in shop.find("customer=1").rows if row.table == "visits"]
    assert [dict(row.key) for row in rows] == [
        {"contact_id": 1, "at": "2026-01-01"},
        {"contact_id": 1, "at": "2026-01-02"},
        {"contact_id": 1, "at": None},
    ]


def test_self_references_and_cycles_come_to_an_end(shop) -> None:
    shop(
        """CREATE TABLE tickets (id INTEGER PRIMARY KEY, contact_id INTEGER, follows INTEGER, letter_id INTEGER);
        CREATE TABLE letters (id INTEGER PRIMARY KEY, ticket_id INTEGER);
        INSERT INTO tickets VALUES (1, 1, 3, NULL), (2, NULL, 1, NULL), (3, NULL, 2, NULL), (4, NULL, 4, NULL),
                                   (5, 2, NULL, NULL), (6, NULL, NULL, 60);
        INSERT INTO letters VALUES (60, 3), (61, 6), (62, 5);""",
        """
  tickets:
    of:
      - contacts: {contact_id: id}
      - tickets: {follows: id}
      - letters: {letter_id: id}
  letters: {of: [{tickets: {ticket_id: id}}]}
""",
    )
    found = shop.find("customer=1").own
    assert found == {"contacts": [1], "tickets": [1, 2, 3, 6], "letters": [60, 61]}


def test_long_lists_are_parted(shop) -> None:
    shop(
        """CREATE TABLE orders (id INTEGER PRIMARY KEY, contact_id INTEGER);
        CREATE TABLE lines (id INTEGER PRIMARY KEY, order_id INTEGER);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
        INSERT INTO orders SELECT i, 1 + i % 2 FROM n;
        INSERT INTO lines SELECT id, id FROM orders;""",
        """
  orders: {of: [{contacts: {contact_id: id}}]}
  lines: {of: [{orders: {order_id: id}}]}
""",
    )
    found = shop.find("customer=1").own
    assert len(found["orders"]) == len(found["lines"]) == 750


def test_blank_values_hang_nothing_together(shop) -> None:
    shop(
        """CREATE TABLE orders (id INTEGER PRIMARY KEY, reference TEXT, contact_id INTEGER);
        CREATE TABLE parcels (id INTEGER PRIMARY KEY, reference TEXT);
        INSERT INTO orders VALUES (1, '', 1), (2, ' ', 1), (3, NULL, 1), (4, 'R4', 1);
        INSERT INTO parcels VALUES (1, ''), (2, ' '), (3, NULL), (4, 'R4');""",
        """
  orders: {of: [{contacts: {contact_id: id}}]}
  parcels: {of: [{orders: {reference: reference}}]}
""",
    )
    assert shop.find("customer=1").own["parcels"] == [4]


@pytest.mark.parametrize(
    "kinds", [("TEXT", "INTEGER"), ("INTEGER", "TEXT"), ("", "INTEGER"), ("INTEGER", ""), ("REAL", "TEXT")]
)
def test_numbers_are_equal_whether_kept_as_text_or_not(shop, kinds: tuple[str, str]) -> None:
    shop(
        f"""CREATE TABLE orders (id {kinds[0]} PRIMARY KEY, contact_id INTEGER);
        CREATE TABLE lines (id INTEGER PRIMARY KEY, order_id {kinds[1]});
        INSERT INTO orders VALUES (5, 1), (6, 2);
        INSERT INTO lines VALUES (50, 5), (60, 6);""",
        """
  orders: {of: [{contacts: {contact_id: id}}]}
  lines: {of: [{orders: {order_id: id}}]}
""",
    )
    assert shop.find("customer=1").own["lines"] == [50]


# ---- shared, staff, other ----

ACCOUNT = """
  accounts:
    of: [{contacts: {id: account_id}, as: shared if others}]
  bills:
    of: [{accounts: {account_id: id}}]
"""
ACCOUNTS = """
CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT, holder TEXT);
CREATE TABLE bills (id INTEGER PRIMARY KEY, account_id INTEGER);
INSERT INTO accounts VALUES (10, 'joint', 'Bert'), (11, 'sole', 'Carla');
INSERT INTO bills VALUES (100, 10), (110, 11);
"""


def test_a_parent_row_is_shared_when_other_people_reach_it_and_own_otherwise(shop) -> None:
    shop(ACCOUNTS, ACCOUNT)
    joint, sole = shop.find("customer=1"), shop.find("customer=3")
    assert (joint.own, joint.shared) == ({"contacts": [1]}, {"accounts": [10], "bills": [100]})
    assert (sole.own, sole.shared) == ({"contacts": [3], "accounts": [11], "bills": [110]}, {})


def test_a_duplicate_of_the_person_is_nobody_else(shop) -> None:
    shop(ACCOUNTS + "UPDATE contacts SET email = 'Anna@Example.org' WHERE id = 2;", ACCOUNT)
    assert shop.find("customer=1").own == {"contacts": [1, 2], "accounts": [10], "bills": [100]}


def test_an_address_is_shared_when_a_row_of_any_kind_that_is_somebody_elses_has_it_too(shop) -> None:
    shop(
        """CREATE TABLE addresses (id INTEGER PRIMARY KEY);
        CREATE TABLE shops (id INTEGER PRIMARY KEY, address_id INTEGER);
        INSERT INTO addresses VALUES (20), (21), (22);
        INSERT INTO shops VALUES (1, 20);
        INSERT INTO contacts VALUES (4, 'dora@example.org', 12, 22);""",
        """
  shops: {says: our shops}
  addresses:
    of:
      - {contacts: {id: address_id}, as: shared if others}
      - {shops: {id: address_id}, as: shared if others}
""",
    )
    assert shop.find("customer=1").shared == {"addresses": [20]}, "a shop is there"
    assert shop.find("customer=2").shared == {"addresses": [21]}, "Carla lives there too"
    assert shop.find("customer=4").own == {"contacts": [4], "addresses": [22]}


def test_what_turns_out_to_be_own_later_is_no_longer_somebody_elses(shop) -> None:
    """An account that only the person reaches makes the site theirs, and so the address which that site has too."""
    shop(
        """CREATE TABLE accounts (id INTEGER PRIMARY KEY);
        CREATE TABLE sites (id INTEGER PRIMARY KEY, account_id INTEGER, address_id INTEGER);
        CREATE TABLE addresses (id INTEGER PRIMARY KEY);
        INSERT INTO accounts VALUES (10), (11);
        INSERT INTO addresses VALUES (20), (30);
        INSERT INTO contacts VALUES (4, 'dora@example.org', 12, 30);
        INSERT INTO accounts VALUES (12);
        INSERT INTO sites VALUES (7, 12, 30), (8, 10, 20);""",
        """
  addresses:
    of:
      - {contacts: {id: address_id}, as: shared if others}
      - {sites: {id: address_id}, as: shared if others}
  sites: {of: [{accounts: {account_id: id}}]}
  accounts: {of: [{contacts: {id: account_id}, as: shared if others}]}
""",
    )
    assert shop.find("customer=4").own == {"contacts": [4], "accounts": [12], "sites": [7], "addresses": [30]}
    joint = shop.find("customer=1")
    assert joint.own == {"contacts": [1]}
    assert joint.shared == {"accounts": [10], "sites": [8], "addresses": [20]}


def test_the_strongest_claim_wins(shop) -> None:
    shop(
        """CREATE TABLE tickets (
          id INTEGER PRIMARY KEY, contact_id INTEGER, told INTEGER, handled_by INTEGER, seen_by INTEGER
        );
        INSERT INTO tickets VALUES (1, 1, 1, 1, 1), (2, 2, 1, 1, 1), (3, 2, 2, 1, 1), (4, 2, 2, 2, 1),
                                   (5, 2, 2, 2, 2);""",
        """
  tickets:
    of:
      - {contacts: {seen_by: id}, as: other}
      - {contacts: {handled_by: id}, as: staff}
      - {contacts: {told: id}, as: shared}
      - contacts: {contact_id: id}
""",
    )
    found = shop.find("customer=1")
    assert (found.own["tickets"], found.shared) == ([1], {"tickets": [2]})
    assert (found.staff, found.other) == ({"tickets": [3]}, {"tickets": [4]})


def test_rows_of_staff_and_of_others_are_not_followed(shop) -> None:
    shop(
        """CREATE TABLE tickets (id INTEGER PRIMARY KEY, handled_by INTEGER, seen_by INTEGER);
        CREATE TABLE notes (id INTEGER PRIMARY KEY, ticket_id INTEGER);
        INSERT INTO tickets VALUES (1, 1, NULL), (2, NULL, 1);
        INSERT INTO notes VALUES (1, 1), (2, 2);""",
        """
  tickets:
    of: [{contacts: {handled_by: id}, as: staff}, {contacts: {seen_by: id}, as: other}]
  notes: {of: [{tickets: {ticket_id: id}}]}
""",
    )
    found = shop.find("customer=1")
    assert (found.staff, found.other) == ({"tickets": [1]}, {"tickets": [2]})
    assert "notes" not in {row.table for row in found.rows}


def test_rows_of_shared_rows_are_shared_and_own_ones_among_them_stay_own(shop) -> None:
    shop(
        ACCOUNTS
        + """CREATE TABLE bonus (id INTEGER PRIMARY KEY, bill_id INTEGER, contact_id INTEGER);
        INSERT INTO bonus VALUES (1, 100, 1), (2, 100, 2), (3, 110, 3);""",
        ACCOUNT
        + """
  bonus: {of: [{bills: {bill_id: id}}, {contacts: {contact_id: id}}]}
""",
    )
    found = shop.find("customer=1")
    assert (found.own["bonus"], found.shared["bonus"]) == ([1], [2])


def test_a_link_never_makes_another_persons_record_theirs(shop) -> None:
    """Two who share an address are two, even where the file hangs one contact on another."""
    shop(
        "UPDATE contacts SET email = 'home@example.org' WHERE id IN (1, 2);",
        "",
        """
people: contacts
tables:
  contacts:
    person: {customer: id, email: email, birth-date: account_id}
    of: [{contacts: {address_id: address_id}}, {contacts: {account_id: account_id}}]
""",
        CONTACTS + CAST.replace("'bert@example.org', 10", "'bert@example.org', 13"),
    )
    found = shop.find("customer=1")
    assert (found.own, found.other) == ({"contacts": [1]}, {"contacts": [2]})


# ---- what a row says ----


def test_others_are_left_out_of_shared_rows_and_hidden_columns_of_all(shop) -> None:
    tables = ACCOUNT.replace("  accounts:\n", "  accounts:\n    others: [holder]\n    hide: [name]\n")
    shop(ACCOUNTS, tables)
    joint = next(row for row in shop.find("customer=1").rows if row.table == "accounts")
    sole = next(row for row in shop.find("customer=3").rows if row.table == "accounts")
    assert (joint.whose, dict(joint.data)) == ("shared", {"id": 10})
    assert (sole.whose, dict(sole.data)) == ("own", {"id": 11, "holder": "Carla"})


def test_a_hidden_column_can_still_find_people_and_hold_rows_together(shop) -> None:
    shop(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, contact_id INTEGER, secret TEXT);"
        "INSERT INTO orders VALUES (5, 1, 'x'), (6, 2, 'y');",
        "\n  orders: {hide: [contact_id, secret], of: [{contacts: {contact_id: id}}]}\n",
        PEOPLE + "    hide: [email]\n",
    )
    found = shop.find("email=anna@example.org")
    assert found.own == {"contacts": [1], "orders": [5]}
    assert [dict(row.data) for row in found.rows] == [{"id": 1, "account_id": 10, "address_id": 20}, {"id": 5}]


def test_values_come_as_the_kind_that_the_column_declares_and_odd_ones_as_they_are(shop) -> None:
    shop(
        """CREATE TABLE things (
          id INTEGER PRIMARY KEY, contact_id INTEGER, day DATE, at TIMESTAMP, stamp DATETIME, price DECIMAL(8, 2),
          whole NUMERIC, ratio REAL, yes BOOLEAN, picture BLOB, odd DATE, text TEXT, loose
        );
        INSERT INTO things VALUES (1, 1, '2026-01-31', '2026-01-31 10:20:30', '2026-01-31', 9.99, 12, 0.5, 1, x'00FF',
                                   'spring', '2026-01-31', '=1+1');""",
        """
  things:
    when: at
    clocks: {order.completed: day, visit.date: odd, ticket.closed: at}
    columns: {price: order, text: order}
    of: [{contacts: {contact_id: id}}]
""",
    )
    row = next(row for row in shop.find("customer=1").rows if row.table == "things")
    assert dict(row.data) == {
        "id": 1,
        "contact_id": 1,
        "day": date(2026, 1, 31),
        "at": datetime(2026, 1, 31, 10, 20, 30),
        "stamp": date(2026, 1, 31),
        "price": Decimal("9.99"),
        "whole": Decimal("12"),
        "ratio": 0.5,
        "yes": True,
        "picture": b"\x00\xff",
        "odd": "spring",
        "text": "2026-01-31",
        "loose": "=1+1",
    }
    assert isinstance(row.data["price"], Decimal) and row.data["yes"] is True
    assert row.when == datetime(2026, 1, 31, 10, 20, 30)
    assert row.clocks == {"order.completed": date(2026, 1, 31), "ticket.closed": date(2026, 1, 31)}
    assert row.holds == {"price": "order", "text": "order"}


def test_text_that_is_no_utf_8_is_read_as_windows_letters(shop) -> None:
    shop(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, contact_id INTEGER, text TEXT);"
        "INSERT INTO notes VALUES (1, 1, CAST(x'43616665E9' AS TEXT));",
        "\n  notes: {of: [{contacts: {contact_id: id}}]}\n",
    )
    assert next(row for row in shop.find("customer=1").rows if row.table == "notes").data["text"] == "Cafeé"


# ---- names ----

ODD = [
    '"; drop table x;--',
    'a"b',
    "select",
    "🦉 owl",
    "a b",
    "a.b",
    "o'clock",
    "100%",
    "why?",
    ":id",
    "n" * 63,
    "Ünïcode",
    "[x]",
]


@pytest.mark.parametrize("name", ODD)
def test_odd_names_of_tables_and_columns_are_only_names(shop, name: str) -> None:
    """As table, as linked column, as shown column: quoted as the catalogue spells it, and nothing is carried out."""
    quoted = '"' + name.replace('"', '""') + '"'
    written = "'" + name.replace("'", "''") + "'"
    shop(
        f"CREATE TABLE {quoted} (id INTEGER PRIMARY KEY, {quoted} INTEGER, x TEXT);"
        f"INSERT INTO {quoted} VALUES (1, 1, 'hers'), (2, 2, 'his');",
        f"\n  {written}:\n    columns: {{{written}: order}}\n    of: [{{contacts: {{{written}: id}}}}]\n",
    )
    found = shop.find("customer=1")
    assert found.own == {"contacts": [1], name: [1]}
    assert next(row for row in found.rows if row.table == name).data == {"id": 1, name: 1, "x": "hers"}


@pytest.mark.parametrize(
    "value", ["' OR 1=1 --", '"; DROP TABLE contacts;--', "%", "_%", "1 OR 1=1", "anna@example.org'--", "*"]
)
def test_odd_values_are_only_values(shop, value: str) -> None:
    shop("", "")
    for kind in ("email", "customer", "phone", "name"):
        assert shop.find(f"{kind}={value}").rows == []
    assert shop.find("customer=1").own == {"contacts": [1]}


def test_a_view_is_as_good_as_a_table(shop) -> None:
    shop(
        "CREATE TABLE all_notes (id INTEGER PRIMARY KEY, who INTEGER); INSERT INTO all_notes VALUES (1, 1), (2, 2);"
        "CREATE VIEW notes AS SELECT id AS number, who FROM all_notes;",
        "\n  notes: {of: [{contacts: {who: id}}]}\n",
    )
    assert shop.find("customer=1").own["notes"] == [(1, 1)]


# ---- reading only, and quickly ----


def test_a_search_writes_nothing_and_holds_no_lock(shop) -> None:
    shop(ACCOUNTS, ACCOUNT)
    file = shop.place.folder / "small.sqlite"
    before = (file.read_bytes(), file.stat().st_mtime_ns, sorted(path.name for path in shop.place.folder.iterdir()))
    assert shop.find("customer=1").rows
    assert before == (file.read_bytes(), file.stat().st_mtime_ns, sorted(p.name for p in shop.place.folder.iterdir()))
    with sqlite3.connect(file, timeout=0) as writer:
        writer.execute("INSERT INTO accounts VALUES (99, '', '')")
    writer.close()


def test_the_database_itself_refuses_a_write_by_a_stores_connection(shop) -> None:
    from sqlalchemy.exc import OperationalError

    from troth.stores.sql.address import address, open_engine

    shop("", "")
    engine = open_engine(address("sqlite:///small.sqlite", {}, shop.place.folder))
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.exec_driver_sql("DELETE FROM contacts")


def test_a_column_that_came_later_is_in_the_next_answer(shop) -> None:
    shop("", "")
    opened = shop.place.load()
    from troth import stores
    from troth.words import Identifier, Subject

    who = Subject((Identifier("customer", "1"),))
    assert "job" not in next(stores.find(opened, who)).data
    with sqlite3.connect(shop.place.folder / "small.sqlite") as changed:
        changed.execute("ALTER TABLE contacts ADD COLUMN job TEXT DEFAULT 'baker'")
    changed.close()
    assert next(stores.find(opened, who)).data["job"] == "baker"


def statements(shop, monkeypatch: pytest.MonkeyPatch, who: str) -> list[str]:
    from troth.stores.sql import statement

    run, texts = statement.Prepared.run, []

    def noted(self, connection, *lists):
        rows = run(self, connection, *lists)
        sizes = tuple((statement._size(len(v)), len(v[0]) if isinstance(v[0], tuple) else 0) for v in lists)
        texts.append((self._compiled[sizes].text, len(rows)))
        return rows

    monkeypatch.setattr(statement.Prepared, "run", noted)
    shop.find(who)
    return texts


def test_the_work_grows_with_the_persons_rows_and_not_with_the_companys(shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every lookup can use an index (SQLite says which it would take), and each link is one statement."""
    shop(
        """CREATE TABLE orders (id INTEGER PRIMARY KEY, contact_id INTEGER);
        CREATE INDEX orders_contact ON orders (contact_id);
        CREATE TABLE news (id INTEGER PRIMARY KEY, email TEXT);
        CREATE INDEX contacts_email ON contacts (lower(trim(email)));
        CREATE INDEX news_email ON news (lower(trim(email)));
        INSERT INTO orders SELECT id * 10, id FROM contacts;
        INSERT INTO orders SELECT id + 1, contact_id FROM orders;""",
        """
  orders: {of: [{contacts: {contact_id: id}}]}
  news: {person: {email: email}}
""",
    )
    ran = statements(shop, monkeypatch, "email=Anna@example.org")
    assert len([text for text, _ in ran if "FROM orders" in text]) == 1
    assert sum(rows for _, rows in ran) <= 5, "only rows of this person were read"
    database = sqlite3.connect(shop.place.folder / "small.sqlite")
    for text, _ in ran:
        values = [0] * text.count("?")
        plan = " ".join(row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {text}", values))
        assert "SCAN" not in plan, (text, plan)
    database.close()


def test_phone_numbers_can_be_looked_up_by_an_index(place, monkeypatch: pytest.MonkeyPatch) -> None:
    digits = "phone"
    for sign in " -()+./":
        digits = f"replace({digits}, '{sign}', '')"
    place.database(
        f"""CREATE TABLE contacts (id INTEGER PRIMARY KEY, phone TEXT, nino TEXT, postcode TEXT, name TEXT);
        CREATE INDEX by_phone ON contacts ({digits});
        CREATE INDEX by_number ON contacts (upper(replace(nino, ' ', '')));
        CREATE INDEX by_postcode ON contacts (upper(replace(postcode, ' ', '')));
        INSERT INTO contacts VALUES (1, '(0118) 496-0123', 'qq 12 34 56 c', 'rg1 4ab', 'Anna');"""
    )
    place.file(
        "people: contacts\ntables:\n  contacts:\n"
        "    person: {customer: id, phone: phone, national-id: nino, postcode: postcode, name: name}\n"
    )
    place.place = place
    ran = statements(place, monkeypatch, "phone=+441184960123")
    assert [rows for _, rows in ran] == [1, 1], "once by what was given, once by what it led to"
    database = sqlite3.connect(place.folder / "small.sqlite")
    for text, _ in ran:
        plan = " ".join(row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {text}", [0] * text.count("?")))
        assert "SCAN" not in plan, plan
    database.close()
