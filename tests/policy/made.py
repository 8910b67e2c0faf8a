"""Policies made at random: plain data of the right shape, whose names all agree, with odd words in it; and its text."""

import json
from datetime import date, timedelta

WORDS = (
    "account",
    "order",
    "call",
    "visit",
    "survey",
    "ticket",
    "invoice",
    "site",
    "news",
    "claim",
    "audit",
    "repair",
    "parcel",
    "parking",
    "library",
    "badge",
    "x1",
    "a",
    "zz-top",
    "n0",
    "very-long-name-of-something-that-goes-on",
)
SAYINGS = (
    "Name",
    "What you order: when, and for how much",
    "yes",
    "no",
    "null",
    "~",
    "0113 496 0123",
    "2026-11-25",
    "1.10",
    "- a dash first",
    "# no comment",
    "a: b: c",
    "[not, a, list]",
    "{nor: a group}",
    "'quoted'",
    '"twice quoted"',
    "back\\slash",
    "trailing colon:",
    "tab\tinside",
    "Zażółć gęślą jaźń",
    "ราชอาณาจักร",
    "😀 and more",
    "% of it",
    "@ and `",
    "*star &and !bang",
    "> folded | kept",
    "true",
    "0x1F",
    "1e3",
    "=",
    "<<",
    "?",
    "é\u0301",
    "x" * 390,
)
BASES = (
    "consent",
    "contract",
    "legal obligation",
    "vital interests",
    "public task",
    "recognised legitimate interest",
    "legitimate interests",
)
KEEPS = (
    "{n} years after {e}",
    "1 day after {e}",
    "until consent is withdrawn",
    "until consent is withdrawn, then {n} days",
    "until objection is withdrawn",
    "while customer",
    "while customer, then {n} years",
    "while subscription, then {n} months",
    "statutory vat-records",
    "statutory contract-claims after {e}",
    "while customer, then statutory contract-claims",
)
FIRST = date(2019, 1, 1)


def some(chance, of, most=4, least=0):
    """From `least` to `most` different ones, in any order."""
    of = list(dict.fromkeys(of))
    return chance.sample(of, min(len(of), chance.randint(least, most)))


def day(chance):
    """Any day of ten years."""
    return (FIRST + timedelta(days=chance.randrange(3650))).isoformat()


def say(chance):
    """Words, among them every kind that YAML could take for something else."""
    return " ".join(some(chance, SAYINGS, 2, 1))[:390].strip() or "Words"


def maybe(chance, held, **more):
    """Each of these keys with its value, or without it."""
    return held | {key.replace("_", " ").strip(): value for key, value in more.items() if chance.random() < 0.4}


def names(chance, least=1):
    """Names for the entries of one section."""
    return some(chance, WORDS, 5, least)


