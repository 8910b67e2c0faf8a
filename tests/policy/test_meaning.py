"""What a policy permits, held against the plainest reading of its text: loops over the YAML, and dates of the law."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from troth import policy
from troth.policy.meaning import Ask, Facts, decide, uses

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
DAY = date(2026, 11, 28)


def beside(folder):
    return {
        f"{part}/{path.name}": path.read_bytes()
        for part in ("assessments", "words")
        for path in folder.glob(f"{part}/*")
    }


@pytest.fixture(scope="module")
def company():
    return policy.read((COMPANY / "policy.yaml").read_text(), "policy.yaml", beside(COMPANY))


@pytest.fixture(scope="module")
def raw():
    return YAML(typ="safe").load((COMPANY / "policy.yaml").read_text())


def part_of(category, use):
    return category == use or category.startswith(use + ".")


def meets(refusal, category, purpose, recipient):
    """A prohibition, read as the file says it."""
    return (
        any(part_of(category, use) for use in refusal["uses"])
        and (not refusal.get("for") or purpose in refusal["for"])
        and (not refusal.get("to") or recipient in refusal["to"])
    )


def read_plainly(raw):
    """Every single use that the text names, with nothing of the law: purpose, category, who."""
    found = set()
    for name, purpose in raw["purposes"].items():
        for category in raw["data"]:
            if not any(part_of(category, use) for use in purpose["uses"]):
                continue
            for role in purpose.get("seen by", []):
                if not any(meets(r, category, name, "") for r in raw.get("never", {}).values()):
                    found.add((name, category, f"role:{role}"))
            for to in purpose.get("disclosed to", []):
                if not any(meets(r, category, name, to) for r in raw.get("never", {}).values()):
                    found.add((name, category, f"recipient:{to}"))
    return found


def plain(found):
    return {(use.purpose, use.category, use.who) for use in found}


def test_the_reference_company_may_do_what_its_text_names_and_nothing_else(company, raw):
    expected = read_plainly(raw)
    assert len(expected) > 500
    assert plain(uses(company, DAY)) == expected


def test_each_use_carries_the_basis_of_its_purpose(company, raw):
    assert {(use.purpose, use.basis) for use in uses(company, DAY)} == {
        (name, purpose["basis"]) for name, purpose in raw["purposes"].items() if purpose.get("seen by")
    }


# Days on which the law was another: the law's own dates, not ours.
@pytest.mark.parametrize(
    ("day", "gone"),
    [
        # the recognised legitimate interest came on 5 February 2026 (DUAA 2025 s. 70)
        (date(2026, 2, 4), lambda use, raw: raw["purposes"][use[0]]["basis"] == "recognised legitimate interest"),
        # the United States were approved in part on 12 October 2023 (SI 2023/1028)
        (date(2023, 10, 11), lambda use, raw: use[2] == "recipient:analytics"),
        # the International Data Transfer Agreement came on 21 March 2022
        (date(2022, 3, 20), lambda use, raw: use[2] == "recipient:overseas-support"),
    ],
)
def test_what_the_law_of_an_earlier_day_did_not_have_is_not_permitted_on_it(company, raw, day, gone):
    before = plain(uses(company, DAY))
    lost = {use for use in before if gone(use, raw)}
    assert lost and not lost & plain(uses(company, day))


# ---- small policies made at random, as text ----

CATEGORIES = ("contact.email", "contact.phone", "order", "health")
COUNTRIES = {"United Kingdom": True, "Ireland": True, "Brazil": False}  # Brazil has no approval of the United Kingdom


@st.composite
def declared(draw):
    """A policy as plain data, with prohibitions, lapsed contracts and countries without approval among it."""

    def several(of):
        return draw(st.lists(st.sampled_from(of), unique=True, max_size=len(of)))

    roles, recipients = ["shop", "books"], ["courier", "mailer"]
    purposes = {}
    for name in ("orders", "news"):
        purposes[name] = {
            "title": name,
            "says": name,
            "basis": draw(st.sampled_from(["consent", "contract", "legitimate interests"])),
            "uses": several(["contact", "contact.email", "order", "health"]) or ["order"],
            "seen by": several(roles),
            "disclosed to": several(recipients),
            "keep": "1 year after order.completed",
        } | ({"condition": "UK GDPR 9(2)(b)"} if draw(st.booleans()) else {})
    made = {
        "policy": "1",
        "controller": {"name": "Acme", "address": "Whitby", "contact": "x@acme.example"},
        "nation": "england",
        "identifiers": {"email": "E-mail"},
        "roles": dict.fromkeys(roles, "Somebody"),
        "data": {
            name: {"says": name} | ({"sensitivity": "special"} if name == "health" else {}) for name in CATEGORIES
        },
        "purposes": purposes,
        "recipients": {
            name: {
                "name": name,
                "role": "x",
                "country": draw(st.sampled_from(list(COUNTRIES))),
                "contract": "of 2026",
                "contract until": draw(st.sampled_from(["2026-11-27", "2026-11-28", "2027-01-01"])),
            }
            for name in recipients
        },
        "never": {
            f"no-{number}": {"says": "Never.", "uses": several(CATEGORIES) or ["order"]}
            | ({"for": ["news"]} if draw(st.booleans()) else {})
            | ({"to": ["mailer"]} if draw(st.booleans()) else {})
            for number in range(draw(st.integers(0, 2)))
        },
    }
    return {key: value for key, value in made.items() if value}


def allowed(raw, use):
    """Whether the text and the law of the day let a single use be, worked out one by one."""
    purpose, category, who = use
    kind, _, name = who.partition(":")
    if category == "health" and "condition" not in raw["purposes"][purpose]:
        return False  # UK GDPR Art 9(1): no second key
    if kind == "recipient":
        recipient = raw["recipients"][name]
        return COUNTRIES[recipient["country"]] and recipient["contract until"] >= "2026-11-28"
    return True


@settings(max_examples=150, deadline=None)
@given(declared())
def test_a_policy_made_at_random_permits_what_its_text_names_and_nothing_else(raw):
    read = policy.read(json.dumps(raw), "policy.yaml")
    assert plain(uses(read, DAY)) == {use for use in read_plainly(raw) if allowed(raw, use)}


@settings(max_examples=100, deadline=None)
@given(declared(), st.data())
def test_a_single_use_is_decided_as_it_is_listed_and_facts_only_take_away(raw, data):
    read = policy.read(json.dumps(raw), "policy.yaml")
    listed = plain(uses(read, DAY))
    agreed = frozenset(raw["purposes"])
    for purpose in raw["purposes"]:
        for category in CATEGORIES:
            for who in ("role:shop", "role:books", "recipient:courier", "recipient:mailer"):
                kind, _, name = who.partition(":")
                ask = Ask((category,), purpose, name if kind == "role" else "", name if kind == "recipient" else "")
                expected = (purpose, category, who) in listed
                assert decide(read, DAY, ask, Facts(consents=agreed)).allowed is expected
    facts = Facts(
        consents=frozenset(data.draw(st.sets(st.sampled_from(["orders", "news"])))),
        objections=frozenset(data.draw(st.sets(st.sampled_from(["orders", "news"])))),
        restricted=data.draw(st.booleans()),
        untold=frozenset(data.draw(st.sets(st.sampled_from(["orders", "news"])))),
    )
    ask = Ask(("contact.email",), "news", "shop", data.draw(st.sampled_from(["", "mailer"])))
    if decide(read, DAY, ask, facts).allowed:
        assert decide(read, DAY, ask, Facts(consents=agreed)).allowed
        assert not facts.restricted and "news" not in facts.untold


# ---- one refusal after the other, with its clause and its law ----

EMAIL = Ask(("contact.email",), "marketing-email", "marketing", "mailer")
AGREES = Facts(consents=frozenset({"marketing-email"}))


def refused(company, ask, facts=AGREES, on=DAY):
    decision = decide(company, on, ask, facts)
    assert not decision.allowed and decision.clauses and decision.because
    assert all(step.says and step.cite for step in decision.because)
    return decision


def test_a_yes_names_its_basis_its_clauses_and_the_law_that_lets_data_go_to_ireland(company):
    decision = decide(company, DAY, EMAIL, AGREES)
    assert decision.allowed
    here = ("purposes", "marketing-email")
    assert decision.clauses[:4] == ((*here, "basis"), (*here, "uses"), (*here, "seen by"), (*here, "disclosed to"))
    assert "UK GDPR Art 6(1)(a)" in [step.cite for step in decision.because]
    assert "UK GDPR Art 45A" in [step.cite for step in decision.because]


@pytest.mark.parametrize(
    ("ask", "clause", "cite"),
    [
        (Ask(("contact.email",), "world-domination", "marketing"), ("purposes",), "UK GDPR Art 5(1)(b)"),
        (Ask(("shoe-size",), "marketing-email", "marketing"), ("data",), "UK GDPR Art 5(1)(b)"),
        (Ask((), "marketing-email", "marketing"), ("data",), "UK GDPR Art 5(1)(c)"),
        (
            Ask(("contact.email", "national-id"), "marketing-email", "marketing"),
            ("purposes", "marketing-email", "uses"),
            "UK GDPR Art 5(1)(c)",
        ),
        (Ask(("contact",), "marketing-email"), ("purposes", "marketing-email", "uses"), "UK GDPR Art 5(1)(c)"),
        (Ask(("contact.email",), "marketing-email", "pirates"), ("roles",), "UK GDPR Art 5(1)(f)"),
        (
            Ask(("contact.email",), "marketing-email", "finance"),
            ("purposes", "marketing-email", "seen by"),
            "UK GDPR Art 5(1)(f)",
        ),
        (Ask(("contact.email",), "marketing-email", "", "pirates"), ("recipients",), "UK GDPR Art 13(1)(e)"),
        (
            Ask(("contact.email",), "marketing-email", "", "insurers"),
            ("purposes", "marketing-email", "disclosed to"),
            "UK GDPR Art 13(1)(e)",
        ),
    ],
)
def test_what_nobody_declared_is_refused_with_its_clause_and_its_law(company, ask, clause, cite):
    decision = refused(company, ask)
    assert clause in decision.clauses and cite in [step.cite for step in decision.because]


def test_consent_is_needed_and_goes_when_it_is_taken_back(company):
    assert [s.cite for s in refused(company, EMAIL, Facts()).because] == ["UK GDPR Art 7(3)"]
    assert refused(company, EMAIL, Facts(consents=frozenset({"marketing-calls"})))


def test_an_objection_ends_marketing_whatever_it_rests_on_and_interests_unless_they_override(company):
    assert refused(company, EMAIL, Facts(consents=AGREES.consents, no_marketing=True))
    enquiry = Ask(("message",), "enquiries", "sales")
    objects = frozenset({"enquiries"})
    assert decide(company, DAY, enquiry, Facts()).allowed
    assert refused(company, enquiry, Facts(objections=objects))
    assert decide(company, DAY, enquiry, Facts(objections=objects, overridden=objects)).allowed
    fraud = Ask(("identity-check",), "fraud-prevention", "finance")
    assert decide(company, DAY, fraud, Facts()).allowed
    assert refused(company, fraud, Facts(objections=frozenset({"fraud-prevention"})))
    tax = Ask(("invoice",), "tax-and-accounts", "finance")
    assert decide(company, DAY, tax, Facts(objections=frozenset({"tax-and-accounts"}))).allowed


@pytest.mark.parametrize(("act", "may"), [("other", False), ("storage", True), ("legal-claims", True)])
def test_restricted_data_is_stored_and_used_for_claims_and_no_more(company, act, may):
    ask = Ask(("invoice",), "tax-and-accounts", "finance", act=act)
    decision = decide(company, DAY, ask, Facts(restricted=True))
    assert decision.allowed is may
    assert may or [step.cite for step in decision.because] == ["UK GDPR Art 18(2)"]


def test_a_new_purpose_waits_until_the_person_was_told(company):
    decision = refused(company, EMAIL, Facts(consents=AGREES.consents, untold=frozenset({"marketing-email"})))
    assert {"UK GDPR Art 13(3)", "UK GDPR Art 14(4)"} == {step.cite for step in decision.because}


def changed(raw, path, value):
    made = json.loads(json.dumps(raw, default=str))
    holder = made
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = value
    return policy.read(json.dumps(made), "policy.yaml", beside(COMPANY))


def test_a_prohibition_beats_every_permission(raw):
    never = {"says": "We never sell what you call us about.", "uses": ["call"], "to": ["hosting"]}
    made = changed(raw, ("never",), {"no-calls": never})
    given = Ask(("call.recording",), "calls", "", "hosting")
    assert decide(made, DAY, Ask(("call.recording",), "calls", "compliance"), Facts()).allowed
    decision = refused(made, given, Facts())
    assert decision.clauses == (("never", "no-calls"),)
    assert decision.because[0].says == never["says"]
    everywhere = changed(raw, ("never",), {"no-calls": {**never, "to": []}})
    assert refused(everywhere, Ask(("call.recording",), "calls", "compliance"), Facts())


def test_a_contract_closes_the_flow_on_the_day_after_its_last(raw):
    made = changed(raw, ("recipients", "courier", "contract until"), "2026-11-28")
    ask = Ask(("order",), "orders", "sales", "courier")
    assert decide(made, DAY, ask, Facts()).allowed
    decision = refused(made, ask, Facts(), date(2026, 11, 29))
    assert decision.clauses == (("recipients", "courier", "contract until"),)
    assert [step.cite for step in decision.because] == ["UK GDPR Art 28(3)"]


@pytest.mark.parametrize(
    "safeguard", ["The Union's standard contractual clauses", "you agree by using our site", "a handshake"]
)
def test_data_goes_nowhere_on_a_safeguard_that_is_none(raw, safeguard):
    made = changed(raw, ("recipients", "overseas-support", "safeguard"), safeguard)
    ask = Ask(("support.ticket",), "support", "engineers", "overseas-support")
    decision = refused(made, ask, Facts())
    assert decision.clauses == (("recipients", "overseas-support", "country"),)


def test_a_safeguard_counts_once_its_test_is_on_record(raw):
    untested = dict(raw["recipients"]["overseas-support"])
    del untested["transfer test"]
    untested = json.loads(json.dumps(untested, default=str))
    ask = Ask(("support.ticket",), "support", "engineers", "overseas-support")

    def asked(assessed_on, kind="transfer"):
        holder = json.loads(json.dumps(raw, default=str))
        holder["recipients"]["overseas-support"] = untested
        made = {"kind": kind, "of": ["overseas-support"], "by": "Ruth", "review by": "2027-11-01", "on": assessed_on}
        holder["assessments"] = {"south-africa": made}
        words = {name: text for name, text in beside(COMPANY).items() if name.startswith("words/")}
        return decide(policy.read(json.dumps(holder), "policy.yaml", words), DAY, ask, Facts()).allowed

    assert asked("2026-11-28")
    assert not asked("2026-11-29")
    assert not asked("2026-11-01", kind="processor")


def test_an_approval_in_part_covers_only_whoever_is_under_its_scheme(raw):
    ask = Ask(("usage.pages",), "website-improvement", "", "analytics")
    agrees = Facts(consents=frozenset({"website-improvement"}))
    path = ("recipients", "analytics", "approval")
    assert decide(changed(raw, path, "Under the UK Extension, looked up on 1 November 2026"), DAY, ask, agrees).allowed
    assert refused(changed(raw, path, "On some list, looked up on 1 November 2026"), ask, agrees)


@pytest.mark.parametrize(("sensitivity", "cite"), [("special", "UK GDPR Art 9(1)"), ("criminal", "UK GDPR Art 10")])
def test_data_that_is_protected_more_needs_its_second_key(raw, sensitivity, cite):
    made = changed(raw, ("data", "order"), {"says": "Orders", "sensitivity": sensitivity})
    decision = refused(made, Ask(("order",), "orders", "sales"), Facts())
    assert [step.cite for step in decision.because] == [cite]
    keyed = changed(raw, ("data", "application.decision"), {"says": "x", "sensitivity": sensitivity})
    with_key = {**raw["purposes"]["recruitment"], "condition": "UK GDPR 9(2)(b)"}
    assert refused(keyed, Ask(("application.decision",), "recruitment", "recruiting"), Facts())
    both = json.loads(json.dumps(raw, default=str))
    both["data"]["application.decision"] = {"says": "x", "sensitivity": sensitivity}
    both["purposes"]["recruitment"] = json.loads(json.dumps(with_key, default=str))
    made = policy.read(json.dumps(both), "policy.yaml", beside(COMPANY))
    assert decide(made, DAY, Ask(("application.decision",), "recruitment", "recruiting"), Facts()).allowed


def test_a_basis_that_there_is_not_is_a_no(company):
    fraud = Ask(("identity-check",), "fraud-prevention", "finance")
    assert refused(company, fraud, Facts(), date(2026, 2, 4)).clauses == (("purposes", "fraud-prevention", "basis"),)


def test_the_soft_opt_in_needs_its_facts(raw):
    softly = raw["purposes"]["marketing-email"] | {"marketing": "soft opt-in", "basis": "legitimate interests"}
    made = changed(raw, ("purposes", "marketing-email"), json.loads(json.dumps(softly, default=str)))
    assert [s.cite for s in refused(made, EMAIL, Facts()).because] == ["PECR reg 22(3)"]
    assert decide(made, DAY, EMAIL, Facts(soft_opt_in=frozenset({"marketing-email"}))).allowed
