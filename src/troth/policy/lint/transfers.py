"""What notices say wrongly of data that leaves the United Kingdom."""

from troth.policy.lint.entry import Clause, words

APPROVAL = ("UK GDPR Art 45A", "UK GDPR Art 45(1)")
AMERICA = ("SI 2023/1028",)
UK = r"\b(?:uk|u\.k\.|united kingdom|great britain|britain)\b"

CLAUSES = (
    Clause(
        "transfer-by-providing",
        ("UK GDPR Art 49(1)(a)",),
        (
            words(
                r"\btransfer(?:s|red|ring)?\b",
                r"\b(?:by|when|through) (?:\w+ ){0,2}(?:providing|submitting|giving|sending|supplying|"
                r"using|disclosing|entering|"
                r"visiting|registering)\b",
                r"\b(?:agree|consent|accept|acknowledge)(?:s|ing)?\b",
                none=r"\bexplicit(?:ly)?\b|\b(?:does|do) not\b|\bnever\b",
            ),
            words(r"\byou (?:agree|consent) to (?:this|such|the|any|our|that|these) (?:\w+ ){0,2}transfers?\b"),
        ),
        "to hand over data counts as agreement to a transfer",
        "We send data abroad only to countries that the United Kingdom has approved, or under the International Data "
        "Transfer Agreement or the UK Addendum, and after we tested that protection is not materially lower there.",
    ),
    Clause(
        "transfer-eea",
        ("ICO, international transfers guidance",),
        (
            words(
                r"\b(?:outside|beyond|out of|within|inside|leaves?|leaving)\b(?: of)?(?: the)? (?:eea|e\.e\.a\.|eu|"
                r"european (?:economic area|union)|europe)\b",
                none=UK,
            ),
        ),
        "the border that counts is that of the European Economic Area; the law asks about the United Kingdom's",
        "Say for each country outside the United Kingdom what protects data there.",
    ),
    Clause(
        "transfer-eu-adequacy",
        APPROVAL,
        (
            words(
                r"\badequa(?:te|cy)\b",
                r"\b(?:european commission|eu commission|commission(?:'s)? (?:decision|has)|"
                r"the commission|eu adequacy|eu decision|"
                r"decision (?:of|by) the (?:eu|european))\b",
                none=rf"{UK}|\bsecretary of state\b|\binformation commission\b",
            ),
        ),
        "adequacy is what the European Commission decides; here the Secretary of State approves countries",
        "We send data to countries that the United Kingdom has approved (UK GDPR Art 45A).",
    ),
    Clause(
        "transfer-sccs-alone",
        ("ICO, the Union's standard clauses",),
        (
            words(
                r"\b(?:standard|model) (?:contractual|contract|data protection|eu) clauses\b|\bsccs?\b",
                none=r"\b(?:invalid|not enough|alone are no)\b",
            ),
        ),
        "the European Union's standard clauses alone are named as the safeguard",
        "Name the International Data Transfer Agreement, or the clauses together with the UK "
        "Addendum, and say how to get "
        "a copy.",
        nowhere=(
            words(
                r"\b(?:uk|international data transfer|ico) addendum\b|\baddendum\b|\bidta\b|"
                r"\binternational data transfer agreement\b"
            ),
        ),
    ),
    Clause(
        "transfer-privacy-shield",
        AMERICA,
        (words(r"\b(?:privacy shield|safe harbou?r)\b", none=r"\b(?:invalid|no longer|replaced|struck|not)\b"),),
        "a scheme is named that protects nothing any more",
        "We send data to companies in the United States that are listed for the UK Extension to the Data Privacy "
        "Framework.",
    ),
    Clause(
        "transfer-framework-without-uk",
        AMERICA,
        (words(r"\bdata privacy framework\b|\beu-u\.?s\.? (?:dpf|framework)\b"),),
        "the Data Privacy Framework counts here only together with its UK Extension",
        "We send data to companies in the United States that are listed for the UK Extension to the Data Privacy "
        "Framework.",
        nowhere=(words(r"\buk extension\b|\buk-us data bridge\b|\buk data bridge\b"),),
    ),
)
