"""A deadline with its derivation, for each nation: plain, paused, extended, a complaint, a breach.

The peer is what a developer writes: dateutil's relativedelta and the `holidays` package, prepared once. It gives a day
and nothing else: no step, no citation, no stricter reading, no law of another day. First both are asked for the same
days, so that the same work is compared.
"""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from holidays import country_holidays

from troth import law
from troth.law.calendar import Change, published
from troth.words import Nation

RUNS, CALLS, TO_REACH = 15, 1000, 50
LONDON = ZoneInfo("Europe/London")
FIRST = date(2026, 6, 19)  # all five duties exist
DAYS = [FIRST + timedelta(days=n) for n in range(700)]
SUBDIVISION = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}
HOLIDAYS = {Nation(n): country_holidays("GB", subdiv=s, years=range(2026, 2030)) for n, s in SUBDIVISION.items()}
KINDS = ("plain", "paused", "extended", "complaint", "breach")


def ours(kind: str, day: date, nation: Nation, calendar: law.Calendar | None = None) -> date | datetime | None:
    """What `law.due` says: the day, of which the derivation is left unread."""
    match kind:
        case "plain":
            found = law.due("access", day, nation, calendar=calendar)
        case "paused":
            asked, answered = day + timedelta(days=3), day + timedelta(days=10)
            found = law.due("access", day, nation, clarify=[(asked, answered)], calendar=calendar)
        case "extended":
            found = law.due("access", day, nation, extended=True, calendar=calendar)
        case "complaint":
            found = law.due("complaint-acknowledgement", day, nation, calendar=calendar)
        case _:
            found = law.due("breach", datetime(day.year, day.month, day.day, 10, tzinfo=LONDON), nation)
    return found.at if found else None


def by_hand(kind: str, day: date, nation: Nation) -> date | datetime:
    """The same day as one writes it without a library for the law."""
    match kind:
        case "plain":
            last = day + relativedelta(months=1)
        case "paused":
            asked, answered = day + timedelta(days=3), day + timedelta(days=10)
            last = day + relativedelta(months=1) + timedelta(days=(answered - asked).days + 1)
        case "extended":
            last = day + relativedelta(months=3)
        case "complaint":
            last = day + timedelta(days=30)
        case _:
            aware = datetime(day.year, day.month, day.day, 10, tzinfo=LONDON)
            return (aware.astimezone(UTC) + timedelta(hours=72)).astimezone(LONDON)
    closed = HOLIDAYS[nation]
    while last.weekday() > 4 or last in closed:
        last += timedelta(days=1)
    return last


def timed(act: Callable[[str, date, Nation], object], kind: str, nation: Nation) -> float:
    """Microseconds of the processor a call takes, over days spread through two years."""
    days = [DAYS[n * 7 % len(DAYS)] for n in range(CALLS)]
    began = time.process_time()  # of this process alone: nothing here waits, and a busy machine must not count
    for day in days:
        act(kind, day, nation)
    return (time.process_time() - began) / CALLS * 1e6


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):5.1f} us ({min(values):.1f} to {max(values):.1f})"


def main() -> None:
    asked = [(kind, day, nation) for kind in KINDS for day in DAYS for nation in Nation]
    other = [one for one in asked if ours(*one) != by_hand(*one)]
    print(f"{len(asked):,} deadlines asked of both: {len(other)} differ")
    medians = []
    for kind in KINDS:
        for nation in Nation:
            runs = [(timed(ours, kind, nation), timed(by_hand, kind, nation)) for _ in range(RUNS)]
            mine, peer = [a for a, _ in runs], [b for _, b in runs]
            medians.append(statistics.median(mine))
            ratio = statistics.median(mine) / statistics.median(peer)
            print(f"{kind:<10}{nation:<18}{spread(mine):<28}by hand, no derivation {spread(peer):<28}{ratio:4.1f}x")
    change = [Change(day, "a proclaimed day", "here") for day in DAYS[::40]]
    changed = {nation: published(nation).changed(change) for nation in Nation}
    with_list = [timed(lambda k, d, n: ours(k, d, n, changed[n]), "plain", Nation.SCOTLAND) for _ in range(RUNS)]
    print(f"plain, with {len(change)} days that the company's folder changes   {spread(with_list)}")
    print(f"the slowest of them   {max(medians):.1f} us   to reach: {TO_REACH} us")


if __name__ == "__main__":
    main()
