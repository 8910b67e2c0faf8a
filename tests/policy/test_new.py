"""The first policy of a new company: valid for any name, in every nation."""

from datetime import date

import hypothesis
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from troth import policy
from troth.fault import Fault
from troth.policy.source import fit
from troth.words import Nation, Right

TODAY = date(2026, 11, 25)
NAMES = [
    "Acme Bicycles Ltd",
    'The "Quoted" Company',
    "Back\\slash \\n \\x41 Ltd",
    "Colon: and # hash",
    "null",
    "true",
    "1",
    "- a list",
    "{braces} [brackets] & * ! | > % @ `",
    "@NAME@ @NATION@",
    "'single'",
    "Müller & Söhne",
    "株式会社トロス",
    "חברה בע״מ",
    "شركة",
    "🚲 Bikes 👩‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "e\u0301 combined",
    "a" * 200,
]


@pytest.mark.parametrize("nation", list(Nation))
@pytest.mark.parametrize("name", NAMES)
def test_a_new_policy_holds_the_name_and_has_no_fault(name, nation):
    read = policy.read(policy.new(name, nation), "policy.yaml")
    assert (read.controller.name, read.nation) == (name, nation)
    assert policy.check(read, TODAY) == []


@hypothesis.settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_name_is_held_or_refused(name):
    name = name.strip()
    if name and all(fit(c) for c in name):
        assert policy.read(policy.new(name, Nation.WALES), "p").controller.name == name
    else:
        with pytest.raises(Fault):
            policy.new(name, Nation.WALES)


@pytest.mark.parametrize(
    "name", ["", "  ", "two\nlines", "tab\there", "nul\0", "esc\x1b[0m", "\u202eltd", "\ud800", "a" * 201]
)
def test_a_name_that_no_file_can_hold_is_refused(name):
    with pytest.raises(Fault, match="no name"):
        policy.new(name, Nation.ENGLAND)


def test_a_new_policy_declares_the_usual_identifiers_and_categories():
    read = policy.read(policy.new("Acme", Nation.ENGLAND), "p")
    kinds = ["email", "phone", "customer", "national-id", "name", "birth-date", "postcode"]
    assert list(read.identifiers) == kinds
    usual = {"contact.name", "contact.email", "contact.phone", "contact.address", "payment", "birth-date", "ip-address"}
    assert usual | {"usage", "order", "national-id", "account"} <= set(read.data)


def test_claims_lapse_after_five_years_in_scotland_and_six_elsewhere():
    """Prescription and Limitation (Scotland) Act 1973 s. 6; Limitation Act 1980 s. 5; the Order of 1989."""
    for nation, years in zip(Nation, (6, 6, 5, 6), strict=True):
        read = policy.under(policy.read(policy.new("Acme", nation), "p"), TODAY)
        ends = read.purposes["orders"].keep.ends({"order.completed": date(2026, 11, 25)})
        assert ends == date(2026 + years, 11, 25)


def test_no_period_that_the_law_gives_is_spelt_by_hand():
    """Books for tax, what a claim on a contract needs, and the record of a request have theirs in the law room."""
    read = policy.read(policy.new("Acme", Nation.ENGLAND), "p")
    assert {p.id for p in read.purposes.values() if not p.keep.statutory} == {
        "enquiries", "website-security", "newsletter",
    }  # fmt: skip


def test_a_new_policy_tells_people_of_their_rights_and_what_follows_if_they_give_nothing():
    """UK GDPR 13(2)(b) and (e): a computer decides nothing here, so that right is left to whoever lets one decide."""
    read = policy.read(policy.new("Acme", Nation.ENGLAND), "p")
    assert set(read.rights) == set(Right) - {Right.AUTOMATED_DECISION}
    assert "you need no grounds" in read.rights["objection"].says
    assert {"accounts", "orders", "tax-and-accounts", "newsletter"} <= {
        p.id for p in read.purposes.values() if p.if_not_given
    }
    assert len(read.security) >= 3


def test_every_channel_of_a_new_policy_shows_the_notice_and_every_cookie_is_necessary():
    read = policy.read(policy.new("Acme", Nation.ENGLAND), "p")
    assert {"privacy", "cookies"} <= set(read.documents)
    assert all("privacy" in channel.shows for channel in read.channels.values())
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} == set(read.cookies)
    assert {cookie.group for cookie in read.cookies.values()} == {"necessary"}


def test_what_has_to_be_changed_is_easy_to_see_and_the_whole_is_short():
    text = policy.new("Acme", Nation.ENGLAND)
    lines = text.splitlines()
    for key in ("address", "contact", "registration"):
        (line,) = [line for line in lines if line.startswith(f"  {key}: ")]
        assert "CHANGE THIS" in line
    assert len(lines) <= 200 and max(map(len, lines)) <= 120


def test_a_new_policy_says_nothing_of_another_company():
    text = policy.new("Acme", Nation.ENGLAND)
    assert "Acme" in text and "LJT" not in text and "@" not in text.replace("privacy@your-company.example", "")
