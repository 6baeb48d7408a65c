"""Every topic says the same in both languages."""

import re
from importlib import import_module
from string import Formatter

import pytest

TOPICS = ("recommending", "replanning", "frontiers", "comparing", "reasons", "scenarios")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_have_the_same_keys_and_values(topic: str) -> None:
    words = import_module(f"matcher.text.{topic}")
    assert words.RU.keys() == words.EN.keys()
    assert [k for k in words.RU if fields(words.RU[k]) != fields(words.EN[k])] == []
    assert [k for k, text in words.EN.items() if re.search("[а-яё]", text, re.IGNORECASE)] == []
