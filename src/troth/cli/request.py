"""troth request: a request that came by letter, call or mail becomes a case."""

from datetime import datetime

import typer

app = typer.Typer(add_completion=False)


@app.command()
def request(
    ctx: typer.Context,
    right: str = typer.Argument(help="Which right: access."),
    who: list[str] = typer.Option(..., "--who", help="KIND=VALUE, as told; repeat it.", metavar="KIND=VALUE"),
    name: str = typer.Option("", help="The person's name."),
    channel: str = typer.Option("letter", help="How it arrived: letter, telephone, e-mail."),
    received: datetime = typer.Option(
        None, formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="When it arrived, if not now."
    ),
    identified: str = typer.Option("", help="How you know who it is; without it a code is mailed to an e-mail given."),
    by: str = typer.Option("the command line", help="Who notes it."),
) -> None:
    """Open a case from the desk's side; prints its reference.

    Example:  troth request access --who email=hannah@example.org --name "Hannah Whitcombe" --channel letter
              --received 2026-11-20 --identified "rang back on the number held"
    """
    from troth.cli.who import identifiers
    from troth.site.boot import boot

    boot(ctx.obj)
    from django.utils import timezone

    from troth.duties import intake
    from troth.records.place import in_force

    case = intake.note(
        right,
        name=name,
        given=identifiers(who, tuple(in_force().identifiers)),
        channel=channel,
        by=by,
        at=timezone.now(),
        received=timezone.make_aware(received) if received else None,
        identified=identified,
    )
    typer.echo(case.reference)
