"""What the law objects to: each objection with a good example, where all is silent, and a bad one, where it speaks."""

from datetime import date
from functools import cache

import pytest
from tests.policy.objections import EXAMPLES, SOUND, TODAY, Example, change

from troth import policy
from troth.fault import Faults
from troth.law.uk.approvals import APPROVALS
from troth.policy.check import OBJECTIONS, SUBJECTS
from troth.policy.check.transfers import SCHEMES

NAMES = [one.found.__name__ for one in OBJECTIONS]


@cache
def read(text):
    return policy.read(text, "p.yaml")


def objecting(text, on=TODAY, today=None, beside=None):
    """The faults of a text, each with the name of its objection."""
    by_reason = {f"{one.cite}: {one.law}": one.found.__name__ for one in OBJECTIONS}
    declared = policy.read(text, "p.yaml", beside) if beside else read(text)
    return [(by_reason[f.because], f) for f in policy.check(declared, on, today)]


def line_of(fault, text):
    return text.split("\n")[int(fault.where.split(":")[1]) - 1]


def test_the_policy_that_is_changed_has_no_fault():
    assert objecting(SOUND) == []


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: f"{one.objection}: {one.at}")
def test_what_is_lawful_and_looks_alike_has_no_fault(one: Example):
    if one.on == TODAY:
        assert [(name, fault.what) for name, fault in objecting(change(*one.good))] == []
    else:
        assert one.objection not in [name for name, _ in objecting(change(*one.good), one.on)]


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: f"{one.objection}: {one.at}")
def test_one_objection_speaks_of_the_bad_at_its_place(one: Example):
    text = change(*one.bad)
    found = objecting(text, one.on)
    own = [fault for name, fault in found if name == one.objection]
    assert own, [name for name, _ in found]
    others = {name for name, _ in found} - {one.objection, *one.also}
    assert not others or "*" in one.also, others
    assert len(own) == 1 or one.objection in one.also, [fault.what for fault in own]
    assert one.at in line_of(own[0], text), own[0].where
    assert one.says in own[0].what and own[0].remedy


def test_every_objection_has_an_example():
    assert set(NAMES) == {one.objection for one in EXAMPLES}
    assert len(NAMES) == len(set(NAMES)) >= 40


def test_every_objection_cites_the_law_with_its_address_and_says_it_in_a_line():
    for one in OBJECTIONS:
        assert one.cite.text.startswith(("UK GDPR ", "DPA 2018 ", "PECR ", "SI 2018/", "DUAA 2025 "))
        assert one.cite.url.startswith("https://www.legislation.gov.uk/")
        assert one.found.__doc__ and "\n" not in one.law and not one.law.endswith(".")


def test_every_subject_is_a_module_with_objections():
    homes = {one.found.__module__ for one in OBJECTIONS}
    assert homes == {module.__name__ for module in SUBJECTS}


def test_faults_come_in_the_order_of_the_file():
    text = change(
        ("  registration: ZA123456\n", ""), ("  access: You", "# access: You"), ("asks: [newsletter, ", "asks: [")
    )
    lines = [int(fault.where.split(":")[1]) for _, fault in objecting(text)]
    assert lines == sorted(lines) and len(lines) == 3


# ---- days ----


@pytest.mark.parametrize(
    ("objection", "edits", "before", "since"),
    [
        # the day before the law, and its day
        (
            "complaints_find_a_way",
            (("form at /complain/, letter]", "form at /complain/]"),),
            "2026-06-18",
            "2026-06-19",
        ),
        ("complaints_are_acknowledged", (("within 30 days", "soon"),), "2026-06-18", "2026-06-19"),
        (
            "safeguards_are_tested",
            (("    transfer test: Of 2 September 2026, by A. Pedaller\n", ""),),
            "2026-02-04",
            "2026-02-05",
        ),
        (
            "transfer_tests_are_on_record",
            (("transfer test: Of 2 September 2026, by A. Pedaller", "transfer test: yes"),),
            "2026-02-04",
            "2026-02-05",
        ),
        (
            "a_recognised_interest_sells_nothing",
            (("interest: crime", "interest: crime\n    marketing: yes"),),
            "2026-02-04",
            "2026-02-05",
        ),
        ("cookies_on_consent_have_one", (("purpose: remembering}", "purpose: counting}"),), "2011-05-25", "2011-05-26"),
        (
            "the_regulator_has_its_name",
            (("came of it.", "the Information Commissioner helps."),),
            "2026-09-29",
            "2026-09-30",
        ),
        ("the_company_is_registered", (("  registration: ZA123456\n", ""),), "2018-05-24", "2018-05-25"),
        # a day on which something is over, and the day after
        ("the_fee_is_paid", (), "2027-03-31", "2027-04-01"),
        ("contracts_have_not_lapsed", (), "2027-01-19", "2027-01-20"),
        ("reviews_are_not_overdue", (), "2027-01-05", "2027-01-06"),
        ("transfer_tests_are_on_record", (), "2028-09-02", "2028-09-03"),
    ],
)
def test_an_objection_counts_from_its_day(objection, edits, before, since):
    text = change(*edits)
    assert objection not in [name for name, _ in objecting(text, date.fromisoformat(before))]
    assert objection in [name for name, _ in objecting(text, date.fromisoformat(since))]


