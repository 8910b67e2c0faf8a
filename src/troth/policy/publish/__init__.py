"""What is published from the policy: the notice in its forms, the cookie page, documents. Pure: values and text.

notice(policy, on)       the notice that a policy makes under the law of a day; covered(notice, on): which sentences
                         meet each item that the law asks for
markdown(notice), as_json(notice)   the notice as text and as plain data; ids go with every sentence
compare(published, policy, on)      what a published text says otherwise than the rules, each fault naming both sides
cookies(policy, on)      what is stored on devices, in groups
register.register(policy, on), dpv.dpv(policy, on)   the register of processing, and in the terms of W3C DPV
document(policy, key, on)  the words of a document with its slots filled; prose.faults(policy): slots that are none
"""

from troth.policy.publish.compare import compare
from troth.policy.publish.cookies import cookies
from troth.policy.publish.markdown import markdown
from troth.policy.publish.notice import as_json, covered, notice
from troth.policy.publish.prose import document
from troth.policy.publish.values import Fact, Notice, Section, Sentence

__all__ = [
    "Fact",
    "Notice",
    "Section",
    "Sentence",
    "as_json",
    "compare",
    "cookies",
    "covered",
    "document",
    "markdown",
    "notice",
]
