"""The register of processing activities (UK GDPR Art 30), compiled from the policy and the law of a day.

One entry a purpose with the fields of the regulator's template in its order; beside it what is done for other
controllers. Nothing is typed twice: a cell says what a rule says, and names the rule. What the law asks for and the
policy does not say stays empty, and is said to be missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from troth.law.contents import Contents
from troth.law.uk.uk_gdpr_28 import CONTROLLER_REGISTER, PROCESSOR_REGISTER
from troth.policy.publish import columns, columns_others
from troth.policy.publish.rows import Asked, Cell, Column, Entry, Met, OfCommission, OfPurpose, Register, Said, Side
from troth.policy.publish.says import plain
from troth.policy.values import Policy, under

__all__ = ["Register", "as_json", "register"]

CONTROLLER = "What we do as a controller"
PROCESSOR = "What we do as a processor, for others"


def register(policy: Policy, on: date, places: Mapping[str, tuple[str, ...]] | None = None, site: str = "") -> Register:
    """The register that a policy makes under the law of a day.

    places: the systems that hold each category, if the caller knows them; a category that none holds is said
    site: what comes before the address of a page, such as https://www.acme.example
    """
    today = under(policy, on)
    asked = Asked(today, on, places, site.rstrip("/"))
    ours = [_of_purpose(OfPurpose(today, on, places, asked.site, purpose=one)) for one in today.purposes.values()]
    others = [
        _of_commission(OfCommission(today, on, places, asked.site, key=key, work=work))
        for key, work in today.for_others.items()
    ]
    return Register(
        plain(today.controller.name),
        on,
        _side(CONTROLLER, _head(asked, columns.HEAD), columns.COLUMNS, ours, CONTROLLER_REGISTER, on),
        _side(PROCESSOR, _head(asked, columns_others.HEAD), columns_others.COLUMNS, others, PROCESSOR_REGISTER, on),
    )


def _cell(column: Column, said: Said) -> Cell:
    return Cell(column, said.text, said.rule, said.gap)


def _head(asked: Asked, head: Iterable[columns.OfHead]) -> tuple[Cell, ...]:
    return tuple(_cell(column, says(asked)) for column, says in head)


def _of_purpose(asked: OfPurpose) -> Entry:
    purpose = asked.purpose
    cells = tuple(_cell(column, says(asked)) for column, says in columns.OF_PURPOSE)
    return Entry(
        purpose.id, plain(purpose.title), cells, str(purpose.basis), purpose.seen_by, tuple(purpose.disclosed_to)
    )


def _of_commission(asked: OfCommission) -> Entry:
    cells = tuple(_cell(column, says(asked)) for column, says in columns_others.OF_COMMISSION)
    return Entry(asked.key, plain(asked.work.title), cells, "", asked.work.seen_by, tuple(asked.work.passed_to))


def _side(
    title: str, head: tuple[Cell, ...], known: tuple[Column, ...], entries: list[Entry], law: Contents, on: date
) -> Side:
    met = tuple(_met(item.id, item.says, item.cite.text, head, known, entries) for item in law.on(on))
    return Side(title, head, known, tuple(entries), met)


def _met(id: str, says: str, cite: str, head: tuple[Cell, ...], known: tuple[Column, ...], entries: list[Entry]) -> Met:
    ids = tuple(column.id for column in (*(cell.column for cell in head), *known) if id in column.meets)
    lacking = list(_lacking(ids, head, entries))
    return Met(id, says, cite, ids, tuple(dict.fromkeys(lacking)))


def _lacking(ids: tuple[str, ...], head: tuple[Cell, ...], entries: list[Entry]) -> Iterator[str]:
    """The entries in which a field is empty that the law asks for; all of them if it is one that is said once."""
    for cell in head:
        if cell.column.id in ids and not cell.text:
            yield from (entry.id for entry in entries)
    for entry in entries:
        if any(not cell.text for cell in entry.cells if cell.column.id in ids):
            yield entry.id


# ---- as plain data ----


def as_json(register: Register) -> dict[str, Any]:
    """The register as plain data: for each half its columns, its entries cell by cell, and how it meets the law."""
    return {
        "company": register.company,
        "on": register.on.isoformat(),
        "controller": _side_as_json(register.controller),
        "processor": _side_as_json(register.processor),
        "missing": [
            {"entry": title, "column": cell.column.id, "says": cell.gap, "rule": _named(cell)}
            for title, cell in register.gaps
        ],
    }


def _side_as_json(side: Side) -> dict[str, Any]:
    return {
        "title": side.title,
        "head": {cell.column.id: _cell_as_json(cell) | {"title": cell.column.title} for cell in side.head},
        "columns": [{"id": one.id, "title": one.title, "group": one.group, "built": one.built} for one in side.columns],
        "entries": [
            {"id": e.id, "title": e.title, "cells": {cell.column.id: _cell_as_json(cell) for cell in e.cells}}
            for e in side.entries
        ],
        "law": [
            {"id": m.id, "says": m.says, "cite": m.cite, "columns": list(m.columns), "lacking": list(m.lacking)}
            for m in side.law
        ],
    }


def _named(cell: Cell) -> str:
    return "/".join(map(str, cell.rule))


def _cell_as_json(cell: Cell) -> dict[str, str]:
    said = {"text": cell.text, "rule": _named(cell), "missing": cell.gap}
    return {name: value for name, value in said.items() if value or name == "text"}
