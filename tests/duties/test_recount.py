"""A bank holiday changes, and the open cases whose day it touches move with it: those, no others, once, on record."""

import json
import logging
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from troth import flows, policy
from troth.duties import cases, clock, overview, receipts, recount
from troth.fault import Fault
from troth.law.calendar import published
from troth.records import audit, entries, keys
from troth.records.entries import Entry
from troth.records.place import working_days
from troth.words import Identifier, Nation, Subject

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
RECEIVED = datetime(2026, 11, 25, 10, 14, tzinfo=UTC)  # due on Tuesday 29 December 2026, after Christmas
AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
JUBILEE = """\
holidays:
  - day: 2026-12-29
    nations: [england, wales]
    is: the bank holiday for the Jubilee
    known since: 2026-12-01
    source: Proclamation of 30 November 2026
"""
TAKEN_AWAY = """\
holidays:
  - day: 2026-12-28
    nations: [england]
    works: yes
    because: the holiday in place of Boxing Day is not kept this year
    known since: 2026-12-01
    source: Proclamation of 30 November 2026
"""


def asked(nation="england", received=RECEIVED, name="Hannah Whitcombe"):
    """A confirmed request, whose clock runs."""
    opened = cases.open_case(
        "access",
        person=cases.Person(name=name, email=f"{name.split()[0].lower()}@example.org", scope="everything"),
        who=Subject((Identifier("email", "hannah@example.org"),)),
        channel="letter",
        at=received,
    )
    case = opened.case
    case.nation = nation
    with transaction.atomic():
        cases.start_clock(case, received, "a colleague knows the person")
    return case


def moved(case):
    """What the evidence says of every move of a case, oldest first."""
    rows = Entry.objects.filter(case=case.reference, kind__startswith="deadline.").order_by("id")
    return [entries.opened(row) for row in rows]


def due(case):
    case.refresh_from_db()
    return case.due


def test_a_proclaimed_day_moves_an_open_case_with_its_derivation_and_evidence(holidays):
    case = asked()
    assert case.due == date(2026, 12, 29) and recount.recount_open() == 0 and moved(case) == []
    holidays(JUBILEE)
    assert recount.recount_open() == 1
    assert due(case) == case.deadline.at == case.deadline.notice_by == date(2026, 12, 30)
    steps = [(step.says, step.cite) for step in case.deadline.because]
    source = "Proclamation of 30 November 2026; known since 1 December 2026"
    assert ("Tuesday 29 December 2026 is the bank holiday for the Jubilee.", source) in steps
    assert ("Friday 25 December 2026 is Christmas Day.", "Bank holidays of England and Wales") in steps
    (said,) = moved(case)
    because = f"Tuesday 29 December 2026 is the bank holiday for the Jubilee ({source})"
    assert (said["kind"], said["was"], said["now"]) == ("deadline.moved", "2026-12-29", "2026-12-30")
    assert said["because"] == because
    assert cases.journal(case)[0]["says"] == (
        f"The due date moved from Tuesday 29 December 2026 to Wednesday 30 December 2026, because {because}"
    )


def test_a_second_run_changes_nothing(holidays):
    case = asked()
    holidays(JUBILEE)
    assert recount.recount_open() == 1
    before = (due(case), case.derivation, Entry.objects.count())
    assert [recount.recount_open() for _ in range(3)] == [0, 0, 0]
    assert (due(case), case.derivation, Entry.objects.count()) == before


def test_the_evidence_holds_nothing_of_the_person_and_the_ledger_verifies(holidays):
    case = asked()
    holidays(JUBILEE)
    recount.recount_open()
    (said,) = moved(case)
    assert set(said) == {"kind", "at", "case", "was", "now", "because"}
    assert not any(word in json.dumps(said) for word in ("Hannah", "Whitcombe", "example.org"))
    entries.sequence()
    assert audit.fsck(None), "a verdict, and no fault"


