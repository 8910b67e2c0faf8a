"""The shapes that editors complete by: the company's files fit them, what is wrong does not, they are up to date."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML
from tests.policy.fits import misfits
from tests.policy.objections import SOUND

from troth import policy, stores
from troth.cli.schema import NAMES, text
from troth.fault import Fault, Faults
from troth.policy import holidays, keep, promises, values
from troth.policy.keys import MEANS
from troth.policy.schema import MODELS, json_schema
from troth.policy.source import Source
from troth.stores.base import Entry
from troth.stores.load import KINDS, read
from troth.stores.schema import KINDS as SHAPES
from troth.stores.schema import json_schema as of_stores
from troth.stores.sql.shape import AS
from troth.words import Nation

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
POLICY, STORE, ASSESSMENT = json_schema("policy"), of_stores(), json_schema("assessment")


def seen(text):
    """A file as an editor sees it: YAML 1.2, with numbers as numbers; days stay text there."""
    reader = YAML(typ="safe", pure=True)
    reader.constructor.yaml_constructors = {
        **reader.constructor.yaml_constructors,
        "tag:yaml.org,2002:timestamp": lambda loader, node: node.value,
    }
    return reader.load(text)


# ---- the files of the reference company, and of a new one ----


def test_the_reference_policy_fits():
    assert misfits(seen((COMPANY / "policy.yaml").read_text(encoding="utf-8")), POLICY) == []


@pytest.mark.parametrize("file", sorted(COMPANY.glob("stores/*.yaml")), ids=lambda path: path.stem)
def test_each_store_of_the_reference_company_fits(file):
    assert misfits(seen(file.read_text(encoding="utf-8")), STORE) == []


@pytest.mark.parametrize("file", sorted(COMPANY.glob("assessments/*.yaml")), ids=lambda path: path.stem)
def test_each_assessment_of_the_reference_company_fits(file):
    assert misfits(seen(file.read_text(encoding="utf-8")), ASSESSMENT) == []


@pytest.mark.parametrize("file", sorted(COMPANY.glob("promises.yaml")), ids=lambda path: path.stem)
def test_its_promises_fit(file):
    assert misfits(seen(file.read_text(encoding="utf-8")), json_schema("promises")) == []


@pytest.mark.parametrize("nation", list(Nation))
def test_a_new_policy_fits(nation):
    assert misfits(seen(policy.new("Acme", nation)), POLICY) == []


def test_a_small_policy_with_everything_fits():
    assert misfits(seen(SOUND), POLICY) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_that_lie_in_the_companys_folder_are_those_of_today(name):
    """After a change:  troth --home companies/ljt-systems schema --write"""
    assert (COMPANY / "schemas" / f"{name}.json").read_text(encoding="utf-8") == text(name)


def test_every_file_of_the_company_names_its_schema():
    for file in [COMPANY / "policy.yaml", *COMPANY.glob("stores/*.yaml"), *COMPANY.glob("assessments/*.yaml")]:
        first = file.read_text(encoding="utf-8").split("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, file
        assert (file.parent / named[1]).is_file(), file


# ---- what is wrong does not fit ----


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("policy: 1", "policy: 2", "/policy"),
        ("nation: england", "nation: kent", "/nation"),
        ("basis: contract\n    about", "basis: contact\n    about", "/purposes/orders/basis"),
        (
            "keep: 6 years after order.completed\n    because: A claim",
            "keep: six years\n    because: A claim",
            "/purposes/orders/keep",
        ),
        ("keep: statutory paye-records", "keep: statutory pay-records", "/purposes/wages/keep"),
        ("keep: while customer, then 1 year", "keep: while custumer", "/purposes/parts/keep"),
        ("    keep: statutory paye-records\n", "", "/purposes/wages"),
        ("uses: [contact.name, order]", "uses: []", "/purposes/orders/uses"),
        ("uses: [contact.name, order]", "uses: order", "/purposes/orders/uses"),
        (
            "seen by: [shop]\n    disclosed to: [courier, desk]",
            "seenby: [shop]\n    disclosed to: [courier, desk]",
            "/purposes/orders/seenby",
        ),
        ("interest: crime", "interest: profit", "/purposes/fraud/interest"),
        ("human-intervention, contest]", "human-intervention, protest]", "/purposes/refunds/automated/safeguards"),
        ("marketing: soft opt-in", "marketing: maybe", "/purposes/parts/marketing"),
        ("reviewed: 2026-10-01", "reviewed: 1.10.2026", "/reviewed"),
        ("  access: You", "  acess: You", "/rights/acess"),
        ("  orders:\n", "  Orders:\n", "/purposes/Orders"),
        ("group: statistics", "group: counting", "/cookies/visits/group"),
        ("kind: controller", "kind: boss", "/recipients/agency/kind"),
        ("    group: yes\n    terms: [subject", "    group: yes\n    terms: [object", "/recipients/desk/terms"),
        ("likely: low, harm: high", "likely: never, harm: high", "/assessments/credit-impact/risks/refused/likely"),
        ("    kind: balancing\n", "    kind: wage\n", "/assessments/interests/kind"),
        ("controllers: [Coble Ltd]", "controllers: []", "/for others/fitting/controllers"),
        ("  contact.name: Name", "  contact.name: [Name]", "/data/contact.name"),
        ("controller:\n  name: Acme Bicycles Ltd\n", "controller:\n", "/controller"),
    ],
)
def test_what_is_wrong_in_a_policy_does_not_fit_and_is_no_policy(old, new, where):
    assert SOUND.count(old) == 1
    text = SOUND.replace(old, new)
    found = misfits(seen(text), POLICY)
    assert found and all(one.startswith(where) for one in found), found
    try:
        faults = policy.check(policy.read(text, "p"), date(2026, 11, 25))
    except Faults as many:
        faults = list(many)
    assert faults, "what an editor marks, check does not let pass"


CRM = """\
kind: sql
says: Customers
url: sqlite:///crm.sqlite
people: contacts
tables:
  contacts: {says: your details, person: {customer: id}, columns: {id: account}, clocks: {customer.ended: closed_on}}
  notes: {columns: {text: support.note}, of: [{contacts: {contact_id: id}, as: shared}], erase: delete}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: sql", "kind: sqll"),
        ("url: sqlite:///crm.sqlite\n", ""),
        ("erase: delete", "erase: destroy"),
        ("customer.ended", "ended"),
        ("columns: {id", "colums: {id"),
        ("as: shared", "as: hers"),
        ("columns: {text: support.note}", "columns: [text]"),
        ("says: Customers", "path: /"),
    ],
)
def test_what_is_wrong_in_a_store_file_does_not_fit_and_is_no_store(tmp_path, old, new):
    assert CRM.count(old) == 1
    assert misfits(seen(CRM), STORE) == [] and misfits(seen(CRM.replace(old, new)), STORE)
    (tmp_path / "crm.yaml").write_text(CRM, encoding="utf-8")
    assert stores.load(tmp_path, {}, tmp_path)
    (tmp_path / "crm.yaml").write_text(CRM.replace(old, new), encoding="utf-8")
    with pytest.raises(Faults):
        stores.load(tmp_path, {}, tmp_path)


