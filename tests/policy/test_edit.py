"""A change in a file: what is asked for is there, and everything else stands as it stood."""

import copy
import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from policy import documents
from troth.fault import Fault, Faults
from troth.policy.edit import Drop, Put, edited
from troth.policy.source import load

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
STORES = sorted((COMPANY / "stores").glob("*.yaml"))
TEXTS = (
    *documents.PLAIN,
    *documents.QUOTED,
    *documents.LINES,
    "one\ntwo",
    "one\n\n two\n",
    "word " * 40 + "end",
    "null",
)


def changed(text, *changes):
    return edited(text, "s.yaml", changes)


def values(text):
    return load(text, "s.yaml")[0]


def paths(value, path=()):
    """Every path of plain values, the deepest last."""
    found = [path] if path else []
    if isinstance(value, dict):
        found += [p for key, one in value.items() for p in paths(one, (*path, key))]
    elif isinstance(value, list):
        found += [p for number, one in enumerate(value) for p in paths(one, (*path, number))]
    return found


def at(value, path):
    for part in path:
        value = value[part]
    return value


def by_hand(data, change):
    """The change made to plain values, the plainest way."""
    root = copy.deepcopy(data)
    holder = at(root, change.path[:-1])
    if isinstance(change, Drop):
        del holder[change.path[-1]]
    elif isinstance(holder, list) and change.path[-1] == len(holder):
        holder.append(copy.deepcopy(change.value))
    else:
        holder[change.path[-1]] = copy.deepcopy(change.value)
    return root


