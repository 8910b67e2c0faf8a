"""What a change of the policy changes, in the words of a page: decisions, periods, the notice, whom it touches."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from troth.desk.policy_forms import short
from troth.duties import adoption
from troth.duties.pack.plain import first_up, many, weekday
from troth.duties.proposals import Changes
from troth.fault import Fault
from troth.policy import Policy, diff
from troth.policy.diff import Difference, MustTell, Period, Uses
from troth.records import versions
from troth.records.place import in_force

SIGNS = {"gained": "New", "lost": "Gone", "changed": "Changed"}
MOST = 60  # lines of one kind that a page shows


@dataclass(frozen=True)
class Objection:
    """What the law objects to: the words, its reason, and what to try."""

    what: str
    because: str
    remedy: str


def plain(text: str) -> str:
    """Words of a fault as a page says them: quotation marks that people know, a large first letter."""
    return first_up(re.sub(r"`([^`]*)`", r"“\1”", text))


def objection(fault: Fault) -> Objection:
    """A fault for a page."""
    return Objection(plain(fault.what), plain(fault.because), plain(fault.remedy))


def shown(new: Policy, on: date, found: Changes | None = None) -> dict[str, Any]:
    """A comparison for `_difference.html`; against the files of the folder where no version was ever adopted."""
    first = versions.latest(on) is None
    made = found or adoption.changes(new, on)
    old = in_force(on)
    one = diff.difference(old, new, on) if first else made.difference
    faults = [objection(fault) for fault in made.faults]
    return {**of(one, old, new), "first": first, "faults": faults, "touched": adoption.touched(one)}


def of(one: Difference, old: Policy | None, new: Policy) -> dict[str, Any]:
    """A difference in the words of both policies."""
    return {
        "empty": one.empty,
        "gained": [_uses(uses, new) for uses in one.gained[:MOST]],
        "lost": [_uses(uses, old or new) for uses in one.lost[:MOST]],
        "more": max(0, len(one.gained) - MOST) + max(0, len(one.lost) - MOST),
        "bases": one.bases,
        "periods": [_period(period) for period in one.periods],
        "others": [(SIGNS[change.how], first_up(change.kind), change.says) for change in one.changes],
        "sentences": [(_about(said.id, old, new), said) for said in one.sentences[:MOST]],
        "more_sentences": max(0, len(one.sentences) - MOST),
        "people": [_told(told) for told in one.must_tell],
        "refused": [Objection(plain(no.because), no.cite, plain(no.remedy)) for no in one.refused],
    }


def _uses(one: Uses, policy: Policy) -> dict[str, str]:
    named = [who.partition(":") for who in one.who]
    seen = [short(policy.roles.get(name, name)) for kind, _, name in named if kind == "role"]
    given = [policy.recipients[name].name for kind, _, name in named if kind == "recipient"]
    ways = [f"Seen by {', '.join(seen)}"] if seen else []
    ways += [f"Given to {', '.join(given)}"] if given else []
    data = [policy.data[key].says for key in one.categories]
    return {"title": one.title, "data": "; ".join(data), "who": "; ".join(ways)}


def _about(id: str, old: Policy | None, new: Policy) -> str:
    """What a sentence of the notice is about, by the first two parts of its name."""
    part, _, rest = id.partition("/")
    key = rest.partition("/")[0]
    for policy in filter(None, (new, old)):
        if part == "purposes" and key in policy.purposes:
            return policy.purposes[key].title
        if part == "recipients" and key in policy.recipients:
            return policy.recipients[key].name
    return ""


def _period(one: Period) -> dict[str, str]:
    days = many(abs(one.days), "day") if one.days else ""
    how = f"{days} {'longer' if one.days and one.days > 0 else 'shorter'}" if days else "as long as before"
    return {
        "title": one.title,
        "was": one.was,
        "now": one.now,
        "how": how if one.days is not None else "cannot be reckoned",
    }


def _told(one: MustTell) -> dict[str, Any]:
    return {
        "purpose": one.purpose,
        "people": "; ".join(one.people),
        "because": first_up(one.because),
        "cite": one.cite,
        "law": one.law,
        "before": one.before,
    }


def day(on: date) -> str:
    """Saturday 28 November 2026."""
    return weekday(on)
