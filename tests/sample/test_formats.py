"""Every file opens in the programs that others wrote for its format."""

import io
import wave
import zipfile
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pypdf

from troth.sample import formats


def test_every_recording_plays_and_has_its_sheet(estate: Path, call_sheets: dict[str, dict]) -> None:
    recordings = sorted((estate / "calls").glob("*.wav"))
    assert len(recordings) == len(call_sheets) >= 90
    for path in recordings:
        with wave.open(str(path)) as sound:
            assert sound.getnchannels() == 1 and sound.getsampwidth() == 1
            assert 0.5 < sound.getnframes() / sound.getframerate() < 4
            assert len(set(sound.readframes(1000))) > 5  # a tone, not silence
        assert path.name in call_sheets


def test_every_document_opens_and_says_who_it_is_about(estate: Path) -> None:
    documents = [path for path in (estate / "applications").rglob("*") if path.suffix in (".pdf", ".docx")]
    assert {path.suffix for path in documents} == {".pdf", ".docx"}
    for path in documents:
        if path.suffix == ".pdf":
            reader = pypdf.PdfReader(path, strict=True)
            text = "\n".join(page.extract_text() for page in reader.pages)
        else:
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
                assert {"[Content_Types].xml", "_rels/.rels", "word/document.xml"} <= set(archive.namelist())
                assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())
                text = archive.read("word/document.xml").decode()
        assert "@" in text and "Work" in text


def test_bills_are_attached_and_open(mails: dict[str, EmailMessage]) -> None:
    bills = [part for mail in mails.values() for part in mail.iter_attachments() if part.get_filename() == "bill.pdf"]
    assert bills
    for bill in bills:
        text = pypdf.PdfReader(io.BytesIO(bill.get_content()), strict=True).pages[0].extract_text()
        assert "Your bill" in text and "£" in text


def test_every_mail_has_what_a_mail_needs_and_no_two_share_an_id(mails: dict[str, EmailMessage]) -> None:
    ids = [str(mail["Message-ID"]) for mail in mails.values()]
    assert len(set(ids)) == len(ids) >= 390
    for mail in mails.values():
        assert mail["From"].addresses and mail["To"].addresses and mail["Subject"] and mail["Date"].datetime
        assert not mail.defects
        body = mail.get_body(("plain",))
        assert body is not None and len(body.get_content()) > 30
    encodings = {mail.get_body(("plain",))["Content-Transfer-Encoding"] for mail in mails.values()}
    assert {"7bit", "8bit", "quoted-printable", "base64"} <= encodings


def test_the_workbook_has_real_dates_and_no_formula(estate: Path) -> None:
    (path,) = (estate / "takeover").glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Customers", "Source"]
    assert book["Source"]["B1"].value == "Brightline Telecom Ltd"
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert sum(isinstance(cell.value, datetime) for cell in cells) > 20


def test_a_workbook_keeps_text_numbers_and_dates_apart(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(
        formats.xlsx({"A": [["=1+1", 7, date(1984, 5, 17), "a & <b>", None, " two  blanks "]]})
    )
    (row,) = openpyxl.load_workbook(tmp_path / "a.xlsx")["A"].iter_rows()
    assert [cell.value for cell in row] == ["=1+1", 7, datetime(1984, 5, 17), "a & <b>", None, " two  blanks "]
    assert row[0].data_type == "s"


def test_a_document_of_many_lines_has_several_pages_and_keeps_brackets(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(formats.pdf("A", ["Title", *(f"line {n} (of many) \\ £" for n in range(100))]))
    reader = pypdf.PdfReader(tmp_path / "a.pdf", strict=True)
    assert len(reader.pages) == 3
    assert "line 99 (of many) \\ £" in reader.pages[2].extract_text()
