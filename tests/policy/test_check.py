"""What the law objects to: each objection with a good example, where it is silent, and a bad one, where it speaks."""

from datetime import date

import pytest

from troth import policy
from troth.policy.check import OBJECTIONS

TODAY = date(2026, 11, 25)

WEIGHED = "basis: legitimate interests\n    assessment: {interest: a, need: b, balance: c}"
COURIER = "    country: United Kingdom\n"
ABROAD = "    country: South Africa\n    safeguard: International Data Transfer Agreement\n    transfer test: yes\n"
PARTLY = "    country: United States\n    approval: On the list, looked up today\n"
RECOGNISED = "basis: recognised legitimate interest\n    interest: crime"

# objection; what is replaced in the small policy; by what that is good, by what it is bad; what the fault points at
EXAMPLES = [
    ("consent_is_asked_for", "    asks: [newsletter]\n", "    asks: [newsletter]\n", "", "consent"),
    (
        "consent_can_be_withdrawn",
        "    withdraw: One click on the same page.\n",
        "    withdraw: One.\n",
        "",
        "[newsletter]",
    ),
    ("only_consent_is_asked_for", "asks: [newsletter]", "asks: [newsletter]", "asks: [newsletter, orders]", "orders]"),
    ("interests_are_weighed", "basis: contract", WEIGHED, "basis: legitimate interests", "legitimate"),
    (
        "the_duty_is_named",
        "basis: contract",
        "basis: legal obligation\n    duty: VAT Act",
        "basis: legal obligation",
        "legal",
    ),
    (
        "the_duty_is_named",
        "basis: contract",
        "basis: public task\n    duty: Water Act",
        "basis: public task",
        "public",
    ),
    (
        "the_interest_is_recognised",
        "basis: contract",
        RECOGNISED,
        "basis: recognised legitimate interest",
        "recognised",
    ),
    ("the_interest_is_recognised", "basis: contract", RECOGNISED, RECOGNISED.replace("crime", "profit"), "profit"),
    (
        "a_recognised_interest_sells_nothing",
        "basis: contract",
        RECOGNISED,
        RECOGNISED + "\n    marketing: yes",
        "recognised",
    ),
    (
        "a_recognised_interest_sells_nothing",
        "title: Delivering your order\n    says: We deliver what you order.\n    basis: contract",
        "title: Delivering\n    says: x\n    basis: contract",
        "title: Special offers\n    says: x\n    " + RECOGNISED,
        "recognised",
    ),
    (
        "marketing_can_be_refused",
        "basis: contract",
        "basis: contract",
        "basis: contract\n    marketing: yes",
        "contract",
    ),
    (
        "marketing_can_be_refused",
        "title: Delivering your order",
        "title: Delivering",
        "title: Advertising what you might order",
        "contract",
    ),
    (
        "electronic_marketing_is_agreed_to",
        "basis: contract",
        WEIGHED + "\n    marketing: soft opt-in",
        WEIGHED + "\n    marketing: yes",
        None,
    ),
    (
        "sensitive_data_has_a_second_key",
        "  order: Orders",
        "  order: Orders",
        "  order: {says: Orders, sensitivity: special}",
        "order]",
    ),
    (
        "sensitive_data_has_a_second_key",
        "  contact.name: Name",
        "  contact.name: Name",
        "  contact.name: {says: Name, sensitivity: criminal}",
        "contact, order]",  # it is used by way of its parent
    ),
    (
        "what_is_held_is_used",
        "  order: Orders\n",
        "  order: Orders\n  order.note: Notes\n",
        "  order: Orders\n  blood: Blood group\n",
        "Blood",
    ),
    (
        "the_source_is_named",
        "contact, order]\n    sources: [you]\n",
        "contact, order]\n    sources: [you]\n",
        "contact, order]\n",
        "orders:",
    ),
    (
        "the_people_are_named",
        "    about: [customers]\n    uses: [contact, order]",
        "    about: [customers]\n    uses: [contact, order]",
        "    uses: [contact, order]",
        "orders:",
    ),
    (
        "somebody_needs_it",
        "    seen by: [shop]\n    disclosed",
        "    seen by: [shop]\n    disclosed",
        "    disclosed",
        "orders:",
    ),
    (
        "complaints_find_a_way",
        "complaints:\n  ways: [e-mail, letter]\n  says: Tell us, and we look into it.\n",
        "complaints:\n  ways: [e-mail, letter]\n  says: Tell us.\n",
        "",
        "policy: 1",
    ),
    ("complaints_find_a_way", "ways: [e-mail, letter]", "ways: [a form, letter]", "ways: [e-mail]", "[e-mail]"),
    (
        "periods_have_reasons",
        "    because: A claim can be brought for six years.\n",
        "    because: A claim.\n",
        "",
        "6 years",
    ),
    (
        "statutory_periods_are_met",
        "basis: contract",
        "basis: legal obligation\n    duty: Value Added Tax Act 1994 Sch 11 para 6",
        None,
        "",
    ),
    (
        "reviews_are_not_overdue",
        "nation: england",
        "nation: england\nreview by: 2026-11-25",
        "nation: england\nreview by: 2026-11-24",
        "2026",
    ),
    (
        "reviews_are_not_overdue",
        "basis: contract",
        WEIGHED.replace("c}", "c, review by: 2027-01-01}"),
        WEIGHED.replace("c}", "c, review by: 2026-01-01}"),
        "2026-01-01}",
    ),
    (
        "recipients_are_bound",
        "    contract: Processing agreement of 20 January 2026\n",
        "    contract: Yes\n",
        "",
        "courier:",
    ),
    (
        "recipients_are_bound",
        "    contract: Processing agreement of 20 January 2026\n",
        "    kind: authority\n",
        "    kind: controller\n",
        "courier:",
    ),
    (
        "recipients_are_given_something",
        "    disclosed to: [courier]\n",
        "    disclosed to: [courier]\n",
        "",
        "courier:",
    ),
    ("transfers_are_covered", COURIER, ABROAD, "    country: South Africa\n", "South Africa"),
    ("transfers_are_covered", COURIER, "    country: Ireland\n", "    country: India\n", "India"),
    ("transfers_are_covered", COURIER, PARTLY, "    country: United States\n", "United States"),
    (
        "transfers_are_covered",
        COURIER,
        "    country: Japan\n    approval: APPI\n",
        "    country: Brazil\n    approval: x\n",
        "Brazil",
    ),
    (
        "safeguards_are_the_laws",
        COURIER,
        ABROAD,
        ABROAD.replace("International Data Transfer Agreement", "EU SCCs"),
        "EU SCCs",
    ),
    (
        "safeguards_are_the_laws",
        COURIER,
        ABROAD.replace("International Data Transfer Agreement", "EU SCCs with the UK Addendum"),
        ABROAD.replace("International Data Transfer Agreement", "By providing your data you agree"),
        "By providing",
    ),
    ("safeguards_are_tested", COURIER, ABROAD, ABROAD.replace("    transfer test: yes\n", ""), "International"),
    (
        "names_cannot_be_mistaken",
        "  contact.name: Name",
        "  contact.name: Name",
        "  o-rder: x\n  contact.name: Name",
        "Orders",
    ),
]


