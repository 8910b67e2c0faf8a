"""The register in DPV terms: every term exists, stands where it may, and the graph says the same as the policy."""

import gzip
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from policy import made
from policy.publishing import COMPANY, beside
from troth import policy
from troth.law.dated import rules
from troth.policy.publish import terms
from troth.policy.publish.dpv import dpv
from troth.words import Basis

ON = date(2026, 11, 28)
ROOT = COMPANY.parents[1]
HERE = Path(__file__).parent / "dpv"
DPV = Namespace("https://w3id.org/dpv#")
GDPR = Namespace("https://w3id.org/dpv/legal/eu/gdpr#")
UK = Namespace("urn:troth:uk#")
OURS = ("https://w3id.org/dpv", "urn:troth:uk#")
DCT = Namespace("http://purl.org/dc/terms/")
RANGE = URIRef("https://schema.org/rangeIncludes")
UNDER = {SKOS.broader, RDFS.subClassOf, RDF.type}


@pytest.fixture(scope="module")
def vocabulary():
    """DPV 2.3 with its two extensions, and our own terms."""
    graph = Graph()
    for name in ("dpv", "eu-gdpr", "legal-gb"):
        graph.parse(data=gzip.decompress((HERE / f"{name}.ttl.gz").read_bytes()), format="turtle")
    return graph.parse(ROOT / "docs" / "vocabulary" / "uk.ttl", format="turtle")


@pytest.fixture(scope="module")
def company(company_text):
    return policy.read(company_text, "policy.yaml", beside())


def graph_of(document):
    return Graph().parse(data=json.dumps(document), format="json-ld")


@pytest.fixture(scope="module")
def graph(company):
    return graph_of(dpv(company, ON))


def named(graph):
    """Every address in DPV's namespaces and ours, with how often it stands where."""
    found = Counter(node for triple in graph for node in triple if isinstance(node, URIRef))
    return {node: count for node, count in found.items() if str(node).startswith(OURS)}


def undeclared(graph, vocabulary):
    """The terms that no vocabulary declares with a type."""
    return sorted(str(node) for node in named(graph) if (node, RDF.type, None) not in vocabulary)


# ---- every term exists ----


def test_every_term_that_the_export_uses_is_declared(graph, vocabulary):
    used = named(graph)
    spaces = Counter(str(term).partition("#")[0] for term in used)
    print(f"\n{len(graph)} triples; {sum(used.values())} uses of {len(used)} terms: {dict(spaces)}")
    assert undeclared(graph, vocabulary) == []
    assert spaces["https://w3id.org/dpv"] > 40 and spaces["urn:troth:uk"] > 5


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("dpv:hasLegalBasis", "dpv:hasLegalBases"),
        ("dpv:PersonalDataProcess", "dpv:PersonalDataProcces"),
        ("eu-gdpr:A6-1-b", "eu-gdpr:A6-1-bb"),
        ("uk:Annex1-Crime", "uk:Annex1-Crimes"),
        ("legal-gb:law-DPA", "legal-gb:law-DAP"),
    ],
)
def test_a_misspelt_term_is_noticed(company, vocabulary, right, wrong):
    whole = json.dumps(dpv(company, ON))
    assert f'"{right}"' in whole
    mutated = json.loads(whole.replace(f'"{right}"', f'"{wrong}"'))
    prefix, _, name = wrong.partition(":")
    assert undeclared(graph_of(mutated), vocabulary) == [f"{terms.PREFIXES[prefix]}{name}"]


def test_no_prefix_is_left_unresolved(graph):
    """A prefix without its line in the context would make addresses such as <uk:IDTA>."""
    nodes = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    assert [node for node in nodes if re.match(r"(?!https?:|urn:)", node)] == []


def test_every_term_in_the_source_is_declared_even_if_no_company_uses_it(vocabulary):
    folder = ROOT / "src" / "troth" / "policy" / "publish"
    written = "".join((folder / name).read_text() for name in ("dpv.py", "terms.py"))
    found = set(re.findall(r'"((?:dpv|eu-gdpr|legal-gb|uk):[A-Za-z0-9-]+)"', written))
    found |= {f"dpv:{name}" for name in re.findall(r"\bdpv__(\w+)=", written)}
    full = {term: URIRef(terms.PREFIXES[term.partition(":")[0]] + term.partition(":")[2]) for term in found}
    assert len(found) > 80
    assert [term for term, node in full.items() if (node, RDF.type, None) not in vocabulary] == []


# ---- and stands where it may ----


def kinds(node, graph, vocabulary):
    """All that a node is: its types, and what these stand under."""
    todo, seen = [node, *graph.objects(node, RDF.type)], set()
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo += [above for way in UNDER for above in vocabulary.objects(one, way)]
    return seen


