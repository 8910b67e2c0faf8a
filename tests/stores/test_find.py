"""One question to every store: who is asked first, what a store that is down means, and what `only` leaves out."""

from collections.abc import Callable, Iterator

import pytest

from troth import stores
from troth.fault import Fault
from troth.stores.base import Ask, Failed
from troth.stores.match import Known, Verdict
from troth.words import Found, Subject, Whose

CRM = """
people: contacts
tables:
  contacts: {person: {customer: id, email: email}}
"""
WEB = """
tables:
  visits: {person: {customer: who, email: email}}
"""


@pytest.fixture
def two(place):
    """A store that says who people are, and one that does not."""
    place.database(
        "CREATE TABLE contacts (id INTEGER PRIMARY KEY, email TEXT);"
        "INSERT INTO contacts VALUES (1, 'anna@example.org');",
        "crm",
    )
    place.database(
        "CREATE TABLE visits (id INTEGER PRIMARY KEY, who INTEGER, email TEXT);"
        "INSERT INTO visits VALUES (5, 1, NULL), (6, NULL, 'anna@example.org'), (7, 2, NULL);",
        "web",
    )
    place.file(CRM, "crm")
    place.file(WEB, "web")
    return place


class Stub:
    """A store of the test's own."""

    kind, says, maps, tables = "log", "A stub", {}, {}

    def __init__(self, name: str, answer: Callable[[Known], Iterator[Found]]) -> None:
        self.name, self.find = name, answer


def row(store: str, number: int) -> Found:
    return Found(store, "t", {"id": number}, Whose.OWN, {})


def test_what_one_store_vouches_for_is_searched_in_the_others(two) -> None:
    assert two.find("email=anna@example.org").own == {"contacts": [1], "visits": [5, 6]}
    assert [found.store for found in two.find("email=anna@example.org").rows] == ["crm", "web", "web"]


def test_only_leaves_rows_out_and_still_asks_who_is_meant(two) -> None:
    assert two.find("email=anna@example.org", only=["web"]).own == {"visits": [5, 6]}
    assert two.find("email=anna@example.org", only=["crm", "crm"]).own == {"contacts": [1]}


def test_a_store_that_is_not_there_is_a_fault_with_the_nearest_name(two, asked: Callable[..., Subject]) -> None:
    with pytest.raises(Fault) as caught:
        list(stores.find(two.load(), asked("customer=1"), only=["wb"]))
    assert caught.value.remedy == "did you mean `web`?"


def test_while_the_store_that_says_who_people_are_is_down_no_other_is_searched(two) -> None:
    (two.folder / "crm.sqlite").unlink()
    faults = two.faults("email=anna@example.org")
    assert list(faults) == ["crm", "web"]
    assert faults["crm"].what == "its database file is not there"
    assert faults["web"].what == "not searched, because `crm` could not be"
    assert "its database file is not there" in faults["web"].because
    assert list(two.faults("email=anna@example.org", only=["web"])) == ["web"]


def test_another_store_that_is_down_is_that_store_alone(two, asked: Callable[..., Subject]) -> None:
    (two.folder / "web.sqlite").unlink()
    results = list(stores.find(two.load(), asked("customer=1")))
    assert [type(result) for result in results] == [Found, Failed]
    assert results[1].store == "web" and results[1].fault.where == "stores/web.yaml"


def test_a_part_of_an_answer_is_no_answer(asked: Callable[..., Subject]) -> None:
    def breaking(known: Known) -> Iterator[Found]:
        yield row("half", 1)
        raise Fault("its disk broke")

    results = list(stores.find({"half": Stub("half", breaking)}, asked("customer=1")))
    assert [type(result) for result in results] == [Failed]
    assert results[0].fault.what == "its disk broke"


def test_a_colleague_is_asked_even_while_the_store_of_people_is_down(two, asked: Callable[..., Subject]) -> None:
    paper = Stub("paper", lambda known: iter([Ask("paper", "Priya Nair", "Look in the order book.")]))
    paper.kind = "person"
    opened = {**two.load(), "paper": paper}
    assert Ask("paper", "Priya Nair", "Look in the order book.") in list(stores.find(opened, asked("customer=1")))
    (two.folder / "crm.sqlite").unlink()
    results = {result.store: type(result) for result in stores.find(opened, asked("customer=1"))}
    assert results == {"crm": Failed, "web": Failed, "paper": Ask}


def test_a_store_is_never_told_what_is_only_claimed(two) -> None:
    told: list[Known] = []

    def listening(known: Known) -> Iterator[Found]:
        told.append(known)
        return iter(())

    opened = {**two.load(), "ear": Stub("ear", listening)}
    from troth.words import Identifier

    who = Subject((Identifier("email", "anna@example.org"),), (Identifier("customer", "2"),))
    list(stores.find(opened, who))
    assert told[0].ids == {("email", "anna@example.org"), ("customer", "1")}
    assert all(isinstance(verdict, Verdict) for _, verdict in told[0].people)
