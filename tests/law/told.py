"""The cases of tests/cases: whether each holds, and which rules the way to its answer leads over."""

import re
import tomllib
from collections import defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path

from troth import law
from troth.words import Nation

CASES = Path(__file__).resolve().parent.parent / "cases"


@cache
def every_case():
    """(file, case) of every TOML case, in the order of the files."""
    files = [(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(CASES.glob("*.toml"))]
    return tuple((name, case) for name, read in files for case in read.get("case", []))


def deadline(case):
    """What `law.due` says to a case of a clock, and the steps that lead there."""
    duty = case.get("right") or case["duty"]
    questions = [(pair[0], pair[1] if len(pair) > 1 else None) for pair in case.get("clarified", [])]
    given = {key: case[key] for key in ("identified", "fee_paid", "extended") if key in case}
    found = law.due(duty, case["received"], Nation(case["nation"]), clarify=questions, **given)
    return found, found.because if found else (law.absent(duty, case["received"]),)


def wrong(case):
    """What the law room says otherwise than an asked case, as sentences; empty if the case holds."""
    found = law.ask(case["ask"], case["on"], case.get("given"))
    answer = None if case["answer"] == "absent" else case["answer"]
    said = []
    if plain(found.answer) != answer:
        said.append(f"the answer is {plain(found.answer)!r}, not {answer!r}")
    needs = [item.id for item in found.needs]
    if needs != case.get("needs", needs):
        said.append(f"it needs {needs}, not {case['needs']}")
    reasons = " ".join(step.says for step in found.because)
    there = {step.cite for step in found.because} | {item.cite.text for item in found.needs}
    said += [f"it does not rest on {cite}" for cite in cites(case) if cite not in there]
    said += [f"no reason says {words!r}" for words in case.get("says", []) if words not in reasons]
    said += [f"a reason says {words!r}" for words in case.get("never_says", []) if words in reasons]
    return said


def missed(case):
    """What the law room says otherwise than a case of a clock, as sentences; empty if the case holds."""
    found, steps = deadline(case)
    said = []
    if case["due"] == "absent":
        said += ["there is such a duty"] if found else []
    else:
        wanted = {"at": None if case["due"] == "none" else case["due"]}
        wanted |= {key: case[key] for key in ("notice_by", "cautious", "excluded_days") if key in case}
        said += [
            f"{key} is {getattr(found, key, None)}, not {value}"
            for key, value in wanted.items()
            if getattr(found, key, None) != value
        ]
    said += [] if any(case["cite"] in step.cite for step in steps if step) else [f"it does not rest on {case['cite']}"]
    reasons = " ".join(step.says for step in steps if step)
    said += [f"no step says {words!r}" for words in case.get("says", []) if words not in reasons]
    said += [f"a step says {words!r}" for words in case.get("never_says", []) if words in reasons]
    return said


def cites(case):
    """The places that a case names."""
    named = case.get("cite", [])
    return [named] if isinstance(named, str) else named


def plain(answer):
    """An answer as a case writes it: a list for several, text for a word."""
    if isinstance(answer, tuple | frozenset):
        return [plain(part) for part in answer]
    return str(answer) if isinstance(answer, str) else answer


def places(case):
    """The places that the way to a case's answer leads over, and the day of the case."""
    if "ask" in case:
        found = law.ask(case["ask"], case["on"], case.get("given"))
        return {step.cite for step in found.because} | {item.cite.text for item in found.needs}, case["on"]
    received = case["received"]
    day = received.date() if isinstance(received, datetime) else received
    return {step.cite for step in deadline(case)[1]}, day


def cases_by_rule():
    """For every rule of the register the names of the cases that lead over it."""
    by_place, covered = defaultdict(list), {entry: [] for entry in law.rules()}
    for entry in covered:
        by_place[entry.cite.text].append(entry)
    for file, case in every_case():
        cites, day = places(case)
        for entry in {entry for cite in cites for part in apart(cite) for entry in by_place[part]}:
            if entry.stands(day) or "absent" in (case.get("answer"), case.get("due")):
                covered[entry].append(f"{file}: {case['name']}")
    return covered


def apart(cites):
    """`UK GDPR Art 12A(5)-(6); Reg 1182/71 Art 3(4)` as its single places."""
    for cite in filter(None, map(str.strip, cites.split(";"))):
        span = re.fullmatch(r"(.*)\((\d)\)-\((\d)\)", cite)
        yield from [f"{span[1]}({n})" for n in range(int(span[2]), int(span[3]) + 1)] if span else [cite]
