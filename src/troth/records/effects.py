"""Markers of effects in our own database: an effect and its marker commit together, so it happens once."""

from collections.abc import Callable
from typing import Any

from django.db import models, transaction


class Effect(models.Model):
    """One effect that happened, with what it returned (references only)."""

    key = models.CharField(max_length=200, primary_key=True)
    result = models.JSONField(null=True)

    class Meta:
        app_label = "troth"


def once(key: str, act: Callable[[], Any]) -> Any:
    """Do `act` and mark it in one transaction; if it is marked already, give what it returned then."""
    with transaction.atomic():
        marker, new = Effect.objects.get_or_create(key=key)
        if new:
            marker.result = act()
            marker.save()
        return marker.result
