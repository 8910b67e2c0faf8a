"""From a reviewed matter to the answer in words: what we hold, why, from whom, to whom, until when (UK GDPR Art 15)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from troth.duties.pack import facts, purposes
from troth.duties.pack.layout import Group, Layout
from troth.duties.pack.plain import (
    day,
    empty,
    first_up,
    inside,
    label,
    many,
    moment,
    plural,
    said,
    sentence,
    singular,
    sound,
    span,
    spelt,
    straight,
    weekday,
)
from troth.duties.pack.values import (
    Answer,
    Company,
    Enclosed,
    Field,
    Item,
    LeftOut,
    Line,
    Matter,
    Place,
    Reviewed,
    Row,
    Section,
    Why,
)
from troth.policy import Policy, Purpose, Recipient
from troth.words import Whose

OTHERS = "Other things that we hold"
OTHER_USES = "For its other uses see “Why do you have this?”"
FEW, MANY = 3, 6
FILES = "recordings, documents and pictures"


def compose(matter: Matter, layout: Layout) -> Answer:
    """The answer as a value, for a matter and the places that its rows get in the pack."""
    held = {group: categories(rows) for group, rows in layout.groups.items()}
    serving = serving_purposes(matter.policy, layout)
    left_out = _left_out(matter)
    used = in_order(matter.policy, serving)
    count = sum(map(len, layout.groups.values()))
    told = facts.Told(matter, count, tuple(used), _category_titles(matter.policy, held), sum(x.count for x in left_out))
    return Answer(
        reference=matter.asked.reference,
        person=straight(sound(matter.asked.person)),
        company=_company(matter.policy),
        received=matter.asked.received,
        due=matter.asked.due,
        answered=matter.asked.answered,
        lead=_lead(matter),
        scope=sound(matter.asked.scope.strip()),
        count=count,
        short=facts.in_short(told, sum(1 for s in matter.searched if any(g[0] == s.name for g in layout.groups))),
        lines=tuple(_line(p, layout, serving) for p in used),
        sections=_sections(matter, layout, held, serving, used),
        places=tuple(_place(s.says, s.at, s.name, layout) for s in matter.searched),
        receivers=facts.receivers(told),
        left_out=left_out,
        facts=facts.answered(told),
        enclosed=_enclosed(layout),
        regulator=matter.regulator,
    )


def serving_purposes(policy: Policy, layout: Layout) -> dict[Group, tuple[Purpose, ...]]:
    """The purposes that each table serves, the one that it fits best first."""
    held = {group: categories(rows) for group, rows in layout.groups.items()}
    alive = purposes.live(policy, held.values())
    return {group: purposes.serving(policy, alive, found) for group, found in held.items()}


def in_order(policy: Policy, serving: Mapping[Group, tuple[Purpose, ...]]) -> list[Purpose]:
    """Every purpose that some table serves, in the policy's order."""
    named = {purpose.id for found in serving.values() for purpose in found}
    return [purpose for purpose in policy.purposes.values() if purpose.id in named]


def categories(rows: Iterable[Reviewed]) -> tuple[str, ...]:
    """The categories of which these rows really hold something, in the order of their columns."""
    seen: dict[str, None] = {}
    for row in rows:
        for column, category in row.found.holds.items():
            if category and not empty(row.found.data.get(column)):
                seen[category] = None
    return tuple(seen)


def _category_titles(policy: Policy, held: Mapping[Group, tuple[str, ...]]) -> tuple[str, ...]:
    """The categories held, in words, in the policy's order; one that the policy does not know comes last."""
    known = {category for found in held.values() for category in found}
    return tuple(
        [policy.data[name].says for name in policy.data if name in known]
        + [label(name) for name in sorted(known) if name not in policy.data]
    )


def _company(policy: Policy) -> Company:
    ours = policy.controller
    return Company(ours.name, ours.address, ours.contact, ours.phone, ours.registration, ours.manager)


def _enclosed(layout: Layout) -> tuple[Enclosed, ...]:
    """What lies in the pack, for people."""
    found = [
        Enclosed("index.html", "This answer with everything in it, to read in a browser"),
        Enclosed("letter.pdf", "Our letter to you"),
    ]
    if layout.tables:
        tables = many(len(layout.tables), "table")
        found.append(Enclosed("tables", f"{tables} to open in a spreadsheet (CSV)"))
    if layout.files:
        found.append(Enclosed("files", many(len(layout.files), "recording, document or picture", FILES)))
    return (
        *found,
        Enclosed("data.json", "Everything in exact form, for other systems to read"),
        Enclosed("manifest.json, receipt.json", "Proof that nothing was changed since; the page says how to check it"),
    )


