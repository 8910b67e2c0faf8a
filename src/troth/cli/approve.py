"""troth approve: a named person's yes."""

import typer

app = typer.Typer(add_completion=False)


@app.command()
def approve(
    ctx: typer.Context,
    reference: str = typer.Argument(help="A case (T-7K4M-2Q9D) or a change of the policy (P1).", metavar="REF"),
    by: str = typer.Option(..., help="Who says yes."),
) -> None:
    """Approve the answer of a case whose findings are all decided, or a change of the policy that a colleague proposed.

    Examples:  troth approve T-7K4M-2Q9D --by "Ruth Adeyemi"
               troth approve P1 --by "Tom Harker"
    """
    from troth.site.boot import boot

    boot(ctx.obj)
    from django.utils import timezone

    from troth.duties import adoption, cases, review
    from troth.law.calendar import weekday

    if adoption.REFERENCE.fullmatch(reference.strip()):
        version = adoption.adopt(adoption.by_reference(reference), by, timezone.now())
        typer.echo(f"Version {version.number} of the policy is adopted, in force from {weekday(version.starts)}.")
        return
    case = cases.by_reference(reference)
    review.approve(case, by, timezone.now())
    typer.echo(f"{case.reference} is approved; a worker builds its pack and sends the link.")