@pytest.mark.parametrize(
    ("objection", "until", "over"),
    [
        ("the_interest_is_recognised", "2026-02-04", "2026-02-05"),  # DUAA 2025 s. 70; SI 2026/82 reg 2
        ("cookies_without_consent_are_the_laws", "2026-02-04", "2026-02-05"),  # statistics and looks: DUAA 2025 s. 112
        ("safeguards_are_the_laws", "2022-03-20", "2022-03-21"),  # the International Data Transfer Agreement
        ("transfers_are_covered", "2023-10-11", "2023-10-12"),  # the UK Extension: SI 2023/1028
    ],
)
def test_what_the_law_lets_be_from_a_day_on_is_objected_to_before(objection, until, over):
    assert objection in [name for name, _ in objecting(SOUND, date.fromisoformat(until))]
    assert objection not in [name for name, _ in objecting(SOUND, date.fromisoformat(over))]


def test_cookies_that_only_count_needed_consent_before_february_2026():
    found = [f.what for name, f in objecting(SOUND, date(2026, 2, 4)) if name == "cookies_without_consent_are_the_laws"]
    assert found == [
        "cookie `visits` needs consent by the law of this day",
        "cookie `looks` needs consent by the law of this day",
    ]


def test_the_regulator_that_there_was_not_yet_is_objected_to():
    text = change(("came of it.", "the Information Commission helps."))
    assert "the_regulator_has_its_name" in [name for name, _ in objecting(text, date(2026, 9, 29))]


def test_an_older_day_is_judged_by_its_law_and_by_what_is_known_today():
    """Of the assessments, reviews and contracts of a policy today's state counts, whichever day's law is asked."""
    june = date(2026, 6, 20)
    assert {name for name, _ in objecting(SOUND, june)} >= {"nothing_was_done_tomorrow", "interests_are_weighed"}
    assert objecting(SOUND, june, TODAY) == []
    assert [name for name, _ in objecting(SOUND, june, date(2027, 2, 1))] == [
        "contracts_have_not_lapsed",
        "reviews_are_not_overdue",
    ]
    late = date(2027, 2, 1)
    assert objecting(SOUND, late, TODAY)[0][0] == objecting(SOUND, late)[0][0] == "contracts_have_not_lapsed"


# ---- what is named by the law's words ----


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("public task request", "public-task-disclosure"),
        ("national security", "national-security"),
        ("Crime", "crime"),
        ("safe-guarding", "safeguarding"),
    ],
)
def test_an_interest_that_is_nearly_the_laws_is_suggested(written, meant):
    ((name, fault),) = objecting(change(("interest: crime", f"interest: {written}")))
    assert name == "the_interest_is_recognised" and fault.remedy == f"did you mean `{meant}`?"


@pytest.mark.parametrize(
    "interest", ["public-task-disclosure", "national-security", "emergency", "crime", "safeguarding"]
)
def test_each_interest_of_annex_1_is_recognised(interest):
    assert objecting(change(("interest: crime", f"interest: {interest}"))) == []


@pytest.mark.parametrize("letter", "abcdefghij")
def test_each_condition_of_article_9_is_a_second_key(letter):
    asked = (("remembering, handover]", "remembering, handover, interview]"),) if letter == "a" else ()
    key = f"UK GDPR 9(2)({letter}) and DPA 2018 Sch 1 para 1"
    assert objecting(change(("UK GDPR 9(2)(b) and DPA 2018 Sch 1 para 1", key), *asked)) == []


@pytest.mark.parametrize("letter", "bghij")  # DPA 2018 s. 10(2) and (3)
def test_five_of_them_need_their_half_in_schedule_1(letter):
    found = objecting(change(("UK GDPR 9(2)(b) and DPA 2018 Sch 1 para 1", f"UK GDPR 9(2)({letter})")))
    assert [name for name, _ in found] == ["the_second_key_is_the_laws"]


