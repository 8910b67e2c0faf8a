"""What remains of data that is gone: copies in backups, and data that names nobody.

Deleted data may wait in a backup for its turn, if it is put beyond use; data is anonymous only if nobody is likely to
find out again whose it is. To find it out all the same is an offence (penalties.py, DPA 2018 s. 171).
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Literal

from troth.law.contents import Contents, Item
from troth.law.dated import Known, stated
from troth.law.table import SILENT, Row, Ruling, Table, listed
from troth.law.uk.uk_gdpr import ARTICLE, OLD, RECITALS
from troth.words import Step

_old = partial(stated, since=OLD, known=Known.RECALLED)
_told = partial(stated, since=OLD, known=Known.GUIDANCE)

_ERASURE_GUIDANCE = (
    "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/individual-rights/right-to-erasure/"
)
_PRACTICE = "It is the regulator's practice, no statute."
BEYOND_USE = _told(
    "ICO, deleted data in backups",
    _ERASURE_GUIDANCE,
    """What was deleted may stay in a backup until that is overwritten, if it is put beyond use: nobody uses it or looks
    at it, it is kept safe, and it goes with the backup's own cycle. The person is told.""",
    unsure=_PRACTICE,
)
RESTORED = _told(
    "ICO, restoring a backup",
    _ERASURE_GUIDANCE,
    "After a backup was restored every deletion since is done again before the data is used.",
    unsure=_PRACTICE,
)
BACKUPS = Contents(
    "What is done about deleted data that is still in a backup",
    Item("told", "the person is told that it is still there, and until when", BEYOND_USE),
    Item("unused", "it is used for nothing", BEYOND_USE),
    Item("closed", "nobody can look at it", BEYOND_USE),
    Item("safe", "it is kept as safe as the rest", BEYOND_USE),
    Item("cycle", "it goes when the backup is overwritten, on a day that is known", BEYOND_USE),
    Item("restored", "after a restore it is deleted again before anything else", RESTORED),
)

PERSONAL = _old(
    "UK GDPR Art 4(1)",
    f"{ARTICLE}4",
    "Data is personal as long as somebody can be told from it, alone or with what else can reasonably be had.",
)
PSEUDONYM = _old(
    "UK GDPR Art 4(5)",
    f"{ARTICLE}4",
    "Data under a pseudonym is still personal: what tells who it is lies elsewhere.",
)
NAMELESS = _old(
    "UK GDPR Recital 26",
    RECITALS,
    "Data is no longer personal if nobody is reasonably likely to find out again whose it is.",
)
_ANONYMOUS = Table[bool](
    Row(False, PSEUDONYM, key_kept=True),
    Row(False, PERSONAL, likely=True),
    Row(True, NAMELESS),
)


def anonymous(on: date, *, likely: bool = True, key_kept: bool = True) -> Ruling[bool]:
    """Does data that names nobody count as anonymous, so that the law on personal data no longer holds for it?

    likely: whether somebody is reasonably likely to find out again whose it is
    key_kept: whether anybody keeps what leads back to the people, such as a list of pseudonyms
    """
    return _ANONYMOUS.on(on, likely=likely, key_kept=key_kept)


def may_stay_in_backup(
    on: date, *, done: frozenset[Literal["told", "unused", "closed", "safe", "cycle", "restored"]] = frozenset()
) -> Ruling[bool]:
    """May deleted data stay in a backup until that is overwritten?

    done: what is seen to: the person told, unused, closed to everybody, safe, goes on a cycle, deleted after a restore
    """
    items = BACKUPS.on(on)
    if not items:
        return Ruling(None, (SILENT,))
    missing = tuple(item for item in items if item.id not in done)
    steps = tuple(Step(rule.says, rule.cite.text) for rule in dict.fromkeys(item.rule for item in missing or items))
    return Ruling(not missing, steps, missing)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "backups": listed(BACKUPS),
    "kept-in-backup": may_stay_in_backup,
    "anonymous": anonymous,
}
