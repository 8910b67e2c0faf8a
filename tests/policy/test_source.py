"""The text as values with their places: what is read, where it stands, and what is refused before it can do harm."""

import random
import time

import pytest

from troth.fault import Faults
from troth.policy import source
from troth.policy.source import LARGEST, load


def refused(text):
    """The faults that a text ends in, in under a second."""
    began = time.perf_counter()
    with pytest.raises(Faults) as caught:
        load(text, "p.yaml")
    assert time.perf_counter() - began < 1
    return list(caught.value)


def test_every_value_is_the_text_that_stands_there():
    data, _ = load("a: no\nb: 0113\nc: 2026-11-25\nd: ~\ne:\nf: 'null'\ng: [yes, 1.0]\nh: >-\n  one\n  two\n", "p")
    assert data == {
        "a": "no",
        "b": "0113",
        "c": "2026-11-25",
        "d": None,
        "e": None,
        "f": "null",
        "g": ["yes", "1.0"],
        "h": "one two",
    }


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way(ends):
    data, places = load(ends.join(["a: 1", "b:", "  c: 2", ""]), "p")
    assert data == {"a": "1", "b": {"c": "2"}}
    assert places.values[("b", "c")] == (3, 6, 1)


def test_a_byte_order_mark_moves_nothing():
    assert load("\ufeffa: 1", "p")[1].keys[("a",)] == (1, 1, 1)
    assert load("\ufeffa: 1".encode(), "p")[0] == {"a": "1"}


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("5 MB", "a" * 5_000_000),
        ("one character too many", "#" * (LARGEST + 1)),
        ("billion laughs", 'a: &a ["lol"]\nb: &b [*a,*a]\nc: &c [*b,*b]\n'),
        ("alias", "a: *b"),
        ("merge key", "a: &x {b: 1}\nc:\n  <<: *x\n"),
        ("tag", "a: !!python/object/apply:os.system ['true']"),
        ("own tag", "a: !secret x"),
        ("directive", "%YAML 1.1\n---\na: 1"),
        ("two documents", "a: 1\n---\nb: 2"),
        ("brackets", "[" * LARGEST),
        ("braces", "{a: " * 60_000),
        ("dashes", "- " * 100_000),
        ("question marks", "? " * 100_000),
        ("indentation", "".join(" " * i + "a:\n" for i in range(600))),
        ("a list of many", "a: [" + "b, " * 80_000 + "]"),
        ("many keys", "".join(f"k{i}: 1\n" for i in range(25_000))),
        ("many twice", "a: 1\n" * 50_000),
        ("NUL", "a: \0"),
        ("escaped NUL", 'a: "\\0"'),
        ("escape", 'a: "\\x1b[31m"'),
        ("terminal escape", "a: \x1b[31m"),
        ("surrogate", "a: \ud800"),
        ("escaped surrogate", 'a: "\\ud800"'),
        ("beyond Unicode", 'a: "\\UFFFFFFFF"'),
        ("right to left override", "a: \u202eevil"),
        ("line separator", "a: b\u2028c: d"),
        ("next line", "a: b\x85c: d"),
        ("byte order mark inside", "a: b\ufeff"),
        ("zero width space", "mark\u200beting: 1"),
        ("soft hyphen", "mark\xadeting: 1"),
        ("a list as a key", "? [a, b]\n: c"),
        ("an empty key", ": c"),
        ("unclosed quotes", 'a: "b'),
        ("unclosed brackets", "a: [b"),
        ("tabs", "a:\n\tb: 1"),
        ("two colons", "a: b: c"),
        ("nothing", ""),
        ("blanks", " \n \n"),
        ("a remark", "# nothing else"),
        ("not UTF-8", b"\xff\xfe\x00a"),
        ("a picture", bytes(range(256)) * 100),
        ("not text", 42),
        ("none", None),
    ],
)
def test_what_could_harm_or_mislead_is_refused_at_once(what, text):
    faults = refused(text)
    assert faults and all(f.what for f in faults), what
    assert all(str(f).isprintable() or "\n" in str(f) for f in faults)
    assert not any(c in str(f) for f in faults for c in "\0\x1b\u202e\x85\u2028\ufeff\u200b")


