"""What is held although the version in force no longer says so: data of purposes that older versions had.

A purpose that is dropped today leaves its data behind until the data is gone. Whoever could drop it and bring in
another for the same data the next day would have told nobody; so what older versions used counts as held as long as
it can be.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from troth.policy.keep import Keep
from troth.policy.values import Category, Policy, Purpose

Stood = tuple[Policy, date]  # a version, and the last day on which it stood
CLEARING = timedelta(days=30)  # until what nothing is kept for any more is gone from every system


def recalled(before: Policy, earlier: Iterable[Stood], on: date) -> Policy:
    """The version in force, with the purposes, kinds of data and people of older ones whose data can be held on a day.

    Of several older versions the newest that has a purpose counts. Nothing is prohibited in it: what was kept out of a
    purpose once may have been let in before.
    """
    purposes: dict[str, Purpose] = {}
    data: dict[str, Category] = {}
    people: dict[str, str] = {}
    for policy, last in sorted(earlier, key=lambda one: one[1]):
        data |= policy.data
        people |= policy.people
        for key, purpose in policy.purposes.items():
            purposes.pop(key, None)
            if held_until(purpose.keep.under(policy.nation, last), last) >= on:
                purposes[key] = purpose
    return before.model_copy(
        update={
            "purposes": {**purposes, **before.purposes},
            "data": {**data, **before.data},
            "people": {**people, **before.people},
            "never": {},
        }
    )


def held_until(keep: Keep, last: date) -> date:
    """The last day on which data can be held for a purpose that stood until a day.

    What is kept as long as a relationship lasts has no such day; what ends at once takes as long as clearing does.
    """
    if keep.form == "while":
        return date.max
    ends = keep.ends({keep.event: last})
    return max(ends, last + CLEARING) if ends else date.max
