"""The store files against the policy: every category, kind of identifier and event that they name is declared there;
and every period of the policy runs from a date that a store gives.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from troth.fault import Fault
from troth.law.uk import periods
from troth.policy import Policy
from troth.policy.source import nearest, quoted
from troth.policy.values import Purpose, covers
from troth.stores.base import Store, Table


def check(stores: Mapping[str, Store], policy: Policy) -> list[Fault]:
    """What store files name that the policy does not declare, each at its place."""
    faults: list[Fault] = []
    for store in stores.values():
        for table in store.maps.values():
            faults += _categories(table, tuple(policy.data))
            faults += _kinds(table, tuple(policy.identifiers))
    return faults


def _categories(table: Table, declared: Sequence[str]) -> Iterator[Fault]:
    for column, category in table.columns.items():
        if category not in declared:
            yield table.source.fault(
                (*table.path, "columns", column),
                f"{quoted(category)} is no category of the policy",
                because="an answer says what each piece of data is used for, and the policy says that by category",
                remedy=_meant(category, declared, "declare it under `data:` in policy.yaml"),
            )


def _kinds(table: Table, declared: Sequence[str]) -> Iterator[Fault]:
    for kind in table.person.columns:
        if kind not in declared:
            yield table.source.fault(
                (*table.path, "person", kind),
                f"{quoted(kind)} is no kind of identifier of the policy",
                because="people are found by the identifiers that the policy declares",
                remedy=_meant(kind, declared, "declare it under `identifiers:` in policy.yaml"),
                key=True,
            )


# What our own records know the date of: consents and objections, requests, complaints and incidents.
LOGS = ("consent-evidence", "request-log", "complaint-log", "breach-log")
ALIKE = 0.85  # a store may tell dates from which no period runs; one that is all but an event's name is meant for it
OURS = {"objection.withdrawn", *(line.event for log in LOGS for line in periods.known(log))}


def dates(stores: Mapping[str, Store], policy: Policy) -> list[Fault]:
    """Periods whose event no store has the date of, and dates that stand for an event which the policy does not know.

    What lies in a store whose rows tell no such date would never go. Where nothing of a purpose lies in a store that
    says what it holds, nobody can tell.
    """
    tables = [table for store in stores.values() for table in store.maps.values()]
    given = {event for table in tables for event in table.clocks}
    held = {category for table in tables for category in table.columns.values()}
    faults = [_unending(p, policy) for p in policy.purposes.values() if _never_ends(p, given, held)]
    known = tuple({*policy.events, *(p.keep.event for p in policy.purposes.values())})
    for table in tables if policy.events else ():
        faults += _events(table, known)
    return faults


def _never_ends(purpose: Purpose, given: set[str], held: set[str]) -> bool:
    """Whether rows of a purpose would never go, for want of the date of its event."""
    told = purpose.keep.event in given or purpose.keep.event in OURS
    return not told and any(covers(use, category) for use in purpose.uses for category in held)


def _unending(purpose: Purpose, policy: Policy) -> Fault:
    return policy.source.fault(
        ("purposes", purpose.id, "keep"),
        f"no store gives the date of `{purpose.keep.event}`, so what `{purpose.id}` keeps would never go",
        because="UK GDPR 5(1)(e): data is kept no longer than its purpose needs",
        remedy=f"write `clocks: {{{purpose.keep.event}: COLUMN}}` in the store that knows it",
    )


def _events(table: Table, known: Sequence[str]) -> Iterator[Fault]:
    for event in table.clocks:
        near = get_close_matches(event, known, 1, ALIKE) if event not in known else ()
        if near:
            yield table.source.fault(
                (*table.path, "clocks", event),
                f"{quoted(event)} is no event of the policy",
                because="a period runs from the event that the policy names, and would not find its date here",
                remedy=f"did you mean `{near[0]}`?",
                key=True,
            )


def _meant(word: str, declared: Sequence[str], otherwise: str) -> str:
    near = nearest(word, tuple(declared))
    return f"did you mean `{near}`?" if near else otherwise
