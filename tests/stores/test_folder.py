"""Folders of files: tables as people really save them, JSON with papers beside it, nothing from outside the root."""

import io
import json
import os
import threading
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from troth.fault import Fault, Faults
from troth.stores import tables
from troth.stores.archives import Unreadable
from troth.stores.files import Root, Shelf, matches
from troth.stores.match import Known

CSV = """kind: folder
says: Surveys
path: surveys
files:
  "*.csv":
    table: answers
    person: {customer: customer, email: email, phone: call_back, name: name}
    columns: {email: contact.email, comment: survey}
    when: answered
    clocks: {survey.answered: answered}
"""
HEAD = "customer,email,name,comment,call_back,answered"
CRM = """kind: sql
says: CRM
url: sqlite:///crm.sqlite
people: contacts
tables:
  contacts:
    says: your details
    person: {customer: id, email: email, name: name}
"""
PEOPLE = """
create table contacts (id integer primary key, name text, email text);
insert into contacts values (1, 'Anna Marsh', 'home@example.org'), (2, 'Bert Marsh', 'home@example.org');
"""


@pytest.fixture
def surveys(place):
    place.file(CSV, "surveys")
    (place.folder / "surveys").mkdir()
    return place.folder / "surveys"


def csv(*rows, head=HEAD, by=",", end="\r\n"):
    return end.join([head.replace(",", by), *(row.replace(",", by) for row in rows)]) + end


# ---- CSV ----


def test_her_answers_are_found_and_a_bystanders_are_not(place, surveys):
    (surveys / "2025.csv").write_text(csv("1,,Anna Marsh,good,,14/03/2025", "2,bert@example.net,Bert,bad,,"))
    (surveys / "2026.csv").write_text(csv(",ANNA@example.org ,,,,2026-03-01", ",,,,+44 7700 900123,"))
    assert place.find("customer=1").own == {"answers": [("2025.csv", 2)]}
    assert place.find("email=anna@example.org").own == {"answers": [("2026.csv", 2)]}
    assert place.find("phone=07700 900123").own == {"answers": [("2026.csv", 3)]}
    found = place.find("customer=2", "email=bert@example.net")
    assert found.own == {"answers": [("2025.csv", 3)]} and len(found.rows) == 1


def test_a_row_says_what_it_holds_and_when_it_was(place, surveys):
    (surveys / "a.csv").write_text(csv("1,anna@example.org,Anna,fine,,14/03/2025"))
    (row,) = place.find("customer=1").rows
    assert row.data == {
        "customer": "1",
        "email": "anna@example.org",
        "name": "Anna",
        "comment": "fine",
        "call_back": "",
        "answered": "14/03/2025",
    }
    assert row.holds == {"email": "contact.email", "comment": "survey"}
    assert row.when == date(2025, 3, 14) and row.clocks == {"survey.answered": date(2025, 3, 14)}


WAYS = {
    "plain": csv("1,a@example.org,Zoë Müller,Café,,").encode(),
    "byte order mark": csv("1,a@example.org,Zoë Müller,Café,,").encode("utf-8-sig"),
    "windows": csv("1,a@example.org,Zoë Müller,Café,,").encode("cp1252"),
    "utf-16": csv("1,a@example.org,Zoë Müller,Café,,").encode("utf-16"),
    "semicolons": csv("1,a@example.org,Zoë Müller,Café,,", by=";").encode(),
    "tabs": csv("1,a@example.org,Zoë Müller,Café,,", by="\t", end="\n").encode(),
    "bars": csv("1,a@example.org,Zoë Müller,Café,,", by="|", end="\r").encode(),
    "quoted heads": b'"customer"," email ",name,comment,call_back,answered\n'
    + '"1","a@example.org","Zoë Müller","Café",,'.encode(),
}


@pytest.mark.parametrize("content", WAYS.values(), ids=WAYS.keys())
def test_a_csv_is_read_however_it_was_saved(place, surveys, content):
    (surveys / "a.csv").write_bytes(content)
    (row,) = place.find("customer=1").rows
    assert row.key == {"path": "a.csv", "row": 2}
    assert (row.data["email"], row.data["name"], row.data["comment"]) == ("a@example.org", "Zoë Müller", "Café")


