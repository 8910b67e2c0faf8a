"""What a person may enter, checked before a duty sees it; each message says what to do."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from troth.records.place import in_force

WORD_LEAST, WORD_VARIED = 8, 4
PHONE_LEAST = 6
CODE_SIZE = 6
UNREADABLE = "There is a character in this that we cannot read. Type it again."
# Nobody's keyboard has these; lone halves of letters (Cs) could not even be stored.
CONTROLS = ("Cc", "Cs", "Zl", "Zp")

Answers = Mapping[str, Mapping[str, str]]


class Line(forms.CharField):
    """One line of text of at most so many letters; outer blanks go."""

    allowed = ""

    def __init__(self, most: int, *, missing: str = "", widget: Any = None, **options: Any) -> None:
        said = {"required": missing, "max_length": f"Write at most {most:,} letters"}
        super().__init__(max_length=most, required=bool(missing), error_messages=said, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        """The text; refused if it holds a line break or another control character."""
        text = super().to_python(value) or ""
        if any(unicodedata.category(c) in CONTROLS and c not in self.allowed for c in text):
            raise ValidationError(UNREADABLE)
        return text


class Text(Line):
    """Several lines of text; every line break becomes the same one."""

    allowed = "\n\t"

    def to_python(self, value: Any) -> str:
        """The text."""
        return super().to_python("\n".join(str(value).splitlines()) if value else value)


def _input(autocomplete: str, kind: str = "text", **attrs: str) -> forms.TextInput:
    """A one-line input that says what it is for, and keeps its hands off what is typed."""
    made = forms.TextInput(attrs={"autocomplete": autocomplete, "spellcheck": "false", **attrs})
    made.input_type = kind
    return made


class Question(forms.Form):
    """One question of the wizard; it knows what was answered before."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, answers: Answers | None = None, step: str = "") -> None:
        self.answers = answers or {}
        super().__init__(data, auto_id="%s", initial=dict(self.answers.get(step, {})))


class Whose(Question):
    """Whose data it is about."""

    whose = forms.ChoiceField(
        choices=[("mine", "mine"), ("other", "other")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose whose data you want to see"),
    )


class What(Question):
    """Everything, or a part of it in the person's own words."""

    scope = forms.ChoiceField(
        choices=[("all", "all"), ("part", "part")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what you would like a copy of"),
    )
    part = Text(
        1000,
        label="If only some of it: which part?",
        help_text="For example: my orders since 2024, or calls in March.",
        widget=forms.Textarea(attrs={"rows": "4"}),
    )

    def clean(self) -> dict[str, Any]:
        """The choice and the words tell the same story."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("scope") == "part" and not given.get("part") and "part" not in self.errors:
            self.add_error("part", "Tell us which part you would like")
        if given.get("scope") == "all" and given.get("part"):
            self.add_error("scope", "You chose everything and also wrote which part. Choose one of the two")
        return given


class Name(Question):
    """The person's name."""

    name = Line(
        200,
        missing="Write your name",
        label="What is your name?",
        help_text="The name that we are likely to have. Add an earlier one if it has changed.",
        widget=_input("name"),
    )

    def clean_name(self) -> str:
        """A name has something that can be read."""
        name: str = self.cleaned_data["name"]
        if not any(unicodedata.category(c)[0] in "LNMS" for c in name):
            raise ValidationError("Write your name")
        return name


class Email(Question):
    """Where the code and the link go."""

    email = Line(
        254,
        missing="Write your email address",
        label="What is your email address?",
        help_text="Use one that we know you by, if you can. We send a code to it now, and later a link to your answer.",
        validators=[EmailValidator("Write the whole address, like name@example.org")],
        widget=_input("email", "email", inputmode="email", autocapitalize="none"),
    )


class Known(Question):
    """What else the company may know the person by: claims, until somebody checks them."""

    phone = Line(
        40,
        label="Phone number (optional)",
        help_text="One that you have rung us from, or that we have for you.",
        widget=_input("tel", "tel", inputmode="tel"),
    )
    customer = Line(
        60,
        label="Customer number (optional)",
        help_text="If you have one.",
        widget=_input("off", autocapitalize="characters"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in set(self.fields) - set(known_kinds()):
            del self.fields[kind]

    def clean_phone(self) -> str:
        """A number has digits enough to ring it."""
        phone: str = self.cleaned_data["phone"]
        if phone and sum(c.isdigit() for c in phone) < PHONE_LEAST:
            raise ValidationError("Write the whole number, like 020 7946 0100, or leave it empty")
        return phone


def known_kinds() -> tuple[str, ...]:
    """What the company may know people by beside name and address, and a form may ask."""
    return tuple(kind for kind in ("phone", "customer") if kind in in_force().identifiers)


class Word(Question):
    """The word that opens the answer: the second factor, which never travels by mail."""

    word = Line(
        100,
        label="Which word will open your answer?",
        help_text="Choose a word or a short phrase that only you know, at least 8 letters or digits long.",
        widget=_input("off", autocapitalize="none"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {}  # what was chosen is not shown again

    def clean_word(self) -> str:
        """A word that is long enough and that nobody else would guess first; the one kept, if nothing was typed."""
        word = joined(self.cleaned_data["word"])
        if not word:
            word = self.answers.get("word", {}).get("word", "")
        if not word:
            raise ValidationError("Choose a word that opens your answer")
        if len(word) < WORD_LEAST:
            raise ValidationError(f"Choose a longer one: at least {WORD_LEAST} letters or digits")
        if len(set(word.casefold())) < WORD_VARIED:
            raise ValidationError("Choose one that is harder to guess: not the same letters again and again")
        if any(word.casefold() in told.casefold() for told in self._told()):
            raise ValidationError("Choose one that others do not know: not your name, address or number")
        return word

    def _told(self) -> list[str]:
        return [text for step in ("name", "email", "known-by") for text in self.answers.get(step, {}).values()]


def joined(word: str) -> str:
    """An opening word as it is compared: single blanks, and none between the digits of a code that was read out."""
    parts = word.split()
    return "".join(parts) if all(part.isdigit() for part in parts) else " ".join(parts)


class Code(forms.Form):
    """The six digits that we mailed, with blanks or in another script's digits as they come."""

    use_required_attribute = False
    code = Line(
        40,
        missing="Write the six digits of the code",
        label="Which code did we send you?",
        help_text="Six digits, at the top of our email.",
        widget=_input("one-time-code", inputmode="numeric", **{"class": "brief"}),
    )

    def clean_code(self) -> str:
        """Six digits; anything else is no try."""
        given = "".join(self.cleaned_data["code"].split())
        if len(given) != CODE_SIZE or not given.isdecimal():
            raise ValidationError("Write the six digits of the code")
        return "".join(str(unicodedata.decimal(c)) for c in given)


class Opening(forms.Form):
    """The word that opens an answer."""

    use_required_attribute = False
    word = Line(
        100,
        missing="Write your word",
        label="Which word opens your answer?",
        help_text="The word that you chose when you asked, or the code that a colleague of ours told you.",
        widget=_input("off", autocapitalize="none"),
    )

    def clean_word(self) -> str:
        """As it was folded when it was chosen."""
        return joined(self.cleaned_data["word"])
