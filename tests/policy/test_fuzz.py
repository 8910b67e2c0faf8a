"""Whatever a policy file holds, it ends in a policy or in faults, quickly; never in anything else."""

import random
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth import policy
from troth.fault import Fault, Faults

TODAY = date(2026, 11, 25)
ODD = [
    "",
    " ",
    "~",
    "null",
    "[]",
    "{}",
    "[",
    "}",
    "&a",
    "*a",
    "!x",
    "|",
    ">",
    '"',
    "'",
    "#",
    ": ",
    "- ",
    "? ",
    "%",
    "@",
    "`",
]
ODD += ["\t", "\0", "\x1b", "\u202e", "\ud800", "😀", "е", "0", "1" * 40, "x" * 3000, "- " * 50, "{a: " * 30, "[" * 30]
ODD += [
    "2026-02-30",
    "9999999 years after a.b",
    "until consent is withdrawn",
    "<<: *a",
    "policy: 1",
    "purposes:",
    "id: x",
]


def tried(text):
    """Whether a text was accepted; what it is refused with must be faults, soon."""
    began = time.perf_counter()
    try:
        read = policy.read(text, "p.yaml")
        faults = policy.check(read, TODAY)
        accepted = True
    except Faults as refused:
        faults, accepted = list(refused), False
        assert faults
    assert time.perf_counter() - began < 2  # a second, and as much for a busy machine
    for fault in faults:
        assert isinstance(fault, Fault) and fault.what and fault.where.startswith("p.yaml")
        str(fault).encode()
        assert "\x1b" not in str(fault) and "\0" not in str(fault)
    return accepted


def mutated(lines, chance):
    """The lines with one to three of them dropped, doubled, swapped, indented, cut, or with something odd in them."""
    lines = list(lines)
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[at]
        cut = chance.randint(0, len(line))
        match chance.randrange(8):
            case 0:
                lines[at] = ""
            case 1:
                lines.insert(at, line)
            case 2:
                lines[at], lines[other] = lines[other], line
            case 3:
                lines[at] = " " * chance.randint(1, 9) + line
            case 4:
                lines[at] = line.lstrip()
            case 5:
                lines[at] = line[:cut] + chance.choice(ODD) + line[cut:]
            case 6:
                lines[at] = line[:cut]
            case _:
                key, colon, _ = line.partition(":")
                lines[at] = key + colon + " " + chance.choice(ODD)
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(4))
def test_a_changed_policy_is_read_or_refused(small, seed):
    chance = random.Random(seed)
    lines = small.split("\n")
    outcomes = [tried(mutated(lines, chance)) for _ in range(150)]
    assert any(outcomes) and not all(outcomes)


def test_a_change_anywhere_in_the_companys_policy_is_read_or_refused(company_text):
    chance = random.Random(7)
    lines = company_text.split("\n")
    outcomes = [tried(mutated(lines, chance)) for _ in range(50)]
    assert any(outcomes) and not all(outcomes)


TREES = st.recursive(
    st.sampled_from(ODD) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
PARTS = ["policy", "controller", "nation", "identifiers", "data", "purposes", "recipients", "channels", "events"]


def written(value, depth=0):
    """A tree as block YAML, with nothing quoted, so that much of it is none."""
    pad = "  " * depth
    if isinstance(value, dict):
        return "\n".join(f"{pad}{k}:\n{written(v, depth + 1)}" for k, v in value.items())
    if isinstance(value, list):
        return "\n".join(f"{pad}-\n{written(v, depth + 1)}" for v in value)
    return f"{pad}{value}"


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(PARTS), TREES, max_size=6))
def test_any_tree_is_read_or_refused(tree):
    tried(written(tree))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.binary(max_size=300))
def test_any_text_is_read_or_refused(text):
    tried(text)
