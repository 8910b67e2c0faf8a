"""Recorded calls: a short tone as WAV, and beside it who rang, when and why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from troth.sample.formats import wav
from troth.sample.model import TODAY, Colleague, Person
from troth.sample.population import Population
from troth.sample.prose import Matter
from troth.sample.reserved import SALES_LINE, SUPPORT_LINE, SWITCHBOARD, plain, spelt
from troth.sample.truth import Book

NO_NUMBER = ("", "withheld", " ")


@dataclass
class Call:
    """One call: who rang (as the recording's sheet has it) and who was taken into it."""

    at: datetime
    by: Person
    caller: str  # the number shown
    known: bool = True  # the colleague had the customer's record open
    named: bool = True
    second: Person | None = None
    summary: str = ""


def make(folder: Path, crowd: Population, book: Book, rng: Random, many: int) -> int:
    """Write so many recordings; how many they are."""
    calls = _scenes(crowd, rng)
    further = [person for person in crowd.customers if not person.tracked]
    while len(calls) < many:
        if rng.random() < 0.12:
            stranger = crowd.somebody(rng, with_email=False)
            calls.append(Call(_when(rng), stranger, rng.choice(NO_NUMBER), known=False, named=rng.random() < 0.5))
        else:
            calls.append(_ordinary(rng.choice(further), rng))
    calls.sort(key=lambda call: call.at)
    agents = crowd.by_job("Support", "Support team lead", "Order desk")
    folder.mkdir()
    for number, call in enumerate(calls, 1):
        name = f"{call.at:%Y%m%d-%H%M%S}-{number:05d}"
        notes = [rng.choice((220, 247, 262, 294, 330, 349, 392)) for _ in range(rng.randrange(3, 7))]
        (folder / f"{name}.wav").write_bytes(wav(notes))
        sheet = json.dumps(_sheet(number, call, agents, rng), ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(sheet + "\n", encoding="utf-8")
        _book(book, call, f"{name}.wav")
    return len(calls)


def _when(rng: Random) -> datetime:
    """Working hours of the last ninety days: older recordings have been destroyed."""
    day = TODAY - timedelta(days=rng.randrange(88))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return datetime.combine(day, time(rng.randrange(8, 18), rng.randrange(60), rng.randrange(60)))


def _ordinary(person: Person, rng: Random) -> Call:
    """A customer rings: from the own telephone, from the office, or with the number withheld."""
    number = person.phone if person.listed else person.mobile or SWITCHBOARD
    caller = spelt(number, rng) if number and rng.random() < 0.85 else rng.choice(NO_NUMBER)
    return Call(_when(rng), person, caller)


def _scenes(crowd: Population, rng: Random) -> list[Call]:
    """The calls of the cast; never more than three by one of them."""
    cast = crowd.cast
    calls = []
    busy = {"niamh", "gareth", "charlotte", "imran", "flatmate", "martin", "linda", "joanne", "dentist", "nurse"}
    for short, person in cast.people.items():
        if person.contacts and short not in busy and (person.rich or rng.random() < 0.5):
            calls += [_ordinary(person, rng) for _ in range(rng.randrange(2, 4) if person.rich else 1)]
    niamh, gareth = cast["niamh"], cast["gareth"]
    calls.append(
        Call(datetime(2026, 11, 18, 11, 2), niamh, spelt(niamh.mobile, rng), second=gareth,
             summary="Both have the same fault in the same street; Mr Hughes was taken into the call.")
    )  # fmt: skip
    calls.append(_ordinary(gareth, rng))
    for first, second in (("charlotte", "imran"), ("martin", "linda"), ("joanne", "dentist")):
        one, two = cast[first], cast[second]
        calls.append(Call(_when(rng), one, spelt(one.landline, rng), known=False))
        calls.append(Call(_when(rng), two, spelt(two.landline, rng)))
    # Nobody asked for a name: the line is all that tells, and it is the whole household's.
    calls.append(Call(_when(rng), cast["martin"], spelt(cast["martin"].landline, rng), known=False, named=False))
    calls.append(Call(_when(rng), cast["keith"], " "))
    calls.append(Call(_when(rng), cast["switched"], plain(SWITCHBOARD)))
    return calls


def _sheet(number: int, call: Call, agents: Sequence[Colleague], rng: Random) -> dict[str, object]:
    matter = Matter(rng, call.at.date(), firm=call.by.firm)
    sales = rng.random() < 0.25
    second = call.second
    return {
        "id": number,
        "started": call.at.isoformat(),
        "seconds": rng.randrange(40, 900),
        "direction": "in",
        "line": "sales" if sales else "support",
        "called": plain(SALES_LINE if sales else SUPPORT_LINE),
        "caller": call.caller,
        "customer": rng.choice(call.by.contacts).id if call.known else None,
        "name": call.by.name if call.named else "",
        "second_caller": spelt(second.mobile, rng) if second else "",
        "second_customer": second.number if second else None,
        "second_name": second.name if second else "",
        "agent": rng.choice(agents).name,
        "reason": matter.subject(),
        "summary": call.summary or matter.heard(),
        "told": True,  # that calls are recorded, before anybody answered
    }


def _book(book: Book, call: Call, path: str) -> None:
    """Whose the recording is: all who were on the line; without a name, all who use the line."""
    if call.second:
        book.about([call.by, call.second], "calls", "calls", path=path)
    elif call.named:
        book.written(call.by, call.by.line_mates, "calls", "calls", path=path)
    else:
        book.about(call.by.line_mates, "calls", "calls", path=path)
