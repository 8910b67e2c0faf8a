"""Identity, only as far as doubt needs (UK GDPR Art 12(6)): a code to an address, or a colleague's word.

The same letter goes to every address, known to the company or not, so that nobody learns from us who is known.
A code proves only that the sender reads that mailbox; whether the company held the address before the request
is looked at when the stores are searched, and shown to the reviewer.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from django.db import models, transaction

from troth import vault
from troth.duties import outbox
from troth.duties.cases import Case, start_clock
from troth.duties.search import answer_access
from troth.fault import Fault
from troth.flows import start
from troth.records import entries, keys
from troth.records.place import in_force

TRIES = 10
MINUTES = 30
MAILS_A_DAY = 5
BY_CODE = "a code sent to the address given"


class Code(models.Model):
    """A code that was mailed: only its keyed digest is kept, and only until it is used or over."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    digest = models.BinaryField()
    sent_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "troth"


def send_code(case: Case, at: datetime) -> None:
    """Mail a new code of six digits to the address that the person gave; older codes stop working."""
    with transaction.atomic():
        if Code.objects.filter(case=case, sent_at__gt=at - timedelta(days=1)).count() >= MAILS_A_DAY:
            raise Fault(
                "we have sent several codes today already",
                because="so that nobody can fill a mailbox through us",
                remedy="look in your spam folder, or write to us; tomorrow we can send another",
            )
        code = f"{secrets.randbelow(10**6):06d}"
        Code.objects.create(case=case, digest=_digest(case, code), sent_at=at)
        company = in_force().controller
        outbox.write(
            case,
            "code",
            to=case.person().email,
            subject=f"{code} is your code for request {case.reference}",
            text=LETTER.format(code=code, reference=case.reference, company=company.name, contact=company.contact),
            at=at,
        )
        entries.append("identity.code-sent", at, case=case.reference, key=case.key)


LETTER = """Somebody asked {company} for a copy of the data held about the reader of this mailbox.

If it was you, enter this code on the page where you asked:

    {code}

It works for 30 minutes. Your reference is {reference}.

If it was not you, you need do nothing: without the code nothing is looked up and nothing is sent.
Questions: {contact}
"""


def confirm(case: Case, code: str, at: datetime) -> bool:
    """Whether the code is right; a right one starts the clock and the search. Ten tries a code, thirty minutes."""
    given = "".join(code.split())
    with transaction.atomic():
        fresh = Case.objects.select_for_update().get(pk=case.pk)
        newest = Code.objects.filter(case=fresh).order_by("-id").first()
        if newest is None or fresh.state != "unconfirmed":
            return fresh.confirmed_at is not None
        if newest.tries >= TRIES or at - newest.sent_at > timedelta(minutes=MINUTES):
            return False
        newest.tries += 1
        right = hmac.compare_digest(bytes(newest.digest), _digest(fresh, given))
        if right:
            newest.used_at = at
            start_clock(fresh, at, BY_CODE)
            start(answer_access, fresh.reference)
        else:
            entries.append("identity.refused", at, case=fresh.reference, key=fresh.key, tries=newest.tries)
        newest.save()
    case.refresh_from_db()
    return right


def vouch(case: Case, how: str, by: str, at: datetime) -> None:
    """A colleague confirms who it is in another way (rang back on a number held, saw the person).

    Also for a case whose code went to an address that we did not hold before the request: the date stays.
    """
    if len(how.strip()) < 5:
        raise Fault("say how you know who it is", because="UK GDPR Art 12(6): doubt and its answer are on record")
    with transaction.atomic():
        fresh = Case.objects.select_for_update().get(pk=case.pk)
        said = f"{how.strip()} ({by})"[:200]
        if fresh.state == "unconfirmed":
            start_clock(fresh, at, said)
            start(answer_access, fresh.reference)
        elif fresh.state in ("searching", "waiting", "review") and fresh.confirmed_how == BY_CODE:
            # The code proved a mailbox that we did not know before: a colleague adds what was still in doubt.
            fresh.confirmed_how = said
            fresh.save(update_fields=["confirmed_how"])
            entries.append("identity.confirmed", at, case=fresh.reference, key=fresh.key, how=said)
        else:
            raise Fault("this person is confirmed already", where=fresh.reference)
    case.refresh_from_db()


def _digest(case: Case, code: str) -> bytes:
    return vault.digest(keys.get(case.key), f"code:{case.reference}:{code}")
