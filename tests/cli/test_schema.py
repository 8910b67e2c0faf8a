"""troth schema: the shapes of the company's files on stdout, in a file, or all in the company's folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from troth.cli.schema import NAMES

SOURCE = Path(__file__).resolve().parents[2] / "src"


def troth(*words: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("TROTH_")} | {"PYTHONPATH": str(SOURCE)}
    program = [sys.executable, "-m", "troth", *words]
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", timeout=60, env=env)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_a_schema_is_one_json_document() -> None:
    done = troth("schema", "policy")
    made = json.loads(done.stdout)
    assert done.returncode == 0 and done.stderr == ""
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"controller", "purposes", "for others"} <= set(made["properties"])


def test_a_schema_goes_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "below" / "store.json"
    done = troth("schema", "store", "--out", str(file))
    assert done.returncode == 0 and done.stdout == ""
    assert json.loads(file.read_text(encoding="utf-8"))["required"] == ["kind"]


def test_all_of_them_go_into_the_companys_folder(tmp_path: Path) -> None:
    assert troth("init", str(tmp_path / "acme"), "--name", "Acme").returncode == 0
    folder = tmp_path / "acme" / "schemas"
    assert {path.name for path in folder.iterdir()} == {f"{name}.json" for name in NAMES}
    (folder / "policy.json").write_text("old", encoding="utf-8")
    assert troth("--home", str(tmp_path / "acme"), "schema", "--write").returncode == 0
    assert json.loads((folder / "policy.json").read_text(encoding="utf-8"))["type"] == "object"
    first = (tmp_path / "acme" / "policy.yaml").read_text(encoding="utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=schemas/policy.json"


@pytest.mark.parametrize(
    "words", [(), ("polcy",), ("policy", "--write"), ("--write", "--out", "x"), ("policy", "store")]
)
def test_what_means_nothing_is_wrong_use(words: tuple[str, ...]) -> None:
    assert troth("schema", *words).returncode == 2


def test_a_misspelt_name_is_guessed() -> None:
    assert "did you mean policy?" in troth("schema", "polcy").stderr


def test_a_file_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = troth("schema", "policy", "--out", str(tmp_path / "file" / "policy.json"))
    assert done.returncode == 1 and "cannot be written" in done.stderr
