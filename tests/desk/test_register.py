"""The register at the desk: a list that can be filtered, each use in full, copies to keep, and what is missing."""

import io
import json
import re
from html import unescape

import openpyxl
import pytest

from desk.test_how_it_looks import objections
from troth.records import place

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def company():
    return place.in_force()


@pytest.fixture
def changed():
    """Another policy in the folder, as long as the test lasts."""
    file = place.home().policy_file
    before = file.read_text(encoding="utf-8")

    def write(old, new):
        held = file.read_text(encoding="utf-8")
        assert old in held
        file.write_text(held.replace(old, new, 1), encoding="utf-8")

    yield write
    file.write_text(before, encoding="utf-8")


def words(answer):
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def listed(answer):
    """The uses that a page lists, by their addresses."""
    return re.findall(r'href="/desk/register/((?:uses|for-others)/[a-z0-9-]+)/', answer.content.decode())


def test_the_list_has_every_use_and_says_that_nothing_is_missing(desk, company):
    page = desk.get("/desk/register/")
    assert page.status_code == 200
    expected = [f"uses/{key}" for key in company.purposes] + [f"for-others/{key}" for key in company.for_others]
    assert listed(page) == expected
    assert f"{len(company.purposes)} uses of our own and {len(company.for_others)} for others" in words(page)
    assert "Every field that the law asks for is there" in words(page)
    assert "UK GDPR Art 30(1)(g)" in words(page) and "Missing" not in words(page)
    assert words(page).count("Met") >= 13


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("basis=consent", lambda p: p.basis == "consent"),
        ("role=finance", lambda p: "finance" in p.seen_by),
        ("recipient=mailer", lambda p: "mailer" in p.disclosed_to),
        ("basis=contract&role=finance", lambda p: p.basis == "contract" and "finance" in p.seen_by),
    ],
)
def test_filters_leave_what_fits(desk, company, query, rule):
    page = desk.get(f"/desk/register/?{query}")
    fits = [f"uses/{key}" for key, purpose in company.purposes.items() if rule(purpose)]
    assert fits and [one for one in listed(page) if one.startswith("uses")] == fits
    assert "Show all" in words(page)


def test_where_nothing_fits_the_page_says_so_and_nonsense_filters_nothing(desk, company):
    page = desk.get("/desk/register/?basis=consent&role=recruiting")
    assert listed(page) == [] and "No use of data fits these filters" in words(page)
    every = desk.get("/desk/register/?basis=%00&role=x&recipient=&version=no")
    assert len(listed(every)) == len(company.purposes) + len(company.for_others)


def test_each_use_opens_with_every_field_and_its_rule(desk, company):
    text = place.home().policy_text().split("\n")
    page = desk.get("/desk/register/uses/credit-check/")
    told = words(page)
    for field in ("Business function", "Lawful basis (Art 6)", "Legitimate interest", "Impact assessment done", "Kept"):
        assert field in told
    line = 1 + next(n for n, t in enumerate(text) if n > text.index("  credit-check:") and t.startswith("    keep:"))
    assert f"purposes/credit-check/keep policy.yaml, line {line}" in told
    kept = (place.home().folder / "assessments" / "credit-check.yaml").read_text().split("\n")
    first = 1 + next(n for n, line in enumerate(kept) if not line.startswith("#"))
    assert f"assessments/credit-check credit-check.yaml, line {first}" in told
    assert "Not needed: Condition of Art 9; Condition of DPA 2018 Sch 1" in told
    for key in company.for_others:
        assert company.for_others[key].title in words(desk.get(f"/desk/register/for-others/{key}/"))


@pytest.mark.parametrize(
    "path", ["uses/no-such-use", "for-others/credit-check", "uses/backups", "file/exe", "file/csv"]
)
def test_what_there_is_not_is_not_found(desk, path):
    assert desk.get(f"/desk/register/{path}/").status_code == 404


def test_what_is_missing_is_counted_named_and_marked(desk, changed, company):
    changed("    contract: Processing agreement of 13 January 2026\n", "")
    page = desk.get("/desk/register/")
    assert "1 field of this register is missing" in words(page)
    assert "No contract is named with Tilworth Payments Ltd." in words(page)
    assert "1 missing" in words(page)
    use = desk.get("/desk/register/uses/payments/")
    assert "Missing No contract is named with Tilworth Payments Ltd." in words(use)


def test_copies_are_files_of_their_kind_and_their_digest_is_the_one_that_they_name(desk):
    import hashlib

    answers = {
        form: desk.get(f"/desk/register/file/{form}/") for form in ("xlsx", "pdf", "json", "jsonld", "md", "html")
    }
    assert {answer.status_code for answer in answers.values()} == {200}
    named = {form: answer.headers["Content-Disposition"] for form, answer in answers.items()}
    assert all(re.fullmatch(rf'attachment; filename="register-20\d\d-\d\d-\d\d\.{f}"', n) for f, n in named.items())
    assert answers["pdf"].content.startswith(b"%PDF-") and answers["xlsx"].content.startswith(b"PK")
    assert answers["jsonld"].headers["Content-Type"] == "application/ld+json"
    about = openpyxl.load_workbook(io.BytesIO(answers["xlsx"].content))["About"]
    told = {row[0].value: row[1].value for row in about.iter_rows()}
    assert told["SHA-256 of this register as JSON"] == hashlib.sha256(answers["json"].content).hexdigest()
    assert json.loads(answers["json"].content)["policy"] == told["SHA-256 of the policy's files"]


def test_a_version_that_there_is_not_is_said_in_words(desk):
    answer = desk.get("/desk/register/?version=99")
    assert answer.status_code == 409 and b"Traceback" not in answer.content


def test_store_files_with_faults_leave_the_register_standing(desk):
    file = place.home().stores_folder / "broken.yaml"
    file.write_text("kind: nothing\n", encoding="utf-8")
    try:
        page = desk.get("/desk/register/uses/calls/")
    finally:
        file.unlink()
    assert page.status_code == 200 and "Systems that hold such data Nothing is said." in words(page)
    assert "Recordings of telephone calls" in words(desk.get("/desk/register/uses/calls/"))


def test_no_page_of_the_register_shuts_anybody_out_or_runs_over(desk, changed):
    shown = {
        "list": desk.get("/desk/register/"),
        "none": desk.get("/desk/register/?basis=consent&role=recruiting"),
        "use": desk.get("/desk/register/uses/credit-check/"),
        "for others": desk.get("/desk/register/for-others/backups/"),
    }
    changed("    contract: Processing agreement of 13 January 2026\n", "")
    shown |= {"missing": desk.get("/desk/register/"), "gap": desk.get("/desk/register/uses/payments/")}
    pages = {name: answer.content.decode() for name, answer in shown.items()}
    assert {name: len(html) for name, html in pages.items() if len(html) > 50_000} == {}
    assert objections(pages) == {}
