"""Access logs: a signed-in person's lines, in plain and packed files, quickly, and nothing of anybody else's."""

import gzip
import os
import time
from datetime import UTC, datetime

import pytest

from troth.fault import Faults
from troth.stores.match import Known

LOG = """kind: log
says: Access log
path: web/access.log*
rows: pages that you asked for
person: {customer: user}
columns: {ip: ip-address, request: usage.pages}
when: time
clocks: {website.visited: time}
"""
ANNA, BERT = "10023", "10024"


def line(user: str, page: str = "/", ip: str = "192.0.2.17") -> str:
    return (
        f'{ip} - {user} [18/Nov/2026:11:02:41 +0000] "GET {page} HTTP/1.1" 200 5123 '
        '"https://www.example.org/" "Mozilla/5.0 (X11)"'
    )


@pytest.fixture
def web(place):
    place.file(LOG, "weblog")
    folder = place.folder / "web"
    folder.mkdir()
    (folder / "access.log").write_text("\n".join([line(BERT), line(ANNA, "/account"), line("-"), line(ANNA)]) + "\n")
    (folder / "access.log.1.gz").write_bytes(gzip.compress(f"{line('-')}\n{line(ANNA, '/old')}".encode()))
    return folder


def test_her_lines_are_found_in_plain_and_packed_files_and_nobody_elses(place, web):
    assert line(BERT) in (web / "access.log").read_text()
    found = place.find(f"customer={ANNA}")
    assert found.own == {"requests": [("access.log", 2), ("access.log", 4), ("access.log.1.gz", 2)]}
    assert not found.other and not found.shared
    assert place.find(f"customer={BERT}").own == {"requests": [("access.log", 1)]}


def test_a_line_says_when_it_was_and_what_its_parts_are(place, web):
    row = next(row for row in place.find(f"customer={ANNA}").rows if row.key["line"] == 2)
    assert row.when == row.data["time"] == datetime(2026, 11, 18, 11, 2, 41, tzinfo=UTC)
    assert row.clocks == {"website.visited": datetime(2026, 11, 18).date()}
    assert row.data["request"] == "GET /account HTTP/1.1" and row.data["ip"] == "192.0.2.17"
    assert row.holds == {"ip": "ip-address", "request": "usage.pages"}
    assert ANNA not in row.because


def test_a_number_elsewhere_in_a_line_or_within_another_number_finds_nothing(place, web):
    (web / "access.log").write_text(
        "\n".join([line(BERT, f"/help?{ANNA}"), line(f"1{ANNA}"), line(f"{ANNA}1"), line(ANNA)])
    )
    assert place.find(f"customer={ANNA}").own["requests"][0] == ("access.log", 4)


def test_one_who_was_never_signed_in_is_not_found_by_the_hyphen(place, web):
    assert line("-") in (web / "access.log").read_text()
    assert place.find("customer=-").rows == []


def test_broken_lines_are_passed_over_and_counted(place, web):
    (web / "access.log").write_text(f"{line(ANNA)}\n\\x16\\x03\\x01 scanner\n\0\0garbage\n{line(ANNA)}\n")
    store = place.load()["weblog"]
    assert [row.key["line"] for row in store.find(Known(ids=frozenset({("customer", ANNA)})))] == [1, 4, 2]
    assert store.skipped == {"access.log": 2, "access.log.1.gz": 0}


def test_a_broken_line_with_her_number_in_its_place_is_shown_to_the_reviewer_and_not_given(place, web):
    (web / "access.log").write_text(f"{line(ANNA)}\n192.0.2.17 - {ANNA} [18/Nov/2026:11:02\n")
    found = place.find(f"customer={ANNA}")
    assert ("access.log", 1) in found.own["requests"]
    assert found.other == {"requests": [("access.log", 2)]}


def test_an_e_mail_address_that_signs_in_is_found_in_any_case(place, web):
    place.file(LOG.replace("{customer: user}", "{email: user}"), "weblog")
    (web / "access.log").write_text("\n".join([line("Anna@Example.org"), line("bert@example.org")]))
    assert place.find("email=anna@example.org").own == {"requests": [("access.log", 1)]}


def test_a_telephone_number_that_signs_in_is_found_however_it_is_written(place, web):
    place.file(LOG.replace("{customer: user}", "{phone: user}"), "weblog")
    (web / "access.log").write_text("\n".join([line("+447700900123"), line("07700900124")]))
    assert place.find("phone=07700 900123").own == {"requests": [("access.log", 1)]}


@pytest.mark.parametrize(
    "packed", [b"no gzip", gzip.compress(b"x" * 5000)[:-9], b"\x1f\x8b\x08\0"], ids=["text", "cut short", "only a head"]
)
def test_a_packed_log_that_is_broken_leaves_the_store_without_an_answer(place, web, packed):
    assert place.find(f"customer={ANNA}").own
    (web / "access.log.1.gz").write_bytes(packed)
    fault = place.faults(f"customer={ANNA}")["weblog"]
    assert "cannot be read" in fault.what and "#2" in fault.what and fault.remedy
    assert "access.log.1" not in str(fault)


def test_a_log_that_swells_beyond_reason_is_not_unpacked(place, web):
    assert place.find(f"customer={ANNA}").own
    (web / "access.log.2.gz").write_bytes(gzip.compress(bytes(64 << 20)))
    began = time.perf_counter()
    assert "far too large" in place.faults(f"customer={ANNA}")["weblog"].because
    assert time.perf_counter() - began < 2


def test_a_log_that_is_not_there_is_no_answer(place):
    place.file(LOG, "weblog")
    assert "no log" in place.faults(f"customer={ANNA}")["weblog"].what


def test_a_link_out_of_the_folder_is_not_followed(place, web, tmp_path):
    outside = tmp_path / "elsewhere.txt"
    outside.write_text(line(ANNA))
    assert place.find(f"customer={ANNA}").own
    os.symlink(outside, web / "access.log.9")
    assert "leads out" in place.faults(f"customer={ANNA}")["weblog"].what
    (web / "access.log.9").rename(web / "notes")  # what the pattern does not mean is no affair of this store
    assert place.find(f"customer={ANNA}").own


def test_what_was_unpacked_is_read_anew_when_the_file_changes(place, web):
    store = place.load()["weblog"]
    known = Known(ids=frozenset({("customer", ANNA)}))
    assert len(list(store.find(known))) == 3
    (web / "access.log.1.gz").write_bytes(gzip.compress(f"{line(ANNA)}\n{line(ANNA)}\n{line(ANNA)}\n".encode()))
    assert len(list(store.find(known))) == 5


def test_a_hundred_thousand_lines_take_a_moment(place, web):
    many = [line("-" if n % 3 else str(20_000 + n), f"/{n}") for n in range(100_000)]
    many[70_000] = line(ANNA)
    (web / "access.log").write_text("\n".join(many))
    store = place.load()["weblog"]
    known = Known(ids=frozenset({("customer", ANNA)}))
    assert next(store.find(known)).key["line"] == 70_001
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        list(store.find(known))
        taken.append(time.perf_counter() - began)
    assert min(taken) < 0.25  # measured 0.02; a shared machine is slower


@pytest.mark.parametrize(
    ("change", "says"),
    [("person: {customer: user}|person: {customer: usr}", "no `usr`"), ("rows:|raws:", "means nothing here")],
)
def test_what_is_wrong_in_the_store_file_is_said_at_its_place(place, change, says):
    place.file(LOG.replace(*change.split("|")), "weblog")
    with pytest.raises(Faults) as error:
        place.load()
    assert says in str(error.value) and "weblog.yaml:" in str(error.value)
