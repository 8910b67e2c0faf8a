"""Mail to people: kept sealed until it has left, with evidence of intent before and of outcome after.

The row is written in the transaction of the act that wants the mail. Handing it to the mail server may repeat
after a crash (a second copy harms nobody: links and codes in it stay the same).
"""

import json
import re
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils import timezone

from troth import vault
from troth.duties.cases import Case
from troth.fault import Fault
from troth.flows import flow, once, start, step
from troth.records import entries, keys
from troth.records.place import in_force

UNSAFE = re.compile(r"[\r\n\0]")


class Mail(models.Model):
    """One message; address and text are sealed under the case's key."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    what = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        app_label = "troth"


def write(case: Case, what: str, *, to: str, subject: str, text: str, at: datetime) -> Mail:
    """Put a message in the outbox, in the caller's transaction; the worker hands it to the mail server."""
    if UNSAFE.search(to + subject):
        raise Fault("an address or subject may not hold a line break", remedy="write it on one line")
    content = json.dumps({"to": to, "subject": subject, "text": text}).encode()
    sealed = vault.seal(keys.get(case.key), content, f"mail:{case.reference}")
    mail = Mail.objects.create(case=case, what=what, made_at=at, sealed=sealed)
    entries.append("mail.intended", at, case=case.reference, key=case.key, mail=mail.pk, what=what)
    start(send_mail, str(mail.pk))
    return mail


def content(mail: Mail) -> dict[str, Any]:
    """Address, subject and text in clear."""
    opened: dict[str, Any] = json.loads(
        vault.open_(keys.get(mail.case.key), bytes(mail.sealed), f"mail:{mail.case.reference}")
    )
    return opened


@flow
def send_mail(mail: str) -> None:
    """One message leaves."""
    step(hand_over, mail)
    once(note_sent, mail)


def hand_over(mail: str) -> None:
    """Give the message to the mail server; a Fault says that it did not take it, and the flow tries again."""
    row = Mail.objects.select_related("case").filter(pk=mail).first()
    if row is None or row.sent_at:
        return
    kept = content(row)
    sender = in_force().controller
    message = EmailMessage(
        kept["subject"], kept["text"], f'"{sender.name}" <{sender.contact}>', [kept["to"]], reply_to=[sender.contact]
    )
    try:
        message.send()
    except OSError as error:  # smtplib's errors are OSErrors too
        with transaction.atomic():
            entries.append("mail.failed", timezone.now(), case=row.case.reference, key=row.case.key, mail=row.pk)
        raise Fault(
            "the mail server did not take a message",
            because=type(error).__name__,
            remedy="check TROTH_MAIL; it is tried again by itself",
        ) from None


def note_sent(mail: str) -> None:
    """Record that it left."""
    with transaction.atomic():
        row = Mail.objects.select_related("case").get(pk=mail)
        row.sent_at = timezone.now()
        row.save(update_fields=["sent_at"])
        entries.append("mail.sent", row.sent_at, case=row.case.reference, key=row.case.key, mail=row.pk)
