"""What every page may say about the company and the regulator, from the policy and the law of the day."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from troth import policy
from troth.records.place import in_force


def company(http: HttpRequest) -> dict[str, Any]:
    """`company` (the policy's controller) and `regulator` (the law's on this day, reached as the policy says)."""
    ours = in_force()
    regulator = policy.regulator_of(ours, timezone.localdate())
    return {"company": ours.controller, "nation": ours.nation, "regulator": regulator}
