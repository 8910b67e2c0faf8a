"""The reference company's policy: lawful, complete against the promises, and worded as a person may read it."""

import copy
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from troth import policy
from troth.fault import Faults
from troth.policy.source import load
from troth.policy.values import covers
from troth.words import Basis, Right

TODAY = date(2026, 11, 25)
COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"


def numbered(letter, first, last):
    return {f"{letter}{n}" for n in range(first, last + 1)}


# How many promises the published policy makes, by the letter of the part that makes them: 86.
PUBLISHED = {
    "F": 5, "U": 7, "C": 8, "W": 17, "H": 9, "S": 11, "X": 8, "Y": 1, "R": 4, "G": 7, "E": 3, "I": 2, "D": 2, "Q": 2,
}  # fmt: skip
ALL = {promise for letter, last in PUBLISHED.items() for promise in numbered(letter, 1, last)}
# Kept by the law room alone, whatever a company declares: the law is obeyed as it stands on the day.
NOT_DECLARED = {"F1"}

# The promises that a declaration can keep, by the part of it that keeps them.
IN_PURPOSES = numbered("U", 2, 7) | numbered("W", 1, 17) | numbered("R", 1, 4) | {"C7", "X6", "X7", "X8", "I1", "I2"}
IN_DATA = numbered("C", 1, 7)
IN_CHANNELS = numbered("H", 1, 9) | {"C4", "C6", "U6", "U7", "D1", "D2", "F5", "G7", "Q1", "Q2", "W9"}
IN_RECIPIENTS = numbered("S", 1, 11) | {"X1", "X3", "X4", "X5"}
IN_RIGHTS = numbered("G", 1, 6) | numbered("E", 1, 3) | {"Y1", "W2"}
IN_DOCUMENTS = {"F2", "F3", "F4", "F5", "U1", "C8"}
IN_NEVER = {"X2", "X6", "W2", "W8", "W13", "U4", "U7"}
SLOTS = {
    "controller.name", "controller.address", "controller.contact", "controller.phone", "documents.privacy.at",
    "documents.cookies.at", "regulator.name",
}  # fmt: skip


