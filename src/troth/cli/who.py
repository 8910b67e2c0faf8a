"""`--who KIND=VALUE`, read the same way by every command."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import typer

from troth.words import Identifier

PLAIN = re.compile(r"[a-z][a-z-]{0,20}")


def identifiers(pairs: Iterable[str], kinds: Sequence[str]) -> tuple[Identifier, ...]:
    """The identifiers given; wrong use (exit 2) for a kind that the policy does not declare or an empty value."""
    given = []
    for pair in pairs:
        kind, sign, value = pair.partition("=")
        if not sign or not value.strip():
            # What was typed may name a person, so it is not said again; nor is a kind that is no plain word.
            raise typer.BadParameter("write KIND=VALUE, for example email=hannah@example.org")
        if kind not in kinds:
            near = get_close_matches(kind, kinds, 1)
            meant = f"; did you mean `{near[0]}`?" if near else ""
            said = f"`{kind}`" if near or PLAIN.fullmatch(kind) else "that"
            raise typer.BadParameter(f"{said} is no kind of identifier of this company{meant} ({', '.join(kinds)})")
        given.append(Identifier(kind, value.strip()))
    return tuple(given)