def test_a_day_that_comes_earlier_is_seen_at_once(holidays):
    case = asked()
    holidays(TAKEN_AWAY)
    assert recount.recount_open() == 1
    assert due(case) == date(2026, 12, 28)
    (said,) = moved(case)
    assert said["because"].startswith(
        "Monday 28 December 2026 is no holiday in England any more: the holiday in place of"
    )
    move = overview.points([case], AT)[case.pk].moved
    assert move.earlier and (move.was, move.now) == (date(2026, 12, 29), date(2026, 12, 28))
    step = case.deadline.because[-3]
    assert "no holiday in England any more" in step.says and step.cite.startswith("Proclamation")


def test_only_the_nations_that_are_named_move(holidays):
    hannah, iain, rhian = asked(), asked("scotland", name="Iain Ross"), asked("wales", name="Rhian Pugh")
    assert hannah.due == iain.due == rhian.due
    holidays(JUBILEE)
    assert recount.recount_open() == 2
    assert [due(hannah), due(iain), due(rhian)] == [date(2026, 12, 30), date(2026, 12, 29), date(2026, 12, 30)]
    assert moved(iain) == []


def test_a_holiday_that_is_moved_moves_cases_both_ways(holidays):
    early, late = (
        asked("scotland", datetime(2027, 4, 3, 9, tzinfo=UTC)),
        asked("scotland", datetime(2027, 4, 10, 9, tzinfo=UTC), "Iain Ross"),
    )
    assert (early.due, late.due) == (date(2027, 5, 4), date(2027, 5, 10))
    holidays(
        "holidays:\n  - day: 2027-05-03\n    nations: [scotland]\n    moved to: 2027-05-10\n"
        "    known since: 2027-04-20\n    source: https://www.gov.uk/bank-holidays\n"
    )
    assert recount.recount_open() == 2
    assert (due(early), due(late)) == (date(2027, 5, 3), date(2027, 5, 11))
    assert "the early May bank holiday is moved to Monday 10 May 2027" in moved(early)[0]["because"]
    assert moved(late)[0]["because"].startswith("Monday 10 May 2027 is the early May bank holiday, moved from")


def test_a_line_that_is_taken_back_moves_the_case_back(holidays):
    case = asked()
    holidays(JUBILEE)
    recount.recount_open()
    holidays("")
    assert recount.recount_open() == 1
    assert due(case) == date(2026, 12, 29)
    assert [(said["was"], said["now"]) for said in moved(case)] == [
        ("2026-12-29", "2026-12-30"),
        ("2026-12-30", "2026-12-29"),
    ]
    assert moved(case)[1]["because"] == "Tuesday 29 December 2026 is a working day (Bank holidays of England and Wales)"


@pytest.mark.parametrize(
    "change",
    [
        {"answered_at": AT, "state": "ready"},
        {"state": "closed", "closed_at": AT, "answered_at": AT},
        {"state": "withdrawn", "closed_at": AT},
    ],
    ids=["answered", "closed", "taken back"],
)
def test_what_is_answered_or_over_stays_as_it_was(holidays, change):
    case = asked()
    cases.Case.objects.filter(pk=case.pk).update(**change)
    kept = case.derivation
    holidays(JUBILEE)
    assert recount.recount_open() == 0
    assert due(case) == date(2026, 12, 29) and case.derivation == kept and moved(case) == []
    assert recount.moves([case]) == {} and recount.uncounted([case]) == {}


def test_a_request_whose_person_is_not_confirmed_has_no_date_to_move(holidays):
    opened = cases.open_case("access", person=cases.Person("H"), who=Subject(), channel="letter", at=RECEIVED)
    holidays(JUBILEE)
    assert recount.recount_open() == 0 and due(opened.case) is None


def test_a_new_case_is_counted_with_the_new_day_from_the_start(holidays):
    holidays(JUBILEE)
    case = asked()
    assert case.due == date(2026, 12, 30) and recount.recount_open() == 0 and moved(case) == []


