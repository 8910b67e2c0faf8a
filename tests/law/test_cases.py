"""The cases that counsel can read: a table and TOML files in tests/cases, each against the law room."""

import csv
import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from troth import law
from troth.words import Nation

CASES = Path(__file__).parent.parent / "cases"
TABLE = list(csv.DictReader((CASES / "clocks.csv").open(encoding="utf-8")))
TOLD = [
    (f"{path.stem}: {case['name']}", case)
    for path in sorted(CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
]
KEYS = set("name right duty received nation identified fee_paid clarified extended due".split())
KEYS |= set("notice_by cautious excluded_days cite says never_says".split())


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
    duty = case.get("right") or case["duty"]
    questions = [(pair[0], pair[1] if len(pair) > 1 else None) for pair in case.get("clarified", [])]
    given = {key: case[key] for key in ("identified", "fee_paid", "extended") if key in case}
    found = law.due(duty, case["received"], Nation(case["nation"]), clarify=questions, **given)
    if case["due"] == "absent":
        assert found is None
        steps = [law.absent(duty, case["received"])]
    else:
        assert found.at == (None if case["due"] == "none" else case["due"])
        assert law.absent(duty, case["received"]) is None
        steps = found.because
        for key in ("notice_by", "cautious", "excluded_days"):
            assert key not in case or getattr(found, key) == case[key]
    assert any(case["cite"] in step.cite for step in steps)
    for words in case.get("says", []):
        assert any(words in step.says for step in steps)
    for words in case.get("never_says", []):
        assert not any(words in step.says for step in steps)


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
        questions = [(pair[0], pair[1] if len(pair) > 1 else None) for pair in case.get("clarified", [])]
        given = {key: case[key] for key in ("identified", "fee_paid", "extended") if key in case}
        duty = case.get("right") or case["duty"]
        found = law.due(duty, case["received"], Nation(case["nation"]), clarify=questions, **given)
        steps = found.because if found else (law.absent(duty, case["received"]),)
        assert steps
        for step in steps:
            assert (
                re.fullmatch(r"[A-Z0-9].*\.", step.says)
                and "  " not in step.says
                and "None" not in step.says.split()[1:]
            )
            assert not step.cite or law.find(step.cite)
        assert not found or law.find(found.cite)
