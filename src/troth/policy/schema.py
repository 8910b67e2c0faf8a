"""The shape of a company's files as JSON Schema (draft 2020-12), so that an editor completes and marks what it can.

It is made from the same values that `read` fills (values.py). An editor sees shapes and words; what the law objects to,
and names that are not declared, only `troth check` sees. Editors read YAML's numbers as numbers, we as text, so a text
may be either.

json_schema("policy")     of policy.yaml; also "assessment", "holidays", "promises"
"""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from troth.law.uk.periods import NAMES
from troth.law.uk.uk_gdpr_6 import RECOGNISED
from troth.law.uk.uk_gdpr_22a import SAFEGUARDS
from troth.law.uk.uk_gdpr_28 import TERMS
from troth.law.uk.uk_gdpr_35 import TRIGGERS
from troth.policy.holidays import Holidays
from troth.policy.keep import PATTERNS, STATES
from troth.policy.keys import MEANS
from troth.policy.promises import ID, Promise
from troth.policy.read import NAMED, SHORT
from troth.policy.values import UNDERTAKINGS, Assessed, Policy
from troth.words import Nation, Right

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLES = {
    "policy": "What a company does with personal data (policy.yaml)",
    "assessment": "An assessment (assessments/*.yaml)",
    "holidays": "Bank holidays that a company changes (holidays.yaml)",
    "promises": "The promises of a published policy (promises.yaml)",
}
MODELS: Mapping[str, type[BaseModel]] = {
    "policy": Policy,
    "assessment": Assessed,
    "holidays": Holidays,
    "promises": Promise,
}
# Lists and words that come from the law or from us, by model and key.
CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("Purpose", "high risk"): tuple(dict.fromkeys(item.id for item in TRIGGERS.items)),
    ("Purpose", "interest"): RECOGNISED,
    ("Automated", "safeguards"): tuple(dict.fromkeys(item.id for item in SAFEGUARDS.items)),
    ("Recipient", "undertakes"): tuple(UNDERTAKINGS),
    ("Recipient", "terms"): TERMS,
    ("Assessed", "terms"): TERMS,
    ("Changed", "nations"): tuple(Nation),
}
EXAMPLES = (
    "6 years after order.completed",
    "90 days after call.date",
    "until consent is withdrawn, then 30 days",
    "while customer, then 6 years",
    "statutory vat-records",
)


def json_schema(name: str) -> dict[str, Any]:
    """The schema of one of a company's files, by its name; a KeyError for a name that there is not."""
    made = MODELS[name].model_json_schema(by_alias=True, schema_generator=_Generator, mode="validation")
    parts = {title: part for title, part in made.pop("$defs", {}).items() if _ours(title, part)}
    if name == "promises":
        parts["Promise"] = made
        made = {"type": "object", "additionalProperties": {"$ref": "#/$defs/Promise"}}
        made["propertyNames"] = {"pattern": _whole(ID.pattern)}
    for title, part in [(MODELS[name].__name__, made), *parts.items()]:
        if title in MEANS:
            _finish(title, part)
    if name == "policy":
        _policy(made)
    more = {"$defs": dict(sorted(parts.items()))} if parts else {}
    return {"$schema": DRAFT, "title": TITLES[name], **_plain({**made, **more}, drop=("title", "default"))}


def _ours(title: str, part: dict[str, Any]) -> bool:
    """Whether a part is of a file: a model whose keys are known, or a list of words; the rest is the reader's own."""
    return title in MEANS or "enum" in part


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, which knows a `keep:` sentence, and days as a person writes them."""

    def json_or_python_schema(self, schema: core_schema.JsonOrPythonSchema) -> JsonSchemaValue:
        """What is read from a sentence before the models see it: the period, and nothing else."""
        if schema["python_schema"]["type"] == "is-instance":
            return {"type": "string", "pattern": _keep(), "examples": list(EXAMPLES)}
        return super().json_or_python_schema(schema)

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A day is a text; an editor that reads it as a date shows it as one."""
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def _keep() -> str:
    """The grammar of a period as one pattern that JavaScript understands too."""
    states = "|".join(s for s in STATES if " is " in s), "|".join(s for s in STATES if " is " not in s)
    record = "|".join(NAMES)
    forms = []
    for form, pattern in PATTERNS:
        text = re.sub(r"\(\?P<record>[^()]*(?:\([^()]*\)[^()]*)*\)", f"(?:{record})", pattern.pattern)
        text = re.sub(r"\(\?P<\w+>", "(?:", text)
        text = f"until (?:{states[0]})" + text[text.index("(?:, then") :] if form == "until" else text
        text = f"while (?:{states[1]})" + text[text.index("(?:, then") :] if form == "while" else text
        forms.append(text)
    return f"^(?:{'|'.join(forms)})$"


def _finish(title: str, part: dict[str, Any]) -> None:
    """One model's part: no key that only the reader sets, each with its meaning, lists with what may stand in them."""
    keys: dict[str, Any] = {key: of for key, of in part.get("properties", {}).items() if not key.startswith("\0")}
    if keys:
        part["properties"] = keys
    for key, of in keys.items():
        inner = _value(of)
        if (title, key) in CHOICES:
            of.clear()
            choice = {"enum": list(CHOICES[title, key])}
            of.update(
                {"type": "array", "items": choice, "uniqueItems": True}
                if key != "interest" or title != "Purpose"
                else choice
            )
        elif inner is not of:
            of.clear()
            of.update(inner)
        of["description"] = MEANS[title][key]
    if title == "Purpose":
        part["required"] = [key for key in part["required"] if key != "title"]  # the reader makes one from the name
    part["description"] = " ".join(part.get("description", "").split())


def _value(of: dict[str, Any]) -> dict[str, Any]:
    """A value that may be left out, as it is where it is written: an empty one is a fault."""
    known = [one for one in of.get("anyOf", ()) if one != {"type": "null"}]
    return known[0] if len(known) == 1 else of


def _policy(made: dict[str, Any]) -> None:
    """What the whole policy knows and no part of it: how names are written, and the short forms."""
    keys = made["properties"]
    keys["policy"] = {"enum": [1, "1"], "description": keys["policy"]["description"]}
    for section, pattern in NAMED.items():
        keys[section]["propertyNames"] = {"pattern": _whole(pattern.pattern), "maxLength": 60}
    keys["rights"]["propertyNames"] = {"enum": [right.value for right in Right]}
    for section in SHORT:
        long = keys[section]["additionalProperties"]
        keys[section]["additionalProperties"] = {"anyOf": [{"type": "string"}, long]}


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _plain(of: Any, drop: tuple[str, ...]) -> Any:
    """The schema without what says nothing to an editor; a free text may be a number there."""
    if isinstance(of, list):
        return [_plain(one, drop) for one in of]
    if not isinstance(of, dict):
        return of
    named = {"properties", "$defs"}  # below these a key is a name, not a word of the schema
    made = {k: _each(v, drop) if k in named else _plain(v, drop) for k, v in of.items() if k not in drop or k in named}
    free = made.get("type") == "string" and not {"enum", "const", "format", "examples"} & made.keys()
    return made | {"type": ["string", "number"]} if free else made


def _each(of: Mapping[str, Any], drop: tuple[str, ...]) -> dict[str, Any]:
    return {key: _plain(value, drop) for key, value in of.items()}
