"""Each probe in a world where its part of a promise is kept and in one where it is not; what parts make of a whole."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from django.db import transaction
from django.utils import timezone

from troth import flows, law, policy, stores
from troth.duties import cases, identity, nightly, proposals, prove, reviews
from troth.duties.prove import acts, pages, recipients, robot, rules
from troth.duties.prove.probe import PROBES, Context, Result, World, kept
from troth.duties.prove.robot import Page
from troth.duties.search import Search
from troth.fault import Fault, Faults
from troth.home import digest_of
from troth.law.dated import Known, Rule
from troth.policy import promises
from troth.policy.meaning import Decision, Use, uses
from troth.policy.promises import Part, Promise
from troth.policy.publish.register import register
from troth.records import entries, keys, place, proofs, versions
from troth.words import Basis, Citation, Identifier, Subject

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2026, 11, 28, 9, tzinfo=UTC)
DAY = AT.date()
HANNAH = "hannah.whitcombe@example.org"
PHONE = "07700 900123"


def world(*changes, at=AT):
    """The reference company, with some words of its policy replaced."""
    text = place.home().policy_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return World(at, said(text))


@cache
def said(text):
    """A policy by its text, read once: it is frozen."""
    return policy.read(text, "policy.yaml", place.home().beside())


def look(name, promise, here=None, section=None) -> Result:
    """What one probe sees of a promise."""
    part = Part(probe=name, says="It is so", in_=section)
    made = Promise(title="A promise", says="We say so.", kept_when="It is so.", owner="Ruth Adeyemi", parts=(part,))
    return PROBES[name].look(Context(here or world(), made.model_copy(update={"id": promise}), part))


def fails(result, words):
    assert result.state == "not kept", result
    assert words in result.says, result.says
    return True


# ---- what the policy says ----

MAILER = """contract until: 2028-02-08
    undertakes: [confidentiality, privacy, law, policy]
    terms: [subject, duration"""
SAFEGUARD = (
    "    safeguard: International Data Transfer Agreement, version A1.0, of 1 September 2026; ask us for a copy\n"
)
CONDITION = "    condition: UK GDPR 9(2)(b) and DPA 2018 Sch 1 para 1 (employment law)\n"
POLICY = [  # probe, promise, section, what is changed, what is said then
    ("declared", "W5", "purposes", [("promises: [W5]", "promises: [W4]")], "no purpose of the policy names W5"),
    ("duty-named", "U3", None, [("    duty: UK GDPR 7(1) and 5(2)\n", "")], "`choices` names no law"),
    ("lawful", "X6", None, [(CONDITION, "")], "adjust"),
    (
        "contract-clock",
        "U4",
        None,
        [("basis: contract", "basis: legitimate interests")],
        "`accounts` does not rest on a",
    ),
    ("balanced", "U5", None, [("      review by: 2027-09-14", "      review by: 2026-09-20")], "is past its review"),
    ("balanced", "U5", None, [("      on: 2026-09-14\n", "")], "`identity` has no dated assessment"),
    ("recognised-marked", "U5", None, [("    interest: crime\n", "")], "`fraud-prevention` names no condition"),
    (
        "consent-asked",
        "U6",
        None,
        [("asks: [marketing-email, marketing-calls]", "asks: [marketing-calls]")],
        "no channel asks for `marketing-email`",
    ),
    (
        "sourced",
        "C6",
        None,
        [("    sources: [you, an identity-verification agency]\n", "")],
        "`identity` names no source",
    ),
    (
        "voluntary",
        "C7",
        None,
        [("nothing depends on it.\n    basis: consent", "nothing depends on it.\n    basis: contract")],
        "`surveys` rests on contract",
    ),
    (
        "computer-alone",
        "W2",
        None,
        [
            (
                "    high risk: [denial-of-service]\n",
                "    automated: {how: By score, means: A no, safeguards: [human]}\n",
            )
        ],
        "`credit-check` lacks",
    ),
    ("second-key", "X6", None, [(CONDITION, "")], "`interview-adjustments` names no condition"),
    (
        "periods-reasoned",
        "R2",
        None,
        [("    because: Once you have no service from us there is nothing to tell you about.\n", "")],
        "`service-messages` does not say why for so long",
    ),
    (
        "periods-current",
        "R2",
        None,
        [("reasoned: 2026-09-14", "reasoned: 2025-01-01")],
        "was last reasoned on 1 January 2025",
    ),
    ("reviewed", "F3", None, [("\nreview by: 2027-10-19", "\nreview by: 2026-11-27")], "was due on 27 November 2026"),
    ("reviewed", "F3", None, [("\nreview by: 2027-10-19", "")], "the policy has no review date"),
    (
        "contracted",
        "S1",
        None,
        [("    contract: Data-sharing agreement of 12 January 2026\n", "")],
        "`group-company` is bound by no contract",
    ),
    (
        "contracted",
        "S2",
        None,
        [("contract until: 2028-02-02", "contract until: 2026-11-27")],
        "what binds `hosting` lapsed on 27 November 2026",
    ),
    (
        "undertaken",
        "S11",
        None,
        [("undertakes: [confidentiality, privacy, law, policy]", "undertakes: [confidentiality, privacy]")],
        "`hosting` did not undertake to keep the law",
    ),
    ("contract-terms", "S2", None, [(MAILER, MAILER.replace("subject, ", ""))], "of `mailer` lacks subject"),
    ("transfers-covered", "S10", None, [(SAFEGUARD, "")], "overseas-support"),
]


@pytest.mark.parametrize(("name", "promise", "section", "changes", "says"), POLICY)
def test_a_probe_of_the_policy_holds_for_the_company_and_fails_where_the_policy_breaks(
    name, promise, section, changes, says
):
    assert look(name, promise, section=section).state == "kept"
    assert fails(look(name, promise, world(*changes), section), says)


def test_payment_data_is_there_for_contracts_and_legal_duties_alone():
    text = place.home().policy_text()
    ours = ("identity-check, payment.method]", "identity-check]")
    mended = [ours] if ours[0] in text else []
    assert look("payment-apart", "U4", world(*mended)).state == "kept"
    more = (
        "uses: [contact.name, contact.phone, preference]",
        "uses: [contact.name, contact.phone, preference, payment.history]",
    )
    assert fails(look("payment-apart", "U4", world(*mended, more)), "`marketing-calls` uses `payment.history`")


def test_the_notice_is_asked_for_a_sentence_of_every_entry():
    here = world()
    assert look("told", "W5", here).state == "kept"
    vars(here)["told"] = here.told - {("purposes", "maintenance")}
    assert fails(look("told", "W5", here), "the notice says nothing of `purposes/maintenance`")
    assert fails(look("told", "Z9", here), "nothing in the policy names Z9")


def test_the_register_is_asked_for_every_purpose_and_recipient():
    here = world()
    assert look("registered", "W5", here).state == look("registered", "S1", here).state == "kept"
    less = {key: one for key, one in here.policy.purposes.items() if key not in ("maintenance", "group-administration")}
    vars(here)["register"] = register(here.policy.model_copy(update={"purposes": less}), DAY)
    assert fails(look("registered", "W5", here), "the register has no entry `maintenance`")
    assert fails(look("registered", "S1", here), "the register names `group-company` nowhere")


def test_the_decisions_permit_what_a_purpose_names_and_nothing_else():
    here = world()
    assert look("decided", "W5", here).state == "kept"
    assert uses(here.policy, DAY) == here.uses
    vars(here)["uses"] = frozenset(use for use in here.uses if use.purpose != "maintenance")
    assert fails(look("decided", "W5", here), "nothing may be used for `maintenance`")
    vars(here)["uses"] = here.uses | {Use("accounts", "credit", "role:sales", Basis.CONTRACT)}
    assert fails(look("decided", "W1", here), "`credit` may be used for `accounts` by `role:sales`")


def test_a_provider_whose_undertaking_lapsed_is_refused_from_the_next_day_on(monkeypatch):
    assert look("lapsed-closed", "S11").state == "kept"
    monkeypatch.setattr(recipients.meaning, "decide", lambda *_: Decision(True, (), ()))
    assert fails(look("lapsed-closed", "S11"), "`hosting` would still be given data on 3 February 2028")


def test_the_notice_names_the_countries():
    here = world()
    assert look("transfers-told", "S10", here).state == "kept"
    vars(here)["notice"] = replace(here.notice, sections=())
    assert fails(look("transfers-told", "S10", here), "does not say that `mailer` is in Ireland")


# ---- systems ----


@pytest.fixture
def shop(tmp_path):
    """A database of one table and its map; gives what makes a world of it after more SQL."""
    import sqlite3

    def make(*more, file="shop.sqlite"):
        with sqlite3.connect(tmp_path / "shop.sqlite") as made:
            made.execute(
                "CREATE TABLE IF NOT EXISTS people (id INTEGER PRIMARY KEY, email TEXT, boss INTEGER REFERENCES people)"
            )
            for statement in more:
                made.execute(statement)
        folder = tmp_path / "stores"
        folder.mkdir(exist_ok=True)
        (folder / "shop.yaml").write_text(
            f"kind: sql\nsays: The shop\nurl: sqlite:///{tmp_path / file}\npeople: people\ntables:\n  people:\n"
            "    person: {email: email}\n    columns: {email: contact.email}\n"
        )
        here = world()
        vars(here)["stores"] = stores.load(folder, {}, tmp_path)
        return here

    return make


def test_a_column_that_no_map_names_is_found_and_keys_are_not(shop):
    assert look("nothing-undeclared", "C1", shop()).says == "1 of 1 systems can list their columns, and all are named"
    here = shop("ALTER TABLE people ADD COLUMN faith TEXT")
    assert fails(
        look("nothing-undeclared", "C1", here), "The shop: `people.faith` is there and the map does not name it"
    )


def test_a_table_that_hangs_on_people_and_is_not_mapped_is_found_and_one_apart_is_not(shop):
    apart = "CREATE TABLE products (sku TEXT PRIMARY KEY, name TEXT)"
    assert look("nothing-undeclared", "C1", shop(apart)).state == "kept"
    here = shop("CREATE TABLE letters (id INTEGER PRIMARY KEY, person INTEGER REFERENCES people, text TEXT)")
    assert fails(look("nothing-undeclared", "C1", here), "`letters` is there")


def test_a_system_that_cannot_be_reached_was_not_seen_kept(shop):
    here = shop(file="gone.sqlite")
    assert fails(look("nothing-undeclared", "C1", here), "The shop could not be looked at")


def test_each_category_is_mapped_to_a_column():
    here = world()
    assert look("mapped", "C1", here).state == look("logs-mapped", "C4", here).state == "kept"
    assert look("every-system-mapped", "C8", here).state == "kept"
    vars(here)["stores"] = {name: one for name, one in here.stores.items() if name == "calls"}
    assert fails(look("mapped", "C1", here), "no system is mapped to hold `contact.email`")
    assert fails(look("logs-mapped", "C4", here), "no log is mapped to hold `ip-address`")
    vars(here)["stores"] = {}
    assert fails(look("every-system-mapped", "C8", here), "no system is mapped at all")


def test_the_clock_of_each_period_is_given_by_a_system():
    here = world()
    assert look("clocks-mapped", "R4", here).state == "kept"
    vars(here)["stores"] = {name: one for name, one in here.stores.items() if name == "calls"}
    assert fails(look("clocks-mapped", "R4", here), "no system gives the day of `customer.ended`")


def test_a_clock_that_only_a_register_of_ours_can_give_is_not_built():
    seen = look("clocks-mapped", "R1")
    assert (seen.state, seen.says) == ("not built", "the register that says when an objection is withdrawn")


# ---- pages, as a robot gets them ----


def test_an_address_in_any_letters_is_asked_for_and_stops_no_walk():
    assert robot.visit("/ราชอาณาจักร\U0001f600?q=é").status == 404


def test_the_documents_answer_at_their_addresses():
    assert look("documents-published", "F2").state == "kept"
    elsewhere = world(("at: /terms\n", "at: /nowhere\n"))
    assert fails(look("documents-published", "F2", elsewhere), "`terms` at /nowhere answers 404")


def test_the_documents_lead_to_each_other():
    here = world()
    assert look("documents-linked", "F2", here).state == "kept"
    here.seen["/terms"] = Page("/terms", 200, '<a href="/cookies">Cookies</a>')
    assert fails(look("documents-linked", "F2", here), "`terms` has no link to `privacy`")


def test_what_is_for_everybody_needs_no_account():
    here = world()
    assert look("open-to-all", "F5", here).state == "kept"
    here.seen["/notice"] = Page("/accounts/", 200, "Sign in")
    assert fails(look("open-to-all", "F5", here), "/notice asks to sign in")


def test_nothing_is_set_or_run_unasked():
    here = world()
    assert look("no-cookie-unasked", "U7", here).state == "kept"
    here.seen["/terms"] = Page("/terms", 200, "<script src='x.js'></script>", frozenset({"troth", "plaincount"}))
    result = look("no-cookie-unasked", "U7", here)
    assert fails(result, "/terms sets `plaincount` unasked") and "/terms brings a script" in result.says


def test_no_page_and_no_form_asks_for_money(monkeypatch):
    here = world()
    assert look("no-fee", "E1", here).state == "kept"
    assert len(robot.forms()) > 5
    here.seen["/terms"] = Page("/terms", 200, "<form><label for='n'>Card number</label><input id='n' name='n'></form>")
    assert fails(look("no-fee", "E1", here), "/terms asks for “Card number”")

    class Asked:
        base_fields = {"fee_paid": type("Field", (), {"label": "", "help_text": ""})}

    monkeypatch.setattr(robot, "forms", lambda: (Asked,))
    assert fails(look("no-fee", "E1"), "the form Asked asks for “fee_paid”")


def test_a_channel_is_live_if_its_page_answers_and_not_built_if_there_is_none():
    assert look("channel-live", "G7").state == "kept"
    assert look("channel-live", "G7", world(("at: /your-data/", "at: /nowhere/"))).says == "no page at /nowhere/ yet"
    broken = world()
    broken.seen["/your-data/"] = Page("/your-data/", 500, "")
    assert fails(look("channel-live", "G7", broken), "/your-data/ answers 500")
    assert look("channel-live", "H8").state == "not built"  # suppliers: no address, nothing takes it in


def test_a_channel_points_at_the_notice():
    assert look("channel-shows", "G7").state == "kept"
    without = world(("    shows: [privacy]\n    at: /your-data/", "    shows: [terms]\n    at: /your-data/"))
    assert fails(look("channel-shows", "G7", without), "`rights` shows no notice")


def test_the_notice_carries_the_regulator_of_the_day():
    here = world()
    assert look("regulator-named", "Q2", here).state == "kept"
    here.seen["/notice"] = Page("/notice", 200, "Write to the Information Commissioner, 0303 123 1113")
    assert fails(look("regulator-named", "Q2", here), "website")


def test_a_wrong_link_says_the_same_whomever_it_was_for(monkeypatch):
    assert look("strangers-alike", "I2").state == "kept"
    monkeypatch.setattr(robot, "visit", lambda address: Page(address, 404, f"{len(address) % 7} people are known"))
    assert look("strangers-alike", "I2").state == "not kept"


def test_no_page_of_the_desk_opens_to_a_stranger(monkeypatch):
    assert look("desk-shut", "X2").state == "kept"
    monkeypatch.setattr(robot, "visit", lambda address: Page(address, 200, "What is due?"))
    assert fails(look("desk-shut", "X2"), "/desk/ opens without signing in")


# ---- the law ----


def test_every_rule_has_citation_address_and_days(monkeypatch):
    assert look("law-dated", "F1").state == "kept"
    bare = Rule(Citation("A rule s. 1"), "It says so.", date(2026, 1, 1), date(2025, 1, 1), "", Known.READ)
    monkeypatch.setattr(law, "rules", lambda: (bare,))
    result = look("law-dated", "F1")
    assert fails(result, "A rule s. 1 has no address") and "A rule s. 1 ends before it begins" in result.says


def test_a_rule_that_begins_on_a_day_changes_the_answer_on_that_day(monkeypatch):
    assert look("law-changes", "F1").state == "kept"
    real = law.due
    monkeypatch.setattr(
        law, "due", lambda duty, received, nation, **more: real(duty, max(_day(received), DAY), nation, **more)
    )
    assert fails(look("law-changes", "F1"), "complaints were acknowledged by law before 19 June 2026")


def _day(at):
    return at.date() if isinstance(at, datetime) else at


@pytest.mark.parametrize(
    ("name", "promise", "words"),
    [
        ("breach-clock", "X8", "is not due 72 hours later"),
        ("complaint-clock", "Q1", "has no date"),
        ("fee-clock", "E2", "the fee does not move the date"),
        ("identity-clock", "I1", "the proof does not move the date"),
    ],
)
def test_a_clock_of_the_law_runs(monkeypatch, name, promise, words):
    assert look(name, promise).state == "kept"
    monkeypatch.setattr(law, "due", lambda *_, **__: None)
    assert fails(look(name, promise), words)


def test_an_answer_has_words_for_each_item_of_the_law(monkeypatch):
    assert look("answer-list", "G1").state == "kept"
    monkeypatch.delitem(rules.ANSWERS, "source")
    assert fails(look("answer-list", "G1"), "an answer says nothing of `source`")


def test_a_review_is_said_at_the_desk_before_it_is_due(monkeypatch):
    assert look("review-chased", "F3").state == "kept"
    monkeypatch.setattr(reviews, "due", lambda *_: [])
    assert fails(look("review-chased", "F3"), "nobody is reminded of review by")


# ---- versions ----


def version(number, text=None, by="Ruth Adeyemi", proposal=None, starts=DAY):
    """A version as an adoption leaves it."""
    home = place.home()
    files = {name: content.decode() for name, content in home.files().items()}
    files["policy.yaml"] = text or files["policy.yaml"]
    with transaction.atomic():
        entry = entries.append("policy.dropped", AT, key="policy", proposal=f"P{number}", by=by)
        return versions.Version.objects.create(
            number=number,
            starts=starts,
            adopted_at=AT,
            adopted_by=by,
            proposed_by="Tom Harker",
            files=files,
            base={},
            digest=digest_of(files),
            proposal=proposal,
            entry=entry,
        )


def test_without_an_adopted_version_the_files_govern_and_that_is_not_kept():
    for name in ("version-adopted", "approver-named", "changes-readable", "newest-governs"):
        assert fails(look(name, "F3"), "no version was ever adopted")
    version(1)
    for name in ("version-adopted", "approver-named", "changes-readable", "newest-governs"):
        assert look(name, "F3", World(AT, place.in_force(DAY), 1)).state == "kept", name


def test_a_version_without_an_approver_is_said():
    version(1, by=" ")
    assert fails(look("approver-named", "F3"), "version 1 names nobody who adopted it")


def test_something_else_than_the_newest_version_in_force_is_said():
    version(1)
    other = world(("review by: 2027-10-19", "review by: 2027-10-20"))
    assert fails(look("newest-governs", "F4", other), "version 1 has begun, and something else is in force")


def test_a_comparison_that_nobody_can_read_is_said():
    version(1)
    here = World(AT, place.in_force(DAY), 1)
    here.seen["/notice/1/changes"] = Page("/notice/1/changes", 404, "")
    assert fails(look("changes-readable", "F3", here), "answers 404")


def test_a_new_use_of_older_data_waits_until_people_were_told():
    assert look("told-first", "F4").state == "no occasion"
    version(1)
    assert look("told-first", "F4").state == "no occasion"
    text = place.home().policy_text()
    more = text.replace(
        "uses: [contact.name, contact.email, contact.phone, message]", "uses: [contact, order, message]", 1
    )
    assert more != text
    asked = proposals.Proposal.objects.create(by="Tom Harker", at=AT, files={}, base={}, digest="2")
    version(2, more, proposal=asked)
    assert fails(look("told-first", "F4"), "nobody noted that people were told of `enquiries`")
    told = {"purpose": "enquiries", "how": "by letter", "on": DAY - timedelta(days=9), "by": "Ruth Adeyemi", "at": AT}
    proposals.Told.objects.create(proposal=asked, **told)
    assert look("told-first", "F4").state == "kept"


# ---- requests ----


def ask(channel="web form", at=AT - timedelta(days=3)):
    """Hannah asks for her data."""
    person = cases.Person(name="Hannah Whitcombe", email=HANNAH, phone=PHONE)
    who = Subject((Identifier("email", HANNAH),))
    return cases.open_case("access", person=person, who=who, channel=channel, at=at).case


def note(case, kind, at, **facts):
    with transaction.atomic():
        return entries.append(kind, at, case=case.reference, key=case.key, **facts)


def answered(*, approved=True, confirmed=True, searched=True, opened=True):
    """A request carried to its answer, as far as the evidence goes, with a step left out."""
    case = ask()
    if confirmed:
        identity.vouch(case, "rang back on the number held", "Tom Harker", AT - timedelta(days=2))
    Search.objects.create(case=case, store="crm", state="done" if searched else "todo", found=2)
    note(case, "store.searched", AT, store="crm", found=2)
    if approved:
        note(case, "answer.approved", AT, by="Ruth Adeyemi")
    note(case, "answer.built", AT, manifest="0" * 64, files=1, items=2, policy="0:0")
    note(case, "answer.link-made", AT, delivery=1)
    if opened:
        note(case, "answer.opened", AT, delivery=1)
    case.refresh_from_db()
    case.answered_at, case.state = AT, "ready"
    case.save()
    taken_in()
    return case


def taken_in():
    """The ledger takes in what waits; in the world outside tests each commit does that."""
    with transaction.atomic():
        entries.sequence()


ANSWERED = [  # probe, promise, which step is left out, what is said then
    ("searched-everywhere", "G1", {"searched": False}, "crm was not searched"),
    ("reviewed-first", "G1", {"approved": False}, "was not approved before it was built"),
    ("only-verified", "I2", {"confirmed": False}, "was opened before its person was confirmed"),
]


@pytest.mark.parametrize(("name", "promise", "left_out", "says"), ANSWERED)
def test_an_answer_shows_each_step_and_one_that_was_left_out_is_said(name, promise, left_out, says):
    assert look(name, promise).state == "no occasion"
    answered()
    seen = look(name, promise)
    assert seen.state == "kept" and seen.last == AT and re.fullmatch(r"entry \d+", seen.evidence)
    answered(**left_out)
    assert fails(look(name, promise), says)


def test_an_answer_is_in_time_or_late():
    assert look("in-time", "G1").state == "no occasion"
    case = answered()
    assert look("in-time", "G1").state == "kept"
    cases.Case.objects.filter(pk=case.pk).update(due=DAY - timedelta(days=1))
    assert fails(look("in-time", "G1"), f"{case.reference} was answered after its day")
    cases.Case.objects.filter(pk=case.pk).update(answered_at=None)
    assert fails(look("in-time", "G1"), f"{case.reference} was due on 2026-11-27 and is not answered")


def test_a_running_case_has_the_day_that_is_counted_now():
    assert look("open-cases-counted", "F4").state == "no occasion"
    case = ask()
    identity.vouch(case, "rang back on the number held", "Tom Harker", AT)
    assert look("open-cases-counted", "F4").state == "kept"
    case.derivation["at"] = "2027-03-01"
    cases.Case.objects.filter(pk=case.pk).update(derivation=case.derivation, due=date(2027, 3, 1))
    assert fails(look("open-cases-counted", "F4"), f"the date of {case.reference} is not the one counted now")


def test_a_request_names_its_version():
    assert look("version-named", "F4").state == "no occasion"
    case = ask()
    assert look("version-named", "F4").state == "kept"
    cases.Case.objects.filter(pk=case.pk).update(policy_version=7)
    assert fails(look("version-named", "F4"), f"{case.reference} names a version that there is not")
    cases.Case.objects.filter(pk=case.pk).update(policy_digest="")
    assert fails(look("version-named", "F4"), f"{case.reference} names no version")


def test_working_copies_go_when_a_case_closes():
    assert look("copies-destroyed", "R1").state == "no occasion"
    case = ask()
    cases.Case.objects.filter(pk=case.pk).update(state="closed", closed_at=AT)
    assert look("copies-destroyed", "R1").state == "kept"
    keys.make(case.findings_key, AT)
    assert fails(look("copies-destroyed", "R1"), f"the working copies of {case.reference} can still be opened")


def test_who_is_asked_to_confirm_is_asked_promptly():
    assert look("asked-promptly", "I1").state == "no occasion"
    identity.send_code(ask(), AT - timedelta(days=3) + timedelta(minutes=1))
    assert look("asked-promptly", "I1").state == "kept"
    late = ask()
    identity.send_code(late, AT)
    assert fails(look("asked-promptly", "I1"), f"{late.reference} was asked after more than a day")


def test_a_letter_is_a_case_too():
    ask()
    assert look("noted-by-staff", "G7").state == "no occasion"
    noted = ask("letter")
    taken_in()
    seen = look("noted-by-staff", "G7")
    assert seen.state == "kept" and seen.says == "the last came by letter" and seen.evidence.startswith("entry ")
    entries.Entry.objects.filter(case=noted.reference).delete()
    assert fails(look("noted-by-staff", "G7"), "has no evidence")


def test_a_look_has_its_reason():
    assert look("looks-recorded", "X2").state == "no occasion"
    case = ask()
    note(case, "person.looked-at", AT, by="Tom Harker", why="the person rang")
    assert look("looks-recorded", "X2").state == "kept"
    note(case, "person.looked-at", AT, by="Tom Harker", why=" ")
    assert fails(look("looks-recorded", "X2"), f"a look at {case.reference} has no reason")


@pytest.mark.parametrize("said", [HANNAH, PHONE])
def test_who_asked_stands_nowhere_in_clear(said):
    assert look("sealed", "X1").state == "no occasion"
    case = ask()
    assert look("sealed", "X1").state == "kept"
    Search.objects.create(case=case, store="crm", state="down", trouble=f"nobody called {said}")
    assert fails(look("sealed", "X1"), f"the table troth_search shows who {case.reference} is")


def test_an_entry_that_was_changed_is_noticed():
    ask()
    taken_in()
    assert look("ledger-holds", "X1").state == "kept"
    row = entries.Entry.objects.first()
    held = bytes(row.content)
    row.content = held[:-1] + bytes([held[-1] ^ 1])  # another byte, whatever stood there
    row.save()
    assert look("ledger-holds", "X1").state == "not kept"


# ---- the parts and the whole ----


def whole(*states, monkeypatch):
    """A promise with a part in each of these states."""
    missing = {name: name for name in prove.NOT_BUILT}
    parts = []
    for number, state in enumerate(states):
        name = f"made-{number}" if state != "not built" else list(missing)[number]
        result = Result(state, f"saw {number}")
        if state != "not built":
            monkeypatch.setitem(PROBES, name, prove.probe(name, control=f"control {number}") and _probe(name, result))
        parts.append(Part(probe=name, says=f"part {number}"))
    made = Promise(title="A promise", says="We say so.", kept_when="So.", owner="Ruth Adeyemi", parts=tuple(parts))
    return prove.proof(world(), made.model_copy(update={"id": "Z1"}))


def _probe(name, result):
    from troth.duties.prove.probe import Probe

    return Probe(name, f"control of {name}", lambda _: result)


@pytest.mark.parametrize(
    ("states", "makes"),
    [
        (["kept", "kept"], "kept"),
        (["kept", "no occasion"], "kept"),
        (["no occasion"], "kept"),
        (["kept", "not built"], "not built"),
        (["not built", "not built"], "not built"),
        (["kept", "not kept"], "not kept"),
        (["not built", "not kept", "kept"], "not kept"),
    ],
)
def test_a_promise_is_kept_only_if_all_its_parts_are(monkeypatch, states, makes):
    assert whole(*states, monkeypatch=monkeypatch).state == makes


def test_a_promise_without_occasion_has_no_proof_yet(monkeypatch):
    seen = whole("no occasion", monkeypatch=monkeypatch)
    assert (seen.last, seen.says) == (None, "no occasion yet: saw 0")


def test_what_is_not_built_is_named_and_the_kept_parts_counted(monkeypatch):
    seen = whole("kept", "not built", "no occasion", monkeypatch=monkeypatch)
    missing = prove.NOT_BUILT[seen.parts[1].probe]
    assert seen.says == f"1 of 3 parts kept, 1 without occasion yet; not built: {missing}"


def test_what_cannot_be_looked_at_is_not_kept(monkeypatch):
    def down(_):
        raise Fault("the database does not answer")

    monkeypatch.setattr(acts, "_answered", lambda: down(None))
    here = world()
    part = Part(probe="in-time", says="In time")
    made = Promise(title="A", says="B", kept_when="C", owner="D", parts=(part,)).model_copy(update={"id": "G1"})
    seen = prove.proof(here, made)
    assert (seen.state, seen.says) == ("not kept", "it could not be looked at: the database does not answer")


def test_every_probe_that_promises_name_is_written_or_known_to_be_missing_and_none_is_idle():
    found = promises.read(place.home().promises_text(), "promises.yaml")
    assert prove.unknown(found) == []
    named = {part.probe for promise in found for part in promise.parts}
    assert {*PROBES, *prove.NOT_BUILT} - named == set()
    assert not set(PROBES) & set(prove.NOT_BUILT)


def test_a_probe_that_nobody_wrote_is_a_fault_at_its_place():
    text = place.home().promises_text().decode().replace("probe: law-dated", "probe: law-datd", 1)
    found = prove.unknown(promises.read(text, "promises.yaml"))
    line = text[: text.index("law-datd")].count("\n") + 1
    assert [(one.where.rpartition(":")[0], one.remedy) for one in found] == [
        (f"promises.yaml:{line}", "did you mean `law-dated`?")
    ]


def test_a_walk_sees_all_86_and_is_kept_with_its_evidence(estate):
    assert prove.last() is None
    walk = prove.walk(AT)
    seen, shown = prove.last()
    assert seen == walk and walk.promises == len(shown) == 86
    assert [one.promise for one in shown] == [one.id for one in prove.of_home(place.home())]
    counts = {state: sum(one.state == state for one in shown) for state in ("kept", "not kept", "not built")}
    assert list(counts.values()) == [walk.kept, walk.not_kept, walk.not_built]
    assert {one.state for one in shown} <= set(counts)
    said = entries.opened(walk.entry)
    assert said == {
        "kind": "promises.proved",
        "at": "2026-11-28T09:00:00+00:00",
        "case": "",
        "version": 0,
        "kept": walk.kept,
        "not_kept": walk.not_kept,
        "not_built": walk.not_built,
    }
    by_id = {one.promise: one for one in shown}
    assert by_id["F3"].state == "not kept" and "no version was ever adopted" in by_id["F3"].says
    assert by_id["G3"].state == "not built" and "erasure in every system" in by_id["G3"].says
    assert by_id["R2"].state == "kept" and by_id["R2"].last == AT


def test_only_those_that_are_named_are_looked_at_and_a_wrong_name_is_a_fault():
    assert [one.promise for one in prove.look(AT, ["r2", "F1"])] == ["F1", "R2"]
    with pytest.raises(Fault, match="`Z9` is no promise"):
        prove.look(AT, ["Z9"])


def test_a_company_that_wrote_down_no_promises_is_told_so(settings, tmp_path):
    settings.TROTH = replace(settings.TROTH, folder=tmp_path)
    with pytest.raises(Fault, match="written down no promises"):
        prove.of_home(place.home())
    assert nightly.try_promises() == "nothing"
    assert proofs.newest() is None


def test_by_themselves_they_are_tried_once_a_day(estate):
    assert "prove_nightly" in flows.PERIODS and flows.PERIODS["prove_nightly"] == 86_400
    flows.run_here(flows.FLOWS["prove_nightly"])
    assert proofs.Walk.objects.count() == 1
    flows.run_here(flows.FLOWS["prove_nightly"])  # as after a crash between the act and its checkpoint
    assert proofs.Walk.objects.count() == 1
    proofs.Walk.objects.update(at=timezone.now() - timedelta(days=1))
    flows.run_here(flows.FLOWS["prove_nightly"])
    assert proofs.Walk.objects.count() == 2


# ---- how long it has been so ----


def proof(state, saw="seen"):
    return proofs.Proof("W5", "Equipment", "Purpose.", "So.", state, "Tom Harker", "A control", saw, ())


def test_a_state_goes_on_since_its_first_day_and_a_new_one_begins_another():
    days = [AT + timedelta(days=n) for n in range(4)]
    for at, state in zip(days, ["kept", "not kept", "not kept", "kept"], strict=True):
        walk = proofs.save([proof(state, f"seen on {at.day}")], at, 0)
    assert [(state, since) for state, since, _ in proofs.history("W5")] == [
        ("kept", days[3]),
        ("not kept", days[1]),
        ("kept", days[0]),
    ]
    assert [one.says for _, _, one in proofs.history("W5")] == ["seen on 1", "seen on 30", "seen on 28"]
    (newest,) = proofs.of_walk(walk)
    assert (newest.state, newest.since) == ("kept", days[3])


def test_a_promise_that_is_no_longer_made_is_not_shown_and_its_history_stays():
    proofs.save([proof("kept"), replace(proof("kept"), promise="W6")], AT, 0)
    walk = proofs.save([proof("kept")], AT + timedelta(days=1), 0)
    assert [one.promise for one in proofs.of_walk(walk)] == ["W5"]
    assert len(proofs.history("W6")) == 1


def test_what_was_seen_comes_back_as_it_was():
    part = proofs.PartProof("told", "The notice says it", "kept", "one entry", "A control", AT, "entry 4")
    made = replace(proof("kept"), parts=(part,), last=AT, evidence="entry 4", rules=("policy.yaml:330",))
    walk = proofs.save([made], AT, 0)
    assert proofs.of_walk(walk) == (replace(made, since=AT),)


def test_a_walk_whose_evidence_cannot_be_written_is_not_kept(monkeypatch):
    def refuse(*_, **__):
        raise Faults([Fault("the signing key is gone")])

    monkeypatch.setattr(entries, "append", refuse)
    with pytest.raises(Faults):
        proofs.save([proof("kept")], AT, 0)
    assert proofs.newest() is None and not proofs.Stretch.objects.exists()


def test_kept_without_a_time_of_its_own_was_seen_at_the_walk():
    assert kept("so").last is None
    (seen,) = prove.look(AT, ["R2"])
    assert {part.last for part in seen.parts} == {AT}


def test_pages_module_reads_the_site_of_today():
    assert "/your-data/" in robot.public() and not any("<" in one for one in robot.public())
    assert pages.MONEY.search("Card number") and not pages.MONEY.search("What you would like")
