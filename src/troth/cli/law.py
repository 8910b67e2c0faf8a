"""troth law: by when something is due, what the law answers to a question, what a rule says."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any

import typer

from troth import law
from troth.cli import law_asked
from troth.cli import law_words as words
from troth.duties.clock import local_date
from troth.fault import Fault, plain
from troth.home import Home
from troth.law.asked import question as question_named
from troth.law.calendar import written
from troth.law.grounds import resting_on
from troth.law.shelves import rooms, shelved
from troth.words import Deadline, Nation

HELP = """\
Ask the law: by when something is due, what may and must be done, what a rule says.

Begin with one of these:

  troth law due access --received 2026-11-25

  troth law ask

  troth law list --changed-since 2026-02-05
"""
app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
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
    raise typer.BadParameter(f"`{plain(text, 40)}` is no day; write it like 2026-11-25")


def _today() -> date:
    return local_date(datetime.now(UTC))


def _arrival(text: str) -> date | datetime:
    """A day, or a day and time: 2026-11-25T10:14, with a zone if it is not London's."""
    try:
        if TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    if DAY.fullmatch(text):
        return _day(text)
    raise typer.BadParameter(f"`{plain(text, 40)}` is no day or time; write it like 2026-11-25 or 2026-11-25T10:14")


def _nation_named(text: str) -> Nation:
    try:
        return Nation(text.strip().lower().replace(" ", "-"))
    except ValueError:
        raise typer.BadParameter(f"`{plain(text, 40)}` is no nation here ({', '.join(Nation)})") from None


def _question(text: str) -> tuple[date, date | None]:
    """ASKED/ANSWERED, or ASKED/ while there is no answer."""
    asked, _, answered = text.partition("/")
    return _day(asked), _day(answered) if answered else None


def _duty(text: str) -> str:
    if text not in law.DUTIES:
        near = get_close_matches(text, law.DUTIES, 1)
        meant = f"; did you mean `{near[0]}`?" if near else ""
        raise typer.BadParameter(f"`{plain(text, 40)}` is no duty{meant} ({', '.join(law.DUTIES)})")
    return text


def _print(document: Any) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


# ---- due ----