def test_the_law_of_the_day_of_receipt_stays(holidays):
    case = asked(received=datetime(2026, 1, 5, 9, tzinfo=UTC))
    assert (case.due, case.deadline.cite) == (date(2026, 2, 5), "UK GDPR Art 12(3)")
    holidays(JUBILEE.replace("2026-12-29", "2026-02-05"))
    assert recount.recount_open() == 1
    assert (due(case), case.deadline.cite) == (date(2026, 2, 6), "UK GDPR Art 12(3)")
    assert not any("12A" in step.cite for step in case.deadline.because)


def test_what_was_confirmed_later_counts_from_then(holidays):
    opened = cases.open_case("access", person=cases.Person("H"), who=Subject(), channel="letter", at=RECEIVED)
    with transaction.atomic():
        cases.start_clock(opened.case, AT, "rang back")
    assert due(opened.case) == date(2027, 1, 4)
    holidays(JUBILEE.replace("2026-12-29", "2027-01-04"))
    assert recount.recount_open() == 1 and due(opened.case) == date(2027, 1, 5)
    assert any("So the month counts afresh" in step.says for step in opened.case.deadline.because)


def test_a_new_derivation_of_the_same_day_is_kept_and_on_record(holidays):
    case = asked()
    holidays(JUBILEE.replace("2026-12-29", "2026-12-25").replace("the bank holiday for the Jubilee", "the Jubilee"))
    assert recount.recount_open() == 1
    assert due(case) == date(2026, 12, 29)
    (said,) = moved(case)
    assert (said["kind"], said["now"]) == ("deadline.explained", "2026-12-29")
    assert cases.journal(case)[0]["says"] == (
        "The due date stays Tuesday 29 December 2026, worked out anew: Friday 25 December 2026 is the Jubilee"
    )
    assert recount.moves([case]) == {} and recount.recount_open() == 0


def test_a_receipt_of_the_move_is_there_for_the_person(holidays):
    case = asked()
    holidays(JUBILEE)
    recount.recount_open()
    titles = [held.title for held in receipts.for_case(case)]
    assert titles == ["Your request", "Your identity was confirmed", "The day of your answer moved"]


# ---- what goes wrong ----


def test_a_list_with_a_fault_moves_nothing_and_is_said_with_its_place(holidays, caplog):
    case = asked()
    holidays(JUBILEE.replace("england", "englnad"))
    with caplog.at_level(logging.ERROR, "troth.recount"):
        assert recount.recount_open() == 0
    assert due(case) == date(2026, 12, 29) and moved(case) == []
    assert "holidays.yaml:3:15" in caplog.text and "englnad" in caplog.text and len(caplog.records) == 1
    fault = recount.uncounted([case])[case.reference]
    assert fault.where == "holidays.yaml:3:15" and "troth check" in fault.remedy
    with pytest.raises(Fault, match="no date can be counted now"):
        asked(name="Iain Ross")
    holidays(JUBILEE)
    assert recount.recount_open() == 1 and recount.uncounted([case]) == {}


def test_what_is_past_the_horizon_keeps_its_date_is_said_and_stops_no_other(holidays, caplog):
    holidays("published until: 2029-12-31\n")
    far, near = asked(received=datetime(2028, 12, 20, 9, tzinfo=UTC)), asked(name="Iain Ross")
    assert far.due == date(2029, 1, 22)
    holidays(JUBILEE)
    with caplog.at_level(logging.ERROR, "troth.recount"):
        assert recount.recount_open() == 1
    assert (due(far), due(near)) == (date(2029, 1, 22), date(2026, 12, 30))
    assert far.reference in caplog.text and "31 December 2028" in caplog.text
    assert list(recount.uncounted([far, near])) == [far.reference]


