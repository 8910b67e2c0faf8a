"""One e-mail message: who takes part, when, and what it says. However broken, it is read as far as it goes."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape
from typing import Any

from troth.stores.forms import normal
from troth.stores.tables import whole

TAKING_PART = (
    "from",
    "sender",
    "reply-to",
    "to",
    "cc",
    "bcc",
    "delivered-to",
    "x-original-to",
    "resent-from",
    "resent-to",
)
LONGEST_FIELD = 256 << 10
ENCODED = re.compile(r"=\?[^?\s]{1,40}\?[bBqQ]\?[^?\s]*\?=")
ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]@]{1,64}@[^\s<>,;:\"()\[\]@]{1,255}")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})?(?=[\s/>!?])[^<>]*>")
NO_TEXT = ("script", "style", "head", "title")
LINES = ("p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part: in which field of the head, under which name and address (in its normal form)."""

    field: str
    name: str
    address: str
    written: str

    @property
    def says(self) -> str:
        """As a letter head shows it."""
        return f"{self.name} <{self.written}>" if self.name else self.written


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. `id` is its Message-ID, or a digest of its bytes where it has none."""

    id: str
    date: datetime | None
    parties: tuple[Party, ...]
    subject: str
    text: str
    attachments: tuple[Attached, ...]


def opened(content: bytes) -> Letter:
    """A message from its bytes."""
    mail = message_from_bytes(content)
    texts, attachments = _parts(mail)
    return Letter(
        " ".join(_field(mail, "message-id").split()) or f"sha256:{hashlib.sha256(content).hexdigest()[:32]}",
        _date(mail),
        tuple(party for name in TAKING_PART for party in _people(mail, name)),
        _field(mail, "subject"),
        "\n\n".join(text.strip() for text in texts if text.strip()),
        tuple(attachments),
    )


def searchable(start: bytes) -> str:
    """The head of a message for looking for addresses: in their normal form, encoded words also in clear."""
    blank = re.search(rb"\r?\n\r?\n", start)
    text = (start[: blank.start()] if blank else start).decode("utf-8", "replace")
    if "=?" in text:
        text = "\n".join([text, *(_clear(word[0]) for word in ENCODED.finditer(text))])
    return normal("email", text)


# ---- the head ----


def _raw(mail: Message, name: str) -> list[str]:
    """Every field of a name as text; bytes that are no ASCII are UTF-8 or else Windows' Latin letters."""
    found = []
    for value in mail.get_all(name) or []:
        content = str(value)[:LONGEST_FIELD].encode("ascii", "surrogateescape") if _bytes(value) else None
        text = str(value)[:LONGEST_FIELD] if content is None else _decoded(content, "utf-8")
        found.append(re.sub(r"[\r\n]+[ \t]*", " ", text))
    return found


def _bytes(value: object) -> bool:
    return isinstance(value, str) and any("\udc80" <= c <= "\udcff" for c in value)


def _field(mail: Message, name: str) -> str:
    return _clear(next(iter(_raw(mail, name)), "")).strip()


def _clear(text: str) -> str:
    """A text of the head with its encoded words in clear."""
    if "=?" not in text:
        return str(whole(text))
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return str(whole(text))
    return str(whole("".join(p if isinstance(p, str) else _decoded(p, charset or "utf-8") for p, charset in parts)))


def _decoded(content: bytes, charset: str) -> str:
    for named in (charset, "utf-8", "cp1252"):
        try:
            return content.decode(named)
        except (LookupError, ValueError):  # an unknown name, bytes that do not fit, or a NUL in the name
            continue
    return content.decode("latin-1")


def _people(mail: Message, name: str) -> Iterator[Party]:
    for text in _raw(mail, name):
        read = [(shown, address) for shown, address in _addresses(text) if "@" in address]
        if not read:  # a field that breaks the rules still names whom it names
            read = [("", address) for address in ADDRESS.findall(_clear(text))]
        for shown, address in read:
            address = _clear(address).strip().rstrip(".")
            yield Party(name, " ".join(_clear(shown).split()), normal("email", address), address)


def _addresses(text: str) -> list[tuple[str, str]]:
    try:
        return getaddresses([text])
    except (ValueError, IndexError, TypeError, AttributeError, RecursionError):
        return []


def _date(mail: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(_field(mail, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# ---- the body ----


def _parts(mail: Message) -> tuple[list[str], list[Attached]]:
    """What there is to read, and the files. Of two forms of one text the plain one is taken."""
    plain: list[str] = []
    html: list[str] = []
    attached: list[Attached] = []
    for part in _leaves(mail):
        kind = part.get_content_type()
        name = _clear(_filename(part))
        if not name and part.get_content_disposition() != "attachment" and kind in ("text/plain", "text/html"):
            text = whole(_decoded(_content(part), _charset(part)).replace("\0", ""))
            (plain if kind == "text/plain" else html).append(text)
        else:
            attached.append(Attached(name or f"attachment {len(attached) + 1}", _content(part)))
    return (plain if any(text.strip() for text in plain) else [stripped(text) for text in html]), attached


def _leaves(part: Message) -> Iterator[Message]:
    """Parts that hold no parts. A message within the message is one file."""
    stack: list[Message] = [part]
    while stack:
        here = stack.pop()
        inner: Any = here.get_payload() if here.is_multipart() else []
        if here.get_content_maintype() == "multipart" and inner:
            stack.extend(reversed(inner))
        else:
            yield here


def _content(part: Message) -> bytes:
    if part.is_multipart():
        inner: Any = part.get_payload()
        return b"\n".join(message.as_bytes() for message in inner)
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _filename(part: Message) -> str:
    try:
        return (part.get_filename() or "").replace("\0", "").strip()
    except (LookupError, ValueError):
        return "file"


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or "utf-8"
    except (LookupError, ValueError):
        return "utf-8"


def stripped(html: str) -> str:
    """The text that a reader of an HTML page sees, a line for a paragraph.

    In one pass and by hand: the parser of the standard library takes minutes for a spiteful page of 1 MB.
    """
    page = _without_comments(html)
    said: list[str] = []
    silent, at = "", 0
    for tag in TAG.finditer(page):
        closes, name = tag[1] == "/", (tag[2] or "").lower()
        if not silent:
            said.append(page[at : tag.start()])
            said.append("\n" if name in LINES else "")
        if name == "body" or (closes and name == silent):
            silent = ""
        elif not silent and not closes and name in NO_TEXT:
            silent = name
        at = tag.end()
    said.append("" if silent else page[at:])
    lines = (" ".join(line.split()) for line in unescape("".join(said)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_comments(html: str) -> str:
    said, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        said.append(html[at:start])
        at = end + 3
    return "".join([*said, html[at:]])
