"""What is used and of whom, and names that could be mistaken for each other."""

from collections.abc import Iterator
from datetime import date

from troth.policy.check.objection import DPA, GDPR, Found, at, objects
from troth.policy.values import Policy, covers


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
                yield (*at(purpose), "uses", number), what, remedy
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
            yield at(purpose), what, "add `sources:`, for example `sources: [you]`"


@objects("UK GDPR 30(1)(c)", "the register names the kinds of people whose data is used", GDPR + "30")
def the_people_are_named(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that does not say whose data it uses."""
    for purpose in policy.purposes.values():
        if not purpose.about:
            known = ", ".join(list(policy.people)[:3]) or "customers"
            yield at(purpose), f"purpose `{purpose.id}` does not say whose data it uses", f"add `about: [{known}]`"


@objects("UK GDPR 25(2)", "data is not open to more people than the purpose needs, so the policy says who", GDPR + "25")
def somebody_needs_it(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that nobody in the company is said to need."""
    for purpose in policy.purposes.values():
        if not purpose.seen_by:
            what = f"purpose `{purpose.id}` is seen by nobody: either nobody needs it, or the role is missing"
            yield at(purpose), what, "add `seen by:` with the roles that need it, or delete the purpose"


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
