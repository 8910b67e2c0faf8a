"""How the notice says things: lists, countries, names of data; words of ours stand here and nowhere else."""

import re
from collections.abc import Iterable

from troth.law.uk import approvals
from troth.policy.values import Policy, covers
from troth.words import Basis

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
ENDS = (".", "?", "!", ":", ";")
LITTLE = ("The", "A", "An", "Our", "Your")  # never part of a name that follows
THE = ("United ", "Netherlands", "Philippines", "Isle of Man", "Faroe Islands", "Channel Islands")


def plain(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def first_up(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence: on one line, large first letter, full stop."""
    text = first_up(plain(text))
    return text if not text or text.endswith(ENDS) else f"{text}."


def inside(text: str) -> str:
    """The text as it stands within a sentence: its first letter small, unless the word is a name or an abbreviation."""
    first, _, then = text.partition(" ")
    named = first[1:] != first[1:].lower() or first == "I" or (then[:1].isupper() and first not in LITTLE)
    return text if named else text[:1].lower() + text[1:]


def listed(words: Iterable[str]) -> str:
    """One, two and three; parts that hold a comma are set apart by semicolons."""
    known = list(words)
    if any("," in word for word in known):
        return "; ".join(known)
    return " and ".join(known) if len(known) < 3 else f"{', '.join(known[:-1])} and {known[-1]}"


def spelt(count: int) -> str:
    """A small number as a word: five; 21."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def many(count: int, one: str, several: str) -> str:
    """One company, five companies."""
    return f"{spelt(count)} {one if count == 1 else several}"


def country(name: str) -> str:
    """A country as it stands in a sentence: `the United States`."""
    known = plain(name)
    return f"the {known}" if known.startswith(THE) else known


def abroad(name: str) -> bool:
    """Whether what goes there leaves the United Kingdom (UK GDPR Art 44A)."""
    return not approvals.at_home(name)


# ---- kinds of data, roles ----


CONTACT = "How to reach you"  # the one group of data that has a name of its own


def groups(policy: Policy) -> list[tuple[str, tuple[str, ...]]]:
    """The categories in the file's order, those under one name together, those that stand alone and follow one another
    too; each with the name above them, which is empty for the latter.
    """
    found: list[tuple[str, list[str]]] = []
    for name in policy.data:
        top, dot, _ = name.partition(".")
        above = top if dot or any(other.startswith(f"{name}.") for other in policy.data) else ""
        at = next((group for above_, group in found if above_ == above), None) if above else None
        if at is None and not above and found and not found[-1][0]:
            at = found[-1][1]
        if at is None:
            found.append((above, at := []))
        at.append(name)
    return [(above, tuple(names)) for above, names in found]


def kinds(policy: Policy, use: str) -> list[str]:
    """What a purpose or channel names, in a few words each: a kind of data, or all that stand under one name."""
    if use in policy.data:
        return [_shorter(policy, use)]
    if use == "contact":
        return [inside(CONTACT)]
    return [_shorter(policy, name) for name in policy.data if covers(use, name)]


def _shorter(policy: Policy, name: str) -> str:
    """A kind of data without its examples and details."""
    return inside(re.split(r": |, (?=with |such as )", plain(policy.data[name].says))[0])


def role(policy: Policy, name: str) -> str:
    """Who that is, without what they do: `Sales, who take orders` is Sales."""
    return inside(plain(policy.roles[name]).partition(", ")[0])


def special(policy: Policy, use: str) -> bool:
    """Whether what a purpose uses holds something that the law protects more (UK GDPR Arts 9 and 10)."""
    return any(c.sensitivity != "ordinary" and covers(use, name) for name, c in policy.data.items())


# ---- the bases: what stands over the purposes that rest on each, and why we may, purpose by purpose ----

HEADINGS = {
    Basis.CONTRACT: "Our contract with you",
    Basis.CONSENT: "Your yes",
    Basis.LEGAL_OBLIGATION: "The law",
    Basis.VITAL_INTERESTS: "Somebody's life",
    Basis.PUBLIC_TASK: "A public task",
    Basis.RECOGNISED_INTEREST: "An interest that the law names",
    Basis.LEGITIMATE_INTERESTS: "Our interests, weighed against yours",
}
BASES = {
    Basis.CONTRACT: "We need these to keep a contract with you, or to do what you asked before you made one.",
    Basis.CONSENT: "We do these only if you say yes.",
    Basis.LEGAL_OBLIGATION: "A law makes us do these. We name the law.",
    Basis.VITAL_INTERESTS: "We do these to save somebody's life.",
    Basis.PUBLIC_TASK: "We do these as a public task. We name the law.",
    Basis.RECOGNISED_INTEREST: "The law itself names some interests that count. We do these for one of them.",
    Basis.LEGITIMATE_INTERESTS: (
        "We do these for an interest of ours or of others. We weighed it against yours first. We say what the "
        "interest is."
    ),
}
WHY = {
    Basis.CONTRACT: "A contract with you needs it, or you asked for it.",
    Basis.CONSENT: "You said yes to it.",
    Basis.LEGAL_OBLIGATION: "A law makes us",
    Basis.VITAL_INTERESTS: "It can save somebody's life.",
    Basis.PUBLIC_TASK: "It is a public task",
    Basis.RECOGNISED_INTEREST: "The law counts this interest",
    Basis.LEGITIMATE_INTERESTS: "Our interest",
}
# What follows from the basis alone, where a purpose does not say more (UK GDPR Art 13(2)(e)).
NEED = {
    Basis.CONTRACT: "You need not give us this data. But without it we cannot do these things for you.",
    Basis.CONSENT: "You need not give us this data. If you say no, nothing else changes for you.",
}
ANNEX_1 = {"public task request": "public-task-disclosure"}  # a policy's word for a condition: the law room's name

KINDS = {
    "processor": "They work for us, and use your data only as we tell them",
    "controller": "They decide for themselves how to use it, within the law",
    "authority": "Public bodies, and whoever keeps people safe",
    "chosen by the person": "Whoever you choose",
}
BOUND = {
    "processor": "It may use your data only as we tell it.",
    "controller": "It decides for itself how it uses the data, and answers for that.",
    "authority": "We give what a law lets it have, or what somebody's safety needs.",
    "chosen by the person": "You tell us to give it.",
}
