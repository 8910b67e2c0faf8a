"""The web server's access log of eight weeks: combined format, four files, the two oldest compressed.

A signed-in customer stands in it by number; everybody else is an address of a network and nothing more.
"""

import gzip
import io
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from troth.sample.model import TODAY, Person
from troth.sample.population import Population
from troth.sample.reserved import HOUSE, network_address
from troth.sample.truth import Book

WEEKS_A_FILE = 2
FILES = ("access.log", "access.log.1", "access.log.2.gz", "access.log.3.gz")  # newest first
SIGNED_IN = """
/account/ /account/orders /account/bills /account/bills/2026-10 /account/details /account/speed-test
/account/equipment /account/tickets /account/preferences /account/direct-debit /support/restart-your-router
""".split()
IN_PUBLIC = """
/ /broadband /broadband/fibre /business/phones /business/it /wifi /backup /support /support/status /news /jobs
/contact /terms /notice /cookies /order /order/basket /order/checkout /news/phishing-again /static/site.css
/static/logo.svg /favicon.ico /robots.txt /survey/satisfaction-2026
""".split()
SCANNED = "/wp-login.php /.env /phpmyadmin/ /admin/config.php /.git/HEAD".split()
FROM = (
    "-",
    "-",
    f"https://www.{HOUSE}/",
    f"https://www.{HOUSE}/support",
    "https://search.example/?q=business+broadband+reading",
    "https://compare.example/broadband",
)
AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19 Safari/605.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
)
ROBOT = "ExampleBot/2.1 (+https://bot.example/)"
BROKEN = ('192.0.2.77 - - [14/Nov/2026:03:11:02 +0000] "GET /support', "\\x16\\x03\\x01\\x02", "")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

Line = tuple[datetime, str, Person | None]


def make(folder: Path, crowd: Population, book: Book, rng: Random, many: int) -> int:
    """Write about so many lines; how many they are."""
    # One customer with more than 1 in 200 of a small log's lines would look like a value that everybody has.
    most = max(3, many // 250)
    lines: list[Line] = []
    cast = list(crowd.cast.people.values())
    for person in cast:
        if person.contacts and (person.rich or rng.random() < 0.7):
            mine = min(most, rng.randrange(18, 46) if person.rich else rng.randrange(3, 14))
            while mine > 0:
                visit = _visit(person, rng, min(mine, rng.randrange(2, 9)))
                lines += visit
                mine -= len(visit)
    further = [person for person in crowd.customers if not person.tracked]
    while len(lines) < many:
        if rng.random() < 0.35:
            lines += _visit(rng.choice(further), rng, rng.randrange(2, 8))
        else:
            lines += _visit(None, rng, rng.randrange(1, 7))
    lines.sort(key=lambda line: (line[0], line[1]))
    folder.mkdir()
    for at, name in enumerate(FILES):
        last = datetime.combine(TODAY + timedelta(days=1), time()) - timedelta(weeks=WEEKS_A_FILE * at)
        first = last - timedelta(weeks=WEEKS_A_FILE)
        chosen = [(text, person) for when, text, person in lines if first <= when < last]
        for place, text in enumerate(BROKEN if at == 0 else ()):  # what a scanner or a full disk leaves
            chosen.insert(len(chosen) // 2 + place * 7, (text, None))
        for number, (_, who) in enumerate(chosen, 1):
            if who is not None:
                book.own(who, "weblog", "requests", path=name, line=number)
        _write(folder / name, "".join(text + "\n" for text, _ in chosen).encode())
    return len(lines)


def _visit(person: Person | None, rng: Random, requests: int) -> list[Line]:
    """Some requests in a row by one person, a stranger or a robot."""
    days = rng.randrange(7 * WEEKS_A_FILE * len(FILES))
    at = datetime.combine(
        TODAY - timedelta(days=days), time(rng.randrange(6, 23), rng.randrange(60), rng.randrange(60))
    )
    address, agent = person.ip if person else network_address(rng), rng.choice(AGENTS)
    pages, user = (SIGNED_IN, str(rng.choice(person.contacts).id)) if person else (IN_PUBLIC, "-")
    if person is None and rng.random() < 0.15:
        pages, agent = (SCANNED, "-") if rng.random() < 0.3 else (IN_PUBLIC, ROBOT)
    came_from, lines = rng.choice(FROM), []
    for _ in range(requests):
        page = rng.choice(pages)
        status = 404 if page in SCANNED else rng.choice((200,) * 12 + (304, 302))
        verb = "POST" if page.endswith(("details", "preferences", "checkout")) and rng.random() < 0.4 else "GET"
        when = f"{at.day:02d}/{MONTHS[at.month - 1]}/{at:%Y:%H:%M:%S} +0000"
        size = rng.randrange(400, 48000)
        text = f'{address} - {user} [{when}] "{verb} {page} HTTP/1.1" {status} {size} "{came_from}" "{agent}"'
        lines.append((at, text, person))
        came_from = f"https://www.{HOUSE}{page}"
        at = min(at + timedelta(seconds=rng.randrange(1, 180)), datetime.combine(at.date(), time(23, 59, 59)))
    return lines


def _write(path: Path, content: bytes) -> None:
    if path.suffix != ".gz":
        path.write_bytes(content)
        return
    out = io.BytesIO()
    with gzip.GzipFile("", "wb", 6, out, mtime=0) as file:
        file.write(content)
    path.write_bytes(out.getvalue())