@app.command()
def due(
    ctx: typer.Context,
    duty: str = typer.Argument(help=f"One of: {', '.join(law.DUTIES)}.", parser=_duty, metavar="DUTY"),
    received: str = typer.Option(
        ...,
        help="When it arrived: 2026-11-25. For a breach, when it became known: 2026-11-25T10:14.",
        parser=_arrival,
        metavar="DAY",
    ),
    nation: str = typer.Option(
        None,
        help=f"Whose bank holidays count: {', '.join(Nation)}. Else the policy's nation, else England.",
        parser=_nation_named,
        metavar="NATION",
    ),
    identified: str = typer.Option(None, help="When the proof of identity arrived.", parser=_day, metavar="DAY"),
    fee_paid: str = typer.Option(None, help="When the fee was paid.", parser=_day, metavar="DAY"),
    clarify: list[str] = typer.Option(
        [],
        help="A question to the person about what they mean: the day it was asked and answered. May be given again.",
        parser=_question,
        metavar="ASKED/[ANSWERED]",
    ),
    extended: bool = typer.Option(
        False, "--extended", help="Two further months are taken, and the person is told why."
    ),
    ics: str = typer.Option("", help="Write it as a calendar file too; - prints that alone.", metavar="FILE"),
    ref: str = typer.Option(
        "", help="With --ics: your reference (no name), which tells two of one day apart.", metavar="TEXT"
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON document."),
) -> None:
    """By when a duty is due, and how that is worked out.

    Example:  troth law due access --received 2026-03-02 --clarify 2026-03-05/2026-03-12

    Example:  troth law due breach --received 2026-10-24T10:00 --ics breach.ics
    """
    if ref and not ics:
        raise typer.BadParameter("it names the events of a calendar file; say --ics FILE too", param_hint="--ref")
    if ics == "-" and as_json:
        raise typer.BadParameter("only one of the two can be printed", param_hint="--ics - / --json")
    given: dict[str, Any] = {"identified": identified, "fee_paid": fee_paid, "clarify": clarify, "extended": extended}
    arrived: Any = received
    chosen: Any = nation
    place, days = _nation(ctx.obj, os.environ, chosen)
    found = law.due(duty, arrived, place, calendar=days, **given)
    missing = law.absent(duty, arrived)
    deadline = found or Deadline(None, "", (missing,) if missing else ())
    if ics and deadline.at:
        from troth.cli import law_diary

        law_diary.into_calendar(deadline, duty, arrived, ref, ics)
    if as_json:
        _print(words.deadline_document(deadline))
    elif ics != "-":
        typer.echo("\n".join(words.deadline_in_words(deadline)))
    if ics and not deadline.at:
        because = deadline.because[-1].says if deadline.because else ""
        raise Fault(
            f"no day can be given, so nothing was written to {ics}",
            because=because,
            remedy="try again once there is one",
        )


def _nation(folder: str | None, env: Mapping[str, str], named: Nation | None) -> tuple[Nation, law.Calendar]:
    """The nation named, else that of the company whose folder this is, else England; and its working days there."""
    try:
        home = Home.of(folder, env)
    except Fault:
        if folder or env.get("TROTH_HOME"):
            raise
        nation = named or Nation.ENGLAND
        return nation, law.published(nation)
    from troth import policy

    nation, changed = named or policy.read(home.policy_text(), str(home.policy_file)).nation, home.holidays_text()
    if changed is None:
        return nation, law.published(nation)
    return nation, policy.holidays.read(changed, str(home.holidays_file)).calendar(nation)


# ---- ask ----


@app.command()
def ask(
    question: str = typer.Argument(None, help="The question's name.", metavar="QUESTION"),
    facts: list[str] = typer.Argument(None, help="What is the case, like objected=no.", metavar="FACT=VALUE"),
    on: str = typer.Option(None, help="The day whose law is asked; else today, in London.", parser=_day, metavar="DAY"),
    show_facts: bool = typer.Option(False, "--facts", help="Only show which facts the question takes."),
    as_json: bool = typer.Option(False, "--json", help="One JSON document."),
) -> None:
    """What the law answers to a question, and which rules lead there.

    Without a question all are listed. What is not told counts as not shown.

    Example:  troth law ask marketing --facts

    Example:  troth law ask marketing channel=email subscriber=individual objected=no

    Example:  troth law ask refusal --on 2026-06-18
    """
    day: Any = on or _today()
    if question is None:
        every = law.questions()
        if as_json:
            _print([law_asked.question_document(one) for one in every])
        else:
            typer.echo(law_asked.questions_in_words(rooms()))
        return
    asked = question_named(question)
    given = _facts(facts or [])
    if show_facts:
        _print(law_asked.question_document(asked)) if as_json else typer.echo(law_asked.question_in_words(asked))
        return
    if not given and any(fact.needed for fact in asked.facts):
        typer.echo(law_asked.question_in_words(asked), err=True)
        raise typer.Exit(2)
    ruling = answer(asked, day, given)
    if as_json:
        _print(law_asked.ruling_document(asked, day, ruling))
    else:
        typer.echo(law_asked.ruling_in_words(asked, day, ruling, given))


def answer(question: law.Question, on: date, facts: Mapping[str, str]) -> law.Ruling[Any]:
    """What the law of a day says to a question; a Fault too for a day from which nobody can count."""
    try:
        return question.ask(on, facts)
    except (OverflowError, ValueError):
        raise Fault("this day or number cannot be counted with", remedy="check the year") from None


def _facts(told: Sequence[str]) -> dict[str, str]:
    """FACT=VALUE by name; a hyphen in a name is as good as an underscore."""
    given: dict[str, str] = {}
    for text in told:
        name, sign, value = text.partition("=")
        name = name.strip().replace("-", "_")
        if not sign or not name:
            raise typer.BadParameter(
                f"`{plain(text, 40)}` is no fact; write it like NAME=VALUE", param_hint="FACT=VALUE"
            )
        if name in given:
            raise typer.BadParameter(f"`{plain(name, 40)}` is told twice", param_hint="FACT=VALUE")
        given[name] = value
    return given


# ---- list, show ----


@app.command("list")
def listing(
    changed_since: str = typer.Option(
        None,
        help="What begins, or has its last day, on this day or later; in order of time.",
        parser=_day,
        metavar="DAY",
    ),
    on: str = typer.Option(None, help="Only what is in force on this day.", parser=_day, metavar="DAY"),
    within: str = typer.Option(
        "", "--in", help="Only this law or part of one, like PECR or article 17.", metavar="LAW"
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON document: a list of rules, or of changes."),
) -> None:
    """The rules that something here rests on, and which changed when.

    ! marks what counsel looks at first: what is not settled, and what was not read again.

    Example:  troth law list --in PECR --on 2026-11-25

    Example:  troth law list --changed-since 2026-02-05
    """
    since: Any = changed_since
    day: Any = on
    chosen = [rule for rule in (_within(within) if within else law.rules()) if day is None or rule.stands(day)]
    if since:
        changed = words.changes(chosen, since)
        if as_json:
            _print([words.change_document(change) for change in changed])
        else:
            typer.echo(words.changes_in_words(changed, since, _today()))
    elif as_json:
        _print([words.rule_document(rule) for rule in chosen])
    elif chosen:
        typer.echo(words.rules_in_words(chosen, day or _today()))
    else:
        typer.echo(f"No rule was in force on {written(day)}.")


def _within(name: str) -> Sequence[law.Rule]:
    """The rules of a law, or of a part of it, however it is written; a Fault that guesses if there is none."""
    try:
        return law.find(name)
    except Fault as fault:
        known = {name.casefold(): name for name in shelved(law.rules())}
        if near := get_close_matches(name.casefold(), known, 1):
            remedy = f"did you mean `{known[near[0]]}`?"
        else:
            remedy = f"one of: {', '.join(known.values())}"
        raise Fault(fault.what, because=fault.because, remedy=remedy) from None


@app.command()
def show(
    citation: list[str] = typer.Argument(help='A place in the law, like "UK GDPR Art 12A(5)".', metavar="CITATION"),
    on: str = typer.Option(None, help="Only what is in force on this day.", parser=_day, metavar="DAY"),
    as_json: bool = typer.Option(False, "--json", help="One JSON document: a list of rules."),
) -> None:
    """A rule in our words, with its days, its source and its doubts.

    A place may be written as people write it: article 17, PECR 22, GDPR 15(1).

    Example:  troth law show "DPA 2018 s. 164A(3)" --on 2026-06-19
    """
    day: Any = on
    found = law.find(" ".join(citation))
    standing = [rule for rule in found if day is None or rule.stands(day)]
    if as_json:
        _print([words.rule_document(rule) for rule in standing])
    elif standing:
        typer.echo("\n\n".join(words.rule_in_words(rule, resting_on(rule)) for rule in standing))
    else:
        typer.echo("\n".join(f"{rule.cite}: not in force on {written(day)}; {words.times(rule)}." for rule in found))
