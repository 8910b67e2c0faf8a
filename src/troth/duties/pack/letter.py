"""The letter that goes with the answer: the company's words to this person, as a tagged PDF (PDF/UA-1, by typst).

What it says goes to the compiler as JSON and is never part of its source. A sign that no font here has cannot stand
in a PDF of this standard: it is replaced, and the letter says so. A name is never half replaced: a letter that cannot
write it greets without it.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from troth.duties.pack.plain import day, first_up, many, sentence, straight, weekday
from troth.duties.pack.values import Answer, Fact
from troth.fault import Fault

SOURCE = Path(__file__).with_name("letter.typ")
GONE = "\ufffd"
NO_LETTER = {"Cc", "Cn", "Co", "Cs"}  # controls, and what means nothing outside one font or one encoding
NAME = "This letter lacks signs that your name is written with; index.html and data.json have it as you write it."
NOTE = (
    f"Where you see {GONE}, the type of this letter lacks a sign. The page index.html and the file data.json have "
    "every sign as we hold it."
)
SIGN = re.compile(r"(?s).[\u0300-\u036f\u200d\ufe0f]*")  # a letter with its marks


def write(answer: Answer) -> bytes:
    """The letter as a PDF; a Fault if it cannot be set even in the plainest letters."""
    for fits in (drawn, common):
        unwritten = GONE in _fitted(answer.person, fits)
        fitted = _fitted(said(replace(answer, person="") if unwritten else answer), fits)
        lost = GONE in json.dumps(fitted, ensure_ascii=False)
        fitted["note"] = " ".join(note for note, due in ((NAME, unwritten), (NOTE, lost)) if due)
        made = _set(SOURCE.read_bytes(), {"letter": json.dumps(fitted)})
        if made:
            return made
    raise Fault("the letter could not be set", where=answer.reference, remedy="look at what its texts hold")


# ---- what it says ----


def said(answer: Answer) -> dict[str, Any]:
    """The wording of the letter: plain texts, lists and tables, in the order in which they stand."""
    company = answer.company
    name, _, post = (part.strip() for part in company.manager.partition(","))
    number = company.registration
    return {
        "title": "Your request for a copy of your data",
        "reference": answer.reference,
        "person": answer.person or "To the person who asked",
        "company": {
            "name": company.name,
            "lines": [*_address(company.address), *filter(None, (company.contact, company.phone))],
            "foot": company.name + (f". Registered with the {answer.regulator.name}: {number}" if number else ""),
        },
        "about": _about(answer),
        "opening": [f"Dear {answer.person}," if answer.person else "Dear Sir or Madam,", *_opening(answer)],
        "parts": _parts(answer),
        "close": {
            "greeting": "Yours sincerely" if answer.person else "Yours faithfully",
            "name": name or company.name,
            "lines": [*filter(None, (post, name and f"for {company.name}"))],
        },
        "note": "",
    }


def _address(text: str) -> list[str]:
    return [line.strip() for line in text.replace("\n", ",").split(",") if line.strip()]


def _about(answer: Answer) -> list[list[str]]:
    return [
        ["Our reference", answer.reference],
        ["Your request reached us", day(answer.received)],
        *([["Answer due", day(answer.due)]] if answer.due else []),
        ["Answered", day(answer.answered)],
    ]


def _opening(answer: Answer) -> list[str]:
    told = f"You asked us for a copy of your personal data, and your request reached us on {weekday(answer.received)}."
    if answer.scope:
        told += f" You asked for: {answer.scope.rstrip('.')}."
    if answer.due:
        late = answer.answered > answer.due
        told += f" The law gave us until {weekday(answer.due)}" + (": we are late, and we are sorry." if late else ".")
    enclosed = (
        "Everything that we can give you is enclosed. This letter adds what the law says we must tell you with it."
    )
    return [told, " ".join(answer.short), enclosed]


@dataclass(frozen=True)
class Part:
    """One part: which of the law's items it answers, and what it says beside or instead of the answers themselves."""

    title: str
    items: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    list: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    rows: tuple[tuple[tuple[str, ...], ...], ...] = ()  # a cell is its lines


def _parts(answer: Answer) -> list[dict[str, Any]]:
    """The parts, each with the citations of its items; an item of the law's list that none takes stands by itself."""
    known = {fact.id: fact for fact in answer.facts}
    parts = [make(answer, known) for make in (_hold, _uses, _source, _receivers, _alone, _left_out, _rights, _complain)]
    taken = {item for part in parts for item in part.items}
    parts += [Part(fact.title, (fact.id,), fact.answer) for fact in answer.facts if fact.id not in taken]
    parts.append(_enclosed(answer))
    return [
        asdict(part) | {"cite": "; ".join(dict.fromkeys(known[item].cite for item in part.items if item in known))}
        for part in parts
        if part.says or part.list or part.rows
    ]


Known = Mapping[str, Fact]


