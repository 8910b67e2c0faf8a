"""What do we do with personal data? The register of processing as a list, each use in full, and copies to keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from troth.desk.staff import Staff, staff_only
from troth.duties.pack.plain import many, weekday
from troth.duties.publish import issue as reading
from troth.duties.publish.issue import Issue
from troth.duties.publish.issues import of_version
from troth.duties.publish.register_files import FORMS, name, written
from troth.policy.publish.rows import Cell, Entry, Side
from troth.policy.source import Path

SIDES = {"uses": 0, "for-others": 1}
FEW = 2  # recipients that a row names


@dataclass(frozen=True)
class Line:
    """One use as a row shows it."""

    entry: Entry
    roles: str
    basis: str
    recipients: str
    more: int
    keep: str
    chips: list[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """One field of a use: its title, its words, what is missing, its rule and where that stands."""

    title: str
    lines: list[str]
    missing: str
    rule: str
    where: str


@staff_only
@require_safe
def register(http: Staff) -> HttpResponse:
    """The list of all uses, filtered by basis, role and recipient; and how it meets the law."""
    made = of_version(_version(http), timezone.now())
    ours, others = made.register.sides
    known = _known(made)
    asked = {key: http.GET.get(key, "") if http.GET.get(key) in dict(known[key]) else "" for key in known}
    chosen = [[entry for entry in side.entries if _fits(entry, **asked)] for side in (ours, others)]
    shown = {
        **_frame(made),
        "lines": [_line(entry) for entry in chosen[0]],
        "others": [_line(entry) for entry in chosen[1]],
        "asked": asked,
        "known": known,
        "some": sum(map(len, chosen)) < len(ours.entries) + len(others.entries),
        "shared": [_shown(made, cell, (("purposes",),)) for cell in (*ours.head, *reading.shared(ours))],
        "law": [(side.title, side.law) for side in (ours, others) if side.entries],
        "gaps": made.register.gaps,
    }
    return render(http, "desk/register.html", shown)


def _version(http: Staff) -> int | None:
    """The version that is asked for, if it is a number."""
    asked = http.GET.get("version", "")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 else None


def _frame(made: Issue) -> dict[str, Any]:
    """What stands around every page of the register."""
    count, others = (len(side.entries) for side in made.register.sides)
    asked = f"?{urlencode({'version': made.version})}" if made.version else ""
    return {
        "made": made,
        "day": weekday(made.on),
        "count": many(count, "use"),
        "for_others": others,
        "query": asked,
        "forms": [(form.ending, form.says) for form in FORMS.values()],
        "files": made.files,
    }


def _known(made: Issue) -> dict[str, list[tuple[str, str]]]:
    """What can be filtered by: each key with its words, as far as something has it."""
    policy, entries = made.policy, [entry for side in made.register.sides for entry in side.entries]
    roles, recipients = ({one for entry in entries for one in getattr(entry, key)} for key in ("roles", "recipients"))
    bases = dict.fromkeys(entry.basis for entry in entries if entry.basis)
    return {
        "basis": [(basis, basis[:1].upper() + basis[1:]) for basis in bases],
        "role": [(key, says.partition(", ")[0]) for key, says in policy.roles.items() if key in roles],
        "recipient": [(key, one.name) for key, one in policy.recipients.items() if key in recipients],
    }


def _fits(entry: Entry, basis: str, role: str, recipient: str) -> bool:
    return (
        (not basis or entry.basis == basis)
        and (not role or role in entry.roles)
        and (not recipient or recipient in entry.recipients)
    )


def _line(entry: Entry) -> Line:
    ours = bool(entry.basis)
    recipients = [line.partition(": ")[0] for line in entry.cell("recipients" if ours else "others").lines]
    return Line(
        entry,
        ", ".join(line.partition(", ")[0].rstrip(".") for line in entry.cell("function").lines) or "Nobody named",
        entry.cell("basis").lines[0] if ours else entry.cell("contract").text,
        ", ".join(recipients[:FEW]),
        len(recipients) - FEW if len(recipients) > FEW else 0,
        entry.cell("keep" if ours else "ends").text.split("\n")[0],
        list(_chips(entry)),
    )


def _chips(entry: Entry) -> Iterable[tuple[str, str]]:
    """What a reader of the list should notice, each with its colour and its word."""
    gaps = sum(bool(cell.gap) for cell in entry.cells)
    if gaps:
        yield "late", f"{gaps} missing"
    if entry.basis and entry.cell("special").text != "None":
        yield "soon", "Sensitive data"
    if entry.basis and entry.cell("impact").text.startswith("Yes"):
        yield "paused", "High risk"
    if not entry.cell("countries").text.startswith("None"):
        yield "none", "Goes abroad"


# ---- one use ----


@staff_only
@require_safe
def use(http: Staff, side: str, key: str) -> HttpResponse:
    """One use with every field, and the rule behind each."""
    made = of_version(_version(http), timezone.now())
    half: Side = made.register.sides[SIDES[side]]
    entry = next((entry for entry in half.entries if entry.id == key), None)
    if entry is None:
        raise Http404
    shown = {
        **_frame(made),
        "entry": entry,
        "lead": entry.cell("purpose" if entry.basis else "work").lines[-1],
        "chips": list(_chips(entry)),
        "groups": [
            (group, [_shown(made, cell) for cell in cells if not reading.idle(cell)], _idle(cells))
            for group, cells in entry.groups
        ],
    }
    return render(http, "desk/register-use.html", shown)


def _idle(cells: list[Cell]) -> str:
    """The fields of a group that this use does not need."""
    return "; ".join(cell.column.title for cell in cells if reading.idle(cell))


def _shown(made: Issue, cell: Cell, hidden: tuple[Path, ...] = ()) -> Shown:
    """A field with its rule, unless that lies in one of the sections that are hidden."""
    said = [line for line in reading.lines(cell) if line != f"Missing: {cell.gap}"]
    rule = "/".join(map(str, cell.rule)) if cell.rule[:1] not in hidden else ""
    return Shown(reading.title(cell), said, cell.gap, rule, _where(made, cell.rule) if rule else "")


def _where(made: Issue, rule: Path) -> str:
    """The file and line of a rule."""
    source, rest = made.policy.source, rule
    if rule[:2] in source.parts:
        source, rest = source.parts[rule[:2]], rule[2:]
    return f"{source.where.rpartition('/')[2]}, line {source.place(rest, key=True)[0]}"


# ---- copies ----


@staff_only
@require_safe
def file(http: Staff, form: str) -> HttpResponse:
    """The register as a file."""
    if form not in FORMS:
        raise Http404
    made = of_version(_version(http), timezone.now())
    content = HttpResponse(written(made, form), content_type=FORMS[form].media)
    content.headers["Content-Disposition"] = f'attachment; filename="{name(made, form)}"'
    return content
