"""troth what-if: what a change of the policy would do, before anybody proposes it."""

import json
import os
from datetime import datetime
from pathlib import Path

import typer

from troth.fault import Fault
from troth.policy import Policy

app = typer.Typer(add_completion=False)


@app.command(name="what-if")
def what_if(
    ctx: typer.Context,
    file: Path = typer.Option(None, help="A policy.yaml, with what lies beside the company's own.", metavar="FILE"),
    folder: str = typer.Option("", help="Another company's folder, such as a draft.", metavar="DIR"),
    on: datetime = typer.Option(
        None, formats=["%Y-%m-%d"], help="The day on which it would start; today if not given."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON document."),
) -> None:
    """Say what would change, which tables hold the data, who must be told first, and what the law finds wrong.

    Nothing is written. The status is 1 if it could not be adopted as it stands.

    Example:  troth what-if --file draft.yaml --on 2027-01-01
    """
    if file and folder:
        raise typer.BadParameter("name a file or a folder, not both", param_hint="--file")
    from troth.cli.diff import of_folder
    from troth.site.boot import boot

    boot(ctx.obj)
    from troth.duties import proposals
    from troth.policy import diff

    day = (on or datetime.now()).date()
    found = proposals.changes(of_file(ctx.obj, file) if file else of_folder(folder or ctx.obj), day)
    touched = found.touched
    if as_json:
        made = {
            "on": day.isoformat(),
            "ready": found.ready,
            "difference": diff.as_json(found.difference),
            "touched": [vars(one) for one in touched],
            "faults": [fault.as_json() for fault in found.faults],
        }
        typer.echo(json.dumps(made, ensure_ascii=False, indent=2))
    else:
        typer.echo(diff.says(found.difference))
        if touched:
            typer.echo("\nWhere the data lies")
        for one in touched:
            rows = "not counted" if one.rows is None else f"{one.rows:,} rows"
            typer.echo(f"  {one.says}, {one.table_says}: {', '.join(one.categories)} ({rows})")
        if found.faults:
            typer.echo("\nThe law of that day finds")
        for fault in found.faults:
            typer.echo(str(fault))
    raise typer.Exit(0 if found.ready else 1)


def of_file(home: str | None, file: Path) -> Policy:
    """What a file says as the company's policy, with the company's own files beside it."""
    from troth import policy
    from troth.home import READ, Home

    try:
        if file.exists() and not file.is_file():
            raise IsADirectoryError  # or a pipe, whose reader would wait for ever
        with file.open("rb") as opened:
            text = opened.read(READ)
    except OSError as error:
        raise Fault(
            "this file cannot be read",
            where=str(file),
            because="it is no file" if isinstance(error, IsADirectoryError) else type(error).__name__,
        ) from None
    return policy.read(text, str(file), Home.of(home, os.environ).beside())
