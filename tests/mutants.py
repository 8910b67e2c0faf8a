"""How many deliberate errors in a room, or in one of its files, the tests notice:  python3 run mutate [law | law.table]

Two kinds. Errors in the code are made by mutmut, on a copy of the room in which decorators stand below their functions
(mutmut passes over what is decorated, and here that would be most of the law). It tries an error in a process that has
imported the room and collected the tests already, so what runs until then, and what is remembered from then, is tried
again here: each error in a process of its own. Errors in the data are
made by law/law_mutants.py. All of the law takes more than an hour.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import libcst

ROOT = Path(__file__).resolve().parent.parent
# A room's tests that need neither Django nor the repository around them.
ROOMS = {
    "law": "words asked calendar faults last_day lists grounds properties register cases".split(),
}
MUTMUT = str(Path(sys.executable).parent / "mutmut")
QUICK = os.environ | {"TROTH_EXAMPLES": "30", "PYTHONDONTWRITEBYTECODE": "1"}
NOTICED = ("killed", "timeout", "caught by type check")
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["src/troth/{room}/*"]
pytest_add_cli_args = ["-p", "no:django", "-p", "no:xdist", "-x", "-q"]
pytest_add_cli_args_test_selection = {tests}
use_git_change_detection = false
use_setproctitle = false

[tool.pytest.ini_options]
pythonpath = ["src", "tests"]
addopts = "--import-mode=importlib"
"""


class Bared(libcst.CSTTransformer):
    """`@rule(...)` above a function becomes `function = rule(...)(function)` below it: the same, and open to mutmut."""

    def __init__(self) -> None:
        self.inside = 0

    def visit_ClassDef(self, node):
        self.inside += 1

    def leave_ClassDef(self, original_node, updated_node):
        self.inside -= 1
        return updated_node

    def leave_FunctionDef(self, original_node, updated_node):
        if self.inside or not updated_node.decorators:
            return updated_node
        name = updated_node.name.value
        below = []
        for decorator in reversed(updated_node.decorators):
            made = libcst.Call(decorator.decorator, [libcst.Arg(libcst.Name(name))])
            below.append(libcst.SimpleStatementLine([libcst.Assign([libcst.AssignTarget(libcst.Name(name))], made)]))
        return libcst.FlattenSentinel([updated_node.with_changes(decorators=()), *below])


