"""The company's bank holidays: what a line changes, and what is wrong with a line, at its place and with a remedy."""

import random
import re
from datetime import date
from pathlib import Path

import pytest

from troth.fault import Fault, Faults
from troth.law.calendar import published
from troth.policy import holidays
from troth.words import Nation

TODAY = date(2026, 12, 1)
LIST = """\
holidays:
  - day: 2027-06-07
    nations: [england, wales]
    is: the bank holiday for the Jubilee
    known since: 2026-11-24
    source: Proclamation of 24 November 2026
  - day: 2027-05-03
    nations: [scotland]
    moved to: 2027-05-10
    known since: 2026-12-01
    source: https://www.gov.uk/bank-holidays
  - day: 2027-07-12
    nations: [northern-ireland]
    works: yes
    because: it is not kept in that year.
    known since: 2026-12-01
    source: Order of 30 November 2026
"""
LINE = LIST.partition("  - day: 2027-05-03")[0]


def faults(text, on=TODAY):
    """What is wrong with a list: in itself, else on the day of looking."""
    try:
        return holidays.check(holidays.read(text, "h.yaml"), on)
    except Faults as several:
        return list(several)


def only(text, on=TODAY):
    (fault,) = faults(text, on)
    assert fault.where.startswith("h.yaml") and fault.remedy
    return fault


def changed(old, new, text=LIST):
    """The list with one thing replaced, and where the new thing stands."""
    assert old in text
    before = text[: text.index(old)]
    return text.replace(old, new, 1), f"h.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_a_sound_list_has_no_fault():
    assert faults(LIST) == []


def test_a_proclaimed_day_is_a_holiday_of_the_nations_named():
    read = holidays.read(LIST, "h.yaml")
    closed = [nation for nation in Nation if not read.calendar(nation).works(date(2027, 6, 7))]
    assert closed == [Nation.ENGLAND, Nation.WALES]
    days = read.calendar(Nation.WALES)
    assert days.holiday(date(2027, 6, 7)) == "the bank holiday for the Jubilee"
    assert days.source(date(2027, 6, 7)) == "Proclamation of 24 November 2026; known since 24 November 2026"


def test_a_day_that_is_moved_works_and_the_other_takes_its_name():
    days = holidays.read(LIST, "h.yaml").calendar(Nation.SCOTLAND)
    assert published(Nation.SCOTLAND).holiday(date(2027, 5, 3)) == "the early May bank holiday"
    name = "the early May bank holiday, moved from Monday 3 May 2027"
    assert days.works(date(2027, 5, 3)) and days.holiday(date(2027, 5, 10)) == name
    says = "Monday 3 May 2027 is no holiday in Scotland any more: "
    assert days.restored(date(2027, 5, 3)) == f"{says}the early May bank holiday is moved to Monday 10 May 2027."


def test_a_day_taken_away_works_and_says_why_once():
    days = holidays.read(LIST, "h.yaml").calendar(Nation.NORTHERN_IRELAND)
    assert days.works(date(2027, 7, 12)) and days.restored(date(2027, 7, 12)).endswith(": it is not kept in that year.")


def test_everything_else_is_as_published():
    read = holidays.read(LIST, "h.yaml")
    touched = {date(2027, 6, 7), date(2027, 5, 3), date(2027, 5, 10), date(2027, 7, 12)}
    for nation in Nation:
        before, after = published(nation), read.calendar(nation)
        for number in range(date(2026, 1, 1).toordinal(), date(2028, 12, 31).toordinal() + 1):
            day = date.fromordinal(number)
            assert day in touched or before.holiday(day) == after.holiday(day)
            assert day in touched or before.source(day) == after.source(day)


