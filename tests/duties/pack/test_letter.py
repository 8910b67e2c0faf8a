"""The letter: tagged, complete by the law's list, and legible whatever letters a name has."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from troth import law
from troth.duties.pack import letter
from troth.duties.pack.compose import compose
from troth.duties.pack.layout import lay_out


def read(answer):
    """The letter's text with single blanks, and the document."""
    document = pypdf.PdfReader(io.BytesIO(letter.write(answer)))
    return " ".join(" ".join(page.extract_text() for page in document.pages).split()), document


@pytest.fixture(scope="module")
def shown(answer):
    """Hannah's letter."""
    return read(answer)


def squeezed(text):
    """Without blanks and hyphens: lines break where they like."""
    return "".join(text.split()).replace("-", "")


def test_it_is_tagged_has_a_language_and_a_title_and_says_that_it_is_accessible(shown):
    _, document = shown
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a value of the PDF)
    assert root["/Lang"].lower() == "en-gb"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert "/StructTreeRoot" in root
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert document.metadata.title == "Your request for a copy of your data"
    assert document.metadata.author == "LJT Systems Ltd"


def test_its_tables_have_heads_and_its_parts_headings(shown):
    _, document = shown
    kinds = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, pypdf.generic.DictionaryObject) and "/S" in node:
            kinds.append(node["/S"])
            if "/K" in node:
                walk(node["/K"])

    walk(document.trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 8
    assert kinds.count("/Table") == 3
    assert kinds.count("/TH") == 3 + 3 + 2
    assert "/L" in kinds


def test_it_says_who_asked_and_when_and_when_it_was_due_and_answered(shown):
    text, _ = shown
    for words in (
        "LJT Systems Ltd",
        "4 Tannery Yard",
        "compliance@ljtsystems.example",
        "0113 496 0123",
        "Registered with the Information Commission: ZA000000",
        "Dear Hannah Whitcombe,",
        "Our reference T-7K4M-2Q9D",
        "your request reached us on Wednesday 25 November 2026",
        "The law gave us until Tuesday 29 December 2026.",
        "Answered 14 December 2026",
        "Yours sincerely Ruth Adeyemi Compliance Manager for LJT Systems Ltd",
        "Page 1 of 4",
        "Page 4 of 4",
    ):
        assert words in text


@pytest.mark.parametrize("item", [item.id for item in law.access_items(date(2026, 12, 14))])
def test_it_answers_each_item_of_the_laws_list_and_names_its_place(item, answer, shown):
    fact = next(fact for fact in answer.facts if fact.id == item)
    text = squeezed(shown[0])
    assert squeezed(fact.cite) in text
    if item in ("purposes", "keep", "recipients"):  # told in tables
        wanted = [line.title for line in answer.lines] + [line.says for line in answer.lines]
        wanted += [line.kept for line in answer.lines] + [line.why for line in answer.lines]
        wanted += [receiver.name for receiver in answer.receivers]
    elif item == "transfers":
        wanted = [r.safeguard for r in answer.receivers if r.safeguard]
        assert len(wanted) == 2
    else:
        wanted = fact.answer
    assert wanted
    for words in wanted:
        assert squeezed(words) in text


def test_both_ways_to_complain_and_the_court_are_there(shown):
    text = squeezed(shown[0])
    for words in (
        "You can complain to us at compliance@ljtsystems.example. We acknowledge it within 30 days",
        "You can complain to the Information Commission at any time: 0303 123 1113",
        "You can also go to court",
    ):
        assert squeezed(words) in text


def test_it_says_what_is_enclosed_and_what_was_left_out(shown, answer):
    text = squeezed(shown[0])
    for enclosed in answer.enclosed:
        assert enclosed.path == "letter.pdf" or squeezed(enclosed.path + enclosed.says) in text
    assert squeezed("1 item: It is about another customer, who did not agree.") in text


def test_before_the_duty_to_take_complaints_existed_it_is_not_named(hannah):
    before = replace(hannah, law=law.access_items(date(2026, 3, 2)), regulator=law.regulator(date(2026, 3, 2)))
    text, _ = read(compose(before, lay_out(before)))
    assert "Art 15(1)(ea)" not in text
    assert "complain to us" not in text


def test_a_new_item_of_the_law_without_a_part_of_its_own_still_gets_one(answer):
    title, cite = "Whether the moon is blue", "Art 99"
    fact = replace(answer.facts[0], id="new-item", title=title, answer=("It is not.",), cite=cite)
    text, _ = read(replace(answer, facts=(*answer.facts, fact)))
    for words in (title, "It is not.", cite):
        assert words in text


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Zoë Ångström", "Zoë Ångström"),
        ("Zoe\u0308", "Zoë"),
        ("Олена Шевченко", "Олена Шевченко"),
        ("Ελένη", "Ελένη"),
        ("Łukasz Żółć", "Łukasz Żółć"),
        ("Nguyễn Thị Hạnh", "Nguyễn Thị Hạnh"),
        ("O’Brien", "O’Brien"),
        ("a\u202eb\u2066c\ufeffd", "abcd"),
        ("#strong[x] $1$ \\ `raw` <label> @ref", "#strong[x] $1$ \\ `raw` <label> @ref"),
    ],
)
def test_names_are_drawn_as_they_are_written_and_are_never_commands(name, drawn, answer):
    text, _ = read(replace(answer, person=name))
    assert f"Dear {drawn}," in text
    assert "the type of this letter lacks" not in text


@pytest.mark.parametrize("name", ["a\x00b\x1b", "\U000f0000", "\ue123x", "A\u0378"])
def test_a_name_that_no_font_can_write_is_left_out_of_the_greeting_and_that_is_said(name, answer):
    text, _ = read(replace(answer, person=name))
    assert "Dear Sir or Madam," in text
    assert "lacks signs that your name is written with" in text
    assert "\ufffd" not in text


def test_another_sign_that_no_font_has_is_replaced_and_that_is_said(answer):
    text, _ = read(replace(answer, scope="invoices \U000f0000 only"))
    assert "You asked for: invoices \ufffd only." in text
    assert "the type of this letter lacks a sign" in text
    assert "Dear Hannah Whitcombe," in text


@pytest.mark.parametrize("name", ["王小明", "สมชาย", "محمد", "שרה", "김민준", "नरेन्द्र", "👩‍👩‍👧‍👦", "ᚠᚢᚦ", "𝕳𝖆𝖓𝖓𝖆𝖍"])
def test_a_name_in_any_script_is_written_whole_or_not_at_all_and_never_refused(name, answer):
    text, document = read(replace(answer, person=name))
    assert document.pages
    assert "\ufffd" not in text
    assert ("Dear Sir or Madam," in text) == ("lacks signs that your name" in text)


def test_where_a_font_promises_more_than_it_holds_the_common_letters_still_do(answer, monkeypatch):
    monkeypatch.setattr(letter, "drawn", lambda sign: True)
    text, _ = read(replace(answer, person="Zoë Łucja", scope="\U000f0000"))
    assert "Dear Zoë Łucja," in text
    assert "You asked for: \ufffd." in text


def test_somebody_without_a_name_gets_a_letter_too(answer):
    text, _ = read(replace(answer, person=""))
    assert "Dear Sir or Madam," in text
    assert "Yours faithfully" in text


def test_a_late_letter_says_sorry(answer):
    text, _ = read(replace(answer, answered=date(2027, 1, 5)))
    assert "we are late, and we are sorry" in text
