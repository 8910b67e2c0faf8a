"""The register on paper: a tagged PDF (PDF/UA-1, by typst), landscape, with all uses at a glance and each in full."""

from pathlib import Path
from typing import Any

from troth.duties.pack.plain import many, weekday
from troth.duties.publish import pdf
from troth.duties.publish.issue import Issue, about, lines, own, shared, title, unneeded
from troth.policy.publish.rows import Cell, Entry, Side

SOURCE = Path(__file__).with_name("register.typ")
TITLE = "Register of processing activities"
# What stands in the table of all uses, and how wide each column is.
GLANCE = (
    {"purpose": 5, "function": 4, "basis": 4, "recipients": 5, "countries": 4, "keep": 4},
    {"work": 5, "controllers": 5, "others": 4, "countries": 4, "ends": 5},
)


def write(made: Issue) -> bytes:
    """The PDF; a Fault if it cannot be set even in the plainest letters."""
    return pdf.typeset(SOURCE, _said(made))


def _said(made: Issue) -> dict[str, Any]:
    numbered = f"Version {made.version}, as" if made.version else "As"
    sides = [_side(side, glance) for side, glance in zip(made.register.sides, GLANCE, strict=True) if side.entries]
    return {
        "title": TITLE,
        "company": made.register.company,
        "about": f"{TITLE}. {numbered} on {weekday(made.on)}.",
        "identity": [{"title": name, "lines": text.split("\n"), "missing": []} for name, text in about(made)],
        "sides": sides,
        "law": [
            _law(one.cite, one.says, one.lacking) for side in made.register.sides if side.entries for one in side.law
        ],
    }


def _law(cite: str, says: str, lacking: tuple[str, ...]) -> list[str]:
    return [cite, says, f"Missing in {many(len(lacking), 'use')}" if lacking else "Met"]


def _side(side: Side, glance: dict[str, int]) -> dict[str, Any]:
    titles = {cell.column.id: cell.column.title for cell in side.entries[0].cells}
    return {
        "title": side.title,
        "each": "Each use in full" if len(side.entries) > 1 else "In full",
        "head": [_field(cell) for cell in side.head],
        "shared": [_field(cell) for cell in shared(side)],
        "widths": list(glance.values()),
        "glance": [[titles[column] for column in glance], *([_short(e, c) for c in glance] for e in side.entries)],
        "entries": [_entry(side, entry) for entry in side.entries],
    }


def _short(entry: Entry, column: str) -> str:
    """A field as the table of all uses has it: names without what they do, a basis without its Act."""
    told = entry.cell(column).lines
    match column:
        case "purpose" | "work":
            return entry.title
        case "recipients" | "others":
            told = [line.partition(": ")[0] for line in told]
        case "function":
            told = [line.partition(", ")[0].rstrip(".") for line in told]
        case "basis":
            told = [told[0].replace("UK GDPR ", "")]
        case "countries":
            told = [line.partition(": ")[0] if line.startswith("None") else line for line in told]
    return "; ".join(told)


def _entry(side: Side, entry: Entry) -> dict[str, Any]:
    fields = [_field(cell) for _, cells in own(side, entry) for cell in cells]
    return {"title": entry.title, "fields": fields, "unneeded": "; ".join(unneeded(side, entry))}


def _field(cell: Cell) -> dict[str, Any]:
    missing = [f"Missing: {cell.gap}"] if cell.gap else []
    return {"title": title(cell), "lines": [one for one in lines(cell) if one not in missing], "missing": missing}
