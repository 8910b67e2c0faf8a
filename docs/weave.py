"""Weave the pages for counsel, docs/law/*.md, from the law room's code and from the cases: `python3 run weave`.

One page a law, or a part of a long one: its questions with their decision tables and lists, then every rule in our
words with its dates, source and doubts, what carries it out, and the cases that lead over it. The pages hold what the
code says and nothing else; tests/law/test_docs.py fails while they differ. No clock is read: the same code gives the
same pages on any day. weave_index.py has the page that leads to the others, weave_places.py what stands where,
weave_words.py words and code as Markdown.
"""

import inspect
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "docs")]

from weave_index import index  # noqa: E402
from weave_places import (  # noqa: E402
    TITLES,
    Page,
    anchor,
    decides,
    home_of,
    list_mark,
    name,
    order,
    page_of,
    room_page,
    title,
)
from weave_words import columns, folded, helped_by, many, passes_on, plain, source, times  # noqa: E402

from law.told import cases_by_rule  # noqa: E402
from troth import law  # noqa: E402
from troth.law import uk  # noqa: E402
from troth.law.calendar import written  # noqa: E402
from troth.law.contents import Contents  # noqa: E402
from troth.law.dated import Dated, Known, Rule, carried_out_by  # noqa: E402
from troth.law.grounds import grounds, resting_on, rules_in  # noqa: E402
from troth.law.shelves import Room, look_first, rooms, shelved  # noqa: E402
from troth.law.table import Row, Table, listed  # noqa: E402

PAGES = ROOT / "docs" / "law"
WIDE = 5  # facts that a table may have before they share one column
SHOWN = 3  # cases named under a rule, before the rest is counted
FACTS = 8  # facts that a question may take before what they mean is folded
LINES = 14  # of code under a rule, before they are folded
WOVEN = "<!-- Woven from the code by `python3 run weave`; change the code, not this page. -->"


# ---- questions ----


def question_section(page: Page, asked: law.Question, seen: set[int]) -> Iterator[str]:
    """A question: its words and facts, and what decides it."""
    yield from (f'<a id="ask-{asked.name}"></a>', "", f"#### {plain(asked.says)}", "")
    given = " ".join(f"{fact.name}=..." for fact in asked.facts if fact.needed)
    yield from (f"`troth law ask {asked.name}{f' {given}' if given else ''}`", "")
    yield from facts_of(asked)
    reached = tuple(decides(asked))
    tables = [ground for ground in reached if isinstance(ground, Table)]
    for ground in (*tables, *(ground for ground in reached if isinstance(ground, Contents))):
        home = home_of()[id(ground)]
        if home.name != asked.name:
            what = "The same table" if isinstance(ground, Table) else f"The list “{plain(ground.title)}”"
            yield from (f"{what} stands at {page.question(home)}.", "")
        elif id(ground) not in seen:
            seen.add(id(ground))
            yield from (decision(page, asked, ground) if isinstance(ground, Table) else contents(page, ground))
    inside = {rule for ground in reached for rule in rules_in(ground)}
    single = [ground for ground in grounds(asked) if isinstance(ground, Rule) and ground not in inside]
    if single:
        also = " too" if reached else ""
        yield from (f"May rest on {', '.join(map(page.rule, single))}{also}.", "")
    if asked.answers.__module__ != listed.__module__ and not passes_on(asked.answers):
        code = source(asked.answers, words=False)
        for helper in helped_by(asked.answers):
            code += source(helper)
        yield from folded("The code that carries it out", code)


def facts_of(asked: law.Question) -> Iterator[str]:
    """The facts that a question takes: those that have to be told in bold."""
    if not asked.facts:
        return
    table = columns(("fact", "means"), map(_fact, asked.facts))
    told = "In bold: what has to be told. Yes or no, where nothing else is said.\n"
    if len(asked.facts) > FACTS:
        yield from folded(f"The {len(asked.facts)} facts that it takes, and what they mean", [told, *table])
    else:
        yield from (told, *table)


def _fact(fact: law.Fact) -> tuple[str, str]:
    kinds = {bool: "", date: "a day", int: "a whole number", float: "a number", str: "in words"}
    may_be = ", ".join(f"`{value}`" for value in fact.values) or kinds.get(fact.kind, fact.kind.__name__)
    several = "some of " if fact.many else ""
    name = f"**`{fact.name}`**" if fact.needed else f"`{fact.name}`"
    return name, plain(fact.says) + (f": {several}{may_be}" if may_be else "")


