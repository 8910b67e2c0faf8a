"""Weave docs/policy.md, the policy key by key and what the law objects to in it: `python3 run weave`.

The page holds what the code says; tests/policy/test_docs.py fails while they differ. No clock is read.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "docs")]

from weave_words import columns  # noqa: E402

from troth.law.calendar import written  # noqa: E402
from troth.policy import keep, values  # noqa: E402
from troth.policy.check import OBJECTIONS  # noqa: E402
from troth.policy.keys import MEANS  # noqa: E402
from troth.policy.schema import EXAMPLES  # noqa: E402

PAGE = ROOT / "docs" / "policy.md"
WOVEN = "<!-- Woven from the code by `python3 run weave`; change the code, not this page. -->"
# The models of the page in the order of the file: the heading, and the path under which its keys stand.
PARTS = {
    "Policy": "The file",
    "Controller": "`controller:`",
    "Complaints": "`complaints:`",
    "Reached": "`regulator:`",
    "Told": "`rights:`, an entry each",
    "Category": "`data:`, an entry each",
    "Purpose": "`purposes:`, an entry each",
    "Assessment": "`assessment:` of a purpose",
    "Automated": "`automated:` of a purpose",
    "Recipient": "`recipients:`, an entry each",
    "Channel": "`channels:`, an entry each",
    "Cookie": "`cookies:`, an entry each",
    "Refusal": "`never:`, an entry each",
    "Commission": "`for others:`, an entry each",
    "Document": "`documents:`, an entry each",
    "Assessed": "`assessments:`, an entry or a file each",
    "Risk": "`risks:` of an assessment, an entry each",
}
BEGIN = """\
# The policy, key by key

`policy.yaml` is plain YAML: mappings, lists and text, without anchors, tags or types. `troth init` writes a first one,
`troth schema --write` the schemas by which an editor completes it, `troth check` says what is wrong and where. Files in
`assessments/` and `words/` belong to it. The [reference company](../companies/ljt-systems/policy.yaml) uses most keys.
"""
CHECKS = """\
## What the law objects to

`troth check --on DAY` asks the law of that day. Each line is a function of `src/troth/policy/check/`; its examples,
lawful and not, stand in `tests/policy/objections.toml`.
"""


def page() -> str:
    """The whole page."""
    parts = [WOVEN, BEGIN, *(section(model, title) for model, title in PARTS.items()), periods(), CHECKS, *objections()]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def section(model: str, title: str) -> str:
    """One group of keys as a table; a key that has to be there is marked."""
    fields = {field.alias: field for field in getattr(values, model).model_fields.values()}
    rows = [[f"`{key}`{' *' if fields[key].is_required() else ''}", cell(means)] for key, means in MEANS[model].items()]
    lines = [f"## {title}", "", *columns(["key", "what it says"], rows)]
    return "\n".join([*lines, "\\* has to be there"] if any("*" in row[0] for row in rows) else lines)


def periods() -> str:
    """The sentence of `keep:`, by example, with what each form says to the person."""
    said = "`keep:` is a small sentence. Where a number of years stands, a period of the law's can: `statutory NAME`."
    rows = [[f"`{one}`", cell(keep.parse(one).says())] for one in EXAMPLES]
    return "\n".join(["## Until when", "", said, "", *columns(["sentence", "what people read"], rows)])


def objections() -> Iterator[str]:
    """Each subject's objections: what is objected to, the law in our words, where it says so, and since when."""
    rooms: dict[str, list[list[str]]] = {}
    for one in OBJECTIONS:
        said = (sys.modules[one.found.__module__].__doc__ or "").strip().splitlines()[0]
        since = written(one.since) if one.since.year > 1900 else ""
        cite = f"[{cell(one.cite.text)}]({one.cite.url})"
        rooms.setdefault(said, []).append([cell(one.found.__doc__ or ""), cell(one.law), cite, since])
    for said, rows in rooms.items():
        yield "\n".join([f"### {said}", "", *columns(["objected to", "the law", "where", "since"], rows)])


def cell(text: str) -> str:
    """Words in a table: on one line."""
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: woven")
