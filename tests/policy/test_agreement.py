"""The notice says exactly what the decisions do: every kind of data, role and recipient, for every purpose, both ways.

What people are told is read back out of the published words here, knowing nothing of how they were made; what happens
is asked one single use at a time. The count of decisions is printed.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from troth import policy
from troth.policy.meaning import Ask, Facts, decide
from troth.policy.publish import markdown, notice
from troth.policy.source import load

TODAY = date(2026, 11, 25)
COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
BESIDE = {
    f"{p.parent.name}/{p.name}": p.read_bytes() for p in (*COMPANY.glob("assessments/*"), *COMPANY.glob("words/*"))
}


@pytest.fixture(scope="module")
def declared(company_text):
    return policy.read(company_text, "policy.yaml", BESIDE)


@pytest.fixture(scope="module")
def plain(company_text):
    return load(company_text, "policy.yaml")[0]


@pytest.fixture(scope="module")
def told(declared):
    """The published sentences by their ids."""
    published = re.sub(r"_[A-Z][^_]*:_ ", "", markdown(notice(declared, TODAY)))  # labels such as _What we use:_
    return {id: words for words, id in re.findall(r"([^<>]*?) <!-- (\S+) -->", published)}


def short(says):
    """What a kind of data or a role is called in a list: its words up to the colon, comma or bracket."""
    return re.split(r"[:,(]", says)[0].strip().casefold()


def says_data(words, plain, category):
    """Whether these words tell that a category is used."""
    listed = [one.strip(" .").casefold() for one in re.split(r"[:;,] |: ", words)]
    if category.startswith("contact.") and any("how to reach you" in one for one in listed):
        return True
    entry = plain["data"][category]
    return short(entry if isinstance(entry, str) else entry["says"]) in map(short, listed)


def test_the_published_words_name_just_what_each_decision_permits(declared, plain, told, capsys):
    everything = frozenset(plain["purposes"])
    facts = Facts(consents=everything, soft_opt_in=everything)
    differ, asked = [], 0
    for key, purpose in plain["purposes"].items():
        used = told[f"purposes/{key}/uses"]
        for category in plain["data"]:
            said = says_data(used, plain, category)
            for role in plain["roles"]:
                asked += 1
                allowed = decide(declared, TODAY, Ask((category,), key, by=role), facts).allowed
                if allowed != (said and role in purpose.get("seen by", ())):
                    differ.append((key, category, role, allowed, said))
            for recipient, entry in plain["recipients"].items():
                asked += 1
                named = entry["name"].casefold() in told.get(f"purposes/{key}/disclosed-to", "").casefold()
                allowed = decide(declared, TODAY, Ask((category,), key, to=recipient), facts).allowed
                if allowed != (said and named):
                    differ.append((key, category, recipient, allowed, said, named))
    with capsys.disabled():
        print(f"\nagreement: {asked - len(differ):,} of {asked:,} decisions are as the notice says", end="")
    assert differ == []


def test_a_purpose_on_consent_is_told_as_such_and_refused_without_it(declared, plain, told):
    for key, purpose in plain["purposes"].items():
        ask = Ask(
            (next(iter(c for c in plain["data"] if c.startswith(purpose["uses"][0]))),), key, by=purpose["seen by"][0]
        )
        needs_yes = not decide(declared, TODAY, ask, Facts()).allowed
        assert needs_yes == ("You said yes" in told[f"purposes/{key}/basis"]) == (purpose["basis"] == "consent"), key


def test_who_sees_it_is_told_by_the_roles_own_words(plain, told):
    for key, purpose in plain["purposes"].items():
        said = told[f"purposes/{key}/seen-by"].casefold()
        for role, words in plain["roles"].items():
            assert (short(words) in said) == (role in purpose["seen by"]), (key, role)
