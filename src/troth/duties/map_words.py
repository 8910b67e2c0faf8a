"""What an open question of a store map says to a colleague who never sees the file: where, what stands there, choices.

Nothing of anybody's data is in it: a map holds the names of tables and columns, and the policy's words for them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

from troth.duties.pack.plain import first_up, listed
from troth.policy import Policy
from troth.policy.doubts import Doubt
from troth.policy.source import Path
from troth.policy.style import Value
from troth.stores.base import ERASE

WHOSE = {
    "own": ("This person’s own", "It goes into their answer, and erasure covers it."),
    "shared": ("Shared with others", "This person gets their own part, and the part of others stays as it is."),
    "other": ("Somebody else’s", "It is never in the answer, and never touched."),
    "staff": ("A colleague at work", "This person acted for us: it says nothing else about them."),
    "shared if others": ("Shared if others reach it too", "Else it is this person’s own."),
}
ERASURE = {
    "delete": ("Delete it", "The whole row goes."),
    "clear": ("Clear it", "The row stays, and what it says about the person goes."),
    "replace": ("Replace it", "Words that mean nobody take the place of what it says about the person."),
    "keep": ("Keep it", "The row stays until its period is over."),
}
# What a table's file may say, as the head of a question; and what taking the line out means, where that can be right.
PARTS = {
    "columns": "what it holds",
    "of": "whose rows these are",
    "erase": "what erasure does",
    "when": "the date of a row",
    "clocks": "the date that a period runs from",
    "person": "how a person is recognised",
    "others": "what speaks of somebody else",
    "hide": "what is never shown",
    "says": "what people call it",
    "rows": "what people call its rows",
}
DROPS = {
    "columns": ("It holds nothing about a person", "The column is no longer named as somebody’s data."),
    "of": ("These rows do not belong together", "They are no longer looked for by this link."),
    "when": ("A row has no date of its own", "The line is taken out."),
    "clocks": ("No period runs from this", "The line is taken out."),
    "person": ("It does not tell who somebody is", "Nobody is looked for by it any more."),
    "others": ("It does not speak of anybody else", "It is shown like everything else."),
    "hide": ("It may be shown", "It is no longer kept out of answers."),
}
ALONE = ("when", "clocks")  # what can be taken out as a whole
TEXTS = ("says", "rows", "colleague", "asks")
FEW = 3  # likely categories beside the one that stands there
LIKE = 0.5


class Act(Enum):
    """Two answers that are no value."""

    STANDS = "stands"  # it is right as it stands
    DROP = "drop"  # take the line out


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its word in the file, and what it means."""

    word: str
    title: str
    says: str = ""


@dataclass(frozen=True)
class Question:
    """One open question in words. `digest` is that of the file when it was asked; `id` names it in a form."""

    id: str
    store: str
    digest: str
    doubt: Doubt = field(repr=False)
    system: str
    place: str  # "Table contacts (your contact details), column mobile"
    part: str  # what of it: "what it holds"
    asks: str
    stands: Choice | None  # the value as it is; None where nothing stands there yet
    sure: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]  # everything else that can be chosen
    drop: Choice | None
    free: bool  # whether any words will do

    @property
    def where(self) -> str:
        """The path in the file, for evidence."""
        return "/".join(map(str, self.doubt.path))

    def value(self, word: str) -> Value:
        """What a chosen word puts into the file: itself, or a link whose rows are classed by it."""
        return {**self.doubt.value, "as": word} if _is_link(self.doubt) else word


def _is_link(doubt: Doubt) -> bool:
    return len(doubt.path) > 1 and doubt.path[-2] == "of" and isinstance(doubt.value, dict)


def question(name: str, store: str, digest: str, system: str, doubt: Doubt, data: Any, policy: Policy) -> Question:
    """A doubt in words; `data` is what the whole file says."""
    head, rest = _split(doubt.path, data)
    part = str(rest[0]) if rest else ""
    words = _words(part, rest, doubt, head, data, policy)
    now = doubt.value.get("as", "own") if _is_link(doubt) else doubt.value
    said = [one for one in doubt.choices if one != now and _fits(doubt, one, words)]
    first = said or (
        [] if part == "columns" and len(rest) != 2 else _likely(part, "/".join(map(str, rest[-1:])), now, words)
    )
    known = [words.get(one, Choice(one, first_up(one))) for one in first]
    return Question(
        id=name,
        store=store,
        digest=digest,
        doubt=doubt,
        system=system,
        place=_place(head, rest, doubt, data),
        part=PARTS.get(part, part),
        asks=first_up(doubt.question) or "Is this right?",
        stands=_stands(doubt, now, words),
        sure=_sure(doubt.sure),
        choices=tuple(known),
        more=tuple(one for word, one in words.items() if word not in first and word != now),
        drop=Choice("", *DROPS[part]) if part in DROPS and (len(rest) == 2 or part in ALONE) else None,
        free=part in TEXTS and len(rest) == 1,
    )


