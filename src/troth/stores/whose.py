"""Whose a document is that has no columns: what can be read from its text.

A letter or a CV begins with who wrote it, and those who are named further down (a referee, an employer) are others.
So the first e-mail address and the first telephone number tell whose it is. An address of somebody else in it makes
it shared; and a person who is only named further down has no claim to it, for giving it out gives away its writer.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from troth.stores.forms import normal
from troth.stores.match import Id, Known, Traits, Verdict, by_identifiers
from troth.words import Whose

EMAIL = re.compile(r"(?<![\w.+%-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
BETWEEN = r"(?:[ \u00a0.\-]|\) ?| \()?"  # what stands between the digits of one number
PHONE = re.compile(
    rf"(?<![\w+])(?:(?:\+|00) ?44(?: ?\(0\))?(?:{BETWEEN}\d){{9,10}}"
    rf"|\(?0(?:{BETWEEN}\d){{9,10}}|\+(?:{BETWEEN}\d){{8,14}})(?!\d)"
)
NATIONAL_ID = re.compile(r"(?<!\w)[A-Za-z]{2}(?: ?\d\d){3} ?[A-Da-d](?!\w)")
REFEREES = re.compile(r"(?i)\brefer(?:ee|ence)s?\b")
HEAD = 20  # lines in which a writer's name stands, blank ones not counted
DAY = re.compile(r"(?<!\d)(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})(?!\d)|(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)")
WRITTEN_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})(?!\d)")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
NAMED_BELOW = Verdict(Whose.OTHER, "this person is named in it, but somebody else wrote it")


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text and the marks in it, in their order, in normal form."""

    text: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    numbers: frozenset[str]  # national ones
    after: frozenset[str]  # telephone numbers that stand after the word `referees`
    head: str

    @classmethod
    def of(cls, text: str, ours: Callable[[str], bool]) -> "Text":
        """What stands in a text; addresses of the company's own are nobody's."""
        emails = (normal("email", found[0].strip(".'")) for found in EMAIL.finditer(text))
        below = REFEREES.search(text)
        late = text[below.start() :] if below else ""
        return cls(
            text,
            tuple(dict.fromkeys(address for address in emails if not ours(address))),
            tuple(dict.fromkeys(normal("phone", found[0]) for found in PHONE.finditer(text))),
            frozenset(normal("national-id", found[0]) for found in NATIONAL_ID.finditer(text)),
            frozenset(normal("phone", found[0]) for found in PHONE.finditer(late)),
            "\n".join(islice(filter(None, (normal("name", line) for line in text.splitlines())), HEAD)),
        )

    @property
    def first(self) -> frozenset[Id]:
        """What tells whose it is: the address and the number that stand first, and any number of a person."""
        marks = {("email", address) for address in self.emails[:1]} | {("phone", n) for n in self.phones[:1]}
        return frozenset(marks | {("national-id", number) for number in self.numbers})

    @property
    def marks(self) -> frozenset[Id]:
        """Everything in it by which people are found."""
        marks = {("email", address) for address in self.emails} | {("phone", number) for number in self.phones}
        return frozenset(marks | {("national-id", number) for number in self.numbers})

    def traits(self, known: Known) -> Traits:
        """What it says of its writer, as far as this person may be that: their own name, or that it is another."""
        name = next((name for name in sorted(known.names) if stands_in(name, self.head)), "")
        if name and known.births | known.postcodes:
            births = frozenset(known.births & set(_days(self.text)))
            return Traits(self._ids(), name, births, frozenset(c for c in known.postcodes if self._holds_code(c)))
        return Traits(self._ids(), name or ("?" if known.names else ""))

    def _ids(self) -> tuple[tuple[str, Id], ...]:
        return tuple((kind, (kind, value)) for kind, value in sorted(self.first))

    def _holds_code(self, code: str) -> bool:
        spelled = r"\s?".join(map(re.escape, code))
        return re.search(rf"(?<!\w){spelled}(?!\w)", self.text, re.IGNORECASE) is not None

    def others(self, known: Known) -> bool:
        """Whether somebody besides its writer can be told from it."""
        if any(("email", address) not in known.ids for address in self.emails[1:]):
            return True
        return any(("phone", number) not in known.ids for number in self.after - set(self.phones[:1]))


def judged(known: Known, text: Text, crowded: frozenset[Id] = frozenset()) -> Verdict | None:
    """Whose a document is; None if nothing in it is this person's. `crowded` head many documents here."""
    traits = text.traits(known)
    marks = text.first & known.ids
    if marks:
        verdict = by_identifiers(known, traits, marks, crowded)
    elif text.marks & known.ids:
        return NAMED_BELOW
    elif weak := known.by_name(traits):
        verdict = Verdict(Whose.OWN, f"it holds the name and {_words(weak)} of this person")
        if weak <= known.namesakes:
            verdict = Verdict(Whose.OTHER, f"it holds the name and {_words(weak)}, which somebody else has too")
    else:
        return None
    if verdict.whose is Whose.OWN and text.others(known):
        return Verdict(Whose.SHARED, f"{verdict.because}, and an address of somebody else")
    return verdict


def _words(marks: frozenset[Id]) -> str:
    kinds = {"birth-date": "the birth date", "postcode": "the postcode"}
    return " and ".join(sorted({kinds[kind] for kind, _ in marks}))


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text as whole words, both in normal form; marks on letters belong to them."""
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not _of_word(before) and not _of_word(after):
            return True
        at = text.find(name, at + 1)
    return False


def _of_word(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LMN"


def _days(text: str) -> Iterator[str]:
    """Every day written in the text, as 1980-01-31."""
    for found in DAY.finditer(text):
        yield found[4] or f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    for found in WRITTEN_DAY.finditer(text):
        month = found[2][:3].lower()
        if month in MONTHS:
            yield f"{found[3]}-{MONTHS.index(month) + 1:02}-{int(found[1]):02}"
