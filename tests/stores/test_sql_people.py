"""Who is meant, in a database: namesakes, households, duplicates, blank and frequent values, claims."""

import pytest

from troth.words import Found

PEOPLE = """
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY, name TEXT, email TEXT, phone TEXT, mobile TEXT, born DATE, postcode TEXT, nino TEXT
);
CREATE TABLE letters (id INTEGER PRIMARY KEY, name TEXT, email TEXT, phone TEXT, born DATE, postcode TEXT);
CREATE TABLE news (id INTEGER PRIMARY KEY, email TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, contact_id INTEGER);
"""
FILE = """
people: contacts
tables:
  contacts:
    person:
      {customer: id, email: email, phone: [phone, mobile], name: name, birth-date: born, postcode: postcode,
       national-id: nino}
  letters:
    person: {email: email, phone: phone, name: name, birth-date: born, postcode: postcode}
  news:
    person: {email: email}
  orders:
    of: [{contacts: {contact_id: id}}]
"""


@pytest.fixture
def shop(place):
    """A shop whose rows are given as `table: [values, ...]`."""

    def made(**tables: list[tuple]) -> None:
        script = PEOPLE
        for table, rows in tables.items():
            for row in rows:
                values = ", ".join("NULL" if v is None else repr(v) for v in row)
                script += f"INSERT INTO {table} VALUES ({values});\n"
        place.database(script)
        place.file(FILE)

    made.find = place.find  # type: ignore[attr-defined]
    made.place = place  # type: ignore[attr-defined]
    return made


def contact(number: int, name: str = "", **more: object) -> tuple:
    given = {"email": None, "phone": None, "mobile": None, "born": None, "postcode": None, "nino": None, **more}
    return (number, name, *given.values())


def letter(number: int, name: str = "", **more: object) -> tuple:
    given = {"email": None, "phone": None, "born": None, "postcode": None, **more}
    return (number, name, *given.values())


# ---- found, however it is written ----


@pytest.mark.parametrize(
    "who", ["email=ANNA@example.org ", "phone=+44 (0)118 496 0123", "phone=07700900123", "customer=1"]
)
def test_a_person_is_found_by_any_identifier_in_any_spelling(shop, who: str) -> None:
    anna = contact(1, "Anna Marsh", email=" Anna@Example.org", phone="0118-496-0123", mobile="+44 7700 900123")
    shop(contacts=[anna, contact(2, "Bert", email="bert@example.org")], orders=[(7, 1), (8, 2)])
    assert shop.find(who).own == {"contacts": [1], "orders": [7]}


@pytest.mark.parametrize("typed", ["qq123456c", "QQ 12 34 56 C", "qq 123456 C"])
def test_a_national_number_is_found_with_and_without_blanks(shop, typed: str) -> None:
    shop(contacts=[contact(1, "Anna Marsh", nino="QQ 12 34 56 C"), contact(2, "Bert", nino="QQ 12 34 57 C")])
    assert shop.find(f"national-id={typed}").own == {"contacts": [1]}


def test_a_name_composed_in_one_place_and_decomposed_in_another_is_one_name(shop) -> None:
    shop(
        contacts=[contact(1, "Łucja W\u00f3jcik", born="1985-05-03")],
        letters=[letter(5, "ŁUCJA  Wo\u0301jcik", born="1985-05-03")],
    )
    assert shop.find("name=łucja wójcik", "birth-date=03/05/1985").own == {"contacts": [1], "letters": [5]}


@pytest.mark.parametrize("who", ["email=nobody@example.org", "customer=99", "customer=abc", "phone=020 7946 0000"])
def test_nobody_is_found_by_what_is_nowhere(shop, who: str) -> None:
    shop(contacts=[contact(1, "Anna Marsh", email="anna@example.org")])
    assert shop.find(who).rows == []


# ---- what finds nobody ----


@pytest.mark.parametrize("blank", [" ", "", "   "])
def test_blank_values_match_nobody_given_or_held(shop, blank: str) -> None:
    shop(
        contacts=[
            contact(1, "Anna", email="anna@example.org", phone=blank),
            contact(2, "Bert", phone=blank, email=blank),
        ],
        letters=[letter(5, "Bert", phone=blank), letter(6, "", email=blank)],
    )
    assert shop.find(f"phone={blank}", f"email={blank}").rows == []
    found = shop.find("email=anna@example.org")
    assert (found.own, found.shared, found.other) == ({"contacts": [1]}, {}, {})


def test_a_frequent_telephone_number_matches_nobody_and_widens_nothing(shop) -> None:
    switchboard = "0118 496 0000"
    shop(
        contacts=[contact(n, f"Person {n}", email=f"p{n}@example.org", phone=switchboard) for n in range(1, 6)],
        letters=[letter(5, "Person 2", phone=switchboard), letter(6, "Person 1", email="p1@example.org")],
    )
    assert shop.find(f"phone={switchboard}").rows == []
    found = shop.find("email=p1@example.org")
    assert found.own == {"contacts": [1], "letters": [6]}
    assert found.shared == found.other == {}


