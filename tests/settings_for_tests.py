"""The site's settings over the reference company, with state and keys in a folder that goes with the run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_scratch = Path(tempfile.mkdtemp(prefix="troth-test-"))
atexit.register(shutil.rmtree, _scratch, ignore_errors=True)
_company = Path(__file__).resolve().parent.parent / "companies" / "ljt-systems"
# A copy: the ledger's public key is written into the company's folder.
shutil.copytree(_company, _scratch / "company", ignore=shutil.ignore_patterns("state", "ledger.pub"))
os.environ |= {
    "TROTH_HOME": str(_scratch / "company"),
    "TROTH_STATE": str(_scratch / "state"),
    "TROTH_KEYS": str(_scratch / "keys"),
    "TROTH_ESTATE": str(_scratch / "estate"),
    "TROTH_SITE": "http://127.0.0.1:8000",
}

from troth.site.settings import *  # noqa: E402, F403

RATE_LIMITS = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