@pytest.mark.parametrize("text", ["a: ä", "a: 日本語", "a: שלום", "a: 😀", "a: 👩‍👩‍👧", "a: 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "a: é", "a: x y"])
def test_every_script_and_emoji_is_text(text):
    assert load(text, "p")[0] == {"a": text[3:]}


def test_a_key_that_stands_twice_names_both_lines():
    (fault,) = refused("a: 1\nb: 2\na: 3\n")
    assert fault.where == "p.yaml:3:1" and "line 1" in fault.what


def test_every_key_that_stands_twice_is_named_at_once():
    assert [f.where for f in refused("a: 1\na: 2\nb: {c: 1, c: 2}\n")] == ["p.yaml:2:1", "p.yaml:3:11"]


WORDS = ["plain", "wíth", "日本", "😀x", "a b", "e\u0301"]


@pytest.mark.parametrize("seed", range(50))
def test_each_place_is_where_its_text_stands(seed):
    """A text built word by word, with the place of each noted by counting; the reader must name the same ones."""
    chance = random.Random(seed)
    lines, expected = [], {}
    for n in range(chance.randint(1, 8)):
        section = f"s{n}"
        lines.append(f"{section}:")
        expected[(section,)] = ("key", len(lines), 1, section)
        for m in range(chance.randint(1, 5)):
            indent, key = " " * 2, f"k{m}"
            words = [chance.choice(WORDS) for _ in range(chance.randint(1, 3))]
            if chance.random() < 0.5:
                line = f"{indent}{key}: [{', '.join(words)}]"
                at = len(indent) + len(key) + 4
                for number, word in enumerate(words):
                    expected[(section, key, number)] = ("value", len(lines) + 1, at, word)
                    at += len(word) + 2
            else:
                line = f"{indent}{key}: {words[0]}"
                expected[(section, key)] = ("value", len(lines) + 1, len(indent) + len(key) + 3, words[0])
            lines.append(line)
            if chance.random() < 0.3:
                lines.append("# a remark 😀")
    text = "\n".join(lines)
    _, places = load(text, "p")
    for path, (which, line, column, word) in expected.items():
        found = (places.keys if which == "key" else places.values)[path]
        assert found == (line, column, len(word))
        assert places.lines[line - 1][column - 1 : column - 1 + len(word)] == word


@pytest.mark.parametrize(
    ("line", "column", "length", "caret"),
    [
        ("    basis: consnet", 12, 7, "           ^^^^^^^"),
        ("a: 日本語 x", 4, 3, "   ^^^^^^"),  # two columns each
        ("a: 日本語 x", 8, 1, "          ^"),
        ("e\u0301: x", 5, 1, "   ^"),  # the accent takes none
        ("a: 😀", 4, 1, "   ^^"),
        ("a:", 3, 1, "  ^"),  # behind the end
    ],
)
def test_the_caret_stands_under_what_is_meant(line, column, length, caret):
    shown = source.Source("p", (line,)).excerpt((1, column, length)).split("\n")
    assert shown == [f"    1 | {line}", f"      | {caret}"]


def test_a_long_line_is_shown_around_the_place():
    line = "a: " + "x" * 5_000 + "Y" + "x" * 5_000
    first, second = source.Source("p", (line,)).excerpt((1, line.index("Y") + 1, 1)).split("\n")
    assert len(first) < 120 and first[second.index("^")] == "Y"


def test_a_line_is_shown_without_what_a_terminal_could_obey():
    assert "\x1b" not in source.Source("p", ("a: \x1b[31m\x07",)).excerpt((1, 1, 1))
