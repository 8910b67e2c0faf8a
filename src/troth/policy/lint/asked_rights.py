"""How it is looked for what people can do, what they must do, and what is decided about them.

The names are those of the items in the law room's lists (UK GDPR Arts 13 and 14), which say the rest.
"""

from troth.policy.lint.entry import Look, Part, words
from troth.policy.lint.wording import AUTOMATED, COMPLAIN, CONSENT, REGULATOR, RIGHT

LOOKS = (
    Look(
        "rights",
        (
            Part(
                "access",
                (
                    words(
                        r"\b(?:access|copy|copies|see what|what we hold)\b",
                        RIGHT,
                        none=r"\bcookies?\b|"
                        r"\baccess(?:ing)? (?:to )?(?:our|the|this) (?:\w+ )?(?:(?:web ?)?sites?|services?)\b",
                    ),
                ),
            ),
            Part("correction", (words(r"\b(?:correct\w*|rectif\w+|put right|amend\w*|updated?)\b", RIGHT),)),
            Part(
                "deletion",
                (words(r"\b(?:eras\w+|delet\w+|forgotten|destroy\w*)\b", RIGHT, none=r"\bcookies?\b"),),
            ),
            Part(
                "restriction",
                (
                    words(
                        r"\b(?:restrict\w*|limit(?:ed|ing|ation)?|only stored?|keep\b.{0,40}\bnot (?:to )?use)\b", RIGHT
                    ),
                ),
            ),
            Part(
                "portability",
                (
                    words(
                        r"\b(?:portab\w+|machine[- ]readable|take along|move your data|"
                        r"take (?:it|them|your data|what you gave us) (?:along|with you|elsewhere)|"
                        r"(?:sent|send|transfer\w*|pass\w*|moved?) (?:\w+ ){0,4}to (?:another|somebody else|"
                        r"someone else|a third party|other))\b",
                        RIGHT,
                    ),
                ),
            ),
            Part("objection", (words(r"\b(?:object|objects|objection|objecting)\b", RIGHT),)),
        ),
        "You can ask for a copy of your data, have it corrected, deleted, or only stored for "
        "a while, take along what you "
        "gave us, and object to its use.",
        vague=(
            words(r"\b(?:your|data protection|certain|following) rights\b|\byou have (?:the |a |certain )?rights?\b"),
        ),
        doubt="rights are spoken of, and none is named",
    ),
    Look(
        "withdraw",
        (
            Part(
                "that consent can be withdrawn",
                (
                    words(
                        r"\b(?:withdraw(?:n|al|ing)?|tak(?:e|en|ing) (?:\w+ ){0,3}back|revok(?:e|ed)|"
                        r"chang(?:e|ed|ing) your mind|"
                        r"say no|unsubscribe|opt[ -]out)\b",
                        r"\bconsent\b|\bopt(?:ed)?[ -]in\b|\bsaid yes\b|\bagreed\b",
                    ),
                ),
            ),
        ),
        "You can withdraw your consent at any time; what we did before stays lawful.",
        when=(CONSENT,),
        only_if="you rest on consent",
    ),
    Look(
        "complain-controller",
        (
            Part(
                "that people can complain to you",
                (
                    words(rf"{COMPLAIN}(?: \w+){{0,6}}? (?:to|with) us\b"),
                    words(
                        r"\bour (?:\w+ )?complaints? (?:form|procedure|process|team|page|manager|officer|"
                        r"policy|desk)\b"
                    ),
                    words(
                        r"\b(?:we|us|our)\b.{0,80}?\b(?:acknowledge|look into|investigate|deal with|answer|"
                        r"handle|put (?:it|things) "
                        rf"right)\b.{{0,60}}?{COMPLAIN}"
                    ),
                    words(
                        COMPLAIN,
                        r"\b(?:e-?mail|call|ring|write to|contact|tell|complain to) (?:us|our)\b|\S@\S",
                        none=REGULATOR,
                    ),
                ),
            ),
        ),
        "You can complain to us about how we use your data: by the form on our site, by "
        "e-mail, by telephone or by letter.",
        vague=(
            words(
                r"\b(?:concerns?|unhappy|dissatisfied|not (?:happy|satisfied))\b",
                r"\b(?:contact|tell|let|write|e-?mail|call)\b",
                none=REGULATOR,
            ),
            words(COMPLAIN, none=REGULATOR),
        ),
        doubt="that people can complain to you is not said in so many words",
    ),
    Look(
        "complain-regulator",
        (
            Part(
                "that people can complain to the regulator",
                (words(REGULATOR, r"\b(?:complain\w*|concerns?|lodge|report)\b", across=1),),
            ),
        ),
        "You can complain to the {regulator}: {web}, telephone {phone}.",
        vague=(words(REGULATOR),),
        doubt="the regulator is named, but not that people can complain to it",
    ),
    Look(
        "need",
        (
            Part(
                "whether people have to give their data",
                (
                    words(
                        r"\b(?:(?:(?:have|need|obliged|required|want|wish) to|must) (?:give|provide|tell|supply)\b"
                        r"(?! (?:your |their |us )?(?:consent|permission))|"
                        r"(?:statutory|contractual|mandatory|optional|voluntary|compulsory)\b"
                        r".{0,60}?\b(?:requirement|need|provi\w+|give)|"
                        r"(?:law|contract) (?:requires?|needs?|obliges?|makes?)|"
                        r"needed (?:by|for) (?:law|(?:our|the|a) contract))\b",
                        none=r"\bproof\b|\bidentity\b",
                    ),
                    words(
                        r"\bif you (?:do not|don't|fail to|choose not to|decide not to|cannot) (?:give|"
                        r"provide|tell|supply|want to give)\b"
                    ),
                ),
            ),
            Part(
                "what follows if they do not",
                (
                    words(
                        r"\b(?:if you (?:do not|don't|fail to|choose not to|decide not to|cannot|refuse)|"
                        r"without (?:it|this|them|that|your|"
                        r"these|the))\b",
                        r"\b(?:cannot|can't|unable|not be able|may not|will not|won't|could not|no contract|"
                        r"not possible|impossible|nothing follows|"
                        r"nothing (?:happens|changes))\b",
                        none=r"\bcookies?\b|\bnot be able to (?:use|access) (?:the|our|all|some|parts)",
                    ),
                ),
            ),
        ),
        "Say whether a law or the contract needs the data, whether people have to give it, "
        "and what follows if not, for "
        "example: without your address we cannot deliver.",
    ),
    Look(
        "automated-decisions",
        (
            Part(
                "which decisions",
                (words(AUTOMATED, r"\b(?:decisions?|decid\w+|refus\w+|accept\w*|scores?|scor\w+|checks?)\b"),),
            ),
            Part(
                "how they are taken",
                (
                    words(
                        r"\b(?:logic|scores?|scoring|based on|looks? at|weighs?|compares?|takes? into account|"
                        r"uses your|criteria|rules)\b",
                        rf"{AUTOMATED}|\bcredit\b",
                        across=2,
                    ),
                ),
            ),
            Part(
                "what they mean for people",
                (
                    words(
                        r"\b(?:means? (?:that|for)|may (?:refuse|ask|mean)|refus\w+|consequences?|declin\w+|"
                        r"deposit|not offered)\b",
                        rf"{AUTOMATED}|\bcredit\b",
                        across=2,
                    ),
                ),
            ),
        ),
        "Say which decisions a computer takes alone, by what it decides, and what follows; "
        "and that one can say what one "
        "thinks, have a person look at it, and contest it.",
        vague=(words(r"\bprofil(?:e|es|ing)\b|\bcredit (?:check|scor\w+|search)\w*"),),
        doubt="people are checked or profiled, and whether a computer decides alone is not said",
        settled=(
            words(
                rf"{AUTOMATED}|\bprofiling\b",
                r"\b(?:decisions?|decid\w+|profiling)\b",
                r"\b(?:do not|don't|does not|never|no|not (?:made|taken|make|take|use)|none)\b",
                none=r"\bnot (?:to )?be(?:ing)? subject|\bright",
            ),
            words(
                r"\b(?:a person|people|human|somebody|a colleague|our staff)\b",
                r"\b(?:always|every)\b",
                r"\bdecisions?\b|\bdecides?\b",
            ),
        ),
        when=(
            words(rf"{AUTOMATED}", r"\b(?:decisions?|decid\w+)\b"),
            words(r"\bprofiling\b|\bcredit (?:check|scor\w+|search)\w*"),
        ),
        only_if="a computer alone takes decisions that matter for people",
    ),
)
