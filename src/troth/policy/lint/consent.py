"""What notices say wrongly of consent, of lawful bases, of advertising and of cookies."""

from troth.policy.lint.entry import Clause, words

CONSENT = ("UK GDPR Art 4(11)",)
COOKIES = ("PECR Sch A1 para 2", "PECR reg 6(2)")

_BY_USE = (
    r"\b(?:(?:by|when|through) (?:\w+ )?(?:using|visiting|browsing|accessing|entering|"
    r"continuing|submitting|providing|"
    r"giving|registering|ordering)|(?:your|continued) (?:continued )?use of|if you (?:use|continue))\b"
)
_AGREES = (
    r"\b(?:you|users?|visitors?|customers?)\b.{0,60}\b(?:consent|agree|accept|"
    r"are (?:deemed|taken) to|are (?:consenting|"
    r"agreeing|accepting)|signif\w+ your)|\b(?:means|implies|constitutes|signifies|is|deemed) (?:your )?(?:consent|"
    r"agreement|acceptance)\b"
)
_WITHDRAW = r"\b(?:withdraw|withdrawn|withdrawal|withdrawing|revoke|revoked|take back)\b"
_NO = r"\b(?:not|never|no|don't|won't|cannot)\b"

CLAUSES = (
    Clause(
        "cookies-by-use",
        COOKIES,
        (words(r"\bcookies?\b", _BY_USE, _AGREES, none=r"\b(?:not|never|don't)\b"),),
        "to use the site counts as consent to cookies; to go on reading is no act of consent",
        "We set no cookie that needs your consent before you say yes. You can say no as "
        "easily, and change your mind at "
        "any time.",
    ),
    Clause(
        "consent-by-use",
        CONSENT,
        (
            words(
                _BY_USE,
                _AGREES,
                r"\b(?:policy|notice|statement|practices|process(?:ing)?|collect(?:ion|ing)?|"
                r"use of your|information|data)\b",
                none=r"\bcookies?\b|\btransfer|\bwe (?:do not|don't|never)\b|\bnot (?:mean|count)|"
                r"\bterms (?:of|and)\b",
            ),
            words(
                r"\bif you (?:do not|don't) (?:agree|consent|accept)\b",
                r"\b(?:not|refrain from|stop|leave|discontinue)\b.{0,30}\b(?:us(?:e|ing)|access|"
                r"continue|provide|submit|"
                r"site|website)",
            ),
        ),
        "to use the site, or to hand over data, counts as consent",
        "Say for each purpose on which basis it rests. Where it is consent, ask for it apart, by a clear act.",
    ),
    Clause(
        "pre-ticked",
        CONSENT,
        (
            words(r"\bpre-?(?:ticked|checked|selected)\b", none=_NO),
            words(
                r"\b(?:un-?tick|uncheck|untick|tick|check)(?:ing)? (?:the|this|that|a) (?:\w+ )?box\b",
                r"\b(?:un-?tick|uncheck|do(?:es)? not (?:want|wish)|don't (?:want|wish)|"
                r"would (?:rather|prefer) not|opt out)\b",
            ),
            words(
                r"\b(?:silence|inactivity|unless you (?:tell|object|opt out|inform|notify))\b",
                r"\bconsent(?:ed)?\b",
                none=_NO,
            ),
        ),
        "consent is taken from a box that is ticked beforehand, or from silence",
        "Leave every box empty, and count as consent only what the person ticked.",
    ),
    Clause(
        "basis-swapped",
        ("UK GDPR Art 7(3)",),
        (
            words(
                r"\b(?:another|other|different|alternative|further) (?:\w+ ){0,2}(?:bas[ie]s|grounds?|"
                r"reasons?|justification)\b",
                _WITHDRAW,
                none=r"\b(?:no|not|never|without|won't|there is no|there are no) (?:\w+ ){0,5}(?:another|"
                r"other|different|"
                r"alternative|further)\b|\b(?:will not|won't|never|do not|don't) (?:\w+ ){0,2}(?:use|"
                r"continue|process|rely|"
                r"switch|swap|change)\b|\bsame (?:bas|ground)",
            ),
        ),
        "after consent is withdrawn the use goes on upon another basis",
        "If you withdraw your consent, we stop what rested on it. What we did before stays lawful.",
    ),
    Clause(
        "withdrawal-hard",
        ("UK GDPR Art 7(3)",),
        (
            words(
                rf"{_WITHDRAW}",
                r"\bconsent\b",
                r"\b(?:in writing|by (?:post|letter|recorded)|written notice|notice in writing)\b",
                none=r"\b(?:or|as easily|as easy|unsubscribe|need not|do not have to)\b",
            ),
        ),
        "consent is taken back in writing only, which is seldom as easy as it was given",
        "You can take your consent back at any time, as easily as you gave it: by the same "
        "page, or by the link in every "
        "message.",
    ),
    Clause(
        "consent-tied",
        ("UK GDPR Art 7(4)",),
        (
            words(
                r"\b(?:condition of|in order to use|to receive (?:our|the) services?|"
                r"cannot (?:provide|offer|supply)|unable to "
                r"(?:provide|offer|supply))\b",
                r"\bconsent\b",
                r"\b(?:marketing|newsletters?|offers|promotion\w*|advertis\w+)\b",
                none=r"\b(?:not|never) (?:a )?(?:condition|depend)|\bno condition\b",
            ),
        ),
        "a service depends on a consent to advertising that it does not need",
        "You get our services whether you consent or not.",
    ),
    Clause(
        "basis-not-per-purpose",
        ("UK GDPR Art 13(1)(c)",),
        (
            words(
                r"\b(?:one or more|at least one|any|some|a combination) of (?:the|"
                r"these) (?:\w+ )?(?:(?:lawful |legal )?(?:bas[ei]s|"
                r"grounds|reasons|conditions)|following)\b",
                r"\b(?:lawful|legal|process\w*|bas[ei]s|grounds|consent)\b",
                none=r"\brights?\b|\brefus\w+|\btransfer",
            ),
        ),
        "bases are listed, but no purpose is told which one it rests on",
        "Say beside each purpose its one basis, for example: we use your address to deliver "
        "what you order, because our "
        "contract with you needs it.",
    ),
    Clause(
        "objection-conditional",
        ("UK GDPR Art 21(3)", "UK GDPR Art 21(2)"),
        (
            words(
                r"\b(?:direct )?(?:marketing|advertising)\b",
                r"\b(?:object|objection|stop|prevent)\b",
                r"\b(?:improper(?:ly)?|unlawful(?:ly)?|wrongly|unfair(?:ly)?|inappropriate(?:ly)?|"
                r"without (?:a )?lawful|"
                r"particular situation|substantial(?:ly)? (?:damage|distress)|"
                r"we will consider|where we (?:are|have) (?:been )?(?:im|un))\b",
                none=r"\b(?:without (?:giving )?(?:a |any )?reasons?|at any time,? and|absolute|always)\b",
            ),
        ),
        "to object to advertising is tied to a condition; it has none",
        "You can object to direct marketing at any time and without a reason. We then stop at once.",
    ),
    Clause(
        "marketing-by-others",
        ("PECR reg 22(2)",),
        (
            words(
                r"\b(?:selected|chosen|trusted|reputable|relevant|other|"
                r"third[- ]party) (?:\w+ ){0,2}(?:third[- ]part(?:y|ies)|partners?|"
                r"companies|organisations|businesses|advertisers)\b",
                r"\b(?:contact you|send you|their (?:own )?(?:marketing|products|services|offers)|may be of interest|"
                r"may interest you|for (?:their|direct)? ?marketing)\b",
                none=rf"\b(?:consent\w*|agree\w*|permission|opt(?:ed)? in|say yes|said yes)\b|{_NO}",
            ),
        ),
        "others get addresses to advertise, and nobody is asked",
        "Give nobody's address to others for their advertising, or only with a consent that names them.",
    ),
    Clause(
        "age-16",
        ("UK GDPR Art 8(1)",),
        (
            words(
                r"\b(?:16|sixteen)\b(?! ?(?:days|months|years after|,\d))",
                r"\b(?:under|below|younger|age|aged|minors?|child(?:ren)?)\b",
                r"\bconsent\b",
                none=r"\b(?:13|thirteen)\b",
            ),
        ),
        "consent counts from 16, as in other countries; here a child consents to an online service from 13",
        "Children under 13 need the consent of somebody with parental responsibility for our online service.",
    ),
)
