"""The policy at the desk: changed in forms, shown as decisions, adopted by a second colleague, written line by line."""

import html
import re
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.desk.conftest import signed_in

from desk.test_how_it_looks import objections
from troth.desk import draft
from troth.desk.policy_forms import RecipientForm, as_entered, values_of
from troth.duties import adoption
from troth.duties.clock import local_date
from troth.duties.proposals import Proposal
from troth.law.calendar import weekday
from troth.law.uk.uk_gdpr_28 import TERMS
from troth.records import entries, place, versions
from troth.site.accounts import colleague

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
UNDERTAKEN = ["confidentiality", "privacy", "law", "policy"]


@pytest.fixture
def home(tmp_path, settings):
    """The reference company in a folder of the test's own."""
    made = replace(settings.TROTH, folder=tmp_path / "company", state=tmp_path / "state")
    shutil.copytree(settings.TROTH.folder, made.folder)
    made.state.mkdir()
    settings.TROTH = made
    return made


@pytest.fixture
def first(home):
    """Version 1: what lies in the folder."""
    return adoption.adopt_disk(by="Ruth Adeyemi", because="We begin", at=timezone.now())


def said(answer, status=200):
    """What a page says, without its markup and with single blanks."""
    assert answer.status_code == status, answer.content.decode()[-1500:]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def purpose_form(key, **changes):
    """What a browser sends of a purpose's form, with changes."""
    return {**as_entered(place.in_force().purposes[key]), **changes}


def recipient_form(key, **changes):
    found = place.in_force()
    given = [name for name, purpose in found.purposes.items() if key in purpose.disclosed_to]
    return {**values_of(found.recipients[key]), "given_by": given, **changes}


def lines_changed(before, after):
    """Which lines of a text of as many lines are others: (before, after)."""
    was, now = before.splitlines(keepends=True), after.splitlines(keepends=True)
    assert len(was) == len(now)
    return [(one, two) for one, two in zip(was, now, strict=True) if one != two]


def proposed(desk, because="People come back to us later than that."):
    shown = re.search(r'name="shown" value="([0-9a-f]{64})"', desk.get("/desk/policy/changes/").content.decode())[1]
    answer = desk.post("/desk/policy/changes/", {"because": because, "shown": shown})
    assert answer.status_code == 302, said(answer, 422)
    return Proposal.objects.latest("id")


# ---- the way it goes ----


def test_a_period_changed_in_the_form_is_seen_proposed_adopted_by_another_and_is_one_line_of_the_file(
    first, home, desk, toms
):
    before = home.policy_file.read_text()
    files = home.files()
    answer = desk.post("/desk/policy/purposes/maintenance/", purpose_form("maintenance", number="4"))
    assert (answer.status_code, answer["Location"]) == (302, "/desk/policy/changes/")
    preview = said(desk.get("/desk/policy/changes/"))
    assert "3 years after the equipment is removed" in preview and "4 years after the equipment is removed" in preview
    assert "365 days longer" in preview or "366 days longer" in preview
    assert home.policy_file.read_text() == before  # nothing is written yet
    assert "You have gathered 1 change" in said(desk.get("/desk/policy/"))
    row = proposed(desk)
    assert home.policy_file.read_text() == before
    at = f"/desk/policy/proposals/{row.pk}/"
    own = said(desk.get(at))
    assert "You proposed it, so a colleague has to read it" in own and "Adopt it</button>" not in own
    assert "does not adopt it" in said(desk.post(f"{at}adopt/"), 409)
    assert versions.newest().number == 1
    page = toms.get(at).content.decode()
    assert "Adopt it</button>" in page and "Ruth Adeyemi" in page and "later than that" in page
    assert row.reference in said(toms.get("/desk/policy/"))
    assert "4 years after the equipment is removed" not in Client().get("/notice").content.decode()
    assert toms.post(f"{at}adopt/").status_code == 302
    after = home.policy_file.read_text()
    old, new = "    keep: 3 years after equipment.removed\n", "    keep: 4 years after equipment.removed\n"
    assert lines_changed(before, after) == [(old, new)]
    assert {name: held for name, held in home.files().items() if name != "policy.yaml"} == {
        name: held for name, held in files.items() if name != "policy.yaml"
    }
    assert place.in_force().purposes["maintenance"].keep.text == "4 years after equipment.removed"
    assert "4 years after the equipment is removed" in Client().get("/notice").content.decode()
    assert "Version 2 of the policy, in force since" in said(toms.get("/desk/policy/"))
    versions_page = said(toms.get("/desk/policy/versions/"))
    assert "Version 2 In force" in versions_page and "Tom Harker" in versions_page
    assert "4 years after the equipment is removed" in said(toms.get("/desk/policy/versions/2/")).replace(
        "4 Years", "4"
    )
    kinds = [one.kind for one in entries.Entry.objects.order_by("id") if one.kind.startswith("policy.")]
    assert kinds == ["policy.proposed", "policy.adopted"] * 2
    assert "This became our policy" in said(toms.get(at))


