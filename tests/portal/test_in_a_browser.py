"""The whole way in a real browser: by keyboard, without scripts, on a narrow screen, and axe finds nothing."""

import os
import re
import shutil

import pytest

from portal.pages import HANNAH, WORD, code_of
from troth import flows
from troth.duties import cases, delivery, outbox

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def chromium(monkeypatch):
    """A browser, closed at the end; a missing one is an error only where TROTH_NEED_BROWSER says so."""
    if not CHROMIUM:
        missing = "there is no chromium on this machine (.ci/run installs one)"
        pytest.fail(missing) if os.environ.get("TROTH_NEED_BROWSER") else pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv(
        "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
    )  # playwright's loop runs in this thread, beside our own queries
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield browser
        browser.close()


def sound(page):
    """Axe finds nothing, wide and narrow, light and dark, all details open; nothing overflows at 320 px."""
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(page, options={"runOnly": STANDARD}).response["violations"]
        assert not found, (page.url, [(v["id"], v["nodes"][0]["html"]) for v in found])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    page.set_viewport_size({"width": 1280, "height": 800})


def press(page):
    page.click("main form button.btn")


def test_the_journey_from_the_first_page_to_the_progress_page(chromium, live_server, systems):
    page = chromium.new_page(reduced_motion="reduce")
    noise = []
    page.on("console", lambda said: noise.append(said.text) if "status of 4" not in said.text else None)
    page.on("request", lambda asked: noise.append(asked.url) if not asked.url.startswith(live_server.url) else None)
    page.goto(live_server.url)
    sound(page)
    page.click("text=Start now")
    for step, field, wrong, right in (
        ("whose", "", "", "mine"),
        ("what", "", "", "all"),
        ("name", "name", "", "Hannah Whitcombe"),
        ("email", "email", "hannah", HANNAH),
        ("known-by", "phone", "12", "01632 960123"),
        ("word", "word", "short", WORD),
    ):
        assert page.url.endswith(f"/your-data/{step}/")
        sound(page)
        if wrong:
            page.fill(f"#{field}", wrong)
        press(page)
        sound(page)
        assert page.title().startswith("Error: ")
        assert page.evaluate("document.activeElement.className") == "errors"
        page.fill(f"#{field}", right) if field else page.check(f"[value={right}]")
        press(page)
    sound(page)
    press(page)
    sound(page)
    flows.run_waiting_here()
    page.fill("#code", code_of(cases.Case.objects.get()))
    press(page)
    sound(page)
    assert page.inner_text("h1") == "Where is your request?"
    page.click("text=take this request back")
    sound(page)
    page.click("text=Keep my request")
    with page.expect_download() as got:
        page.click("text=Add to your calendar")
    assert got.value.suggested_filename.endswith(".ics")
    assert not [said for said in noise if not said.startswith("data:")]


def test_the_journey_by_keyboard_without_scripts(chromium, live_server, systems):
    """Tab, arrows, blank and Enter alone; the page's own scripts are off (it has none)."""
    page = chromium.new_context(java_script_enabled=False, reduced_motion="reduce").new_page()
    page.goto(live_server.url + "/your-data/")

    def to(name):
        """Tab until what is called this has the focus."""
        for _ in range(40):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            if focused.count() and name in (focused.text_content(), focused.get_attribute("name")):
                return
        raise AssertionError(f"the keyboard does not reach {name} on {page.url}")

    def enter():
        """Press Enter, which leads to another page."""
        with page.expect_navigation():
            page.keyboard.press("Enter")

    to("Start now")
    enter()
    for name in ("whose", "scope"):
        to(name)
        page.keyboard.press("Space")
        to("Continue")
        enter()
    for name, text in (("name", "Hannah Whitcombe"), ("email", HANNAH), ("phone", ""), ("word", WORD)):
        to(name)
        page.keyboard.type(text)
        enter()
    to("Send my request")
    enter()
    flows.run_waiting_here()
    to("code")
    page.keyboard.type(code_of(cases.Case.objects.get()))
    enter()
    assert page.locator("h1").inner_text() == "Where is your request?"


def test_the_answer_opens_in_a_browser(chromium, live_server, ready_link):
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(live_server.url + ready_link)
    sound(page)
    page.fill("#word", "not the word")
    press(page)
    sound(page)
    page.fill("#word", WORD)
    press(page)
    assert page.url == live_server.url + "/answer/"
    sound(page)
    with page.expect_download() as got:
        page.click("text=download it")
    assert re.fullmatch(r"answer-T-[0-9A-Z]{4}-[0-9A-Z]{4}\.zip", got.value.suggested_filename)
    page.goto(live_server.url + ready_link)
    sound(page)
    assert delivery.Delivery.objects.get().opened_at
    assert outbox.Mail.objects.filter(what="answer").count() == 1