def plain(chance):
    """A policy as plain data: every name that is used is declared, every value has its type; the law may object."""
    people, roles, events = names(chance), names(chance), ["invoice.date"]
    events += [f"{w}.{v}" for w in names(chance) for v in ("date", "closed") if f"{w}.{v}" != "invoice.date"]
    data = [w if chance.random() < 0.5 else f"{w}.{v}" for w in names(chance) for v in ("part", "rest")]
    data = list(dict.fromkeys(data))
    recipients, documents, purposes = names(chance, 0), names(chance, 0), names(chance)
    made = {
        "policy": "1",
        "controller": maybe(
            chance,
            {"name": say(chance), "address": say(chance), "contact": say(chance)},
            phone=say(chance),
            manager=say(chance),
            dpo=say(chance),
            registered_until=day(chance),
        ),
        "nation": chance.choice(("england", "wales", "scotland", "northern-ireland")),
        "identifiers": {w: say(chance) for w in names(chance)},
        "people": {w: say(chance) for w in people},
        "roles": {w: say(chance) for w in roles},
        "events": {e: say(chance) for e in events},
        "data": {
            c: say(chance)
            if chance.random() < 0.5
            else {"says": say(chance), "sensitivity": chance.choice(("ordinary", "special", "criminal"))}
            for c in data
        },
        "purposes": {p: purpose(chance, p, data, people, roles, recipients, events) for p in purposes},
    }
    others = {
        "reviewed": day(chance),
        "review by": day(chance),
        "rights": {r: say(chance) for r in some(chance, ("access", "erasure", "objection", "portability"))},
        "security": {w: say(chance) for w in names(chance, 0)},
        "recipients": {r: recipient(chance) for r in recipients},
        "documents": {d: say(chance) for d in documents},
        "channels": {c: channel(chance, data, purposes, documents) for c in names(chance, 0)},
        "cookies": {c: cookie(chance, purposes, recipients) for c in names(chance, 0)},
        "never": {
            n: {"says": say(chance), "uses": some(chance, data, 2, 1), "for": some(chance, purposes)}
            for n in names(chance, 0)
        },
        "assessments": {a: assessed(chance, [*purposes, *recipients]) for a in names(chance, 0)},
    }
    needed = {"recipients": recipients, "documents": documents}
    return made | {k: v for k, v in others.items() if v and (needed.get(k) or chance.random() < 0.6)}


def purpose(chance, key, data, people, roles, recipients, events):
    """One purpose."""
    keep = chance.choice(KEEPS).format(n=chance.randint(2, 30), e=chance.choice(events))
    held = {
        "title": f"{key} {say(chance)}"[:390].strip(),
        "says": say(chance),
        "basis": chance.choice(BASES),
        "uses": some(chance, data, 3, 1),
        "keep": keep,
    }
    return maybe(
        chance,
        held,
        because=say(chance),
        about=some(chance, people),
        sources=[say(chance)],
        seen_by=some(chance, roles),
        disclosed_to=some(chance, recipients),
        duty=say(chance),
        condition=say(chance),
        if_not_given=say(chance),
        marketing=chance.choice(("yes", "no", "soft opt-in")),
        reasoned=day(chance),
        promises=["W1"],
        assessment={"interest": say(chance), "need": say(chance), "balance": say(chance), "on": day(chance)},
        automated={"how": say(chance), "means": say(chance), "safeguards": ["information"]},
        high_risk=["tracking"],
    )


def recipient(chance):
    """One recipient."""
    held = {"name": say(chance), "role": say(chance), "country": chance.choice(("United Kingdom", "Ireland", "India"))}
    return maybe(
        chance,
        held,
        contract=say(chance),
        safeguard=say(chance),
        group=chance.choice(("yes", "no")),
        kind=chance.choice(("processor", "controller", "authority", "chosen by the person")),
        contract_until=day(chance),
    )


def channel(chance, data, purposes, documents):
    """One channel."""
    return maybe(
        chance,
        {"says": say(chance)},
        collects=some(chance, data),
        asks=some(chance, purposes),
        withdraw=say(chance),
        shows=some(chance, documents),
        at=say(chance),
        from_=chance.choice(("the person", "others")),
    )


def cookie(chance, purposes, recipients):
    """One cookie."""
    group = chance.choice(("necessary", "statistics", "appearance", "emergency", "consent"))
    held = {"says": say(chance), "group": group, "lasts": say(chance)}
    return maybe(chance, held, purpose=chance.choice(purposes), set_by=chance.choice([*recipients, "us"]))


def assessed(chance, of):
    """One assessment."""
    return {
        "kind": chance.choice(("balancing", "impact", "transfer", "processor")),
        "of": some(chance, of, 2, 1),
        "on": day(chance),
        "by": say(chance),
        "review by": day(chance),
        "risks": {
            w: {"says": say(chance), "likely": "low", "harm": "high", "measure": say(chance)} for w in names(chance, 0)
        },
    }


def text(data):
    """Plain data as a text that the policy's reader takes: JSON is one way to write YAML."""
    return json.dumps(data, ensure_ascii=False, indent=1)
