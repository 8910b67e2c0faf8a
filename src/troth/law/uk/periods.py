"""How long records are kept because a statute asks for it, a claim can be brought, or good judgment says so.

A policy cites an entry by its name (`keep: statutory vat-records`). Each entry says what kind of period it is: one that
a statute asks for at least (`must`), one after which a statute wants the data gone (`limit`), one for which a claim can
be brought, so that it may be kept as long (`claims`), or our own reasoned view where there is no statute (`judgment`).

Periods here are plain calendar periods: they do not move to a working day (reg_1182_71.months_on).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Literal

from troth.fault import Fault
from troth.law.dated import Rule
from troth.law.table import SILENT, Ruling
from troth.law.uk.pecr_marketing import NO_IS_KEPT
from troth.law.uk.pecr_traffic import BILLED, ERASED
from troth.law.uk.period_rules import (
    ACCOUNTS,
    ACCOUNTS_PUBLIC,
    APPLICANTS,
    CALLS,
    CCTV,
    CONSENT,
    CONTRACT_ENGLISH,
    CONTRACT_IRISH,
    CONTRACT_SCOTTISH,
    CREDIT,
    DEED_ENGLISH,
    DEED_IRISH,
    HOLIDAYS,
    IDENTITY,
    LOGS,
    PAYE,
    RIGHT_TO_WORK,
    TAX,
    VAT,
    WAGE,
    WAGE_OLD,
)
from troth.law.uk.reg_1182_71 import Period, days, months
from troth.words import Nation, Step

ENGLISH = frozenset({Nation.ENGLAND, Nation.WALES})
SCOTTISH = frozenset({Nation.SCOTLAND})
IRISH = frozenset({Nation.NORTHERN_IRELAND})
EVERYWHERE = frozenset(Nation)


class Kind(StrEnum):
    """What makes a period: a duty to keep, a duty to let go, the time for claims, or judgment."""

    MUST = "must"
    LIMIT = "limit"
    CLAIMS = "claims"
    JUDGMENT = "judgment"


def years(count: int) -> Period:
    """A period of calendar years."""
    return months(12 * count)


AT_ONCE = days(0)
FINANCIAL_YEAR = months(12)  # the longest that an accounting period goes on after what happened in it


def said(period: Period) -> str:
    """6 years, 9 months, 30 days."""
    number, unit = (period.months, "month") if period.months else (period.days, "day")
    if period.months and not period.months % 12:
        number, unit = period.months // 12, "year"
    return f"{number} {unit}{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Statutory:
    """How long one kind of record is kept, as the law of a day has it in a nation.

    `period` runs from what `after` says in words: that is the event (`invoice.date`), or comes up to `lead` after it.
    No period is no end. `event` is the event that a store usually knows; empty if a policy has to name one.
    """

    id: str
    says: str
    kind: Kind
    period: Period | None
    after: str
    rules: tuple[Rule, ...]
    event: str = ""
    lead: Period | None = None
    nations: frozenset[Nation] = EVERYWHERE

    @property
    def length(self) -> str:
        """The period in words: `6 years after the end of the accounting period`."""
        if self.period is None:
            return "without an end"
        return f"until {self.after}" if self.period == AT_ONCE else f"{said(self.period)} after {self.after}"

    @property
    def because(self) -> tuple[Step, ...]:
        """What kind of period it is, after the rules that give it."""
        return (*(Step(r.says, r.cite.text) for r in self.rules), Step(_MEANS[self.kind]))

    def ends(self, begun: date) -> date | None:
        """The last day of the period, if what `after` says was on the day `begun`; None if it has no end."""
        return self.period.after(begun) if self.period else None

    def stands(self, on: date, nation: Nation) -> bool:
        """Whether this is the law of a day in a nation."""
        return nation in self.nations and all(rule.stands(on) for rule in self.rules)


_MEANS = {
    Kind.MUST: "A law asks for it: it is kept for at least as long.",
    Kind.LIMIT: "A law asks for it: it is kept no longer.",
    Kind.CLAIMS: "No law asks to keep it: it may be kept for as long as somebody can claim.",
    Kind.JUDGMENT: "No law gives a period: it is a judgment, and can be argued.",
}


Record = Literal[
    "vat-records",
    "corporation-tax",
    "accounting-records",
    "accounting-records-plc",
    "paye-records",
    "minimum-wage-records",
    "holiday-records",
    "right-to-work",
    "contract-claims",
    "deed-claims",
    "rejected-applicants",
    "call-recordings",
    "credit-result",
    "identity-documents",
    "cctv",
    "suppression",
    "consent-evidence",
    "traffic-data",
    "billing-data",
    "breach-log",
    "complaint-log",
    "request-log",
]

SIX, FIVE, TWELVE = years(6), years(5), years(12)
_MADE, _YEAR_END, _CLAIM = "the day on which they were made", "the end of the accounting period", "the claim arises"
_NEXT_PAY = "the end of the pay period that follows"


def _entry(
    id: Record, says: str, kind: Kind, period: Period | None, after: str, *rules: Rule, **more: Any
) -> Statutory:
    return Statutory(id, says, kind, period, after, rules, **more)


def _while_claimed(id: Record, says: str, kind: Kind, after: str, rule: Rule, event: str) -> tuple[Statutory, ...]:
    """An entry that lasts as long as a claim on a contract does in each nation."""
    lasting = ((SIX, CONTRACT_ENGLISH, ENGLISH), (FIVE, CONTRACT_SCOTTISH, SCOTTISH), (SIX, CONTRACT_IRISH, IRISH))
    return tuple(
        _entry(id, says, kind, period, after, rule, claim, event=event, nations=nations)
        for period, claim, nations in lasting
    )


_MUST, _CLAIMS, _JUDGED = Kind.MUST, Kind.CLAIMS, Kind.JUDGMENT
_WAGES, _DEEDS = "records of the minimum wage", "papers on a deed"
# A change in the law is a new rule and a new line: the lines whose rules stand in the nation are the catalogue.
_LINES: tuple[Statutory, ...] = (
    _entry("vat-records", "records for VAT", _MUST, SIX, _YEAR_END, VAT, event="invoice.date", lead=FINANCIAL_YEAR),
    _entry(
        "corporation-tax",
        "records for corporation tax",
        _MUST,
        SIX,
        _YEAR_END,
        TAX,
        event="invoice.date",
        lead=FINANCIAL_YEAR,
    ),
    _entry("accounting-records", "accounting records", _MUST, years(3), _MADE, ACCOUNTS, event="invoice.date"),
    _entry(
        "accounting-records-plc",
        "accounting records of a public company",
        _MUST,
        SIX,
        _MADE,
        ACCOUNTS_PUBLIC,
        event="invoice.date",
    ),
    _entry(
        "paye-records",
        "records of pay",
        _MUST,
        years(3),
        "the end of the tax year",
        PAYE,
        event="pay.date",
        lead=FINANCIAL_YEAR,
    ),
    _entry("minimum-wage-records", _WAGES, _MUST, years(3), _NEXT_PAY, WAGE_OLD, event="pay.date", lead=months(2)),
    _entry("minimum-wage-records", _WAGES, _MUST, SIX, _NEXT_PAY, WAGE, event="pay.date", lead=months(2)),
    _entry("holiday-records", "records of holidays", _MUST, SIX, _MADE, HOLIDAYS),
    _entry(
        "right-to-work",
        "copies of right-to-work documents",
        _MUST,
        years(2),
        "the employment ends",
        RIGHT_TO_WORK,
        event="employment.ended",
    ),
    _entry("contract-claims", "what a contract claim needs", _CLAIMS, SIX, _CLAIM, CONTRACT_ENGLISH, nations=ENGLISH),
    _entry(
        "contract-claims", "what a contract claim needs", _CLAIMS, FIVE, _CLAIM, CONTRACT_SCOTTISH, nations=SCOTTISH
    ),
    _entry("contract-claims", "what a contract claim needs", _CLAIMS, SIX, _CLAIM, CONTRACT_IRISH, nations=IRISH),
    _entry("deed-claims", _DEEDS, _CLAIMS, TWELVE, _CLAIM, DEED_ENGLISH, nations=ENGLISH),
    _entry("deed-claims", _DEEDS, _CLAIMS, FIVE, _CLAIM, CONTRACT_SCOTTISH, nations=SCOTTISH),
    _entry("deed-claims", _DEEDS, _CLAIMS, TWELVE, _CLAIM, DEED_IRISH, nations=IRISH),
    _entry(
        "rejected-applicants",
        "applications that were refused",
        _CLAIMS,
        months(6),
        "the decision",
        APPLICANTS,
        event="application.decided",
    ),
    _entry("call-recordings", "recordings of calls", _JUDGED, months(3), "the call", CALLS, event="call.date"),
    _entry("credit-result", "results of credit checks", _JUDGED, years(1), "the check", CREDIT, event="credit.checked"),
    _entry(
        "identity-documents",
        "copies of identity documents",
        _JUDGED,
        AT_ONCE,
        "the check",
        IDENTITY,
        event="identity.checked",
    ),
    _entry("cctv", "camera recordings", _JUDGED, days(30), "the recording", CCTV),
    _entry("suppression", "a no to marketing", _JUDGED, None, "", NO_IS_KEPT),
    *_while_claimed(
        "consent-evidence", "the record of a consent", _JUDGED, "the consent ends", CONSENT, "consent.withdrawn"
    ),
    _entry("traffic-data", "traffic data", Kind.LIMIT, AT_ONCE, "the transmission ends", ERASED),
    *_while_claimed("billing-data", "traffic data for a bill", _CLAIMS, "the bill", BILLED, "invoice.date"),
    *_while_claimed("breach-log", "the record of a breach", _JUDGED, "the breach is closed", LOGS, "incident.closed"),
    *_while_claimed(
        "complaint-log", "the record of a complaint", _JUDGED, "the complaint is closed", LOGS, "request.closed"
    ),
    *_while_claimed("request-log", "the record of a request", _JUDGED, "the request is closed", LOGS, "request.closed"),
)
NAMES: tuple[str, ...] = tuple(dict.fromkeys(line.id for line in _LINES))


def known(name: str) -> tuple[Statutory, ...]:
    """Every line that a name ever had, in any nation; a Fault with the nearest spelling if it never had one."""
    lines = tuple(line for line in _LINES if line.id == name)
    if not lines:
        near = get_close_matches(name, NAMES, 1)
        raise Fault(
            f"`{name[:60]}` is no period that the law room knows",
            remedy=f"did you mean `{near[0]}`?" if near else f"one of: {', '.join(NAMES)}",
        )
    return lines


def statutory(name: str, on: date, nation: Nation) -> Statutory | None:
    """How long a kind of record is kept by the law of a day; None before there was such a rule, a Fault for no name."""
    return next((line for line in known(name) if line.stands(on, nation)), None)


def catalogue(on: date, nation: Nation) -> tuple[Statutory, ...]:
    """Every kind of record that has a period on a day in a nation."""
    return tuple(line for line in _LINES if line.stands(on, nation))


def period_of(on: date, *, record: Record, nation: Nation) -> Ruling[str]:
    """How long is a kind of record kept?

    record: the kind of record
    nation: where the company is
    """
    found = statutory(record, on, Nation(nation))
    return Ruling(found.length, found.because) if found else Ruling(None, (SILENT,))


def keep_at_least(on: date, *, record: Record, nation: Nation, begun: date) -> Ruling[date]:
    """Until which day must a record be kept, because a law asks for it?

    record: the kind of record
    nation: where the company is
    begun: the day from which the period runs, such as the end of the accounting period
    """
    found = statutory(record, on, Nation(nation))
    if found is None:
        return Ruling(None, (SILENT,))
    return Ruling(found.ends(begun) if found.kind is Kind.MUST else None, found.because)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "statutory-period": period_of,
    "keep-at-least": keep_at_least,
}
