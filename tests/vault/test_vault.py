"""The vault opens what it sealed, with that key, for that row; nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth import vault
from troth.fault import Fault

KEY, OTHER = bytes(32), bytes([1] * 32)


@given(st.binary(max_size=300), st.text(max_size=30))
def test_what_was_sealed_opens_again(clear, about):
    assert vault.open_(KEY, vault.seal(KEY, clear, about), about) == clear


def test_another_key_another_row_or_any_changed_byte_is_refused():
    sealed = vault.seal(KEY, b"a person's name", "row 1")
    assert b"person" not in sealed
    for wrong in ((OTHER, sealed, "row 1"), (KEY, sealed, "row 2"), (KEY, sealed[:-1], "row 1"), (KEY, b"", "row 1")):
        with pytest.raises(Fault):
            vault.open_(*wrong)
    for place in range(len(sealed)):
        with pytest.raises(Fault):
            vault.open_(KEY, sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], "row 1")


def test_sealing_twice_gives_different_bytes():
    assert vault.seal(KEY, b"x", "r") != vault.seal(KEY, b"x", "r")


def test_a_wrapped_key_opens_under_its_own_name_only():
    wrapped = vault.wrap(KEY, OTHER, "case:1")
    assert vault.unwrap(KEY, wrapped, "case:1") == OTHER
    with pytest.raises(Fault):
        vault.unwrap(KEY, wrapped, "case:2")


def test_a_digest_depends_on_key_and_text_and_a_sub_key_on_its_purpose():
    assert vault.digest(KEY, "a") == vault.digest(KEY, "a")
    assert len({vault.digest(KEY, "a"), vault.digest(OTHER, "a"), vault.digest(KEY, "b")}) == 3
    assert len({KEY, vault.derive(KEY, "a"), vault.derive(KEY, "b")}) == 3


@pytest.mark.parametrize("key", [b"", b"short", bytes(31), bytes(33)])
def test_a_key_of_another_length_is_refused(key):
    with pytest.raises(Fault):
        vault.seal(key, b"x", "r")
