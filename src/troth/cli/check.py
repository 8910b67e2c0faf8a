"""troth check: the policy against the law and the stores."""

import gc
import json
import os
from datetime import date, datetime
from difflib import get_close_matches

import typer

from troth.fault import Fault, Faults
from troth.home import Home, short
from troth.records import folder

app = typer.Typer(add_completion=False)


@app.command()
def check(
    ctx: typer.Context,
    on: datetime = typer.Option(None, formats=["%Y-%m-%d"], help="The day whose law counts; today if not given."),
    as_json: bool = typer.Option(False, "--json", help="One JSON document: the list of faults."),
) -> None:
    """Check the policy against the law as it stands on a day, the stores against the policy, and the bank holidays.

    What was done and what is due (tests, reviews, contracts, the fee) counts as it is known today, or on a later day.

    Example:  troth --home companies/ljt-systems check --on 2026-06-19
    """
    gc.disable()  # nothing is made here that has to be collected before the end, and a check is waited for
    day = (on or datetime.now()).date()
    home = Home.of(ctx.obj, os.environ)
    faults = found(home, day)
    if drift := folder.drift(home):  # no fault of the policy: it is on its way, or somebody changed it by the way
        typer.echo(str(drift), err=True)
    if not as_json and (open_ones := asked_in(home)):
        typer.echo(open_ones)
    if as_json:
        typer.echo(json.dumps([fault.as_json() for fault in faults], ensure_ascii=False, indent=2))
    elif faults:
        raise Faults(faults)
    else:
        typer.echo(f"No fault found, by the law of {day.day} {day:%B %Y}.")
    raise typer.Exit(1 if faults else 0)


def asked_in(home: Home) -> str:
    """How many questions of store files nobody has answered yet, in a line: no fault, the files work as they are."""
    from troth.stores import asked

    return asked.line(home.stores_folder)


def found(home: Home, day: date) -> list[Fault]:
    """Every fault of one company's folder on one day: the policy, the store files against it, the bank holidays."""
    from troth import policy, stores
    from troth.cli.prove import objections
    from troth.stores.check import dates

    declared, faults = None, []
    try:
        declared = policy.read(home.policy_text(), short(home.policy_file), home.beside())
        faults += policy.check(declared, day, date.today())
    except Faults as many:
        faults += many
    except Fault as one:
        faults.append(one)
    try:
        loaded = stores.load(home.stores_folder, home.env, home.folder, declared)
        faults += dates(loaded, declared) if declared else []
    except Faults as many:
        faults += many
    except Fault as one:
        faults.append(one)
    faults += objections(home, declared)
    faults += of_holidays(home, max(day, date.today()))  # what is known today is known, whichever day's law is asked
    return faults


def of_holidays(home: Home, on: date) -> list[Fault]:
    """Every fault of the bank holidays that the company changes, and a file that is meant for them but not read."""
    from troth.policy import holidays

    meant = home.holidays_file.name
    faults = [
        Fault("this file is not read", where=short(path), remedy=f"name it {meant}, if it changes bank holidays")
        for path in sorted(home.folder.glob("*.y*ml"))
        if path.name != meant and get_close_matches(path.name.casefold(), [meant], cutoff=0.8)
    ]
    try:
        text = home.holidays_text()
        if text is not None:
            faults += holidays.check(holidays.read(text, short(home.holidays_file)), on)
    except Faults as many:
        faults += many
    except Fault as one:
        faults.append(one)
    return faults
