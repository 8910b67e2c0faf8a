"""Which purposes an answer names: those that the person's data really serve, and no others.

The expected purposes are read off the reference company's policy by hand.
"""

import pytest

from troth.duties.pack import purposes


@pytest.fixture(scope="module")
def policy(hannah):
    """The reference company's policy."""
    return hannah.policy


def named(found):
    return {purpose.id for purpose in found}


def test_an_address_alone_tells_of_no_purpose_that_is_about_something_else(policy):
    assert not named(purposes.live(policy, [["contact.name", "contact.address"]])) & {
        "recruitment",
        "credit-check",
        "payments",
        "marketing-email",
        "new-colleagues",
    }


def test_an_invoice_is_kept_for_payments_and_tax(policy):
    alive = purposes.live(policy, [["invoice"]])
    assert {"payments", "tax-and-accounts"} <= named(alive)
    assert named(purposes.serving(policy, alive, ["invoice"])) >= {"payments", "tax-and-accounts"}


def test_a_customer_is_not_told_of_recruiting_nor_an_applicant_of_selling(policy):
    customer = [["contact.name", "contact.email", "birth-date", "account.details"], ["order"], ["invoice"]]
    applicant = [["contact.name", "contact.email", "birth-date", "application.details"]]
    assert not named(purposes.live(policy, customer)) & {"recruitment", "interview-adjustments", "new-colleagues"}
    assert named(purposes.live(policy, applicant)) & {"recruitment"}
    assert not named(purposes.live(policy, applicant)) & {"orders", "payments", "tax-and-accounts", "new-colleagues"}


def test_the_purpose_that_a_table_fits_best_comes_first(policy):
    tables = [["call.details", "call.recording"], ["credit"], ["contact.email", "message"], ["survey"]]
    alive = purposes.live(policy, tables)
    first = [purposes.serving(policy, alive, table)[0].id for table in tables]
    assert first == ["calls", "credit-check", "enquiries", "surveys"]


def test_a_message_with_an_address_in_it_serves_what_messages_serve(policy):
    tables = [
        ["contact.name", "contact.email", "contact.phone", "account.details"],
        ["contact.email", "message"],
        ["invoice"],
    ]
    alive = purposes.live(policy, tables)
    assert "payments" in named(purposes.serving(policy, alive, tables[0]))
    assert "payments" not in named(purposes.serving(policy, alive, tables[1]))


def test_what_no_purpose_covers_serves_none(policy):
    assert purposes.live(policy, [["never.heard.of"], []]) == ()
    assert purposes.serving(policy, (), ["never.heard.of"]) == ()


def test_the_basis_is_said_with_what_it_rests_on(policy):
    assert purposes.reason(policy.purposes["calls"]) == (
        "Our legitimate interests: good service, and certainty about what was agreed on the telephone"
    )
    assert purposes.reason(policy.purposes["rights"]) == (
        "The law requires it: UK GDPR 12, 12A and 15 to 22D; DPA 2018 s. 164A"
    )
    assert purposes.reason(policy.purposes["marketing-email"]) == "Your consent, if you gave it"
