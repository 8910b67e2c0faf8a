"""The company's longer words: a small part of Markdown, slots that are filled or faults, and nothing that is markup."""

import json
from datetime import date

import pytest

from policy.publishing import TODAY, beside, text
from troth import policy
from troth.fault import Fault
from troth.policy.publish import document, prose

WORDS = """\
# Terms of business

Between you and {controller.name}. Read **all of it**, and our [privacy notice]({documents.privacy.at}).

## How to reach us

- Write to {controller.contact}
  or to {controller.address}
- or go to [the regulator](https://ico.org.uk/), the {regulator.name}

1. First
2. Second

The law of {nation} holds.
"""


def with_words(small, words, **more):
    data = policy.source.load(small, "p")[0]
    data["documents"] = {
        "terms": {"title": "Terms of business", "at": "/terms", "file": "words/terms.md"},
        "privacy": {"title": "Privacy notice", "at": "/notice"},
        **more,
    }
    return policy.read(json.dumps(data), "companies/acme/policy.yaml", {"words/terms.md": words.encode()})


def test_it_is_read_into_headings_paragraphs_lists_bold_and_links_with_its_slots_filled(small):
    made = document(with_words(small, WORDS), "terms", TODAY)
    assert made.title == "Terms of business"
    assert made.html.split("\n") == [
        '<p>Between you and Acme Bicycles Ltd. Read <strong>all of it</strong>, and our <a href="/notice">privacy '
        "notice</a>.</p>",
        "<h3>How to reach us</h3>",
        "<ul><li>Write to privacy@acme.example or to 1 Quay Street, Whitby</li>"
        '<li>or go to <a href="https://ico.org.uk/">the regulator</a>, the Information Commission</li></ul>',
        "<ol><li>First</li><li>Second</li></ol>",
        "<p>The law of England holds.</p>",
    ]


def test_the_regulators_name_is_that_of_the_day(small):
    read = with_words(small, "The {regulator.name}.")
    assert document(read, "terms", date(2026, 9, 29)).html == "<p>The Information Commissioner.</p>"
    assert document(read, "terms", date(2026, 9, 30)).html == "<p>The Information Commission.</p>"


def test_a_slot_that_is_none_is_a_fault_at_its_line_and_column_with_the_nearest(small):
    (fault,) = prose.faults(with_words(small, "Words.\n\nWrite to {controler.name}.\n"), TODAY)
    assert fault.where == "companies/acme/words/terms.md:3:10"
    assert "`controler.name`" in fault.what and fault.remedy == "did you mean `{controller.name}`?"


def test_a_slot_that_stays_empty_and_a_link_that_leads_nowhere_are_faults(small):
    empty, nowhere = prose.faults(with_words(small, "{controller.phone} [x](javascript:alert(1))"), TODAY)
    assert "stays empty" in empty.what and empty.where.endswith("terms.md:1:1")
    assert "leads nowhere" in nowhere.what


def test_words_in_the_policy_itself_have_their_faults_there(small):
    data = policy.source.load(small, "p")[0] | {"documents": {"terms": {"title": "Terms", "text": "{nation} {natoin}"}}}
    (fault,) = prose.faults(policy.read(json.dumps(data), "p"), TODAY)
    assert fault.where.startswith("p:1:") and fault.remedy == "did you mean `{nation}`?"


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '[x](https://a" onclick="b)',
        "[x](//evil.example)",
        "**<img src=x onerror=y>**",
        "# <b>head</b>",
        "- <i>item</i>",
        "[<b>](https://a.example/?q=%22'><b>)",
        "&lt;b&gt; & <!-- x -->",
    ],
)
def test_nothing_that_is_written_becomes_markup_of_its_own(small, words):
    html = document(with_words(small, words), "terms", TODAY).html
    allowed = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "a"}
    from html.parser import HTMLParser

    class Tags(HTMLParser):
        found = []

        def handle_starttag(self, tag, attrs):
            self.found.append((tag, dict(attrs)))

    reader = Tags()
    reader.found = []
    reader.feed(html)
    assert {tag for tag, _ in reader.found} <= allowed
    for tag, attrs in reader.found:
        assert set(attrs) <= ({"href"} if tag == "a" else set())
        assert not attrs.get("href", "/").startswith(("javascript:", "//"))


def test_what_fills_a_slot_is_text_and_fills_nothing_itself(small):
    data = policy.source.load(small, "p")[0]
    data["controller"]["name"] = "**A** <b> {controller.contact} [x](/y)"
    data["documents"] = {"terms": {"title": "Terms", "text": "By {controller.name}."}}
    made = document(policy.read(json.dumps(data), "p"), "terms", TODAY)
    assert made.html == "<p>By **A** &lt;b&gt; {controller.contact} [x](/y).</p>"


def test_a_document_that_is_none_is_a_fault_with_the_nearest(small):
    with pytest.raises(Fault) as raised:
        document(with_words(small, WORDS), "tems", TODAY)
    assert raised.value.remedy == "did you mean `terms`?"


def test_the_reference_companys_words_have_no_fault():
    read = policy.read(text(), "policy.yaml", beside())
    assert prose.faults(read, TODAY) == []
    made = document(read, "terms", TODAY)
    assert read.controller.name in made.html and "{" not in made.html
