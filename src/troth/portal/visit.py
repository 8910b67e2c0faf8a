"""What a browser keeps between pages, sealed in its session: answers so far, the secret of a request, a grant to read.

None of it ever stands in an address. The session gets a new name whenever it comes to hold more than it did.
"""

from typing import Any

from django.http import HttpRequest

from troth.duties import cases
from troth.duties.cases import Case
from troth.duties.delivery import GRANT_HOURS, Grant

ASKING, REQUEST, GRANT = "asking", "asked", "grant"


def answers(http: HttpRequest) -> dict[str, dict[str, str]]:
    """What was answered so far, question by question."""
    kept: dict[str, dict[str, str]] = http.session.get(ASKING, {})
    return kept


def keep(http: HttpRequest, step: str, given: dict[str, Any]) -> None:
    """Keep the answer to one question."""
    http.session[ASKING] = {**answers(http), step: given}


def sent(http: HttpRequest, token: str) -> None:
    """A request was sent: what was typed for it is not needed any more, but for the address that gets the code."""
    typed = http.session.pop(ASKING, {})
    follow(http, token, typed.get("email", {}).get("email", ""))


def follow(http: HttpRequest, token: str, email: str = "") -> None:
    """This browser follows the request of this secret."""
    http.session[REQUEST] = {"token": token, "email": email}
    http.session.cycle_key()


def token(http: HttpRequest) -> str:
    """The secret of the request that this browser follows; empty if none."""
    kept: str = http.session.get(REQUEST, {}).get("token", "")
    return kept


def email(http: HttpRequest) -> str:
    """The address that was typed in this browser; empty if the request was opened by its link."""
    kept: str = http.session.get(REQUEST, {}).get("email", "")
    return kept


def case(http: HttpRequest) -> Case | None:
    """The request that this browser follows."""
    return cases.by_token(token(http)) if token(http) else None


def hold(http: HttpRequest, grant: Grant) -> None:
    """This browser may read an answer, for as long as the grant lasts."""
    http.session[GRANT] = [grant.delivery, grant.secret]
    http.session.set_expiry(GRANT_HOURS * 3600)
    http.session.cycle_key()


def grant(http: HttpRequest) -> Grant:
    """The right of this browser to read an answer; one that opens nothing if it has none."""
    return Grant(*http.session.get(GRANT, (0, "")))
