"""The command line: a contract. One file a command, loaded only when it is called.

Exit status: 0 done, 1 faults found, 2 wrong use. Results go to stdout, faults to stderr; no traceback ever.
"""

import importlib
import os
import sys
import traceback
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from troth.fault import Fault, Faults

# Command -> (module under troth.cli, what it is for). A module offers `app`, a typer app with one command
# or a group; its help is shown here without loading it, so that `troth --help` is quick.
COMMANDS = {
    "init": "Begin a new company's folder: a small valid policy.",
    "check": "Check the policy against the law and the stores.",
    "lint": "What the law asks for in anybody's privacy notice, and does not find.",
    "notice": "The public notice that the policy makes, or a published one held against it.",
    "register": "The register of processing activities, in any of its forms.",
    "adopt": "Make the policy in the folder the version in force.",
    "diff": "What changes from one version of the policy to another.",
    "what-if": "What a change of the policy would do, before it is proposed.",
    "schema": "The shapes of the company's files, for editors.",
    "find": "Find what is held about a person, in every store.",
    "request": "Open a case from the desk's side; prints its reference.",
    "approve": "Approve what waits for a named person's yes.",
    "answer": "Write the pack of an approved case into a folder.",
    "law": "Ask the law: by when, may we, what does it say.",
    "prove": "The promises, one by one: kept, not kept and why, or not built.",
    "verify": "Check a receipt or a pack, offline.",
    "ledger": "The head of the ledger, and its check from the bytes.",
    "sample": "Make the sample estate with its truth.",
    "serve": "Serve the pages on this machine.",
    "worker": "Carry out durable work: searches, packs, mail.",
    "demo": "The whole thing with an invented company, in one process.",
}


class Lazy(TyperGroup):
    """A group that knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        if cmd_name not in COMMANDS:
            return None
        called = importlib.import_module(f"troth.cli.{cmd_name.replace('-', '_')}").app
        called.rich_markup_mode = None  # help is plain text, whatever the terminal
        command = typer.main.get_command(called)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    cls=Lazy, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)


@app.callback()
def troth(
    ctx: typer.Context,
    home: str = typer.Option("", "--home", help="The company's folder (or TROTH_HOME).", metavar="DIR"),
) -> None:
    """The system that makes a company's privacy policy come true.

    Example:  troth --home companies/ljt-systems check
    """
    ctx.obj = home or None


def main() -> None:
    """Run a command; every fault becomes words on stderr and a status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.site.settings")
    try:
        "".join(sys.argv).encode()
    except UnicodeEncodeError:
        print("what was typed is no text in UTF-8", file=sys.stderr)
        sys.exit(2)
    try:
        app(prog_name="troth")
    except (Fault, Faults) as fault:
        print(fault, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(Fault(error.strerror or "the machine refused", where=str(error.filename or "")), file=sys.stderr)
        sys.exit(1)
    except Exception as error:  # never a traceback, and never its message: that may quote somebody's data
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        remedy = "see that the databases and keys are whole (troth ledger fsck); else tell us the line above"
        print(Fault(f"this could not be done: {type(error).__name__}", where=where, remedy=remedy), file=sys.stderr)
        sys.exit(1)
