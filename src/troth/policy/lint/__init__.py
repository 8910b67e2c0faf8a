"""A lint for a privacy notice in prose: what the law of a day asks for and does not find, and what it overrides in it.

lint(text, on, nation)     a Report: findings to mend, and the state of each thing that the law asks for

It reads words. It finds what is not said, and what is said that the law does not allow; it does not prove that what is
said is true, and it does not understand it: a clause in unusual words goes unseen, and a harmless one may be taken for
one that is not. `found` means that words for it are there. The notice is plain text, Markdown or HTML, in English.

What is asked comes from the law room's lists for UK GDPR Arts 13 and 14, so a new dated line there is asked from its
day on. To add an entry: a `Clause` in the file of its subject, or a `Look` in one of the asked_*.py, and examples in
tests/policy/test_lint.py.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from troth.law import Contents, Regulator, Rule, regulator
from troth.law.contents import Item
from troth.law.uk.uk_gdpr_13 import COLLECTED
from troth.law.uk.uk_gdpr_14 import OBTAINED
from troth.policy.lint import asked_beside, asked_rights, asked_use, complaints, consent, requests, transfers, whole
from troth.policy.lint.entry import Clause, Look, first, found, standing
from troth.policy.lint.report import Asked, Finding, Kind, Report, State
from troth.policy.lint.text import MOST, Span, Text
from troth.words import Citation, Nation

__all__ = ["CLAUSES", "LOOKS", "MOST", "Asked", "Finding", "Kind", "Report", "State", "lint"]

CLAUSES: tuple[Clause, ...] = tuple(
    clause for room in (requests, consent, transfers, complaints, whole) for clause in room.CLAUSES
)
LISTED: tuple[Look, ...] = (*asked_use.LOOKS, *asked_rights.LOOKS)
BESIDE: tuple[Look, ...] = asked_beside.LOOKS
LOOKS = (*LISTED, *BESIDE)
MANY = 20  # places of one clause that are told

LISTS = (COLLECTED, OBTAINED)


def lint(text: str, on: date, nation: Nation, lists: Iterable[Contents] = LISTS) -> Report:
    """What the law of a day finds in a notice, and does not find; a Fault if there is no English text to read.

    First the clauses that the law overrides, in the order of the notice, then what is missing, then what is doubtful,
    both in the order of the law.
    """
    notice, supervisor = Text.of(text), regulator(on)
    clauses = sorted(_overridden(notice, on, nation), key=lambda f: (f.at.line, f.at.column) if f.at else (0, 0))
    states: list[Asked] = []
    gaps: list[Finding] = []
    for id, says, rules, look in _asked(on, lists):
        state, gap = _state(notice, id, says, rules, look)
        states.append(state)
        gaps += [gap] if gap else []
    gaps.sort(key=lambda gap: gap.kind is Kind.DOUBTFUL)
    named = tuple(_named(finding, supervisor) for finding in (*clauses, *gaps))
    return Report(on, nation, named, tuple(states), notice.lines)


# ---- clauses that the law overrides ----


def _overridden(notice: Text, on: date, nation: Nation) -> Iterator[Finding]:
    for clause in CLAUSES:
        rule = standing(clause.law, on)
        if rule is None or (clause.nations and nation not in clause.nations) or first(notice, clause.nowhere):
            continue
        hits = {notice.sentence(hit[0]): hit for hit in islice(found(notice, clause.said), MANY)}
        spans = [notice.span(*hits[number]) for number in sorted(hits)]
        if spans:
            also = tuple(dict.fromkeys(span.line for span in spans[1:] if span.line != spans[0].line))
            yield Finding(
                clause.id, Kind.OVERRIDDEN, clause.what, _because([rule]), rule.cite, clause.remedy, spans[0], also
            )


# ---- what is asked ----


def _asked(on: date, lists: Iterable[Contents]) -> Iterator[tuple[str, str, list[Rule], Look | None]]:
    """What the law of a day asks a notice to say, once each, with how it is looked for (None: nobody said how yet)."""
    items: dict[str, list[Item]] = {}
    for contents in lists:
        for item in contents.on(on):
            items.setdefault(item.id, []).append(item)
    looks = {look.id: look for look in LISTED}
    for id, those in items.items():
        yield id, those[0].says, [item.rule for item in those], looks.get(id)
    for look in BESIDE:
        rule = standing(look.law, on)
        if rule is not None:
            yield look.id, look.says, [rule], look


def _state(notice: Text, id: str, says: str, rules: list[Rule], look: Look | None) -> tuple[Asked, Finding | None]:
    cite = Citation("; ".join(rule.cite.text for rule in rules), rules[0].cite.url)
    if look is None:
        what = f"the law asks for this, and no words are known here to look for it by: {says}"
        gap = Finding(id, Kind.DOUBTFUL, what, _because(rules), cite, "read the notice for it yourself")
        return Asked(id, says, cite, State.DOUBTFUL), gap
    state, at, what = _seen(notice, look, says)
    shown = not look.only_if or first(notice, look.when) is not None
    only_if = "" if shown else look.only_if
    if state is State.FOUND or only_if:
        return Asked(id, says, cite, state, at, only_if), None
    kind = Kind.MISSING if state is State.MISSING else Kind.DOUBTFUL
    return Asked(id, says, cite, state, at, only_if), Finding(id, kind, what, _because(rules), cite, look.remedy, at)


def _seen(notice: Text, look: Look, says: str) -> tuple[State, Span | None, str]:
    """The state of one thing, where its words are, and what is to be said about it if it is not found."""
    if hit := first(notice, look.settled):
        return State.FOUND, notice.span(*hit), ""
    hits = {part.name: first(notice, part.said) for part in look.parts}
    there = [hit for hit in hits.values() if hit]
    if len(there) == len(look.parts):
        return State.FOUND, notice.span(*there[0]), ""
    lacking = ", ".join(name for name, hit in hits.items() if not hit)
    if there:
        return State.DOUBTFUL, notice.span(*min(there)), f"said in part; nothing was found on: {lacking}"
    if hit := first(notice, look.vague):
        return State.DOUBTFUL, notice.span(*hit), look.doubt
    return State.MISSING, None, f"not found: {says}"


# ---- words ----


def _because(rules: list[Rule]) -> str:
    places = "; ".join(dict.fromkeys(rule.cite.text for rule in rules))
    return f"{places}: {rules[0].says}"


def _named(finding: Finding, supervisor: Regulator) -> Finding:
    """A finding whose wording names the regulator of the day."""
    remedy = finding.remedy
    for mark, value in (("{regulator}", supervisor.name), ("{phone}", supervisor.phone), ("{web}", supervisor.web)):
        remedy = remedy.replace(mark, value)
    return Finding(
        finding.id, finding.kind, finding.what, finding.because, finding.cite, remedy, finding.at, finding.also
    )
