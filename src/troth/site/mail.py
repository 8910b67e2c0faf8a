"""How mail leaves: from one address of the environment to Django's settings."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from troth.fault import Fault


def mail_settings(address: str, state: Path) -> dict[str, object]:
    """Django's settings for one mail address; without one, mails are written to files in the state folder."""
    where = urlsplit(address or f"folder:{state / 'mail'}")
    try:
        port = where.port
    except ValueError:
        raise Fault("a port is a number up to 65535", where="TROTH_MAIL", remedy="write host:587") from None
    if where.scheme == "folder":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": where.path,
        }
    if where.scheme not in ("smtp", "smtps", "starttls") or not where.hostname:
        raise Fault(
            f"`{where.scheme}:` is no way to send mail",
            where="TROTH_MAIL",
            remedy="write smtp://user:password@host:port (or smtps:, starttls:), or folder:PATH",
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": where.hostname,
        "EMAIL_PORT": port or {"smtp": 25, "smtps": 465, "starttls": 587}[where.scheme],
        "EMAIL_HOST_USER": unquote(where.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(where.password or ""),
        "EMAIL_USE_SSL": where.scheme == "smtps",
        "EMAIL_USE_TLS": where.scheme == "starttls",
        "EMAIL_TIMEOUT": 20,
    }
