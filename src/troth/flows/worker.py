"""The worker: takes flows that were asked for, runs them durably, and takes over what a dead worker left.

DBOS recovers only what its own executor id left behind (and only at its start), so each worker holds a lock
on a file of its own: a lock that is free belongs to a dead worker, whose work the living put back in the queue.
"""

import contextlib
import fcntl
import json
import logging
import sqlite3
import threading
import time
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

from dbos import DBOS, DBOSConfig, Serializer, SetWorkflowID
from django.db import close_old_connections, connections
from django.db.models import Q
from django.utils import timezone

from troth.flows import FLOWS, PERIODS, Start

log = logging.getLogger("troth.worker")
QUEUE = "troth"
# Bump only when a flow's steps change so that half-done work of the older kind cannot go on.
VERSION = "1"


class References(Serializer):
    """JSON of references only. An error keeps its class, never its message: messages may quote data."""

    def serialize(self, data: Any) -> str:
        return json.dumps(data, default=lambda error: {"error": type(error).__name__})

    def deserialize(self, serialized_data: str) -> Any:
        data = json.loads(serialized_data)
        return RuntimeError(data["error"]) if isinstance(data, dict) and set(data) == {"error"} else data

    def name(self) -> str:
        return "troth-references"


@DBOS.workflow(name="run")
def _run(start_id: str, name: str, refs: list[str]) -> None:
    """One flow from beginning to end. An error is noted on its row and it is tried again later."""
    try:
        FLOWS[name](*refs)
    except Exception as error:  # whatever a step raised: the flow stands still until its next try, and the desk sees it
        log.error("flow %s stopped: %s", start_id, type(error).__name__)
        DBOS.run_step({"name": "failed"}, _failed, start_id, type(error).__name__)
    else:
        DBOS.run_step({"name": "done"}, _done, start_id)


def _done(start_id: str) -> None:
    Start.objects.filter(pk=start_id).update(state="done", trouble="")
    connections.close_all()


def _failed(start_id: str, trouble: str) -> None:
    row = Start.objects.get(pk=start_id)
    # 10 s, 40 s, 90 s ... at most an hour: quick for a hiccup, gentle with a store that stays down.
    row.next_at = timezone.now() + timedelta(seconds=min(10 * (row.tries + 1) ** 2, 3600))
    row.state, row.tries, row.trouble = "failed", row.tries + 1, trouble
    row.save()
    connections.close_all()


class Worker:
    """One worker in this process; `start` returns at once, `stop` ends it after its present steps."""

    def __init__(self, state: Path, poll: float = 0.25) -> None:
        self.state, self.poll = state, poll
        self.me = f"w-{uuid.uuid4().hex[:12]}"
        self.locks = state / "workers"
        self.ending = threading.Event()
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        """Launch the engine and look for work from now on."""
        self.locks.mkdir(parents=True, exist_ok=True)
        self.lock = (self.locks / self.me).open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        database = self.state / "flows.sqlite"
        config: DBOSConfig = {
            "name": "troth",
            "system_database_url": f"sqlite:///{database}",
            "application_version": VERSION,
            "executor_id": self.me,
            "serializer": References(),
            "console_log_level": "ERROR",
            "max_executor_threads": 8,
        }
        _write_ahead(database)
        DBOS(config=config)
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=4, polling_interval_sec=self.poll)
        self.thread = threading.Thread(target=self._look, name="troth-worker", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """End; work under way is taken up again by the next worker."""
        self.ending.set()
        if self.thread:
            self.thread.join(5)
        DBOS.destroy(workflow_completion_timeout_sec=2)
        self.lock.close()
        (self.locks / self.me).unlink(missing_ok=True)

    def _look(self) -> None:
        reaped = 0.0
        while not self.ending.wait(self.poll):
            try:
                close_old_connections()
                periods()
                for row in due():
                    take(row)
                if time.monotonic() - reaped > 5:
                    self.reap()
                    ask_again_for_lost()
                    reaped = time.monotonic()
            except Exception as error:  # a locked or missing database: said, and tried again at the next look
                log.warning("the worker could not look for work: %s", type(error).__name__)

    def reap(self) -> None:
        """Put back the work of workers that died."""
        owners = {w.executor_id for w in DBOS.list_workflows(status="PENDING")} - {self.me, None}
        dead = [owner for owner in owners if owner and self._gone(owner)]
        if dead:
            DBOS._recover_pending_workflows(dead)  # private: only here, and held by the kill test

    def _gone(self, owner: str) -> bool:
        path = self.locks / owner
        if not path.exists():
            return True
        with path.open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
        path.unlink(missing_ok=True)
        return True


def due() -> list[Start]:
    """What was asked for or failed, and whose time has come."""
    now = timezone.now()
    waiting = Start.objects.filter(Q(state="asked") | Q(state="failed"))
    return list(waiting.filter(Q(next_at=None) | Q(next_at__lte=now)).order_by("asked_at", "id")[:100])


def take(row: Start) -> None:
    """Queue one flow; the try's number is part of its name, so two workers that take it queue it once."""
    with SetWorkflowID(f"{row.id}#{row.tries}"):
        DBOS.enqueue_workflow(QUEUE, _run, row.id, row.flow, row.refs)
    Start.objects.filter(pk=row.pk, tries=row.tries, state=row.state).update(state="queued")


def ask_again_for_lost() -> int:
    """Flows that are marked as queued and that the engine does not carry (its file was lost, or it gave up)."""
    queued = list(Start.objects.filter(state="queued").order_by("asked_at", "id")[:1000])
    if not queued:
        return 0
    names = {f"{row.id}#{row.tries}": row for row in queued}
    carried = {w.workflow_id for w in DBOS.list_workflows(workflow_ids=list(names), status=["PENDING", "ENQUEUED"])}
    lost = [row for name, row in names.items() if name not in carried]
    for row in lost:  # one that ended just now has moved on from `queued` and is left alone
        Start.objects.filter(pk=row.pk, tries=row.tries, state="queued").update(state="asked", tries=row.tries + 1)
    return len(lost)


def periods() -> None:
    """Ask for each repeating flow once in its period, by the number of the period."""
    now = time.time()
    for name, seconds in PERIODS.items():
        Start.objects.get_or_create(id=f"{name}@{int(now // seconds)}", defaults={"flow": name, "refs": []})


def _write_ahead(database: Path) -> None:
    """DBOS leaves the journal mode alone; write-ahead is quicker and lets readers be.

    Before the engine opens the file: once its threads write, the mode cannot be changed.
    """
    with contextlib.closing(sqlite3.connect(database, timeout=20)) as link:
        link.execute("PRAGMA journal_mode=WAL")