def test_several_changes_are_gathered_in_one_proposal_and_may_be_thrown_away(first, home, desk):
    desk.post("/desk/policy/purposes/maintenance/", purpose_form("maintenance", number="4"))
    desk.post("/desk/policy/recipients/courier/", recipient_form("courier", name="Harelane Parcels Limited"))
    preview = said(desk.get("/desk/policy/changes/"))
    assert "Maintaining your equipment: the period" in preview and "Harelane Parcels Limited" in preview
    assert 'value="4"' in desk.get("/desk/policy/purposes/maintenance/").content.decode()
    before = home.policy_file.read_text()
    made = proposed(desk).files["policy.yaml"]
    assert lines_changed(before, made) == [
        ("    keep: 3 years after equipment.removed\n", "    keep: 4 years after equipment.removed\n"),
        ("    name: Harelane Parcels Ltd\n", "    name: Harelane Parcels Limited\n"),
    ]
    assert "Nothing is gathered" in said(desk.get("/desk/policy/changes/"))
    desk.post("/desk/policy/purposes/support/", purpose_form("support", number="4"))
    assert "Technical support" in said(desk.get("/desk/policy/changes/"))
    desk.post("/desk/policy/changes/away/")
    assert "Nothing is gathered" in said(desk.get("/desk/policy/changes/"))
    assert home.policy_file.read_text() == before


WAYS = [
    ({"way": "after", "number": "18", "unit": "month", "event": "ticket.closed"}, "18 months after ticket.closed"),
    ({"way": "while", "while_state": "customer", "while_number": ""}, "while customer"),
    (
        {"way": "while", "while_state": "subscription", "while_number": "1", "while_unit": "year"},
        "while subscription, then 1 year",
    ),
    (
        {"way": "while", "while_state": "customer", "while_record": "contract-claims"},
        "while customer, then statutory contract-claims",
    ),
    (
        {"way": "law", "record": "contract-claims", "record_event": "ticket.closed"},
        "statutory contract-claims after ticket.closed",
    ),
    ({"way": "law", "record": "call-recordings", "record_event": ""}, "statutory call-recordings"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "sentence"), WAYS, ids=[one for _, one in WAYS])
def test_each_way_to_say_a_period_becomes_its_sentence(first, home, desk, given, sentence):
    before = home.policy_file.read_text()
    assert desk.post("/desk/policy/purposes/support/", purpose_form("support", **given)).status_code == 302
    made = dict(draft._made.__wrapped__(tuple(adoption.from_disk().items()), _asked(desk)))["policy.yaml"]
    assert lines_changed(before, made) == [("    keep: 3 years after ticket.closed\n", f"    keep: {sentence}\n")]


def _asked(desk):
    import json

    return json.dumps([step["changes"] for step in desk.session["policy"]])


