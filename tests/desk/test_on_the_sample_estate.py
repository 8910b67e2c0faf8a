"""A whole review on the sample estate: from a letter that a colleague notes to the pack, with nobody else's data."""

import html
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from troth import flows, law
from troth.duties import cases, delivery, reading
from troth.duties.clock import local_date
from troth.duties.search import Finding
from troth.words import Right

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
REASON = "It says what somebody else does, who has not agreed."


def keys_of(rows):
    """Rows as (store, table, key), so that they can be compared."""
    return {(row["store"], row["table"], json.dumps(row["key"], sort_keys=True, default=str)) for row in rows}


def found(case, *classes):
    """The findings of these classes, by the same address."""
    read = reading.opened(case, Finding.objects.filter(case=case, whose__in=classes))
    return keys_of({"store": r.found.store, "table": r.found.table, "key": dict(r.found.key)} for r in read)


def note(desk, person, name="The person"):
    """Note a letter of two days ago by somebody whom a colleague knows, with what the truth gives."""
    on = local_date(timezone.now()) - timedelta(days=2)
    given = {f"who-{kind}": value for kind, value in person["who"]}
    sent = {"channel": "letter", "day": on.day, "month": on.month, "year": on.year, "name": name, **given}
    answer = desk.post("/desk/new/", sent | {"proof": "known", "how": "rang back on the number held"})
    assert answer.status_code == 302, answer.content.decode()
    flows.run_waiting_here()
    return cases.by_reference(answer.headers["Location"].split("/")[2])


def trap(truth, words):
    """The person of the truth who stands for this trap."""
    return next(person for person in truth if words in person["trap"])


def test_a_joint_accounts_holder_gets_her_rows_and_none_of_the_other_holders(truth, desk, mailoutbox):
    person = trap(truth, "a joint account")
    case = note(desk, person, person["name"])
    at = f"/desk/{case.reference}/"
    assert case.state == "waiting"
    page = html.unescape(desk.get(at).content.decode())
    task = case.search_set.get(state="asked")
    assert task.colleague in page
    assert desk.post(f"{at}task/{task.pk}/", {"nothing": "1"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "review"
    assert found(case, "own") == keys_of(person["own"]) and len(person["own"]) > 20
    assert found(case, "shared") == keys_of(person["shared"]) and len(person["shared"]) > 5
    others = found(case, "other")
    assert others and not others & keys_of([*person["own"], *person["shared"]])

    never = list(Finding.objects.filter(case=case, whose="other").values_list("pk", flat=True))
    desk.post(f"{at}include/", {"row": never, "group": never[:1], "only": never[0]})
    assert not Finding.objects.filter(case=case, pk__in=never).exclude(decision="").exists()
    desk.post(f"{at}include/", {"own": "1"})
    for group in Finding.objects.filter(case=case, whose="shared").values_list("pk", flat=True):
        desk.post(f"{at}include/", {"group": group})
    one = Finding.objects.filter(case=case, whose="shared").order_by("id").last()
    exemption = law.exemptions(Right.ACCESS, local_date(timezone.now()))[0].id
    desk.post(f"{at}withhold/", {"row": one.pk, "exemption": exemption, "reason": REASON})
    withheld = reading.one(case, one.pk).found

    for finding in Finding.objects.filter(case=case).order_by("id")[::9]:
        assert desk.get(f"{at}row/{finding.pk}/").status_code == 200
        assert desk.get(f"{at}rows/{finding.pk}/").status_code == 200
    warning = html.unescape(desk.get(f"{at}approve/").content.decode())
    assert REASON in warning and f"{len(person['own']) + len(person['shared']) - 1:,} rows leave" in warning
    assert desk.post(f"{at}approve/").status_code == 302
    flows.run_waiting_here()
    case.refresh_from_db()
    assert case.state == "ready"
    assert "Has " in html.unescape(desk.get(at).content.decode())
    files = delivery.pack_of(case)
    told = json.dumps(json.loads(files["data.json"]), ensure_ascii=False)
    assert REASON in told
    assert withheld.table  # its content is not looked for: a shared row's words may stand in other rows too


def test_what_a_colleague_did_at_work_is_shown_as_that_and_stays_out(truth, desk):
    person = trap(truth, "a colleague who is a customer too")
    case = note(desk, person)
    assert found(case, "own") == keys_of(person["own"])
    staff = Finding.objects.filter(case=case, whose="staff")
    assert staff.count() > 50
    page = desk.get(f"/desk/{case.reference}/").content.decode()
    assert "Stays out" in page and '<span class="chip none">Staff</span>' in page
    assert len(page) < 100_000
    desk.post(f"/desk/{case.reference}/include/", {"group": staff[0].pk})
    assert not staff.exclude(decision="").exists()
    assert "None: no link is mailed" not in page


def test_every_finding_of_the_longest_history_can_be_read(truth, desk):
    person = max(truth, key=lambda p: len(p["own"]))
    case = note(desk, person)
    assert found(case, "own") == keys_of(person["own"])
    page = desk.get(f"/desk/{case.reference}/").content.decode()
    assert len(page) < 150_000
    for finding in Finding.objects.filter(case=case).defer("sealed"):
        answer = desk.get(f"/desk/{case.reference}/row/{finding.pk}/")
        assert answer.status_code == 200
        for place in range(40):
            part = f"/desk/{case.reference}/row/{finding.pk}/file/{place}/"
            if part in answer.content.decode():
                assert desk.get(part).status_code == 200
