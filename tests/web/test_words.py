import re
from pathlib import Path

import pytest

from api.web import words

TEMPLATES = Path(words.__file__).parents[1] / "templates"


def test_both_languages_have_the_same_keys() -> None:
    assert words.catalogue("ru").keys() == words.catalogue("en").keys()


def test_no_topic_says_a_key_of_another() -> None:
    n = sum(len(__import__(f"api.web.words.{topic}", fromlist=["RU"]).RU) for topic in words.TOPICS)
    assert n == len(words.catalogue("ru"))


def test_english_words_hold_no_russian_letter() -> None:
    assert {k: v for k, v in words.catalogue("en").items() if re.search("[а-яё]", v, re.IGNORECASE)} == {}


def test_both_languages_take_the_same_values() -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)", text))

    english = words.catalogue("en")
    assert {k for k, v in words.catalogue("ru").items() if names(v) != names(english[k])} == set()


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.j2")), ids=lambda path: path.name)
def test_a_template_holds_keys_that_exist_and_no_prose(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [key for key in re.findall(r'\bw\("([\w.-]+)"[,)]', text) if key not in words.catalogue("ru")] == []
    prose = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL).replace("Русский", "")
    assert not re.search("[а-яё]", prose, re.IGNORECASE)
