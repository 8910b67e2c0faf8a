"""What the law room says, word for word: the derivation of a date, and each fault in its four parts."""

from datetime import date, datetime

import pytest

from law import told
from troth import law
from troth.fault import Fault
from troth.law.calendar import Calendar
from troth.law.uk import periods, regulator
from troth.law.uk.approvals import approval, known
from troth.words import Nation

ENGLAND = Nation.ENGLAND
RECEIVED, BEFORE, AFTER = date(2026, 3, 2), date(2026, 3, 1), date(2026, 3, 9)
REVERSED = "check the two days; they may be reversed"
UNCOUNTED = "this day cannot be counted with"


def steps(found):
    return [(step.says, step.cite) for step in found.because]


def test_the_derivation_of_a_paused_and_extended_access_request():
    found = law.due(
        "access",
        date(2026, 3, 2),
        ENGLAND,
        identified=date(2026, 3, 2),
        fee_paid=date(2026, 3, 2),
        clarify=[(date(2026, 3, 5), date(2026, 3, 12))],
        extended=True,
    )
    assert steps(found) == [
        ("The request arrived on Monday 2 March 2026.", "UK GDPR Art 12A(2)"),
        ("Identity was confirmed the same day.", "UK GDPR Art 12A(2)"),
        ("The fee was paid the same day.", "UK GDPR Art 12A(2)"),
        ("The month counts from that day; the day itself is not counted.", "Reg 1182/71 Art 3(1)"),
        (
            "Because the request is complex, or one of many, two further months are taken, counted from the same "
            "start.",
            "UK GDPR Art 12A(3)",
        ),
        ("Three months on is Tuesday 2 June 2026.", "UK GDPR Art 12A(3); Reg 1182/71 Art 3(2)(c)"),
        (
            "The person was asked what they mean on Thursday 5 March 2026 and answered on Thursday 12 March 2026.",
            "UK GDPR Art 12A(5)-(6)",
        ),
        (
            "8 days of the period do not count: from question to answer, both days included. Without them the period "
            "ends on Wednesday 10 June 2026.",
            "UK GDPR Art 12A(5)-(6)",
        ),
        (
            "Wednesday 10 June 2026 is a working day in England: the answer is due by the end of that day.",
            "UK GDPR Art 4A; Reg 1182/71 Art 3(4)",
        ),
        (
            "Whoever counts a pause without its last day comes to Tuesday 9 June 2026; to answer by then is safe.",
            "UK GDPR Art 12A(5)-(6)",
        ),
        (
            "The longer time holds only if the person is told of it, with the reasons, by Friday 10 April 2026.",
            "UK GDPR Art 12A(4)",
        ),
    ]


def test_the_derivation_of_a_request_that_waits():
    found = law.due("access", date(2026, 3, 2), ENGLAND, clarify=[(date(2026, 3, 5), None)], extended=True)
    assert steps(found)[-2:] == [
        (
            "The question of 5 March 2026 has no answer yet. The clock stands still, and no day can be given.",
            "UK GDPR Art 12A(5)-(6)",
        ),
        (
            "One month is a usual time to wait for an answer, here until Sunday 5 April 2026. After that the request "
            "can be closed, with the reasons and the ways to complain.",
            "ICO, right of access guidance, no answer",
        ),
    ]
    assert steps(found)[0] == ("The request arrived on Monday 2 March 2026.", "UK GDPR Art 12A(2)")
    last = date(
        2026, 4, 2
    )  # a question on the very last day still stops the clock, one on the day after comes too late
    assert law.due("access", date(2026, 3, 2), ENGLAND, clarify=[(last, None)]).at is None
    late = law.due("access", date(2026, 3, 2), ENGLAND, clarify=[(date(2026, 4, 3), date(2026, 4, 8))])
    assert late.at == last
    assert ("None of these days lies in the period, so nothing changes.", "UK GDPR Art 12A(5)-(6)") in steps(late)


def test_the_derivation_of_an_older_request_with_proof_and_fee_later():
    found = law.due("access", date(2025, 9, 1), ENGLAND, identified=date(2025, 9, 5), fee_paid=date(2025, 9, 8))
    assert steps(found)[:4] == [
        ("The request arrived on Monday 1 September 2025.", "UK GDPR Art 12(3)"),
        ("What confirms identity arrived on Friday 5 September 2025.", "UK GDPR Art 12(6)"),
        ("The fee was paid on Monday 8 September 2025.", "UK GDPR Art 12(5)"),
        (
            "So the month counts afresh from Monday 8 September 2025; that day itself is not counted.",
            "Reg 1182/71 Art 3(1)",
        ),
    ]
    assert (
        "The older law counts from arrival; read strictly, the day would be Wednesday 1 October 2025.",
        "UK GDPR Art 12(3)",
    ) in steps(found)
    assert (found.at, found.cautious) == (date(2025, 10, 8), date(2025, 10, 1))
    plain = law.due("access", date(2025, 9, 1), ENGLAND)
    assert not any("older law counts" in says for says, _ in steps(plain)) and plain.cautious == plain.at


