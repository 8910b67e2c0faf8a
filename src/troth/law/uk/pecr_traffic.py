"""PECR, regulations 7 and 8: who called whom, when and from where, and what a provider may do with it.

7(1) It goes once the call no longer needs it. 7(2) A bill may rest on it. 7(3) Advertising needs consent. 8 Who works
with it, and for what, is limited.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from troth.law.contents import Contents, Item
from troth.law.table import Row, Ruling, Table
from troth.law.uk.pecr import pecr

ERASED = pecr(
    "reg 7(1)",
    """What a provider holds to carry a call or a connection is erased, or changed so that it tells of nobody, once the
    call or connection no longer needs it.""",
)
BILLED = pecr(
    "reg 7(2)",
    "What a bill rests on may be kept until nobody can sue over the payment any more, or such a case has ended.",
)
_AGREED = pecr(
    "reg 7(3)",
    """To advertise communications services, or to provide a further service, it is used only with the consent of the
    subscriber or user, and only for as long as that needs.""",
)
_WITHDRAWN = pecr("reg 7(4)", "That consent can be withdrawn at any time.")
_INFORMED = pecr(
    "reg 8(1)",
    """Before it is used for a bill, or before consent is asked, the subscriber or user is told what kinds of it are
    used and for how long.""",
)
_HANDS = pecr(
    "reg 8(2)",
    "Only the provider and who acts under its authority use it, and no more of it than the work needs.",
)
_WORK = pecr(
    "reg 8(3)",
    """Work with it is about bills and traffic, customers' questions, fraud, the marketing of communications services or
    a further service.""",
)
_DISPUTES = pecr(
    "reg 8(4)",
    "It may be given to an authority that the law makes competent to settle a dispute.",
)

CONSENT = Contents(
    "What the consent to use traffic data needs",
    Item("kinds", "which kinds of it are used, told before", _INFORMED),
    Item("how-long", "for how long, told before", _INFORMED),
    Item("withdraw", "that the consent can be withdrawn at any time", _WITHDRAWN),
)

Work = Literal["carrying", "billing", "questions", "fraud", "marketing", "further-service", "dispute", "other"]

TRAFFIC = Table(
    Row(True, _DISPUTES, work="dispute"),
    Row(False, _HANDS, ours=False),
    Row(True, ERASED, says="The call or connection still needs it.", work="carrying", under_way=True),
    Row(True, BILLED, _INFORMED, work="billing", claim_open=True, informed=True),
    Row(
        True,
        _WORK,
        BILLED,
        says="Customers' questions and fraud are looked into with what a bill still rests on.",
        work=("questions", "fraud"),
        claim_open=True,
        informed=True,
    ),
    Row(True, _AGREED, needs=CONSENT, work=("marketing", "further-service"), consent=True, informed=True),
    Row(False, ERASED),
)


def traffic_data(
    on: date,
    *,
    work: Work,
    ours: bool = False,
    under_way: bool = False,
    claim_open: bool = False,
    informed: bool = False,
    consent: bool = False,
) -> Ruling[bool]:
    """May a provider use what it holds of a call or connection: who, when, how long, from where?

    work: what for
    ours: we do it, or somebody under our authority
    under_way: the call or connection goes on and needs it
    claim_open: somebody can still sue over the payment, or such a case goes on
    informed: the subscriber or user was told before which kinds of it are used and for how long
    consent: the subscriber or user agreed to this use, and did not take it back
    """
    return TRAFFIC.on(
        on,
        work=work,
        ours=ours,
        under_way=under_way,
        claim_open=claim_open,
        informed=informed,
        consent=consent,
    )


ASKED: Mapping[str, Callable[..., Ruling[Any]]] = {"traffic-data": traffic_data}