# ---- one thing at a time ----


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("a: x   # why\nb: y\n", Put(("a",), "z"), "a: z   # why\nb: y\n"),
        ("a: 'x'\n", Put(("a",), "it's"), "a: 'it''s'\n"),
        ('a: "x"\n', Put(("a",), "y"), 'a: "y"\n'),
        ('a: "x: y"\n', Put(("a",), "y"), "a: y\n"),
        ("a: x\n", Put(("a",), "x: y"), 'a: "x: y"\n'),
        ("a: x\n", Put(("a",), "# y"), 'a: "# y"\n'),
        ("a: x\n", Put(("a",), ""), 'a: ""\n'),
        ("a: x\n", Put(("a",), "null"), 'a: "null"\n'),
        ("a: x\n", Put(("a",), "no"), "a: no\n"),
        ("a:   # why\nb: y\n", Put(("a",), "x"), "a: x   # why\nb: y\n"),
        ("a: ~\n", Put(("a",), "x"), "a: x\n"),
        ("- x\n-\n", Put((1,), "y"), "- x\n- y\n"),
        ("a:\n  -\n", Put(("a", 0), {"b": "x", "c": "y"}), "a:\n  - b: x\n    c: y\n"),
        ("a:\nb: x\n", Put(("a",), "one\ntwo"), "a: |-\n  one\n  two\nb: x\n"),
        ("{says: Name, promises: [C1]}\n", Put(("says",), "Name, title"), '{says: "Name, title", promises: [C1]}\n'),
        ("a: [x,\n    y]   # why\n", Put(("a", 1), "z"), "a: [x,\n    z]   # why\n"),
        ("a: >-   # why\n  one\n  two\nb: y\n", Put(("a",), ["x"]), "a: [x]   # why\nb: y\n"),
        ("seen by: [a, 'b']\n", Put(("seen by",), ["c", "b"]), "seen by: [c, 'b']\n"),
        ("seen by: [a]\n", Put(("seen by", 1), "b"), "seen by: [a, b]\n"),
        ("seen by: []\n", Put(("seen by", 0), "b"), "seen by: [b]\n"),
        ("a:\n- x   # why\n- y\n", Put(("a",), ["x", "z", "y"]), "a:\n- x   # why\n- z\n- y\n"),
        ("a:\n- x\n\n# b\nb: y\n", Put(("a", 1), "z"), "a:\n- x\n- z\n\n# b\nb: y\n"),
        ("a:\n    b: x   # b\n\nc: y\n", Put(("a", "seen by"), []), "a:\n    b: x   # b\n    seen by: []\n\nc: y\n"),
        ("a: {b: x}   # why\n", Put(("a", "c"), {"d": ["e"]}), "a: {b: x, c: {d: [e]}}   # why\n"),
        ("a: {b: }\n", Put(("a", "c"), "x"), "a: {b: , c: x }\n"),
        ("a: {b, c}\n", Put(("a", "b"), "x"), "a: {b: x, c}\n"),
        ("a: [b: x]\n", Put(("a", 0, "c"), "y"), "a: [{b: x, c: y}]\n"),
        ("a:   # why\n  b: x\n", Put(("a",), "y"), "a: y   # why\n"),
        ("a: x   # why\nc: z\n", Put(("a",), {"b": "y"}), "a:   # why\n  b: y\nc: z\n"),
        ("- a: x\n  b: y\n", Put((0, "b"), {"c": "z"}), "- a: x\n  b:\n    c: z\n"),
        ("- x   # why\n- y\n", Put((0,), {"a": "1", "b": "2"}), "- a: 1   # why\n  b: 2\n- y\n"),
        ("a: x", Put(("b",), "y"), "a: x\nb: y"),
        ("a: x\n...\n", Put(("b",), "y"), "a: x\nb: y\n...\n"),
        ("a: |+\n  x\n\nb: y\n", Put(("a",), "z"), "a: z\nb: y\n"),
        ("a:\n  b: |+\n    x\n\n\nd: y\n", Put(("a", "c"), "z"), "a:\n  b: |+\n    x\n\n\n  c: z\nd: y\n"),
        ("p:\n\n  a:\n    b: x\n\n  c:\n    b: y\n\nq: z\n", Put(("p", "d"), {"b": "x"}),
         "p:\n\n  a:\n    b: x\n\n  c:\n    b: y\n\n  d:\n    b: x\n\nq: z\n"),
    ],
)  # fmt: skip
def test_a_value_is_put_where_it_belongs(before, change, after):
    assert changed(before, change) == after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("# the file\na: x\nb: y\n", ("a",), "# the file\nb: y\n"),
        ("a: x   # a\n# of b\nb: y   # b\n# of c\nc: z\n", ("b",), "a: x   # a\n# of c\nc: z\n"),
        ("a: x\n# apart\n\n# of b\nb: y\nc: z\n", ("b",), "a: x\n# apart\n\nc: z\n"),
        ("a: x\n\nb:\n  c: y\n\n  # in b\n  d: z\n\ne: z\n", ("b",), "a: x\n\ne: z\n"),
        ("a:\n  b: y\n  # c: z\nd: x\n", ("a",), "d: x\n"),
        ("a: x\nb: y", ("b",), "a: x"),
        ("a:\n  - x\n  # of y\n  - y   # y\n  - z\n", ("a", 1), "a:\n  - x\n  - z\n"),
        ("a:   # why\n  b: x   # b\nc: y\n", ("a", "b"), "a: {}   # why\nc: y\n"),
        ("- a: x\n  b: y\n", (0, "a"), "- b: y\n"),
        ("- a: x   # a\n  # of b\n  b: y\n", (0, "a"), "-\n  # of b\n  b: y\n"),
        ("- a: x\n- b: y\n", (0, "a"), "- {}\n- b: y\n"),
        ("- - x\n  - y\n", (0, 0), "- - y\n"),
        ("a: [x, 'y', z]\n", ("a", 1), "a: [x, z]\n"),
        ("a: [x, 'y', z]\n", ("a", 2), "a: [x, 'y']\n"),
        ("a: [ x ]\n", ("a", 0), "a: []\n"),
        ("a: [\n  x,   # x\n  # of y\n  y,   # y\n  z    # z\n]\n", ("a", 1), "a: [\n  x,   # x\n  z    # z\n]\n"),
        ("a: [\n  x,   # x\n  y    # y\n]\n", ("a", 1), "a: [\n  x,   # x\n]\n"),
        ("a: [x,   # x\n    y]\n", ("a", 0), "a: [   # x\n    y]\n"),
        ("a: {says: Name, promises: [C1, C2]}\n", ("a", "says"), "a: {promises: [C1, C2]}\n"),
        ("a: {says: Name, promises: [C1, C2]}\n", ("a", "promises"), "a: {says: Name}\n"),
        ("a: |\n  x\n  # text\n# of b\nb: y\n", ("a",), "# of b\nb: y\n"),
        ("# ? 0.5: who says so?\na: x\nb: y\n", ("a",), "b: y\n"),
    ],
)
def test_what_goes_takes_along_the_comments_that_are_about_it_alone(before, path, after):
    assert changed(before, Drop(path)) == after


def test_changes_follow_one_another():
    text = "a: [x, y, z]\n"
    assert changed(text, Drop(("a", 0)), Drop(("a", 0)), Put(("b",), "1"), Put(("b",), "2")) == "a: [z]\nb: 2\n"


