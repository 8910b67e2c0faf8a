"""troth check: the policy against the law and the stores."""

import json
import os
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

import typer

from troth.fault import Fault, Faults
from troth.home import Home

app = typer.Typer(add_completion=False)


@app.command()
def check(
    ctx: typer.Context,
    on: datetime = typer.Option(None, formats=["%Y-%m-%d"], help="The day whose law counts; today if not given."),
    as_json: bool = typer.Option(False, "--json", help="One JSON document: the list of faults."),
) -> None:
    """Check the policy against the law as it stands on a day, the stores against the policy, and the bank holidays.

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
    """Every fault of one company's folder on one day: the policy, the store files against it, the bank holidays."""
    from troth import policy, stores

    declared, faults = None, []
    try:
        declared = policy.read(home.policy_text(), _short(home.policy_file), home.beside())
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
    faults += of_holidays(home, max(day, date.today()))  # what is known today is known, whichever day's law is asked
    return faults


def of_holidays(home: Home, on: date) -> list[Fault]:
    """Every fault of the bank holidays that the company changes, and a file that is meant for them but not read."""
    from troth.policy import holidays

    meant = home.holidays_file.name
    faults = [
        Fault("this file is not read", where=_short(path), remedy=f"name it {meant}, if it changes bank holidays")
        for path in sorted(home.folder.glob("*.y*ml"))
        if path.name != meant and get_close_matches(path.name.casefold(), [meant], cutoff=0.8)
    ]
    try:
        text = home.holidays_text()
        if text is not None:
            faults += holidays.check(holidays.read(text, _short(home.holidays_file)), on)
    except Faults as many:
        faults += many
    except Fault as one:
        faults.append(one)
    return faults


def _short(path: Path) -> str:
    """The path as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
