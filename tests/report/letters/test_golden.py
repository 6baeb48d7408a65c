"""The letters as a student, a parent and a host read them."""

from pathlib import Path

import pytest

from matcher.report.letters.filing import write_letters
from matcher.text import Lang
from tests.report.golden import assert_golden
from tests.report.letters.small import case, words

LANGS: tuple[Lang, ...] = ("ru", "en")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["students", "hosts"])
def test_letters_read_as_in_the_golden_file(lang: Lang, kind: str, tmp_path: Path) -> None:
    written = write_letters(case(), tmp_path / "letters", lang)
    own = [path for path in written if path.parent.name == kind]
    assert_golden(f"letters-{kind}.{lang}.txt", "\n=====\n\n".join(words(path.read_bytes()) for path in own))
