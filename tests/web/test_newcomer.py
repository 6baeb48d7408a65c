from pathlib import Path

import pytest

from tests.web.desk import Desk
from tests.web.newcomer import to_the_outcome
from tests.web.newcomer_papers import to_the_papers


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_newcomer_comes_from_a_faulty_workbook_to_a_published_order(fresh: Desk, tmp_path: Path, lang: str) -> None:
    with fresh.visit(lang) as visit:
        to_the_outcome(visit, tmp_path, lang)
        to_the_papers(visit, fresh, tmp_path, lang)
