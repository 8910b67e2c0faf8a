"""The pages for counsel: woven from the code, whole, the same on any day, with links that lead somewhere."""

import html
import importlib.util
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from law.told import apart, every_case
from troth import law
from troth.law.contents import Contents
from troth.law.dated import carried_out_by
from troth.law.grounds import grounds, resting_on, rests_on
from troth.law.shelves import look_first, rooms, shelved
from troth.law.table import Table

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "law"


@cache
def weave():
    """docs/weave.py as a module."""
    spec = importlib.util.spec_from_file_location("weave", ROOT / "docs" / "weave.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def woven():
    return weave().woven()


def everything():
    return "\n".join(woven().values())


def test_the_pages_are_what_the_code_says():
    there = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*")}
    other = sorted(name for name in {*there, *woven()} if there.get(name) != woven().get(name))
    assert not other, f"run `python3 run weave`: {', '.join(other)} in docs/law differ from the code"


def test_every_rule_is_told_once_with_its_words_source_and_doubt():
    titles = Counter(re.findall(r"^#### (.*)$", everything(), re.M))
    for rule in law.rules():
        assert titles[weave().plain(weave().name(rule))] == 1
        page = woven()[f"{weave().page_of(rule)}.md"]
        told = page.split(f'<a id="{weave().anchor(rule)}"></a>')[1].split("<a id=")[0]
        assert weave().plain(rule.says) in told and weave().times(rule) in told
        assert f"How we know it: {rule.known}." in told
        assert ("**Not settled:** " + weave().plain(rule.unsure) in told) == bool(rule.unsure)
        if function := carried_out_by(rule):
            assert f"```python\ndef {function.__name__}(" in told


def test_every_rule_names_a_case_that_leads_over_it():
    for rule, cases in weave().cases_by_rule().items():
        page = woven()[f"{weave().page_of(rule)}.md"]
        told = page.split(f'<a id="{weave().anchor(rule)}"></a>')[1].split("<a id=")[0]
        assert ("- Shown by “" in told) == bool(cases)


def test_every_question_table_and_list_stands_once():
    marks = Counter(re.findall(r'<a id="(ask-[^"]+)">', everything()))
    assert marks == Counter(f"ask-{question.name}" for question in law.questions())
    reached = {id(one): one for question in law.questions() for one in weave().decides(question)}
    lists = [one for one in reached.values() if isinstance(one, Contents)]
    marked = re.findall(r'<a id="(list-[^"]+)">', everything())
    assert len(marked) == len(set(marked)) == len(lists) > 20
    rows = sum(len(one.rows) for one in reached.values() if isinstance(one, Table))
    assert len(re.findall(r"^\| \d+ \| ", everything(), re.M)) == rows > 100


def test_links_between_the_pages_lead_to_a_mark_and_no_mark_is_twice_on_a_page():
    marks = {name: re.findall(r'<a id="([^"]+)"></a>', text) for name, text in woven().items()}
    for name, text in woven().items():
        assert len(marks[name]) == len(set(marks[name]))
        for page, mark in re.findall(r"\]\(([\w.-]*)#([^)]+)\)", text):
            assert mark in marks[page or name], f"{name}: {page}#{mark}"
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (PAGES / target).exists() or target in woven(), f"{name}: {target}"


def test_rows_of_a_markdown_table_have_the_cells_of_its_head():
    for name, text in woven().items():
        for block in re.findall(r"(?:^\|.*\|\n)+", text, re.M):
            cells = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(cells) == 1, f"{name}: {block[:200]}"


def test_no_page_is_too_long_for_a_viewer_and_what_is_folded_is_closed():
    for name, text in woven().items():
        assert len(text.encode()) < 130_000, f"{name}: part it in docs/weave_places.py"
        opened = re.findall(r"^<details><summary>.*</summary>\n\n", text, re.M)
        assert len(opened) == text.count("<details>") == len(re.findall(r"\n\n</details>\n", text))


def test_a_law_in_parts_has_each_article_on_the_page_of_its_part():
    places = {"UK GDPR Art 6(1)(f)": "principles-and-bases", "UK GDPR Annex 1 para 1": "principles-and-bases"}
    places |= {"UK GDPR Art 12A(1)": "notices-and-access", "UK GDPR Art 22A(1)(a)": "rights"}
    places |= {"UK GDPR Art 33(1)": "controllers", "UK GDPR Art 49(1)(a)": "transfers", "UK GDPR Art 83(4)": "remedies"}
    for place, part in places.items():
        assert [weave().page_of(rule) for rule in law.find(place)][:1] == [f"uk-gdpr-{part}"], place


def test_the_index_tells_what_counsel_looks_at_first():
    page = woven()["README.md"]
    first = page.split("## What counsel looks at first")[1].split("## Calendar")[0]
    for rule in law.rules():
        here = f"#{weave().anchor(rule)})" in first
        assert here == look_first(rule), rule.cite
    assert f"{len(law.rules())} rules, {len(law.questions())} questions" in page


def test_the_calendar_has_every_day_on_which_a_rule_begins_or_ends():
    days = {day for rule in law.rules() for day in (rule.since, rule.until) if day}
    told = woven()["README.md"].split("## Calendar of changes")[1]
    assert re.findall(r"^### (.*)$", told, re.M) == [weave().written(day) for day in sorted(days, reverse=True)]


def test_the_pages_are_the_same_in_another_process_on_another_machines_hashes():
    code = (
        "import hashlib, sys; sys.path.insert(0, 'docs'); import weave; "
        "print(hashlib.sha256(repr(sorted(weave.woven().items())).encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }
    assert len(told) == 1


def test_what_a_reader_of_markdown_would_take_for_a_sign_is_escaped():
    plain = weave().plain
    assert plain("a|b <i> *c* d_e [f](g)") == r"a\|b \<i\> \*c\* d\_e \[f\](g)"
    assert plain("see `a_b|c` and d_e") == r"see `a_b|c` and d\_e"
    assert (plain(True), plain(None), plain(17_500_000), plain(2018)) == ("yes", "not told", "17,500,000", "2018")
    assert plain(frozenset({"b", "a"})) == "a, b" and plain(()) == "none"
    assert html.unescape(everything()) == everything()


# ---- what the pages are laid out by ----


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("refusal", "UK GDPR Art 12(4)"),
        ("marketing", "PECR reg 22(2)"),
        ("maximum-fine", "DPA 2018 s. 157(5)"),
        ("statutory-period", "VATA 1994 Sch 11 para 6"),
    ],
)
def test_what_a_question_rests_on_is_found_by_reading_its_function(asked, place):
    question = next(one for one in law.questions() if one.name == asked)
    assert place in {rule.cite.text for rule in rests_on(question)}
    assert all(question in resting_on(rule) for rule in rests_on(question))
    assert grounds(question)


