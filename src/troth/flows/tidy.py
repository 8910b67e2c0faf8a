"""What finished flows leave behind goes after a week: checkpoints hold references only, yet need not stay."""

from datetime import timedelta

from django.utils import timezone

from troth.flows import Start, every, step

KEPT_DAYS = 7


@every(3600)
def tidy_flows() -> None:
    """Forget flows that ended more than a week ago."""
    step(forget_ended)


def forget_ended() -> int:
    """Delete their rows here and their checkpoints in the engine; how many."""
    from dbos import DBOS

    ended = Start.objects.filter(state="done", asked_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    names = [f"{row.id}#{n}" for row in ended for n in range(row.tries + 1)]
    if names:
        DBOS.delete_workflows(names)
    return ended.delete()[0]
