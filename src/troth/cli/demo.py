"""troth demo: the whole thing with an invented company, in one process."""

import os
import shutil
import sys
import time
from datetime import datetime
from pathlib import Path

import typer

from troth.fault import Fault, Faults

app = typer.Typer(add_completion=False)
READY = "ready"


@app.command()
def demo(
    ctx: typer.Context,
    port: int = typer.Option(8000, min=1, max=65535, help="Taken: the next free one is used, and said."),
    fresh: bool = typer.Option(False, "--fresh", help="Begin anew: what the last demo kept is thrown away."),
    people: int = typer.Option(5000, min=120, help="How many people the invented company knows."),
    folder: Path = typer.Option(Path(".demo"), help="Where the demo keeps its state.", metavar="DIR"),
    stop_after: float = typer.Option(0, hidden=True, help="End by itself after so many seconds (for tests)."),
) -> None:
    """Pages for people, the desk and a worker on this machine, with ten cases at different stages.

    Example:  python3 run demo --fresh
    """
    company = Path(ctx.obj) if ctx.obj else _reference_company()
    began = time.monotonic()
    if fresh and folder.exists():
        if not (folder / ".troth-demo").exists():
            raise Fault("this folder was not made by the demo", where=str(folder), remedy="name another with --folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".troth-demo").touch()
    place = folder.resolve()
    _copy(company, place)
    os.environ |= {
        "TROTH_HOME": str(place / "company"),
        "TROTH_STATE": str(place / "state"),
        "TROTH_KEYS": str(place / "keys"),
        "TROTH_MAIL": f"folder:{place / 'mail'}",
        "TROTH_ESTATE": str(place / "estate"),
        "TROTH_DEMO": "1",
    }
    from troth.site import server

    chosen = server.free_port("127.0.0.1", port)
    os.environ["TROTH_SITE"] = site = f"http://127.0.0.1:{chosen}"
    link = _prepare(place, people)
    if chosen != port:
        typer.echo(f"Port {port} is taken, so this uses {chosen}.")
    typer.echo(WELCOME.format(site=site, link=link, seconds=time.monotonic() - began, keep=place))
    from troth.cli.serve import run_site

    run_site("127.0.0.1", chosen, with_worker=True, stop_after=stop_after)


def _copy(company: Path, place: Path) -> None:
    """The company's folder, which is read and never written: what the demo adopts and publishes goes into a copy."""
    ours = ["state", "ledger.pub"]
    if (place / READY).exists():  # what was adopted and answered there stays
        ours += ["policy.yaml", "assessments", "words", "stores"]
    shutil.copytree(company, place / "company", dirs_exist_ok=True, ignore=shutil.ignore_patterns(*ours))


WELCOME = """
LJT Systems (invented) is open, {seconds:.0f} s after you asked.

  People      {site}/your-data/
  Desk        {site}{link}   (signs you in as Ruth Adeyemi, once)
  Demo mail   {site}/demo/mail/      codes and links arrive here

Try first
  1. At the desk, open the case marked "Decide" with the fewest days left, include what is the person's,
     withhold one row with a reason, and approve. The link to the answer arrives in the demo mail; the word
     of every demo person is "lighthouse".
  2. As a person, ask for your own data with an address of the estate, for example one from the demo mail.
  3. Download the answer, then check it:  python3 run troth --home {keep}/company verify answer-*.zip

What you do is kept in {keep}; --fresh begins anew. Ctrl-C ends it.
"""


def _reference_company() -> Path:
    """The reference company's folder, here or beside the program."""
    for base in (Path.cwd(), Path(__file__).resolve().parents[3]):
        if (base / "companies" / "ljt-systems" / "policy.yaml").exists():
            return base / "companies" / "ljt-systems"
    raise Fault(
        "the reference company's folder is not here",
        where="companies/ljt-systems",
        remedy="run this in a checkout of troth, or name a company's folder with --home",
    )


def _prepare(place: Path, people: int) -> str:
    """Estate, databases, cases and the sign-in link; what is there already is kept."""
    estate = place / "estate"
    if not (estate / "truth.json").exists():
        from troth import sample

        shutil.rmtree(estate, ignore_errors=True)
        draft = place / "estate.draft"
        shutil.rmtree(draft, ignore_errors=True)
        sample.make(draft, people=people, progress=_say)
        draft.rename(estate)
        _say("the sample estate", 1)
    if not (place / READY).exists():  # an earlier start was stopped half-way
        for part in ("state", "keys", "mail"):
            shutil.rmtree(place / part, ignore_errors=True)
        (place / "company" / "ledger.pub").unlink(missing_ok=True)
    from troth.site.boot import boot

    boot(None)
    from django.utils import timezone

    from troth.site.accounts import colleague, link_for
    from troth.site.stage import stage

    staff = colleague("Ruth Adeyemi", "ruth.adeyemi@ljtsystems.example")
    colleague("Tom Harker", "tom.harker@ljtsystems.example")
    if not (place / READY).exists():
        _adopt(staff.get_full_name(), timezone.now())
        stage(estate / "truth.json", staff, timezone.now(), _say)
        _say("ten people's cases", 1)
        (place / READY).touch()
    return link_for(staff)


def _adopt(by: str, at: datetime) -> None:
    """Make the invented company's policy version 1; if the law of today objects to it, that is said, and it waits."""
    from troth.duties import adoption

    try:
        adoption.adopt_disk(by=by, because="The first version", at=at)
    except (Fault, Faults) as fault:
        typer.echo(f"The policy was not adopted:\n{fault}", err=True)


def _say(what: str, share: float) -> None:
    """One line of progress that overwrites itself on a terminal."""
    if sys.stderr.isatty():
        filled = round(share * 24)
        print(
            f"\r  [{'#' * filled}{' ' * (24 - filled)}] {what:<44}",
            end="\n" if share >= 1 else "",
            file=sys.stderr,
            flush=True,
        )
    elif share >= 1:
        print(f"  {what}: done", file=sys.stderr, flush=True)
