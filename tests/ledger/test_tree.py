"""The tree against another implementation's vectors, an independent recursive tree, and mutations of every proof."""

import base64
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.fault import Fault
from troth.ledger import tree

VECTORS = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "merkle-proofs.jsonl").read_text().splitlines()
]


def raw(text):
    return base64.b64decode(text)


def plain_root(leaves):
    """RFC 6962 section 2.1, written as its recursive definition."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\1" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


def reader(leaves):
    return lambda level, position: plain_root(leaves[position << level : (position + 1) << level])


def mutations(proof):
    """Every proof that differs in one place: a flipped bit, one missing, one more, two exchanged."""
    for n, digest in enumerate(proof):
        yield [*proof[:n], bytes([digest[0] ^ 1]) + digest[1:], *proof[n + 1 :]]
        yield [*proof[:n], *proof[n + 1 :]]
    yield [*proof, b"\0" * 32]
    if len(proof) > 1 and proof[0] != proof[1]:
        yield [proof[1], proof[0], *proof[2:]]


@pytest.mark.parametrize("v", [v for v in VECTORS if v["kind"] == "inclusion"], ids=lambda v: v["desc"])
def test_inclusion_proofs_of_another_implementation_hold_and_their_mutations_do_not(v):
    proof = [raw(h) for h in v["proof"] or []]
    index, size, leaf, root = v["leafIdx"], v["treeSize"], raw(v["leafHash"]), raw(v["root"])
    assert tree.verify_inclusion(index, size, leaf, proof, root)
    assert not any(tree.verify_inclusion(index, size, leaf, other, root) for other in mutations(proof))
    assert not tree.verify_inclusion(index, size, leaf, proof, bytes(32))
    assert not tree.verify_inclusion(size, size, leaf, proof, root)


@pytest.mark.parametrize("v", [v for v in VECTORS if v["kind"] == "consistency"], ids=lambda v: v["desc"])
def test_consistency_proofs_of_another_implementation_hold_and_their_mutations_do_not(v):
    proof = [raw(h) for h in v["proof"] or []]
    old, new, was, now = v["size1"], v["size2"], raw(v["root1"]), raw(v["root2"])
    assert tree.verify_consistency(old, new, was, now, proof)
    assert not any(tree.verify_consistency(old, new, was, now, other) for other in mutations(proof))
    assert not tree.verify_consistency(old, new, was, bytes(32), proof)
    assert not tree.verify_consistency(old, new, bytes(32), now, proof)


def test_the_vectors_are_of_both_kinds():
    kinds = [v["kind"] for v in VECTORS]
    assert kinds.count("inclusion") >= 5 and kinds.count("consistency") >= 5


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_the_root_is_that_of_the_recursive_definition(leaves):
    assert tree.root_at(len(leaves), reader(leaves)) == plain_root(leaves)


@pytest.mark.parametrize("size", range(1, 34))
def test_every_leaf_of_every_small_tree_is_proved_and_its_neighbour_is_not(size):
    leaves = [bytes([n]) for n in range(size)]
    root = plain_root(leaves)
    for index in range(size):
        proof = tree.inclusion_proof(index, size, reader(leaves))
        leaf = tree.leaf_hash(leaves[index])
        assert tree.verify_inclusion(index, size, leaf, proof, root)
        assert not tree.verify_inclusion((index + 1) % size, size, leaf, proof, root) or size == 1
        assert not any(tree.verify_inclusion(index, size, leaf, other, root) for other in mutations(proof))


@pytest.mark.parametrize("new", range(1, 26))
def test_every_older_head_is_consistent_and_a_rewritten_one_is_not(new):
    leaves = [bytes([n]) for n in range(new)]
    for old in range(1, new + 1):
        proof = tree.consistency_proof(old, new, reader(leaves))
        was, now = plain_root(leaves[:old]), plain_root(leaves)
        assert tree.verify_consistency(old, new, was, now, proof)
        forged = plain_root([b"forged", *leaves[1:old]])
        assert not tree.verify_consistency(old, new, forged, now, proof)


def test_a_leaf_and_a_node_of_the_same_bytes_differ():
    two = tree.leaf_hash(b"a") + tree.leaf_hash(b"b")
    assert tree.leaf_hash(two) != tree.node_hash(two[:32], two[32:])


def test_asking_for_a_proof_outside_the_tree_is_a_fault():
    with pytest.raises(Fault):
        tree.inclusion_proof(3, 3, reader([b"a"] * 3))
    with pytest.raises(Fault):
        tree.consistency_proof(0, 3, reader([b"a"] * 3))
    with pytest.raises(Fault):
        tree.consistency_proof(4, 3, reader([b"a"] * 3))
