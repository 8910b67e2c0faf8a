"""The walk from a person's rows, against the plain meaning of links on databases made by chance."""

import random

import pytest

TABLES = ("contacts", "b", "c", "d")
AS = ("own", "own", "own", "shared", "shared if others", "shared if others", "staff", "other")
Row = tuple[str, int]


def by_chance(chance: random.Random) -> tuple[dict[str, dict[int, dict[str, int | None]]], list[dict[str, str]]]:
    """Rows by table and number, and links between any tables, back and forth and to themselves."""
    rows = {
        table: {
            number: {column: chance.choice([None, *range(1, 9)]) for column in "xyz"}
            for number in range(1, chance.randint(3, 9))
        }
        for table in TABLES
    }
    links = [
        {
            "child": chance.choice(TABLES[1:]),
            "parent": chance.choice(("contacts", *TABLES)),
            "mine": chance.choice(["id", "x", "y"]),
            "theirs": chance.choice(["id", "x", "z"]),
            "as": chance.choice(AS),
        }
        for _ in range(chance.randint(4, 12))
    ]
    return rows, links


def plainly(rows: dict, links: list[dict[str, str]], first: int) -> dict[str, set[Row]]:
    """The classes by their definition, asked of every pair of rows again and again until nothing changes."""

    def value(row: Row, column: str) -> int | None:
        return row[1] if column == "id" else rows[row[0]][row[1]][column]

    def hangs(link: dict[str, str], child: Row, parent: Row) -> bool:
        mine = value(child, link["mine"])
        return (
            (child[0], parent[0]) == (link["child"], link["parent"])
            and mine is not None
            and mine == value(parent, link["theirs"])
        )

    everything = [(table, number) for table in TABLES for number in rows[table]]
    own: set[Row] = {("contacts", first)}
    shared: set[Row] = set()

    def reached(child: Row, parents: set[Row], *as_: str) -> bool:
        return any(hangs(link, child, parent) for link in links if link["as"] in as_ for parent in parents)

    while True:
        strangers = set(everything) - own
        more = {
            row
            for row in strangers
            if reached(row, own, "own")
            or (reached(row, own, "shared if others") and not reached(row, strangers, "shared if others"))
        }
        if not more:
            break
        own |= more
    while True:
        more = {
            row
            for row in set(everything) - own - shared
            if reached(row, own, "shared", "shared if others")
            or reached(row, shared, "own", "shared", "shared if others")
        }
        if not more:
            break
        shared |= more
    staff = {row for row in set(everything) - own - shared if reached(row, own | shared, "staff")}
    other = {row for row in set(everything) - own - shared - staff if reached(row, own | shared, "other")}
    return {"own": own, "shared": shared, "staff": staff, "other": other}


@pytest.mark.parametrize("seed", range(60))
def test_every_row_has_the_class_that_the_plain_meaning_gives_it(place, seed: int) -> None:
    rows, links = by_chance(random.Random(seed))
    script = ""
    for table in TABLES:
        script += f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, x INTEGER, y INTEGER, z INTEGER);\n"
        for number, row in rows[table].items():
            values = ", ".join("NULL" if value is None else str(value) for value in row.values())
            script += f"INSERT INTO {table} VALUES ({number}, {values});\n"
    place.database(script)
    text = "people: contacts\ntables:\n  contacts:\n    person: {customer: id}\n"
    for table in TABLES[1:]:
        mine = [link for link in links if link["child"] == table]
        text += f"  {table}:\n    says: rows of {table}\n" + ("    of:\n" if mine else "")
        text += "".join(
            f"      - {{{link['parent']}: {{{link['mine']}: {link['theirs']}}}, as: {link['as']}}}\n" for link in mine
        )
    place.file(text)
    found = place.find("customer=1")
    given = {
        whose: {(table, key) for table, keys in found.of(whose).items() for key in keys}
        for whose in ("own", "shared", "staff", "other")
    }
    assert given == plainly(rows, links, 1)


def test_chance_makes_every_class_and_some_of_each() -> None:
    """The comparison above would say nothing of a class that never comes up."""
    sizes = {"own": 0, "shared": 0, "staff": 0, "other": 0}
    for seed in range(60):
        for whose, found in plainly(*by_chance(random.Random(seed)), 1).items():
            sizes[whose] += len(found)
    assert all(size > 20 for size in sizes.values()), sizes
