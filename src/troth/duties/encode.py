"""What was found, as JSON and back: dates, decimals and bytes keep their kind."""

import base64
import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from troth.words import Found, Whose


def _tag(value: Any) -> Any:
    match value:
        case dict() if len(value) == 1 and next(iter(value)) in (*MADE, PLAIN):  # looks like a tag, and is not
            return {PLAIN: [[name, _tag(part)] for name, part in value.items()]}
        case dict():
            return {name: _tag(part) for name, part in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_tag(part) for part in value]
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return {"$time": value.isoformat()}
        case date():
            return {"$day": value.isoformat()}
        case time():
            return {"$clock": value.isoformat()}
        case Decimal():
            return {"$decimal": str(value)}
        case bytes() | bytearray() | memoryview():
            return {"$bytes": base64.b64encode(bytes(value)).decode()}
        case _:
            return str(value)


PLAIN = "$plain"  # around a record that only looks like one of these tags
MADE = {
    "$time": datetime.fromisoformat,
    "$day": date.fromisoformat,
    "$clock": time.fromisoformat,
    "$decimal": Decimal,
    "$bytes": base64.b64decode,
}


def _untag(pairs: dict[str, Any]) -> Any:
    if len(pairs) == 1:
        ((tag, text),) = pairs.items()
        if tag == PLAIN:
            return dict(text)
        if tag in MADE:
            return MADE[tag](text)
    return pairs


def to_bytes(found: Found) -> bytes:
    """One finding as JSON bytes."""
    parts = {name: getattr(found, name) for name in ("store", "table", "whose", "when", "because")}
    parts |= {name: dict(getattr(found, name)) for name in ("key", "data", "holds", "clocks")}
    return json.dumps({name: _tag(part) for name, part in parts.items()}).encode()


def from_bytes(content: bytes) -> Found:
    """The finding again."""
    parts = json.loads(content, object_hook=_untag)
    return Found(**{**parts, "whose": Whose(parts["whose"])})
