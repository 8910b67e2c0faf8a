"""Who receives data, as the register says it: by name and kind, what binds them, where they are, what protects it."""

from collections.abc import Iterable

from troth.law.calendar import written
from troth.law.uk import approvals
from troth.policy.publish.rows import Asked, OfPurpose, Said
from troth.policy.publish.says import abroad, country, first_up, plain, sentence
from troth.policy.source import Path
from troth.policy.values import Recipient

KINDS = {
    "processor": "a processor of ours",
    "controller": "decides for itself",
    "authority": "a public body",
    "chosen by the person": "chosen by the person",
}
HOME = "None: it stays in the United Kingdom"
Named = list[tuple[str, Recipient]]


def known(asked: Asked, names: Iterable[str]) -> Named:
    """The recipients of these names."""
    return [(name, asked.policy.recipients[name]) for name in names]


def who(found: Named, rule: Path, nobody: str) -> Said:
    """Each by name, what it does, and what it is to us."""
    said = "\n".join(f"{plain(one.name)}: {plain(one.role).rstrip('.')} ({KINDS[one.kind]})" for _, one in found)
    return Said(said or nobody, rule)


def where(found: Named, rule: Path) -> Said:
    """The countries outside the United Kingdom, each with those who are there."""
    away: dict[str, list[str]] = {}
    for _, one in found:
        if abroad(one.country):
            away.setdefault(country(one.country), []).append(plain(one.name))
    return Said("\n".join(f"{first_up(name)}: {', '.join(there)}" for name, there in away.items()) or HOME, rule)


def protected(asked: Asked, found: Named, rule: Path) -> Said:
    """What protects data with each of those abroad, under the law of the day."""
    away = [(key, one) for key, one in found if abroad(one.country)]
    if not away:
        return Said("Not needed", rule)
    said = [(plain(one.name), _safeguard(asked, one)) for _, one in away]
    bare = [name for name, text in said if not text]
    text = "\n".join(f"{name}: {words}" for name, words in said if words)
    rule = ("recipients", away[0][0]) if len(away) == 1 else rule
    return Said(text, rule, f"Nothing on record protects it with {', '.join(bare)}." if bare else "")


def _safeguard(asked: Asked, one: Recipient) -> str:
    tested = f" {sentence(f'Tested: {plain(one.transfer_test)}')}" if one.transfer_test else ""
    if one.safeguard:
        return f"{sentence(one.safeguard)}{tested}"
    found = approvals.approved(one.country, asked.on)
    if found is None:
        return ""
    if found.scheme == "none":
        return f"approved by the United Kingdom ({found.rule.cite})."
    return f"{sentence(one.approval)} ({found.rule.cite})" if one.approval else ""


def bound(found: Named, rule: Path) -> Said:
    """The contract with each processor, until when it runs and when it is looked at again."""
    processors = [(key, one) for key, one in found if one.kind == "processor"]
    if not processors:
        return Said("Not needed: no processor", rule)
    bare = [plain(one.name) for _, one in processors if not one.contract]
    text = "\n".join(f"{plain(one.name)}: {_contract(one)}" for _, one in processors if one.contract)
    rule = ("recipients", processors[0][0], "contract") if len(processors) == 1 else rule
    return Said(text, rule, f"No contract is named with {', '.join(bare)}." if bare else "")


def _contract(one: Recipient) -> str:
    until = f", until {written(one.contract_until)}" if one.contract_until else ""
    review = f" To be looked at by {written(one.review_by)}." if one.review_by else ""
    return f"{plain(one.contract).rstrip('.')}{until}.{review}"


# ---- of a purpose ----


def _of(asked: OfPurpose) -> tuple[Named, Path]:
    return known(asked, asked.purpose.disclosed_to), ("purposes", asked.purpose.id, "disclosed to")


def recipients(asked: OfPurpose) -> Said:
    """Who receives it."""
    return who(*_of(asked), "Nobody outside the company")


def contracts(asked: OfPurpose) -> Said:
    """What binds the processors among them."""
    return bound(*_of(asked))


def countries(asked: OfPurpose) -> Said:
    """Where it goes abroad."""
    return where(*_of(asked))


def safeguards(asked: OfPurpose) -> Said:
    """What protects it there."""
    return protected(asked, *_of(asked))
