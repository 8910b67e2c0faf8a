"""A visitor's browser, and an eye for sound markup."""

import re
from html.parser import HTMLParser

from django.test import Client

from troth import flows
from troth.duties import cases, outbox

HANNAH = "hannah.whitcombe@example.org"
WORD = "lighthouse"
ANSWERS = {
    "whose": {"whose": "mine"},
    "what": {"scope": "all", "part": ""},
    "name": {"name": "Hannah Whitcombe"},
    "email": {"email": HANNAH},
    "known-by": {"phone": "", "customer": ""},
    "word": {"word": WORD},
}


class Visitor:
    """Somebody at our pages, in one browser."""

    def __init__(self):
        self.browser = Client(raise_request_exception=True)

    def get(self, path, **more):
        return self.browser.get(path, **more)

    def post(self, path, data=None, **more):
        return self.browser.post(path, data or {}, **more)

    def fill(self, **changed):
        """Answer every question; the last answer's reply."""
        for step, given in {**ANSWERS, **changed}.items():
            reply = self.post(f"/your-data/{step}/", given)
            assert reply.status_code == 302, (step, given)
        return reply

    def send(self, **changed):
        """Fill in, send, and have the mail leave; the case."""
        self.fill(**changed)
        assert self.post("/your-data/check/").headers["Location"] == "/your-data/code/"
        flows.run_waiting_here()
        return cases.Case.objects.latest("id")

    def confirmed(self, **changed):
        """Send and enter the right code; the case."""
        case = self.send(**changed)
        assert self.post("/your-data/code/", {"code": code_of(case)}).status_code == 302
        case.refresh_from_db()
        return case


def code_of(case):
    """The newest code that was mailed for a case."""
    letter = outbox.Mail.objects.filter(case=case, what="code").latest("id")
    return re.search(r"\d{6}", outbox.content(letter)["subject"])[0]


class _Markup(HTMLParser):
    VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.ids, self.refs, self.seen, self.title = [], [], [], [], [], ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if len(given) != len(attrs):
            self.faults.append(f"an attribute twice on <{tag}>")
        self.seen.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.refs += (given.get(name) or "").split()
        if (given.get("href") or "").startswith("#"):
            self.refs.append(given["href"][1:])
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing that is open")

    def handle_data(self, data):
        if self.open and self.open[-1] == "title":
            self.title += data


def read(response):
    """A page taken apart; it is sound: balanced, ids once, references that lead somewhere, one h1, no script."""
    page = _Markup()
    page.feed(response.content.decode())
    page.close()
    assert not page.faults and not page.open, (page.faults, page.open)
    assert len(page.ids) == len(set(page.ids)), "an id twice"
    assert set(page.refs) <= set(page.ids), set(page.refs) - set(page.ids)
    tags = [tag for tag, _ in page.seen]
    assert tags.count("h1") == 1 and tags.count("main") == 1 and "script" not in tags
    assert all(not name.startswith("on") and name != "style" for _, attrs in page.seen for name in attrs)
    labelled = {attrs["for"] for tag, attrs in page.seen if tag == "label" and "for" in attrs}
    for tag, attrs in page.seen:
        if tag in ("input", "textarea", "select") and attrs.get("type", "text") not in ("hidden", "radio"):
            assert attrs["id"] in labelled
    return page


def problems(response):
    """The messages of the error summary, each with the field that its link leads to."""
    return re.findall(r'<p><a href="#([\w-]+)">(.*?)</a></p>', response.content.decode())
