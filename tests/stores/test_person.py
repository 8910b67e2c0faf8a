"""Where no program reaches, a named colleague is asked, for everybody alike."""

import pytest

from troth.fault import Faults
from troth.stores import Ask

PAPER = """kind: person
says: Paper order book
colleague: Priya Nair
asks: Look in the order book.
"""


def test_a_named_colleague_is_asked(place):
    place.file(PAPER, "paper")
    assert place.find("email=anna@example.org").results == [Ask("paper", "Priya Nair", "Look in the order book.")]


def test_the_task_is_there_also_for_one_of_whom_nothing_can_be_searched(place):
    place.file(PAPER, "paper")
    assert len(place.find("name=Anna Marsh").results) == 1


@pytest.mark.parametrize("word", ["colleague", "asks", "says"])
def test_a_task_needs_somebody_and_something_to_look_for(place, word):
    place.file("\n".join(line for line in PAPER.split("\n") if not line.startswith(word)), "paper")
    with pytest.raises(Faults, match=f"`{word}` is missing"):
        place.load()
