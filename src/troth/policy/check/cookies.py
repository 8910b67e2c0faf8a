"""What is stored on a device or read from it: cookies, pixels, fingerprints (PECR regulation 6 and Schedule A1)."""

from collections.abc import Iterator
from datetime import date

from troth.policy.check.marketing import markets
from troth.policy.check.objection import PECR, Found, answer, objects
from troth.policy.values import Cookie, Policy
from troth.words import Basis

SCHEDULE = PECR + "schedule/A1"
CONSENT_SINCE = "2011-05-26"
# A group of the policy as the law room names what a cookie is for.
FOR = {
    "necessary": "requested-service",
    "statistics": "statistics",
    "appearance": "appearance",
    "emergency": "emergency",
}


def _may_store(policy: Policy, cookie: Cookie, on: date, purpose: str) -> bool | None:
    """Whether a cookie may be stored without consent, for a purpose of the law's, told and open to objection."""
    setter = policy.recipients.get(cookie.set_by)
    shared = "nobody" if cookie.set_by == "us" else "helpers" if setter and setter.kind == "processor" else "others"
    allowed: bool | None = answer(
        "cookie", on, purpose=purpose, necessary=True, only=True, informed=True, objection="open", shared_with=shared
    )
    return allowed


@objects(
    "PECR 6(1) and Sch A1",
    "without consent nothing is stored but what the service needs, what counts visits for us alone, or fits the page",
    SCHEDULE,
    CONSENT_SINCE,
)
def cookies_without_consent_are_the_laws(policy: Policy, on: date) -> Iterator[Found]:
    """A cookie in a group that the law of the day does not let go without consent, or whose figures go to others."""
    for name, cookie in policy.cookies.items():
        if cookie.group in FOR and _may_store(policy, cookie, on, FOR[cookie.group]) is False:
            alone = _may_store(policy, cookie.model_copy(update={"set_by": "us"}), on, FOR[cookie.group])
            if alone:
                what = f"cookie `{name}` counts visits for `{cookie.set_by}`, which does more than help us"
                yield ("cookies", name, "set by"), what, "write `group: consent`, or have a processor set it"
            else:
                what = f"cookie `{name}` needs consent by the law of this day"
                yield ("cookies", name, "group"), what, "write `group: consent`, and ask for it"


@objects("PECR 6(1) and Sch A1", "advertising is never what a service needs; it needs consent", SCHEDULE, CONSENT_SINCE)
def cookies_that_sell_wait_for_a_yes(policy: Policy, on: date) -> Iterator[Found]:
    """A cookie without consent that serves marketing."""
    for name, cookie in policy.cookies.items():
        purpose = policy.purposes.get(cookie.purpose)
        sells = cookie.group != "consent" and purpose is not None and markets(purpose)
        if sells and _may_store(policy, cookie, on, "advertising") is False:
            what = f"cookie `{name}` serves `{cookie.purpose}`, which is marketing, and is called {cookie.group}"
            yield ("cookies", name, "group"), what, "write `group: consent`"


@objects(
    "PECR Sch A1 para 2", "what is stored on consent serves a purpose to which people agree", SCHEDULE, CONSENT_SINCE
)
def cookies_on_consent_have_one(policy: Policy, _: date) -> Iterator[Found]:
    """A cookie that waits for consent, to a purpose that does not rest on it."""
    for name, cookie in policy.cookies.items():
        purpose = policy.purposes.get(cookie.purpose)
        if cookie.group != "consent" or (purpose and purpose.basis is Basis.CONSENT):
            continue
        said = f"`{cookie.purpose}` rests on {purpose.basis}" if purpose else "it names no purpose"
        path = ("cookies", name, "purpose") if purpose else ("cookies", name)
        yield path, f"cookie `{name}` waits for consent, and {said}", "name a purpose that rests on consent"


@objects(
    "PECR 6 and Sch A1", "people are told clearly what is stored on their device, and what for", SCHEDULE, CONSENT_SINCE
)
def cookies_are_told(policy: Policy, _: date) -> Iterator[Found]:
    """Cookies without a page that lists them."""
    if policy.cookies and "cookies" not in policy.documents:
        what = "there are cookies, and no document `cookies` in which people could read of them"
        yield ("cookies",), what, "add `cookies: {title: Cookie policy, at: /cookies}` to `documents:`"
