"""The demo's own page: the mail that would have left, so that codes and links can be read here.

It exists only while TROTH_DEMO=1, which `troth demo` sets and the server allows on loopback alone.
"""

import email
import email.policy
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

SHOWN = 50
SEPARATOR = "-" * 79 + "\n"
LINK = re.compile(r"https?://127\.0\.0\.1:\d+(/[\w/-]+)")


def _read(file: Path) -> list[dict[str, Any]]:
    mails = []
    for raw in file.read_text(encoding="utf-8").split(SEPARATOR):
        if raw.strip():
            message = email.message_from_string(raw, policy=email.policy.default)
            if not message["Date"]:  # the worker is still writing it
                continue
            body = message.get_content()
            link = LINK.search(body)
            mails.append(
                {
                    "to": message["To"],
                    "subject": message["Subject"],
                    "at": message["Date"].datetime,
                    "text": body,
                    "link": link[1] if link else "",
                }
            )
    return mails


def mail(http: HttpRequest) -> HttpResponse:
    """Every mail of the demo, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)  # type: ignore[misc]  # made from TROTH_MAIL
    files = (
        sorted(folder.glob("*.log"), key=lambda f: f.stat().st_mtime, reverse=True)[:SHOWN] if folder.exists() else []
    )
    mails = sorted((m for file in files for m in _read(file)), key=lambda m: m["at"], reverse=True)
    return render(http, "demo/mail.html", {"mails": mails})


app_name = "demo"
urlpatterns = [path("mail/", mail, name="mail")]
