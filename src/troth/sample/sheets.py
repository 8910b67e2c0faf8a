"""Two lists: a satisfaction survey by year as CSV, and the customers whom a previous provider handed over, as XLSX."""

import csv
import io
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from random import Random

from troth.sample import prose
from troth.sample.formats import xlsx
from troth.sample.model import Person
from troth.sample.names import street
from troth.sample.population import Population
from troth.sample.reserved import email_spelt, postcode, spelt
from troth.sample.truth import Book

SURVEY = "response asked_on answered_on customer email name score comment call_back".split()
TAKEOVER = (
    "source their_ref first_name last_name born email phone address postcode service taken_over_on remarks".split()
)
PROVIDER, TAKEN_OVER = "Brightline Telecom Ltd", date(2025, 6, 2)
LIKE_FORMULAS = (
    '=HYPERLINK("http://example.org/x","Click")',
    "+44 is not a number to ring at night",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-1 for the hold music",
)


def _decomposed(text: str) -> str:
    """As the other program stores it: letters and their marks apart."""
    return unicodedata.normalize("NFD", text)


def _now_and_then(rng: Random) -> str:
    """A remark that a careless program would take for a formula; mostly none."""
    return rng.choice(LIKE_FORMULAS) if rng.random() < 0.02 else ""


def surveys(folder: Path, crowd: Population, book: Book, rng: Random, many: int) -> int:
    """Write the answers of two years, about so many a year; how many they are."""
    folder.mkdir()
    cast, written = crowd.cast, 0
    # A colleague and those who stand for a trap of other stores were not asked.
    others = ("tom", "callum", "lone", "ngozi", "theo", "martin", "linda", "victor")
    asked = [person for short, person in cast.people.items() if person.email and short not in others]
    further = [person for person in crowd.customers if not person.tracked and person.email]
    victors = iter(LIKE_FORMULAS)
    for year, mark in ((2025, ""), (2026, "\ufeff")):
        people = [person for person in asked if person.rich or person is cast["zoe"] or rng.random() < 0.4]
        # An address in more than three rows would look like a value that everybody has: one of the household a year.
        people += [cast["martin"]] if year == 2025 else [cast["linda"], cast["victor"], cast["victor"]]
        people += rng.sample(further, min(len(further), max(0, many - len(people))))
        rng.shuffle(people)
        out = io.StringIO()
        sheet = csv.writer(out)
        sheet.writerow(SURVEY)
        for row, person in enumerate(people, 2):
            formula = next(victors) if person is cast["victor"] else _now_and_then(rng)
            known = bool(person.contacts) and person.email_mates == [person] and rng.random() < 0.5
            sheet.writerow(_answer(person, year, row, known, rng, formula))
            path = f"satisfaction-{year}.csv"
            book.written(person, person.email_mates, "surveys", "answers", path=path, row=row)
        (folder / f"satisfaction-{year}.csv").write_bytes((mark + out.getvalue()).encode())
        written += len(people)
    return written


def _answer(person: Person, year: int, row: int, known: bool, rng: Random, formula: str) -> list[str]:
    on = date(year, 3, 2) + timedelta(days=rng.randrange(30))
    back = on + timedelta(days=rng.randrange(12))
    remark = formula or prose.comment(rng, on)
    number = person.phone if person.listed else ""
    return [
        f"{year}-{row:05d}",
        on.isoformat(),
        back.isoformat(),
        str(rng.choice(person.contacts).id) if known else "",
        "" if known and rng.random() < 0.3 else email_spelt(person.email, rng),
        _decomposed(person.name),
        str(rng.choice((10, 10, 9, 9, 8, 8, 7, 6, 4, 2, 0))),
        remark,
        spelt(number, rng) if number and rng.random() < 0.15 else "",
    ]


def takeover(folder: Path, crowd: Population, book: Book, rng: Random, many: int) -> int:
    """Write the list of people taken over, about so many; how many they are."""
    folder.mkdir()
    cast = crowd.cast
    by_strong = (
        "dev colin eleanor rupert gareth davies1 davies2 stephen lucja somchai eleni ahmad xiaoming victor doreen imran"
    ).split()
    # These have no e-mail and no telephone there: a name with a birth date or a postcode is all.
    by_name = "muriel alasdair niamh keith".split()
    people = [cast[short] for short in (*by_strong, *by_name)]
    further = [p for p in crowd.customers if not p.tracked and p.email and p.contacts[0].account.kind == "home"]
    people += rng.sample(further, min(len(further), many // 2))
    people += [crowd.somebody(rng) for _ in range(max(0, many - len(people)))]
    rng.shuffle(people)
    name = "brightline-telecom-2025-06.xlsx"
    rows: list[list[str | date | None]] = [list(TAKEOVER)]
    for row, person in enumerate(people, 2):
        bare = any(person is cast[short] for short in by_name)
        formula = LIKE_FORMULAS[2] if person is cast["victor"] else _now_and_then(rng)
        rows.append(_taken_over(person, row, bare, rng, formula))
        book.written(person, person.email_mates, "takeover", "takeover_customers", path=name, row=row)
        if not bare:
            for mate in person.line_mates:
                if mate is not person:
                    book.other(mate, "takeover", "takeover_customers", path=name, row=row)
    about: list[list[str | date | None]] = [
        ["Given by", PROVIDER],
        ["Given on", TAKEN_OVER],
        ["Because", "Its customers were transferred to LJT Systems Ltd under the agreement of 12 May 2025."],
    ]
    (folder / name).write_bytes(xlsx({"Customers": rows, "Source": about}))
    return len(people)


def _taken_over(person: Person, row: int, bare: bool, rng: Random, formula: str) -> list[str | date | None]:
    at = person.contacts[0].address if person.contacts else None
    number = person.phone if person.listed and not bare else ""
    return [
        PROVIDER,
        f"BT-{40000 + row * 7}",
        _decomposed(person.first),
        _decomposed(person.last),
        person.born.isoformat() if person.born and rng.random() < 0.2 else person.born,
        "" if bare else email_spelt(person.email, rng),
        spelt(number, rng) if number and rng.random() < 0.7 else "",
        at.text() if at else street(rng),
        at.postcode if at else postcode("RG5", rng),
        rng.choice(("ADSL", "Line rental", "Fibre 40", "VoIP, 2 seats")),
        TAKEN_OVER + timedelta(days=rng.randrange(20)) if rng.random() < 0.9 else None,
        formula or rng.choice(("", "", "Paid up to date", "Arrears of £12, waived", "Router is ours")),
    ]
