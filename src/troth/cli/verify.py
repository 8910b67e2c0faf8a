"""troth verify: a receipt or a pack, checked offline against the company's public key."""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from troth.fault import Fault, Faults
from troth.ledger import manifest, note

app = typer.Typer(add_completion=False)

MOST = 500_000_000  # bytes of one file; no pack is larger (troth.ledger.archive)
MANY = 200_000  # files of one folder
# How an act of the ledger reads to the person who holds its receipt, and what else its statement may tell.
ACTS = {
    "request.opened": "Your request was received",
    "identity.confirmed": "Your identity was confirmed",
    "deadline.moved": "The day of your answer moved",
    "answer.built": "Your answer was put together",
    "case.withdrawn": "You took your request back",
    "key.destroyed": "Our working copies were destroyed",
}
TOLD = {
    "right": "The right",
    "channel": "It came by",
    "received": "It came on",
    "how": "How",
    "was": "Due before",
    "now": "Due now",
    "because": "Because",
    "items": "Items in it",
    "policy": "Policy (SHA-256)",
    "manifest": "List of files (SHA-256)",
    "key_name": "Their key",
}


@app.command()
def verify(
    ctx: typer.Context,
    files: list[str] = typer.Argument(
        help="A receipt, a pack (ZIP), or the folder of an unpacked one.", metavar="FILE..."
    ),
    key: str = typer.Option("", help="The company's public key: its file, or its one line.", metavar="KEY"),
    as_json: bool = typer.Option(False, "--json", help="One JSON document."),
) -> None:
    """Check a receipt or a pack: the signature, the entry in the ledger, and every file. No network is used.

    Without --key the key is ledger.pub in the company's folder (--home).

    Example:  troth verify answer-T-7K4M-2Q9D.zip --key ledger.pub
    """
    verifiers = public_keys(key, ctx.obj)
    results: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for name in files:
        try:
            results.append({"file": name, "holds": True, **held(Path(name), verifiers)})
        except Fault as fault:
            at = _plain(f"{name}: {fault.where}" if fault.where else name)
            faults.append(Fault(fault.what, where=at, because=fault.because, remedy=fault.remedy))
            results.append({"file": name, "holds": False, "fault": faults[-1].as_json()})
    if as_json:
        typer.echo(json.dumps({"holds": not faults, "files": results}, indent=2))
        raise typer.Exit(1 if faults else 0)
    for result in results:
        if result["holds"]:
            typer.echo(words(result))
    if faults:
        raise Faults(faults)


def public_keys(given: str, home: str | None) -> tuple[note.Verifier, ...]:
    """The keys to check against: those of --key (a file of one a line, or the line itself), else the company's own."""
    if given and not _there(given):
        if "+" in given:
            return (note.Verifier.decode(given),)
        raise typer.BadParameter("this is neither a file nor a key's line (name+id+key)", param_hint="--key")
    path = Path(given) if given else _own_key(home)
    try:
        lines = path.read_text(encoding="utf-8")[:1_000_000].split("\n")
    except (OSError, ValueError) as error:
        raise Fault("the public key cannot be read", where=_plain(str(path)), because=_reason(error)) from None
    found = tuple(note.Verifier.decode(line) for line in lines if line.strip())
    if not found:
        raise Fault("there is no key in this file", where=_plain(str(path)), remedy="take the company's ledger.pub")
    return found


def _there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # no name of a file at all
        return False


def _own_key(home: str | None) -> Path:
    from troth.home import Home

    remedy = "give it with --key: the company publishes it as ledger.pub"
    try:
        path = Home.of(home, os.environ).public_key_file
    except Fault as fault:
        raise Fault("no public key to check against", because=fault.what, remedy=remedy) from None
    if not path.exists():
        because = "this company's ledger has not begun"
        raise Fault("no public key to check against", where=str(path), because=because, remedy=remedy)
    return path


