"""What a reviewer reads: findings by system, table and class, counted without opening them and opened a page at a time.

A finding is opened only where it is shown, so that a person with thousands of rows does not cost thousands of keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from troth import vault
from troth.duties import answer, encode, places
from troth.duties.cases import Case
from troth.duties.pack import page
from troth.duties.pack.compose import compose
from troth.duties.pack.layout import lay_out
from troth.duties.review import GIVEN
from troth.duties.search import Finding, Search
from troth.fault import Fault
from troth.records import keys
from troth.words import Found, Whose

ORDER = {Whose.OWN: 0, Whose.SHARED: 1, Whose.STAFF: 2, Whose.OTHER: 3}


@dataclass(frozen=True)
class Read:
    """One finding, opened."""

    finding: Finding
    found: Found


@dataclass(frozen=True)
class Group:
    """The rows of one table that are of one class; `id` is its first finding."""

    id: int
    store: str
    table: str
    words: str
    whose: Whose
    count: int
    included: int
    withheld: int

    @property
    def given(self) -> bool:
        """Whether rows of this class may leave at all."""
        return self.whose in GIVEN

    @property
    def undecided(self) -> int:
        """How many rows wait for a decision; none of a class that never leaves."""
        return self.count - self.included - self.withheld if self.given else 0


@dataclass(frozen=True)
class Held:
    """What one system holds, by table and class."""

    search: Search
    says: str
    groups: tuple[Group, ...]

    @property
    def undecided(self) -> int:
        """How many rows of it wait for a decision."""
        return sum(group.undecided for group in self.groups)


def held(case: Case) -> list[Held]:
    """Every system that was to be searched, in its order, with the groups of what it holds: one query for all."""
    known = places.all_stores()
    rows = Finding.objects.filter(case=case).values("search", "table", "whose")
    counted = rows.annotate(
        first=Min("id"),
        count=Count("id"),
        included=Count("id", filter=Q(decision="include")),
        withheld=Count("id", filter=Q(decision="withhold")),
    )
    groups: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    first: dict[tuple[int, str], int] = {}  # a table's place is that of its first finding of any class
    for row in map(dict[str, Any], counted):
        place = (row["search"], row["table"])
        first[place] = min(row["first"], first.get(place, row["first"]))
        groups.setdefault(row["search"], []).append((ORDER[Whose(row["whose"])], row))
    found = []
    for search in case.search_set.order_by("id"):
        store = known.get(search.store)
        says, words = (store.says, store.tables) if store else (search.store, {})
        ours = sorted(groups.get(search.pk, []), key=lambda g: (first[g[1]["search"], g[1]["table"]], g[0]))
        made = tuple(
            Group(
                id=row["first"],
                store=search.store,
                table=row["table"],
                words=words.get(row["table"], ""),
                whose=Whose(row["whose"]),
                count=row["count"],
                included=row["included"],
                withheld=row["withheld"],
            )
            for _, row in ours
        )
        found.append(Held(search, says, made))
    return found


def members(case: Case, first: int) -> Any:
    """The findings of the group in which this finding lies, in the order of the search; a Fault if it is no finding."""
    one = Finding.objects.filter(case=case, pk=first).defer("sealed").first()
    if one is None:
        raise Fault("this finding is not part of this case", where=case.reference, remedy="open the case anew")
    return Finding.objects.filter(case=case, search=one.search_id, table=one.table, whose=one.whose).order_by("number")


def chosen(case: Case, rows: Iterable[int], groups: Iterable[int]) -> list[int]:
    """The ids of single rows and of all rows of the groups named, once each; what is not of this case is left out."""
    ids = dict.fromkeys(
        Finding.objects.filter(case=case, pk__in=list(rows)).order_by("id").values_list("pk", flat=True)
    )
    for first in groups:
        ids |= dict.fromkeys(members(case, first).values_list("pk", flat=True))
    return list(ids)


def own_undecided(case: Case) -> list[int]:
    """The rows that are this person's alone and wait for a decision."""
    rows = Finding.objects.filter(case=case, whose=Whose.OWN, decision="")
    return list(rows.order_by("id").values_list("pk", flat=True))


def opened(case: Case, findings: Iterable[Finding]) -> list[Read]:
    """These findings in clear, with one look at the key; a Fault once the case's findings were destroyed."""
    rows = list(findings)
    if not rows:
        return []
    key = keys.get(case.findings_key)
    clear = (encode.from_bytes(vault.open_(key, bytes(row.sealed), case.reference)) for row in rows)
    return [Read(row, found) for row, found in zip(rows, clear, strict=True)]


def one(case: Case, pk: int) -> Read:
    """One finding of this case, opened; a Fault if it is none."""
    return opened(case, members(case, pk).filter(pk=pk))[0]


def reasons(case: Case) -> list[tuple[str, str]]:
    """Exemption and reason of each row that is withheld, in the order of the search."""
    rows = Finding.objects.filter(case=case, decision="withhold").order_by("id")
    return list(rows.values_list("exemption", "reason"))


def address_held(case: Case) -> list[str]:
    """The systems that hold, in this person's own rows, the address to which the answer would go (in words).

    None of them: the company did not know this address before it was asked, and whoever approves should know that.
    """
    email = case.person().email.strip().casefold()
    own = Finding.objects.filter(case=case, whose=Whose.OWN).order_by("id")
    names = {read.found.store for read in opened(case, own) if email and email in _texts(read.found.data)}
    return [search.says for search in case.search_set.order_by("id") if search.store in names]


def _texts(data: Any) -> set[str]:
    """Every text in a row, folded as addresses are compared."""
    if isinstance(data, dict):
        return {text for value in data.values() for text in _texts(value)}
    if isinstance(data, list | tuple):
        return {text for value in data for text in _texts(value)}
    return {data.strip().casefold()} if isinstance(data, str) else set()


def preview(case: Case, at: datetime) -> str:
    """The answer as the person would read it if it left now (markup, escaped); a Fault while a finding is undecided."""
    matter = answer.gather(case, at)
    return page.body(compose(matter, lay_out(matter)))
