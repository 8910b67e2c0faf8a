"""troth answer: the pack of an approved case, as files."""

import tempfile
from pathlib import Path

import typer

app = typer.Typer(add_completion=False)


@app.command()
def answer(
    ctx: typer.Context,
    reference: str = typer.Argument(help="The case, as in T-7K4M-2Q9D.", metavar="REF"),
    out: Path = typer.Option(..., help="A folder that is empty or not there yet.", metavar="DIR"),
) -> None:
    """Write the pack of an approved case: pages to read, files for other systems, the letter, the proof.

    Example:  troth answer T-7K4M-2Q9D --out answer && troth verify answer
    """
    from troth.fault import Fault
    from troth.site.boot import boot

    boot(ctx.obj)
    from troth.duties import cases, delivery

    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Fault("the folder is not empty", where=str(out), remedy="name a new one: nothing is overwritten")
    files = delivery.pack_of(cases.by_reference(reference))
    out.parent.mkdir(parents=True, exist_ok=True)
    # Beside it and readable by its owner alone; the whole appears at once, or nothing does.
    with tempfile.TemporaryDirectory(prefix=".answer-", dir=out.parent) as draft:
        for name, content in files.items():
            path = Path(draft, "pack", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o600)
        Path(draft, "pack").chmod(0o700)
        Path(draft, "pack").replace(out)
    typer.echo(f"{len(files)} files in {out}; begin with {out / 'index.html'}")
