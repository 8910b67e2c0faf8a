"""What stands before and behind every page: limits and privacy headers, and faults as pages."""

import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from troth.fault import Fault
from troth.site import errors

View = Callable[[HttpRequest], HttpResponse]


class Buckets:
    """How often one sender may do one thing: a bucket that fills again with time, in this process's memory."""

    def __init__(self, most: int = 20_000) -> None:
        self.most = most
        self.levels: dict[tuple[str, str], tuple[float, float]] = {}
        self.lock = threading.Lock()

    def take(self, who: str, what: str, size: int, per_second: float, now: float) -> bool:
        """Whether there was one left to take."""
        with self.lock:
            if len(self.levels) > self.most:
                self.levels.clear()  # a flood of senders: forget, rather than grow without end
            level, then = self.levels.get((who, what), (float(size), now))
            level = min(size, level + (now - then) * per_second)
            allowed = level >= 1
            self.levels[who, what] = (level - 1 if allowed else level, now)
            return allowed


BUCKETS = Buckets()
# Per sender: how many at once, and how many a second after that.
READ, WRITE = (120, 20.0), (30, 0.5)


def limits(get_response: View) -> View:
    """Refuse a body that is too large before it is read, and a sender that asks too often."""

    def answer(http: HttpRequest) -> HttpResponse:
        http.get_host()  # a name that is not ours is refused (DNS rebinding), also where nothing else would ask
        try:
            length = int(http.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return errors.page(http, 400, "We could not read that", "Go back and try again.")
        if length > settings.UPLOAD_MAX:
            return errors.page(http, 413, "That file is too large", "Send a file of at most 12 MB.")
        write = http.method not in ("GET", "HEAD", "OPTIONS")
        size, rate = WRITE if write else READ
        sender = http.META.get("REMOTE_ADDR", "")
        if not settings.RATE_LIMITS or BUCKETS.take(sender, "w" if write else "r", size, rate, time.monotonic()):
            return get_response(http)
        return errors.page(http, 429, "That was very many requests at once", "Wait a minute and try again.")

    return answer


def private(get_response: View) -> View:
    """No page of ours is kept by a browser or a proxy, unless the view says so; a fault becomes a page."""

    def answer(http: HttpRequest) -> HttpResponse:
        response = get_response(http)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault(
            "Permissions-Policy", "browsing-topics=(), camera=(), geolocation=(), microphone=()"
        )
        return response

    def process_exception(http: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Fault):
            return errors.page(http, 409, error.what, error.remedy)
        return None

    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer
