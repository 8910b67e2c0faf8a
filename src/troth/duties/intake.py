"""A request that came by letter, call or e-mail and is noted by a colleague (UK GDPR Art 12: no form is demanded)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from troth.duties import cases, identity
from troth.duties.cases import Case
from troth.fault import Fault
from troth.words import Identifier, Subject

LONGEST = 2000


def note(
    right: str,
    *,
    name: str,
    given: Sequence[Identifier],
    channel: str,
    by: str,
    at: datetime,
    received: datetime | None = None,
    identified: str = "",
    remark: str = "",
) -> Case:
    """Open the case and have its person confirmed: by `identified`, a colleague's word how, else by a code mailed.

    Without a colleague's word only the mailbox is proved, so only the address may widen the search.
    """
    if max(len(name), len(by), len(identified), len(remark), *(len(i.value) for i in given), 0) > LONGEST:
        raise Fault(f"no more than {LONGEST} letters fit", remedy="say it shorter")
    email = next((i.value for i in given if i.kind == "email"), "")
    if not identified and not email:
        raise Fault(
            "nobody could confirm who this is",
            because="UK GDPR Art 12(6), and nobody else may get the answer",
            remedy="give an e-mail address for a code by mail, or say how you know who it is",
        )
    sure = tuple(i for i in given if identified or i.kind == "email")
    with transaction.atomic():
        case = cases.open_case(
            right,
            person=cases.Person(
                name=name or "the person",
                email=email,
                phone=next((i.value for i in given if i.kind == "phone"), ""),
                known_by=", ".join(i.kind for i in given),
                note=remark,
            ),
            who=Subject(sure, tuple(i for i in given if i not in sure)),
            channel=channel,
            at=at,
            received=received,
        ).case
        if identified:
            identity.vouch(case, identified, by, at)
        else:
            identity.send_code(case, at)
    return case
