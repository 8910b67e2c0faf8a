"""data.json: everything in the answer in exact form, for other systems to read (format `answer/1`).

    troth       the version of this format: answer/1
    reads       how values are written, in a sentence
    request     reference, person, scope, and the days on which it was received, due and answered
    company     who answers
    facts       the list of UK GDPR Art 15(1): id, says, answer, cite
    purposes    what the data is used for: id, title, says, basis, rests_on, sources, recipients, keep, because
    recipients  who may have some of it: id, name, role, country, safeguard
    systems     where we looked: name, says, searched, items
    tables      the records: system, table, says, purposes, file, categories (of its columns), records
    left_out    how many records were left out, for which reason and by which law

A record has `key` (where it lies), `whose` (own, or shared with others), `when`, `data`, and `clocks` (the events from
which its periods run).
"""

import base64
import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from troth.duties.pack import facts, purposes
from troth.duties.pack.compose import in_order, serving_purposes
from troth.duties.pack.layout import Group, Layout
from troth.duties.pack.values import Answer, Matter, Reviewed
from troth.policy import Purpose

FORMAT = "answer/1"
READS = (
    "Days and times are ISO 8601 and decimals are text, each exactly as held. A recording or document is "
    '{"file": its path in this pack}; other bytes are {"base64": ...}. Nothing that was left out is in here.'
)


def write(matter: Matter, answer: Answer, layout: Layout) -> bytes:
    """The bytes of data.json. A lone surrogate, which no encoding has, is escaped as JSON allows."""
    serving = serving_purposes(matter.policy, layout)
    used = in_order(matter.policy, serving)
    whole = {
        "troth": FORMAT,
        "reads": READS,
        "request": {
            "reference": answer.reference,
            "person": matter.asked.person,
            "scope": matter.asked.scope or "everything",
            "received": exact(answer.received),
            "due": exact(answer.due),
            "answered": exact(answer.answered),
        },
        "company": {
            "name": answer.company.name,
            "address": answer.company.address,
            "contact": answer.company.contact,
            "phone": answer.company.phone,
            "registration": answer.company.registration,
        },
        "facts": [{"id": f.id, "says": f.title, "answer": list(f.answer), "cite": f.cite} for f in answer.facts],
        "purposes": [_purpose(purpose) for purpose in used],
        "recipients": [
            {
                "id": r.id,
                "name": r.name,
                "role": r.role,
                "country": r.country,
                "safeguard": facts.protection(r) if facts.abroad(r) else "",
            }
            for r in facts.recipients(matter.policy, used)
        ],
        "systems": [
            {"name": place.name, "says": place.says, "searched": exact(place.at), "items": _count(layout, place.name)}
            for place in matter.searched
        ],
        "tables": [_table(matter, layout, group, serving[group]) for group in layout.groups],
        "left_out": [{"count": x.count, "reason": x.reason, "cite": x.cite} for x in answer.left_out],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def exact(value: Any) -> Any:
    """A value as JSON can hold it, with nothing lost."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes() | bytearray() | memoryview():
            return {"base64": base64.b64encode(bytes(value)).decode()}
        case Mapping():
            return {str(name): exact(part) for name, part in value.items()}
        case list() | tuple():
            return [exact(part) for part in value]
        case set() | frozenset():
            return [exact(part) for part in sorted(value, key=str)]
        case _:
            return str(value)


def _count(layout: Layout, store: str) -> int:
    return sum(len(rows) for group, rows in layout.groups.items() if group[0] == store)


def _purpose(purpose: Purpose) -> dict[str, Any]:
    return {
        "id": purpose.id,
        "title": purpose.title,
        "says": purpose.says,
        "basis": str(purpose.basis),
        "rests_on": purposes.rests_on(purpose),
        "sources": list(purpose.sources),
        "recipients": list(purpose.disclosed_to),
        "keep": str(purpose.keep),
        "because": purpose.because,
    }


def _table(matter: Matter, layout: Layout, group: Group, serving: tuple[Purpose, ...]) -> dict[str, Any]:
    store, table = group
    rows = layout.groups[group]
    searched = next(s for s in matter.searched if s.name == store)
    categories = {column: name for row in rows for column, name in row.found.holds.items()}
    return {
        "system": store,
        "table": table,
        "says": searched.tables.get(table, ""),
        "purposes": [purpose.id for purpose in serving],
        "file": layout.tables[group],
        "categories": categories,
        "records": [_record(layout, group, number, row) for number, row in enumerate(rows)],
    }


def _record(layout: Layout, group: Group, number: int, row: Reviewed) -> dict[str, Any]:
    found = row.found
    held = {}
    for column, value in found.data.items():
        path = layout.files.get((group, number, column))
        held[column] = {"file": path} if path else exact(value)
    return {
        "key": exact(found.key),
        "whose": str(found.whose),
        "when": exact(found.when),
        "data": held,
        "clocks": exact(found.clocks),
    }
