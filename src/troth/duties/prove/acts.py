"""Probes of what the company did: requests from the letter to the answer, and the evidence of it.

Where nothing has happened yet there was no occasion: the control is there, and the last proof is none yet.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Model

from troth.duties.cases import Case
from troth.duties.clock import local_date
from troth.duties.pack.plain import many
from troth.duties.prove.probe import Context, Result, failed, kept, no_occasion, none_of, probe
from troth.duties.search import Search
from troth.fault import Fault, Faults
from troth.records import audit, entries, keys
from troth.records.entries import Entry

PROMPT = timedelta(days=1)
RECENT = 500  # cases, entries or rows of a table that are looked at; a walk takes seconds, not hours
WAYS = ("letter", "telephone", "e-mail", "in person")


def _answered() -> list[Case]:
    """The newest requests whose answer has left, the newest first."""
    return list(Case.objects.exclude(answered_at=None).order_by("-answered_at")[:RECENT])


def _of(kinds: tuple[str, ...], cases: list[Case]) -> dict[str, dict[str, list[Entry]]]:
    """The entries of these kinds, by case and kind, the oldest first."""
    found: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    rows = Entry.objects.filter(kind__in=kinds, case__in=[case.reference for case in cases])
    for row in rows.order_by("id"):
        found[row.case][row.kind].append(row)
    return found


def _shown(said: Result, last: datetime | None, row: Entry | None = None) -> Result:
    """A result with the act that shows it."""
    named = f"entry {row.index}" if row and row.index is not None else ""
    return Result(said.state, said.says, last, named)


@probe("searched-everywhere", control="Every system is searched, or a colleague looks")
def searched_everywhere(here: Context) -> Result:
    """No answer left before every system of its search had answered, and each such step is on record."""
    cases = _answered()
    if not cases:
        return no_occasion("no request was answered yet")
    open_ones = list(Search.objects.filter(case__in=cases).exclude(state="done").select_related("case"))
    looked = set(Search.objects.filter(case__in=cases).values_list("case_id", flat=True))
    wrong = [f"{one.store} was not searched for {one.case.reference}" for one in open_ones]
    wrong += [f"nothing was searched for {case.reference}" for case in cases if case.pk not in looked]
    rows = _of(("store.searched", "store.answered"), cases[:1])[cases[0].reference]
    steps = [row for kind in rows.values() for row in kind]
    said = none_of(wrong, f"{many(len(steps), 'system')} for {cases[0].reference}, the last of {len(cases)}")
    return _shown(said, cases[0].answered_at, max(steps, key=lambda row: row.pk, default=None))


@probe("reviewed-first", control="A reviewer decides row by row before anything leaves")
def reviewed_first(here: Context) -> Result:
    """Every answer was approved by a named colleague before it was built."""
    cases = _answered()
    if not cases:
        return no_occasion("no request was answered yet")
    rows = _of(("answer.approved", "answer.built"), cases)
    wrong = []
    for case in cases:
        yes, built = rows[case.reference]["answer.approved"], rows[case.reference]["answer.built"]
        if not yes or (built and yes[0].pk > built[0].pk):
            wrong.append(f"the answer to {case.reference} was not approved before it was built")
    newest = rows[cases[0].reference]["answer.approved"]
    said = none_of(wrong, f"{many(len(cases), 'answer')}, each approved first")
    return _shown(said, cases[0].answered_at, newest[-1] if newest else None)


@probe("in-time", control="A clock for each request, counted as the law says")
def in_time(here: Context) -> Result:
    """No answer left after its day, and none that is owed is late."""
    cases = _answered()
    running = [case for case in Case.objects.exclude(due=None).filter(answered_at=None) if case.open]
    if not cases and not running:
        return no_occasion("no request has a date yet")
    wrong = [
        f"{case.reference} was due on {case.due} and is not answered"
        for case in running
        if case.due and case.due < here.on
    ]
    wrong += [
        f"{case.reference} was answered after its day"
        for case in cases
        if case.answered_at and case.due and local_date(case.answered_at) > case.due
    ]
    right = f"{len(cases)} answered in time, {len(running)} running"
    return _shown(none_of(wrong, right), cases[0].answered_at if cases else None)


@probe("only-verified", control="Nothing opens before the person is confirmed")
def only_verified(here: Context) -> Result:
    """Every answer that was opened went to somebody who had been confirmed, by a link that was made for them."""
    opened = list(Entry.objects.filter(kind="answer.opened").order_by("-id")[:RECENT])
    if not opened:
        return no_occasion("no answer was opened yet")
    cases = list(Case.objects.filter(reference__in=[row.case for row in opened]))
    rows = _of(("identity.confirmed", "answer.link-made"), cases)
    wrong = []
    for row in opened:
        before = rows[row.case]
        for kind, what in (("identity.confirmed", "was confirmed"), ("answer.link-made", "had a link")):
            if not any(one.pk < row.pk for one in before[kind]):
                wrong.append(f"{row.case} was opened before its person {what}")
    return _shown(
        none_of(wrong, f"{many(len(opened), 'answer')} opened, each by a confirmed person"), opened[0].at, opened[0]
    )


@probe("copies-destroyed", control="Working copies go with their key when a case closes")
def copies_destroyed(here: Context) -> Result:
    """The key of the working copies of every closed case is gone."""
    closed = list(Case.objects.filter(state="closed").order_by("-closed_at")[:RECENT])
    if not closed:
        return no_occasion("no case was closed yet")
    left = [case.reference for case in closed if keys.stands(case.findings_key)]
    wrong = [f"the working copies of {reference} can still be opened" for reference in left]
    gone = Entry.objects.filter(kind="key.destroyed").order_by("-id").first()
    return _shown(none_of(wrong, many(len(closed), "closed case")), gone.at if gone else closed[0].closed_at, gone)


@probe("asked-promptly", control="A code is sent at once, and nothing more is asked")
def asked_promptly(here: Context) -> Result:
    """Whoever was asked to confirm who they are was asked within a day."""
    cases = list(Case.objects.order_by("-id")[:RECENT])
    rows = _of(("request.opened", "identity.code-sent"), cases)
    asked = {reference: kinds for reference, kinds in rows.items() if kinds["identity.code-sent"]}
    if not asked:
        return no_occasion("nobody was asked yet")
    wrong = [f"{reference} was asked after more than a day" for reference, kinds in asked.items() if _late(kinds)]
    newest = max((kinds["identity.code-sent"][-1] for kinds in asked.values()), key=lambda row: row.pk)
    return _shown(none_of(wrong, f"{len(asked)} asked, each within a day"), newest.at, newest)


def _late(kinds: dict[str, list[Entry]]) -> bool:
    """Whether the first code went out more than a day after the request came."""
    opened = kinds["request.opened"]
    return bool(opened) and kinds["identity.code-sent"][0].at - opened[0].at > PROMPT


@probe("noted-by-staff", control="A colleague notes what comes by letter, telephone or mail")
def noted_by_staff(here: Context) -> Result:
    """Requests that came by another way than the form are cases too."""
    noted = Case.objects.filter(channel__in=WAYS).order_by("-id").first()
    if noted is None:
        return no_occasion("nothing came by letter, telephone or mail yet")
    row = Entry.objects.filter(kind="request.opened", case=noted.reference).first()
    if row is None:
        return failed(f"{noted.reference} came by {noted.channel} and has no evidence")
    return _shown(kept(f"the last came by {noted.channel}"), row.at, row)


@probe("looks-recorded", control="Each look at a person is on record with its reason")
def looks_recorded(here: Context) -> Result:
    """Every look that is on record says who looked, and why."""
    rows = list(Entry.objects.filter(kind="person.looked-at").order_by("-id")[:RECENT])
    if not rows:
        return no_occasion("nobody has looked at a person yet")
    wrong = []
    for row in rows:
        if keys.stands(row.key):
            said = entries.opened(row)
            wrong += [] if said["by"].strip() and said["why"].strip() else [f"a look at {row.case} has no reason"]
    return _shown(none_of(wrong, f"{many(len(rows), 'look')}, each with its reason"), rows[0].at, rows[0])


# ---- what is kept, and how ----


@probe("sealed", control="Who asks, and what was found, is sealed at rest")
def sealed(here: Context) -> Result:
    """The addresses and numbers of people who asked stand nowhere in clear in our own tables."""
    known: dict[bytes, str] = {}
    for case in Case.objects.order_by("-id")[:50]:
        if keys.stands(case.key):
            person = case.person()
            known |= {said.encode(): case.reference for said in (person.email, person.phone) if len(said) > 5}
    if not known:
        return no_occasion("nobody has asked yet")
    tables = [model for model in apps.get_app_config("troth").get_models() if model._meta.model_name not in PUBLISHED]
    wrong = [
        f"the table {model._meta.db_table} shows who {reference} is"
        for model in tables
        for reference in _in_clear(model, known)
    ]
    return none_of(dict.fromkeys(wrong), f"{len(tables)} tables looked through for {len(known)} addresses and numbers")


# What is published anyway: the policy names the address of the manager, who may ask for a copy too.
PUBLISHED = ("version", "proposal", "stretch")


def _in_clear(model: type[Model], known: dict[bytes, str]) -> Iterator[str]:
    """The references of people whose address or number stands readable in the newest rows of a table."""
    for values in model._default_manager.order_by("-pk")[:RECENT].values_list():
        held = b"\0".join(_bytes(value) for value in values)
        yield from (reference for said, reference in known.items() if said in held)


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    return str(value).encode()


@probe("ledger-holds", control="The whole ledger is checked from its bytes")
def ledger_holds(here: Context) -> Result:
    """Every entry leads to the signed head: nothing was changed, taken out or put in."""
    try:
        said = audit.fsck(None)
    except Faults as several:
        first = next(iter(several))
        return failed(f"{first.where}: {first.what}" if first.where else first.what)
    except Fault as fault:
        return failed(fault.what)
    head = entries.head()
    if not head.size:
        return no_occasion("the ledger has no entry yet")
    return kept(said.split(". ")[0].rstrip("."), evidence=f"entry {head.size - 1}")
