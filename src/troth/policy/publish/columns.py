"""What each field of the register says of a purpose: the controller's side, in the order of the regulator's form."""

import re
from collections.abc import Callable, Iterable

from troth.law import ask
from troth.law.calendar import written
from troth.law.uk.uk_gdpr_6 import ANNEX_1 as RECOGNISED
from troth.law.uk.uk_gdpr_6 import BASES
from troth.law.uk.uk_gdpr_9 import CONDITIONS, SECOND_KEYS
from troth.law.uk.uk_gdpr_22a import SAFEGUARDS
from troth.policy.check.data import PARAGRAPH
from troth.policy.publish import assessed
from troth.policy.publish.receivers import contracts, countries, recipients, safeguards
from troth.policy.publish.rows import Asked, Column, OfPurpose, Said, Says
from troth.policy.publish.says import ANNEX_1, first_up, plain, sentence
from troth.policy.values import Controller, Policy, covers
from troth.words import Basis, Right

OfHead = tuple[Column, Callable[[Asked], Said]]
NOT_NEEDED = "Not needed"
NONE = "None"


def lines(parts: Iterable[str]) -> str:
    """Things one below the other."""
    return "\n".join(part for part in parts if part)


# ---- said once, above all entries ----


def company(ours: Controller) -> str:
    """A company's name and how it is reached."""
    number = f"Registered with the regulator: {plain(ours.registration)}" if ours.registration else ""
    reach = (ours.contact, ours.phone and f"Telephone {ours.phone}", ours.manager)
    return lines((plain(ours.name), plain(ours.address), *reach, number))


def _controller(asked: Asked) -> Said:
    return Said(company(asked.policy.controller), ("controller",))


def dpo(asked: Asked) -> Said:
    """How the data protection officer is reached."""
    return Said(asked.policy.controller.dpo or "None appointed", ("controller", "dpo"))


def representative(asked: Asked) -> Said:
    """The representative in the United Kingdom of a company outside it."""
    return Said(asked.policy.controller.representative or NONE, ("controller", "representative"))


def _joint(asked: Asked) -> Said:
    """The policy knows no joint controllers: who decides beside us, for ends of its own, is a recipient."""
    return Said("None declared", ("controller",))


_WHO = "Who we are"
HEAD: tuple[OfHead, ...] = (
    (Column("controller", "Controller", _WHO, ("names",)), _controller),
    (Column("dpo", "Data protection officer", _WHO, ("names",)), dpo),
    (Column("representative", "Representative", _WHO, ("names",)), representative),
    (Column("joint", "Joint controllers", _WHO, ("names",)), _joint),
)

# ---- what for, whose, what ----


def function(asked: OfPurpose) -> Said:
    """The roles that need the data."""
    text = lines(sentence(asked.policy.roles[role]) for role in asked.purpose.seen_by)
    return Said(text, _at(asked, "seen by"), "" if text else "Nobody is named who needs it.")


def purpose(asked: OfPurpose) -> Said:
    """What it is for."""
    said = asked.purpose
    return Said(lines((sentence(said.title), sentence(said.says))), _at(asked, "says"))


def people(asked: OfPurpose) -> Said:
    """Whose data it is."""
    text = lines(first_up(plain(asked.policy.people[one])) for one in asked.purpose.about)
    return Said(text, _at(asked, "about"), "" if text else "It does not say whose data it is.")


def used(policy: Policy, uses: Iterable[str]) -> list[str]:
    """The categories that are used, each once, in the order of the policy."""
    wanted = tuple(uses)
    return [name for name in policy.data if any(covers(use, name) for use in wanted)]


def data(asked: OfPurpose) -> Said:
    """The categories of data."""
    known = used(asked.policy, asked.purpose.uses)
    return Said(lines(first_up(plain(asked.policy.data[name].says)) for name in known), _at(asked, "uses"))


KINDS = {"special": "Special category", "criminal": "Criminal offences"}


