"""The inbox says what is to be looked at again, and when the policy in the folder is not the one in force."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from troth.duties import adoption, reviews

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def review(days, says="The policy"):
    return reviews.Review(says, date.today() + timedelta(days=days), "Ruth Adeyemi", ("review by",), days)


def test_reviews_stand_on_the_inbox_with_their_day_and_what_is_late(desk, monkeypatch):
    monkeypatch.setattr(reviews, "due", lambda *_: [])
    assert "To look at again" not in desk.get("/desk/").content.decode()
    monkeypatch.setattr(reviews, "due", lambda *_: [review(-3), review(0, "Terms"), review(1, "The transfer")])
    page = desk.get("/desk/").content.decode()
    assert "To look at again" in page
    assert page.index("The policy") < page.index("Terms") < page.index("The transfer")
    assert '<span class="chip late">Late</span>' in page
    assert '<span class="chip soon">Today</span>' in page and '<span class="chip soon">1 day</span>' in page


def test_the_inbox_says_that_the_folder_is_not_what_is_in_force(desk, tmp_path, settings):
    from dataclasses import replace

    made = replace(settings.TROTH, folder=tmp_path / "company", state=tmp_path)
    made.folder.mkdir()
    text = settings.TROTH.policy_text()
    made.policy_file.write_text(text)
    for name, content in settings.TROTH.beside().items():
        (made.folder / name).parent.mkdir(exist_ok=True)
        (made.folder / name).write_bytes(content)
    settings.TROTH = made
    adoption.adopt_disk(by="Ruth Adeyemi", because="", at=timezone.now())
    assert "not what is in force" not in desk.get("/desk/").content.decode()
    made.policy_file.write_text(text + "# more\n")
    page = desk.get("/desk/").content.decode()
    assert "policy.yaml is not what is in force" in page
