"""From text to policy: what it says arrives, and what keeps it from being one is named at its place with a remedy."""

import json
from datetime import date

import pytest

from troth import policy
from troth.fault import Faults
from troth.policy.source import load
from troth.words import Basis, Nation


def faults_of(text):
    with pytest.raises(Faults) as caught:
        policy.read(text, "p.yaml")
    return list(caught.value)


def broken(small, old, new):
    """The one fault of the small policy with one thing changed."""
    assert small.count(old) == 1
    text = small.replace(old, new)
    (fault,) = faults_of(text)
    return fault


def test_what_the_file_says_arrives(small):
    read = policy.read(small, "p.yaml")
    assert read.controller.name == "Acme Bicycles Ltd"
    assert read.nation is Nation.ENGLAND
    assert list(read.identifiers) == ["email"]
    orders = read.purposes["orders"]
    assert (orders.id, orders.title, orders.basis) == ("orders", "Delivering your order", Basis.CONTRACT)
    assert orders.uses == ("contact", "order")
    assert orders.sources == ("you",)
    assert orders.seen_by == ("shop",)
    assert orders.disclosed_to == ("courier",)
    assert orders.keep.ends({"order.completed": date(2026, 11, 25)}) == date(2032, 11, 25)
    courier = read.recipients["courier"]
    assert (courier.id, courier.name, courier.country, courier.safeguard) == (
        "courier",
        "Harelane Parcels Ltd",
        "United Kingdom",
        "",
    )
    assert read.data["order"].sensitivity == "ordinary"


def test_bytes_are_read_as_text(small):
    assert policy.read(small.encode(), "p.yaml") == policy.read(small, "elsewhere.yaml")


def test_a_category_is_covered_by_its_own_name_and_those_above_it(small):
    read = policy.read(small, "p.yaml")
    assert [p.id for p in policy.purposes_of(read, "contact.email")] == ["orders", "newsletter"]
    assert [p.id for p in policy.purposes_of(read, "contact.name")] == ["orders"]
    assert [p.id for p in policy.purposes_of(read, "contact")] == ["orders"]
    assert policy.purposes_of(read, "contacts.email") == ()
    assert policy.purposes_of(read, "nothing") == ()


def test_the_shortest_purpose_is_enough(small):
    """The words of a first draft: a title comes from the name, the rest is asked for by the law, not by the reader."""
    short = "  short-one:\n    says: x\n    basis: contract\n    uses: [order]\n    keep: while customer\nrecipients:"
    read = policy.read(small.replace("recipients:", short), "p")
    assert read.purposes["short-one"].title == "Short one"


def test_a_purpose_without_a_basis_is_none(small):
    fault = broken(small, "    basis: contract\n", "")
    assert fault.where == "p.yaml:18:3"
    assert "`orders` has no `basis`" in fault.what
    assert "6(1)" in fault.because and "legitimate interests" in fault.remedy


