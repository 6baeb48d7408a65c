"""Any text and any list is one harmless cell, and comes back."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.files.escapes import decode_list, decode_text, encode_list, encode_text
from tests.files.rounds import TEXTS

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")


@given(TEXTS)
def test_text_comes_back(text: str) -> None:
    assert decode_text(encode_text(text)) == text


@given(TEXTS)
def test_cell_of_a_text_is_no_formula(text: str) -> None:
    assert not encode_text(text).startswith(LIVE)


@given(st.lists(TEXTS), st.sampled_from(["|", "; "]))
def test_list_comes_back(items: list[str], separator: str) -> None:
    assert decode_list(encode_list(items, separator)) == tuple(items)


@given(st.lists(TEXTS), st.sampled_from(["|", "; "]))
def test_cell_of_a_list_is_no_formula(items: list[str], separator: str) -> None:
    assert not encode_list(items, separator).startswith(LIVE)


def test_ordinary_text_is_written_as_it_is() -> None:
    assert encode_text("ООО «Пример», цех 3") == "ООО «Пример», цех 3"