def test_the_example_of_the_recipe_is_sound():
    text = (Path(__file__).resolve().parents[2] / "docs" / "recipes" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(holidays:.*?)```", text, re.S)
    assert faults(example) == []


def test_no_line_and_a_later_end_are_a_list_too():
    assert holidays.read("holidays: []\n", "h.yaml").calendar(Nation.WALES).until == date(2028, 12, 31)
    later = holidays.read("published until: 2029-12-31\n", "h.yaml").calendar(Nation.WALES)
    assert later.until == date(2029, 12, 31) and not later.works(date(2029, 12, 25))


def test_an_end_before_that_of_the_release_shortens_nothing():
    text = "published until: 2027-12-31\n"
    assert faults(text) == [] and holidays.read(text, "h.yaml").until == date(2028, 12, 31)


def test_yes_and_true_are_the_same():
    assert faults(changed("works: yes", "works: true")[0]) == []


# ---- what is wrong, and where ----


@pytest.mark.parametrize(
    ("old", "new", "at", "what", "remedy"),
    [
        ("scotland", "scotlnd", "scotlnd", "`scotlnd` is no nation here", "did you mean `scotland`?"),
        ("scotland", "Utopia", "Utopia", "`Utopia` is no nation here", "one of: england"),
        ("scotland", "scotland, scotland", " scotland]", "`scotland` stands in this list twice", "delete one"),
        ("[scotland]", "scotland", "scotland", "`nations` is a list", "write [one]"),
        ("[scotland]", "[]", "[]", "`nations` is empty", "england"),
        ("    nations: [scotland]\n", "", "", "this entry has no `nations`", "england"),
        ("known since: 2026-11-24", "knwon since: 2026-11-24", "knwon", "`knwon since` is no key", "`known since`"),
        ("day: 2027-06-07", "day: 2027-06-31", "2027-06-31", "`2027-06-31` does not fit", "no such day"),
        ("day: 2027-06-07", "day: 7 June 2027", "7 June", "`7 June 2027` does not fit", "2026-11-25"),
        ("day: 2027-06-07", "day: 2027-06-05", "2027-06-05", "Saturday 5 June 2027 is at the weekend", "in its place"),
        ("moved to: 2027-05-10", "moved to: 2027-05-09", "2027-05-09", "Sunday 9 May 2027 is at the weekend", "place"),
        ("moved to: 2027-05-10", "moved to: 2027-05-03", "2027-05-03", "moved to itself", "write the new day"),
        (
            "day: 2027-06-07",
            "day: 2029-06-07",
            "2029-06-07",
            "lies past 31 December 2028",
            "published until: 2029-12-31",
        ),
        ("works: yes", "works: no", "no\n", "`no` does not say whether", "works: yes"),
        (
            "is: the bank holiday for the Jubilee",
            "works: yes",
            "works",
            "not said why this day works",
            "add `because:`",
        ),
        ("    is: the bank holiday for the Jubilee\n", "", "", "not said what Monday 7 June 2027 is", "write `is:`"),
        (
            "    works: yes\n",
            "    works: yes\n    is: a day\n",
            "works",
            "`is` and `works` are said of one day",
            "keep",
        ),
        ("    moved to:", "    is: a day\n    moved to:", "moved", "`is` and `moved to` are said of one day", "keep"),
        ("    is: the", "    because: x\n    is: the", "because", "`because` belongs to `works: yes`", "delete it"),
        ("    source: Order of 30 November 2026\n", "", "", "this entry has no `source`", "proclamation"),
        ("source: Order of 30 November 2026", "source:", "source:\n", "`source` is empty", "proclamation"),
        ("holidays:", "holidais:", "holidais", "`holidais` is no key", "did you mean `holidays`?"),
    ],
)
def test_a_slip_is_a_fault_at_its_place_with_what_is_probably_meant(old, new, at, what, remedy):
    text, _ = changed(old, new)
    found = faults(text)
    fault = next((one for one in found if what in one.what), None)
    assert fault and remedy in fault.remedy, "\n".join(map(str, found))
    if at:
        line, column = map(int, fault.where.split(":")[1:])
        assert (text.split("\n")[line - 1] + "\n")[column - 1 :].startswith(at.strip(" ")), str(fault)
    assert "^" in str(fault)


def test_a_day_that_stands_twice_for_a_nation_names_both_lines():
    twice = LINE + LINE.partition("\n")[2].replace("[england, wales]", "[wales, scotland]")
    fault = only(twice)
    assert fault.where == "h.yaml:7:10"
    assert fault.what == "Monday 7 June 2027 stands here twice for `wales`, first on line 2"
    assert faults(twice.replace("[wales, scotland]", "[scotland]")) == []


def test_a_day_that_another_is_moved_to_stands_there_too():
    onto = LIST.replace("day: 2027-06-07", "day: 2027-05-10").replace("[england, wales]", "[scotland]")
    assert "10 May 2027 stands here twice for `scotland`, first on line 2" in only(onto).what


def test_two_lines_on_one_line_are_two():
    entry = "{day: 2027-06-07, nations: [wales], is: a day, known since: 2026-11-24, source: here}"
    assert "stands here twice" in only(f"holidays: [{entry}, {entry}]").what


def test_what_is_known_only_later_is_a_fault_until_then():
    fault = only(LINE, on=date(2026, 11, 23))
    assert fault.where == "h.yaml:5:18" and "nobody can know this since 24 November 2026" in fault.what
    assert faults(LINE, on=date(2026, 11, 24)) == []


def test_a_working_day_cannot_be_taken_away_nor_moved():
    fault = only(changed("2027-07-12", "2027-07-13")[0])
    assert "Tuesday 13 July 2027 is no bank holiday of Northern Ireland" in fault.what
    fault = only(changed("day: 2027-05-03", "day: 2027-05-04")[0])
    assert "Tuesday 4 May 2027 is no bank holiday of Scotland" in fault.what
    holidays.read(changed("2027-07-12", "2027-07-13")[0], "h.yaml")  # it counts: a newer release may have it already


def test_an_end_far_ahead_is_a_guess():
    assert "no nation has published" in only("published until: 2208-12-31").what
    assert faults("published until: 2031-12-31") == []


@pytest.mark.parametrize("until", ["2039-01-01", "2208-12-31", "9999-12-31"])
def test_an_end_that_no_release_counts_to_is_not_even_read(until):
    with pytest.raises(Faults):
        holidays.read(f"published until: {until}\n", "h.yaml")
    assert holidays.read("published until: 2038-12-31\n", "h.yaml").until == date(2038, 12, 31)


def test_on_the_last_day_of_time_a_list_is_looked_at_too():
    assert faults("published until: 2038-12-31\n", date.max) == []


def test_a_holiday_moved_onto_another_is_lost():
    fault = only(changed("2027-05-10", "2027-08-02")[0])
    assert fault.what == "Monday 2 August 2027 is the summer bank holiday in Scotland already"
    assert fault.where == "h.yaml:8:15" and "lost" in fault.because


def test_a_holiday_moved_by_years_is_a_slip():
    assert "a holiday of 2027 is moved to Tuesday 10 May 1927" in only(changed("2027-05-10", "1927-05-10")[0]).what


def test_words_of_dots_say_nothing_and_take_no_holiday_away():
    name, where = changed("the bank holiday for the Jubilee", '"..."')
    assert only(name).where == where and only(name).what == "`...` says nothing"
    reason, where = changed("it is not kept in that year.", '". ."')
    assert only(reason).where == where


def test_a_day_within_the_later_end_is_no_fault():
    text = LINE.replace("2027-06-07", "2029-06-07")
    assert "published until: 2029-12-31" in only(text).remedy
    assert faults(text + "published until: 2029-12-31\n") == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("1 MB", "# " + "a" * 1_000_000),
        ("many lines", LINE + LINE.partition("\n")[2] * 1000),
        ("nothing", ""),
        ("a remark", "# nothing else"),
        ("a list", "- 2027-06-07"),
        ("a word", "holidays"),
        ("duplicate keys", LIST + "holidays: []\n"),
        ("an alias", "holidays: *x"),
        ("brackets", "[" * 60_000),
        ("not UTF-8", b"\xff\xfe\x00"),
        ("a picture", bytes(range(256)) * 100),
        ("a group of keys", "holidays: {day: 2027-06-07}"),
        ("words for lines", "holidays: [a, b]"),
        ("text for the end", "published until: soon"),
        ("a line that is empty", "holidays:\n  -\n"),
        ("no value", "holidays:\n"),
    ],
)
def test_garbage_is_a_fault_and_nothing_else(what, text):
    found = faults(text)
    assert found, what
    for fault in found:
        assert isinstance(fault, Fault) and fault.what and fault.where.startswith("h.yaml"), what
        assert "init" not in fault.remedy and str(fault).encode()


def test_a_changed_list_is_read_or_refused():
    chance, lines, outcomes = random.Random(7), LIST.split("\n"), []
    odd = ["", "[]", "{}", "~", "*a", "2027-02-30", "9999-12-31", "0001-01-01", "yes", "{{x}}", "%s", "\0", "- " * 30]
    for _ in range(1500):
        made = list(lines)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(made))
            key, colon, _ = made[at].partition(":")
            made[at] = chance.choice(["", key + colon + " " + chance.choice(odd), made[at][1:], key, " " + made[at]])
            if chance.random() < 0.2:
                made.insert(at, made[chance.randrange(len(made))])
        try:
            read = holidays.read("\n".join(made), "h.yaml")
            holidays.check(read, TODAY)
            for nation in Nation:
                read.calendar(nation).works(date(2027, 5, 3))
            outcomes.append(True)
        except Faults as refused:
            assert list(refused) and all(fault.where.startswith("h.yaml") for fault in refused)
            outcomes.append(False)
    assert any(outcomes) and not all(outcomes)
