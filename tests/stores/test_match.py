"""Normal forms of identifiers, and whose a row is by what it says."""

import unicodedata
from datetime import date, datetime

import pytest

from troth.stores.forms import normal
from troth.stores.match import Known, Person, Traits, judge, people_among, together
from troth.words import Identifier, Subject

ANNA = {"email": "anna@example.org", "name": "Anna Marsh"}


def known(**facts: object) -> Known:
    sets = {key: frozenset(value) if isinstance(value, set) else value for key, value in facts.items()}
    return Known(**sets)  # type: ignore[arg-type]


def row(name: str = "", born: str = "", postcode: str = "", **ids: str) -> Traits:
    marks = tuple((kind, (kind.replace("_", "-"), value)) for kind, value in ids.items())
    return Traits(marks, name, frozenset(filter(None, [born])), frozenset(filter(None, [postcode])))


def classes(judged: list[tuple[object, object]]) -> dict[object, str]:
    return {number: str(verdict.whose) for number, verdict in judged}  # type: ignore[attr-defined]


# ---- normal forms ----


@pytest.mark.parametrize(
    "typed",
    [
        "0118 496 0123",
        "+44 118 496 0123",
        "+44 (0)118 496 0123",
        "(+44) 118 4960123",
        "0044 118 4960123",
        "01184960123",
        "0118-496-0123",
        "(0118) 496 0123",
        "0118.496.0123",
        "44 118 496 0123",
        "0118 496 0123 ext. 12",
        "٠١١٨٤٩٦٠١٢٣".translate({ord(c): str(n) for n, c in enumerate("٠١٢٣٤٥٦٧٨٩")}),
        1184960123,
        1184960123.0,
    ],
)
def test_a_british_telephone_number_is_the_same_however_it_is_typed(typed: object) -> None:
    assert normal("phone", typed) == "01184960123"


def test_a_foreign_number_keeps_its_country() -> None:
    assert normal("phone", "+1 212 555 0100") == normal("phone", "001 (212) 555-0100") == "0012125550100"
    assert normal("phone", "+33 1 99 00 12 34") != normal("phone", "01 99 00 12 34")


@pytest.mark.parametrize("blank", [None, "", " ", "\t", "\u00a0", "withheld", "0", "000000", "+", "-"])
def test_a_telephone_number_without_a_number_is_blank(blank: object) -> None:
    assert normal("phone", blank) == ""


def test_e_mail_addresses_are_the_same_in_any_case_and_with_blanks_around() -> None:
    assert normal("email", "  Anna.Marsh@Example.ORG ") == "anna.marsh@example.org"
    assert normal("email", "ÉLODIE@example.org") == normal("email", "e\u0301lodie@example.org")


def test_a_national_number_is_the_same_with_and_without_blanks() -> None:
    assert normal("national-id", "qq 12 34 56 c") == normal("national-id", "QQ123456C") == "QQ123456C"
    assert normal("postcode", "rg1 4ab") == normal("postcode", "RG14AB")


@pytest.mark.parametrize("name", ["Łucja Wójcik", "Siân Ó Dálaigh", "สมชาย ใจดี", "Zoë  Müller", "ΝΊΚΟΣ Παπάς"])
def test_a_name_is_the_same_composed_or_not_in_any_case_with_single_blanks(name: str) -> None:
    spelled = {
        unicodedata.normalize("NFC", name),
        unicodedata.normalize("NFD", name),
        f"  {name.upper()} ",
        name.replace(" ", "   "),
    }
    assert len({normal("name", spelling) for spelling in spelled}) == 1


def test_names_that_only_look_alike_are_two() -> None:
    assert normal("name", "Anna Marsh") != normal("name", "Аnna Marsh"), "the second begins with a Cyrillic letter"


def test_a_birth_date_is_the_same_as_date_as_time_and_as_typed() -> None:
    forms = [date(1980, 1, 31), datetime(1980, 1, 31), "1980-01-31", "1980-01-31 00:00:00", "31/01/1980", "31.1.1980"]
    assert {normal("birth-date", form) for form in forms} == {"1980-01-31"}
    assert normal("birth-date", "unknown") == "unknown"


def test_a_customer_number_is_the_same_as_number_and_as_text() -> None:
    assert normal("customer", 10023) == normal("customer", " 10023 ") == normal("customer", 10023.0) == "10023"
    assert normal("customer", "AROUT") != normal("customer", "arout")


# ---- what a row says ----