# ---- the schemas say what the readers say ----


@pytest.mark.parametrize("kind", KINDS)
def test_a_store_files_keys_are_those_that_its_reader_knows(tmp_path, kind):
    """The reader names all that it knows when it meets a key that is like none."""
    faults: list[Fault] = []
    read("s", Entry({"kind": kind, "qqqqqqqqqqqq": "x"}, Source("s.yaml"), (), faults), {}, tmp_path)
    (told,) = [fault.remedy for fault in faults if fault.remedy.startswith("it knows kind, ")]
    assert set(told.removeprefix("it knows ").split(", ")) == {"kind", *SHAPES[kind][1]}


def test_whose_a_row_is_has_the_words_of_its_reader():
    table = SHAPES["sql"][1]["tables"]["additionalProperties"]["properties"]
    assert table["of"]["items"]["properties"]["as"]["enum"] == list(AS)


@pytest.mark.parametrize("title", MEANS)
def test_every_key_has_its_meaning_in_a_line(title):
    (model,) = {
        one
        for room in (holidays, promises, values)
        if isinstance(one := getattr(room, title, None), type) and issubclass(one, BaseModel)
    }
    keys = {field.alias for field in model.model_fields.values() if not field.alias.startswith("\0")}
    assert set(MEANS[title]) == keys
    assert all("\n" not in says and says.endswith(".") for says in MEANS[title].values())


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_is_plain_json_that_shows_nothing_of_the_inside(name):
    made = json_schema(name)
    said = json.dumps(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "\\u0000" not in said and "?P<" not in said and '"null"' not in said
    for found in re.findall(r'"\$ref": "#/\$defs/(\w+)"', said):
        assert found in made["$defs"]


@pytest.mark.parametrize(
    "sentence",
    [
        "6 years after order.completed",
        "1 day after call.date",
        "until consent is withdrawn",
        "until objection is withdrawn",
        "until consent is withdrawn, then 30 days",
        "while customer",
        "while subscription, then 6 months",
        "statutory vat-records",
        "statutory contract-claims after order.completed",
        "while customer, then statutory contract-claims",
    ],
)
def test_a_sentence_that_is_a_period_fits(sentence):
    keep.parse(sentence)
    assert misfits(sentence, POLICY["$defs"]["Purpose"]["properties"]["keep"]) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "6 years",
        "six years after order.completed",
        "6 years after order",
        "until consent",
        "while visitor",
        "for ever",
        "statutory tax",
        "6 years after order.completed, then 1 day",
        " until consent is withdrawn, then",
        "while customer then 1 day",
    ],
)
def test_a_sentence_that_is_no_period_does_not_fit(sentence):
    with pytest.raises(ValueError):
        keep.parse(sentence)
    assert misfits(sentence, POLICY["$defs"]["Purpose"]["properties"]["keep"])
