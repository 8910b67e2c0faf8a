"""What the law of a day objects to in a policy. Each objection is one function: its citation, the law in our words, and
where the policy does not meet it.

A function yields `(path, what, try)` for each place; `check` turns them into faults with the law as their reason. To
add one: write it under the others, and give it a good and a bad example in tests/policy/test_check.py.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from troth.fault import Fault
from troth.law.uk import approvals
from troth.policy.source import Path, nearest
from troth.policy.values import Policy, Purpose, covers
from troth.words import Basis, Citation

Found = tuple[Path, str, str]
Finder = Callable[[Policy, date], Iterator[Found]]

GDPR = "https://www.legislation.gov.uk/eur/2016/679/article/"
DPA = "https://www.legislation.gov.uk/ukpga/2018/12/"
PECR = "https://www.legislation.gov.uk/uksi/2003/2426/regulation/"


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that the law objects to: where it says so, what it says, how it is found, since when it counts."""

    cite: Citation
    law: str
    found: Finder
    since: date


OBJECTIONS: list[Objection] = []


def objects(cite: str, law: str, url: str, since: str = "0001-01-01") -> Callable[[Finder], Finder]:
    """Enter a function as an objection of the law."""

    def enter(finder: Finder) -> Finder:
        OBJECTIONS.append(Objection(Citation(cite, url), law, finder, date.fromisoformat(since)))
        return finder

    return enter


def check(policy: Policy, on: date) -> list[Fault]:
    """Every fault that the law of a day finds in a policy, in the order of the file."""
    faults = [
        (policy.source.place(path), policy.source.fault(path, what, because=f"{one.cite}: {one.law}", remedy=remedy))
        for one in OBJECTIONS
        if one.since <= on
        for path, what, remedy in one.found(policy, on)
    ]
    return [fault for _, fault in sorted(faults, key=lambda pair: pair[0])]


# ---- the basis ----


