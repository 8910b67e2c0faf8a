"""The register of processing: every field of the regulator's form, said by a rule or said to be missing."""

import copy
import json
from datetime import date

import pytest

from policy.publishing import beside, raw, text
from troth import policy
from troth.law import ask
from troth.policy.publish.register import as_json, register

ON = date(2026, 11, 28)

# The fields of the regulator's template for controllers, in its order: those said once, and those of each use.
HEAD = ["controller", "dpo", "representative", "joint"]
FIELDS = [
    "function", "purpose", "people", "data", "special", "recipients", "contracts", "countries", "safeguards", "keep",
    "retention", "adherence", "reason", "security", "location", "basis", "interest", "weighed", "condition",
    "schedule-1", "source", "automated", "rights", "consent", "impact", "impact-done", "impact-record", "breach",
    "notice", "review",
]  # fmt: skip


def read(data):
    """A policy from plain data, with all that lies beside the reference company's."""
    return policy.read(json.dumps(data), "policy.yaml", beside())


@pytest.fixture(scope="module")
def company():
    return policy.read(text(), "policy.yaml", beside())


@pytest.fixture(scope="module")
def made(company):
    return register(company, ON)


@pytest.fixture(scope="module")
def declared():
    return raw()


def entry(made, key):
    return next(one for side in made.sides for one in side.entries if one.id == key)


def said(made, key, column):
    return entry(made, key).cell(column).text


# ---- it is whole ----


def test_the_fields_are_those_of_the_template_in_its_order(made):
    assert [cell.column.id for cell in made.controller.head] == HEAD
    assert [column.id for column in made.controller.columns] == FIELDS
    for one in made.controller.entries:
        assert [cell.column.id for cell in one.cells] == FIELDS


def test_there_is_an_entry_for_each_purpose_and_each_work_for_others(made, company):
    assert [one.id for one in made.controller.entries] == list(company.purposes)
    assert [one.id for one in made.processor.entries] == list(company.for_others)
    assert len(company.for_others) > 1


@pytest.mark.parametrize("side", ["controller", "processor"])
def test_every_item_that_the_law_asks_for_is_said_of_every_use(made, side):
    half = getattr(made, side)
    asked = ask(f"{side}-register", ON, {}).answer
    assert [met.id for met in half.law] == list(asked) and len(asked) == {"controller": 8, "processor": 5}[side]
    for met in half.law:
        once = [cell.text for cell in half.head if cell.column.id in met.columns]
        each = [one.cell(c).text for one in half.entries for c in met.columns if c in {k.id for k in half.columns}]
        assert once or each, met.id
        assert all(once) and all(each), met.id
        assert met.lacking == ()


def test_nothing_is_missing_of_the_reference_company(made):
    assert made.gaps == ()


def test_only_fields_that_nothing_fills_yet_are_empty_and_their_titles_say_so(made):
    places = dict.fromkeys(raw()["data"], ("Somewhere",))
    whole = register(policy.read(text(), "policy.yaml", beside()), ON, places)
    empty = {cell.column for one in whole.controller.entries for cell in one.cells if not cell.text}
    assert {column.id for column in empty} == {"adherence", "breach"}
    assert all("not recorded here yet" in column.title and not column.built for column in empty)
    assert {cell.column.id for one in made.processor.entries for cell in one.cells if not cell.text} == set()


def test_every_cell_names_a_rule_that_stands_in_the_file(made, company):
    for side in made.sides:
        for cell in (*side.head, *(cell for one in side.entries for cell in one.cells)):
            if not cell.text or not cell.column.built:
                continue
            path = cell.rule
            source = company.source.parts.get(path[:2], company.source)
            rest = path[2:] if path[:2] in company.source.parts else path
            # What the policy leaves out is pointed at by the entry in which it would stand.
            assert rest == () or rest[: 1 if rest[0] == "controller" else 2] in source.keys, path


# ---- what it says, field by field: read off the policy by eye ----


def test_a_credit_check_is_told_as_the_policy_tells_it(made):
    one = "credit-check"
    assert said(made, one, "function") == "Finance, who send invoices and take payments."
    assert said(made, one, "people") == "Customers, and the people who act for them"
    assert said(made, one, "data").split("\n") == [
        "Name and title", "Postal address", "Date of birth",
        "The result of a credit check, with its date and the agency that gave it",
    ]  # fmt: skip
    assert said(made, one, "basis") == "Legitimate interests (UK GDPR Art 6(1)(f))"
    assert said(made, one, "interest").startswith("Not to give credit that is unlikely to be paid back")
    assert said(made, one, "weighed").startswith(
        "Weighed on 14 September 2026 by Ruth Adeyemi. To be looked at again by 14 September 2027."
    )
    assert said(made, one, "keep") == "12 months after the check."
    assert said(made, one, "reason").endswith("Looked at on 14 September 2026.")
    assert said(made, one, "impact").startswith("Yes: a service refused by computer")
    assert said(made, one, "impact-done").startswith("Done on 14 September 2026 by Ruth Adeyemi")
    assert said(made, one, "impact-record") == "assessments/credit-check.yaml"
    assert said(made, one, "notice") == "/notice#purposes/credit-check"
    assert said(made, one, "review") == "On 19 October 2026.\nTo be looked at again by 19 October 2027."


