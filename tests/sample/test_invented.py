"""Nobody in the estate can be anybody: every address, number and domain is one that is set aside for examples."""

import gzip
import ipaddress
import re
import sqlite3
import zipfile
from pathlib import Path

import pypdf
import pytest

# Ofcom, "Telephone numbers for use in TV and radio drama programmes": area code, then what the number begins with.
DRAMA = re.compile(
    r"0(?:1632960\d{3}|11[3-8]4960\d{3}|1[2-6]14960\d{3}|2079460\d{3}|2896496\d{3}|2920180\d{3}|7700900\d{3}"
    r"|8081570\d{3}|9098790\d{3}|3069990\d{3})"
)
TELEPHONE = re.compile(r"(?<![\w.:/-])(?:\+44|0044|\(?0)[\d() -]{8,16}\d(?![\w:/])")
EMAIL = re.compile(r"[\w.+'-]+@([\w-]+(?:\.[\w-]+)+)")
ADDRESS = re.compile(r"https?://([^/\s\"'<>)]+)")
NATIONAL_ID = re.compile(r"(?<!\w)([A-Za-z]{2}) ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)", re.I)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]? \d([A-Z]{2})\b")
CARD = re.compile(r"(?<![\w.])[3-6](?:[ -]?\d){12,18}(?![\w@])")
MADE_UP = {"token": ("payments", "card_token"), "digest": ("logins", "password_hash")}


def words(path: Path) -> str:
    """What a file says, whatever its format."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes()).decode()
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            said = [archive.read(name).decode() for name in archive.namelist() if "document" in name or "sheet" in name]
        return re.sub(r'\b(?:xmlns|Type|Target)(?::\w+)?="[^"]*"|<[^>]*>', "\n", "\n".join(said))
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def texts(estate: Path, crm: sqlite3.Connection) -> dict[str, str]:
    """Every word of the estate, by the place where it stands."""
    found = {}
    for (table,) in crm.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall():
        for column in [row[1] for row in crm.execute(f"PRAGMA table_info({table})")]:
            if (table, column) not in MADE_UP.values():
                rows = crm.execute(f"SELECT {column} FROM {table} WHERE typeof({column}) = 'text'")
                found[f"{table}.{column}"] = "\n".join(row[0] for row in rows)
    for path in estate.rglob("*"):
        if (
            path.is_file()
            and path.suffix not in (".sqlite", ".wav")
            and path.name != "truth.json"
            and "mail" not in path.parts
        ):
            found[path.relative_to(estate).as_posix()] = words(path)
    return found


@pytest.fixture(scope="module")
def letters(mails: dict) -> dict[str, str]:
    """What the mails say, headers and decoded bodies."""
    return {
        path: "\n".join(
            [*(f"{name}: {value}" for name, value in mail.items()), *(
                part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"
            )]
        )
        for path, mail in mails.items()
    }  # fmt: skip


def test_every_domain_is_reserved(texts: dict[str, str], letters: dict[str, str]) -> None:
    seen = 0
    for place, text in (texts | letters).items():
        for domain in EMAIL.findall(text) + ADDRESS.findall(text):
            seen += 1
            reserved = domain.lower().rstrip(".").endswith((".example", "example.org", "example.com", "example.net"))
            assert reserved, (place, domain)
    assert seen > 5000


def test_every_telephone_number_is_one_of_drama(texts: dict[str, str], letters: dict[str, str]) -> None:
    seen = 0
    for place, text in (texts | letters).items():
        if place.startswith("web/"):
            continue  # addresses, dates and sizes; no field for a number
        for number in TELEPHONE.findall(text):
            digits = "".join(c for c in number if c.isdigit())
            digits = "0" + digits.removeprefix("00").removeprefix("44").lstrip("0")
            seen += 1
            assert DRAMA.fullmatch(digits), (place, number)
    assert seen > 200


def test_no_card_number_stands_anywhere_and_last_digits_are_those_of_test_cards(
    texts: dict[str, str], letters: dict[str, str], crm: sqlite3.Connection
) -> None:
    def passes_luhn(digits: str) -> bool:
        doubled = [int(d) * (2 if at % 2 else 1) for at, d in enumerate(reversed(digits))]
        return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0

    for place, text in (texts | letters).items():
        if not place.startswith("web/"):
            for found in CARD.findall(text):
                assert not passes_luhn("".join(c for c in found if c.isdigit())), (place, found)
    kept = {row[0] for row in crm.execute("SELECT DISTINCT last_four FROM payments WHERE card_token IS NOT NULL")}
    assert kept <= {"1111", "1881", "4444", "5100", "0005", "1117"} and kept
    assert (
        crm.execute("SELECT count(*) FROM payments WHERE method <> 'card' AND last_four IS NOT NULL").fetchone()[0] == 0
    )


def test_national_identifiers_postcodes_and_networks_belong_to_nobody(texts: dict[str, str], log_lines: list) -> None:
    seen = {"national": 0, "postcode": 0, "network": 0}
    for place, text in texts.items():
        for prefix in NATIONAL_ID.findall(text):
            seen["national"] += 1
            assert prefix.upper() == "QQ", place
        for ending in POSTCODE.findall(text):
            seen["postcode"] += 1
            assert set(ending) <= set("CIKMOV"), (place, ending)
    examples = [
        ipaddress.ip_network(each) for each in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
    ]
    for _, _, line in log_lines:
        if line.count(" ") > 5:
            seen["network"] += 1
            address = ipaddress.ip_address(line.split(" ")[0])
            assert any(address in network for network in examples)
    assert min(seen.values()) > 5
