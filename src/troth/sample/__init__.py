"""The sample estate: what an IT and telecoms supplier of some thousand customers really has, and whose each row is.

A customer database, a web log, a mailbox, recorded calls, job applications, surveys and a previous provider's list,
with the traps that real estates set: shared addresses, joint accounts, namesakes, blank and frequent values, people who
link by e-mail only, colleagues at work, names in other scripts, cells that look like formulas. Everybody is invented.
The same number of people and the same seed give the same bytes. `truth.json` says for fifty people which rows are
theirs, which are shared and which lie near and are somebody else's; it is written by the hand that makes the rows.
"""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

from troth.fault import Fault
from troth.sample import applications, calls, crm, mailbox, sheets, weblog
from troth.sample.population import Population, people_of
from troth.sample.truth import Book

FEWEST, MOST = 120, 200_000


def make(
    folder: Path, people: int = 5000, seed: int = 7, progress: Callable[[str, float], None] | None = None
) -> dict[str, int]:
    """Make the estate in a folder that is new or empty; how much was made of what.

    `progress` hears what is being made and the share that is done.
    A Fault if the folder holds anything, cannot be written to, or the number of people is out of reach.
    `truth.json` is written last, so a folder that has it is whole.
    """
    if not FEWEST <= people <= MOST:
        raise Fault(
            f"an estate of {people} people cannot be made",
            because=f"fewer than {FEWEST} leave no room for the traps, more than {MOST} are not tried",
            remedy=f"give a number from {FEWEST} to {MOST}",
        )
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Fault("the folder is not empty", where=str(folder), remedy="name a new one: nothing is overwritten")
        folder.mkdir(parents=True, exist_ok=True)
        return _fill(folder, people, seed, progress or (lambda what, share: None))
    except OSError as error:
        raise Fault(
            "the estate cannot be written",
            where=str(folder),
            because=error.strerror or type(error).__name__,
            remedy="name a folder on a disk with room that you may write to",
        ) from None


def _fill(folder: Path, people: int, seed: int, said: Callable[[str, float], None]) -> dict[str, int]:
    def chance(part: str) -> Random:
        """Each part has its own chance, so that a change to one leaves the others as they were."""
        return Random(f"{seed} {part}")

    book = Book()
    said("people and households", 0.01)
    crowd = people_of(people, chance("people"))
    tables = crm.make(
        folder / "crm.sqlite",
        crowd,
        book,
        chance("crm"),
        people,
        lambda share: said("customer database", 0.05 + 0.5 * share),
    )
    said("web log", 0.6)
    made = {f"{table} (customer database)": count for table, count in tables.items()}
    made["web log lines"] = weblog.make(
        folder / "web", crowd, book, chance("web"), min(80_000, 3500 + people * 53 // 10)
    )
    said("mailbox", 0.68)
    made["mails"] = mailbox.make(folder / "mail", crowd, book, chance("mail"), min(6000, 340 + people * 42 // 100))
    said("recorded calls", 0.84)
    made["recorded calls"] = calls.make(folder / "calls", crowd, book, chance("calls"), min(1600, 80 + people // 12))
    said("applications and lists", 0.92)
    made |= _lists(folder, crowd, book, chance, people)
    entries = [book.of(ask()) for ask in crowd.cast.parts]
    said("truth", 0.99)
    text = json.dumps({"people": entries}, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")
    return made | {"people of the truth": len(entries)}


def _lists(folder: Path, crowd: Population, book: Book, chance: Callable[[str], Random], people: int) -> dict[str, int]:
    few = min(people, 20_000)
    return {
        "application files": applications.make(
            folder / "applications", crowd, book, chance("jobs"), many=18 + few // 60, lone=4 + few // 500
        ),
        "survey answers": sheets.surveys(folder / "surveys", crowd, book, chance("survey"), 40 + few // 10),
        "people taken over": sheets.takeover(folder / "takeover", crowd, book, chance("takeover"), 40 + few // 28),
    }
