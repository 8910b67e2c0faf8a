"""Recorded calls: found by who was on the line, with their sound; two parties from outside see each only their own."""

import json
import os
import wave
from datetime import date, datetime

import pytest

from troth.fault import Faults
from troth.stores.match import Known

CALLS = """kind: recordings
says: Recordings
path: calls
table: calls
parties:
  - {phone: caller, customer: customer, name: name}
  - {phone: second_caller, customer: second_customer, name: second_name}
columns: {caller: call.details, content: call.recording}
when: started
clocks: {call.date: started}
"""
CRM = """people: contacts
tables:
  contacts:
    says: your details
    person: {customer: id, phone: phone, name: name}
"""
PEOPLE = """
create table contacts (id integer primary key, name text, phone text);
insert into contacts values (1, 'Anna Marsh', '01632 960111'), (2, 'Bert Marsh', '01632 960111'),
  (3, 'Cleo Hunt', '07700 900333');
"""


@pytest.fixture
def calls(place):
    place.file(CALLS, "calls")
    (place.folder / "calls").mkdir()
    return place.folder / "calls"


def record(folder, file, /, sound=True, **said):
    empty = {"caller": "", "customer": None, "name": "", "second_caller": "", "second_customer": None}
    about = {**empty, "second_name": "", "started": "2026-11-18T11:02:00", "agent": "Tom Harker", "told": True, **said}
    (folder / f"{file}.json").write_text(json.dumps(about), encoding="utf-8")
    if sound:
        with wave.open(str(folder / f"{file}.wav"), "wb") as made:
            made.setparams((1, 1, 8000, 0, "NONE", ""))
            made.writeframes(bytes([128]) * 800)


def test_a_call_is_found_by_customer_or_number_with_its_sound(place, calls):
    record(calls, "a", customer=1, name="Anna Marsh", caller="+44 1632 960111")
    record(calls, "b", caller="+44 (0)7700 900333")
    record(calls, "c", customer=9, name="Somebody Else", caller="07700 900999")
    assert place.find("customer=1").own == {"calls": ["a.wav"]}
    (row,) = place.find("phone=07700 900333").rows
    assert row.key == {"path": "b.wav"} and row.data["content"] == (calls / "b.wav").read_bytes()
    assert row.when == datetime(2026, 11, 18, 11, 2) and row.clocks == {"call.date": date(2026, 11, 18)}
    assert row.holds == {"caller": "call.details", "content": "call.recording"}
    assert place.find("customer=9").own == {"calls": ["c.wav"]}


def test_a_withheld_number_is_nobodys(place, calls):
    for name in "abcde":
        record(calls, name, caller="withheld")
    record(calls, "f", caller="07700 900333")
    assert place.find("phone=07700 900333").own == {"calls": ["f.wav"]}
    assert place.find("phone=withheld").rows == []


def test_two_customers_on_a_line_share_the_call_and_see_only_their_own_particulars(place, calls):
    record(
        calls, "a", customer=1, name="Anna Marsh", caller="07700 900111",
        second_customer=3, second_name="Cleo Hunt", second_caller="07700 900333",
    )  # fmt: skip
    (anna,), (cleo,) = place.find("customer=1").rows, place.find("customer=3").rows
    assert (anna.whose, cleo.whose) == ("shared", "shared")
    assert anna.data["name"] == "Anna Marsh" and "Cleo" not in str(anna.data) and "900333" not in str(anna.data)
    assert cleo.data["second_name"] == "Cleo Hunt" and "Anna" not in str(cleo.data) and "900111" not in str(cleo.data)
    assert anna.data["content"] and cleo.data["content"]


def test_over_a_line_that_a_household_shares_the_name_decides(place, calls):
    place.database(PEOPLE, "crm")
    place.file(f"kind: sql\nsays: CRM\nurl: sqlite:///crm.sqlite\n{CRM}", "crm")
    record(calls, "anna", caller="01632 960111", name="Anna Marsh")
    record(calls, "bert", caller="01632 960111", name="Bert Marsh", customer=2)
    record(calls, "nobody", caller="01632 960111")
    found = place.find("customer=1", only=["calls"])
    assert found.own == {"calls": ["anna.wav"]}
    assert found.shared == {"calls": ["nobody.wav"]}
    assert found.other == {"calls": ["bert.wav"]}
    (others,) = [row for row in found.rows if row.whose == "other"]
    assert "content" not in others.data
    assert place.find("customer=2", only=["calls"]).own == {"calls": ["bert.wav"]}


def test_the_colleague_who_answered_is_not_found_by_name(place, calls):
    record(calls, "a", customer=1, name="Anna Marsh")
    assert place.find("customer=1").own
    assert place.find("name=Tom Harker", "birth-date=1980-01-31").rows == []


def test_a_call_without_its_sound_is_found_and_says_so(place, calls):
    record(calls, "a", customer=1, sound=False)
    (row,) = place.find("customer=1").rows
    assert row.key == {"path": "a.json"} and "content" not in row.data and "sound is not in the folder" in row.because


def test_a_sound_of_which_nothing_says_whose_it_is_leaves_the_store_without_an_answer(place, calls):
    record(calls, "a", customer=1)
    assert place.find("customer=1").own
    (calls / "07700900333.wav").write_bytes(b"RIFF")
    fault = place.faults("customer=1")["calls"]
    assert "nothing says who is on it" in fault.what and "900333" not in str(fault) and "JSON" in fault.remedy


@pytest.mark.parametrize("sidecar", [b"{", b"[]", b"[1]", b"\xff\x00\x01", b"[" * 100_000, b"x" * (2 << 20), b"null"])
def test_a_sidecar_that_is_garbage_leaves_the_store_without_an_answer(place, calls, sidecar):
    record(calls, "a", customer=1)
    assert place.find("customer=1").own
    (calls / "b.json").write_bytes(sidecar)
    (calls / "b.wav").write_bytes(b"RIFF")
    assert "#3" in place.faults("customer=1")["calls"].what


def test_a_link_out_of_the_folder_is_not_followed(place, calls, tmp_path):
    record(calls, "a", customer=1)
    record(tmp_path, "secret", customer=1)
    assert place.find("customer=1").own == {"calls": ["a.wav"]}
    os.symlink(tmp_path / "secret.json", calls / "z.json")
    assert "leads out" in place.faults("customer=1")["calls"].what


def test_a_sidecar_that_changes_is_read_anew(place, calls):
    record(calls, "a", customer=1)
    store, known = place.load()["calls"], Known(ids=frozenset({("customer", "1")}))
    assert len(list(store.find(known))) == 1
    record(calls, "a", customer=1234567)
    assert list(store.find(known)) == []


def test_a_store_file_says_who_is_on_a_call(place, calls):
    place.file("kind: recordings\nsays: Recordings\npath: calls\n", "calls")
    with pytest.raises(Faults, match="nothing says who is on a call"):
        place.load()
