"""Weave the pages for counsel, docs/law/*.md, from the law room's code and from the cases: `python3 run weave`.

One page a law: its questions with their decision tables and lists, then every rule in our words with its dates, source
and doubts, what carries it out, and the cases that lead over it. The pages hold what the code says and nothing else;
tests/law/test_docs.py fails while they differ. No clock is read: the same code gives the same pages on any day.
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

from weave_places import GUIDANCE, OTHER, Page, anchor, decides, home_of, list_mark, name, page_of, room_page  # noqa: E402
from weave_words import columns, helped_by, many, passes_on, plain, source, times  # noqa: E402

from law.told import cases_by_rule  # noqa: E402
from troth import law  # noqa: E402
from troth.law import uk  # noqa: E402
from troth.law.calendar import written  # noqa: E402
from troth.law.contents import Contents  # noqa: E402
from troth.law.dated import Dated, Known, Rule, carried_out_by  # noqa: E402
from troth.law.grounds import grounds, resting_on, rules_in  # noqa: E402
from troth.law.shelves import Room, look_first, rooms, shelf, shelved  # noqa: E402
from troth.law.table import Row, Table, listed  # noqa: E402

PAGES = ROOT / "docs" / "law"
WIDE = 5  # facts that a table may have before they share one column
SHOWN = 4  # cases named under a rule, before the rest is counted
FOLD = 12  # changes of one day, before they are folded
TITLES = {
    "UK GDPR": "UK General Data Protection Regulation",
    "DPA 2018": "Data Protection Act 2018",
    "PECR": "Privacy and Electronic Communications (EC Directive) Regulations 2003",
    "CA 2003": "Communications Act 2003",
    "CCA 1974": "Consumer Credit Act 1974",
    "DUAA 2025": "Data (Use and Access) Act 2025",
    "Reg 1182/71": "Regulation (EEC, Euratom) 1182/71: the counting of periods",
    "Reg 611/2013": "Commission Regulation (EU) 611/2013: breaches of public communications services",
    "SI 2018/356": "Investigatory Powers (Interception by Businesses etc.) Regulations 2018",
    "SI 2018/480": "Data Protection (Charges and Information) Regulations 2018",
    "SI 2026/82": "Data (Use and Access) Act 2025, commencement regulations",
    "ICO": "The regulator's guidance",
    "Home Office": "The Home Office's guidance",
}
PAGE_TITLES = {OTHER: "Other laws, each with a rule or a few", GUIDANCE: "Guidance: what authorities say the law means"}
WOVEN = "<!-- Woven from the code by `python3 run weave`; change the code, not this page. -->"


# ---- questions ----


def question_section(page: Page, asked: law.Question, seen: set[int]) -> Iterator[str]:
    """A question: its words and facts, and what decides it."""
    yield from (f'<a id="ask-{asked.name}"></a>', "", f"#### {plain(asked.says)}", "")
    given = " ".join(f"{fact.name}=..." for fact in asked.facts if fact.needed)
    yield from (f"`troth law ask {asked.name}{f' {given}' if given else ''}`", "")
    if asked.facts:
        yield from columns(("fact", "means", "may be", "has to be told"), map(_fact, asked.facts))
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
        yield from ("<details><summary>How it is carried out</summary>", "", *code, "</details>", "")


def _fact(fact: law.Fact) -> tuple[str, ...]:
    kinds = {bool: "yes or no", date: "a day", int: "a whole number", float: "a number", str: "words"}
    may_be = ", ".join(f"`{value}`" for value in fact.values) or kinds.get(fact.kind, fact.kind.__name__)
    some = f"some of: {may_be}" if fact.many else may_be
    return f"`{fact.name}`", plain(fact.says), some, "yes" if fact.needed else ""


def decision(page: Page, asked: law.Question, table: Table) -> Iterator[str]:
    """A decision table: a row a case."""
    order = [fact.name for fact in asked.facts]
    named = dict.fromkeys(fact for row in table.rows for fact in row.when)
    facts = sorted(named, key=lambda fact: order.index(fact) if fact in order else len(order))
    needs = any(row.needs for row in table.rows)
    if made := [f"`{fact}`" for fact in facts if fact not in order]:
        yield from (f"{', '.join(made)}: worked out from these facts, as the code below says.", "")
    if len(table.rows) > 1:
        yield from ("Asked from the top; the first row that fits decides, on days on which all its rules stand.", "")
    shared = len(facts) > WIDE
    when = ["where"] if shared else [f"`{fact}`" for fact in facts]
    head = ["", *when, "answer", "because", *(["needs too"] if needs else [])]
    said: set[str] = set()
    yield from columns(head, (_row(page, at, row, facts, said, shared, needs) for at, row in enumerate(table.rows, 1)))


def _row(page: Page, at: int, row: Row, facts: list[str], said: set[str], shared: bool, needs: bool) -> list[str]:
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
    return [str(at), *cells, f"**{plain(row.answer)}**", because, *([_needs(page, row)] if needs else [])]


def _needs(page: Page, row: Row) -> str:
    return page.list_(row.needs) if row.needs else ""


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
        return f"[{plain(name(value))}]({page_of(shelf(value))}.md#{anchor(value)})"
    if isinstance(value, tuple) and any(isinstance(one, Rule) for one in value):
        return "; ".join(map(_cell, value))
    return "" if value is None or value == "" else plain(value)


def defined(module: ModuleType) -> Iterator[tuple[str, object]]:
    """The constants that a module makes itself, in its order."""
    for label in re.findall(r"^([A-Z][A-Z_0-9]*)(?=: | = )", inspect.getsource(module), re.M):
        yield label, vars(module)[label]


# ---- rules ----


def rule_section(page: Page, rule: Rule, cases: list[str]) -> Iterator[str]:
    """A rule: our words, its days, how we know it, what is not settled, what carries it out, what shows it."""
    yield from (f'<a id="{anchor(rule)}"></a>', "", f"#### {plain(name(rule))}", "", plain(rule.says), "")
    by = f", by {plain(rule.by)}" if rule.by else ""
    yield f"- In force {times(rule)}{by}. [Read the text]({rule.cite.url.replace('(', '%28').replace(')', '%29')})"
    known = f"How we know it: {rule.known}."
    yield f"- **{known}**" if rule.known is Known.RECALLED else f"- {known}"
    if rule.unsure:
        yield f"- **Not settled:** {plain(rule.unsure)}"
    if asked := resting_on(rule):
        yield f"- Carried out by: {', '.join(map(page.question, asked))}"
    if cases:
        files = sorted({case.partition(": ")[0] for case in cases})
        links = ", ".join(f"[{file}](../../tests/cases/{file}.toml)" for file in files)
        more = f"; and {len(cases) - SHOWN} more" if len(cases) > SHOWN else ""
        shown = "; ".join(plain(case.partition(": ")[2]) for case in cases[:SHOWN])
        yield f"- Shown by: {shown}{more} ({links})"
    yield ""
    if function := carried_out_by(rule):
        yield from ("Carried out by this code:", "", *source(function))


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
    on_page: dict[str, list[str]] = defaultdict(list)
    for one in shelved(law.rules()):
        on_page[page_of(one)].append(one)
    told = cases_by_rule()
    pages = {f"{page}.md": law_page(page, names, told) for page, names in on_page.items()}
    return {"README.md": index(on_page, told), **pages}


def law_page(page: str, names: list[str], told: Mapping[Rule, list[str]]) -> str:
    """The page of a law, or of several small ones."""
    here, rules = Page(page), {name: shelved(law.rules())[name] for name in names}
    within = [room for room in rooms() if room_page(room) == page]
    lines = [WOVEN, "", f"# {title(page, names)}", ""]
    count = sum(map(len, rules.values()))
    asked = sum(len(room.questions) for room in within)
    lines += [f"{many(count, 'rule')}, {many(asked, 'question')}. [How to read this](README.md)", "", "## On this page"]
    for at, room in enumerate(within):
        lines += ["", *(["**Questions**", ""] if at == 0 else []), f"- {plain(room.says)}"]
        lines += [f"  - [{plain(question.says)}](#ask-{question.name})" for question in room.questions]
    lines += ["", "**Rules** (! is what counsel looks at first)", ""]
    for one, stand in rules.items():
        for group in by_place(stand, one):
            links = ", ".join(
                here.rule(rule, name(rule).removeprefix(one).strip(", ")) + (" !" if look_first(rule) else "")
                for rule in group
            )
            lines.append(f"- {plain(f'{one}: ' if len(names) > 1 else '')}{links}")
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
        lines += [f"### {plain(TITLES.get(one, one))}", ""] if len(names) > 1 else []
        for rule in stand:
            lines += rule_section(here, rule, told.get(rule, []))
    return "\n".join(lines).rstrip() + "\n"


def title(page: str, names: list[str]) -> str:
    """What a page is called."""
    if page in PAGE_TITLES:
        return PAGE_TITLES[page]
    (one,) = names
    return f"{one}: {TITLES[one]}" if one in TITLES else one


def _file(module: ModuleType) -> str:
    path = Path(inspect.getfile(module)).relative_to(ROOT)
    return f"[{path.name}](../../{path})"


def index(on_page: Mapping[str, list[str]], told: Mapping[Rule, list[str]]) -> str:
    """The page that leads to the others."""
    here, rules = Page("README"), law.rules()
    first = [rule for rule in rules if look_first(rule)]
    recalled = sum(rule.known is Known.RECALLED for rule in first)
    lines = [WOVEN, "", "# The law as it is carried out here", "", *HOW, "## The pages", ""]
    rows = []
    for page, names in on_page.items():
        stand = [rule for one in names for rule in shelved(rules)[one]]
        asked = sum(len(room.questions) for room in rooms() if room_page(room) == page)
        look = sum(map(look_first, stand))
        rows.append([f"[{plain(title(page, names))}]({page}.md)", *map(str, (len(stand), asked, look))])
    lines += columns(("law", "rules", "questions", "look first"), rows)
    cases = len({case for shown in told.values() for case in shown})
    lines += [f"{many(len(rules), 'rule')}, {many(len(law.questions()), 'question')}, shown by {cases} cases.", ""]
    lines += ["## What counsel looks at first", ""]
    unsure = [rule for stand in shelved(first).values() for rule in stand if rule.unsure]
    lines += [f"**Not settled** ({len(unsure)}): the stricter reading is taken.", ""]
    lines += columns(("rule", "what is open"), ((here.rule(rule), plain(rule.unsure)) for rule in unsure))
    lines += [f"**Known, and not read again** ({recalled}): compare our words with the text.", ""]
    found = [rule for rule in first if rule.known is Known.RECALLED]
    for one, stand in shelved(found).items():
        lines += [f"- {plain(one)} ({len(stand)}): {', '.join(map(here.rule, stand))}"]
    lines += ["", "## Calendar of changes", "", "An end is the last day in force.", ""]
    return "\n".join([*lines, *calendar(here)]).rstrip() + "\n"


HOW = """\
For counsel, and for whoever changes the code. Every rule of law on which something here rests is on these pages, in
our words, beside the code that carries it out. The pages are woven from that code, so they cannot say something else.