@objects("UK GDPR 7(1)", "the controller can demonstrate consent", GDPR + "7")
def consent_is_asked_for(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that rests on consent, which no channel asks for."""
    asked = {name for channel in policy.channels.values() for name in channel.asks}
    for purpose in _on(policy, Basis.CONSENT):
        if purpose.id not in asked:
            what = f"purpose `{purpose.id}` rests on consent, yet no channel asks for it"
            yield _basis(purpose), what, f"add `{purpose.id}` to a channel's `asks:`"


@objects("UK GDPR 7(3)", "it is as easy to withdraw consent as to give it, and people are told how", GDPR + "7")
def consent_can_be_withdrawn(policy: Policy, _: date) -> Iterator[Found]:
    """A channel that asks for consent, and does not say how it is taken back."""
    for name, channel in policy.channels.items():
        if channel.asks and not channel.withdraw:
            what = f"channel `{name}` asks for consent and does not say how to take it back"
            yield ("channels", name, "asks"), what, "add `withdraw:` with the one step that it takes"


@objects("UK GDPR 5(1)(a)", "who is asked for a consent that changes nothing is misled", GDPR + "5")
def only_consent_is_asked_for(policy: Policy, _: date) -> Iterator[Found]:
    """A channel that asks for a consent on which nothing rests."""
    for name, channel in policy.channels.items():
        for number, asked in enumerate(channel.asks):
            purpose = policy.purposes.get(asked)
            if purpose is not None and purpose.basis is not Basis.CONSENT:
                what = f"channel `{name}` asks for consent to `{asked}`, which rests on {purpose.basis}"
                yield ("channels", name, "asks", number), what, f"take `{asked}` out of `asks:`, or rest it on consent"


@objects(
    "UK GDPR 6(1)(f)",
    "an interest counts unless the person's interests override it, so the two are weighed",
    GDPR + "6",
)
def interests_are_weighed(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that rests on legitimate interests, without an assessment."""
    for purpose in _on(policy, Basis.LEGITIMATE_INTERESTS):
        if purpose.assessment is None:
            what = f"purpose `{purpose.id}` rests on legitimate interests, and nobody has weighed them"
            yield _basis(purpose), what, "add `assessment:` with `interest:`, `need:` and `balance:`"


@objects("UK GDPR 6(3)", "a legal obligation or a public task is laid down by a law, which can be named", GDPR + "6")
def the_duty_is_named(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that rests on the law, without the law."""
    for purpose in _on(policy, Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK):
        if not purpose.duty:
            what = f"purpose `{purpose.id}` rests on {purpose.basis} and names no law"
            yield _basis(purpose), what, "add `duty:` with the Act and section, or choose another basis"


RECOGNISED = ("public task request", "national security", "emergency", "crime", "safeguarding")


@objects(
    "UK GDPR 6(1)(ea) and Annex 1", "only the interests of Annex 1 are recognised, since 5 February 2026", GDPR + "6"
)
def the_interest_is_recognised(policy: Policy, on: date) -> Iterator[Found]:
    """A recognised interest that Annex 1 does not know, or before there was one."""
    for purpose in _on(policy, Basis.RECOGNISED_INTEREST):
        if on < date(2026, 2, 5):
            what = f"purpose `{purpose.id}` rests on a basis that did not exist on this day"
            yield _basis(purpose), what, "rest it on legitimate interests, and weigh them"
        elif purpose.interest not in RECOGNISED:
            said = f"`{purpose.interest[:60]}` is none that the law recognises" if purpose.interest else "it names none"
            near = nearest(purpose.interest, RECOGNISED) if purpose.interest else ""
            remedy = f"did you mean `{near}`?" if near else f"write `interest:` as one of: {', '.join(RECOGNISED)}"
            path: Path = (*_at(purpose), "interest") if purpose.interest else _basis(purpose)
            yield path, f"purpose `{purpose.id}` rests on a recognised interest, and {said}", remedy


@objects(
    "UK GDPR 6(1)(ea) and Annex 1",
    "marketing and credit control are none of the recognised interests",
    GDPR + "6",
    "2026-02-05",
)
def a_recognised_interest_sells_nothing(policy: Policy, _: date) -> Iterator[Found]:
    """Marketing, or credit control, under a recognised interest."""
    for purpose in _on(policy, Basis.RECOGNISED_INTEREST):
        credit = any(re.match(r"credit\b", use) for use in purpose.uses)
        if markets(purpose) or credit:
            what = (
                f"purpose `{purpose.id}` is {'credit control' if credit else 'marketing'} under a recognised interest"
            )
            yield _basis(purpose), what, "rest it on consent" if not credit else "rest it on legitimate interests"


# ---- marketing ----

SELLS = re.compile(r"\b(?:marketing|advert\w*|newsletters?|promot\w+|special offers?)\b", re.IGNORECASE)
WEIGHED = (Basis.CONSENT, Basis.LEGITIMATE_INTERESTS)


def markets(purpose: Purpose) -> bool:
    """Whether a purpose is direct marketing: it says so, or its name does."""
    return purpose.marketing != "no" or bool(SELLS.search(f"{purpose.id} {purpose.title}"))


@objects(
    "UK GDPR 6(1) and 21(2)",
    "marketing is never necessary for a contract or a duty; people may always say no",
    GDPR + "21",
)
def marketing_can_be_refused(policy: Policy, _: date) -> Iterator[Found]:
    """Marketing on a basis that people cannot refuse."""
    for purpose in policy.purposes.values():
        if markets(purpose) and purpose.basis not in (*WEIGHED, Basis.RECOGNISED_INTEREST):
            yield (
                _basis(purpose),
                f"purpose `{purpose.id}` is marketing and rests on {purpose.basis}",
                "rest it on consent",
            )


@objects("PECR 22", "marketing by e-mail or text needs consent first, or the soft opt-in", PECR + "22")
def electronic_marketing_is_agreed_to(policy: Policy, _: date) -> Iterator[Found]:
    """Marketing to an address or number without consent or the soft opt-in."""
    for purpose in _on(policy, Basis.LEGITIMATE_INTERESTS):
        reached = [use for use in purpose.uses if covers(use, "contact.email") or covers(use, "contact.phone")]
        if markets(purpose) and purpose.marketing != "soft opt-in" and reached:
            what = f"purpose `{purpose.id}` is marketing by way of `{reached[0]}`, without consent"
            remedy = "rest it on consent; or write `marketing: soft opt-in` if all of regulation 22(3) is met"
            yield _basis(purpose), what, remedy


# ---- what is used ----


@objects(
    "UK GDPR 9(2) and 10",
    "special-category and criminal-offence data need a second condition beside the basis",
    GDPR + "9",
)
def sensitive_data_has_a_second_key(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that uses sensitive data without its own condition."""
    sensitive = {name: c.sensitivity for name, c in policy.data.items() if c.sensitivity != "ordinary"}
    for purpose in policy.purposes.values():
        for number, use in enumerate(purpose.uses):
            kinds = {kind for name, kind in sensitive.items() if covers(use, name)}
            if kinds and not purpose.condition:
                kind = "special-category" if "special" in kinds else "criminal-offence"
                what = f"purpose `{purpose.id}` uses {kind} data (`{use}`) without a second condition"
                remedy = "add `condition:`, for example UK GDPR 9(2)(b) with DPA 2018 Sch 1 para 1"
                yield (*_at(purpose), "uses", number), what, remedy
                break


@objects("UK GDPR 5(1)(c)", "data is limited to what the purposes need", GDPR + "5")
def what_is_held_is_used(policy: Policy, _: date) -> Iterator[Found]:
    """A category that no purpose uses."""
    used = {use for purpose in policy.purposes.values() for use in purpose.uses}
    for name in policy.data:
        under = any(other.startswith(name + ".") for other in policy.data)
        if not under and not any(covers(use, name) for use in used):
            what = f"category `{name}` is collected and never used"
            yield ("data", name), what, "add it to the `uses:` of a purpose, or stop collecting it"


@objects("UK GDPR 13(2)(f), 14(2)(f) and 15(1)(g)", "people are told where their data comes from", GDPR + "14")
def the_source_is_named(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that does not say where its data comes from."""
    for purpose in policy.purposes.values():
        if not purpose.sources:
            what = f"purpose `{purpose.id}` does not say where the data comes from"
            yield _at(purpose), what, "add `sources:`, for example `sources: [you]`"


# ---- people ----


@objects("UK GDPR 30(1)(c)", "the register names the kinds of people whose data is used", GDPR + "30")
def the_people_are_named(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that does not say whose data it uses."""
    for purpose in policy.purposes.values():
        if not purpose.about:
            known = ", ".join(list(policy.people)[:3]) or "customers"
            yield _at(purpose), f"purpose `{purpose.id}` does not say whose data it uses", f"add `about: [{known}]`"


@objects("UK GDPR 25(2)", "data is not open to more people than the purpose needs, so the policy says who", GDPR + "25")
def somebody_needs_it(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that nobody in the company is said to need."""
    for purpose in policy.purposes.values():
        if not purpose.seen_by:
            what = f"purpose `{purpose.id}` is seen by nobody: either nobody needs it, or the role is missing"
            yield _at(purpose), what, "add `seen by:` with the roles that need it, or delete the purpose"


@objects(
    "DPA 2018 s. 164A(2)",
    "complaints to the company are made easy, by a form and by other ways",
    DPA + "section/164A",
    "2026-06-19",
)
def complaints_find_a_way(policy: Policy, _: date) -> Iterator[Found]:
    """No way to complain to the company, or a single one."""
    if policy.complaints is None:
        what = "the policy does not say how to complain to the company"
        yield (), what, "add `complaints:` with `ways:` and `says:`"
    elif len(set(policy.complaints.ways)) < 2:
        yield ("complaints", "ways"), "there is only one way to complain", "name a form and at least one other way"


# ---- until when ----


@objects("UK GDPR 5(1)(e) and 5(2)", "a period is no longer than needed, and the company can show why", GDPR + "5")
def periods_have_reasons(policy: Policy, _: date) -> Iterator[Found]:
    """A period without its reason."""
    for purpose in policy.purposes.values():
        if not purpose.because:
            what = f"purpose `{purpose.id}` does not say why it keeps data for so long"
            yield (*_at(purpose), "keep"), what, "add `because:` with the reason for this period"


# A law, and the years for which it asks that records are kept.
STATUTORY = (
    (re.compile(r"Value Added Tax Act|\bVATA\b"), 6, "VATA 1994 Sch 11 para 6"),
    (re.compile(r"Finance Act 1998"), 6, "FA 1998 Sch 18 para 21"),
    (re.compile(r"Companies Act 2006,? s(?:\.|ection)? ?388"), 3, "Companies Act 2006 s. 388"),
    (re.compile(r"Pay As You Earn|\bPAYE\b"), 3, "PAYE Regulations 2003 reg 97"),
    (re.compile(r"Minimum Wage"), 6, "NMW Regulations 2015 reg 59"),
)


@objects(
    "UK GDPR 5(1)(e), with the law that is named", "what a law asks to keep is kept for as long as it asks", GDPR + "5"
)
def statutory_periods_are_met(policy: Policy, _: date) -> Iterator[Found]:
    """A period shorter than the law that it names."""
    for purpose in _on(policy, Basis.LEGAL_OBLIGATION):
        asked = [(years, cite) for law, years, cite in STATUTORY if law.search(purpose.duty)]
        years, cite = max(asked, default=(0, ""))
        if purpose.keep.period and purpose.keep.period.shorter_than(years):
            what = f"purpose `{purpose.id}` keeps for less than the {years} years of {cite}"
            yield (*_at(purpose), "keep"), what, f"write at least {years} years"


@objects("UK GDPR 5(2) and 24(1)", "measures are reviewed and brought up to date", GDPR + "24")
def reviews_are_not_overdue(policy: Policy, on: date) -> Iterator[Found]:
    """A review whose day has passed."""
    if policy.review_by and policy.review_by < on:
        yield ("review by",), "the review of this policy is overdue", "review it, then set `reviewed:` and `review by:`"
    for purpose in policy.purposes.values():
        weighed = purpose.assessment
        if weighed and weighed.review_by and weighed.review_by < on:
            path: Path = (*_at(purpose), "assessment", "review by")
            yield path, f"the assessment of `{purpose.id}` is due for review", "weigh it again, and set its days"


# ---- who receives it ----


@objects("UK GDPR 28(3) and 24(1)", "who is given data is bound by a contract", GDPR + "28")
def recipients_are_bound(policy: Policy, _: date) -> Iterator[Found]:
    """A provider without a contract."""
    for name, recipient in policy.recipients.items():
        if recipient.kind in ("processor", "controller") and not recipient.contract:
            what = f"recipient `{name}` is bound by no contract"
            yield ("recipients", name), what, "add `contract:` with what it is called and its date"


@objects("UK GDPR 30(1)(d)", "the register names the recipients of each purpose", GDPR + "30")
def recipients_are_given_something(policy: Policy, _: date) -> Iterator[Found]:
    """A recipient to whom no purpose gives anything."""
    given = {name for purpose in policy.purposes.values() for name in purpose.disclosed_to}
    for name in policy.recipients:
        if name not in given:
            what = f"recipient `{name}` is declared, and no purpose gives it anything"
            yield ("recipients", name), what, "add it to the `disclosed to:` of a purpose, or delete it"


@objects("UK GDPR 44A to 46", "data leaves the United Kingdom only with an approval or a safeguard", GDPR + "44A")
def transfers_are_covered(policy: Policy, on: date) -> Iterator[Found]:
    """A recipient abroad with neither."""
    for name, recipient in policy.recipients.items():
        stands = approvals.approval(recipient.country, on)
        if stands in ("home", "whole") or recipient.safeguard or (stands == "part" and recipient.approval):
            continue
        path: Path = ("recipients", name, "country")
        near = nearest(recipient.country.casefold(), approvals.known()) if stands == "none" else ""
        if stands == "part":
            what = f"{_shown(recipient.country)} is approved in part, and nothing says that `{name}` is covered"
            yield path, what, "add `approval:` with the scheme and the day you looked it up, or a `safeguard:`"
        else:
            what = f"recipient `{name}` is in {_shown(recipient.country)}, with neither approval nor safeguard"
            remedy = "add `safeguard:` (for example the International Data Transfer Agreement) and `transfer test:`"
            yield path, what, f"did you mean `{near.title()}`? Otherwise {remedy}" if near else remedy


EU_CLAUSES = re.compile(r"standard contractual clauses|\bSCCs?\b", re.IGNORECASE)
UK_CLAUSES = re.compile(
    r"\bIDTA\b|international data transfer|\baddendum\b|binding corporate|\bBCRs?\b|\b49\b", re.IGNORECASE
)
IMPLIED = re.compile(r"\b(?:by (?:providing|giving|using|submitting)|you agree|deemed)\b", re.IGNORECASE)


@objects("UK GDPR 46 and 49", "a safeguard is one of the law's; agreement is explicit, or it is none", GDPR + "46")
def safeguards_are_the_laws(policy: Policy, on: date) -> Iterator[Found]:
    """Union clauses alone, or an agreement read into handing over data."""
    for name, recipient in policy.recipients.items():
        text, path = recipient.safeguard, ("recipients", name, "safeguard")
        if approvals.approval(recipient.country, on) in ("home", "whole"):
            continue
        if IMPLIED.search(text):
            yield (
                path,
                f"`{name}`: handing over data is no agreement to send it abroad",
                "name a safeguard of Article 46",
            )
        elif EU_CLAUSES.search(text) and not UK_CLAUSES.search(text):
            what = f"`{name}`: the Union's clauses alone are no safeguard here"
            yield path, what, "add the UK Addendum, or use the International Data Transfer Agreement"


@objects(
    "UK GDPR 46(1A)", "a safeguard rests on a test that protection is not materially lower", GDPR + "46", "2026-02-05"
)
def safeguards_are_tested(policy: Policy, on: date) -> Iterator[Found]:
    """A safeguard without its test."""
    for name, recipient in policy.recipients.items():
        away = approvals.approval(recipient.country, on) in ("none", "part")
        if away and recipient.safeguard and not recipient.approval and not recipient.transfer_test:
            what = f"the safeguard of `{name}` was not tested"
            yield ("recipients", name, "safeguard"), what, "add `transfer test:` with its day and who made it"


# ---- names ----


@objects("UK GDPR 5(2)", "what was decided can be shown, so no two names may be mistaken for each other", GDPR + "5")
def names_cannot_be_mistaken(policy: Policy, _: date) -> Iterator[Found]:
    """Two names that look alike: `1` and `l`, `0` and `o`, `rn` and `m`."""
    for section in ("purposes", "recipients", "data", "roles"):
        seen: dict[str, str] = {}
        for name in getattr(policy, section):
            look = name.replace("1", "l").replace("0", "o").replace("rn", "m").replace("-", "")
            if look in seen:
                what = f"`{name}` looks like `{seen[look]}`"
                yield (section, name), what, "give one of them another name"
            seen.setdefault(look, name)


# ---- what the functions share ----


def _on(policy: Policy, *bases: Basis) -> Iterator[Purpose]:
    return (purpose for purpose in policy.purposes.values() if purpose.basis in bases)


def _at(purpose: Purpose) -> Path:
    return ("purposes", purpose.id)


def _basis(purpose: Purpose) -> Path:
    return ("purposes", purpose.id, "basis")


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:60])
