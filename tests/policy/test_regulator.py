"""How the regulator is reached: as the law room has it, or as the policy says; its name is always the law's."""

from datetime import date

import pytest

from troth import policy
from troth.fault import Faults

TODAY = date(2026, 11, 25)


def reached(small, lines):
    text = small.replace("nation: england\n", f"nation: england\nregulator: {lines}\n")
    return policy.regulator_of(policy.read(text, "p.yaml"), TODAY)


def test_a_policy_that_says_nothing_has_the_regulator_of_the_law(small):
    office = policy.regulator_of(policy.read(small, "p.yaml"), TODAY)
    assert (office.name, office.phone, office.web, office.post) == (
        "Information Commission",
        "0303 123 1113",
        "ico.org.uk/make-a-complaint",
        "",
    )


def test_a_policy_may_say_how_the_regulator_is_reached(small):
    office = reached(small, '{phone: 0300 111 2222, web: www.ic.example, post: "3 Circle Square, Manchester"}')
    assert (office.phone, office.web, office.post) == ("0300 111 2222", "www.ic.example", "3 Circle Square, Manchester")
    assert office.name == "Information Commission"


def test_what_a_policy_does_not_say_stays_as_it_is(small):
    office = reached(small, "{phone: 0300 111 2222}")
    assert (office.phone, office.web) == ("0300 111 2222", "ico.org.uk/make-a-complaint")


def test_the_name_is_that_of_the_day(small):
    read = policy.read(small.replace("nation: england\n", "nation: england\nregulator: {phone: 1}\n"), "p.yaml")
    assert policy.regulator_of(read, date(2026, 9, 29)).name == "Information Commissioner"
    assert policy.regulator_of(read, date(2026, 9, 30)).name == "Information Commission"


def test_the_address_was_certain_until_the_move(small):
    read = policy.read(small, "p.yaml")
    assert policy.regulator_of(read, date(2026, 8, 31)).post.endswith("SK9 5AF")
    assert policy.regulator_of(read, date(2026, 9, 1)).post == ""


def test_no_policy_gives_the_regulator_another_name(small):
    with pytest.raises(Faults) as caught:
        reached(small, "{name: Office of Data}")
    (fault,) = caught.value
    assert "`name` is no key" in fault.what and "phone, web, post" in fault.remedy
