"""Probes of the declaration: what a promise asks of the policy itself, of its purposes and of its reasons.

One declaration is read by the notice, the register, the decisions: these probes ask each of them whether they have it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from troth import law
from troth.duties.pack.plain import many
from troth.duties.prove.probe import Context, Result, at_place, failed, kept, none_of, probe
from troth.law.calendar import written
from troth.policy import Purpose
from troth.policy.publish import cookies
from troth.policy.source import Path
from troth.policy.values import covers
from troth.words import Basis

ONE = {"purposes": "purpose", "recipients": "recipient", "channels": "channel", "data": "category", "rights": "right"}
CONTRACTUAL = (Basis.CONTRACT, Basis.LEGAL_OBLIGATION)
YEAR = timedelta(days=366)  # how long reasons stand where the policy has no review of its own


@probe("declared", control="An entry of the policy names it")
def declared(here: Context) -> Result:
    """An entry of the section names the promise."""
    section = here.part.in_ or "purposes"
    found = here.of(section)
    one = ONE.get(section, "entry")
    if not found:
        return failed(f"no {one} of the policy names {here.promise.id}")
    first = at_place(here.policy, (section, next(iter(found))))
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return kept(f"{one} `{next(iter(found))}`{more}", evidence=first)


@probe("told", control="The public notice is made from it")
def told(here: Context) -> Result:
    """Every entry that names the promise has its sentence in the notice, or its line on the cookie page."""
    shown = {("cookies", row.name) for group in cookies(here.policy, here.on).groups for row in group.rows}
    missing = [_named(path) for path in here.entries if path not in here.world.told and path not in shown]
    if not here.entries:
        return failed(f"nothing in the policy names {here.promise.id}, so the notice cannot say it")
    return none_of(
        (f"the notice says nothing of {name}" for name in missing),
        f"it has words for {many(len(here.entries), 'entry')}",
    )


@probe("registered", control="The register of processing is made from it")
def registered(here: Context) -> Result:
    """Each purpose that names the promise is an entry of the register, each recipient stands in one."""
    entries = [one for side in here.world.register.sides for one in side.entries]
    known = {one.id for one in entries}
    given = {name for one in entries for name in one.recipients}
    wrong = [f"the register has no entry `{name}`" for name in here.of("purposes") if name not in known]
    wrong += [f"the register names `{name}` nowhere" for name in here.of("recipients") if name not in given]
    if not here.of("purposes") and not here.of("recipients"):
        return failed(f"nothing in the policy names {here.promise.id}, so the register cannot have it")
    return none_of(wrong, f"{len(known)} entries")


@probe("decided", control="The decisions read the same declaration")
def decided(here: Context) -> Result:
    """What a purpose names is permitted, to whom it names; and nothing is permitted that no purpose names."""
    wrong = list(_too_little(here)) + list(_too_much(here))
    return none_of(wrong, f"{len(here.world.uses):,} single uses are permitted, all others refused")


def _too_little(here: Context) -> Iterator[str]:
    """Purposes and recipients of the promise for which no use is permitted at all."""
    used = {use.purpose for use in here.world.uses}
    given = {use.who.removeprefix("recipient:") for use in here.world.uses if use.who.startswith("recipient:")}
    yield from (f"nothing may be used for `{name}`" for name in here.of("purposes") if name not in used)
    yield from (f"nothing may be given to `{name}`" for name in here.of("recipients") if name not in given)


def _too_much(here: Context) -> Iterator[str]:
    """Uses that the decisions permit although no purpose names them."""
    for use in sorted(here.world.uses):
        purpose = here.policy.purposes.get(use.purpose)
        kind, _, who = use.who.partition(":")
        named = purpose and who in (purpose.seen_by if kind == "role" else purpose.disclosed_to)
        if not purpose or not named or not any(covers(one, use.category) for one in purpose.uses):
            yield f"`{use.category}` may be used for `{use.purpose}` by `{use.who}`, which the policy does not say"


@probe("lawful", control="The law of the day is asked about each entry")
def lawful(here: Context) -> Result:
    """The law of the day objects to none of the entries that name the promise."""
    mine = set(here.entries)
    return none_of((what for path, what in here.world.objections if path[:2] in mine), "the law objects to nothing")


@probe("duty-named", control="The obligation is written beside the purpose")
def duty_named(here: Context) -> Result:
    """A purpose that rests on a legal obligation says which."""
    resting = [one for one in here.of("purposes").values() if one.basis == Basis.LEGAL_OBLIGATION]
    if not resting:
        return failed("no purpose that names the promise rests on a legal obligation")
    return none_of((f"`{one.id}` names no law" for one in resting if not one.duty), f"{len(resting)} name theirs")


@probe("contract-clock", control="The period runs with the contract")
def contract_clock(here: Context) -> Result:
    """A purpose of a contract has a period that the contract's beginning or end sets going."""
    found = list(here.of("purposes").values())
    if not found:
        return failed(f"no purpose of the policy names {here.promise.id}")
    wrong = (f"`{one.id}` does not rest on a contract" for one in found if one.basis != Basis.CONTRACT)
    endless = (f"the period of `{one.id}` begins with nothing" for one in found if not one.keep.event)
    return none_of([*wrong, *endless], f"{many(len(found), 'purpose')}, each with its event")


