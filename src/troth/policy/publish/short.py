"""The notice in short: six facts, each with the section that says the whole of it."""

from datetime import date

from troth.law.uk.uk_gdpr_13 import RIGHTS
from troth.policy.keep import Period
from troth.policy.publish.says import abroad, country, inside, kinds, listed, many, plain
from troth.policy.publish.values import Fact
from troth.policy.values import Policy, covers, purposes_of, regulator_of
from troth.words import Basis, Right

FEW = 5  # kinds of data that stand in the first layer


def facts(policy: Policy, on: date) -> tuple[Fact, ...]:
    """Who we are, what we use, who receives it, where it lies, how long, your rights."""
    return (
        Fact("short/who", "Who we are", _who(policy), ("controller",), "who"),
        Fact("short/what", "What we use", _what(policy), ("data",), "what"),
        Fact("short/receives", "Who receives it", _receives(policy), ("recipients",), "receives"),
        Fact("short/where", "Where it lies", _where(policy), ("recipients",), "abroad"),
        Fact("short/how-long", "How long", _long(policy), ("purposes",), "how-long"),
        Fact("short/rights", "Your rights", _rights(policy, on), ("rights",), "rights"),
    )


def _who(policy: Policy) -> str:
    ours = policy.controller
    answers = f" {plain(ours.manager)}, answers for your data:" if ours.manager else " Write to us:"
    return f"{plain(ours.name)}, {plain(ours.address)}.{answers} {ours.contact}."


def _what(policy: Policy) -> str:
    """What most purposes use, in the policy's order; how much there is beside; and what the law protects more."""
    most = sorted(policy.data, key=lambda name: -len(purposes_of(policy, name)))[:FEW]
    first = [kind for name in policy.data if name in most for kind in kinds(policy, name)]
    beside = len(policy.data) - len(first)
    more = f", and {many(beside, 'other kind', 'other kinds')} of data" if beside else ""
    special = [name for name, c in policy.data.items() if c.sensitivity != "ordinary"]
    text = f"Mostly your {', '.join(first)}{more}."
    for name in special:
        using = next((p for p in policy.purposes.values() if any(covers(use, name) for use in p.uses)), None)
        if using:
            text += f" For {inside(plain(using.title))} also {inside(plain(policy.data[name].says))}."
    return text


def _receives(policy: Policy) -> str:
    found = [who.kind for who in policy.recipients.values()]
    if not found:
        return "Nobody outside our company."
    told = []
    if count := found.count("processor"):
        told.append(f"{many(count, 'company', 'companies')} that may use it only as we tell them")
    if count := found.count("controller"):
        told.append(
            f"{many(count, 'company', 'companies')} that decide for themselves"
            if count > 1
            else "one company that decides for itself"
        )
    if "authority" in found:
        told.append("public bodies, where the law lets them ask")
    if "chosen by the person" in found:
        told.append("whoever you choose")
    first, *rest = told
    return f"{first[:1].upper()}{first[1:]}{''.join(f'; {one}' for one in rest)}."


def _where(policy: Policy) -> str:
    home = "the United Kingdom"
    gone = sorted({country(who.country) for who in policy.recipients.values() if abroad(who.country)})
    if not gone:
        return f"In {home}."
    return f"In {home}. Some of it goes to {listed(gone)}, where it is protected too."


def _long(policy: Policy) -> str:
    periods = [p.keep for p in policy.purposes.values() if p.keep.period and p.keep.form == "after"]
    told = []
    if periods:
        ordered = sorted((k.period for k in periods if k.period), key=lambda period: period.after(date(2001, 1, 1)))
        least, most = _said(ordered[0]), _said(ordered[-1])
        told.append(
            f"It depends on the use: {least}." if least == most else f"From {least} to {most}, by what it is for."
        )
    if any(p.basis is Basis.CONSENT and p.keep.form == "until" for p in policy.purposes.values()):
        told.append("What you said yes to stops when you say no.")
    return " ".join(told) or "As long as the section below says."


def _said(period: Period) -> str:
    """Whole years as years."""
    whole = period.unit == "month" and period.number > 12 and period.number % 12 == 0
    return Period(period.number // 12, "year").says() if whole else period.says()


CAN = {
    Right.ACCESS: "see it",
    Right.RECTIFICATION: "fix it",
    Right.ERASURE: "delete it",
    Right.PORTABILITY: "move it",
    Right.OBJECTION: "object",
}


def _rights(policy: Policy, on: date) -> str:
    held = {item.id for p in policy.purposes.values() for item in RIGHTS[p.basis].on(on)}
    can = [words for right, words in CAN.items() if right in held]
    to = (
        f"to us, or to the {regulator_of(policy, on).name}"
        if policy.complaints
        else f"to the {regulator_of(policy, on).name}"
    )
    ways = (
        f"You can ask to {', '.join(can[:-1])} or {can[-1]}, free of charge. " if can else ""
    )  # no law of that day gave any
    return f"{ways}You can complain {to}."
