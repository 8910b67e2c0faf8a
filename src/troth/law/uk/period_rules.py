"""The rules behind the periods for which records are kept: tax, pay, claims, communications, and judgment."""

from functools import partial

from troth.law.dated import Known, Rule, stated
from troth.law.uk.uk_gdpr import ARTICLE, OLD

LAW = "https://www.legislation.gov.uk/"

_old = partial(stated, known=Known.RECALLED)
_told = partial(stated, known=Known.GUIDANCE)

VAT = _told(
    "VATA 1994 Sch 11 para 6",
    f"{LAW}ukpga/1994/23/schedule/11",
    "Records for VAT are kept for six years.",
    since="1994-09-01",
    unsure="From which day the six years run is not said there. We count from the end of the accounting period, which "
    "keeps them longest.",
)
TAX = _told(
    "FA 1998 Sch 18 para 21",
    f"{LAW}ukpga/1998/36/schedule/18",
    """Records for corporation tax are kept for six years after the accounting period ends, and until an enquiry into it
    is over.""",
    since="1999-07-01",
)
ACCOUNTS = _told(
    "Companies Act 2006 s. 388(4)(a)",
    f"{LAW}ukpga/2006/46/section/388",
    "A private company keeps its accounting records for three years from the day on which they were made.",
    since="2008-04-06",
)
ACCOUNTS_PUBLIC = _told(
    "Companies Act 2006 s. 388(4)(b)",
    f"{LAW}ukpga/2006/46/section/388",
    "A public company keeps its accounting records for six years from the day on which they were made.",
    since="2008-04-06",
)
PAYE = _told(
    "PAYE Regulations 2003 reg 97",
    f"{LAW}uksi/2003/2682/regulation/97",
    "Records of pay under PAYE are kept for three years after the end of the tax year.",
    since="2004-04-06",
)
_WAGE = f"{LAW}uksi/2015/621/regulation/59"
WAGE_OLD = _old(
    "NMW Regulations 2015 reg 59",
    _WAGE,
    "Records of the minimum wage are kept for three years from the end of the pay period that follows.",
    since="2015-04-06",
    until="2021-03-31",
)
WAGE = _old(
    "NMW Regulations 2015 reg 59",
    _WAGE,
    "Records of the minimum wage are kept for six years from the end of the pay period that follows.",
    since="2021-04-01",
)
HOLIDAYS = _told(
    "WTR 1998 reg 16B",
    f"{LAW}uksi/1998/1833",
    "Records of holidays and holiday pay are kept for six years from the day on which they were made.",
    since="2026-04-06",
    by="Employment Rights Act 2025 s. 35",
    unsure="That it began on 6 April 2026 is a law firm's account; the order that began it was not read.",
)
RIGHT_TO_WORK = _old(
    "Home Office, right to work checks",
    "https://www.gov.uk/government/publications/right-to-work-checks-employers-guide",
    "Copies of right-to-work documents are kept while somebody is employed and for two years after.",
    since=OLD,
)
CONTRACT_ENGLISH = _old(
    "Limitation Act 1980 s. 5",
    f"{LAW}ukpga/1980/58/section/5",
    "In England and Wales a claim on a contract can be brought for six years.",
    since="1981-05-01",
)
CONTRACT_SCOTTISH = _old(
    "Prescription and Limitation (Scotland) Act 1973 s. 6",
    f"{LAW}ukpga/1973/52/section/6",
    "In Scotland a claim on a contract can be brought for five years.",
    since="1976-07-25",
    unsure="Some obligations in writing live longer there; the shorter time is taken, for it lets data go sooner.",
)
CONTRACT_IRISH = _old(
    "Limitation (Northern Ireland) Order 1989 Art 4",
    f"{LAW}nisi/1989/1339/article/4",
    "In Northern Ireland a claim on a contract can be brought for six years.",
    since="1989-10-26",
    unsure="The day on which the order began was not read.",
)
DEED_ENGLISH = _old(
    "Limitation Act 1980 s. 8",
    f"{LAW}ukpga/1980/58/section/8",
    "In England and Wales a claim on a deed can be brought for twelve years.",
    since="1981-05-01",
)
DEED_IRISH = _old(
    "Limitation (Northern Ireland) Order 1989 Art 15",
    f"{LAW}nisi/1989/1339/article/15",
    "In Northern Ireland a claim on a deed can be brought for twelve years.",
    since="1989-10-26",
    unsure="The article and the day on which the order began were not read.",
)
APPLICANTS = _told(
    "Equality Act 2010 s. 123(1)",
    f"{LAW}ukpga/2010/15/section/123",
    """Whoever was not given a job can bring a claim of discrimination for three months, and longer while conciliation
    runs (up to twelve weeks): six months are enough.""",
    since="2010-10-01",
    unsure="Employment Rights Act 2025 s. 152 makes it six months; whether it has begun is not known. The shorter time "
    "is taken. Many keep applications for up to a year.",
)


def _judged(what: str, says: str, unsure: str = "") -> Rule:
    """Our view where there is no statute: how storage limitation is understood for one kind of record."""
    no_statute = "No statute gives a period; this is judgment, and a policy may give another with its reason."
    return stated(
        f"UK GDPR Art 5(1)(e), {what}",
        f"{ARTICLE}5",
        says,
        since=OLD,
        known=Known.RECALLED,
        unsure=f"{no_statute} {unsure}",
    )


CALLS = _judged(
    "call recordings",
    "Recordings of calls are kept for three months.",
    "Up to six months are usual; a recording that proves a contract is kept with it (contract-claims).",
)
CREDIT = _judged(
    "credit checks",
    "The result of a credit check is kept for a year at most; the agency's report is not kept.",
    "The record of what was decided may be kept while a claim about it can be brought.",
)
IDENTITY = _judged(
    "identity documents",
    "Copies of identity documents are deleted once they are checked; result, day and way of the check stay.",
)
CCTV = _judged("camera recordings", "Camera recordings are kept for 30 days, except those of an incident.")
CONSENT = _judged(
    "evidence of consent",
    "The record of a consent is kept while it counts, and then while a claim about it can be brought.",
)
LOGS = _judged(
    "records of breaches, complaints and requests",
    "What was done about a breach, a complaint or a request is kept while a claim about it can be brought.",
)
