"""The house keeps its own rules: what is drawn, said and listed is what is there."""

import ast
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "troth"
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts and p.read_text().strip())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_module_opens_with_what_it_means(path):
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_public_function_and_class_says_what_it_is(path):
    bare = [
        node.name
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not bare, f"{path.name}: {', '.join(bare)}"


def test_no_file_names_a_place_of_the_machine_that_it_was_written_on():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    machine = re.compile(r"(?<![\w/.])/(?:home|root|Users|mnt|work)/\w")
    named = []
    for name in listed:
        path = ROOT / name
        text = path.suffix in (".py", ".md", ".toml", ".yaml", ".txt", ".html", ".css", "") and path.is_file()
        if text and path != Path(__file__) and machine.search(path.read_text(encoding="utf-8", errors="replace")):
            named.append(name)
    assert not named


@pytest.mark.parametrize("path", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_in_documents_lead_somewhere(path):
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text()):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


def commands():
    """Every `troth ...` or `python3 run ...` line of a code block in the README."""
    for block in re.findall(r"(?:^    .*\n)+", (ROOT / "README.md").read_text(), re.M):
        for line in block.splitlines():
            words = line.split("#")[0].strip()
            if words.startswith(("python3 run ", "troth ")):
                yield words


@pytest.mark.parametrize("line", list(commands()))
def test_commands_of_the_readme_exist(line):
    """Each command of the README answers to --help with the options that the README gives it."""
    words = shlex.split(line)
    if words[:2] == ["python3", "run"]:
        acts = re.search(r"ACTS = \{.*?\((.*?)\)\}", (ROOT / "run").read_text())
        assert words[2] in acts[1].replace(" ", "").split(",")
        if words[2] != "troth":
            return
        words = words[2:]
    words = words[1:]
    while words and words[0].startswith("--"):
        words = words[2:]
    chain = [w for w in words if not w.startswith("-")]
    deep = 2 if chain[0] in ("law", "ledger") else 1
    command = [sys.executable, "-m", "troth", *chain[:deep], "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, env={"COLUMNS": "200", "PATH": ""}, check=False)
    assert shown.returncode == 0, shown.stderr
    for option in (w.split("=")[0] for w in words if w.startswith("--")):
        assert option in shown.stdout
