"""One question to every store: what is held about this person?

The stores with people tables are asked first, for they say who is meant. If one of them is down, no other store is
searched either: what the others would be searched for is not known, and an answer must be complete.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from troth.fault import Fault, Faults
from troth.policy.source import nearest, quoted
from troth.stores.base import Ask, Failed, Store, Vouching, Wanted
from troth.stores.identity import meet
from troth.stores.match import Id, Known, Seen
from troth.words import Found, Subject


class _Down(Exception):
    """A store that says who people are, and could not be asked."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed.store)
        self.failed = failed


def find(
    stores: Mapping[str, Store], who: Subject, only: Sequence[str] | None = None
) -> Iterator[Found | Ask | Failed]:
    """Every row held about a person or looking so, with its class; Ask or Failed of a store that has no answer.

    `only` names the stores whose rows are wanted; those with people tables are consulted all the same. A store gives
    its whole answer or is Failed. Only verified identifiers are searched by. A Fault for a name that is no store's.
    """
    wanted = chosen(stores, only)
    vouching = {name: store for name, store in stores.items() if isinstance(store, Vouching) and store.people}
    try:
        known = meet([partial(_seen, name, store) for name, store in vouching.items()], who)
    except _Down as error:
        down = error.failed
        for name in sorted(wanted, key=lambda name: name != down.store):
            yield from _unsearched(stores[name], down)
        return
    for name in sorted(wanted, key=lambda name: name not in vouching):
        yield from _answer(name, stores[name], known)


def chosen(stores: Mapping[str, Store], only: Sequence[str] | None) -> list[str]:
    """The names of the stores that are wanted, each once; a Fault for one that is not there."""
    for name in only or ():
        if name not in stores:
            near = nearest(name, tuple(stores))
            remedy = f"did you mean `{near}`?" if near else f"the stores are {', '.join(stores) or 'none yet'}"
            raise Fault(f"there is no store {quoted(name)}", remedy=remedy)
    return list(stores) if only is None else list(dict.fromkeys(only))


def _seen(name: str, store: Vouching, wanted: Wanted) -> tuple[list[Seen], frozenset[Id]]:
    try:
        return store.seen(wanted)
    except Exception as error:
        raise _Down(Failed(name, _fault(name, error))) from None


def _answer(name: str, store: Store, known: Known) -> list[Found | Ask | Failed]:
    """The whole answer of one store, or that there is none."""
    try:
        return list(store.find(known))
    except Exception as error:
        return [Failed(name, _fault(name, error))]


def _unsearched(store: Store, down: Failed) -> Iterator[Ask | Failed]:
    """What a store says while another one, which says who people are, is down. A colleague can look all the same."""
    if store.name == down.store:
        yield down
    elif isinstance(ask := next(iter(store.find(Known())), None) if store.kind == "person" else None, Ask):
        yield ask
    else:
        yield Failed(
            store.name,
            Fault(
                f"not searched, because `{down.store}` could not be",
                where=f"stores/{store.name}.yaml",
                because=f"`{down.store}` says who people are, and an answer must be complete: {down.fault.what}",
                remedy=f"see that `{down.store}` can be reached, and look again",
            ),
        )


def _fault(name: str, error: Exception) -> Fault:
    """What went wrong in a store, in words. What the error itself says may hold somebody's data, and is not said."""
    if isinstance(error, Faults):
        first = error.faults[0]
        what = "; ".join(fault.what for fault in error)
        return Fault(what, where=first.where, because=first.because, remedy=first.remedy)
    if not isinstance(error, Fault):
        return Fault(
            "the store stopped in the middle of its search",
            where=f"stores/{name}.yaml",
            because=f"something that it does not know happened ({_place(error)})",
            remedy="look again; if it stays, tell whoever keeps this program",
        )
    if error.where:
        return error
    return Fault(error.what, where=f"stores/{name}.yaml", because=error.because, remedy=error.remedy)


def _place(error: Exception) -> str:
    """The kind of an error and where in the program it came up, for whoever mends it."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    at = f" at {Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
    return f"{type(error).__name__}{at}"
