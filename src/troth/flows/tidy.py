"""What finished work leaves behind goes: checkpoints hold references only, sessions are sealed; neither must stay."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from troth.flows import Start, every, step

KEPT = timedelta(days=7)
KEPT_PERIODIC = timedelta(hours=1)  # a flow of every minute would pile up


@every(3600)
def tidy() -> None:
    """Forget flows that ended, and sessions that are over."""
    step(forget_ended)
    step(forget_sessions)


def forget_ended() -> int:
    """Delete ended flows' rows here and their checkpoints in the engine; how many."""
    from dbos import DBOS

    now = timezone.now()
    periodic = Q(id__contains="@", asked_at__lt=now - KEPT_PERIODIC)
    ended = list(Start.objects.filter(periodic | Q(asked_at__lt=now - KEPT), state="done")[:5000])
    names = [f"{row.id}#{n}" for row in ended for n in range(row.tries + 1)]
    if names:
        DBOS.delete_workflows(names)
    return Start.objects.filter(pk__in=[row.pk for row in ended]).delete()[0]


def forget_sessions() -> int:
    """Delete sessions that are over; how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