def _sensitive(asked: OfPurpose) -> list[tuple[str, str]]:
    known = ((name, asked.policy.data[name].sensitivity) for name in used(asked.policy, asked.purpose.uses))
    return [(name, kind) for name, kind in known if kind in KINDS]


def special(asked: OfPurpose) -> Said:
    """What the law protects more (Arts 9 and 10)."""
    found = _sensitive(asked)
    text = lines(f"{KINDS[kind]}: {plain(asked.policy.data[name].says)}" for name, kind in found)
    return Said(text or NONE, ("data", found[0][0], "sensitivity") if found else _at(asked, "uses"))


# ---- how long, where, how safe ----


def keep(asked: OfPurpose) -> Said:
    """Until when."""
    return Said(sentence(asked.purpose.keep.says()), _at(asked, "keep"))


def reason(asked: OfPurpose) -> Said:
    """Why for so long, and when that was looked at last."""
    said = asked.purpose
    looked = said.reasoned or asked.policy.reviewed
    looked_at = f"Looked at on {written(looked)}." if looked else ""
    text = lines((sentence(said.because), looked_at)) if said.because else ""
    return Said(text, _at(asked, "because"), "" if text else "It does not say why for so long.")


def retention(asked: OfPurpose) -> Said:
    """Where people read the periods."""
    return Said(asked.link("/notice#how-long"), _at(asked, "keep"))


def security(asked: Asked) -> Said:
    """In general how data is kept secure."""
    text = lines(sentence(line) for line in asked.policy.security.values())
    return Said(text, ("security",), "" if text else "It does not say how data is kept secure.")


def location(asked: OfPurpose) -> Said:
    """The systems that hold it, and what none is known to hold."""
    rule = _at(asked, "uses")
    if asked.places is None:
        return Said("", rule)
    known = used(asked.policy, asked.purpose.uses)
    systems = dict.fromkeys(place for name in known for place in asked.places.get(name, ()))
    nowhere = [plain(asked.policy.data[name].says) for name in known if not asked.places.get(name)]
    left = f"No system is described yet for: {'; '.join(nowhere)}." if nowhere else ""
    return Said(lines((*systems, left)), rule)


# ---- why it is lawful ----


def basis(asked: OfPurpose) -> Said:
    """The lawful basis of Art 6, with the law or the recognised interest that it rests on."""
    said = asked.purpose
    cite = next((item.cite.text for item in BASES.on(asked.on) if item.id == said.basis), "")
    named = f"{first_up(str(said.basis))} ({cite})" if cite else f"{first_up(str(said.basis))} (no basis on this day)"
    missing = ""
    if said.basis in (Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK) and not said.duty:
        missing = "It names no law."
    if said.basis is Basis.RECOGNISED_INTEREST and not said.interest:
        missing = "It names no recognised interest."
    return Said(lines((named, sentence(said.duty), _recognised(asked))), _at(asked, "basis"), missing)


def _recognised(asked: OfPurpose) -> str:
    """The condition of Annex 1, in the law's words; what the policy says of a condition that the law does not know."""
    said = asked.purpose
    if said.basis is not Basis.RECOGNISED_INTEREST or not said.interest:
        return ""
    wanted = ANNEX_1.get(said.interest, said.interest.replace(" ", "-"))
    found = next((item for item in RECOGNISED.on(asked.on) if item.id == wanted), None)
    return f"{first_up(found.says)} ({found.cite})" if found else sentence(said.interest)


def interest(asked: OfPurpose) -> Said:
    """The legitimate interest, why the use is needed for it, and the balance."""
    said, rule = asked.purpose, _at(asked, "assessment")
    if said.basis is not Basis.LEGITIMATE_INTERESTS:
        return Said(NOT_NEEDED, _at(asked, "basis"))
    if said.assessment:
        weighed = said.assessment
        return Said(lines(sentence(part) for part in (weighed.interest, weighed.need, weighed.balance)), rule)
    key, record = assessed.newest(asked, "balancing", said.id)
    if record:
        text = lines(sentence(part) for part in (record.interest, record.need, record.balance) if part)
        return Said(text or sentence(said.interest), ("assessments", key))
    return Said(sentence(said.interest), rule, "The interest was not weighed against those of the people.")


