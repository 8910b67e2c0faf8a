"""The pack: every file of it but the receipt, which the ledger gives once it has taken the pack in."""

from collections.abc import Mapping
from dataclasses import dataclass

from troth.duties.pack import data, letter, page, tables
from troth.duties.pack.compose import compose
from troth.duties.pack.layout import Layout, lay_out
from troth.duties.pack.values import Answer, Matter
from troth.ledger import manifest


@dataclass(frozen=True)
class Pack:
    """The files by name, the hash by which the ledger knows their list, and the answer that they say."""

    files: Mapping[str, bytes]
    digest: str
    answer: Answer


def make(matter: Matter, css: str) -> Pack:
    """The pack of a reviewed matter; `css` is the sheet for its page. A Fault if the review is not complete."""
    layout = lay_out(matter)
    answer = compose(matter, layout)
    files = {
        "index.html": page.document(answer, css).encode(),
        "letter.pdf": letter.write(answer),
        "data.json": data.write(matter, answer, layout),
        **tables.write(layout),
        **_found(layout),
    }
    files[manifest.NAME] = manifest.make(files)
    return Pack(files, manifest.digest(files[manifest.NAME]), answer)


def _found(layout: Layout) -> dict[str, bytes]:
    """Recordings, documents and pictures, as they were found."""
    return {
        path: bytes(layout.groups[group][number].found.data[column])
        for (group, number, column), path in layout.files.items()
    }
