"""What was found, as JSON and back: dates, decimals and bytes keep their kind."""

import base64
import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from troth.words import Found, Whose


def _tag(value: Any) -> Any:
    match value:
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
        if tag in MADE:
            return MADE[tag](text)
    return pairs


def to_bytes(found: Found) -> bytes:
    """One finding as JSON bytes."""
    parts = {name: getattr(found, name) for name in ("store", "table", "whose", "when", "because")}
    parts |= {name: dict(getattr(found, name)) for name in ("key", "data", "holds", "clocks")}
    return json.dumps(parts, default=_tag, ensure_ascii=False).encode()


def from_bytes(content: bytes) -> Found:
    """The finding again."""
    parts = json.loads(content, object_hook=_untag)
    return Found(**{**parts, "whose": Whose(parts["whose"])})
