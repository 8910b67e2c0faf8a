"""The review at the desk: row by row, by table, by class; and the yes."""

import html

import pytest
from django.utils import timezone

from troth import flows, law
from troth.duties import cases, delivery, reading, review
from troth.duties.search import Finding
from troth.records import entries
from troth.words import Right

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

REASON = "It speaks of the joint holder, who has not agreed."


def rows(case, **which):
    """Ids of the findings of this sort."""
    return list(Finding.objects.filter(case=case, **which).order_by("id").values_list("pk", flat=True))


def exemption():
    """An exemption that the law of today knows."""
    return law.exemptions(Right.ACCESS, timezone.localdate())[0].id


def test_the_whole_review_from_the_findings_to_the_link(opened, desk, mailoutbox):
    case = opened("review")
    at = f"/desk/{case.reference}/"
    page = desk.get(at).content.decode()
    assert "What do we give Hannah Whitcombe?" in page
    assert "31 findings in 3 of 5 systems; 29 wait for your decision" in page
    assert "Nothing in Web server log" in page and "Approve and deliver" not in page
    assert desk.get(f"{at}approve/").status_code == 409
    assert desk.get(f"{at}preview/").status_code == 409  # not decided yet

    desk.post(f"{at}include/", {"own": "1"})
    assert rows(case, decision="include") == rows(case, whose="own")
    shared = rows(case, whose="shared")
    answer = desk.post(f"{at}withhold/", {"row": shared})
    assert answer.status_code == 200 and b"Why does this row stay out?" in answer.content
    known = law.exemptions(Right.ACCESS, timezone.localdate())
    shown = html.unescape(answer.content.decode())
    assert len(known) > 1 and all(one.test[1:] in shown and str(one.cite) in shown for one in known)
    desk.post(f"{at}withhold/", {"row": shared, "exemption": exemption(), "reason": REASON})
    assert rows(case, decision="withhold", reason=REASON) == shared

    page = desk.get(at).content.decode()
    assert "Approve and deliver" in page
    preview = html.unescape(desk.get(f"{at}preview/").content.decode())
    assert "What do we hold about you?" in preview and REASON in preview and "Colin Marsh" not in preview
    assert Finding.objects.filter(case=case).count() == 31 and "Whitcombe" in preview
    warning = desk.get(f"{at}approve/").content.decode()
    for said in ("cannot be called back", "hannah.whitcombe@example.org", "held in Customer database", REASON):
        assert said in warning
    assert "28 rows leave" in warning
    assert desk.post(f"{at}approve/").status_code == 302
    assert "Is the answer for Hannah Whitcombe ready?" in desk.get(at).content.decode()
    flows.run_waiting_here()
    page = desk.get(at).content.decode()
    assert "Has Hannah Whitcombe opened the answer?" in page
    assert "It opens with the word that the person chose" in page
    assert any("/answer/" in mail.body for mail in mailoutbox)
    done = [row["kind"] for row in reversed(cases.journal(case))]
    wanted = ["finding.decided", "finding.decided", "answer.approved", "answer.built", "answer.link-made"]
    assert [kind for kind in done if kind in wanted] == wanted


def test_single_rows_whole_tables_and_a_button_touch_what_they_name_and_nothing_else(opened, desk):
    case = opened("review")
    at = f"/desk/{case.reference}/"
    orders = rows(case, table="orders")
    contact = rows(case, table="contacts", whose="own")
    desk.post(f"{at}include/", {"row": orders[:2]})
    assert rows(case, decision="include") == orders[:2]
    # A button for one table leaves alone what happens to be ticked.
    desk.post(f"{at}include/", {"only": contact, "row": orders[5], "group": orders[0]})
    assert rows(case, decision="include") == sorted([*contact, *orders[:2]])
    desk.post(f"{at}withhold/", {"group": orders[0], "exemption": exemption(), "reason": REASON})
    assert rows(case, decision="withhold") == orders
    desk.post(f"{at}include/", {"row": orders[0]})
    assert rows(case, decision="withhold") == orders[1:]
    kept = Finding.objects.get(pk=orders[0])
    assert (kept.reason, kept.exemption) == ("", "")


def test_rows_of_others_and_acts_of_staff_cannot_be_put_in(opened, desk):
    case = opened("review")
    at = f"/desk/{case.reference}/"
    never = rows(case, whose__in=["other", "staff"])
    assert len(never) == 2
    for sent in ({"row": never}, {"group": never}, {"only": never[0]}, {"own": "1"}):
        desk.post(f"{at}include/", sent)
    desk.post(f"{at}withhold/", {"row": never, "exemption": exemption(), "reason": REASON})
    assert rows(case, pk__in=never, decision="") == never
    page = desk.get(at).content.decode()
    assert page.count("Stays out") == 2
    assert "Colin Marsh" not in page  # their data is not even in the list
    assert "Another of the household" in page


def test_rows_of_another_case_are_not_of_this_one(opened, desk):
    mine, theirs = opened("review"), opened("review", name="Dev Patel", email="dev@example.org")
    foreign = rows(theirs, whose="own")
    at = f"/desk/{mine.reference}/"
    assert desk.post(f"{at}include/", {"row": foreign}).status_code == 302
    for sent in ({"group": foreign[:1]}, {"only": foreign[:1]}):
        assert desk.post(f"{at}include/", sent).status_code == 409
    assert Finding.objects.exclude(decision="").count() == 0
    for path in (f"row/{foreign[0]}/", f"rows/{foreign[0]}/", f"row/{foreign[0]}/file/0/"):
        assert desk.get(at + path).status_code == 404
        assert desk.get(f"/desk/{theirs.reference}/{path}").status_code == 200


