"""The answer of one case (UK GDPR Art 15): its findings as they were reviewed, put together into a pack and a page.

What goes in is gathered here: the request, the rows with their decisions, the systems searched, the law and the policy
of the day. What comes out is files and words; nothing is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from troth import law, policy, vault
from troth.duties import encode, places
from troth.duties.cases import Case
from troth.duties.clock import LONDON, local_date
from troth.duties.pack import page
from troth.duties.pack.make import make
from troth.duties.pack.values import Asked, Matter, Reviewed, Searched
from troth.duties.search import Finding, Search
from troth.fault import Fault
from troth.records import keys
from troth.records.place import in_force
from troth.words import Found, Right, Whose

SHEET = Path(__file__).resolve().parents[1] / "static" / "troth.css"
DOWNLOAD = "/answer/download/"  # where the page on our site hands out the pack
NOBODY = "the person"  # a case that was opened without a name (`troth request`)


@dataclass(frozen=True)
class Built:
    """The pack's files without the receipt, the hash of their list, how many items leave, and the page (a fragment)."""

    files: dict[str, bytes]
    manifest_digest: str
    items: int
    page: str


def build(case: Case, at: datetime) -> Built:
    """The answer as it leaves at this moment; a Fault if a system was not searched or a finding is not decided."""
    pack = make(gather(case, at), SHEET.read_text(encoding="utf-8"))
    shown = page.body(pack.answer, page.Links(download=DOWNLOAD))
    return Built(dict(pack.files), pack.digest, pack.answer.count, shown)


def gather(case: Case, at: datetime) -> Matter:
    """Everything that the answer is made of, as it stands."""
    on, person, ours = local_date(at), case.person(), in_force()
    searches = list(case.search_set.order_by("id"))
    cites: Mapping[str, str] = {
        exemption.id: str(exemption.cite) for exemption in law.exemptions(Right(case.right), on)
    }
    return Matter(
        asked=Asked(
            reference=case.reference,
            person="" if person.name == NOBODY else person.name.strip(),
            received=local_date(case.received_at),
            answered=on,
            due=case.due,
            scope="" if person.scope == "everything" else person.scope,
        ),
        reviewed=tuple(_reviewed(case, cites)),
        searched=tuple(_searched(case, search) for search in searches),
        policy=policy.under(ours, on),
        law=law.access_items(on),
        regulator=policy.regulator_of(ours, on),
    )


def _reviewed(case: Case, cites: Mapping[str, str]) -> Iterator[Reviewed]:
    """Each finding with its decision. What does not leave is not even opened: only its class and its place count."""
    key = keys.get(case.findings_key) if case.finding_set.exists() else b""
    for row in Finding.objects.filter(case=case).select_related("search").order_by("search_id", "number").iterator():
        if row.decision == "include":
            found = encode.from_bytes(vault.open_(key, bytes(row.sealed), case.reference))
        else:
            found = Found(row.search.store, row.table, {}, Whose(row.whose), {})
        yield Reviewed(found, row.decision, row.reason, cites.get(row.exemption, ""))


def _searched(case: Case, search: Search) -> Searched:
    if search.state != "done":
        raise Fault(
            "a system has not been searched to its end",
            where=f"{case.reference}, {search.store}",
            because="an answer is complete, or says what is missing",
            remedy="wait until it has answered, or enter what a colleague found in it",
        )
    store = places.all_stores().get(search.store)
    looked = search.at.astimezone(LONDON).replace(tzinfo=None) if search.at else None
    return Searched(search.store, search.says, search.found, looked, dict(store.tables) if store else {})
