"""troth prove: the promises, one by one."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from troth.fault import Fault, Faults
from troth.home import Home, short

if TYPE_CHECKING:
    from troth.policy import Policy
    from troth.records.proofs import Proof

app = typer.Typer(add_completion=False)
ORDER = ("not kept", "not built", "kept")
MARK = {"kept": "kept", "not kept": "NOT KEPT", "not built": "not built", "no occasion": "no occasion yet"}


@app.command()
def prove(
    ctx: typer.Context,
    promise: list[str] = typer.Argument(None, help="The numbers of promises; all of them if none is given."),
    verbose: bool = typer.Option(False, "--verbose", help="Each promise with its parts, as if it were named."),
    as_json: bool = typer.Option(False, "--json", help="One JSON document: the promises with their parts."),
) -> None:
    """Look whether each promise of the policy is kept: kept, not kept and why, or not built and what is missing.

    A walk of all is kept with its evidence, and shown at the desk. Exit status: 0 if no promise is not kept, else 1.

    Example:  troth --home companies/ljt-systems prove G1 W5
    """
    from troth.site.boot import boot

    boot(ctx.obj)
    from django.utils import timezone

    from troth.duties import prove as duty
    from troth.records.place import standing

    at = timezone.now()
    proofs = duty.look(at, promise or (), _say)
    counts = {state: sum(one.state == state for one in proofs) for state in ORDER}
    if as_json:
        names = {"at": at.isoformat(timespec="seconds"), "version": standing().number}
        shown = {**names, "counts": {state.replace(" ", "_"): counts[state] for state in ORDER}}
        typer.echo(json.dumps({**shown, "promises": [one.as_json() for one in proofs]}, ensure_ascii=False, indent=2))
    else:
        for line in _lines(proofs, counts, verbose or bool(promise)):
            typer.echo(line)
    if not promise:  # what was looked at in part is no walk
        duty.keep(proofs, at)
    raise typer.Exit(1 if counts["not kept"] else 0)


def _say(what: str, share: float) -> None:
    """One line of progress on a terminal, which overwrites itself and goes at the end."""
    if sys.stderr.isatty():
        end = "\r" + " " * 40 + "\r" if share >= 1 else ""
        print(f"\r  {share:4.0%}  {what:<8}{end}", end="", file=sys.stderr, flush=True)


def _lines(proofs: "tuple[Proof, ...]", counts: dict[str, int], parts: bool) -> Iterator[str]:
    """The counters, then what needs someone, then what is kept; each with its parts if they are wanted."""
    said = ", ".join(f"{counts[state]} {state}" for state in reversed(ORDER))
    yield f"{len(proofs)} {'promise' if len(proofs) == 1 else 'promises'}: {said}"
    for title, states in (("Needs someone", ("not kept", "not built")), ("Kept", ("kept",))):
        chosen = sorted((one for one in proofs if one.state in states), key=lambda one: states.index(one.state))
        if chosen:
            yield f"\n{title}"
        for one in chosen:
            yield f"  {one.promise:<4}{MARK[one.state]:<10} {one.title}"
            yield f"      {one.says}"
            if parts:
                yield from _parts(one)


def _parts(one: "Proof") -> Iterator[str]:
    from django.utils.timezone import localtime

    for part in one.parts:
        yield f"      - {MARK[part.state]}: {part.says}"
        seen = f"last {localtime(part.last):%Y-%m-%d %H:%M}" if part.last else "last proof: none yet"
        yield f"        {'; '.join(filter(None, (part.saw, part.evidence, seen if part.control else '')))}"
    yield f"      kept by {', '.join(one.rules) or 'no entry of the policy'}; owner {one.owner}"


def objections(home: Home, declared: "Policy | None") -> list[Fault]:
    """What is wrong in the promises of a company's folder, and between them and its policy; nothing if it has none."""
    from troth.policy import promises

    try:
        text = home.promises_text()
        found = promises.read(text, short(home.promises_file)) if text is not None else ()
    except Faults as many:
        return list(many)
    except Fault as one:
        return [one]
    return promises.check(found, declared) if declared and text is not None else []
