"""What is not certain about our systems? The questions that whoever drafted a store map left, answered one by one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from troth.desk.staff import Staff, staff_only
from troth.duties import maps
from troth.duties.map_words import Act, Question
from troth.duties.pack.plain import first_up, many
from troth.fault import Fault
from troth.policy.style import Value

PAGE = 8  # questions: each may offer every category of the policy
LONGEST = 200
MISSING = "Choose an answer, or leave this question for later"


@dataclass(frozen=True)
class Card:
    """A question as the page shows it, with what was entered if that was wrong."""

    question: Question
    given: str = ""
    other: str = ""
    wrong: str = ""


@dataclass(frozen=True)
class Group:
    """The questions of one system on this page; `trouble` is why its file cannot be read."""

    says: str
    store: str
    cards: tuple[Card, ...]
    trouble: Fault | None


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def doubts(http: Staff) -> HttpResponse:
    """The questions page by page; a POST answers one of them."""
    at = timezone.now()
    maps.settle(at)
    if http.method != "POST":
        return _page(http)
    try:
        about = maps.by_name(http.POST.get("question", ""))
    except Fault as fault:
        return _page(http, fault=fault, status=409)
    given, other = http.POST.get("answer", ""), " ".join(http.POST.get("other", "").split())
    value, wrong = _chosen(about, given, other)
    if value is None:
        return _page(http, Card(about, given, other, wrong), status=422)
    try:
        maps.answer(about, value, http.user.get_full_name(), at)
    except Fault as fault:
        said = f"{fault.what}: {fault.remedy}" if fault.remedy else fault.what
        return _page(http, Card(about, given, other, first_up(said.replace("`", ""))), status=422)
    messages.success(http, f"Saved: {about.place}. {_left(maps.count())}.")
    return redirect(_address(_number(http)))


@staff_only
@require_POST
def back(http: Staff) -> HttpResponse:
    """Take the last answer back: its question is asked again."""
    found = maps.take_back(http.user.get_full_name(), timezone.now())
    messages.success(http, f"Taken back: {found.place}. {_left(maps.count())}.")
    return redirect("desk:doubts")


def _chosen(about: Question, given: str, other: str) -> tuple[Value | Act | None, str]:
    """The value that a form means; None, and what is missing, for none."""
    if given == "stands" and about.stands:
        return Act.STANDS, ""
    if given == "drop" and about.drop:
        return Act.DROP, ""
    if given == "other" and about.free:
        fits = other.isprintable() and len(other) <= LONGEST
        return (other, "") if other and fits else (None, f"Write it in a few words, {LONGEST} letters at most")
    if given == "other" and about.more:
        known = {one.word for one in about.more}
        return (about.value(other), "") if other in known else (None, "Choose one of the list")
    if given.removeprefix("is:") in {one.word for one in about.choices} and given.startswith("is:"):
        return about.value(given.removeprefix("is:")), ""
    return None, MISSING


def _left(count: int) -> str:
    verb = "is" if count == 1 else "are"
    return f"{many(count, 'question')} {verb} left" if count else "No question is left"


def _number(http: Staff) -> int:
    asked = http.POST.get("page", "") or http.GET.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def _address(page: int) -> str:
    return reverse("desk:doubts") + (f"?page={page}" if page > 1 else "")


def _page(http: Staff, wrong: Card | None = None, fault: Fault | None = None, status: int = 200) -> HttpResponse:
    systems = maps.open_questions()
    asked = [one for system in systems for one in system.questions]
    last = max(1, -(-len(asked) // PAGE))
    page = min(_number(http), last)
    here = {one.id for one in asked[(page - 1) * PAGE : page * PAGE]}
    groups = [Group(one.says, one.store, _cards(one, here, wrong), one.trouble) for one in systems]
    shown: dict[str, Any] = {
        "groups": [one for one in groups if one.cards or (one.trouble and page == 1)],
        "left": _left(len(asked)),
        "count": len(asked),
        "page": page,
        "pages": [(n, n == page) for n in range(1, last + 1)] if last > 1 else [],
        "errors": [(f"q-{wrong.question.id}", wrong.wrong)] if wrong else [],
        "fault": f"{first_up(fault.what)}. {first_up(fault.remedy)}." if fault else "",
        "last": maps.last(),
    }
    return render(http, "desk/doubts.html", shown, status=status)


def _cards(system: maps.System, here: set[str], wrong: Card | None) -> tuple[Card, ...]:
    chosen = [one for one in system.questions if one.id in here]
    return tuple(wrong if wrong and wrong.question.id == one.id else Card(one) for one in chosen)