def test_every_purpose_and_recipient_of_the_company_is_in_its_form_as_it_stands(first, desk):
    """Sent back as it came, a form changes nothing: no value of the file is lost or said otherwise."""
    found = place.in_force()
    for key in found.purposes:
        answer = desk.post(f"/desk/policy/purposes/{key}/", purpose_form(key))
        assert "Nothing is changed yet" in said(answer, 422), key
    for key in found.recipients:
        answer = desk.post(f"/desk/policy/recipients/{key}/", recipient_form(key))
        assert "Nothing is changed yet" in said(answer, 422), key


def test_a_reason_changed_in_the_form_leaves_every_other_line_as_it_is(first, home, desk):
    before = home.policy_file.read_text().splitlines()
    entered = "A claim can be brought for six years.\r\nWe looked at it again."
    assert desk.post("/desk/policy/purposes/orders/", purpose_form("orders", because=entered)).status_code == 302
    after = proposed(desk).files["policy.yaml"].splitlines()
    start = before.index("  orders:")
    first_line = next(n for n in range(start, len(before)) if before[n].startswith("    because:"))
    rest = next(n for n in range(first_line, len(before)) if before[n].startswith("    promises:"))
    assert after[:first_line] == before[:first_line] and after[-(len(before) - rest) :] == before[rest:]
    assert "looked at it again" in "".join(after[first_line : len(after) - (len(before) - rest)])


# ---- recipients ----


def test_a_new_recipient_is_told_people_before_it_starts_if_the_law_asks_and_stands_in_the_file(
    first, home, desk, toms
):
    entered = {"name": "Pennine Print Ltd", "role": "prints our letters", "kind": "processor", "group": "no"}
    entered |= {"country": "United Kingdom", "contract": "Processing agreement of 2 November 2026"}
    entered |= {
        "contract_until": "31 10 2028",
        "terms": list(TERMS),
        "undertakes": UNDERTAKEN,
        "given_by": ["payments"],
    }
    answer = desk.post("/desk/policy/recipients/new/", entered)
    assert answer.status_code == 302, said(answer, 422)
    assert "Given to Pennine Print Ltd" in said(desk.get("/desk/policy/changes/"))
    row = proposed(desk)
    assert toms.post(f"/desk/policy/proposals/{row.pk}/adopt/").status_code == 302
    found = place.in_force()
    one = found.recipients["pennine-print-ltd"]
    assert (one.name, one.contract_until.isoformat(), one.terms) == ("Pennine Print Ltd", "2028-10-31", TERMS)
    assert found.purposes["payments"].disclosed_to == ("card-processor", "hosting", "pennine-print-ltd")
    assert "Pennine Print Ltd" in Client().get("/notice").content.decode()


def test_a_recipient_that_goes_takes_along_what_names_it_which_is_shown_first(first, home, desk, toms):
    found = place.in_force()
    assert "wholesaler" in found.purposes["orders"].disclosed_to and "wholesaler" in found.never["credit-elsewhere"].to
    comments = [line for line in home.policy_file.read_text().splitlines() if line.lstrip().startswith("#")]
    page = said(desk.get("/desk/policy/recipients/wholesaler/remove/"))
    assert "“Selling and delivering what you order” no longer gives data to it" in page
    assert desk.post("/desk/policy/recipients/wholesaler/remove/").status_code == 302
    assert "Given to Calder Wholesale Ltd" in said(desk.get("/desk/policy/changes/"))
    row = proposed(desk)
    assert toms.post(f"/desk/policy/proposals/{row.pk}/adopt/").status_code == 302
    after = place.in_force()
    assert "wholesaler" not in after.recipients and "wholesaler" not in home.policy_file.read_text()
    assert after.never["credit-elsewhere"].to == tuple(
        to for to in found.never["credit-elsewhere"].to if to != "wholesaler"
    )
    assert [line for line in home.policy_file.read_text().splitlines() if line.lstrip().startswith("#")] == comments
    assert "Calder Wholesale" not in Client().get("/notice").content.decode()


