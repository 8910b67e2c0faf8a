"""A day that moved with the bank holidays is seen at the desk, and so is one that cannot be counted again."""

import re

import pytest

from troth import flows
from troth.duties.pack.plain import weekday

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
LINE = """\
holidays:
  - day: {day}
    nations: [england]
    is: the bank holiday for the <b>Jubilee</b>
    known since: 2026-11-24
    source: Proclamation of 24 November 2026
"""


def keep_dates():
    flows.run_here(flows.FLOWS["keep_dates"])


def read(desk, path):
    answer = desk.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def said(day):
    return weekday(day).replace("\xa0", " ")


def test_a_proclaimed_day_shows_in_inbox_case_and_journal_and_so_does_its_end(opened, desk, holidays):
    case = opened("review")
    was = case.due
    assert ", was " not in read(desk, "/desk/")
    holidays(LINE.format(day=was))
    keep_dates()
    case.refresh_from_db()
    assert case.due > was
    assert re.search(rf'<span class="soft">later, was \w{{3}} {was.day} ', read(desk, "/desk/"))
    page = read(desk, f"/desk/{case.reference}/")
    why = f"{said(was)} is the bank holiday for the &lt;b&gt;Jubilee&lt;/b&gt; (Proclamation of 24 November 2026; "
    assert "Later</span>" in page and f"Moved from {said(was)} on " in page and why in page
    assert f"The due date moved from {said(was)} to {said(case.due)}, because {why}" in page
    assert f"{said(was)} is the bank holiday for the &lt;b&gt;Jubilee&lt;/b&gt;. <cite>Proclamation" in page
    later = case.due
    holidays("")
    keep_dates()
    case.refresh_from_db()
    assert case.due == was
    assert re.search(rf'<span class="soft">earlier, was \w{{3}} {later.day} ', read(desk, "/desk/"))
    assert "Earlier</span>" in read(desk, f"/desk/{case.reference}/")


def test_a_list_with_a_fault_is_said_on_the_inbox_and_on_the_case_with_its_place(opened, desk, holidays):
    case = opened("review")
    holidays(LINE.format(day=case.due).replace("england", "englnad"))
    keep_dates()
    case.refresh_from_db()
    page = read(desk, "/desk/")
    assert "Not counted again</span> &nbsp;1 date here: no date can be counted now" in page
    assert "`englnad` is no nation here; holidays.yaml:3:15." in page
    page = read(desk, f"/desk/{case.reference}/")
    assert said(case.due) in page and "This date is as it was first given: no date can be counted now" in page
    holidays("")
    assert "Not counted again" not in read(desk, "/desk/") + read(desk, f"/desk/{case.reference}/")