@probe("payment-apart", control="No other purpose may use payment data")
def payment_apart(here: Context) -> Result:
    """Payment data is used for contracts and for named legal duties, and for nothing else."""
    paying = [one for one in here.policy.data if covers("payment", one)]
    wrong = [
        f"`{one.id}` uses {_listed(_used(one, paying))}, and rests on {one.basis}"
        for one in here.policy.purposes.values()
        if _used(one, paying) and one.basis not in CONTRACTUAL
    ]
    return none_of(wrong, f"{len(paying)} categories, only for contracts and legal duties")


def _used(purpose: Purpose, categories: list[str]) -> list[str]:
    return [one for one in categories if any(covers(use, one) for use in purpose.uses)]


@probe("balanced", control="No such purpose without a dated assessment")
def balanced(here: Context) -> Result:
    """Every purpose that rests on legitimate interests has an assessment, made by now and not past its review."""
    resting = [one for one in here.policy.purposes.values() if one.basis == Basis.LEGITIMATE_INTERESTS]
    wrong = [said for one in resting for said in _unbalanced(here, one)]
    return none_of(wrong, f"{len(resting)} purposes, each weighed, dated and within its review")


def _unbalanced(here: Context, purpose: Purpose) -> Iterator[str]:
    apart = [one for one in here.policy.assessments.values() if one.kind == "balancing" and purpose.id in one.of]
    made: list[tuple[date | None, date | None]] = [(one.on, one.review_by) for one in apart]
    if purpose.assessment:
        made.append((purpose.assessment.on, purpose.assessment.review_by))
    if not any(on and on <= here.on for on, _ in made):
        yield f"`{purpose.id}` has no dated assessment"
    elif not any(on and on <= here.on and (until is None or until >= here.on) for on, until in made):
        yield f"the assessment of `{purpose.id}` is past its review"


@probe("recognised-marked", control="The law’s own interests are marked as such")
def recognised_marked(here: Context) -> Result:
    """A purpose that rests on a recognised interest names the condition of Annex 1 that it meets."""
    resting = [one for one in here.policy.purposes.values() if one.basis == Basis.RECOGNISED_INTEREST]
    return none_of((f"`{one.id}` names no condition" for one in resting if not one.interest), f"{len(resting)} marked")


@probe("consent-asked", control="Advertising rests on consent, and a channel asks for it")
def consent_asked(here: Context) -> Result:
    """Each purpose that names the promise rests on consent, is asked for, and says how the yes is taken back."""
    found = here.of("purposes")
    if not found:
        return failed(f"no purpose of the policy names {here.promise.id}")
    asking = {name: channel for channel in here.policy.channels.values() for name in channel.asks}
    resting = [one for one in found.values() if one.basis == Basis.CONSENT]
    wrong = [f"no channel asks for `{one.id}`" for one in resting if one.id not in asking]
    wrong += [
        f"`{one.id}` cannot be taken back where it is asked"
        for one in resting
        if one.id in asking and not asking[one.id].withdraw
    ]
    wrong += [
        f"`{one.id}` advertises without consent"
        for one in here.policy.purposes.values()
        if one.marketing != "no" and one.basis != Basis.CONSENT
    ]
    if not resting:
        wrong.append("none of its purposes rests on consent")
    return none_of(wrong, f"{len(resting)} asked for, each with a way back")


