"""The notice: whole by the law's lists, each sentence from a rule or the law, in words that people can read."""

import json
import random
import re
from dataclasses import replace
from datetime import date

import pytest

from policy import made
from policy.publishing import TODAY, grade, less, plain, raw, read, says, text
from troth import law, policy
from troth.fault import Faults
from troth.policy.meaning import Ask, Facts, decide
from troth.policy.publish import as_json, compare, covered, markdown, notice
from troth.policy.source import load

# UK GDPR Art 13(1)-(2), and what Art 14 adds, as a lawyer would number them (with the law of the autumn of 2026).
ART_13 = [
    "controller", "purposes", "interest", "recipients", "transfers", "keep", "rights", "withdraw",
    "complain-controller", "complain-regulator", "need", "automated-decisions",
]  # fmt: skip
ART_14 = ["categories", "source"]
INTERESTS = ("legitimate interests", "recognised legitimate interest")


@pytest.fixture(scope="module")
def declared():
    return raw()


@pytest.fixture(scope="module")
def company():
    return read(raw())


@pytest.fixture(scope="module")
def published(company):
    return notice(company, TODAY)


def ids(published):
    return {one.id: one for one in published.sentences}


def section(published, id):
    return next(one for one in published.sections if one.id == id)


# ---- the law's lists ----


@pytest.mark.parametrize("item", ART_13 + ART_14)
def test_each_item_of_articles_13_and_14_is_met_and_missed_when_its_sentences_go(published, item):
    met = covered(published, TODAY)
    assert set(met) == {*ART_13, *ART_14}
    assert met[item]
    without = replace(
        published,
        sections=tuple(
            replace(one, sentences=tuple(s for s in one.sentences if s.id not in met[item]))
            for one in published.sections
        ),
    )
    assert covered(without, TODAY)[item] == ()


def test_who_we_are_and_how_to_reach_us_is_said(published, declared):
    met = " ".join(ids(published)[id].text for id in covered(published, TODAY)["controller"])
    for field in ("name", "address", "contact", "phone"):
        assert plain(declared["controller"][field]) in met


def test_each_purpose_is_named_with_what_it_is_for_and_what_it_rests_on(published, declared):
    rests = {
        "consent": "said yes",
        "contract": "A contract with you",
        "legal obligation": "A law makes us",
        "recognised legitimate interest": "The law counts this interest",
        "legitimate interests": "Our interest:",
    }
    known = ids(published)
    for key, purpose in declared["purposes"].items():
        assert known[f"purposes/{key}"].said == f"{plain(purpose['title'])}. {plain(purpose['says'])}"
        basis = known[f"purposes/{key}/basis"].text
        assert rests[purpose["basis"]] in basis
        if purpose["basis"] == "legitimate interests" and "assessment" in purpose:
            assert plain(purpose["assessment"]["interest"])[1:].rstrip(".") in basis
        if purpose.get("duty"):
            assert plain(purpose["duty"]) in basis


def test_each_recipient_is_named_and_those_abroad_with_country_and_protection(published, declared):
    known = ids(published)
    for key, who in declared["recipients"].items():
        assert known[f"recipients/{key}"].said == f"{who['name']}: {plain(who['role'])}."
        away = known.get(f"recipients/{key}/country")
        assert (away is None) == (who["country"] == "United Kingdom")
        if away:
            assert who["name"] in away.said and who["country"] in away.text
            for field in ("safeguard", "approval"):
                assert plain(who.get(field, ""))[1:] in away.text
    countries = {who["country"] for who in declared["recipients"].values()} - {"United Kingdom"}
    assert all(country in known["recipients/abroad"].text for country in countries)
    assert declared["controller"]["contact"] in known["recipients/copy"].text


