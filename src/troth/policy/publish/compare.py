"""Words and rules held against each other: what a published notice says, and what the rules of today would say.

The ids that go with every sentence (`<!-- id -->` in Markdown, `id=` of a span in HTML, `id` in JSON) tell which rule
each is the words of. Whatever is missing, changed or not in the rules is a fault that names the other side; so is what
stands in another place, for a sentence on a period means another one under another heading.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

from troth.fault import Fault
from troth.policy.publish.markdown import SHORT, TITLE
from troth.policy.publish.notice import notice
from troth.policy.publish.values import Fact, Notice, Sentence
from troth.policy.source import nearest, quoted
from troth.policy.values import Policy

EXACT = "the notice says exactly what the rules do"
AGAIN = "publish the notice again, or put the rule back"
ABOUT = "about"  # the line with company and day
LONGEST = 160
Said = Sentence | Fact


@dataclass(frozen=True, slots=True)
class Found:
    """One sentence as it was published: its id (none if it has none), its words, its line, and the headings that it
    stands under, if its form has any. `frame` is what stands around sentences: a heading, a title.
    """

    id: str
    text: str
    line: int
    under: tuple[str, str] | None = None
    frame: bool = False


def compare(published: str, policy: Policy, on: date, where: str = "the published notice") -> list[Fault]:
    """Every difference between a published notice and the one that the rules make on a day; none if they say the same.

    `where` is what the published text is called in faults. Of HTML only what stands in spans with an id is read, for a
    page has a frame around it; of Markdown every line is.
    """
    made = notice(policy, on)
    every: list[Said] = [*made.short, *made.sentences]
    expected, places, words = {one.id: one for one in every}, _places(made), _frame(made)
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for one in read(published, where):
        at = f"{where}:{one.line}"
        if one.frame or one.id == ABOUT:
            if not (_about(made, one) if one.id == ABOUT else _same(one.text) in words):
                faults.append(_without_rule(one, expected, at))
            continue
        if one.id in seen:
            what = f"the sentence {quoted(one.id)} stands here twice, first on line {seen[one.id]}"
            faults.append(Fault(what, where=at, remedy="delete one"))
        elif one.id not in expected:
            faults.append(_without_rule(one, expected, at))
        else:
            faults += _held(one, expected[one.id], policy, at)
            if one.under and one.under != places[one.id]:
                faults.append(_elsewhere(one, " / ".join(filter(None, places[one.id])), at))
        if one.id:
            seen.setdefault(one.id, one.line)
    missing = [_missing(said, policy, where) for id, said in expected.items() if id not in seen]
    return [*missing, *faults, *(() if faults else _moved(made, seen, where))]


# ---- the places of sentences, and what stands around them ----


def _places(made: Notice) -> dict[str, tuple[str, str]]:
    """The headings that each sentence stands under: its section's and its group's."""
    short = {fact.id: (SHORT, "") for fact in made.short}
    return short | {one.id: (section.title, one.group) for section in made.sections for one in section.sentences}


def _frame(made: Notice) -> set[str]:
    """What may stand around the sentences: the notice's headings, titles and labels, and the company's name."""
    words = {TITLE, SHORT, made.company, *(fact.title for fact in made.short)}
    words |= {word for one in made.sentences for word in (one.group, one.label) if word}
    return {_same(word) for word in words | {section.title for section in made.sections}}


def _about(made: Notice, one: Found) -> bool:
    """Whether the line with company and day is one; the day is that of the publishing, and any."""
    name = re.sub(r"^-(?: |$)", "", _same(f"{made.company}."))  # a dash before it reads as the mark of a list
    return _same(one.text).startswith(name) and bool(DATED.fullmatch(_same(one.text)[len(name) :]))


def _elsewhere(one: Found, place: str, at: str) -> Fault:
    under = " / ".join(filter(None, one.under or ())) or "no heading"
    what = f"the sentence {quoted(one.id)} stands under {quoted(under)}, not under {quoted(place)}"
    return Fault(what, where=at, because="under another heading it says something else", remedy=AGAIN)


def _moved(made: Notice, seen: Mapping[str, int], where: str) -> Iterator[Fault]:
    """The first sentence that does not stand in its turn, if the others are what they should be."""
    told = [*(fact.id for fact in made.short), *(one.id for one in made.sentences)]
    laid = [fact.id for fact in made.short]
    for section in made.sections:
        for _, blocks in section.groups:
            for block in blocks:  # on pages what is always seen comes first
                laid += [one.id for front in (True, False) for one in block if one.front is front]
    found = [id for id in seen if id]
    orders = [[id for id in order if id in seen] for order in (told, laid)]
    if found in orders:
        return
    id, due = next(pair for pair in zip(found, orders[1], strict=True) if pair[0] != pair[1])
    what = f"the sentence {quoted(id)} stands here, where {quoted(due)} should"
    yield Fault(what, where=f"{where}:{seen[id]}", because="in another place it says something else", remedy=AGAIN)


def _missing(said: Said, policy: Policy, where: str) -> Fault:
    what = f"{where} does not say what this rule says ({said.id}): {_shown(said.said)}"
    return _at(said, policy, what)


def _held(one: Found, said: Said, policy: Policy, at: str) -> Iterator[Fault]:
    label = f"{said.title}." if isinstance(said, Fact) else f"_{said.label}:_"  # as Markdown and JSON lead it in
    if _same(one.text) in (_same(said.said), _same(f"{label} {said.said}")):
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
            found = list(_of_json(json.loads(begun), ""))
        except (ValueError, RecursionError):
            raise Fault("this is no JSON", where=where, remedy="hand over a notice as it was published") from None
    else:
        found = _of_html(begun) if begun.startswith("<") else list(_of_markdown(published))
    if not any(one.id for one in found):
        remedy = "hand over a notice as `troth notice` writes it; for any other, try `troth lint`"
        raise Fault("no sentence in it carries an id", where=where, remedy=remedy)
    return found


def _of_json(data: Any, section: str, key: str = "") -> Iterator[Found]:
    match data:
        case {"id": str(id), "text": str(text)}:
            lead, group, title = (str(data.get(name, "")) for name in ("lead", "group", "title"))
            under = (section, group) if section else None
            yield Found(id, f"{title + '.' if title else ''} {lead} {text}".strip(), 1, under)
            rest = {name: value for name, value in data.items() if name not in ("text", "lead", "title")}
            yield from _of_json(rest, section)
        case dict():
            within = data.get("title", section)
            for name, value in data.items():
                if name == "law":  # which sentences meet what the law asks for: ids alone
                    continue
                yield from _of_json(value, within if isinstance(within, str) else section, str(name))
        case list():
            for value in data:
                yield from _of_json(value, section, key)
        case str() if key not in UNSEEN:
            yield Found("", data, 1, frame=True)


MARK = re.compile(r"(?<!\\)<!-- ([^<>]{1,200}?) -->")
HEADING = re.compile(r"(#{1,6})\s+(.*)")
DATED = re.compile(r" (?:Version [0-9]+\. )?As on [A-Z][a-z]+ [0-9]{1,2} [A-Z][a-z]+ [0-9]{1,4}\.")
UNSEEN = frozenset(("id", "on", "rule", "because", "cite", "promises", "meets"))  # what is not words of the notice


def _of_markdown(text: str) -> Iterator[Found]:
    section = group = ""
    for number, line in enumerate(text.splitlines(), 1):
        rest = line.strip()
        if not rest:
            continue
        if heading := HEADING.fullmatch(rest):
            words = _unmarked(heading[2])
            section, group = (section, words) if len(heading[1]) > 2 else (words, "")
            yield Found("", words, number, frame=True)
            continue
        rest = re.sub(r"^-(?: |$)", "", rest)
        for words, id in _parts(rest):
            if id or words.strip():
                yield Found(id, _unmarked(words), number, (section, group))


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """The words before each mark, with its id; and words that no mark follows."""
    at = 0
    for mark in MARK.finditer(line):
        yield line[at : mark.start()], mark[1]
        at = mark.end()
    yield line[at:], ""


def _unmarked(words: str) -> str:
    return _same(re.sub(r"\\(.)|\*\*", lambda sign: sign[1] or "", words))


STRUCK = frozenset(("del", "s", "strike", "template"))  # what stands in these is not said


class _Spans(HTMLParser):
    """The text of every span that has an id, and words right beside one that stand in none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.lines: dict[str, int] = {}
        self.others: list[Found] = []
        self.texts: dict[str, list[str]] = {}
        self.struck: list[str] = []
        self.beside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A span begins, with or without an id; or something that takes back what stands in it."""
        self.beside = False
        if tag in STRUCK:
            self.struck.append(tag)
        if tag != "span":
            return
        held = dict(attrs)
        id = (held.get("id") or "") if not self.struck and "hidden" not in held else ""
        if id in self.texts:
            self.others.append(Found(id, "", self.getpos()[0]))
            id = ""
        self.open.append(id)
        if id:
            self.texts[id], self.lines[id] = [], self.getpos()[0]

    def handle_endtag(self, tag: str) -> None:
        """The innermost span ends."""
        self.beside = False
        if tag == "span" and self.open:
            self.beside = bool(self.open.pop()) and not any(self.open)
        if tag in self.struck:
            self.struck.remove(tag)

    def handle_data(self, data: str) -> None:
        """Words belong to every span that is open around them."""
        if self.beside and any(c.isalnum() for c in data):
            self.others.append(Found("", data, self.getpos()[0]))
        for id in filter(None, self.open if not self.struck else ()):
            self.texts[id].append(data)


def _of_html(text: str) -> list[Found]:
    reader = _Spans()
    reader.feed(_uncommented(text))
    reader.close()
    return [Found(id, _same("".join(words)), reader.lines[id]) for id, words in reader.texts.items()] + reader.others


def _uncommented(text: str) -> str:
    """HTML without its comments, each line where it was; the parser would search on from every one that never ends."""
    made, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        made.append(text[at:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(made)
        made.append("\n" * text.count("\n", start, end))
        at = end + 3
    return "".join([*made, text[at:]])
