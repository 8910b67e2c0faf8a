"""The pack's page in a browser, from a disk: nothing fetched, nothing cut off, nobody shut out, all of it printed."""

import os
import shutil

import pytest

from troth.duties.pack.make import make

CHROMIUM = shutil.which("chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
LOOKS = [(1280, "light"), (390, "dark"), (320, "light")]
RUN = "async () => (await axe.run({resultTypes: ['violations']})).violations"


@pytest.fixture(scope="module")
def browser():
    """A browser, or the reason why there is none."""
    if not CHROMIUM:
        if os.environ.get("TROTH_NEED_BROWSER"):
            pytest.fail("there is no chromium here, and TROTH_NEED_BROWSER wants one")
        pytest.skip("there is no chromium here: the page was made and not looked at")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def unpacked(cast, tmp_path_factory):
    """Hannah's pack on a disk, with a row of texts that could burst a page."""
    wide = {
        "note": "x" * 400,
        "عنوان": "شارع الملك 14",
        "html": "<script>alert(1)</script>",
        "path": "/a/b?" + "c=d&" * 80,
    }
    rows = [*cast.rows(), *(cast.given(cast.found("crm", "notes", wide, key={"id": n})) for n in range(3))]
    folder = tmp_path_factory.mktemp("pack")
    for name, content in make(cast.matter_of(rows), cast.css).files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_it_stands_alone_and_shuts_nobody_out(browser, unpacked):
    from axe_playwright_python.sync_playwright import Axe

    address = (unpacked / "index.html").as_uri()
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate(Axe().axe_script)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [(one["id"], one["nodes"][0]["html"]) for one in page.evaluate(RUN)] == []
    assert asked == [address]
    assert said == []
    context.close()


def test_what_is_folded_away_on_the_screen_is_printed(browser, unpacked, tmp_path):
    import pypdf

    page = browser.new_page()
    page.goto((unpacked / "index.html").as_uri())
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    page.close()
    text = " ".join(sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "page.pdf").pages)
    for words in ("INV-0000", "INV-0044", "Limitation Act 1980"):
        assert words in text
