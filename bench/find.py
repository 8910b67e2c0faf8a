"""One person across the sample estate: all stores at 5,000 people, and the SQL part at 5,000 and 50,000 people.

The estates are made once in a scratch folder; each figure is the median over the same 30 people of the truth.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import sqlalchemy

from troth import sample, stores
from troth.words import Identifier, Subject

ROOT = Path(__file__).resolve().parent.parent
COMPANY = ROOT / "companies" / "ljt-systems"
PEOPLE = 30


def timed(folder: Path, only: list[str] | None) -> list[float]:
    """Milliseconds for each person, stores opened once as in the server."""
    opened = stores.load(COMPANY / "stores", os.environ | {"TROTH_ESTATE": str(folder)}, COMPANY)
    truth = json.loads((folder / "truth.json").read_text())["people"][:PEOPLE]
    subjects = [Subject(tuple(Identifier(*pair) for pair in person["who"])) for person in truth]
    for who in subjects[:2]:  # plans and indexes are made at the first use
        list(stores.find(opened, who, only=only))
    taken = []
    for who in subjects:
        began = time.perf_counter()
        list(stores.find(opened, who, only=only))
        taken.append((time.perf_counter() - began) * 1000)
    return taken


OF_CONTACT = "orders subscriptions equipment invoices payments tickets visits credit_checks logins".split()
BY_HAND = (
    "select * from contacts where id = :id",
    "select a.* from accounts a join contacts c on c.account_id = a.id where c.id = :id",
    "select a.* from addresses a join contacts c on c.address_id = a.id where c.id = :id",
    "select s.* from sites s join contacts c on c.account_id = s.account_id where c.id = :id",
    *(f"select * from {table} where contact_id = :id" for table in OF_CONTACT),
    "select l.* from order_lines l join orders o on o.id = l.order_id where o.contact_id = :id",
    "select * from notes where entity_table = 'contacts' and entity_id = :id",
    *(
        f"select n.* from notes n join {table} t on n.entity_table = '{table}' and n.entity_id = t.id "
        "where t.contact_id = :id"
        for table in ("tickets", "orders")
    ),
    "select * from tags where entity_table = 'contacts' and entity_id = :id",
)


def by_hand(folder: Path) -> list[float]:
    """The peer: SQLAlchemy Core, statements a developer would write, one after the other, for a known customer number.

    It neither looks who is meant nor asks whose a row is, so it is a bound rather than an equal.
    """
    truth = json.loads((folder / "truth.json").read_text())["people"][:PEOPLE]
    numbers = [
        row["key"]["id"] for p in truth for row in p["own"] if (row["store"], row["table"]) == ("crm", "contacts")
    ]
    statements, taken = [sqlalchemy.text(sql) for sql in BY_HAND], []
    with sqlalchemy.create_engine(f"sqlite:///{folder / 'crm.sqlite'}").connect() as link:
        for number in numbers[:2] + numbers:
            began = time.perf_counter()
            for statement in statements:
                [dict(row) for row in link.execute(statement, {"id": number}).mappings()]
            taken.append((time.perf_counter() - began) * 1000)
    return taken[2:]


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ms ({min(values):.1f} to {max(values):.1f})"


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        small, large = Path(scratch) / "small", Path(scratch) / "large"
        sample.make(small, people=5000)
        sample.make(large, people=50_000)
        everything = timed(small, None)
        print(f"one person, all stores, 5,000 people   {spread(everything)}   to reach: 250 ms")
        at_small, at_large = timed(small, ["crm"]), timed(large, ["crm"])
        ratio = statistics.median(at_large) / statistics.median(at_small)
        peer = by_hand(small)
        print(f"its SQL part, 5,000 people             {spread(at_small)}")
        against = statistics.median(at_small) / statistics.median(peer)
        print(
            f"SQLAlchemy Core by hand, known number  {spread(peer)}   ours takes {against:.1f}x, with whose each row is"
        )
        print(f"its SQL part, 50,000 people            {spread(at_large)}   {ratio:.2f}x; to reach: 1.2x")
        env = os.environ | {"TROTH_HOME": str(COMPANY), "TROTH_ESTATE": str(small)}
        person = json.loads((small / "truth.json").read_text())["people"][0]
        who = [word for kind, value in person["who"] for word in ("--who", f"{kind}={value}")]
        cold = []
        for _ in range(5):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "troth", "find", *who, "--json"],
                env=env,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            cold.append((time.perf_counter() - began) * 1000)
        print(f"`troth find` in a new process          {spread(cold)}")


if __name__ == "__main__":
    main()
