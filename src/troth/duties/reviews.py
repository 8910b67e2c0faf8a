"""What is to be looked at again, and by when: the policy, assessments, contracts, documents, the registration (F3).

A review that is late is a fault of the policy as well (`troth check`); here it is chased before that.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from troth.policy.reviews import dated
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
        Review(one.says, one.day, one.owner or nobody, one.path, (one.day - on).days)
        for one in dated(policy)
        if one.day <= on + within
    ]
    return sorted(found, key=lambda one: (one.day, one.says))