def test_a_change_to_what_stands_there_already_changes_nothing():
    text = "a:   'x'  \nb: [ 'c' ,d ]\ne: {f: ~}\n"
    assert changed(text, Put(("a",), "x"), Put(("b",), ["c", "d"])) == text


def test_a_mapping_put_over_another_changes_only_what_differs():
    before = "a:\n  # of b\n  b: 'x'   # b\n  c: y   # c\n  d: [e, f]   # d\n"
    after = "a:\n  # of b\n  b: 'x'   # b\n  d: [f]   # d\n  g: new\n"
    assert changed(before, Put(("a",), {"b": "x", "d": ["f"], "g": "new"})) == after


def test_a_long_text_is_folded_with_the_files_indentation_and_keeps_the_lines_that_stay():
    words = " ".join(f"word{number}" for number in range(60))
    text = changed("a:\n    b: x   # why\nc: y\n", Put(("a", "b"), words))
    assert text.startswith("a:\n    b: >-   # why\n        word0 word1") and text.endswith("\nc: y\n")
    assert all(len(line) <= 120 for line in text.split("\n"))
    long = "word2 and so on, with many more words to come, so that a line is not enough"
    ragged = f"a: >-   # why\n   word0 word1\n   {long}\n   end of it all\nb: y\n"
    said = values(ragged)["a"].replace("word2", "word3")
    assert changed(ragged, Put(("a",), said)) == ragged.replace("word2", "word3")


def test_a_long_list_goes_by_lines_and_a_short_one_stands_in_brackets():
    many = [f"category-{number}" for number in range(12)]
    text = changed("a: {}\nb:\n  c: x\n", Put(("b", "d"), many), Put(("b", "e"), ["x", "y"]))
    assert text == "a: {}\nb:\n  c: x\n  d:\n" + "".join(f"    - {one}\n" for one in many) + "  e: [x, y]\n"


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_the_byte_order_mark_stay(ends):
    text = "\ufeff# top\na: x   # why\n\nb: [c]\n".replace("\n", ends)
    wanted = "\ufeff# top\na: x   # why\n\nb: [c, d]\n\ne:\n  f: g\n".replace("\n", ends)
    assert changed(text, Put(("b",), ["c", "d"]), Put(("e",), {"f": "g"})) == wanted


def test_mixed_line_ends_stay_where_they_are():
    assert changed("a: x\r\nb: y\nc: z\r\n", Put(("b",), "w")) == "a: x\r\nb: w\nc: z\r\n"


def test_a_text_that_needs_the_end_of_its_line_gets_one_at_the_end_of_the_file():
    assert changed("a: x", Put(("b",), "one\ntwo\n")) == "a: x\nb: |\n  one\n  two\n"
    text = "a: x\r\nb: y"
    assert changed(text, Put(("b",), "one\ntwo\n")) == "a: x\r\nb: |\r\n  one\r\n  two\r\n"