def _split(path: Path, data: Any) -> tuple[Path, Path]:
    """The path of the table, and what of it is meant; a place with one table alone is that table."""
    within = {"sql": "tables", "folder": "files"}.get(str(data.get("kind")) if isinstance(data, dict) else "", "")
    return (path[:2], path[2:]) if within and path[0] == within else ((), path)


def _words(part: str, rest: Path, doubt: Doubt, head: Path, data: Any, policy: Policy) -> dict[str, Choice]:
    """Everything that can stand there, where that is a list; by its word in the file."""
    if part == "columns" and len(rest) == 2:
        return {key: Choice(key, one.says, key) for key, one in policy.data.items()}
    if _is_link(doubt) or (part == "of" and rest[-1] == "as"):
        return {key: Choice(key, *said) for key, said in WHOSE.items()}
    if part == "erase":
        return {key: Choice(key, *ERASURE[key]) for key in ERASE}
    if part == "when" or (part in ("clocks", "person") and len(rest) == 2):
        table = _at(data, head)
        columns = table.get("columns") if isinstance(table, dict) else None
        return {key: Choice(key, f"Column {key}") for key in columns} if isinstance(columns, dict) else {}
    return {}


def _fits(doubt: Doubt, word: str, words: Mapping[str, Choice]) -> bool:
    """Whether a choice that the question offers can be put there: a group of keys has no one word for it."""
    return word in words if _is_link(doubt) else not isinstance(doubt.value, dict)


def _likely(part: str, column: str, now: Any, words: Mapping[str, Choice]) -> list[str]:
    """What is offered first: of a short list all, of categories those whose words are like the column's name."""
    if part != "columns":
        return [word for word in words if word != now][:5]
    scored = sorted(((_alike(column, one, str(now)), word) for word, one in words.items() if word != now), reverse=True)
    return [word for score, word in scored[:FEW] if score >= LIKE]


def _alike(column: str, category: Choice, now: str) -> float:
    """How well a category goes with a column's name, from 0; one of the family of what stands there is nearer."""
    told = {*category.word.replace(".", "-").split("-"), *category.title.lower().split()}
    named = [one for one in column.lower().replace("-", "_").split("_") if len(one) > 2]
    best = max((SequenceMatcher(None, one, word).ratio() for one in named for word in told), default=0.0)
    family = "." in now and category.word.split(".")[0] == now.split(".")[0]
    return (best if best >= 0.75 else 0.0) + (0.5 if family else 0.0)


def _place(head: Path, rest: Path, doubt: Doubt, data: Any) -> str:
    """Where it stands, as one would say it: the table, and the column or link."""
    said = []
    if head:
        table = _at(data, head)
        says = table.get("says") if isinstance(table, dict) else None
        said.append(f"{'Files' if head[0] == 'files' else 'Table'} {head[1]}{f' ({says})' if says else ''}")
    if len(rest) > 1 and rest[0] == "columns":
        said.append(f"column {rest[1]}")
    elif _is_link(doubt) or (len(rest) > 1 and rest[0] == "of"):
        link = _at(data, (*head, *rest[:2]))
        others = [one for one in link if one not in ("as", "where")] if isinstance(link, dict) else []
        said.append(f"the link to {listed(others)}" if others else "a link")
    elif len(rest) > 1:
        said.append(" ".join(str(one) for one in rest[1:] if isinstance(one, str)) or str(doubt.value))
    return first_up(", ".join(filter(None, said))) or "The system as a whole"


def _stands(doubt: Doubt, now: Any, words: Mapping[str, Choice]) -> Choice | None:
    if doubt.value is None:
        return None
    known = words.get(now) if isinstance(now, str) else None
    return known or Choice("", shown(now))


def shown(value: Any) -> str:
    """A value of a file in words: a list as a list, a group of keys pair by pair."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {shown(one)}" for key, one in value.items())
    return listed(map(shown, value)) if isinstance(value, list) else str(value or "")


def _sure(sure: float | None) -> str:
    """How sure whoever drafted it was, from 0 to 1, in words."""
    steps = ((0.95, "almost certain"), (0.7, "fairly sure"), (0.5, "more likely than not"), (0.25, "not sure"))
    return "" if sure is None else next((said for least, said in steps if sure >= least), "a guess")


def _at(data: Any, path: Iterable[Any]) -> Any:
    for part in path:
        data = data[part]
    return data
