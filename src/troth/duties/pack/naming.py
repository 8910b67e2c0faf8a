"""Names of files in the pack: they say where a thing comes from and carry nobody's data, and no two are alike.

A table's name is used as it is only if it is a plain word that does not hold a part of the person's name.
Everything else (a path, a name in another script, a name of a person) becomes a number.
"""

import re

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
RESERVED = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d")
KINDS = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"OggS", "ogg"),
    (b"ID3", "mp3"),
    (b"fLaC", "flac"),
)
ENDINGS = frozenset(
    "pdf docx odt xlsx ods csv txt json wav mp3 ogg flac png jpg jpeg gif eml zip doc xls rtf xml".split()
)


class Names:
    """Hands out each file name once; names differ in more than large and small letters."""

    def __init__(self, person: str) -> None:
        self._taken: set[str] = set()
        self._slugs: dict[str, str] = {}
        self._person = {part.lower() for part in re.split(r"\W+", person) if len(part) > 2}

    def slug(self, name: str) -> str:
        """A store's or table's name if it is safe, else `part-1`, `part-2`; the same each time it is asked."""
        if name not in self._slugs:
            low = name.lower()
            safe = PLAIN.fullmatch(name) and not RESERVED.fullmatch(name) and not any(p in low for p in self._person)
            numbered = sum(1 for slug in self._slugs.values() if slug.startswith("part-")) + 1
            self._slugs[name] = name if safe else f"part-{numbered}"
        return self._slugs[name]

    def take(self, folder: str, stem: str, ending: str) -> str:
        """A free path in a folder."""
        path, again = f"{folder}/{stem}.{ending}", 2
        while path.lower() in self._taken:
            path, again = f"{folder}/{stem}-{again}.{ending}", again + 1
        self._taken.add(path.lower())
        return path


def ending(content: bytes, hint: str = "") -> str:
    """What kind of file it is, by its first bytes, else by the ending of the name that it was held under."""
    for start, kind in KINDS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "wav"
    suffix = hint.rsplit(".", 1)[-1].lower() if "." in hint else ""
    return suffix if suffix in ENDINGS else "bin"
