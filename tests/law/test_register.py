"""The register: every rule has its place, dates and source, and is found however people write it."""

from datetime import date

import pytest

from law.told import cases_by_rule
from troth import law
from troth.fault import Fault
from troth.law.contents import Contents
from troth.law.dated import Dated, Known, rule
from troth.law.grounds import grounds

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


LAWS = "https://www.legislation.gov.uk/"
IN_FULL = [
    ("PECR reg 22(3A)", f"{LAWS}uksi/2003/2426/regulation/22", "2026-02-05", "DUAA 2025 s. 114; SI 2026/82 reg 2",
     Known.GUIDANCE, "It is taken to reach only addresses that were collected from 5 February 2026 on."),
    ("DPA 2018 Sch 2 para 19", f"{LAWS}ukpga/2018/12/schedule/2", "2018-05-25", "", Known.READ, ""),
    ("DPA 2018 Sch 2 para 16", f"{LAWS}ukpga/2018/12/schedule/2", "2018-05-25", "", Known.RECALLED, ""),
    ("UK GDPR Art 15(1)(ea)", f"{LAWS}eur/2016/679/article/15", "2026-06-19",
     "DUAA 2025 s. 103 and Sch 10; SI 2026/82 reg 3", Known.READ, ""),
    ("UK GDPR Art 5(1)(e), camera recordings", f"{LAWS}eur/2016/679/article/5", "2018-05-25", "", Known.RECALLED, None),
    ("Bank holidays of Scotland", "https://www.gov.uk/bank-holidays", "2015-01-01",
     "the Banking and Financial Dealings Act 1971 and proclamations under it", Known.READ, ""),
]  # fmt: skip


@pytest.mark.parametrize(("cite", "url", "since", "by", "known", "unsure"), IN_FULL, ids=[row[0] for row in IN_FULL])
def test_a_rule_however_it_is_stated_has_all_its_parts(cite, url, since, by, known, unsure):
    (entry,) = [found for found in law.rules() if found.cite.text == cite]
    assert (entry.cite.url, entry.since, entry.until) == (url, date.fromisoformat(since), None)
    assert (entry.by, entry.known) == (by, known)
    assert entry.unsure == unsure if unsure is not None else entry.unsure.startswith("No statute gives a period;")


def test_an_item_of_a_list_is_a_rule_whose_sentence_is_its_lead_and_its_words():
    items = {item.id: item for item in law.access_items(date(2026, 11, 25))}
    keep = items["keep"].rule
    assert (keep.says, keep.known) == ("The answer says how long we keep it.", Known.RECALLED)
    assert items["recipients"].rule.says == "The answer says who receives it, by name."
    assert items["recipients"].rule.unsure.startswith("The text lets the controller choose between names and kinds;")


def test_what_a_rule_says_is_words_in_plain_letters():
    for entry in law.rules():
        assert entry.says.endswith(".") and not entry.says.endswith("..")
        assert isinstance(entry.known, Known) and isinstance(entry.by, str) and isinstance(entry.unsure, str)
        assert "XX" not in entry.says + entry.by + entry.unsure + entry.cite.text
        assert not entry.says.isupper() and entry.says[0] == entry.says[0].upper()
        assert not entry.unsure or entry.unsure.endswith(".")
    for question in law.questions():
        for ground in grounds(question):
            for item in ground.items if isinstance(ground, Contents) else ():
                assert item.id == item.id.lower() and item.says == item.says.strip()
                assert "XX" not in item.id + item.says and not item.says.isupper()


def test_the_register_is_in_the_order_of_the_law():
    places = [entry.cite.text for entry in law.rules() if entry.cite.text.startswith("UK GDPR Art 1")]
    assert places.index("UK GDPR Art 12(3)") < places.index("UK GDPR Art 12A(1)") < places.index("UK GDPR Art 13(1)(a)")
    versions = [entry.since for entry in law.rules() if entry.cite.text == "UK GDPR Art 12(3)"]
    assert versions == sorted(versions) and len(versions) == 2
