"""Open questions of store maps: in words, answered one by one, on record, never over somebody else's change."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from troth import policy
from troth.duties import maps
from troth.duties.map_words import Act
from troth.fault import Fault
from troth.records import entries
from troth.words import Nation

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2026, 11, 28, 9, tzinfo=UTC)
RUTH = "Ruth Adeyemi"
REFERENCE = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
# Each line of the reference map, and the same line with a question; the n-th question is about the n-th of them.
ASKED = [
    ("says: Customer database\n", "says: Customer database   # ? what do people call it?\n"),
    (
        "      mobile: contact.phone\n",
        "      mobile: contact.phone   # ? 0.72: looks like telephone numbers; is it the person's own?\n",
    ),
    (
        "      - {contacts: {id: account_id}, as: shared if others}\n",
        "      # ? 0.55: whose row is this?\n      #     Two people can hang on it.   [own, shared, staff, other]\n"
        "      - {contacts: {id: account_id}, as: shared if others}\n",
    ),
    ("    when: placed_on\n", "    when: placed_on   # ? 0.3: is it the day of the order?\n"),
    ("    clocks: {order.completed: completed_on}\n", "    clocks: {order.completed: completed_on}   # ? so?\n"),
    ("      - orders: {order_id: id}\n", "      - orders: {order_id: id}   # ? 0.99: does it belong to an order?\n"),
    (
        "    erase: clear\n    others: [related_id]\n",
        "    erase: clear   # ? what becomes of it? [delete, clear]\n    others: [related_id]\n",
    ),
]
NAMES = ["says", "mobile", "accounts", "when", "clocks", "order_lines", "erase"]
PLAIN = (REFERENCE / "stores" / "crm.yaml").read_text(encoding="utf-8")


def with_questions(text=PLAIN, asked=ASKED):
    for old, new in asked:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def crm(tmp_path, settings):
    """The map of the customer database, with questions in it, in a copy of the company."""
    made = replace(settings.TROTH, folder=tmp_path / "company", state=tmp_path / "state")
    shutil.copytree(REFERENCE, made.folder, ignore=shutil.ignore_patterns("state", "ledger.pub"))
    made.state.mkdir()
    settings.TROTH = made
    file = made.stores_folder / "crm.yaml"
    file.write_bytes(with_questions().encode())
    return file


def asked():
    (system,) = maps.open_questions()
    return dict(zip(NAMES, system.questions, strict=True))


def kinds():
    return [row.kind for row in entries.Entry.objects.order_by("id")]


def said():
    return [entries.opened(row) for row in entries.Entry.objects.order_by("id")]


# ---- in words ----


def test_a_map_without_questions_asks_nothing(crm):
    crm.write_text(PLAIN)
    assert maps.open_questions() == () and maps.count() == 0


def test_a_question_about_a_whole_table_is_asked_like_any_other(crm):
    crm.write_text(with_questions(asked=[("  orders:\n", "  # ? 0.6: is it all about people?\n  orders:\n")]))
    ((one,),) = (system.questions for system in maps.open_questions())
    assert one.where == "tables/orders" and one.asks == "Is it all about people?" and one.choices == ()


def test_each_question_says_in_words_where_it_stands_what_is_there_and_how_sure_that_is(crm):
    found = asked()
    assert maps.count() == len(ASKED)
    assert maps.open_questions()[0].says == "Customer database"
    one = found["mobile"]
    assert one.place == "Table contacts (your contact details), column mobile"
    assert (one.stands.word, one.stands.title) == ("contact.phone", "Telephone numbers")
    assert one.asks == "Looks like telephone numbers; is it the person's own?"
    sure = {name: one.sure for name, one in found.items()}
    assert sure == {
        "says": "",
        "mobile": "fairly sure",
        "accounts": "more likely than not",
        "when": "not sure",
        "clocks": "",
        "order_lines": "almost certain",
        "erase": "",
    }
    assert found["accounts"].place == "Table accounts (your account), the link to contacts"
    assert found["clocks"].stands.title == "order.completed: completed_on"


def test_the_choices_are_the_questions_own_or_what_can_stand_there(crm):
    found = asked()
    words = {name: [choice.word for choice in one.choices] for name, one in found.items()}
    assert words["erase"] == ["delete"], "what stands there is offered as it stands"
    assert words["accounts"] == ["own", "shared", "staff", "other"]
    assert words["order_lines"] == ["shared", "other", "staff", "shared if others"]
    assert words["says"] == words["clocks"] == [] and found["says"].free and not found["clocks"].free
    declared = policy.read((REFERENCE / "policy.yaml").read_text(), "p", maps.home().beside()).data
    offered = [*words["mobile"], *(choice.word for choice in found["mobile"].more)]
    assert sorted([*offered, "contact.phone"]) == sorted(declared), "every category once"
    assert words["mobile"] and all(word.startswith("contact.") for word in words["mobile"]), "the family comes first"
    columns = ["placed_on", "completed_on", "channel", "status", "deliver_to", "total"]  # of the table orders
    assert sorted([*words["when"], *(one.word for one in found["when"].more)]) == sorted(set(columns) - {"placed_on"})


def test_a_file_that_cannot_be_read_is_named_and_hides_no_other(crm):
    (crm.parent / "calls.yaml").write_text("kind: [   # ? so?\n")
    calls, other = maps.open_questions()
    assert calls.trouble and not calls.questions and len(other.questions) == len(ASKED) == maps.count()


# ---- answers ----

LINK = "      - {contacts: {id: account_id}, as: shared if others}\n"
ANSWERS = {
    "says": ("Our customers", "says: Our customers\n"),
    "mobile": ("contact.other", "      mobile: contact.other\n"),
    "accounts": ("staff", LINK.replace("shared if others", "staff")),
    "when": ("completed_on", "    when: completed_on\n"),
    "order_lines": ("shared", "      - orders: {order_id: id}\n        as: shared\n"),
    "erase": ("delete", "    erase: delete\n    others: [related_id]\n"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_changes_its_value_and_takes_out_its_question_and_every_other_byte_stays(crm, name):
    word, line = ANSWERS[name]
    number = NAMES.index(name)
    one = asked()[name]
    maps.answer(one, one.value(word), RUTH, AT)
    rest = [pair for pair in ASKED if pair is not ASKED[number]]
    assert crm.read_text() == with_questions(with_questions(PLAIN, [(ASKED[number][0], line)]), rest)
    assert maps.count() == len(ASKED) - 1
    assert kinds() == ["map.changing", "map.answered"]
    facts = said()[1]
    assert (facts["by"], facts["store"], facts["where"]) == (RUTH, "crm", "/".join(map(str, one.doubt.path)))
    assert said()[0]["after"] == hashlib.sha256(crm.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_right_as_it_stands_only_loses_its_question(crm, name):
    maps.answer(asked()[name], Act.STANDS, RUTH, AT)
    assert crm.read_text() == with_questions(asked=[pair for n, pair in enumerate(ASKED) if NAMES[n] != name])


def test_a_line_that_is_wrong_altogether_is_taken_out(crm):
    maps.answer(asked()["mobile"], Act.DROP, RUTH, AT)
    rest = [pair for pair in ASKED if "mobile" not in pair[0]]
    assert crm.read_text() == with_questions(PLAIN.replace("      mobile: contact.phone\n", "", 1), rest)


def test_a_period_that_runs_from_no_date_of_the_table_is_taken_out(crm):
    maps.answer(asked()["clocks"], Act.DROP, RUTH, AT)
    rest = [pair for pair in ASKED if "order.completed" not in pair[0]]
    assert crm.read_text() == with_questions(
        PLAIN.replace("    clocks: {order.completed: completed_on}\n", "", 1), rest
    )


def test_a_link_that_is_wrong_altogether_is_taken_out_and_the_tables_other_words_stay(crm):
    one = asked()["order_lines"]
    assert one.drop
    maps.answer(one, Act.DROP, RUTH, AT)
    table = crm.read_text().split("  order_lines:\n")[1].split("  subscriptions:")[0]
    assert "orders:" not in table and "order_id" not in table and "erase: keep\n" in table
    assert maps.count() == len(ASKED) - 1


def test_the_way_a_file_ends_its_lines_stays(crm):
    crm.write_bytes(b"\xef\xbb\xbf" + with_questions().replace("\n", "\r\n").encode())
    one = asked()["mobile"]
    maps.answer(one, one.value("contact.other"), RUTH, AT)
    rest = [pair for pair in ASKED if "mobile" not in pair[0]]
    wanted = with_questions(
        PLAIN.replace(*[pair.format("mobile") for pair in ("{}: contact.phone", "{}: contact.other")]), rest
    )
    assert crm.read_bytes() == b"\xef\xbb\xbf" + wanted.replace("\n", "\r\n").encode()


def test_every_question_can_be_answered_one_after_the_other_until_none_is_left(crm):
    for name, number in zip(NAMES, range(len(NAMES), 0, -1), strict=True):
        assert maps.count() == number, name
        maps.answer(maps.open_questions()[0].questions[0], Act.STANDS, RUTH, AT)
    assert crm.read_text() == PLAIN and maps.open_questions() == ()


# ---- what is refused ----


def refused(crm, act, match):
    before, on_record = crm.read_bytes(), kinds()
    with pytest.raises(Fault, match=match) as found:
        act()
    assert crm.read_bytes() == before and kinds() == on_record
    return found.value


@pytest.mark.parametrize(
    ("name", "value", "match"),
    [
        ("mobile", "contact.telefax", "no category of the policy"),
        ("erase", "burn", "no `erase`"),
        ("accounts", {"people": {"id": "account_id"}}, "no table of this store"),
        ("says", "a\x1bb", "cannot be seen"),
        ("clocks", "placed_on", "list of words"),
    ],
)
def test_a_value_that_would_make_the_map_wrong_is_refused_in_words(crm, name, value, match):
    fault = refused(crm, lambda: maps.answer(asked()[name], value, RUTH, AT), match)
    assert "crm.yaml" in fault.where and "stores/" in fault.where


def test_a_line_that_another_needs_is_not_taken_out(crm):
    small = "kind: sql\nurl: sqlite:///x\npeople: c\ntables:\n  c:\n    person:\n      email: mail   # ? theirs?\n"
    crm.write_text(small)
    one = maps.open_questions()[0].questions[0]
    assert one.drop and one.where == "tables/c/person/email"
    refused(crm, lambda: maps.answer(one, Act.DROP, RUTH, AT), "but not by which columns")


def test_what_is_wrong_already_cannot_be_right_as_it_stands_and_stands_in_no_others_way(crm):
    text = crm.read_text().replace("mobile: contact.phone", "mobile: fax").replace("born: birth-date\n", "born: age\n")
    crm.write_text(text)
    refused(crm, lambda: maps.answer(asked()["mobile"], Act.STANDS, RUTH, AT), "`fax` is no category")
    maps.answer(asked()["mobile"], "contact.other", RUTH, AT)
    assert "mobile: contact.other\n" in crm.read_text() and "born: age\n" in crm.read_text()


@pytest.mark.parametrize("change", ["another line", "gone"])
def test_an_answer_to_a_file_that_somebody_changed_meanwhile_is_refused(crm, change):
    one = asked()["mobile"]
    if change == "gone":
        crm.unlink()
        with pytest.raises(Fault, match="changed meanwhile"):
            maps.answer(one, Act.STANDS, RUTH, AT)
        assert not crm.exists() and kinds() == []
        return
    crm.write_text(crm.read_text() + "# somebody was here\n")
    refused(crm, lambda: maps.answer(one, Act.STANDS, RUTH, AT), "changed meanwhile")
    with pytest.raises(Fault, match="changed meanwhile"):
        maps.by_name(one.id)


def test_an_answer_counts_once(crm):
    one = asked()["mobile"]
    maps.answer(one, Act.STANDS, RUTH, AT)
    refused(crm, lambda: maps.answer(one, "contact.other", RUTH, AT), "changed meanwhile")


def test_a_folder_that_cannot_be_written_is_said_and_is_on_record(crm, monkeypatch):
    lay, before = maps.folder.lay, crm.read_bytes()

    def full(home, base, files):
        if "stores/crm.yaml" in files:
            raise OSError(28, "No space left on device")
        lay(home, base, files)

    monkeypatch.setattr(maps.folder, "lay", full)
    with pytest.raises(Fault, match="could not be written"):
        maps.answer(asked()["mobile"], "contact.other", RUTH, AT)
    assert crm.read_bytes() == before and maps.last() is None
    assert kinds() == ["map.changing", "map.unchanged"] and said()[1]["because"] == "it was not written"


# ---- taken back ----


def test_the_last_answer_can_be_taken_back_byte_by_byte_and_once(crm):
    before = crm.read_bytes()
    maps.answer(asked()["mobile"], "contact.other", RUTH, AT)
    assert crm.read_bytes() != before and maps.last().by == RUTH
    maps.take_back("Tom Harker", AT)
    assert crm.read_bytes() == before and maps.last() is None
    assert kinds() == ["map.changing", "map.answered", "map.changing", "map.taken-back"]
    assert said()[3]["by"] == "Tom Harker"
    refused(crm, lambda: maps.take_back(RUTH, AT), "cannot be taken back")


def test_an_answer_is_not_taken_back_over_what_changed_since(crm):
    maps.answer(asked()["mobile"], "contact.other", RUTH, AT)
    crm.write_text(crm.read_text() + "# somebody was here\n")
    assert maps.last() is None
    refused(crm, lambda: maps.take_back(RUTH, AT), "cannot be taken back")


# ---- killed ----

MAP = "kind: person\nsays: The order book   # ? what is it called?\ncolleague: Priya Nair\nasks: Look.   # ? so?\n"
RUN = """
import json, os, signal, sys
from troth.site.boot import boot
boot(None)
from django.utils import timezone
from troth import flows
from troth.duties import maps
from troth.records import audit, entries
die_at = sys.argv[1]
def hook(name):
    if name == die_at:
        os.kill(os.getpid(), signal.SIGKILL)
