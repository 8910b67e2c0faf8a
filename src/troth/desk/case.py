"""One case: its clock and facts, what was found where, what must hold before it leaves, and who did what."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from troth.desk import says
from troth.desk.forms import Vouch, errors
from troth.desk.staff import Staff, about_case
from troth.duties import cases, delivery, identity, overview, reading, recount, review
from troth.duties.cases import Case
from troth.duties.clock import local_date
from troth.duties.pack.plain import many, weekday
from troth.duties.reading import Group, Held
from troth.fault import Fault
from troth.records.place import in_force
from troth.words import Whose

ROWS = 5  # of a group, on this page; the rest on a page of their own
ENTRIES = 8  # of the journal, before the rest opens
READABLE = ("searching", "waiting", "review", "approved", "ready")
DECIDABLE = ("searching", "waiting", "review")


@dataclass(frozen=True)
class Row:
    """One finding as a line."""

    id: int
    name: str
    says: str
    because: str
    decision: str
    reason: str


@dataclass(frozen=True)
class Lines:
    """One group of findings as the page shows it."""

    group: Group
    title: str
    words: str
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True)
class Store:
    """One system as the page shows it."""

    held: Held
    count: int
    summary: str
    lines: tuple[Lines, ...]


@about_case
@require_safe
def case(http: Staff, case: Case) -> HttpResponse:
    """The page of a case, whatever has become of it."""
    return page(http, case)


def page(http: Staff, case: Case, vouch: Vouch | None = None, status: int = 200) -> HttpResponse:
    """The page; with a form that was not filled in right, if one was."""
    at = timezone.now()
    today = local_date(at)
    person = case.person()
    systems = reading.held(case)
    stores = _stores(case, systems, today) if case.state in READABLE else []
    points = overview.points([case], at)[case.pk]
    checks = review.checks(case) if case.state in (*DECIDABLE, "approved") else []
    shown = {
        "case": case,
        "person": person,
        "question": says.question(case, person.name),
        "lead": _lead(case, systems, points, today),
        "clock": says.clock(case, today),
        "due": weekday(case.due) if case.due else "",
        "deadline": case.deadline,
        "moved": _moved(points, today),
        "uncounted": [says.fault(fault) for fault in recount.uncounted([case]).values()],
        "facts": _facts(case, today),
        "stores": [store for store in stores if store.lines],
        "empty": [_searched(held, today) for held in systems if held.search.state == "done" and not held.groups],
        "open_searches": _still_open(case, systems, today),
        "doubt": case.state in DECIDABLE and case.confirmed_how == identity.BY_CODE and not _held(case),
        "own_undecided": len(reading.own_undecided(case)) if case.state in DECIDABLE else 0,
        "decidable": case.state in DECIDABLE,
        "checks": checks,
        "ready_to_approve": case.state == "review" and all(check.done for check in checks),
        "stuck": [_stuck(one, today) for one in overview.stuck(case)],
        "journal": journal(case, today),
        "points": points,
        "vouch": vouch or Vouch(),
        "errors": errors(vouch) if vouch else [],
        "tries_a_day": identity.MAILS_A_DAY,
    } | _sent(case, at, today)
    return render(http, "desk/case.html", shown, status=status)


def _moved(points: overview.Points, today: date) -> tuple[str, str, str] | None:
    """The chip's kind and word, and the sentence, for a day that moved with the bank holidays."""
    if points.moved is None:
        return None
    was, since = weekday(points.moved.was), says.moment(points.moved.at, today)
    chip = ("soon", "Earlier") if points.moved.earlier else ("paused", "Later")
    return (*chip, f"Moved from {was} on {since}: {points.moved.because}.")


