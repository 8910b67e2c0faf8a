"""The keys lie in a database of their own, so that a copy of the records opens nothing."""

from typing import Any


class KeysApart:
    """Sends the table of keys, and nothing else, to the database of keys."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return "keys" if model._meta.model_name == "key" and model._meta.app_label == "troth" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        return (db == "keys") == (app_label == "troth" and model_name == "key")