def held(path: Path, verifiers: tuple[note.Verifier, ...]) -> dict[str, Any]:
    """What one receipt or pack proves, as plain values; a Fault if it does not hold."""
    from troth.duties.pack import check
    from troth.ledger import archive, receipt

    if _is_folder(path):
        checked = check.verify(Folder(path), verifiers)
    elif (content := _read(path)).startswith(b"PK"):
        checked = check.verify(archive.read(content), verifiers)
    else:
        return {"kind": "receipt", **_shown(receipt.verify(content, verifiers))}
    listed = [{"path": name, "size": size} for name, size in checked.files.items()]
    return {"kind": "pack", **_shown(checked.receipt), "checked": listed}


def _shown(shown: Any) -> dict[str, Any]:
    ledger = {"name": shown.checkpoint.origin, "size": shown.checkpoint.size}
    return {"statement": shown.statement, "entry": shown.index, "ledger": ledger}


class Folder(Mapping[str, bytes]):
    """The files of an unpacked pack by name, each read when it is asked for."""

    def __init__(self, root: Path) -> None:
        if not (root / manifest.NAME).is_file():
            because = f"a pack has a {manifest.NAME} at its top"
            raise Fault("this folder is no pack", because=because, remedy="name the folder that the pack lies in")
        self._paths = {path.relative_to(root).as_posix(): path for path in _files(root)}

    def __getitem__(self, name: str) -> bytes:
        return _read(self._paths[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _files(root: Path) -> Iterator[Path]:
    """Every file below a folder; links and devices are no part of a pack."""
    for count, path in enumerate(root.rglob("*")):
        if count == MANY:
            raise Fault("there are too many files in this folder", remedy="name the folder that the pack lies in")
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            yield path
        elif not stat.S_ISDIR(mode):
            where = path.relative_to(root).as_posix()
            raise Fault("this is a link or a device, which no pack has", where=where, remedy="take it out")


def _is_folder(path: Path) -> bool:
    """Whether it is a folder; a Fault if it is neither folder nor file, or not there."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise Fault("this file is not there", because=_reason(error), remedy="check its name") from None
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise Fault("this is no file", because="it is a device or a pipe", remedy="name a receipt or a pack")
    return stat.S_ISDIR(mode)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST:
            raise Fault("this is neither a receipt nor a pack", because="it is larger than either can be")
        return path.read_bytes()
    except OSError as error:
        raise Fault("this file cannot be read", because=_reason(error), remedy="see that you may read it") from None


def words(result: dict[str, Any]) -> str:
    """What holds, in plain words, a fact a line."""
    said: dict[str, Any] = result["statement"]
    ledger = result["ledger"]
    facts = [
        ("What", ACTS.get(str(said.get("kind")), f"An act of the kind {said.get('kind')}")),
        ("When", _moment(said.get("at"))),
        ("Case", said.get("case") or "none"),
        *((title, said[name]) for name, title in TOLD.items() if name in said),
        ("Evidence", f"entry {result['entry']} in a ledger of {ledger['size']} entries"),
        ("Signed by", ledger["name"]),
    ]
    lines = [f"This {result['kind']} holds: {result['file']}", *(f"  {head:<24} {told}" for head, told in facts)]
    if "checked" in result:
        checked = result["checked"]
        lines.append(f"  {'Files':<24} {len(checked)}, each as it was made:")
        lines += [f"    {row['size']:>13,} bytes  {row['path']}" for row in checked]
    return "\n".join(map(_plain, lines))


def _moment(text: Any) -> str:
    from troth.duties.pack.plain import moment, weekday

    try:
        at = datetime.fromisoformat(text).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return str(text)
    return f"{weekday(at)}{moment(at).partition(str(at.year))[2]}"


def _plain(text: str) -> str:
    """The text without what could move a terminal's cursor or break its encoding."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text.replace("\u00a0", " "))


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "it is no text in UTF-8").lower().replace("utf", "UTF")
