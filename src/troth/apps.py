"""troth is one Django app: one migrations folder, tables beside their verbs."""

import logging
import sys
import traceback
from typing import Any

from django.apps import AppConfig
from django.core.signals import got_request_exception

log = logging.getLogger("troth.site")


class Troth(AppConfig):
    """The app."""

    name = "troth"
    label = "troth"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from troth.duties import nightly, recount  # noqa: F401  flows that come by themselves, without a table
        from troth.flows import tidy  # noqa: F401

        got_request_exception.connect(note_error, dispatch_uid="troth.note_error")


def note_error(sender: Any, **about: Any) -> None:
    """Log an error's class and place, never its message or the request: both may name a person."""
    kind, _, trace = sys.exc_info()
    if kind is not None:
        place = traceback.extract_tb(trace)[-1]
        log.error("%s at %s:%s", kind.__name__, place.filename.rpartition("/")[2], place.lineno)
