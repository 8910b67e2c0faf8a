"""docs/policy.md says what the code says: every key of the file, and every objection of the law."""

import importlib.util
from pathlib import Path

from troth.policy import keys, values
from troth.policy.check import OBJECTIONS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")


def woven():
    spec = importlib.util.spec_from_file_location("weave_policy", ROOT / "docs" / "weave_policy.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_code_makes_now():
    assert woven().page() == PAGE, "run `python3 run weave`: docs/policy.md differs from the code"


def test_every_objection_stands_on_the_page_with_its_place_in_the_law():
    for one in OBJECTIONS:
        assert one.cite.text in PAGE and one.cite.url in PAGE and one.law in PAGE


def test_every_group_of_keys_that_a_policy_can_hold_has_its_part():
    held = {name for name, thing in vars(values).items() if isinstance(thing, type) and issubclass(thing, values.Value)}
    assert held - {"Value"} == set(woven().PARTS)
    assert set(woven().PARTS) <= set(keys.MEANS)
