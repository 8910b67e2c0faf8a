"""The cookie page: what is stored on devices or read from them, in groups by what the law asks of each.

PECR reg 6 and Schedule A1. Before 5 February 2026 what counts visits or fits the page needed a yes too.
"""

from dataclasses import dataclass
from datetime import date

from troth.policy.publish.says import plain, sentence
from troth.policy.publish.values import law
from troth.policy.values import Policy


@dataclass(frozen=True, slots=True)
class Row:
    """One cookie: its name, what it is for, the purpose of the policy that it serves, how long it lasts, by whom."""

    name: str
    says: str
    purpose: str
    lasts: str
    by: str


@dataclass(frozen=True, slots=True)
class Group:
    """Cookies of which the law asks the same."""

    id: str
    title: str
    says: str
    cite: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Cookies:
    """All of them, and how a choice is changed, in the words of the channels that ask for it."""

    groups: tuple[Group, ...]
    change: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(len(group.rows) for group in self.groups)


YES = "They are there only if you say yes."
NO = "They need no yes. But you can say no at any time, and we then stop."
ALWAYS = "The site does not work without these. They need no yes."
HELP = "These find a device that calls for help. They need no yes."
GROUPS = {
    "necessary": ("What the site needs", ALWAYS, "PECR Sch A1 para 4(1)"),
    "statistics": ("Counting visits", NO, "PECR Sch A1 para 5"),
    "appearance": ("How the site looks on your device", NO, "PECR Sch A1 para 6"),
    "emergency": ("Help in an emergency", HELP, "PECR Sch A1 para 7"),
    "consent": ("Only if you say yes", YES, "PECR Sch A1 para 2"),
}


def cookies(policy: Policy, on: date) -> Cookies:
    """What stands on the cookie page under the law of a day."""
    found = []
    for id, (title, told, cite) in GROUPS.items():
        rows = tuple(_row(policy, name) for name, cookie in policy.cookies.items() if cookie.group == id)
        if rows:
            stands = any(law(id, told, cite, on))
            old = told if id == "necessary" else YES
            place = cite if stands else "PECR reg 6(4)(b)" if id == "necessary" else "PECR reg 6(2)"
            found.append(Group(id, title, told if stands else old, place, rows))
    asked = {cookie.purpose for cookie in policy.cookies.values() if cookie.purpose}
    change = (sentence(c.withdraw) for c in policy.channels.values() if c.withdraw and asked & set(c.asks))
    return Cookies(tuple(found), tuple(dict.fromkeys(change)))


def _row(policy: Policy, name: str) -> Row:
    cookie = policy.cookies[name]
    purpose = policy.purposes[cookie.purpose].title if cookie.purpose else ""
    by = "us" if cookie.set_by == "us" else policy.recipients[cookie.set_by].name
    return Row(name, sentence(cookie.says), plain(purpose), plain(cookie.lasts), plain(by))
