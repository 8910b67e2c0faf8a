"""Questions by name: what a person may write for a fact, and the fault for what does not fit."""

from datetime import date
from inspect import signature

import pytest

from law import told
from troth import law
from troth.fault import Fault
from troth.law.asked import Fact, question
from troth.law.table import SILENT

TODAY = date(2026, 11, 25)
WORD = Fact("channel", "how it goes", str, ("email", "live-call"), many=False, needed=True)
YES = Fact("consent", "they agreed", bool, (), many=False, needed=False)
NUMBER = Fact("age", "in years", int, (), many=False, needed=False)
AMOUNT = Fact("turnover", "in pounds", float, (), many=False, needed=False)
DAY = Fact("began", "the first day", date, (), many=False, needed=False)
TEXT = Fact("country", "where to", str, (), many=False, needed=False)
SEVERAL = Fact("triggers", "what is done", str, ("profiling", "biometrics"), many=True, needed=False)


@pytest.mark.parametrize(
    ("fact", "written", "value"),
    [
        (WORD, "email", "email"),
        (YES, "yes", True),
        (YES, " True ", True),
        (YES, "NO", False),
        (YES, "false", False),
        (YES, True, True),
        (NUMBER, "13", 13),
        (NUMBER, " 1 ", 1),
        (NUMBER, 0, 0),
        (AMOUNT, "1.5", 1.5),
        (AMOUNT, 7, 7),
        (AMOUNT, "7", 7.0),
        (DAY, "2026-03-02", date(2026, 3, 2)),
        (DAY, TODAY, TODAY),
        (TEXT, " Japan ", " Japan "),
        (SEVERAL, "profiling, biometrics", frozenset({"profiling", "biometrics"})),
        (SEVERAL, "", frozenset()),
        (SEVERAL, ["profiling"], frozenset({"profiling"})),
        (SEVERAL, ("profiling", "profiling"), frozenset({"profiling"})),
    ],
)
def test_a_fact_is_read_as_a_person_writes_it_or_as_a_value(fact, written, value):
    read = fact.read(written)
    assert read == value and type(read) is type(value)


@pytest.mark.parametrize(
    ("fact", "written", "remedy"),
    [
        (WORD, "e-mail", "did you mean `email`?"),
        (WORD, "zzz", "write one of: email, live-call"),
        (WORD, 3, "write one of: email, live-call"),
        (YES, "perhaps", "write yes or no"),
        (YES, 1, "write yes or no"),
        (NUMBER, "-1", "write a whole number from 0"),
        (AMOUNT, "inf", "write a number from 0"),
        (AMOUNT, "nan", "write a number from 0"),
        (DAY, "20260302", "write a day, like 2026-11-25"),
        (NUMBER, "thirteen", "write a whole number from 0"),
        (NUMBER, "1_3", "write a whole number from 0"),
        (NUMBER, "1.5", "write a whole number from 0"),
        (NUMBER, True, "write a whole number from 0"),
        (NUMBER, 1.0, "write a whole number from 0"),
        (AMOUNT, "much", "write a number from 0"),
        (AMOUNT, False, "write a number from 0"),
        (DAY, "tomorrow", "write a day, like 2026-11-25"),
        (DAY, "2026-02-30", "write a day, like 2026-11-25"),
        (DAY, 20260302, "write a day, like 2026-11-25"),
        (TEXT, 4, "write words"),
        (SEVERAL, "profilng", "did you mean `profiling`?"),
        (SEVERAL, 4, "write some of (a,b): profiling, biometrics"),
        (SEVERAL, ["profiling", 4], "write some of (a,b): profiling, biometrics"),
    ],
)
def test_what_does_not_fit_is_a_fault_that_says_what_would(fact, written, remedy):
    with pytest.raises(Fault) as caught:
        fact.read(written)
    shown = written[1] if isinstance(written, list) else written
    assert caught.value.what == f"`{fact.name}` cannot be `{shown}`"
    assert (caught.value.because, caught.value.remedy) == (fact.says, remedy)


def test_a_fault_shows_the_beginning_of_a_long_value():
    with pytest.raises(Fault) as caught:
        WORD.read("x" * 5000)
    assert caught.value.what == f"`channel` cannot be `{'x' * 60}`"


