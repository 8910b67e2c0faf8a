"""The evidence as a Merkle log: it knows bytes, not what they mean.

RFC 9162 hashing; C2SP's signed notes, checkpoints and tiles unaltered, so that other people's tools verify us.
An entry is `commit || sealed` (see `entry`); a receipt shows one entry to somebody outside (see `receipt`).
"""
