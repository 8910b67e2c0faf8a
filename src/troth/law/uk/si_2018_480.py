"""SI 2018/480: the yearly fee that a controller pays to the regulator.

Who is small by turnover or by staff pays the lowest fee, who is neither small nor middling the highest. One of the two
is enough to be small; a public authority goes by its staff alone; a charity always pays the lowest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Literal

from troth.law.dated import Dated, Known, Rule, stated
from troth.law.table import SILENT, Row, Ruling, Table
from troth.words import Step

URL = "https://www.legislation.gov.uk/uksi/2018/480"
OLD, RAISED = "2018-05-25", "2025-02-17"
BY_DIRECT_DEBIT = 5  # pounds off

Tier = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a controller of one size has: turnover in pounds of its last financial year, or staff."""

    turnover: int
    staff: int


SMALL, MIDDLING = Limits(632_000, 10), Limits(36_000_000, 250)
FEES: Dated[Mapping[Tier, int]] = Dated(
    {OLD: {1: 40, 2: 60, 3: 2_900}, RAISED: {1: 52, 2: 78, 3: 3_763}}  # pounds a year
)

_was = partial(stated, url=URL, since=OLD, until="2025-02-16", known=Known.RECALLED)
_is = partial(stated, url=URL, since=RAISED, by="SI 2025/63")
_AMOUNTS = (
    _was("SI 2018/480 reg 3(1)", says="The fee of a year is £40 in tier 1, £60 in tier 2 and £2,900 in tier 3."),
    _is("SI 2018/480 reg 3(1)", says="The fee of a year is £52 in tier 1, £78 in tier 2 and £3,763 in tier 3."),
)
_rule = partial(stated, url=URL, since=OLD)
_TIER_1 = _rule(
    "SI 2018/480 reg 3(2)(a)",
    says="Tier 1: a turnover of at most £632,000, or at most 10 members of staff.",
)
_CHARITY = _rule("SI 2018/480 reg 3(2)(a)(iii)", says="A charity is in tier 1, whatever its size.")
_TIER_2 = _rule(
    "SI 2018/480 reg 3(2)(b)",
    says="Tier 2: not in tier 1, and a turnover of at most £36 million, or at most 250 members of staff.",
)
_TIER_3 = _rule(
    "SI 2018/480 reg 3(2)(c)",
    says="Tier 3: whoever is not shown to be in tier 1 or tier 2.",
)
_AUTHORITY = _rule("SI 2018/480 reg 3(3)", says="The turnover of a public authority does not count, only its staff.")
_DIRECT_DEBIT = _rule(
    "SI 2018/480 reg 3(5)",
    says="Whoever pays by direct debit pays £5 less.",
    known=Known.GUIDANCE,
    unsure="The regulations as they were made say so; that the amendment of 2025 left it as it was is the regulator's "
    "account. Without direct debit the whole fee is due.",
)

_TIERS = Table[Tier](
    Row(1, _CHARITY, charity=True),
    Row(1, _TIER_1, low=True),
    Row(1, _TIER_1, few=True),
    Row(2, _TIER_2, medium=True),
    Row(2, _TIER_2, several=True),
    Row(3, _TIER_3),
)


def tier(
    on: date,
    *,
    turnover: int | None = None,
    staff: int | None = None,
    public_authority: bool = False,
    charity: bool = False,
) -> Ruling[Tier]:
    """In which tier of the yearly fee is a controller?

    turnover: the turnover of the last financial year, in pounds; not said counts as high
    staff: how many members of staff there are; not said counts as many
    public_authority: whether it is a public authority
    charity: whether it is a charity
    """
    sales = None if public_authority else turnover
    size = _TIERS.on(
        on,
        low=sales is not None and sales <= SMALL.turnover,
        medium=sales is not None and sales <= MIDDLING.turnover,
        few=staff is not None and staff <= SMALL.staff,
        several=staff is not None and staff <= MIDDLING.staff,
        charity=charity,
    )
    return replace(size, because=(*size.because, _step(_AUTHORITY))) if size.answer and public_authority else size


def fee(
    on: date,
    *,
    turnover: int | None = None,
    staff: int | None = None,
    public_authority: bool = False,
    charity: bool = False,
    direct_debit: bool = False,
) -> Ruling[int]:
    """What does a controller pay to the regulator for a year, in pounds?

    turnover: the turnover of the last financial year, in pounds; not said counts as high
    staff: how many members of staff there are; not said counts as many
    public_authority: whether it is a public authority
    charity: whether it is a charity
    direct_debit: whether it is paid by direct debit
    """
    size, fees = (
        tier(on, turnover=turnover, staff=staff, public_authority=public_authority, charity=charity),
        FEES.on(on),
    )
    if size.answer is None or fees is None:
        return Ruling(None, (SILENT,))
    steps = (*size.because, *(_step(amounts) for amounts in _AMOUNTS if amounts.stands(on)))
    if not direct_debit:
        return Ruling(fees[size.answer], steps)
    return Ruling(fees[size.answer] - BY_DIRECT_DEBIT, (*steps, _step(_DIRECT_DEBIT)))


def _step(entry: Rule) -> Step:
    return Step(entry.says, entry.cite.text)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {"fee": fee, "fee-tier": tier}
