"""troth diff: what changes from one version of the policy to another, as decisions, periods and words."""

import json
import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import typer

from troth.fault import Fault
from troth.policy import Policy

app = typer.Typer(add_completion=False)


@dataclass(frozen=True)
class Side:
    """One of the two that are compared; `policy` is None where there is none yet."""

    says: str
    policy: Policy | None


@app.command()
def diff(
    ctx: typer.Context,
    old: str = typer.Argument("", help="A version's number, a folder, or `disk`; the version in force if left out."),
    new: str = typer.Argument("disk", help="The same; what lies in the company's folder if left out."),
    on: datetime = typer.Option(None, formats=["%Y-%m-%d"], help="The day whose law counts; today if not given."),
    as_json: bool = typer.Option(False, "--json", help="One JSON document: the difference."),
) -> None:
    """Say what changes: uses allowed and not any more, bases, periods, recipients, the notice, and who must be told.

    Examples:  troth diff            the version in force, and what lies in the folder
               troth diff 1 3        two versions
               troth diff 3 ../draft  a version, and another folder
    """
    from troth.policy import diff as differences

    day = (on or datetime.now()).date()
    first, second = side(ctx.obj, old, day), side(ctx.obj, new, day)
    if second.policy is None:
        raise Fault("there is no version yet", where=new, remedy="adopt one: troth adopt --by NAME")
    found = differences.difference(first.policy, second.policy, day)
    if as_json:
        made = {"old": first.says, "new": second.says, "on": day.isoformat(), **differences.as_json(found)}
        typer.echo(json.dumps(made, ensure_ascii=False, indent=2))
    else:
        typer.echo(f"From {first.says} to {second.says}:\n\n{differences.says(found)}")


def side(home: str | None, named: str, day: date) -> Side:
    """What is meant: the version in force where nothing is named, else a version, the disk, or a folder."""
    if named == "disk":
        return Side("what lies in the folder", of_folder(home))
    if named and not named.isdecimal():
        return Side(named, of_folder(named))
    from troth.site.boot import boot

    boot(home)
    from troth.records import versions

    found = versions.number(int(named)) if named else versions.latest(day)
    return Side(str(found), versions.policy_of(found)) if found else Side("nothing", None)


def of_folder(named: str | None) -> Policy:
    """What the policy of a folder says."""
    from troth import policy
    from troth.home import Home

    home = Home.of(named, os.environ)
    here = Path.cwd()
    path = home.policy_file
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return policy.read(home.policy_text(), str(shown), home.beside())