def test_alternatives_are_each_looked_at_and_a_name_is_joined_with_a_blank() -> None:
    person = Person({"phone": ("phone", "mobile"), "name": ("first", "last"), "birth-date": ("born",)})
    traits = person.traits(
        {"phone": " ", "mobile": "+447700900123", "first": "Anna", "last": None, "born": "1980-01-31"}
    )
    assert traits.ids == (("mobile", ("phone", "07700900123")),)
    assert (traits.name, traits.births) == ("anna", frozenset({"1980-01-31"}))


def test_what_is_only_claimed_is_no_part_of_a_search() -> None:
    who = Subject((Identifier("email", "anna@example.org"),), (Identifier("customer", "10024"),))
    assert Known.given(who).ids == {("email", "anna@example.org")}


# ---- whose a row is ----

MAIL, HOME = ("email", "anna@example.org"), ("phone", "01184960123")


def test_a_row_that_holds_an_identifier_is_this_persons_even_if_the_name_is_spelled_otherwise() -> None:
    me = known(ids={MAIL}, names={"anna marsh"}, vouched={MAIL})
    assert classes(judge(me, [(1, row("a. marsh", email=MAIL[1])), (2, row(email="bert@example.org"))], 2)) == {
        1: "own"
    }


def test_a_household_value_goes_by_the_name_beside_it() -> None:
    me = known(ids={HOME}, names={"anna marsh"}, vouched={HOME}, household={HOME: frozenset({"bert marsh"})})
    rows = [(1, row("anna marsh", phone=HOME[1])), (2, row("bert marsh", phone=HOME[1])), (3, row(phone=HOME[1]))]
    assert classes(judge(me, rows, 1000)) == {1: "own", 2: "other", 3: "shared"}


def test_a_household_value_beside_a_name_that_two_of_them_have_needs_the_birth_date() -> None:
    me = known(
        ids={HOME},
        names={"john marsh"},
        births={"1950-05-01"},
        vouched={HOME},
        household={HOME: frozenset({"john marsh"})},
    )
    rows = [
        (1, row("john marsh", phone=HOME[1])),
        (2, row("john marsh", "1950-05-01", phone=HOME[1])),
        (3, row("john marsh", "1980-05-01", phone=HOME[1])),
    ]
    assert classes(judge(me, rows, 1000)) == {1: "other", 2: "own", 3: "other"}


def test_a_number_issued_to_one_person_outweighs_a_household_value() -> None:
    number = ("customer", "10023")
    me = known(
        ids={HOME, number}, names={"anna marsh"}, vouched={HOME, number}, household={HOME: frozenset({"bert marsh"})}
    )
    rows = [
        (1, row("bert marsh", phone=HOME[1], customer="10023")),
        (2, row(phone=HOME[1], customer="10024")),
        (3, row("anna marsh", phone=HOME[1], customer="10024")),
    ]
    assert classes(judge(me, rows, 1000)) == {1: "own", 2: "other", 3: "own"}


def test_a_row_with_ones_address_but_somebody_elses_number_and_no_name_is_not_given() -> None:
    me = known(ids={MAIL, ("customer", "10023")}, names={"anna marsh"}, vouched={MAIL, ("customer", "10023")})
    assert classes(judge(me, [(1, row(email=MAIL[1], customer="10024"))], 1000)) == {1: "other"}


# ---- frequent values ----


@pytest.mark.parametrize(
    ("holders", "total", "found"), [(3, 10, True), (4, 800, True), (4, 799, False), (5, 1000, True), (6, 1000, False)]
)
def test_a_value_that_more_than_3_rows_and_more_than_1_in_200_share_matches_nobody(
    holders: int, total: int, found: bool
) -> None:
    rows = [(number, row(phone=HOME[1])) for number in range(holders)]
    judged = judge(known(ids={HOME}), rows, total)
    assert len(judged) == (holders if found else 0)


def test_how_many_rows_a_table_has_is_only_asked_where_it_matters() -> None:
    def total() -> int:
        raise AssertionError("nobody had to know")

    assert len(judge(known(ids={HOME}), [(n, row(phone=HOME[1])) for n in range(3)], total)) == 3


def test_the_two_columns_of_a_kind_are_counted_apart() -> None:
    rows = [(n, Traits((("phone" if n % 2 else "mobile", HOME),))) for n in range(6)]
    assert len(judge(known(ids={HOME}), rows, 10)) == 6, "3 rows in each column are not many"


def test_an_active_person_is_not_frequent_where_their_own_record_vouches_for_the_value() -> None:
    me = known(ids={MAIL}, names={"anna marsh"}, vouched={MAIL})
    rows = [(n, row("anna marsh", email=MAIL[1])) for n in range(20)]
    rows += [(99, row("reception", email=MAIL[1])), (100, row(email=MAIL[1]))]
    assert classes(judge(me, rows, 100)) == {**dict.fromkeys(range(20), "own"), 99: "other", 100: "own"}


