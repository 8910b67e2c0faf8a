"""Open questions in a file: which value each is about, and what an answer changes."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy import documents
from troth.fault import Fault, Faults
from troth.policy.doubts import Doubt, answered, doubts
from troth.policy.source import load

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
STORES = sorted((COMPANY / "stores").glob("*.yaml"))

MAP = """\
kind: sql   # the kind is known
# ? what do people call it?
says: crm
people: contacts
tables:
  contacts:
    columns:
      mobile: contact.phone   # ? 0.72: looks like telephone numbers; is it the person's own?
      note: "? # ? 0.1: text"   # seen on Monday
      help: >-
        # ? 0.2: text too
    clocks: {customer.ended: closed_on}   # ? 0.4: does a contract end then?
    of:
      # from the foreign key
      # ? 0.55: whose row is this?
      #     It hangs on two people.   [own, shared, staff, other]
      - {contacts: {id: account_id}, as: shared}
      - contacts:   # ? .5: by which column?
          id: owner
    hide: [hash,   # ? 1: never shown?
           salt]
    erase:   # ? what becomes of it? [delete, clear]
"""
OF = ("tables", "contacts", "of")


def at(value, path):
    for part in path:
        value = value[part]
    return value


def found(text):
    return doubts(text, "crm.yaml")


def test_each_question_is_about_the_value_beside_or_below_it():
    assert [(d.path, d.line, d.value, d.question, d.sure, d.choices) for d in found(MAP)] == [
        (("says",), 2, "crm", "what do people call it?", None, ()),
        (
            ("tables", "contacts", "columns", "mobile"),
            8,
            "contact.phone",
            "looks like telephone numbers; is it the person's own?",
            0.72,
            (),
        ),
        (("tables", "contacts", "clocks"), 12, {"customer.ended": "closed_on"}, "does a contract end then?", 0.4, ()),
        (
            (*OF, 0),
            15,
            {"contacts": {"id": "account_id"}, "as": "shared"},
            "whose row is this? It hangs on two people.",
            0.55,
            ("own", "shared", "staff", "other"),
        ),
        ((*OF, 1, "contacts"), 18, {"id": "owner"}, "by which column?", 0.5, ()),
        (("tables", "contacts", "hide", 0), 20, "hash", "never shown?", 1.0, ()),
        (("tables", "contacts", "erase"), 22, None, "what becomes of it?", None, ("delete", "clear")),
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("# ? why\n\na: x\n", None),
        ("a: x\n# ? why\n", None),
        ("a: x # not ? a question\n", None),
        ("a: x #? no\n", None),
        ("a: 'x # ? no'\n", None),
        ("a: |\n  x\n  # ? no\nb: y\n", None),
        ("# ? why\n# plain\na: x\n", ("a",)),
        ("a: >-   # ? why\n  x\n", ("a",)),
        ("- a: x   # ? why\n  b: y\n", (0, "a")),
        ("# ? why\n- a: x\n", (0,)),
        ("- - x   # ? why\n", (0,)),
        ("a:\n  # ? why\n  b: x\n", ("a", "b")),
        ("a:\n  # ? why\n  long text\n", ("a",)),
        ("a: x\n  y   # ? why\n", ("a",)),
        ("a: [x,\n  # ? why\n  y]\n", ("a", 1)),
        ("a: [x, y,   # ? why\n  z]\n", ("a", 1)),
        ("a: [\n  x\n]   # ? why\n", ("a",)),
        ("a: {b: x, c: y}   # ? why\n", ("a",)),
        ("{a: x}   # ? why\n", ("a",)),
        ("a: x   # ? why\r\nb: y\r\n", ("a",)),
        ("\ufeff# ? why\na: x\n", ("a",)),
        ("a: x   # ? why", ("a",)),
    ],
)
def test_a_question_has_its_place(text, path):
    assert [doubt.path for doubt in found(text)] == ([path] if path else [])


@pytest.mark.parametrize(
    ("said", "question", "sure", "choices"),
    [
        ("0.9: really?", "really?", 0.9, ()),
        ("1.5: really?", "1.5: really?", None, ()),
        ("7: really?", "7: really?", None, ()),
        ("0 : really?", "really?", 0.0, ()),
        ("which? [a b, c,]", "which?", None, ("a b", "c")),
        ("which? []", "which? []", None, ()),
        ("see [1] there", "see [1] there", None, ()),
        ("[a, b]", "", None, ("a", "b")),
        ("", "", None, ()),
    ],
)
def test_a_question_may_say_how_sure_it_is_and_what_to_choose_from(said, question, sure, choices):
    assert found(f"a: x   # ? {said}\n") == (Doubt(("a",), 1, "x", question, sure, choices),)


def test_an_answer_sets_the_value_and_takes_out_its_own_question_only():
    for doubt in found(MAP):
        after = answered(MAP, "crm.yaml", doubt, "another")
        assert [d.path for d in found(after)] == [d.path for d in found(MAP) if d.path != doubt.path]
        for comment in ("# the kind is known", "# seen on Monday", "# from the foreign key"):
            assert comment in after
    first, second, *_ = found(MAP)
    assert answered(MAP, "crm.yaml", first, "Customers") == MAP.replace(
        "# ? what do people call it?\nsays: crm", "says: Customers"
    )
    said = "   # ? 0.72: looks like telephone numbers; is it the person's own?"
    assert answered(MAP, "crm.yaml", second, "contact.phone") == MAP.replace(said, "") != MAP
    assert answered(MAP, "crm.yaml", second, None) == MAP.replace(said, "")


def test_an_answer_may_be_a_list_or_a_group_of_keys():
    link = next(doubt for doubt in found(MAP) if doubt.path == (*OF, 0))
    after = answered(MAP, "crm.yaml", link, {"contacts": {"id": "account_id"}, "as": "own"})
    assert "      # from the foreign key\n      - {contacts: {id: account_id}, as: own}\n" in after
    assert "hangs on two people" in MAP and "hangs on two people" not in after


def test_an_answer_counts_where_the_question_has_moved_to():
    doubt = found(MAP)[1]
    assert answered("# a new line\n" + MAP, "crm.yaml", doubt, "usage").count("mobile: usage\n") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mobile: contact.phone", "mobile: contact.email"),
        ("# ? 0.72: looks", "# looks"),
        ("0.72", "0.99"),
        ("mobile", "phone"),
    ],
)
def test_an_answer_to_what_has_changed_meanwhile_is_refused(old, new):
    doubt = found(MAP)[1]
    with pytest.raises(Fault, match="changed meanwhile") as refused:
        answered(MAP.replace(old, new), "crm.yaml", doubt, "usage")
    assert refused.value.because and refused.value.remedy


def test_an_answer_that_no_file_can_hold_is_refused():
    with pytest.raises(Fault, match="cannot be seen"):
        answered(MAP, "crm.yaml", found(MAP)[1], "x\x1b")


def test_a_question_below_a_text_that_keeps_its_empty_lines_goes_without_changing_it():
    text = "a: |+\n  x\n\n# ? why\nb: y\n"
    (doubt,) = found(text)
    assert answered(text, "s", doubt, "z") == "a: |+\n  x\n\nb: z\n"


def test_questions_in_the_middle_of_line_ends_of_another_kind_go_whole():
    text = "# ? why\r\na: x   # ? how\r\nb: y\r\n"
    after = text
    for _ in range(2):
        after = answered(after, "s", found(after)[0], None)
    assert after == "a: x\r\nb: y\r\n"


def test_a_text_that_cannot_be_read_has_faults():
    with pytest.raises(Faults):
        found("a: [\n")


@pytest.mark.parametrize("file", [COMPANY / "policy.yaml", *STORES], ids=lambda file: file.stem)
def test_any_value_of_the_companys_files_that_has_a_line_to_itself_can_be_asked_about(file):
    text = file.read_text(encoding="utf-8")
    data, source = load(text, "s.yaml")
    ends = {
        span.end: path for path, span in source.spans.items() if path in source.names and span.style in ("", "[", "{")
    }
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    lone = {}
    for number, (start, line) in enumerate(zip(starts, text.split("\n"), strict=True), 1):
        path = ends.get(start + len(line))
        if path and start <= source.names[path].start and not line[: source.names[path].start - start].strip():
            lone[number] = path
    some = dict(list(lone.items())[::7])
    assert some
    asked = [line + ("  # ? 0.5: so?" if n in some else "") for n, line in enumerate(text.split("\n"), 1)]
    before = len(found(text))
    got = [doubt for doubt in found("\n".join(asked)) if doubt.question == "so?"]
    assert {doubt.line: doubt.path for doubt in got} == some and len(found("\n".join(asked))) == before + len(some)
    assert all(doubt.value == at(data, doubt.path) for doubt in got)


@settings(max_examples=150, deadline=None)
@given(documents.documents(), st.data())
def test_answering_every_question_of_a_document_leaves_its_values_and_its_other_comments(document, data):
    text, values, comments = document
    asked = [words for words in comments if data.draw(st.booleans())]
    for words in asked:
        text = text.replace(words + "\n", f"# ? {words[2:]}\n")
    open_ones = found(text)
    about = {doubt.path for doubt in open_ones}
    for path in (comments[words][0] for words in asked if comments[words][1] in ("above", "beside")):
        # An item that is one key on one line is asked about as a whole.
        assert path in about or (path[:-1] in about and isinstance(path[-2], int) and len(at(values, path[:-1])) == 1)
    for doubt in open_ones:
        text = answered(text, "s.yaml", doubt, None)
    assert load(text, "s.yaml")[0] == values and found(text) == ()
    assert all(words + "\n" in text for words in comments if words not in asked)