@pytest.mark.parametrize(
    ("old", "new", "at", "says", "remedy"),
    [
        ("basis: contract", "basis: contrct", "contrct", "`contrct` is no basis", "`contract`"),
        ("nation: england", "nation: kent", "kent", "`kent` is no nation", "northern-ireland"),
        (
            "keep: until consent is withdrawn",
            "keep: until consent is withdrwn",
            "until consent is withdrwn",
            "no period",
            "withdrawn",
        ),
        (
            "6 years after order.completed",
            "6 yaers after order.completed",
            "6 yaers after",
            "period",
            "6 years after order",
        ),
        ("6 years after order.completed", "for ever", "for ever", "no period", "write it as"),
        ("uses: [contact, order]", "uses: [contact, ordr]", "ordr]", "`ordr` is no category", "`order`"),
        ("uses: [contact, order]", "uses: [contact, order, order]", "order]", "twice", "delete"),
        ("uses: [contact, order]", "uses: order", "order", "`uses` is a list", "[contact.email]"),
        ("uses: [contact, order]", "uses: []", "[]", "`uses` is empty", "[contact.email]"),
        ("uses: [contact, order]", "uses:", "uses:", "`uses` is empty", "[contact.email]"),
        ("    disclosed to: [courier]", "    disclosed to: [courrier]", "courrier]", "is no recipient", "`courier`"),
        ("    disclosed to: [courier]", "    disclosed_to: [courier]", "disclosed_to: ", "is no key", "`disclosed to`"),
        ("    asks: [newsletter]", "    asks: [news-letter]", "news-letter]", "is no purpose", "`newsletter`"),
        ("  address: 1 Quay Street, Whitby\n", "", "controller:", "`controller` has no `address`", "address"),
        ("  name: Acme Bicycles Ltd", "  name: [Acme]", "[Acme]", "`name` is text", "one line"),
        ("policy: 1", "policy: 2", "2", "`2` is no policy", "1"),
        ("policy: 1\n", "", "controller:", "there is no `policy`", "policy: 1"),
        ("  order: Orders", "  order: {says: Orders, sensitivity: secret}", "secret}", "no sensitivity", "special"),
        ("  order: Orders", "  Order: Orders", "Order: Orders", "`Order` is no name", "`order`"),
        ("    title: News\n", "    title: Delivering your order\n", "Delivering your order", "same title", "rename"),
        ("    marketing: yes", "    marketing: perhaps", "perhaps", "is no marketing", "soft opt-in"),
        ("    keep: 6 years", "    promises: [W0]\n    keep: 6 years", "W0]", "no promise", "W13"),
    ],
)
def test_what_is_wrong_is_named_at_its_place(small, old, new, at, says, remedy):
    text = small.replace(old, new)
    found = faults_of(text)
    fault = next((f for f in found if says in f.what), None)
    assert fault is not None, [str(f) for f in found]
    assert remedy in fault.remedy
    _, line, column = fault.where.split(":")
    assert text.split("\n")[int(line) - 1][int(column) - 1 :].startswith(at)


def test_the_place_is_the_line_and_column_of_the_word(small):
    text = small.replace("uses: [contact, order]", "uses: [contact, ordr]")
    (fault,) = faults_of(text)
    _, line, column = fault.where.split(":")
    assert text.split("\n")[int(line) - 1][int(column) - 1 :].startswith("ordr]")
    assert str(fault).split("\n")[2].endswith("^^^^")


def test_several_faults_are_named_in_one_reading(small):
    text = small.replace("basis: contract", "basis: x").replace("nation: england", "nation: y")
    assert len(faults_of(text)) == 2


def test_a_thousand_faults_are_not_all_listed(small):
    text = small.replace("roles:", "".join(f"wrong-{n}: x\n" for n in range(1000)) + "roles:")
    found = faults_of(text)
    assert len(found) == 41 and "more" in found[-1].what


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("nеwsletter", "cyrillic small letter ie"),
        ("newsletteг", "cyrillic small letter ghe"),
        ("ｎewsletter", "fullwidth"),
        ("neẇsletter", "latin small letter w with dot above"),
        ("nеẇs😀", "cyrillic"),
    ],
)
def test_a_name_with_a_letter_that_only_looks_like_another_is_refused(small, name, odd):
    found = faults_of(small.replace("  newsletter:", f"  {name}:"))
    assert any(odd in f.what for f in found)


def test_no_file_can_write_what_only_the_reader_sets(small):
    for key in ("id: other", '"\\0id": other', "source: x"):
        found = faults_of(small.replace("    basis: contract", f"    basis: contract\n    {key}"))
        assert found


def test_a_period_is_a_sentence_not_a_structure(small):
    sneaky = "keep: {text: x, form: after, event: a.b, period: {number: 1, unit: day}}"
    (fault,) = faults_of(small.replace("keep: 6 years after order.completed", sneaky))
    assert "no period" in fault.what


def test_an_event_that_the_policy_does_not_name_is_refused_once_it_names_any(small):
    (fault,) = faults_of(small + "events: {order.complete: your order reaches you}\n")
    assert "`order.completed` is no event" in fault.what and "`order.complete`" in fault.remedy


def test_a_policy_says_the_same_as_json(small, company_text):
    """Any accepted policy can be written again by a plain program, and reads as the same."""
    for text in (small, company_text):
        data, _ = load(text, "p")
        assert policy.read(json.dumps(data, ensure_ascii=False), "again") == policy.read(text, "p")


def test_a_policy_does_not_change(small):
    read = policy.read(small, "p")
    with pytest.raises(ValueError, match="frozen"):
        read.nation = Nation.WALES
    with pytest.raises(ValueError, match="frozen"):
        read.purposes["orders"].basis = Basis.CONSENT
