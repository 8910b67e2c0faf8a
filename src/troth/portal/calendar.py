"""One day as a calendar file (RFC 5545), for any calendar to take in."""

from datetime import UTC, date, datetime, timedelta

LINE = 75  # octets a line may have, before it is folded


def day(uid: str, on: date, title: str, says: str, at: datetime) -> bytes:
    """A file with one event that fills a day; `uid` names it for ever, so that taking it in twice makes one event."""
    stamp = at.astimezone(UTC)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//troth//troth//EN",
        "BEGIN:VEVENT",
        f"UID:{_text(uid)}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(title)}",
        f"DESCRIPTION:{_text(says)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _text(value: str) -> str:
    """A text value with what has a meaning in the format escaped (3.3.11)."""
    for sign, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        value = value.replace(sign, safe)
    return value


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, each but the first after a blank; no letter is cut in two (3.1)."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
