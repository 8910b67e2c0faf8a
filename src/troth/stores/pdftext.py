"""The text of PDF files, read by a process of its own that may be stopped.

A PDF is a program for a small machine; a broken or a spiteful one can keep its reader busy for ever or have it
ask for all memory there is. So the reader runs apart, with a bound on memory, and is killed when its time is up.
One process reads one file after the other and ends with its `Reader`. This module imports nothing of ours, for it
is also the program that runs there.
"""

import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

SECONDS = 20.0
LARGEST_TEXT = 8 << 20
MEMORY = 768 << 20
TEXT, LOCKED, BROKEN = b"t", b"l", b"b"


class Reader:
    """Reads PDF files while it is open; starts its process at the first one."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def text(self, content: bytes) -> str:
        """The text, pages parted by a form feed; ValueError says why there is none."""
        try:
            status, text = self._ask(content)
        except TimeoutError:
            self._stop()
            raise ValueError(f"its text could not be read within {self.seconds:g} seconds") from None
        except (OSError, EOFError):
            self._stop()
            raise ValueError("it is damaged") from None
        if status == LOCKED:
            raise ValueError("it is locked with a password")
        if status != TEXT:
            raise ValueError("it is damaged")
        return text.decode("utf-8", "replace")

    def _ask(self, content: bytes) -> tuple[bytes, bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(Path(__file__).resolve())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
            )
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        assert pipe_in is not None and pipe_out is not None
        pipe_in.write(struct.pack(">I", len(content)) + content)  # the reader takes all of it before it begins
        pipe_in.flush()
        until = time.monotonic() + self.seconds
        status, length = struct.unpack(">cI", self._take(pipe_out.fileno(), 5, until))
        return status, self._take(pipe_out.fileno(), length, until)

    def _take(self, pipe: int, length: int, until: float) -> bytes:
        taken = bytearray()
        while len(taken) < length:
            if not select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            some = os.read(pipe, length - len(taken))
            if not some:
                raise EOFError
            taken += some
        return bytes(taken)

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def extracted(content: bytes) -> tuple[bytes, bytes]:
    """What became of one file, and its text."""
    import io

    import pypdf

    try:
        file = pypdf.PdfReader(io.BytesIO(content))
        if file.is_encrypted and not file.decrypt(""):
            return LOCKED, b""
        pages = []
        for page in file.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > LARGEST_TEXT:
                return BROKEN, b""
    except Exception:  # whatever it trips over, the file is what is at fault
        return BROKEN, b""
    return TEXT, "\f".join(pages).encode("utf-8", "replace")


def serve() -> None:
    """Answer for one file after the other until nobody asks any more."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(2_000)
    files, answers = sys.stdin.buffer, sys.stdout.buffer
    while head := files.read(4):
        (length,) = struct.unpack(">I", head)
        status, text = extracted(files.read(length))
        answers.write(struct.pack(">cI", status, len(text)) + text)
        answers.flush()


if __name__ == "__main__":
    serve()
