"""Sign-in links: good once, for a short time; only the digest of each is kept."""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models, transaction


class Pass(models.Model):
    """A link that signs one colleague in."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    until = models.DateTimeField()

    class Meta:
        app_label = "troth"

    @classmethod
    def make(cls, user: User, until: datetime) -> str:
        """A new secret for this colleague."""
        secret = secrets.token_urlsafe(24)
        cls.objects.create(digest=hashlib.sha256(secret.encode()).hexdigest(), user=user, until=until)
        return secret

    @classmethod
    def spend(cls, secret: str, at: datetime) -> User | None:
        """The colleague whom the secret signs in, once; None if it was used, is over, or never was."""
        with transaction.atomic():
            found = cls.objects.select_for_update().filter(digest=hashlib.sha256(secret.encode()).hexdigest()).first()
            if found is None:
                return None
            found.delete()
            return found.user if found.until >= at and found.user.is_active else None