def test_a_value_that_three_rows_share_is_not_frequent(shop) -> None:
    shop(contacts=[contact(n, "Anna Marsh", phone="0118 496 0123") for n in (1, 2, 3)])
    assert shop.find("phone=01184960123").own == {"contacts": [1, 2, 3]}


def test_many_holders_of_a_frequent_value_are_counted_by_the_database(shop) -> None:
    """More than are taken at once: the value is left out, the person's other one is still found."""
    people = [contact(n, f"Person {n}", phone="0118 496 0000", email=f"p{n}@example.org") for n in range(1, 200)]
    shop(contacts=people, orders=[(1, 1), (2, 2)])
    assert shop.find("phone=0118 496 0000").rows == []
    assert shop.find("phone=0118 496 0000", "email=p1@example.org").own == {"contacts": [1], "orders": [1]}


def test_a_value_of_many_rows_in_a_large_table_is_still_no_frequent_one(shop) -> None:
    """60 letters of 20,000 are not more than 1 in 200, though no people table vouches for the address."""
    shop(contacts=[])
    with __import__("sqlite3").connect(shop.place.folder / "small.sqlite") as database:
        rows = ((n, "anna@example.org" if n < 60 else f"p{n}@example.org") for n in range(20_000))
        database.executemany("INSERT INTO news VALUES (?, ?)", rows)
    assert len(shop.find("email=anna@example.org").own["news"]) == 60


def test_a_name_a_birth_date_or_a_postcode_alone_finds_nobody(shop) -> None:
    shop(
        contacts=[contact(1, "Anna Marsh", born="1980-01-31", postcode="RG1 4AB")],
        letters=[letter(5, "Anna Marsh", born="1980-01-31", postcode="RG1 4AB")],
    )
    assert shop.find("name=Anna Marsh").rows == []
    assert shop.find("birth-date=1980-01-31", "postcode=rg14ab").rows == []
    assert shop.find("name=Anna Marsh", "postcode=rg14ab").own == {"contacts": [1], "letters": [5]}


def test_what_is_only_claimed_does_not_widen_the_search(shop) -> None:
    shop(
        contacts=[
            contact(1, "Anna Marsh", email="anna@example.org"),
            contact(2, "Bert Stone", email="bert@example.org"),
        ],
        orders=[(7, 1), (8, 2)],
    )
    found = shop.find("email=anna@example.org", claimed=("customer=2", "email=bert@example.org"))
    assert found.own == {"contacts": [1], "orders": [7]}
    assert shop.find("customer=2").own == {"contacts": [2], "orders": [8]}, "verified, it would have found them"


# ---- several people ----


def test_namesakes_are_two_people_if_birth_dates_differ(shop) -> None:
    old, young = (
        contact(n, "John Marsh", phone="0118 496 0123", born=born) for n, born in ((1, "1950-05-01"), (2, "1980-05-01"))
    )
    shop(contacts=[old, young], orders=[(7, 1), (8, 2)])
    both = shop.find("phone=01184960123")
    assert (both.own, both.other) == ({}, {"contacts": [1, 2]}), "somebody has to look"
    assert all("somebody has to look" in row.because for row in both.rows)
    assert shop.find("phone=01184960123", "name=John Marsh", "birth-date=1980-05-01").own == {
        "contacts": [2],
        "orders": [8],
    }
    assert shop.find("phone=01184960123", "customer=1").own == {"contacts": [1], "orders": [7]}


def test_a_household_address_alone_finds_nobody_and_nothing_by_it(shop) -> None:
    shop(
        contacts=[
            contact(1, "Anna Marsh", email="home@example.org"),
            contact(2, "Bert Marsh", email="home@example.org"),
        ],
        letters=[letter(5, "Anna Marsh", email="home@example.org")],
        news=[(9, "home@example.org")],
    )
    found = shop.find("email=home@example.org")
    assert (found.own, found.shared) == ({}, {})
    assert found.other == {"contacts": [1, 2]}


def test_the_name_or_a_number_tells_who_of_a_household_is_meant(shop) -> None:
    shop(
        contacts=[
            contact(1, "Anna Marsh", email="home@example.org"),
            contact(2, "Bert Marsh", email="home@example.org"),
        ],
        letters=[
            letter(5, "anna  marsh", email="home@example.org"),
            letter(6, "Bert Marsh", email="home@example.org"),
            letter(7, "", email="home@example.org"),
        ],
        news=[(9, "home@example.org")],
        orders=[(3, 1), (4, 2)],
    )
    for who in (
        ["email=home@example.org", "name=Anna Marsh"],
        ["customer=1"],
        ["email=home@example.org", "customer=1"],
    ):
        found = shop.find(*who)
        assert found.own == {"contacts": [1], "letters": [5], "orders": [3]}
        assert found.shared == {"letters": [7], "news": [9]}
        assert found.other == {"contacts": [2], "letters": [6]}