def decision(page: Page, asked: law.Question, table: Table) -> Iterator[str]:
    """A decision table: a row a case."""
    order = [fact.name for fact in asked.facts]
    named = dict.fromkeys(fact for row in table.rows for fact in row.when)
    facts = sorted(named, key=lambda fact: order.index(fact) if fact in order else len(order))
    if made := [f"`{fact}`" for fact in facts if fact not in order]:
        yield from (f"{', '.join(made)}: worked out from these facts, as the code below says.", "")
    if len(table.rows) > 1:
        yield from ("Asked from the top; the first row that fits decides, on days on which all its rules stand.", "")
    shared = len(facts) > WIDE
    when = ["where"] if shared else [f"`{fact}`" for fact in facts]
    said: set[str] = set()
    rows = (_row(page, at, row, facts, said, shared) for at, row in enumerate(table.rows, 1))
    yield from columns(("", *when, "answer", "because"), rows)


def _row(page: Page, at: int, row: Row, facts: list[str], said: set[str], shared: bool) -> list[str]:
    told = {fact: " or ".join(map(plain, row.when[fact])) for fact in facts if fact in row.when}
    if shared:
        cells = ["<br>".join(f"`{fact}`: {value}" for fact, value in told.items()) or "*in every other case*"]
    else:
        cells = [told.get(fact, "") for fact in facts]
        if facts and not told:
            cells[0] = "*in every other case*"
    because = "; ".join(map(page.rule, row.rules))
    if (words := row.says or row.rules[0].says) not in said:  # once in a table is enough
        said.add(words)
        because = f"{plain(words)} ({because})"
    also = f"; it needs {page.list_(row.needs)}" if row.needs else ""
    return [str(at), *cells, f"**{plain(row.answer)}**{also}", because]


def contents(page: Page, those: Contents) -> Iterator[str]:
    """A list: its items in the law's order, each with its rule and its days."""
    heading = [] if home_of()[id(those)].says == those.title else [f"**{plain(those.title)}**", ""]
    yield from (f'<a id="{list_mark(those)}"></a>', "", *heading)
    rows = ((f"`{item.id}`", plain(item.says), page.rule(item.rule), times(item.rule)) for item in those.items)
    yield from columns(("item", "what", "rule", "in force"), rows)


def values(room: Room) -> Iterator[str]:
    """The values of a room that change by day, and its rows of plain values."""
    for label, value in defined(room.module):
        if isinstance(value, Dated):
            yield from (f"**`{label}`** by day:", "")
            yield from columns(("from", "value"), ((_since(day), plain(one)) for day, one in value.lines))
        elif _is_rows(value):
            heads = [field.name for field in fields(value[0])]
            yield from (f"**`{label}`**", "")
            yield from columns(heads, ([_cell(getattr(one, head)) for head in heads] for one in value))


def _since(day: date) -> str:
    return written(day) if day > date(1900, 1, 1) else "always"


def _is_rows(value: object) -> bool:
    kinds = {type(one) for one in value} if isinstance(value, tuple) and len(value) > 1 else set()
    return len(kinds) == 1 and is_dataclass(kind := kinds.pop()) and kind.__module__.startswith(f"{uk.__name__}.")


def _cell(value: object) -> str:
    if isinstance(value, Rule):
        return f"[{plain(name(value))}]({page_of(value)}.md#{anchor(value)})"
    if isinstance(value, tuple) and any(isinstance(one, Rule) for one in value):
        return "; ".join(map(_cell, value))
    return "" if value is None or value == "" else plain(value)


def defined(module: ModuleType) -> Iterator[tuple[str, object]]:
    """The constants that a module makes itself, in its order."""
    for label in re.findall(r"^([A-Z][A-Z_0-9]*)(?=: | = )", inspect.getsource(module), re.M):
        yield label, vars(module)[label]


# ---- rules ----


def rule_section(page: Page, rule: Rule, cases: list[str]) -> Iterator[str]:
    """A rule: our words, its days, how we know it, what is not settled, what rests on it, what shows it, its code."""
    yield from (f'<a id="{anchor(rule)}"></a>', "", f"#### {plain(name(rule))}", "", plain(rule.says), "")
    by = f", by {plain(rule.by)}" if rule.by else ""
    known = f"How we know it: {rule.known}."
    known = f"**{known}**" if rule.known is Known.RECALLED else known
    url = rule.cite.url.replace("(", "%28").replace(")", "%29")
    yield f"- In force {times(rule)}{by}. {known} [Read the text]({url})"
    if rule.unsure:
        yield f"- **Not settled:** {plain(rule.unsure)}"
    if asked := resting_on(rule):
        yield f"- Questions that rest on it: {', '.join(map(page.question, asked))}"
    if cases:
        yield f"- {_shown(cases)}"
    yield ""
    if function := carried_out_by(rule):
        code = source(function)
        lines = (
            ["Carried out by this code:", "", *code]
            if len(code) <= LINES
            else folded("The code that carries it out", code)
        )
        yield from lines


