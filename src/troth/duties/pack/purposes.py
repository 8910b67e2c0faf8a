"""Which purposes of the policy touch this person's data, and what the policy says about each.

A purpose counts only if the person's findings hold what that purpose is really about: the category that the
fewest other purposes use. Everybody's address is something that recruiting may use, yet a customer who never
applied is not told that we recruit with it; an applicant, whose application we hold, is.
"""

from collections.abc import Iterable, Sequence

from troth.policy import Policy, Purpose, purposes_of

from troth.words import Basis

BASIS = {
    Basis.CONSENT: "Your consent, if you gave it",
    Basis.CONTRACT: "Our contract with you, or what you asked for before one",
    Basis.LEGAL_OBLIGATION: "The law requires it",
    Basis.VITAL_INTERESTS: "Protecting somebody’s life",
    Basis.PUBLIC_TASK: "A task in the public interest",
    Basis.RECOGNISED_INTEREST: "An interest that the law itself recognises",
    Basis.LEGITIMATE_INTERESTS: "Our legitimate interests",
}
SHORT = {
    Basis.CONSENT: "Consent",
    Basis.CONTRACT: "Contract",
    Basis.LEGAL_OBLIGATION: "The law",
    Basis.VITAL_INTERESTS: "Vital interests",
    Basis.PUBLIC_TASK: "Public task",
    Basis.RECOGNISED_INTEREST: "Recognised interest",
    Basis.LEGITIMATE_INTERESTS: "Legitimate interests",
}
UNKNOWN = "Our policy names no purpose for this. Ask us why we hold it, and we look into it."


def basis(purpose: Purpose) -> str:
    """The purpose's lawful basis in plain words."""
    return BASIS[purpose.basis]


def within(category: str, use: str) -> bool:
    """Whether a category is the one that a purpose names, or lies under it: `contact.email` under `contact`."""
    return category == use or category.startswith(use + ".")


def _core(policy: Policy, purpose: Purpose) -> set[str]:
    """The categories that a purpose is really about: of those it uses, the ones that fewest purposes share."""
    shared = {use: len(purposes_of(policy, use)) for use in purpose.uses}
    fewest = min(shared.values(), default=0)
    return {use for use, count in shared.items() if count == fewest}


def live(policy: Policy, held: Iterable[str]) -> tuple[Purpose, ...]:
    """The purposes that touch a person of whom these categories are held, in the policy's order."""
    known = set(held)
    return tuple(
        purpose
        for purpose in policy.purposes.values()
        if any(within(category, use) for use in _core(policy, purpose) for category in known)
    )


def serving(policy: Policy, alive: Sequence[Purpose], categories: Sequence[str]) -> tuple[Purpose, ...]:
    """The live purposes that use any of these categories; first the one that they fit best.

    Best is: covers the most of them, then uses the least beside them, then the policy's order.
    """
    users = {category: {p.id for p in purposes_of(policy, category)} for category in categories}
    ranked = []
    for place, purpose in enumerate(alive):
        covered = sum(1 for category in categories if purpose.id in users[category])
        beside = sum(1 for use in purpose.uses if not any(within(category, use) for category in categories))
        if covered:
            ranked.append((-covered, beside, place, purpose))
    return tuple(purpose for *_, purpose in sorted(ranked, key=lambda entry: entry[:3]))