def test_sensitive_data_has_both_of_its_keys_and_other_data_needs_none(made):
    assert said(made, "interview-adjustments", "special").startswith("Special category: Changes that you ask for")
    assert said(made, "interview-adjustments", "condition").startswith("UK GDPR Art 9(2)(b): ")
    assert said(made, "interview-adjustments", "schedule-1") == "DPA 2018 Sch 1 para 1 (employment law)"
    assert {said(made, "orders", c) for c in ("condition", "schedule-1")} == {"Not needed"}
    assert said(made, "orders", "special") == "None"


def test_a_recognised_interest_is_named_with_its_place_in_annex_1(made):
    assert said(made, "fraud-prevention", "basis").split("\n")[1].endswith("(UK GDPR Annex 1 para 5)")
    assert said(made, "fraud-prevention", "interest") == "Not needed"


def test_a_legal_obligation_names_its_law(made):
    assert "Value Added Tax Act 1994 Sch 11 para 6" in said(made, "tax-and-accounts", "basis")


def test_what_goes_abroad_says_where_to_and_what_protects_it(made):
    assert said(made, "support", "countries") == "South Africa: Night Desk Support (Pty) Ltd"
    protects = said(made, "support", "safeguards")
    assert "International Data Transfer Agreement" in protects and "14 September 2026" in protects
    assert said(made, "marketing-email", "countries") == "Ireland: Linnet Mail Ltd"
    assert "DPA 2018 Sch 21 para 5(1)(a)" in said(made, "marketing-email", "safeguards")
    assert said(made, "website-improvement", "countries") == "The United States: Plaincount Inc."
    assert "SI 2023/1028" in said(made, "website-improvement", "safeguards")
    assert said(made, "recruitment", "countries") == "None: it stays in the United Kingdom"


def test_processors_have_their_contracts_and_controllers_are_not_among_them(made):
    contracts = said(made, "credit-check", "contracts")
    assert contracts.startswith("Fellside Hosting Ltd: Processing agreement of 3 February 2026, until 2 February 2028.")
    assert "Ridings" not in contracts and "Ridings" in said(made, "credit-check", "recipients")


def test_rights_are_those_of_the_basis(made):
    def rights(key):
        return [line.partition(" (")[0] for line in said(made, key, "rights").split("\n")]

    always = ["Access", "Rectification"]
    assert rights("orders") == [*always, "Erasure", "Restriction", "Portability"]
    assert rights("tax-and-accounts") == [*always, "Restriction"]
    assert rights("calls") == [*always, "Erasure", "Restriction", "Objection"]
    assert rights("surveys") == [*always, "Erasure", "Restriction", "Portability", "Withdrawal of consent"]
    assert rights("marketing-email")[-1] == "Objection to advertising"


def test_consent_says_where_it_is_asked_and_taken_back(made):
    lines = said(made, "surveys", "consent").split("\n")
    assert lines == [
        "Asked by: Surveys that you may answer or leave (/survey/)",
        "Taken back: One link in the survey takes your answers back, and so does a line to the compliance address.",
    ]
    assert said(made, "orders", "consent") == "Not needed"


def test_one_weak_sign_of_risk_needs_no_assessment_once_somebody_looked(made):
    assert said(made, "website-improvement", "impact").startswith("No: where people are or what they do is followed")
    assert said(made, "website-improvement", "impact-record") == "assessments/website-counting.yaml"


def test_systems_are_named_and_what_none_holds_is_said(company):
    one = register(company, ON, {"usage.device": ("Web server log",)})
    assert said(one, "website-display", "location") == "Web server log"
    assert said(one, "credit-check", "location").startswith("No system is described yet for: Name and title; ")
    assert said(register(company, ON), "website-display", "location") == ""


def test_links_have_the_address_of_the_site(company):
    one = register(company, ON, site="https://www.ljtsystems.example/")
    assert said(one, "orders", "notice") == "https://www.ljtsystems.example/notice#purposes/orders"


def test_work_for_others_says_for_whom_and_what_becomes_of_the_data(made):
    assert said(made, "backups", "controllers").startswith("The firms that have a backup contract with us")
    assert said(made, "backups", "others").startswith("Fellside Hosting Ltd: ")
    assert said(made, "backups", "contract") == "Backup terms of 2 March 2026, with their processing schedule."
    assert said(made, "backups", "ends").startswith("30 days after the contract ends")


# ---- what is left out is missed ----


def without(data, *path):
    changed = copy.deepcopy(data)
    held = changed
    for key in path[:-1]:
        held = held[key]
    del held[path[-1]]
    return changed


