"""Documents without columns: whose a CV is that lies alone, and files that are spiteful or broken."""

import io
import os
import subprocess
import sys
import time
import zipfile

import pytest

from troth.stores.archives import Archive, Unreadable, elements
from troth.stores.documents import docx, text_of
from troth.stores.match import Known
from troth.stores.pdftext import Reader
from troth.stores.whose import Text, judged

FOLDER = """kind: folder
says: Applications
path: cvs
ours: [ljt.example]
files:
  "**/*.{pdf,docx,txt}": {table: documents, columns: {content: application.details, text: application.details}}
"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ANNA = "Anna Marsh\n12 Mill Lane, York YO1 7AA\nanna@example.org, 07700 900123\n\nI mend networks.\n"


@pytest.fixture
def cvs(place):
    place.file(FOLDER, "applications")
    (place.folder / "cvs").mkdir()
    return place.folder / "cvs"


def word(text, **parts):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    parts = {"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>', **parts}
    return packed(parts)


def packed(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def pdf(text, key=None):
    """A page of text, by hand, so that nothing of what reads it made it."""
    lines = " T* ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj" for line in text.split("\n"))
    stream = f"BT /F1 11 Tf 14 TL 50 780 Td {lines} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(made),
    )


# ---- whose it is ----


@pytest.mark.parametrize("name", ["cv.pdf", "cv.docx", "cv.txt"])
def test_a_cv_is_found_by_the_address_or_number_at_its_head(place, cvs, name):
    content = {"pdf": pdf, "docx": word, "txt": str.encode}[name[3:]](ANNA)
    (cvs / name).write_bytes(content)
    (cvs / "bert.txt").write_text("Bert Hill\nbert@example.net\n")
    for who in ("email=Anna@Example.org", "phone=+44 7700 900123"):
        found = place.find(who)
        assert found.own == {"documents": [name]} and not found.other and not found.shared
    (row,) = found.rows
    assert row.data["file"] == name and row.data["content"] == content and "I mend networks." in row.data["text"]
    assert row.holds == {"content": "application.details", "text": "application.details"}
    assert place.find("email=bert@example.net").own == {"documents": ["bert.txt"]}


def test_a_referee_makes_it_shared_for_the_writer_and_has_no_claim_to_it(place, cvs):
    (cvs / "a.txt").write_text(f"{ANNA}\nReferees\nDr Cleo Hunt, cleo@example.com, 01632 960222\n")
    assert place.find("email=anna@example.org").shared == {"documents": ["a.txt"]}
    for who in ("email=cleo@example.com", "phone=01632 960222"):
        found = place.find(who)
        assert found.other == {"documents": ["a.txt"]} and not found.own and not found.shared
        assert "content" not in found.rows[0].data and "text" not in found.rows[0].data


def test_a_referee_who_is_only_a_number_makes_it_shared_too_and_two_numbers_of_the_writer_do_not(place, cvs):
    (cvs / "a.txt").write_text(f"{ANNA}\nReference: Cleo Hunt, 01632 960222\n")
    assert place.find("email=anna@example.org").shared == {"documents": ["a.txt"]}
    (cvs / "a.txt").write_text(ANNA.replace("07700", "01632 960111 or 07700"))
    assert place.find("email=anna@example.org").own == {"documents": ["a.txt"]}


def test_an_address_of_the_company_in_it_is_nobodys(place, cvs):
    (cvs / "a.txt").write_text(f"To: jobs@ljt.example\n{ANNA}")
    assert place.find("email=anna@example.org").own == {"documents": ["a.txt"]}
    assert place.find("email=jobs@ljt.example").rows == []


def test_a_name_finds_it_with_a_birth_date_or_a_postcode_and_not_alone(place, cvs):
    (cvs / "a.txt").write_text("Nguyễn Văn Anh\nborn 4 March 1980\nYO1 7AA\nI mend networks.")
    decomposed = "name=Nguye\u0302\u0303n Va\u0306n Anh"
    assert place.find(decomposed, "birth-date=1980-03-04").own == {"documents": ["a.txt"]}
    assert place.find(decomposed, "postcode=yo17aa").own == {"documents": ["a.txt"]}
    assert place.find(decomposed).rows == []
    assert place.find(decomposed, "birth-date=1980-03-05").rows == []
    assert place.find("name=Văn An", "postcode=YO1 7AA").rows == []  # a part of a word is no name


def test_an_address_at_the_head_of_many_cvs_is_the_agencys(place, cvs):
    for name in ("Bert Hill", "Cleo Hunt", "Dora Lee", "Anna Marsh"):
        (cvs / f"{name[0]}.txt").write_text(f"{name}\nagency@example.org\n")
    found = place.find("email=agency@example.org", "name=Anna Marsh")
    assert found.own == {"documents": ["A.txt"]} and found.other == {"documents": ["B.txt", "C.txt", "D.txt"]}


def test_several_papers_of_one_writer_are_all_found(place, cvs):
    for number in range(6):
        (cvs / f"{number}.txt").write_text(f"{ANNA}\npaper {number}")
    assert len(place.find("email=anna@example.org").own["documents"]) == 6


@pytest.mark.parametrize(
    ("written", "finds"),
    [
        ("07700 900123", True),
        ("+44 (0)7700 900123", True),
        ("0044-7700-900-123", True),
        ("(07700) 900123", True),
        ("01632 960111 07700 900123", False),  # not the first, so perhaps somebody else's
        ("order 107700900123", False),
        ("07700 9001234", False),
    ],
)
def test_a_number_is_known_in_the_ways_that_people_write_it(place, cvs, written, finds):
    (cvs / "a.txt").write_text(f"Anna Marsh\n{written}\n")
    assert bool(place.find("phone=07700900123").own) == finds


# ---- spiteful and broken files ----


def xml_bomb():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY a0 "lol">{entities}]><x>&a11;</x>'


def long_part():
    return packed({"word/document.xml": b"<a/>" + b" " * (200 << 20)})


def locked():
    content = bytearray(word(ANNA))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def cut_short():
    return word(ANNA)[:-30]


def damaged():
    content = bytearray(word(ANNA * 50))
    content[60:80] = bytes(20)
    return bytes(content)


DOCX = {
    "no zip": lambda: b"garbage",
    "empty": lambda: b"",
    "cut short": cut_short,
    "a part damaged": damaged,
    "a bomb": long_part,
    "many parts": lambda: packed({str(n): b"" for n in range(6_000)}),
    "no document": lambda: packed({"a": b"b"}),
    "locked": locked,
    "locked by Office": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000),
    "entities": lambda: word(ANNA, **{"word/document.xml": xml_bomb()}),
    "an outside entity": lambda: word(
        "", **{"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}
    ),
    "broken XML": lambda: word(ANNA, **{"word/document.xml": "<a><b></a>"}),
    "no XML": lambda: word(ANNA, **{"word/document.xml": os.urandom(3_000)}),
    "no text in it": lambda: word(""),
}
PDF = {
    "garbage": lambda: os.urandom(4_000),
    "empty": lambda: b"",
    "only a head": lambda: b"%PDF-1.7\n",
    "cut short": lambda: pdf(ANNA)[:200],
    "pages in a ring": lambda: pdf(ANNA).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    "no text in it": lambda: pdf(""),
}


@pytest.mark.parametrize("made", DOCX.values(), ids=DOCX.keys())
def test_a_word_file_that_cannot_be_read_leaves_the_store_without_an_answer(place, cvs, made):
    (cvs / "a.txt").write_text(ANNA)
    assert place.find("email=anna@example.org").own
    (cvs / "marsh-anna.docx").write_bytes(made())
    began = time.perf_counter()
    fault = place.faults("email=anna@example.org")["applications"]
    assert time.perf_counter() - began < 2
    assert fault.what == "the file #2 cannot be read" and fault.because and fault.remedy
    assert "marsh" not in str(fault) and "passwd" not in str(fault)


@pytest.mark.parametrize("made", PDF.values(), ids=PDF.keys())
def test_a_pdf_that_cannot_be_read_leaves_the_store_without_an_answer(place, cvs, made):
    (cvs / "a.txt").write_text(ANNA)
    assert place.find("email=anna@example.org").own
    (cvs / "b.pdf").write_bytes(made())
    fault = place.faults("email=anna@example.org")["applications"]
    assert fault.what == "the file #2 cannot be read" and fault.because and fault.remedy


def test_a_pdf_whose_reading_does_not_end_is_given_up_and_the_next_is_read():
    endless = b"import sys, time; sys.stdin.buffer.read(4); time.sleep(60)"
    with Reader(seconds=0.3) as reader:
        reader._process = subprocess.Popen(
            [sys.executable, "-I", "-c", endless], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        stuck = reader._process
        began = time.perf_counter()
        with pytest.raises(ValueError, match=r"within 0\.3 seconds"):
            reader.text(pdf(ANNA))
        assert time.perf_counter() - began < 5 and stuck.poll() is not None
        reader.seconds = 20
        assert "Anna Marsh" in reader.text(pdf(ANNA))
    assert reader._process is None


def test_one_reader_reads_many_and_a_broken_one_between_does_not_matter():
    with Reader() as reader:
        assert "Anna" in reader.text(pdf(ANNA))
        with pytest.raises(ValueError, match="damaged"):
            reader.text(b"garbage")
        assert "Bert" in reader.text(pdf("Bert Hill"))


def test_a_bomb_is_refused_before_anything_is_unpacked():
    import tracemalloc

    content = long_part()
    tracemalloc.start()
    with pytest.raises(Unreadable, match="more than 96 MB"):
        docx(content)
    with pytest.raises(Unreadable, match="times as large"):
        Archive(packed({"a": bytes(20 << 20)}))
    assert tracemalloc.get_traced_memory()[1] < 50 << 20
    tracemalloc.stop()


def test_entities_are_refused_wherever_they_stand():
    with pytest.raises(Unreadable, match="entities"):
        list(elements(xml_bomb().encode()))
    assert [element.tag for _, element in elements(b"<a><b/></a>")] == ["b", "a"]


def test_what_stands_above_and_below_a_word_page_is_read_too():
    head = f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>anna@example.org</w:t></w:r></w:p></w:hdr>'
    text = docx(word("I mend networks.", **{"word/header1.xml": head}))
    assert "I mend networks." in text and "anna@example.org" in text


@pytest.mark.parametrize(
    "piece", ["!", "a", "a.", "a@", "a@a.", "0 ", "(0", "+1 ", "00 44 ", "1/", "1 a", "ab 12 ", "a b"]
)
def test_a_spiteful_text_takes_no_time(piece):
    known = Known(frozenset({("email", "a@b.c")}), frozenset({"a b"}), frozenset({"1980-01-31"}), frozenset({"YO17AA"}))
    began = time.perf_counter()
    judged(known, Text.of(piece * 200_000, lambda address: False))
    assert time.perf_counter() - began < 3  # measured 0.1


def test_text_is_read_in_the_usual_encodings_and_nothing_else_is_taken_for_text():
    with Reader() as reader:
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            assert text_of("a.txt", "Café Müller".encode(encoding), reader) == "Café Müller"
        with pytest.raises(Unreadable, match="no text"):
            text_of("a.txt", bytes(20), reader)
        with pytest.raises(Unreadable, match="ending"):
            text_of("a.xyz", b"a", reader)
