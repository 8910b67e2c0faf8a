"""What comes by itself once a day: all promises are tried, at its beginning or when the day's first worker starts.

A module of its own, and light: it is loaded with every command, and the probes are not.
"""

from django.utils import timezone

from troth.duties.clock import local_date
from troth.flows import every, step
from troth.records import proofs
from troth.records.place import home

DAY = 24 * 3600


@every(DAY)
def prove_nightly() -> None:
    """All promises are tried, unless they were today: a step that runs again after a crash does nothing twice."""
    step(try_promises)


def try_promises() -> str:
    """Try them and keep what was seen; nothing where the company wrote none down, or a walk of today is there."""
    at = timezone.now()
    before = proofs.newest()
    if not home().promises_file.exists() or (before and local_date(before.at) == local_date(at)):
        return "nothing"
    from troth.duties import prove

    prove.walk(at)
    return "tried"