# ---- values for which nothing vouches ----


def test_a_value_that_nothing_vouches_for_and_several_people_have_finds_nobody() -> None:
    rows = [(1, row("anna marsh", email=MAIL[1])), (2, row("bert marsh", email=MAIL[1]))]
    assert classes(judge(known(ids={MAIL}), rows, 1000)) == {1: "other", 2: "other"}


def test_or_the_one_whose_name_was_given() -> None:
    rows = [(1, row("anna marsh", email=MAIL[1])), (2, row("bert marsh", email=MAIL[1])), (3, row(email=MAIL[1]))]
    judged = judge(known(ids={MAIL}, names={"anna marsh"}), rows, 1000)
    assert classes(judged) == {1: "own", 2: "other", 3: "shared"}


# ---- names ----

DAY, CODE = "1980-01-31", "RG14AB"


def test_a_name_with_birth_date_or_postcode_finds_a_row_and_alone_it_does_not() -> None:
    me = known(names={"anna marsh"}, births={DAY}, postcodes={CODE})
    rows = [
        (1, row("anna marsh")),
        (2, row("anna marsh", DAY)),
        (3, row("anna marsh", "", CODE)),
        (4, row("bert marsh", DAY, CODE)),
        (5, row("", DAY, CODE)),
    ]
    assert classes(judge(me, rows, 1000)) == {2: "own", 3: "own"}


def test_a_name_and_postcode_with_another_birth_date_is_somebody_else() -> None:
    me = known(names={"john marsh"}, births={"1950-05-01"}, postcodes={CODE})
    assert classes(judge(me, [(1, row("john marsh", "1980-05-01", CODE))], 1000)) == {1: "other"}


def test_two_rows_of_one_name_and_birth_date_that_hold_other_addresses_are_perhaps_two_people() -> None:
    me = known(names={"anna marsh"}, births={DAY})
    apart = [(1, row("anna marsh", DAY, email="a@example.org")), (2, row("anna marsh", DAY, email="b@example.org"))]
    assert classes(judge(me, apart, 1000)) == {1: "other", 2: "other"}
    tied = [(1, row("anna marsh", DAY, email="a@example.org")), (2, row("anna marsh", DAY, email="a@example.org"))]
    assert classes(judge(me, tied, 1000)) == {1: "own", 2: "own"}


def test_a_name_and_birth_date_that_a_namesake_has_too_finds_nobody() -> None:
    me = known(names={"anna marsh"}, births={DAY}, namesakes={("birth-date", DAY)})
    assert classes(judge(me, [(1, row("anna marsh", DAY))], 1000)) == {1: "other"}


def test_a_postcode_that_many_rows_share_does_not_help_a_name() -> None:
    rows = [(n, row("somebody", "", CODE)) for n in range(5)] + [(9, row("anna marsh", "", CODE))]
    assert judge(known(names={"anna marsh"}, postcodes={CODE}), rows, 100) == []


def test_because_says_why_and_repeats_no_value() -> None:
    me = known(ids={HOME}, names={"anna marsh"}, vouched={HOME}, household={HOME: frozenset({"bert marsh"})})
    rows = [(n, row(name, phone=HOME[1])) for n, name in enumerate(["anna marsh", "bert marsh", ""])]
    for _, verdict in judge(me, rows, 1000):
        assert "telephone number" in verdict.because
        assert not any(word in verdict.because for word in ("anna", "bert", "marsh", HOME[1]))


# ---- which rows are one person ----


def test_rows_are_one_person_if_names_agree_and_birth_dates_do_not_conflict() -> None:
    rows = [row("anna marsh"), row("anna marsh", DAY), row("bert marsh"), row("anna marsh", "1990-02-02")]
    assert sorted(map(sorted, people_among(rows))) == [[0], [1], [2], [3]], "the first could be either of two"
    assert sorted(map(sorted, people_among(rows[:3]))) == [[0, 1], [2]]
    assert people_among([row("", DAY), row("anna marsh")]) == [[1, 0]]


def test_grouping_many_rows_stays_quick() -> None:
    rows = [row(f"name {n}", f"{1900 + n % 100}-01-01") for n in range(20_000)]
    assert len(people_among(rows)) == 20_000
    assert len(together([frozenset({("email", str(n)), ("email", str(n + 1))}) for n in range(20_000)])) == 1
