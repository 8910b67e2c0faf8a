"""The promises, one by one: kept, not kept and why, or not built and what is missing. Never a guess.

A promise has parts (promises.yaml), and a probe looks at each. It is *kept* if all its parts are; *not kept* as soon as
one that is built fails; else *not built*. A part for which there was no occasion yet counts as kept by its control, and
its last proof is none yet: nobody is told that something happened which did not. What cannot be looked at (a system
that is down) was not seen kept, so it is not kept.

look(at)        what a walk sees now; of some promises only, if they are named
walk(at)        the same of all, kept with its evidence
last()          the newest walk and its proofs; pages read only this
declared()      the promises of the company's folder
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import DatabaseError

from troth.duties.clock import local_date
from troth.duties.prove import acts, declared, pages, recipients, rules, systems
from troth.duties.prove.missing import NOT_BUILT
from troth.duties.prove.probe import PROBES, Context, Result, World, at_place, failed, not_built
from troth.duties.prove.probe import probe as probe
from troth.fault import Fault, Faults
from troth.home import Home
from troth.policy import promises
from troth.policy.promises import Part, Promise
from troth.policy.source import nearest, quoted
from troth.records import proofs
from troth.records.place import home, in_force, standing
from troth.records.proofs import BUILT_NOT, FAILS, HOLDS, WAITS, PartProof, Proof, State, Walk

__all__ = ["NOT_BUILT", "PROBES", "Context", "Result", "World", "last", "look", "of_home", "walk"]
LOOKING = (acts, declared, pages, recipients, rules, systems)  # the modules that bring the probes
Said = Callable[[str, float], None]


def of_home(place: Home) -> tuple[Promise, ...]:
    """The promises of a company's folder, each with parts that can be looked at; Faults for what is wrong."""
    text = place.promises_text()
    if text is None:
        raise Fault(
            "this company has written down no promises",
            where=str(place.promises_file),
            because="what is not written down cannot be looked at",
            remedy=promises.BEGIN,
        )
    found = promises.read(text, place.promises_file.name)
    faults = unknown(found)
    if faults:
        raise Faults(faults)
    return found


def unknown(found: Iterable[Promise]) -> list[Fault]:
    """Parts whose probe is none: neither written, nor known to be missing."""
    known = (*PROBES, *NOT_BUILT)
    faults = []
    for promise in found:
        for number, part in enumerate(promise.parts):
            if part.probe not in known:
                near = nearest(part.probe, known)
                faults.append(
                    promise.source.fault(
                        (promise.id, "parts", number, "probe"),
                        f"{quoted(part.probe)} is no probe",
                        because="a part that nobody can look at would be taken for kept",
                        remedy=f"did you mean `{near}`?"
                        if near
                        else "name a probe of duties/prove, or of its missing.py",
                    )
                )
    return faults


def look(at: datetime, only: Sequence[str] = (), said: Said | None = None) -> tuple[Proof, ...]:
    """What is seen of each promise now; of those named only, if any are. `said` is told how far it is (0 to 1)."""
    found = of_home(home())
    on = local_date(at)
    world = World(at, in_force(on), standing(on).number)
    chosen = [promise for promise in found if not only or promise.id in _named(only, found)]
    seen = []
    for number, promise in enumerate(chosen):
        if said:
            said(promise.id, number / len(chosen))
        seen.append(proof(world, promise))
    if said:
        said("done", 1)
    return tuple(seen)


def _named(only: Sequence[str], found: Sequence[Promise]) -> set[str]:
    known = {promise.id for promise in found}
    asked = {name.strip().upper() for name in only}
    for name in sorted(asked - known):
        remedy = "`troth prove` lists all of them"
        raise Fault(f"{quoted(name)} is no promise of this company", where=name[:20], remedy=remedy)
    return asked


def walk(at: datetime, said: Said | None = None) -> Walk:
    """Try all promises and keep what was seen, with its evidence."""
    return keep(look(at, said=said), at)


def keep(seen: Sequence[Proof], at: datetime) -> Walk:
    """Keep what a look at all promises saw."""
    return proofs.save(seen, at, standing(local_date(at)).number)