def test_an_assessment_of_a_recipient_that_goes_goes_with_it_and_stays_in_the_version_before(first, home, desk, toms):
    file = home.folder / "assessments" / "hosting.yaml"
    assert "hosting" in file.read_text() and "hosting" in place.in_force().recipients
    page = said(desk.get("/desk/policy/recipients/hosting/remove/"))
    assert "The assessment “hosting” goes; earlier versions of the policy still hold it" in page
    assert desk.post("/desk/policy/recipients/hosting/remove/").status_code == 302
    row = proposed(desk)
    assert file.exists()
    assert toms.post(f"/desk/policy/proposals/{row.pk}/adopt/").status_code == 302
    assert not file.exists() and "hosting" not in place.in_force().recipients
    assert "hosting" in versions.number(1).files["assessments/hosting.yaml"]


def test_a_recipient_that_sets_a_cookie_does_not_go_by_itself(first, desk):
    assert "It sets the cookie plaincount" in said(desk.get("/desk/policy/recipients/analytics/remove/"))
    assert desk.post("/desk/policy/recipients/analytics/remove/").status_code == 409
    assert "policy" not in desk.session


def test_what_the_law_asks_of_a_recipient_is_said_at_its_field(first, desk):
    page = desk.post("/desk/policy/recipients/courier/", recipient_form("courier", contract=""))
    assert "is bound by no contract" in said(page, 422) and "UK GDPR 28(3)" in said(page, 422)
    assert 'id="contract-message"' in page.content.decode()
    page = desk.post("/desk/policy/recipients/courier/", recipient_form("courier", country="Brazil"))
    assert 'id="country-message"' in page.content.decode() and "44A" in said(page, 422)
    fewer = [term for term in TERMS if term != "audit"]
    page = desk.post("/desk/policy/recipients/wholesaler/", recipient_form("wholesaler", terms=fewer))
    assert 'id="terms-message"' in page.content.decode() and "not seen to say" in said(page, 422)
    assert "policy" not in desk.session


# ---- what is refused ----


def test_a_period_below_the_laws_is_refused_with_its_citation(first, desk):
    given = purpose_form("tax-and-accounts", way="after", number="3", unit="year", event="invoice.date")
    page = desk.post("/desk/policy/purposes/tax-and-accounts/", given)
    assert 'id="way-message"' in page.content.decode()
    assert "keeps for less than the 6 years of" in said(page, 422) and "UK GDPR 5(1)(e)" in said(page, 422)
    assert "FA 1998 Sch 18 para 21" in said(page, 422) or "VATA 1994 Sch 11" in said(page, 422)
    assert "policy" not in desk.session


BAD = [
    ({"number": ""}, "number", "Write how long, as a number"),
    ({"number": "0"}, "number", "Write a whole number from 1 to 100"),
    ({"number": "two"}, "number", "Write a whole number"),
    ({"number": "٣"}, "number", "Write a whole number"),
    ({"event": ""}, "event", "Choose from when it runs"),
    ({"event": "no.such"}, "event", "Choose one of those shown"),
    ({"unit": "week"}, "unit", "Choose one of those shown"),
    ({"way": ""}, "way", "Choose until when it is kept"),
    ({"way": "for ever"}, "way", "Choose one of those shown"),
    ({"way": "law", "record": ""}, "record", "Choose which of the law’s periods it is"),
    ({"way": "law", "record": "cctv", "record_event": ""}, "record_event", "Choose from when it runs"),
    ({"way": "until", "until_state": ""}, "until_state", "Choose what it runs until"),
    ({"way": "until", "until_state": "consent is withdrawn"}, "way", "rests on contract"),
    (
        {"way": "while", "while_state": "customer", "while_number": "1", "while_record": "cctv"},
        "while_number",
        "one of the two",
    ),
    ({"because": " "}, "because", "Say why it is kept for so long"),
    ({"because": "x" * 2001}, "because", "Write at most 2,000 letters"),
    ({"says": ""}, "says", "Say what it is for"),
    ({"seen_by": ["nobody"]}, "seen_by", "Tick only what is shown"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "field", "words"), BAD, ids=[f"{field}: {words}" for _, field, words in BAD])
