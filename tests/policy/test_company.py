"""The reference company's policy: lawful, complete against the promises, and worded as a person may read it."""

import copy
import json
import re
from datetime import date

import pytest

from troth import policy
from troth.fault import Faults
from troth.policy.source import load
from troth.words import Basis

TODAY = date(2026, 11, 25)


def numbered(letter, first, last):
    return {f"{letter}{n}" for n in range(first, last + 1)}


# The promises of the published policy that a declaration can keep, by the part of it that keeps them.
IN_PURPOSES = numbered("U", 2, 7) | numbered("W", 1, 17)
IN_DATA = numbered("C", 1, 6)
IN_CHANNELS = numbered("H", 1, 9) | {"U6", "U7", "D1", "G7", "Q1", "W9"}
IN_RECIPIENTS = numbered("S", 1, 11)


@pytest.fixture(scope="module")
def company(company_text):
    return policy.read(company_text, "policy.yaml")


def named(entries):
    return {promise for entry in entries.values() for promise in entry.promises}


def promised(read):
    """The promises that a policy does not name where they belong."""
    return (
        (IN_PURPOSES | {"C7"}) - named(read.purposes)
        | IN_DATA - named(read.data)
        | IN_CHANNELS - named(read.channels)
        | IN_RECIPIENTS - named(read.recipients)
    )


def test_the_law_finds_no_fault(company):
    assert policy.check(company, TODAY) == []


def test_every_promise_of_use_collection_channel_and_sharing_is_named(company):
    assert promised(company) == set()


def test_the_promises_rest_on_the_bases_that_they_ask_for(company):
    def bases(promise):
        return {p.basis for p in company.purposes.values() if promise in p.promises}

    assert bases("U3") == {Basis.LEGAL_OBLIGATION}
    assert bases("U4") == {Basis.CONTRACT}
    interests = {Basis.LEGITIMATE_INTERESTS, Basis.RECOGNISED_INTEREST}
    assert {p.id for p in company.purposes.values() if p.basis in interests} == {
        p.id for p in company.purposes.values() if "U5" in p.promises
    }
    assert bases("U6") == bases("U7") == bases("W17") == {Basis.CONSENT}


def test_only_marketing_markets_and_only_on_consent(company):
    markets = {p.id for p in company.purposes.values() if p.marketing != "no"}
    assert markets == {p.id for p in company.purposes.values() if "U6" in p.promises}
    assert not any("W16" in company.purposes[name].promises for name in markets)


def test_card_data_is_reached_only_for_payments_fraud_and_named_duties(company):
    """U4: payment data is reachable only for contract payments and for named legal duties."""
    users = {p.id for p in policy.purposes_of(company, "payment.method")}
    assert users == {"payments", "fraud-prevention"}


def test_a_rejected_application_goes_sooner_than_a_customers_account(company):
    """W8: an unsuccessful application is destroyed on its own, shorter schedule."""
    decided = {"application.decided": TODAY, "customer.ended": TODAY}
    assert company.purposes["recruitment"].keep.ends(decided) == date(2027, 8, 25)
    assert company.purposes["accounts"].keep.ends(decided) == date(2032, 11, 25)


def test_sensitive_data_is_used_once_by_few_under_its_own_condition(company):
    (name,) = [n for n, c in company.data.items() if c.sensitivity == "special"]
    (purpose,) = policy.purposes_of(company, name)
    assert purpose.condition and purpose.seen_by == ("recruiting",) and not purpose.disclosed_to


def test_recipients_abroad_have_what_their_country_needs(company):
    away = {r.id: r for r in company.recipients.values() if r.country != "United Kingdom"}
    assert {r.country for r in away.values()} == {"Ireland", "South Africa", "United States"}
    assert away["overseas-support"].safeguard and away["overseas-support"].transfer_test
    assert away["analytics"].approval


def test_every_purpose_says_all_that_an_answer_tells(company):
    for purpose in company.purposes.values():
        assert purpose.sources and purpose.because and purpose.seen_by and purpose.about
        assert purpose.says[-1] == "." and purpose.because[-1] == "."
        assert purpose.title[0].isupper() and purpose.title[-1] != "."


def test_no_wording_that_the_law_overrides_came_back(company_text):
    """The clauses of the published policy that the law overrides are worded lawfully here."""
    overridden = [
        r"clearly unfounded",
        r"improperly process",
        r"by providing (?:your|us)",
        r"European Economic Area|\bEEA\b",
        r"(?:must|have to|should) (?:write|be made) in writing",
        r"another (?:lawful|legitimate) basis",
    ]
    assert [clause for clause in overridden if re.search(clause, company_text, re.IGNORECASE)] == []


def test_nobody_real_is_named(company_text):
    assert set(re.findall(r"[\w.]+@([\w.-]+)", company_text)) == {"ljtsystems.example"}
    phone = re.search(r"phone: (.*)", company_text)[1]
    assert re.fullmatch(r"0113 496 0\d{3}", phone)  # Ofcom keeps 0113 496 0000 to 0999 for drama


@pytest.mark.parametrize("section", ["recipients", "channels", "data", "roles", "people"])
def test_whatever_is_left_out_is_missed(company_text, section):
    """Take out any one entry: the reading, the law or a promise notices."""
    whole, _ = load(company_text, "p")
    unnoticed = set()
    for name in whole[section]:
        without = copy.deepcopy(whole)
        del without[section][name]
        try:
            read = policy.read(json.dumps(without), "p")
        except Faults:
            continue
        if not policy.check(read, TODAY) and not promised(read):
            unnoticed.add(name)
    assert len(whole[section]) > 4
    # A purpose may name a parent, and then misses no part of it: the store files do, which name the parts.
    assert {name.partition(".")[0] for name in unnoticed} <= {"contact", "call", "support"}


# Which purposes keep which promise, as the promises are worded.
KEPT_BY = {
    "U2": "enquiries",
    "U3": "tax-and-accounts choices rights demands-by-law",
    "U4": "accounts orders subscriptions payments",
    "U6": "marketing-email marketing-calls",
    "U7": "website-improvement",
    "W1": "accounts",
    "W2": "identity credit-check",
    "W3": "orders subscriptions supply",
    "W4": "installation",
    "W5": "maintenance",
    "W6": "support",
    "W7": "enquiries",
    "W8": "recruitment interview-adjustments new-colleagues",
    "W9": "premises-security website-security",
    "W10": "website-display website-improvement",
    "W11": "information-asked-for marketing-email marketing-calls",
    "W12": "orders subscriptions take-over information-asked-for rights",
    "W13": "calls",
    "W14": "tax-and-accounts interview-adjustments new-colleagues choices remembering-a-no rights demands-by-law",
    "W15": "interactive-features",
    "W16": "service-messages",
    "W17": "marketing-email marketing-calls",
    "C7": "surveys",
    "S1": "group-administration",
    "S3": "legal-claims",
    "S5": "your-instructions",
    "S9": "fraud-prevention",
}


@pytest.mark.parametrize("promise", KEPT_BY)
def test_each_promise_is_kept_by_the_purposes_that_it_needs(company, promise):
    assert {p.id for p in company.purposes.values() if promise in p.promises} == set(KEPT_BY[promise].split())


def test_no_purpose_is_there_without_a_promise(company):
    assert set(company.purposes) == {name for names in KEPT_BY.values() for name in names.split()}
