"""troth ledger: the head of the log, and its check from the bytes."""

import json
from pathlib import Path

import typer

from troth.fault import Fault

KEPT = "give a file that `troth ledger head` wrote"
app = typer.Typer(
    help="The head of the ledger, and its check from the bytes.", no_args_is_help=True, add_completion=False
)


@app.command()
def head(ctx: typer.Context, as_json: bool = typer.Option(False, "--json", help="One JSON document.")) -> None:
    """The newest signed checkpoint.

    Example:  troth ledger head > checkpoint.txt     (keep it somewhere else)
    """
    from troth.site.boot import boot

    boot(ctx.obj)
    from troth.records import entries

    entries.sequence()
    now = entries.head()
    if as_json:
        typer.echo(json.dumps({"size": now.size, "checkpoint": now.note}))
    else:
        typer.echo(now.note or "The ledger is empty.", nl=not now.note)


@app.command()
def fsck(
    ctx: typer.Context,
    against: Path = typer.Option(None, help="A checkpoint kept elsewhere, to notice a shortened or forked log."),
) -> None:
    """Check the whole log from its bytes: every entry, every hash, the signature.

    Example:  troth ledger fsck --against checkpoint.txt
    """
    from troth.site.boot import boot

    boot(ctx.obj)
    from troth.records import audit

    try:
        kept = against.read_text(encoding="utf-8") if against else None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror or "" if isinstance(error, OSError) else "it is no text in UTF-8"
        raise Fault("this checkpoint cannot be read", where=str(against), because=why, remedy=KEPT) from None
    typer.echo(audit.fsck(kept))
