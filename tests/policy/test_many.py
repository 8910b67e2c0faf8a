"""Twenty thousand policies, changed at random or made at random: each ends in a policy or in faults, within a second.

What is accepted reads back the same from the text that we write of it. The count is printed (`-s` shows it).
"""

import random
import time
from collections import Counter
from datetime import date

import pytest

from policy import made
from policy.test_fuzz import mutated
from troth import policy
from troth.fault import Fault, Faults
from troth.policy.write import written

TODAY = date(2026, 11, 25)
SECOND = 1.0  # of the processor, so that a busy machine changes nothing
SMALL, MADE, BOTH, COMPANY = 12_000, 4_000, 3_600, 400  # twenty thousand
PARTS = 20


def outcome(text):
    """What becomes of a text: `accepted`, `objected to` by the law, or `refused`."""
    began = time.process_time()
    try:
        read = policy.read(text, "p.yaml")
        faults = policy.check(read, TODAY)
        again = policy.read(written(read), "again.yaml")
        assert again == read, "what was accepted does not read back the same"
        found = "objected to" if faults else "accepted"
    except Faults as refused:
        faults, found = list(refused), "refused"
        assert faults
    assert time.process_time() - began < SECOND
    for fault in faults:
        assert isinstance(fault, Fault) and fault.what and fault.where.startswith("p.yaml")
        assert str(fault).isprintable() or "\n" in str(fault)
    return found


def counted(kind, texts):
    """The outcomes of many, printed."""
    outcomes = Counter(outcome(text) for text in texts)
    print(f"{kind}: " + ", ".join(f"{count:,} {found}" for found, count in sorted(outcomes.items())))
    return outcomes


@pytest.mark.parametrize("part", range(PARTS))
def test_a_small_policy_changed_at_random_is_read_or_refused(small, part):
    chance, lines = random.Random(f"small {part}"), small.split("\n")
    outcomes = counted("small, changed", (mutated(lines, chance) for _ in range(SMALL // PARTS)))
    assert outcomes["refused"] and outcomes["accepted"] + outcomes["objected to"]


@pytest.mark.parametrize("part", range(PARTS))
def test_a_policy_made_at_random_is_accepted_and_reads_back(part):
    chance = random.Random(f"made {part}")
    outcomes = counted("made", (made.text(made.plain(chance)) for _ in range(MADE // PARTS)))
    assert not outcomes["refused"]


@pytest.mark.parametrize("part", range(PARTS))
def test_a_policy_made_at_random_and_then_changed_is_read_or_refused(part):
    chance = random.Random(f"both {part}")
    texts = (mutated(made.text(made.plain(chance)).split("\n"), chance) for _ in range(BOTH // PARTS))
    assert counted("made, changed", texts)["refused"]


@pytest.mark.parametrize("part", range(PARTS))
def test_the_companys_policy_changed_at_random_is_read_or_refused(company_text, part):
    chance, lines = random.Random(f"company {part}"), company_text.split("\n")
    assert counted("company, changed", (mutated(lines, chance) for _ in range(COMPANY // PARTS)))
