"""Store files: what a good one gives, and that every bad one is said at its place."""

from pathlib import Path

import pytest

from troth import policy, stores
from troth.fault import Faults

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
SMALL = """
people: contacts
tables:
  contacts:
    says: your contact details
    person: {customer: id, email: email}
    columns: {email: contact.email}
"""


def faults(place, text: str, name: str = "small") -> list[str]:
    """Each fault of one store file as `line:column: what`."""
    file = place.file(text, name, whole=True)
    with pytest.raises(Faults) as caught:
        place.load()
    file.unlink()
    return [f"{fault.where.removeprefix(str(file)).lstrip(':')}: {fault.what}" for fault in caught.value]


def test_a_store_is_named_by_its_file_and_says_its_tables(place) -> None:
    place.file(SMALL, "crm")
    opened = place.load()
    assert list(opened) == ["crm"]
    assert (opened["crm"].kind, opened["crm"].says) == ("sql", "A small database")
    assert opened["crm"].tables == {"contacts": "your contact details"}


def test_loading_reaches_for_no_database_and_no_secret(place) -> None:
    place.file("kind: sql\nurl: postgresql://reader:${NOT_SET}@nowhere.invalid/crm\n" + SMALL, "crm")
    assert list(place.load()) == ["crm"]


def test_a_folder_without_store_files_has_no_stores(place) -> None:
    assert place.load() == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: sqll\n", "1:7: `sqll` is no `kind`"),
        ("says: nothing else\n", "1:1: `kind` is missing"),
        ("kind: sql\nurl: sqlite:///x\n", "1:1: the store names no tables"),
        ("kind: sql\ntables: {t: {}}\n", "1:1: `url` is missing"),
        ("kind: sql\nurl: sqlite:///x\ntables: {t: {}}\ntabels: {}\n", "4:1: `tabels` means nothing here"),
        ("kind: sql\nurl: sqlite:///x\npeople: tt\ntables: {t: {}}\n", "3:9: `tt` is no table of this store"),
        (
            "kind: sql\nurl: sqlite:///x\npeople: t\ntables:\n  t: {}\n",
            "5:3: `t` says who people are, but not by which",
        ),
        ("kind: sql\nurl: sqlite:///x\ntables:\n  t:\n    persn: {email: e}\n", "5:5: `persn` means nothing here"),
        ("kind: sql\nurl: sqlite:///x\ntables:\n  t:\n    erase: burn\n", "5:12: `burn` is no `erase`"),
        ("kind: sql\nurl: sqlite:///x\ntables:\n  t:\n    clocks: {ended: x}\n", "5:14: `ended` is no event"),
        ("kind: sql\nurl: sqlite:///x\ntables:\n  t:\n    of: [{u: {a: b}}]\n", "5:11: `u` is no table of this store"),
        (
            "kind: sql\nurl: sqlite:///x\ntables:\n  t:\n    of:\n      - {t: {a: b}, as: sharde}\n",
            "6:25: `sharde` is no `as`",
        ),
        (
            "kind: sql\nurl: sqlite:///x\ntables:\n  t:\n    of:\n      - {as: own}\n",
            "6:9: a link names one table, and which columns are equal",
        ),
        ("kind: sql\nurl: sqlite:///x\ntables:\n  t:\n    hide: {a: b}\n", "5:5: `hide` is a word or a list of words"),
        ("kind: sql\nurl: sqlite:///x\ntables: [t]\n", "3:9: here belongs a list of words with a colon"),
        ("kind: sql\nkind: sql\n", "2:1: `kind` stands here twice, first on line 1"),
        ("[a, b]\n", "1:1: here belongs a list of words with a colon"),
        ("kind: [sql\n", "2:1: this is no YAML"),
        ("", ": the store file is empty"),
    ],
)
def test_a_bad_store_file_is_a_fault_at_its_place(place, text: str, said: str) -> None:
    assert any(fault.startswith(said) for fault in faults(place, text)), faults(place, text)


def test_a_near_miss_is_guessed(place) -> None:
    file = place.file("kind: sql\nurl: sqlite:///x\ntables:\n  contacts:\n    persn: {email: e}\n")
    with pytest.raises(Faults) as caught:
        place.load()
    assert caught.value.faults[0].remedy == "did you mean `person`?"
    assert str(file) in str(caught.value) and "^^^^^" in str(caught.value), "the line is shown with a caret under it"


def test_everything_wrong_in_all_files_is_said_at_once(place) -> None:
    place.file("kind: sqll\n", "one")
    place.file("kind: sql\nurl: sqlite:///x\npeople: a\ntables: {t: {hid: [x]}}\n", "two")
    with pytest.raises(Faults) as caught:
        place.load()
    assert len(caught.value.faults) == 3


def test_a_file_that_is_no_text_or_has_no_name_for_a_store_is_a_fault(place) -> None:
    file = place.file(SMALL, "ok")
    file.with_name("photo.yaml").write_bytes(b"\xff\xd8\xff\xe0 no text")
    file.with_name("our crm.yaml").write_text("kind: sql")
    with pytest.raises(Faults) as caught:
        place.load()
    assert {fault.what for fault in caught.value} == {
        "this is not text in UTF-8",
        "the file's name is no name for a store",
    }


def test_the_example_in_the_documentation_is_a_good_store_file(place, ours: policy.Policy) -> None:
    text = (COMPANY.parents[1] / "docs" / "store-files.md").read_text(encoding="utf-8")
    place.file(text.partition("```yaml\n")[2].partition("```")[0], "crm", whole=True)
    opened = stores.load(place.folder / "stores", {}, place.folder, ours)
    assert list(opened["crm"].tables) == ["contacts", "accounts", "orders", "notes"]


def test_a_file_by_another_ending_is_not_silently_left_out(place) -> None:
    file = place.file(SMALL, "ok")
    file.rename(file.with_suffix(".yml"))
    with pytest.raises(Faults) as caught:
        place.load()
    assert [fault.remedy for fault in caught.value] == ["name it .yaml"]


@pytest.fixture
def ours() -> policy.Policy:
    return policy.read((COMPANY / "policy.yaml").read_text(encoding="utf-8"), "policy.yaml")


def test_categories_and_kinds_are_those_of_the_policy(place, ours: policy.Policy) -> None:
    place.file(SMALL.replace("contact.email", "contact.emial").replace("customer: id", "custmer: id"))
    with pytest.raises(Faults) as caught:
        stores.load(place.folder / "stores", {}, place.folder, ours)
    said = {fault.what: fault for fault in caught.value}
    assert set(said) == {
        "`contact.emial` is no category of the policy",
        "`custmer` is no kind of identifier of the policy",
    }
    wrong = said["`contact.emial` is no category of the policy"]
    assert wrong.remedy == "did you mean `contact.email`?" and wrong.where.endswith("small.yaml:10:22")


def test_a_good_file_has_no_fault_under_its_policy(place, ours: policy.Policy) -> None:
    place.file(SMALL)
    opened = stores.load(place.folder / "stores", {}, place.folder, ours)
    assert stores.check(opened, ours) == []


def test_the_store_files_of_the_reference_company_fit_its_policy(ours: policy.Policy) -> None:
    assert "crm" in stores.load(COMPANY / "stores", {}, COMPANY, ours)
