"""The cases that counsel can read: a table and TOML files in tests/cases, each against the law room."""

import csv
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from law import told
from troth import law
from troth.words import Nation

CASES = Path(__file__).parent.parent / "cases"
TABLE = list(csv.DictReader((CASES / "clocks.csv").open(encoding="utf-8")))
EVERY = [(f"{file}: {case['name']}", case) for file, case in told.every_case()]
TOLD = [(name, case) for name, case in EVERY if "ask" not in case]
ASKED = [(name, case) for name, case in EVERY if "ask" in case]
WORDS = {"name", "cite", "says", "never_says"}
KEYS = WORDS | set("right duty received nation identified fee_paid clarified extended due".split())
KEYS |= set("notice_by cautious excluded_days".split())
ASKED_KEYS = WORDS | set("ask on given answer needs".split())


def day(text):
    return date.fromisoformat(text) if text else None


def moment(text):
    return datetime.fromisoformat(text) if "T" in text else day(text)


@pytest.mark.parametrize("row", TABLE, ids=[row["id"] for row in TABLE])
def test_a_row_of_the_table_holds(row):
    questions = [tuple(day(part) for part in pair.split("/")) for pair in row["clarify"].split()]
    given = {"clarify": questions, "identified": day(row["identified"]), "fee_paid": day(row["fee_paid"])}
    found = law.due(
        row["duty"], moment(row["received"]), Nation(row["nation"]), extended=bool(row["extended"]), **given
    )
    assert found.at == (moment(row["due"]) if row["due"] else None)
    if row["notice_by"]:
        assert found.notice_by == day(row["notice_by"])
    if row["excluded"]:
        assert found.excluded_days == int(row["excluded"])
    if row["cautious"]:
        assert found.cautious == day(row["cautious"])


def test_the_table_is_whole():
    assert len(TABLE) == 54
    assert {row["duty"] for row in TABLE} == {"access", "erasure", "complaint-acknowledgement", "breach"}


@pytest.mark.parametrize("case", [case for _, case in TOLD], ids=[name for name, _ in TOLD])
def test_a_told_case_holds(case):
    assert set(case) <= KEYS, "a key that nothing reads"
    assert told.missed(case) == []
    assert (law.absent(case.get("right") or case["duty"], case["received"]) is None) == (case["due"] != "absent")


@pytest.mark.parametrize("case", [case for _, case in ASKED], ids=[name for name, _ in ASKED])
def test_an_asked_case_holds(case):
    assert set(case) <= ASKED_KEYS, "a key that nothing reads"
    assert told.wrong(case) == []
    assert told.cites(case) or case["answer"] in ("absent", []), "a case names the place that decides it"
    for step in law.ask(case["ask"], case["on"], case.get("given")).because:
        assert re.fullmatch(r"[A-Z0-9].*[.?]", step.says) and "  " not in step.says
        assert not step.cite or law.find(step.cite)


def test_no_two_cases_have_the_same_name():
    names = [name for name, _ in EVERY]
    assert len(names) == len(set(names))


def test_the_place_of_a_deadline_is_that_of_its_period():
    ask = {"received": date(2026, 3, 2), "nation": Nation.ENGLAND}
    assert law.due("access", **ask).cite == "UK GDPR Art 12A(1)"
    assert law.due("access", **ask, extended=True).cite == "UK GDPR Art 12A(3)"
    assert law.due("access", **ask, clarify=[(date(2026, 3, 5), None)]).cite == "UK GDPR Art 12A(5)-(6)"
    assert law.due("erasure", date(2026, 2, 4), Nation.ENGLAND, extended=True).cite == "UK GDPR Art 12(3)"


def test_every_duty_has_a_told_case():
    assert {case.get("right") or case["duty"] for _, case in TOLD} == set(law.DUTIES)


def test_every_step_is_a_sentence_and_every_place_is_in_the_register():
    for _, case in TOLD:
        found, steps = told.deadline(case)
        assert steps
        for step in steps:
            assert re.fullmatch(r"[A-Z0-9].*\.", step.says) and "  " not in step.says
            assert "None" not in step.says.split()[1:]
            assert not step.cite or law.find(step.cite)
        assert not found or law.find(found.cite)
