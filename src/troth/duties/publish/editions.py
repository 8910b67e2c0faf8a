"""Which policy is shown for a day or a number: an adopted version, or, until one is adopted, what lies on disk."""

from dataclasses import dataclass
from datetime import date, datetime

from troth.policy import Policy
from troth.records import versions
from troth.records.place import on_disk
from troth.records.versions import Version


@dataclass(frozen=True)
class Edition:
    """A policy as it was or is public: its number and first day, who adopted it and why; no number, not adopted."""

    policy: Policy
    number: int | None = None
    starts: date | None = None
    adopted_at: datetime | None = None
    adopted_by: str = ""
    because: str = ""


def current(on: date) -> Edition:
    """What stands on a day: the newest version that had begun, or what lies on disk if none had."""
    found = versions.latest(on)
    return _edition(found) if found else Edition(on_disk())


def numbered(number: int) -> Edition:
    """One version; a Fault if there is none of this number."""
    return _edition(versions.number(number))


def before(number: int) -> Edition | None:
    """The version in whose place another came; None for the first."""
    found = versions.before(versions.number(number))
    return _edition(found) if found else None


def numbers() -> list[tuple[int, date]]:
    """Every version with its first day, the newest first."""
    return list(Version.objects.order_by("-number").values_list("number", "starts"))


def last_day(number: int, on: date) -> date:
    """The last day on which a version stood, or a day that is given if it stands then still."""
    later = Version.objects.filter(number__gt=number).order_by("starts").values_list("starts", flat=True).first()
    return min(on, date.fromordinal(later.toordinal() - 1)) if later else on


def _edition(version: Version) -> Edition:
    return Edition(
        versions.policy_of(version),
        version.number,
        version.starts,
        version.adopted_at,
        version.adopted_by,
        version.because,
    )
