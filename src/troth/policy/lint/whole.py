"""What notices say wrongly of themselves: whom they cover, which law, which version counts, who answers for what."""

from datetime import date

from troth.law import Known, Rule
from troth.policy.lint.entry import Clause, words
from troth.words import Citation, Nation

# Two places that nothing in the law room rests on.
REPEALED = Rule(
    Citation("DPA 2018 Sch 19 para 44", "https://www.legislation.gov.uk/ukpga/2018/12/schedule/19"),
    "The Data Protection Act 1998 is repealed.",
    date(2018, 5, 25),
    known=Known.RECALLED,
)
UK_GDPR = Rule(
    Citation("DPA 2018 s. 3(10)", "https://www.legislation.gov.uk/ukpga/2018/12/section/3"),
    "The UK GDPR is the Regulation as it forms part of the law of the United Kingdom.",
    date(2020, 12, 31),
    known=Known.RECALLED,
)

_OWN_LAW = words(
    r"\buk gdpr\b|\b(?:uk|united kingdom) general data protection\b|"
    r"\bdata protection act,? 2018\b|\bdpa 2018\b|\bretained (?:eu|version)\b|"
    r"\buk(?:'s)? (?:version|data protection)\b|\bas it forms part of\b|\bdata \(use and access\) act\b"
)

CLAUSES = (
    Clause(
        "newest-governs",
        ("UK GDPR Art 13(3)",),
        (
            words(
                r"\b(?:latest|newest|most recent|current|updated|revised|amended|new) (?:version|"
                r"policy|notice|privacy|statement|terms)\b",
                r"\b(?:governs?|appl(?:y|ies)|prevails?|supersedes?|replaces?|take(?:s)? effect|"
                r"is effective|(?:in|into) (?:effect|force))\b",
                r"\b(?:all|any|our use|information|data|immediately|old|earlier|previous|already|"
                r"at all times|from the (?:date|moment))\b",
                none=r"\b(?:before|tell you|told|inform you|notify you|not)\b",
            ),
            words(
                r"\b(?:continued use|continu(?:e|ing) to use|by using|use of (?:our|the|this) (?:web)?site)\b",
                r"\b(?:change[sd]?|amendments?|updates?|modif\w+|revis\w+)\b",
                r"\b(?:accept\w*|agree\w*|consent\w*|bound)\b",
                none=r"\b(?:not|never)\b",
            ),
        ),
        "the newest text is to govern data that was collected under an older one",
        "If we want to use your data for something new, we tell you before we begin.",
    ),
    Clause(
        "scope-website-only",
        ("UK GDPR Art 13(1)",),
        (
            words(
                r"\b(?:policy|notice|statement)\b.{0,60}\b(?:appl(?:y|ies)|covers?|relates?|concerns?|"
                r"explains?|sets? out|describes?|"
                r"is for|governs?)\b",
                r"\b(?:users?|visitors?|visits?|use|us(?:e|ing)) (?:of |to |who use )?(?:our|this|"
                r"the) (?:web ?)?sites?\b|"
                r"\b(?:web ?)?sites? (?:users?|visitors?)\b|\bonly to (?:information|"
                r"data) (?:we collect )?(?:through|via|on|from) (?:our|this|the) (?:web ?)?site",
                none=r"\b(?:customers?|clients?|applicants?|suppliers?|callers?|(?:tele)?phone|in person|"
                r"everyone|everybody|anyone|"
                r"anybody|employees|staff|tenants|members|patients|pupils|contact us|whether|"
                r"not appl\w+|other (?:web ?)?sites|"
                r"services?|products?|cookies?)\b",
            ),
        ),
        "it covers users of the website only; whoever calls, applies, or came from another company is told nothing",
        "This notice is for everybody whose data we use: customers, callers, applicants, suppliers, and those whose "
        "contract we took over.",
    ),
    Clause(
        "never-liable",
        ("UK GDPR Art 82(1)",),
        (
            words(
                r"\b(?:liable|liability|liabilities)\b|\b(?:held|be) responsible\b",
                r"\b(?:not|never|no|nor|cannot|disclaims?|exclud\w+|waive)\b",
                none=r"\b(?:third[- ]party (?:web)?sites?|other (?:web)?sites?|external|linked|links?|"
                r"nothing in|does not (?:exclude|limit)|"
                r"not (?:exclude|limit)|limited liability|llp|content of|unless we prove|insur\w+)\b",
            ),
            words(r"\bwaive[sd]? (?:\w+ ){0,3}(?:claims?|rights?)\b", none=r"\b(?:not|never)\b"),
        ),
        "it says that nobody answers for damage; whoever breaks the law with data does",
        "Leave it out. If you suffer damage because we broke data protection law, you can claim compensation.",
    ),
    Clause(
        "kept-for-ever",
        ("UK GDPR Art 5(1)(e)",),
        (
            words(
                r"\b(?:indefinite(?:ly)?|for ever|forever|permanently|in perpetuity|without (?:any )?time limit)\b",
                r"\b(?:keep|kept|retain\w*|stor(?:e|ed|ing)|hold|held)\b",
                none=r"\b(?:not|never|no|suppress\w*|anonym\w*|opt(?:ed)? out|objection|delet\w+|do not|don't)\b",
            ),
        ),
        "data is kept without an end",
        "Give each kind of data its period, or the event after which it is deleted.",
    ),
    Clause(
        "act-of-1998",
        (REPEALED,),
        (
            words(
                r"\bdata protection acts?,? (?:of )?1998\b|\bdpa,? 1998\b",
                none=r"\b(?:repealed|replaced|former|no longer|until 2018|superseded)\b",
            ),
        ),
        "the Data Protection Act 1998 is named; it is repealed",
        "Name the UK GDPR and the Data Protection Act 2018.",
    ),
    Clause(
        "eu-gdpr-only",
        (UK_GDPR,),
        (words(r"\bgdpr\b|\bgeneral data protection regulation\b|\b2016/679\b"),),
        "only the European Union's regulation is named",
        "Name the UK GDPR and the Data Protection Act 2018.",
        nowhere=(_OWN_LAW,),
    ),
    Clause(
        "limitation-scotland",
        ("Prescription and Limitation (Scotland) Act 1973 s. 6",),
        (words(r"\blimitation act,? 1980\b"),),
        "the Limitation Act 1980 is the reason for keeping data; in Scotland another law sets five years for contracts",
        "We keep the records of a contract for five years, the time in which a claim on it can be brought.",
        nations=frozenset({Nation.SCOTLAND}),
    ),
    Clause(
        "limitation-northern-ireland",
        ("Limitation (Northern Ireland) Order 1989 Art 4",),
        (words(r"\blimitation act,? 1980\b"),),
        "the Limitation Act 1980 is the reason for keeping data; in Northern Ireland the Order of 1989 sets the time",
        "Name the Limitation (Northern Ireland) Order 1989.",
        nations=frozenset({Nation.NORTHERN_IRELAND}),
    ),
)
