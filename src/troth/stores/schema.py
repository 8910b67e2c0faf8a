"""The shape of a store file as JSON Schema (draft 2020-12), so that an editor completes and marks what it can.

One alternative a kind. What the keys are is said by each kind's `read`; that both say the same is held by a test.
"""

from typing import Any

from troth.stores.base import ERASE, EVENT

AS = ("own", "shared", "shared if others", "staff", "other")
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: dict[str, Any] = {"type": ["string", "number"]}
WORDS: dict[str, Any] = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
PAIRS: dict[str, Any] = {"type": "object", "additionalProperties": TEXT}
PERSON: dict[str, Any] = {"type": "object", "additionalProperties": WORDS}


def _said(of: dict[str, Any], says: str) -> dict[str, Any]:
    return {**of, "description": says}


TABLE: dict[str, Any] = {
    "says": _said(TEXT, "What a row is, as the person reads it: your orders."),
    "person": _said(PERSON, "Which columns say who a row is about, by kind of identifier: {email: email}."),
    "columns": _said(PAIRS, "What each column holds: a category of the policy."),
    "when": _said(TEXT, "The column with the date that a row tells of itself."),
    "clocks": _said(
        {**PAIRS, "propertyNames": {"pattern": f"^(?:{EVENT.pattern})$"}},
        "The events from which periods run, each with the column that has its date: {order.completed: done_on}.",
    ),
    "erase": _said({"enum": list(ERASE)}, "What erasure does to a row."),
    "others": _said(WORDS, "Columns that speak of somebody else; not shown where a row is shared."),
    "hide": _said(WORDS, "Columns that are never shown, such as a password."),
}
LINK: dict[str, Any] = {
    "type": "object",
    "properties": {
        "as": _said({"enum": list(AS)}, "Whose the row is then; own if it is left out."),
        "where": _said(PERSON, "Only rows with these values."),
    },
    "additionalProperties": _said(PAIRS, "The table that it hangs on, and which columns are equal: {here: there}."),
}
SAYS = _said(TEXT, "What the place is, in plain words.")
PATH = _said(TEXT, "Where it lies; ${NAME} is read from the environment.")
OURS = _said(WORDS, "The domains of the company's own addresses.")
SINGLE: dict[str, Any] = {
    "table": _said(TEXT, "A name for its rows."),
    "rows": _said(TEXT, "What a row is, as the person reads it."),
    **TABLE,
    "says": SAYS,
}
KINDS: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "sql": (
        "A database.",
        {
            "says": SAYS,
            "url": _said(TEXT, "Its address, without its secrets: postgresql://reader:${CRM_PASSWORD}@host/crm."),
            "people": _said(WORDS, "The tables that say who people are."),
            "tables": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": {
                    "type": "object",
                    "properties": {
                        **TABLE,
                        "of": _said(
                            {"type": "array", "items": LINK}, "What its rows hang on, so that they are somebody's."
                        ),
                    },
                    "additionalProperties": False,
                },
            },
        },
        ("url", "tables"),
    ),
    "folder": (
        "A folder of files.",
        {
            "says": SAYS,
            "path": PATH,
            "ours": OURS,
            "files": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": {
                    "type": "object",
                    "properties": {
                        "table": _said(TEXT, "A name for the rows of these files."),
                        "sheet": _said(TEXT, "The sheet of a workbook."),
                        "with": _said({"enum": ["folder"]}, "The files beside it belong to it."),
                        **TABLE,
                    },
                    "required": ["table"],
                    "additionalProperties": False,
                },
            },
        },
        ("path", "files"),
    ),
    "log": ("The log of a web server.", {"path": PATH, **SINGLE}, ("path",)),
    "mailbox": ("A mailbox (Maildir or mbox).", {"path": PATH, "ours": OURS, **SINGLE}, ("path", "ours")),
    "recordings": (
        "Recordings, each with its note.",
        {
            "path": PATH,
            "parties": _said({"type": "array", "items": PERSON}, "Who can be on a call, party by party."),
            **SINGLE,
        },
        ("path",),
    ),
    "person": (
        "A place that no program reads: a colleague looks.",
        {
            "says": SAYS,
            "colleague": _said(TEXT, "Who is asked."),
            "asks": _said(TEXT, "What the colleague is asked to do."),
        },
        ("says", "colleague", "asks"),
    ),
}


def json_schema() -> dict[str, Any]:
    """The schema of a file of stores/."""
    return {
        "$schema": DRAFT,
        "title": "One place where data lies (stores/*.yaml)",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": _said({"enum": list(KINDS)}, "What kind of place it is.")},
        "oneOf": [_kind(kind, *of) for kind, of in KINDS.items()],
    }


def _kind(kind: str, says: str, keys: dict[str, Any], needed: tuple[str, ...]) -> dict[str, Any]:
    return {
        "description": says,
        "type": "object",
        "properties": {"kind": {"const": kind}, **keys},
        "required": ["kind", *needed],
        "additionalProperties": False,
    }
