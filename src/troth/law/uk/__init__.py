"""The law of the United Kingdom: one file an instrument or a part of one, each with the questions that it answers."""

from collections.abc import Callable, Mapping
from typing import Any

from troth.law.table import Ruling
from troth.law.uk import (
    commencement,
    communications_2003,
    credit,
    dpa_2018,
    dpa_2018_part_7,
    dpa_2018_sch_2,
    pecr_breach,
    pecr_cookies,
    pecr_marketing,
    penalties,
    periods,
    regulator,
    remains,
    si_2018_356,
    si_2018_480,
    uk_gdpr_5,
    uk_gdpr_6,
    uk_gdpr_7,
    uk_gdpr_9,
    uk_gdpr_12,
    uk_gdpr_12a,
    uk_gdpr_13,
    uk_gdpr_14,
    uk_gdpr_15,
    uk_gdpr_16,
    uk_gdpr_17,
    uk_gdpr_20,
    uk_gdpr_22a,
    uk_gdpr_28,
    uk_gdpr_33,
    uk_gdpr_35,
    uk_gdpr_44,
)

# In the order in which the questions are listed.
_ROOMS = (
    uk_gdpr_5,
    uk_gdpr_6,
    uk_gdpr_7,
    uk_gdpr_9,
    uk_gdpr_12,
    uk_gdpr_12a,
    uk_gdpr_13,
    uk_gdpr_14,
    uk_gdpr_15,
    uk_gdpr_16,
    uk_gdpr_17,
    uk_gdpr_20,
    uk_gdpr_22a,
    uk_gdpr_28,
    uk_gdpr_33,
    uk_gdpr_35,
    uk_gdpr_44,
    dpa_2018,
    dpa_2018_part_7,
    dpa_2018_sch_2,
    credit,
    pecr_marketing,
    pecr_cookies,
    pecr_breach,
    communications_2003,
    si_2018_356,
    periods,
    remains,
    regulator,
    si_2018_480,
    penalties,
    commencement,
)

# Every question by name; asked.py reads its facts from the function's signature.
QUESTIONS: Mapping[str, Callable[..., Ruling[Any]]] = {name: ask for room in _ROOMS for name, ask in room.ASKED.items()}
