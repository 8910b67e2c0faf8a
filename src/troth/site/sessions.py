"""Sessions whose content is sealed at rest: what a person has typed so far lies in no table in clear."""

import json
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db

from troth import vault
from troth.fault import Fault

_KEY = vault.derive(vault.digest(b"\0" * vault.KEY_SIZE, settings.SECRET_KEY), "sessions")


class SessionStore(db.SessionStore):
    """Django's sessions in the database, each sealed under a key that lies outside it."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """The content sealed, in hexadecimal."""
        return vault.seal(_KEY, json.dumps(session_dict).encode(), "session").hex()

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """The content; nothing if it was sealed under another key or changed: the visitor begins anew."""
        try:
            text = session_data.decode() if isinstance(session_data, bytes) else session_data
            opened: dict[str, Any] = json.loads(vault.open_(_KEY, bytes.fromhex(text), "session"))
        except (Fault, ValueError):
            return {}
        return opened

    @classmethod
    def get_model_class(cls) -> Any:
        return db.SessionStore.get_model_class()
