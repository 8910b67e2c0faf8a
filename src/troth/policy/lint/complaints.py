"""What notices say wrongly of complaints, and of who the regulator is."""

from troth.policy.lint.entry import Clause, words

EASY = ("DPA 2018 s. 164A(2)",)
TO_REGULATOR = ("DPA 2018 s. 165",)
TO_REGULATOR_EVER = (*TO_REGULATOR, "UK GDPR Art 77")

_REGULATOR = r"\b(?:information commission(?:er)?|ico|regulator|supervisory authority)\b"
_OTHER_WAYS = (
    r"\b(?:form|(?:tele)?phone|call|ring|post|letter|in person|online|portal|webform|"
    r"any way|other ways?|write to us at)\b"
)

CLAUSES = (
    Clause(
        "complaint-by-email-only",
        EASY,
        (
            words(
                r"\bcomplain(?:t|ts|ing)?\b",
                r"\be-?mail(?:ing|ed)?\b|\S@\S",
                none=rf"{_REGULATOR}|{_OTHER_WAYS}|\backnowledg|\bmarketing\b",
            ),
        ),
        "e-mail is the only way to complain that is named",
        "Complain to us by the form on our site, by e-mail, by telephone or by letter. We "
        "acknowledge it within 30 days.",
        nowhere=(
            words(r"\bcomplain(?:t|ts|ing)?\b", _OTHER_WAYS, none=_REGULATOR),
            words(r"\bcomplain(?:t|ts|ing)?\b", r"\bform\b", across=2),
        ),
    ),
    Clause(
        "complaint-in-writing",
        EASY,
        (
            words(
                r"\bcomplain(?:t|ts|ing)?\b",
                r"\bin writing\b|\bwritten complaints?\b",
                none=r"\b(?:or|need not|do not have to|don't have to|any way|we (?:will )?(?:answer|reply|"
                r"respond|tell))\b",
            ),
        ),
        "complaints are tied to writing",
        "Complain to us in any way: by the form on our site, by e-mail, by telephone or by letter.",
    ),
    Clause(
        "complaint-to-us-first",
        TO_REGULATOR_EVER,
        (
            words(
                r"\b(?:must|have to|are required to|may only|can only|before you (?:can|may))\b",
                _REGULATOR,
                r"\bcomplain(?:t|ts)?\b",
                r"\b(?:first|before|until|after)\b",
                none=r"\b(?:not (?:have|need) to|need not|don't have to|we (?:must|have to))\b",
            ),
        ),
        "the way to the regulator is barred until one has complained to the company",
        "We would like to put it right ourselves, but you can complain to the {regulator} at any time.",
    ),
    Clause(
        "article-77",
        TO_REGULATOR,
        (words(r"\bart(?:icle|\.) 77\b"),),
        "Article 77 is named for complaints; it is gone",
        "You can complain to us (Data Protection Act 2018, section 164A) and to the {regulator} (section 165).",
    ),
    Clause(
        "european-authority",
        TO_REGULATOR_EVER,
        (
            words(
                r"\b(?:supervisory|data protection|local|lead) (?:supervisory )?authorit(?:y|ies)\b",
                r"\b(?:member states?|european|eu|eea|habitual residence|place of (?:work|residence|the alleged)|"
                r"country (?:of residence|where you live|in which you live)|alleged infringement)\b",
                none=r"\binformation commission(?:er)?\b|\bico\b",
            ),
            words(
                r"\b(?:cnil|bfdi|aepd|irish data protection|data protection commission|"
                r"european data protection board)\b"
            ),
        ),
        "a European authority is named; the regulator here is another",
        "You can complain to the {regulator}: {web}, telephone {phone}.",
    ),
    Clause(
        "regulator-old-name",
        ("DUAA 2025 s. 119(1)",),
        (
            words(
                r"\binformation commissioner(?:'s)?(?: office)?\b|(?<!the former )\bico\b(?!\.\w|"
                r"'s (?:site|website))",
                none=r"\binformation commission\b|\b(?:former(?:ly)?|until|previously|used to be)\b",
            ),
        ),
        "the regulator has another name now: the Information Commission",
        "You can complain to the {regulator}: {web}, telephone {phone}.",
    ),
    Clause(
        "regulator-new-name-early",
        ("DPA 2018 s. 114",),
        (
            words(
                r"\binformation commission\b",
                none=r"\binformation commissioner\b|\bico\b|\b(?:from|since|will be|becomes)\b",
            ),
        ),
        "the regulator does not have this name yet",
        "You can complain to the {regulator}: {web}, telephone {phone}.",
    ),
    Clause(
        "regulator-address",
        ("ICO, postal address",),
        (words(r"\bwycliffe house\b|\bwater lane,? wilmslow\b"),),
        "the regulator's postal address is given, and it is moving or has moved",
        "No address is asked of a notice. Give {web} and telephone {phone}.",
    ),
)