def test_every_property_leads_to_what_it_is_for(graph, vocabulary):
    """Each object of a DPV property is of a kind that the vocabulary gives as its range."""
    checked, wrong = 0, set()
    for subject, way, thing in graph:
        wanted = set(vocabulary.objects(way, RANGE))
        if wanted and str(way).startswith(OURS):
            checked += 1
            assert not isinstance(thing, Literal), (subject, way)
            if not wanted & kinds(thing, graph, vocabulary):
                wrong.add((str(way), str(thing)))
    assert wrong == set() and checked > 1000


def test_properties_are_properties_and_classes_are_classes(graph, vocabulary):
    for subject, way, thing in graph:
        if str(way).startswith(OURS):
            assert (way, RDF.type, RDF.Property) in vocabulary, way
        if way == RDF.type and str(thing).startswith(OURS):
            assert (thing, RDF.type, RDFS.Class) in vocabulary, (subject, thing)


def test_every_node_that_is_named_is_there(graph):
    """Nothing refers to a node of the register that says nothing of itself."""
    subjects = set(graph.subjects())
    mine = {node for triple in graph for node in triple if str(node).startswith("urn:troth:register:")}
    assert mine and mine <= subjects


# ---- our own terms ----


def test_every_term_of_ours_is_defined_under_dpv_with_its_place_in_the_law(vocabulary):
    known = {rule.cite.text for rule in rules()}
    terms_of_ours = {node for node in vocabulary.subjects() if str(node).startswith("urn:troth:uk#")}
    assert len(terms_of_ours) == 21
    for term in terms_of_ours:
        (label,) = vocabulary.objects(term, SKOS.prefLabel)
        (definition,) = vocabulary.objects(term, SKOS.definition)
        assert str(label)[0].isupper() and str(definition).endswith(".")
        above = set(vocabulary.objects(term, SKOS.broader)) | set(vocabulary.objects(term, RDFS.subClassOf))
        assert any(str(one).startswith("https://w3id.org/dpv") for one in above), term
        sources = {str(one) for one in vocabulary.objects(term, DCT.source)}
        assert sources and sources <= known, (term, sources - known)


def test_a_term_of_ours_begins_when_its_rule_does(vocabulary):
    begun = {}
    for rule in rules():
        begun[rule.cite.text] = min(begun.get(rule.cite.text, date.max), rule.since)
    dated = dict(vocabulary.subject_objects(DCT.valid))
    assert len(dated) > 10
    for term, day in dated.items():
        assert begun[str(next(vocabulary.objects(term, DCT.source)))] == day.toPython(), term


def test_no_term_of_ours_is_idle(vocabulary):
    folder = ROOT / "src" / "troth" / "policy" / "publish"
    written = "".join((folder / name).read_text() for name in ("dpv.py", "terms.py"))
    ours = {str(node).partition("#")[2] for node in vocabulary.subjects() if str(node).startswith("urn:troth:uk#")}
    assert {name for name in ours if f'"uk:{name}"' not in written} == set()


# ---- the graph says the same as the policy ----

BASES = {  # read off the Articles, not off the code
    Basis.CONSENT: GDPR["A6-1-a"],
    Basis.CONTRACT: GDPR["A6-1-b"],
    Basis.LEGAL_OBLIGATION: GDPR["A6-1-c"],
    Basis.VITAL_INTERESTS: GDPR["A6-1-d"],
    Basis.PUBLIC_TASK: GDPR["A6-1-e"],
    Basis.RECOGNISED_INTEREST: UK["A6-1-ea"],
    Basis.LEGITIMATE_INTERESTS: GDPR["A6-1-f"],
}


def label(graph, node):
    return str(next(graph.objects(node, RDFS.label)))


def processes(graph):
    """Those of which we are the controller, by their title."""
    (us,) = graph.objects(next(graph.subjects(RDF.type, DPV.ROPA)), DPV.hasDataController)
    mine = set(graph.subjects(DPV.hasDataController, us)) & set(graph.subjects(RDF.type, DPV.PersonalDataProcess))
    return {label(graph, node): node for node in mine}


def test_there_are_as_many_processes_as_purposes_and_commissions(graph, company):
    found = processes(graph)
    assert set(found) == {one.title for one in company.purposes.values()} and len(found) == len(company.purposes)
    every = set(graph.subjects(RDF.type, DPV.PersonalDataProcess))
    assert len(every) == len(company.purposes) + len(company.for_others)
    (register,) = graph.subjects(RDF.type, DPV.ROPA)
    assert set(graph.objects(register, DPV.hasPersonalDataProcess)) == every


def test_each_process_rests_on_the_basis_of_its_purpose_and_no_other(graph, company):
    found = processes(graph)
    for one in company.purposes.values():
        rests = set(graph.objects(found[one.title], DPV.hasLegalBasis))
        assert rests & set(BASES.values()) == {BASES[one.basis]}, one.id
    fraud = set(graph.objects(found["Preventing fraud"], DPV.hasLegalBasis))
    assert UK["Annex1-Crime"] in fraud
    interview = set(graph.objects(found["Making interviews fair for everybody"], DPV.hasLegalBasis))
    assert GDPR["A9-2-b"] in interview
    assert {UK.Schedule1Condition} & {t for n in interview for t in graph.objects(n, RDF.type)}


