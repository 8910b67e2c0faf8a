"""The first policy of a company: small, valid, with the usual categories, and every word in it meant to be changed.

How long is the law's wherever the law has a period, so that the text is the same in every nation.
"""

from troth.fault import Fault
from troth.policy.source import fit
from troth.words import Nation

LONGEST_NAME = 200


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
    return TEXT.replace("@NATION@", nation.value).replace("@NAME@", held)  # the name last: nothing in it is replaced


TEXT = """\
# yaml-language-server: $schema=schemas/policy.json
# What we do with personal data: what for, on which lawful basis, of what, from whom, seen by whom, given to whom, and
# until when. Nothing that is not written here is allowed. Change what does not fit you, then:  troth --home . check
policy: 1
controller:
  name: "@NAME@"
  address: CHANGE THIS to your postal address
  contact: privacy@your-company.example       # CHANGE THIS to where people write to about their data
  registration: CHANGE THIS to your number on the regulator's register, or to why no fee is due
nation: @NATION@

complaints:
  ways: [e-mail, telephone, letter]
  says: >-
    Tell us in any way if we handle your data wrongly. We write back within 30 days to say that we have your complaint,
    look into it without delay, and tell you what came of it.

rights:                                       # what each gives, and how to use it here
  access: Ask what we hold about you, and get a copy. Ask in any way you like.
  rectification: Tell us what is wrong or missing. We put it right, and tell whoever has it from us.
  erasure: Ask us to delete it. We do, unless we still need it; then we say what for and until when.
  restriction: Ask us to keep it and not to use it, for example while we check whether it is right.
  portability: Ask for what you gave us in a file that other computers can read.
  objection: >-
    Say no to advertising at any time: you need no grounds, and we stop at once. Object to what we do for our interests,
    for a reason of your own: we stop, unless our reason weighs more or a claim needs it.

security:                                     # in general how you keep data safe: write only what is so
  need-to-know: Each of us sees only what the work needs.
  confidentiality: Everybody here has promised to keep what they learn to themselves.
  encryption: What we gather to answer you is encrypted, and destroyed when your case is closed.

documents:
  privacy: {title: Privacy notice, at: /notice}
  cookies: {title: Cookie page, at: /cookies}

identifiers:                                  # what tells who a person is
  {email: E-mail address, phone: Telephone number, customer: Customer number, national-id: National Insurance number,
  name: Name, birth-date: Date of birth, postcode: Postcode}

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

# A purpose on `basis: legitimate interests` comes with the test in which you weighed them against people's own:
#     assessment:
#       interest: why we want it
#       need: why nothing milder would do
#       balance: what it means for people, and why it does not outweigh the interest
#       on: the day on which you weighed it, as 2026-11-25
#       by: who weighed it
#       review by: the day by which somebody looks at it again
# Nobody can weigh for you, so nothing here rests on that basis yet.
purposes:
  accounts:
    title: Looking after your account
    says: We keep your account and its details, and know who may speak for it.
    basis: contract
    about: [customers]
    uses: [contact, account, birth-date]
    sources: [you]
    seen by: [customer-service]
    if not given: The contract needs your name and address. Without them we cannot open an account.
    keep: while customer, then statutory contract-claims
    because: A claim about the contract can be brought for as long.

  orders:
    title: Delivering what you order
    says: We use what you tell us to deliver what you order and to put right what goes wrong.
    basis: contract
    about: [customers]
    uses: [contact, order, payment]
    sources: [you]
    seen by: [customer-service, finance]
    if not given: The contract needs your name, your address and a way to pay. Without them we cannot deliver.
    keep: statutory contract-claims after order.completed
    because: A claim about goods or work can be brought for as long.

  tax-and-accounts:
    title: Tax and company accounts
    says: The law makes us keep records of what we sell, what we are paid and whom we pay.
    basis: legal obligation
    duty: Value Added Tax Act 1994 Sch 11 para 6; Finance Act 1998 Sch 18 para 21
    about: [customers]
    uses: [contact.name, contact.address, order, payment, national-id]
    sources: [you, our own records]
    seen by: [finance]
    if not given: The law needs it on an invoice. Without it we cannot sell to you.
    keep: statutory corporation-tax
    because: The law asks for it, and for no longer.

  enquiries:
    title: Answering questions
    says: We read what you ask us before or after you order, and answer.
    basis: contract
    about: [enquirers, customers]
    uses: [contact, message]
    sources: [you]
    seen by: [customer-service]
    if not given: You need not give your name. Without any address we cannot answer.
    keep: 2 years after message.date
    because: People come back to an earlier answer; after two years hardly anybody does.

  website-security:
    title: Keeping our website safe
    says: We log visits to our website, to notice attacks and mend faults.
    basis: legal obligation
    duty: UK GDPR 32(1), which has us keep data secure
    about: [visitors]
    uses: [ip-address, usage]
    sources: [your browser]
    seen by: [web-team]
    keep: 90 days after website.visited
    because: Most attacks come to light within three months; older lines help nobody.

  newsletter:
    title: News by e-mail
    says: If you ask for it, we send you news about our products. You can stop it at any time, in one step.
    basis: consent
    marketing: yes
    about: [customers, enquirers]
    uses: [contact.name, contact.email, preference]
    sources: [you]
    seen by: [customer-service]
    if not given: It is up to you. If you say no, everything else stays as it is.
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
    keep: statutory request-log
    because: A court can be asked about it for as long.

# Whoever outside the company is given data stands here, and in the `disclosed to:` of the purposes that give it.
# recipients:
#   hosting:
#     name: The Registered Name Ltd
#     role: runs the machines that hold our systems
#     country: United Kingdom
#     contract: Processing agreement of 3 February 2026
#     undertakes: [confidentiality, privacy, law, policy]
#     terms: [subject, duration, purpose]       # what you saw it say, of:  troth law ask processor-terms

channels:
  website:
    says: Our website, its forms and its shop
    collects: [contact, account, birth-date, order, payment, usage, ip-address, message]
    shows: [privacy, cookies]
  letters:
    says: E-mail, letters and the telephone
    collects: [contact, account, order, message, request]
    shows: [privacy]
  preferences:
    says: The page on which people choose what we may send them
    collects: [preference]
    asks: [newsletter]
    withdraw: One click on the same page, or on the link in every message.
    shows: [privacy]

cookies:                                      # the two that these pages set; add those of your own website
  troth: {says: Holds what you typed so far or that you are signed in, group: necessary, lasts: 12 hours}
  csrftoken: {says: Makes sure that a form was sent by you, group: necessary, lasts: one year}
"""
