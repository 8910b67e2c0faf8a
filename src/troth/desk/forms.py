"""What a colleague may enter, checked before a duty sees it. Errors are said beside the field and in a summary."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_email

from troth.duties.clock import LONDON
from troth.words import Identifier

CHANNELS = {"letter": "By letter", "telephone": "By telephone", "e-mail": "By e-mail", "in person": "In person"}
FILE_MAX = 10_000_000
ID_DIGITS = 18  # what a database's integer holds


def ids(given: Sequence[str]) -> list[int]:
    """The numbers among what a form sent; everything else is no number of ours."""
    return [int(text) for text in given if text.isascii() and text.isdigit() and len(text) <= ID_DIGITS]


class Words(forms.CharField):
    """A text of at most so many letters; outer blanks go."""

    def __init__(self, most: int, missing: str = "", **options: Any) -> None:
        said = {"required": missing, "max_length": f"Write at most {most:,} letters"}
        super().__init__(max_length=most, required=bool(missing), error_messages=said, **options)


class Vouch(forms.Form):
    """How a colleague knows who it is."""

    how = Words(160, "Say how you know who it is")

    def clean_how(self) -> str:
        """A few words at least."""
        how: str = self.cleaned_data["how"]
        if len(how) < 5:
            raise ValidationError("Say in a few words how you know who it is")
        return how


class Withhold(forms.Form):
    """Why rows are left out: the exemption and a sentence for the person."""

    exemption = forms.ChoiceField(error_messages={"required": "Choose the exemption that applies"})
    reason = Words(1000, "Say why it applies to this item")

    def __init__(self, known: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["exemption"]
        field.choices = [(one, one) for one in known]  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = "Choose one of the exemptions shown"

    def clean_reason(self) -> str:
        """The reason is a sentence: the person reads it."""
        reason: str = self.cleaned_data["reason"].strip()
        if len(reason) < 10:
            raise ValidationError("Say in a sentence why it applies to this item: the person reads it")
        return reason


class Answer(forms.Form):
    """What a colleague found in a system that has no store: words, a file, or nothing."""

    text = Words(100_000)
    file = forms.FileField(required=False, allow_empty_file=True, max_length=200)
    nothing = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["max_length"] = "The file’s name is too long: rename it"

    def clean_file(self) -> "UploadedFile[bytes] | None":
        """A file that holds something and is not too large."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file and not file.size:
            raise ValidationError("This file is empty")
        if file and (file.size or 0) > FILE_MAX:
            raise ValidationError(f"This file is too large: {FILE_MAX // 1_000_000} MB at most")
        return file

    def clean(self) -> dict[str, Any]:
        """Exactly one story: something is there, or nothing is."""
        given = self.cleaned_data
        something = bool(given.get("text") or given.get("file"))
        if not self.errors and something and given.get("nothing"):
            self.add_error("nothing", "You gave something and ticked that nothing is there: which one is it?")
        if not self.errors and not something and not given.get("nothing"):
            self.add_error("text", "Write what you found, add a file, or tick that nothing is there")
        return given


class Note(forms.Form):
    """A request that came by letter, call or e-mail."""

    channel = forms.ChoiceField(
        choices=list(CHANNELS.items()),
        error_messages={"required": "Choose how it came", "invalid_choice": "Choose how it came"},
    )
    day, month, year = Words(2), Words(2), Words(4)
    name = Words(200, "Write the person’s name")
    remark = Words(1000)
    proof = forms.ChoiceField(
        choices=[("code", "code"), ("known", "known")],
        error_messages={
            "required": "Choose how we make sure who it is",
            "invalid_choice": "Choose how we make sure who it is",
        },
    )
    how = Words(160)

    def __init__(self, kinds: Mapping[str, str], today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds, self.today = kinds, today
        for kind in kinds:
            self.fields[f"who-{kind}"] = Words(200)

    def given(self) -> tuple[Identifier, ...]:
        """What tells who it is, as told; the name too, where the company knows people by it."""
        told = [(kind, self.cleaned_data.get(f"who-{kind}", "")) for kind in self.kinds]
        if "name" in self.kinds and not self.cleaned_data.get("who-name"):
            told.append(("name", self.cleaned_data["name"]))
        return tuple(Identifier(kind, value) for kind, value in told if value)

    def received(self, at: datetime) -> datetime:
        """When it arrived: now if today, else the day alone (its first moment in London)."""
        on: date = self.cleaned_data["received"]
        return at if on == self.today else datetime.combine(on, time(), LONDON)

    def clean(self) -> dict[str, Any]:
        """The day is a real one that has come; the proof chosen can be had."""
        given = self.cleaned_data
        self._day(given)
        email = given.get("who-email", "")
        if email:
            try:
                validate_email(email)
            except ValidationError:
                self.add_error("who-email", "Write the e-mail address like name@example.org")
        if given.get("proof") == "code" and not email and not self.errors.get("who-email"):
            self.add_error("who-email", "A code needs an e-mail address: write it, or say how you know who it is")
        if given.get("proof") == "known" and len(given.get("how", "").strip()) < 5:
            self.add_error("how", "Say in a few words how you know who it is")
        told = any(given.get(f"who-{kind}") for kind in self.kinds if kind != "name")
        if given.get("proof") == "known" and not told and not any(name.startswith("who-") for name in self.errors):
            first = next((kind for kind in self.kinds if kind != "name"), "")
            if first:
                self.add_error(f"who-{first}", "Write at least one thing to search by: a name alone finds nobody")
        return given

    def _day(self, given: dict[str, Any]) -> None:
        parts = [given.get(name, "") for name in ("year", "month", "day")]
        if not all(part.isascii() and part.isdigit() for part in parts):
            self.add_error("day", "Write the day it arrived, like 27 11 2026")
            return
        try:
            on = date(*map(int, parts))
        except ValueError:
            self.add_error("day", "There is no such day: write it like 27 11 2026")
            return
        if on > self.today:
            self.add_error("day", "It cannot have arrived in the future")
        elif on < date(2018, 5, 25):
            self.add_error("day", "The right of access that we count by began on 25 May 2018")
        else:
            given["received"] = on


def errors(form: forms.Form) -> list[tuple[str, str]]:
    """Each field's first error, in the order of the fields, for the summary at the top."""
    return [(name, str(form.errors[name][0])) for name in form.fields if name in form.errors]
