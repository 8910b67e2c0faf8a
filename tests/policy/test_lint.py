"""The lint for a privacy notice in prose: each entry by a clause that it is for and one that it leaves alone, the four
notices in `notices/` (invented firms), the days on which the law changed, and what is no notice at all.

What is expected comes from the law and from the notices as they are read by a person, never from the lint.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from troth import policy
from troth.fault import Fault
from troth.home import Home
from troth.law import Contents
from troth.law.contents import Item
from troth.law.dated import Rule
from troth.law.uk.uk_gdpr_13 import COLLECTED
from troth.policy import publish
from troth.policy.lint import CLAUSES, LISTED, LOOKS, MOST, Kind, State, lint
from troth.policy.lint.entry import first, known
from troth.policy.lint.text import Text
from troth.words import Citation, Nation

NOTICES = Path(__file__).parent / "notices"
COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
ON = date(2026, 11, 25)
OLD, COMPLETE, EUROPEAN, TINY = (
    (NOTICES / name).read_text(encoding="utf-8")
    for name in ("old-style.txt", "complete.md", "european.html", "tiny.txt")
)


def found(text, on=ON, nation=Nation.ENGLAND):
    """The clauses that are overridden, by their names."""
    return {finding.id: finding for finding in lint(text, on, nation).of(Kind.OVERRIDDEN)}


def states(text, on=ON):
    return {one.id: one.state for one in lint(text, on, Nation.ENGLAND).asked}


# ---- clauses: one that is overridden, with the place in the law, and lawful words ----

BAD_AND_GOOD = {
    "request-in-writing": (
        "UK GDPR Art 12(1)",
        "You may make a request in writing for a copy of your information.",
        "You can ask us for a copy by letter, e-mail, telephone or in person. You need no form and no special words. "
        "If we refuse a request, we tell you so in writing. You do not have to make your request in writing.",
    ),
    "request-form-only": (
        "UK GDPR Art 12(1)",
        "Requests must be made using our online form.",
        "There is a form for requests if it helps you. You can also ask in any other way.",
    ),
    "request-unfounded": (
        "UK GDPR Art 12(5)",
        "We may refuse a request that is clearly unfounded.",
        "We may refuse a request only if it is manifestly unfounded or excessive.",
    ),
    "request-vexatious": (
        "UK GDPR Art 12(5)",
        "We may refuse vexatious requests.",
        "We may refuse requests that are manifestly excessive, for example because they are repetitive.",
    ),
    "request-fee": (
        "UK GDPR Art 12(5)",
        "A £10 fee applies to each access request.",
        "You will not have to pay a fee to access your data. We may charge a reasonable fee "
        "for a request only if it is "
        "manifestly unfounded. A line costs £10,000 a year. We check that the fee on your invoice is right.",
    ),
    "request-40-days": (
        "UK GDPR Art 12A(1)",
        "We reply to a subject access request within 40 days.",
        "We reply to a request within one month. Visitor books are kept for 40 days.",
    ),
    "request-30-days": (
        "UK GDPR Art 12A(1)",
        "We will respond to your request within 30 days.",
        "We answer without undue delay and within one month. We acknowledge a complaint within 30 days. We delete "
        "recordings after 30 days.",
    ),
    "identity-always": (
        "UK GDPR Art 12(6)",
        "All requests must be accompanied by a copy of your passport.",
        "If we have reasonable doubts about who asks, we may ask for identification.",
    ),
    "automated-old-law": (
        "UK GDPR Art 22C(1)",
        "You have the right not to be subject to a decision based solely on automated processing.",
        "If a computer alone takes a decision that matters for you, you can say what you "
        "think, have a person look at it, "
        "and contest it (Article 22C).",
    ),
    "rights-of-europeans": (
        "UK GDPR Art 13(2)(b)",
        "If you are a resident of the European Union, you have the following rights.",
        "You have these rights wherever you live. If you are based in the EU, you also have rights there.",
    ),
    "cookies-by-use": (
        "PECR Sch A1 para 2",
        "By continuing to browse the site you agree to our use of cookies.",
        "We set no cookie that needs your consent before you say yes. Using our site does "
        "not mean that you consent to "
        "cookies.",
    ),
    "consent-by-use": (
        "UK GDPR Art 4(11)",
        "By using our website you consent to the processing of your information as this policy describes.",
        "By using our website you agree to our terms of use. We ask for your consent to the "
        "newsletter by a box that you "
        "tick.",
    ),
    "pre-ticked": (
        "UK GDPR Art 4(11)",
        "Please untick the box if you do not want our newsletter.",
        "We use no pre-ticked boxes. Tick the box if you want our newsletter.",
    ),
    "basis-swapped": (
        "UK GDPR Art 7(3)",
        "If you withdraw consent we may go on to use your data where we have another legitimate basis.",
        "If you withdraw your consent, we stop what rested on it, and do not rely on another "
        "basis. You can ask us to "
        "delete your data if you withdraw your consent and there is no other lawful basis for us to keep it.",
    ),
    "withdrawal-hard": (
        "UK GDPR Art 7(3)",
        "You may withdraw your consent by notice in writing.",
        "You can withdraw your consent at any time, by the link in every message or in writing.",
    ),
    "consent-tied": (
        "UK GDPR Art 7(4)",
        "Your consent to marketing is a condition of our service.",
        "Your consent to marketing is not a condition of our service.",
    ),
    "basis-not-per-purpose": (
        "UK GDPR Art 13(1)(c)",
        "We process personal data on one or more of the following lawful bases.",
        "We use your address to deliver what you order, because our contract with you needs it.",
    ),
    "objection-conditional": (
        "UK GDPR Art 21(3)",
        "You can object to our direct marketing if we are improperly processing your data.",
        "You can object to direct marketing at any time and without a reason. We then stop at once.",
    ),
    "marketing-by-others": (
        "PECR reg 22(2)",
        "We share your details with selected third parties who may send you their offers.",
        "We do not share your details with third parties for their marketing. Only with your "
        "consent may selected partners "
        "send you their offers.",
    ),
    "age-16": (
        "UK GDPR Art 8(1)",
        "If you are under 16, your parents must consent.",
        "Children under 13 need the consent of a parent. We need your consent 16 days "
        "before. You must be 16 to work here.",
    ),
    "transfer-by-providing": (
        "UK GDPR Art 49(1)(a)",
        "By submitting your personal data, you agree to this transfer.",
        "We transfer data under the International Data Transfer Agreement. We ask for your explicit consent before a "
        "transfer.",
    ),
    "transfer-eea": (
        "ICO, international transfers guidance",
        "We do not send data outside the EEA.",
        "We do not send data outside the United Kingdom. We send none outside the UK and the EEA.",
    ),
    "transfer-eu-adequacy": (
        "UK GDPR Art 45A",
        "The European Commission has made an adequacy decision for it.",
        "The Secretary of State has approved it: there are UK adequacy regulations. We have adequate security.",
    ),
    "transfer-sccs-alone": (
        "ICO, the Union's standard clauses",
        "Our supplier is bound by standard contractual clauses.",
        "Our supplier is bound by standard contractual clauses with the UK Addendum.",
    ),
    "transfer-privacy-shield": (
        "SI 2023/1028",
        "Our host is certified under the Privacy Shield.",
        "Our host is listed for the UK Extension, which replaced the Privacy Shield.",
    ),
    "transfer-framework-without-uk": (
        "SI 2023/1028",
        "Our host takes part in the EU-US Data Privacy Framework.",
        "Our host takes part in the Data Privacy Framework and its UK Extension.",
    ),
    "complaint-by-email-only": (
        "DPA 2018 s. 164A(2)",
        "Please e-mail your complaint to privacy@acme.example.",
        "Complain to us by the form on our site, by e-mail, by telephone or by letter.",
    ),
    "complaint-in-writing": (
        "DPA 2018 s. 164A(2)",
        "Complaints must be made in writing.",
        "Complain in any way. We answer each complaint in writing.",
    ),
    "complaint-to-us-first": (
        "DPA 2018 s. 165",
        "You must complain to us before you go to the Information Commission.",
        "We would like to put it right, but you can complain to the Information Commission "
        "at any time. You do not have to "
        "complain to us first before you go to the Information Commission.",
    ),
    "article-77": (
        "DPA 2018 s. 165",
        "You have the right to complain under Article 77.",
        "You have the right to complain to the regulator under section 165 of the Data Protection Act 2018.",
    ),
    "european-authority": (
        "DPA 2018 s. 165",
        "You can complain to the supervisory authority in the member state where you live.",
        "You can complain to the Information Commission, the supervisory authority, and "
        "abroad to one of a member state.",
    ),
    "regulator-old-name": (
        "DUAA 2025 s. 119(1)",
        "You can complain to the Information Commissioner's Office.",
        "You can complain to the Information Commission, formerly the Information Commissioner (ico.org.uk).",
    ),
    "regulator-new-name-early": (
        "DPA 2018 s. 114",
        "You can complain to the Information Commission.",
        "You can complain to the Information Commissioner's Office.",
    ),
    "regulator-address": (
        "ICO, postal address",
        "Write to Wycliffe House, Water Lane, Wilmslow.",
        "The regulator is at ico.org.uk/make-a-complaint.",
    ),
    "newest-governs": (
        "UK GDPR Art 13(3)",
        "The latest version of this policy applies to all information that we hold.",
        "If we want to use your data for something new, we tell you before we begin. The "
        "latest version is on this page.",
    ),
    "scope-website-only": (
        "UK GDPR Art 13(1)",
        "This policy applies to visitors to our website.",
        "This policy applies to visitors to our website, customers, callers and applicants.",
    ),
    "never-liable": (
        "UK GDPR Art 82(1)",
        "We cannot be held liable for any breach of security.",
        "We are not responsible for the content of linked sites. Acme Limited is a company "
        "with limited liability and never "
        "sells data. Nothing in this notice limits our liability.",
    ),
    "kept-for-ever": (
        "UK GDPR Art 5(1)(e)",
        "We may keep your data indefinitely.",
        "We do not keep your data indefinitely. We keep your address indefinitely in a list of those who opted out.",
    ),
    "act-of-1998": (
        "DPA 2018 Sch 19 para 44",
        "We keep to the Data Protection Act 1998.",
        "We keep to the Data Protection Act 2018, which replaced the Data Protection Act 1998.",
    ),
    "eu-gdpr-only": (
        "DPA 2018 s. 3(10)",
        "We keep to the General Data Protection Regulation.",
        "We keep to the UK GDPR. Where we offer services in the European Union, we keep to the EU GDPR.",
    ),
    "limitation-scotland": (
        "Prescription and Limitation (Scotland) Act 1973 s. 6",
        "We keep contracts for six years because of the Limitation Act 1980.",
        "We keep contracts for five years, the time in which a claim can be brought.",
    ),
    "limitation-northern-ireland": (
        "Limitation (Northern Ireland) Order 1989 Art 4",
        "We keep contracts for six years because of the Limitation Act 1980.",
        "We keep contracts for six years because of the Limitation (Northern Ireland) Order 1989.",
    ),
}
IN_OTHER_WORDS = {
    "request-in-writing": [
        "On receipt of a written request we send you a copy.",
        "Please apply in writing for access.",
    ],
    "request-fee": ["We charge a small administration fee for a copy of your data."],
    "request-30-days": ["We answer requests within 45 days.", "A response takes up to thirty working days."],
    "automated-old-law": ["You have the rights of Article 22 of the UK GDPR."],
    "consent-by-use": ["If you do not agree with this policy, please do not use our site."],
    "pre-ticked": ["We take your consent as given unless you tell us otherwise.", "The box for news is pre-checked."],
    "request-unfounded": ["We can refuse requests that are unfounded."],
    "european-authority": ["Our lead authority is the CNIL in Paris."],
    "newest-governs": ["By continuing to use our site you accept the changes to this policy."],
    "never-liable": ["You waive all claims.", "We accept no liability for loss of data."],
    "transfer-eea": ["Your data stays within the EU.", "It may be sent beyond the European Union."],
    "transfer-sccs-alone": ["We signed the model clauses: EU SCCs."],
    "transfer-by-providing": ["You consent to the transfer."],
    "cookies-by-use": ["Your use of this site means your consent to cookies."],
    "withdrawal-hard": ["Consent can be withdrawn by letter."],
}
ITS_DAY = {"regulator-new-name-early": date(2026, 9, 29)}
ITS_NATION = {"limitation-scotland": Nation.SCOTLAND, "limitation-northern-ireland": Nation.NORTHERN_IRELAND}


def test_every_clause_of_the_register_has_its_two_examples():
    assert set(BAD_AND_GOOD) == {clause.id for clause in CLAUSES}
    assert len({clause.id for clause in CLAUSES}) == len(CLAUSES)


@pytest.mark.parametrize("id", BAD_AND_GOOD)
def test_a_clause_is_found_with_its_place_in_the_law_and_lawful_words_are_left_alone(id):
    cite, bad, good = BAD_AND_GOOD[id]
    on, nation = ITS_DAY.get(id, ON), ITS_NATION.get(id, Nation.ENGLAND)
    finding = found(bad, on, nation)[id]
    assert finding.cite.text == cite and finding.because.startswith(f"{cite}: ")
    assert finding.cite.url.startswith("https://") and finding.what and finding.remedy
    assert finding.at.line == 1 and finding.at.quote in bad
    assert id not in found(good, on, nation)


@pytest.mark.parametrize(("id", "text"), [(id, text) for id, texts in IN_OTHER_WORDS.items() for text in texts])
def test_a_clause_is_found_in_other_words_too(id, text):
    assert id in found(text)


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_the_wording_that_is_proposed_has_none_of_the_clauses_in_it(clause):
    assert not found(clause.remedy)


# ---- what is asked: words for it, and a notice without them ----

SAID = {
    "controller": "Acme Bicycles Ltd, 1 Quay Street, Whitby. Write to privacy@acme.example.",
    "dpo": "Our data protection officer is Ann Lee, dpo@acme.example.",
    "purposes": "We use your address to deliver what you order, because our contract with you needs it.",
    "categories": "We hold your name, e-mail address and orders.",
    "interest": "Our legitimate interest is that our network stays safe.",
    "recipients": "We share your address with couriers.",
    "transfers": "We send it to Ireland, which the United Kingdom has approved.",
    "keep": "We keep invoices for six years.",
    "source": "We receive a credit score from a credit reference agency.",
    "rights": "You can ask us for a copy of your data, have it corrected, deleted or restricted, "
    "have it sent to another "
    "company, and object to its use.",
    "withdraw": "You can withdraw your consent at any time.",
    "complain-controller": "You can complain to us.",
    "complain-regulator": "You can complain to the Information Commission.",
    "need": "You do not have to give us your birthday. Without your address we cannot deliver.",
    "automated-decisions": "A computer alone decides on credit. It looks at your score. It may refuse credit.",
    "object-apart": "You can object to direct marketing at any time.",
    "withdraw-easily": "You can withdraw your consent at any time, as easily as you gave it.",
    "complaint-form": "Complain to us by the form on our site or by telephone.",
    "complaint-acknowledged": "We acknowledge your complaint within 30 days.",
    "cookie-purposes": "We set a cookie to keep you signed in.",
    "cookie-choice": "We ask you before we set cookies, and you can say no.",
}
# Some of it, or in general only: what a notice often has instead.
HALF_SAID = {
    "controller": "Acme Bicycles Ltd.",
    "dpo": "We have a data protection officer.",
    "purposes": "We rely on consent, contract and legal obligation.",
    "categories": "We receive personal data from third parties.",
    "interest": "We rely on legitimate interests.",
    "recipients": "We may share your data with third parties.",
    "transfers": "We may transfer data overseas.",
    "keep": "We keep data for as long as necessary.",
    "source": "We receive data from third parties.",
    "rights": "You have a right of access.",
    "complain-controller": "If you have any concerns, contact our team.",
    "complain-regulator": "We are registered with the Information Commission.",
    "need": "You must provide your address.",
    "automated-decisions": "We may use profiling.",
    "object-apart": "We rely on legitimate interests. You have rights of access, erasure and to object.",
    "withdraw-easily": "We ask for consent. Consent may be withdrawn by letter to our office in Whitby.",
    "complaint-form": "Send us your complaint by letter.",
    "complaint-acknowledged": "We reply to each complaint.",
    "cookie-purposes": "Our site has cookies.",
    "cookie-choice": "Our site has cookies. Look at your browser.",
}


def test_everything_that_is_asked_has_its_examples():
    ids = {look.id for look in LOOKS}
    assert set(SAID) == ids and len(ids) == len(LOOKS)
    assert ids - set(HALF_SAID) == {"withdraw"}, "said or not said, there is nothing between"


@pytest.mark.parametrize("id", SAID)
def test_what_is_said_is_found_on_its_line_and_what_is_not_said_is_not(id):
    one = next(one for one in lint(f"{TINY}\n{SAID[id]}\n", ON, Nation.ENGLAND).asked if one.id == id)
    assert one.state is State.FOUND and one.at.line == 3
    assert states(TINY)[id] is State.MISSING


@pytest.mark.parametrize("id", HALF_SAID)
def test_what_is_half_said_is_doubtful_and_a_finding_with_its_place_and_reason(id):
    report = lint(f"{TINY}\n{HALF_SAID[id]}\n", ON, Nation.ENGLAND)
    assert next(one for one in report.asked if one.id == id).state is State.DOUBTFUL
    finding = next(f for f in report.of(Kind.DOUBTFUL) if f.id == id)
    assert finding.at.line == 3 and finding.what and finding.remedy and finding.cite.url.startswith("https://")


SETTLED = [
    ("dpo", "We do not need a data protection officer."),
    ("recipients", "We do not share your data with anybody."),
    ("transfers", "Your data never leaves the United Kingdom."),
    ("transfers", "All data is kept in the UK."),
    ("automated-decisions", "We take no decisions by automated means."),
    ("automated-decisions", "A person always takes the decision."),
    ("cookie-purposes", "We do not use cookies."),
    ("cookie-choice", "We set only strictly necessary cookies."),
]
ALSO_SAID = [
    ("interest", "We rest on the recognised legitimate interest of detecting crime.", State.FOUND),
    ("keep", "Retention is limited: we keep nothing longer.", State.DOUBTFUL),
    ("keep", "We keep data no longer than is necessary.", State.DOUBTFUL),
    ("keep", "We keep your account until you close it.", State.FOUND),
    ("rights", "You can ask us to keep your data and not to use it.", State.DOUBTFUL),
    ("recipients", "Our messages are stored by a hosting company.", State.FOUND),
    ("recipients", "Who receives it? Companies that lay lines.", State.FOUND),
    ("complaint-acknowledged", "We write within 30 days to say that we have your complaint.", State.FOUND),
    ("complain-controller", "Our complaints procedure is on our site.", State.FOUND),
    ("need", "If you do not give us your address, we cannot deliver.", State.FOUND),
]


@pytest.mark.parametrize(("id", "settled"), SETTLED)
def test_a_plain_no_is_an_answer(id, settled):
    assert states(settled)[id] is State.FOUND


@pytest.mark.parametrize(("id", "text", "state"), ALSO_SAID)
def test_what_is_said_in_other_words(id, text, state):
    assert states(text)[id] is state


def test_no_words_are_looked_for_that_no_example_shows():
    corpus = [
        *(bad for _, bad, _ in BAD_AND_GOOD.values()),
        *(text for texts in IN_OTHER_WORDS.values() for text in texts),
        *(*SAID.values(), *HALF_SAID.values(), *(text for _, text in SETTLED), *(text for _, text, _ in ALSO_SAID)),
        *(OLD, COMPLETE, EUROPEAN, "There is a UK-US data bridge."),
    ]
    read = [Text.of(text) for text in corpus]
    ways = [(clause.id, way) for clause in CLAUSES for way in (*clause.said, *clause.nowhere)]
    for look in LOOKS:
        parts = [way for part in look.parts for way in part.said]
        ways += [(look.id, way) for way in (*parts, *look.vague, *look.settled, *look.when)]
    assert [(id, way) for id, way in ways if not any(first(text, [way]) for text in read)] == []


def test_what_is_asked_of_some_companies_only_is_a_finding_once_the_notice_shows_it():
    def gaps(text):
        return {f.id for f in lint(text, ON, Nation.ENGLAND).findings}

    conditional = {"dpo", "interest", "transfers", "withdraw", "source", "categories", "automated-decisions"}
    assert not conditional & gaps(TINY)
    told = {one.id: one.only_if for one in lint(TINY, ON, Nation.ENGLAND).asked}
    assert all(told[id] for id in conditional) and not told["keep"]
    assert "withdraw" in gaps(f"{TINY} We ask for your consent.")
    assert "transfers" in gaps(f"{TINY} Our help desk is overseas.")
    assert "interest" in gaps(f"{TINY} We have legitimate interests.")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.id)
def test_the_wording_proposed_for_what_is_missing_has_no_clause_that_is_overridden(look):
    assert not found(look.remedy)


# ---- the four notices ----

IN_THE_OLD_ONE = {  # where a person sees it, and how the words begin
    "scope-website-only": (3, "policy applies to users of our website"),
    "cookies-by-use": (4, "By using this site you consent"),
    "newest-governs": (5, "most recent version of this policy"),
    "act-of-1998": (11, "Data Protection Act"),
    "eu-gdpr-only": (12, "GDPR"),
    "basis-not-per-purpose": (17, "process your information on one or more of the following bases"),
    "marketing-by-others": (22, "selected third parties"),
    "transfer-eea": (29, "outside the European Economic Area"),
    "transfer-by-providing": (29, "providing"),
    "request-in-writing": (34, "request in writing"),
    "request-fee": (35, "fee of £10"),
    "request-40-days": (35, "respond within 40 days"),
    "request-unfounded": (36, "clearly unfounded"),
    "objection-conditional": (38, "object to direct marketing where we are improperly"),
    "basis-swapped": (41, "withdraw your consent"),
    "complaint-by-email-only": (46, "complaint, please e-mail"),
    "regulator-old-name": (47, "Information Commissioner's Office"),
    "never-liable": (49, "never be liable"),
}


def test_the_old_notice_has_every_clause_that_the_law_overrides_each_at_its_place():
    findings = found(OLD)
    assert set(findings) == set(IN_THE_OLD_ONE)
    lines = OLD.split("\n")
    for id, (line, words) in IN_THE_OLD_ONE.items():
        at = findings[id].at
        shown = lines[at.line - 1][at.column - 1 : at.column - 1 + at.length]
        if id == "transfer-by-providing":  # one sentence on two lines: it begins where its first word that counts does
            assert at.line in (29, 30) and "agree to this transfer" in findings[id].at.quote
            continue
        assert at.line == line and (words.startswith(shown) or shown.startswith(words)), (id, shown)


def test_the_old_notice_lacks_what_old_notices_lack():
    said = states(OLD)
    assert said["complaint-acknowledged"] is State.MISSING and said["need"] is State.MISSING
    general = ["purposes", "keep", "transfers", "recipients", "interest", "rights", "complaint-form", "source"]
    assert [said[id] for id in general] == [State.DOUBTFUL] * len(general)
    doubts = {f.id: f for f in lint(OLD, ON, Nation.ENGLAND).of(Kind.DOUBTFUL)}
    assert "the lawful basis of each purpose" in doubts["purposes"].what
    assert "restriction, portability" in doubts["rights"].what
    assert "what protects it there" in doubts["transfers"].what
    assert doubts["keep"].at.line == 24 and "no period" in doubts["keep"].what


def test_findings_come_as_overridden_then_missing_then_doubtful_the_first_in_the_order_of_the_notice():
    findings = lint(OLD, ON, Nation.ENGLAND).findings
    kinds = [finding.kind for finding in findings]
    assert kinds == sorted(kinds, key=[Kind.OVERRIDDEN, Kind.MISSING, Kind.DOUBTFUL].index) and len(set(kinds)) == 3
    lines = [finding.at.line for finding in findings if finding.kind is Kind.OVERRIDDEN]
    assert lines == sorted(lines)


def test_the_complete_notice_has_nothing_to_mend():
    report = lint(COMPLETE, ON, Nation.ENGLAND)
    assert report.findings == ()
    assert {one.state for one in report.asked} == {State.FOUND}
    assert len(report.asked) == len(LOOKS)


@pytest.mark.parametrize(
    ("lacks", "id"),
    [
        ("We acknowledge your complaint within 30 days, look into", "complaint-acknowledged"),
        ("- to restrict its use\n", "rights"),
        ("Our bank receives your\npayments. HMRC sees our invoices.", None),
        ("; the International Data Transfer Agreement protects your\ndata there", None),
        ("You can complain to the Information Commission: ico.org.uk/make-a-complaint,", "complain-regulator"),
        ("Neither is a public source.", None),
    ],
)
def test_a_sentence_that_is_taken_out_of_the_complete_notice_is_missed_if_the_law_asks_for_it(lacks, id):
    assert lacks in COMPLETE
    gaps = {f.id for f in lint(COMPLETE.replace(lacks, ""), ON, Nation.ENGLAND).findings}
    assert gaps == ({id} if id else set())


def test_the_notice_that_is_made_from_the_reference_companys_policy_has_nothing_to_mend(tmp_path):
    home = Home.of(COMPANY, {"TROTH_STATE": str(tmp_path), "TROTH_KEYS": str(tmp_path)})
    declared = policy.read(home.policy_text(), "policy.yaml", home.beside())
    report = lint(publish.markdown(publish.notice(declared, ON)), ON, Nation.ENGLAND)
    assert [(f.id, f.what, f.at) for f in report.findings] == []
    assert all(one.state is State.FOUND or one.only_if for one in report.asked)


def test_the_european_notice_has_the_rules_of_another_law_in_it():
    findings = found(EUROPEAN)
    assert {id: f.at.line for id, f in findings.items()} == {
        "eu-gdpr-only": 12,
        "age-16": 14,
        "transfer-eea": 16,
        "transfer-eu-adequacy": 17,
        "transfer-sccs-alone": 17,
        "transfer-privacy-shield": 18,
        "transfer-framework-without-uk": 19,
        "automated-old-law": 28,
        "rights-of-europeans": 30,
        "request-30-days": 30,
        "article-77": 31,
        "european-authority": 31,
        "pre-ticked": 34,
    }
    line = EUROPEAN.split("\n")[33]
    assert line[findings["pre-ticked"].at.column - 1 :].startswith("pre-ticked")
    assert findings["eu-gdpr-only"].at.quote.endswith("Regulation (EU) 2016/679 (the EU GDPR)."), "as a reader sees it"


def test_the_tiny_notice_lacks_all_that_every_notice_has():
    report = lint(TINY, ON, Nation.ENGLAND)
    assert not report.of(Kind.OVERRIDDEN) and not report.of(Kind.DOUBTFUL)
    assert {f.id for f in report.of(Kind.MISSING)} == {
        "controller",
        "purposes",
        "recipients",
        "keep",
        "rights",
        "need",
        "complain-controller",
        "complain-regulator",
        "complaint-form",
        "complaint-acknowledged",
    }
    assert all(f.at is None and f.because.startswith(f.cite.text) for f in report.findings)


HARMLESS = """\
If you withdraw your consent, we may not be able to provide certain products to you. We will tell you if this is so.
You will not have to pay a fee to access your personal data (or to exercise any of the other rights).
We may need to request specific information from you to help us confirm your identity.
We try to respond to all legitimate requests within one month.
We use standard contractual clauses together with the UK Addendum.
We will not send your data outside the UK.
Our website includes links to third-party websites; we are not responsible for their privacy statements.
We have put in place procedures to deal with any suspected breach and will notify you and any regulator.
We keep card details for no longer than 30 days after the request is paid.
We limit access to your personal data to those employees who need it.
You can set your browser to refuse all or some cookies.
This version was last updated on 1 October 2026. Older versions can be obtained by contacting us.
We are registered in England under company number 00000000.
It is important that the data that we hold about you is accurate and current.
You may receive marketing from us if you have asked for it and have not opted out.
We will get your express opt-in consent before we share your data with any third party for marketing.
Where we need to collect data by law, and you fail to provide it, we may not be able to perform the contract.
We may anonymise your data, in which case we may use it indefinitely without further notice.
Ring the helpline on 0303 123 1113 between 9 and 5.
The courts of England and Wales decide.
We have adequate measures against loss. Our staff are trained.
Please read this notice together with our terms.
Our liability to you under the contract is set out in our terms, and nothing in them excludes it.
You must be 16 or older to open an account.
We write to you in writing if the price changes.
"""


@pytest.mark.parametrize("sentence", HARMLESS.splitlines())
def test_common_sentences_that_the_law_does_not_mind_are_left_alone(sentence):
    assert not found(sentence)


# ---- the law of a day ----


def test_the_complaint_to_the_controller_is_asked_from_19_june_2026():
    before, after = states(COMPLETE, date(2026, 6, 18)), states(COMPLETE, date(2026, 6, 19))
    assert {"complain-controller", "complaint-form", "complaint-acknowledged"} == set(after) - set(before)
    assert set(before) <= set(after)
    mail = "If you have a complaint, e-mail privacy@acme.example. Under Article 77 you can complain to the regulator."
    assert set(found(mail, date(2026, 6, 18))) == set()
    assert set(found(mail, date(2026, 6, 19))) == {"complaint-by-email-only", "article-77"}


def test_the_regulator_has_its_new_name_from_30_september_2026():
    old, new = "Complain to the Information Commissioner.", "Complain to the Information Commission."
    day_before, day = date(2026, 9, 29), date(2026, 9, 30)
    assert set(found(old, day_before)) == set() and set(found(new, day)) == set()
    assert set(found(new, day_before)) == {"regulator-new-name-early"}
    assert "the Information Commissioner:" in found(new, day_before)["regulator-new-name-early"].remedy
    assert "the Information Commission:" in found(old, day)["regulator-old-name"].remedy


@pytest.mark.parametrize("name", ["the ICO", "the ICO.", "the Information Commissioner’s Office (ICO)", "ICO"])
def test_the_old_names_short_form_is_the_old_name(name):
    assert set(found(f"You can complain to {name}")) == {"regulator-old-name"}


def test_the_old_article_22_was_right_until_5_february_2026():
    text = "You have the right not to be subject to a decision based solely on automated processing."
    assert not found(text, date(2026, 2, 4)) and set(found(text, date(2026, 2, 5))) == {"automated-old-law"}


def test_the_month_of_an_answer_is_cited_from_the_law_of_the_day():
    text = "We will respond to your request within 30 days."
    assert found(text, date(2026, 2, 4))["request-30-days"].cite.text == "UK GDPR Art 12(3)"
    assert found(text, date(2026, 2, 5))["request-30-days"].cite.text == "UK GDPR Art 12A(1)"


def test_before_there_was_a_law_nothing_is_asked():
    report = lint(TINY, date(1990, 1, 1), Nation.ENGLAND)
    assert report.findings == () and report.asked == ()


def test_a_new_dated_line_of_the_law_is_asked_from_its_day_on():
    rule = Rule(
        Citation("UK GDPR Art 13(2)(z)", "https://www.legislation.gov.uk/"), "A notice says it.", date(2027, 3, 1)
    )
    lists = (Contents(COLLECTED.title, *COLLECTED.items, Item("weather", "how the weather was", rule)),)
    before = lint(COMPLETE, date(2027, 2, 28), Nation.ENGLAND, lists)
    after = lint(COMPLETE, date(2027, 3, 1), Nation.ENGLAND, lists)
    assert "weather" not in {one.id for one in before.asked} and before.findings == ()
    (finding,) = after.findings
    assert (finding.id, finding.kind, finding.cite.text) == ("weather", Kind.DOUBTFUL, "UK GDPR Art 13(2)(z)")
    assert "how the weather was" in finding.what and finding.remedy == "read the notice for it yourself"


def test_every_item_of_the_laws_lists_has_words_to_look_for_it():
    asked = {one.id for one in lint(TINY, ON, Nation.ENGLAND).asked}
    assert {item.id for item in COLLECTED.on(ON)} <= asked
    assert {look.id for look in LISTED} <= asked, "and nothing is looked for in the lists that is not in them"


def test_what_an_entry_rests_on_is_in_the_law_room_or_brings_its_own_place():
    for entry in (*CLAUSES, *LOOKS):
        for law in entry.law:
            assert known(law), (entry.id, law)


def test_the_nation_decides_which_law_of_limitation_is_the_wrong_one():
    text = "We keep contracts because of the Limitation Act 1980."
    assert set(found(text, nation=Nation.WALES)) == set(found(text, nation=Nation.ENGLAND)) == set()
    assert set(found(text, nation=Nation.SCOTLAND)) == {"limitation-scotland"}


# ---- how words are read ----


@pytest.mark.parametrize(
    "typed",
    [
        "A request that is clearly unfounded is refused.",
        "A request that is CLEARLY\nUNFOUNDED is refused.",
        "A request that is clearly\u00a0unfounded is refused.",
        "A request that is **clearly** _unfounded_ is refused.",
        "A request that is clear\u00adly un\u200bfounded is refused.",
        "<p>A request that is <b>clearly</b> un<i>found</i>ed is refused.</p>",
        "<ul><li>A request that is clearly&nbsp;unfounded is refused.</ul>",
        "A request that is clearly unfounded is refused.\r\n",
        "A request that is clearly <!-- not at all --> unfounded is refused.",
        "A request that is [clearly unfounded](https://acme.example/) is refused.",
        "| A request | that is clearly unfounded | is refused |",
    ],
)
def test_however_it_is_typed_a_clause_is_the_same(typed):
    assert set(found(typed)) == {"request-unfounded"}


def test_a_mark_that_markdown_escapes_is_a_letter():
    assert Text.of(r"Write to our\_desk\@acme \[now\]").said == r"write to our_desk\@acme [now]"


def test_a_link_to_the_cookie_page_says_nothing_of_cookies():
    told = {one.id: one.only_if for one in lint("<p>We keep it.</p><a>Cookies</a>", ON, Nation.ENGLAND).asked}
    assert told["cookie-choice"] and told["cookie-purposes"]
    told = {one.id: one.only_if for one in lint("Our site has cookies.", ON, Nation.ENGLAND).asked}
    assert not told["cookie-choice"] and not told["cookie-purposes"]


def test_a_printers_ligature_is_two_letters():
    assert Text.of("We conﬁrm our oﬃce").said == "we confirm our office"


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("If you don’t agree with this policy, leave our site.", "consent-by-use"),
        ("We use pre\u2011ticked boxes.", "pre-ticked"),
        ("Please send your request to Acme Co. in writing.", "request-in-writing"),
        ("Please send your request to J. Smith in writing.", "request-in-writing"),
    ],
)
def test_apostrophes_hyphens_and_short_forms_are_what_they_mean(typed, id):
    assert set(found(typed)) == {id}


@pytest.mark.parametrize(
    "typed",
    [
        "We log each request here. A nominal charge is made.",
        "Your request\n\na nominal charge",
        "- your request\n- a nominal charge",
        "1. your request\n2. a nominal charge",
        "# Your request\na nominal charge",
        "your request\n---\na nominal charge",
        "| your request |\n| a nominal charge |",
        "<li>your request<li>a nominal charge",
        "<p>Your request</p><p>a nominal charge</p>",
        "<tr><td>your request<tr><td>a nominal charge",
    ],
)
def test_words_of_two_sentences_items_or_rows_are_not_taken_together(typed):
    assert not found(typed)
    assert set(found("For your request a nominal charge is made.")) == {"request-fee"}


@pytest.mark.parametrize(
    "hidden",
    [
        "<style>p { } /* Data Protection Act 1998 */</style>",
        "<script>'Data Protection Act 1998'</script>",
        "<!-- Data Protection Act 1998 -->",
        "<p title='Data Protection Act 1998'>",
    ],
)
def test_what_a_browser_does_not_show_is_not_read(hidden):
    assert not found(f"<p>We keep to the law and to our word.</p>{hidden}")
    assert found("<p>We keep to the Data Protection Act 1998.</p>")


def test_an_address_that_stands_only_in_a_link_is_told():
    for link in (
        "<p>Acme Ltd. <a href='mailto:us@acme.example'>Write</a></p>",
        "Acme Ltd. [Write](mailto:us@acme.example)",
    ):
        assert states(link)["controller"] is State.FOUND
    assert states("<p>Acme Ltd. <a href='/us'>Write</a></p>")["controller"] is State.DOUBTFUL


def test_places_count_lines_and_characters_as_an_editor_does():
    text = "Näher\t“it” – and\r\n\r\n  a request that is ‘clearly\r\n  unfounded’ is refused"
    at = found(text)["request-unfounded"].at
    assert (at.line, at.column) == (3, 22)
    assert at.length == len("clearly"), "the caret stays on its line"


def test_a_clause_that_stands_several_times_is_one_finding_with_its_lines():
    finding = found("It is clearly unfounded.\nNo.\nIt is clearly unfounded.\nIt is clearly unfounded.")[
        "request-unfounded"
    ]
    assert finding.at.line == 1 and finding.also == (3, 4)


def test_a_long_clause_is_quoted_short():
    text = f"A request that {'is very ' * 40}clearly unfounded {'and much more ' * 40}is refused."
    quote = found(text)["request-unfounded"].at.quote
    assert len(quote) <= 160 and "clearly unfounded" in quote and quote.endswith("...")


# ---- what is no notice ----


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no words"),
        (" \n\t\r\n", "no words"),
        ("\0\1\2\3" * 100, "no words"),
        ("<html><body><p></p><br></body></html>", "no words"),
        ("1234 5678 !!!", "no words"),
        ("\u202e\u202d\u200f", "no words"),
        ("אנחנו מכבדים את הפרטיות שלך " * 10, "English"),
        ("نحن نحترم خصوصيتك ونحمي بياناتك " * 10, "English"),
        ("Rydym yn parchu eich preifatrwydd ac yn diogelu eich gwybodaeth bersonol bob amser " * 3, "English"),
        ("a " * (MOST // 2 + 1), "too long"),
        ("<p>We keep it.</p><!-- and never close this", "line 1, column 19"),
        ("<p>We keep it.</p>\n<a href='", "line 2, column 1"),
        ("<p>We keep it.</p><![odd[", "line 1, column 19"),
    ],
)
def test_what_cannot_be_read_is_a_fault_and_never_a_clean_bill(text, says):
    with pytest.raises(Fault) as caught:
        lint(text, ON, Nation.ENGLAND)
    assert says in caught.value.what


def test_direction_marks_hide_nothing():
    assert set(found("A request that is \u202eclearly\u202c unfounded is refused.")) == {"request-unfounded"}


A_FIFTH = MOST // 5
HOSTILE = {
    "a million": ("you can ask for the fee in writing " * 40_000)[:MOST],
    "one word": "a" * A_FIFTH,
    "sentences": ("you complain. " * 80_000)[:A_FIFTH],
    "bullets": ("- the object\n" * 80_000)[:A_FIFTH],
    "tags": ("<p>you the <i>" * 80_000)[:A_FIFTH],
    "brackets": "[" * A_FIFTH,
    "stars": "*" * A_FIFTH,
    "angles": "<p>the" + "<" * A_FIFTH,
    "comments": "<p>the" + "<!--" * A_FIFTH,
    "attributes": "<p " + "a=" * A_FIFTH,
    "blanks": "the you\n" + " " * A_FIFTH + ".",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_to_an_end(text):
    """All of it is looked through a fixed number of times; a run without end is the failure."""
    try:
        assert lint(text, ON, Nation.ENGLAND).asked
    except Fault as fault:
        assert fault.what


@given(
    some.lists(
        some.one_of(
            some.sampled_from([bad for _, bad, _ in BAD_AND_GOOD.values()]),
            some.sampled_from(
                ["\n", "\n\n", "<p>", "</p>", "<li>", "<b>", "- ", "# ", "**", "&nbsp;", "| ", "<!--", "-->", "\0"]
            ),
            some.text(max_size=20),
        ),
        max_size=12,
    )
)
@settings(max_examples=100, deadline=None)
def test_whatever_is_handed_in_gives_a_report_whose_places_are_in_it_or_a_fault(pieces):
    text = " ".join(pieces)
    try:
        report = lint(text, ON, Nation.ENGLAND)
    except Fault:
        return
    lines = re.split("\r\n|\r|\n", text)
    assert list(report.lines) == lines
    for at in [x.at for x in (*report.findings, *report.asked) if x.at]:
        assert 1 <= at.line <= len(lines) and 1 <= at.column <= len(lines[at.line - 1])
        assert 1 <= at.length <= len(lines[at.line - 1]) - at.column + 1 and len(at.quote) <= 160