def test_the_derivation_of_an_acknowledgement_over_a_weekend():
    found = law.due("complaint-acknowledgement", date(2026, 6, 25), ENGLAND)
    assert steps(found) == [
        ("The complaint arrived on Thursday 25 June 2026.", "DPA 2018 s. 164A(3)"),
        ("The day of receipt is not counted: day 1 is the day after it.", "DPA 2018 s. 205(2)"),
        ("Day 30 is Saturday 25 July 2026.", "DPA 2018 s. 164A(3)"),
        (
            "Saturday 25 July 2026 and Sunday 26 July 2026 are the weekend.",
            "DPA 2018 s. 205(2); Reg 1182/71 Art 3(4)",
        ),
        (
            "The next working day in England is Monday 27 July 2026: the acknowledgement is due by the end of that "
            "day.",
            "DPA 2018 s. 205(2); Reg 1182/71 Art 3(4)",
        ),
    ]
    assert found.cautious == found.at
    sunday = law.due("complaint-acknowledgement", date(2026, 6, 19), ENGLAND)
    assert ("Sunday 19 July 2026 is at the weekend.", "DPA 2018 s. 205(2); Reg 1182/71 Art 3(4)") in steps(sunday)


def test_the_derivation_of_72_hours_over_the_change_of_clocks():
    found = law.due("breach", datetime(2026, 10, 24, 10), ENGLAND)
    says = [words for words, _ in steps(found)]
    assert says[0] == "The breach became known on Saturday 24 October 2026 at 10:00 (British Summer Time)."
    assert says[2] == "The clocks go back in between, so the clock on the wall shows an hour earlier."
    assert says[3] == "The regulator is told by Tuesday 27 October 2026 at 09:00 (Greenwich Mean Time)."
    assert steps(found)[0][1] == steps(found)[3][1] == "UK GDPR Art 33(1)"
    assert found.cautious == found.at
    forward = law.due("breach", datetime(2026, 3, 28, 10), ENGLAND)
    assert "The clocks go forward in between, so the clock on the wall shows an hour later." in [
        words for words, _ in steps(forward)
    ]


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (
            {"identified": BEFORE},
            "the proof of identity came on 1 March 2026, before the request arrived on 2 March 2026",
        ),
        ({"fee_paid": BEFORE}, "the fee was paid on 1 March 2026, before the request arrived on 2 March 2026"),
        (
            {"clarify": [(BEFORE, AFTER)]},
            "the question was asked on 1 March 2026, before the request arrived on 2 March 2026",
        ),
        (
            {"clarify": [(AFTER, RECEIVED)]},
            "the answer came on 2 March 2026, before its question was asked on 9 March 2026",
        ),
    ],
)
def test_days_in_the_wrong_order(given, what):
    with pytest.raises(Fault) as caught:
        law.due("access", RECEIVED, ENGLAND, **given)
    assert (caught.value.what, caught.value.remedy) == (what, REVERSED)


def test_a_fault_of_a_duty_or_a_nation():
    with pytest.raises(Fault) as caught:
        law.due("complaint-acknowledgement", date(2026, 7, 1), ENGLAND, extended=True)
    assert (caught.value.what, caught.value.because, caught.value.remedy) == (
        "nothing moves, stops or lengthens the time of `complaint-acknowledgement`",
        "identity, fee, questions and two further months belong to requests (UK GDPR Art 12A)",
        "leave them out",
    )
    with pytest.raises(Fault) as caught:
        law.due("acces", RECEIVED, ENGLAND)
    assert (caught.value.what, caught.value.remedy) == (
        "`acces` is no duty that has a last day",
        "did you mean `access`?",
    )
    with pytest.raises(Fault) as caught:
        law.due("z" * 200, RECEIVED, ENGLAND)
    assert caught.value.what == f"`{'z' * 60}` is no duty that has a last day"
    assert caught.value.remedy == f"one of: {', '.join(law.DUTIES)}"
    with pytest.raises(Fault) as caught:
        law.due("access", RECEIVED, "a" * 99)
    assert (caught.value.what, caught.value.because, caught.value.remedy) == (
        f"`{'a' * 60}` is no nation of the United Kingdom",
        "a last day moves over the bank holidays of the place of the act (Reg 1182/71 Art 2(1))",
        "one of: england, wales, scotland, northern-ireland",
    )


def test_a_fault_of_the_years():
    with pytest.raises(Fault) as caught:
        law.due("breach", datetime(9999, 12, 31, 23), ENGLAND)
    assert (caught.value.what, caught.value.remedy) == (UNCOUNTED, "check the year")
    with pytest.raises(Fault) as caught:
        law.ask("close-after", date(2026, 11, 25), {"asked": date.max})
    assert (caught.value.what, caught.value.remedy) == (UNCOUNTED, "check the year")
    with pytest.raises(Fault) as caught:
        law.ask("keep-at-least", date(2026, 11, 25), {"record": "vat-records", "nation": "wales", "begun": date.max})
    assert caught.value.what and caught.value.remedy.startswith("check the year")
    with pytest.raises(Fault) as caught:
        law.due("access", date(2028, 12, 31), ENGLAND)
    assert caught.value.because == (
        "a last day moves over bank holidays (Reg 1182/71 Art 3(4)), and one may still be proclaimed"
    )
    assert caught.value.remedy == (
        "ask again when the nation has published them, and say so in holidays.yaml: `published until:`"
    )


def test_a_fault_of_a_place_in_the_law():
    with pytest.raises(Fault) as caught:
        law.find("zzzz" * 40)
    assert caught.value.what == f"no rule is known at `{('zzzz' * 40)[:100]}`"
    assert caught.value.because == "only rules that something here rests on are in the register"
    assert caught.value.remedy == "write it like: UK GDPR Art 12A(5), or DPA 2018 s. 164A"
    with pytest.raises(Fault) as caught:
        law.find("DPA 2018 s. 161A")
    assert caught.value.remedy.startswith("perhaps DPA 2018 s. 1")


@pytest.mark.parametrize(
    ("duty", "says", "cite"),
    [
        ("access", "with the GDPR.", "UK GDPR Art 12(3)"),
        ("breach", "with the GDPR.", "UK GDPR Art 33(1)"),
        ("telecoms-breach", "it begins on 26 May 2011, with SI 2011/1208.", "PECR reg 5A(2)"),
        ("complaint-acknowledgement", "the duty begins on that day.", "SI 2026/82 reg 7"),
    ],
)
def test_why_there_was_no_duty(duty, says, cite):
    step = law.absent(duty, date(2001, 1, 1))
    assert step.says.endswith(says) and step.cite == cite
    assert duty != "breach" or "There was no such duty on 1 January 2001: it begins on 25 May 2018" in step.says


def test_a_calendar_of_ones_own_cites_itself():
    own = Calendar.of_days("Utopia", {date(2027, 3, 3): "the Day of the Beans"}, date(2030, 1, 1))
    found = law.due("access", date(2027, 2, 3), ENGLAND, calendar=own)
    assert ("Wednesday 3 March 2027 is the Day of the Beans.", "Holidays of Utopia") in steps(found)
    assert own.holiday(date(2027, 3, 4)) == ""


def test_the_catalogue_of_periods_is_that_of_a_day_and_a_nation():
    now = {line.id for line in periods.catalogue(date(2026, 11, 25), Nation.SCOTLAND)}
    assert {"vat-records", "contract-claims", "suppression", "holiday-records"} <= now
    before = {line.id for line in periods.catalogue(date(2026, 4, 5), Nation.SCOTLAND)}
    assert now - before == {"holiday-records"}
    of = {nation: periods.statutory("contract-claims", date(2026, 11, 25), nation).period for nation in Nation}
    assert [of[n].months // 12 for n in Nation] == [6, 6, 5, 6]


def test_places_are_known_by_their_usual_names():
    names = known()
    assert {"france", "usa", "japan", "united kingdom"} <= set(names) and list(names) == sorted(names)
    day = date(2026, 11, 25)
    assert (approval("France", day), approval("USA", day), approval("Brazil", day)) == ("whole", "part", "none")


def test_the_regulator_has_a_post_only_while_it_is_known():
    assert "Wilmslow" in regulator.regulator(date(2026, 8, 31)).post
    assert regulator.regulator(date(2026, 9, 1)).post == ""
    own = regulator.Contact(post="1 Quay Street")
    assert regulator.regulator(date(2026, 9, 1), own).post == "1 Quay Street"


def test_every_derivation_cites_its_law_and_shouts_nowhere():
    for _, case in told.every_case():
        if "ask" not in case:
            for step in told.deadline(case)[1]:
                plain = step.says.startswith(("Nothing was paused", "The clocks go"))
                assert (step.cite or plain) and not step.says.isupper(), (case["name"], step.says)
