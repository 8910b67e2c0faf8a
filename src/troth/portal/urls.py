"""Addresses of the pages for people. No address holds anything about anybody: a secret of a link, or nothing."""

from django.urls import path, register_converter

from troth.portal import answer, asking, check, code, elsewhere, progress, question, start, withdraw


class Secret:
    """The secret part of a link: letters, digits, hyphen and underscore, as `secrets.token_urlsafe` makes it."""

    regex = r"[\w-]{16,80}"

    def to_python(self, value: str) -> str:
        """As written."""
        return value

    def to_url(self, value: str) -> str:
        """As written."""
        return value


register_converter(Secret, "secret")

app_name = "portal"
urlpatterns = [
    path("", start.front, name="front"),
    path("your-data/", start.start, name="start"),
    path("your-data/someone-else/", elsewhere.elsewhere, name="elsewhere"),
    *(path(f"your-data/{name}/", question.question, {"step": name}, name=name) for name in asking.ALL),
    path("your-data/check/", check.check, name="check"),
    path("your-data/code/", code.code, name="code"),
    path("your-data/code/again/", code.again, name="again"),
    path("your-data/request/", progress.progress, name="progress"),
    path("your-data/request/receipt/<int:index>/", progress.receipt, name="receipt"),
    path("your-data/request/due.ics", progress.calendar, name="calendar"),
    path("your-data/request/withdraw/", withdraw.withdraw, name="withdraw"),
    path("your-data/request/leave/", progress.leave, name="leave"),
    path("your-data/request/<secret:token>/", progress.arrive, name="arrive"),
    path("answer/", answer.answer, name="answer"),
    path("answer/download/", answer.download, name="download"),
    path("answer/<secret:token>/", answer.unlock, name="unlock"),
]
