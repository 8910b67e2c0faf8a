"""The register: every rule has its place, dates and source, and is found however people write it."""

from datetime import date

import pytest

from law.told import cases_by_rule
from troth import law
from troth.fault import Fault
from troth.law.dated import Dated, rule

OFFICIAL = ("https://www.legislation.gov.uk/", "https://www.gov.uk/", "https://ico.org.uk/")


def places(citation):
    return [found.cite.text for found in law.find(citation)]


def test_every_rule_says_something_since_a_day_with_a_link():
    assert len(law.rules()) > 50
    for entry in law.rules():
        assert entry.says.endswith(".") and len(entry.says) > 20
        assert entry.cite.url.startswith(OFFICIAL), entry.cite
        assert entry.until is None or entry.since <= entry.until


def test_every_rule_has_a_case():
    bare = [f"{entry.cite} (since {entry.since})" for entry, cases in cases_by_rule().items() if not cases]
    assert not bare, f"{len(bare)} rules without a case: " + "; ".join(bare)


def test_no_place_has_two_rules_on_one_day():
    seen = {}
    for entry in law.rules():
        for other in seen.setdefault(entry.cite.text, []):
            assert other.until and other.until < entry.since
        seen[entry.cite.text].append(entry)


@pytest.mark.parametrize(
    "written",
    [
        "UK GDPR Art 12A(5)",
        "uk gdpr art. 12a (5)",
        "GDPR Article 12A(5)",
        "GDPR 12A(5)",
        "uk gdpr 12a(5)",
        "Article 12A(5) of the UK GDPR",
        "Art 12A(5)",
        "UK GDPR Art 12A(5)(b)",
        "UK GDPR Art 12A(5)-(6)",
    ],
)
def test_a_place_is_found_however_it_is_written(written):
    assert places(written)[0] == "UK GDPR Art 12A(5)"


@pytest.mark.parametrize("written", ["Data Protection Act 2018, section 164A(3)", "s. 164A(3)", "DPA 2018 s.164A (3)"])
def test_a_section_is_found_however_it_is_written(written):
    assert places(written) == ["DPA 2018 s. 164A(3)"]


def test_a_place_above_shows_what_stands_under_it_and_no_neighbour():
    assert places("UK GDPR Art 12A") == [f"UK GDPR Art 12A({n})" for n in range(1, 7)]
    assert "UK GDPR Art 12A(1)" not in places("UK GDPR Art 12")
    assert "DPA 2018 Sch 2 para 16" in places("Data Protection Act 2018, Schedule 2, paragraph 16")
    assert "DPA 2018 Sch 2 para 19" in places("DPA 2018 Schedule 2")


def test_several_places_at_once():
    assert places("UK GDPR Art 4A; Reg 1182/71 Art 3(4)") == ["UK GDPR Art 4A", "Reg 1182/71 Art 3(4)"]


@pytest.mark.parametrize("unknown", ["bananas", "", ";", "UK GDPR Art 999", "(((", "a" * 5000])
def test_an_unknown_place_is_a_fault(unknown):
    with pytest.raises(Fault) as caught:
        law.find(unknown)
    assert caught.value.remedy


def test_one_place_may_say_different_things_on_different_days():
    old, new = law.find("UK GDPR Art 12(3)")
    assert old.stands(date(2026, 2, 4)) and not old.stands(date(2026, 2, 5))
    assert new.stands(date(2026, 2, 5)) and not new.stands(date(2026, 2, 4))
    assert not old.stands(date(2018, 5, 24))


def test_a_dated_value_holds_from_its_day():
    value = Dated({"2026-02-05": "new", "2021-01-01": "old"})
    assert value.since == date(2021, 1, 1)
    days = [date(2020, 12, 31), date(2021, 1, 1), date(2026, 2, 4), date(2026, 2, 5), date(2050, 1, 1)]
    assert [value.on(day) for day in days] == [None, "old", "old", "new", "new"]


def test_a_function_that_is_a_rule_stays_the_function_it_was():
    from troth.law.uk.reg_1182_71 import months_on

    assert months_on(date(2028, 1, 31), 1) == date(2028, 2, 29)
    (entry,) = law.find("Reg 1182/71 Art 3(2)(c)")
    assert entry.says.startswith("A period in months ends with the day of the same number")
    assert rule.__doc__