def last() -> tuple[Walk, tuple[Proof, ...]] | None:
    """The newest walk and what it saw; None before the first."""
    found = proofs.newest()
    return (found, proofs.of_walk(found)) if found else None


# ---- one promise ----


def proof(world: World, promise: Promise) -> Proof:
    """What is seen of one promise: each part, and what that makes of the whole."""
    parts = tuple(_part(Context(world, promise, part)) for part in promise.parts)
    state = judged(parts)
    shown = _shown(parts)
    return Proof(
        promise=promise.id,
        title=promise.title,
        words=promise.says,
        kept_when=promise.kept_when,
        state=state,
        owner=promise.owner,
        control=_control(parts, shown),
        says=_says(parts, state, shown),
        parts=parts,
        last=shown.last if shown else None,
        evidence=shown.evidence if shown else "",
        rules=tuple(at_place(world.policy, path) for path in world.named.get(promise.id, ())),
    )


def _part(here: Context) -> PartProof:
    """One part as it is seen; whatever keeps a probe from looking is a reason that it was not seen kept."""
    part: Part = here.part
    if part.probe in NOT_BUILT:
        return _of(part, not_built(NOT_BUILT[part.probe]), "", here)
    found = PROBES[part.probe]
    try:
        result = found.look(here)
    except Faults as several:
        result = failed(f"it could not be looked at: {next(iter(several)).what}")
    except Fault as fault:
        result = failed(f"it could not be looked at: {fault.what}")
    except (DatabaseError, OSError) as error:
        result = failed(f"it could not be looked at: {type(error).__name__}")
    return _of(part, result, found.control, here)


def _of(part: Part, result: Result, control: str, here: Context) -> PartProof:
    """What was seen; a thing that holds now and leaves no trace of its own was last seen at the moment of the look."""
    last = result.last or (here.world.at if result.state in (HOLDS, FAILS) else None)
    return PartProof(part.probe, part.says, result.state, result.says, control, last, result.evidence)


def judged(parts: Sequence[PartProof]) -> State:
    """What the parts make of a promise."""
    states = {part.state for part in parts}
    if FAILS in states:
        return "not kept"
    return "not built" if BUILT_NOT in states else "kept"


def _shown(parts: Sequence[PartProof]) -> PartProof | None:
    """The part that stands for the whole: the first that fails, else the last act of which there is evidence, else the
    first that is the promise's own.
    """
    failing = next((part for part in parts if part.state == FAILS), None)
    if failing:
        return failing
    seen = [part for part in parts if part.state == HOLDS]
    acted = [part for part in seen if part.evidence.startswith("entry")]
    own = [part for part in seen if part.control not in COMMON] or seen
    return max(acted, key=lambda part: part.last.timestamp() if part.last else 0.0, default=own[0] if own else None)


def _says(parts: Sequence[PartProof], state: State, shown: PartProof | None) -> str:
    idle = [part for part in parts if part.state == WAITS]
    if state == FAILS:
        more = sum(part.state == FAILS for part in parts) - 1
        return (shown.saw if shown else "") + (f" (and {more} more {'part' if more == 1 else 'parts'})" if more else "")
    if state == BUILT_NOT:
        missing = [part.saw for part in parts if part.state == BUILT_NOT]
        good = f"{sum(part.state == HOLDS for part in parts)} of {len(parts)} parts kept"
        waiting = f", {len(idle)} without occasion yet" if idle else ""
        return f"{good}{waiting}; not built: {'; '.join(missing)}"
    rest = f"; no occasion yet: {idle[0].saw}" if idle else ""
    return f"{shown.saw}{rest}" if shown else f"no occasion yet: {idle[0].saw}"


def _control(parts: Sequence[PartProof], shown: PartProof | None) -> str:
    """The control that failed, or the first of the promise's own kind: the declaration stands behind all of them."""
    if shown and shown.state == FAILS:
        return shown.control
    known = dict.fromkeys(part.control for part in parts if part.control)
    own = [one for one in known if one not in COMMON] or list(known)
    return f"{own[0]}, and {len(own) - 1} more" if len(own) > 1 else own[0] if own else "None yet"


COMMON = tuple(PROBES[name].control for name in ("declared", "told", "lawful", "registered"))