def test_each_process_has_the_recipients_people_data_and_roles_of_its_purpose(graph, company):
    found = processes(graph)
    for one in company.purposes.values():
        node = found[one.title]
        given = {str(name) for who in graph.objects(node, DPV.hasRecipient) for name in graph.objects(who, DPV.hasName)}
        assert given == {company.recipients[key].name for key in one.disclosed_to}, one.id
        people = {label(graph, who) for who in graph.objects(node, DPV.hasDataSubject)}
        assert people == {company.people[key] for key in one.about}
        data = {label(graph, what) for what in graph.objects(node, DPV.hasPersonalData)}
        assert data == {c.says for k, c in company.data.items() if any(f"{k}.".startswith(f"{u}.") for u in one.uses)}
        roles = {label(graph, who) for who in graph.objects(node, DPV.isImplementedByEntity)}
        assert roles == {company.roles[key] for key in one.seen_by}


def test_what_leaves_the_country_says_where_to_and_what_lets_it(graph, company):
    gone = {}
    for node in graph.subjects(RDF.type, DPV.CrossBorderTransfer):
        (who,) = graph.objects(node, DPV.hasDataImporter)
        gone[str(next(graph.objects(who, DPV.hasName)))] = (
            label(graph, next(graph.objects(node, DPV.hasThirdCountry))),
            set(graph.objects(node, DPV.hasLegalBasis)),
        )
    assert gone == {
        "Linnet Mail Ltd": ("Ireland", {UK.Adequacy}),
        "Night Desk Support (Pty) Ltd": ("South Africa", {UK.IDTA}),
        "Plaincount Inc.": ("United States", {UK.PartialAdequacy}),
    }


def test_sensitive_data_is_typed_as_such_and_no_other(graph, company):
    found = {label(graph, node) for node in graph.subjects(RDF.type, DPV.SpecialCategoryPersonalData)}
    assert found == {c.says for c in company.data.values() if c.sensitivity == "special"} != set()


def test_periods_are_durations_and_those_of_a_statute_name_it(graph, company):
    found = processes(graph)
    (kept,) = graph.objects(found["Training, quality and a record of orders by telephone"], DPV.hasStorageCondition)
    lengths = {str(v) for d in graph.objects(kept, DPV.hasDuration) for v in graph.objects(d, RDF.value)}
    assert lengths == {"P90D"}
    statutory = set(graph.subjects(RDF.type, UK.StatutoryPeriod))
    assert len(statutory) == sum(bool(one.keep.statutory) for one in company.purposes.values()) > 0
    assert all(list(graph.objects(node, DCT.source)) for node in statutory)


def test_rights_assessments_and_prohibitions_are_those_of_the_policy(graph, company):
    found = processes(graph)
    orders = set(graph.objects(found["Selling and delivering what you order"], DPV.hasRight))
    by_contract = {GDPR[f"A{n}"] for n in (15, 16, 17, 18, 20)}
    assert orders == by_contract | {GDPR.A77, UK.ComplaintToController}
    impact = {label(graph, one) if (one, RDFS.label, None) in graph else one for one in graph.objects(
        found["Checking credit before monthly terms"], DPV.hasImpactAssessment)}  # fmt: skip
    assert len(impact) == 1
    assert set(graph.subjects(DPV.hasStatus, GDPR.DPIARequired)) == {
        found["Checking credit before monthly terms"],
        found["Preventing fraud"],
    }
    assert len(set(graph.subjects(RDF.type, DPV.Prohibition))) == len(company.never)


def test_before_a_law_begins_its_terms_are_not_used(company):
    before, after = (
        {term for way in (DPV.hasRight, RDF.type) for term in graph_of(dpv(company, on)).objects(None, way)}
        for on in (date(2026, 6, 18), date(2026, 9, 30))
    )
    assert UK.ComplaintToController not in before and URIRef(terms.PREFIXES["legal-gb"] + "DPA-GB") in before
    assert UK.ComplaintToController in after and UK.InformationCommission in after


# ---- and of any policy ----


def test_policies_made_at_random_use_declared_terms_only(vocabulary):
    from random import Random

    seen = set()
    for number in range(40):
        read = policy.read(made.text(made.plain(Random(number))), "policy.yaml")
        graph = graph_of(dpv(read, ON))
        assert undeclared(graph, vocabulary) == []
        assert len(processes(graph)) <= len(read.purposes)  # some titles are the same
        seen |= {one.basis for one in read.purposes.values()}
    assert seen == set(Basis)


def test_a_policy_without_the_newer_sections_is_exported_too(small, vocabulary):
    read = policy.read(small, "policy.yaml")
    graph = graph_of(dpv(read, ON, {"order": ("Order book",)}))
    assert undeclared(graph, vocabulary) == []
    assert {label(graph, node) for node in graph.subjects(RDF.type, DPV.StorageLocation)} == {"Order book"}
