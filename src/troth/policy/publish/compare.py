"""Words and rules held against each other: what a published notice says, and what the rules of today would say.

The ids that go with every sentence (`<!-- id -->` in Markdown, `id=` of a span in HTML, `id` in JSON) tell which rule
each is the words of. Whatever is missing, changed or not in the rules is a fault that names the other side.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

from troth.fault import Fault
from troth.policy.publish.notice import notice
from troth.policy.publish.values import Fact, Sentence
from troth.policy.source import nearest, quoted
from troth.policy.values import Policy

EXACT = "the notice says exactly what the rules do"
AGAIN = "publish the notice again, or put the rule back"
ABOUT = "about"  # the line with company and day
LONGEST = 160
Said = Sentence | Fact


@dataclass(frozen=True, slots=True)
class Found:
    """One sentence as it was published: its id (none if it has none), its words, and its line."""

    id: str
    text: str
    line: int


def compare(published: str, policy: Policy, on: date, where: str = "the published notice") -> list[Fault]:
    """Every difference between a published notice and the one that the rules make on a day; none if they say the same.

    `where` is what the published text is called in faults. Of HTML only what stands in spans with an id is read, for a
    page has a frame around it; of Markdown every line is.
    """
    made = notice(policy, on)
    every: list[Said] = [*made.short, *made.sentences]
    expected = {one.id: one for one in every}
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for one in read(published, where):
        at = f"{where}:{one.line}"
        if one.id == ABOUT:
            continue
        if one.id in seen:
            what = f"the sentence {quoted(one.id)} stands here twice, first on line {seen[one.id]}"
            faults.append(Fault(what, where=at, remedy="delete one"))
        elif one.id not in expected:
            faults.append(_without_rule(one, expected, at))
        else:
            faults += _held(one, expected[one.id], policy, at)
        if one.id:
            seen.setdefault(one.id, one.line)
    return [*(_missing(said, policy, where) for id, said in expected.items() if id not in seen), *faults]


def _missing(said: Said, policy: Policy, where: str) -> Fault:
    what = f"{where} does not say what this rule says ({said.id}): {_shown(said.said)}"
    return _at(said, policy, what)


def _held(one: Found, said: Said, policy: Policy, at: str) -> Iterator[Fault]:
    if _same(one.text) in (_same(said.said), *([_same(said.text)] if not getattr(said, "lead", "") else [])):
        return
    what = f"{at} says otherwise than this rule ({said.id}): {_shown(one.text)}, not {_shown(said.said)}"
    yield _at(said, policy, what)


def _at(said: Said, policy: Policy, what: str) -> Fault:
    """A fault at the rule that a sentence says; of what the law alone says, at the law."""
    if said.rule:
        return policy.source.fault(said.rule, what, because=EXACT, remedy=AGAIN)
    cite = said.cite if isinstance(said, Sentence) else ""
    return Fault(what, where=cite, because=f"{cite} asks for it" if cite else EXACT, remedy="publish the notice again")


def _without_rule(one: Found, expected: Mapping[str, Said], at: str) -> Fault:
    named = f"the sentence {quoted(one.id)}" if one.id else "a sentence"
    near = nearest(one.id, tuple(expected)) if one.id else ""
    remedy = f"delete it, or write a rule that says it{f'; the nearest is `{near}`' if near else ''}"
    what = f"{named} stands here, and no rule says it: {_shown(one.text)}"
    return Fault(what, where=at, because=EXACT, remedy=remedy)


def _same(text: str) -> str:
    return " ".join(text.split())


def _shown(text: str) -> str:
    text = _same(text)
    return quoted(text) if len(text) <= 60 else f"`{text if len(text) <= LONGEST else text[: LONGEST - 3] + '...'}`"


# ---- what was published ----


def read(published: str, where: str) -> list[Found]:
    """The sentences of a published notice in any of our three forms; a Fault for a text that is none of them."""
    begun = published.lstrip("\ufeff \t\r\n")
    if begun.startswith("{"):
        try:
            found = list(_of_json(json.loads(begun)))
        except (ValueError, RecursionError):
            raise Fault("this is no JSON", where=where, remedy="hand over a notice as it was published") from None
    else:
        found = _of_html(begun) if begun.startswith("<") else list(_of_markdown(published))
    if not any(one.id for one in found):
        remedy = "hand over a notice as `troth notice` writes it; for any other, try `troth lint`"
        raise Fault("no sentence in it carries an id", where=where, remedy=remedy)
    return found


def _of_json(data: Any) -> Iterator[Found]:
    match data:
        case {"id": str(id), "text": str(text)}:
            lead = data.get("lead", "")
            yield Found(id, f"{lead} {text}".strip(), 1)
        case dict():
            for value in data.values():
                yield from _of_json(value)
        case list():
            for value in data:
                yield from _of_json(value)


MARK = re.compile(r"(?<!\\)<!-- ([^<>]{1,200}?) -->")
LABEL = re.compile(r"^\s*_[^_]+:_ ")
TITLED = re.compile(r"^\s*\*\*([^*]+)\.\*\* ")


def _of_markdown(text: str) -> Iterator[Found]:
    for number, line in enumerate(text.splitlines(), 1):
        rest = line.strip()
        if not rest or rest.startswith("#"):
            continue
        rest = re.sub(r"^-(?: |$)", "", rest)
        for words, id in _parts(rest):
            if not id and not words.strip():
                continue
            words = LABEL.sub("", words)
            if id.startswith("short/"):
                words = TITLED.sub("", words)
            yield Found(id, _unmarked(words), number)


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """The words before each mark, with its id; and words that no mark follows."""
    at = 0
    for mark in MARK.finditer(line):
        yield line[at : mark.start()], mark[1]
        at = mark.end()
    yield line[at:], ""


def _unmarked(words: str) -> str:
    return _same(re.sub(r"\\(.)|\*\*", lambda sign: sign[1] or "", words))


class _Spans(HTMLParser):
    """The text of every span that has an id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.lines: dict[str, int] = {}
        self.twice: list[Found] = []
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A span begins, with or without an id."""
        if tag != "span":
            return
        id = dict(attrs).get("id") or ""
        if id in self.texts:
            self.twice.append(Found(id, "", self.getpos()[0]))
            id = ""
        self.open.append(id)
        if id:
            self.texts[id], self.lines[id] = [], self.getpos()[0]

    def handle_endtag(self, tag: str) -> None:
        """The innermost span ends."""
        if tag == "span" and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Words belong to every span that is open around them."""
        for id in filter(None, self.open):
            self.texts[id].append(data)


def _of_html(text: str) -> list[Found]:
    reader = _Spans()
    reader.feed(text)
    reader.close()
    return [Found(id, _same("".join(words)), reader.lines[id]) for id, words in reader.texts.items()] + reader.twice
