"""Versions as they are kept and read: whole for ever, the newest that has started in force, quick and tableless."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policy.conftest import SMALL
from troth.duties import cases
from troth.fault import Fault, Faults
from troth.home import digest_of
from troth.records import entries, place, versions
from troth.records.versions import Version
from troth.words import Identifier, Subject

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2026, 11, 28, 9, tzinfo=UTC)


def keep(number, starts, **changes):
    """A version as an adoption leaves it; its texts differ from the small policy's."""
    files = {"policy.yaml": SMALL.replace("Acme Bicycles Ltd", f"Acme {number} Ltd"), **changes}
    with transaction.atomic():
        entry = entries.append("policy.dropped", AT, key="policy", proposal=f"P{number}", by="Ruth Adeyemi")
        return Version.objects.create(
            number=number,
            starts=starts,
            adopted_at=AT,
            adopted_by="Ruth Adeyemi",
            proposed_by="Tom Harker",
            files=files,
            base={},
            digest=digest_of(files),
            entry=entry,
        )


def test_as_long_as_none_was_adopted_the_files_on_disk_are_in_force():
    assert place.in_force() == place.on_disk()
    assert place.standing() == (0, digest_of(place.home().files()))
    assert versions.latest(date(2026, 11, 28)) is None and versions.newest() is None and versions.all() == []


def test_the_newest_version_that_has_started_is_in_force():
    keep(1, date(2026, 1, 1))
    keep(2, date(2026, 6, 1))
    keep(3, date(2027, 1, 1))

    def on(day):
        return place.in_force(day).controller.name

    assert on(date(2026, 5, 31)) == "Acme 1 Ltd"
    assert on(date(2026, 6, 1)) == on(date(2026, 12, 31)) == "Acme 2 Ltd"
    assert on(date(2027, 1, 1)) == "Acme 3 Ltd"
    assert on(date(2025, 12, 31)) == place.on_disk().controller.name
    assert (versions.newest().number, versions.latest(date(2026, 7, 1)).number) == (3, 2)


def test_a_version_adopted_later_governs_even_if_an_older_one_starts_after_it():
    keep(1, date(2026, 1, 1))
    keep(2, date(2027, 6, 1))
    third = keep(3, date(2027, 1, 1))
    assert place.in_force(date(2027, 7, 1)).controller.name == "Acme 3 Ltd"
    assert versions.before(third).number == 1


def test_every_version_is_read_whole_with_the_files_beside_it():
    words = SMALL.replace("channels:\n", "documents:\n  terms: {title: Terms, file: words/terms.md}\nchannels:\n")
    kept = keep(1, date(2026, 1, 1), **{"policy.yaml": words, "words/terms.md": "We deliver.\r\n\r\nYou pay."})
    assert versions.policy_of(kept).documents["terms"].text == "We deliver.\n\nYou pay."
    assert versions.number(1).files["words/terms.md"] == "We deliver.\r\n\r\nYou pay."


def test_a_number_that_there_is_not_is_said_with_those_that_there_are():
    with pytest.raises(Fault, match="no version of this number"):
        versions.number(1)
    keep(1, date(2026, 1, 1))
    with pytest.raises(Fault) as fault:
        versions.number(7)
    assert fault.value.remedy == "they are 1 to 1"


def test_a_version_that_cannot_be_read_any_more_is_said_and_nothing_takes_its_place():
    keep(1, date(2026, 1, 1), **{"policy.yaml": "policy: 1\n"})
    with pytest.raises(Faults) as faults:
        place.in_force()
    assert next(iter(faults.value)).where.startswith("version 1")


def test_asking_what_is_in_force_costs_one_query_and_reads_the_files_once():
    keep(1, date(2026, 1, 1))
    first = place.in_force()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert place.in_force() is first
    assert len(asked) == 1


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_without_the_table_of_versions_the_files_on_disk_are_in_force_and_any_other_trouble_is_not_hidden():
    with connection.schema_editor() as editor:
        editor.execute("ALTER TABLE troth_version RENAME TO troth_version_away")
    try:
        assert place.in_force() == place.on_disk()
    finally:
        with connection.schema_editor() as editor:
            editor.execute("ALTER TABLE troth_version_away RENAME TO troth_version")
    with connection.schema_editor() as editor:
        editor.execute("ALTER TABLE troth_version RENAME COLUMN starts TO begins")
    try:
        with pytest.raises(Exception, match="starts"):
            place.in_force()
    finally:
        with connection.schema_editor() as editor:
            editor.execute("ALTER TABLE troth_version RENAME COLUMN begins TO starts")


def opened():
    return cases.open_case(
        "access",
        person=cases.Person(name="Hannah Whitcombe"),
        who=Subject((Identifier("email", "hannah@example.org"),)),
        channel="letter",
        at=timezone.now(),
    ).case


def fact(case):
    row = entries.Entry.objects.get(case=case.reference, kind="request.opened")
    return entries.opened(row)["policy"]


def test_a_case_names_the_version_that_it_was_opened_under():
    before = opened()
    assert (before.policy_version, fact(before)) == (0, f"0:{digest_of(place.home().files())}")
    first = keep(1, date(2026, 1, 1))
    case = opened()
    assert (case.policy_version, case.policy_digest) == (1, first.digest)
    assert fact(case) == f"1:{first.digest}"
    keep(2, date(2026, 2, 1))
    case.refresh_from_db()
    assert case.policy_version == 1


def test_the_digest_of_files_tells_names_and_contents_apart():
    one = {"policy.yaml": "a", "words/a.md": "b"}
    assert digest_of(one) == digest_of({"words/a.md": b"b", "policy.yaml": b"a"})
    others = [
        {"policy.yaml": "ab", "words/a.md": ""},
        {"policy.yaml": "a", "words/b.md": "b"},
        {"policy.yaml": "a"},
        {"policy.yaml": "a", "words/a.md": "b", "words/c.md": ""},
        {"policy.yaml": "b", "words/a.md": "a"},
    ]
    assert len({digest_of(files) for files in (one, *others)}) == 6
