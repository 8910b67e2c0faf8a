"""troth sample: the sample estate with its truth."""

import sys
import time
from pathlib import Path

import typer

app = typer.Typer(add_completion=False)


@app.command()
def sample(
    folder: Path = typer.Argument(..., metavar="DIR", help="A new or empty folder."),
    people: int = typer.Option(5000, min=120, help="How many people are customers."),
    seed: int = typer.Option(7, help="The same number of people and the same seed give the same bytes."),
) -> None:
    """Make what an IT and telecoms supplier really has, with known answers: everybody in it is invented.

    A customer database, web log, mailbox, recorded calls, job applications, surveys and a list from a previous
    provider; truth.json says for fifty people which rows are theirs, shared, or somebody else's.

    Example:  troth sample estate --people 5000 --seed 7
    """
    from troth.sample import make

    began = time.monotonic()
    made = make(folder, people, seed, _say)
    _say("done", 1)
    typer.echo(f"{folder}: an estate of {people:,} people, seed {seed}, in {time.monotonic() - began:.1f} s\n")
    for what, count in made.items():
        typer.echo(f"  {count:>9,}  {what}")
    typer.echo()
    for part in sorted(folder.iterdir()):
        files = [file for file in part.rglob("*") if file.is_file()] if part.is_dir() else [part]
        size = sum(file.stat().st_size for file in files)
        typer.echo(f"  {size / 1_000_000:>9.1f}  MB  {part.name}{f'/ ({len(files):,} files)' if part.is_dir() else ''}")
    typer.echo(f"\nSearch it:  TROTH_ESTATE={folder} troth --home companies/ljt-systems find --who email=...")


def _say(what: str, share: float) -> None:
    """One line of progress on stderr that overwrites itself on a terminal; elsewhere only its end."""
    if sys.stderr.isatty():
        print(f"\r  {share:4.0%}  {what:<32}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)
    elif share >= 1:
        print("  100%  the sample estate", file=sys.stderr, flush=True)
