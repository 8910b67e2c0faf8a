"""What notices say wrongly of requests: how they are made, what they cost, how long "
"an answer takes, when it is refused."""

from troth.policy.lint.entry import Clause, words

ANY_WAY = ("UK GDPR Art 12(1)",)
MONTH = ("UK GDPR Art 12A(1)", "UK GDPR Art 12(3)")
COST = ("UK GDPR Art 12(5)",)

_ASKS = r"\b(?:requests?|apply|application|access|your rights?|a right|ask (?:us )?for|a copy)\b"
_ANSWERS = r"\b(?:requests?|respond|reply|replies|answer|response|access|subject access)\b"
_FREE_WAY = (
    r"\b(?:need not|not (?:have|need) to|don't (?:have|need) to|not (?:required|necessary)|no need|verbally|orally|"
    r"by (?:tele)?phone|in person|(?:by|over|on) the (?:tele)?phone|any way|word of mouth|"
    r"we (?:will )?(?:tell|inform|"
    r"answer|reply|respond|explain|confirm|write))\b"
)
_OTHER_DAYS = (
    r"\b(?:complain\w*|acknowledg\w*|keep|kept|retain\w*|stor\w+|delet\w+|eras(?:e|ed)|backups?|cookies?|cancel\w*|"
    r"invoices?|pay|payments?|notice period|breach\w*)\b"
)

CLAUSES = (
    Clause(
        "request-in-writing",
        ANY_WAY,
        (
            words(r"\bin writing\b", _ASKS, none=_FREE_WAY),
            words(
                r"\b(?:make|submit|send|receive|receipt of|by|require|requires|upon|on) (?:us )?(?:a |your |any )?"
                r"written (?:requests?|applications?)\b",
                none=_FREE_WAY,
            ),
        ),
        "requests are tied to writing",
        "Ask us in any way you like: by letter, e-mail, telephone or in person. You need no form and no special words.",
    ),
    Clause(
        "request-form-only",
        ANY_WAY,
        (
            words(
                r"\b(?:must|only|have to|need to|required to|should)\b.{0,80}\b(?:complete|fill in|use|using|via|"
                r"through|on) (?:our |the |an |a )?(?:\w+ ){0,3}form\b",
                _ASKS,
                none=rf"{_FREE_WAY}|\bcomplain|\bcookies?\b|\border",
            ),
        ),
        "requests are tied to a form",
        "There is a form if it helps you. You can also ask us in any other way.",
    ),
    Clause(
        "request-unfounded",
        COST,
        (words(r"\b(?:(?:clearly|obviously|plainly|evidently|patently) )?unfounded\b", none=r"\bmanifestly\b"),),
        "a request is refused, or charged for, below the law's test: it has to be manifestly unfounded or excessive",
        "We may refuse a request, or ask for a reasonable fee, only if it is manifestly "
        "unfounded or excessive; we then "
        "tell you why, and how you can complain.",
    ),
    Clause(
        "request-vexatious",
        COST,
        (
            words(
                r"\b(?:vexatious|frivolous|unreasonable|repetitive)\b",
                r"\brequests?\b",
                r"\b(?:refuse|reject|decline|ignore|charge|fee|not (?:respond|reply|comply|answer))",
                none=r"\bmanifestly\b|\bunfounded\b",
            ),
        ),
        "a request is refused, or charged for, on a ground that the law does not have",
        "We may refuse a request, or ask for a reasonable fee, only if it is manifestly unfounded or excessive.",
    ),
    Clause(
        "request-fee",
        COST,
        (
            words(r"(?:£ ?10(?:\.00)?\b|\b(?:10|ten) pounds\b)(?![\d,])", rf"{_ANSWERS}|\b(?:fee|copy|charge)\b"),
            words(
                r"\b(?:fee|charge)\b",
                r"\b(?:access|request|copy|copies|information|data)\b",
                r"\b(?:small|nominal|standard|administration|administrative|admin|statutory|prescribed|reasonable|"
                r"subject to|payable|we charge)\b",
                none=r"\b(?:manifestly|excessive|unfounded|further cop|additional cop|more cop|extra cop|"
                r"without|no|free|"
                r"not|never|delivery|bank|card|service|monthly|line|registration)\b",
            ),
        ),
        "a fee is asked for what is free",
        "You pay nothing. Only for further copies, or for a request that is manifestly "
        "unfounded or excessive, may we "
        "ask for a reasonable fee.",
    ),
    Clause(
        "request-40-days",
        MONTH,
        (words(r"\b(?:40|forty)(?: calendar| working)?[ -]days?\b", _ANSWERS, none=_OTHER_DAYS),),
        "40 days are taken to answer, as the law of 1998 had it",
        "We answer without undue delay and within one month. If a request is complex, or you "
        "made several, we may take "
        "up to two months more, and tell you so, with the reasons, in the first month.",
    ),
    Clause(
        "request-30-days",
        MONTH,
        (
            words(
                r"\b(?:3\d|4[1-9]|[5-9]\d|thirty|forty-five|sixty|ninety)(?: calendar| working|"
                r" business)?[ -]days?\b",
                _ANSWERS,
                none=rf"{_OTHER_DAYS}|\bmonths?\b",
            ),
        ),
        "days are counted where the law counts one month, which may end sooner",
        "We answer without undue delay and within one month.",
    ),
    Clause(
        "identity-always",
        ("UK GDPR Art 12(6)",),
        (
            words(
                r"\b(?:passport|driving licen[cs]e|photo(?:graphic)? id|proof of (?:your )?(?:identity|id)|"
                r"identity document|identification)\b",
                r"\b(?:must|always|all requests|every request|any request|will (?:need|require|ask)|required to|"
                r"need to (?:provide|send|include|enclose)|should (?:provide|send|include|enclose))\b",
                rf"{_ASKS}",
                none=r"\b(?:doubts?|unsure|not sure|only if|may|if we (?:cannot|can't|need)|"
                r"where we (?:cannot|need))\b",
            ),
        ),
        "everybody has to prove who they are, also where nobody doubts it",
        "If we have reasonable doubts about who asks, we ask for what is needed to confirm it, and for no more.",
    ),
    Clause(
        "automated-old-law",
        ("UK GDPR Art 22C(1)",),
        (
            words(
                r"\bnot (?:to )?be(?:ing)? subject(?:ed)? to\b",
                r"\bautomat(?:ed|ic)\b",
            ),
            words(r"\barticle 22\b(?!a|b|c|d)"),
        ),
        "the right of the old Article 22 is told, which Articles 22A to 22D replaced",
        "If a computer alone takes a decision that matters for you, we tell you about it; "
        "you can say what you think, "
        "have a person look at it, and contest it.",
    ),
    Clause(
        "rights-of-europeans",
        ("UK GDPR Art 13(2)(b)",),
        (
            words(
                r"\b(?:residents?|citizens?|individuals|persons|people|users?|located|resident|"
                r"based)\b.{0,30}\b(?:eea|eu|"
                r"european (?:union|economic area))\b",
                r"\brights?\b",
                none=r"\b(?:uk|united kingdom|authorit\w+|representative|also)\b",
            ),
        ),
        "the rights are told to people in the European Union only",
        "You have these rights whoever you are and wherever you live.",
    ),
)
