"""One process that serves the site, with or without a worker beside it.

The ordinary (sync) Django application runs in a pool of threads behind an embedded server; the worker, whose
engine takes a second to load, starts only after the server listens.
"""

import asyncio
import contextlib
import ipaddress
import logging
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any

from troth.fault import Fault

THREADS = 8


def loopback(host: str) -> str:
    """The host, if only this machine can reach it; staff sign-in is not built, so nothing else may be served."""
    with contextlib.suppress(ValueError):
        if host == "localhost" or ipaddress.ip_address(host).is_loopback:
            return "127.0.0.1" if host == "localhost" else host
    raise Fault(
        f"the site listens on this machine only, not on {host}",
        because="staff sign-in is not built yet (LIMITS.md): whoever reaches the port could open the desk",
        remedy="use --host 127.0.0.1",
    )


def free_port(host: str, wanted: int, tries: int = 20) -> int:
    """The port wanted, or the next free one after it; a Fault if none of `tries` is free."""
    for port in range(wanted, min(wanted + tries, 65536)):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise Fault(
        f"no free port from {wanted} to {wanted + tries - 1}",
        where=host,
        because="other programs listen on all of them",
        remedy="stop one of them, or name another port with --port",
    )


def run(host: str, port: int, listening: Callable[[], None], ended: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `listening` runs in a thread once the port answers, `ended` at the end."""
    from a2wsgi import WSGIMiddleware
    from granian.constants import Interfaces
    from granian.server.embed import Server

    from troth.site.wsgi import application

    logging.getLogger("_granian").setLevel(logging.ERROR)
    site: Any = application  # Django's handler is a WSGI application, though its types say less
    bridge: Any = WSGIMiddleware(site, workers=THREADS)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        async def more() -> Any:  # the server gives a future, and the bridge hands on nothing but coroutines
            return await receive()

        await bridge(scope, more, send)

    server = Server(app, address=host, port=port, interface=Interfaces.ASGINL, log_enabled=False)

    async def main() -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, server.stop)
        threading.Thread(target=_when_up, args=(host, port, listening), daemon=True).start()
        await server.serve()

    try:
        asyncio.run(main())
    finally:
        ended()


def _when_up(host: str, port: int, then: Callable[[], None]) -> None:
    for _ in range(400):
        with contextlib.suppress(OSError), socket.create_connection((host, port), 0.25):
            break
        threading.Event().wait(0.025)
    then()
