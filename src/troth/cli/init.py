"""troth init: a new company's folder."""

from pathlib import Path

import typer

from troth.words import Nation

app = typer.Typer(add_completion=False)

IGNORE = "state/\nledger.pub\n"
README = """# {name}: what we do with personal data

`policy.yaml` says what, why, on which lawful basis, with whom, and until when. `stores/` says where it lies.
By `schemas/` an editor completes these files and marks slips; begin a store file with the line

    # yaml-language-server: $schema=../schemas/store.json

What else there is:

    troth --home . check                         the policy against the law and the stores
    troth --home . find --who email=a@b.example  what is held about a person
    troth --home . serve                         the pages for people, and the desk
"""


@app.command()
def init(
    folder: Path = typer.Argument(help="The folder to make.", metavar="DIR"),
    name: str = typer.Option(..., help="The company's name, as registered."),
    nation: Nation = typer.Option(Nation.ENGLAND, help="The nation whose working days count."),
) -> None:
    """Begin a new company's folder: a small valid policy with the usual categories.

    Example:  troth init companies/acme --name "Acme Bicycles Ltd" --nation scotland
    """
    from troth import policy
    from troth.cli import schema
    from troth.fault import Fault

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Fault(
            "there is something here already", where=str(folder), remedy="name a new folder: nothing is overwritten"
        )
    try:
        text = policy.new(name, nation)
    except Fault as fault:
        raise typer.BadParameter(f"{fault.what}: {fault.remedy}", param_hint="--name") from None
    try:
        (folder / "stores").mkdir(parents=True)
        (folder / "policy.yaml").write_text(text, encoding="utf-8")
        (folder / ".gitignore").write_text(IGNORE, encoding="utf-8")
        (folder / "README.md").write_text(README.format(name=name.strip()), encoding="utf-8")
        schema.put(folder / schema.FOLDER)
    except OSError as error:
        raise Fault("the folder cannot be made", where=str(folder), because=error.strerror or "") from None
    typer.echo(f"{folder} is begun. Read {folder / 'policy.yaml'}, then: troth --home {folder} check")