def _shown(cases: list[str]) -> str:
    """The first cases by name, how many there are, and the files that have them."""
    files = sorted({case.partition(": ")[0] for case in cases})
    links = ", ".join(f"[{file}](../../tests/cases/{file}.toml)" for file in files)
    some = ", ".join(f"“{plain(case.partition(': ')[2])}”" for case in cases[:SHOWN])
    more = f", and {len(cases) - SHOWN} more" if len(cases) > SHOWN else ""
    return f"Shown by {some}{more} ({links})"


def by_place(rules: Iterable[Rule], within: str) -> Iterable[list[Rule]]:
    """Rules by the Article, section or regulation under which they stand."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        place = rule.cite.text.removeprefix(within).strip(", ")
        found[re.split(r"\(| (?=para)", place)[0]].append(rule)
    return found.values()


# ---- pages ----


def woven() -> dict[str, str]:
    """Every page by the name of its file."""
    on_page: dict[str, dict[str, list[Rule]]] = defaultdict(dict)
    for one, stand in shelved(law.rules()).items():
        for rule in sorted(stand, key=lambda rule: order(page_of(rule))):
            on_page[page_of(rule)].setdefault(one, []).append(rule)
    told = cases_by_rule()
    pages = {f"{page}.md": law_page(page, rules, told) for page, rules in on_page.items()}
    return {"README.md": "\n".join([WOVEN, "", *index(on_page, told)]).rstrip() + "\n", **pages}


def law_page(page: str, rules: Mapping[str, list[Rule]], told: Mapping[Rule, list[str]]) -> str:
    """The page of a law, of a part of one, or of several small ones."""
    here = Page(page)
    within = [room for room in rooms() if room_page(room) == page]
    lines = [WOVEN, "", f"# {plain(title(page, rules))}", "", counted(rules, within), ""]
    lines += ["[All the laws, and how to read this](README.md)", "", "## On this page", ""]
    lines += contents_of(here, rules, within)
    if within:
        lines += ["", "## Questions"]
    seen: set[int] = set()
    for room in within:
        lines += ["", f"### {plain(room.says)}", "", f"*{_file(room.module)}*", ""]
        for question in room.questions:
            lines += question_section(here, question, seen)
        lines += values(room)
    lines += [*([""] if lines[-1] else []), "## Rules", ""]
    for one, stand in rules.items():
        lines += [f"### {plain(TITLES.get(one, one))}", ""] if len(rules) > 1 else []
        for rule in stand:
            lines += rule_section(here, rule, told.get(rule, []))
    return "\n".join(lines).rstrip() + "\n"


def counted(rules: Mapping[str, list[Rule]], within: Iterable[Room]) -> str:
    """What a page has, and how much of it counsel looks at first."""
    every = [rule for stand in rules.values() for rule in stand]
    ended, unsure = sum(bool(rule.until) for rule in every), sum(bool(rule.unsure) for rule in every)
    recalled = sum(rule.known is Known.RECALLED for rule in every)
    more = [f"{ended} of them ended" if ended else "", many(sum(len(room.questions) for room in within), "question")]
    first = f"To look at first, marked !: {unsure} not settled, {recalled} not read again."
    return f"{', '.join(filter(None, [many(len(every), 'rule'), *more]))}. {first}"


def contents_of(here: Page, rules: Mapping[str, list[Rule]], within: list[Room]) -> Iterator[str]:
    """The table of contents of a page: its questions by room, its rules by Article, section or regulation."""
    for at, room in enumerate(within):
        yield from (["**Questions**", ""] if at == 0 else [])
        yield f"- {plain(room.says)}"
        yield from (f"  - [{plain(question.says)}](#ask-{question.name})" for question in room.questions)
    yield from ([""] if within else [])
    yield from ("**Rules**", "")
    for one, stand in rules.items():
        for group in by_place(stand, one):
            links = ", ".join(
                here.rule(rule, name(rule).removeprefix(one).strip(", ")) + (" !" if look_first(rule) else "")
                for rule in group
            )
            yield f"- {plain(f'{one}: ' if len(rules) > 1 else '')}{links}"


def _file(module: ModuleType) -> str:
    path = Path(inspect.getfile(module)).relative_to(ROOT)
    return f"[{path.name}](../../{path})"


def write() -> int:
    """Write the pages, and take away what is no longer woven; the number of pages that changed."""
    PAGES.mkdir(exist_ok=True)
    pages, changed = woven(), 0
    for path in PAGES.glob("*.md"):
        if path.name not in pages:
            path.unlink()
            changed += 1
    for file, text in pages.items():
        path = PAGES / file
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed += 1
    return changed


if __name__ == "__main__":
    print(f"docs/law: {many(write(), 'page')} changed")
