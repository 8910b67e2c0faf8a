"""Values and names in plain words: days, counts, names of columns, any value as text. Here alone we decide how."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
GAP = "\u00a0"
TURNING = {"\u200e", "\u200f", "\u061c", "\ufeff", *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))}

# Words of databases that people do not use, at the end of a name or anywhere in it.
LAST = {"id": "reference", "at": "", "on": "", "no": "number", "num": "number", "ts": "time", "ip": "IP address"}
ANYWHERE = {
    "email": "e-mail",
    "dob": "date of birth",
    "nino": "National Insurance number",
    "vat": "VAT",
    "url": "web address",
    "ip": "IP",
    "sms": "SMS",
    "uk": "UK",
    "iban": "IBAN",
    "cv": "CV",
    "qty": "quantity",
    "desc": "description",
    "addr": "address",
    "tel": "telephone",
    "sku": "product code",
}


def sound(text: str) -> str:
    """The text with what no file may hold (lone surrogates) made visible as U+FFFD; all else is as held."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def day(on: date) -> str:
    """25 November 2026, which does not break between the day and the month."""
    return f"{on.day}{GAP}{MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """Wednesday 25 November 2026."""
    return f"{DAYS[on.weekday()]} {day(on)}"


def moment(at: datetime) -> str:
    """25 November 2026, 14:05; with its zone where the value has one."""
    clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    offset = at.utcoffset()
    if offset is None:
        return f"{day(at)}, {clock}"
    return f"{day(at)}, {clock}{GAP}{at.tzname() or 'UTC' if offset else 'UTC'}"


def span(days: Iterable[date]) -> str:
    """March 2023 to November 2026; one day if there is but one."""
    known = sorted({d.date() if isinstance(d, datetime) else d for d in days})
    if not known:
        return ""
    if known[0] == known[-1]:
        return day(known[0])
    first, last = (f"{MONTHS[d.month - 1]} {d.year}" for d in (known[0], known[-1]))
    return first if first == last else f"{first} to {last}"


def many(count: int, one: str, several: str = "") -> str:
    """1 item, 45 items, 1,203 items."""
    return f"{count:,} {one if count == 1 else several or plural(one)}"


def spelt(count: int) -> str:
    """A small number as a word: five; 21."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def listed(words: Iterable[str]) -> str:
    """One, two and three."""
    known = list(words)
    return " and ".join(known) if len(known) < 3 else ", ".join(known[:-1]) + " and " + known[-1]


def first_up(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """The text as it stands within a sentence: its first letter small, unless the word is a name or an abbreviation."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() or first == "I" else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence: large first letter, full stop."""
    text = first_up(text.strip())
    return text if not text or text[-1] in ".!?" else f"{text}."


def label(name: str) -> str:
    """A column's or table's name as people would say it: `created_at` Created, `customerId` Customer reference."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z]{3})(?=[0-9]$)", " ", name)
    words = [w for w in re.split(r"[\s_.\-]+", spaced) if w]
    words = [w if w.isupper() and len(w) > 1 else w.lower() for w in words]
    if not words:
        return "Value"
    if (len(words) > 1 and words[-1].lower() in LAST) or words[-1].lower() in ("id", "ip", "no"):
        words[-1] = LAST[words[-1].lower()]
    known = [ANYWHERE.get(w.lower(), w) for w in words if w]
    return sound(first_up(" ".join(known)))


def singular(word: str) -> str:
    """The word for one of them, by the usual endings."""
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes", "tuses")):
        return word[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is", "news")):
        return word[:-1]
    return word


def plural(word: str) -> str:
    """The word for several of them, by the usual endings; what is plural already stays."""
    low = word.lower()
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return word
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if low.endswith(("s", "x", "ch", "sh")) else "s")


def said(value: Any) -> str:
    """A single value as text, as a person reads it; the exact value is in data.json."""
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case time():
            return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
        case timedelta():
            return str(value)
        case Decimal():
            return f"{value:f}" if value.is_finite() else str(value)
        case int() | float():
            return str(value)
        case _:
            return sound(str(value))


def straight(text: str) -> str:
    """The text without the invisible signs that turn the letters around them; it may stand in a sentence of ours."""
    return "".join(c for c in text if c not in TURNING)


def visible(text: str) -> str:
    """The text with control characters that a page cannot show made visible as U+FFFD; line ends and tabs stay."""
    lines = sound(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" and c not in "\n\t" else c for c in lines)


def empty(value: Any) -> bool:
    """Whether there is nothing to show: none, blank text, an empty list."""
    return (
        value is None
        or (isinstance(value, str) and not value.strip())
        or (isinstance(value, list | tuple | dict | set | bytes) and not value)
    )