def test_of_several_the_one_who_has_everything_given_is_meant(shop) -> None:
    shop(
        contacts=[
            contact(1, "Anna Marsh", email="anna@example.org", phone="0118 496 0123"),
            contact(2, "Bert Marsh", phone="0118 496 0123"),
        ],
    )
    found = shop.find("email=anna@example.org", "phone=01184960123")
    assert (found.own, found.other) == ({"contacts": [1]}, {"contacts": [2]})


def test_numbers_of_two_people_mean_neither(shop) -> None:
    shop(contacts=[contact(1, "Anna Marsh"), contact(2, "Bert Stone", nino="QQ123456C")], orders=[(3, 1), (4, 2)])
    found = shop.find("customer=1", "national-id=QQ123456C")
    assert (found.own, found.other) == ({}, {"contacts": [1, 2]})


def test_namesakes_with_the_same_birthday_are_not_one_person(shop) -> None:
    twins = [contact(n, "Robert King", born="1960-05-29", email=f"rk{n}@example.org") for n in (1, 2)]
    shop(contacts=twins, letters=[letter(5, "Robert King", born="1960-05-29")])
    found = shop.find("name=Robert King", "birth-date=1960-05-29")
    assert (found.own, found.other) == ({}, {"contacts": [1, 2]})
    one = shop.find("customer=1")
    assert one.own == {"contacts": [1]}
    assert one.other == {"contacts": [2], "letters": [5]}, "the letter could be from either"


# ---- duplicates, and what they widen to ----


def test_a_duplicate_row_of_the_same_person_is_found_and_so_is_what_hangs_on_it(shop) -> None:
    shop(
        contacts=[
            contact(1, "Anna Marsh", email="anna@example.org", born="1980-01-31"),
            contact(2, "ANNA MARSH", email="Anna@example.org", phone="0118 496 0123"),
            contact(3, "Anna Marsh", phone="+44 118 496 0123", born="1980-01-31"),
        ],
        orders=[(7, 1), (8, 2), (9, 3)],
        letters=[letter(5, "A. Marsh", phone="01184960123")],
    )
    for who in ("customer=1", "customer=2", "customer=3", "phone=01184960123"):
        assert shop.find(who).own == {"contacts": [1, 2, 3], "orders": [7, 8, 9], "letters": [5]}, who


def test_a_row_that_could_be_either_of_two_namesakes_is_neithers(shop) -> None:
    shop(
        contacts=[
            contact(1, "John Marsh", email="home@example.org", born="1950-05-01"),
            contact(2, "John Marsh", email="home@example.org", born="1980-05-01"),
            contact(3, "John Marsh", email="home@example.org"),
        ],
        orders=[(7, 1), (8, 2), (9, 3)],
    )
    found = shop.find("customer=1")
    assert found.own == {"contacts": [1], "orders": [7]}
    assert found.other == {"contacts": [2, 3]}


def test_a_wider_search_goes_by_every_value_of_the_persons_own_rows(shop) -> None:
    shop(
        contacts=[contact(1, "Anna Marsh", email="anna@example.org", mobile="07700 900123", born="1980-01-31")],
        letters=[letter(5, phone="+44 7700 900123"), letter(6, "Anna Marsh", born="1980-01-31"), letter(7, "Bert")],
        news=[(9, "ANNA@EXAMPLE.ORG")],
    )
    assert shop.find("customer=1").own == {"contacts": [1], "letters": [5, 6], "news": [9]}


def test_somebody_who_is_no_customer_is_found_where_they_are(shop) -> None:
    shop(contacts=[contact(1, "Anna Marsh", email="anna@example.org")], news=[(9, "carla@example.org")])
    assert shop.find("email=carla@example.org").own == {"news": [9]}


def test_another_customers_number_in_the_request_is_never_joined_to_the_person(shop) -> None:
    """Verified, but somebody else's: rows found by it go by the name in them."""
    shop(
        contacts=[contact(1, "Anna Marsh", email="anna@example.org"), contact(2, "Bert Stone", phone="0118 496 0123")],
        letters=[letter(5, "Bert Stone", phone="01184960123"), letter(6, "Anna Marsh", phone="01184960123")],
        orders=[(3, 1), (4, 2)],
    )
    found = shop.find("customer=1", "phone=01184960123")
    assert found.own == {"contacts": [1], "letters": [6], "orders": [3]}
    assert found.other == {"contacts": [2], "letters": [5]}


def test_every_row_says_why_without_repeating_a_value(shop) -> None:
    shop(
        contacts=[
            contact(1, "Anna Marsh", email="home@example.org"),
            contact(2, "Bert Marsh", email="home@example.org"),
        ],
        letters=[letter(5, "Bert Marsh", email="home@example.org")],
        orders=[(3, 1)],
    )
    rows: list[Found] = shop.find("customer=1").rows
    assert len(rows) == 4 and all(row.because for row in rows)
    assert not [
        row for row in rows if any(word in row.because for word in ("Anna", "Bert", "Marsh", "home@", "example"))
    ]
