"""Values on their way in and out of a database.

Out: every value as the Python kind that its column declares, also where a database keeps only text (SQLite). In: a
value as the type of the column that it is compared with wants it, in each spelling that the database may hold.
"""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import types

from troth.stores.base import moment

Turn = Callable[[Any], Any]


def turn(column: types.TypeEngine[Any]) -> Turn | None:
    """How values of a column are turned into the kind that it declares; None where they are it already.

    What cannot be turned stays as it is: an answer shows what is held, also where it is odd.
    """
    match column:
        case types.Date():
            return _day
        case types.DateTime():
            return _moment
        case types.Time():
            return _time
        case types.Float():
            return _bytes
        case types.Numeric():
            return _decimal
        case types.Boolean():
            return _truth
        case types.Integer():
            return None
        case _:
            return _bytes


def _bytes(value: Any) -> Any:
    return bytes(value) if isinstance(value, bytearray | memoryview) else value


def _moment(value: Any) -> Any:
    return (moment(value) or value) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    found = _moment(value)
    return found.date() if isinstance(found, datetime) and found.time() == time() else found


def _time(value: Any) -> Any:
    try:
        return time.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _decimal(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return Decimal(repr(value))


def _truth(value: Any) -> Any:
    return bool(value) if value in (0, 1) else value


def blank(value: Any) -> bool:
    """Whether a value says nothing, so that two rows which both have it have nothing in common."""
    return value is None or (isinstance(value, str) and not value.strip()) or value == b""


def fitting(value: Any, column: types.TypeEngine[Any], loose: bool) -> tuple[Any, ...]:
    """A value of one column as another may hold it; nothing if it cannot. `loose`: SQLite, where types are advice."""
    if blank(value):
        return ()
    if isinstance(column, types.String):
        return (_written(value),)
    if isinstance(column, types.Integer):
        whole = _whole(value)
        return () if whole is None and not loose else (value if whole is None else whole,)
    if isinstance(column, types.Date | types.DateTime) and not loose:
        found = moment(value)
        return () if found is None else (found,)
    if isinstance(column, types.NullType) and loose:
        whole = _whole(value)
        return (_written(value),) if whole is None else (whole, _written(value))
    return (value,)


def _written(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _whole(value: Any) -> int | None:
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if -(2**63) <= number < 2**63 and (isinstance(value, str) or number == value) else None


# ---- spellings of identifiers, as a database may hold them ----


def spellings(kind: str, value: str, column: types.TypeEngine[Any], loose: bool) -> tuple[Any, ...]:
    """What to compare with (`plan.expression`) to find a normal value: more than it, of which Python keeps the true."""
    match kind:
        case "email":
            upper = "".join(c if c.isascii() else c.upper() for c in value)
            return _forms(value, upper)
        case "phone":
            return _phones(value)
        case "national-id" | "postcode":
            lower = "".join(c if c.isascii() else c.lower() for c in value)
            return _forms(value, lower)
        case "birth-date":
            return _days(value, column, loose)
        case _:
            return fitting(value, column, loose)


def _forms(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unicodedata.normalize(form, text) for text in texts for form in ("NFC", "NFD")))


def _phones(value: str) -> tuple[str, ...]:
    if value.startswith("00"):
        return (value, value[2:])
    if value.startswith("0"):
        rest = value[1:]
        return (value, rest, f"44{rest}", f"440{rest}", f"0044{rest}", f"00440{rest}")
    return (value,)


def _days(value: str, column: types.TypeEngine[Any], loose: bool) -> tuple[Any, ...]:
    day = moment(value)
    if isinstance(column, types.Date | types.DateTime) and not loose:
        if day is None:
            return ()
        return (datetime(day.year, day.month, day.day) if isinstance(column, types.DateTime) else day,)
    if day is None:
        return (value,)
    british = (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day:%Y}", f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}")
    return (value, f"{value} 00:00:00", f"{value}T00:00:00", f"{value} 00:00:00.000000", *dict.fromkeys(british))