def test_rows_count_as_a_spreadsheet_shows_them_also_after_a_quoted_newline_and_a_blank_row(place, surveys):
    (surveys / "a.csv").write_text(csv('2,,,"three\nlines, really\n",,', "", "1,,,x,,"))
    assert place.find("customer=1").own == {"answers": [("a.csv", 4)]}
    (row,) = place.find("customer=2").rows
    assert row.key["row"] == 2 and row.data["comment"] == "three\nlines, really\n"


FORMULAS = [
    "=1+1",
    "+44 7700 900123",
    "-5",
    "@SUM(A1)",
    '=HYPERLINK("http://evil.example")',
    "\t=1",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_looks_like_a_formula_stays_a_text(place, surveys, cell):
    quoted = cell.replace('"', '""')
    (surveys / "a.csv").write_text(f'{HEAD}\n1,,,"{quoted}",,\n')
    assert place.find("customer=1").rows[0].data["comment"] == cell


def test_short_and_long_rows_keep_what_they_have(place, surveys):
    (surveys / "a.csv").write_text(csv("1", "2,,,,,2025-01-01,more,,still more"))
    assert place.find("customer=1").rows[0].data["comment"] is None
    data = place.find("customer=2").rows[0].data
    assert data["column 7"] == "more" and data["column 9"] == "still more" and "column 8" not in data


def test_a_name_is_one_name_in_either_form_of_its_letters(place, surveys):
    (surveys / "a.csv").write_text(csv(",home@example.org,Łucja Ze\u0301lin,,,"), encoding="utf-8")
    place.database(PEOPLE.replace("Anna Marsh", "ŁUCJA  Zélin"), "crm")
    place.file(CRM, "crm")
    assert place.find("customer=1", only=["surveys"]).own == {"answers": [("a.csv", 2)]}
    assert place.find("customer=2", only=["surveys"]).other == {"answers": [("a.csv", 2)]}


def test_a_row_that_only_a_household_address_finds_goes_by_its_name(place, surveys):
    place.database(PEOPLE, "crm")
    place.file(CRM, "crm")
    rows = (",home@example.org,Anna Marsh,,,", ",home@example.org,Bert Marsh,,,", ",home@example.org,,,,")
    (surveys / "a.csv").write_text(csv(*rows))
    found = place.find("customer=1", only=["surveys"])
    assert found.own == {"answers": [("a.csv", 2)]}
    assert found.other == {"answers": [("a.csv", 3)]}
    assert found.shared == {"answers": [("a.csv", 4)]}


def test_a_value_that_many_people_have_finds_nobody(place, surveys):
    people = [f",,Person {n},,01632 960000," for n in range(6)]
    (surveys / "a.csv").write_text(csv(*people, ",,Anna Marsh,,07700 900123,"))
    assert place.find("phone=07700 900123").own == {"answers": [("a.csv", 8)]}
    found = place.find("phone=01632 960000")
    assert not found.own and not found.shared


def test_one_person_who_is_there_often_is_found_everywhere(place, surveys):
    (surveys / "a.csv").write_text(csv(*[",anna@example.org,Anna Marsh,,," for _ in range(6)], ",,Bert Hill,,,"))
    assert len(place.find("email=anna@example.org").own["answers"]) == 6


BROKEN = {
    "no text": bytes(300),
    "a quote that never closes": f'{HEAD}\n1,,,"open,,\n2,,,,,\n'.encode(),
    "a column is gone": b"customer,name\n1,Anna\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_table_that_cannot_be_read_leaves_the_store_without_an_answer(place, surveys, content):
    (surveys / "a.csv").write_text(csv("1,,,,,"))
    assert place.find("customer=1").own
    (surveys / "marsh.csv").write_bytes(content)
    fault = place.faults("customer=1")["surveys"]
    assert "#2" in fault.what and fault.because and fault.remedy and "marsh" not in str(fault)


def test_an_empty_table_has_nobody_in_it(place, surveys):
    (surveys / "a.csv").write_text(csv("1,,,,,"))
    (surveys / "b.csv").write_bytes(b"")
    (surveys / "c.csv").write_text(HEAD)
    assert place.find("customer=1").own == {"answers": [("a.csv", 2)]}


def test_a_table_that_changes_is_read_anew_and_one_that_goes_is_forgotten(place, surveys):
    (surveys / "a.csv").write_text(csv("1,,,,,"))
    store, known = place.load()["surveys"], Known(ids=frozenset({("customer", "1")}))
    assert len(list(store.find(known))) == 1
    (surveys / "a.csv").write_text(csv("1,,,,,", "1,,,again,,"))
    assert len(list(store.find(known))) == 2
    (surveys / "a.csv").unlink()
    assert list(store.find(known)) == []


# ---- XLSX ----


def book(rows, *, sheet="Customers", more=()):
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    for name, cells in more:
        made.create_sheet(name).append(cells)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.fixture
def takeover(place):
    text = """kind: folder
says: Take-over
path: takeover
files:
  "*.xlsx":
    table: customers
    sheet: Customers
    person: {phone: phone, name: [first, last], birth-date: born, postcode: postcode}
    when: taken
"""
    place.file(text, "takeover")
    (place.folder / "takeover").mkdir()
    return place.folder / "takeover"


def test_a_workbook_is_read_with_its_dates_and_numbers(place, takeover):
    rows = [
        ["first", "last", "born", "phone", "postcode", "taken", "remarks"],
        ["Anna", "Marsh", date(1980, 1, 31), None, "YO1 7AA", datetime(2025, 6, 1, 12, 30), "x"],
        ["Bert", "Hill", "1981-02-03", 7700900123, "YO1 7AA", None, 12.5],
        [],
        ["Cleo", "Hunt", None, "+44 1632 960111", "", None, True],
    ]
    (takeover / "a.xlsx").write_bytes(book(rows, more=[("Source", ["given by"])]))
    (anna,) = place.find("name=Anna Marsh", "birth-date=1980-01-31").rows
    assert anna.key == {"path": "a.xlsx", "row": 2} and anna.whose == "own"
    assert anna.data["born"] in (date(1980, 1, 31), datetime(1980, 1, 31))
    assert anna.when == datetime(2025, 6, 1, 12, 30)
    (bert,) = place.find("phone=07700 900123").rows
    assert bert.key["row"] == 3 and bert.data["remarks"] == 12.5 and bert.data["phone"] == 7700900123
    assert place.find("name=Bert Hill", "postcode=yo17aa").own == {"customers": [("a.xlsx", 3)]}
    (cleo,) = place.find("phone=01632 960111").rows
    assert cleo.key["row"] == 5 and cleo.data["remarks"] is True


def test_two_of_one_name_and_postcode_are_told_to_nobody(place, takeover):
    head = ["first", "last", "born", "phone", "postcode", "taken"]
    rows = [["Anna", "Marsh", None, n, "YO1 7AA", None] for n in ("07700 900111", "07700 900222")]
    (takeover / "a.xlsx").write_bytes(book([head, rows[0]]))
    assert place.find("name=Anna Marsh", "postcode=YO1 7AA").own == {"customers": [("a.xlsx", 2)]}
    (takeover / "a.xlsx").write_bytes(book([head, *rows]))
    found = place.find("name=Anna Marsh", "postcode=YO1 7AA")
    assert not found.own and found.other == {"customers": [("a.xlsx", 2), ("a.xlsx", 3)]}


def test_cells_of_a_workbook_keep_what_they_hold():
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["text", "formula", "error", "long"])
    sheet.append(["=1+1", "=2+3", "#N/A", "a\nb"])
    sheet["A2"].data_type = "s"
    sheet["F4"] = " kept "
    content = io.BytesIO()
    made.save(content)
    read = tables.read_xlsx(content.getvalue(), None)
    assert read.columns == ("text", "formula", "error", "long")
    assert read.rows[0] == (2, {"text": "=1+1", "formula": "=2+3", "error": "#N/A", "long": "a\nb"})
    assert read.rows[1] == (4, {"text": None, "formula": None, "error": None, "long": None, "column 6": " kept "})


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def handmade(rows, shared="", first="", styles=""):
    """A workbook with parts as other programs write them."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'{first}<workbook xmlns:r="{relations}"><sheets><sheet name="A" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{relations}/worksheet" '
        f'Target="/xl/worksheets/s.xml"/><Relationship Id="r2" Type="{relations}/sharedStrings" Target="t.xml"/>'
        f'<Relationship Id="r3" Type="{relations}/styles" Target="st.xml"/></Relationships>',
        "xl/worksheets/s.xml": SHEET.format(rows),
        "xl/t.xml": f"<sst>{shared}</sst>",
        "xl/st.xml": f"<styleSheet>{styles}</styleSheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_texts_in_runs_inline_texts_and_values_of_formulas_are_read():
    shared = "<si><r><t>Anna </t></r><r><t>Marsh</t></r><rPh><t>spoken</t></rPh></si><si><t>a_x000A_b</t></si>"
    rows = (
        '<row><c t="inlineStr"><is><t>h1</t></is></c><c t="inlineStr"><is><t>h2</t></is></c></row>'
        '<row r="7"><c r="A7" t="s"><v>0</v></c><c r="B7" t="str"><f>A1&amp;A2</f><v>made</v></c></row>'
        '<row><c r="B8" t="s"><v>1</v></c></row><row><c r="A9" t="b"><v>0</v></c><c t="d"><v>2025-01-02</v></c></row>'
    )
    read = tables.read_xlsx(handmade(rows, shared), None)
    assert read.rows == (
        (7, {"h1": "Anna Marsh", "h2": "made"}),
        (8, {"h1": None, "h2": "a\nb"}),
        (9, {"h1": False, "h2": date(2025, 1, 2)}),
    )


def test_numbers_are_dates_where_their_style_says_so():
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/><numFmt numFmtId="165" formatCode="[Red]0.00"/>'
        '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs>'
    )
    cells = "".join(f'<c s="{style}"><v>45000.5</v></c>' for style in (0, 1, 2, 3, 99))
    rows = f"<row>{''.join(f'<c><v>{n}</v></c>' for n in range(5))}</row><row>{cells}</row>"
    (_, row), *_ = tables.read_xlsx(handmade(rows, styles=styles), None).rows
    noon = datetime(2023, 3, 15, 12)
    assert list(row.values()) == [45000.5, noon, 45000.5, noon, 45000.5]


WORKBOOKS = {
    "no zip": lambda: b"garbage",
    "another sheet": lambda: book([["first"]], sheet="Other"),
    "a Word file": lambda: handmade("").replace(b"xl/workbook.xml", b"xl/workbxxx.xml"),
    "entities": lambda: handmade("", first='<!DOCTYPE a [<!ENTITY b "c">]>'),
    "a text that is not there": lambda: handmade('<row><c t="s"><v>5</v></c></row>'),
    "endless columns": lambda: handmade('<row><c r="ZZZZZZ1"><v>5</v></c></row>'),
    "a bomb": lambda: handmade('<row><c t="inlineStr"><is><t>' + " " * (30 << 20) + "</t></is></c></row>"),
}


@pytest.mark.parametrize("made", WORKBOOKS.values(), ids=WORKBOOKS.keys())
def test_a_workbook_that_cannot_be_read_leaves_the_store_without_an_answer(place, takeover, made):
    head = ["first", "last", "born", "phone", "postcode", "taken"]
    (takeover / "a.xlsx").write_bytes(book([head, ["Anna", "Marsh", None, "07700 900111", "", None]]))
    assert place.find("phone=07700 900111").own
    place.file((place.folder / "stores/takeover.yaml").read_text().replace("    sheet: Customers\n", ""), "takeover")
    assert place.find("phone=07700 900111").own
    if made is WORKBOOKS["another sheet"]:
        text = (place.folder / "stores/takeover.yaml").read_text()
        place.file(text.replace("    table: customers\n", "    table: customers\n    sheet: Customers\n"), "takeover")
    (takeover / "b.xlsx").write_bytes(made())
    fault = place.faults("phone=07700 900111")["takeover"]
    assert fault.what == "the file #2 cannot be read" and fault.because and fault.remedy


def test_of_several_filled_sheets_the_store_file_says_which(place, takeover):
    place.file((place.folder / "stores/takeover.yaml").read_text().replace("    sheet: Customers\n", ""), "takeover")
    head = ["first", "last", "born", "phone", "postcode", "taken"]
    (takeover / "a.xlsx").write_bytes(book([head], more=[("Second", ["Anna Marsh"])]))
    assert "several sheets" in place.faults("phone=07700 900111")["takeover"].because


def test_numbers_that_no_sheet_can_have_are_no_trouble():
    rows = '<row r="' + "9" * 6_000 + '"><c><v>a</v></c></row><row><c s="' + "9" * 6_000 + '"><v>1e999</v></c></row>'
    assert [row for _, row in tables.read_xlsx(handmade(rows), None).rows] == [{"a": float("inf")}]
    with pytest.raises(Unreadable):
        tables.read_xlsx(handmade('<row><c t="s"><v>' + "9" * 6_000 + "</v></c></row>"), None)


# ---- JSON ----


@pytest.fixture
def applications(place):
    text = """kind: folder
says: Applications
path: applications
files:
  "*/application.json":
    table: applications
    with: folder
    person: {email: email, national-id: national_id, name: name}
    others: [referee]
  "**/*.{pdf,docx,txt}": {table: documents, columns: {content: application.details}}
"""
    place.file(text, "applications")
    (place.folder / "applications").mkdir()
    return place.folder / "applications"


def apply(folder, reference, papers=(), **said):
    (folder / reference).mkdir(parents=True)
    (folder / reference / "application.json").write_text(json.dumps(said), encoding="utf-8")
    for name, content in papers:
        path = folder / reference / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def test_the_papers_beside_an_application_are_whose_it_is(place, applications):
    papers = [("cv.pdf", b"%PDF-1.4 not really"), ("letter.txt", b"Dear all"), ("scans/photo.png", b"\x89PNG")]
    apply(applications, "A-1", papers, email="anna@example.org", name="Anna Marsh", national_id="QQ 12 34 56 C")
    apply(applications, "A-2", papers[:1], email="bert@example.net", referee="anna@example.org")
    found = place.find("national-id=qq123456c")
    assert found.own == {
        "applications": ["A-1/application.json"],
        "documents": ["A-1/cv.pdf", "A-1/letter.txt", "A-1/scans/photo.png"],
    }
    by_path = {row.key["path"]: row for row in found.rows}
    assert by_path["A-1/cv.pdf"].data == {"file": "cv.pdf", "content": b"%PDF-1.4 not really"}
    assert by_path["A-1/cv.pdf"].holds == {"content": "application.details"}
    assert by_path["A-1/letter.txt"].data["text"] == "Dear all"
    assert len(place.find("email=bert@example.net").own["documents"]) == 1


def test_a_referee_does_not_find_the_application(place, applications):
    apply(applications, "A-2", [("cv.txt", b"anna@example.org")], email="bert@example.net", referee="anna@example.org")
    assert place.find("email=bert@example.net").own
    assert place.find("email=anna@example.org").rows == []


def test_what_lies_deeper_goes_by_its_path_and_lists_stay(place, applications):
    text = (place.folder / "stores/applications.yaml").read_text()
    place.file(text.replace("{email: email,", "{email: applicant.email,"), "applications")
    apply(applications, "A-1", applicant={"email": "anna@example.org", "jobs": [{"at": "Oakwell"}]}, half="\ud800")
    (row,) = place.find("email=anna@example.org").rows
    assert row.data["applicant.jobs"] == [{"at": "Oakwell"}]
    assert row.data["half"].encode()  # half a character is no character, and could not be written out


def test_lists_of_objects_and_lines_of_objects_are_rows(place, surveys):
    text = CSV.replace("*.csv", "*.{json,ndjson}")
    place.file(text, "surveys")
    (surveys / "a.json").write_text('[{"customer": 2}, {"customer": 1, "name": "Anna"}]')
    (surveys / "b.ndjson").write_text('{"customer": 2}\n\n{"customer": "1"}\n')
    assert place.find("customer=1").own == {"answers": [("a.json", 2), ("b.ndjson", 3)]}
    assert place.find("customer=2").own == {"answers": [("a.json", 1), ("b.ndjson", 1)]}


NESTED = '{"email": ' + "[" * 600 + "1" + "]" * 600 + "}"
GARBAGE = [
    "{",
    "[1]",
    '"text"',
    "[" * 90_000,
    NESTED,
    '{"a": ' * 90_000,
    "1" * 9_000,
    "{}[]",
    '{"x": 1}',
    '[{"email": "a"}]',
]


@pytest.mark.parametrize("content", GARBAGE, ids=range(len(GARBAGE)))
def test_an_application_that_cannot_be_read_leaves_the_store_without_an_answer(place, applications, content):
    apply(applications, "A-1", email="anna@example.org")
    assert place.find("email=anna@example.org").own
    (applications / "marsh").mkdir()
    (applications / "marsh" / "application.json").write_text(content)
    fault = place.faults("email=anna@example.org")["applications"]
    assert fault.what.startswith("the file #2/application.json ") and "marsh" not in str(fault)
    assert fault.because and fault.remedy


# ---- the root ----


def test_a_link_out_of_the_root_is_a_fault_and_one_inside_is_read_once(place, surveys, tmp_path):
    (tmp_path / "secret.csv").write_text(csv("1,,,secret,,"))
    (surveys / "a.csv").write_text(csv("1,,,,,"))
    os.symlink("a.csv", surveys / "b.csv")
    assert place.find("customer=1").own == {"answers": [("a.csv", 2)]}
    for target in (tmp_path / "secret.csv", tmp_path, "../secret.csv", "/etc/passwd"):
        os.symlink(target, surveys / "z.csv")
        fault = place.faults("customer=1")["surveys"]
        assert "leads out of the folder" in fault.what and "secret" not in str(fault)
        (surveys / "z.csv").unlink()
    os.symlink(".", surveys / "ring")
    assert place.find("customer=1").own == {"answers": [("a.csv", 2)]}


@pytest.mark.parametrize("path", ["../secret", "a/../../secret", "/etc/passwd", "a//b", ".", "", "a\0b", "a/./b"])
def test_no_path_leads_out_of_the_root(tmp_path, path):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "root" / "a").mkdir(parents=True)
    (tmp_path / "root" / "a" / "b").write_text("inside")
    root = Root(tmp_path / "root")
    assert root.read("a/b") == b"inside"
    with pytest.raises(Fault):
        root.read(path)


def test_a_file_that_becomes_a_link_between_look_and_reading_leads_nowhere(tmp_path):
    (tmp_path / "secret").write_text("secret")
    folder = tmp_path / "root" / "a"
    folder.mkdir(parents=True)
    (folder / "file").write_text("inside")
    stop = threading.Event()

    def swap():
        while not stop.is_set():
            os.symlink(tmp_path / "secret", folder / "other")
            os.replace(folder / "other", folder / "file")
            (folder / "other").write_text("inside")
            os.replace(folder / "other", folder / "file")

    swapping = threading.Thread(target=swap)
    swapping.start()
    root, seen = Root(tmp_path / "root"), set()
    for _ in range(5_000):
        try:
            seen.add(root.read("a/file"))
        except Fault:
            seen.add(None)
    stop.set()
    swapping.join()
    assert seen <= {b"inside", b"", None} and b"inside" in seen


def test_what_is_no_plain_file_is_not_waited_for(place, surveys):
    (surveys / "a.csv").write_text(csv("1,,,,,"))
    os.mkfifo(surveys / "b.csv")
    assert place.find("customer=1").own == {"answers": [("a.csv", 2)]}
    with pytest.raises(Fault, match="cannot be read"):
        Root(surveys).read("b.csv")


def test_a_file_that_may_not_be_read_or_is_too_large_is_a_fault(tmp_path):
    (tmp_path / "a").write_bytes(bytes(2_000))
    root = Root(tmp_path)
    assert root.read("a", 2_000) == bytes(2_000)
    with pytest.raises(Fault, match="too large"):
        root.read("a", 1_999)
    with pytest.raises(Fault, match="cannot be read"):
        root.read("gone")


def test_a_folder_that_is_not_there_is_no_answer(place):
    place.file(CSV, "surveys")
    assert "not there" in place.faults("customer=1")["surveys"].what


def test_a_file_whose_name_is_no_text_has_a_key_that_can_be_written_out(place, surveys):
    with open(os.fsencode(surveys) + b"/\xff.csv", "w") as file:
        file.write(csv("1,,,,,"))
    (row,) = place.find("customer=1").rows
    assert row.key["path"].encode() == b"\\xff.csv"


@pytest.mark.parametrize(
    ("path", "glob", "fits"),
    [
        ("a.csv", "*.csv", True),
        ("a/b.csv", "*.csv", False),
        ("a/b.csv", "*/*.csv", True),
        ("a/b/c.csv", "**/*.csv", True),
        ("c.csv", "**/*.csv", True),
        ("a.csvx", "*.csv", False),
        ("a+b.csv", "a+b.csv", True),
        ("aab.csv", "a+b.csv", False),
        ("a.docx", "*.{pdf,docx}", True),
        ("a.txt", "*.{pdf,docx}", False),
        ("a\nb.csv", "*.csv", True),
        ("access.log.1", "access.log*", True),
    ],
)
def test_patterns_mean_what_people_expect(path, glob, fits):
    assert matches(path, glob) == fits


def test_what_stays_in_memory_is_bounded_and_the_longest_unused_goes_first():
    shelf, made = Shelf(10), []

    def get(path, stamp=1, weight=4):
        return shelf.get(path, stamp, lambda: made.append(path) or path, lambda _: weight)

    assert [get("a"), get("b"), get("a"), get("c"), get("a"), get("b")] == ["a", "b", "a", "c", "a", "b"]
    assert made == ["a", "b", "c", "b"]
    get("a", stamp=2)
    get("huge", weight=11)
    get("huge", weight=11)
    assert made[4:] == ["a", "huge", "huge"]
    shelf.keep_only(["b"])
    get("a", stamp=2)
    assert made[7:] == ["a"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("files:", "flies:", "did you mean `files`"),
        ('"*.csv"', '"../*.csv"', "stays inside the folder"),
        ("    table: answers\n", "", "`table` is missing"),
        ("    person: {customer: customer, email: email, phone: call_back, name: name}\n", "", "who a row is about"),
        ("    when:", "    with: folder\n    when:", "only a JSON file"),
    ],
)
def test_what_is_wrong_in_the_store_file_is_said_at_its_place(place, old, new, says):
    place.file(CSV, "surveys")
    assert place.load()
    place.file(CSV.replace(old, new), "surveys")
    with pytest.raises(Faults) as error:
        place.load()
    assert says in str(error.value) and "surveys.yaml:" in str(error.value)


def test_two_documents_do_not_name_the_person_of_one_folder(place, applications):
    text = (place.folder / "stores/applications.yaml").read_text().replace("*/application.json", "*/*.json")
    place.file(text, "applications")
    apply(applications, "A-1", email="anna@example.org")
    assert place.find("email=anna@example.org").own
    (applications / "A-1" / "second.json").write_text('{"email": "bert@example.net"}')
    assert "second in its folder" in place.faults("email=anna@example.org")["applications"].what