flows.hang(hook)
if die_at:
    maps.answer(maps.open_questions()[0].questions[0], "The book", "Ruth Adeyemi", timezone.now())
maps.settle(timezone.now())
print(json.dumps({
    "kinds": [row.kind for row in entries.Entry.objects.order_by("id")],
    "because": [entries.opened(row).get("because") for row in entries.Entry.objects.order_by("id")],
    "left": maps.count(),
    "last": maps.last() is not None,
    "audit": audit.fsck(None),
}))
"""


def run(folder, die_at):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))} | {
        "TROTH_HOME": str(folder / "acme"),
        "TROTH_STATE": str(folder / "state"),
        "TROTH_KEYS": str(folder / "keys"),
        "PYTHONPATH": str(Path(policy.__file__).parents[2]),
    }
    command = [sys.executable, "-c", RUN, die_at]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=env)
    assert done.returncode in (0, -9), done.stderr[-2000:]
    return json.loads(done.stdout) if done.stdout.strip() else None


@pytest.mark.parametrize(
    ("die_at", "written", "end"),
    [("before lay_map", False, "map.unchanged"), ("after lay_map", True, "map.answered")],
)
def test_killed_between_intent_and_outcome_the_next_look_says_what_became_of_it(tmp_path, die_at, written, end):
    (tmp_path / "acme" / "stores").mkdir(parents=True)
    (tmp_path / "acme" / "policy.yaml").write_text(policy.new("Acme Bicycles Ltd", Nation.ENGLAND))
    file = tmp_path / "acme" / "stores" / "book.yaml"
    file.write_text(MAP)
    assert run(tmp_path, die_at) is None, "it died where it was told to"
    found = run(tmp_path, "")
    wanted = MAP.replace("The order book   # ? what is it called?", "The book") if written else MAP
    assert file.read_text() == wanted and found["left"] == (1 if written else 2), "the question is asked again, or gone"
    assert found["kinds"] == ["map.changing", end] and found["last"] is written
    assert found["because"][1] == (None if written else "it was not written")
    assert found["audit"].startswith("The ledger holds")