def _lead(matter: Matter) -> str:
    """The first paragraph: who asked, when, and how our answer stands to the day on which it was due."""
    asked = matter.asked
    you = f"Dear {straight(sound(asked.person))}, you" if asked.person else "You"
    text = f"{you} asked for a copy of your data on {weekday(asked.received)}. "
    text += f"This is our answer of {weekday(asked.answered)}"
    if asked.due is None:
        return text + "."
    left = (asked.due - asked.answered).days
    if left < 0:
        return f"{text}. It was due on {weekday(asked.due)}: it is late, and we are sorry."
    if left == 0:
        return f"{text}, the day on which it was due."
    return f"{text}, {spelt(left)} {'day' if left == 1 else 'days'} before it was due."


def _sections(
    matter: Matter,
    layout: Layout,
    held: Mapping[Group, tuple[str, ...]],
    serving: Mapping[Group, tuple[Purpose, ...]],
    used: list[Purpose],
) -> tuple[Section, ...]:
    """Each table under the purpose that it serves first of all; what serves none comes last and says so."""
    by_title: dict[str, list[Item]] = {title: [] for title in (*(purpose.title for purpose in used), OTHERS)}
    for group in layout.groups:
        first = serving[group][0].title if serving[group] else OTHERS
        by_title[first].append(_item(matter, layout, group, serving[group]))
    return tuple(Section(title, tuple(items)) for title, items in by_title.items() if items)


def _item(matter: Matter, layout: Layout, group: Group, serving: tuple[Purpose, ...]) -> Item:
    rows = layout.groups[group]
    told = len(serving) if len(serving) <= FEW + 1 else FEW
    searched = next(s for s in matter.searched if s.name == group[0])
    return Item(
        title=_title(group[1], searched.tables.get(group[1], ""), len(rows)),
        says=_says(rows),
        rows=tuple(_row(layout, group, number, row) for number, row in enumerate(rows)),
        held_in=sound(searched.says),
        came_from=facts.sources(serving[0]) if serving else (),
        used_for=_used_for(serving),
        basis=_unique(map(purposes.reason if len(serving) == 1 else purposes.basis, serving)),
        received_by=_receivers(facts.recipients(matter.policy, serving)),
        deleted=_deleted(serving, rows),
        why=tuple(_why(p, rows) for p in serving[:told]),
        also=tuple(f"{p.title} ({inside(kept(p, rows))})" for p in serving[told:]),
        table=layout.tables[group],
    )


def _used_for(serving: tuple[Purpose, ...]) -> tuple[str, ...]:
    titles = tuple(p.title for p in serving) or (purposes.UNKNOWN,)
    more = len(titles) - FEW
    if more < 2:
        return titles
    return (*titles[:FEW], f"and {spelt(more)} other uses; see “Why do you have this?”")


def _receivers(found: tuple[Recipient, ...]) -> tuple[str, ...]:
    """A few recipients with what they do; many by name, because a table further down says the rest."""
    if len(found) <= FEW:
        return tuple(map(facts.recipient, found))
    names = tuple(r.name + (f" ({r.country})" if facts.abroad(r) else "") for r in found)
    more = len(names) - MANY
    return names if more < 2 else (*names[:MANY], f"and {spelt(more)} others, all named further down")


def _deleted(serving: tuple[Purpose, ...], rows: tuple[Reviewed, ...]) -> tuple[str, ...]:
    """Until when, for each use; of many uses the one that the table fits best, and where the others are told."""
    known = _unique(kept(p, rows) for p in serving)
    if len(known) == 1:
        return known
    if len(serving) > FEW:
        return (f"{kept(serving[0], rows)} ({inside(serving[0].title)})", OTHER_USES)
    return _unique(f"{kept(p, rows)} ({inside(p.title)})" for p in serving)


def _why(purpose: Purpose, rows: tuple[Reviewed, ...]) -> Why:
    basis, because = sentence(purposes.reason(purpose)), sentence(purpose.because)
    return Why(purpose.title, sentence(purpose.says), basis, kept(purpose, rows), because)


