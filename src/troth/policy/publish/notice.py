"""The public notice, compiled from the policy and the law of a day: what we promise is what the systems do.

Two layers: the facts in short, and the whole in sections. Every sentence has an id that stays (`purposes/calls/keep`:
the path of its rule, or `law/...` for what the law alone adds), the rule that it says, and the items of UK GDPR Arts
13 and 14 that it meets. Nothing is said that no rule of the policy and no law says.
"""

from datetime import date
from typing import Any

from troth.law.uk.uk_gdpr_13 import COLLECTED
from troth.law.uk.uk_gdpr_14 import OBTAINED
from troth.policy.meaning import Ask, Facts, decide
from troth.policy.publish import about, rights, short, uses
from troth.policy.publish.values import Notice, Section, Sentence
from troth.policy.values import Policy, under
from troth.words import Basis

PARTS = (*about.FIRST, *uses.PARTS, *rights.PARTS, *about.LAST)


def notice(policy: Policy, on: date) -> Notice:
    """The notice that a policy makes under the law of a day."""
    today = _open(under(policy, on), on)
    made = [Section(part.id, part.title, tuple(part.says(today, on))) for part in PARTS]
    sections = tuple(section for section in made if section.sentences)
    return Notice(policy.controller.name, on, short.facts(today, on), sections, asked(policy, on))


def _open(policy: Policy, on: date) -> Policy:
    """The policy without the flows that are closed on a day: what binds the recipient has lapsed, or the law of the day
    lets no data go where it is. Nothing is given there, so nobody is told that it is.
    """
    closed = {
        (purpose.id, to)
        for purpose in policy.purposes.values()
        for to in purpose.disclosed_to
        if {("recipients", to, "contract until"), ("recipients", to, "country")}
        & {*decide(policy, on, Ask(purpose.uses, purpose.id, to=to), Facts()).clauses}
    }
    if not closed:
        return policy
    purposes = {
        key: one.model_copy(update={"disclosed_to": tuple(to for to in one.disclosed_to if (key, to) not in closed)})
        for key, one in policy.purposes.items()
    }
    return policy.model_copy(update={"purposes": purposes})


def asked(policy: Policy, on: date) -> tuple[str, ...]:
    """The items of Arts 13 and 14 that a notice of this company meets on a day, once each, in the law's order."""
    bases = {purpose.basis for purpose in policy.purposes.values()}
    idle = {
        "dpo": not policy.controller.dpo,
        "interest": not bases & {Basis.LEGITIMATE_INTERESTS, Basis.RECOGNISED_INTEREST},
        "withdraw": Basis.CONSENT not in bases,
    }
    items = dict.fromkeys(item.id for law in (COLLECTED, OBTAINED) for item in law.on(on))
    return tuple(item for item in items if not idle.get(item))


def covered(notice: Notice, on: date) -> dict[str, tuple[str, ...]]:
    """Which sentences meet each item that applies, by their ids; an item that nothing meets has none."""
    listed = {item.id for law in (COLLECTED, OBTAINED) for item in law.on(on)}
    return {
        item: tuple(one.id for one in notice.sentences if item in one.meets) for item in notice.asked if item in listed
    }


def as_json(notice: Notice) -> dict[str, Any]:
    """The notice as plain data, for programs and for our own comparison."""
    return {
        "company": notice.company,
        "on": notice.on.isoformat(),
        "short": [{"id": fact.id, "title": fact.title, "text": fact.text} for fact in notice.short],
        "sections": [
            {"id": section.id, "title": section.title, "sentences": [_plain(one) for one in section.sentences]}
            for section in notice.sections
        ],
        "law": {item: list(ids) for item, ids in covered(notice, notice.on).items()},
    }


def _plain(one: Sentence) -> dict[str, Any]:
    more = {"lead": one.lead, "label": one.label, "group": one.group, "because": one.because, "cite": one.cite}
    kept = {"promises": list(one.promises), "meets": list(one.meets)}
    return {
        "id": one.id,
        "text": one.text,
        "rule": "/".join(map(str, one.rule)),
        **{key: value for key, value in (more | kept).items() if value},
    }
