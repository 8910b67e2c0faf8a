"""The page that leads to the pages of the law: what is there, what counsel looks at first, what changed when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from weave_places import Page, room_page, title
from weave_words import columns, folded, many, plain

from troth import law
from troth.law.calendar import written
from troth.law.dated import Known, Rule, carried_out_by
from troth.law.shelves import look_first, rooms, shelved

FOLD = 12  # changes of one day, before they are folded
HOW = """\
For counsel, and for whoever changes the code. Every rule of law on which something here rests is on these pages, in
our words, beside the table, list or code that carries it out. The pages are woven from that code, so they cannot say
something else. **No lawyer has signed them off yet**, and they are no legal advice.

- **A rule** has its place, our words, the days on which it is in force, what brought it, and how we know it. A rule
  that ended stays: a question about an older day is answered by the law of that day.
- **A question** is what a page or a program asks. It is answered by a table, by a list, or by a few lines of code. Of
  a table the first row that fits decides, and a row counts only while all its rules stand. What is not told counts as
  not shown, which never makes a no into a yes.
- **A case** shows a rule at work: facts, a day, the answer worked out by hand, the place. Cases are plain text
  ([how they are written](../../tests/cases/README.md)): to object to a rule, change a case or add one.
- **On the command line**: `troth law list`, `troth law show "UK GDPR Art 12A(5)"`, `troth law ask marketing`.
""".splitlines()
FIRST = """\
Begin with the open points: there we chose a reading, and each says which. Then compare our words with the text where
it was not read again, law by law. What ended matters only for what began under it, and can wait.
""".splitlines()


def index(on_page: Mapping[str, Mapping[str, list[Rule]]], told: Mapping[Rule, list[str]]) -> Iterator[str]:
    """The lines of the page."""
    cases = len({case for shown in told.values() for case in shown})
    yield from ("# The law as it is carried out here", "", *HOW, *_clocks(Page("README")), "", "## The pages", "")
    yield from columns(("law", "rules", "questions", "not settled", "not read again"), map(_page, on_page.items()))
    yield from (
        f"{many(len(law.rules()), 'rule')}, {many(len(law.questions()), 'question')}, shown by {cases} cases.",
        "",
    )
    yield from ("## What counsel looks at first", "", *FIRST, "", *looked_at_first(Page("README")))
    yield from ("## Calendar of changes", "", "An end is the last day in force.", "", *calendar(Page("README")))


def _clocks(here: Page) -> list[str]:
    """Where the code stands that counts a day."""
    counted = ", ".join(here.rule(rule) for rule in law.rules() if carried_out_by(rule) and not rule.until)
    return [f"- **By when** something is due is counted by the code under {counted}: `troth law due`."]


def _page(entry: tuple[str, Mapping[str, list[Rule]]]) -> tuple[str, ...]:
    page, rules = entry
    every = [rule for stand in rules.values() for rule in stand]
    asked = sum(len(room.questions) for room in rooms() if room_page(room) == page)
    unsure, recalled = sum(bool(r.unsure) for r in every), sum(r.known is Known.RECALLED for r in every)
    return f"[{plain(title(page, rules))}]({page}.md)", *(str(n or "") for n in (len(every), asked, unsure, recalled))


def looked_at_first(here: Page) -> Iterator[str]:
    """What is not settled, then what was not read again, then what ended of both."""
    first = [rule for rule in law.rules() if look_first(rule)]
    standing, ended = [r for r in first if not r.until], [r for r in first if r.until]
    unsure, recalled = [r for r in standing if r.unsure], [r for r in standing if r.known is Known.RECALLED]
    reading = "The stricter reading is taken, unless the rule says otherwise."
    yield from (f"### Not settled ({len(unsure)})", "", reading, "")
    yield from _open_points(here, unsure)
    yield from (
        f"### Known, and not read again ({len(recalled)})",
        "",
        "Compare our words with the text.",
        "",
    )
    yield from _links(here, recalled)
    yield from (f"### Of what ended ({len(ended)})", "")
    points = _open_points(here, [rule for rule in ended if rule.unsure])
    yield from folded("Not settled", points)
    yield from folded("Not read again", _links(here, [r for r in ended if r.known is Known.RECALLED]))


def _open_points(here: Page, rules: Iterable[Rule]) -> list[str]:
    """A row a point; rules that leave the same point open share it."""
    points: dict[str, list[Rule]] = defaultdict(list)
    for stand in shelved(rules).values():
        for rule in stand:
            points[rule.unsure].append(rule)
    return columns(
        ("rule", "what is open"),
        (("<br>".join(map(here.rule, leave)), plain(point)) for point, leave in points.items()),
    )


def _links(here: Page, rules: Iterable[Rule]) -> Iterator[str]:
    for one, stand in shelved(rules).items():
        yield f"- {plain(one)} ({len(stand)}): {', '.join(map(here.rule, stand))}"
    yield ""


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
                yield from folded(f"{word}: {many(len(stand), 'rule')}", [links, ""])
            elif stand:
                yield from (f"{word}: {links}", "")
