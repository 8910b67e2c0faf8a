"""troth serve: the pages, on this machine."""

import os
import signal
import threading
from typing import Any

import typer

app = typer.Typer(add_completion=False)


@app.command()
def serve(
    ctx: typer.Context,
    host: str = typer.Option("127.0.0.1", help="Where to listen: this machine only, until staff sign-in is built."),
    port: int = typer.Option(8000, min=1, max=65535, help="Taken: the next free one is used, and said."),
    worker: bool = typer.Option(True, help="Carry out durable work in the same process."),
    staff: str = typer.Option("", help="Print a sign-in link for this colleague's e-mail address.", metavar="EMAIL"),
    name: str = typer.Option("", help="The colleague's name, when the account is new."),
) -> None:
    """Serve people's pages and the desk.

    Example:  troth --home companies/ljt-systems serve --staff ruth@ljtsystems.example --name "Ruth Adeyemi"
    """
    from troth.site import server
    from troth.site.boot import boot

    host = server.loopback(host)
    chosen = server.free_port(host, port)
    if chosen != port:
        typer.echo(f"Port {port} is taken; using {chosen}.", err=True)
    os.environ["TROTH_SITE"] = site = f"http://{host}:{chosen}"
    boot(ctx.obj)
    from django.utils import timezone

    from troth.duties import adoption
    from troth.records.place import in_force, working_days

    adoption.settle(timezone.now())
    if drift := adoption.drift():
        typer.echo(str(drift), err=True)
    working_days(in_force().nation)  # a policy or bank holidays that cannot be read: said now, not on every page
    typer.echo(f"People:  {site}/your-data/")
    if staff:
        from troth.site.accounts import colleague, link_for

        typer.echo(
            f"Desk:    {site}{link_for(colleague(name or staff.partition('@')[0], staff))}  (once, for 10 minutes)"
        )
    else:
        typer.echo(f"Desk:    {site}/desk/  (a sign-in link: --staff EMAIL)")
    run_site(host, chosen, with_worker=worker)


def run_site(host: str, port: int, *, with_worker: bool, stop_after: float = 0) -> None:
    """Serve until stopped; the worker begins once the port answers."""
    from django.conf import settings

    from troth.site import server

    running: list[Any] = []
    turn = threading.Lock()  # a stop that comes while the worker starts waits for it, so that both end in order
    over = threading.Event()

    def listening() -> None:
        with turn:
            if with_worker and not over.is_set():
                from troth.flows.worker import Worker

                one = Worker(settings.TROTH.state)
                one.start()
                running.append(one)
        if stop_after:
            threading.Timer(stop_after, os.kill, (os.getpid(), signal.SIGTERM)).start()

    def ended() -> None:
        over.set()
        with turn:
            for one in running:
                one.stop()

    server.run(host, port, listening, ended)
