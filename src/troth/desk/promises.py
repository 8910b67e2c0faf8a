"""Do we keep our word? The promises as a board, as the last walk saw them; and one of them with its parts."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from troth.desk import says
from troth.desk.staff import Staff, staff_only
from troth.desk.strip import strip
from troth.duties import prove
from troth.duties.clock import local_date
from troth.duties.pack.plain import first_up, many, spelt, weekday
from troth.records import proofs
from troth.records.place import home
from troth.records.proofs import BUILT_NOT, FAILS, HOLDS, WAITS, Proof, Walk

FEW = 12  # of each table, before somebody asks for all
PAGE = 50  # of both together, once somebody did
CHIPS = {
    HOLDS: ("good", "Kept"),
    FAILS: ("late", "Not kept"),
    BUILT_NOT: ("none", "Not built"),
    WAITS: ("paused", "No occasion yet"),
}
STATES = {"kept": HOLDS, "not-kept": FAILS, "not-built": BUILT_NOT}
OPEN = (FAILS, BUILT_NOT)


@dataclass(frozen=True)
class Line:
    """One promise, or one part of it, as a row shows it."""

    name: str
    title: str
    words: str
    kind: str
    state: str
    control: str
    last: str
    saw: str
    owner: str = ""
    since: str = ""


@staff_only
@require_safe
def promises(http: Staff) -> HttpResponse:
    """The board: counters, the strip, what needs someone, and what is kept; filtered if somebody asks."""
    found = prove.last()
    if found is None:
        return render(http, "desk/promises.html", {"written": home().promises_file.exists()})
    walk, known = found
    today = local_date(timezone.now())
    asked = {name: " ".join(http.GET.get(name, "").replace("\0", " ").split())[:80] for name in ("q", "state", "owner")}
    chosen = [one for one in known if _fits(one, **asked)]
    needing = sorted((one for one in chosen if one.state in OPEN), key=lambda one: OPEN.index(one.state))
    kept = sorted((one for one in chosen if one.state == HOLDS), key=lambda one: _moment(one.last), reverse=True)
    tables = _few(needing, kept, today) if http.GET.get("all") != "1" else _page(needing, kept, today, http.GET)
    shown = {
        **_frame(walk, today),
        **tables,
        "strip": strip(known),
        "asked": asked,
        "states": [(key, CHIPS[state][1]) for key, state in STATES.items()],
        "owners": sorted({one.owner for one in known}),
        "some": len(chosen) < len(known),
        "all": urlencode({**{name: value for name, value in asked.items() if value}, "all": "1"}),
    }
    return render(http, "desk/promises.html", shown)


def _frame(walk: Walk, today: date) -> dict[str, Any]:
    """What stands around the board: when it was tried, under what, with which result."""
    return {
        "walk": walk,
        "tried": _when(walk.at, today).replace("Today", "today"),
        "summary": _summary(walk),
        "law": weekday(local_date(walk.at)),
        "evidence": walk.entry.index,
    }


def _summary(walk: Walk) -> str:
    """Five are not kept."""
    if not walk.not_kept:
        return "None is broken." if not walk.not_built else "None is broken, but not every part is built."
    said = spelt(walk.not_kept)
    return f"{said[:1].upper()}{said[1:]} {'is' if walk.not_kept == 1 else 'are'} not kept."


def _fits(one: Proof, q: str, state: str, owner: str) -> bool:
    words = f"{one.promise} {one.title} {one.words} {one.control} {one.says}".casefold()
    named = not q or q.casefold() in words or q.casefold() == one.promise.casefold()
    return named and (state not in STATES or one.state == STATES[state]) and (not owner or one.owner == owner)


def _few(needing: list[Proof], kept: list[Proof], today: date) -> dict[str, Any]:
    """The first rows of each table, and how many there are in all."""
    return {name: _table(found[:FEW], len(found), today) for name, found in (("needing", needing), ("kept", kept))}


def _page(needing: list[Proof], kept: list[Proof], today: date, given: QueryDict) -> dict[str, Any]:
    """One page of both tables, one behind the other, and the links to the others."""
    both = [*needing, *kept]
    last = max(1, -(-len(both) // PAGE))
    asked = given.get("page", "")
    page = min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    here = both[(page - 1) * PAGE : page * PAGE]
    parts = {"needing": [one for one in here if one.state in OPEN], "kept": [one for one in here if one.state == HOLDS]}
    pages = [(n, n == page) for n in range(1, last + 1)] if last > 1 else []
    return {name: _table(found, len(found), today) for name, found in parts.items()} | {"pages": pages}


def _table(found: list[Proof], count: int, today: date) -> dict[str, Any]:
    return {"lines": [_line(one, today) for one in found], "count": count, "more": count - len(found)}


def _line(one: Proof, today: date) -> Line:
    kind, word = CHIPS[one.state]
    since = f"since {says.short_day(local_date(one.since), today)}" if one.since and one.state in OPEN else ""
    return Line(
        one.promise,
        one.title,
        one.words,
        kind,
        word,
        one.control,
        _when(one.last, today),
        _plain(one.says),
        one.owner,
        since,
    )


def _plain(text: str) -> str:
    """What a probe saw, as a page says it: a sentence, and quotation marks that people know."""
    return first_up(re.sub(r"`([^`]*)`", r"“\1”", text))


def _when(at: datetime | None, today: date) -> str:
    """Today, 10:42; Thu 3 December, 02:20; None yet."""
    if at is None:
        return "None yet"
    day = local_date(at)
    said = "Today" if day == today else says.short_day(day, today)
    return f"{said}, {timezone.localtime(at):%H:%M}"


def _moment(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0


@staff_only
@require_POST
def now(http: Staff) -> HttpResponse:
    """Try all of them now; it takes some seconds."""
    walk = prove.walk(timezone.now())
    counts = f"{walk.kept} kept, {walk.not_kept} not kept, {walk.not_built} not built"
    messages.success(http, f"{many(walk.promises, 'promise')} tried: {counts}.")
    return redirect("desk:promises")


@staff_only
@require_safe
def promise(http: Staff, name: str) -> HttpResponse:
    """One promise: what it says, when it is kept, its parts, the rules that keep it, and how it was before."""
    known = proofs.history(name)
    if not known:
        raise Http404
    today = local_date(timezone.now())
    one = known[0][2]
    shown = {
        "one": one,
        "line": _line(one, today),
        "saw": _plain(one.says),
        "since": weekday(local_date(one.since)) if one.since else "",
        "parts": [_part(part, today) for part in one.parts],
        "kept_parts": sum(part.state == HOLDS for part in one.parts),
        "history": [(CHIPS[state], weekday(local_date(since)), _plain(proof.says)) for state, since, proof in known],
    }
    return render(http, "desk/promise.html", shown)


def _part(part: proofs.PartProof, today: date) -> Line:
    kind, word = CHIPS[part.state]
    missing = part.state == BUILT_NOT
    saw = f"Missing: {part.saw}" if missing else _plain(part.saw)
    evidence = f"; {part.evidence}" if part.evidence else ""
    control = part.control or "None yet"
    return Line(part.probe, part.says, "", kind, word, control, _when(part.last, today), f"{saw}{evidence}")
