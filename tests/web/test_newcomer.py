from pathlib import Path

import pytest

from tests.web.desk import Desk
from tests.web.newcomer import to_the_outcome


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_newcomer_comes_from_a_faulty_workbook_to_an_outcome(fresh: Desk, tmp_path: Path, lang: str) -> None:
    with fresh.visit(lang) as visit:
        to_the_outcome(visit, tmp_path, lang)
