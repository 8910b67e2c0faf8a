"""How it is looked for who uses data, what for, which, who gets it, where it goes and how long it is kept.

The names are those of the items in the law room's lists (UK GDPR Arts 13 and 14), which say the rest.
"""

from troth.policy.lint.entry import Look, Part, words
from troth.policy.lint.wording import BASIS, COMPLAIN, COUNTRY, ELSEWHERE, KEPT, KINDS, PERIOD, REACHED, UK

LOOKS = (
    Look(
        "controller",
        (
            Part(
                "who you are",
                (
                    words(
                        r"\b(?:ltd|limited|llp|plc|cic|community interest company|charity|trading as|company "
                        r"(?:number|no|registered)|registered (?:in|company|office|number)|sole trader|"
                        r"partnership|council|"
                        r"university|school|trust)\b"
                    ),
                    words(r"\bdata controller\b|\bcontroller\b", r"\b(?:is|are|we|our)\b"),
                    words(r"\b(?:we are|who we are)\b"),
                ),
            ),
            Part("how to reach you", (words(REACHED),)),
        ),
        "Say your name as it is registered, your address, and an e-mail address or telephone number.",
    ),
    Look(
        "dpo",
        (
            Part("who it is", (words(r"\bdata protection officer\b|\bdpo\b"),)),
            Part("how to reach it", (words(r"\bdata protection officer\b|\bdpo\b", REACHED, across=1),)),
        ),
        "Say how to reach your data protection officer.",
        settled=(words(r"\bdata protection officer\b|\bdpo\b", r"\b(?:no|not|don't|without)\b"),),
        when=(words(r"\bdata protection officer\b|\bdpo\b"),),
        only_if="you have a data protection officer",
    ),
    Look(
        "purposes",
        (
            Part(
                "what you use data for",
                (
                    words(r"\bpurposes?\b"),
                    words(
                        r"\b(?:use|uses|used|using|process|need|collect)\b", r"\b(?:to|for|so that|because|in order)\b"
                    ),
                ),
            ),
            Part(
                "the lawful basis of each purpose",
                (
                    words(
                        BASIS,
                        r"\b(?:because|basis|rests?|necessary (?:for|to)|needs? it|in order to|so that we|"
                        r"to (?:\w+ly )?"
                        r"(?:deliver|supply|provide|answer|send|bill|invoice|check|improve|keep|meet|run|"
                        r"perform|fulfil|"
                        r"prevent|protect|manage|take|recruit|comply|show|record|offer|collect|decide|choose|handle|"
                        r"process|respond|set))\b",
                        none=r"\b(?:one or more|at least one|any|some) of (?:the|these)\b|\bone of the following\b|"
                        r"\bwithdraw|\brights?\b|\btransfer",
                    ),
                ),
            ),
        ),
        "Name each purpose, and beside it its one basis, for example: we use your address to deliver what you order, "
        "because our contract with you needs it.",
        vague=(words(BASIS),),
        doubt="bases are named, but beside no purpose",
    ),
    Look(
        "categories",
        (Part("the kinds of data", (words(KINDS, rf"{KINDS}.{{1,200}}?{KINDS}"),)),),
        "Name the kinds of data, for example: name, address, telephone number, what you order and pay.",
        vague=(words(r"\b(?:personal|kinds of|types of|categories of) (?:data|information)\b"),),
        doubt="it speaks of data in general and names no kinds",
        when=(ELSEWHERE,),
        only_if="you get data from somebody else than the person",
    ),
    Look(
        "interest",
        (
            Part(
                "which interest it is",
                (
                    words(
                        r"\blegitimate interests?\b|\bour interests?\b",
                        r"\binterests?(?: (?:here |there )?(?:is|are|in|to|of|include|includes|such as|namely|"
                        r"that|because)\b|"
                        r" \(|: ?\w|,? which)|\b(?:is|are) (?:in )?(?:our|a) legitimate interests?\b",
                        none=r"\b(?:one or more|at least one) of\b",
                    ),
                    words(
                        r"\brecognised legitimate interests?\b",
                        r"\b(?:crime|safeguard\w*|emergenc\w+|national security|public (?:security|task)|"
                        r"defence|annex 1)\b",
                    ),
                ),
            ),
        ),
        "Say which interest it is, for example: our legitimate interest is that our network "
        "stays safe. For a recognised "
        "legitimate interest name its condition in Annex 1.",
        vague=(words(r"\blegitimate interests?\b"),),
        doubt="a legitimate interest is relied on, and none is named",
        when=(words(r"\blegitimate interests?\b"),),
        only_if="you rest on a legitimate interest",
    ),
    Look(
        "recipients",
        (
            Part(
                "who receives it",
                (
                    words(
                        r"\b(?:couriers?|carriers?|banks?|suppliers?|processors?|insurers?|accountants?|auditors?|"
                        r"lawyers?|solicitors?|hmrc|police|agenc(?:y|ies)|contractors?|subcontractors?|payment \w+|"
                        r"card \w+|hosting|hosts?|network operators?|providers?|authorities|group companies|"
                        r"advisers?|landlords?|mailing|printers?)\b",
                        r"\b(?:shar(?:e|es|ed|ing)|disclos\w+|pass(?:es|ed)?|giv(?:e|es|en)|sen[dt]s?|transfer\w*|"
                        r"provid(?:e|ed)|receiv\w+|recipients?|see|sees|goes|go|get|gets|for us|"
                        r"(?:stored|held|hosted|handled|kept) by)\b",
                    ),
                    words(
                        r"\bwho (?:receives?|gets?|sees?|else)\b|\brecipients\b|\bwho we (?:share|disclose|give)\b",
                        r"\b(?:compan(?:y|ies)|firms?|organisations?|ltd|limited|plc|inc)\b",
                        none=r"\bif you\b",
                        across=1,
                    ),
                ),
            ),
        ),
        "Name who receives the data, or at least what kinds of companies they are and what they do for you.",
        vague=(
            words(
                r"\bthird[- ]part(?:y|ies)\b|\brecipients?\b|\b(?:partners?|affiliates?|others)\b",
                r"\b(?:shar\w+|disclos\w+|pass\w*|giv\w+|transfer\w*)\b",
            ),
        ),
        doubt="data goes to third parties, and what kinds of companies they are is not said",
        settled=(
            words(
                r"\b(?:do not|don't|never|not) (?:share|disclose|pass|give)\b|\bnobody (?:else )?(?:receives|gets)\b",
                r"\b(?:anyone|anybody|third part\w+|others|outside (?:our|the) (?:company|firm)|nobody)\b",
                none=r"\b(?:except|unless|other than|marketing|without|sell)\b",
            ),
        ),
    ),
    Look(
        "transfers",
        (
            Part(
                "to which countries",
                (words(COUNTRY, r"\b(?:to|in|at|from|outside|within|abroad|send|stored?|transfer\w*|process\w*)\b"),),
            ),
            Part(
                "what protects it there",
                (
                    words(
                        r"\b(?:approved|adequacy|adequate (?:level|protection)|"
                        r"international data transfer agreement|idta|addendum|"
                        r"binding corporate rules|uk extension|data bridge)\b"
                    ),
                ),
            ),
            Part(
                "how to get a copy of what protects it",
                (
                    words(
                        r"\b(?:copy|copies|see|read)\b",
                        r"\b(?:safeguards?|agreements?|clauses?|addendum|idta|transfers?|contracts?|rules|"
                        r"of it|of them|of "
                        r"that|of these)\b",
                        r"\b(?:ask|contact|write|request|get|obtain|send|available|at)\b",
                        none=r"\b(?:your (?:personal )?(?:data|information)|personal data)\b",
                    ),
                    words(r"\bapproved\b", none=r"\b(?:agreement|clauses|addendum|not approved)\b"),
                ),
            ),
        ),
        "Name each country outside the United Kingdom, what protects data there (an approval, the International Data "
        "Transfer Agreement, the UK Addendum), and how to get a copy.",
        vague=(
            words(
                r"\b(?:outside|abroad|overseas|international(?:ly)?|worldwide|other countries)\b",
                r"\b(?:transfer\w*|sen[dt]|stor\w+|process\w*)\b",
            ),
        ),
        doubt="data goes abroad, and neither country nor safeguard is named",
        settled=(
            words(
                rf"\b(?:outside|leaves?|leaving|out of|abroad|overseas)\b(?:.{{0,20}}?{UK})?",
                r"\b(?:do not|don't|does not|never|not|no|nothing|none|nobody)\b",
                none=r"\b(?:unless|except|without|may|eea|european|adequate|approved)\b",
            ),
            words(
                rf"\b(?:in|within|inside) (?:the )?{UK}",
                r"\b(?:only|stays?|remains?|all)\b",
                r"\b(?:data|information|servers?|systems?|stor\w+|kept|it)\b",
            ),
        ),
        when=(
            words(
                r"\b(?:outside|beyond|out of|leaves?) (?:of )?(?:the )?(?:uk|united kingdom|eea|eu|"
                r"european|country)\b|"
                r"\b(?:abroad|overseas|international(?:ly)? transfer\w*|transfer\w* international\w*|"
                r"third countr(?:y|ies))\b"
            ),
            words(r"\b(?:united states|usa|india|philippines)\b"),
        ),
        only_if="data leaves the United Kingdom",
    ),
    Look(
        "keep",
        (
            Part(
                "how long",
                (
                    words(PERIOD, KEPT),
                    words(
                        rf"{PERIOD} (?:after|from|following|once|since)\b",
                        none=rf"{COMPLAIN}|\brequests?\b|\bmonth of\b",
                    ),
                    words(
                        r"\b(?:until|while|as long as) (?:you|your|the (?:contract|account|order|claim|"
                        r"consent)|consent)\b",
                        KEPT,
                    ),
                ),
            ),
        ),
        "Say for each kind of data how long you keep it, for example: invoices for six years "
        "after the end of the year, "
        "recordings of calls for 90 days.",
        vague=(
            words(
                r"\b(?:as|so) long as (?:\w+ ){0,6}?(?:necessary|needed|required|need|require|"
                r"reasonable|appropriate)\b"
            ),
            words(r"\b(?:longer|retention)\b", KEPT),
            words(r"\bno longer than (?:is )?(?:necessary|needed)\b"),
        ),
        doubt="how long is only said in general: no period, and no event that ends it",
    ),
    Look(
        "source",
        (
            Part(
                "where it came from",
                (
                    words(
                        r"\bfrom (?:\w+ ){0,6}?(?:credit (?:reference )?agenc\w+|companies house|electoral|"
                        r"register\w*|previous|last|former|"
                        r"employers?|referees?|recruit\w+|landlords?|referr\w+|fraud|publicly|public|brokers?|"
                        r"networks?|social media|"
                        r"directories|directory|partners?|suppliers?|agents?|family|insurers?|providers?|agenc\w+)\b",
                        r"\b(?:receiv\w+|obtain\w*|get|gets|got|collect\w*|acquir\w+|com(?:e|es|ing)|came|"
                        r"sources?|tell\w*)\b",
                    ),
                ),
            ),
        ),
        "Name who you get data from, for example a credit reference agency or the supplier "
        "before you, and say if it is a "
        "public source.",
        vague=(ELSEWHERE,),
        doubt="data comes from others, and who they are is not said",
        when=(ELSEWHERE,),
        only_if="you get data from somebody else than the person",
    ),
)
