"""Probes of the law and of the versions: rules that change on their day, a policy that changes by adoption only."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from troth import law
from troth.duties import proposals, recount, reviews
from troth.duties.cases import Case
from troth.duties.pack.facts import ANSWERS
from troth.duties.prove.pages import OPEN, page
from troth.duties.prove.probe import Context, Result, failed, kept, no_occasion, none_of, probe
from troth.law.calendar import written
from troth.policy.diff import difference
from troth.policy.source import Path
from troth.records import versions
from troth.records.place import working_days
from troth.words import Deadline, Nation

ACKNOWLEDGE = "DPA 2018 s. 164A(3)"
HOURS = timedelta(hours=72)
LATER = timedelta(days=10)
MONTH = timedelta(days=30)


# ---- the law ----


@probe("law-dated", control="A register of rules, each with its place and its days")
def law_dated(here: Context) -> Result:
    """Every rule of the register has a citation, an address where it can be read, and the day from which it counts."""
    rules = law.rules()
    wrong = [f"{one.cite.text or 'a rule'} has no address" for one in rules if not one.cite.url.startswith("https://")]
    wrong += [f"“{one.says[:40]}” has no citation" for one in rules if not one.cite.text.strip()]
    wrong += [f"{one.cite.text} ends before it begins" for one in rules if one.until and one.until < one.since]
    return none_of(wrong, f"{len(rules)} rules, each with citation, address and first day")


@probe("law-changes", control="The law is asked for a day, and answers by that day")
def law_changes(here: Context) -> Result:
    """The answer changes on the day on which a rule begins, and what is answered today rests on rules of today."""
    nation = Nation(here.policy.nation)
    begins = law.find(ACKNOWLEDGE)[0].since
    wrong = []
    if law.due("complaint-acknowledgement", begins - timedelta(days=1), nation) is not None:
        wrong.append(f"complaints were acknowledged by law before {written(begins)}")
    if law.due("complaint-acknowledgement", begins, nation) is None:
        wrong.append(f"complaints need no acknowledgement on {written(begins)}")
    for duty in law.DUTIES:
        deadline = law.due(duty, _noon(here.on), nation)
        if deadline and not any(rule.stands(here.on) for rule in law.find(deadline.cite)):
            wrong.append(f"the time for {duty} rests on {deadline.cite}, which does not stand today")
    return none_of(wrong, f"{len(law.DUTIES)} duties asked; complaints since {written(begins)}, and not before")


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@probe("open-cases-counted", control="Open cases are counted again each day")
def open_cases_counted(here: Context) -> Result:
    """Every running case has the day that the law of its receipt and the working days of now give."""
    running = list(recount.running())
    if not running:
        return no_occasion("no case is running")
    fresh = recount.uncounted(running)
    wrong = [f"{reference} cannot be counted: {fault.what}" for reference, fault in fresh.items()]
    counted = [case for case in running if case.reference not in fresh]
    moved = [case for case in counted if recount.recounted(case, working_days(Nation(case.nation)))]
    wrong += [f"the date of {case.reference} is not the one counted now" for case in moved]
    return none_of(wrong, f"{len(running)} running cases, each with the day that is counted now")


@probe("breach-clock", control="The clock runs through nights and weekends")
def breach_clock(here: Context) -> Result:
    """From each hour of the coming week a breach is notified 72 hours later, whatever day that is."""
    nation, wrong = Nation(here.policy.nation), []
    for hours in range(0, 168, 5):
        aware = _noon(here.on) + timedelta(hours=hours)
        deadline = law.due("breach", aware, nation)
        if deadline is None or not isinstance(deadline.at, datetime) or deadline.at - aware != HOURS:
            wrong.append(f"a breach known on {aware:%A at %H:%M} is not due 72 hours later")
    return none_of(wrong, "34 hours of a week tried")


@probe("complaint-clock", control="Each complaint has its date by law")
def complaint_clock(here: Context) -> Result:
    """A complaint that comes today has a day by which it is acknowledged."""
    deadline = law.due("complaint-acknowledgement", here.on, Nation(here.policy.nation))
    if deadline is None or deadline.at is None:
        return failed("a complaint that comes today has no date")
    return kept(f"one that comes today is acknowledged by {written(deadline.at)}")


@probe("fee-clock", control="The payment moves the start of the period")
def fee_clock(here: Context) -> Result:
    """A request for which a fee was asked is due later, counted from the payment."""
    return _moves(here, "the fee", lambda day: law.due("access", here.on, _nation(here), fee_paid=day))


@probe("identity-clock", control="The proof moves the start of the period")
def identity_clock(here: Context) -> Result:
    """A request whose sender had to prove who they are is due later, counted from the proof."""
    return _moves(here, "the proof", lambda day: law.due("access", here.on, _nation(here), identified=day))


def _nation(here: Context) -> Nation:
    return Nation(here.policy.nation)


def _moves(here: Context, what: str, due: Callable[[date], Deadline | None]) -> Result:
    plain, later = law.due("access", here.on, _nation(here)), due(here.on + LATER)
    if plain is None or later is None or later.at is None or plain.at is None or later.at <= plain.at:
        return failed(f"{what} does not move the date of a request")
    return kept(f"{what} after {LATER.days} days moves the date from {written(plain.at)} to {written(later.at)}")


@probe("answer-list", control="An answer that lacks an item of the law’s list is not built")
def answer_list(here: Context) -> Result:
    """An answer has words for every item that the law of the day wants beside the data."""
    asked = [item.id for item in law.access_items(here.on)]
    return none_of((f"an answer says nothing of `{one}`" for one in asked if one not in ANSWERS), f"{len(asked)} items")


# ---- the versions ----


@probe("review-chased", control="The desk reminds before a review is due")
def review_chased(here: Context) -> Result:
    """A month before each review of the policy and its documents, the desk says so."""
    dated: dict[Path, date | None] = {("review by",): here.policy.review_by}
    dated |= {("documents", key, "review by"): one.review_by for key, one in here.policy.documents.items()}
    wrong = [
        f"nobody is reminded of {'/'.join(map(str, path))} by {written(day)}"
        for path, day in dated.items()
        if day and path not in {one.path for one in reviews.due(here.policy, day - MONTH)}
    ]
    if not here.policy.review_by:
        wrong.append("the policy has no review date")
    return none_of(wrong, f"{sum(day is not None for day in dated.values())} reviews, each said a month before")


@probe("version-adopted", control="Only an adopted version governs")
def version_adopted(here: Context) -> Result:
    """What is in force was adopted as a version: no change of a file counts before somebody adopted it."""
    found = versions.latest(here.on)
    if found is None:
        return failed("no version was ever adopted: whatever stands in the files counts at once")
    return kept(f"version {found.number}, since {written(found.starts)}", found.adopted_at, _entry(found))


@probe("approver-named", control="A version names who adopted it")
def approver_named(here: Context) -> Result:
    """Every version names who proposed and who adopted it; that one person did both is said."""
    found = versions.all()
    if not found:
        return failed("no version was ever adopted, so nobody approved one")
    newest = found[0]
    wrong = (f"version {one.number} names nobody who adopted it" for one in found if not one.adopted_by.strip())
    alone = newest.adopted_by.casefold() == newest.proposed_by.casefold()
    by = "who proposed it too" if alone else f"proposed by {newest.proposed_by}"
    said = none_of(wrong, f"version {newest.number} adopted by {newest.adopted_by}, {by}")
    return Result(said.state, said.says, newest.adopted_at, _entry(newest))


@probe("changes-readable", control="Each version has a page that compares it with the one before")
def changes_readable(here: Context) -> Result:
    """The comparison of the newest version with the one before it is open to everybody."""
    found = versions.latest(here.on)
    if found is None:
        return failed("no version was ever adopted, so there is nothing to compare")
    address = f"/notice/{found.number}/changes"
    status = page(here, address).status
    return kept(address) if status == OPEN else failed(f"{address} answers {status}")


@probe("told-first", control="A new use of older data waits until people were told")
def told_first(here: Context) -> Result:
    """Of the newest version, everybody who had to be told before it starts was told."""
    found = versions.latest(here.on)
    if found is None:
        return no_occasion("no version was ever adopted")
    before = versions.Version.objects.filter(number__lt=found.number).order_by("-number").first()
    if before is None:
        return no_occasion("there is one version so far: nobody had to be told of a change")
    change = difference(versions.policy_of(before), versions.policy_of(found), found.starts)
    if not change.first_tell:
        return no_occasion(f"version {found.number} brought nothing to tell first")
    noted = proposals.Told.objects.filter(proposal=found.proposal, on__lte=found.starts)
    told = set(noted.values_list("purpose", flat=True))
    silent = [one.purpose for one in change.first_tell if one.purpose not in told]
    right = f"{len(change.first_tell)} purposes told of before version {found.number} began"
    return none_of((f"nobody noted that people were told of `{name}`" for name in silent), right)


@probe("newest-governs", control="The newest version that has begun is the one in force")
def newest_governs(here: Context) -> Result:
    """What decides today is the newest version whose first day has come."""
    found = versions.latest(here.on)
    if found is None:
        return failed("no version was ever adopted: the files on disk govern, whatever they say")
    if versions.policy_of(found) != here.policy:
        return failed(f"version {found.number} has begun, and something else is in force")
    return kept(f"version {found.number} is in force")


@probe("version-named", control="Each request carries the version that it began under")
def version_named(here: Context) -> Result:
    """Every request names the version of the policy under which it came, and that version is known."""
    cases = list(Case.objects.order_by("-id")[:1000])
    if not cases:
        return no_occasion("nobody has asked yet")
    return none_of(_nameless(cases), f"{len(cases)} requests, each with its version")


def _nameless(cases: list[Case]) -> Iterator[str]:
    known = {one.number: one.digest for one in versions.all()}
    for case in cases:
        if not case.policy_digest:
            yield f"{case.reference} names no version"
        elif case.policy_version and known.get(case.policy_version) != case.policy_digest:
            yield f"{case.reference} names a version that there is not"


def _entry(found: versions.Version) -> str:
    return f"entry {found.index}" if found.index is not None else ""