def copied(room: str, scratch: Path) -> None:
    """A copy of sources and tests with the room's decorators moved, and mutmut told what to do."""
    shutil.copytree(ROOT / "src", scratch / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests", scratch / "tests", ignore=shutil.ignore_patterns("__pycache__", "conftest.py"))
    for path in (scratch / "src" / "troth" / room).rglob("*.py"):
        path.write_text(libcst.parse_module(path.read_text()).visit(Bared()).code)
    (scratch / "pyproject.toml").write_text(SETTINGS.format(room=room, tests=json.dumps(tests_of(room))))


def tests_of(room: str) -> list[str]:
    """The files of tests that have to notice."""
    return [f"tests/{room}/test_{name}.py" for name in ROOMS[room]]


def errors_in_code(part: str, scratch: Path) -> None:
    """Make every error of a room or a file of it on a copy; print what survived, and how many were noticed."""
    room = part.partition(".")[0]
    copied(room, scratch)
    early = run_on_import(room, scratch)
    made = [name for name, _ in fates(scratch, "run", "none-of-this-name")]
    names = [name for name in made if name.startswith(f"troth.{part}.")]
    if not names:
        sys.exit(f"no error was made in `{part}`: write a room or a file of it, like law or law.uk.uk_gdpr_12a")
    if alone("none", tests_of(room), scratch) != "survived":
        sys.exit("the tests fail on the copy without any error made")
    say(f"{len(names)} errors in {part}; what runs on import, and what survives, is tried again on its own")
    late = sorted({name.rsplit("__mutmut_", 1)[0] + "__mutmut_*" for name in names if of(name) not in early})
    found = dict(fates(scratch, "run", "--max-children", "2", *late)) if late else {}
    again = [name for name in names if of(name) in early or found.get(name) not in NOTICED]
    with ThreadPoolExecutor(2) as pool:
        for at, (name, fate) in enumerate(
            zip(again, pool.map(lambda name: alone(name, tests_of(room), scratch), again), strict=True), 1
        ):
            found[name] = fate
            if at % 25 == 0 or at == len(again):
                say(f"{at} of {len(again)} tried again")
    survivors = [name for name in names if found[name] not in NOTICED]
    for name in survivors:
        diff = subprocess.run([MUTMUT, "show", name], cwd=scratch, capture_output=True, text=True).stdout
        lines = [line for line in diff.splitlines() if re.match(r"[+-](?![+-])", line)]
        print(f"{found[name]}: {name}", *lines, sep="\n    ", flush=True)
    noticed = len(names) - len(survivors)
    print(f"{part}: errors in the code: {noticed} of {len(names)} noticed, {noticed / len(names):.1%}", flush=True)


def say(words: str) -> None:
    """How far it has come, beside the result."""
    print(words, file=sys.stderr, flush=True)


def fates(scratch: Path, *words: str) -> list[tuple[str, str]]:
    """Each error's name with what became of it, after a run of mutmut."""
    with (scratch / "mutmut.log").open("w") as log:
        subprocess.run([MUTMUT, *words], cwd=scratch, env=QUICK, stdout=log, stderr=log)
    shown = subprocess.run([MUTMUT, "results", "--all", "true"], cwd=scratch, capture_output=True, text=True).stdout
    found = re.findall(r"^\s+(\S+): (.+)$", shown, re.M)
    if not found or (words[-1].endswith("*") and all(fate == "not checked" for _, fate in found)):
        print((scratch / "mutmut.log").read_text()[-3000:], file=sys.stderr)
        sys.exit("mutmut came to no end: the tests fail without any error made")
    return found


def of(name: str) -> str:
    """The function that an error is in: troth.law.table.Row.fits."""
    module, _, inside = name.rsplit("__mutmut_", 1)[0].rpartition(".")
    return f"{module}.{inside.removeprefix('x_').replace('xǁ', '').replace('ǁ', '.')}"


def run_on_import(room: str, scratch: Path) -> set[str]:
    """The functions that run while the room is imported."""
    code = (
        "import sys, json\nseen = set()\n"
        "def see(frame, event, _):\n"
        "    if event == 'call':\n"
        "        seen.add(frame.f_globals.get('__name__', '') + '.' + frame.f_code.co_qualname)\n"
        f"sys.setprofile(see)\nimport troth.{room}\nsys.setprofile(None)\nprint(json.dumps(sorted(seen)))"
    )
    place = QUICK | {"PYTHONPATH": str(scratch / "src")}
    out = subprocess.run([sys.executable, "-c", code], env=place, capture_output=True, text=True, check=True).stdout
    return set(json.loads(out))


def alone(name: str, tests: list[str], scratch: Path) -> str:
    """What becomes of one error in a process of its own: first of the cases, which are quick, then of every test."""
    place = QUICK | {"MUTANT_UNDER_TEST": name, "PYTHONPATH": "src:tests"}
    without = ["-p", "no:django", "-p", "no:xdist", "-p", "no:cacheprovider"]
    quick = [sys.executable, "-m", "law.law_mutants", "--hold"] if name.startswith("troth.law.") else ["true"]
    for command in (quick, [sys.executable, "-m", "pytest", *without, "-x", "-q", *tests]):
        try:
            ended = subprocess.run(command, cwd=scratch / "mutants", env=place, capture_output=True, timeout=300)
        except subprocess.TimeoutExpired:
            return "timeout"
        if ended.returncode:
            return "killed"
    return "survived"


if __name__ == "__main__":
    for part in sys.argv[1:] or ROOMS:
        if part.partition(".")[0] not in ROOMS:
            sys.exit(f"`{part}` is no room with such a list of tests: {', '.join(ROOMS)}, or a file of one: law.table")
        with tempfile.TemporaryDirectory() as scratch:
            errors_in_code(part, Path(scratch))
        if part == "law":
            subprocess.run([sys.executable, str(ROOT / "tests" / "law" / "law_mutants.py")], check=True)
