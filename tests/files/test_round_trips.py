"""Converting a round into any form, through any others, and back loses nothing."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.files.reading import read_round
from matcher.files.writing import write_round
from matcher.rounds import Companion, Round
from tests.files.rounds import ROUNDS

FORMS = ("folder", "book.xlsx", "round.json")
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def there_and_back(round_: Round, path: Path, **options: str) -> Round:
    write_round(round_, path, **options)  # type: ignore[arg-type]  # lang, as a word
    loaded = read_round(path)
    assert loaded.problems == ()
    assert loaded.notes == ()
    assert loaded.round is not None
    return loaded.round


@pytest.mark.parametrize("form", FORMS)
@SLOW
@given(round_=ROUNDS)
def test_every_round_survives_every_form(round_: Round, form: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert there_and_back(round_, tmp_path_factory.mktemp("round") / form) == round_


@settings(SLOW, max_examples=20)
@given(round_=ROUNDS, order=st.sampled_from(list(permutations(FORMS))), lang=st.sampled_from(["ru", "en"]))
def test_any_order_of_forms_gives_the_same_round(
    round_: Round, order: tuple[str, ...], lang: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    current = round_
    for form in order:
        current = there_and_back(current, folder / form, lang=lang)
    assert current == round_


@pytest.mark.parametrize("form", FORMS)
def test_no_text_is_taken_for_a_value_that_no_cell_can_hold(form: str, tmp_path: Path) -> None:
    round_ = Round("r", (), (), companions=(Companion("0", "\ufdd0"),))
    assert there_and_back(round_, tmp_path / form) == round_