TAKEN = [
    (("security",), "security", "every"),
    (("purposes", "orders", "about"), "people", 1),
    (("purposes", "orders", "seen by"), "function", 1),
    (("purposes", "orders", "sources"), "source", 1),
    (("purposes", "calls", "assessment", "on"), None, 0),  # the record of its own in assessments/ has its day
    (("purposes", "enquiries", "assessment", "on"), "weighed", 1),
    (("purposes", "enquiries", "assessment"), "interest", 1),
    (("purposes", "tax-and-accounts", "duty"), "basis", 1),
    (("purposes", "fraud-prevention", "interest"), "basis", 1),
    (("purposes", "interview-adjustments", "condition"), "condition", 1),
    (("recipients", "courier", "contract"), None, 0),  # it decides for itself
    (("recipients", "card-processor", "contract"), "contracts", 1),
    (("recipients", "analytics", "approval"), "safeguards", 1),
    (("recipients", "overseas-support", "safeguard"), "safeguards", 2),
    (("channels", "surveys", "asks"), "consent", 1),
    (("reviewed",), "review", "every"),
    (("for others", "backups", "contract"), "contract", 1),
    (("for others", "backups", "ends"), "ends", 1),
]


@pytest.mark.parametrize(("path", "column", "count"), TAKEN, ids=lambda v: "/".join(v) if isinstance(v, tuple) else "")
def test_what_is_taken_out_is_said_to_be_missing(declared, path, column, count):
    made = register(read(without(declared, *path)), ON)
    missing = [(title, cell) for title, cell in made.gaps if cell.column.id == column]
    every = sum(len(side.entries) for side in made.sides)
    assert len(missing) == (every if count == "every" else count)
    assert all(cell.gap.endswith(".") for _, cell in missing)
    if column == "security":
        assert all(one.cell("security").text == "" for side in made.sides for one in side.entries)
        for side in made.sides:
            (met,) = [one for one in side.law if one.id == "security"]
            assert met.lacking == tuple(one.id for one in side.entries)
        assert len(as_json(made)["missing"]) == every


def test_an_assessment_that_is_still_to_come_does_not_count(company):
    made = register(company, date(2026, 9, 13))
    assert said(made, "credit-check", "impact").startswith("Yes") and said(made, "credit-check", "impact-done") == ""
    assert {"impact-done", "weighed"} <= {cell.column.id for cell in entry(made, "credit-check").cells if cell.gap}


def test_a_computer_that_decides_alone_is_told_with_what_protects_people(declared):
    changed = copy.deepcopy(declared)
    changed["purposes"]["credit-check"]["automated"] = {
        "how": "a score decides", "means": "you may be refused", "safeguards": ["intervention"],
    }  # fmt: skip
    items = ask("automated-decision-safeguards", ON, {}).needs
    changed["purposes"]["credit-check"]["automated"]["safeguards"] = [items[0].id]
    lines = said(register(read(changed), ON), "credit-check", "automated").split("\n")
    assert lines[:2] == ["A score decides.", "You may be refused."]
    assert lines[2].casefold() == items[0].says.casefold()


def test_data_on_offences_has_its_condition_in_schedule_1(declared):
    changed = copy.deepcopy(declared)
    changed["data"]["security"] = {"says": "Incidents", "sensitivity": "criminal"}
    one = register(read(changed), ON)
    assert said(one, "premises-security", "special") == "Criminal offences: Incidents"
    assert entry(one, "premises-security").cell("schedule-1").gap and said(one, "premises-security", "condition") == (
        "Not needed"
    )
    changed["purposes"]["premises-security"]["condition"] = "DPA 2018 Sch 1 para 10 (preventing unlawful acts)"
    two = register(read(changed), ON)
    assert said(two, "premises-security", "schedule-1") == "DPA 2018 Sch 1 para 10 (preventing unlawful acts)"


# ---- as data, and of other policies ----


def test_json_says_the_same_cell_by_cell(made):
    data = json.loads(json.dumps(as_json(made)))
    for name, side in (("controller", made.controller), ("processor", made.processor)):
        assert [one["id"] for one in data[name]["columns"]] == [column.id for column in side.columns]
        for told, one in zip(data[name]["entries"], side.entries, strict=True):
            assert {key: cell["text"] for key, cell in told["cells"].items()} == {
                cell.column.id: cell.text for cell in one.cells
            }
            assert told["cells"]["review"]["rule"] == "reviewed"
    assert data["on"] == "2026-11-28" and data["missing"] == []


def test_a_policy_without_the_newer_sections_has_a_register_too(small):
    made = register(policy.read(small, "policy.yaml"), ON)
    assert [one.id for one in made.controller.entries] == ["orders", "newsletter"] and made.processor.entries == ()
    gone = {cell.column.id for _, cell in made.gaps}
    assert gone == {"security", "review"}
    assert made.controller.head[0].text.startswith("Acme Bicycles Ltd\n")


def test_policies_made_at_random_have_a_register(small):
    from random import Random

    from policy import made as at_random

    for number in range(40):
        one = policy.read(at_random.text(at_random.plain(Random(number))), "policy.yaml")
        found = register(one, ON, {})
        assert len(found.controller.entries) == len(one.purposes)
        for side in found.sides:
            for told in side.entries:
                assert len(told.cells) == len(side.columns)
        json.dumps(as_json(found))
