"""What breaking these laws can cost: fines, compensation, and what is an offence.

UK GDPR Art 83 and DPA 2018 s. 157 know two maximum fines; the graver one is for principles, rights and transfers. Since
5 February 2026 cookies and marketing (PECR) come under it too. A fine follows the law of the day of the act.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Literal

from troth.law.dated import Dated, Known, Rule, stated
from troth.law.table import Row, Ruling, Table
from troth.law.uk import si_2018_480
from troth.law.uk.dpa_2018 import DEFEAT, ENFORCED
from troth.law.uk.uk_gdpr import ARTICLE, NEW, OLD
from troth.law.uk.uk_gdpr_5 import SECURE
from troth.words import Step

ACT = "https://www.legislation.gov.uk/ukpga/2018/12/section/"
PECR = "https://www.legislation.gov.uk/uksi/2003/2426/regulation/"
STERLING = "2020-12-31"  # before that day the maximum was in euros
PECR_BEGUN = "2003-12-11"

Breach = Literal[
    "principles",
    "lawful-basis",
    "consent",
    "special-category",
    "transparency",
    "rights",
    "automated-decisions",
    "transfers",
    "children",
    "design",
    "processor",
    "records",
    "security",
    "breach-report",
    "impact-assessment",
    "data-protection-officer",
    "complaints",
    "cookies",
    "marketing",
    "other-pecr",
    "fee",
]
Height = Literal["higher", "standard", "old-pecr", "fee"]


@dataclass(frozen=True, slots=True)
class Maximum:
    """The most that a fine can be: a sum in pounds, or so many per cent of the worldwide turnover if that is more."""

    pounds: int
    per_cent: int = 0

    def of(self, turnover: int | None) -> int:
        """The maximum for a turnover in pounds; the sum where it is not said."""
        return max(self.pounds, (turnover or 0) * self.per_cent // 100)


HIGHER, STANDARD, OLD_PECR = Maximum(17_500_000, 4), Maximum(8_700_000, 2), Maximum(500_000)
FEE_PER_CENT = Dated({OLD: 150})  # of the highest fee of a year

_known = partial(stated, since=OLD, known=Known.RECALLED)
_sum = partial(stated, since=STERLING, known=Known.RECALLED)
_AMOUNTS: Mapping[Height, Rule] = {
    "higher": _sum(
        "DPA 2018 s. 157(5)",
        f"{ACT}157",
        "The higher maximum is £17,500,000, or 4% of the worldwide turnover of the year before if that is more.",
    ),
    "standard": _sum(
        "DPA 2018 s. 157(6)",
        f"{ACT}157",
        "The standard maximum is £8,700,000, or 2% of the worldwide turnover of the year before if that is more.",
    ),
}
_GRAVE = _sum(
    "UK GDPR Art 83(5)",
    f"{ARTICLE}83",
    """The higher maximum is for breaking the principles, the conditions of consent, the rights of people, or the rules
    on automated decisions and transfers.""",
)
_LESS_GRAVE = _sum(
    "UK GDPR Art 83(4)",
    f"{ARTICLE}83",
    "The standard maximum is for breaking the duties of controllers and processors (Arts 8, 11 and 25 to 39).",
    unsure="A lack of security (Art 32) breaks a principle as well (Art 5(1)(f)); the higher maximum is taken for it.",
)
_PECR_OLD = stated(
    "PECR reg 31",
    f"{PECR}31",
    "A fine for breaking these Regulations is at most £500,000.",
    since=OLD,
    until="2026-02-04",
    known=Known.GUIDANCE,
    unsure="The sum is older; from which day it counted was not read.",
)
_pecr = partial(stated, since=NEW, by="DUAA 2025 s. 115 and Sch 13; SI 2026/82 reg 2", known=Known.GUIDANCE)
_PECR = _pecr(
    "PECR reg 31",
    f"{PECR}31",
    "Breaking the rules on cookies (reg 6) and on marketing (regs 19 to 24) is fined under DPA 2018 s. 157, at most by "
    "the higher maximum; no great harm has to be shown.",
)
_PECR_REST = _pecr(
    "PECR Sch 1",
    "https://www.legislation.gov.uk/uksi/2003/2426/schedule/1",
    "Breaking the other rules of these Regulations is fined under DPA 2018 s. 157 too.",
    unsure="Which of the two maximums belongs to which of them was not read; the higher one is taken.",
)
_FEE = _known(
    "DPA 2018 s. 158",
    f"{ACT}158",
    "Whoever does not pay the yearly fee pays a penalty of at most 150% of the highest fee of that year.",
    unsure="What the regulator asks for since the fees rose in 2025 was not read; the highest possible sum is taken.",
)

_FINES = Table[Height](
    Row("old-pecr", _PECR_OLD, breach=("cookies", "marketing", "other-pecr")),
    Row("higher", _PECR, breach=("cookies", "marketing")),
    Row("higher", _PECR_REST, breach="other-pecr"),
    Row("fee", _FEE, breach="fee"),
    Row("standard", ENFORCED, breach="complaints"),
    Row(
        "standard",
        _LESS_GRAVE,
        breach=(
            "children",
            "design",
            "processor",
            "records",
            "breach-report",
            "impact-assessment",
            "data-protection-officer",
        ),
    ),
    Row("higher", _GRAVE, SECURE, breach="security"),
    Row(
        "higher",
        _GRAVE,
        breach=(
            "principles",
            "lawful-basis",
            "consent",
            "special-category",
            "transparency",
            "rights",
            "automated-decisions",
            "transfers",
        ),
    ),
)


def maximum_fine(on: date, *, breach: Breach, turnover: int | None = None) -> Ruling[float]:
    """How high can a fine be, in pounds, for what was done on this day?

    breach: what was broken
    turnover: the worldwide turnover of the whole group in the year before, in pounds; without it only the sum is known
    """
    height = _FINES.on(on, breach=breach)
    if height.answer is None:
        return Ruling(None, height.because)
    if height.answer == "old-pecr":
        return Ruling(OLD_PECR.of(turnover), height.because)
    if height.answer == "fee":
        fees, share = si_2018_480.FEES.on(on), FEE_PER_CENT.on(on)
        return Ruling(max(fees.values()) * share / 100 if fees and share else None, height.because)
    amount = _AMOUNTS[height.answer]
    most = HIGHER if height.answer == "higher" else STANDARD
    return Ruling(most.of(turnover), (*height.because, Step(amount.says, amount.cite.text)))


# ---- compensation ----

_HARM = _known(
    "UK GDPR Art 82(1)",
    f"{ARTICLE}82",
    "Whoever suffers damage because the UK GDPR was broken is compensated by the controller or the processor.",
)
_BLAMELESS = _known(
    "UK GDPR Art 82(3)", f"{ARTICLE}82", "Whoever proves not to be responsible for it in any way does not pay."
)
_DISTRESS = _known("DPA 2018 s. 168(1)", f"{ACT}168", "Distress is damage too, though it costs no money.")
_pecr_known = partial(stated, url=f"{PECR}30", since=PECR_BEGUN, known=Known.RECALLED)
_PECR_HARM = _pecr_known(
    "PECR reg 30(1)",
    says="Whoever suffers damage because these Regulations were broken is compensated by whoever broke them.",
    unsure="Whether distress alone is damage here is not said; it is taken to be.",
)
_PECR_CARE = _pecr_known(
    "PECR reg 30(2)",
    says="Whoever proves to have taken the care that was reasonably required does not pay.",
)
_OWED = Table[bool](
    Row(False, _BLAMELESS, law="data-protection", blameless=True),
    Row(False, _PECR_CARE, law="pecr", blameless=True),
    Row(True, _HARM, law="data-protection", harm="loss"),
    Row(True, _HARM, _DISTRESS, law="data-protection", harm="distress"),
    Row(True, _PECR_HARM, law="pecr", harm=("loss", "distress")),
    Row(False, _HARM, says="Without damage nothing is owed.", law="data-protection"),
    Row(False, _PECR_HARM, says="Without damage nothing is owed.", law="pecr"),
)


def compensation(
    on: date,
    *,
    law: Literal["data-protection", "pecr"],
    harm: Literal["none", "loss", "distress"],
    blameless: bool = False,
) -> Ruling[bool]:
    """Is a person owed compensation because the law was broken?

    law: which law was broken: that of data protection, or that of electronic communications (PECR)
    harm: what the person suffered: nothing, a loss, or distress
    blameless: whether it is proved that we are not responsible in any way (for PECR: that we took reasonable care)
    """
    return _OWED.on(on, law=law, harm=harm, blameless=blameless)


# ---- offences ----

_TAKEN = _known(
    "DPA 2018 s. 170(1)",
    f"{ACT}170",
    """To obtain, keep or pass on personal data, knowingly or recklessly, without the controller's consent, is an
    offence.""",
)
_TAKEN_NEEDED = _known(
    "DPA 2018 s. 170(2)",
    f"{ACT}170",
    "It is no offence if it was needed against crime, asked for by law or a court, or justified as in the public "
    "interest.",
)
_TAKEN_BELIEVED = _known(
    "DPA 2018 s. 170(3)",
    f"{ACT}170",
    "It is no offence if one reasonably believed to have the right to it, or that the controller would agree.",
)
_NAMED = _known(
    "DPA 2018 s. 171(1)",
    f"{ACT}171",
    """To find out again whose data it is that was made nameless, knowingly or recklessly, without the consent of the
    controller who made it so, is an offence.""",
)
_NAMED_NEEDED = _known(
    "DPA 2018 s. 171(3)",
    f"{ACT}171",
    "It is no offence if it was needed against crime, asked for by law or a court, or justified as in the public "
    "interest.",
)
_NAMED_BELIEVED = _known(
    "DPA 2018 s. 171(4)",
    f"{ACT}171",
    "It is no offence if one reasonably believed that the data is about oneself, or that whoever it is about or the "
    "controller agreed.",
)
_NAMED_TESTED = _known(
    "DPA 2018 s. 172",
    f"{ACT}172",
    "It is no offence if it tests, in the public interest and without meaning harm, how well the data was made "
    "nameless, and the regulator or the controller is told without undue delay, within 72 hours where feasible.",
)
_HIDDEN_EXCUSED = _known(
    "DPA 2018 s. 173(5)",
    f"{ACT}173",
    """It is no offence if the data would have gone without the request, or if one reasonably believed that the person
    was not entitled to it.""",
)
_DEMANDED = _known(
    "DPA 2018 s. 184",
    f"{ACT}184",
    """To make somebody ask for their own police, prison or health record and hand it over, for a job, a contract or a
    service, is an offence.""",
)
_DEMANDED_EXCUSED = _known(
    "DPA 2018 s. 184(3)",
    f"{ACT}184",
    "It is no offence if a law or a court asks for it, or if it is in the public interest.",
)

_NEEDED = ("crime", "law", "public-interest")
_AGREED, _UNKNOWING = "The controller agreed.", "Without knowledge or recklessness it is no offence."
_OFFENCES = Table[bool](
    Row(False, _TAKEN, says=_UNKNOWING, act="take-data", knowingly=False),
    Row(False, _TAKEN, says=_AGREED, act="take-data", reason="controller-agreed"),
    Row(False, _TAKEN_NEEDED, act="take-data", reason=_NEEDED),
    Row(False, _TAKEN_BELIEVED, act="take-data", reason="belief"),
    Row(True, _TAKEN, act="take-data"),
    Row(False, _NAMED, says=_UNKNOWING, act="re-identify", knowingly=False),
    Row(False, _NAMED, says=_AGREED, act="re-identify", reason="controller-agreed"),
    Row(False, _NAMED_NEEDED, act="re-identify", reason=_NEEDED),
    Row(False, _NAMED_BELIEVED, act="re-identify", reason="belief"),
    Row(False, _NAMED_TESTED, act="re-identify", reason="testing"),
    Row(True, _NAMED, act="re-identify"),
    Row(False, _HIDDEN_EXCUSED, act="hide-after-request", reason=("anyway", "belief")),
    Row(True, DEFEAT, act="hide-after-request"),
    Row(False, _DEMANDED_EXCUSED, reason=("law", "public-interest")),  # what is left: a record was demanded
    Row(True, _DEMANDED),
)


def offence(
    on: date,
    *,
    act: Literal["take-data", "re-identify", "hide-after-request", "demand-record"],
    reason: Literal[
        "none", "controller-agreed", "crime", "law", "public-interest", "belief", "testing", "anyway"
    ] = "none",
    knowingly: bool = True,
) -> Ruling[bool]:
    """Is it an offence under the Data Protection Act 2018?

    act: data taken or passed on, somebody found again in nameless data, data hidden after a request, a record demanded
    reason: what can be shown for it
    knowingly: whether it was done knowingly or recklessly
    """
    return _OFFENCES.on(on, act=act, reason=reason, knowingly=knowingly)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "maximum-fine": maximum_fine,
    "compensation": compensation,
    "offence": offence,
}
