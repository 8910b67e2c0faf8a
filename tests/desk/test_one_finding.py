"""One finding in full: what it says, where it comes from, what it sounds like; and only as what it is."""

import pytest

from troth.duties.search import Finding

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def one(case, table):
    """A finding of this table."""
    return Finding.objects.filter(case=case, table=table).order_by("id")[0].pk


def test_a_finding_shows_its_values_its_key_and_why_it_was_found(opened, desk):
    case = opened("review")
    page = desk.get(f"/desk/{case.reference}/row/{one(case, 'contacts')}/").content.decode()
    for said in (
        "Whitcombe",
        "Reference: <bdi>20418</bdi>",
        "3 March 2023",
        "The e-mail address is this person&#x27;s",
    ):
        assert said in page.replace("\u00a0", " ")
    assert "Customer database" in page


def test_a_recording_plays_here_whole_and_in_parts(opened, desk, systems):
    sound = systems["calls"].rows[0].data["sound"]
    case = opened("review")
    pk = one(case, "calls")
    assert "<audio controls" in desk.get(f"/desk/{case.reference}/row/{pk}/").content.decode()
    at = f"/desk/{case.reference}/row/{pk}/file/1/"
    whole = desk.get(at)
    assert (whole.status_code, whole.headers["Content-Type"], whole.content) == (200, "audio/wav", sound)
    assert whole.headers["Cache-Control"] == "no-store" and whole.headers["X-Content-Type-Options"] == "nosniff"
    part = desk.get(at, headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, sound[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(sound)}"
    assert desk.get(at, headers={"range": "bytes=-7"}).content == sound[-7:]
    assert desk.get(at, headers={"range": "bytes=100-"}).content == sound[100:]
    assert desk.get(at, headers={"range": f"bytes={len(sound)}-"}).status_code == 416
    for odd in ("bytes=-", "bytes=1-2,5-6", "lines=1-2", "bytes=x-y"):
        assert desk.get(at, headers={"range": odd}).content == sound


def test_an_attachment_is_only_ever_saved_and_its_name_says_nothing_of_anybody(opened, desk):
    case = opened("review")
    pk = one(case, "messages")
    page = desk.get(f"/desk/{case.reference}/row/{pk}/").content.decode()
    assert "Save the PDF file" in page and "Save all of it as text" in page
    assert "<script>" not in page and "&lt;script&gt;" in page
    saved = desk.get(f"/desk/{case.reference}/row/{pk}/file/2/")
    assert saved.content == b"%PDF-1.4 x"
    assert saved.headers["Content-Type"] == "application/octet-stream"
    assert saved.headers["Content-Disposition"] == f'attachment; filename="{case.reference}-{pk}-3.pdf"'
    text = desk.get(f"/desk/{case.reference}/row/{pk}/file/1/")
    assert text.content.decode().count("It drops.") == 2000
    assert text.headers["Content-Disposition"].startswith("attachment")
    assert desk.get(f"/desk/{case.reference}/row/{pk}/file/9/").status_code == 404


def test_a_long_value_is_shortened_with_its_size(opened, desk, systems):
    size = f"{round(len(systems['mailbox'].rows[0].data['text']) / 1000)} KB"
    case = opened("review")
    page = desk.get(f"/desk/{case.reference}/").content.decode()
    assert f"({size})" in page
    assert len(page) < 50_000
    full = desk.get(f"/desk/{case.reference}/row/{one(case, 'messages')}/").content.decode()
    assert f"({size} in all)" in full


def test_another_persons_row_says_why_it_stays_out_and_has_no_form(opened, desk):
    case = opened("review")
    other = Finding.objects.get(case=case, whose="other").pk
    page = desk.get(f"/desk/{case.reference}/row/{other}/").content.decode()
    assert "Why does this stay out?" in page and "Another of the household" in page
    assert "Withhold it" not in page and ">Include" not in page


def test_deciding_goes_on_to_the_next_one(opened, desk):
    case = opened("review")
    first, second = Finding.objects.filter(case=case, table="orders").order_by("id").values_list("pk", flat=True)[:2]
    page = desk.get(f"/desk/{case.reference}/row/{first}/").content.decode()
    assert f'name="from-row" value="{second}"' in page
    answer = desk.post(f"/desk/{case.reference}/include/", {"row": first, "from-row": second})
    assert answer.headers["Location"] == f"/desk/{case.reference}/row/{second}/"
    assert Finding.objects.get(pk=first).decision == "include"
