"""The difference of two policies as decisions: what may be done from now on that might not before, and the other way.

difference(old, new, on)    everything that changes under the law of a day; `old` is None for the first version
says(difference)            the same in lines that a colleague reads
as_json(difference)         the same as plain data
"""

from troth.policy.diff.compare import difference
from troth.policy.diff.values import Change, Difference, MustTell, Period, Refused, Sentence, Swap, Uses
from troth.policy.diff.words import as_json, says

__all__ = [
    "Change",
    "Difference",
    "MustTell",
    "Period",
    "Refused",
    "Sentence",
    "Swap",
    "Uses",
    "as_json",
    "difference",
    "says",
]
