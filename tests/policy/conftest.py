"""The reference company's policy, and a small one to break."""

from pathlib import Path

import pytest

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"

SMALL = """\
policy: 1
controller:
  name: Acme Bicycles Ltd
  address: 1 Quay Street, Whitby
  contact: privacy@acme.example
nation: england
complaints:
  ways: [e-mail, letter]
  says: Tell us, and we look into it.
identifiers: {email: E-mail address}
people: {customers: Our customers}
roles: {shop: The shop}
data:
  contact.name: Name
  contact.email: E-mail address
  order: Orders
purposes:
  orders:
    title: Delivering your order
    says: We deliver what you order.
    basis: contract
    about: [customers]
    uses: [contact, order]
    sources: [you]
    seen by: [shop]
    disclosed to: [courier]
    keep: 6 years after order.completed
    because: A claim can be brought for six years.
  newsletter:
    title: News
    says: We send you news if you ask for it.
    basis: consent
    marketing: yes
    about: [customers]
    uses: [contact.email]
    sources: [you]
    seen by: [shop]
    keep: until consent is withdrawn
    because: The address is needed to send it.
recipients:
  courier:
    name: Harelane Parcels Ltd
    role: delivers parcels
    country: United Kingdom
    contract: Processing agreement of 20 January 2026
channels:
  preferences:
    says: The page of choices
    asks: [newsletter]
    withdraw: One click on the same page.
"""


@pytest.fixture(scope="session")
def small() -> str:
    return SMALL


@pytest.fixture(scope="session")
def company_text() -> str:
    return (COMPANY / "policy.yaml").read_text(encoding="utf-8")