def test_what_a_purpose_cannot_say_is_said_at_its_field_and_in_the_summary(first, desk, given, field, words):
    page = desk.post("/desk/policy/purposes/support/", purpose_form("support", **given))
    assert said(page, 422).count(words) >= 2
    text = page.content.decode()
    assert f'<a href="#{field}">' in text and f'id="{field}"' in text
    assert "policy" not in desk.session


def test_characters_that_nobody_sees_are_refused_and_a_day_that_there_is_not_is_said(first, desk):
    page = desk.post("/desk/policy/purposes/support/", purpose_form("support", because="So\u202elong"))
    assert "cannot be seen" in said(page, 422)
    page = desk.post("/desk/policy/recipients/courier/", recipient_form("courier", contract_until="30 2 2027"))
    assert said(page, 422).count("There is no such day") == 2
    form = RecipientForm(place.in_force(), local_date(timezone.now()), {"name": ""})
    assert not form.is_valid() and {"name", "role", "kind", "country", "group"} <= set(form.errors)


def test_a_proposal_needs_a_reason_and_is_of_what_was_shown(first, home, desk):
    desk.post("/desk/policy/purposes/support/", purpose_form("support", number="4"))
    assert said(desk.post("/desk/policy/changes/", {"because": ""}), 422).count("Say in a sentence why") == 2
    home.policy_file.write_text(home.policy_file.read_text() + "# a line by hand\n")
    page = desk.post("/desk/policy/changes/", {"because": "Because it is so.", "shown": "0" * 64})
    assert "changed since you looked" in said(page, 422)
    assert Proposal.objects.filter(state="open").count() == 0
    assert "Not in force" in said(desk.get("/desk/policy/changes/"))


def test_a_proposal_whose_file_changed_meanwhile_says_so_and_is_made_again(first, home, desk, toms):
    desk.post("/desk/policy/purposes/support/", purpose_form("support", number="4"))
    row = proposed(desk)
    text = home.policy_file.read_text()
    home.policy_file.write_text(text + "# a line by hand\n")
    at = f"/desk/policy/proposals/{row.pk}/"
    page = said(toms.get(at))
    assert "Somebody changed policy.yaml in the folder meanwhile" in page and "Make its change again" in page
    assert "world moved" in said(toms.post(f"{at}adopt/"), 409)
    assert versions.newest().number == 1 and home.policy_file.read_text() == text + "# a line by hand\n"
    assert toms.post(f"{at}drop/").status_code == 302
    assert "This was not adopted" in said(toms.get(at)) and "was dropped by" in said(toms.post(f"{at}drop/"), 409)
    assert "policy.yaml is not what is in force" in said(desk.get("/desk/policy/"))
    assert desk.post(f"{at}again/").status_code == 302
    assert f"What Ruth Adeyemi proposed as {row.reference}" in said(desk.get("/desk/policy/changes/"))
    again = proposed(desk)
    assert toms.post(f"/desk/policy/proposals/{again.pk}/adopt/").status_code == 302
    new, old = "keep: 4 years after ticket.closed", "keep: 3 years after ticket.closed"
    assert home.policy_file.read_text() == text.replace(old, new) + "# a line by hand\n"
    assert place.in_force().purposes["support"].keep.text == "4 years after ticket.closed"


def test_what_somebody_wrote_into_the_folder_is_shown_and_proposed_at_the_desk(first, home, desk, toms):
    text = home.policy_file.read_text()
    home.policy_file.write_text(text.replace("keep: 3 years after ticket.closed", "keep: 5 years after ticket.closed"))
    assert "propose it" in said(desk.get("/desk/policy/"))
    page = said(desk.get("/desk/policy/changes/"))
    assert "this is what lies in the folder" in page and "5 years after the ticket is closed" in page
    row = proposed(desk, "A colleague wrote it into the file.")
    assert toms.post(f"/desk/policy/proposals/{row.pk}/adopt/").status_code == 302
    assert place.in_force().purposes["support"].keep.text == "5 years after ticket.closed"
    assert "not what is in force" not in said(desk.get("/desk/policy/"))


