"""troth law: when something is due, and what a rule says."""

import json
import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

import typer

from troth import law
from troth.fault import Fault
from troth.home import Home
from troth.law.calendar import weekday, written
from troth.words import Deadline, Nation, Step

app = typer.Typer(
    help="Ask the law: when something is due, what a rule says.", no_args_is_help=True, add_completion=False
)

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(rf"{DAY.pattern}[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?")


def _day(text: str) -> date:
    """A day as it is written: 2026-11-25."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise typer.BadParameter(f"`{text[:40]}` is no day; write it like 2026-11-25")


def _arrival(text: str) -> date | datetime:
    """A day, or a day and time: 2026-11-25T10:14, with a zone if it is not London's."""
    try:
        if TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    if DAY.fullmatch(text):
        return _day(text)
    raise typer.BadParameter(f"`{text[:40]}` is no day or time; write it like 2026-11-25 or 2026-11-25T10:14")


def _question(text: str) -> tuple[date, date | None]:
    """ASKED/ANSWERED, or ASKED/ while there is no answer."""
    asked, _, answered = text.partition("/")
    return _day(asked), _day(answered) if answered else None


def _duty(text: str) -> str:
    if text not in law.DUTIES:
        near = get_close_matches(text, law.DUTIES, 1)
        meant = f"; did you mean `{near[0]}`?" if near else ""
        raise typer.BadParameter(f"`{text[:40]}` is no duty{meant} ({', '.join(law.DUTIES)})")
    return text


@app.command()
def due(
    ctx: typer.Context,
    duty: str = typer.Argument(help=f"One of: {', '.join(law.DUTIES)}.", parser=_duty, metavar="DUTY"),
    received: str = typer.Option(
        ..., help="When it arrived; for a breach, when it became known, with the time.", parser=_arrival, metavar="DAY"
    ),
    nation: Nation = typer.Option(None, help="Whose bank holidays count; else the policy's nation, else England."),
    identified: str = typer.Option(None, help="When the proof of identity arrived.", parser=_day, metavar="DAY"),
    fee_paid: str = typer.Option(None, help="When the fee was paid.", parser=_day, metavar="DAY"),
    clarify: list[str] = typer.Option(
        [], help="A question about what is meant, and its answer.", parser=_question, metavar="ASKED/[ANSWERED]"
    ),
    extended: bool = typer.Option(False, "--extended", help="Two further months are taken."),
    as_json: bool = typer.Option(False, "--json", help="One JSON document."),
) -> None:
    """The last day for a duty, and how it is worked out.

    Example:  troth law due access --received 2026-03-02 --clarify 2026-03-05/2026-03-12
    """
    given: dict[str, Any] = {"identified": identified, "fee_paid": fee_paid, "clarify": clarify, "extended": extended}
    arrived: Any = received
    found = law.due(duty, arrived, nation or _nation(ctx.obj, os.environ), **given)
    missing = law.absent(duty, arrived)
    deadline = found or Deadline(None, "", (missing,) if missing else ())
    if as_json:
        typer.echo(json.dumps(as_document(deadline), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(in_words(deadline)))


def as_document(deadline: Deadline) -> dict[str, Any]:
    """A deadline as `--json` prints it."""
    return {
        "due": _iso(deadline.at),
        "notice_by": _iso(deadline.notice_by),
        "cautious": _iso(deadline.cautious),
        "excluded_days": deadline.excluded_days,
        "because": [{"says": step.says, "cite": step.cite} for step in deadline.because],
    }


def in_words(deadline: Deadline) -> list[str]:
    """A deadline as a person reads it."""
    lines = [_said(deadline.at) if deadline.at else "No day can be given."]
    lines += [f"  {number}. {_step(step)}" for number, step in enumerate(deadline.because, 1)]
    if deadline.notice_by:
        lines.append(f"Notice of a longer time: by {_said(deadline.notice_by)}.")
    if deadline.cautious and deadline.cautious != deadline.at:
        lines.append(f"On the stricter reading: {_said(deadline.cautious)}.")
    return lines


def _step(step: Step) -> str:
    return f"{step.says} [{step.cite}]" if step.cite else step.says


def _said(at: date | datetime) -> str:
    return f"{weekday(at)}, {at:%H:%M} {at.tzname()}" if isinstance(at, datetime) else weekday(at)


def _iso(at: date | datetime | None) -> str | None:
    if isinstance(at, datetime):
        return at.isoformat(timespec="seconds" if at.second else "minutes")
    return at.isoformat() if at else None


def _nation(folder: str | None, env: Mapping[str, str]) -> Nation:
    """The nation of the company whose folder this is; England where there is none."""
    try:
        home = Home.of(folder, env)
    except Fault:
        if folder or env.get("TROTH_HOME"):
            raise
        return Nation.ENGLAND
    from troth import policy

    return policy.read(home.policy_text(), str(home.policy_file)).nation


@app.command()
def show(
    citation: str = typer.Argument(help="A place in the law, like: UK GDPR Art 12A(5).", metavar="CITATION"),
    on: str = typer.Option(None, help="Only what is in force on this day.", parser=_day, metavar="DAY"),
    as_json: bool = typer.Option(False, "--json", help="One JSON document: a list of rules."),
) -> None:
    """What a rule says, in our words: since when, brought by what, and where to read it.

    Example:  troth law show "DPA 2018 s. 164A(3)" --on 2026-06-19
    """
    day: Any = on
    found = law.find(citation)
    standing = [rule for rule in found if day is None or rule.stands(day)]
    if as_json:
        typer.echo(json.dumps([_rule_document(rule) for rule in standing], ensure_ascii=False, indent=2))
    elif standing:
        typer.echo("\n\n".join(_rule_in_words(rule) for rule in standing))
    else:
        typer.echo("\n".join(f"{rule.cite}: not in force on {written(day)}; {_times(rule)}." for rule in found))


def _rule_document(rule: law.Rule) -> dict[str, Any]:
    return {
        "cite": rule.cite.text,
        "says": rule.says,
        "since": _iso(rule.since),
        "until": _iso(rule.until),
        "by": rule.by,
        "known": str(rule.known),
        "url": rule.cite.url,
    }


def _rule_in_words(rule: law.Rule) -> str:
    by = f", by {rule.by}" if rule.by else ""
    lines = [str(rule.cite), f"  {rule.says}", f"  In force {_times(rule)}{by}.", f"  Source: {rule.known}."]
    return "\n".join([*lines, f"  {rule.cite.url}"])


def _times(rule: law.Rule) -> str:
    return f"since {written(rule.since)}" if rule.until is None else f"{written(rule.since)} to {written(rule.until)}"
