"""The canonical text of a policy reads back to an equal policy, and is the same for every text that says the same."""

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth import policy
from troth.fault import Fault
from troth.policy.source import fit, load
from troth.policy.write import digest, written
from troth.words import Nation

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"


def read(text):
    return policy.read(text, "p.yaml")


def everything_beside():
    """The files that lie beside the company's policy."""
    files = [*COMPANY.glob("assessments/*.yaml"), *COMPANY.glob("words/*.md")]
    return {file.relative_to(COMPANY).as_posix(): file.read_bytes() for file in files}


def test_the_companys_policy_reads_back(company_text):
    was = read(company_text)
    text = written(was)
    assert read(text) == was and written(read(text)) == text
    assert "#" not in re.sub(r'"[^"\n]*"', "", text), "a comment is no part of what a policy says"
    assert all(len(line) <= 120 for line in text.split("\n") if not line.rstrip().endswith('"'))


def test_what_stands_in_files_beside_the_policy_is_in_it(company_text):
    was = policy.read(company_text, "p.yaml", everything_beside())
    assert read(written(was)) == was


@pytest.mark.parametrize("nation", Nation)
def test_a_new_policy_reads_back(nation):
    was = read(policy.new('Zoë\'s "Bikes" & Sons: #1, Ltd', nation))
    assert read(written(was)) == was


def test_the_shortest_policy_is_written_as_it_would_be_by_hand():
    text = """\
policy: 1
controller:
  name: Acme Bicycles Ltd
  address: 1 Quay Street, Whitby
  contact: privacy@acme.example
nation: england
identifiers:
  email: E-mail address
data:
  order:
    says: Orders
purposes:
  orders:
    title: Delivering your order
    says: We deliver what you order.
    basis: contract
    uses: [order]
    keep: 6 years after order.completed
"""
    assert written(read(text)) == text
    assert digest(read(text)) == hashlib.sha256(text.encode()).hexdigest()


def test_what_says_the_same_has_the_same_digest_and_what_does_not_has_another(small):
    same = small.replace("contact.name: Name", "contact.name: {says: 'Name', sensitivity: ordinary}   # a comment")
    same = same.replace("data:\n", "\ndata:   # what we hold\n").replace("marketing: yes", 'marketing: "yes"')
    assert same != small and read(same) == read(small) and digest(read(same)) == digest(read(small))
    assert digest(read(small.replace("contact.name: Name", "contact.name: Names"))) != digest(read(small))
    assert digest(read(small.replace("6 years after", "7 years after"))) != digest(read(small))


def test_the_order_of_entries_is_the_policys_own(small):
    head, orders, newsletter, tail = re.split(r"(?m)^(?=  orders:|  newsletter:|recipients:)", small)
    turned = head + newsletter + orders + tail
    assert list(load(written(read(turned)), "p")[0]["purposes"]) == ["newsletter", "orders"]
    assert digest(read(turned)) != digest(read(small))


def test_a_value_that_no_file_can_hold_is_refused(small):
    was = read(small)
    for odd in ("x\x1b", "x\u202ey", b"x"):
        broken = was.model_copy(update={"people": {"customers": odd}})
        with pytest.raises(Fault) as refused:
            written(broken)
        assert refused.value.remedy


ODD = (
    "a: b",
    "# no comment",
    "- x",
    "yes",
    "null",
    "~",
    "'",
    '"',
    "\\",
    "[x]",
    "{x: y}",
    "x #y",
    "&a",
    "*b",
    "!c",
    "%",
    "@",
    "?",
)
SAID = st.lists(st.sampled_from(ODD) | st.text(st.characters(codec="utf-8"), max_size=12), min_size=1, max_size=6)


def lines(words):
    """One line of words that can be seen, with something in it."""
    return "".join(c for c in " ".join(words) if fit(c)).strip()[:300].strip() or "x"


@settings(max_examples=100, deadline=None)
@given(SAID, SAID, SAID, st.booleans())
def test_words_of_every_kind_read_back(title, says, because, several):
    held = read(
        """\
policy: 1
controller: {name: A, address: B, contact: C}
nation: wales
identifiers: {email: E-mail}
data: {order: Orders}
purposes: {orders: {title: T, says: S, basis: contract, uses: [order], keep: while customer}}
documents: {terms: Terms}
"""
    )
    text = ("\n\n" if several else " ").join(lines(words) for words in (says, because, title))
    purpose = held.purposes["orders"].model_copy(
        update={
            "title": lines(title),
            "says": text.strip(),
            "because": lines(because * 8),
            "sources": (lines(says), "x"),
        }
    )
    document = held.documents["terms"].model_copy(update={"text": f"{text}\n", "title": lines(because)})
    was = held.model_copy(update={"purposes": {"orders": purpose}, "documents": {"terms": document}})
    assert read(written(was)) == was