def test_who_must_be_told_first_is_noted_before_anybody_adopts(first, home, desk, toms):
    text = home.policy_file.read_text()
    old = "uses: [contact.name, contact.phone, site, equipment, visit]"
    assert text.count(old) == 1
    further = text.replace(old, "uses: [contact.name, contact.phone, site, equipment, visit, invoice]")
    files = adoption.from_disk() | {"policy.yaml": further}
    row = adoption.propose(files, by="Ruth Adeyemi", because="Invoices show the guarantee", at=timezone.now())
    at = f"/desk/policy/proposals/{row.pk}/"
    page = said(toms.get(at))
    asked = row.changes(local_date(timezone.now())).difference.first_tell
    assert asked and "to be told first" in page
    name = asked[0].purpose
    wrong = toms.post(f"{at}told/", {"purpose": name, "how": "", "on": "31 2 2026"})
    assert said(wrong, 422).count("Say how they were told") == 2 and said(wrong, 422).count("no such day") == 2
    late = toms.post(f"{at}told/", {"purpose": name, "how": "A letter to all", "on": "1 1 2199"})
    assert "before it is noted" in said(late, 422)
    assert "must be told" in said(toms.post(f"{at}adopt/"), 409)
    today = local_date(timezone.now())
    for one in asked:
        day = f"{today.day} {today.month} {today.year}"
        assert toms.post(f"{at}told/", {"purpose": one.purpose, "how": "A letter to all", "on": day}).status_code == 302
    assert "A letter to all" in said(toms.get(at))
    assert "no such day" in said(toms.post(f"{at}adopt/", {"starts": "30 2 2027"}), 422)
    later = today + timedelta(days=9)
    assert toms.post(f"{at}adopt/", {"starts": f"{later.day} {later.month} {later.year}"}).status_code == 302
    assert f"Version 2 is adopted and starts on {weekday(later)}" in said(toms.get("/desk/policy/"))
    assert "Version 1 of the policy, in force" in said(toms.get("/desk/policy/"))


# ---- the cards ----


def test_the_cards_say_what_the_policy_says_and_are_filtered(first, desk):
    everything = said(desk.get("/desk/policy/"))
    for words in (
        "Checking credit before monthly terms",
        "Legitimate interests",
        "6 years after your order is completed",
        "Harelane Parcels Ltd",
        "A claim about goods or work",
        "Date of birth",
    ):
        assert words in everything
    few = said(desk.get("/desk/policy/?basis=legal+obligation"))
    assert "Tax and company accounts" in few and "Checking credit" not in few
    titles = re.findall(r"purposes/([a-z-]+)/", desk.get("/desk/policy/?recipient=courier").content.decode())
    assert titles == [key for key, one in place.in_force().purposes.items() if "courier" in one.disclosed_to]
    titles = re.findall(r"purposes/([a-z-]+)/", desk.get("/desk/policy/?role=recruiting").content.decode())
    assert titles == [key for key, one in place.in_force().purposes.items() if "recruiting" in one.seen_by]
    assert "Nothing fits these filters" in said(desk.get("/desk/policy/?q=zzzz"))
    assert "Special category" in said(desk.get("/desk/policy/?show=data"))
    assert "International Data Transfer Agreement" in said(desk.get("/desk/policy/?show=recipients"))
    assert "Recorded telephone calls" in said(desk.get("/desk/policy/?show=channels"))
    for part in ("purposes", "recipients", "data", "channels"):
        links = re.findall(
            r'<article class="item" id="([a-z.-]+)"', desk.get(f"/desk/policy/?show={part}").content.decode()
        )
        assert links == [f"{part}-{key}" for key in getattr(place.in_force(), part)]


def test_before_any_version_the_page_says_so(home, desk):
    assert "No version was adopted yet" in said(desk.get("/desk/policy/"))
    assert "No version was adopted yet" in said(desk.get("/desk/policy/versions/"))
    assert "This would be version 1" in said(desk.get("/desk/policy/changes/"))
    desk.post("/desk/policy/purposes/support/", purpose_form("support", number="4"))
    page = said(desk.get("/desk/policy/changes/"))
    assert "This would be version 1" in page and "4 years after the ticket is closed" in page


