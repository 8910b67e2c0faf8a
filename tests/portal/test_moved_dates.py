"""A person whose day moved with the bank holidays sees the new one, why, how it is worked out, and can prove it."""

import re

import pytest

from portal.pages import read
from troth import flows
from troth.duties.pack.plain import weekday
from troth.ledger import receipt
from troth.records.place import signer

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LINE = """\
holidays:
  - day: {day}
    nations: [england]
    is: the bank holiday for the Jubilee
    known since: 2026-11-24
    source: Proclamation of 24 November 2026
"""


def test_the_page_shows_the_new_day_and_the_old_one_with_the_reason(visitor, systems, holidays):
    case = visitor.confirmed()
    before = visitor.get("/your-data/request/").content.decode()
    assert weekday(case.due) in before and "It moved because" not in before
    was = case.due
    holidays(LINE.format(day=was))
    flows.run_here(flows.FLOWS["keep_dates"])
    case.refresh_from_db()
    response = visitor.get("/your-data/request/")
    read(response)
    text = response.content.decode()
    assert f'<p class="day">{weekday(case.due)}</p>' in text and case.due > was
    assert f"Moved</span> &nbsp;It was {weekday(was)} until " in text and ". It moved because " in text
    steps = text[text.index("How we worked out") :].replace("\xa0", " ")
    told = f"{weekday(was)} is the bank holiday for the Jubilee.".replace("\xa0", " ")
    assert f"{told} <cite>Proclamation of 24 November 2026; known since 24 November 2026</cite>" in steps


def test_the_move_has_a_receipt_and_the_calendar_file_the_new_day(visitor, systems, holidays):
    case = visitor.confirmed()
    was = case.due
    holidays(LINE.format(day=was))
    flows.run_here(flows.FLOWS["keep_dates"])
    case.refresh_from_db()
    text = visitor.get("/your-data/request/").content.decode()
    number = re.search(r"/your-data/request/receipt/(\d+)/\" download>The day of your answer moved", text)[1]
    proved = receipt.verify(visitor.get(f"/your-data/request/receipt/{number}/").content, [signer().verifier])
    assert (proved.statement["was"], proved.statement["now"]) == (was.isoformat(), case.due.isoformat())
    assert f"DTSTART;VALUE=DATE:{case.due:%Y%m%d}" in visitor.get("/your-data/request/due.ics").content.decode()


def test_while_the_list_has_a_fault_the_first_page_names_no_day_and_stands(visitor, holidays):
    holidays("holidays: {")
    response = visitor.get("/your-data/")
    read(response)
    assert response.status_code == 200 and "holidays.yaml" not in response.content.decode()
