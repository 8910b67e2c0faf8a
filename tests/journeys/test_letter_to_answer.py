"""A letter to an answer, on the real thing: `troth demo` in a process of its own, Chromium, `troth verify` at the end.

Once with scripts on, with axe looking at every page on the way; once with scripts off.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from troth.ledger import archive

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ROOT = Path(__file__).resolve().parents[2]
WORD = "a green kettle"
ENV = {name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))}
PATIENCE = 40


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A running demo: its folder, and the addresses that it printed."""
    folder = tmp_path_factory.mktemp("demo")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "troth", "demo", "--people", "150", "--folder", str(folder), "--port", str(port)]
    with (folder / "said.txt").open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=ENV, stdout=out, stderr=subprocess.STDOUT, text=True)
    try:
        begun = time.monotonic()
        while "Demo mail" not in (said := (folder / "said.txt").read_text()):
            assert process.poll() is None and time.monotonic() - begun < 120, said
            time.sleep(0.1)
        site, link, mail = re.search(
            r"People +(http://\S+)/your-data/\n +Desk +(\S+) .*\n +Demo mail +(\S+)", said
        ).groups()
        while time.monotonic() - begun < 120:
            try:
                with urllib.request.urlopen(f"{site}/your-data/", timeout=5):
                    break
            except OSError:
                time.sleep(0.1)
        yield {"folder": folder, "site": site, "desk": link, "mail": mail}
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def cast(demo):
    """Two people of the estate who have not asked yet, each found by an address alone, sharing rows with nobody."""
    people = json.loads((demo["folder"] / "estate" / "truth.json").read_text())["people"]
    found = [p for p in people if [kind for kind, _ in p["who"]] == ["email"] and not p["shared"]]
    return [p for p in found if len(p["own"]) > 20][-2:]


class Browser:
    """One window; axe looks at every page that it is told to look at, where scripts run."""

    def __init__(self, page, scripts):
        self.page, self.scripts, self.seen = page, scripts, []

    def go(self, address):
        self.page.goto(address)
        self.look()

    def look(self):
        """Axe finds nothing here."""
        self.seen.append(self.page.title())
        if self.scripts:
            from axe_playwright_python.sync_playwright import Axe

            wrong = Axe().run(self.page, options={"runOnly": RULES}).response["violations"]
            assert not wrong, (self.page.url, [(one["id"], one["nodes"][0]["html"]) for one in wrong])

    def press(self, what="main form button.btn"):
        with self.page.expect_navigation():
            self.page.locator(what).first.click()
        self.look()

    def fill(self, field, text):
        self.page.fill(f"#{field}", text)
        self.press()

    def until(self, address, words):
        """Load a page again until it says these words; whole, as the worker goes on by itself."""
        begun = time.monotonic()
        while True:
            self.page.goto(address)
            if words in self.page.locator("body").inner_text():
                return self.look()
            assert time.monotonic() - begun < PATIENCE, self.page.locator("body").inner_text()[:3000]
            time.sleep(0.3)


@pytest.fixture(params=[True, False], ids=["with scripts and axe", "without scripts"])
def windows(request):
    """Two windows of one browser that share nothing: the person's and the colleague's."""
    if not CHROMIUM:
        missing = "there is no chromium on this machine (.ci/run installs one)"
        pytest.fail(missing) if os.environ.get("TROTH_NEED_BROWSER") else pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        pages = (browser.new_context(java_script_enabled=request.param).new_page() for _ in range(2))
        yield [Browser(page, request.param) for page in pages]
        browser.close()


def ask(person, window, demo):
    """The person asks, reads the code in the mailbox, and confirms; the reference."""
    window.go(demo["site"])
    window.press("text=Start now")
    window.page.check("[value=mine]")
    window.press()
    window.page.check("[value=all]")
    window.press()
    window.fill("name", person["name"])
    window.fill("email", person["who"][0][1].strip())
    window.press()
    window.fill("word", WORD)
    window.press()
    reference = re.search(r"T-[0-9A-Z]{4}-[0-9A-Z]{4}", window.page.locator("main").inner_text())[0]
    other = window.page.context.new_page()
    mail = Browser(other, window.scripts)
    mail.until(demo["mail"], reference)
    code = re.search(r"(\d{6}) is your code for request " + reference, other.locator("main").inner_text())[1]
    other.close()
    window.fill("code", code)
    assert window.page.locator("h1").inner_text() == "Where is your request?"
    return reference


def review(reference, window, demo):
    """A colleague answers for the paper, includes what is the person's, and approves."""
    if "colleague" in demo:  # the link signs in once: its session is carried to the next window
        window.page.context.add_cookies(demo["colleague"])
    else:
        window.go(demo["desk"])
        window.press()
        demo["colleague"] = window.page.context.cookies()
    case = f"{demo['site']}/desk/{reference}/"
    window.go(case)
    window.press("text=Take the case")
    window.until(case, "Enter the answer")
    window.press("text=Enter the answer")
    window.page.check("[name=nothing], [value=nothing]")
    window.press()
    window.until(case, "Include all that is this person’s alone")
    window.press("text=Include all that is this person’s alone")
    window.press("text=Approve and deliver")
    assert "Does this leave for" in window.page.locator("h1").inner_text()
    window.press("text=Approve and send")


def test_from_a_letter_to_an_answer(windows, demo, cast, tmp_path, request):
    person_window, desk_window = windows
    person = cast[0 if person_window.scripts else 1]
    reference = ask(person, person_window, demo)
    review(reference, desk_window, demo)
    person_window.until(demo["mail"], f"Your answer to request {reference}")
    letter = person_window.page.locator("article", has_text=f"Your answer to request {reference}").first
    link = re.search(r"http://\S+/answer/[\w-]+/", letter.inner_text())[0]
    person_window.go(link)
    person_window.fill("word", WORD)
    assert person_window.page.url == demo["site"] + "/answer/"
    with person_window.page.expect_download() as got:
        person_window.page.locator("a[href$='/answer/download/']").first.click()
    pack = tmp_path / got.value.suggested_filename
    got.value.save_as(pack)
    desk_window.until(f"{demo['site']}/desk/{reference}/", "Destroyed with their key")

    files = archive.read(pack.read_bytes())
    assert {"index.html", "letter.pdf", "data.json", "manifest.json", "receipt.json"} <= set(files)
    held = json.loads(files["data.json"])
    theirs = {(row["store"], row["table"], json.dumps(row["key"], sort_keys=True)) for row in person["own"]}
    assert rows_of(held) == theirs

    assert verify(pack, demo).returncode == 0
    changed = bytearray(pack.read_bytes())
    changed[len(changed) // 2] ^= 1
    bad = tmp_path / "changed.zip"
    bad.write_bytes(changed)
    assert verify(bad, demo).returncode == 1
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(files["receipt.json"])
    assert verify(receipt, demo).returncode == 0


def rows_of(held):
    """Every record of data.json by system, table and key."""
    return {
        (table["system"], table["table"], json.dumps(record["key"], sort_keys=True))
        for table in held["tables"]
        for record in table["records"]
    }


def verify(file, demo):
    """`troth verify` with the company's public key, and nothing else of the company's."""
    key = demo["folder"] / "company" / "ledger.pub"
    return subprocess.run(
        [sys.executable, "-m", "troth", "verify", str(file), "--key", str(key)], capture_output=True, text=True, env=ENV
    )
