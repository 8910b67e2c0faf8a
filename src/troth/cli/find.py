"""troth find: what is held about a person, in every store."""

import base64
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any

import typer

from troth.cli.who import identifiers
from troth.fault import Fault
from troth.home import Home

app = typer.Typer(add_completion=False)


@app.command()
def find(
    ctx: typer.Context,
    who: list[str] = typer.Option(
        ..., "--who", metavar="KIND=VALUE", help="An identifier that is verified; repeatable."
    ),
    store: list[str] = typer.Option([], "--store", metavar="N", help="Only this store; repeatable."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line, one line a row."),
) -> None:
    """Find what is held about a person: every row that is theirs, or that they share with others.

    Needs no adopted policy and no server. A system that only a colleague can look into is named on stderr.

    Example:  troth find --who email=hannah@example.org --json
    """
    from troth import policy, stores
    from troth.words import Found, Subject, Whose

    home = Home.of(ctx.obj, os.environ)
    kinds = tuple(policy.read(home.policy_text(), str(home.policy_file)).identifiers)
    subject = Subject(identifiers(who, kinds))
    opened = stores.load(home.stores_folder, home.env, home.folder)
    rows: list[Found] = []
    failed = False
    for result in stores.find(opened, subject, only=_known(store, opened) or None):
        if isinstance(result, stores.Ask):
            _say(f"{result.store}: not searched here; ask {result.colleague}: {' '.join(result.asks.split())}")
        elif isinstance(result, stores.Failed):
            failed = True
            _say(_failed(result.store, result.fault))
        elif result.whose in (Whose.OWN, Whose.SHARED):
            rows.append(result)
            if as_json:
                typer.echo(line(result))
    if not rows and not failed:
        _say("Nobody was found by these identifiers." if not store else "Nothing was found there by these identifiers.")
    if not as_json and rows:
        typer.echo(table(rows, {name: opened[name].tables for name in opened}))
    raise typer.Exit(1 if failed else 0)


def _known(names: Sequence[str], opened: Mapping[str, Any]) -> list[str]:
    """The stores asked for; wrong use (exit 2) for one that is not there."""
    from troth.policy.source import nearest

    for name in names:
        if name not in opened:
            near = nearest(name, tuple(opened))
            meant = f"; did you mean `{near}`?" if near else ""
            raise typer.BadParameter(f"there is no store `{name}`{meant} ({', '.join(opened) or 'none yet'})")
    return list(names)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _failed(store: str, fault: Fault) -> str:
    return f"{store} could not be searched\n{fault}"


# ---- JSON ----


def line(found: Any) -> str:
    """One row as one line of JSON: dates in ISO, bytes in base64, decimals as text so that nothing is lost."""
    parts = {
        "store": found.store,
        "table": found.table,
        "key": {column: _of_key(value) for column, value in found.key.items()},
        "class": str(found.whose),
        "data": {column: _finite(value) for column, value in found.data.items()},
    }
    return json.dumps(parts, ensure_ascii=False, default=_plain)


def _finite(value: Any) -> Any:
    """JSON has no word for infinity, nor for what is no number."""
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _of_key(value: Any) -> Any:
    """A whole number stays one, in whichever kind of column the key lies."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else _finite(value)


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case bytes() | bytearray() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case Mapping():
            return dict(value)
        case set() | frozenset() | tuple():
            return list(value)
        case _:
            return str(value)


# ---- words ----


def table(rows: Iterable[Any], says: Mapping[str, Mapping[str, str]]) -> str:
    """How many rows lie where, store by store, as a table."""
    counts: dict[tuple[str, str], list[int]] = {}
    for found in rows:
        own, shared = counts.setdefault((found.store, found.table), [0, 0])
        counts[found.store, found.table] = [own + (found.whose == "own"), shared + (found.whose == "shared")]
    lines = [("store", "table", "own", "shared", "what it is")]
    for (store, name), (own, shared) in counts.items():
        lines.append((store, name, f"{own:,}", f"{shared:,}" if shared else "", says.get(store, {}).get(name, "")))
    own, shared = (sum(count[place] for count in counts.values()) for place in (0, 1))
    lines.append(("", "all", f"{own:,}", f"{shared:,}" if shared else "", ""))
    widths = [max(len(cells[place]) for cells in lines) for place in range(5)]
    shown, before = [], ""
    for cells in lines:
        store = "" if cells[0] == before else cells[0]
        before = cells[0]
        texts = [
            store.ljust(widths[0]),
            cells[1].ljust(widths[1]),
            cells[2].rjust(widths[2]),
            cells[3].rjust(widths[3]),
        ]
        shown.append("  ".join([*texts, cells[4]]).rstrip())
    return "\n".join(shown)
