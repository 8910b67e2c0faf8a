"""troth request: a request that came by letter, call or mail becomes a case."""

from datetime import datetime

import typer

app = typer.Typer()


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

    from troth.duties import cases, identity
    from troth.fault import Fault
    from troth.records.place import in_force
    from troth.words import Subject

    given = identifiers(who, tuple(in_force().identifiers))
    at = timezone.now()
    email = next((i.value for i in given if i.kind == "email"), "")
    if not identified and not email:
        raise Fault(
            "nobody could confirm who this is",
            because="UK GDPR Art 12(6), and nobody else may get the answer",
            remedy="give --who email=... for a code by mail, or --identified with how you know",
        )
    # Without a colleague's word only the mailbox is proved, so only the address may widen the search.
    sure = given if identified else tuple(i for i in given if i.kind == "email")
    opened = cases.open_case(
        right,
        person=cases.Person(name=name or "the person", email=email, known_by=", ".join(i.kind for i in given)),
        who=Subject(sure, tuple(i for i in given if i not in sure)),
        channel=channel,
        at=at,
        received=timezone.make_aware(received) if received else None,
    )
    if identified:
        identity.vouch(opened.case, identified, by, at)
    else:
        identity.send_code(opened.case, at)
    typer.echo(opened.case.reference)
