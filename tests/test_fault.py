"""A fault in a terminal: four parts on their lines, whatever somebody typed into them."""

import pytest

from troth.fault import Fault, plain


def test_the_parts_stand_on_lines_of_their_own():
    fault = Fault("it is wrong", where="policy.yaml:3:5", because="the law says so", remedy="mend it")
    assert str(fault) == "policy.yaml:3:5: it is wrong\n  because  the law says so\n  try      mend it"
    assert str(Fault("it is wrong")) == "it is wrong"


@pytest.mark.parametrize(
    "typed", ["a\x1b[31mred", "a\rb", "a\n  try      pay", "a\u202eb", "a\x00", "a\x9bb", "a\u2028b"]
)
def test_nothing_that_was_typed_commands_the_terminal_or_adds_a_line(typed):
    fault = Fault(f"`{typed}` is nothing", where=typed, because=typed, remedy=typed)
    first, because, remedy = str(fault).split("\n")
    assert all(line.isprintable() for line in (first, because, remedy))
    assert fault.where == typed, "the parts themselves stay as they are"


def test_what_is_very_long_is_cut():
    assert len(str(Fault("x" * 100_000, where="y" * 100_000))) == 2_000
    assert plain("abcdefgh", 6) == "abc..." and plain("abcdef", 6) == "abcdef"


def test_letters_of_every_script_stay():
    for typed in ("Zoë", "e\u0301", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "👩\u200d💻"):
        assert plain(typed) == typed