def _answers(known: Known, *items: str) -> tuple[str, ...]:
    return tuple(text for item in items if item in known for text in known[item].answer)


def _hold(answer: Answer, known: Known) -> Part:
    kinds = _answers(known, "categories")
    says = (*_answers(known, "confirmation"), *(["It is data of these kinds:"] if len(kinds) > 1 else []))
    return Part("What we hold", ("confirmation", "categories"), says, kinds)


def _uses(answer: Answer, known: Known) -> Part:
    items = ("purposes", "keep")
    if not answer.lines:
        return Part("What we use it for, and how long we keep it", items, _answers(known, *items))
    rows = tuple(((line.title, line.says), (line.why,), (line.kept,)) for line in answer.lines)
    title = "What we use it for, why we may, and how long we keep it"
    return Part(title, items, heads=("What for", "Why we may", "How long"), widths=(3, 2.4, 2), rows=rows)


def _source(answer: Answer, known: Known) -> Part:
    return Part("Where it came from", ("source",), list=_answers(known, "source"))


def _receivers(answer: Answer, known: Known) -> Part:
    items = ("recipients", "transfers")
    if not answer.receivers:
        return Part("Who receives it", items, _answers(known, *items))
    tabled = {receiver.words for receiver in answer.receivers}
    says = tuple(text for text in _answers(known, "recipients") if text not in tabled)
    away = () if any(r.safeguard for r in answer.receivers) else _answers(known, "transfers")
    rows = tuple(
        ((r.name,), (first_up(r.role),), (r.country, *([sentence(r.safeguard)] if r.safeguard else [])))
        for r in answer.receivers
    )
    heads = ("Who", "What for", "Where, and what protects it abroad")
    return Part("Who may receive it", items, (*says, *away), heads=heads, widths=(2.4, 2.6, 2.6), rows=rows)


def _alone(answer: Answer, known: Known) -> Part:
    item = "automated-decisions"
    return Part("Decisions that a computer took alone", (item,), _answers(known, item))


def _left_out(answer: Answer, known: Known) -> Part:
    if not answer.left_out:
        return Part("What we left out", says=("Nothing.",))
    listed = tuple(f"{many(one.count, 'item')}: {one.reason} ({one.cite})" for one in answer.left_out)
    return Part("What we left out, and why", list=listed)


def _rights(answer: Answer, known: Known) -> Part:
    return Part("Your rights", ("rights",), _answers(known, "rights"))


def _complain(answer: Answer, known: Known) -> Part:
    items = ("complain-controller", "complain-regulator")
    court = "You can also go to court if you think that we broke the law."
    return Part("If you think that we got something wrong", items, list=(*_answers(known, *items), court))


def _enclosed(answer: Answer) -> Part:
    rows = tuple(((one.path,), (one.says,)) for one in answer.enclosed if one.path != "letter.pdf")
    return Part("What is enclosed", heads=("File or folder", "What it is"), widths=(2, 5), rows=rows)


# ---- how it is set ----


def drawn(sign: str) -> bool:
    """Whether a font of this machine has the sign (a letter with its marks)."""
    if sign.isascii() and sign.isprintable():
        return True
    return not any(unicodedata.category(c) in NO_LETTER for c in sign) and _drawn(sign)


@cache
def _drawn(sign: str) -> bool:
    probe = b'#set document(title: "t")\n#set text(font: "Libertinus Serif")\n#sys.inputs.sign #strong(sys.inputs.sign)'
    return _set(probe, {"sign": sign}) is not None


def common(sign: str) -> bool:
    """Whether it is a letter of Latin, Greek or Cyrillic, or one of the usual signs: its own font has these."""
    return all("\x20" <= c <= "\x7e" or c in "–—‘’“”•£€" or "\xa0" <= c <= "\u017f" for c in sign) or (
        len(sign) == 1 and unicodedata.name(sign, "").startswith(("GREEK SMALL", "GREEK CAPITAL", "CYRILLIC SMALL"))
    )


def _fitted(value: Any, fits: Callable[[str], bool]) -> Any:
    """The wording with every sign that does not fit replaced."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", straight(value)).replace("\n", " ")
        return "".join(sign if fits(sign) else GONE for sign in SIGN.findall(text))
    if isinstance(value, dict):
        return {name: _fitted(part, fits) for name, part in value.items()}
    return [_fitted(part, fits) for part in value] if isinstance(value, list | tuple) else value


@cache
def _fonts() -> Any:
    """Every font of this machine and of the compiler: looked for once."""
    import typst

    return typst.Fonts(include_system_fonts=True)


def _set(source: bytes, inputs: dict[str, str]) -> bytes | None:
    """The PDF, or None if the compiler refuses a text."""
    import typst  # 80 MB: loaded when the first letter is written

    try:
        made: bytes = typst.compile(
            source, sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"], font_paths=_fonts()
        )
    except typst.TypstError:
        return None
    return made
