"""Data Protection Act 2018, Schedule 2: what may be left out. It is decided item by item, never for a whole request.

Part 1 (paras 2 and 5) reaches Articles 13 to 21; Part 3 (paras 16 and 17) Article 15 alone; Part 4 (paras 18 to 25)
Articles 13 to 15. So privilege, for one, withholds from a copy and never refuses an erasure.
"""

from dataclasses import dataclass
from datetime import date

from troth.law.dated import Dated, Known, stated
from troth.law.uk.dpa_2018 import ACT
from troth.words import Citation, Right

BEGUN = "2018-05-25"
ACCESS = frozenset({Right.ACCESS})  # the only right of Articles 13 to 15
TO_21 = frozenset(Right) - {Right.AUTOMATED_DECISION}


@dataclass(frozen=True, slots=True)
class Exemption:
    """A ground to leave an item out: in plain words, its place, and the test that the reviewer answers."""

    id: str
    says: str
    cite: Citation
    test: str


def _exemption(
    id: str, place: str, rights: frozenset[Right], says: str, test: str, known: Known = Known.READ
) -> tuple[frozenset[Right], Exemption]:
    cite = f"DPA 2018 Sch 2 {place}"
    entry = stated(cite, f"{ACT}schedule/2", f"What may be left out: {says}. {test}", since=BEGUN, known=known)
    return rights, Exemption(id, says, entry.cite, test)


_ALL = (
    _exemption(
        "third-party",
        "para 16",
        ACCESS,
        "information about another person",
        "They have not agreed, and it is not reasonable to give it without them: weigh what it is, what was promised "
        "to them, whether they were asked, could agree, or refused.",
        Known.RECALLED,
    ),
    _exemption(
        "privilege",
        "para 19",
        ACCESS,
        "legal advice and papers for a court case",
        "Legal professional privilege could be claimed for it (in Scotland, confidentiality of communications).",
    ),
    _exemption(
        "crime-and-tax",
        "para 2",
        TO_21,
        "information that helps to prevent, investigate or prosecute crime, or to collect tax",
        "To give it would be likely to harm just that. It never stands against an objection to direct marketing.",
        Known.RECALLED,
    ),
    _exemption(
        "legal-duty",
        "para 5",
        TO_21,
        "information that the law makes public or tells us to disclose, or that legal claims or advice need",
        "Only as far as the duty, the claim or the advice requires it.",
        Known.RECALLED,
    ),
    _exemption(
        "references",
        "para 24",
        ACCESS,
        "a confidential reference, given or received",
        "It was given in confidence, for work, training, an office or a service.",
    ),
    _exemption(
        "negotiations",
        "para 23",
        ACCESS,
        "what we intend in negotiations with this person",
        "To give it would be likely to harm those negotiations.",
    ),
    _exemption(
        "forecasts",
        "para 22",
        ACCESS,
        "management forecasts and plans",
        "To give it would be likely to harm the running of the business.",
    ),
    _exemption(
        "self-incrimination",
        "para 20",
        ACCESS,
        "what would show that we committed an offence",
        "It would expose us to proceedings for an offence other than one of data protection law.",
    ),
    _exemption(
        "exams",
        "para 25",
        ACCESS,
        "answers and marks of an examination",
        "Answers always; marks until the results are out, so that they come within five months of the question or "
        "forty days of the results, whichever is earlier.",
    ),
)
stated(
    "DPA 2018 Sch 2 para 17",
    f"{ACT}schedule/2",
    "It is taken to be reasonable to name those who acted in health, social work or education in the course of it.",
    since=BEGUN,
    known=Known.RECALLED,
)
EXEMPTIONS = Dated({BEGUN: _ALL})


def exemptions(right: Right, on: date) -> tuple[Exemption, ...]:
    """The exemptions that reach a right on a day, the commonest first; each applies to an item, not to the request."""
    return tuple(exemption for rights, exemption in EXEMPTIONS.on(on) or () if right in rights)
