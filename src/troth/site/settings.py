"""Django's settings, made from the company's folder and a few names of the environment.

TROTH_HOME, TROTH_STATE, TROTH_KEYS: where things lie. TROTH_MAIL: `smtp://user:password@host:port` (or `smtps:`,
`starttls:`), or `folder:PATH`, which only writes mails to files. TROTH_DEMO=1 adds the demo's own pages.
TROTH_HOSTS: names that the site answers to, beside loopback's.
"""

import os
import re
from pathlib import Path

from troth.fault import Fault
from troth.home import Home, write_once
from troth.site.mail import mail_settings

TROTH = Home.of(None, os.environ)
DEMO = os.environ.get("TROTH_DEMO") == "1"
TROTH.state.mkdir(parents=True, exist_ok=True)
TROTH.keys.mkdir(parents=True, exist_ok=True, mode=0o700)


def _secret_key() -> str:
    """The key for sessions and tokens: made once, kept beside the other keys, readable by its owner alone."""
    path = TROTH.keys / "site.key"
    if not path.exists():
        write_once(path, os.urandom(48).hex().encode())
    key = path.read_bytes()
    if not re.fullmatch(rb"[0-9a-f]{96}", key):
        raise Fault(
            "the site's key is not whole",
            where=str(path),
            because="sessions are sealed under it",
            remedy="put back the file from its backup, or remove it: everybody then signs in anew",
        )
    return key.decode()


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *os.environ.get("TROTH_HOSTS", "").split()]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "csp",
    "troth",
]
MIDDLEWARE = [
    "troth.site.middleware.limits",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "troth.site.middleware.private",
]
ROOT_URLCONF = "troth.site.urls"
WSGI_APPLICATION = "troth.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent.parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "troth.site.company.company",
            ],
        },
    }
]


def _sqlite(path: Path) -> dict[str, object]:
    """A file that acknowledges after the sync, shreds what it frees, and lets readers be while one writes."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "TEST": {"NAME": str(path) + ".test"},
    }


DATABASES = {"default": _sqlite(TROTH.state / "troth.sqlite"), "keys": _sqlite(TROTH.keys / "keys.sqlite")}
DATABASE_ROUTERS = ["troth.site.routing.KeysApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SESSION_ENGINE = "troth.site.sessions"
SESSION_COOKIE_NAME = "troth"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "troth.site.errors.forged"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing to other sites. Not `no-referrer`: browsers then send `Origin: null` with our own forms, which CSRF refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
# A letter and a few scans; anything larger is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
UPLOAD_MAX = 12_000_000
RATE_LIMITS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX

LOGIN_URL = "/accounts/"
STATIC_URL = "/static/"
STATIC_ROOT = Path(__file__).parent.parent / "static"
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ROOT = None

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

globals().update(mail_settings(os.environ.get("TROTH_MAIL", ""), TROTH.state))

# Class and place of an error, never its message or a request's data: both may name a person.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "formatters": {"plain": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"}},
    "loggers": {
        "troth": {"handlers": ["err"], "level": "INFO"},
        "django": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