def test_a_case_whose_key_is_lost_or_whose_row_is_damaged_stops_no_other(holidays, caplog):
    lost, odd, sound = asked(), asked(name="Iain Ross"), asked(name="Rhian Pugh")
    keys.Key.objects.using(keys.DATABASE).filter(name=lost.key).update(wrapped=b"x")
    cases.Case.objects.filter(pk=odd.pk).update(derivation={"at": 7}, received_at=datetime(9999, 12, 30, tzinfo=UTC))
    holidays(JUBILEE)
    with caplog.at_level(logging.ERROR, "troth.recount"):
        assert recount.recount_open() == 1
    assert (due(lost), due(sound)) == (date(2026, 12, 29), date(2026, 12, 30)), "no evidence, no act"
    assert {lost.reference, odd.reference} <= set(caplog.text.split()), caplog.text


def test_killed_between_the_day_and_its_evidence_neither_is_kept(holidays, monkeypatch):
    case = asked()
    holidays(JUBILEE)
    days = working_days(Nation.ENGLAND)

    def killed(*args, **facts):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(entries, "append", killed)
        recount.recount(case, days, AT)
    assert due(case) == date(2026, 12, 29) and moved(case) == []
    assert recount.recount_open() == 1 and len(moved(case)) == 1


def test_what_happened_meanwhile_counts(holidays):
    case = asked()
    stale = cases.Case.objects.get(pk=case.pk)
    cases.Case.objects.filter(pk=case.pk).update(answered_at=AT, state="ready")
    holidays(JUBILEE)
    assert not recount.recount(stale, working_days(Nation.ENGLAND), AT)
    assert due(case) == date(2026, 12, 29) and moved(case) == []


# ---- the decision, and when it is made ----


def test_the_decision_alone_touches_nothing(holidays):
    case = asked()
    holidays(JUBILEE)
    result = recount.recounted(case, working_days(Nation.ENGLAND))
    assert (result.was, result.now) == (date(2026, 12, 29), date(2026, 12, 30))
    assert due(case) == date(2026, 12, 29)
    assert recount.recounted(case, published(Nation.ENGLAND)) is None


def test_a_date_that_a_newer_release_counts_otherwise_says_so():
    case = asked()
    cases.Case.objects.filter(pk=case.pk).update(due=date(2026, 12, 24))
    case.derivation["at"] = "2026-12-24"
    case.due = date(2026, 12, 24)
    case.save()
    assert recount.recount_open() == 1 and due(case) == date(2026, 12, 29)
    assert moved(case)[0]["because"] == recount.OTHERWISE


def test_it_comes_by_itself_within_minutes_and_the_flow_runs(holidays):
    assert flows.PERIODS["keep_dates"] <= 3600
    assert {"look_again", "clear_packs", "tidy"} <= set(flows.PERIODS), "what comes by itself is known to the worker"
    case = asked()
    holidays(JUBILEE)
    flows.run_here(flows.FLOWS["keep_dates"])
    assert due(case) == date(2026, 12, 30)


def test_the_working_days_are_read_again_when_the_list_changes(holidays):
    day = date(2026, 12, 29)
    assert working_days(Nation.WALES).works(day)
    holidays(JUBILEE)
    assert not working_days(Nation.WALES).works(day) and working_days(Nation.SCOTLAND).works(day)
    holidays("")
    assert working_days(Nation.WALES).works(day)
    assert clock.access_deadline(RECEIVED, None, Nation.WALES).at == day


def test_a_list_with_a_fault_is_read_once_for_all_pages_and_its_fault_is_fresh_each_time(holidays, monkeypatch):
    holidays(JUBILEE.replace("england, wales", "englnad"))
    read, times = policy.holidays.read, []
    monkeypatch.setattr(policy.holidays, "read", lambda *given: times.append(1) or read(*given))
    met = []
    for _ in range(50):
        with pytest.raises(Fault) as caught:
            working_days(Nation.ENGLAND)
        met.append(caught.value)
    assert len(times) == 1 and len({id(fault) for fault in met}) == 50
    assert met[0].where == "holidays.yaml:3:15" and "englnad" in met[0].because
