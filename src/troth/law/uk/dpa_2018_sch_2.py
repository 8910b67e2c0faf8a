"""Data Protection Act 2018, Schedule 2: what may be left out. It is decided item by item, never for a whole request.

Part 1 (paras 2 and 5) reaches Articles 13 to 21(1), para 2 Article 34 too; Part 3 (paras 16 and 17) Article 15 alone;
Part 4 (paras 18 to 25) Articles 13 to 15. So privilege, for example, withholds from a copy and never refuses an
erasure, and nothing here stands against an objection to direct marketing, Article 21(2).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from troth.law.calendar import Calendar
from troth.law.contents import Contents, Item
from troth.law.dated import Known, Rule, stated
from troth.law.table import SILENT, Row, Ruling, Table, listed
from troth.law.uk.dpa_2018 import ACT, COUNTING
from troth.law.uk.last_day import last_day
from troth.law.uk.reg_1182_71 import ROLL, days, months
from troth.law.uk.uk_gdpr import MONTH, PLACES
from troth.words import Citation, Nation, Right, Step

BEGUN = "2018-05-25"

ExemptionId = Literal[
    "third-party",
    "privilege",
    "crime-and-tax",
    "legal-duty",
    "references",
    "negotiations",
    "forecasts",
    "self-incrimination",
    "exams",
]
Article = Literal["13", "14", "15", "16", "17", "18", "19", "20", "21(1)", "21(2)", "22A-22D", "34"]

# Which Articles a Part of the Schedule names.
_PART_1: tuple[Article, ...] = ("13", "14", "15", "16", "17", "18", "19", "20", "21(1)")
_PART_3: tuple[Article, ...] = ("15",)
_PART_4: tuple[Article, ...] = ("13", "14", "15")
# A right by the Article that gives it; that of decisions by a computer alone is named nowhere.
_GIVEN_BY: dict[Right, Article] = {
    Right.ACCESS: "15",
    Right.RECTIFICATION: "16",
    Right.ERASURE: "17",
    Right.RESTRICTION: "18",
    Right.PORTABILITY: "20",
    Right.OBJECTION: "21(1)",
    Right.AUTOMATED_DECISION: "22A-22D",
}


@dataclass(frozen=True, slots=True)
class Exemption:
    """A ground to leave an item out: in plain words, its place, the test that the reviewer answers, what it reaches."""

    id: ExemptionId
    says: str
    rule: Rule
    test: str
    reaches: tuple[Article, ...]

    @property
    def cite(self) -> Citation:
        """Its place."""
        return self.rule.cite


def _exemption(
    id: ExemptionId, place: str, reaches: tuple[Article, ...], says: str, test: str, known: Known = Known.READ
) -> Exemption:
    cite = f"DPA 2018 Sch 2 {place}"
    entry = stated(cite, f"{ACT}schedule/2", f"What may be left out: {says}. {test}", since=BEGUN, known=known)
    return Exemption(id, says, entry, test, reaches)


EXEMPTIONS = (
    _exemption(
        "third-party",
        "para 16",
        _PART_3,
        "information about another person",
        "They have not agreed, and it is not reasonable to give it without them: weigh what it is, what was promised "
        "to them, whether they were asked, could agree, or refused.",
        Known.RECALLED,
    ),
    _exemption(
        "privilege",
        "para 19",
        _PART_4,
        "legal advice and papers for a court case",
        "Legal professional privilege could be claimed for it (in Scotland, confidentiality of communications).",
    ),
    _exemption(
        "crime-and-tax",
        "para 2",
        (*_PART_1, "34"),
        "information that helps to prevent, investigate or prosecute crime, or to collect tax",
        "To give it would be likely to harm just that. It never stands against an objection to direct marketing.",
        Known.RECALLED,
    ),
    _exemption(
        "legal-duty",
        "para 5",
        _PART_1,
        "information that the law makes public or tells us to disclose, or that legal claims or advice need",
        "Only as far as the person's right would stand in the way of that.",
        Known.RECALLED,
    ),
    _exemption(
        "references",
        "para 24",
        _PART_4,
        "a confidential reference, given or received",
        "It was given in confidence, for work, training, an office or a service.",
    ),
    _exemption(
        "negotiations",
        "para 23",
        _PART_4,
        "what we intend in negotiations with this person",
        "To give it would be likely to harm those negotiations.",
    ),
    _exemption(
        "forecasts",
        "para 22",
        _PART_4,
        "management forecasts and plans",
        "To give it would be likely to harm the running of the business.",
    ),
    _exemption(
        "self-incrimination",
        "para 20",
        _PART_4,
        "what would show that we committed an offence",
        "It would expose us to proceedings for an offence other than one of data protection law.",
    ),
    _exemption(
        "exams",
        "para 25",
        _PART_4,
        "answers and marks of an examination",
        "Answers always; marks until the results are out, so that they come within five months of the question or "
        "forty days of the results, whichever is earlier.",
    ),
)
THIRD_PARTY, EXAMS = EXEMPTIONS[0].rule, EXEMPTIONS[-1].rule
ITEMWISE = stated(
    "DPA 2018 s. 15",
    f"{ACT}section/15",
    """Schedule 2 takes data out of the rights item by item, and only as far as the test of its paragraph is met. The
    rest of the request is answered.""",
    since=BEGUN,
    known=Known.RECALLED,
)
PROFESSIONALS = stated(
    "DPA 2018 Sch 2 para 17",
    f"{ACT}schedule/2",
    "It is taken to be reasonable to name those who acted in health, social work or education in the course of it.",
    since=BEGUN,
    known=Known.RECALLED,
)


def exemptions(right: Right, on: date) -> tuple[Exemption, ...]:
    """The exemptions that reach a right on a day, the commonest first; each applies to an item, not to the request."""
    article = _GIVEN_BY[right]
    return tuple(one for one in EXEMPTIONS if one.rule.stands(on) and article in one.reaches)


def _reach(articles: tuple[Article, ...]) -> str:
    return f"The exemption reaches Article{'s' if len(articles) > 1 else ''} {', '.join(articles)} and no other."


_REACHES = {
    one.id: Table(Row(True, one.rule, article=one.reaches), Row(False, one.rule, says=_reach(one.reaches)))
    for one in EXEMPTIONS
}


def exemption(on: date, *, of: ExemptionId, article: Article) -> Ruling[bool]:
    """Does an exemption reach what an Article of the UK GDPR asks?

    of: the exemption
    article: the Article
    """
    return _REACHES[of].on(on, article=article)


_ITEM = Table(
    Row(False, ITEMWISE, says="A request is never refused whole: each item is looked at.", whole_request=True),
    Row(True, ITEMWISE, says="The test is met for this item, so far it may be left out.", test_met=True),
    Row(False, ITEMWISE, says="Where the test is not met for this very item, it is not left out."),
)


def may_withhold(
    on: date, *, of: ExemptionId, article: Article, whole_request: bool, test_met: bool = False
) -> Ruling[bool]:
    """May something be left out under an exemption?

    of: the exemption
    article: the Article under which it would be given or done
    whole_request: whether it is said of the whole request and not of one item
    test_met: whether the test of the exemption is met for this very item
    """
    reach = exemption(on, of=of, article=article)
    if not reach.answer:
        return reach
    item = _ITEM.on(on, whole_request=whole_request, test_met=test_met)
    return Ruling(item.answer, (*item.because, *reach.because))


# ---- another person in the data: paras 16 and 17 ----

FACTORS = Contents(
    "What is weighed before information about another person is given without their consent",
    Item("kind", "what kind of information it is", THIRD_PARTY),
    Item("confidence", "what is owed to them in confidence", THIRD_PARTY),
    Item("steps", "what was done to get their consent", THIRD_PARTY),
    Item("capable", "whether they are able to consent", THIRD_PARTY),
    Item("refused", "whether they have refused", THIRD_PARTY),
)
_OTHER = Table(
    Row(True, THIRD_PARTY, says="The other person has agreed to it.", consents=True),
    Row(True, PROFESSIONALS, acted_in=("health", "social-work", "education")),
    Row(
        True,
        THIRD_PARTY,
        says="All weighed, it is reasonable to give it without their consent.",
        needs=FACTORS,
        reasonable=True,
    ),
    Row(
        False,
        THIRD_PARTY,
        says="They have not agreed, and it is not shown that it is reasonable to give it without them.",
        needs=FACTORS,
    ),
)


def give_third_party(
    on: date,
    *,
    consents: bool = False,
    acted_in: Literal["none", "health", "social-work", "education"] = "none",
    reasonable: bool = False,
) -> Ruling[bool]:
    """Is information about another person given with the copy?

    consents: whether the other person agrees
    acted_in: whether they appear because they acted for the person in one of these callings
    reasonable: whether, all weighed, it is reasonable to give it without their consent
    """
    return _OTHER.on(on, consents=consents, acted_in=acted_in, reasonable=reasonable)


# ---- marks of an examination: para 25 ----

FROM_QUESTION, FROM_RESULTS = months(5), days(40)


def exam_marks_due(
    on: date, *, asked: date, nation: Nation, results: date | None = None, calendar: Calendar | None = None
) -> Ruling[date]:
    """By when are the marks of an examination given to somebody who asks for them?

    asked: the day on which the person asked
    nation: whose bank holidays count
    results: the day on which the results are announced, if it is known
    """
    places = PLACES.on(asked)
    if not EXAMS.stands(on) or places is None:
        return Ruling(None, (SILENT,))
    if results is not None and results <= asked:
        last, steps = last_day(asked, MONTH, nation, "the marks are due", places.counting, calendar)
        usual = Step("The results were out when the person asked, so the usual month counts.", places.period)
        return Ruling(last, (usual, *steps))
    cite = EXAMS.cite.text
    late, steps = last_day(asked, FROM_QUESTION, nation, "the marks are due", f"{COUNTING}; {ROLL}", calendar)
    found = [Step("Five months from the question are the longest that marks may take.", cite), *steps]
    if results is not None:
        last, steps = last_day(results, FROM_RESULTS, nation, "the marks are due", f"{COUNTING}; {ROLL}", calendar)
        if last < late:
            late, found = last, [Step("Forty days from the results end before five months from the question.", cite)]
            found += steps
    return Ruling(late, tuple(found))


ASKED = {
    "exemption": exemption,
    "may-withhold": may_withhold,
    "give-third-party": give_third_party,
    "third-party-factors": listed(FACTORS),
    "exam-marks-due": exam_marks_due,
}