@pytest.mark.parametrize(
    ("duty", "keep", "short"),
    [
        ("Value Added Tax Act 1994 Sch 11 para 6", "6 years after invoice.date", False),
        ("Value Added Tax Act 1994 Sch 11 para 6", "5 years after invoice.date", True),
        ("Value Added Tax Act 1994 Sch 11 para 6", "71 months after invoice.date", True),
        ("Value Added Tax Act 1994 Sch 11 para 6", "72 months after invoice.date", False),
        ("Value Added Tax Act 1994 Sch 11 para 6", "2189 days after invoice.date", True),
        ("Companies Act 2006 s. 388", "3 years after invoice.date", False),
        ("Companies Act 2006 section 388", "2 years after invoice.date", True),
        ("Companies Act 2006 s. 386", "2 years after invoice.date", False),
        ("Pay As You Earn Regulations 2003 reg 97", "35 months after pay.date", True),
        ("National Minimum Wage Regulations 2015 reg 59", "3 years after pay.date", True),  # six since April 2021
        ("some other Act", "1 day after invoice.date", False),
    ],
)
def test_a_period_is_no_shorter_than_the_law_that_it_names(duty, keep, short):
    text = change(("Income Tax (Pay As You Earn) Regulations 2003 reg 97", duty), ("statutory paye-records", keep))
    assert [name for name, _ in objecting(text)] == (["statutory_periods_are_met"] if short else [])


@pytest.mark.parametrize(
    ("sentence", "duty", "on", "says"),
    [
        ("statutory vat-records after order.completed", "VATA 1994 Sch 11 para 6", TODAY, ""),
        ("statutory accounting-records after order.completed", "VATA 1994 Sch 11 para 6", TODAY, "6 years of VATA"),
        ("3 years after pay.date", "National Minimum Wage Regulations 2015 reg 59", date(2021, 3, 31), ""),
        ("3 years after pay.date", "National Minimum Wage Regulations 2015 reg 59", date(2021, 4, 1), "6 years of NMW"),
        ("1 year after pay.date", "Working Time Regulations 1998 reg 16B", date(2026, 4, 5), ""),
        ("1 year after pay.date", "Working Time Regulations 1998 reg 16B", date(2026, 4, 6), "6 years of WTR"),
        ("statutory holiday-records after pay.date", "another Act", date(2026, 4, 5), "no period"),
        ("statutory holiday-records after pay.date", "another Act", date(2026, 4, 6), ""),
    ],
)
def test_a_period_of_the_laws_is_measured_by_the_law_of_the_day(sentence, duty, on, says):
    text = change(("Income Tax (Pay As You Earn) Regulations 2003 reg 97", duty), ("statutory paye-records", sentence))
    found = [fault.what for name, fault in objecting(text, on) if name == "statutory_periods_are_met"]
    assert len(found) == (1 if says else 0)
    assert not found or says in found[0]


@pytest.mark.parametrize(
    ("country", "day", "fine"),
    [
        ("South Korea", "2022-12-18", False),
        ("South Korea", "2022-12-19", True),
        ("Republic of Ireland", "2026-11-25", True),
        ("the Netherlands", "2026-11-25", True),
        ("Isle of Man", "2026-11-25", True),
        ("new zealand", "2026-11-25", True),
        ("Scotland", "2026-11-25", True),
        ("Brazil", "2026-11-25", False),  # the Union's list has it; ours has not
    ],
)
def test_countries_are_approved_by_the_united_kingdoms_own_list_of_the_day(country, day, fine):
    text = change(("    country: United States\n", f"    country: {country}\n"))
    found = [name for name, fault in objecting(text, date.fromisoformat(day)) if "counter" in fault.what]
    assert ("transfers_are_covered" not in found) is fine


def test_a_country_that_is_written_well_is_not_guessed_at_and_one_that_is_not_is():
    def remedy(country):
        text = change(("    country: United States\n", f"    country: {country}\n"))
        return [f.remedy for name, f in objecting(text, date(2022, 12, 18)) if name == "transfers_are_covered"][-1]

    assert remedy("South Korea").startswith("add `safeguard:`")
    assert remedy("Germnay").startswith("did you mean `Germany`?")


# ---- files beside the policy ----

IMPACT = """\
kind: impact
of: [orders]
on: 2026-03-01
by: A. Pedaller
review by: 2027-03-01
description: What we do.
necessity: Why it is necessary.
risks: {lost: {says: It is lost, likely: low, harm: low, measure: A copy.}}
"""


