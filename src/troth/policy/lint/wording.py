"""Words that several entries look for."""

from troth.law.uk import approvals
from troth.policy.lint.entry import words

UK = r"\b(?:uk|u\.k\.|united kingdom)\b"
NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|eighteen|"
    r"twenty|thirty|sixty|ninety|a)"
)
PERIOD = rf"\b{NUMBER}(?: \(?\w+\)?)? ?-?(?:hours?|days?|weeks?|months?|years?)\b"
KEPT = r"\b(?:keep|keeps|kept|retain\w*|retention|stor(?:e|es|ed|age|ing)|hold|held|delet\w+|destroy\w*|eras\w+)\b"
REACHED = (
    r"\S@\S|\b(?:tele)?phone\b|\b(?:call|ring|write to|e-?mail) (?:us|our|him|her|them)\b|\b\d{3,5} ?\d{3} ?\d{3,4}\b"
)
BASIS = (
    r"\b(?:(?:lawful|legal) (?:bas[ie]s|grounds?)|legitimate interests?|contract|legal (?:obligation|duty)|"
    r"law (?:requires|obliges|tells|makes|says)|required by law|consent|public task|vital interests?)\b"
)
CONSENT = words(
    r"\bconsent\b|\bopt(?:ed)?[ -]in\b", none=r"\b(?:do not|don't|never) (?:rely on|rest on|need|ask for)\b"
)
KINDS = (
    r"\b(?:names?|(?:e-?mail |postal |ip )?address(?:es)?|phone numbers?|telephone numbers?|date of birth|"
    r"(?:bank|payment|card) details|invoices?|orders?|payments?|cvs?|recordings?|browser)\b"
)
ELSEWHERE = words(
    r"\bfrom (?:other|third|another|someone|somebody|publicly|public|credit|your (?:previous|last|former|employer|"
    r"referees?|landlord)|a (?:previous|former|referee|third)|our (?:partners?|suppliers?|"
    r"agents?)|elsewhere|agenc\w+|"
    r"social|fraud|companies house|the (?:electoral|public|edited)|recruit\w+|referees?|"
    r"data (?:brokers?|providers?))\b",
    r"\b(?:receiv\w+|obtain\w*|get|got|collect\w*|acquir\w+|buy|bought|com(?:e|es|ing)|"
    r"came|sources?|data|information)\b",
)
COUNTRY = (
    r"\b(?:"
    + "|".join(sorted(approvals.EEA))
    + r"|gibraltar|switzerland|jersey|guernsey|isle of man|israel|new zealand|japan|canada|south korea|argentina|"
    r"united states|u\.s\.|usa|america|india|philippines|australia|south africa|singapore|"
    r"china|ukraine|turkey|brazil|"
    r"egypt|mexico|european economic area|eea)\b"
)
AUTOMATED = (
    r"\b(?:automat(?:ed|ic|ically|ion)|algorithms?|(?:by|a) computer(?: alone| program)?|computer decides|"
    r"without (?:any )?(?:human|a person)|solely by)\b"
)
# A link or heading that says no more than the word tells nothing of cookies.
COOKIES = words(
    r"\bcookies?\b", none=r"^(?:• )?(?:(?:our|use of) )?cookies?(?: (?:policy|notice|page|settings))?[.:]?$"
)
# Where a right is told: an item of a list, a short heading, or a sentence on what people can do.
RIGHT = r"^• |^.{1,40}$|\b(?:rights?|ask|asked|can|may|entitled|request\w*|want)\b"
COMPLAIN = r"\bcomplain(?:t|ts|ing)?\b"
REGULATOR = (
    r"\b(?:information commission(?:er)?(?:'s)?|ico|regulator|supervisory authority|data protection authority)\b"
)
