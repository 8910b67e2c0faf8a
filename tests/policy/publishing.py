"""The reference company as published: its policy with the files beside it, its plain data, and words taken apart."""

import json
import re
from datetime import date
from pathlib import Path

from troth import policy
from troth.policy.source import load

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
TODAY = date(2026, 11, 28)


def beside():
    """The files beside the policy."""
    folders = ("assessments", "words")
    return {f"{f}/{path.name}": path.read_bytes() for f in folders for path in sorted((COMPANY / f).glob("*.*"))}


def text():
    """The declaration as it stands."""
    return (COMPANY / "policy.yaml").read_text(encoding="utf-8")


def raw():
    """The declaration as plain data."""
    return load(text(), "policy.yaml")[0]


def less(data, section, key):
    """Plain data without one entry, and without every mention of it."""
    del data[section][key]
    return _purged(data, key)


def _purged(value, key):
    if isinstance(value, dict):
        return {name: _purged(held, key) for name, held in value.items() if held != key or name in ("says", "title")}
    return [_purged(one, key) for one in value if one != key] if isinstance(value, list) else value


def read(data):
    """The policy that plain data declares; without the assessments, which name what they are of."""
    words = {name: held for name, held in beside().items() if name.startswith("words/")}
    return policy.read(json.dumps(data), "policy.yaml", words)


def plain(words):
    return " ".join(words.split())


def says(entry, key="says"):
    """What an entry says, in its long or its short form."""
    return plain(entry if isinstance(entry, str) else entry[key])


# ---- a measure of our own: Flesch-Kincaid, with syllables by groups of vowels ----


def syllables(word):
    low = re.sub(r"[^a-z]", "", word.lower())
    if not low:
        return 1
    found = len(re.findall(r"[aeiouy]+", low))
    if low.endswith("e") and not low.endswith(("le", "ee", "ye")) and found > 1:
        found -= 1
    if low.endswith("ed") and not low.endswith(("ted", "ded")) and found > 1:
        found -= 1
    return max(1, found)


def grade(texts):
    """The grade of school in which texts can be read (Flesch and Kincaid, 1975); five years older is the age."""
    sentences = [s for text in texts for s in re.split(r"(?<=[.?!:;])\s+", text) if re.search(r"[a-z]", s)]
    words = [w for s in sentences for w in re.findall(r"[A-Za-z][\w’'-]*", s)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