@pytest.fixture(scope="module")
def beside():
    files = [*COMPANY.glob("assessments/*.yaml"), *COMPANY.glob("words/*.md")]
    return {file.relative_to(COMPANY).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def company(company_text, beside):
    return policy.read(company_text, "policy.yaml", beside)


def named(entries):
    return {promise for entry in entries.values() for promise in entry.promises}


def promised(read):
    """The promises that a policy does not name where they belong."""
    return (
        IN_PURPOSES - named(read.purposes)
        | IN_DATA - named(read.data)
        | IN_CHANNELS - named(read.channels)
        | IN_RECIPIENTS - named(read.recipients)
        | IN_RIGHTS - named(read.rights)
        | IN_DOCUMENTS - named(read.documents)
        | IN_NEVER - named(read.never)
    )


def test_the_law_finds_no_fault(company):
    assert policy.check(company, TODAY) == []


def test_every_promise_is_named_where_it_is_kept(company):
    assert promised(company) == set()


def test_all_86_promises_but_those_of_the_law_room_are_named_and_no_other(company):
    sections = ("purposes", "data", "recipients", "channels", "rights", "documents", "never", "cookies", "for_others")
    assert len(ALL) == 86
    assert set().union(*(named(getattr(company, section)) for section in sections)) == ALL - NOT_DECLARED


def test_each_kind_of_data_that_a_promise_names_carries_it(company):
    carries = {
        "C1": "contact.name contact.email contact.phone contact.address contact.other",
        "C2": "payment.method payment.history",
        "C3": "birth-date",
        "C4": "ip-address",
        "C5": "order usage.pages usage.links usage.device",
        "C6": "credit identity-check previous-provider",
        "C7": "survey",
    }
    for promise, names in carries.items():
        assert {name for name, c in company.data.items() if promise in c.promises} == set(names.split())


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


def test_card_data_is_reached_only_for_the_payments_of_a_contract(company):
    """U4: payment data is reachable only for contract payments and for named legal duties."""
    users = {p.id for p in policy.purposes_of(company, "payment.method")}
    assert users == {"payments"}


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


def test_no_wording_that_the_law_overrides_came_back(company_text, beside):
    """The clauses of the published policy that the law overrides are worded lawfully here."""
    overridden = [
        r"clearly unfounded",
        r"improperly process",
        r"by providing (?:your|us)",
        r"European Economic Area|\bEEA\b",
        r"(?:must|have to|should) (?:write|be made) in writing",
        r"another (?:lawful|legitimate) basis",
    ]
    said = " ".join([company_text, *(text.decode() for text in beside.values())])
    assert [clause for clause in overridden if re.search(clause, said, re.IGNORECASE)] == []


def test_nobody_real_is_named(company_text, beside):
    said = " ".join([company_text, *(text.decode() for text in beside.values())])
    assert set(re.findall(r"[\w.]+@([\w.-]+)", said)) == {"ljtsystems.example"}
    phone = re.search(r"phone: (.*)", company_text)[1]
    assert re.fullmatch(r"0113 496 0\d{3}", phone)  # Ofcom keeps 0113 496 0000 to 0999 for drama


# ---- what people can do ----


def test_all_seven_rights_are_told_and_objecting_to_advertising_needs_no_grounds(company):
    """UK GDPR 13(2)(b); 21(2)-(4): told clearly and apart from the others, and absolute against advertising."""
    assert set(company.rights) == set(Right)
    objection = company.rights["objection"].says
    assert objection.startswith("You can say no to advertising at any time, and you need no grounds: we stop at once")
    assert [name for name, told in company.rights.items() if "advertising" in told.says] == ["objection"]


def test_rights_need_no_form_and_no_fee_but_where_the_law_lets_it_be_asked(company):
    """UK GDPR 12(5) and 12A: only a manifestly unfounded or excessive request, and up to two months more if hard."""
    access = company.rights["access"].says
    assert "an e-mail, a call or a letter counts just as much" in access
    assert "Only if a request is manifestly unfounded or excessive" in access and "two months more" in access


def test_whoever_complains_finds_a_form_and_other_ways_and_hears_within_30_days(company):
    """DPA 2018 s. 164A(2)-(3)."""
    ways = company.complaints.ways
    assert any("form" in way for way in ways) and {"e-mail", "telephone", "letter"} <= set(ways)
    assert "within 30 days" in company.complaints.says and company.channels["complaints"].at == "/complain/"


# ---- who receives data ----


def test_every_provider_outside_the_group_is_bound_to_all_four(company):
    """S11: confidentiality, privacy, the law and this policy."""
    bound = {r.id for r in company.recipients.values() if r.undertakes}
    assert bound == {r.id for r in company.recipients.values() if "S11" in r.promises}
    assert bound == {r.id for r in company.recipients.values() if r.contract and r.group == "no"}
    for name in bound:
        assert set(company.recipients[name].undertakes) == {"confidentiality", "privacy", "law", "policy"}
    assert [r.id for r in company.recipients.values() if r.group == "yes"] == ["group-company"]


def test_every_processors_contract_says_what_the_law_asks(company):
    """UK GDPR 28(3): thirteen items, (a) to (h) and the five of its first sentence."""
    processors = {r.id for r in company.recipients.values() if r.kind == "processor"}
    assert processors == {r.id for r in company.recipients.values() if r.terms} and len(processors) == 8
    asked = set(
        "subject duration purpose data people instructions confidentiality security sub-processors rights assistance "
        "return audit".split()
    )
    assert all(set(company.recipients[name].terms) == asked for name in processors)
    assert all(set(a.terms) == asked for a in company.assessments.values() if a.kind == "processor")


def test_no_contract_lapses_before_june_2027_and_every_one_is_looked_at_again(company):
    for recipient in company.recipients.values():
        assert recipient.contract_until is None or recipient.contract_until >= date(2027, 6, 1)
        assert bool(recipient.contract) == bool(recipient.review_by)


# ---- channels, cookies, what is never done ----


def test_every_channel_points_to_the_notice_and_three_tell_of_others_data(company):
    assert all("privacy" in channel.shows for channel in company.channels.values())
    others = {name for name, channel in company.channels.items() if channel.from_ == "others"}
    assert others == {"agencies", "take-over", "suppliers"}


def test_the_cookies_of_our_own_pages_are_named_as_they_are_set(company):
    own = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}  # the last is Django's own name
    assert own <= set(company.cookies)
    assert {company.cookies[name].group for name in own} == {"necessary"}
    assert (settings.SESSION_COOKIE_AGE, company.cookies["troth"].lasts[:8]) == (12 * 3600, "12 hours")
    assert (settings.CSRF_COOKIE_AGE // (24 * 3600), company.cookies["csrftoken"].lasts) == (364, "one year")


def test_whatever_counts_visits_waits_for_a_yes(company):
    """U7: no cookie that is not essential runs before consent, be it one that PECR Sch A1 lets pass."""
    assert not [name for name, cookie in company.cookies.items() if cookie.group == "statistics"]
    asking = {name for name, cookie in company.cookies.items() if cookie.group == "consent"}
    assert asking == {"plaincount", "came-from"}
    assert {company.purposes[company.cookies[name].purpose].basis for name in asking} == {Basis.CONSENT}
    assert company.cookies["plaincount"].set_by == "analytics"


def test_recordings_and_payments_never_advertise(company):
    markets = {p.id for p in company.purposes.values() if p.marketing != "no"}
    for name in ("calls-for-advertising", "payments-for-advertising", "visits-for-advertising"):
        assert set(company.never[name].for_) == markets


def test_a_job_application_is_refused_to_every_other_purpose_but_the_laws(company):
    laws = {"rights", "data-breaches", "demands-by-law", "legal-claims"}
    hiring = {"recruitment", "interview-adjustments", "new-colleagues"}
    assert set(company.never["applications-elsewhere"].for_) == set(company.purposes) - hiring - laws


def test_credit_results_and_what_is_said_of_health_go_to_nobody_else(company):
    laws = {"authorities", "solicitors"}
    assert set(company.never["credit-elsewhere"].to) == set(company.recipients) - laws - {"credit-agency", "hosting"}
    assert set(company.never["health-elsewhere"].to) == set(company.recipients) - laws


def test_what_is_never_done_takes_nothing_away_that_the_policy_allows(company):
    """A prohibition beats a permission, so one that hits a declared use would make a sentence of the notice untrue."""

    def hits(refusal, purpose):
        uses = [(u, r) for u in purpose.uses for r in refusal.uses if covers(u, r) or covers(r, u)]
        refused = purpose.id in refusal.for_ if refusal.for_ else set(refusal.to) & set(purpose.disclosed_to)
        return uses if refused else []

    hit = [hits(refusal, p) for refusal in company.never.values() for p in company.purposes.values()]
    assert len(hit) > 100 and not any(hit)


# ---- assessments, documents ----


def test_the_assessments_that_the_law_asks_for_are_on_record(company):
    of = {
        (a.kind, name): (a.on, a.review_by, bool(a.by and a.outcome))
        for a in company.assessments.values()
        for name in a.of
    }
    assert all(on < TODAY < review and whole for on, review, whole in of.values())
    risky = {("impact", p.id) for p in company.purposes.values() if p.high_risk}
    assert ("impact", "credit-check") in risky and company.purposes["credit-check"].high_risk == ("denial-of-service",)
    assert risky | {("transfer", "overseas-support"), ("balancing", "calls"), ("processor", "hosting")} <= set(of)


def test_an_impact_assessment_says_all_that_article_35_asks(company):
    """UK GDPR 35(7): description, necessity, risks, measures."""
    for assessed in company.assessments.values():
        if assessed.kind == "impact":
            assert assessed.description and assessed.necessity
            assert len(assessed.risks) > 1 and all(risk.measure for risk in assessed.risks.values())


def test_the_terms_are_whole_and_fill_only_slots_that_there_are(company):
    text = company.documents["terms"].text
    assert set(re.findall(r"\{([^{}]*)\}", text)) == SLOTS
    assert [int(n) for n in re.findall(r"^# (\d+)\.", text, re.MULTILINE)] == list(range(1, 15))
    assert 900 <= len(re.findall(r"[A-Za-z{}.]{2,}", text)) <= 1500


def test_the_three_documents_stand_at_their_addresses(company):
    assert {k: d.at for k, d in company.documents.items()} == {
        "terms": "/terms",
        "privacy": "/notice",
        "cookies": "/cookies",
    }
    assert all(d.review_by and d.review_by > TODAY for d in company.documents.values())


def test_a_record_of_a_call_is_no_record_about_our_staff():
    """Which colleague answered is a detail of the call: no customer is told of what we do with data about our staff."""
    calls, _ = load((COMPANY / "stores" / "calls.yaml").read_text(encoding="utf-8"), "calls.yaml")
    assert "staff" not in calls["columns"].values() and calls["columns"]["agent"] == "call.details"


@pytest.mark.parametrize("section", ["recipients", "channels", "data", "roles", "people", "rights", "never"])
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
    "U3": "tax-and-accounts choices rights data-breaches demands-by-law",
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
    "W14": "tax-and-accounts interview-adjustments new-colleagues choices remembering-a-no rights data-breaches "
    "demands-by-law",
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
