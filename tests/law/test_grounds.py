"""What a question can rest on, found by reading its function; and where each rule and question stands for a reader."""

import pytest

from law import told
from troth import law
from troth.law.asked import question
from troth.law.contents import Contents
from troth.law.dated import Dated, Rule, carried_out_by, carries
from troth.law.grounds import grounds, resting_on, rests_on
from troth.law.shelves import look_first, rooms, shelf, shelved
from troth.law.table import Table
from troth.law.uk import dpa_2018, pecr_marketing, uk_gdpr, uk_gdpr_7, uk_gdpr_15


def cites(rules):
    return {entry.cite.text for entry in rules}


def test_a_question_with_a_table_rests_on_the_table_and_its_rules():
    found = grounds(question("marketing"))
    assert pecr_marketing.MAY_ADVERTISE in found
    assert {"PECR reg 22(2)", "PECR reg 22(3)", "PECR reg 21(3)", "UK GDPR Art 21(3)"} <= cites(
        rests_on(question("marketing"))
    )
    assert not any(isinstance(ground, Dated) for ground in found)


def test_a_list_rests_on_its_items_and_nothing_else():
    assert grounds(question("access-answer")) == (uk_gdpr_15.ANSWER,)
    assert rests_on(question("access-answer")) == {item.rule for item in uk_gdpr_15.ANSWER.items}


def test_what_a_row_needs_is_rested_on_too():
    record = {item.rule for item in uk_gdpr_7.RECORD.items}
    assert record <= rests_on(question("consent-valid"))
    assert uk_gdpr_7.TAKEN_BACK in rests_on(question("consent-valid"))
    assert question("consent-valid") in resting_on(uk_gdpr_7.TAKEN_BACK)
    assert question("cookie") not in resting_on(uk_gdpr_7.TAKEN_BACK)


@pytest.mark.parametrize("asked", law.questions(), ids=lambda asked: asked.name)
def test_what_an_answer_leads_over_is_among_what_its_question_can_rest_on(asked):
    if asked.name in ("stands", "begins", "ends"):  # they ask the register itself
        return
    assert all(isinstance(ground, Table | Contents | Rule) for ground in grounds(asked))
    can = cites(rests_on(asked))
    for _, case in told.every_case():
        if case.get("ask") == asked.name:
            led = {part for cite in told.places(case)[0] for part in told.apart(cite)}
            assert {cite for cite in led - can if not cite.startswith("Bank holidays")} == set(), case["name"]


def test_a_function_knows_its_rule_and_a_rule_its_function():
    entry = carries(dpa_2018.acknowledge_complaint)
    assert entry.cite.text == "DPA 2018 s. 164A(3)"
    assert carried_out_by(entry) is dpa_2018.acknowledge_complaint
    assert carried_out_by(uk_gdpr.LONGER) is None


def test_every_rule_stands_on_one_shelf_the_daily_laws_first_and_guidance_last():
    shelves = shelved(law.rules())
    standing = [entry for rules in shelves.values() for entry in rules]
    assert sorted(cites(standing)) == sorted(cites(law.rules())) and len(standing) == len(law.rules())
    names = list(shelves)
    assert names[:3] == ["UK GDPR", "DPA 2018", "PECR"] and names[-1] == "ICO"
    assert names[3:-2] == sorted(names[3:-2])
    assert {shelf(entry) for entry in shelves["Bank holidays"]} == {"Bank holidays"}
    assert "UK GDPR Recital 26" in cites(shelves["UK GDPR"])
    annexed = [bool({"Annex", "Sch", "Recital"} & set(entry.cite.text.split())) for entry in shelves["UK GDPR"]]
    assert annexed == sorted(annexed) and any(annexed)


def test_a_rule_is_for_counsel_first_if_it_was_not_read_again_or_is_not_settled():
    assert look_first(uk_gdpr_7.MEANS) and look_first(uk_gdpr_7.AGE)
    assert not look_first(uk_gdpr.LONGER)


def test_every_question_is_in_one_room_in_the_order_of_the_list():
    found = [asked for room in rooms() for asked in room.questions]
    assert len(found) == len(set(found)) == len(law.questions())
    assert {asked.name for asked in found} == {asked.name for asked in law.questions()}
    for room in rooms():
        assert room.says and all(asked.name in room.module.ASKED for asked in room.questions)
    assert rooms()[0].questions[0] == law.questions()[0]
