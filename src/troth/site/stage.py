"""The demo's ten people: real cases, opened and carried on by the same verbs that the pages call.

Nothing is written into tables here; every stage is reached the way a person and a colleague would reach it.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth.models import User

from troth import flows
from troth.duties import cases, closing, delivery, identity, outbox, review, search
from troth.words import Identifier, Subject

WORD = "lighthouse"
COLLEAGUE = "Tom Harker"
# How far each case is carried, how many days ago it came, and by which way.
STAGES = (
    ("unconfirmed", 1, "web form"),
    ("unconfirmed", 9, "e-mail"),
    ("asked", 2, "web form"),
    ("asked", 12, "telephone"),
    ("review", 3, "web form"),
    ("review", 26, "letter"),
    ("decided", 6, "web form"),
    ("ready", 15, "web form"),
    ("closed", 21, "web form"),
    ("withdrawn", 5, "web form"),
)
ORDER = ("unconfirmed", "asked", "review", "decided", "ready", "closed")


@dataclass(frozen=True)
class Actor:
    """One person of the sample estate, who writes in."""

    name: str
    email: str


def actors(truth: Path) -> tuple[list[Actor], list[Actor]]:
    """People of the truth whom their e-mail address alone finds: with rows all their own, and with some shared."""
    people = json.loads(truth.read_text(encoding="utf-8"))["people"]
    found = [p for p in people if [kind for kind, _ in p["who"]] == ["email"] and len(p["own"]) > 3]
    plain, shared = ([Actor(p["name"], p["who"][0][1]) for p in found if bool(p["shared"]) == s] for s in (False, True))
    return plain, shared


def stage(truth: Path, staff: User, at: datetime, said: Callable[[str, float], None]) -> int:
    """Open the ten cases and carry each to its stage; how many. Those under review share rows with other people."""
    plain, shared = actors(truth)
    for number, (far, days, channel) in enumerate(STAGES):
        said(f"case {number + 1} of {len(STAGES)}: {far}", number / len(STAGES))
        actor = shared.pop(0) if far == "review" and shared else plain.pop(0)
        carry(actor, far, at - timedelta(days=days), channel, staff)
    return len(STAGES)


def carry(actor: Actor, far: str, at: datetime, channel: str, staff: User) -> cases.Case:
    """One person's case from the request to the stage named."""
    opened = cases.open_case(
        "access",
        person=cases.Person(name=actor.name, email=actor.email, scope="everything"),
        who=Subject((Identifier("email", actor.email),)),
        channel=channel,
        at=at,
        word=WORD,
    )
    case = opened.case
    identity.send_code(case, at)
    flows.run_waiting_here()
    if far == "withdrawn":
        closing.withdraw(case, at + timedelta(hours=2))
        flows.run_waiting_here()
        return case
    for name in ORDER[1 : ORDER.index(far) + 1]:
        ACTS[name](case, staff, at)
        flows.run_waiting_here()
        case.refresh_from_db()
    if far not in ("unconfirmed", "asked"):
        cases.assign([case], staff, staff, at)
    return case


def _confirm(case: cases.Case, staff: User, at: datetime) -> None:
    letter = outbox.Mail.objects.filter(case=case, what="code").latest("id")
    code = re.search(r"\d{6}", outbox.content(letter)["subject"])
    assert code and identity.confirm(case, code[0], at + timedelta(minutes=3))


def _answer_tasks(case: cases.Case, staff: User, at: datetime) -> None:
    for task in search.progress(case):
        if task.state == "asked":
            search.answer_task(task, text="", file=None, by=COLLEAGUE, at=at + timedelta(days=1))


def _decide(case: cases.Case, staff: User, at: datetime) -> None:
    ids = [row.pk for store in review.findings(case) for table in store.tables for row in table.rows]
    review.decide(case, ids, "include", by=staff.get_full_name(), at=at + timedelta(days=2))


def _approve(case: cases.Case, staff: User, at: datetime) -> None:
    review.approve(case, staff.get_full_name(), at + timedelta(days=2))


def _open(case: cases.Case, staff: User, at: datetime) -> None:
    letter = outbox.Mail.objects.filter(case=case, what="answer").latest("id")
    link = re.search(r"/answer/([\w-]+)/", outbox.content(letter)["text"])
    assert link and delivery.unlock(link[1], WORD, at + timedelta(days=3))


ACTS: dict[str, Callable[[cases.Case, User, datetime], None]] = {
    "asked": _confirm,
    "review": _answer_tasks,
    "decided": _decide,
    "ready": _approve,
    "closed": _open,
}
