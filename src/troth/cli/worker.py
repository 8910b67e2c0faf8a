"""troth worker: durable work without pages."""

import signal
import threading

import typer

app = typer.Typer(add_completion=False)


@app.command()
def worker(ctx: typer.Context) -> None:
    """Carry out searches, packs, mail and the clearing up, until stopped. Any number may run.

    Example:  troth --home companies/ljt-systems worker
    """
    from troth.site.boot import boot

    boot(ctx.obj)
    from django.conf import settings
    from django.utils import timezone

    from troth.duties import adoption
    from troth.flows.worker import Worker
    from troth.records.place import in_force, working_days

    adoption.settle(timezone.now())
    working_days(in_force().nation)  # without a sound policy and its bank holidays nothing could be carried out
    one = Worker(settings.TROTH.state)
    ending = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set())
    one.start()
    typer.echo("Working. Ctrl-C ends after the present steps.", err=True)
    ending.wait()
    one.stop()
