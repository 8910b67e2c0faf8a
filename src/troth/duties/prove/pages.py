"""Probes of our own pages, as a robot visitor gets them: published, linked, open to all, free, without tracking."""

import re
from collections.abc import Iterator
from html import unescape

from troth.duties.prove import robot
from troth.duties.prove.probe import Context, Result, failed, kept, none_of, not_built, probe
from troth.policy import regulator_of

OPEN = 200
MISSING = 404
WAITING = "/your-data/"
MONEY = re.compile(r"\b(fee|pay|payment|price|cost|charge|amount|card|iban|sort.code)\b", re.IGNORECASE)


def page(here: Context, address: str) -> robot.Page:
    """The page at an address, fetched once in a walk."""
    if address not in here.world.seen:
        here.world.seen[address] = robot.visit(address)
    found: robot.Page = here.world.seen[address]
    return found


def _governing(here: Context) -> dict[str, str]:
    """The addresses of the documents that name the promise."""
    return {key: one.at for key, one in here.of("documents").items()}


@probe("documents-published", control="Each document is fetched from its address")
def documents_published(here: Context) -> Result:
    """Every document that names the promise is at its address, open to everybody."""
    found = _governing(here)
    if not found:
        return failed(f"no document of the policy names {here.promise.id}")
    wrong = [f"`{key}` has no address" for key, at in found.items() if not at]
    wrong += [
        f"`{key}` at {at} answers {status}"
        for key, at in found.items()
        if at and (status := page(here, at).status) != OPEN
    ]
    return none_of(wrong, f"{len(found)} documents answer: {', '.join(found.values())}")


@probe("documents-linked", control="Each leads to the others")
def documents_linked(here: Context) -> Result:
    """Every document that names the promise has a link to each of the others."""
    found = {key: at for key, at in _governing(here).items() if at and page(here, at).status == OPEN}
    if len(found) < len(_governing(here)) or not found:
        return failed("not all of them answer")
    wrong = []
    for key, at in found.items():
        links = {link.rstrip("/") for link in page(here, at).read.links}
        wrong += [
            f"`{key}` has no link to `{other}`"
            for other, to in found.items()
            if other != key and to.rstrip("/") not in links
        ]
    return none_of(wrong, f"{len(found)} documents, each linked to the others")


@probe("open-to-all", control="A robot without an account reads them each night")
def open_to_all(here: Context) -> Result:
    """The documents, the regulator and the way to ask for one's data are read without signing in."""
    wanted = [*(one.at for one in here.policy.documents.values() if one.at), WAITING]
    wrong = []
    for address in wanted:
        got = page(here, address)
        if got.status != OPEN:
            wrong.append(f"{address} answers {got.status}")
        elif got.address.startswith("/accounts/"):
            wrong.append(f"{address} asks to sign in")
    return none_of(wrong, f"{len(wanted)} pages, no account")


@probe("no-cookie-unasked", control="Pages set what is declared as necessary, and nothing else")
def no_cookie_unasked(here: Context) -> Result:
    """No page for people sets a cookie that is not declared as necessary, or brings a script, unasked."""
    needed = {key for key, one in here.policy.cookies.items() if one.group == "necessary"}
    wrong, count = [], 0
    for got in _public(here):
        count += 1
        wrong += [f"{got.address} sets `{name}` unasked" for name in sorted(got.cookies - needed)]
        wrong += [f"{got.address} brings a script"] if got.read.scripts else []
    return none_of(wrong, f"{count} pages, nothing but what is necessary")


@probe("no-fee", control="No form asks for money")
def no_fee(here: Context) -> Result:
    """No control of a page for people is about money, and no field of a form, or its label or hint."""
    wrong = [
        f"{got.address} asks for “{said.strip()[:40]}”"
        for got in _public(here)
        for said in got.read.asked
        if MONEY.search(said)
    ]
    forms = robot.forms()
    for form in forms:
        for name, one in form.base_fields.items():
            said = f"{name} {one.label or ''} {one.help_text or ''}".replace("_", " ")
            wrong += [f"the form {form.__name__} asks for “{name}”"] if MONEY.search(said) else []
    if not forms:
        return failed("no page has a form with which somebody could ask")
    return none_of(wrong, f"{len(forms)} forms looked at, none asks for money")