def objecting(text, name, on=TODAY):
    """The faults of one objection."""
    (one,) = [o for o in OBJECTIONS if o.found.__name__ == name]
    faults = policy.check(policy.read(text, "p.yaml"), on)
    return [f for f in faults if f.because == f"{one.cite}: {one.law}"]


@pytest.mark.parametrize(("name", "old", "good", "bad", "at"), EXAMPLES)
def test_each_objection_is_silent_on_the_good_and_speaks_of_the_bad(small, name, old, good, bad, at):
    assert small.count(old) == 1, old
    assert objecting(small.replace(old, good), name) == []
    if bad is None:
        return
    found = objecting(small.replace(old, bad), name)
    assert found
    text = small.replace(old, bad)
    for fault in found:
        assert fault.remedy and fault.what
        _, line, column = fault.where.split(":")
        rest = text.split("\n")[int(line) - 1][int(column) - 1 :]
        assert at is None or at in rest, rest


def test_every_objection_has_an_example():
    assert {o.found.__name__ for o in OBJECTIONS} == {name for name, *_ in EXAMPLES}
    assert len(OBJECTIONS) >= 20


def test_every_objection_cites_the_law_with_its_address():
    for one in OBJECTIONS:
        assert one.cite.text.startswith(("UK GDPR ", "DPA 2018 ", "PECR "))
        assert one.cite.url.startswith("https://www.legislation.gov.uk/")


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
def test_a_period_is_no_shorter_than_the_law_that_it_names(small, duty, keep, short):
    text = small.replace("basis: contract", f"basis: legal obligation\n    duty: {duty}")
    found = objecting(text.replace("6 years after order.completed", keep), "statutory_periods_are_met")
    assert bool(found) is short


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
def test_a_period_of_the_laws_is_measured_by_the_law_of_the_day(small, sentence, duty, on, says):
    text = small.replace("basis: contract", f"basis: legal obligation\n    duty: {duty}")
    found = objecting(text.replace("6 years after order.completed", sentence), "statutory_periods_are_met", on)
    assert len(found) == (1 if says else 0)
    assert not found or says in found[0].what


