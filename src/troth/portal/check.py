"""The last look before a request is sent; sending opens the case and mails the code."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from troth.duties import cases, identity
from troth.duties.cases import Opened, Person
from troth.portal import asking, visit
from troth.portal.forms import Answers
from troth.words import Identifier, Right, Subject


@require_http_methods(["GET", "HEAD", "POST"])
def check(http: HttpRequest) -> HttpResponse:
    """Show every answer with a way to change it; a request sent twice is one request."""
    answers = visit.answers(http)
    if asking.missing(answers):
        sent = not answers and visit.case(http) is not None
        return redirect("portal:code" if sent else f"portal:{asking.missing(answers)}")
    if http.method == "POST":
        visit.sent(http, send(answers).token)
        return redirect("portal:code")
    rows = [(name, asking.ALL[name].title, asking.says(name, answers)) for name in asking.names()]
    return render(http, "portal/check.html", {"rows": rows, "email": answers["email"]["email"]})


def send(answers: Answers) -> Opened:
    """Open the case and mail the code, both or neither. Only the address is searched by, once its code came back."""
    at = timezone.now()
    email, told = answers["email"]["email"], {"name": answers["name"]["name"], **answers.get("known-by", {})}
    scope = answers["what"]["part"] if answers["what"]["scope"] == "part" else "everything"
    with transaction.atomic():
        opened = cases.open_case(
            Right.ACCESS,
            person=Person(name=told["name"], email=email, phone=told.get("phone", ""), scope=scope),
            who=Subject((Identifier("email", email),), tuple(Identifier(*pair) for pair in told.items() if pair[1])),
            channel="web form",
            at=at,
            word=answers["word"]["word"],
        )
        identity.send_code(opened.case, at)
    return opened