# "DPA 2018 Sch 1 para 1 (employment law)" and whatever else follows
SCHEDULE_1 = re.compile(r"(?:\bDPA 2018,? )?\bSch(?:edule)?\.? ?1\b.*", re.DOTALL)


def condition(asked: OfPurpose) -> Said:
    """The second key of Art 9(2) for special-category data, in the law's words."""
    said, rule = plain(asked.purpose.condition), _at(asked, "condition")
    if all(kind != "special" for _, kind in _sensitive(asked)):
        return Said(NOT_NEEDED, _at(asked, "uses"))
    found = PARAGRAPH.search(said)
    wanted = CONDITIONS["abcdefghij".index(found[1])] if found else next((c for c in CONDITIONS if c in said), "")
    item = next((one for one in SECOND_KEYS.on(asked.on) if one.id == wanted), None)
    if item:
        return Said(f"{item.cite}: {item.says}", rule)
    return Said(said, rule, "" if said else "No second condition is named.")


def schedule_1(asked: OfPurpose) -> Said:
    """The condition of DPA 2018 Sch 1, where the Act asks for one."""
    said, rule = plain(asked.purpose.condition), _at(asked, "condition")
    kinds = {kind for _, kind in _sensitive(asked)}
    if not kinds:
        return Said(NOT_NEEDED, _at(asked, "uses"))
    found = SCHEDULE_1.search(said)
    if found or "criminal" not in kinds:
        return Said(first_up(found[0]) if found else NOT_NEEDED, rule)
    return Said(said, rule, "" if said else "No second condition is named.")


# ---- from where, what a computer does, what people can do ----


def source(asked: OfPurpose) -> Said:
    """Where the data comes from; `you` is the person."""
    known = ("The person" if plain(one).casefold() == "you" else plain(one) for one in asked.purpose.sources)
    text = lines(first_up(one) for one in known)
    return Said(text, _at(asked, "sources"), "" if text else "It does not say where the data comes from.")


def automated(asked: OfPurpose) -> Said:
    """What a computer decides alone, what that means, and what protects the person."""
    said = asked.purpose.automated
    if said is None:
        return Said("None: people decide", _at(asked, "says"))
    kept = {item.id: item for item in SAFEGUARDS.on(asked.on)}
    safe = (first_up(kept[one].says) for one in said.safeguards if one in kept)
    return Said(lines((sentence(said.how), sentence(said.means), *safe)), _at(asked, "automated"))


RIGHTS = {
    Right.ACCESS: "Access",
    Right.RECTIFICATION: "Rectification",
    Right.ERASURE: "Erasure",
    Right.RESTRICTION: "Restriction",
    Right.PORTABILITY: "Portability",
    Right.OBJECTION: "Objection",
    "withdraw": "Withdrawal of consent",
}


def rights(asked: OfPurpose) -> Said:
    """What people can ask for, by the lawful basis; an objection to advertising always counts (Art 21(2))."""
    said = asked.purpose
    items = ask("rights-by-basis", asked.on, {"basis": said.basis}).needs or ()
    known = [f"{RIGHTS[item.id]} ({item.cite})" for item in items if item.id in RIGHTS]
    if said.marketing != "no" and Right.OBJECTION not in {item.id for item in items}:
        known.append("Objection to advertising (UK GDPR Art 21(2))")
    if said.automated:
        known.append("A person who looks at the decision (UK GDPR Art 22C(2)(c))")
    return Said(lines(known), _at(asked, "basis"))


