"""Job applications of two years: a folder each with a form and a CV; and CVs that came without being asked for."""

import json
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from random import Random

from troth.sample import prose
from troth.sample.formats import docx, pdf
from troth.sample.letters import APPLIED_AT, APPLIED_FOR
from troth.sample.model import TODAY, Person
from troth.sample.population import Population
from troth.sample.reserved import national_id, plain, postcode, spelt
from troth.sample.truth import Book

ROLES = (
    "support engineer",
    "field engineer",
    "sales adviser",
    "accounts assistant",
    "apprentice, IT support",
    "network engineer",
)
SKILLS = (
    "structured cabling|Wi-Fi surveys|hosted telephony|Windows and macOS|Linux|customer service|bookkeeping|"
    "scripting in Python|firewalls|first aid|working at height|plain writing"
).split("|")
SCHOOLS = ("Larkfield College", "Priory Technical School", "Northgate Community College", "University of Quarrymoor")
EMPLOYERS = (
    "Brightline Telecom",
    "Oakwell Computers",
    "Tideway Cabling",
    "Redbrick Council",
    "Kestrel Phones",
    "Union Street Stores",
)
DECISIONS = ("rejected after reading", "rejected after interview", "withdrawn", "offered", "")


def make(folder: Path, crowd: Population, book: Book, rng: Random, many: int, lone: int) -> int:
    """Write so many applications and lone CVs; the number of files."""
    cast = crowd.cast
    applicants: list[Person] = [cast["callum"], cast["ngozi"], cast["tomos"]]
    customers = [person for person in crowd.customers if not person.tracked and person.email]
    while len(applicants) < many:
        applicants.append(rng.choice(customers) if rng.random() < 0.1 else crowd.somebody(rng))
    folder.mkdir()
    files = 0
    day = TODAY - timedelta(days=720)
    # The cast came last, so that a demonstration finds nothing of theirs too old to be there.
    order = sorted(applicants[3:], key=lambda person: person.last) + applicants[:3]
    for number, person in enumerate(order, 1):
        day += timedelta(days=rng.randrange(max(1, 1300 // len(order))))
        name = f"A-{number:04d}"
        (folder / name).mkdir()
        role = rng.choice(ROLES)
        on = min(day, TODAY)
        if person is cast["callum"]:
            role, on = APPLIED_FOR, APPLIED_AT.date()
        form = _form(person, name, role, on, crowd, rng)
        if person is cast["callum"]:
            margaret = cast["margaret"]
            form |= {
                "referee_name": margaret.name,
                "referee_email": margaret.email,
                "referee_phone": plain(margaret.mobile),
            }
        cv = _cv(person, rng, form)
        form["cv"] = (
            "cv.pdf" if person.name.isascii() and (person is cast["callum"] or rng.random() < 0.6) else "cv.docx"
        )
        (folder / name / str(form["cv"])).write_bytes(pdf("CV", cv) if form["cv"] == "cv.pdf" else docx(cv))
        text = json.dumps(form, ensure_ascii=False, indent=1) + "\n"
        (folder / name / "application.json").write_text(text, encoding="utf-8")
        book.own(person, "applications", "applications", path=f"{name}/application.json")
        book.own(person, "applications", "documents", path=f"{name}/{form['cv']}")
        files += 2
    return files + _unsorted(folder / "unsorted", crowd, book, rng, lone)


def _form(person: Person, reference: str, role: str, on: date, crowd: Population, rng: Random) -> dict[str, object]:
    """What the website's form for applicants asks, and what became of it."""
    decision = rng.choice(DECISIONS) if on < TODAY - timedelta(days=20) else ""
    phone = person.phone if person.listed else ""
    referee = crowd.somebody(rng) if rng.random() < 0.4 else None
    return {
        "reference": reference,
        "role": role,
        "applied_on": on.isoformat(),
        "name": person.name,
        "email": person.email,
        "phone": spelt(phone, rng) if phone else "",
        "born": person.born.isoformat() if person.born and rng.random() < 0.3 else "",
        "national_id": person.national_id
        or (national_id(500_000 + int(reference[2:]), rng) if decision == "offered" else ""),
        "address": person.contacts[0].address.text() if person.contacts else "",
        "postcode": person.contacts[0].address.postcode if person.contacts else postcode("RG2", rng),
        "source": rng.choice(("website", "newspaper", "a friend", "job fair")),
        "cover_letter": prose.covering_letter(rng, on, role),
        "salary": f"£{rng.randrange(22, 48)},000",
        "referee_name": referee.name if referee else "",
        "referee_email": referee.email if referee else "",
        "referee_phone": "",
        "cv": "",
        "decision": decision,
        "decided_on": (on + timedelta(days=rng.randrange(5, 20))).isoformat() if decision else "",
    }


def _cv(person: Person, rng: Random, form: dict[str, object] | None = None) -> list[str]:
    """A CV: name and how to reach the person at its head, then schools and work; nobody else is named."""
    phone = person.phone if person.listed else ""
    year = (person.born.year if person.born else 1990) + 18
    lines = [unicodedata.normalize("NFC", person.name), person.email, plain(phone) if phone else ""]
    lines += [str(form["address"])] if form and form["address"] else []
    lines += ["", "Profile", prose.line(prose.MORE_LETTERS, rng, TODAY), "", "Work"]
    for _ in range(rng.randrange(1, 4)):
        until = min(year + rng.randrange(2, 6), 2026)
        lines.append(f"{year} to {until}: {rng.choice(ROLES)}, {rng.choice(EMPLOYERS)}")
        year = until
    lines += [
        "",
        "School",
        f"{rng.choice(SCHOOLS)}, until {(person.born.year if person.born else 1990) + 18}",
        "",
        "I can do",
    ]
    lines += [f"- {skill}" for skill in rng.sample(SKILLS, 4)]
    return lines


def _unsorted(folder: Path, crowd: Population, book: Book, rng: Random, many: int) -> int:
    """CVs that came by post or across the counter."""
    galbraith, margaret = crowd.cast["lone"], crowd.cast["margaret"]
    folder.mkdir()
    for number in range(many):
        person = galbraith if number == 0 else crowd.somebody(rng)
        lines = _cv(person, rng)
        if person is galbraith:
            lines += ["", "References", f"{margaret.name}, {margaret.email}"]
        latin = person.name.isascii()
        stem = f"cv-{number:03d}-{person.last.lower()}" if latin else f"cv-{number:03d}"
        name = f"{stem}.{'pdf' if latin and number % 3 != 2 else 'docx'}"
        (folder / name).write_bytes(pdf("CV", lines) if name.endswith("pdf") else docx(lines))
        if person is galbraith:
            book.shared(galbraith, "applications", "documents", path=f"unsorted/{name}")
    return many
