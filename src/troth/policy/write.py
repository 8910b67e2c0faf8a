"""The canonical text of a policy: what it says, all of it and nothing else, always in the same way.

Two files that say the same have the same canonical text, however they are laid out, commented or quoted. The keys come
in the order of `values.py`, what is as usual is left out, and entries keep the policy's own order, in which people read
them in the notice: so a policy with two purposes changed about is another text.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from troth.fault import Fault
from troth.policy.keep import Keep
from troth.policy.source import fit
from troth.policy.style import Manner, Value, entries
from troth.policy.values import Policy


def written(policy: Policy) -> str:
    """The text of a policy.yaml that reads back to an equal policy: `read(written(policy), where) == policy`.

    What stood in files beside the policy is in it, so it is read without them. A period keeps its sentence, not the
    length that the law of a day gives it (`under`). A Fault for a value that no file can hold.
    """
    return "".join(f"{line}\n" for line in entries(_keys(policy), 0, Manner()))


def digest(policy: Policy) -> str:
    """The SHA-256 of the canonical text in UTF-8, in hexadecimal."""
    return hashlib.sha256(written(policy).encode()).hexdigest()


def _keys(model: BaseModel) -> dict[str, Value]:
    """What a value says beyond the usual, by the keys of the file; fields that no file can write are left out."""
    said: dict[str, Value] = {}
    for name, about in type(model).model_fields.items():
        key, value = about.alias or name, getattr(model, name)
        usual = not about.is_required() and value == about.get_default(call_default_factory=True)
        if not usual and not key.startswith("\0"):
            said[key] = _plain(value)
    return said


def _plain(value: Any) -> Value:
    """A value as text, lists and mappings."""
    match value:
        case BaseModel():
            return _keys(value)
        case Keep():
            return _plain(value.text)
        case Mapping():
            return {_text(str(key)): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case Enum():
            return _plain(value.value)
        case date():
            return value.isoformat()
        case bool():
            return str(value).lower()
        case str() | int():
            return _text(str(value))
    raise Fault(f"a policy cannot hold a {type(value).__name__}", remedy="write it as text, a list or a group of keys")


def _text(text: str) -> str:
    if all(fit(c) or c == "\n" for c in text):
        return text
    raise Fault("there is a character in a value of this policy that cannot be seen", remedy="type the words again")
