"""troth check: the policy against the law and the stores."""

import json
import os
from datetime import date, datetime
from pathlib import Path

import typer

from troth.fault import Fault, Faults
from troth.home import Home

app = typer.Typer()


@app.command()
def check(
    ctx: typer.Context,
    on: datetime = typer.Option(None, formats=["%Y-%m-%d"], help="The day whose law counts; today if not given."),
    as_json: bool = typer.Option(False, "--json", help="One JSON document: the list of faults."),
) -> None:
    """Check the policy against the law as it stands on a day, and the stores against the policy.

    Example:  troth --home companies/ljt-systems check --on 2026-06-19
    """
    day = (on or datetime.now()).date()
    faults = found(Home.of(ctx.obj, os.environ), day)
    if as_json:
        typer.echo(json.dumps([fault.as_json() for fault in faults], ensure_ascii=False, indent=2))
    elif faults:
        raise Faults(faults)
    else:
        typer.echo(f"No fault found, by the law of {day.day} {day:%B %Y}.")
    raise typer.Exit(1 if faults else 0)


def found(home: Home, day: date) -> list[Fault]:
    """Every fault of one company's folder on one day: of the policy, and of the store files against it."""
    from troth import policy, stores

    declared, faults = None, []
    try:
        declared = policy.read(home.policy_text(), _short(home.policy_file))
        faults += policy.check(declared, day)
    except Faults as many:
        faults += many
    except Fault as one:
        faults.append(one)
    try:
        stores.load(home.stores_folder, home.env, home.folder, declared)
    except Faults as many:
        faults += many
    except Fault as one:
        faults.append(one)
    return faults


def _short(path: Path) -> str:
    """The path as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
