"""Every day on which something of the policy ends or is to be looked at again: what, whose task it is, where it stands.

The check objects to the reviews that are overdue; the desk chases them before that (duties/reviews.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from troth.policy.source import Path
from troth.policy.values import Policy

KINDS = {
    "balancing": "assessment of interests",
    "impact": "impact assessment",
    "transfer": "test of a transfer",
    "processor": "assessment of a provider",
}


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing with its day; without an owner of its own it is the controller's."""

    says: str
    day: date
    owner: str
    path: Path

    @property
    def reviewed(self) -> bool:
        """Whether it is a review, and not the end of a contract or of a registration."""
        return self.path[-1] == "review by"


def dated(policy: Policy) -> Iterator[Dated]:
    """Each of them that has a day."""
    for says, day, owner, path in _all(policy):
        if day:
            yield Dated(says, day, owner, path)


def _all(policy: Policy) -> Iterator[tuple[str, date | None, str, Path]]:
    yield "The policy", policy.review_by, "", ("review by",)
    until = policy.controller.registered_until
    yield "The registration with the regulator", until, "", ("controller", "registered until")
    for key, purpose in policy.purposes.items():
        if own := purpose.assessment:
            says, path = f"The assessment of interests: {purpose.title}", ("purposes", key, "assessment", "review by")
            yield says, own.review_by, own.by, path
    for key, one in policy.assessments.items():
        named = [policy.purposes[of].title if of in policy.purposes else policy.recipients[of].name for of in one.of]
        says = f"The {KINDS[one.kind]}: {', '.join(named)}"
        yield says, one.review_by, one.by, ("assessments", key, "review by")
    for key, recipient in policy.recipients.items():
        here: Path = ("recipients", key)
        yield f"The contract with {recipient.name} ends", recipient.contract_until, "", (*here, "contract until")
        yield f"What binds {recipient.name}", recipient.review_by, "", (*here, "review by")
    for key, document in policy.documents.items():
        yield document.title, document.review_by, "", ("documents", key, "review by")
