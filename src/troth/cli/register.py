"""troth register: the register of processing activities (UK GDPR Art 30), in any of its forms."""

import os
import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from troth.fault import Fault, Faults
from troth.home import Home, digest_of, short

if TYPE_CHECKING:
    from troth.duties.publish.issue import Issue
    from troth.stores import Store

app = typer.Typer(add_completion=False)


class Kind(StrEnum):
    """A form in which the register is written."""

    HTML = "html"
    MD = "md"
    PDF = "pdf"
    JSON = "json"
    XLSX = "xlsx"
    JSONLD = "jsonld"


@app.command()
def register(
    ctx: typer.Context,
    form: Kind = typer.Option(Kind.MD, "--format", help="A page, text, paper, data, a workbook, or W3C DPV terms."),
    version: int = typer.Option(0, min=0, help="An adopted version; the policy on disk if not given.", metavar="N"),
    on: datetime = typer.Option(None, formats=["%Y-%m-%d"], help="The day whose law counts; today if not given."),
    out: Path = typer.Option(None, help="The file to write; to the terminal if not given.", metavar="FILE"),
) -> None:
    """Write the register of processing that the policy makes under the law of a day.

    Example:  troth register --format xlsx --out register.xlsx
    """
    made = _issue(ctx.obj, version, (on or datetime.now()).date())
    from troth.duties.publish.register_files import FORMS, written

    if out is None and not FORMS[form].text and sys.stdout.isatty():
        raise Fault(f"{FORMS[form].says.split(',')[0]} is no text for a terminal", remedy="name a file with --out")
    content = written(made, form)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
        typer.echo(f"{out}, {len(content):,} bytes")
    if gaps := made.register.gaps:
        typer.echo(f"{len(gaps)} {'field is' if len(gaps) == 1 else 'fields are'} missing:", err=True)
        for title, cell in gaps:
            typer.echo(f"  {title}: {cell.column.title}. {cell.gap}", err=True)


def _issue(home: str | None, version: int, on: date) -> "Issue":
    """The register of an adopted version, or of the policy on disk."""
    if version:
        from troth.site.boot import boot

        boot(home)
        from troth.duties.publish.issues import of_version

        return of_version(version, datetime.now(UTC), on)
    from troth import policy
    from troth.duties.publish.issue import issue

    found = Home.of(home, os.environ)
    declared = policy.read(found.policy_text(), short(found.policy_file), found.beside())
    site, files = found.env.get("TROTH_SITE", "").rstrip("/"), digest_of(found.files())
    return issue(declared, on, datetime.now(UTC), files=files, stores=_stores(found), site=site)


def _stores(home: Home) -> list["Store"] | None:
    """The company's systems; none if their files have faults, which `troth check` names."""
    from troth import stores

    try:
        return list(stores.load(home.stores_folder, home.env, home.folder).values())
    except (Fault, Faults) as faults:
        typer.echo(f"The systems are not named in the register: {faults}", err=True)
        return None
