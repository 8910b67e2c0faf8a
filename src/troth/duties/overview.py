"""Many cases at a glance: counts and whom each waits for, never whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q

from troth.duties import places
from troth.duties.cases import ENDED, Case
from troth.duties.clock import LONDON, local_date
from troth.duties.delivery import Delivery
from troth.duties.identity import Code
from troth.duties.outbox import Mail
from troth.duties.recount import Moved, moves
from troth.duties.review import GIVEN
from troth.duties.search import Finding, Search
from troth.flows import Start
from troth.records import entries

SOON_DAYS = 5


@dataclass(frozen=True)
class Points:
    """What one case has come to."""

    stores: int = 0
    searched: int = 0
    asked: tuple[str, ...] = ()  # the colleagues who have not answered
    down: tuple[str, ...] = ()  # the stores that cannot be reached, in words
    undecided: int = 0
    code_sent: datetime | None = None
    link_over: bool = False
    moved: Moved | None = None  # the bank holidays changed since the day was first given


@dataclass(frozen=True)
class Counters:
    """The desk's first line."""

    overdue: int
    soon: int
    to_decide: int
    waiting: int
    on_time: int
    answered: int


@dataclass(frozen=True)
class Stuck:
    """Work of a case that stopped and is tried again: what, how often, when next; never the error's message."""

    flow: str
    tries: int
    trouble: str
    next_at: datetime | None


def points(cases: Iterable[Case], at: datetime) -> dict[int, Points]:
    """What each case has come to, in five queries however many there are."""
    chosen = list(cases)
    keys = [case.pk for case in chosen]
    references, moved = {case.pk: case.reference for case in chosen}, moves(chosen)
    words = {name: store.says for name, store in places.all_stores().items()}
    searches: dict[int, list[Search]] = {key: [] for key in keys}
    for row in Search.objects.filter(case__in=keys).order_by("id"):
        searches[row.case_id].append(row)
    left = Finding.objects.filter(case__in=keys, whose__in=GIVEN, decision="").values("case")
    undecided = {row["case"]: row["n"] for row in left.annotate(n=Count("id"))}
    codes = Code.objects.filter(case__in=keys).values("case").annotate(last=Max("sent_at"))
    sent = {row["case"]: row["last"] for row in codes}
    over = {d.case_id for d in Delivery.objects.filter(case__in=keys, opened_at=None) if d.over(at)}
    return {
        key: Points(
            stores=len(rows),
            searched=sum(1 for row in rows if row.state == "done"),
            asked=tuple(row.colleague for row in rows if row.state == "asked"),
            down=tuple(words.get(row.store, row.store) for row in rows if row.state == "down"),
            undecided=undecided.get(key, 0),
            code_sent=sent.get(key),
            link_over=key in over,
            moved=moved.get(references[key]),
        )
        for key, rows in searches.items()
    }


def counters(on: date) -> Counters:
    """What is late, soon, to decide and waiting on this day, and how many answers of its year left in time."""
    running = Case.objects.exclude(state__in=ENDED).filter(answered_at=None)
    days = [(day - on).days for day in running.values_list("due", flat=True) if day]
    ended = Case.objects.filter(answered_at__gte=_new_year(on)).values_list("answered_at", "due")
    left = [(local_date(at), due) for at, due in ended if at and due]
    return Counters(
        overdue=sum(1 for d in days if d < 0),
        soon=sum(1 for d in days if 0 <= d <= SOON_DAYS),
        to_decide=running.filter(state="review").count(),
        waiting=running.filter(state__in=("unconfirmed", "waiting")).count(),
        on_time=sum(1 for gone, due in left if gone <= due),
        answered=len(left),
    )


def _new_year(on: date) -> datetime:
    return datetime(on.year, 1, 1, tzinfo=LONDON)


def by_name(text: str) -> list[Case]:
    """Cases whose person, as told, bears this name or e-mail address; the newest thousand are looked through."""
    wanted = " ".join(text.split()).casefold()
    if len(wanted) < 3:
        return []
    found = []
    for case in Case.objects.select_related("owner").order_by("-id")[:1000]:
        person = case.person()
        if wanted in " ".join(person.name.split()).casefold() or wanted == person.email.casefold():
            found.append(case)
    return found


def stuck(case: Case) -> list[Stuck]:
    """The work of this case that stopped and waits for its next try: nothing stands still unseen."""
    mails = Mail.objects.filter(case=case, sent_at=None).values_list("pk", flat=True)
    ours = Q(id__contains=f":{case.reference}:") | Q(id__in=[f"send_mail:{pk}:1" for pk in mails])
    rows = Start.objects.filter(ours, state="failed").order_by("asked_at")
    return [Stuck(row.flow, row.tries, row.trouble, row.next_at) for row in rows]


def down_since(case: Case) -> dict[str, datetime]:
    """Since when each store of a case could not be reached: the entry that said so first."""
    rows = entries.Entry.objects.filter(case=case.reference, kind="store.down").order_by("id")
    return {entries.opened(row)["store"]: row.at for row in rows}


def destroyed_at(case: Case) -> datetime | None:
    """When the findings of a case were destroyed; None while they stand."""
    rows = entries.Entry.objects.filter(case=case.reference, kind="key.destroyed").order_by("id")
    return next((row.at for row in rows if entries.opened(row)["key_name"] == case.findings_key), None)