def test_what_an_answer_leads_over_is_among_what_its_question_can_rest_on():
    """The cases ask; each rule of a ruling is one that reading the function found (but the holidays of a nation)."""
    told = {rule.cite.text for rule in law.rules()}
    register = {"stands", "begins", "ends"}  # these ask the register itself
    for _, case in every_case():
        if "ask" not in case or case["ask"] in register:
            continue
        question = next(one for one in law.questions() if one.name == case["ask"])
        known = {rule.cite.text for rule in rests_on(question)}
        ruling = law.ask(case["ask"], case["on"], case.get("given"))
        for step in ruling.because:
            missing = {place for place in apart(step.cite) if place in told} - known
            assert all(place.startswith("Bank holidays") for place in missing), (case["name"], missing)


def test_every_rule_stands_on_one_shelf_and_every_question_in_one_room():
    stands = [rule for rules in shelved(law.rules()).values() for rule in rules]
    assert sorted(stands, key=id) == sorted(law.rules(), key=id)
    assert list(shelved(law.rules()))[:3] == ["UK GDPR", "DPA 2018", "PECR"]
    asked = [question.name for room in rooms() for question in room.questions]
    assert Counter(asked) == Counter(question.name for question in law.questions())
    assert all(room.says.endswith(".") for room in rooms())
