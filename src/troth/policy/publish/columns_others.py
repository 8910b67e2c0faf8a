"""What each field of the register says of work for other controllers: the processor's side (UK GDPR Art 30(2))."""

from troth.policy.publish import receivers
from troth.policy.publish.columns import OfHead, company, dpo, lines, representative, review, security
from troth.policy.publish.receivers import known
from troth.policy.publish.rows import Asked, Column, OfCommission, Said, SaysOfOthers
from troth.policy.publish.says import first_up, plain, sentence
from troth.policy.source import Path


def _processor(asked: Asked) -> Said:
    return Said(company(asked.policy.controller), ("controller",))


_WHO = "Who we are"
HEAD: tuple[OfHead, ...] = (
    (Column("processor", "Processor", _WHO, ("names",)), _processor),
    (Column("dpo", "Data protection officer", _WHO, ("names",)), dpo),
    (Column("representative", "Representative", _WHO, ("names",)), representative),
)


def _at(asked: OfCommission, field: str) -> Path:
    return ("for others", asked.key, field)


def function(asked: OfCommission) -> Said:
    """The roles that do it."""
    text = lines(sentence(asked.policy.roles[role]) for role in asked.work.seen_by)
    return Said(text, _at(asked, "seen by"), "" if text else "Nobody is named who does it.")


def controllers(asked: OfCommission) -> Said:
    """For whom."""
    return Said(lines(first_up(plain(one)) for one in asked.work.controllers), _at(asked, "controllers"))


def work(asked: OfCommission) -> Said:
    """What is done for them."""
    return Said(lines((sentence(asked.work.title), sentence(asked.work.says))), _at(asked, "says"))


def people(asked: OfCommission) -> Said:
    """Whose data it is."""
    return Said(lines(first_up(plain(one)) for one in asked.work.about), _at(asked, "about"))


def data(asked: OfCommission) -> Said:
    """What data it is."""
    return Said(lines(first_up(plain(one)) for one in asked.work.data), _at(asked, "data"))


def others(asked: OfCommission) -> Said:
    """Who else works on it for us."""
    return receivers.who(known(asked, asked.work.passed_to), _at(asked, "passed to"), "Nobody: we do it alone")


def others_bound(asked: OfCommission) -> Said:
    """The contracts with them."""
    return receivers.bound(known(asked, asked.work.passed_to), _at(asked, "passed to"))


def countries(asked: OfCommission) -> Said:
    """Where it goes abroad."""
    return receivers.where(known(asked, asked.work.passed_to), _at(asked, "passed to"))


def safeguards(asked: OfCommission) -> Said:
    """What protects it there."""
    return receivers.protected(asked, known(asked, asked.work.passed_to), _at(asked, "passed to"))


def contract(asked: OfCommission) -> Said:
    """The contract with the controllers."""
    text = sentence(asked.work.contract)
    return Said(text, _at(asked, "contract"), "" if text else "No contract is named.")


def ends(asked: OfCommission) -> Said:
    """What becomes of the data at the end."""
    text = sentence(asked.work.ends)
    return Said(text, _at(asked, "ends"), "" if text else "It does not say what becomes of the data at the end.")


_FOR, _OF, _TO, _SAFE = "What for, and for whom", "Whose data, and what", "Who else works on it", "How it is bound"
OF_COMMISSION: tuple[tuple[Column, SaysOfOthers], ...] = (
    (Column("function", "Business function", _FOR), function),
    (Column("controllers", "Controllers", _FOR, ("controllers",)), controllers),
    (Column("work", "Categories of processing", _FOR, ("uses",)), work),
    (Column("people", "Categories of people", _OF), people),
    (Column("data", "Categories of personal data", _OF), data),
    (Column("others", "Other processors", _TO), others),
    (Column("others-bound", "Contracts with them", _TO), others_bound),
    (Column("countries", "Countries outside the UK", _TO, ("transfers",)), countries),
    (Column("safeguards", "Safeguards for transfers", _TO, ("transfers",)), safeguards),
    (Column("security", "Security measures", _SAFE, ("security",)), security),
    (Column("contract", "Contract with the controllers", _SAFE), contract),
    (Column("ends", "At the end of the contract", _SAFE), ends),
    (Column("review", "Last review", _SAFE), review),
)
COLUMNS = tuple(column for column, _ in OF_COMMISSION)
