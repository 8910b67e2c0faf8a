"""What is to be looked at again, and by when: the policy, assessments, contracts, documents, the registration (F3).

A review that is late is a fault of the policy as well (`troth check`); here it is chased before that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from troth.policy.source import Path
from troth.policy.values import Policy

SOON = timedelta(days=60)


@dataclass(frozen=True)
class Review:
    """One thing to look at again: what, by which day, whose task it is, and where the policy says so."""

    says: str
    day: date
    owner: str
    path: Path
    days: int  # left: negative once it is late

    @property
    def late(self) -> bool:
        """Whether the day has passed."""
        return self.days < 0


def due(policy: Policy, on: date, within: timedelta = SOON) -> list[Review]:
    """What is late or falls due within a time of a day, the latest first."""
    nobody = policy.controller.manager or "the controller"
    found = [
        Review(says, day, owner or nobody, path, (day - on).days)
        for says, day, owner, path in _all(policy)
        if day and day <= on + within
    ]
    return sorted(found, key=lambda one: (one.day, one.says))


Dated = tuple[str, date | None, str, Path]


def _all(policy: Policy) -> Iterator[Dated]:
    yield "The policy", policy.review_by, "", ("review by",)
    yield (
        "The registration with the regulator",
        policy.controller.registered_until,
        "",
        ("controller", "registered until"),
    )
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


KINDS = {
    "balancing": "assessment of interests",
    "impact": "impact assessment",
    "transfer": "test of a transfer",
    "processor": "assessment of a provider",
}
