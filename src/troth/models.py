"""Every table of the app, gathered where Django looks for them; each stands beside its verbs."""

from troth.duties.cases import Case
from troth.duties.delivery import Delivery
from troth.duties.identity import Code
from troth.duties.outbox import Mail
from troth.duties.proposals import Proposal, Told
from troth.duties.search import Finding, Search
from troth.flows import Start
from troth.records.blobs import Blob
from troth.records.effects import Effect
from troth.records.entries import Entry, Head, Node
from troth.records.keys import Key
from troth.records.proofs import Stretch, Walk
from troth.records.signin import Pass
from troth.records.versions import Version

__all__ = [
    "Blob",
    "Case",
    "Code",
    "Delivery",
    "Effect",
    "Entry",
    "Finding",
    "Head",
    "Key",
    "Mail",
    "Node",
    "Pass",
    "Proposal",
    "Search",
    "Start",
    "Stretch",
    "Told",
    "Version",
    "Walk",
]
