"""The company's stores as this process knows them: read once, and again when a store file changes."""

from functools import cache

from troth import stores
from troth.records.place import home


def all_stores() -> dict[str, stores.Store]:
    """Every store of the company's folder, by name."""
    folder = home().stores_folder
    stamp = tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.yaml")))
    return _loaded(stamp)


@cache
def _loaded(stamp: tuple[tuple[str, int], ...]) -> dict[str, stores.Store]:
    return stores.load(home().stores_folder, home().env, home().folder)
