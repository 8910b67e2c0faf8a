"""Every page of the desk in a browser, in every state: nothing that WCAG 2.2 AA objects to, nothing that runs over."""

import os
import shutil
from pathlib import Path

import pytest
from django.utils import timezone

from troth import flows
from troth.duties import closing, delivery
from troth.duties.search import Finding

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
CHROMIUM = shutil.which("chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHEET = Path(__file__).resolve().parents[2] / "src" / "troth" / "static" / "troth.css"
# Everything is looked at once; in the other looks what they change: colours, and how wide a page is.
LOOKS = [(1280, "light", RULES), (390, "dark", ["color-contrast", "target-size"]), (320, "light", [])]


def pages(opened, desk, toms, systems, holidays):
    """The HTML of every page and state, as the desk gives it."""
    shown = {"empty inbox": desk.get("/desk/")}
    review = opened("review")
    states = {state: opened(state, email=f"{state}@example.org") for state in ("unconfirmed", "searching", "approved")}
    states["review"] = review
    states["decided"] = opened("decided", email="decided@example.org")
    states["ready"] = opened("ready", email="ready@example.org", word="")
    states["tried"] = opened("ready", email="tried@example.org")
    delivery.Delivery.objects.filter(case=states["tried"]).update(tries=delivery.TRIES)
    systems["mailbox"].down = True
    states["late"] = opened("waiting", email="late@example.org", days=60)
    states["withdrawn"] = opened("unconfirmed", email="w@example.org")
    closing.withdraw(states["withdrawn"], timezone.now())
    for name, case in states.items():
        shown[name] = desk.get(f"/desk/{case.reference}/")
    at = f"/desk/{review.reference}"
    for table in ("contacts", "orders", "calls", "messages", "tickets"):
        row = Finding.objects.filter(case=review, table=table).order_by("id").first()
        shown[f"row of {table}"] = desk.get(f"{at}/row/{row.pk}/")
    orders = Finding.objects.filter(case=review, table="orders").order_by("id").first().pk
    shown["rows"] = desk.get(f"{at}/rows/{orders}/")
    shown["withhold"] = desk.post(f"{at}/withhold/", {"row": orders})
    shown["withhold, wrong"] = desk.post(f"{at}/withhold/", {"row": orders, "reason": ""})
    shown["approve"] = desk.get(f"/desk/{states['decided'].reference}/approve/")
    shown["preview"] = desk.get(f"/desk/{states['decided'].reference}/preview/")
    shown["approve, not yet"] = desk.get(f"{at}/approve/")
    task = states["late"].search_set.get(state="asked").pk
    shown["task"] = desk.get(f"/desk/{states['late'].reference}/task/{task}/")
    shown["task, wrong"] = desk.post(f"/desk/{states['late'].reference}/task/{task}/", {})
    shown["vouch, wrong"] = desk.post(f"/desk/{states['unconfirmed'].reference}/vouch/", {})
    shown["why"] = toms.get(f"{at}/")
    shown["why, wrong"] = toms.post(f"{at}/why/", {})
    shown["new"] = desk.get("/desk/new/")
    shown["new, wrong"] = desk.post("/desk/new/", {})
    shown["inbox"] = desk.get("/desk/")
    shown["ended"] = desk.get("/desk/?show=ended")
    shown["found"] = desk.post("/desk/find/", {"q": "whitcombe"})
    shown["not found"] = desk.post("/desk/find/", {"q": "nobody at all"})
    shown["no such case"] = desk.get("/desk/T-0000-0000/")
    shown["stale yes"] = desk.post(f"{at}/approve/")
    review.refresh_from_db()
    day = f"day: {review.due}, is: a day of thanks, nations: [england], known since: 2026-11-24"
    holidays(f"holidays: [{{{day}, source: https://www.gov.uk/bank-holidays}}]\n")
    flows.run_here(flows.FLOWS["keep_dates"])
    shown["moved"], shown["inbox, moved"] = desk.get(f"{at}/"), desk.get("/desk/")
    holidays("holidays: a fault\n")
    shown["not counted"], shown["inbox, not counted"] = desk.get(f"{at}/"), desk.get("/desk/")
    return {name: answer.content.decode() for name, answer in shown.items()}


def test_no_page_of_the_desk_shuts_anybody_out_or_runs_over(opened, desk, toms, systems, holidays):
    made = pages(opened, desk, toms, systems, holidays)
    assert len(made) > 30
    # The preview is as long as the answer; the desk's own pages stay under 50 KB.
    assert {name: len(html) for name, html in made.items() if len(html) > 50_000 and name != "preview"} == {}
    assert objections(made) == {}


def objections(made):
    """What axe and a ruler object to, by page and look; every part that opens is open. Without a browser the test is
    skipped, or fails where TROTH_NEED_BROWSER wants one.
    """
    if not CHROMIUM:
        if os.environ.get("TROTH_NEED_BROWSER"):
            pytest.fail("there is no chromium here, and TROTH_NEED_BROWSER wants one")
        pytest.skip("there is no chromium here: the pages were made and not looked at")
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    sheet, found, script = SHEET.read_text(encoding="utf-8"), {}, Axe().axe_script
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        page = browser.new_page(reduced_motion="reduce")
        page.route("**/*", lambda route: route.abort())
        for name, html in made.items():
            page.set_content(html.replace("</head>", f"<style>{sheet}</style></head>"))
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            page.evaluate(script)
            for width, scheme, rules in LOOKS:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                wide = page.evaluate("document.documentElement.scrollWidth")
                said = [f"{wide} px wide"] if wide > width else []
                wrong = page.evaluate(RUN, rules) if rules else []
                said += [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in wrong]
                if said:
                    found[name, width, scheme] = said
        browser.close()
    return found


RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(result => result.violations)"
