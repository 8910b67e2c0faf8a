"""What is due? The open cases, the fewest days first. A name is shown for one's own cases only, and that is a look."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from troth.desk import says
from troth.desk.staff import Staff, colleagues, staff_only
from troth.duties import adoption, cases, looks, overview, recount, reviews
from troth.duties.cases import Case
from troth.duties.clock import local_date
from troth.duties.pack.plain import many, spelt, weekday
from troth.fault import Fault
from troth.records.place import in_force

PAGE = 50
# What the filter links show: the word, and the states. Everything else that is asked for shows what is open.
SHOWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "open": ("Open", ()),
    "decide": ("To decide", ("review",)),
    "waiting": ("Waiting", ("unconfirmed", "searching", "waiting", "approved")),
    "ready": ("Sent", ("ready",)),
    "ended": ("Ended", cases.ENDED),
}
OWNERS = {"any": "Anyone", "me": "Me", "nobody": "Nobody yet"}


@dataclass(frozen=True)
class Line:
    """One case as the list shows it; `name` is empty where seeing it is not this colleague's business."""

    case: Case
    name: str
    clock: says.Clock
    moved: str
    right: str
    channel: str
    next: str
    owner: str


@dataclass(frozen=True)
class Link:
    """A filter: its word, address, and whether it is the present one."""

    word: str
    address: str
    now: bool


@staff_only
@require_safe
def inbox(http: Staff) -> HttpResponse:
    """The list, filtered by links."""
    at = timezone.now()
    show = http.GET.get("show", "open") if http.GET.get("show") in SHOWN else "open"
    owner = http.GET.get("owner", "any") if http.GET.get("owner") in OWNERS else "any"
    chosen = _chosen(show, owner, http.user)
    page = _page(http.GET.get("page", ""), len(chosen))
    here = chosen[(page - 1) * PAGE : page * PAGE]
    own = [case for case in here if case.owner_id == http.user.pk and case.state != "unconfirmed"]
    names = looks.names(own, http.user, at, looks.IN_LIST)
    shown = _frame(http, at) | {
        "uncounted": _uncounted(here),
        "lines": _lines(here, names, at),
        "count": len(chosen),
        "show": show,
        "owner": owner,
        "states": [Link(word, _address(key, owner), key == show) for key, (word, _) in SHOWN.items()],
        "owners": [Link(word, _address(show, key), key == owner) for key, word in OWNERS.items()],
        "pages": _pages(show, owner, page, len(chosen)),
    }
    return render(http, "desk/inbox.html", shown)


def _frame(http: Staff, at: datetime) -> dict[str, Any]:
    """What stands around the list in any case."""
    today = local_date(at)
    counters = overview.counters(today)
    return {
        "today": weekday(today),
        "counters": counters,
        "summary": _summary(counters),
        "soon_days": overview.SOON_DAYS,
        "colleagues": colleagues(),
        "any_case": Case.objects.exists(),
        "reviews": reviews.due(in_force(today), today),
        "drift": adoption.drift(),
    }


def _uncounted(here: Iterable[Case]) -> list[tuple[str, str]]:
    """How many dates of this page cannot be counted again, and why; each reason once."""
    why = Counter(says.fault(one) for one in recount.uncounted(here).values())
    return [(many(count, "date"), said) for said, count in why.items()]


def _chosen(show: str, owner: str, me: User) -> list[Case]:
    found = cases.inbox(state="open" if show == "open" else "", owner=me.pk if owner == "me" else None)
    states = SHOWN[show][1]
    return [
        case for case in found if (not states or case.state in states) and (owner != "nobody" or case.owner_id is None)
    ]


def _lines(found: Iterable[Case], names: dict[int, str], at: datetime) -> list[Line]:
    shown = list(found)
    points = overview.points(shown, at)
    today = local_date(at)
    return [
        Line(
            case=case,
            name=names.get(case.pk, ""),
            clock=says.clock(case, today),
            moved=says.moved(points[case.pk], today),
            right=says.right(case),
            channel=says.channel(case),
            next=says.next_step(case, points[case.pk], today),
            owner=case.owner.get_full_name() if case.owner else "",
        )
        for case in shown
    ]


def _summary(counters: overview.Counters) -> str:
    """One answer is late and two are due within 5 days."""
    said = []
    if counters.overdue:
        said.append("one answer is late" if counters.overdue == 1 else f"{spelt(counters.overdue)} answers are late")
    if counters.soon:
        verb = "is" if counters.soon == 1 else "are"
        said.append(f"{spelt(counters.soon)} {verb} due within {overview.SOON_DAYS} days")
    text = " and ".join(said) or "nothing is late or due within five days"
    return f"{text[:1].upper()}{text[1:]}."


def _address(show: str, owner: str, page: int = 1) -> str:
    kept = {"show": show if show != "open" else "", "owner": owner if owner != "any" else ""}
    kept["page"] = str(page) if page > 1 else ""
    query = urlencode({name: value for name, value in kept.items() if value})
    return f"?{query}" if query else "./"


def _page(asked: str, count: int) -> int:
    last = max(1, -(-count // PAGE))
    return min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def _pages(show: str, owner: str, page: int, count: int) -> list[Link]:
    last = -(-count // PAGE)
    return [Link(str(n), _address(show, owner, n), n == page) for n in range(1, last + 1)] if last > 1 else []


@staff_only
@require_POST
def find(http: Staff) -> HttpResponse:
    """Find a case by its reference or its person's name. By POST: a name stays out of addresses and logs."""
    at = timezone.now()
    asked = " ".join(http.POST.get("q", "").replace("\0", " ").split())[:200]
    try:
        return redirect("desk:case", cases.by_reference(asked).reference)
    except Fault:
        found = overview.by_name(asked)
    hits = found[:10]
    for case in hits:
        looks.look(case, http.user, looks.BY_NAME, at)
    shown = _frame(http, at) | {
        "lines": _lines(hits, {case.pk: case.person().name for case in hits}, at),
        "count": len(found),
        "asked": asked,
        "found": f"{many(len(found), 'case')} of this name",
        "more": len(found) - len(hits),
    }
    return render(http, "desk/inbox.html", shown)


@staff_only
@require_POST
def assign(http: Staff) -> HttpResponse:
    """Give the chosen cases to a colleague."""
    to = next((user for user in colleagues() if str(user.pk) == http.POST.get("to")), None)
    chosen = list(Case.objects.filter(reference__in=http.POST.getlist("case")[:500]))
    if to is None or not chosen:
        messages.error(http, "Choose at least one case, and to whom it goes.")
    else:
        given = cases.assign(chosen, to, http.user, timezone.now())
        messages.success(http, f"{many(given, 'case')} now with {to.get_full_name()}.")
    return redirect("desk:inbox")