def consent(asked: OfPurpose) -> Said:
    """Where people are asked, and how they take a yes back; single records of consent are not in the register."""
    if asked.purpose.basis is not Basis.CONSENT:
        return Said(NOT_NEEDED, _at(asked, "basis"))
    found = {key: way for key, way in asked.policy.channels.items() if asked.purpose.id in way.asks}
    text = lines(
        part
        for way in found.values()
        for part in (
            f"Asked by: {plain(way.says)}{f' ({asked.link(way.at)})' if way.at and way.at not in way.says else ''}",
            f"Taken back: {plain(way.withdraw)}" if way.withdraw else "",
        )
    )
    rule = ("channels", next(iter(found))) if found else _at(asked, "basis")
    return Said(text, rule, "" if text else "No channel asks for this consent.")


def notice(asked: OfPurpose) -> Said:
    """Where people read of this use."""
    return Said(asked.link(f"/notice#purposes/{asked.purpose.id}"), _at(asked, "says"))


def review(asked: Asked) -> Said:
    """When all of it was looked at last, and is next."""
    last, due = asked.policy.reviewed, asked.policy.review_by
    parts = (f"On {written(last)}." if last else "", f"To be looked at again by {written(due)}." if due else "")
    return Said(lines(parts), ("reviewed",), "" if last else "It was never looked at, on record.")


def unbuilt(asked: Asked) -> Said:
    """A field that nothing here fills yet."""
    return Said("")


def _at(asked: OfPurpose, field: str) -> tuple[str, ...]:
    return ("purposes", asked.purpose.id, field)


_FOR, _OF, _TO = "What for", "Whose data, and what", "Who receives it"
_LONG, _SAFE, _LAW = "How long", "Where, and how safe", "Why it is lawful"
_CAN, _DONE = "Where from, and what people can do", "Assessed and told"
OF_PURPOSE: tuple[tuple[Column, Says], ...] = (
    (Column("function", "Business function", _FOR), function),
    (Column("purpose", "Purpose", _FOR, ("purposes",)), purpose),
    (Column("people", "Categories of people", _OF, ("people",)), people),
    (Column("data", "Categories of personal data", _OF, ("data",)), data),
    (Column("special", "Special-category or criminal data", _OF), special),
    (Column("recipients", "Recipients", _TO, ("recipients",)), recipients),
    (Column("contracts", "Contracts with processors", _TO), contracts),
    (Column("countries", "Countries outside the UK", _TO, ("transfers",)), countries),
    (Column("safeguards", "Safeguards for transfers", _TO, ("transfers",)), safeguards),
    (Column("keep", "Kept", _LONG, ("keep",)), keep),
    (Column("retention", "Retention policy", _LONG), retention),
    (Column("adherence", "Period kept to (not recorded here yet)", _LONG, built=False), unbuilt),
    (Column("reason", "Reason for the period", _LONG), reason),
    (Column("security", "Security measures", _SAFE, ("security",)), security),
    (Column("location", "Systems that hold such data", _SAFE), location),
    (Column("basis", "Lawful basis (Art 6)", _LAW), basis),
    (Column("interest", "Legitimate interest", _LAW), interest),
    (Column("weighed", "Legitimate interests assessment", _LAW), assessed.weighed),
    (Column("condition", "Condition of Art 9", _LAW), condition),
    (Column("schedule-1", "Condition of DPA 2018 Sch 1", _LAW), schedule_1),
    (Column("source", "Source of the data", _CAN), source),
    (Column("automated", "Automated decisions", _CAN), automated),
    (Column("rights", "Rights", _CAN), rights),
    (Column("consent", "Consent: where asked and taken back", _CAN), consent),
    (Column("impact", "Impact assessment needed", _DONE), assessed.needed),
    (Column("impact-done", "Impact assessment done", _DONE), assessed.done),
    (Column("impact-record", "Impact assessment record", _DONE), assessed.record),
    (Column("breach", "Breaches (not recorded here yet)", _DONE, built=False), unbuilt),
    (Column("notice", "Privacy notice", _DONE), notice),
    (Column("review", "Last review", _DONE), review),
)
COLUMNS = tuple(column for column, _ in OF_PURPOSE)
