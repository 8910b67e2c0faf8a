"""What other places of the law than the lists ask a notice to say, and how it is looked for."""

from troth.policy.lint.entry import Look, Part, words
from troth.policy.lint.wording import COMPLAIN, CONSENT, COOKIES, PERIOD, REGULATOR

LOOKS = (
    Look(
        "object-apart",
        (
            Part(
                "the right to object, apart from the others",
                (
                    words(
                        r"^(?!• ).{0,300}?\b(?:object|objection)\b",
                        none=r"\b(?:eras\w+|delet\w+|rectif\w+|correct\w*|portab\w+|restrict\w*)\b|"
                        r"\bif you object\b|\bobjections? to (?:cookies|them)\b|\bcookies?\b",
                    ),
                ),
            ),
        ),
        "Give it a paragraph of its own: You can object at any time to our use of your data "
        "on the ground of our legitimate "
        "interests, and to direct marketing without any reason.",
        vague=(words(r"\b(?:object|objection)\b"),),
        doubt="the right to object stands among the others, not clearly and apart",
        when=(
            words(
                r"\blegitimate interests?\b|\bdirect marketing\b|\bpublic task\b|\b(?:newsletter|offers|marketing)\b"
            ),
        ),
        only_if="you rest on legitimate interests, or advertise",
        says="that one can object, clearly and apart from all else",
        law=("UK GDPR Art 21(4)",),
    ),
    Look(
        "withdraw-easily",
        (
            Part(
                "how to withdraw consent, as easily as it is given",
                (
                    words(
                        r"\b(?:withdraw(?:n|al|ing)?|tak(?:e|en|ing) (?:\w+ ){0,3}back|chang(?:e|ed|"
                        r"ing) your mind|unsubscribe|opt[ -]out|say no)\b",
                        r"\b(?:as (?:easy|easily|simply|simple) as|just as eas\w+|same (?:way|page|place|form|"
                        r"ease)|one click|click(?:ing)?|"
                        r"links?|preferences?|settings?|unsubscribe|reply(?:ing)? stop|button|tick)\b",
                        across=1,
                    ),
                ),
            ),
        ),
        "You can withdraw your consent as easily as you gave it: on the same page, or by the link in every message.",
        vague=(words(r"\bwithdraw\w*\b", r"\bconsent\b"),),
        doubt="consent can be withdrawn, but not seen to be withdrawn as easily as it was given",
        when=(CONSENT,),
        only_if="you rest on consent",
        says="how consent is withdrawn, as easily as it is given",
        law=("UK GDPR Art 7(3)",),
    ),
    Look(
        "complaint-form",
        (
            Part(
                "an electronic form for complaints",
                (
                    words(
                        COMPLAIN,
                        r"\b(?:forms?|webform|online|portal|page)\b",
                        none=REGULATOR,
                        across=1,
                    ),
                ),
            ),
            Part(
                "other ways to complain",
                (
                    words(
                        COMPLAIN,
                        r"\b(?:(?:tele)?phone|call|ring|post|letter|in person|e-?mail|write)\b|\S@\S",
                        none=REGULATOR,
                        across=1,
                    ),
                ),
            ),
        ),
        "Complain to us by the form on our site, by e-mail, by telephone or by letter.",
        says="that there is an electronic form for complaints, and other ways",
        law=("DPA 2018 s. 164A(2)",),
    ),
    Look(
        "complaint-acknowledged",
        (
            Part(
                "that you acknowledge a complaint, and within which time",
                (
                    words(
                        r"\b(?:acknowledg\w*|confirm (?:that we|receipt|we)|that we have (?:it|your complaint))\b",
                        rf"{PERIOD}|\b(?:same|next) (?:working )?day\b",
                        COMPLAIN,
                        none=r"\brequests?\b",
                        across=2,
                    ),
                ),
            ),
        ),
        "We acknowledge your complaint within 30 days, look into it without undue delay, and tell you the outcome.",
        vague=(
            words(
                r"\b(?:acknowledg\w*|respond|reply|answer)\b", COMPLAIN, none=rf"{REGULATOR}|\brequests?\b", across=1
            ),
        ),
        doubt="complaints are answered, but not said to be acknowledged within a time",
        says="that a complaint is acknowledged within 30 days",
        law=("DPA 2018 s. 164A(3)",),
    ),
    Look(
        "cookie-purposes",
        (
            Part(
                "what each cookie is for",
                (
                    words(
                        r"\bcookies?\b",
                        r"\b(?:to (?:\w+ly )?(?:remember|keep|measure|count|see|know|show|make|help|"
                        r"understand|improve|sign|store|protect|analyse|work|find|learn|recogni[sz]e|track|provide|"
                        r"let|tell|run)|remembers?|(?:helps?|lets?|allows?) us|measures?|counts?|keeps? you|so that|"
                        r"strictly necessary|necessary cookies?|essential|analytics|statistics|purposes?)\b",
                        across=2,
                    ),
                ),
            ),
        ),
        "Name each cookie, what it is for, and how long it stays.",
        vague=(COOKIES,),
        doubt="cookies are spoken of, and not what they are for",
        settled=(
            words(
                r"\bcookies?\b",
                r"\b(?:use|set|store|place)s? no\b|\b(?:do not|don't|never|does not) (?:use|set|store|place)\b",
                none=r"\b(?:unless|until|before|without)\b",
            ),
        ),
        when=(COOKIES,),
        only_if="you set cookies or read a device in another way",
        says="what each cookie is for",
        law=("PECR Sch A1 para 2", "PECR reg 6(2)"),
    ),
    Look(
        "cookie-choice",
        (
            Part(
                "how to agree to cookies, or to say no",
                (
                    words(
                        r"\bcookies?\b",
                        r"\b(?:consent|agree|accept|reject|refuse|object|say (?:yes|no)|opt[ -]out|"
                        r"turn (?:\w+ ){0,2}off|choice|choices|choose|"
                        r"banner|ask you|only if you)\b",
                        none=r"\bby (?:\w+ )?(?:using|visiting|browsing|continuing|accessing)\b|\bbrowser\b",
                        across=2,
                    ),
                ),
            ),
        ),
        "We set no cookie that needs your consent before you say yes. You can say no as "
        "easily, and change your mind at any "
        "time on the cookie page.",
        vague=(COOKIES,),
        doubt="cookies are spoken of, and not how one agrees or says no on the site itself",
        settled=(
            words(
                r"\bcookies?\b",
                r"\b(?:use|set|store|place)s? no\b|\b(?:do not|don't|never|does not) (?:use|set|store|place)\b",
                none=r"\b(?:unless|until|before|without)\b",
            ),
            words(r"\bcookies?\b", r"\bonly\b", r"\b(?:strictly necessary|essential|necessary)\b"),
        ),
        when=(COOKIES,),
        only_if="you set cookies that are not strictly necessary",
        says="how one agrees to cookies or says no, and changes one's mind",
        law=("PECR Sch A1 para 2", "PECR reg 6(2)"),
    ),
)
