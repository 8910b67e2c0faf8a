"""Do we keep our word? The board as the last walk saw it, one promise in full, and what is tried at once."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.test import Client

from desk.test_how_it_looks import objections
from troth.desk.strip import Label, strip
from troth.duties import prove
from troth.records import entries, place, proofs
from troth.records.proofs import PartProof, Proof

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2026, 11, 28, 2, 20, tzinfo=UTC)
PART = PartProof("told", "The notice says it", "kept", "it has words for `1 entry`", "The notice is made from it", AT)
MISSING = PartProof("erasure", "It is erased", "not built", "erasure in every system")
WAITS = PartProof("in-time", "It is in time", "no occasion", "no request has a date yet", "A clock for each request")
NAMES = {"kept": "Kept it", "not kept": "Broke it", "not built": "Waits for it"}


def proof(number, state="kept", owner="Ruth Adeyemi", last=AT, says="seen so"):
    return Proof(
        promise=number,
        title=f"{NAMES[state]} {number}",
        words=f"We promise {number}.",
        kept_when="It can be seen.",
        state=state,
        owner=owner,
        control="The notice is made from it",
        says=says,
        parts=(PART, MISSING, WAITS),
        last=last,
        rules=("policy.yaml:330",),
    )


def walked(*seen, at=AT):
    return proofs.save(seen, at, 0)


def rows(page, section):
    """The numbers in the rows of a table, in order."""
    part = re.search(rf'<h2 id="{section}">.*?</section>', page, re.S)
    return re.findall(r'<span class="soft">([A-Z]\d+):', part[0]) if part else []


@pytest.fixture
def board(desk):
    walked(
        proof("F1"),
        proof("U6", "not built", "Sunita Rao"),
        proof("W5", last=AT + timedelta(hours=1)),
        proof("X1", "not kept", "Tom Harker", says="`crm` could not be looked at"),
    )
    return lambda query="": desk.get(f"/desk/promises/{query}").content.decode()


def test_before_the_first_walk_the_page_says_so_and_offers_one(desk):
    page = desk.get("/desk/promises/").content.decode()
    assert "Nobody has looked yet" in page and "Try all promises now" in page and "<table" not in page


def test_a_company_without_promises_is_told_where_they_belong(desk, settings, tmp_path):
    (tmp_path / "policy.yaml").write_text(place.home().policy_text(), encoding="utf-8")
    shutil.copytree(place.home().folder / "words", tmp_path / "words")
    settings.TROTH = replace(settings.TROTH, folder=tmp_path)
    page = desk.get("/desk/promises/").content.decode()
    assert "No promises are written down" in page and "promises.yaml" in page and "Try all" not in page


def test_the_board_counts_and_shows_first_what_needs_someone(board):
    page = board()
    counted = re.findall(r"<dt>([a-z ]+)</dt><dd>(\d+)</dd>", page)
    assert counted == [("kept", "2"), ("not kept", "1"), ("not built", "1"), ("promises", "4")]
    assert rows(page, "open") == ["X1", "U6"]
    assert rows(page, "kept") == ["W5", "F1"]  # the latest proof first
    assert "One is not kept." in page
    assert "“crm” could not be looked at" in page and "`" not in page


def test_the_strip_has_a_mark_for_each_and_says_what_it_shows(board):
    page = board()
    assert re.findall(r'<rect class="(\w+)"', page) == ["good", "none", "good", "late"]
    assert 'aria-label="4 promises in policy order: 2 kept, X1 not kept, 1 not built"' in page
    assert ">X1 not kept</text>" in page


@pytest.mark.parametrize(
    ("query", "needing", "kept"),
    [
        ("?q=w5", [], ["W5"]),
        ("?q=waits", ["U6"], []),
        ("?state=not-kept", ["X1"], []),
        ("?state=kept", [], ["W5", "F1"]),
        ("?owner=Tom+Harker", ["X1"], []),
        ("?state=nonsense", ["X1", "U6"], ["W5", "F1"]),
    ],
)
def test_the_board_is_filtered_by_words_state_and_owner(board, query, needing, kept):
    page = board(query)
    assert (rows(page, "open"), rows(page, "kept")) == (needing, kept)


def test_a_filter_that_nothing_fits_says_so(board):
    assert "No promise fits these filters" in board("?q=nothing+of+the+kind")


def test_a_long_board_is_shown_in_part_and_whole_if_asked_page_by_page(desk):
    walked(*(proof(f"W{n}", "not built") for n in range(1, 61)), proof("X1"))
    page = desk.get("/desk/promises/").content.decode()
    assert len(rows(page, "open")) == 12 and "Show all 60" in page and rows(page, "kept") == ["X1"]
    first, second = (desk.get(f"/desk/promises/?all=1&page={n}").content.decode() for n in (1, 2))
    assert len(rows(first, "open")) == 50 and rows(first, "kept") == []
    assert rows(second, "open") == [f"W{n}" for n in range(51, 61)] and rows(second, "kept") == ["X1"]


def test_one_promise_shows_its_parts_its_rules_and_how_it_was(desk):
    walked(proof("W5"), at=AT)
    walked(proof("W5", "not kept", says="nobody can see it"), at=AT + timedelta(days=1))
    page = desk.get("/desk/promises/W5/").content.decode().replace("\u00a0", " ")
    assert "Do we keep “Broke it W5”?" in page and "since Sunday 29 November 2026" in page
    for said in ("The notice says it", "Missing: erasure in every system", "No occasion yet", "policy.yaml:330"):
        assert said in page
    history = page[page.index('id="history"') :]
    assert history.index("since Sunday 29 November 2026") < history.index("since Saturday 28 November 2026")


@pytest.mark.parametrize("address", ["/desk/promises/W6/", "/desk/promises/w5/", "/desk/promises/W5/x/"])
def test_a_promise_that_is_not_made_is_no_page(desk, address):
    walked(proof("W5"))
    assert desk.get(address).status_code == 404


def test_a_stranger_sees_none_of_it():
    walked(proof("W5"))
    for address in ("/desk/promises/", "/desk/promises/W5/"):
        assert Client().get(address).url.startswith("/accounts/")
    assert Client().post("/desk/promises/now/").url.startswith("/accounts/") and proofs.Walk.objects.count() == 1


def test_all_are_tried_at_once_by_a_button_and_not_by_a_link(desk, estate):
    assert desk.get("/desk/promises/now/").status_code == 405
    done = desk.post("/desk/promises/now/", follow=True)
    assert "86 promises tried: " in done.content.decode()
    walk = proofs.newest()
    assert walk.promises == 86
    assert entries.opened(walk.entry)["not_built"] == walk.not_built
    assert prove.last()[0] == walk


# ---- the strip ----


def test_names_on_the_strip_that_would_lie_on_one_another_are_said_together():
    seen = [proof(f"F{n}", "not kept" if n in (2, 3) else "kept") for n in range(1, 6)]
    seen += [proof(f"W{n}") for n in range(1, 18)] + [proof("X1", "not kept")]
    made = strip(seen)
    # Marks are 8 wide and stand 10 apart, letters another 10: F2 begins at 10, X1 at 240.
    assert made.names == (Label("F2, F3 not kept", 10), Label("X1 not kept", 248, "end"))
    assert [one.text for one in made.letters] == ["F", "W", "X"]
    assert [one.x for one in made.letters] == [0, 60, 240] and made.width == 248


def test_names_on_a_full_strip_never_lie_on_one_another():
    letters = {"F": 5, "U": 7, "C": 8, "W": 17, "H": 9, "S": 11, "X": 8, "Y": 1, "R": 4, "G": 7, "E": 3, "I": 2, "D": 2}
    names = [(letter, n) for letter, count in letters.items() for n in range(1, count + 1)]
    seen = [proof(f"{letter}{n}", "not kept" if n % 4 == 1 else "kept") for letter, n in names]
    spans = []
    for one in strip(seen).names:
        long = 6.6 * len(one.text)  # 12 px of the sheet's type
        spans.append((one.x - long, one.x) if one.anchor == "end" else (one.x, one.x + long))
    assert len(spans) > 1 and all(before[1] < after[0] for before, after in pairwise(spans))


# ---- how it looks ----


def test_no_page_shuts_anybody_out_or_runs_over(desk, estate):
    shown = {"nothing yet": desk.get("/desk/promises/")}
    desk.post("/desk/promises/now/")
    for name in ("", "?all=1", "?q=nothing+of+the+kind", "?state=not-kept"):
        shown[f"board {name}"] = desk.get(f"/desk/promises/{name}")
    for number in ("G1", "W5", "R2", "F3"):
        shown[number] = desk.get(f"/desk/promises/{number}/")
    made = {name: answer.content.decode() for name, answer in shown.items()}
    assert {name: len(html) for name, html in made.items() if len(html) > 50_000} == {}
    assert objections(made) == {}
