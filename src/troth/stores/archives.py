"""Packed files (XLSX, DOCX, gzip) opened with limits, and their XML read without entities.

What a packed file says of itself is checked before a byte is unpacked: how many parts, how large in all, and how
many times larger than what is there. A part never gives more than it says (zipfile holds it to that), so a small
file cannot fill the memory. Names inside are only looked up, never used as paths. A document type, and with it
every entity, is refused: office files have none.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

MOST_PARTS = 5_000
LARGEST = 96 << 20  # all parts together, unpacked
SWOLLEN = 120  # times larger than packed; office files are 3 to 40 times
SMALL = 4 << 20  # below this the ratio says nothing
LARGEST_LOG = 512 << 20


class Unreadable(Exception):
    """A file is not what its name says, or more than we will unpack; says why, without a word of its content."""


class Archive:
    """The parts of an office file, by name."""

    def __init__(self, content: bytes) -> None:
        if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise Unreadable("it is locked with a password, or of an old kind that is not read")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
            raise Unreadable("it is damaged, or not of the kind that its name says") from None
        parts = self._zip.infolist()
        size = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS:
            raise Unreadable(f"it is packed of more than {MOST_PARTS} parts")
        if size > LARGEST:
            raise Unreadable(f"unpacked it would hold more than {LARGEST >> 20} MB")
        if size > SMALL and size > SWOLLEN * len(content):
            raise Unreadable(f"unpacked it would be more than {SWOLLEN} times as large")
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("it is locked with a password")
        self.names = frozenset(part.filename for part in parts)

    def part(self, name: str) -> bytes:
        """One part unpacked; empty if there is none of this name."""
        if name not in self.names:
            return b""
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
            raise Unreadable("a part of it is damaged") from None


def elements(xml: bytes, *events: str) -> Iterator[tuple[str, Element]]:
    """The elements of an XML part as they begin and end; Unreadable if it is broken or declares entities."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    if not xml:
        return
    try:
        pairs: Any = iterparse(io.BytesIO(xml), events=events or ("end",), forbid_dtd=True)
        yield from pairs
    except DefusedXmlException:
        raise Unreadable("its XML declares a document type or entities, which office files do not") from None
    except (ParseError, ValueError, LookupError):
        raise Unreadable("its XML is broken") from None


def local(tag: str) -> str:
    """An element's name without its namespace: the strict and the usual form of office files differ only in that."""
    return tag.rpartition("}")[2]


def gunzip(content: bytes) -> bytes:
    """A gzip file unpacked, all its members; Unreadable if it is broken, cut short, or swells beyond a limit."""
    unpacked, rest = [], content
    room = min(LARGEST_LOG, max(SMALL, 400 * len(content)))
    while rest:
        member = zlib.decompressobj(wbits=31)
        try:
            out = member.decompress(rest, room + 1)
        except zlib.error:
            raise Unreadable("it is damaged, or not packed by gzip") from None
        room -= len(out)
        if room < 0:
            raise Unreadable("unpacked it would be far too large for a log")
        if not member.eof:
            raise Unreadable("it is cut short")
        unpacked.append(out)
        rest = member.unused_data.lstrip(b"\0")
    return b"".join(unpacked)
