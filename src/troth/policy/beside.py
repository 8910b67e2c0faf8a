"""The files beside the policy that belong to it: assessments, a file each, and the longer prose of its documents.

assessments/credit-check.yaml   stands in the policy as  assessments: {credit-check: ...}
words/terms.md                  is the text of the document that names it: `file: words/terms.md`
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from troth.fault import Fault, Faults
from troth.policy.source import Path, Source, fit, load, nearest, quoted

Beside = Mapping[str, str | bytes]

ASSESSMENTS = re.compile(r"assessments/([^/]+)\.ya?ml")
WORDS = re.compile(r"words/[^/]+\.md")
BEGIN = "begin with `kind: balancing`, `kind: impact`, `kind: transfer` or `kind: processor`"
LARGEST = 100_000  # characters of one document


def join(data: dict[str, Any], source: Source, beside: Beside | None) -> tuple[dict[str, Any], Source]:
    """The policy's data with what stands in files of its own, and where each of it stands; Faults for unfit files."""
    if beside is None:
        return data, source
    faults: list[Fault] = []
    found, parts = _assessments(data, beside, source, faults)
    documents = _documents(data.get("documents"), beside, source, faults)
    if faults:
        raise Faults(faults)
    made = dict(data)
    if found:
        own = data.get("assessments")
        made["assessments"] = {**(own if isinstance(own, dict) else {}), **found}
    if isinstance(data.get("documents"), dict):
        made["documents"] = documents
    return made, replace(source, parts=parts)


def _assessments(
    data: dict[str, Any], beside: Beside, source: Source, faults: list[Fault]
) -> tuple[dict[str, Any], dict[Path, Source]]:
    found: dict[str, Any] = {}
    parts: dict[Path, Source] = {}
    own = data.get("assessments")
    for name in sorted(beside):
        if not (named := ASSESSMENTS.fullmatch(name)):
            continue
        key = named[1]
        if key in found or (isinstance(own, dict) and key in own):
            faults.append(Fault("this assessment stands in two places", where=_near(source, name), remedy="keep one"))
            continue
        try:
            found[key], parts["assessments", key] = load(beside[name], _near(source, name), BEGIN)
        except Faults as several:
            faults += several
    return found, parts


def _documents(declared: Any, beside: Beside, source: Source, faults: list[Fault]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, document in (declared if isinstance(declared, dict) else {}).items():
        made[key] = document
        file = document.get("file") if isinstance(document, dict) else None
        if isinstance(file, str):
            text = _words(file, ("documents", key, "file"), beside, source, faults)
            if document.get("text") is not None:
                what = "the words of this document stand here and in a file"
                faults.append(source.fault(("documents", key, "text"), what, remedy="keep one of the two"))
            made[key] = {**document, "text": text}
    return made


def _words(file: str, path: Path, beside: Beside, source: Source, faults: list[Fault]) -> str:
    """The text of a document's file; empty, with the fault noted, if there is none or it is none."""
    if file not in beside:
        near = nearest(file, tuple(n for n in beside if WORDS.fullmatch(n)))
        what = f"there is no file {quoted(file)}" if WORDS.fullmatch(file) else f"{quoted(file)} is no file of words/"
        remedy = f"did you mean `{near}`?" if near else "write the words into a file such as words/terms.md"
        faults.append(source.fault(path, what, remedy=remedy))
        return ""
    held, where = beside[file], _near(source, file)
    try:
        text = bytes(held).decode("utf-8-sig") if not isinstance(held, str) else held
    except UnicodeDecodeError:
        faults.append(Fault("this is not text in UTF-8", where=where, remedy="save it as UTF-8"))
        return ""
    faults += _unfit(text, where)
    return text.replace("\r\n", "\n").strip()


def _unfit(text: str, where: str) -> Iterator[Fault]:
    if len(text) > LARGEST:
        what = f"this document is too long: {len(text):,} characters, {LARGEST:,} are read"
        yield Fault(what, where=where, remedy="say it shorter, or in several documents")
    for number, line in enumerate(text.split("\n"), 1):
        if not all(fit(c) or c == "\r" for c in line):
            what = "a character that cannot be seen stands in this line"
            yield Fault(what, where=f"{where}:{number}", remedy="delete it, or type the words again")
            return


def _near(source: Source, name: str) -> str:
    """The file as it is named beside the policy: `companies/acme/words/terms.md`."""
    folder, slash, _ = source.where.rpartition("/")
    return f"{folder}{slash}{name}"