ADDRESSES = [
    "", "versions/", "versions/1/", "purposes/orders/", "recipients/courier/", "recipients/new/",
    "recipients/courier/remove/", "changes/", "proposals/1/",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_and_people_without_a_desk_see_nothing(first, address):
    at = f"/desk/policy/{address}"
    answer = Client().get(at)
    assert (answer.status_code, b"Courier" in answer.content) == (302, False)
    plain = colleague("Some One", "someone@ljtsystems.example")
    plain.is_staff = False
    plain.save()
    assert signed_in(plain).get(at).status_code == 403


def test_what_is_not_there_is_a_page_in_words(first, desk):
    for address in ("purposes/nothing/", "recipients/nothing/", "recipients/nothing/remove/", "proposals/999/"):
        assert desk.get(f"/desk/policy/{address}").status_code == 404
    assert "no version of this number" in said(desk.get("/desk/policy/versions/99/"), 409)


# ---- how it looks ----


def test_no_page_of_the_policy_shuts_anybody_out_or_runs_over(first, home, desk, toms):
    made = pages(home, desk, toms)
    assert objections(made) == {}


def pages(home, desk, toms):
    """The HTML of every page and state of the policy at the desk."""
    shown = {"nothing gathered": desk.get("/desk/policy/changes/")}
    for part in ("purposes", "recipients", "data", "channels"):
        shown[part] = desk.get(f"/desk/policy/?show={part}&q=customer")
    shown["nothing fits"] = desk.get("/desk/policy/?q=zzzz")
    shown["purpose"] = desk.get("/desk/policy/purposes/accounts/")
    shown["purpose, wrong"] = desk.post("/desk/policy/purposes/accounts/", {"way": "after", "number": "x"})
    shown["recipient"] = desk.get("/desk/policy/recipients/overseas-support/")
    shown["recipient, wrong"] = desk.post("/desk/policy/recipients/new/", {"contract_until": "x"})
    shown["new recipient"] = desk.get("/desk/policy/recipients/new/")
    shown["remove"] = desk.get("/desk/policy/recipients/hosting/remove/")
    desk.post("/desk/policy/purposes/orders/", purpose_form("orders", number="7", seen_by=["sales", "finance"]))
    shown["changes"] = desk.get("/desk/policy/changes/")
    shown["changes, wrong"] = desk.post("/desk/policy/changes/", {})
    row = proposed(desk)
    at = f"/desk/policy/proposals/{row.pk}/"
    shown["proposal, own"], shown["proposal"] = desk.get(at), toms.get(at)
    shown["adopt, wrong"] = toms.post(f"{at}adopt/", {"starts": "x"})
    toms.post(f"{at}adopt/")
    shown["adopted"], shown["versions"] = toms.get(at), toms.get("/desk/policy/versions/")
    shown["version"], shown["first version"] = (
        toms.get("/desk/policy/versions/2/"),
        toms.get("/desk/policy/versions/1/"),
    )
    text = home.policy_file.read_text()
    old = "uses: [contact.name, contact.phone, site, equipment, visit]"
    further = text.replace(old, "uses: [contact.name, contact.phone, site, equipment, visit, invoice]")
    files = adoption.from_disk() | {"policy.yaml": further}
    row = adoption.propose(files, by="Ruth Adeyemi", because="A guarantee", at=timezone.now())
    at = f"/desk/policy/proposals/{row.pk}/"
    shown["to be told"] = toms.get(at)
    name = row.changes(local_date(timezone.now())).difference.must_tell[0].purpose
    shown["told, wrong"] = toms.post(f"{at}told/", {"purpose": name})
    home.policy_file.write_text(text + "# by hand\n")
    shown["moved"], shown["drift"] = toms.get(at), toms.get("/desk/policy/?q=zzzz")
    return {name: answer.content.decode() for name, answer in shown.items()}
