"""Words and rules cannot part: whatever one of them loses, the check or the comparison says so and names the other.

Every purpose, recipient, period, category, right, channel, cookie, prohibition and measure of the reference company is
deleted, one at a time; every basis is swapped for every other; every sentence of the published notice is deleted. Each
must be noticed by `troth check` (policy, promises, stores) or by the comparison of the published notice with the rules,
and what notices it must name the other side: the entry, the place where it is still used, its promise or its sentence.
"""

import copy
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from troth import policy, stores
from troth.fault import Fault, Faults
from troth.home import Home
from troth.policy import promises
from troth.policy.publish import compare, markdown, notice
from troth.policy.source import load
from troth.words import Basis

TODAY = date(2026, 11, 25)
COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
SECTIONS = "purposes recipients data rights channels cookies never security documents people roles".split()
# What is told to nobody and decides nothing: the day of the last look, labels that other entries carry too, and the
# kinds of high risk, once the impact assessment that they ask for is there.
SILENT = ("reasoned", "promises", "high risk")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    away = tmp_path_factory.mktemp("state")
    return Home.of(COMPANY, {"TROTH_STATE": str(away), "TROTH_KEYS": str(away), "HOME": str(away)})


@pytest.fixture(scope="module")
def data(home):
    plain, _ = load(home.policy_text(), "policy.yaml")
    return plain


@pytest.fixture(scope="module")
def published(home):
    """The notice as it was published, with the ids of its sentences."""
    return markdown(notice(policy.read(home.policy_text(), "policy.yaml", home.beside()), TODAY))


@pytest.fixture(scope="module")
def promised(home):
    return promises.read(home.promises_file.read_text(encoding="utf-8"), "promises.yaml")


def noticed(data, home, promised, published):
    """Every fault of a changed declaration: of the check first, then of the comparison, last of the store files."""
    try:
        changed = policy.read(text(data), "policy.yaml", home.beside())
        yield from compare(published, changed, TODAY)
        yield from promises.check(promised, changed)
        yield from policy.check(changed, TODAY)
        stores.load(home.stores_folder, home.env, home.folder, changed)
    except Faults as refused:
        yield from refused
    except Fault as one:
        yield one


def text(data):
    return json.dumps(data, indent=1)


def without(data, *path):
    """The data without what stands at a path."""
    changed = copy.deepcopy(data)
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    del inner[path[-1]]
    return changed


def names_other_side(faults, words, lines=range(0)):
    """Whether a fault names one of these words (an id, a title, a promise, a sentence), or points into these lines."""
    for fault in faults:
        said = f"{fault.where} {fault.what} {fault.because} {fault.remedy}"
        where = fault.where.split(":")
        if any(word and word in said for word in words):
            return True
        if where[0] == "policy.yaml" and len(where) > 1 and int(where[1]) in lines:
            return True
    return False


def lines_of(data, *path):
    """The lines on which an entry stands in the text."""
    _, source = load(text(data), "policy.yaml")
    first = source.keys[path][0]
    held = [place[0] for key, place in source.values.items() if key[: len(path)] == path]
    return range(first, max(held, default=first) + 2)


def words_of(key, entry):
    """What the other side of an entry may be known by."""
    said = entry if isinstance(entry, dict) else {"says": str(entry)}
    if "group" in said and "lasts" in said:  # of cookies the notice says how many there are, and of which kinds
        return ["(cookies)"]
    return [f"`{key}`", f"/{key}", key, *said.get("promises", ()), said.get("title", ""), said.get("name", "")]


def of_section(data, section):
    return [(section, key) for key in data.get(section) or {}]


def report(capsys, kind, caught, total):
    with capsys.disabled():
        print(f"\nmutants, {kind}: {caught} of {total} noticed", end="")


def test_whatever_is_deleted_is_noticed_and_its_other_side_is_named(data, home, promised, published, capsys):
    assert list(noticed(data, home, promised, published)) == []
    count, missed = Counter(), []
    for section in SECTIONS:
        for _, key in of_section(data, section):
            faults = noticed(without(data, section, key), home, promised, published)
            count[section] += 1
            if not names_other_side(faults, words_of(key, data[section][key])):
                missed.append((section, key))
    for key in data["purposes"]:
        faults = noticed(without(data, "purposes", key, "keep"), home, promised, published)
        count["keep"] += 1
        if not names_other_side(faults, [f"`{key}`"]):
            missed.append(("keep", key))
    for kind, total in count.items():
        report(capsys, kind, total - sum(1 for m in missed if m[0] == kind), total)
    assert missed == []


def test_whatever_is_deleted_of_a_purpose_is_noticed(data, home, promised, published, capsys):
    count, missed = 0, []
    for key, entry in data["purposes"].items():
        for field in entry:
            if field in SILENT:
                continue
            count += 1
            changed = without(data, "purposes", key, field)
            faults = noticed(changed, home, promised, published)
            if not names_other_side(faults, words_of(key, entry), lines_of(changed, "purposes", key)):
                missed.append((key, field))
    report(capsys, "keys of purposes", count - len(missed), count)
    assert missed == []


def test_each_item_of_a_list_is_missed(data, home, promised, published, capsys):
    count, missed = 0, []
    for key, entry in data["purposes"].items():
        for field in ("uses", "disclosed to", "sources"):
            for number, name in enumerate(entry.get(field, ())):
                count += 1
                changed = without(data, "purposes", key, field, number)
                faults = noticed(changed, home, promised, published)
                if not names_other_side(faults, words_of(key, entry), lines_of(changed, "purposes", key)):
                    missed.append((key, field, name))
    report(capsys, "items of lists", count - len(missed), count)
    assert missed == []


def test_every_swapped_basis_is_noticed(data, home, promised, published, capsys):
    count, missed = 0, []
    for key, entry in data["purposes"].items():
        for basis in Basis:
            if basis == entry["basis"]:
                continue
            changed = copy.deepcopy(data)
            changed["purposes"][key]["basis"] = str(basis)
            count += 1
            faults = noticed(changed, home, promised, published)
            if not names_other_side(faults, words_of(key, entry)):
                missed.append((key, str(basis)))
    report(capsys, "bases swapped", count - len(missed), count)
    assert missed == []


def test_every_sentence_that_the_published_notice_loses_is_missed(home, published, capsys):
    declared = policy.read(home.policy_text(), "policy.yaml", home.beside())
    sentences, missed = notice(declared, TODAY).sentences, []
    for one in sentences:
        lines = [line for line in published.split("\n") if f"<!-- {one.id} -->" not in line]
        assert len(lines) < len(published.split("\n")), f"{one.id} does not stand in the published notice"
        faults = compare("\n".join(lines), declared, TODAY)
        if not any(one.id in f"{f.what} {f.remedy}" and f.where for f in faults):
            missed.append(one.id)
    report(capsys, "sentences", len(sentences) - len(missed), len(sentences))
    assert missed == []
