"""The promises: all 86 written down, read with faults at their place, and held against the entries that keep them."""

from pathlib import Path

import pytest

from policy.conftest import COMPANY
from troth import policy
from troth.fault import Faults
from troth.home import Home
from troth.policy import promises

# How many promises the published policy makes under each letter.
LETTERS = {"F": 5, "U": 7, "C": 8, "W": 17, "H": 9, "S": 11, "X": 8, "Y": 1, "R": 4, "G": 7, "E": 3, "I": 2, "D": 2}
LETTERS["Q"] = 2
FILE = (COMPANY / "promises.yaml").read_text(encoding="utf-8")
ONE = """\
W5:
  title: Maintaining equipment
  says: We look after it.
  kept when: It is declared.
  owner: Ruth Adeyemi
  parts:
    - {probe: declared, in: purposes, says: It is declared}
    - {probe: told, says: The notice says it}
"""


def read(text=ONE):
    return promises.read(text, "promises.yaml")


@pytest.fixture(scope="module")
def company():
    home = Home(COMPANY, Path("state"), Path("keys"), {})
    return home.policy_text(), home.beside()


def declared(company, *changes):
    """The reference company's policy with some of its words replaced."""
    text, beside = company
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return policy.read(text, "policy.yaml", beside)


def faults(text):
    with pytest.raises(Faults) as raised:
        read(text)
    return [(fault.where, fault.what) for fault in raised.value]


def test_all_86_promises_of_the_published_policy_are_written_down_in_order():
    found = [one.id for one in read(FILE)]
    assert found == [f"{letter}{n}" for letter, count in LETTERS.items() for n in range(1, count + 1)]
    assert len(found) == 86


def test_each_promise_says_what_when_by_whom_and_has_parts():
    for one in read(FILE):
        assert one.title and one.says and one.kept_when and one.owner and len(one.parts) > 1, one.id


def test_every_purpose_category_channel_and_recipient_promise_is_kept_by_an_entry_of_its_kind(company):
    named = promises.naming(declared(company))
    kinds = {"W": "purposes", "C": "data", "H": "channels", "S": "recipients"}
    for one in read(FILE):
        section = kinds.get(one.id[0])
        if section and one.id != "C8":  # that nothing is held which is not declared is said by the notice
            assert section in {path[0] for path in named[one.id]}, one.id
            assert section in {part.in_ for part in one.parts}, one.id


def test_the_reference_policy_keeps_every_promise_that_asks_for_an_entry(company):
    assert promises.check(read(FILE), declared(company)) == []


@pytest.mark.parametrize(
    ("gone", "number", "section"),
    [
        ("    promises: [W5]\n", "W5", "purposes"),
        ("    promises: [H1]\n", "H1", "channels"),
        ("    promises: [G6]\n", "G6", "rights"),
        ("IP address, promises: [C4]", "C4", "data"),
    ],
)
def test_a_promise_whose_entry_is_gone_is_named_at_its_place(company, gone, number, section):
    found = promises.check(read(FILE), declared(company, (gone, gone.replace(f"[{number}]", "[]"))))
    assert len(found) == 1 and found[0].where.startswith("promises.yaml:")
    assert f"promise {number} has no rule: no entry of `{section}:` names it" in found[0].what
    line = FILE.splitlines()[int(found[0].where.split(":")[1]) - 1]
    assert "probe: declared" in line


def test_a_whole_purpose_that_is_deleted_takes_its_promise_with_it(company):
    text, _ = company
    start = text.index("  maintenance:\n")
    whole = text[start : text.index("  support:\n", start)]
    named = ("installation, maintenance, support", "installation, support")  # where it is forbidden something
    found = promises.check(read(FILE), declared(company, (whole, ""), named))
    assert [fault.what.split(":")[0] for fault in found] == ["promise W5 has no rule"]


def test_a_name_in_the_policy_that_is_no_promise_is_said_there_with_the_nearest(company):
    found = promises.check(read(FILE), declared(company, ("promises: [W5]", "promises: [W5, W55]")))
    assert len(found) == 1 and found[0].what == "`W55` is no promise of this company"
    assert found[0].where.startswith("policy.yaml:") and found[0].remedy == "did you mean `W5`?"


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("W5:", "w5:", "promises.yaml:1:1", "`w5` is no number of a promise"),
        ("  owner: Ruth Adeyemi\n", "", "promises.yaml:1:1", "`W5` has no `owner`"),
        ("kept when", "kept wen", "promises.yaml:4:3", "`kept wen` is no key that belongs here"),
        ("probe: told", "probe: Told!", "promises.yaml:8:15", None),
        ("in: purposes", "in: purpose", "promises.yaml:7:29", None),
        (", in: purposes", "", "promises.yaml:7:15", "`in:` names the section in which an entry keeps the promise"),
        ("probe: told", "probe: told, in: data", "promises.yaml:8:25", None),
        (
            "{probe: told, says: The notice says it}",
            "{probe: declared, in: purposes, says: Again}",
            "promises.yaml:8:7",
            "`declared` is asked twice of W5",
        ),
        ("  parts:\n", "  parts: []\n  more:\n", "promises.yaml:6:10", "`parts` is empty"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_at_its_place(old, new, where, what):
    found = faults(ONE.replace(old, new, 1))
    assert where in [place for place, _ in found], found
    assert what is None or (where, what) in found, found


def test_an_empty_file_says_how_to_begin():
    with pytest.raises(Faults) as raised:
        read("\n")
    assert "begin with a promise" in str(raised.value)


def test_the_same_promise_twice_is_refused():
    assert faults(ONE + ONE)[0][1].startswith("`W5` stands here twice")
