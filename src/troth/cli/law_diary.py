"""`troth law due --ics`: a deadline as a calendar file."""

import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import typer

from troth.duties.clock import local_date
from troth.duties.diary import as_calendar
from troth.fault import Fault, plain
from troth.words import Deadline

# What a duty is called in a calendar.
TITLES = {
    "access": "Answer the access request",
    "rectification": "Answer the request for correction",
    "erasure": "Answer the request for erasure",
    "restriction": "Answer the request for restriction",
    "portability": "Answer the request to take data along",
    "objection": "Answer the objection",
    "automated-decision": "Answer the request about an automated decision",
    "complaint-acknowledgement": "Acknowledge the complaint",
    "breach": "Tell the regulator of the breach",
    "telecoms-breach": "Tell the regulator of the breach of the service",
}
NOTICE = "Last day to tell the person that the answer takes longer"


def into_calendar(deadline: Deadline, duty: str, received: date | datetime, ref: str, file: str) -> None:
    """Write a deadline as a calendar file; `-` prints it.

    Its events are named by duty, day of arrival and reference: a later file of the same moves them. A Fault if no day
    can be given, or the file not be written.
    """
    day = local_date(received) if isinstance(received, datetime) else received
    uid = uuid5(NAMESPACE_URL, f"troth:{duty}:{day.isoformat()}:{ref}")
    title = f"{TITLES[duty]} ({ref})" if ref else TITLES[duty]
    content = as_calendar(deadline, title, str(uid), datetime.now(UTC), notice=f"{NOTICE} ({ref})" if ref else NOTICE)
    if file == "-":
        sys.stdout.buffer.write(content)
        return
    _write(Path(file), content)
    typer.echo(f"Written to {plain(file)}.", err=True)


def _write(path: Path, content: bytes) -> None:
    """Put a whole file there or leave what was there; a Fault if it cannot be written."""
    remedy = "name a file in a folder that you may write to"
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise Fault("this is no file", where=str(path), remedy=remedy)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".troth-", delete=False) as draft:
            try:
                draft.write(content)
                draft.flush()
                Path(draft.name).chmod(0o644)
                Path(draft.name).replace(target)
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise
    except (OSError, ValueError, RuntimeError) as error:
        because = error.strerror if isinstance(error, OSError) and error.strerror else "no file can have this name"
        raise Fault("the file cannot be written", where=str(path)[:200], because=because, remedy=remedy) from None
