"""The register in every form in which it leaves: what it is called, its media type, and how it is written."""

from collections.abc import Callable
from dataclasses import dataclass

from troth.duties.publish.issue import Issue


@dataclass(frozen=True)
class Form:
    """One form: its ending, what it is, its media type, whether a terminal can show it."""

    ending: str
    says: str
    media: str
    write: Callable[[Issue], bytes]
    text: bool = True


def _xlsx(made: Issue) -> bytes:
    from troth.duties.publish import register_xlsx  # each loaded when its form is asked for

    return register_xlsx.write(made)


def _pdf(made: Issue) -> bytes:
    from troth.duties.publish import register_pdf

    return register_pdf.write(made)


def _md(made: Issue) -> bytes:
    from troth.duties.publish import register_text

    return register_text.markdown(made).encode()


def _html(made: Issue) -> bytes:
    from troth.duties.publish import register_text

    return register_text.html(made).encode()


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {
    form.ending: form
    for form in (
        Form("xlsx", "Workbook, in the order of the regulator's template", SHEET, _xlsx, text=False),
        Form("pdf", "PDF", "application/pdf", _pdf, text=False),
        Form("json", "JSON", "application/json", lambda made: made.json),
        Form("jsonld", "JSON-LD, in the terms of W3C DPV", "application/ld+json", lambda made: made.jsonld),
        Form("md", "Markdown", "text/markdown; charset=utf-8", _md),
        Form("html", "Web page", "text/html; charset=utf-8", _html),
    )
}


def written(made: Issue, ending: str) -> bytes:
    """The register in a form."""
    return FORMS[ending].write(made)


def name(made: Issue, ending: str) -> str:
    """What its file is called."""
    numbered = f"-{made.version}" if made.version else ""
    return f"register{numbered}-{made.on:%Y-%m-%d}.{ending}"
