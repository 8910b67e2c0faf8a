"""Communications Act 2003, sections 105A to 105K: what the provider of a public network or service owes for security.

A third route beside UK GDPR Article 33 and PECR regulation 5A, to Ofcom. It counts what the service suffers, not what
happens to personal data. It is off unless a line of business is one of a provider.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Literal

from troth.law.contents import Contents, Item
from troth.law.dated import Known, stated
from troth.law.table import Row, Ruling, Table, listed

SECTION = "https://www.legislation.gov.uk/ukpga/2003/21/section/"
OLD, BEGUN = "2011-05-26", "2022-10-01"

_new = partial(
    stated,
    since=BEGUN,
    by="Telecommunications (Security) Act 2021 ss. 1 to 4",
    known=Known.RECALLED,
)

MEASURES = _new(
    "CA 2003 s. 105A",
    f"{SECTION}105A",
    """The provider of a public network or service takes the measures that are fit to find out where its security could
    be compromised, to make that less likely, and to be prepared for it.""",
)
SPECIFIED = _new("CA 2003 s. 105B", f"{SECTION}105B", "Regulations name measures that it takes in any case.")
RESPONSE = _new(
    "CA 2003 s. 105C",
    f"{SECTION}105C",
    "After a compromise it takes fit measures against the harm that follows from it.",
)
SPECIFIED_RESPONSE = _new(
    "CA 2003 s. 105D", f"{SECTION}105D", "Regulations name measures that it takes after a compromise in any case."
)
USERS_TOLD = _new(
    "CA 2003 s. 105J",
    f"{SECTION}105J",
    """Where there is a significant risk of a compromise, the users whom it may harm are told in plain words of the
    risk, what it would be, what they can do against it, and whom they can ask.""",
)
OFCOM_TOLD = _new(
    "CA 2003 s. 105K(1)",
    f"{SECTION}105K",
    """Ofcom is told as soon as reasonably possible of a compromise that has a significant effect on the network or
    service, and of an intrusion that puts somebody in a position to bring about one that would.""",
)
WEIGHED = _new(
    "CA 2003 s. 105K(2)",
    f"{SECTION}105K",
    """Whether an effect is significant depends on how long it lasts, how many users it reaches, over which area, and
    how much what they do depends on it.""",
)
OFCOM_TOLD_OLD = stated(
    "CA 2003 s. 105B",
    f"{SECTION}105B",
    "Ofcom is told of a breach of security that has a significant impact on the service.",
    since=OLD,
    until="2022-09-30",
    by="SI 2011/1210",
    known=Known.GUIDANCE,
    unsure="One account has it begin on 25 May 2011.",
)

DUTIES = Contents(
    "What a provider does for the security of its network or service",
    Item("find", "find out where its security could be compromised", MEASURES),
    Item("reduce", "make that less likely", MEASURES),
    Item("prepare", "be prepared for it", MEASURES),
    Item("specified", "take the measures that regulations name", SPECIFIED),
    Item("respond", "act against the harm that follows from a compromise", RESPONSE),
    Item("specified-response", "take the measures that regulations name for that", SPECIFIED_RESPONSE),
)
WARNING = Contents(
    "What users are told of a significant risk to the security of the service, in plain words",
    Item("risk", "that there is a risk", USERS_TOLD),
    Item("nature", "what would happen", USERS_TOLD),
    Item("advice", "what you can do against it, or to make it less bad", USERS_TOLD),
    Item("contact", "the name of somebody whom you can ask, and how", USERS_TOLD),
)
SIGNIFICANCE = Contents(
    "What is weighed to say whether an effect on the service is significant",
    Item("length", "how long it lasts", WEIGHED),
    Item("users", "how many users it reaches", WEIGHED),
    Item("area", "how large the area is, and where", WEIGHED),
    Item("dependence", "how much what they do depends on it", WEIGHED),
)

_NOT_A_PROVIDER = "Only the provider of a public network or service has this duty; support for computers is none."

SECURES = Table(
    Row(True, MEASURES, needs=DUTIES, provides=True),
    Row(False, MEASURES, says=_NOT_A_PROVIDER),
)


def security_measures(on: date, *, provides: bool = False) -> Ruling[bool]:
    """Do we owe the security measures of a telecoms provider?

    provides: on this line of business we are the provider of a public network or service
    """
    return SECURES.on(on, provides=provides)


WARNS = Table(
    Row(False, USERS_TOLD, says=_NOT_A_PROVIDER, provides=False),
    Row(True, USERS_TOLD, needs=WARNING, significant=True),
    Row(False, USERS_TOLD, says="The risk is not significant, so users need not be told."),
)


def warn_users(on: date, *, significant: bool, provides: bool = False) -> Ruling[bool]:
    """Are users told of a risk that the security of the service is compromised?

    significant: the risk is significant
    provides: on this line of business we are the provider of a public network or service
    """
    return WARNS.on(on, significant=significant, provides=provides)


Effect = Literal["none", "significant", "opens-the-way"]

REPORTS = Table(
    Row(False, OFCOM_TOLD, says=_NOT_A_PROVIDER, provides=False),
    Row(True, OFCOM_TOLD, needs=SIGNIFICANCE, effect=("significant", "opens-the-way")),
    Row(False, OFCOM_TOLD, says="It has no significant effect on the service and opens the way to none."),
    Row(False, OFCOM_TOLD_OLD, says=_NOT_A_PROVIDER, provides=False),
    Row(True, OFCOM_TOLD_OLD, effect="significant"),
    Row(False, OFCOM_TOLD_OLD, says="It has no significant impact on the service."),
)


def report_to_ofcom(on: date, *, effect: Effect, provides: bool = False) -> Ruling[bool]:
    """Is a compromise of security reported to Ofcom, as soon as reasonably possible?

    effect: what it does to the service: something significant, an intrusion that opens the way to that, or neither
    provides: on this line of business we are the provider of a public network or service
    """
    return REPORTS.on(on, effect=effect, provides=provides)


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {
    "ofcom-report": report_to_ofcom,
    "telecoms-warning": warn_users,
    "telecoms-security": security_measures,
    "telecoms-security-measures": listed(DUTIES),
    "telecoms-significance": listed(SIGNIFICANCE),
}
