"""troth lint: its words, its statuses, the files that it reads; no company's folder is needed."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from troth.cli.lint import app

ROOT = Path(__file__).resolve().parents[2]
NOTICES = ROOT / "tests" / "policy" / "notices"
OLD, COMPLETE, EUROPEAN, TINY = (
    str(NOTICES / name) for name in ("old-style.txt", "complete.md", "european.html", "tiny.txt")
)
DAY = ("--on", "2026-11-25")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def lint(*words, stdin=None):
    done = CliRunner().invoke(app, [*map(str, words)], input=stdin)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def told(*words, stdin=None):
    return json.loads(lint(*words, "--json", stdin=stdin).stdout)


def program(*words, **more):
    env = {k: v for k, v in os.environ.items() if not k.startswith("TROTH_")} | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "troth", "lint", *words]
    return subprocess.run(command, capture_output=True, timeout=60, env=env, check=False, **more)


def word(text):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return packed({"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'})


def packed(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def pdf(text):
    """A page of text, by hand, so that nothing of what reads it made it."""
    lines = " T* ".join(f"({line}) Tj" for line in text.split("\n"))
    stream = f"BT /F1 11 Tf 14 TL 50 780 Td {lines} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 5\n0000000000 65535 f \n%s" % rows
        + (b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(made))
    )


CLAUSE = "We look after your data.\nA request that is clearly unfounded is refused."


def test_the_command_is_one_of_troths_and_reads_a_file_without_a_companys_folder(tmp_path):
    done = program(COMPLETE, *DAY, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    first, last = done.stdout.decode().splitlines()
    assert first.startswith("Found: 21 of 21 things that the law of 25 November 2026 asks for, on lines ")
    assert last.startswith("This lint reads words")


def test_the_help_says_what_it_cannot_do():
    said = " ".join(program("--help").stdout.decode().split())
    assert "does not prove that what is said is true" in said and "Example: troth lint" in said


def test_findings_come_in_three_groups_with_place_caret_reason_and_wording():
    done = lint(OLD, *DAY)
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    heads = [line for line in lines if line.startswith("What ")]
    assert heads == [
        "What the law overrides, or what misleads: 18",
        "What the law asks for, and was not found: 2",
        "What was found in part, or only in general: 11",
    ]
    at = lines.index("   36 | request if it is clearly unfounded. You can ask us to correct or delete it.")
    assert lines[at - 1].startswith(f"{OLD}:36:18: a request is refused")
    assert lines[at + 1] == f"      | {' ' * 17}{'^' * len('clearly unfounded')}"
    assert lines[at + 2].startswith("  because  UK GDPR Art 12(5): ")
    assert lines[at + 2].endswith(" https://www.legislation.gov.uk/eur/2016/679/article/12")
    assert "manifestly unfounded or excessive" in lines[at + 3] and lines[at + 3].startswith("  try      ")
    assert any(line.startswith("  dpo: if you have a data protection officer") for line in lines)


def test_json_is_one_document_with_the_same():
    document = told(OLD, *DAY, "--nation", "wales")
    assert set(document) == {"on", "nation", "findings", "asked"}
    assert (document["on"], document["nation"]) == ("2026-11-25", "wales")
    (found,) = [f for f in document["findings"] if f["id"] == "request-unfounded"]
    assert (found["kind"], found["line"], found["column"], found["cite"]) == ("overridden", 36, 18, "UK GDPR Art 12(5)")
    assert found["clause"] == "We may refuse your request if it is clearly unfounded."
    assert all(
        f[part] for f in document["findings"] for part in ("id", "kind", "what", "because", "cite", "url", "try")
    )
    asked = {one["id"]: one for one in document["asked"]}
    assert asked["complaint-acknowledged"]["state"] == "not found" and asked["complaint-acknowledged"]["line"] is None
    assert asked["keep"]["state"] == "doubtful" and asked["keep"]["line"] == 24
    assert asked["controller"]["state"] == "found" and asked["controller"]["line"] == 1


def test_nothing_found_is_status_0_in_json_too():
    done = lint(COMPLETE, *DAY, "--json")
    assert done.exit_code == 0 and json.loads(done.stdout)["findings"] == []


def test_the_law_of_the_day_decides():
    asked = [{one["id"] for one in told(TINY, "--on", day)["asked"]} for day in ("2026-06-18", "2026-06-19")]
    assert "complain-controller" not in asked[0] and "complain-controller" in asked[1]
    named = [
        {f["id"] for f in told("-", "--on", day, stdin="Complain to the Information Commissioner.")["findings"]}
        for day in ("2026-09-29", "2026-09-30")
    ]
    assert "regulator-old-name" not in named[0] and "regulator-old-name" in named[1]


def test_the_nation_decides_where_it_matters():
    text = "We keep contracts because of the Limitation Act 1980."
    for nation, there in (("scotland", True), ("england", False)):
        ids = {f["id"] for f in told("-", "--nation", nation, *DAY, stdin=text)["findings"]}
        assert ("limitation-scotland" in ids) is there


def test_standard_input_is_read_with_a_dash():
    done = program("-", *DAY, input=Path(EUROPEAN).read_bytes())
    assert done.returncode == 1 and b"standard input:34:19: consent is taken from a box" in done.stdout


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", CLAUSE.encode()),
        ("a.TXT", b"\xef\xbb\xbf" + CLAUSE.encode()),
        ("a.md", CLAUSE.encode()),
        ("a.htm", CLAUSE.replace("\n", "\n<p>").encode()),
        ("a.docx", word(CLAUSE)),
        ("a.pdf", pdf(CLAUSE)),
    ],
)
def test_a_notice_is_read_from_every_kind_of_file(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (found,) = [f for f in told(tmp_path / name, *DAY)["findings"] if f["kind"] == "overridden"]
    assert (found["id"], found["line"]) == ("request-unfounded", 2)


BOMB = packed({"word/document.xml": b"<a>" + b" " * (30 << 20) + b"</a>"})
ENTITIES = packed({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'})


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "no words"),
        ("a.txt", b"\xff\xfe\x00\xd8", "not text in UTF-8"),
        ("a.txt", "Société à responsabilité".encode("latin-1"), "not text in UTF-8"),
        ("a.md", b"\x89PNG\r\n\x1a\n\0\0", "not text in UTF-8"),
        ("a.txt", b"MZ\0\0\1\2", "not text"),
        ("a.html", b"<html><body><p></p></body></html>", "no words"),
        ("a.txt", ("אנחנו מכבדים את הפרטיות שלך " * 10).encode(), "does not read as English"),
        ("a.txt", b"a " * 500_001, "too long"),
        ("a.txt", b"a" * 5_000_000, "too large"),
        ("a.docx", b"PK\3\4 no", "cannot be read: it is damaged"),
        ("a.docx", BOMB, "cannot be read: unpacked it would be"),
        ("a.docx", ENTITIES, "cannot be read: its XML declares"),
        ("a.docx", packed({"hello": b"you"}), "no Word document"),
        ("a.pdf", b"%PDF-1.4 no", "cannot be read: it is damaged"),
        ("a.pdf", pdf(""), "no words"),
        ("a.xlsx", b"", "ending"),
        ("privacy", b"", "ending"),
    ],
)
def test_what_cannot_be_read_is_status_2_and_never_a_clean_bill(tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    done = lint(tmp_path / name, *DAY)
    assert done.exit_code == 2 and done.stdout == ""
    assert done.stderr.startswith(f"{tmp_path / name}: ") and says in done.stderr and "  try      " in done.stderr


def test_what_is_no_file_is_status_2_and_nobody_waits_for_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    for path in (tmp_path, tmp_path / "none.txt", tmp_path / "a.txt"):
        done = lint(path)
        assert done.exit_code == 2 and "no such file" in done.stderr


@pytest.mark.parametrize("words", [(), (TINY, "--on", "2026-02-30"), (TINY, "--nation", "france"), (TINY, "--fix")])
def test_wrong_use_is_status_2(words):
    assert lint(*words).exit_code == 2


def test_what_a_terminal_could_take_for_a_command_is_not_printed():
    done = lint("-", *DAY, stdin="It is \x1b[31mclearly unfounded.")
    assert done.exit_code == 1 and "\x1b" not in done.stdout and "clearly unfounded" in done.stdout