@pytest.mark.parametrize(
    ("name", "remedy"), [("marketting", "did you mean `marketing`?"), ("zzzz", "see them all: troth law ask")]
)
def test_an_unknown_question_is_a_fault(name, remedy):
    with pytest.raises(Fault) as caught:
        law.ask(name, TODAY)
    assert caught.value.what == f"`{name}` is no question that the law answers here"
    assert caught.value.remedy == remedy


def test_a_fact_that_a_question_does_not_take_is_a_fault():
    with pytest.raises(Fault) as caught:
        law.ask("child-consent", TODAY, {"aeg": 12})
    assert caught.value.what == "`child-consent` takes no fact `aeg`"
    assert caught.value.remedy == "did you mean `age`?"
    with pytest.raises(Fault) as caught:
        law.ask("child-consent", TODAY, {"zzz": 12})
    assert caught.value.remedy == "it takes: age, parental, checked, counselling, understands"
    with pytest.raises(Fault) as caught:
        law.ask("child-age", TODAY, {"zzz": 12})
    assert caught.value.remedy == "it takes: none"


def test_a_fact_that_decides_everything_has_to_be_given():
    with pytest.raises(Fault) as caught:
        law.ask("keeps-law", TODAY, {"matter": "request"})
    assert caught.value.what == "`keeps-law` needs `began`"
    assert caught.value.because.startswith("the day on which the request or complaint arrived")
    assert caught.value.remedy == "say `began=...` (a day, like 2026-11-25)"
    with pytest.raises(Fault) as caught:
        law.ask("keeps-law", TODAY, {"began": TODAY})
    assert caught.value.remedy == "say `matter=...` (one of: request, decision, complaint, penalty)"


def test_a_question_tells_its_words_and_its_facts():
    asked = question("keeps-law")
    assert asked.says == "Which law does a matter keep that began on this day: the older or the newer one?"
    assert [(f.name, f.kind, f.values, f.many, f.needed) for f in asked.facts] == [
        ("matter", str, ("request", "decision", "complaint", "penalty"), False, True),
        ("began", date, (), False, True),
    ]
    assert asked.facts[0].says.startswith("a request, a decision that a computer took alone")
    triggers = {f.name: f for f in question("impact-assessment").facts}["triggers"]
    assert triggers.many and len(triggers.values) > 8
    nation = {f.name: f for f in question("notice-due").facts}["nation"]
    assert nation.values == ("england", "wales", "scotland", "northern-ireland")
    assert {f.name for f in question("notice-due").facts} == {"obtained", "nation", "contact", "disclosure"}
    assert not any(f.needed for f in question("child-consent").facts)


def test_every_question_asks_in_words_and_every_fact_says_what_it_means():
    assert len(law.questions()) > 100
    for asked in law.questions():
        assert asked.name == asked.name.lower() and asked.says[0].isupper(), asked.name
        for fact in asked.facts:
            assert fact.says and fact.says[0].islower(), (asked.name, fact.name)


def test_every_question_has_a_case():
    told_of = {case["ask"] for _, case in told.every_case() if "ask" in case}
    assert {asked.name for asked in law.questions()} == told_of


def test_every_reason_is_a_sentence_in_plain_letters():
    for _, case in told.every_case():
        if "ask" in case:
            for step in law.ask(case["ask"], case["on"], case.get("given")).because:
                assert not step.says.isupper() and "XX" not in step.says and not step.cite.islower()


def test_what_is_left_out_is_one_of_the_words_that_a_fact_may_be():
    for asked in law.questions():
        left_out = signature(asked.answers).parameters
        for fact in asked.facts:
            default = left_out[fact.name].default
            if fact.values and not fact.many and isinstance(default, str):
                assert default in fact.values, (asked.name, fact.name)


def test_an_answer_rests_on_places_that_are_named():
    for _, case in told.every_case():
        if "ask" in case:
            found = law.ask(case["ask"], case["on"], case.get("given"))
            for step in found.because:
                assert step.cite or step == SILENT or len(found.because) > 1, case["name"]
