"""The store files against the policy: every category and every kind of identifier that they name is declared there."""

from collections.abc import Iterator, Mapping, Sequence

from troth.fault import Fault
from troth.policy import Policy
from troth.policy.source import nearest, quoted
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


def _meant(word: str, declared: Sequence[str], otherwise: str) -> str:
    near = nearest(word, tuple(declared))
    return f"did you mean `{near}`?" if near else otherwise
