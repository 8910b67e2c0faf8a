"""The rows of the notice's page: what is said, and behind it the rule, its reason, its last check and its evidence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from troth.duties.clock import local_date
from troth.duties.pack.plain import day
from troth.policy import Policy
from troth.policy.publish import Notice, Sentence
from troth.policy.publish.says import first_up, inside, spelt
from troth.portal import says
from troth.records import proofs
from troth.records.proofs import Proof

CHIPS = {"not kept": ("late", "Not kept"), "not built": None, "kept": ("good", "Kept")}  # the worst first
LINK = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<![\w/.])(?P<path>/[a-z][\w/-]*)|(?P<site>\b(?:[\w-]+\.)+uk/[\w/-]+)"
)
WIDEST = 90
OPEN = 4  # rows of like things that are not folded
NEVER_FOLDED = ("why",)  # what data is used for is what people come to read


@dataclass(frozen=True)
class Rule:
    """How the policy says it, and where."""

    code: str
    where: str


@dataclass(frozen=True)
class Saying:
    """One row: what is seen, what stands behind it, and how it is kept."""

    front: Sequence[Sentence]
    behind: Sequence[tuple[Sentence, SafeString]]
    links: Sequence[tuple[str, str]]  # what a line that opens cannot hold itself: addresses and their names
    rules: Sequence[Rule]
    keep: str
    because: Sequence[str]
    law: Sequence[str]
    chip: tuple[str, str] | None = None
    checked: str = ""
    found: Sequence[str] = ()
    evidence: Sequence[str] = ()

    @property
    def name(self) -> str:
        """What it is about, if it says so in its first words."""
        return self.front[0].lead.rstrip(".:")

    @property
    def deep(self) -> bool:
        """Whether more is said behind it than how it is kept."""
        return bool(self.behind)


@dataclass(frozen=True)
class Group:
    """Rows under a smaller heading, or none. Long lists of like things are folded; what is said of them all is not."""

    title: str
    rows: Sequence[Saying]
    may_fold: bool = True

    @property
    def folds(self) -> bool:
        """Whether there are so many that nobody would read past them."""
        return self.may_fold and bool(self.title) and len(self.names) > OPEN

    @property
    def shown(self) -> Sequence[Saying]:
        """The rows that are always seen: all, or what is said of the whole group."""
        return [row for row in self.rows if not row.name] if self.folds else self.rows

    @property
    def folded(self) -> Sequence[Saying]:
        """The rows that one click opens."""
        return [row for row in self.rows if row.name] if self.folds else []

    @property
    def late(self) -> bool:
        """Whether one of the folded rows is not kept: then nothing is folded away."""
        return any(row.chip and row.chip[0] == "late" for row in self.folded)

    @property
    def names(self) -> Sequence[str]:
        """What the rows are about, where they have names."""
        return [row.name for row in self.rows if row.name]

    @property
    def summary(self) -> str:
        """The first two, and how many more."""
        first = [self.names[0], *(inside(name) for name in self.names[1:2])]
        return f"{', '.join(first)}, and {spelt(len(self.names) - len(first))} more"


@dataclass(frozen=True)
class Section:
    """One question with its rows."""

    id: str
    title: str
    groups: Sequence[Group]


def sections(notice: Notice, policy: Policy, edition: str) -> list[Section]:
    """The whole notice as rows; `edition` says which version the lines are of."""
    seen, kept = _states(), {one.id: one.text for one in notice.sentences if one.id.endswith("/keep")}
    return [
        Section(
            section.id,
            section.title,
            [
                Group(
                    title, [_row(block, policy, edition, seen, kept) for block in rows], section.id not in NEVER_FOLDED
                )
                for title, rows in section.groups
            ],
        )
        for section in notice.sections
    ]


def _row(
    block: Sequence[Sentence], policy: Policy, edition: str, seen: Mapping[str, Proof], periods: Mapping[str, str]
) -> Saying:
    front = [one for one in block if one.front]
    behind = [one for one in block if not one.front]
    kept = [seen[name] for name in dict.fromkeys(p for one in block for p in one.promises) if name in seen]
    worst = min(kept, key=lambda proof: list(CHIPS).index(proof.state), default=None)
    last = max((proof.last for proof in kept if proof.last), default=None)
    return Saying(
        front,
        [(one, linked(one.text)) for one in behind],
        list(dict.fromkeys(to for one in front for to in links(one.text))),
        [_rule(policy, one, edition) for one in front if one.rule],
        first_up(periods.get(f"{block[0].block}/keep", "")),
        _once(one.because for one in block),
        _once(one.cite for one in block),
        _chip(worst) if worst else None,
        says.moment(last) if last else "",
        _once(_found(proof) for proof in kept),
        _once(proof.evidence for proof in kept if proof.state != "not built"),
    )


def _chip(proof: Proof) -> tuple[str, str] | None:
    """The kind and the words of a state; since when, if it is not as it should be. None for what no machine tries yet:
    the line behind the sentence says so, and a badge on every second sentence would tell nobody anything.
    """
    chip = CHIPS[proof.state]
    if chip is None:
        return None
    kind, words = chip
    since = f" since {day(local_date(proof.since))}" if proof.since and proof.state == "not kept" else ""
    return kind, words + since


PARTLY = "Our program tries what it can of this, and cannot try all of it yet."


def _found(proof: Proof) -> str:
    """What was seen when it was tried. Which parts no machine tries yet is the desk's business, not a stranger's."""
    return PARTLY if proof.state == "not built" else proof.says


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _rule(policy: Policy, one: Sentence, edition: str) -> Rule:
    """The line of the policy, if the whole rule stands on it; else the names that lead to it."""
    key, path = str(one.rule[-1]), " / ".join(map(str, one.rule))
    line = policy.source.place(one.rule)[0]
    lines = policy.source.lines
    text = lines[line - 1].strip() if 1 <= line <= len(lines) else ""
    whole = text.startswith(f"{key}: ") and text[len(key) + 2 :][:1] not in (">", "|", "{", "[")
    code = text if whole and len(text) <= WIDEST else path
    return Rule(code, f"{edition}, line {line}" if lines else edition)


def linked(text: str) -> SafeString:
    """Escaped text in which addresses are links: mail, the regulator's site, and pages of ours that there are."""
    parts, at = [], 0
    for found in LINK.finditer(text):
        to = _to(found)
        if to:
            parts += [(text[at : found.start()], "", ""), ("", to, found[0])]
            at = found.end()
    parts.append((text[at:], "", ""))
    return format_html_join("", "{}", ((_part(*part),) for part in parts))


def links(text: str) -> list[tuple[str, str]]:
    """The addresses in a text, each with its name."""
    return [(to, found[0]) for found in LINK.finditer(text) if (to := _to(found))]


def _part(words: str, to: str, name: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', to, name) if to else format_html("{}", words)


def _to(found: re.Match[str]) -> str:
    if found["mail"]:
        return f"mailto:{found['mail']}"
    if found["site"]:
        return f"https://{found['site']}"
    try:
        resolve(found["path"])
    except Resolver404:
        return ""
    return found["path"]


def _states() -> Mapping[str, Proof]:
    """What was seen when the promises were last tried, by their ids; nothing before the first walk."""
    walk = proofs.newest()
    return {proof.promise: proof for proof in proofs.of_walk(walk)} if walk else {}
