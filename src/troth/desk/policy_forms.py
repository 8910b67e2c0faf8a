"""What a colleague may enter about a purpose, its period and a recipient; a period becomes the sentence of `keep:`."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from troth.desk.forms import Words
from troth.law.uk.periods import catalogue
from troth.law.uk.uk_gdpr_28 import PROCESSOR_TERMS
from troth.policy import Policy
from troth.policy import keep as keeping
from troth.policy.keep import LONGEST, Keep
from troth.policy.values import UNDERTAKINGS, Purpose, Recipient

UNITS = {"day": "days", "month": "months", "year": "years"}
WAYS = {
    "after": "For a time after something happens",
    "until": "Until somebody changes their mind",
    "while": "As long as something runs",
    "law": "For the law’s own period",
}
UNTIL = {
    "consent is withdrawn": "until they withdraw their consent",
    "objection is withdrawn": "until they take their objection back",
}
WHILE = {"customer": "while they are our customer", "subscription": "while their subscription runs"}
KINDS = {
    "processor": "Works with data for us, as we say (a processor)",
    "controller": "Decides for itself what it does with data (a controller)",
    "authority": "A public body that the law lets ask",
    "chosen by the person": "Whoever the person chooses",
}
Choices = Sequence[tuple[str, str]]


def short(says: str) -> str:
    """A role as a list names it: what comes before the first comma."""
    return says.partition(",")[0]


class Pick(forms.ChoiceField):
    """One of a list; a wrong choice is said in words."""

    def __init__(self, choices: Choices, missing: str = "") -> None:
        said = {"required": missing, "invalid_choice": "Choose one of those shown"}
        super().__init__(choices=choices, required=bool(missing), error_messages=said)


class Ticks(forms.MultipleChoiceField):
    """Any of a list."""

    def __init__(self, choices: Choices) -> None:
        super().__init__(choices=choices, required=False, error_messages={"invalid_choice": "Tick only what is shown"})


def records(policy: Policy, on: date) -> Choices:
    """The law's periods that end, each with its length on the day."""
    found = (one for one in catalogue(on, policy.nation) if one.period is not None)
    return [("", "none"), *((one.id, f"{one.says}: {one.length}") for one in found)]


def events(policy: Policy) -> Choices:
    """What a period may run from, in the policy's words, what is used already included."""
    used = (purpose.keep.event for purpose in policy.purposes.values())
    known = {**policy.events, **{event: policy.events.get(event) or keeping.spoken(event) for event in used}}
    states = {event for event, _ in keeping.STATES.values()}
    found = {key: words for key, words in known.items() if key not in states or key in policy.events}
    twice = {words for words, times in Counter(found.values()).items() if times > 1}  # told apart by their keys
    said = {key: f"{words} ({key.replace('.', ' ')})" if words in twice else words for key, words in found.items()}
    return [("", "choose"), *sorted(said.items(), key=lambda pair: pair[1])]


