"""What many tests share: a small sample estate with its truth, made once a process, and a cast from it."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def estate() -> Path:
    """The sample estate of 150 people, where the company's store files look for it."""
    from troth import sample

    folder = Path(os.environ["TROTH_ESTATE"])
    if not (folder / "truth.json").exists():
        sample.make(folder, people=150)
    return folder


@pytest.fixture(scope="session")
def truth(estate: Path) -> list[dict]:
    """The people of the truth, with every row that is theirs, shared or another's."""
    return json.loads((estate / "truth.json").read_text(encoding="utf-8"))["people"]


@pytest.fixture
def holidays() -> Iterator[Callable[[str], None]]:
    """Write the list of bank holidays that the company changes (nothing: there is none); it goes with the test."""
    from troth.records.place import home

    file = home().holidays_file

    def write(text: str) -> None:
        file.write_text(text, encoding="utf-8") if text else file.unlink(missing_ok=True)

    yield write
    file.unlink(missing_ok=True)
