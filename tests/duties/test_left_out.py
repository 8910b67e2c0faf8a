"""What the reviewer left out, what is another's and what staff did at work is in no byte of a pack.

Real findings of the sample estate, a third of each person's rows left out at random; every distinctive value of what
does not leave is looked for in all files, and the letter is unpacked.
"""

import io
import os
import random
import re
from datetime import date, datetime
from pathlib import Path

import pypdf

from troth import law, policy, stores
from troth.duties.pack.make import make
from troth.duties.pack.values import Asked, Matter, Reviewed, Searched
from troth.words import Found, Identifier, Subject, Whose

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
ON = date(2026, 12, 14)
PLAIN = re.compile(r"[\w ]{1,20}|[0-9: T.+-]+")  # words and times that many rows share


def values(held):
    """Every text and every stretch of bytes in a row."""
    if isinstance(held, dict):
        held = list(held.values())
    if isinstance(held, list | tuple):
        for part in held:
            yield from values(part)
    elif isinstance(held, str):
        yield held.strip().encode("utf-8", "surrogatepass")
    elif isinstance(held, bytes):
        yield held


def distinctive(value):
    """Whether a value can only come from its row."""
    return len(value) >= 12 and not PLAIN.fullmatch(value.decode("utf-8", "replace"))


def every_byte(files):
    """All bytes of a pack and the words of its letter."""
    letter = pypdf.PdfReader(io.BytesIO(files["letter.pdf"]))
    words = [page.extract_text().encode() for page in letter.pages] + [str(letter.metadata).encode()]
    return b"\n".join([*files.values(), *words])


def test_no_value_of_what_stays_is_in_a_byte_of_what_leaves(estate, truth):
    chance = random.Random(7)
    opened = stores.load(COMPANY / "stores", os.environ, COMPANY)
    text = (COMPANY / "policy.yaml").read_text(encoding="utf-8")
    declared = policy.read(text, "policy.yaml")
    looked_for = 0
    for person in truth[::3]:
        who = Subject(tuple(Identifier(*pair) for pair in person["who"]))
        rows = [row for row in stores.find(opened, who) if isinstance(row, Found)]
        reviewed = [decided(row, chance) for row in rows]
        files = make(matter(person, reviewed, opened, declared), "").files
        leaves = b"\n".join(v for row in reviewed if row.decision == "include" for v in values(whole(row.found)))
        stays = {v for row in reviewed if row.decision != "include" for v in values(whole(row.found)) if distinctive(v)}
        alone = {value for value in stays if value not in leaves and value not in text.encode()}
        sent = every_byte(files)
        assert not [value for value in alone if value in sent]
        looked_for += len(alone)
    assert looked_for > 300


def whole(found):
    return [dict(found.data), dict(found.key)]


def decided(row, chance):
    if row.whose not in (Whose.OWN, Whose.SHARED):
        return Reviewed(row)
    if chance.random() < 1 / 3:
        return Reviewed(row, "withhold", "It tells about somebody else", "DPA 2018 Sch 2 para 16")
    return Reviewed(row, "include")


def matter(person, reviewed, opened, declared):
    searched = tuple(
        Searched(n, s.says, sum(r.found.store == n for r in reviewed), datetime(2026, 12, 1), dict(s.tables))
        for n, s in opened.items()
    )
    asked = Asked("T-7K4M-2Q9D", person["name"], date(2026, 11, 25), ON, date(2026, 12, 29))
    return Matter(asked, tuple(reviewed), searched, declared, law.access_items(ON), law.regulator(ON))
