"""The company's store files, each made into a store: one YAML file a store, its name the file's.

The kinds are listed here; the module of a kind is loaded when a file asks for it.
"""

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from troth.fault import Fault, Faults
from troth.policy import Policy
from troth.policy.source import load as load_text
from troth.stores.base import Entry, Store
from troth.stores.check import check

KINDS = {
    "sql": "troth.stores.sql",
    "folder": "troth.stores.folder",
    "log": "troth.stores.log",
    "mailbox": "troth.stores.mailbox",
    "recordings": "troth.stores.recordings",
    "person": "troth.stores.person",
}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


def load(folder: Path, env: Mapping[str, str], home: Path, policy: Policy | None = None) -> dict[str, Store]:
    """Every store of a folder, by name; Faults for everything that is wrong in its files.

    Nothing is opened or connected to: a place that cannot be reached shows when it is searched. Relative paths begin at
    `home`, and ${NAME} is read from `env` at the search. With a policy, names of categories and kinds are checked too.
    """
    stores: dict[str, Store] = {}
    faults: list[Fault] = []
    for file in sorted(folder.glob("*.yml")):
        because = "a system that is left out of the search would be missing from every answer"
        faults.append(Fault("this store file is not read", where=str(file), because=because, remedy="name it .yaml"))
    for file in sorted(folder.glob("*.yaml")):
        store = _store(file, env, home, faults)
        if store is not None:
            stores[store.name] = store
    if policy is not None and not faults:
        faults += check(stores, policy)
    if faults:
        raise Faults(faults)
    return stores


def _store(file: Path, env: Mapping[str, str], home: Path, faults: list[Fault]) -> Store | None:
    """One store; None, and more faults, if its file is wrong."""
    if not NAME.fullmatch(file.stem):
        remedy = "use letters, digits and hyphens, for example crm.yaml"
        faults.append(Fault("the file's name is no name for a store", where=str(file), remedy=remedy))
        return None
    try:
        content = file.read_bytes()
        if not content.strip():
            remedy = "begin with `kind:`, which is one of " + ", ".join(KINDS)
            faults.append(Fault("the store file is empty", where=str(file), remedy=remedy))
            return None
        value, source = load_text(content, str(file))
    except OSError as error:
        because = (error.strerror or type(error).__name__).lower()
        faults.append(Fault("the store file cannot be read", where=str(file), because=because, remedy="see its rights"))
        return None
    except Faults as several:
        faults += several
        return None
    found: list[Fault] = []
    store = read(file.stem, Entry(value, source, (), found), env, home)
    faults += found
    return None if found else store


def read(name: str, entry: Entry, env: Mapping[str, str], home: Path) -> Store | None:
    """The store that the words of a file describe; what is wrong is noted in the entry's faults."""
    if entry.faults:
        return None
    kind = entry.word("kind", needed=True, among=tuple(KINDS))
    if not kind:
        return None
    module: Any = import_module(KINDS[kind])
    made: Store = module.read(name, entry, env, home)
    return made