def test_nothing_is_withheld_without_an_exemption_and_a_sentence(opened, desk):
    case = opened("review")
    at = f"/desk/{case.reference}/withhold/"
    row = rows(case, whose="own")[0]
    for sent, said in (
        ({"exemption": "", "reason": REASON}, "Choose the exemption that applies"),
        ({"exemption": "because-i-say-so", "reason": REASON}, "Choose one of the exemptions shown"),
        ({"exemption": exemption(), "reason": ""}, "Say why it applies to this item"),
        ({"exemption": exemption(), "reason": "no"}, "Say in a sentence why"),
        ({"exemption": exemption(), "reason": "x" * 1001}, "Write at most 1,000 letters"),
    ):
        answer = desk.post(at, {"row": row, **sent})
        assert answer.status_code == 422
        assert answer.content.decode().count(said) == 2
    assert rows(case, decision="withhold") == []


def test_a_yes_is_refused_while_a_check_fails_and_when_it_comes_twice(opened, desk):
    case = opened("review")
    at = f"/desk/{case.reference}/approve/"
    answer = desk.post(at)
    assert answer.status_code == 409 and b"cannot leave yet" in answer.content
    assert not entries.Entry.objects.filter(case=case.reference, kind="answer.approved").exists()
    desk.post(f"/desk/{case.reference}/include/", {"own": "1"})
    assert desk.post(at).status_code == 409  # the shared row is not decided
    desk.post(f"/desk/{case.reference}/include/", {"row": rows(case, whose="shared")})
    assert desk.post(at).status_code == 302
    stale = desk.post(at)
    assert stale.status_code == 409 and b"This answer cannot leave yet" in stale.content
    assert entries.Entry.objects.filter(case=case.reference, kind="answer.approved").count() == 1
    late = desk.post(f"/desk/{case.reference}/include/", {"own": "1"})
    assert late.status_code in (302, 409)


def test_an_address_that_was_not_held_before_asks_for_a_colleagues_word(opened, desk, systems):
    systems["crm"].rows = [row for row in systems["crm"].rows if row.table != "contacts"]
    case = opened("review")
    at = f"/desk/{case.reference}/"
    page = desk.get(at).content.decode()
    assert "Do we know this person?" in page
    for ids in (rows(case, whose="own"), rows(case, whose="shared")):
        desk.post(f"{at}include/", {"row": ids})
    assert desk.post(f"{at}approve/").status_code == 409
    assert desk.post(f"{at}vouch/", {"how": ""}).status_code == 422
    assert desk.post(f"{at}vouch/", {"how": "rang back on the number of the contract"}).status_code == 302
    assert "None of our systems holds this address" in desk.get(f"{at}approve/").content.decode()
    assert desk.post(f"{at}approve/").status_code == 302


def test_who_chose_no_word_gets_a_code_that_a_colleague_reads_out(opened, desk):
    case = opened("ready", word="")
    code = delivery.code_to_read_out(case)
    page = desk.get(f"/desk/{case.reference}/").content.decode()
    assert len(code) == 8 and f"{code[:4]} {code[4:]}" in page
    assert desk.post(f"/desk/{case.reference}/link/").status_code == 302
    assert delivery.code_to_read_out(cases.by_reference(case.reference)) == code


def test_a_case_of_two_thousand_rows_opens_a_few_and_pages_the_rest(opened, desk, systems, monkeypatch):
    from troth.words import Found, Whose

    systems["crm"].rows = [
        Found("crm", "orders", {"id": n}, Whose.OWN, {"id": n, "what": f"thing {n}"}) for n in range(2000)
    ]
    case = opened("review")
    opened_rows = []
    real = reading.encode.from_bytes
    monkeypatch.setattr(reading.encode, "from_bytes", lambda content: opened_rows.append(1) or real(content))
    page = desk.get(f"/desk/{case.reference}/").content.decode()
    assert "2,000 orders" in page and "Show all 2000" in page
    assert len(opened_rows) < 40 and len(page) < 50_000
    first = rows(case, table="orders")[0]
    listed = desk.get(f"/desk/{case.reference}/rows/{first}/?page=20").content.decode()
    assert "1901 to 2000 of 2000" in listed and "thing 1999" in listed and "thing 1899" not in listed
    for odd in ("0", "21", "-1", "x", "9" * 30, "²"):
        assert desk.get(f"/desk/{case.reference}/rows/{first}/", {"page": odd}).status_code == 200
    desk.post(f"/desk/{case.reference}/include/", {"group": first})
    assert len(rows(case, decision="include")) == 2000


def test_two_colleagues_may_decide_at_once(opened, desk, toms):
    case = opened("review")
    toms.post(f"/desk/{case.reference}/why/", {"reason": "second"})
    orders = rows(case, table="orders")
    desk.post(f"/desk/{case.reference}/include/", {"row": orders})
    toms.post(f"/desk/{case.reference}/withhold/", {"row": orders[0], "exemption": exemption(), "reason": REASON})
    by = [entries.opened(e)["by"] for e in entries.Entry.objects.filter(kind="finding.decided").order_by("id")]
    assert by == ["Ruth Adeyemi", "Tom Harker"]
    assert rows(case, decision="withhold") == orders[:1]
    assert [check.done for check in review.checks(case) if "decided" in check.says] == [False]
