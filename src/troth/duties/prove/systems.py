"""Probes of the systems where data lies: each kind of data mapped, nothing there that no map names, clocks that run."""

from collections.abc import Iterator, Mapping

from troth.duties.pack.plain import many
from troth.duties.prove.probe import Context, Result, failed, none_of, not_built, probe
from troth.fault import Fault
from troth.policy.values import covers
from troth.stores import Store


def _columns(stores: Mapping[str, Store], category: str) -> list[str]:
    """Every column that holds a category: `crm.contacts.email`."""
    return [
        f"{name}.{table.name}.{column}"
        for name, store in stores.items()
        for table in store.maps.values()
        for column, held in table.columns.items()
        if covers(category, held)
    ]


@probe("mapped", control="A map of every system, column by column")
def mapped(here: Context) -> Result:
    """Each category that names the promise is mapped to a column of a system at least."""
    found = {category: _columns(here.world.stores, category) for category in here.of("data")}
    if not found:
        return failed(f"no category of the policy names {here.promise.id}")
    wrong = (f"no system is mapped to hold `{category}`" for category, columns in found.items() if not columns)
    places = sum(map(len, found.values()))
    systems = len({column.partition(".")[0] for columns in found.values() for column in columns})
    return none_of(wrong, f"{places} columns of {systems} systems")


@probe("nothing-undeclared", control="The systems’ own catalogues are held against the maps")
def nothing_undeclared(here: Context) -> Result:
    """No system that can list its tables has a column, or a table hanging on a mapped one, that its map does not name.

    What lies in files, and inside a column, is not looked at here: that is what the scan of the estate is for.
    """
    looked: list[str] = []
    wrong: list[str] = []
    for name, store in here.world.stores.items():
        unnamed = getattr(store, "unnamed", None)
        if unnamed is None:
            continue
        try:
            wrong += [f"{store.says}: `{one}` is there and the map does not name it" for one in unnamed()]
            looked.append(name)
        except Fault as fault:
            wrong.append(f"{store.says} could not be looked at: {fault.what}")
    if not looked and not wrong:
        return not_built("no system here can list its tables")
    right = f"{len(looked)} of {len(here.world.stores)} systems can list their columns, and all are named"
    return none_of(wrong, right)


@probe("logs-mapped", control="The web server’s log is a system like any other")
def logs_mapped(here: Context) -> Result:
    """A log is mapped that holds the category, so that access and retention reach it."""
    logs = {name: store for name, store in here.world.stores.items() if store.kind == "log"}
    wrong = (f"no log is mapped to hold `{one}`" for one in here.of("data") if not _columns(logs, one))
    return none_of(wrong, f"{len(logs)} mapped, and found for access")


@probe("clocks-mapped", control="The systems say when each period begins")
def clocks_mapped(here: Context) -> Result:
    """Some system gives the date of the event from which each period of the promise runs."""
    purposes = here.of("purposes")
    if not purposes:
        return failed(f"no purpose of the policy names {here.promise.id}")
    known = {event for store in here.world.stores.values() for table in store.maps.values() for event in table.clocks}
    unknown = {name: one.keep.event for name, one in purposes.items() if one.keep.event not in known}
    wrong = [
        f"no system gives the day of `{event}`, from which `{name}` is kept"
        for name, event in unknown.items()
        if event not in OURS
    ]
    if unknown and not wrong:
        return not_built(f"the register that says when {STATES[next(iter(unknown.values()))]}")
    return none_of(wrong, f"{many(len(purposes), 'period')}, each with its clock")


# Events that no system of the company need know: registers of ours say them, once they are built.
STATES = {"consent.withdrawn": "a consent is withdrawn", "objection.withdrawn": "an objection is withdrawn"}
OURS = tuple(STATES)


@probe("every-system-mapped", control="A file for each system, a colleague where there is no program")
def every_system_mapped(here: Context) -> Result:
    """There are systems, and each says what it holds or who looks there."""
    stores = here.world.stores
    if not stores:
        return failed("no system is mapped at all")
    by_hand = sum(store.kind == "person" for store in stores.values())
    return none_of(_silent(stores), f"{len(stores)} systems, {by_hand} of them looked through by hand")


def _silent(stores: Mapping[str, Store]) -> Iterator[str]:
    for store in stores.values():
        if store.kind != "person" and not any(table.columns for table in store.maps.values()):
            yield f"the map of {store.says} says nothing of what it holds"