def _title(table: str, words: str, count: int) -> str:
    """45 invoices; Invoice; or the words that the system's own file has for the table, with the count."""
    if words:
        return sound(first_up(words) + (f" ({count:,})" if count > 1 else ""))
    name = label(table)
    if count == 1:
        return first_up(singular(name))
    return f"{count:,} {plural(name if name[:2].isupper() else name[:1].lower() + name[1:])}"


def _says(rows: tuple[Reviewed, ...]) -> tuple[str, ...]:
    """When it is from, and whether others share it."""
    said_so = []
    when = span(row.found.when for row in rows if row.found.when)
    if when:
        said_so.append(f"{when}." if len(rows) > 1 else f"From {when}.")
    shared = sum(1 for row in rows if row.found.whose == Whose.SHARED)
    if shared:
        which = (
            "This is"
            if len(rows) == 1
            else "These are"
            if shared == len(rows)
            else f"{first_up(spelt(shared))} of these"
        )
        verb = "" if which.endswith(("is", "are")) else (" is" if shared == 1 else " are")
        said_so.append(f"{which}{verb} shared with other people: only your part is here.")
    return tuple(said_so)


def _row(layout: Layout, group: Group, number: int, row: Reviewed) -> Row:
    made = []
    for column, value in row.found.data.items():
        if not empty(value):
            path = layout.files.get((group, number, column), "")
            made.append(
                Field(label(column), _file_words(path, value), file=path) if path else _field(label(column), value)
            )
    return Row(tuple(made), said(row.found.when) if row.found.when else "")


def _file_words(path: str, value: Any) -> str:
    kind = {"wav": "recording", "mp3": "recording", "ogg": "recording", "flac": "recording"}.get(
        path.rsplit(".", 1)[-1]
    )
    size = max(1, round(len(value) / 1000))
    return f"{kind or 'file'} of {size / 1000:.1f} MB" if size > 999 else f"{kind or 'file'} of {size} KB"


def _field(name: str, value: Any) -> Field:
    """A value as a field; lists and records keep their shape."""
    if isinstance(value, Mapping):
        return Field(name, parts=tuple(_field(label(str(k)), v) for k, v in value.items() if not empty(v)))
    if isinstance(value, list | tuple | set | frozenset):
        several = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        if all(not isinstance(v, Mapping | list | tuple | set | frozenset) for v in several):
            return Field(name, "\n".join(said(v) for v in several if not empty(v)))
        return Field(name, parts=tuple(_field(str(n), v) for n, v in enumerate(several, 1) if not empty(v)))
    if isinstance(value, bytes | bytearray | memoryview):
        return Field(name, f"{len(value)} bytes, in data.json")
    return Field(name, said(value))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def kept(purpose: Purpose, rows: Iterable[Reviewed]) -> str:
    """Until when, in words; with the day or the years where the rows say from when the period runs."""
    words = first_up(purpose.keep.says())
    ends = [purpose.keep.ends(row.found.clocks) for row in rows]
    known = sorted(end for end in ends if end is not None)
    if not known or len(known) < len(ends):
        return words
    return f"{_until(known[0], known[-1])}: {inside(words)}"


def _until(first: date, last: date) -> str:
    return f"Until {day(first)}" if first == last else f"Until {day(first)} (the first) to {day(last)} (the last)"


def _line(purpose: Purpose, layout: Layout, serving: Mapping[Group, tuple[Purpose, ...]]) -> Line:
    rows = [row for group, found in layout.groups.items() if purpose in serving[group] for row in found]
    short = purposes.SHORT[purpose.basis]
    main = any(found[0] == purpose for found in serving.values() if found)
    says, why = sentence(purpose.says), purposes.reason(purpose)
    return Line(purpose.title, len(rows), short, kept(purpose, rows), says, why, main)


def _place(says: str, at: Any, name: str, layout: Layout) -> Place:
    return Place(sound(says), sum(len(r) for g, r in layout.groups.items() if g[0] == name), moment(at) if at else "")


def _left_out(matter: Matter) -> tuple[LeftOut, ...]:
    """How many for each reason; in the order in which the reasons first occur, and nothing of what was left out."""
    counts: dict[tuple[str, str], int] = {}
    for row in matter.reviewed:
        if row.decision == "withhold":
            reason = (sentence(sound(row.reason)), sound(row.exemption_cite.strip()))
            counts[reason] = counts.get(reason, 0) + 1
    return tuple(LeftOut(count, *reason) for reason, count in counts.items())
