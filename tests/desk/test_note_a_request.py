"""A letter, a call or an e-mail becomes a case with its clock from the day it arrived."""

from datetime import timedelta

import pytest
from django.utils import timezone

from troth import flows
from troth.duties import cases, outbox
from troth.duties.clock import local_date

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def letter(**changed):
    """What a colleague enters for a letter of three days ago."""
    on = local_date(timezone.now()) - timedelta(days=3)
    said = {"channel": "letter", "day": on.day, "month": on.month, "year": on.year, "name": "Hannah Whitcombe"}
    said |= {"who-email": "hannah.whitcombe@example.org", "who-customer": "20418"}
    return said | {"proof": "known", "how": "rang back on the number held"} | changed


def noted(answer):
    """The case that a form opened."""
    assert answer.status_code == 302, answer.content.decode()
    return cases.by_reference(answer.headers["Location"].split("/")[2])


def test_with_a_colleagues_word_the_clock_runs_and_all_that_was_told_is_searched_by(systems, desk):
    case = noted(desk.post("/desk/new/", letter()))
    assert case.state == "searching" and case.channel == "letter"
    assert case.confirmed_how == "rang back on the number held (Ruth Adeyemi)"
    assert local_date(case.received_at) == local_date(timezone.now()) - timedelta(days=3)
    assert {(i.kind, i.value) for i in case.who().verified} >= {
        ("email", "hannah.whitcombe@example.org"),
        ("customer", "20418"),
    }
    assert case.who().claimed == ()
    assert case.owner.get_full_name() == "Ruth Adeyemi"
    flows.run_waiting_here()
    assert desk.get(f"/desk/{case.reference}/").status_code == 200


def test_without_it_a_code_goes_out_and_only_the_address_widens_the_search(systems, desk):
    case = noted(desk.post("/desk/new/", letter(proof="code", how="")))
    assert case.state == "unconfirmed" and case.due is None
    assert [i.kind for i in case.who().verified] == ["email"]
    assert "customer" in [i.kind for i in case.who().claimed]
    assert outbox.Mail.objects.filter(case=case, what="code").count() == 1
    page = desk.get(f"/desk/{case.reference}/").content.decode()
    assert "20418, told only, does not widen the search" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"channel": ""}, "Choose how it came"),
        ({"channel": "pigeon"}, "Choose how it came"),
        ({"day": "31", "month": "2"}, "There is no such day"),
        ({"day": "x"}, "Write the day it arrived"),
        ({"day": "²"}, "Write the day it arrived"),
        ({"year": "2199"}, "It cannot have arrived in the future"),
        ({"year": "1999"}, "25 May 2018"),
        ({"year": "0"}, "There is no such day"),
        ({"name": ""}, "Write the person’s name"),
        ({"name": "x" * 201}, "Write at most 200 letters"),
        ({"who-email": "not an address"}, "like name@example.org"),
        ({"who-email": "", "proof": "code"}, "A code needs an e-mail address"),
        ({"proof": ""}, "Choose how we make sure who it is"),
        ({"how": "yes"}, "Say in a few words how you know"),
        ({"who-email": "", "who-customer": ""}, "Write at least one thing to search by"),
    ],
)
def test_what_is_wrong_is_said_in_a_summary_and_beside_the_field(systems, desk, changed, said):
    answer = desk.post("/desk/new/", letter(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(said) == 2
    assert "Something needs mending" in page
    assert cases.inbox() == []


def test_a_request_of_tomorrow_is_refused(systems, desk):
    on = local_date(timezone.now()) + timedelta(days=1)
    answer = desk.post("/desk/new/", letter(day=on.day, month=on.month, year=on.year))
    assert answer.status_code == 422 and b"cannot have arrived in the future" in answer.content


def test_no_money_is_asked_for_anywhere(systems, desk):
    """E1: no route of the desk has a field for a fee."""
    page = desk.get("/desk/new/").content.decode()
    assert "There is no fee" in page
    assert 'name="fee' not in page


def test_an_empty_desk_teaches_how_a_request_begins(systems, desk):
    page = desk.get("/desk/").content.decode()
    assert "Nobody has asked yet" in page and "/desk/new/" in page
    desk.post("/desk/new/", letter())
    page = desk.get("/desk/").content.decode()
    assert "Nobody has asked yet" not in page and "Hannah Whitcombe" in page
