"""One case carried by a worker process that may be told to die at a point; a program, run by test_kill.

`prepare FOLDER` makes a company, a small estate and a confirmed request. `storm FOLDER FIRST LAST` takes a fresh
copy for every point in between, kills a worker there (SIGKILL, from inside, at the point), lets another one finish
and prints what is left as a JSON line. Processes are forked from one that has loaded the libraries already.
"""

import json
import os
import re
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path

import cryptography.hazmat.primitives.ciphers.aead  # noqa: F401  loaded before the fork: it saves a second a process
import dbos  # noqa: F401
import django  # noqa: F401
import sqlalchemy  # noqa: F401
import typst  # noqa: F401

import troth.law
import troth.policy
import troth.stores  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
WORD = "lighthouse"
PATIENCE = 60
PERIODIC = "start_again forget_ended forget_sessions destroy_old_packs recount_open try_promises".split()


def settle(place: Path) -> None:
    """Set Django up over one copy of the company."""
    os.environ |= {
        "TROTH_HOME": str(place / "company"),
        "TROTH_STATE": str(place / "state"),
        "TROTH_KEYS": str(place / "keys"),
        "TROTH_MAIL": f"folder:{place / 'mail'}",
        "TROTH_ESTATE": str(place.parent / "estate"),
        "TROTH_SITE": "http://127.0.0.1:8000",
    }
    from troth.site.boot import boot

    boot(None)


def prepare(folder: Path) -> None:
    """A company without its paper store (nobody is there to answer), and one confirmed request."""
    from troth import sample

    sample.make(folder / "estate", people=120)
    place = folder / "first"
    company = ROOT / "companies" / "ljt-systems"
    shutil.copytree(company, place / "company", ignore=shutil.ignore_patterns("state", "ledger.pub"))
    (place / "company" / "stores" / "paper.yaml").unlink()
    (place / "company" / "promises.yaml").unlink()  # they are tried by themselves, which is no part of a request
    settle(place)
    from django.utils import timezone

    from troth.duties import cases, identity, outbox
    from troth.words import Identifier, Subject

    people = json.loads((folder / "estate" / "truth.json").read_text())["people"]
    person = next(p for p in people if "email" in dict(p["who"]) and len(p["own"]) > 3)
    email = dict(person["who"])["email"]
    at = timezone.now()
    case = cases.open_case(
        "access",
        person=cases.Person(name=person["name"], email=email),
        who=Subject((Identifier("email", email),)),
        channel="web form",
        at=at,
        word=WORD,
    ).case
    identity.send_code(case, at)
    code = re.search(r"\d{6}", outbox.content(outbox.Mail.objects.get())["subject"])[0]
    assert identity.confirm(case, code, at)


def carry(place: Path, die_at: int) -> int:
    """Carry the case to its end, doing what people would do; die at the point of this number. Points passed."""
    settle(place)
    from django.utils import timezone

    from troth import flows
    from troth.duties import cases, delivery, review
    from troth.flows.worker import Worker

    passed = []

    def hook(name: str) -> None:
        if name.split()[1] in PERIODIC:
            return  # they come when they come
        passed.append(name)
        if len(passed) == die_at:
            print(name, file=sys.stderr)
            os.kill(os.getpid(), signal.SIGKILL)

    flows.hang(hook)
    worker = Worker(place / "state", poll=0.02)
    worker.start()
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        case = cases.Case.objects.get()
        if case.state == "review":
            ids = [row.pk for s in review.findings(case) for t in s.tables for row in t.rows]
            review.decide(case, ids, "include", by="Ruth Adeyemi", at=timezone.now())
            review.approve(case, "Ruth Adeyemi", timezone.now())
        letter = next((m for m in mails(place) if "/answer/" in m), None)
        if case.state == "ready" and letter and not delivery.Delivery.objects.get(case=case).opened_at:
            link = re.search(r"/answer/([\w-]+)/", letter)[1]
            assert delivery.unlock(link, WORD, timezone.now())
        waiting = flows.Start.objects.exclude(state="done").exclude(id__contains="@").exists()
        if case.state == "closed" and not waiting:
            break
        time.sleep(0.02)
    return len(passed)  # the process ends here, as rudely as the others


def mails(place: Path) -> list[str]:
    """The text of every mail that left."""
    folder = place / "mail"
    texts = (file.read_text() for file in sorted(folder.glob("*.log"))) if folder.exists() else ()
    return [mail for text in texts for mail in text.split("-" * 79 + "\n") if mail.strip()]


def state(place: Path) -> dict:
    """What is left of it all, for the test to judge."""
    settle(place)
    from troth.duties import cases, delivery, search
    from troth.records import audit, entries, keys

    case = cases.Case.objects.get()
    rows = list(entries.Entry.objects.order_by("index"))
    built = next((entries.opened(row) for row in rows if row.kind == "answer.built"), {})
    return {
        "state": case.state,
        "kinds": sorted(row.kind for row in rows),
        "indices": [row.index for row in rows],
        "items": built.get("items"),
        "deliveries": delivery.Delivery.objects.count(),
        "searches": sorted([s.store, s.state, s.found] for s in search.Search.objects.all()),
        "findings": search.Finding.objects.count(),
        "findings_key": keys.stands(case.findings_key),
        "audit": audit.fsck(None),
        "subjects": [re.search(r"^Subject: (.*)$", mail, re.M)[1] for mail in mails(place)],
    }


def forked(act, *args):
    """Run in a process of its own; its result, or None if it was killed."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        code = 1
        try:
            result = act(*args)
            with os.fdopen(write, "w") as out:
                json.dump(result, out)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return None
    if status:
        raise SystemExit(f"{act.__name__} failed with status {status}")
    return json.loads(text)


def storm(folder: Path, first: int, step: int) -> None:
    """Kill at points first, first + step, ... until a run passes fewer points than that."""
    point = first
    while True:
        place = folder / f"at-{point}"
        shutil.copytree(folder / "first", place)
        ended = forked(carry, place, point)
        if ended is not None:
            print(json.dumps({"passed": ended, **forked(state, place)}), flush=True)
            break
        forked(carry, place, 0)
        print(json.dumps({"killed_at": point, **forked(state, place)}), flush=True)
        shutil.rmtree(place)
        point += step


if __name__ == "__main__":
    act, folder, *rest = sys.argv[1:]
    if act == "prepare":
        prepare(Path(folder))
    else:
        storm(Path(folder), *map(int, rest))