# ---- what is refused ----


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Drop(("c",)), "`c` does not stand here"),
        (Drop(("b", 2)), "number 3 of this list does not stand here"),
        (Put(("c", "d"), "x"), "`c` does not stand here"),
        (Put(("b", 3), "x"), "number 4 of this list does not stand here"),
        (Put(("b", -1), "x"), "does not stand here"),
        (Put(("a", "d"), "x"), "`d` can only stand in a group of keys, and there is none here"),
        (Put(("b", "d"), "x"), "`d` can only stand in a group of keys"),
        (Put(("a", 0), "x"), "there is no list here"),
        (Put(("a",), "x\x1b"), "cannot be seen"),
        (Put(("a",), ["x\u202e"]), "cannot be seen"),
        (Put(("a",), "x\r\ny"), "cannot be seen"),
        (Put(("d\x00",), "x"), "cannot be seen"),
        (Put(("a",), 5), "a value is text, a list or a group of keys"),
        (Put((), {"a": "x"}), "a whole file is not changed at once"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_in_words(change, says):
    with pytest.raises(Fault) as refused:
        changed("a: x\nb: [y, z]\n", change)
    assert says in refused.value.what and refused.value.remedy and refused.value.where.startswith("s.yaml")


def test_a_key_that_is_written_oddly_is_left_alone_with_a_fault():
    with pytest.raises(Fault, match="cannot be changed from here") as refused:
        changed("? a\n: x\n? b\n: y\n", Drop(("b",)))
    assert refused.value.remedy == "change it in the file itself"


def test_a_text_that_cannot_be_read_is_not_changed():
    with pytest.raises(Faults):
        changed("a: [x\n", Put(("a",), "y"))


# ---- any document, any change ----

VALUES = st.recursive(
    st.sampled_from(TEXTS)
    | st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc", "Cf"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(documents.KEYS), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def cases(draw):
    """A document and a change that makes sense in it."""
    text, data, comments = draw(documents.documents())
    path = draw(st.sampled_from(paths(data)))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return text, data, comments, Drop(path)
    if kind == 1:  # something new in the nearest list or mapping
        while path and not isinstance(at(data, path), dict | list):
            path = path[:-1]
        holder = at(data, path)
        path = (*path, len(holder) if isinstance(holder, list) else "new one")
    return text, data, comments, Put(path, draw(VALUES))


def within(path, whole):
    return path[: len(whole)] == whole


@settings(max_examples=250, deadline=None)
@given(cases(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_change_makes_the_values_that_it_would_make_by_hand_and_spares_every_other_comment(case, ends, marked):
    text, data, comments, change = case
    assert values(text) == data
    held = ("\ufeff" if marked else "") + text.replace("\n", ends)
    after = changed(held, change)
    assert values(after) == by_hand(data, change)
    assert after.startswith("\ufeff") == marked and (ends == "\n" or not re.search("(?<!\r)\n", after))
    for words, (path, how) in comments.items():
        kept = words in after
        inner = within(path, change.path) and (path != change.path or how not in ("above", "beside"))
        if isinstance(change, Put):
            assert kept or inner, words
        else:
            assert kept or within(path, change.path), words
            if path == change.path and how in ("above", "beside") and not isinstance(at(data, path[:-1]), type(None)):
                assert not kept, words


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_lines_around_a_change_stay_as_they_were(case):
    text, data, _, change = case
    before, after = (one.split("\n") for one in (text, changed(text, change)))
    if isinstance(change, Drop):
        # At most one line is new: of a dash whose first key is gone, of a list in brackets, of brackets left empty.
        assert (Counter(after) - Counter(before)).total() <= 1
    elif not isinstance(change.value, dict | list):
        while before and after and before[0] == after[0]:
            del before[0], after[0]
        while before and after and before[-1] == after[-1]:
            del before[-1], after[-1]
        old = by_hand(data, change) != data and change.path in paths(data) and at(data, change.path)
        assert isinstance(old, dict | list) or len(before) <= 5  # the longest text takes four lines


# ---- the company's own files ----


def texts(value, path=()):
    """The path of every text."""
    return [p for p in paths(value, path) if isinstance(at(value, p), str)]


def other(text):
    """Another text of the same length."""
    return text[:-1] + ("x" if text[-1] != "x" else "y")


@pytest.mark.parametrize("file", [COMPANY / "policy.yaml", *STORES], ids=lambda file: file.stem)
def test_every_text_of_the_companys_files_can_be_changed_and_changed_back(file):
    text = file.read_bytes().decode()
    data = values(text)
    every = texts(data)
    assert len(every) > 3
    for path in every[3 :: max(1, len(every) // (5 if file.stem == "policy" else 12))]:
        said = at(data, path)
        there = changed(text, Put(path, other(said)))
        assert values(there) == by_hand(data, Put(path, other(said)))
        assert changed(there, Put(path, said)) == text


def test_the_same_changes_by_ruamels_round_trip_give_the_same_values_and_comments(company_text):
    changes = [
        Put(("purposes", "orders", "keep"), "7 years after order.completed"),
        Put(("purposes", "orders", "seen by"), ["sales", "finance"]),
        Put(("controller", "phone"), "0113 496 0999"),
        Drop(("purposes", "rights")),
        Put(("roles", "reception"), "Reception: who answers the door"),
    ]
    ours = changed(company_text, *changes)
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 120
    theirs = yaml.load(company_text)
    for change in changes:
        holder = at(theirs, change.path[:-1])
        if isinstance(change, Drop):
            del holder[change.path[-1]]
        else:
            holder[change.path[-1]] = change.value
    out = StringIO()
    yaml.dump(theirs, out)
    assert values(ours) == values(out.getvalue()) != values(company_text)
    comments = [re.findall(r"(?m)^ *# .*$", text) for text in (ours, out.getvalue())]
    assert comments[0] == comments[1] and len(comments[0]) > 10
