"""The Merkle tree of RFC 9162 section 2: hashes, roots, proofs, and their verification.

A reader `digest_at(level, position)` gives the hash of a complete subtree of 2**level leaves that begins at
leaf position * 2**level; everything here costs a logarithm of the size in such reads.
"""

import hashlib
from collections.abc import Callable, Sequence

from troth.fault import Fault

Reader = Callable[[int, int], bytes]
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf: a prefix keeps leaves and nodes apart."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _range(begin: int, end: int, read: Reader) -> bytes:
    """The hash over leaves begin..end-1; `begin` lies where RFC 9162 splits, so that complete subtrees fit."""
    size = end - begin
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return read(level, begin >> level)
    middle = begin + _split(size)
    return node_hash(_range(begin, middle, read), _range(middle, end, read))


def root_at(size: int, read: Reader) -> bytes:
    """The root of the tree of the first `size` leaves."""
    return _range(0, size, read) if size else EMPTY


def inclusion_proof(index: int, size: int, read: Reader) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root of `size` leaves (RFC 9162 2.1.3.1)."""
    if not 0 <= index < size:
        raise Fault(f"there is no entry {index} in a ledger of {size}", remedy="ask for an entry below its size")
    proof: list[bytes] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(_range(middle, end, read))
            end = middle
        else:
            proof.append(_range(begin, middle, read))
            begin = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, read: Reader) -> list[bytes]:
    """The hashes that show the first `old` leaves unchanged in the tree of `new` (RFC 9162 2.1.4.1)."""
    if not 0 < old <= new:
        raise Fault(f"a ledger of {new} cannot be compared with one of {old}", remedy="give the older size first")
    proof: list[bytes] = []
    begin, end, target, whole = 0, new, old, True
    path: list[bytes] = []
    while target != end:
        middle = begin + _split(end - begin)
        if target <= middle:
            path.append(_range(middle, end, read))
            end = middle
        else:
            path.append(_range(begin, middle, read))
            begin, whole = middle, False
    if not whole:
        proof.append(_range(begin, end, read))
    return proof + path[::-1]


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` leads from this leaf hash at `index` to `root` (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size or any(len(h) != 32 for h in (leaf, root, *proof)):
        return False
    position, last, digest = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            digest = node_hash(sibling, digest)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and digest == root


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the tree of `old` is the beginning of the tree of `new` (RFC 9162 2.1.4.2)."""
    if old == new > 0:
        return not proof and old_root == new_root
    if not 0 < old < new or any(len(h) != 32 for h in (old_root, new_root, *proof)):
        return False
    hashes = list(proof)
    if old & (old - 1) == 0:
        hashes.insert(0, old_root)
    if not hashes:
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    was = now = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            was, now = node_hash(sibling, was), node_hash(sibling, now)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            now = node_hash(now, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root