def _lead(case: Case, systems: list[Held], points: overview.Points, today: date) -> str:
    begin = f"{says.right(case)}, {says.channel(case)}."
    if case.state in ("searching", "waiting", "review"):
        found = sum(group.count for held in systems for group in held.groups)
        places = sum(1 for held in systems if held.groups)
        wait = (
            f"; {points.undecided:,} wait for your decision" if points.undecided != 1 else "; 1 waits for your decision"
        )
        told = f"{many(found, 'finding')} in {places} of {many(points.stores, 'system')}" if points.stores else ""
        ends = wait if points.undecided else ("; all are decided" if found else "")
        return f"{begin} {told}{ends}." if told else f"{begin} The search begins."
    return f"{begin} {says.next_step(case, points, today)}." if case.open else begin


def _facts(case: Case, today: date) -> list[tuple[str, list[str]]]:
    """What is known about the request, by heading."""
    person, who = case.person(), case.who()
    kinds = in_force().identifiers
    known = [f"{kinds.get(i.kind) or i.kind}: {i.value}" for i in who.verified]
    claimed = [f"{kinds.get(i.kind) or i.kind}: {i.value}, told only, does not widen the search" for i in who.claimed]
    told = {i.value for i in (*who.verified, *who.claimed)}
    identity_says = "Not confirmed"
    if case.confirmed_at:
        identity_says = (
            f"{case.confirmed_how[:1].upper()}{case.confirmed_how[1:]}, {says.moment(case.confirmed_at, today)}"
        )
    facts = [
        ("Person", [person.name + ("" if case.confirmed_at else ", as told")]),
        ("Reach", [text for text in (person.email, person.phone) if text and text not in told]),
        ("Known by", known + claimed),
        ("Identity", [identity_says]),
        ("Scope", [person.scope[:1].upper() + person.scope[1:] if person.scope else "Everything"]),
        ("Received", [f"{says.moment(case.received_at, today)}, {says.channel(case)}"]),
        ("Remark", [person.note] if person.note else []),
        ("Owner", [case.owner.get_full_name() if case.owner else "Nobody yet"]),
    ]
    return [(head, texts) for head, texts in facts if texts]


# ---- what was found ----


def _stores(case: Case, systems: list[Held], today: date) -> list[Store]:
    made = []
    for held in systems:
        lines = tuple(group_lines(case, group, today) for group in held.groups)
        count = sum(group.count for group in held.groups)
        left = f"{held.undecided:,} to decide" if held.undecided else "all decided"
        made.append(Store(held, count, f"{count:,} found, {left}", lines))
    return made


def group_lines(case: Case, group: Group, today: date, start: int = 0, most: int = ROWS) -> Lines:
    """A group with some of its rows opened; a group that never leaves shows why, not what."""
    rows = [] if not most else reading.opened(case, reading.members(case, group.id)[start : start + most])
    lines = tuple(
        Row(
            id=read.finding.pk,
            name=says.when(read.found.when, today) or f"Row {start + place}",
            says=says.line(read) if group.given else "",
            because=read.found.because if group.whose != Whose.OWN else "",
            decision=read.finding.decision,
            reason=read.finding.reason,
        )
        for place, read in enumerate(rows, 1)
    )
    return Lines(group, says.title(group), group.words, lines, group.count - start - len(lines))


@dataclass(frozen=True)
class Open:
    """One system that has not answered: what we wait for, and the task to answer where there is one."""

    says: str
    detail: str
    kind: str
    word: str
    asks: str = ""
    task: int = 0


def _still_open(case: Case, systems: list[Held], today: date) -> list[Open]:
    since = overview.down_since(case) if any(held.search.state == "down" for held in systems) else {}
    made = []
    for held in systems:
        search = held.search
        if search.state == "todo":
            made.append(Open(held.says, "Its turn comes by itself.", "paused", "To search"))
        elif search.state == "down":
            began = f"Down since {says.moment(since[search.store], today)}" if search.store in since else "Down"
            last = f"last tried {says.moment(search.at, today)}" if search.at else "not tried yet"
            told = f"{began}, {last}. It is tried again by itself. It says: {search.trouble}"
            made.append(Open(held.says, told, "late", "Down"))
        elif search.state == "asked":
            asked = f"We asked {search.colleague}" + (f" on {says.moment(search.at, today)}." if search.at else ".")
            made.append(Open(held.says, asked, "soon", "Asked", search.asks, search.pk))
    return made


