"""Cold start to the first page, resident memory with the worker beside it, and size installed.

A new process five times over a company that `troth init` began; the page is fetched until it answers.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

RUNS, PORT = 5, 8640


def resident(pid: int) -> float:
    """Resident memory in MB of a process and its children."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if fields["Pid"].strip() == str(pid) or fields["PPid"].strip() == str(pid):
            total += int(fields.get("VmRSS", "0 kB").split()[0]) / 1024
    return total


def once(env: dict[str, str], settle: float) -> tuple[float, float]:
    """Seconds to the first page, and MB once the worker has settled."""
    began = time.monotonic()
    command = [sys.executable, "-m", "troth", "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        while time.monotonic() - began < 30:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/your-data/", timeout=5) as page:
                    assert page.status == 200
                break
            except OSError:
                time.sleep(0.01)
                if server.poll() is not None:
                    sys.exit(server.stderr.read())
        taken = time.monotonic() - began
        time.sleep(settle)
        return taken, resident(server.pid)
    finally:
        server.terminate()
        server.wait(10)


def installed() -> float:
    """MB of the packages that `requirements/run.txt` locks, installed alone."""
    root = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as folder:
        uv = Path(sys.executable).with_name("uv")
        lock = root / "requirements" / "run.txt"
        command = [str(uv), "pip", "install", "-q", "--target", folder, "--link-mode", "copy", "-r", str(lock)]
        subprocess.run(command, check=True)
        return sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file()) / 1e6


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        company = Path(folder) / "company"
        subprocess.run(
            [sys.executable, "-m", "troth", "init", str(company), "--name", "Bench Ltd"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        env = os.environ | {"TROTH_HOME": str(company), "TROTH_KEYS": f"{folder}/keys"}
        once(env, 0)  # the first run migrates
        runs = [once(env, 4) for _ in range(RUNS)]
    times, sizes = [r[0] for r in runs], [r[1] for r in runs]
    print(
        f"start to first page   {statistics.median(times):.2f} s   ({min(times):.2f} to {max(times):.2f}; to reach: 3)"
    )
    spread = f"{min(sizes):.0f} to {max(sizes):.0f}"
    print(f"resident, web+worker  {statistics.median(sizes):.0f} MB   ({spread}; to reach: 250)")
    print(f"installed             {installed():.0f} MB   (to reach: 320)")


if __name__ == "__main__":
    main()
