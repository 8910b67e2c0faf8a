"""Where each thing lies in the pack: one CSV file a table, one file for each recording or document that was found."""

from collections.abc import Mapping
from dataclasses import dataclass

from troth.duties.pack.naming import Names, ending
from troth.duties.pack.values import Matter, Reviewed
from troth.fault import Fault
from troth.words import Whose

Group = tuple[str, str]  # store, table
NAMED_IN = ("file", "filename", "file_name", "path", "name")


@dataclass(frozen=True)
class Layout:
    """The included rows by table, in the order of the search, and the paths that they get."""

    groups: Mapping[Group, tuple[Reviewed, ...]]
    tables: Mapping[Group, str]
    files: Mapping[tuple[Group, int, str], str]  # group, row from 0, column


def lay_out(matter: Matter) -> Layout:
    """Sort what leaves into tables and name the files; a Fault if the review is not complete or lets out too much."""
    _check(matter)
    groups: dict[Group, list[Reviewed]] = {}
    place = {searched.name: number for number, searched in enumerate(matter.searched)}
    leaving = [row for row in matter.reviewed if row.decision == "include"]
    for row in sorted(leaving, key=lambda row: place[row.found.store]):  # a stable sort: rows keep their order
        groups.setdefault((row.found.store, row.found.table), []).append(row)
    names = Names(matter.asked.person)
    stems = {group: f"{names.slug(group[0])}-{names.slug(group[1])}" for group in groups}
    files = {}
    for group, rows in groups.items():
        for number, row in enumerate(rows):
            for column, value in row.found.data.items():
                if isinstance(value, bytes | bytearray | memoryview) and len(value):
                    kind = ending(bytes(value), _hint(row, column))
                    files[group, number, column] = names.take("files", f"{stems[group]}-{number + 1:04d}", kind)
    tables = {group: names.take("tables", stems[group], "csv") for group in groups}
    return Layout({group: tuple(rows) for group, rows in groups.items()}, tables, files)


def _hint(row: Reviewed, column: str) -> str:
    """The name that a file was held under (of an attachment: its own); only its ending is ever used."""
    data = row.found.data
    named = [data.get(f"{column} name"), row.found.key.get("path"), *(data.get(name) for name in NAMED_IN)]
    return next((name for name in named if isinstance(name, str) and "." in name), "")


def _check(matter: Matter) -> None:
    """Nothing undecided, nothing lost between search and review, nothing of others (DESIGN, "Whose row is it?")."""
    counts = {searched.name: 0 for searched in matter.searched}
    for row in matter.reviewed:
        where = f"{matter.asked.reference}, {row.found.store}"
        ours = row.found.whose in (Whose.OWN, Whose.SHARED)
        if row.found.store not in counts:
            raise Fault("a finding comes from a system that is not among those searched", where=where)
        counts[row.found.store] += 1
        if row.decision == "include" and not ours:
            raise Fault(
                "a row that is not this person’s was to be included",
                where=where,
                because="an answer never holds another person’s data, nor what staff did at work (UK GDPR Art 15(4))",
                remedy="take the row out of the review",
            )
        if ours and row.decision not in ("include", "withhold"):
            raise Fault(
                "a finding has not been decided", where=where, remedy="include it, or withhold it with a reason"
            )
        if row.decision == "withhold" and not (row.reason.strip() and row.exemption_cite.strip()):
            raise Fault(
                "something is left out without a reason and a citation",
                where=where,
                because="a refusal states its reasons (UK GDPR Art 12(4))",
                remedy="give the exemption and a sentence for the person",
            )
    for searched in matter.searched:
        if counts[searched.name] != searched.count:
            raise Fault(
                f"{searched.count} rows were found and {counts[searched.name]} came through the review",
                where=f"{matter.asked.reference}, {searched.name}",
                because="an answer is complete, or says what is missing",
                remedy="search this system again and review its findings",
            )