@pytest.mark.parametrize(
    ("old", "new", "objection", "where"),
    [
        ("", "", "", ""),
        ("2027-03-01", "2026-11-24", "reviews_are_not_overdue", "assessments/orders.yaml:5:12"),
        ("on: 2026-03-01", "on: 2026-11-26", "nothing_was_done_tomorrow", "assessments/orders.yaml:3:5"),
        ("necessity: Why it is necessary.\n", "", "assessments_are_complete", "assessments/orders.yaml:1:1"),
        ("of: [orders]", "of: [courier]", "assessments_are_of_what_they_say", "assessments/orders.yaml:2:6"),
    ],
)
def test_a_fault_of_an_assessment_points_into_its_own_file(old, new, objection, where):
    found = objecting(SOUND, beside={"assessments/orders.yaml": IMPACT.replace(old, new) if old else IMPACT})
    assert [(name, fault.where) for name, fault in found] == ([(objection, where)] if objection else [])


def test_an_assessment_in_a_file_of_its_own_counts():
    risky = change(
        ("    uses: [contact.name, order]", "    high risk: [data-matching]\n    uses: [contact.name, order]")
    )
    assert [name for name, _ in objecting(risky)] == ["high_risk_is_assessed_first"]
    assert objecting(risky, beside={"assessments/orders.yaml": IMPACT}) == []


TRANSFER = IMPACT.replace("impact", "transfer").replace("[orders]", "[desk]") + "outcome: It is no lower.\n"


def test_a_transfers_test_may_be_an_assessment():
    text = change(("    transfer test: Of 2 September 2026, by A. Pedaller\n", ""))
    assert [name for name, _ in objecting(text)] == ["safeguards_are_tested"]
    assert objecting(text, beside={"assessments/desk.yaml": TRANSFER}) == []
    lacking = TRANSFER.replace("outcome: It is no lower.\n", "")
    ((name, fault),) = objecting(text, beside={"assessments/desk.yaml": lacking})
    assert name == "assessments_are_complete" and "`outcome`" in fault.what
    assert (
        objecting(
            SOUND.replace("Of 2 September 2026, by A. Pedaller", "yes"), beside={"assessments/desk.yaml": TRANSFER}
        )
        == []
    )


def test_a_document_may_have_its_words_in_a_file():
    text = change(("{title: Privacy notice, at: /notice}", "{title: Privacy notice, file: words/notice.md}"))
    assert objecting(text, beside={"words/notice.md": "What we do."}) == []


def test_a_slot_in_the_words_of_a_document_that_there_is_not_is_a_fault():
    text = change(("{title: Privacy notice, at: /notice}", "{title: Privacy notice, file: words/notice.md}"))
    words = {"words/notice.md": "We are {controller.nmae}."}
    (fault,) = policy.check(policy.read(text, "acme/p.yaml", words), TODAY)
    assert fault.where == "acme/words/notice.md:1:8" and "controller.name" in fault.remedy


# ---- beside the examples ----


def test_a_purpose_without_a_basis_never_comes_so_far():
    with pytest.raises(Faults) as found:
        policy.read(change(("    basis: contract\n    about", "    about")), "p.yaml")
    assert [fault.because.split(":")[0] for fault in found.value] == ["UK GDPR 6(1)"]


def test_where_nothing_advertises_the_right_to_object_need_not_speak_of_it():
    text = SOUND.replace("newsletter", "letters").replace("marketing: yes", "marketing: no")
    text = text.replace("marketing: soft opt-in", "marketing: no").replace(
        "You can object, and always to advertising.", "You can."
    )
    assert objecting(text) == []
    assert [name for name, _ in objecting(text.replace("title: News", "title: Newsletters"))] == [
        "the_no_to_marketing_is_told",
        "marketing_says_so",
    ]


def test_every_scheme_of_an_approval_in_part_can_be_named():
    assert set(SCHEMES) == {approval.scheme for approval in APPROVALS} - {"none"}


def test_a_fault_says_the_law_in_its_reason():
    ((_, fault),) = objecting(change(("    contract: Subscriber agreement of 2 March 2026\n", "")))
    assert fault.because == "UK GDPR 28(3) and 24(1): who is given data is bound by a contract"
    assert fault.what == "recipient `agency` is bound by no contract"
    assert fault.remedy == "add `contract:` with what it is called and its date"


def test_live_calls_that_are_screened_need_no_consent():
    """PECR 22 is about e-mail and texts; a live call is reg 21's: not to whoever objected, nor to a listed number."""
    text = SOUND.replace("title: Parts for your bicycle", "title: Parts by telephone").replace(
        "We tell you of parts similar to what you bought, and look numbers up in the TPS before we ring.",
        "We ring you about parts, and look numbers up in the TPS before we ring.",
    )
    text = text.replace("marketing: soft opt-in", "marketing: yes").replace(
        "uses: [contact.email, contact.phone]", "uses: [contact.phone]"
    )
    assert objecting(text) == []
    assert "electronic_marketing_is_agreed_to" in {n for n, _ in objecting(text.replace("We ring you", "We text you"))}
