"""Durable steps, over DBOS: the only room that knows it.

A flow is a function of references that runs its steps in order and, after a crash, goes on where it was.
Verbs: `flow` names one, `start` begins it in the transaction of the act that wants it, `step` runs a piece
(at least once), `once` runs a piece whose effect lies in our own database (exactly once), `every` repeats one.
Only references go into a checkpoint. DBOS costs a second to import, so it is loaded by the worker alone.
"""

import functools
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import close_old_connections, connections, models

from troth.records import effects

Flow = Callable[..., Any]
FLOWS: dict[str, Flow] = {}
PERIODS: dict[str, int] = {}


class Start(models.Model):
    """A flow that was asked for, in the transaction of the act that asked; the worker takes it from here."""

    id = models.CharField(max_length=160, primary_key=True)
    flow = models.CharField(max_length=60)
    refs = models.JSONField()
    asked_at = models.DateTimeField(auto_now_add=True)
    tries = models.IntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, default="asked")  # asked, queued, done, failed
    trouble = models.CharField(max_length=80, blank=True)  # the class of the error, never its message

    class Meta:
        app_label = "troth"
        indexes = [models.Index(fields=["state", "next_at"], name="start_waiting")]


def flow(body: Flow) -> Flow:
    """Name a flow. Its arguments are references (short strings), never data."""
    FLOWS[body.__name__] = body
    return body


def every(seconds: int) -> Callable[[Flow], Flow]:
    """A flow without arguments that starts once in each period, on one worker, however many there are."""

    def named(body: Flow) -> Flow:
        PERIODS[body.__name__] = seconds
        return flow(body)

    return named


def start(body: Flow, *refs: str, occurrence: int | str = 1, not_before: datetime | None = None) -> str:
    """Ask for a flow; asking twice for the same occurrence starts it once. Call it in the act's transaction."""
    name = f"{body.__name__}:{':'.join(refs)}:{occurrence}"
    Start.objects.get_or_create(id=name, defaults={"flow": body.__name__, "refs": list(refs), "next_at": not_before})
    return name


def step(act: Callable[..., Any], *refs: str) -> Any:
    """Run one piece of a flow, at least once: after a crash it may run again."""
    at(f"before {act.__name__}")
    if _plain.get():
        return act(*refs)
    from dbos import DBOS

    return DBOS.run_step({"name": act.__name__}, _own_connection(act), *refs)


def once(act: Callable[..., Any], *refs: str, occurrence: int | str = 1) -> Any:
    """Run one piece whose effect lies in our own database: effect, marker and evidence commit together."""
    key = f"{act.__name__}:{':'.join(refs)}:{occurrence}"

    @functools.wraps(act)
    def marked(*given: str) -> Any:
        return effects.once(key, lambda: act(*given))

    return step(marked, *refs)


def _own_connection(act: Callable[..., Any]) -> Callable[..., Any]:
    """DBOS runs steps in threads of its own; each would keep its connections open for ever."""

    @functools.wraps(act)
    def run(*refs: str) -> Any:
        close_old_connections()
        try:
            result = act(*refs)
            at(f"after {act.__name__}")  # the effect has happened, and the engine does not know it yet
            return result
        finally:
            for connection in connections.all(initialized_only=True):
                if not connection.in_atomic_block:
                    connection.close()

    return run


_hook: Callable[[str], None] | None = None


def at(name: str) -> None:
    """A named point between two effects: nothing in production, a crash or a delay where a test hangs one."""
    if _hook is not None:
        _hook(name)


def hang(hook: Callable[[str], None] | None) -> None:
    """For tests: call `hook` with the name of every point that is passed."""
    global _hook
    _hook = hook


_plain: ContextVar[bool] = ContextVar("plain", default=False)


def run_here(body: Flow, *refs: str) -> Any:
    """Run a flow's steps here and now, without checkpoints: for a command that waits for the result, and tests."""
    token = _plain.set(True)
    try:
        return body(*refs)
    finally:
        _plain.reset(token)


def run_waiting_here() -> int:
    """Run every flow that was asked for and is due, here; how many there were. The worker's work without one."""
    count = 0
    while waiting := list(Start.objects.filter(state="asked").order_by("asked_at", "id")):
        for asked in waiting:
            run_here(FLOWS[asked.flow], *asked.refs)
            Start.objects.filter(pk=asked.pk).update(state="done")
            count += 1
    return count
