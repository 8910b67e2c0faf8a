"""Which purposes of the policy touch this person's data, and what the policy says about each.

A purpose counts only if the person's findings hold what that purpose is really about: the category that the
fewest other purposes use, or a whole table of which it uses everything. Everybody's address is something that
recruiting may use, yet a customer who never applied is not told that we recruit with it; an applicant, whose
application we hold, is.
"""

from collections.abc import Iterable, Sequence

from troth.duties.pack.plain import inside
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


def reason(purpose: Purpose) -> str:
    """The basis with what it rests on: the law that obliges us, or the interest that we have."""
    named = rests_on(purpose)
    return f"{BASIS[purpose.basis]}: {named if purpose.duty else inside(named)}" if named else BASIS[purpose.basis]


def rests_on(purpose: Purpose) -> str:
    """The law that obliges us, or the interest that we have; empty for a basis that needs neither."""
    return purpose.duty or (purpose.assessment.interest.rstrip(". ") if purpose.assessment else "")


def within(category: str, use: str) -> bool:
    """Whether a category is the one that a purpose names, or lies under it: `contact.email` under `contact`."""
    return category == use or category.startswith(use + ".")


def _core(policy: Policy, purpose: Purpose) -> set[str]:
    """The categories that a purpose is really about: of those it uses, the ones that fewest purposes share."""
    shared = {use: len(purposes_of(policy, use)) for use in purpose.uses}
    fewest = min(shared.values(), default=0)
    return {use for use, count in shared.items() if count == fewest}


def live(policy: Policy, tables: Iterable[Sequence[str]]) -> tuple[Purpose, ...]:
    """The purposes that touch a person of whom tables with these categories are held, in the policy's order."""
    held = [table for table in tables if table]
    known = {category for table in held for category in table}
    telling = [table for table in held if not all(_common(policy, category) for category in table)]
    return tuple(
        purpose
        for purpose in policy.purposes.values()
        if any(within(category, use) for use in _core(policy, purpose) for category in known)
        or any(all(_uses(purpose, category) for category in table) for table in telling)
    )


def _uses(purpose: Purpose, category: str) -> bool:
    return any(within(category, use) for use in purpose.uses)


def _common(policy: Policy, category: str) -> bool:
    """Whether so many purposes use a category (more than a third) that it tells nothing of any of them."""
    return len(purposes_of(policy, category)) * 3 > len(policy.purposes)


def serving(policy: Policy, alive: Sequence[Purpose], categories: Sequence[str]) -> tuple[Purpose, ...]:
    """The live purposes that a table of these categories serves; first the one that it fits best.

    A table that is mostly of its own (a message with an address in it) serves those that use what is its own; one of
    common things (names and addresses) serves all that use any. Best is: covers the most of them, then uses the least
    beside them, then the policy's order.
    """
    own = [category for category in categories if not _common(policy, category)]
    if len(own) * 2 >= len(categories):
        categories = own
    users = {category: {p.id for p in purposes_of(policy, category)} for category in categories}
    ranked = []
    for place, purpose in enumerate(alive):
        covered = sum(1 for category in categories if purpose.id in users[category])
        beside = sum(1 for use in purpose.uses if not any(within(category, use) for category in categories))
        if covered:
            ranked.append((-covered, beside, place, purpose))
    return tuple(purpose for *_, purpose in sorted(ranked, key=lambda entry: entry[:3]))
