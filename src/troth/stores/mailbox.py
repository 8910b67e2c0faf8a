"""A mailbox kept as a Maildir. Whose a message is comes from its addresses, never from words in it.

It is own when nobody but this person and the company takes part; shared when others do, and then their addresses
are left out of what is given; and an act at work (staff) when the address that matches is the company's own. An
address that a household shares is told apart by the name beside it. The heads of messages stay in memory, so that
only messages that bear the address are read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from troth.stores.base import TABLE_KEYS, Entry
from troth.stores.files import Entry as File
from troth.stores.files import Root, Shelf, shown
from troth.stores.filestore import FileStore, found, single
from troth.stores.forms import normal
from troth.stores.letter import Letter, Party, opened, searchable
from troth.stores.match import Known, Traits, Verdict, by_identifiers
from troth.words import Found, Whose

FOLDERS = ("cur", "new")  # in `tmp` lie messages that are still being delivered
HEAD = 64 << 10  # bytes in which the head of a message nearly always ends
LONGEST_HEAD = 1 << 20
LARGEST_MESSAGE = 64 << 20
KEPT = 48 << 20
COLUMNS = ("date", "from", "to", "cc", "subject", "text", "attachments")


@dataclass
class Mailbox(FileStore):
    """A Maildir; `ours` are the domains whose addresses are the company's."""

    ours: tuple[str, ...] = ()
    kind: str = "mailbox"
    _heads: Shelf = field(default_factory=lambda: Shelf(KEPT), repr=False)

    def find(self, known: Known) -> Iterator[Found]:
        """Every message that bears one of the person's addresses in its head."""
        root = self.root(FOLDERS)
        entries = root.entries()
        files = [file for file in entries if file.folder.rpartition("/")[2] in FOLDERS]
        self._heads.keep_only(file.path for file in files)
        if not files and not any((Path(root.path) / folder).is_dir() for folder in FOLDERS):
            raise self.missing("there is no Maildir where the store file says: it has neither `cur` nor `new`")
        addresses = known.values("email")
        for file in files:
            head = self._heads.get(file.path, file.stamp, partial(_head, root, file), len)
            if any(address in head for address in addresses):
                yield from self._message(root, file, known)

    def _message(self, root: Root, file: File, known: Known) -> Iterator[Found]:
        content = root.read(file.path, LARGEST_MESSAGE)
        try:
            letter = opened(content)
        except Exception as error:  # whatever its reader trips over, the message is what is at fault
            raise root.fault(file.path, "cannot be read as a message", type(error).__name__) from None
        mine = [party for party in letter.parties if ("email", party.address) in known.ids]
        if not mine:
            return
        verdict = self._verdict(known, letter, mine)
        key = {"path": shown(file.path), "message-id": letter.id}
        given = verdict.whose in (Whose.OWN, Whose.SHARED)
        row = self._row(letter, {party.address for party in mine}) if given else _envelope(letter)
        (table,) = self.maps.values()
        columns = dict(table.columns)
        if "attachments" in columns:
            columns |= {c: columns["attachments"] for c in row if c.startswith("attachment ")}
        yield found(self.name, replace(table, columns=columns), key, verdict, row)

    def _verdict(self, known: Known, letter: Letter, mine: list[Party]) -> Verdict:
        private = [party for party in mine if not self.is_ours(party.address)]
        if not private:
            return Verdict(Whose.STAFF, "this person took part at work, under an address of the company")
        judged = [_of_address(known, a, [p.name for p in private if p.address == a]) for a in _addresses(private)]
        verdict = min(judged, key=lambda verdict: list(Whose).index(verdict.whose))
        others = self._others(letter, {party.address for party in mine})
        if others and verdict.whose is Whose.OWN:
            return Verdict(Whose.SHARED, f"{verdict.because}, and other people take part")
        return verdict

    def is_ours(self, address: str) -> bool:
        """Whether an address is the company's own."""
        domain = address.rpartition("@")[2]
        return any(domain == ours or domain.endswith(f".{ours}") for ours in self.ours)

    def _others(self, letter: Letter, mine: set[str]) -> set[str]:
        """Addresses of people from outside who are not this person."""
        return {a for a in _addresses(letter.parties) if a not in mine and not self.is_ours(a)}

    def _row(self, letter: Letter, mine: set[str]) -> dict[str, Any]:
        """The message as it may be given to this person: without the addresses of others who take part."""
        others = self._others(letter, mine)

        def clear(text: str) -> str:
            for address in others:
                text = re.sub(re.escape(address), "[address left out]", text, flags=re.IGNORECASE)
            return text

        row: dict[str, Any] = {"date": letter.date}
        for field_name in ("from", "to", "cc"):
            row[field_name] = _listed([party for party in letter.parties if party.field == field_name], others)
        row |= {"subject": clear(letter.subject), "text": clear(letter.text)}
        row["attachments"] = ", ".join(attached.name for attached in letter.attachments)
        for number, attached in enumerate(letter.attachments, 1):
            row |= {f"attachment {number} name": attached.name, f"attachment {number}": attached.content}
        return {column: value for column, value in row.items() if value not in ("", None)}