def _held(case: Case) -> bool:
    """Whether the address that the code went to was ours before the request (or nothing has been found so far)."""
    return review.address_stands(case, case.search_set.all())


def _searched(held: Held, today: date) -> str:
    at = held.search.at
    how = f"answered by {held.search.answered_by}" if held.search.answered_by else "searched"
    return f"{held.says} ({how} {says.moment(at, today)})" if at else held.says


def _stuck(one: overview.Stuck, today: date) -> str:
    again = f"; it is tried again at {says.moment(one.next_at, today)}" if one.next_at else ""
    return f"{says.FLOWS.get(one.flow, 'Work for this case')} stopped ({many(one.tries, 'try', 'tries')}){again}"


# ---- how it goes out, and who did what ----


def _sent(case: Case, at: datetime, today: date) -> dict[str, Any]:
    """What has become of the answer once it was approved."""
    sent = delivery.Delivery.objects.filter(case=case).first()
    gone = overview.destroyed_at(case)
    shown = {"destroyed": says.moment(gone, today) if gone else ""}
    if sent is None:
        return shown
    lasts = delivery.LINK_DAYS
    return shown | {
        "delivery": sent,
        "over": sent.over(at),
        "sent": says.moment(sent.sent_at, today) if sent.sent_at else "",
        "opened": says.moment(sent.opened_at, today) if sent.opened_at else "",
        "gone": says.moment(sent.gone_at, today) if sent.gone_at else "",
        "code": delivery.code_to_read_out(case),
        "lasts": lasts,
        "tries_left": max(0, delivery.TRIES - sent.tries),
    }


@dataclass(frozen=True)
class Entry:
    """One line of the journal."""

    says: str
    when: str
    number: str
    look: bool


def journal(case: Case, today: date) -> dict[str, Any]:
    """Who did what, newest first: the newest few, the older, and the looks apart from the acts."""
    lines = [
        Entry(
            says=row["says"],
            when=says.moment(row["at"], today),
            number=f"entry {row['index']:,}" if row["index"] is not None else "entry not numbered yet",
            look=row["kind"] in ("person.looked-at", "look.refused", "look.stopped"),
        )
        for row in cases.journal(case)
    ]
    acts = [line for line in lines if not line.look]
    return {"new": acts[:ENTRIES], "old": acts[ENTRIES:], "looks": [line for line in lines if line.look]}


# ---- what a colleague does here ----


@about_case
@require_POST
def code(http: Staff, case: Case) -> HttpResponse:
    """Mail a new code to the address that the person gave."""
    if case.state != "unconfirmed" or not case.person().email:
        because = "there is no address to send it to" if case.state == "unconfirmed" else "the person is confirmed"
        raise Fault("no code is needed here", because=because, remedy="go back to the case")
    identity.send_code(case, timezone.now())
    messages.success(http, "A new code is on its way; older ones work no more.")
    return redirect("desk:case", case.reference)


@about_case
@require_POST
def vouch(http: Staff, case: Case) -> HttpResponse:
    """Confirm who it is by a colleague's word: the clock and the search start."""
    form = Vouch(http.POST)
    if not form.is_valid():
        return page(http, case, form, status=422)
    identity.vouch(case, form.cleaned_data["how"], http.user.get_full_name(), timezone.now())
    messages.success(http, "Confirmed. The clock runs and the search has begun.")
    return redirect("desk:case", case.reference)


@about_case
@require_POST
def link(http: Staff, case: Case) -> HttpResponse:
    """A new link for an answer whose link is lost or over."""
    delivery.renew(case, http.user.get_full_name(), timezone.now())
    messages.success(http, "A new link is on its way; the old one works no more.")
    return redirect("desk:case", case.reference)
