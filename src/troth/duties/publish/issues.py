"""The register of an adopted version, or of what stands on a day, with the company's systems as they are known now."""

from datetime import date, datetime

from troth.duties.clock import local_date
from troth.duties.places import all_stores
from troth.duties.publish.editions import current, numbered
from troth.duties.publish.issue import Issue, issue
from troth.fault import Fault, Faults
from troth.home import digest_of
from troth.records import versions
from troth.records.place import home
from troth.stores.base import Store


def of_version(version: int | None, at: datetime, on: date | None = None) -> Issue:
    """The register of a version, or (without one) of the policy that stands on the day: today, if none is given.

    A Fault if there is no version of this number. Store files that cannot be read leave the systems unnamed: `troth
    check` says what is wrong with them.
    """
    day = on or local_date(at)
    edition = numbered(version) if version else current(day)
    files = versions.number(edition.number).digest if edition.number else digest_of(home().files())
    site = home().env.get("TROTH_SITE", "")  # as the command line has it, so that its digest is the same
    return issue(edition.policy, day, at, version=edition.number, files=files, stores=_systems(), site=site)


def _systems() -> list[Store] | None:
    try:
        return list(all_stores().values())
    except (Fault, Faults):
        return None
