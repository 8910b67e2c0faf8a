"""What was weighed and assessed, as the register says it: needed or not, when, by whom, until when, where it is."""

from troth.law import ask
from troth.law.calendar import written
from troth.law.uk.uk_gdpr_35 import TRIGGERS
from troth.policy.publish.rows import OfPurpose, Said
from troth.policy.publish.says import first_up, plain
from troth.policy.source import Path
from troth.policy.values import Assessed
from troth.words import Basis

NOT_NEEDED = "Not needed"


def newest(asked: OfPurpose, kind: str, name: str) -> tuple[str, Assessed | None]:
    """The newest assessment of a kind that is on record by the day, with its key."""
    every = asked.policy.assessments.items()
    found = [(one.on, key, one) for key, one in every if one.kind == kind and name in one.of and one.on <= asked.on]
    _, key, one = max(found, key=lambda each: each[:2], default=(asked.on, "", None))
    return key, one


def weighed(asked: OfPurpose) -> Said:
    """When the interest was weighed, by whom, and when it is looked at again; the record, where there is one."""
    said = asked.purpose
    if said.basis is not Basis.LEGITIMATE_INTERESTS:
        return Said(NOT_NEEDED, ("purposes", said.id, "basis"))
    key, found = newest(asked, "balancing", said.id)
    lines: list[str] = []
    rule: Path = ("purposes", said.id, "assessment")
    one = said.assessment
    if one and one.on and one.on <= asked.on:
        by = f" by {plain(one.by)}" if one.by else ""
        again = f" To be looked at again by {written(one.review_by)}." if one.review_by else ""
        lines.append(f"Weighed on {written(one.on)}{by}.{again}")
    if found:
        rule = ("assessments", key)
        lines.append(f"Record: {_where(asked, key)}, {_made(found)}")
    return Said("\n".join(lines), rule, "" if lines else "No assessment is on record by this day.")


def needed(asked: OfPurpose) -> Said:
    """Whether the law asks for an impact assessment: by the kinds of use that the policy says it is."""
    said = asked.purpose
    rule: Path = ("purposes", said.id, "high risk")
    met = [item for item in TRIGGERS.on(asked.on) if item.id in said.high_risk]
    if not met:
        return Said("No: it is of no kind that the law or the regulator names", rule)
    looked = newest(asked, "impact", said.id)[1] is not None
    facts = {"triggers": [item.id for item in met], "screened": looked}
    ruling = ask("impact-assessment", asked.on, facts)
    kinds = "; ".join(f"{item.says} ({item.cite})" for item in met)
    if ruling.answer:
        return Said(f"Yes: {kinds}", rule)
    return Said(f"No: {kinds}. {first_up(ruling.because[-2].says)}", rule)


def _unmet(asked: OfPurpose) -> bool:
    return needed(asked).text.startswith("Yes")


def done(asked: OfPurpose) -> Said:
    """When it was made, by whom, and when it is looked at again."""
    key, found = newest(asked, "impact", asked.purpose.id)
    if found:
        return Said(f"Done {_made(found)}", ("assessments", key))
    if _unmet(asked):
        return Said("", ("purposes", asked.purpose.id, "high risk"), "It is needed, and there is none by this day.")
    return Said(NOT_NEEDED, ("purposes", asked.purpose.id, "high risk"))


def record(asked: OfPurpose) -> Said:
    """The file that it is in."""
    key, found = newest(asked, "impact", asked.purpose.id)
    if found:
        return Said(_where(asked, key), ("assessments", key))
    return Said("" if _unmet(asked) else NOT_NEEDED, ("purposes", asked.purpose.id, "high risk"))


def _made(one: Assessed) -> str:
    return f"on {written(one.on)} by {plain(one.by)}. To be looked at again by {written(one.review_by)}."


def _where(asked: OfPurpose, key: str) -> str:
    """The file of an assessment, or its place in the policy."""
    part = asked.policy.source.parts.get(("assessments", key))
    return f"assessments/{part.where.rpartition('/')[2]}" if part else f"policy.yaml, assessments: {key}"