def test_a_safeguard_counts_from_its_day(small):
    text = small.replace(COURIER, ABROAD)
    assert objecting(text, "safeguards_are_the_laws", date(2022, 3, 21)) == []
    (fault,) = objecting(text, "safeguards_are_the_laws", date(2022, 3, 20))
    assert "the International Data Transfer Agreement is no safeguard on this day" in fault.what


def test_the_small_policy_has_no_fault(small):
    assert policy.check(policy.read(small, "p"), TODAY) == []


def test_complaints_to_the_company_count_from_their_day(small):
    without = small.replace("complaints:\n  ways: [e-mail, letter]\n  says: Tell us, and we look into it.\n", "")
    assert objecting(without, "complaints_find_a_way", date(2026, 6, 18)) == []
    assert len(objecting(without, "complaints_find_a_way", date(2026, 6, 19))) == 1


def test_recognised_interests_exist_from_their_day(small):
    text = small.replace("basis: contract", RECOGNISED)
    assert len(objecting(text, "the_interest_is_recognised", date(2026, 2, 4))) == 1
    assert objecting(text, "the_interest_is_recognised", date(2026, 2, 5)) == []


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
def test_countries_are_approved_by_the_united_kingdoms_own_list_of_the_day(small, country, day, fine):
    text = small.replace(COURIER, f"    country: {country}\n")
    assert (objecting(text, "transfers_are_covered", date.fromisoformat(day)) == []) is fine


def test_a_country_that_is_written_well_is_not_guessed_at(small):
    text = small.replace(COURIER, "    country: South Korea\n")
    (fault,) = objecting(text, "transfers_are_covered", date(2022, 12, 18))
    assert fault.remedy.startswith("add `safeguard:`")


def test_the_data_privacy_framework_counts_from_its_day(small):
    text = small.replace(COURIER, PARTLY)
    assert len(objecting(text, "transfers_are_covered", date(2023, 10, 11))) == 1
    assert objecting(text, "transfers_are_covered", date(2023, 10, 12)) == []


def test_faults_come_in_the_order_of_the_file(small):
    text = small.replace("    sources: [you]\n", "").replace("    asks: [newsletter]\n", "")
    lines = [int(f.where.split(":")[1]) for f in policy.check(policy.read(text, "p"), TODAY)]
    assert lines == sorted(lines) and len(lines) == 3
