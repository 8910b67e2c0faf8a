"""Which terms of the Data Privacy Vocabulary say what a policy says, and which of our own where the UK differs.

`dpv:` and `eu-gdpr:` are terms of W3C DPV 2.3 and its extension; `legal-gb:` its few terms for this country. `uk:` are
ours, defined in docs/vocabulary/uk.ttl, each under a term of DPV and with the place in the law.
"""

from datetime import date

from troth.law.uk import approvals
from troth.law.uk.uk_gdpr_9 import CONDITIONS
from troth.policy.check.data import PARAGRAPH
from troth.policy.check.transfers import SAFEGUARDS
from troth.policy.publish.says import ANNEX_1
from troth.policy.values import Purpose, Recipient
from troth.words import Basis, Right

PREFIXES = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "legal-gb": "https://w3id.org/dpv/legal/gb#",
    "uk": "urn:troth:uk#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BASES = {
    Basis.CONSENT: "eu-gdpr:A6-1-a",
    Basis.CONTRACT: "eu-gdpr:A6-1-b",
    Basis.LEGAL_OBLIGATION: "eu-gdpr:A6-1-c",
    Basis.VITAL_INTERESTS: "eu-gdpr:A6-1-d",
    Basis.PUBLIC_TASK: "eu-gdpr:A6-1-e",
    Basis.RECOGNISED_INTEREST: "uk:A6-1-ea",
    Basis.LEGITIMATE_INTERESTS: "eu-gdpr:A6-1-f",
}
RECOGNISED = {
    "public-task-disclosure": "uk:Annex1-PublicTaskDisclosure",
    "national-security": "uk:Annex1-NationalSecurity",
    "emergency": "uk:Annex1-Emergency",
    "crime": "uk:Annex1-Crime",
    "safeguarding": "uk:Annex1-Safeguarding",
}
SECOND_KEYS = {condition: f"eu-gdpr:A9-2-{'abcdefghij'[number]}" for number, condition in enumerate(CONDITIONS)}
RIGHTS = {
    Right.ACCESS: "eu-gdpr:A15",
    Right.RECTIFICATION: "eu-gdpr:A16",
    Right.ERASURE: "eu-gdpr:A17",
    Right.RESTRICTION: "eu-gdpr:A18",
    Right.PORTABILITY: "eu-gdpr:A20",
    Right.OBJECTION: "eu-gdpr:A21",
    "withdraw": "eu-gdpr:A7-3",
}
RECIPIENTS = {
    "processor": ["dpv:Recipient", "dpv:DataProcessor"],
    "controller": ["dpv:Recipient", "dpv:ThirdParty", "dpv:DataController"],
    "authority": ["dpv:Recipient", "dpv:ThirdParty", "dpv:Authority"],
    "chosen by the person": ["dpv:Recipient", "dpv:ThirdParty"],
}
ABROAD = {
    "idta": "uk:IDTA",
    "addendum": "uk:Addendum",
    "bcr": "uk:BindingCorporateRules",
    "eu-sccs": "eu-gdpr:A46-2-c",
}
SENSITIVITY = {
    "ordinary": ["dpv:PersonalData"],
    "special": ["dpv:PersonalData", "dpv:SpecialCategoryPersonalData"],
    "criminal": ["dpv:PersonalData", "uk:CriminalOffenceData"],
}
KINDS = {
    "balancing": ["dpv:LegitimateInterestAssessment"],
    "impact": ["dpv:DPIA"],
    "transfer": ["uk:DataProtectionTest"],
    "processor": ["dpv:Assessment", "dpv:VendorSelectionAssessment"],  # which DPV does not put under its assessments
}
GUARDED = date(2026, 2, 5)  # UK GDPR Arts 22A to 22D take the place of Art 22
COMPLAINTS = date(2026, 6, 19)  # DPA 2018 s. 164A
COMMISSION = date(2026, 9, 30)  # DUAA 2025 ss. 118 and 119


def bases(purpose: Purpose) -> list[str]:
    """The basis of Art 6, the recognised interest, and the second key of Art 9."""
    found = [BASES[purpose.basis]]
    if purpose.basis is Basis.RECOGNISED_INTEREST:
        named = ANNEX_1.get(purpose.interest, purpose.interest.replace(" ", "-"))
        found += [RECOGNISED[named]] if named in RECOGNISED else []
    paragraph = PARAGRAPH.search(purpose.condition)
    if paragraph:
        found.append(f"eu-gdpr:A9-2-{paragraph[1]}")
    else:
        found += [term for condition, term in SECOND_KEYS.items() if condition in purpose.condition][:1]
    return found


def transfer(who: Recipient, on: date) -> list[str]:
    """What lets data go to a recipient abroad: a safeguard, or the approval of its country."""
    if who.safeguard:
        named = next((kind for kind, written in SAFEGUARDS.items() if written.search(who.safeguard)), "")
        return [ABROAD[named]] if named else ["uk:AppropriateSafeguard"]
    match approvals.approval(who.country, on):
        case "whole":
            return ["uk:Adequacy"]
        case "part":
            return ["uk:PartialAdequacy"] if who.approval else []
        case _:
            return []


def authority(on: date) -> str:
    """The regulator of a day."""
    return "uk:InformationCommission" if on >= COMMISSION else "legal-gb:DPA-GB"


def automated(on: date) -> str:
    """The right of whoever a computer alone decides about."""
    return "uk:A22C" if on >= GUARDED else "eu-gdpr:A22"