class PurposeForm(forms.Form):
    """The words of a purpose, its period and reason, who needs the data and who receives it."""

    says = Words(2_000, "Say what it is for, as people will read it")
    way = Pick(list(WAYS.items()), "Choose until when it is kept")
    number, until_number, while_number = Words(6), Words(6), Words(6)
    because = Words(2_000, "Say why it is kept for so long")

    def __init__(self, policy: Policy, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.policy = policy
        lawful, happened = records(policy, on), events(policy)
        for name in ("unit", "until_unit", "while_unit"):
            self.fields[name] = Pick(list(UNITS.items()))
        for name in ("record", "until_record", "while_record"):
            self.fields[name] = Pick(lawful)
        self.fields["event"], self.fields["record_event"] = Pick(happened), Pick(happened)
        self.fields["until_state"], self.fields["while_state"] = Pick(list(UNTIL.items())), Pick(list(WHILE.items()))
        self.fields["seen_by"] = Ticks([(key, short(words)) for key, words in policy.roles.items()])
        self.fields["disclosed_to"] = Ticks([(key, one.name) for key, one in policy.recipients.items()])

    def clean(self) -> dict[str, Any]:
        """The period as the sentence that the file holds."""
        given = self.cleaned_data
        way = given.get("way")
        if way in WAYS:
            text = self._law() if way == "law" else self._after() if way == "after" else self._state(way)
            if text:
                given["keep"] = self._parsed(text, "record_event" if way == "law" else "number")
        return given

    def _parsed(self, text: str, field: str) -> str:
        try:
            return keeping.parse(text, self.policy.events).text
        except ValueError as error:
            said = str(error)
            self.add_error(field, "Choose from when it runs" if said.startswith("say from when") else said)
            return ""

    def _after(self) -> str:
        length = self._length("number", "unit")
        if not self.cleaned_data.get("number"):
            self.add_error("number", "Write how long, as a number")
        event = self.cleaned_data.get("event", "")
        if not event and not self.errors.get("event"):
            self.add_error("event", "Choose from when it runs")
        return f"{length} after {event}" if length and event else ""

    def _state(self, way: str) -> str:
        state = self.cleaned_data.get(f"{way}_state", "")
        if not state and not self.errors.get(f"{way}_state"):
            self.add_error(f"{way}_state", "Choose what it runs until")
        length = self._length(f"{way}_number", f"{way}_unit")
        record = self.cleaned_data.get(f"{way}_record", "")
        if length and record:
            self.add_error(f"{way}_number", "Choose one of the two: a time of our own, or the law’s")
            return ""
        if self.cleaned_data.get(f"{way}_number") and not length:
            return ""
        then = length or (f"statutory {record}" if record else "")
        return f"{way} {state}{f', then {then}' if then else ''}" if state else ""

    def _law(self) -> str:
        record, event = self.cleaned_data.get("record", ""), self.cleaned_data.get("record_event", "")
        if not record and not self.errors.get("record"):
            self.add_error("record", "Choose which of the law’s periods it is")
        return f"statutory {record}{f' after {event}' if event else ''}" if record else ""

    def _length(self, number: str, unit: str) -> str:
        """6 years; empty with an error beside the number if it is none."""
        text, one = self.cleaned_data.get(number, ""), self.cleaned_data.get(unit) or "year"
        if not text:
            return ""
        most = LONGEST[one]
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
            self.add_error(number, f"Write a whole number from 1 to {most:,}")
            return ""
        return f"{int(text)} {one}{'' if int(text) == 1 else 's'}"


def as_entered(purpose: Purpose) -> dict[str, Any]:
    """A purpose as its form shows it."""
    entered = {"says": purpose.says, "because": purpose.because, "unit": "year", "until_unit": "day"}
    lists = {"seen_by": list(purpose.seen_by), "disclosed_to": list(purpose.disclosed_to)}
    return {**entered, "while_unit": "year", **lists, **_kept(purpose.keep)}


def _kept(keep: Keep) -> dict[str, Any]:
    length = {"number": str(keep.period.number), "unit": keep.period.unit} if keep.period else {}
    if keep.form == "after" and keep.statutory:
        return {"way": "law", "record": keep.statutory, "record_event": keep.event if " after " in keep.text else ""}
    if keep.form == "after":
        return {"way": "after", "event": keep.event, **length}
    state = next(name for name, (event, _) in keeping.STATES.items() if event == keep.event)
    then = {f"{keep.form}_{name}": value for name, value in length.items()}
    return {"way": keep.form, f"{keep.form}_state": state, f"{keep.form}_record": keep.statutory, **then}


class DayField(forms.CharField):
    """A day in one line, as people write it: 31 5 2027; it may stay empty."""

    def __init__(self) -> None:
        super().__init__(max_length=20, required=False, error_messages={"max_length": "Write it like 31 5 2027"})

    def prepare_value(self, value: Any) -> Any:
        """The day of the file as people write it."""
        found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value or "")
        return f"{int(found[3])} {int(found[2])} {found[1]}" if found else value

    def clean(self, value: Any) -> str:
        """The day as the file writes it: 2027-05-31."""
        text = super().clean(value)
        if not text:
            return ""
        parts = re.findall(r"[0-9]+", text)
        try:
            day, month, year = map(int, parts if len(parts[0]) < 4 else reversed(parts))
            return date(year, month, day).isoformat()
        except (ValueError, IndexError):
            raise forms.ValidationError("There is no such day: write it like 31 5 2027") from None


# The fields that are one line or one choice, and the keys of the file that they are.
LINES = {
    "name": "name",
    "role": "role",
    "kind": "kind",
    "country": "country",
    "contract": "contract",
    "contract_until": "contract until",
    "approval": "approval",
    "safeguard": "safeguard",
    "transfer_test": "transfer test",
    "group": "group",
    "undertakes": "undertakes",
    "terms": "terms",
    "review_by": "review by",
}


class RecipientForm(forms.Form):
    """Somebody outside who may be given data: who, where, bound by what, and for which purposes."""

    name = Words(400, "Write its name")
    role = Words(400, "Say what it does for us")
    kind = Pick(list(KINDS.items()), "Choose what it is")
    country = Words(400, "Write the country in which it is")
    contract, approval, safeguard, transfer_test = Words(400), Words(400), Words(400), Words(400)
    contract_until, review_by = DayField(), DayField()
    group = Pick([("no", "No"), ("yes", "Yes, it is a company of ours")], "Choose whether it is a company of ours")

    def __init__(self, policy: Policy, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = [(item.id, item.says) for item in PROCESSOR_TERMS.on(on)]
        self.fields["undertakes"] = Ticks(list(UNDERTAKINGS.items()))
        self.fields["terms"] = Ticks(terms)
        self.fields["given_by"] = Ticks([(key, one.title) for key, one in policy.purposes.items()])

    def clean(self) -> dict[str, Any]:
        """One line stays one line."""
        for name in LINES:
            if isinstance(self.cleaned_data.get(name), str):
                self.cleaned_data[name] = " ".join(self.cleaned_data[name].split())
        return self.cleaned_data


def values_of(recipient: Recipient) -> dict[str, Any]:
    """A recipient's values by field, as the file writes them."""
    found: Mapping[str, Any] = {name: getattr(recipient, name) for name in LINES}
    return {name: _as_text(value) for name, value in found.items()}


def _as_text(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value or ""


def ordered(known: Iterable[str], was: Sequence[str], now: Iterable[str]) -> list[str]:
    """A list with what was ticked: what stays keeps its place, what is new comes last in the order of the choices."""
    chosen = set(now)
    return [one for one in was if one in chosen] + [one for one in known if one in chosen and one not in was]
