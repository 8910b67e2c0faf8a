"""Probes of those who receive data: bound, by what, until when, and where."""

from collections.abc import Iterator

from troth import law
from troth.duties.prove.probe import Context, Result, failed, none_of, probe
from troth.law.calendar import written
from troth.law.uk import approvals
from troth.policy import Recipient, meaning
from troth.policy.values import UNDERTAKINGS

ABROAD = ("none", "part", "whole")


@probe("contracted", control="Each has a contract that stands today")
def contracted(here: Context) -> Result:
    """Every recipient that names the promise is bound by a contract that has not lapsed, where one can bind it."""
    found = here.of("recipients")
    if not found:
        return failed(f"no recipient of the policy names {here.promise.id}")
    wrong = [said for one in found.values() for said in _unbound(here, one)]
    return none_of(wrong, f"{len(found)} named, each with its role, its country and what binds it")


def _unbound(here: Context, one: Recipient) -> Iterator[str]:
    if one.kind in ("processor", "controller") and not one.contract:
        yield f"`{one.id}` is bound by no contract"
    if one.contract_until and one.contract_until < here.on:
        yield f"what binds `{one.id}` lapsed on {written(one.contract_until)}"


def outside(here: Context) -> list[Recipient]:
    """The providers outside the group: whoever is given data by a contract."""
    return [r for r in here.policy.recipients.values() if r.kind in ("processor", "controller") and r.group != "yes"]


@probe("undertaken", control="A current undertaking to all four is on record")
def undertaken(here: Context) -> Result:
    """Every provider outside the group undertakes confidentiality, privacy, the law and this policy, as of today."""
    found = outside(here)
    wrong = [
        f"`{one.id}` did not undertake {UNDERTAKINGS[lacking[0]]}"
        for one in found
        if (lacking := [name for name in UNDERTAKINGS if name not in one.undertakes])
    ]
    wrong += [said for one in found for said in _unbound(here, one)]
    return none_of(wrong, f"{len(found)} providers, each bound to all four")


@probe("lapsed-closed", control="The decision refuses whom nothing binds any more")
def lapsed_closed(here: Context) -> Result:
    """The decision refuses every use by a provider on the day after its undertaking lapses."""
    wrong = []
    ending = [one for one in outside(here) if one.contract_until]
    for one in ending:
        after = one.contract_until.fromordinal(one.contract_until.toordinal() + 1) if one.contract_until else here.on
        for purpose in (p for p in here.policy.purposes.values() if one.id in p.disclosed_to):
            ask = meaning.Ask((purpose.uses[0],), purpose.id, to=one.id)
            if meaning.decide(here.policy, after, ask, meaning.Facts(frozenset({purpose.id}))).allowed:
                wrong.append(f"`{one.id}` would still be given data on {written(after)}")
                break
    return none_of(wrong, f"{len(ending)} have a last day, and are refused after it")


@probe("contract-terms", control="Each contract is held against the law’s list")
def contract_terms(here: Context) -> Result:
    """The contract of every processor was seen to hold each term of the law's list of the day."""
    asked = tuple(law.ask("processor-terms", here.on, {}).answer or ())
    found = [one for one in here.policy.recipients.values() if one.kind == "processor"]
    wrong = [f"`{one.id}` is bound by no contract" for one in found if not one.contract]
    wrong += [
        f"the contract of `{one.id}` lacks {', '.join(lacking[:3])}"
        for one in found
        if (lacking := [term for term in asked if term not in _terms(here, one)])
    ]
    return none_of(wrong, f"{len(found)} processors, {len(asked)} terms each")


def _terms(here: Context, one: Recipient) -> set[str]:
    """The terms that the contract was seen to hold, in the policy and in its assessments."""
    apart = (a.terms for a in here.policy.assessments.values() if a.kind == "processor" and one.id in a.of)
    return {*one.terms, *(term for terms in apart for term in terms)}


# ---- abroad ----


def abroad(here: Context) -> list[Recipient]:
    """The recipients outside the United Kingdom."""
    return [r for r in here.policy.recipients.values() if approvals.approval(r.country, here.on) in ABROAD]


@probe("transfers-covered", control="The law’s question of transfers, asked for each recipient each day")
def transfers_covered(here: Context) -> Result:
    """Data may go to each recipient abroad by the law of the day: approved, or under a tested safeguard."""
    mine = {one.id for one in abroad(here)}
    wrong = [what for path, what in here.world.objections if path[0] == "recipients" and path[1] in mine]
    given = {use.who.removeprefix("recipient:") for use in here.world.uses}
    wrong += [f"the decisions refuse everything to `{name}`" for name in sorted(mine - given)]
    return none_of(wrong, f"{len(mine)} recipients abroad, each covered on {written(here.on)}")


@probe("transfers-told", control="Notice and policy name the countries")
def transfers_told(here: Context) -> Result:
    """The notice has a sentence for each recipient abroad, with its country."""
    found = abroad(here)
    said = {
        one.id: " ".join(s.said for s in here.world.notice.sentences if s.rule[:2] == ("recipients", one.id))
        for one in found
    }
    silent = [one for one in found if one.country not in said[one.id]]
    wrong = (f"the notice does not say that `{one.id}` is in {one.country}" for one in silent)
    return none_of(wrong, f"{len(found)} named with their countries")
