"""troth approve: a named person's yes."""

import typer

app = typer.Typer(add_completion=False)


@app.command()
def approve(
    ctx: typer.Context,
    reference: str = typer.Argument(help="The case, as in T-7K4M-2Q9D.", metavar="REF"),
    by: str = typer.Option(..., help="Who says yes."),
) -> None:
    """Approve the answer of a case whose findings are all decided.

    Example:  troth approve T-7K4M-2Q9D --by "Ruth Adeyemi"
    """
    from troth.site.boot import boot

    boot(ctx.obj)
    from django.utils import timezone

    from troth.duties import cases, review

    case = cases.by_reference(reference)
    review.approve(case, by, timezone.now())
    typer.echo(f"{case.reference} is approved; a worker builds its pack and sends the link.")
