"""A robot visitor: it asks for our own pages as a stranger does, without an account, a cookie or a script.

It goes through the whole of the site's middleware and answers nothing that a browser on the next machine would not get.
It only reads (GET), so that it leaves nothing behind.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.forms import Form
from django.urls import URLPattern, URLResolver, get_resolver

HOPS = 4  # redirections that a browser would follow without a word
CONTROLS = ("input", "select", "textarea", "button")


@dataclass(frozen=True)
class Page:
    """What came back: where it ended, its status, its text, and the cookies that it set."""

    address: str
    status: int
    html: str
    cookies: frozenset[str] = frozenset()

    @property
    def read(self) -> "Read":
        """Its links, forms and the words of their controls."""
        found = Read()
        found.feed(self.html)
        return found


@cache
def _site() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def visit(address: str, hops: int = HOPS) -> Page:
    """The page at an address of ours, redirections followed."""
    path, _, query = address.encode("utf-8", "replace").decode("latin-1").partition("?")  # as a server hands it on
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    environ["REMOTE_ADDR"] = "the robot"
    answer = _site().get_response(WSGIRequest(environ))
    moved = answer.headers.get("Location", "")
    cookies = frozenset(answer.cookies)
    if moved.startswith("/") and hops:
        page = visit(moved, hops - 1)
        return Page(page.address, page.status, page.html, page.cookies | cookies)
    content = answer.getvalue()  # of a page in one piece and of one that streams
    return Page(address, answer.status_code, content.decode("utf-8", "replace"), cookies)


def public() -> tuple[str, ...]:
    """Every address of the pages for people that needs no secret and no number, as the site's own table has it."""
    return tuple(dict.fromkeys(_plain("", get_resolver().url_patterns, inside=False)))


def forms() -> tuple[type[Form], ...]:
    """Every form with fields that the pages for people show, also those that come only later in a conversation."""
    public()  # the site's table brings the pages, and these their forms
    return tuple(one for one in _below(Form) if one.__module__.startswith("troth.portal.") and one.base_fields)


def _below(kind: type[Form]) -> Iterator[type[Form]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _plain(before: str, patterns: list[URLPattern | URLResolver], inside: bool) -> Iterator[str]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _plain(route, one.url_patterns, inside or one.app_name == "portal")
        elif inside and "<" not in route:
            yield f"/{route}"


@dataclass
class Read(HTMLParser):
    """A page as read: where it leads, and what its forms ask for."""

    links: set[str] = field(default_factory=set)
    forms: int = 0
    asked: list[str] = field(default_factory=list)  # names, ids and labels of what a form asks for
    scripts: int = 0
    label: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, forms and controls."""
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.links.add(said["href"].partition("#")[0])
        self.forms += tag == "form"
        self.scripts += tag == "script"
        self.label = self.label or tag == "label"
        if tag in CONTROLS:
            self.asked.append(f"{said.get('name', '')} {said.get('id', '')}")

    def handle_endtag(self, tag: str) -> None:
        """A label ends."""
        self.label = self.label and tag != "label"

    def handle_data(self, data: str) -> None:
        """The words of a label belong to what is asked for."""
        if self.label:
            self.asked.append(data)

    def __hash__(self) -> int:
        return id(self)