def _public(here: Context) -> Iterator[robot.Page]:
    """The pages that are there for everybody; each once, wherever an address led."""
    seen: set[str] = set()
    for address in robot.public():
        if address.endswith((".pdf", ".ics")):
            continue
        got = page(here, address)
        if got.status == OPEN and got.address not in seen:
            seen.add(got.address)
            yield got


@probe("channel-live", control="The robot visits the address of the channel")
def channel_live(here: Context) -> Result:
    """Each channel that names the promise is a page that answers; for one without an address nothing is built yet."""
    found = here.of("channels")
    if not found:
        return failed(f"no channel of the policy names {here.promise.id}")
    answers = {name: page(here, one.at).status for name, one in found.items() if one.at}
    wrong = [f"{found[name].at} answers {status}" for name, status in answers.items() if status not in (OPEN, MISSING)]
    if wrong:
        return failed("; ".join(wrong))
    missing = [f"no page at {found[name].at} yet" for name, status in answers.items() if status == MISSING]
    missing += [f"nothing takes in what comes by “{name}” yet" for name, one in found.items() if not one.at]
    return not_built("; ".join(missing)) if missing else kept(", ".join(one.at for one in found.values()))


@probe("channel-shows", control="Each channel points at the notice")
def channel_shows(here: Context) -> Result:
    """Each channel that names the promise shows the privacy notice, as the policy declares it."""
    found = here.of("channels")
    if not found:
        return failed(f"no channel of the policy names {here.promise.id}")
    notices = {key for key, one in here.policy.documents.items() if one.at.rstrip("/") == "/notice"}
    wrong = (f"`{name}` shows no notice" for name, one in found.items() if not notices & set(one.shows))
    return none_of(wrong, f"{len(found)} channels, each with the notice")


@probe("regulator-named", control="The notice carries the regulator of the day")
def regulator_named(here: Context) -> Result:
    """The published notice names the regulator as it is called today, with a way there."""
    regulator = regulator_of(here.policy, here.on)
    at = next((one.at for one in here.policy.documents.values() if one.at.rstrip("/") == "/notice"), "")
    if not at:
        return failed("no document of the policy is published at /notice")
    text = " ".join(unescape(page(here, at).html).split())
    wanted = {"name": regulator.name, "telephone": regulator.phone, "website": regulator.web}
    wrong = (f"{at} does not give the regulator’s {what}: {said}" for what, said in wanted.items() if said not in text)
    return none_of(wrong, f"{regulator.name}, {regulator.phone}, {regulator.web}")


@probe("strangers-alike", control="A wrong link says the same, whomever it was for")
def strangers_alike(here: Context) -> Result:
    """A link that opens nothing answers like any other that opens nothing, and names no person."""
    pages = [
        robot.visit(f"{before}{secret}/")
        for before in ("/your-data/request/", "/answer/")
        for secret in ("a" * 32, "Zz9-_" * 6)
    ]
    shown = [one for one in pages if one.status == OPEN and "<form" not in one.html]
    wrong = [f"{one.address[:12]} shows something" for one in shown]
    for first, second in (pages[:2], pages[2:]):
        if (first.status, _bare(first)) != (second.status, _bare(second)):
            wrong.append("two wrong links do not answer alike")
    return none_of(wrong, "four wrong links, two answers word for word alike")


def _bare(one: robot.Page) -> str:
    """The page without what changes by itself: its own address, and the token of a form."""
    return re.sub(r'value="[^"]*"', "", one.html.replace(one.address, ""))


@probe("desk-shut", control="No page of the desk opens without signing in")
def desk_shut(here: Context) -> Result:
    """The desk’s pages send a stranger to sign in."""
    asked = ("/desk/", "/desk/new/", "/desk/T-0000-0000/")
    got = [robot.visit(address) for address in asked]
    wrong = [
        f"{asked[n]} opens without signing in"
        for n, one in enumerate(got)
        if one.status == OPEN and not one.address.startswith("/accounts/")
    ]
    return none_of(wrong, f"{len(asked)} pages asked for, all shut")
