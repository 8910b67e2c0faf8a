"""Small writers of the files that such a firm has: PDF, DOCX, XLSX and WAV, with no clock in them.

Each is as plain as its format allows, so that the same content gives the same bytes.
"""

import io
import wave
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from xml.sax.saxutils import escape

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP entry can have
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OOXML = "http://schemas.openxmlformats.org"
RELATIONS = f"{OOXML}/officeDocument/2006/relationships"
PACKAGE = f"{OOXML}/package/2006"
SHEETS = f"{OOXML}/spreadsheetml/2006/main"
WORDS = f"{OOXML}/wordprocessingml/2006/main"
LINES_ON_A_PAGE = 48


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """A document in Helvetica, the first line large; Latin letters only."""
    pages = [lines[at : at + LINES_ON_A_PAGE] for at in range(0, len(lines), LINES_ON_A_PAGE)]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % _latin(title),
    ]
    for number, page in enumerate(pages):
        drawn = [b"BT /F1 18 Tf 1 0 0 1 64 770 Tm"] if number == 0 else [b"BT /F1 10.5 Tf 1 0 0 1 64 770 Tm"]
        for at, text in enumerate(page):
            if at == 1 and number == 0:
                drawn.append(b"/F1 10.5 Tf")
            drawn.append(b"(%s) Tj 0 %d Td" % (_latin(text), -26 if at == number == 0 else -15))
        stream = b"\n".join([*drawn, b"ET"])
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _latin(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def docx(lines: Sequence[str]) -> bytes:
    """A document for word processors, a paragraph a line, the first one large."""
    large = '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'
    paragraphs = "".join(
        f'<w:p><w:r>{large if at == 0 else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for at, text in enumerate(lines)
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return _package(
        {
            "[Content_Types].xml": _content_types({"/word/document.xml": kind}),
            "_rels/.rels": _relations({"rId1": (f"{RELATIONS}/officeDocument", "word/document.xml")}),
            "word/document.xml": f'<w:document xmlns:w="{WORDS}"><w:body>{paragraphs}</w:body></w:document>',
        }
    )


def xlsx(sheets: dict[str, Sequence[Sequence[str | int | float | date | None]]]) -> bytes:
    """A workbook: text as text (never a formula, whatever it begins with), numbers as numbers, dates as dates."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {"/xl/workbook.xml": f"{kind}.sheet.main+xml", "/xl/styles.xml": f"{kind}.styles+xml"}
    links = {"rId0": (f"{RELATIONS}/styles", "styles.xml")}
    files, names = {}, ""
    for number, (name, rows) in enumerate(sheets.items(), 1):
        parts[f"/xl/worksheets/sheet{number}.xml"] = f"{kind}.worksheet+xml"
        links[f"rId{number}"] = (f"{RELATIONS}/worksheet", f"worksheets/sheet{number}.xml")
        names += f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        cells = "".join(f'<row r="{at}">{_cells(row, at)}</row>' for at, row in enumerate(rows, 1))
        files[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{SHEETS}"><sheetData>{cells}</sheetData></worksheet>'
        )
    return _package(
        {
            "[Content_Types].xml": _content_types(parts),
            "_rels/.rels": _relations({"rId1": (f"{RELATIONS}/officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(links),
            "xl/styles.xml": STYLES,
            **files,
        }
    )


# Two looks: 0 as it comes, 1 a date (number format 14).
STYLES = (
    f'<styleSheet xmlns="{SHEETS}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
    '<xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _cells(row: Sequence[str | int | float | date | None], at: int) -> str:
    out = []
    for column, value in enumerate(row):
        where = f"{chr(65 + column)}{at}"
        if isinstance(value, date):
            out.append(f'<c r="{where}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>')
        elif isinstance(value, (int, float)):
            out.append(f'<c r="{where}"><v>{value}</v></c>')
        elif value:
            out.append(f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>')
    return "".join(out)


def _content_types(parts: dict[str, str]) -> str:
    named = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(links: dict[str, tuple[str, str]]) -> str:
    each = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{to}"/>' for i, (kind, to) in links.items())
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def _package(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, XML + content)
    return out.getvalue()


def wav(notes: Iterable[int], rate: int = 4000) -> bytes:
    """A short recording: one channel, eight bits, a quarter of a second for each note (in hertz)."""
    sound = bytearray()
    for note in notes:
        period = max(2, rate // note)
        wave_form = bytes(128 + int(60 * (1 - abs(2 * at / period - 1))) for at in range(period))
        sound += (wave_form * (rate // 4 // period + 1))[: rate // 4]
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes(bytes(sound))
    return out.getvalue()
