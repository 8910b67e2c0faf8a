"""Documents that people wrote: their text, and whom it is by and about.

A document has no columns. Whose it is can only be read from it: a letter or a CV begins with who wrote it, and
those who are named further down (a referee, a previous employer) are others. So the first e-mail address, or the
first telephone number, tells whose it is; an address of somebody else in it makes it shared; and a person who is
only named further down has no claim to it, for giving it out would give away its writer.
"""

import re
from collections.abc import Iterator

from troth.stores.archives import Archive, Unreadable, elements, local
from troth.stores.pdftext import Reader
from troth.stores.tables import decoded

READABLE = ("pdf", "docx", "txt", "md")
DOCX_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")


def text_of(name: str, content: bytes, reader: Reader) -> str:
    """The text of a document of this name; Unreadable if it cannot be had."""
    match ending(name):
        case "pdf":
            try:
                return reader.text(content)
            except ValueError as error:
                raise Unreadable(str(error)) from None
        case "docx":
            return docx(content)
        case "txt" | "md":
            return decoded(content)
        case _:
            raise Unreadable("documents of this ending cannot be read")


def ending(name: str) -> str:
    """The ending of a file's name, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def docx(content: bytes) -> str:
    """The text of a Word document: its body first, then what stands above, below and beside it."""
    archive = Archive(content)
    if "word/document.xml" not in archive.names:
        raise Unreadable("it is no Word document")
    parts = sorted(filter(DOCX_PARTS.fullmatch, archive.names), key=lambda part: (part != "word/document.xml", part))
    return "".join(piece for part in parts for piece in _pieces(archive.part(part))).strip()


def _pieces(xml: bytes) -> Iterator[str]:
    for _, element in elements(xml):
        match local(element.tag):
            case "t":
                yield element.text or ""
            case "tab":
                yield "\t"
            case "br" | "cr" | "p":
                yield "\n"
