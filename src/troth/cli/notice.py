"""troth notice: the public notice that the policy makes, in any of its forms; or a published one held against it."""

import json
import os
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from troth.fault import Fault, Faults
from troth.home import Home, short

if TYPE_CHECKING:
    from troth.policy import Policy

app = typer.Typer(add_completion=False)
LARGEST = 5_000_000  # bytes of a published notice that are read


class Form(StrEnum):
    """A form in which the notice is written."""

    HTML = "html"
    MD = "md"
    PDF = "pdf"
    JSON = "json"


@app.command()
def notice(
    ctx: typer.Context,
    form: Form = typer.Option(
        Form.MD, "--format", help="How it is written: for a website, as text, on paper, as data."
    ),
    version: int = typer.Option(0, min=0, help="An adopted version; the policy on disk if not given.", metavar="N"),
    on: datetime = typer.Option(None, formats=["%Y-%m-%d"], help="The day whose law counts; today if not given."),
    out: Path = typer.Option(None, help="The file to write; to the terminal if not given.", metavar="FILE"),
    compare: Path = typer.Option(
        None, help="A published notice (html, md or json): say what differs from the rules.", metavar="FILE"
    ),
) -> None:
    """Write the public notice that the policy makes under the law of a day.

    Example:  troth notice --format html --out notice.html && troth notice --compare notice.html
    """
    day = (on or datetime.now()).date()
    policy = _policy(ctx.obj, version)
    if compare:
        _compare(compare, policy, day)
        return
    if form is Form.PDF and out is None and sys.stdout.isatty():
        raise Fault("a PDF is no text for a terminal", remedy="name a file with --out")
    content = _written(policy, form, day, version)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
        typer.echo(f"{out}, {len(content):,} bytes")


def _policy(home: str | None, version: int) -> "Policy":
    """The policy on disk, or an adopted version of it."""
    from troth import policy

    if version:
        from troth.site.boot import boot

        boot(home)
        from troth.duties.publish.editions import numbered

        return numbered(version).policy
    found = Home.of(home, os.environ)
    return policy.read(found.policy_text(), short(found.policy_file), found.beside())


def _written(policy: "Policy", form: Form, on: date, version: int) -> bytes:
    from troth.policy import publish

    made = publish.notice(policy, on)
    match form:
        case Form.JSON:
            return (json.dumps(publish.as_json(made), ensure_ascii=False, indent=2) + "\n").encode()
        case Form.HTML:
            from troth.duties.publish import page

            return page.of_notice(made, version or None).encode()
        case Form.PDF:
            from troth.duties.publish import pdf

            return pdf.of_notice(made, policy.controller, version or None)
        case _:
            return publish.markdown(made, version or None).encode()


def _compare(file: Path, policy: "Policy", on: date) -> None:
    """Faults for whatever a published notice says otherwise; a line if it says the same."""
    from troth.policy import publish

    if file.exists() and not file.is_file():  # a folder, or a pipe whose reader would wait for ever
        raise Fault("this is no file", where=str(file), remedy="name the file of a notice")
    with file.open("rb") as opened:
        held = opened.read(LARGEST + 1)
    try:
        published = held.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Fault("this is not text in UTF-8", where=str(file), remedy="hand over html, md or json") from None
    if len(held) > LARGEST:
        raise Fault("this is too long for a notice", where=str(file), remedy="hand over what `troth notice` wrote")
    if faults := publish.compare(published, policy, on, str(file)):
        raise Faults(faults)
    typer.echo(f"The notice says what the rules say, all {len(publish.notice(policy, on).sentences)} sentences.")
