"""troth schema: the shapes of a company's files, for editors."""

import json
import os
from difflib import get_close_matches
from pathlib import Path

import typer

from troth.fault import Fault
from troth.home import Home

app = typer.Typer(add_completion=False)
FOLDER = "schemas"
NAMES = ("policy", "assessment", "holidays", "promises", "store")


@app.command()
def schema(
    ctx: typer.Context,
    name: str = typer.Argument("", help=f"One of: {', '.join(NAMES)}.", metavar="[NAME]"),
    out: Path = typer.Option(None, "--out", help="Write it into this file.", metavar="FILE"),
    write: bool = typer.Option(False, "--write", help="Write all of them into the company's schemas/."),
) -> None:
    """The shape of a company's files as JSON Schema, by which an editor completes them and marks slips.

    A file refers to it in its first line:  # yaml-language-server: $schema=schemas/policy.json

    Example:  troth schema policy
    Example:  troth --home companies/ljt-systems schema --write
    """
    if write == bool(name) or (write and out):
        raise typer.BadParameter("give a NAME, or --write for all of them", param_hint="NAME")
    if write:
        folder = Home.of(ctx.obj, os.environ).folder / FOLDER
        put(folder)
        typer.echo(f"{len(NAMES)} schemas are in {folder}.")
        return
    if name not in NAMES:
        near = get_close_matches(name, NAMES, 1)
        meant = f"did you mean {near[0]}?" if near else f"one of: {', '.join(NAMES)}"
        raise typer.BadParameter(f"there is no schema of this name; {meant}", param_hint="NAME")
    if out:
        _into(out, text(name))
    else:
        typer.echo(text(name), nl=False)


def put(folder: Path) -> None:
    """Write every schema into a folder, which is made if there is none; a Fault if it cannot be."""
    for name in NAMES:
        _into(folder / f"{name}.json", text(name))


def text(name: str) -> str:
    """A schema as the text of its file."""
    from troth.policy import schema as files
    from troth.stores import schema as stores

    made = stores.json_schema() if name == "store" else files.json_schema(name)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _into(file: Path, content: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    except OSError as error:
        raise Fault("the schema cannot be written", where=str(file), because=error.strerror or "") from None
