"""What may we do with personal data? The policy as cards, with what waits, what is late, and its versions."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from troth.desk import compared, draft
from troth.desk.inbox import Link
from troth.desk.policy_forms import KINDS, short
from troth.desk.staff import Staff, staff_only
from troth.duties import adoption, maps, reviews
from troth.duties.clock import local_date
from troth.duties.pack.plain import first_up, many, weekday
from troth.fault import Fault, Faults
from troth.law.uk.uk_gdpr_6 import bases
from troth.policy.values import Category, Channel, Policy, Purpose, Recipient, covers, under
from troth.records import versions
from troth.records.place import in_force
from troth.words import Basis

PARTS = {"purposes": "What for", "recipients": "Who receives it", "data": "Kinds of data", "channels": "Ways in"}
SENSITIVE = {"ordinary": "", "special": "Special category", "criminal": "Criminal offences"}


@staff_only
@require_safe
def policy(http: Staff) -> HttpResponse:
    """The version in force, part by part, filtered if somebody asks."""
    today = local_date(timezone.now())
    found = under(in_force(today), today)
    part = http.GET.get("show", "purposes") if http.GET.get("show") in PARTS else "purposes"
    known = _known(found)
    asked = {key: http.GET.get(key, "") if http.GET.get(key) in dict(known[key]) else "" for key in known}
    asked["q"] = " ".join(http.GET.get("q", "").replace("\0", " ").split())[:80]
    law = {str(item): step.cite for item, step in zip(bases(today).answer or (), bases(today).because, strict=False)}
    cards = _cards(found, part, asked, law)
    shown = {
        "version": versions.latest(today),
        "today": weekday(today),
        "drift": adoption.drift(),
        "waiting": adoption.waiting(),
        "coming": _coming(today),
        "gathered": len(draft.steps(http)),
        "reviews": reviews.due(found, today),
        "counters": [
            (many(len(getattr(found, key)), word).split()[1], len(getattr(found, key))) for key, word in COUNTED
        ],
        "questions": _questions(),
        "part": part,
        "parts": [Link(word, f"?{urlencode({'show': key})}", key == part) for key, word in PARTS.items()],
        "asked": asked,
        "known": [(key, TITLES[key], known[key], asked[key]) for key in known] if part == "purposes" else [],
        "cards": cards,
        "all": len(getattr(found, part)),
    }
    return render(http, "desk/policy.html", shown)


def _questions() -> int:
    """How many questions are open in the store files; none where a file cannot be read, which `troth check` says."""
    try:
        return maps.count()
    except (Fault, Faults):
        return 0


COUNTED = (("purposes", "purpose"), ("recipients", "recipient"), ("data", "kind"), ("channels", "way"))
TITLES = {"basis": "Basis", "role": "Seen by", "recipient": "Given to"}


def _coming(today: Any) -> Any:
    """A version that was adopted and has not started."""
    newest = versions.newest()
    return newest if newest and newest.starts > today else None


def _known(found: Policy) -> dict[str, list[tuple[str, str]]]:
    used = {purpose.basis for purpose in found.purposes.values()}
    return {
        "basis": [(basis.value, first_up(basis.value)) for basis in Basis if basis in used],
        "role": [(key, short(says)) for key, says in found.roles.items()],
        "recipient": [(key, one.name) for key, one in found.recipients.items()],
    }


def _cards(found: Policy, part: str, asked: dict[str, str], law: dict[str, str]) -> list[dict[str, Any]]:
    match part:
        case "recipients":
            made: Iterable[dict[str, Any]] = (_recipient(found, key, one) for key, one in found.recipients.items())
        case "data":
            made = (_category(found, key, one) for key, one in found.data.items())
        case "channels":
            made = (_channel(found, key, one) for key, one in found.channels.items())
        case _:
            chosen = (one for one in found.purposes.values() if _fits(one, asked))
            made = (_purpose(found, one, law) for one in chosen)
    return [card for card in made if asked["q"].casefold() in _words(card)]


def _words(card: dict[str, Any]) -> str:
    """Everything that a card says, to look for words in."""
    facts = " ".join(str(text) for _, text in card["facts"])
    return f"{card['id']} {card['title']} {card['says']} {facts}".casefold()


def _fits(one: Purpose, asked: dict[str, str]) -> bool:
    return (
        (not asked["basis"] or one.basis == asked["basis"])
        and (not asked["role"] or asked["role"] in one.seen_by)
        and (not asked["recipient"] or asked["recipient"] in one.disclosed_to)
    )


def _purpose(found: Policy, one: Purpose, law: dict[str, str]) -> dict[str, Any]:
    data = [c.says for key, c in found.data.items() if any(covers(use, key) for use in one.uses)]
    review = one.assessment.review_by if one.assessment else None
    cite = law.get(one.basis.value, "")
    facts = [
        ("Basis", f"{first_up(one.basis.value)}{f' ({cite})' if cite else ''}"),
        ("Until when", first_up(one.keep.says())),
        ("Why so long", one.because),
        ("About", "; ".join(found.people.get(key, key) for key in one.about)),
        ("Data", "; ".join(data)),
        ("Seen by", ", ".join(short(found.roles.get(key, key)) for key in one.seen_by)),
        ("Given to", ", ".join(found.recipients[key].name for key in one.disclosed_to if key in found.recipients)),
        ("Review", f"The assessment by {weekday(review)}" if review else ""),
        ("Promises", ", ".join(one.promises)),
    ]
    return _card(one.id, one.title, one.says, facts)


def _recipient(found: Policy, key: str, one: Recipient) -> dict[str, Any]:
    until = f", until {weekday(one.contract_until)}" if one.contract_until else ""
    facts = [
        ("Kind", KINDS[one.kind]),
        ("Country", one.country),
        ("Bound by", f"{one.contract}{until}" if one.contract else ""),
        ("Safeguard", one.safeguard or one.approval),
        ("Test", one.transfer_test),
        ("Gets it for", "; ".join(p.title for p in found.purposes.values() if key in p.disclosed_to)),
        ("Review", f"By {weekday(one.review_by)}" if one.review_by else ""),
        ("Promises", ", ".join(one.promises)),
    ]
    return _card(key, one.name, first_up(one.role), facts)


def _category(found: Policy, key: str, one: Category) -> dict[str, Any]:
    used = [p.title for p in found.purposes.values() if any(covers(use, key) for use in p.uses)]
    facts = [("Used for", "; ".join(used) or "Nothing"), ("Promises", ", ".join(one.promises))]
    return _card(key, one.says, "", facts) | {"chip": SENSITIVE[one.sensitivity]}


def _channel(found: Policy, key: str, one: Channel) -> dict[str, Any]:
    asks = [found.purposes[name].title for name in one.asks if name in found.purposes]
    collects = [c.says for name, c in found.data.items() if any(covers(use, name) for use in one.collects)]
    facts = [
        ("Address", one.at),
        ("Collects", "; ".join(collects)),
        ("Asks for", "; ".join(asks)),
        ("Taken back", one.withdraw),
        ("Promises", ", ".join(one.promises)),
    ]
    return _card(key, one.says, "", facts)


def _card(key: str, title: str, says: str, facts: list[tuple[str, str]]) -> dict[str, Any]:
    return {"id": key, "title": title, "says": says, "facts": [(name, text) for name, text in facts if text]}


@staff_only
@require_safe
def all_versions(http: Staff) -> HttpResponse:
    """Every version: number, since when, by whom, why; its notice, and what it changed."""
    found = [
        {
            "one": one,
            "starts": weekday(one.starts),
            "adopted": weekday(local_date(one.adopted_at)),
        }
        for one in versions.all()
    ]
    today = local_date(timezone.now())
    latest = versions.latest(today)
    return render(
        http, "desk/policy-versions.html", {"versions": found, "now": latest.number if latest else 0, "today": today}
    )


@staff_only
@require_safe
def version(http: Staff, number: int) -> HttpResponse:
    """What one version changed, as decisions, against the one in whose place it came."""
    one = versions.number(min(number, 10**9))
    difference = adoption.difference_of(one)
    older = versions.before(one)
    shown = {
        "version": one,
        "older": older,
        "starts": weekday(one.starts),
        "one": compared.of(difference, versions.policy_of(older) if older else None, versions.policy_of(one)),
    }
    return render(http, "desk/policy-version.html", shown)
