"""One finding in full, with its sources: to read, to hear, to decide."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from troth.desk import says
from troth.desk.case import DECIDABLE
from troth.desk.decide import exemptions
from troth.desk.staff import Staff, about_case, fault_page
from troth.duties import reading
from troth.duties.cases import Case
from troth.duties.clock import local_date
from troth.duties.pack import purposes
from troth.duties.pack.naming import ending
from troth.duties.pack.plain import empty, label, listed
from troth.duties.places import all_stores
from troth.duties.reading import Read
from troth.duties.review import GIVEN
from troth.fault import Fault
from troth.records.place import in_force

SHOWN = 20_000  # letters of one value on the page; the rest is in its file
# What a browser may play from here; everything else is only ever saved.
PLAYED = {"wav": "audio/wav", "mp3": "audio/mpeg", "ogg": "audio/ogg", "flac": "audio/flac"}


@dataclass(frozen=True)
class Value:
    """One column of a finding as the page shows it."""

    label: str
    category: str
    text: str
    place: int
    file: str  # what kind of file it can be saved as; empty: none
    played: bool


@about_case
@require_safe
def row(http: Staff, case: Case, number: int) -> HttpResponse:
    """The page of one finding."""
    try:
        read = reading.one(case, number)
    except Fault as fault:
        return fault_page(http, fault)
    found, finding = read.found, read.finding
    store = all_stores().get(found.store)
    given = finding.whose in GIVEN
    kinds = {str(one.id): one for one in exemptions(case)}
    shown: dict[str, Any] = {
        "case": case,
        "person": case.person(),
        "finding": finding,
        "store": store.says if store else found.store,
        "table": label(found.table),
        "words": store.tables.get(found.table, "") if store else "",
        "values": _values(read),
        "key": [(label(str(k)), says.brief(v, 200)) for k, v in found.key.items()],
        "when": says.when(found.when, local_date(timezone.now())),
        "because": found.because,
        "sources": _sources(read),
        "given": given,
        "decidable": given and case.state in DECIDABLE,
        "state": says.STATES[finding.decision],
        "exemption": kinds.get(finding.exemption),
        "exemptions": list(kinds.values()),
        "others": _beside(case, read),
    }
    return render(http, "desk/row.html", shown)


def _values(read: Read) -> list[Value]:
    """Every column that holds something, in the row's own order."""
    policy = in_force()
    made = []
    for place, (name, value) in enumerate(read.found.data.items()):
        if empty(value):
            continue
        category = read.found.holds.get(name, "")
        known = policy.data.get(category)
        binary = isinstance(value, bytes | bytearray | memoryview)
        long = not binary and len(says.full(value, SHOWN + 1)) > SHOWN
        kind = ending(bytes(value), _hint(read)) if binary else "txt" if long else ""
        text = says.full(value, SHOWN)
        made.append(
            Value(label(str(name)), known.says if known else category, text, place, kind, kind in PLAYED and binary)
        )
    return made


def _hint(read: Read) -> str:
    """The name that a file was held under; only its ending is ever used."""
    named: Iterable[Any] = (read.found.key.get("path"), *(read.found.data.get(n) for n in ("file", "filename", "name")))
    return next((name for name in named if isinstance(name, str) and "." in name), "")


def _sources(read: Read) -> list[tuple[str, str]]:
    """The purposes that this kind of data serves, best fit first: where it comes from for each, and until when."""
    policy = in_force()
    held = tuple(dict.fromkeys(c for name, c in read.found.holds.items() if c and not empty(read.found.data.get(name))))
    serving = purposes.serving(policy, list(policy.purposes.values()), held)
    return [(p.title, f"from {listed(p.sources)}; kept {p.keep.says()}") for p in serving]


def _beside(case: Case, read: Read) -> dict[str, Any]:
    """The rows before and after this one in its group, to go on without going back."""
    inside = list(reading.members(case, read.finding.pk).values_list("pk", flat=True))
    at = inside.index(read.finding.pk)
    return {
        "first": inside[0],
        "number": at + 1,
        "count": len(inside),
        "before": inside[at - 1] if at else None,
        "after": inside[at + 1] if at + 1 < len(inside) else None,
    }


RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@about_case
@require_safe
def file(http: Staff, case: Case, number: int, place: int) -> HttpResponse:
    """The bytes of one value: a recording to be played here, anything else only to be saved."""
    try:
        read = reading.one(case, number)
    except Fault as fault:
        return fault_page(http, fault)
    columns = list(read.found.data.values())
    if place >= len(columns) or empty(columns[place]):
        return fault_page(http, Fault("this finding has no such part", where=case.reference))
    value = columns[place]
    binary = isinstance(value, bytes | bytearray | memoryview)
    content = bytes(value) if binary else says.full(value, 10**9).encode()
    kind = ending(content, _hint(read)) if binary else "txt"
    if binary and kind in PLAYED:
        return _part(http, content, PLAYED[kind])
    response = HttpResponse(content, content_type="application/octet-stream")
    # The name says which finding it is and nothing of whose.
    response.headers["Content-Disposition"] = f'attachment; filename="{case.reference}-{number}-{place + 1}.{kind}"'
    return response


def _part(http: Staff, content: bytes, kind: str) -> HttpResponse:
    """The whole, or the range that a player asks for, so that one can jump within a recording (RFC 9110, 14)."""
    asked = RANGE.fullmatch(http.headers.get("Range", ""))
    start, end = 0, len(content) - 1
    status = 200
    if asked and (asked[1] or asked[2]):
        start = int(asked[1]) if asked[1] else max(0, len(content) - int(asked[2]))
        end = min(end, int(asked[2])) if asked[1] and asked[2] else end
        if start > end:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
        status = 206
    response = HttpResponse(content[start : end + 1], content_type=kind, status=status)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = "inline"
    if status == 206:
        response.headers["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
    return response
