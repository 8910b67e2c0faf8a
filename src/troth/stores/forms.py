"""The normal forms of identifiers, by which two spellings of one thing are equal, and their kinds in words."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

SAYS = {
    "email": "e-mail address",
    "phone": "telephone number",
    "customer": "customer number",
    "national-id": "national identity number",
    "birth-date": "birth date",
}


def normal(kind: str, value: Any) -> str:
    """The normal form of a value, by which two spellings of one thing are equal; empty where it is blank.

    >>> normal("phone", "+44 (0)118 496 0123"), normal("email", " Anna@Example.org "), normal("name", "ANNA  Marsh")
    ('01184960123', 'anna@example.org', 'anna marsh')
    """
    if value is None or isinstance(value, bool | bytes | bytearray | memoryview):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # what a spreadsheet or a loose column makes of a number
    form = FORMS.get(kind)
    if kind == "birth-date":
        return _day(value)
    text = str(value)
    return form(text) if form else unicodedata.normalize("NFC", text).strip()


def _name(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(unicodedata.normalize("NFC", text).casefold().split()))


def _email(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().lower()


def _squeezed(text: str) -> str:
    return "".join(text.split()).upper()


def _phone(text: str) -> str:
    """Digits, a British number beginning with 0 and a foreign one with 00."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = re.split(r"(?<=\d)\s*(?:ext|x|#)", text.lower(), maxsplit=1)[0]
    digits = re.sub(r"[^0-9]", "", text)
    if not digits.strip("0"):
        return ""
    if text.strip().startswith(("+", "(+")) or (digits.startswith("44") and len(digits) in (12, 13)):
        digits = "00" + digits.lstrip("0")
    if digits.startswith("0044"):
        digits = "0" + digits[4:].lstrip("0")
    elif len(digits) == 10 and digits[0] in "12378":
        digits = "0" + digits  # a spreadsheet took it for a number
    return digits


def _day(value: Any) -> str:
    """A day as 1980-01-31; what is no day stays text, so that it equals only itself."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    text = str(value).strip()
    if re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", text):
        return text[:10]
    british = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    if british:
        day, month, year = british.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    return text.casefold()


FORMS: Mapping[str, Callable[[str], str]] = {
    "name": _name,
    "email": _email,
    "phone": _phone,
    "national-id": _squeezed,
    "postcode": _squeezed,
}


def says(kinds: Iterable[str]) -> str:
    """Kinds of identifier in words: `the e-mail address and the telephone number`."""
    words = [f"the {SAYS.get(kind, kind)}" for kind in dict.fromkeys(kinds)]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