def test_each_period_is_said_with_its_reason(published, declared):
    known = ids(published)
    checked = 0
    for key, purpose in declared["purposes"].items():
        one = known[f"purposes/{key}/keep"]
        assert plain(purpose["because"]) in one.because
        if after := re.fullmatch(r"(\d+ \w+) after ([\w.-]+)", purpose["keep"]):
            assert one.text == f"{after[1]} after {declared['events'][after[2]]}."
            checked += 1
    assert checked > 10
    assert known["purposes/calls/keep"].said.endswith("90 days after the call.")
    assert "until you withdraw your consent, and 30 days after that" in known["purposes/marketing-email/keep"].text


def test_each_right_is_in_the_companys_words_and_says_for_what_it_holds(published, declared):
    known = ids(published)
    for right, told in declared["rights"].items():
        assert plain(says(told)) in known[f"rights/{right}"].said
    # Art 20(1): what rests on consent or a contract; Art 17(3)(b): not what a law makes us keep.
    assert known["law/portability/for"].text == "It holds for what rests on your yes and a contract with you."
    assert "the law " not in known["law/erasure/for"].text.replace("interest that the law names", "")
    assert not {"law/access/for", "law/rectification/for", "law/restriction/for"} & set(known)


def test_objecting_is_told_apart_and_names_every_use_that_it_is_open_to(published, declared):
    apart = section(published, "objecting")
    named = ids(published)["law/objection/for"].text.casefold()
    for purpose in declared["purposes"].values():
        assert (plain(purpose["title"]).casefold() in named) == (purpose["basis"] in INTERESTS)
    assert any("advertising" in one.text for one in apart.sentences)
    assert not any(one.id.startswith("rights/objection") for one in section(published, "rights").sentences)


def test_each_consent_has_its_way_back(published, declared):
    known = ids(published)
    asked = {name for channel in declared["channels"].values() for name in channel.get("asks", [])}
    assert asked == {key for key, purpose in declared["purposes"].items() if purpose["basis"] == "consent"}
    for key, channel in declared["channels"].items():
        if channel.get("asks"):
            back = known[f"channels/{key}/withdraw"]
            assert plain(channel["withdraw"]) in back.said
            for name in channel["asks"]:
                assert plain(declared["purposes"][name]["title"]).casefold() in back.said.casefold()


def test_what_it_says_is_what_is_declared_and_nothing_is_left_out(published, declared):
    known = ids(published)
    wanted = {f"data/{key}" for key in declared["data"]} | {f"channels/{key}" for key in declared["channels"]}
    wanted |= {f"security/{key}" for key in declared.get("security", {})}
    wanted |= {f"never/{key}" for key in declared.get("never", {})}
    wanted |= {f"for-others/{key}" for key in declared.get("for others", {})}
    wanted |= {f"documents/{key}" for key in declared["documents"]} | {"people", "reviewed", "review-by", "complaints"}
    assert wanted <= set(known)
    for key, held in declared["data"].items():
        assert says(held)[1:] in known[f"data/{key}"].text


def test_the_complaint_to_us_is_asked_for_since_june_2026_and_the_regulators_name_changes_in_september(company):
    """DUAA 2025 s. 103, SI 2026/82 reg 3; SI 2026/1015 reg 2."""
    before, after = notice(company, date(2026, 6, 18)), notice(company, date(2026, 6, 19))
    assert "complain-controller" not in covered(before, before.on)
    assert covered(after, after.on)["complain-controller"]
    office = {
        day: ids(notice(company, day))["law/complain-regulator"].text for day in (date(2026, 9, 29), date(2026, 9, 30))
    }
    assert "Information Commissioner " in office[date(2026, 9, 29)]
    assert "Information Commission " in office[date(2026, 9, 30)]


# ---- where each sentence comes from ----


def test_every_sentence_has_an_id_of_its_own_and_a_rule_or_a_law(published):
    lines = text().split("\n")
    assert len({one.id for one in published.sentences}) == len(published.sentences) > 200
    source = policy.read(text(), "policy.yaml").source
    for one in published.sentences:
        assert re.fullmatch(r"[a-z0-9][a-z0-9./-]*", one.id), one.id
        assert one.text == plain(one.text) and one.text[-1] in ".?!;", one
        if one.rule:
            line = source.place(one.rule)[0]
            assert lines[line - 1].strip(), one.id
        else:
            assert one.id.startswith("law/") and one.cite
        for cite in filter(None, one.cite.split("; ")):
            assert any(rule.stands(TODAY) for rule in law.find(cite)), (one.id, cite)


