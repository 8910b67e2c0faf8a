"""Delivery: the pack, a link that works once, and a second factor that was not sent with it.

The link's secret travels by mail; the opening word was chosen by the person on our page, or is a code that a
colleague reads out. Looking at the link does not use it up (mail scanners look); the right word does, and
opens the answer on that one device for a day.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from troth.duties import answer, closing, outbox, receipts
from troth.duties.cases import Case, secret_digest, word_digest
from troth.fault import Fault
from troth.flows import every, flow, once, start, step
from troth.ledger import archive
from troth.records import blobs, entries, keys
from troth.records.place import in_force, site, standing

TRIES = 10
LINK_DAYS = 30
GRANT_HOURS = 24


class Delivery(models.Model):
    """One answer on its way: where its sealed bytes are, and what opens them."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE)
    built_at = models.DateTimeField()
    files = models.CharField(max_length=32)
    page = models.CharField(max_length=32)
    pack = models.CharField(max_length=32, blank=True)
    evidence = models.ForeignKey(entries.Entry, on_delete=models.PROTECT)
    token_digest = models.CharField(max_length=64, blank=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    grant_digest = models.CharField(max_length=64, blank=True, db_index=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "troth"

    @property
    def key(self) -> str:
        """The name of the key that seals the pack; destroyed when its time is over."""
        return f"pack:{self.case.reference}"

    def over(self, at: datetime) -> bool:
        """Whether the link has been used, has expired, or was tried too often."""
        sent = self.sent_at or at
        return bool(self.opened_at or self.gone_at) or at > sent + timedelta(days=LINK_DAYS) or self.tries >= TRIES


@dataclass(frozen=True)
class Grant:
    """The right of one device to read one answer for a day; kept in its session."""

    delivery: int
    secret: str = field(repr=False)


@flow
def deliver_answer(case: str) -> None:
    """From the reviewer's yes to the link: build the pack, prove it, send the link."""
    step(build_answer, case)
    step(seal_pack, case)
    once(send_link, case)


def build_answer(case: str) -> str:
    """Put the answer together and record its manifest; done again only if it was not committed."""
    row = Case.objects.get(reference=case)
    if Delivery.objects.filter(case=row).exists():
        return "built"
    at = timezone.now()
    built = answer.build(row, at)
    key = f"pack:{case}"
    keys.make(key, at)
    with transaction.atomic():
        evidence = entries.append(
            "answer.built",
            at,
            case=case,
            key=row.key,
            manifest=built.manifest_digest,
            files=len(built.files),
            items=built.items,
            policy=str(standing()),
        )
        Delivery.objects.create(
            case=row,
            built_at=at,
            files=blobs.put(key, archive.write(built.files)),
            page=blobs.put(key, built.page.encode()),
            evidence=evidence,
        )
    return "built"


def seal_pack(case: str) -> str:
    """Add the receipt, now that the ledger has taken the answer in, and keep the whole as one archive."""
    delivery = Delivery.objects.select_related("case", "evidence").get(case__reference=case)
    if not delivery.pack:
        files = archive.read(blobs.get(delivery.files))
        files["receipt.json"] = receipts.make(delivery.evidence)
        with transaction.atomic():
            old = delivery.files
            delivery.pack = blobs.put(delivery.key, archive.write(files))
            delivery.save(update_fields=["pack"])
            blobs.Blob.objects.filter(ref=old).delete()
    return "sealed"


def send_link(case: str) -> str:
    """Make the one-time link and put its mail in the outbox: link, mail and evidence commit together."""
    with transaction.atomic():
        row = Case.objects.select_for_update().get(reference=case)
        delivery = Delivery.objects.select_for_update().get(case=row)
        _new_link(row, delivery, timezone.now())
    return "sent"


def _new_link(row: Case, delivery: Delivery, at: datetime) -> None:
    token = secrets.token_urlsafe(24)
    delivery.token_digest, delivery.sent_at, delivery.tries = secret_digest(token), at, 0
    delivery.save()
    details = row.details()
    if not details["word"]:  # nobody chose a word: a colleague reads out a code
        details["code"] = f"{secrets.randbelow(10**8):08d}"
        details["word"] = word_digest(details["code"], details["salt"])
        row.seal(details)
    row.state = "ready"
    row.answered_at = row.answered_at or at
    row.save()
    entries.append("answer.link-made", at, case=row.reference, key=row.key, delivery=delivery.pk)
    person, company = row.person(), in_force().controller
    if person.email:
        factor = "the code that a colleague gives you" if "code" in details else "the word that you chose"
        text = LETTER.format(
            name=person.name,
            reference=row.reference,
            link=f"{site()}/answer/{token}/",
            factor=factor,
            days=LINK_DAYS,
            company=company.name,
            contact=company.contact,
        )
        outbox.write(
            row, "answer", to=person.email, subject=f"Your answer to request {row.reference}", text=text, at=at
        )


LETTER = """Dear {name},

the answer to your request {reference} is ready. Open it here:

    {link}

You need {factor}. The link works once, within {days} days. The answer then stays open on that device for a
day, so download it and keep it.

If the link does not work any more, or you have lost your word, write to {contact}.

{company}
"""


def renew(case: Case, by: str, at: datetime) -> None:
    """A new link for an answer whose link was lost, spent on wrong words, or is over; the old one stops working."""
    with transaction.atomic():
        row = Case.objects.select_for_update().get(pk=case.pk)
        delivery = Delivery.objects.select_for_update().filter(case=row).first()
        if delivery is None or delivery.gone_at or delivery.opened_at:
            raise Fault("there is no answer to send again", remedy="open a new request: the answer is built afresh")
        _new_link(row, delivery, at)
    case.refresh_from_db()


def waiting(token: str, at: datetime) -> Delivery | None:
    """The answer behind a link that still works; None if it never was, was used or is over."""
    delivery = Delivery.objects.select_related("case").filter(token_digest=secret_digest(token)).first()
    return delivery if delivery and not delivery.over(at) else None


def unlock(token: str, word: str, at: datetime) -> Grant | None:
    """Spend the link with the right word; None for a wrong one. The case closes and its working copies go."""
    with transaction.atomic():
        found = Delivery.objects.select_for_update().select_related("case")
        delivery = found.filter(token_digest=secret_digest(token)).first()
        if delivery is None or delivery.over(at):
            return None
        case, details = delivery.case, delivery.case.details()
        given = word_digest(word, details["salt"])
        if not hmac.compare_digest(given, details["word"]):
            delivery.tries += 1
            delivery.save(update_fields=["tries"])
            facts = {"delivery": delivery.pk, "tries": delivery.tries}
            entries.append("answer.refused", at, case=case.reference, key=case.key, **facts)
            return None
        secret = secrets.token_urlsafe(24)
        delivery.opened_at, delivery.grant_digest = at, secret_digest(secret)
        delivery.save(update_fields=["opened_at", "grant_digest"])
        entries.append("answer.opened", at, case=case.reference, key=case.key, delivery=delivery.pk)
        start(closing.close_case, case.reference)
    return Grant(delivery.pk, secret)


def _granted(grant: Grant, at: datetime) -> Delivery:
    delivery = Delivery.objects.select_related("case").filter(pk=grant.delivery).first()
    known = delivery and hmac.compare_digest(delivery.grant_digest, secret_digest(grant.secret))
    if not delivery or not known or delivery.gone_at or not delivery.opened_at:
        raise Fault("this answer is not open here", remedy="use the link in our letter")
    if at > delivery.opened_at + timedelta(hours=GRANT_HOURS):
        raise Fault("this answer is not open here any more", remedy="ask for your data again, free of charge")
    return delivery


def page(grant: Grant, at: datetime) -> str:
    """The answer as HTML to read (a fragment that is escaped already)."""
    return blobs.get(_granted(grant, at).page).decode()


def pack(grant: Grant, at: datetime) -> tuple[str, bytes]:
    """The file name and bytes of the whole pack."""
    delivery = _granted(grant, at)
    return f"answer-{delivery.case.reference}.zip", blobs.get(delivery.pack)


def code_to_read_out(case: Case) -> str:
    """The opening code of a case whose person chose no word, for the colleague who tells it by another channel."""
    code: Any = case.details().get("code", "")
    return str(code) if case.state == "ready" else ""


def pack_of(case: Case) -> dict[str, bytes]:
    """The files of an approved case's pack, for a colleague who hands it over in another way."""
    delivery = Delivery.objects.filter(case=case).exclude(pack="").first()
    if delivery is None or delivery.gone_at:
        raise Fault(
            "there is no pack of this case",
            where=case.reference,
            because=f"the case is {case.state}",
            remedy="approve it first (troth approve, or the desk); a pack goes a day after it was opened",
        )
    return archive.read(blobs.get(delivery.pack))


@every(600)
def clear_packs() -> None:
    """Packs that were opened a day ago, or never within thirty days, are destroyed."""
    step(destroy_old_packs)


def destroy_old_packs() -> int:
    """Destroy each pack whose time is over, key first; how many."""
    now = timezone.now()
    opened = Delivery.objects.filter(gone_at=None, opened_at__lt=now - timedelta(hours=GRANT_HOURS))
    unopened = Delivery.objects.filter(gone_at=None, opened_at=None, sent_at__lt=now - timedelta(days=LINK_DAYS))
    over = list((opened | unopened).select_related("case").order_by("id"))
    for delivery in over:
        closing.destroy(delivery.case, delivery.key, blobs.sealed_under(delivery.key))
        with transaction.atomic():
            Delivery.objects.filter(pk=delivery.pk, gone_at=None).update(gone_at=now)
            if not delivery.opened_at:  # nobody came for it: the working copies go as well, and the case closes
                start(closing.close_case, delivery.case.reference)
    return len(over)
