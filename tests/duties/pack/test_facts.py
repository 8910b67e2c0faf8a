"""The law's list: each item of the day is answered, and an item without an answer stops us."""

from dataclasses import replace
from datetime import date

import pytest

from troth import law
from troth.duties.pack.compose import compose
from troth.duties.pack.layout import lay_out
from troth.duties.pack.values import Automated, Disclosure, Disclosures
from troth.fault import Fault


def told(matter):
    return {fact.id: fact.answer for fact in compose(matter, lay_out(matter)).facts}


@pytest.mark.parametrize(
    "on", [date(2024, 1, 2), date(2026, 2, 5), date(2026, 6, 18), date(2026, 6, 19), date(2027, 5, 1)]
)
def test_every_item_of_the_day_is_answered_in_the_laws_order(on, hannah):
    items = law.access_items(on)
    matter = replace(hannah, law=items, regulator=law.regulator(on))
    facts = compose(matter, lay_out(matter)).facts
    assert [fact.id for fact in facts] == [item.id for item in items]
    assert all(fact.answer and all(fact.answer) and fact.cite for fact in facts)


def test_an_item_without_an_answer_stops_us(hannah):
    strange = replace(hannah.law[0], id="moon-phase")
    with pytest.raises(Fault, match="moon-phase"):
        told(replace(hannah, law=(*hannah.law, strange)))


def test_the_regulator_is_the_one_of_the_day(hannah):
    office = law.regulator(date(2026, 12, 14))
    (says,) = told(hannah)["complain-regulator"]
    assert office.name in says
    assert office.phone in says
    assert office.web in says


def test_disclosures_that_were_recorded_come_by_name_and_day_before_those_that_may_be(hannah):
    given = (
        Disclosure("accountants", date(2026, 4, 6), "your invoices"),
        Disclosure("A court", date(2026, 5, 1), "a note"),
    )
    lines = told(replace(hannah, disclosures=Disclosures(given, since=date(2026, 1, 1))))["recipients"]
    assert lines[0] == "Ollerton Pike LLP, 6\u00a0April 2026: your invoices"
    assert lines[1] == "A court, 1\u00a0May 2026: a note"
    assert "since 1\u00a0January 2026" in lines[2]
    assert any(line.startswith("Ollerton Pike LLP (our accountants") for line in lines[3:])


def test_a_recipient_abroad_comes_with_what_protects_the_data_there(hannah):
    lines = told(hannah)["transfers"]
    assert lines == (
        "Night Desk Support (Pty) Ltd (answers support calls at night), South Africa: International Data Transfer "
        "Agreement, version A1.0, of 1 September 2026; ask us for a copy.",
        "Plaincount Inc. (counts visits for us), United States: On the Data Privacy Framework list with its UK "
        "Extension, looked up on 19 October 2026.",
    )


def test_we_say_that_no_computer_decided_only_where_we_know_it(hannah):
    assert "We know of no decision" in told(hannah)["automated-decisions"][0]
    assert told(replace(hannah, automated=()))["automated-decisions"] == (
        "No computer alone decided anything about you.",
    )
    decided = (Automated("Credit limit", "missed payments lower it", "orders above it are paid in advance"),)
    assert told(replace(hannah, automated=decided))["automated-decisions"] == (
        "Credit limit: Missed payments lower it. Orders above it are paid in advance.",
    )


def test_how_long_each_thing_is_kept_has_its_day_where_the_day_is_known(answer):
    kept = {line.title: line.kept for line in answer.lines}
    assert kept["Keeping our website and systems safe"] == (
        "Until 22\u00a0February 2027: 90 days after the visit to the website"
    )
    assert kept["Checking credit before monthly terms"] == "12 months after the check"  # the contact has no such day
    item = next(i for s in answer.sections for i in s.items if i.title == "Credit check")
    assert item.deleted == ("Until 3\u00a0March 2027: 12 months after the check",)


def test_the_numbers_at_the_top_are_those_of_the_rows(answer, hannah):
    included = [row for row in hannah.reviewed if row.decision == "include"]
    assert answer.count == len(included) == 64
    assert answer.short[0] == "We hold 64 items about you, in 4 of the 5 systems that we searched."
    assert sum(len(item.rows) for section in answer.sections for item in section.items) == 64
    assert {place.says: place.items for place in answer.places} == {
        "Customer database": 49,
        "Recordings of calls": 1,
        "Our mail": 1,
        "Log of our website": 13,
        "Paper order book": 0,
    }
