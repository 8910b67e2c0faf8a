"""Addresses of the pages for people. No address holds anything about anybody: a secret of a link, or nothing."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter

from troth.portal import answer, asking, check, code, documents, elsewhere, notice, progress, question, start, withdraw


class Secret:
    """The secret part of a link: letters, digits, hyphen and underscore, as `secrets.token_urlsafe` makes it."""

    regex = r"[\w-]{16,80}"

    def to_python(self, value: str) -> str:
        """As written."""
        return value

    def to_url(self, value: str) -> str:
        """As written."""
        return value


class Form(Secret):
    """A form in which the notice can be kept."""

    regex = "pdf|md|json"


register_converter(Secret, "secret")
register_converter(Form, "form")


def either(route: str, view: Callable[..., HttpResponse], name: str) -> tuple[URLPattern, URLPattern]:
    """What is published is at its address with and without the last stroke."""
    return path(route, view, name=name), path(f"{route}/", view)


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
    *either("notice", notice.notice, "notice"),
    *either("notice/<int:version>", notice.notice, "notice-version"),
    *either("notice/<int:version>/changes", notice.changes, "notice-changes"),
    path("notice.<form:form>", notice.copy, name="notice-copy"),
    path("notice/<int:version>.<form:form>", notice.copy, name="notice-version-copy"),
    *either("cookies", documents.cookies, "cookies"),
    *either("terms", documents.terms, "terms"),
    *either("terms/<int:version>", documents.terms, "terms-version"),
    path("terms.pdf", documents.terms_file, name="terms-copy"),
    path("answer/", answer.answer, name="answer"),
    path("answer/download/", answer.download, name="download"),
    path("answer/<secret:token>/", answer.unlock, name="unlock"),
]
