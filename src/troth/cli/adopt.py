"""troth adopt: what lies in the folder becomes the version in force, by a named person's yes."""

import json
import re
from datetime import date, datetime

import typer

app = typer.Typer(add_completion=False)
TOLD = re.compile(r"\s*([a-z][a-z0-9-]*)\s*:\s*(.+?)\s*,\s*([0-9]{4}-[0-9]{2}-[0-9]{2})\s*", re.DOTALL)


@app.command()
def adopt(
    ctx: typer.Context,
    by: str = typer.Option(..., help="Who approves it."),
    because: str = typer.Option("", help="Why the policy changes."),
    starts: datetime = typer.Option(None, formats=["%Y-%m-%d"], help="Its first day; today if not given."),
    told: list[str] = typer.Option(
        [], help='How and when people were told of a new purpose: "PURPOSE: how, YYYY-MM-DD"; repeat it.'
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON document: the version and what it changes."),
) -> None:
    """Make the policy in the folder the version in force: checked, compared, numbered, dated, hashed into the ledger.

    The person named approves it alone; a change that is proposed at the desk is approved there by a second one. It is
    refused while the law of the first day finds a fault in it, while somebody must still be told before it starts, and
    where what rested on consent is to rest on something else.

    Example:  troth adopt --by "Ruth Adeyemi" --because "A new courier" --starts 2027-01-01
              --told "deliveries: a letter to every customer, 2026-12-01"
    """
    tellings = [_telling(text) for text in told]
    from troth.site.boot import boot

    boot(ctx.obj)
    from django.utils import timezone

    from troth.duties import adoption
    from troth.law.calendar import weekday
    from troth.policy import diff

    first = starts.date() if starts else None
    version = adoption.adopt_disk(by=by, because=because, at=timezone.now(), starts=first, tellings=tellings)
    difference = adoption.difference_of(version)
    if as_json:
        made = {
            "number": version.number,
            "starts": version.starts.isoformat(),
            "adopted_by": version.adopted_by,
            "because": version.because,
            "digest": version.digest,
            "entry": version.index,
            "difference": diff.as_json(difference),
        }
        typer.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    typer.echo(
        f"Version {version.number} was adopted by {version.adopted_by}, in force from {weekday(version.starts)}."
    )
    typer.echo(f"Entry {version.index} of the ledger; SHA-256 of its files: {version.digest}\n")
    typer.echo(diff.says(difference))


def _telling(text: str) -> tuple[str, str, date]:
    found = TOLD.fullmatch(text)
    try:
        day = date.fromisoformat(found[3]) if found else None
    except ValueError:
        day = None
    if found is None or day is None:
        raise typer.BadParameter('write it as "PURPOSE: how, YYYY-MM-DD"', param_hint="--told")
    return found[1], found[2], day
