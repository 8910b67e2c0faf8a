"""The first policy of a company: small, valid, with the usual categories, and every word in it meant to be changed."""

from troth.fault import Fault
from troth.policy.source import fit
from troth.words import Nation

LONGEST_NAME = 200
_ENGLISH = ("6", "six years (Limitation Act 1980 s. 5)")
LIMITATION = {
    Nation.ENGLAND: _ENGLISH,
    Nation.WALES: _ENGLISH,
    Nation.SCOTLAND: ("5", "five years (Prescription and Limitation (Scotland) Act 1973 s. 6)"),
    Nation.NORTHERN_IRELAND: ("6", "six years (Limitation (Northern Ireland) Order 1989)"),
}


def new(name: str, nation: Nation) -> str:
    """The text of a policy.yaml for a company; it has no fault. A Fault for a name that a file cannot hold."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not all(fit(c) and c != "\t" for c in name):
        raise Fault(
            "this is no name that a policy can hold",
            because="a name is one line of characters that can be seen",
            remedy=f"give the registered name, of at most {LONGEST_NAME} characters",
        )
    # Double quotes hold every character that `fit` lets through; only these two mean something inside them.
    held = name.replace("\\", "\\\\").replace('"', '\\"')
    years, limit = LIMITATION[nation]
    text = TEXT.replace("@NATION@", nation.value).replace("@YEARS@", years).replace("@LIMIT@", limit)
    return text.replace("@NAME@", held)  # last, so that nothing is replaced inside a name


TEXT = """\
# What we do with personal data: what for, on which lawful basis, of what, from whom, seen by whom, given to whom, and
# until when. Nothing that is not written here is allowed. Change what does not fit you, then:  troth --home . check
policy: 1
controller:
  name: "@NAME@"
  address: Write your address here
  contact: privacy@your-company.example       # where people write about their data
nation: @NATION@

complaints:
  ways: [e-mail, telephone, letter]
  says: >-
    Tell us in any way you like if you think that we handle your data wrongly. We write back within 30 days to say that
    we have your complaint, look into it without delay, and tell you what came of it.

identifiers:                                  # what tells who a person is
  email: E-mail address
  phone: Telephone number
  customer: Customer number
  national-id: National Insurance number
  name: Name
  birth-date: Date of birth
  postcode: Postcode

people:
  customers: Customers, and the people who act for them
  enquirers: People who ask us something
  visitors: Visitors of our website

roles:                                        # who in the company may need something
  customer-service: Customer service
  finance: Finance
  web-team: Whoever runs the website and keeps it safe
  privacy: Whoever answers for personal data

events:                                       # what periods run from; the store files say where the dates stand
  order.completed: your order is completed
  invoice.date: the date of the invoice
  message.date: the message
  website.visited: the visit to the website
  request.closed: your request or complaint is closed

data:                                         # what you hold; a dot makes a part: `contact` means all four
  contact.name: Name
  contact.email: E-mail address
  contact.phone: Telephone number
  contact.address: Postal address
  birth-date: Date of birth
  national-id: National Insurance number
  account: "Your account: number, status and dates"
  order: Orders
  payment: "Invoices, payments, and how you pay"
  message: Messages, and notes about them
  preference: Your choices on marketing and cookies
  usage: Use of our website
  ip-address: IP address
  request: Requests and complaints about your data

purposes:
  accounts:
    title: Looking after your account
    says: We keep your account and its details, and know who may speak for it.
    basis: contract
    about: [customers]
    uses: [contact, account, birth-date]
    sources: [you]
    seen by: [customer-service]
    keep: while customer, then @YEARS@ years
    because: A claim about the contract can be brought for @LIMIT@.

  orders:
    title: Delivering what you order
    says: We use what you tell us to deliver what you order and to put right what goes wrong.
    basis: contract
    about: [customers]
    uses: [contact, order, payment]
    sources: [you]
    seen by: [customer-service, finance]
    keep: @YEARS@ years after order.completed
    because: A claim about goods or work can be brought for @LIMIT@.

  tax-and-accounts:
    title: Tax and company accounts
    says: The law makes us keep records of what we sell, what we are paid and whom we pay.
    basis: legal obligation
    duty: Value Added Tax Act 1994 Sch 11 para 6; Finance Act 1998 Sch 18 para 21
    about: [customers]
    uses: [contact.name, contact.address, order, payment, national-id]
    sources: [you, our own records]
    seen by: [finance]
    keep: 7 years after invoice.date
    because: Six years from the end of the accounting period, which can end up to a year after the invoice.

  enquiries:
    title: Answering questions
    says: We read what you ask us, and answer.
    basis: legitimate interests
    about: [enquirers, customers]
    uses: [contact, message]
    sources: [you]
    seen by: [customer-service]
    keep: 2 years after message.date
    because: People come back to an earlier answer; after two years hardly anybody does.
    assessment:
      interest: A person who writes to us wants an answer, and so do we.
      need: There is no answering without the question and an address.
      balance: The person began the conversation, expects the answer, and can ask us to delete it.

  website-security:
    title: Keeping our website safe
    says: We log visits to our website, to notice attacks and mend faults.
    basis: legitimate interests
    about: [visitors]
    uses: [ip-address, usage]
    sources: [your browser]
    seen by: [web-team]
    keep: 90 days after website.visited
    because: Most attacks come to light within three months; older lines help nobody.
    assessment:
      interest: An attacker who gets in harms everybody whose data we hold.
      need: A log without addresses and times cannot tell an attack from a visit.
      balance: Visitors expect it, nobody is profiled, and the log is destroyed after 90 days.

  newsletter:
    title: News by e-mail
    says: If you ask for it, we send you news about our products. You can stop it at any time, in one step.
    basis: consent
    marketing: yes
    about: [customers, enquirers]
    uses: [contact.name, contact.email, preference]
    sources: [you]
    seen by: [customer-service]
    keep: until consent is withdrawn, then 30 days
    because: Your address is needed to send it; 30 days clear the copies.

  rights:
    title: Your rights and complaints
    says: We deal with what you ask or complain about your data, and can show later that we did.
    basis: legal obligation
    duty: UK GDPR 12 and 15 to 22; DPA 2018 s. 164A
    about: [customers, enquirers, visitors]
    uses: [contact, request]
    sources: [you]
    seen by: [privacy]
    keep: @YEARS@ years after request.closed
    because: A court can be asked about it for @LIMIT@.

# Whoever outside the company is given data stands here, and in the `disclosed to:` of the purposes that give it.
#
# recipients:
#   hosting:
#     name: The Registered Name Ltd
#     role: runs the machines that hold our systems
#     country: United Kingdom
#     contract: Processing agreement of 3 February 2026

channels:
  website:
    says: Our website, its forms and its shop
    collects: [contact, order, payment, usage, ip-address, message]
  preferences:
    says: The page on which people choose what we may send them
    collects: [preference]
    asks: [newsletter]
    withdraw: One click on the same page, or on the link in every message.
"""
