"""Only signed-in staff come in, and to a case only whom it is open to (need to know)."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, get_resolver

from troth.duties import cases, looks
from troth.records import entries
from troth.site.accounts import colleague

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

VALUES = {"number": 1, "first": 1, "place": 0}


def addresses(reference):
    """Every address of the desk, from its own table: a view that is added is walked too."""
    table = next(one for one in get_resolver().url_patterns if str(one.pattern) == "desk/")
    for one in table.url_patterns:
        assert isinstance(one, URLPattern)
        path = str(one.pattern).replace("<ref:reference>", reference).replace("<promise:name>", "W5")
        path = path.replace("<side:side>/<slug:key>", "uses/orders").replace("<slug:form>", "json")
        path = path.replace("<slug:key>", "courier" if "recipients" in path else "orders")
        for name, value in VALUES.items():
            path = path.replace(f"<int:{name}>", str(value))
        assert "<" not in path, path
        yield one.name, f"/desk/{path}"


def test_nobody_reaches_a_page_without_signing_in(opened):
    reference = opened("review").reference
    walked = list(addresses(reference))
    assert len(walked) > 15
    for name, path in walked:
        for ask in (Client().get, Client().post):
            answer = ask(path)
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith("/accounts/"), name
            assert b"Hannah" not in answer.content


@pytest.mark.parametrize("what", ["no staff", "gone"])
def test_an_account_that_is_no_staff_or_has_left_is_refused_everywhere(opened, what):
    reference = opened("review").reference
    user = get_user_model().objects.create_user("x@example.org", is_staff=what == "gone")
    browser = Client()
    browser.force_login(user)
    if what == "gone":
        user.is_active = False
        user.save()
    for name, path in addresses(reference):
        for ask in (browser.get, browser.post):
            answer = ask(path)
            assert answer.status_code in ((302,) if what == "gone" else (403,)), name
            assert b"Hannah" not in answer.content


def test_every_address_of_a_case_asks_a_colleague_without_it_for_a_reason(opened, toms, tom):
    case = opened("review")
    of_case = [(name, path) for name, path in addresses(case.reference) if case.reference in path]
    free = {"why", "take"}  # the two ways in
    assert {name for name, _ in of_case} > free
    for name, path in of_case:
        if name not in free:
            for ask in (toms.get, toms.post):
                answer = ask(path)
                assert answer.status_code == 403, name
                assert b"Why do you look" in answer.content
                assert b"Hannah" not in answer.content and b"example.org" not in answer.content
    refused = [entries.opened(row) for row in entries.Entry.objects.filter(case=case.reference, kind="look.refused")]
    assert [row["by"] for row in refused] == ["Tom Harker"]
    assert case.finding_set.exclude(decision="").count() == 0


def test_a_reason_opens_the_case_for_an_hour_and_is_on_record(opened, toms, tom):
    case = opened("review")
    assert toms.post(f"/desk/{case.reference}/why/", {}).status_code == 422
    assert toms.post(f"/desk/{case.reference}/why/", {"reason": "other", "words": "x"}).status_code == 422
    assert toms.get(f"/desk/{case.reference}/").status_code == 403
    assert toms.post(f"/desk/{case.reference}/why/", {"reason": "asked"}).status_code == 302
    assert b"Hannah Whitcombe" in toms.get(f"/desk/{case.reference}/").content
    said = [entries.opened(row) for row in entries.Entry.objects.filter(case=case.reference, kind="person.looked-at")]
    assert [(row["by"], row["why"]) for row in said] == [("Tom Harker", "the person asked about the request")]
    later = entries.Entry.objects.get(case=case.reference, kind="person.looked-at").at + looks.OPEN_FOR
    assert not looks.may_look(case, tom, later)


def test_who_takes_a_case_has_it_and_the_one_before_does_not(opened, desk, toms):
    case = opened("review")
    assert desk.get(f"/desk/{case.reference}/").status_code == 200
    assert toms.post(f"/desk/{case.reference}/take/").status_code == 302
    assert toms.get(f"/desk/{case.reference}/").status_code == 200
    case.refresh_from_db()
    assert case.owner.get_full_name() == "Tom Harker"


def test_the_owners_look_is_on_record_once_an_hour(opened, desk):
    case = opened("review")
    for _ in range(3):
        assert desk.get(f"/desk/{case.reference}/").status_code == 200
    looked = entries.Entry.objects.filter(case=case.reference, kind="person.looked-at")
    assert [entries.opened(row)["why"] for row in looked] == ["working on the case"]


def test_one_account_that_opens_very_many_people_is_stopped_and_that_is_on_record(opened, desk, monkeypatch):
    monkeypatch.setattr(looks, "PEOPLE_AN_HOUR", 2)
    people = [opened("unconfirmed", email=f"p{n}@example.org") for n in range(4)]
    statuses = [desk.get(f"/desk/{case.reference}/").status_code for case in people]
    assert statuses == [200, 200, 409, 409]
    assert entries.Entry.objects.filter(kind="look.stopped").count() == 2
    assert desk.get(f"/desk/{people[0].reference}/").status_code == 200  # one of the two goes on


def test_forms_without_their_token_are_refused(opened, ruth):
    case = opened("review")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ruth)
    posts = [path for _, path in addresses(case.reference)]
    assert {browser.post(path).status_code for path in posts} == {403}


def test_the_list_names_ones_own_people_only_and_says_so_in_the_ledger_once_a_day(opened, desk, toms):
    case = opened("review")
    other = opened("unconfirmed", name="Samuel Osei", email="samuel@example.org")
    seen = desk.get("/desk/").content.decode()
    assert "Hannah Whitcombe" in seen and case.reference in seen
    assert "Samuel" not in seen and other.reference in seen  # not confirmed: nobody knows whether it is Samuel
    desk.get("/desk/")
    theirs = toms.get("/desk/").content.decode()
    assert "Hannah" not in theirs and case.reference in theirs
    looked = [entries.opened(row) for row in entries.Entry.objects.filter(kind="person.looked-at")]
    assert [(row["by"], row["why"]) for row in looked] == [("Ruth Adeyemi", looks.IN_LIST)]


def test_a_name_that_was_looked_up_is_a_look_and_opens_nothing(opened, toms):
    case = opened("review")
    answer = toms.post("/desk/find/", {"q": "whitcombe"})
    assert b"Hannah Whitcombe" in answer.content
    looked = entries.Entry.objects.get(case=case.reference, kind="person.looked-at")
    assert entries.opened(looked)["why"] == looks.BY_NAME
    assert toms.get(f"/desk/{case.reference}/").status_code == 403
    assert toms.post("/desk/find/", {"q": case.reference.lower()}).headers["Location"] == f"/desk/{case.reference}/"


def test_cases_given_away_are_given_and_nothing_else(opened, desk, tom):
    first, second = opened("review"), opened("unconfirmed", email="samuel@example.org")
    desk.post("/desk/assign/", {"case": [first.reference], "to": tom.pk})
    stranger = get_user_model().objects.create_user("x@example.org")
    desk.post("/desk/assign/", {"case": [second.reference], "to": stranger.pk})
    owners = {case.reference: case.owner.get_full_name() for case in cases.inbox()}
    assert owners == {first.reference: "Tom Harker", second.reference: "Ruth Adeyemi"}


def test_two_of_the_same_name_are_two(opened, desk):
    """Names in evidence are words; who may look goes by the account where it is the owner's."""
    case = opened("review")
    namesake = colleague("Ruth Adeyemi", "ruth.two@ljtsystems.example")
    assert not looks.may_look(case, namesake, case.received_at)
