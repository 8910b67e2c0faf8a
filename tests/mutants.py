"""How many deliberate errors in a room the tests notice:  python3 run mutate [law]

Two kinds. Errors in the code are made by mutmut, on a copy of the room in which decorators stand below their functions
(mutmut passes over what is decorated, and here that would be most of the law). Errors in the data are made by
law/law_mutants.py: a row, a condition, an item or a dated line that is missing or says the opposite, a date off by one.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import libcst

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"law": ["tests/law/test_cases.py", "tests/law/test_calendar.py", "tests/law/test_faults.py",
                 "tests/law/test_lists.py", "tests/law/test_properties.py", "tests/law/test_register.py"]}  # fmt: skip
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
    (scratch / "pyproject.toml").write_text(SETTINGS.format(room=room, tests=json.dumps(ROOMS[room])))


def errors_in_code(room: str, scratch: Path) -> float:
    """Run mutmut on the copy; print what survived; the share of errors that were noticed."""
    copied(room, scratch)
    quick = os.environ | {"TROTH_EXAMPLES": "30", "PYTHONDONTWRITEBYTECODE": "1"}
    mutmut = [str(Path(sys.executable).parent / "mutmut")]
    with (scratch / "mutmut.log").open("w") as log:
        subprocess.run([*mutmut, "run", "--max-children", "2"], cwd=scratch, env=quick, stdout=log, stderr=log)
    shown = subprocess.run([*mutmut, "results", "--all", "true"], cwd=scratch, capture_output=True, text=True).stdout
    fates = re.findall(r"^\s+(\S+): (.+)$", shown, re.M)
    if all(fate == "not checked" for _, fate in fates):
        print((scratch / "mutmut.log").read_text()[-3000:], file=sys.stderr)
        sys.exit("mutmut came to no end: the tests fail without any error made")
    noticed = [name for name, fate in fates if fate in ("killed", "timeout", "caught by type check")]
    for name, fate in fates:
        if name not in noticed:
            diff = subprocess.run([*mutmut, "show", name], cwd=scratch, capture_output=True, text=True).stdout
            lines = [line for line in diff.splitlines() if re.match(r"[+-](?![+-])", line)]
            print(f"{fate}: {name}", *lines, sep="\n    ")
    print(f"{room}: errors in the code: {len(noticed)} of {len(fates)} noticed, {len(noticed) / len(fates):.1%}")
    return len(noticed) / len(fates)


if __name__ == "__main__":
    for room in sys.argv[1:] or ROOMS:
        with tempfile.TemporaryDirectory() as scratch:
            errors_in_code(room, Path(scratch))
        if room == "law":
            subprocess.run([sys.executable, str(ROOT / "tests" / "law" / "law_mutants.py")], check=True)