def test_an_id_stays_when_other_rules_change(declared, published):
    data = less(less(json.loads(json.dumps(declared)), "purposes", "calls"), "recipients", "courier")
    changed = ids(notice(read(data), TODAY))
    gone = set(ids(published)) - set(changed)
    assert gone and all("calls" in id or "courier" in id for id in gone)
    assert not set(changed) - set(ids(published))


def test_the_promises_of_an_entry_go_with_its_sentences(published, declared):
    for one in published.sentences:
        if one.rule[:1] in (("purposes",), ("recipients",)) and len(one.rule) > 1:
            assert list(one.promises) == declared[one.rule[0]][one.rule[1]].get("promises", []), one.id


@pytest.mark.parametrize(
    ("change", "id", "words"),
    [
        ({"dpo": "Dr Una Fry, dpo@acme.example"}, "controller/dpo", "Dr Una Fry"),
        ({"representative": "Harbour Agents Ltd, Hull"}, "controller/representative", "Harbour Agents Ltd"),
    ],
)
def test_who_else_has_to_be_named_is_named_only_if_there_is_somebody(small, change, id, words):
    data = policy.source.load(small, "p")[0]
    without = notice(policy.read(json.dumps(data), "p"), TODAY)
    assert id not in ids(without) and "dpo" not in covered(without, TODAY)
    data["controller"] |= change
    made_of = notice(policy.read(json.dumps(data), "p"), TODAY)
    assert words in ids(made_of)[id].text


@pytest.mark.parametrize(
    "closed",
    [
        ("contract: Processing", "contract until: 2026-10-31\n    contract: Processing"),
        ("country: United Kingdom", "country: India"),  # neither approved nor under a safeguard
    ],
)
def test_a_flow_that_is_closed_on_the_day_is_not_told_as_open(small, closed):
    """The decision refuses it, so the notice does not say that it happens; the day before a contract lapses it does."""
    assert closed[0] in small
    changed = read(load(small.replace(*closed), "p")[0])
    ask = Ask(("order",), "orders", to="courier")
    for on in (date(2026, 10, 31), date(2026, 11, 1)):
        told = {one.id: one.text for one in notice(changed, on).sentences}
        allowed = decide(changed, on, ask, Facts()).allowed
        assert ("Harelane Parcels" in told["purposes/orders/disclosed-to"]) is allowed
        assert allowed is ("until" in closed[1] and on.month == 10)


def test_nothing_abroad_no_computer_and_nobody_outside_are_said_too(small):
    data = policy.source.load(small, "p")[0]
    del data["recipients"], data["purposes"]["orders"]["disclosed to"]
    made_of = notice(policy.read(json.dumps(data), "p"), TODAY)
    known = ids(made_of)
    assert known["recipients/at-home"].text == "We send no data out of the United Kingdom."
    assert known["recipients"].text == "Nobody outside our company."
    assert "No computer" in known["purposes/automated"].text
    assert all(covered(made_of, TODAY).values())


def test_a_decision_by_a_computer_is_told_with_how_what_it_means_and_what_protects(small):
    data = policy.source.load(small, "p")[0]
    data["purposes"]["orders"]["automated"] = {
        "how": "A program adds up your late payments.",
        "means": "Above three you pay first.",
        "safeguards": ["human-intervention", "contest"],
    }
    known = ids(notice(policy.read(json.dumps(data), "p"), TODAY))
    told = known["purposes/orders/automated"].said
    assert "A program adds up your late payments. Above three you pay first." in told
    assert "have a person look at it" in known["purposes/orders/automated/safeguards"].text
    assert "contest it" in known["purposes/orders/automated/safeguards"].text
    assert "purposes/automated" not in known