def _envelope(letter: Letter) -> dict[str, Any]:
    """What a reviewer needs of a message that is not this person's: enough to see that it is not."""
    return {"date": letter.date, "subject": letter.subject}


def _addresses(parties: Iterable[Party]) -> list[str]:
    return list(dict.fromkeys(party.address for party in parties))


def _listed(parties: list[Party], others: set[str]) -> str:
    """People as a letter head shows them, those left out counted."""
    said = [party.says for party in parties if party.address not in others]
    left_out = len({party.address for party in parties} & others)
    if left_out:
        said.append(f"[{left_out} other {'person' if left_out == 1 else 'people'}]")
    return ", ".join(dict.fromkeys(said))


def _of_address(known: Known, address: str, names: list[str]) -> Verdict:
    """Whose a message is by one address and the names that stand beside it."""
    forms = [form for name in names for form in _forms(name, address)]
    name = next((form for form in forms if form in known.names), next(iter(forms), ""))
    mark = ("email", address)
    return by_identifiers(known, Traits((("address", mark),), name), frozenset({mark}))


def _forms(name: str, address: str) -> list[str]:
    """A name beside an address as it may be known: also `Marsh, Anna`; an address there is no name."""
    form = normal("name", name.strip(" '\""))
    if not form or "@" in form or form == address:
        return []
    last, comma, first = form.partition(",")
    return [form, normal("name", f"{first} {last}")] if comma else [form]


def _head(root: Root, file: File) -> str:
    """The head of a message in the form in which addresses are looked for."""
    start = root.read(file.path, only=HEAD)
    if b"\n\n" not in start and b"\n\r\n" not in start and len(start) == HEAD:
        start = root.read(file.path, only=LONGEST_HEAD)
    return searchable(start)


def read(name: str, entry: Entry, env: Mapping[str, str], home: Path) -> Mailbox:
    """The store that a file of `kind: mailbox` describes; `ours:` lists the company's own domains."""
    entry.only("kind", "path", "table", "rows", "ours", *TABLE_KEYS)
    table = single(entry, "messages", "e-mails between you and us", COLUMNS)
    if table.person:
        remedy = "leave `person:` out"
        entry.wrong("person", "messages are found by their addresses", remedy=remedy, of_key=True)
    ours = tuple(domain.strip().lower().removeprefix("@") for domain in entry.words("ours"))
    if not ours and not entry.faults:
        entry.wrong(
            None,
            "`ours` is missing: the domains of the company's own addresses",
            because="without them every colleague in a message is taken for somebody else",
            remedy="add `ours: [example.org]`",
        )
    path = entry.word("path", needed=True)
    return Mailbox(name, entry.word("says") or name, path, env, home, {table.name: table}, ours)