@probe("sourced", control="Each purpose says where its data come from")
def sourced(here: Context) -> Result:
    """Every purpose that uses a category of the promise says from whom it comes."""
    using = _using(here)
    if not using:
        return failed("no purpose uses it")
    return none_of(
        (f"`{one.id}` names no source" for one in using if not one.sources), f"{many(len(using), 'purpose')} say so"
    )


@probe("voluntary", control="The notice says that nobody has to answer")
def voluntary(here: Context) -> Result:
    """Nothing but consent lets the category be used, and people are told what follows if they do not give it."""
    using = _using(here)
    if not using:
        return failed("no purpose uses it")
    wrong = [f"`{one.id}` rests on {one.basis}" for one in using if one.basis != Basis.CONSENT]
    wrong += [f"`{one.id}` does not say what follows without it" for one in using if not one.if_not_given]
    return none_of(wrong, "it rests on consent, and the notice says that nothing follows from a no")


def _using(here: Context) -> list[Purpose]:
    """The purposes that use a category which names the promise."""
    mine = list(here.of("data"))
    return [one for one in here.policy.purposes.values() if _used(one, mine)]


@probe("computer-alone", control="No computer decides alone without the four safeguards")
def computer_alone(here: Context) -> Result:
    """A purpose that lets a computer decide names every safeguard of the law."""
    asked = set(law.ask("automated-decision-safeguards", here.on, {}).answer or ())
    deciding = [one for one in here.policy.purposes.values() if one.automated]
    wrong = [
        f"`{one.id}` lacks {_listed(sorted(lacking))}"
        for one in deciding
        if (lacking := asked - set(one.automated.safeguards if one.automated else ()))
    ]
    right = f"{len(deciding)} decide, each with all safeguards" if deciding else "no purpose lets a computer decide"
    return none_of(wrong, right)


@probe("second-key", control="Sensitive data has its own condition and named roles")
def second_key(here: Context) -> Result:
    """A purpose that uses special-category or criminal-offence data names its condition, and who needs it."""
    special = [name for name, one in here.policy.data.items() if one.sensitivity != "ordinary"]
    using = [one for one in here.policy.purposes.values() if _used(one, special)]
    wrong = [f"`{one.id}` names no condition" for one in using if not one.condition]
    wrong += [f"nobody is named who needs `{one.id}`" for one in using if not one.seen_by]
    return none_of(wrong, f"{len(special)} such categories, {len(using)} purposes, each with its condition")


# ---- periods and their reasons ----


@probe("periods-reasoned", control="No period without a reason and a date")
def periods_reasoned(here: Context) -> Result:
    """Every period has its reasons in words and the day on which they were looked at."""
    found = list(here.policy.purposes.values())
    wrong = [f"`{one.id}` does not say why for so long" for one in found if not one.because]
    wrong += [f"the reasons of `{one.id}` have no day" for one in found if not (one.reasoned or here.policy.reviewed)]
    return none_of(wrong, f"{len(found)} periods, each with its reasons")


@probe("periods-current", control="Reasons older than the review are shown here until they are looked at again")
def periods_current(here: Context) -> Result:
    """No period rests on reasons that are older than the interval between two reviews."""
    policy = here.policy
    interval = policy.review_by - policy.reviewed if policy.review_by and policy.reviewed else YEAR
    wrong = [
        f"`{one.id}` was last reasoned on {written(day)}"
        for one in policy.purposes.values()
        if (day := one.reasoned or policy.reviewed) and here.on - day > interval
    ]
    return none_of(wrong, f"all looked at within {interval.days} days")


@probe("reviewed", control="The review has a day, and it has not passed")
def reviewed(here: Context) -> Result:
    """The policy and its documents have a review date that lies ahead."""
    policy = here.policy
    if not policy.review_by:
        return failed("the policy has no review date")
    wrong = [f"the review was due on {written(policy.review_by)}"] if policy.review_by < here.on else []
    wrong += [
        f"the review of `{key}` was due on {written(one.review_by)}"
        for key, one in policy.documents.items()
        if one.review_by and one.review_by < here.on
    ]
    return none_of(wrong, f"next on {written(policy.review_by)}")


def _named(path: Path) -> str:
    return "`" + "/".join(map(str, path)) + "`"


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