def test_a_source_other_than_the_person_tells_of_the_month(published, declared):
    others = {key for key, channel in declared["channels"].items() if channel.get("from") == "others"}
    told = {key for key in declared["channels"] if "within a month" in ids(published)[f"channels/{key}"].text}
    assert told == others


def test_the_regulator_is_reached_as_the_policy_says(small):
    data = policy.source.load(small, "p")[0] | {"regulator": {"phone": "0300 000 0000", "post": "1 New Road, Leeds"}}
    told = ids(notice(policy.read(json.dumps(data), "p"), TODAY))["law/complain-regulator"]
    assert "0300 000 0000" in told.text and "1 New Road, Leeds" in told.text and told.rule == ("regulator",)


# ---- how it reads ----


def test_the_short_layer_has_six_facts_that_agree_with_the_rules(published, declared):
    facts = {fact.id: fact.text for fact in published.short}
    assert len(facts) == 6
    assert (
        declared["controller"]["name"] in facts["short/who"] and declared["controller"]["contact"] in facts["short/who"]
    )
    for who in declared["recipients"].values():
        assert who["country"] == "United Kingdom" or who["country"] in facts["short/where"]
    assert "90 days" in facts["short/how-long"] and "7 years" in facts["short/how-long"]
    assert "Information Commission" in facts["short/rights"]
    assert {fact.more for fact in published.short} <= {section.id for section in published.sections}


def test_our_own_sentences_can_be_read_at_eleven_and_the_whole_at_fifteen(published):
    frame = [one.text for one in published.sentences if one.id.startswith("law/") and not one.id.endswith("/for")]
    frame += [section.title for section in published.sections]
    whole = [one.said for one in published.sentences if one.front]
    ours, all_of_it = grade(frame), grade(whole)
    print(f"\nreading age: our frame {ours + 5:.1f}, the whole notice {all_of_it + 5:.1f} years")
    assert len(frame) > 25
    assert ours + 5 <= 11
    assert all_of_it + 5 <= 15


def test_the_measure_tells_plain_words_from_hard_ones():
    """Figures by hand: 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 - 15.59."""
    assert grade(["We keep it for a year."]) == pytest.approx(-1.45)
    hard = "Personal information is processed pursuant to applicable statutory obligations incumbent upon us."
    assert grade([hard]) > 15


def test_no_clause_that_the_law_overrides_and_no_old_law_came_back(published):
    whole = " ".join(one.said for one in published.sentences)
    overridden = (
        r"clearly unfounded", r"improperly process", r"by providing (?:your|us)", r"\bEEA\b", r"in writing to us only",
        r"another (?:lawful|legitimate) basis", r"latest policy governs", r"Art(?:icle)? 77", r"45 days", r"40 days",
    )  # fmt: skip
    assert [clause for clause in overridden if re.search(clause, whole, re.IGNORECASE)] == []


def test_it_is_not_a_wall(published):
    """What is always seen: one entry a purpose and a recipient, and its parts no longer than a few lines."""
    seen = [block for one in published.sections for _, blocks in one.groups for block in blocks]
    assert len(seen) < 220
    assert max(len(" ".join(one.said for one in block if one.front)) for block in seen) < 900


# ---- policies of every kind ----


@pytest.mark.parametrize("seed", range(24))
def test_any_policy_makes_a_notice_that_says_what_it_says(seed):
    try:
        any_policy = policy.read(made.text(made.plain(random.Random(seed))), "p")
    except Faults:
        pytest.skip("this one is refused")
    on = (date(2025, 1, 1), TODAY)[seed % 2]
    published = notice(any_policy, on)
    known = [one.id for one in published.sentences]
    assert len(known) == len(set(known))
    for key, purpose in any_policy.purposes.items():
        assert plain(purpose.says)[1:].rstrip(".") in ids(published)[f"purposes/{key}"].text
    for form in (markdown(published), json.dumps(as_json(published))):
        assert compare(form, any_policy, on) == []
