"""From a proposal to a version in force: two people, nobody surprised, nothing overwritten, nothing lost."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from troth import flows, policy
from troth.duties import adoption, proposals
from troth.fault import Fault, Faults
from troth.home import digest_of
from troth.records import entries, folder, place, versions
from troth.records.versions import Version
from troth.words import Nation

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2026, 11, 28, 9, tzinfo=UTC)
DAY = date(2026, 11, 28)
RUTH, TOM = "Ruth Adeyemi", "Tom Harker"
POLICY = policy.new("Acme Bicycles Ltd", Nation.ENGLAND)
LONGER = ("keep: 2 years after message.date", "keep: 3 years after message.date")
FURTHER = ("uses: [contact, message]", "uses: [contact, message, order]")  # orders were held for other purposes


def changed(*changes, of=POLICY):
    text = of
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def home(tmp_path, settings):
    """A company of its own, whose policy is the one that `init` writes."""
    made = replace(settings.TROTH, folder=tmp_path / "acme", state=tmp_path / "state")
    made.folder.mkdir()
    made.state.mkdir()
    made.policy_file.write_text(POLICY)
    settings.TROTH = made
    return made


@pytest.fixture
def first(home):
    """The version that everything begins with."""
    return adoption.adopt_disk(by=RUTH, because="We begin", at=AT - timedelta(days=7))


def propose(*changes, by=RUTH, **files):
    made = {"policy.yaml": changed(*changes), **files}
    return adoption.propose(made, by=by, because="Because", at=AT)


def kinds():
    return [row.kind for row in entries.Entry.objects.order_by("id")]


def said(kind):
    return entries.opened(entries.Entry.objects.filter(kind=kind).latest("id"))


def on_disk(home):
    return home.policy_file.read_text()


# ---- the way it goes ----


def test_a_proposal_that_a_second_person_adopts_is_the_next_version_with_its_files_written_and_its_evidence(
    first, home
):
    proposal = propose(LONGER)
    assert (on_disk(home), place.in_force(DAY).purposes["enquiries"].keep.text) == (
        POLICY,
        "2 years after message.date",
    )
    version = adoption.adopt(proposal, TOM, AT)
    assert (version.number, version.starts, version.adopted_by, version.proposed_by) == (2, DAY, TOM, RUTH)
    assert on_disk(home) == changed(LONGER)
    assert version.laid_at == AT
    assert place.in_force(DAY).purposes["enquiries"].keep.text == "3 years after message.date"
    assert place.in_force(DAY - timedelta(days=1)).purposes["enquiries"].keep.text == "2 years after message.date"
    assert kinds() == ["policy.proposed", "policy.adopted", "policy.proposed", "policy.adopted"]
    fact = said("policy.adopted")
    assert (fact["version"], fact["digest"], fact["by"], fact["proposed_by"]) == (2, digest_of(home.files()), TOM, RUTH)
    assert version.entry.kind == "policy.adopted"
    assert proposal.state == "adopted" and adoption.waiting() == []


def test_a_version_may_start_later_and_the_one_before_is_in_force_until_then(first, home):
    version = adoption.adopt(propose(LONGER), TOM, AT, starts=date(2027, 1, 1))
    assert place.standing(date(2026, 12, 31)).number == 1
    assert place.standing(date(2027, 1, 1)).number == version.number == 2
    assert adoption.drift() is None  # what lies in the folder is what was adopted last


def test_telling_people_is_not_avoided_by_two_steps_in_a_day(first):
    purpose = POLICY[POLICY.index("  enquiries:\n") : POLICY.index("  website-security:\n")]
    again = purpose.replace("enquiries:", "research:").replace("Answering questions", "Research")
    without = re.sub(r"\n  message: [^\n]*|, message\b", "", POLICY.replace(purpose, ""))
    dropped = adoption.propose({"policy.yaml": without}, by=RUTH, because="A first step", at=AT)
    adoption.adopt(dropped, TOM, AT)  # what people asked lies there still, and nothing is done with it
    made = adoption.propose(
        {"policy.yaml": changed((purpose, again))}, by=RUTH, because="A second step", at=AT + timedelta(hours=1)
    )
    assert [one.purpose for one in made.changes(DAY).untold] == ["research"]
    with pytest.raises(Faults, match="somebody must be told before this starts"):
        adoption.adopt(made, TOM, AT + timedelta(hours=1))
    adoption.told(made, "research", "by e-mail", DAY, RUTH, AT + timedelta(hours=1))
    assert adoption.adopt(made, TOM, AT + timedelta(hours=1)).number == 3


def test_a_version_starts_on_no_day_that_has_passed(first):
    proposal = propose(LONGER)
    with pytest.raises(Fault, match="cannot start before"):
        adoption.adopt(proposal, TOM, AT, starts=DAY - timedelta(days=1))
    assert versions.newest().number == 1


def test_a_file_keeps_who_may_read_it_when_it_is_written(first, home):
    home.policy_file.chmod(0o640)
    adoption.adopt(propose(LONGER), TOM, AT)
    assert home.policy_file.stat().st_mode & 0o777 == 0o640


def test_files_beside_the_policy_are_written_and_removed_with_it(first, home):
    documents = "documents:\n  privacy: {title"
    with_terms = changed((documents, "documents:\n  terms: {title: Terms, file: words/terms.md}\n  privacy: {title"))
    adoption.adopt(
        adoption.propose({"policy.yaml": with_terms, "words/terms.md": "Pay."}, by=RUTH, because="", at=AT), TOM, AT
    )
    assert (home.folder / "words" / "terms.md").read_text() == "Pay."
    adoption.adopt(adoption.propose({"policy.yaml": POLICY}, by=RUTH, because="", at=AT), TOM, AT)
    assert not (home.folder / "words" / "terms.md").exists()
    assert versions.number(2).files["words/terms.md"] == "Pay."


# ---- what is refused ----


def test_whoever_proposed_it_does_not_adopt_it_however_the_name_is_typed(first, home):
    proposal = propose(LONGER)
    for name in (RUTH, "ruth  adeyemi", " RUTH ADEYEMI "):
        with pytest.raises(Fault, match="does not adopt it"):
            adoption.adopt(proposal, name, AT)
    assert (versions.newest().number, on_disk(home)) == (1, POLICY)
    assert adoption.adopt(proposal, TOM, AT).number == 2


@pytest.mark.parametrize("by", ["", "   ", "x" * 201, "Ruth\x00"])
def test_nobody_in_particular_adopts_nothing(first, by):
    with pytest.raises(Fault, match="named person"):
        adoption.adopt(propose(LONGER), by, AT)
    with pytest.raises(Fault, match="named person"):
        adoption.propose({"policy.yaml": changed(LONGER)}, by=by, because="", at=AT)


def test_what_says_the_same_is_no_proposal(first):
    with pytest.raises(Fault, match="version 1 says just this already"):
        propose()
    propose(LONGER)
    with pytest.raises(Fault, match="has proposed just this already"):
        propose(LONGER, by=TOM)


def test_a_policy_with_faults_is_no_proposal_and_each_fault_is_named(first):
    with pytest.raises(Faults) as faults:
        propose(("    because: People come back to an earlier answer; after two years hardly anybody does.\n", ""))
    assert any("policy.yaml:" in fault.where for fault in faults.value)
    with pytest.raises(Faults):
        propose(("policy: 1\n", "policy: 1\npolicy: 1\n"))
    assert proposals.Proposal.objects.count() == 1  # the first version's own


@pytest.mark.parametrize(
    "name", ["../policy.yaml", "words/../../x.md", "stores/crm.yaml", "words/.hidden.md", "words/a\\b.md", "ledger.pub"]
)
def test_only_files_of_a_policy_are_ever_written(first, name):
    with pytest.raises(Fault, match="no file of a policy"):
        adoption.propose({"policy.yaml": changed(LONGER), name: "x"}, by=RUTH, because="", at=AT)


def test_while_somebody_must_be_told_it_is_refused_with_who_why_and_what_to_do(first, home):
    proposal = propose(FURTHER)
    assert [one.purpose for one in proposal.changes(DAY).untold] == ["enquiries"]
    with pytest.raises(Faults) as faults:
        adoption.adopt(proposal, TOM, AT)
    (fault,) = faults.value
    assert fault.what == "somebody must be told before this starts: Customers, and the people who act for them"
    assert "UK GDPR Art 13(3)" in fault.because and "--told" in fault.remedy
    assert on_disk(home) == POLICY
    adoption.told(proposal, "enquiries", "a letter to every customer", DAY, TOM, AT)
    assert said("policy.told")["how"] == "a letter to every customer"
    assert proposal.changes(DAY).ready
    assert adoption.adopt(proposal, TOM, AT).number == 2


def test_telling_is_noted_afterwards_of_what_has_to_be_told_and_with_words(first):
    proposal = propose(FURTHER)
    for purpose, how, on, says in (
        ("orders", "a letter to all", DAY, "nobody needs to be told"),
        ("enquiry", "a letter to all", DAY, "nobody needs to be told"),
        ("enquiries", "hm", DAY, "say how"),
        ("enquiries", "a letter to all", DAY + timedelta(days=1), "told before it is noted"),
    ):
        with pytest.raises(Fault, match=says):
            adoption.told(proposal, purpose, how, on, TOM, AT)
    assert not proposal.told_set.exists()


def test_what_rested_on_consent_is_refused_whoever_was_told(home):
    notes = changed(
        ("  newsletter:\n    title: News by e-mail", "  notes:\n    title: Notes on what you have"),
        ("    basis: consent\n    marketing: yes", "    basis: consent"),
        ("asks: [newsletter]", "asks: [notes]"),
    )
    home.policy_file.write_text(notes)
    adoption.adopt_disk(by=RUTH, because="", at=AT)
    swapped = changed(  # from consent to a contract, with all that goes with it, so that nothing else is wrong
        ("    basis: consent", "    basis: contract"),
        ("keep: until consent is withdrawn, then 30 days", "keep: 1 year after order.completed"),
        ("    asks: [notes]\n    withdraw: One click on the same page, or on the link in every message.\n", ""),
        of=notes,
    )
    proposal = adoption.propose({"policy.yaml": swapped}, by=RUTH, because="", at=AT)
    adoption.told(proposal, "notes", "a letter to everybody", DAY, TOM, AT)
    with pytest.raises(Faults) as faults:
        adoption.adopt(proposal, TOM, AT)
    assert [(fault.where, fault.because) for fault in faults.value] == [("notes", "UK GDPR Art 7(3)")]
    assert (versions.newest().number, on_disk(home)) == (1, notes)


# ---- the world moved ----


def test_files_that_changed_since_the_proposal_are_not_written_over(first, home):
    proposal = propose(LONGER)
    theirs = POLICY + "# a line that somebody added\n"
    home.policy_file.write_text(theirs)
    with pytest.raises(Fault, match="the world moved") as fault:
        adoption.adopt(proposal, TOM, AT)
    assert "policy.yaml" in fault.value.because
    assert (on_disk(home), versions.newest().number) == (theirs, 1)
    proposal.refresh_from_db()
    assert proposal.state == "open" and kinds()[-1] == "policy.proposed"


def test_a_file_that_came_beside_the_policy_since_is_noticed(first, home):
    proposal = propose(LONGER)
    (home.folder / "words").mkdir()
    (home.folder / "words" / "new.md").write_text("New.")
    with pytest.raises(Fault, match="the world moved"):
        adoption.adopt(proposal, TOM, AT)


def test_of_two_proposals_made_at_once_the_second_is_out_of_date_when_the_first_is_adopted(first, home):
    one, two = propose(LONGER), propose(("keep: 90 days", "keep: 60 days"), by=TOM)
    adoption.adopt(one, TOM, AT)
    with pytest.raises(Fault, match="the world moved") as fault:
        adoption.adopt(two, RUTH, AT)
    assert "version 2 was adopted by Tom Harker" in fault.value.because
    assert on_disk(home) == changed(LONGER)


def test_a_proposal_ends_once(first):
    proposal = propose(LONGER)
    adoption.drop(proposal, RUTH, AT)
    assert (proposal.state, kinds()[-1]) == ("dropped", "policy.dropped")
    for act in (
        lambda: adoption.adopt(proposal, TOM, AT),
        lambda: adoption.drop(proposal, TOM, AT),
        lambda: adoption.told(proposal, "enquiries", "a letter to all", DAY, TOM, AT),
    ):
        with pytest.raises(Fault, match="was dropped by Ruth Adeyemi"):
            act()


# ---- from the command line, alone ----


def test_what_lies_in_the_folder_is_adopted_by_the_person_who_names_themselves(first, home):
    home.policy_file.write_text(changed(FURTHER))
    with pytest.raises(Faults):
        adoption.adopt_disk(by=RUTH, because="", at=AT)
    assert kinds() == ["policy.proposed", "policy.adopted"]  # what is refused leaves no trace
    telling = ("enquiries", "a letter to every customer", DAY)
    version = adoption.adopt_disk(by=RUTH, because="", at=AT, tellings=[telling])
    assert (version.number, version.adopted_by, version.proposed_by) == (2, RUTH, RUTH)
    assert kinds()[2:] == ["policy.proposed", "policy.told", "policy.adopted"]
    assert on_disk(home) == changed(FURTHER)


def test_whoever_has_a_proposal_at_the_desk_does_not_go_around_it(first, home):
    proposal = propose(LONGER)
    home.policy_file.write_text(changed(LONGER))
    with pytest.raises(Fault, match="waits at the desk") as fault:
        adoption.adopt_disk(by="ruth adeyemi", because="", at=AT)
    assert fault.value.where == proposal.reference


# ---- crashes ----


class Stopped(BaseException):
    """The machine stops here."""


@pytest.fixture
def stops():
    def hook(name):
        if name == "before lay_files":
            raise Stopped

    flows.hang(hook)
    yield
    flows.hang(None)


def test_stopped_between_the_commit_and_the_files_it_is_made_good_at_the_next_look(first, home, stops):
    with pytest.raises(Stopped):
        adoption.adopt(propose(LONGER), TOM, AT)
    assert (versions.newest().number, on_disk(home), versions.newest().laid_at) == (2, POLICY, None)
    assert place.in_force(DAY).purposes["enquiries"].keep.text == "3 years after message.date"
    assert adoption.drift() is not None
    adoption.settle(AT + timedelta(hours=1))
    assert (on_disk(home), versions.newest().laid_at) == (changed(LONGER), AT + timedelta(hours=1))
    assert adoption.drift() is None
    adoption.settle(AT + timedelta(hours=2))
    assert versions.newest().laid_at == AT + timedelta(hours=1)


def test_stopped_between_two_files_the_rest_is_written_at_the_next_look(first, home, stops):
    documents = "documents:\n  privacy: {title"
    text = changed((documents, "documents:\n  terms: {title: Terms, file: words/terms.md}\n  privacy: {title"))
    files = {"policy.yaml": text, "words/terms.md": "Pay."}
    with pytest.raises(Stopped):
        adoption.adopt(adoption.propose(files, by=RUTH, because="", at=AT), TOM, AT)
    home.policy_file.write_text(text)  # this one was written before the machine stopped
    adoption.settle(AT)
    assert (home.folder / "words" / "terms.md").read_text() == "Pay."


def test_what_somebody_changed_while_the_machine_was_down_is_left_alone_and_said(first, home, stops):
    with pytest.raises(Stopped):
        adoption.adopt(propose(LONGER), TOM, AT)
    home.policy_file.write_text(POLICY + "# theirs\n")
    adoption.settle(AT)
    assert on_disk(home) == POLICY + "# theirs\n"
    assert "policy.yaml is not what is in force" in adoption.drift().what


def test_a_folder_that_cannot_be_written_does_not_undo_the_adoption(first, home, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(folder, "lay", refuse)
    version = adoption.adopt(propose(LONGER), TOM, AT)
    assert (version.number, version.laid_at, on_disk(home)) == (2, None, POLICY)
    assert adoption.drift() is not None
    monkeypatch.undo()
    adoption.settle(AT)
    assert on_disk(home) == changed(LONGER)


def test_without_its_evidence_nothing_is_adopted(first, home, monkeypatch):
    proposal = propose(LONGER)

    def fail(*_, **__):
        raise Fault("no evidence")

    monkeypatch.setattr(entries, "append", fail)
    with pytest.raises(Fault, match="no evidence"):
        adoption.adopt(proposal, TOM, AT)
    assert (Version.objects.count(), on_disk(home)) == (1, POLICY)
    proposal.refresh_from_db()
    assert proposal.state == "open"


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_it_is_not_done_inside_another_transaction_that_might_be_undone(home):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        adoption.adopt_disk(by=RUTH, because="", at=AT)
    assert Version.objects.count() == 0
    assert not connection.in_atomic_block


def test_a_version_that_was_changed_in_the_database_is_not_taken_for_the_one_adopted(first, home):
    Version.objects.update(files={"policy.yaml": changed(LONGER)})
    versions._read.cache_clear()  # as another process, or the next start, reads it
    with pytest.raises(Fault, match="version 1 is not what was adopted"):
        place.in_force(DAY)
    Version.objects.update(files={"policy.yaml": POLICY})
    assert place.in_force(DAY) == policy.read(POLICY, "policy.yaml")


# ---- drift, without a database ----


def test_the_note_beside_the_databases_says_the_same_as_they_do(first, home):
    assert folder.drift(home) is None and adoption.drift() is None
    home.policy_file.write_text(changed(LONGER))
    assert str(folder.drift(home)) == str(adoption.drift())
    assert "policy.yaml is not what is in force" in folder.drift(home).what
    home.policy_file.write_text(POLICY)
    assert folder.drift(home) is None
    home.adopted_file.write_text("{")
    assert folder.drift(home) is None


@pytest.mark.parametrize("said", ['{"number": 1e999, "starts": "2026-01-01", "files": {}}', "[" * 100_000])
def test_a_note_that_no_machine_wrote_is_none(first, home, said):
    home.adopted_file.write_text(said)
    assert folder.drift(home) is None and folder.noted(home) == 0


def test_a_database_that_lost_its_versions_is_not_begun_anew_in_silence(home):
    """Else a change would be the first version, of which nobody need be told."""
    home.adopted_file.write_text('{"number": 7, "starts": "2026-01-01", "files": {}}')
    with pytest.raises(Fault, match="version 7 was adopted, and the database knows of none"):
        adoption.adopt_disk(by=RUTH, because="", at=AT)
    assert Version.objects.count() == 0
    home.adopted_file.unlink()
    assert adoption.adopt_disk(by=RUTH, because="", at=AT).number == 1


def test_a_company_that_never_adopted_has_no_drift(home):
    assert adoption.drift() is None and folder.drift(home) is None
    adoption.settle(AT)
    assert not home.adopted_file.exists()


# ---- what it touches ----


def test_the_tables_that_hold_the_data_are_named_and_what_nobody_counts_is_said(first, monkeypatch):
    class Table:
        def __init__(self, says, columns):
            self.says, self.columns = says, columns

    class Counted:
        says = "Customer database"
        maps = {"orders": Table("orders", {"what": "order"}), "calls": Table("calls", {"file": "call"})}

        def count(self, table):
            return {"orders": 4212}[table]

    class Uncounted:
        says = "Shared mailbox"
        maps = {"inbox": Table("mail", {"text": "message", "sender": "contact"})}

    class Down(Counted):
        says = "Archive"

        def count(self, table):
            raise Fault("this cannot be reached")

    stores = {"crm": Counted(), "mailbox": Uncounted(), "archive": Down()}
    monkeypatch.setattr(proposals.places, "all_stores", lambda: stores)
    touched = propose(FURTHER).changes(DAY).touched
    fewer = propose(("uses: [contact.name, contact.email, preference]", "uses: [contact.email, preference]"), by=TOM)
    assert [(one.table, one.rows) for one in fewer.changes(DAY).touched] == [("inbox", None)]  # by the group's name
    assert [(one.store, one.table, one.rows) for one in touched] == [
        ("crm", "orders", 4212),
        ("archive", "orders", None),
    ]


# ---- two at once, in processes of their own ----

RACE = """
import sys
from troth.site.boot import boot
boot(None)
from django.utils import timezone
from troth.duties import adoption
from troth.fault import Fault, Faults
sys.stdin.readline()
try:
    version = adoption.adopt_disk(by=sys.argv[1], because="", at=timezone.now())
    print("adopted", version.number)
except (Fault, Faults) as fault:
    print("refused", fault)
"""


def test_of_two_who_adopt_at_once_one_wins_and_the_other_is_told(tmp_path):
    company = tmp_path / "acme"
    company.mkdir()
    (company / "policy.yaml").write_text(POLICY)
    env = {k: v for k, v in os.environ.items() if not k.startswith(("TROTH_", "DJANGO_"))} | {
        "TROTH_HOME": str(company),
        "TROTH_STATE": str(tmp_path / "state"),
        "TROTH_KEYS": str(tmp_path / "keys"),
        "PYTHONPATH": str(Path(policy.__file__).parents[2]),
    }
    warm = [sys.executable, "-c", "from troth.site.boot import boot; boot(None)"]
    subprocess.run(warm, env=env, check=True, timeout=120)
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, name],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in (RUTH, TOM)
    ]
    for racer in racers:
        racer.stdin.write("\n")
        racer.stdin.flush()
    said = [racer.communicate(timeout=120) for racer in racers]
    outcomes = sorted(out.split()[0] if out else err for out, err in said)
    assert outcomes == ["adopted", "refused"], said
    note = json.loads((tmp_path / "state" / "adopted.json").read_text())
    assert note["number"] == 1
