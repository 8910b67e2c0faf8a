"""troth lint: what the law asks for in anybody's privacy notice, and does not find, and what it overrides there."""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import typer

from troth.fault import Fault, plain
from troth.law.calendar import written
from troth.words import Nation

app = typer.Typer(add_completion=False)

READ = ("txt", "text", "md", "markdown", "html", "htm", "docx", "pdf")
LARGEST = {"docx": 20 << 20, "pdf": 20 << 20}
LARGEST_TEXT = 4_000_004  # bytes: the most characters that are read, in the widest of UTF-8, and a mark before them


@app.command()
def lint(
    file: str = typer.Argument(
        help=f"A notice ({', '.join(f'.{ending}' for ending in READ)}); - reads standard input.", metavar="FILE"
    ),
    on: datetime = typer.Option(None, formats=["%Y-%m-%d"], help="The day whose law counts; today if not given."),
    nation: Nation = typer.Option(Nation.ENGLAND, help="Where the company is."),
    as_json: bool = typer.Option(False, "--json", help="One JSON document: findings, and the state of what is asked."),
) -> None:
    """What the law asks for in anybody's privacy notice, and does not find, and the clauses that it overrides.

    It reads English words. It finds what is not said, and what the law does not allow to be said. It does not prove
    that what is said is true; unusual words escape it, and it may take a harmless clause for another: a person decides.

    Status: 0 nothing found, 1 something found, 2 the file cannot be read or the command is used wrongly.

    Example:  troth lint privacy.html --on 2026-06-19
    """
    from troth.policy.lint import lint as linted

    day = (on or datetime.now()).date()
    try:
        report = linted(_text(file), day, nation)
    except Fault as fault:
        where = "standard input" if file == "-" else file
        said = Fault(fault.what, where=fault.where or where, because=fault.because, remedy=fault.remedy)
        typer.echo(str(said), err=True)
        raise typer.Exit(2) from None
    if as_json:
        typer.echo(json.dumps(_document(report), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_in_words(report, "standard input" if file == "-" else file)))
    raise typer.Exit(1 if report.findings else 0)


# ---- reading ----


def _text(file: str) -> str:
    """The text of a file or of standard input; a Fault if it cannot be had."""
    if file == "-":
        return _decoded(sys.stdin.buffer.read(LARGEST_TEXT + 1))
    path = Path(file)
    ending = path.suffix.lower().removeprefix(".")
    if not path.is_file():
        raise Fault("there is no such file", remedy="name a file, or - for standard input")
    if ending not in READ:
        raise Fault(
            f"files of this ending are not read (read are: {', '.join(READ)})",
            remedy="save it as one of these, or hand its text to standard input: troth lint - < FILE",
        )
    most = LARGEST.get(ending, LARGEST_TEXT)
    with path.open("rb") as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise Fault(f"the file is too large: {most:,} bytes are read", remedy="hand over the notice alone")
    return _document_text(file, content) if ending in LARGEST else _decoded(content)


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Fault("this is not text in UTF-8", remedy="save it as UTF-8") from None
    if "\0" in text:
        raise Fault("this is not text", remedy="hand over a text, a web page, a Word document or a PDF")
    return text


def _document_text(name: str, content: bytes) -> str:
    from troth.stores.archives import Unreadable
    from troth.stores.documents import text_of
    from troth.stores.pdftext import Reader

    try:
        with Reader() as reader:
            text = text_of(name, content, reader)
    except Unreadable as error:
        raise Fault(f"the document cannot be read: {error}", remedy="save its text as .txt") from None
    return text.replace("\f", "\n").replace("\0", " ")


# ---- saying ----


def _document(report: Any) -> dict[str, Any]:
    return {
        "on": report.on.isoformat(),
        "nation": str(report.nation),
        "findings": [
            {
                "id": finding.id,
                "kind": str(finding.kind),
                "line": finding.at.line if finding.at else None,
                "column": finding.at.column if finding.at else None,
                "clause": finding.at.quote if finding.at else "",
                "what": finding.what,
                "because": finding.because,
                "cite": finding.cite.text,
                "url": finding.cite.url,
                "try": finding.remedy,
                "also": list(finding.also),
            }
            for finding in report.findings
        ],
        "asked": [
            {
                "id": one.id,
                "state": str(one.state),
                "line": one.at.line if one.at else None,
                "says": one.says,
                "cite": one.cite.text,
                "url": one.cite.url,
                "only_if": one.only_if,
            }
            for one in report.asked
        ],
    }


def _in_words(report: Any, where: str) -> Iterator[str]:
    """What contradicts the law first, then what is missing, then what is doubtful, then what was found, in a line."""
    from troth.policy.lint import Kind
    from troth.policy.source import Source

    source = Source(where, report.lines)
    heads = (
        (Kind.OVERRIDDEN, "What the law overrides, or what misleads"),
        (Kind.MISSING, "What the law asks for, and was not found"),
        (Kind.DOUBTFUL, "What was found in part, or only in general"),
    )
    for kind, head in heads:
        if those := report.of(kind):
            yield f"{head}: {len(those)}\n"
            for finding in those:
                yield from _finding_in_words(finding, source)
    yield from _counted(report, report.on)


def _finding_in_words(finding: Any, source: Any) -> Iterator[str]:
    because = f"{finding.because} {finding.cite.url}".strip()
    if finding.at is None:
        yield f"{Fault(finding.what, where=source.where, because=because, remedy=finding.remedy)}\n"
        return
    more = f" (also on line {', '.join(map(str, finding.also))})" if finding.also else ""
    place = (finding.at.line, finding.at.column, finding.at.length)
    yield f"{source.fault_at(place, finding.what + more, because=because, remedy=finding.remedy)}\n"


def _counted(report: Any, on: date) -> Iterator[str]:
    from troth.policy.lint import State

    found = [one for one in report.asked if one.state is State.FOUND]
    lines = sorted({one.at.line for one in found if one.at})
    places = plain(f", on lines {', '.join(map(str, lines))}" if lines else "", 200)
    yield f"Found: {len(found)} of {len(report.asked)} things that the law of {written(on)} asks for{places}."
    silent = [one for one in report.asked if one.state is not State.FOUND and one.only_if]
    if silent:
        yield "Asked only where it applies, and not found; you know whether it does:"
        yield from (f"  {one.id}: if {one.only_if} [{one.cite}]" for one in silent)
    yield "This lint reads words: it finds what is not said, and cannot prove that what is said is true."