- **A rule** has its place, our words, the days on which it is in force, what brought it, and how we know it. A rule
  that ended stays: a question about an older day is answered by the law of that day.
- **A question** is what a page or a program asks. It is answered by a table, by a list, or by a few lines of code. Of
  a table the first row that fits decides, and a row counts only while all its rules stand. What is not told counts as
  not shown, which never makes a no into a yes.
- **A case** shows a rule at work: facts, a day, the answer worked out by hand, the place. Cases are plain text
  ([how they are written](../../tests/cases/README.md)): to object to a rule, change a case or add one.
- On the command line: `troth law list`, `troth law show "UK GDPR Art 12A(5)"`, `troth law ask marketing`.
""".splitlines()


def calendar(here: Page) -> Iterator[str]:
    """The days on which rules begin or end, newest first."""
    days: dict[date, dict[str, list[Rule]]] = defaultdict(lambda: {"Begins": [], "Ends": []})
    for rule in law.rules():
        days[rule.since]["Begins"].append(rule)
        if rule.until:
            days[rule.until]["Ends"].append(rule)
    for day in sorted(days, reverse=True):
        yield from (f"### {written(day)}", "")
        for word, stand in days[day].items():
            links = ", ".join(here.rule(rule, rule.cite.text) for one in shelved(stand).values() for rule in one)
            if len(stand) > FOLD:
                yield from (
                    f"<details><summary>{word}: {many(len(stand), 'rule')}</summary>",
                    "",
                    links,
                    "",
                    "</details>",
                    "",
                )
            elif stand:
                yield from (f"{word}: {links}", "")


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
