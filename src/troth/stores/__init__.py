"""Where data lies: one file a kind of place, all of them asked in the same way. No Django, no request, no deadline.

    load(folder, env, home)     the stores of a company's folder, by name
    find(stores, who)           everything held about a person, row by row, each with whose it is
    check(stores, policy)       what store files name that the policy does not declare

A row is own, shared, other or staff (`words.Whose`). Who is meant is found out in `identity.py`, from people tables;
whose a row is by what it says, in `match.py`; whose a row is by what it hangs on, in `sql/`.
"""

from troth.stores.base import Ask, Failed, Store
from troth.stores.check import check
from troth.stores.find import find
from troth.stores.load import load

__all__ = ["Ask", "Failed", "Store", "check", "find", "load"]
